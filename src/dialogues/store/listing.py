"""What a registry's folder holds, by the sizes and times of its files, packed so that to compare them costs little.

Two looks at 120,000 files are compared as a few strings; only where these differ are files told apart by name.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from attrs import frozen

from dialogues.files.folder import folder_faults
from dialogues.files.root import SUFFIXES, manifest_file, require_folder
from dialogues.findings import InvalidRegistry
from dialogues.records import RECORD_TYPES

_COARSEST = 2_000_000_000  # nanoseconds between two times of a file that a file system can tell apart, at most
_TICK = 20_000_000  # nanoseconds that a time may be behind the clock, where a file system tells nanoseconds
_NAMES, _STAMPS = "names ", "stamps "
_STAMP = 16  # bytes: a size and a time of eight each
_UNSEEN = array("q", (-1, 0)).tobytes()  # of a file that is there and cannot be looked at
_PIECE = 512 * _STAMP


class Part(NamedTuple):
    """The files of one folder."""

    names: list[str]
    """In the order in which the system gives them, which stays while nothing comes or goes."""
    joined: bytes
    """The same, as they are kept."""
    stamps: bytes
    """The size and the time of each, in numbers of the machine."""

    def stamp(self, at: int) -> bytes:
        """Give the size and the time of a file."""
        return self.stamps[at * _STAMP : (at + 1) * _STAMP]


_NO_PART = Part([], b"", b"")


@frozen
class Listing:
    """The files of a folder, as they were when they were looked at."""

    parts: Mapping[str, Part]
    """By collection, and the manifest under the empty name."""
    folders: tuple[int, ...]
    """The times of the collections' folders, which change when a file comes, goes or is replaced."""
    began: int
    """When that was, in nanoseconds."""

    def kept(self, other: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
        """Give it as it is kept: without the time where another text could have the same, so that it is read again.

        ``other`` are the files that are other than what is kept; without, all may be.
        """
        since = self.began - _COARSEST
        if other is not None and all(_written(stamp) < since for stamp in other.values()):
            since = 0
        content: dict[str, bytes] = {}
        for collection, part in self.parts.items():
            if part.names:
                content[_NAMES + collection] = part.joined
                content[_STAMPS + collection] = _settled(part.stamps, since) if since else part.stamps
        return content

    def other_than(self, kept: Mapping[str, bytes]) -> tuple[dict[str, bytes], set[str]]:
        """Give the files that are other than what is kept, with their sizes and times, and those that are gone."""
        other: dict[str, bytes] = {}
        gone: set[str] = set()
        for collection in {**self.parts, **dict.fromkeys(_collections_of(kept))}:
            part, names = self.parts.get(collection, _NO_PART), kept.get(_NAMES + collection, b"")
            before = kept.get(_STAMPS + collection, b"")
            if part.joined == names:
                found: dict[str, bytes] = {part.names[at]: part.stamp(at) for at in _differing(part.stamps, before)}
            else:
                found, left = _compared(part, _parted(names, before))
                gone.update(_path(collection, name) for name in left)
            other.update((_path(collection, name), stamp) for name, stamp in found.items())
        return other, gone

    def is_left(self, root: Path, read: Mapping[str, bytes]) -> bool:
        """Say whether a folder is still as it was: no file came or went, and those that were read are the same.

        Where one of them was written after the look had begun, others could have been written with it that had been
        looked at already: then all files are looked at again. Otherwise what was taken in is the folder as it was when
        the look began, whatever is written now.
        """
        if _times(root) != self.folders or any(_stamp(root / file) != stamp for file, stamp in read.items()):
            return False
        return not any(self._is_of_now(stamp) for stamp in read.values()) or listing_of(root).parts == self.parts

    def _is_of_now(self, stamp: bytes) -> bool:
        """Say whether a file was perhaps written after the look had begun."""
        written = _written(stamp)
        return written >= self.began - (_TICK if written % 1_000_000 else _COARSEST)


def listing_of(root: Path) -> Listing:
    """Look at the sizes and times of a registry's files.

    Raises RegistryNotFound for what is no registry's folder, and InvalidRegistry where a collection's cannot be read.
    """
    require_folder(root)
    faults = folder_faults(root)
    if faults:
        raise InvalidRegistry(tuple(faults))
    began = time.time_ns()
    folders = _times(root)
    parts = {}
    for collection in RECORD_TYPES:
        with suppress(FileNotFoundError, NotADirectoryError):
            parts[collection] = _looked_at(root / collection)
    manifest = manifest_file(root)
    if manifest is not None:
        parts[""] = _with_stamps([manifest], root)
    return Listing(parts, folders, began)


def _looked_at(folder: Path) -> Part:
    """Look at the record files of a folder."""
    if os.stat not in os.supports_dir_fd or os.listdir not in os.supports_fd:
        return _with_stamps(_record_files(os.listdir(folder)), folder)  # noqa: PTH208  # names, and not paths
    with _opened(folder) as descriptor:
        names = _record_files(os.listdir(descriptor))  # noqa: PTH208  # a descriptor: a path is looked up each time
        stamps = array("q")
        look, note = os.stat, stamps.append
        try:
            for name in names:  # all that a synchronisation costs is here: nothing that is not needed
                status = look(name, dir_fd=descriptor)
                note(status.st_size)
                note(status.st_mtime_ns)
        except OSError:
            return _with_stamps(names, folder)
    return _part(names, stamps.tobytes())


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _record_files(names: list[str]) -> list[str]:
    """Give the names of record files; mostly that is all of them, which counting tells sooner."""
    every = f"/{'/'.join(names)}/"
    if "/." not in every and sum(every.count(f"{suffix}/") for suffix in SUFFIXES) == len(names):
        return names
    return [name for name in names if name.endswith(SUFFIXES) and not name.startswith(".")]


def _part(names: list[str], stamps: bytes) -> Part:
    return Part(names, os.fsencode("/".join(names)), stamps)  # no name has that sign


def _parted(joined: bytes, stamps: bytes) -> Part:
    return Part(os.fsdecode(joined).split("/") if joined else [], joined, stamps)


def _with_stamps(names: list[str], folder: Path) -> Part:
    """Look at files one by one; what cannot be looked at is read each time, and told of then."""
    found = [(name, _stamp(folder / name) or (b"" if _is_gone(folder / name) else _UNSEEN)) for name in names]
    return _part([name for name, stamp in found if stamp], b"".join(stamp for _, stamp in found))


def _stamp(file: Path) -> bytes:
    try:
        status = file.stat()
    except OSError:
        return b""
    return array("q", (status.st_size, status.st_mtime_ns)).tobytes()


def _is_gone(file: Path) -> bool:
    """Say whether a file is not there; a link that leads nowhere is, and what stands in a closed folder may be."""
    try:
        file.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _times(root: Path) -> tuple[int, ...]:
    found = []
    for collection in RECORD_TYPES:
        try:
            found.append((root / collection).stat().st_mtime_ns)
        except OSError:
            found.append(0)
    return tuple(found)


def _written(stamp: bytes) -> int:
    """Give the time of a file, from its size and time."""
    return array("q", stamp)[1]


def _settled(stamps: bytes, since: int) -> bytes:
    every = array("q", stamps)
    for at in [at for at, written in enumerate(every[1::2]) if written >= since]:
        every[2 * at + 1] = 0
    return every.tobytes()


def _collections_of(kept: Iterable[str]) -> list[str]:
    return [each.removeprefix(_NAMES) for each in kept if each.startswith(_NAMES)]


def _path(collection: str, name: str) -> str:
    return f"{collection}/{name}" if collection else name


def _differing(stamps: bytes, before: bytes) -> Iterator[int]:
    """Find the files of another size or time, among the same files in the same order."""
    if stamps == before:
        return
    for start in range(0, len(stamps), _PIECE):
        if stamps[start : start + _PIECE] != before[start : start + _PIECE]:
            for at in range(start, min(start + _PIECE, len(stamps)), _STAMP):
                if stamps[at : at + _STAMP] != before[at : at + _STAMP]:
                    yield at // _STAMP


def _compared(part: Part, before: Part) -> tuple[dict[str, bytes], set[str]]:
    """Give the files that are new or other, and those that are gone: what comes or goes leaves most in their order."""
    first = _same_start(part.names, before.names)
    shorter = min(len(part.names), len(before.names)) - first
    last = _same_start(part.names[: -shorter - 1 : -1], before.names[: -shorter - 1 : -1])
    here, there = _middle(part, first, last), _middle(before, first, last)
    found = {name: stamp for name, stamp in here.items() if there.get(name) != stamp}
    found |= {part.names[at]: part.stamp(at) for at in _differing(part.stamps[: first * _STAMP], before.stamps)}
    end, end_before = len(part.names) - last, len(before.names) - last
    behind = _differing(part.stamps[end * _STAMP :], before.stamps[end_before * _STAMP :])
    found |= {part.names[end + at]: part.stamp(end + at) for at in behind}
    return found, there.keys() - here.keys()


def _middle(part: Part, first: int, last: int) -> dict[str, bytes]:
    return {part.names[at]: part.stamp(at) for at in range(first, len(part.names) - last)}


def _same_start(names: list[str], others: list[str]) -> int:
    """Count how many names at the beginning are the same."""
    low, high = 0, min(len(names), len(others))
    while low < high:
        middle = (low + high + 1) // 2
        if names[low:middle] == others[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
