"""Writing drafts into a folder: all of them or none, over nothing that is there, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dialogues.errors import CannotDraft
from dialogues.pages.drafts import Draft


def write_drafts(folder: Path, found: tuple[Draft, ...]) -> None:
    """Write drafts into a folder, all or none: a file that is there is never overwritten, and no link followed.

    Raises :class:`~dialogues.errors.CannotDraft` when one is there or a folder below is a link, and OSError when one
    cannot be written; what was written before is then taken away.
    """
    for draft in found:
        _refuse(folder, draft)
    made: list[Path] = []
    try:
        for draft in found:
            _make_folders((folder / draft.file).parent, made)
            _write_new(folder / draft.file, draft.text.encode(), made)
    except BaseException:
        _take_away(made)
        raise


def _refuse(folder: Path, draft: Draft) -> None:
    path = folder / draft.file
    if os.path.lexists(path):  # a link that leads nowhere would be written through
        raise CannotDraft(draft.file, f"it is already in {folder}; nothing was written")
    for above in path.parents:
        if above == folder:
            return
        if above.is_symlink():
            raise CannotDraft(draft.file, f"{above} is a link; nothing was written")


def _make_folders(folder: Path, made: list[Path]) -> None:
    if folder.is_dir():
        return
    _make_folders(folder.parent, made)
    folder.mkdir()
    made.append(folder)


def _write_new(path: Path, content: bytes, made: list[Path]) -> None:
    """Write a file that is not there; whoever puts one there meanwhile keeps it."""
    with path.open("xb") as stream:
        made.append(path)
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _take_away(made: Iterable[Path]) -> None:
    for path in reversed(list(made)):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
