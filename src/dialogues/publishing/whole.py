"""A file or a folder that is there as a whole or not at all: made beside its place, and put there when it is done."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dialogues.errors import CannotWrite

STOOD_IN = "one stands in it, or below it, and it would be another one afterwards; name it from elsewhere"
"""Why a folder that is replaced as a whole cannot be the current one, nor one that the current one is in."""
_THERE = "it is there already; --force (force=True) replaces it"


@contextmanager
def new_file(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give the path to write a new file to, which then takes its place; what fails leaves everything as it was.

    Raises :class:`~dialogues.errors.CannotWrite` when a file is there and may not be replaced, when something else is
    there, and when the system lets nothing be written.
    """
    place = _place(target)
    if place.is_dir():
        raise CannotWrite(str(target), "it is a folder, and this format is one file")
    if place.exists() and not place.is_file():
        raise CannotWrite(str(target), "it is no file that could be replaced")
    if place.exists() and not force:
        raise CannotWrite(str(target), _THERE)
    with _told(target):
        beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name[:50]}.", suffix=".tmp"))
        try:
            new = beside / "new"
            yield new
            _to_disk(new)
            if place.exists() and not force:  # it has come there meanwhile
                raise CannotWrite(str(target), _THERE)
            new.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
            new.replace(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def new_folder(target: Path, *, force: bool = False, ours: Callable[[str], bool]) -> Iterator[Path]:
    """Give the folder to write new files to, which then takes its place; what fails leaves everything as it was.

    A folder that is there is replaced only by ``force``, and only where ``ours`` knows every name in it: what a person
    put there is never lost. An empty one need not be forced. Raises as :func:`new_file` does.
    """
    place = _place(target)
    if place.exists() and not place.is_dir():
        raise CannotWrite(str(target), "it is a file, and this format is a folder of files")
    if Path.cwd().is_relative_to(place):
        raise CannotWrite(str(target), STOOD_IN)
    if place.exists():
        _require_replaceable(place, target, force=force, ours=ours)
    with _told(target):
        beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name[:50]}.", suffix=".tmp"))
        try:
            new = beside / "new"
            new.mkdir()
            yield new
            for file in filter(Path.is_file, new.rglob("*")):
                _to_disk(file)
            old = beside / "old"
            if place.exists():
                place.rename(old)
            try:
                if old.exists():  # what has come there meanwhile
                    _require_replaceable(old, target, force=force, ours=ours)
                new.rename(place)
            except (OSError, CannotWrite):
                with suppress(OSError):
                    old.rename(place)
                raise
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _require_replaceable(folder: Path, target: Path, *, force: bool, ours: Callable[[str], bool]) -> None:
    """Refuse to replace a folder that holds something, or something that is not ours."""
    held = sorted(each.name for each in folder.iterdir())
    if held and not force:
        raise CannotWrite(str(target), _THERE)
    foreign = next((name for name in held if not ours(name)), None)
    if foreign is not None:
        raise CannotWrite(str(target), f"it holds {foreign}, which no export has written; give another folder")


def _place(target: Path) -> Path:
    """Give where a file or folder really is. Raises CannotWrite where nothing can be put."""
    place = Path(os.path.realpath(target))
    if not place.parent.is_dir():
        raise CannotWrite(str(target), f"there is no folder {place.parent}")
    return place


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Say of what the system refuses which target it was for."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(str(target), (error.strerror or str(error)).lower()) from error


def _to_disk(file: Path) -> None:
    with file.open("r+b") as stream:  # Windows forces only what could be written to
        os.fsync(stream.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
