"""Writing drafts into a folder: all of them or none, over nothing that is there, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

from dialogues.errors import CannotDraft
from dialogues.files.changes import Change, write_changes
from dialogues.pages.drafts import Draft


def write_drafts(folder: Path, found: tuple[Draft, ...]) -> None:
    """Write drafts into a folder, all or none: a file that is there is never overwritten, and no link followed.

    Raises :class:`~dialogues.errors.CannotDraft` when one is there or a folder below is a link, and what
    :func:`~dialogues.files.changes.write_changes` raises when one cannot be written.
    """
    for draft in found:
        _refuse(folder, draft)
    write_changes(folder, [Change(each.file, None, each.text.encode()) for each in found])


def _refuse(folder: Path, draft: Draft) -> None:
    path = folder / draft.file
    if os.path.lexists(path):  # a link that leads nowhere would be written through
        raise CannotDraft(draft.file, f"it is already in {folder}; nothing was written")
    for above in path.parents:
        if above == folder:
            return
        if above.is_symlink():
            raise CannotDraft(draft.file, f"{above} is a link; nothing was written")
