"""Changes to several files of a registry that are made together: all of them or none, also where the power fails.

New bytes are written beside their places and forced to the disk. Then a journal is written that names every file with
the digest of what it shall hold, and only then are files renamed and removed. A run that is killed before the journal
is there has changed nothing; what one leaves behind that is killed later is told of (S109), and :func:`complete` does
the rest of it. Runs that write at the same time wait for each other, and the later one is told what was changed
after it had read.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from dialogues.errors import CannotWrite
from dialogues.files.file import leads_out
from dialogues.files.replace import BOM, CHANGED, content_of, encoded, is_leftover, liken, place_of, sync_folder
from dialogues.files.root import JOURNAL, RELEASE, is_release, is_unfinished
from dialogues.files.turns import turn

_MAX_JOURNAL = 50_000_000
_UNFINISHED = "a run that was killed while it wrote left its work half done: dialogues check --fix completes it"


@frozen
class Change:
    """A file that becomes another, comes into being or goes."""

    file: str
    """Its path below the registry's folder, with ``/``."""
    before: bytes | None
    """What it holds; None where there is none."""
    after: bytes | None
    """What it shall hold; None where it goes."""

    def diff(self, prefix: str = "") -> str:
        """Show what changes, as a unified diff; ``prefix`` is the folder as the reader knows it."""
        file = f"{prefix}/{self.file}".lstrip("/")
        lines = difflib.unified_diff(
            _lines(self.before),
            _lines(self.after),
            "/dev/null" if self.before is None else f"a/{file}",
            "/dev/null" if self.after is None else f"b/{file}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def rewritten(root: Path, file: str, before: str, after: str) -> Change:
    """Say that a file shall hold another text than the one that was read of it; its mark and line ends stay.

    Raises :class:`~dialogues.errors.CannotWrite` for a file that no longer holds what was read.
    """
    content = content_of(place_of(root, file))
    if content.removeprefix(BOM) != before.encode():
        raise CannotWrite(file, CHANGED)
    return Change(file, content, encoded(after, content))


def _lines(content: bytes | None) -> list[str]:
    return [] if content is None else content.decode("utf-8", "replace").splitlines(keepends=True)


def write_changes(root: Path, changes: Iterable[Change]) -> None:
    """Make changes, all or none; what would leave a file as it is, is left out.

    Raises :class:`~dialogues.errors.CannotWrite` for a file that is really elsewhere, is write-protected, no longer
    holds what was read of it, or is there where a new one is to be, and for a release, and OSError when writing fails;
    all files are then as they were.
    """
    made = [each for each in changes if each.before != each.after]
    if len({each.file for each in made}) < len(made):
        raise ValueError("a file is changed twice")
    if is_release(root):
        raise CannotWrite(
            RELEASE, "it is of a release, which is never changed: write into the folder that it was made of"
        )
    with turn(root):
        _write(root, made)


def _write(root: Path, made: Sequence[Change]) -> None:
    """Make changes; nobody else writes meanwhile."""
    if is_unfinished(root):
        raise CannotWrite(JOURNAL, _UNFINISHED)
    folders: list[Path] = []
    staged: dict[str, str] = {}
    try:
        for each in made:
            _require(root, each)
            if each.after is not None:
                _make_folders(place_of(root, each.file).parent, folders)
                staged[each.file] = _stage(place_of(root, each.file), each.after)
        for each in made:
            _require(root, each)
        if len(made) > 1:
            _write_journal(root, made, staged)
    except BaseException:
        _take_away(root, staged, folders)
        raise
    for each in made:
        _put(root, each.file, staged.get(each.file))
    for folder in {place_of(root, each.file).parent for each in made}:
        sync_folder(folder)
    (root / JOURNAL).unlink(missing_ok=True)


def complete(root: Path) -> tuple[str, ...]:
    """Do the rest of what a killed run had begun, and give the files that it changes; none where nothing is left.

    Raises :class:`~dialogues.errors.CannotWrite` when a file was changed since, or what the run had written is gone;
    nothing is changed then.
    """
    with turn(root):
        return _complete(root)


def _complete(root: Path) -> tuple[str, ...]:
    if not is_unfinished(root):
        return ()
    entries = _read_journal(root)
    left = [each for each in entries if _digest_at(root, each["file"]) != each["after"]]
    for each in left:
        if _digest_at(root, each["file"]) != each["before"]:
            raise CannotWrite(each["file"], f"it was changed after a run was killed: undo that, or remove {JOURNAL}")
        if each["after"] is not None and _digest(_staged(each["staged"])) != each["after"]:
            raise CannotWrite(each["file"], f"what the killed run wrote is gone: restore the files, remove {JOURNAL}")
    for each in left:
        _put(root, each["file"], each["staged"])
    for folder in {place_of(root, each["file"]).parent for each in entries}:
        sync_folder(folder)
    (root / JOURNAL).unlink()
    return tuple(each["file"] for each in entries)


def _require(root: Path, change: Change) -> None:
    """Raise CannotWrite for a file that no longer is what it was, or may not be written."""
    target = place_of(root, change.file)
    if change.before is None:
        if os.path.lexists(root / change.file):
            raise CannotWrite(change.file, "it is already there")
        return
    if not target.exists():
        raise CannotWrite(change.file, CHANGED)
    if not target.stat().st_mode & 0o222:
        raise CannotWrite(change.file, "it is write-protected; allow it to be written first (chmod u+w)")
    if content_of(target) != change.before:
        raise CannotWrite(change.file, CHANGED)


def _stage(target: Path, content: bytes) -> str:
    """Write what a file shall hold beside it, and give the name of that."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            liken(name, target)
        else:
            Path(name).chmod(0o666 & ~_umask())
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _put(root: Path, file: str, staged: str | None) -> None:
    """Put what was written beside a file in its place, or remove the file."""
    if staged is None:
        place_of(root, file).unlink(missing_ok=True)
    else:
        Path(staged).replace(place_of(root, file))


def _make_folders(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        _make_folders(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _take_away(root: Path, staged: dict[str, str], folders: Sequence[Path]) -> None:
    with suppress(OSError):
        (root / JOURNAL).unlink(missing_ok=True)
    for name in staged.values():
        with suppress(OSError):
            Path(name).unlink()
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def _write_journal(root: Path, changes: Sequence[Change], staged: dict[str, str]) -> None:
    entries = [
        {
            "file": each.file,
            "before": _digest(each.before),
            "after": _digest(each.after),
            "staged": os.path.basename(staged[each.file]) if each.file in staged else None,  # noqa: PTH119  # a name
        }
        for each in changes
    ]
    Path(_stage(root / JOURNAL, json.dumps(entries).encode())).replace(root / JOURNAL)
    sync_folder(root)


def _read_journal(root: Path) -> list[dict[str, Any]]:
    """Read the journal with guards: it names files below the folder, and nothing else. Raises CannotWrite."""
    try:
        too_long = leads_out(root, JOURNAL) or (root / JOURNAL).stat().st_size > _MAX_JOURNAL
        entries = [] if too_long else [*map(dict, json.loads((root / JOURNAL).read_bytes()))]
        ours = not too_long and all(_is_ours(root, each) for each in entries)
    except (ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise CannotWrite(JOURNAL, "it was not left behind by a run of this library: remove it")
    for each in entries:
        if each["staged"] is not None:
            each["staged"] = str(place_of(root, each["file"]).parent / each["staged"])
    return entries


def _is_ours(root: Path, entry: dict[str, Any]) -> bool:
    """Say whether an entry of a journal is one that this module writes."""
    file, staged, path = entry["file"], entry["staged"], Path(entry["file"])
    inside = not path.is_absolute() and ".." not in path.parts and not leads_out(root, file)
    beside = staged is None or (
        Path(staged).name == staged and staged.startswith(f".{path.name}.") and is_leftover(staged)
    )
    return inside and beside and {type(entry["before"]), type(entry["after"])} <= {str, type(None)}


def _staged(name: str | None) -> bytes | None:
    return content_of(Path(name)) if name is not None and Path(name).is_file() else None


def _digest_at(root: Path, file: str) -> str | None:
    target = place_of(root, file)
    return _digest(content_of(target) if target.exists() else None)


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
