"""Writing a release: a folder with the registry in all open forms, and the hash of every record and file."""

from __future__ import annotations

import os
from pathlib import Path

from dialogues.errors import CannotRelease, CannotWrite
from dialogues.files.root import RELEASE, WHOLE
from dialogues.languages.environment import DEFAULT
from dialogues.publishing import export
from dialogues.publishing.citation import citation_file
from dialogues.publishing.whole import new_folder
from dialogues.registry import Registry
from dialogues.releases.changes import Difference, Level
from dialogues.releases.difference import difference
from dialogues.releases.manifest import (
    SUMS,
    Release,
    files_below,
    json_bytes,
    refusals,
    release_of,
    released_file,
    sums,
)
from dialogues.releases.words import markdown

# What is written, by file or folder and format.
_EXPORTS = {WHOLE: "json", "records.jsonl": "jsonl", "tables": "csv"}
_LINKED = {"graph.nq": "nquads"}  # which needs no package of its own, but a base for its addresses


def release(
    registry: Registry,
    folder: str | os.PathLike[str],
    *,
    previous: Registry | None = None,
    claimed: Level | None = None,
) -> Release:
    """Write a release into a new folder: all of it, or nothing; the same registry gives the same bytes.

    ``previous`` is the registry of the release before, from which the changes are told (``changes.json``,
    ``changes.md``) and the kind of the step; ``claimed`` is the kind that it is thought to be.

    Raises :class:`~dialogues.errors.CannotRelease` for a registry without a manifest and for what cannot follow the
    release before, and :class:`~dialogues.errors.CannotWrite` for a folder that holds something or cannot be written.
    """
    step = None if previous is None else difference(previous, registry)
    state = release_of(registry, (), previous, step)
    if previous is not None and step is not None:
        problems = refusals(step, previous, registry, claimed)
        if problems:
            raise CannotRelease(state.version, problems)
    if Path(folder).is_dir() and any(Path(folder).iterdir()):
        raise CannotWrite(str(folder), "it is not empty; a release is written once, into a new folder")
    try:
        with new_folder(Path(folder), ours=lambda _name: False) as root:
            _write(registry, root, previous, step)
            files = [released_file(root, file) for file in files_below(root)]
            state = release_of(registry, files, previous, step)
            (root / RELEASE).write_bytes(json_bytes(state.to_dict()))
            (root / SUMS).write_bytes(sums([*files, released_file(root, RELEASE)]))
    except CannotWrite as error:  # of a file within, which nobody has asked for by its name
        raise CannotWrite(str(folder), error.fault) from error
    return state


def _write(registry: Registry, root: Path, previous: Registry | None, step: Difference | None) -> None:
    """Write everything but what tells the hashes of it."""
    assert registry.manifest is not None
    for name, form in (_EXPORTS if registry.manifest.base is None else _EXPORTS | _LINKED).items():
        export(registry, root / name, form)
    citation = citation_file(registry)
    if citation:
        (root / "CITATION.cff").write_text(citation, encoding="utf-8", newline="\n")
    if previous is not None and step is not None:
        (root / "changes.json").write_bytes(json_bytes(step.to_dict()))
        text = "\n".join(markdown(step, previous, registry, DEFAULT)).strip() + "\n"
        (root / "changes.md").write_text(text, encoding="utf-8", newline="\n")
