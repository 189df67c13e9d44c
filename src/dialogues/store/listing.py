"""What a registry's folder holds, by the sizes and times of its files: a line a file, as a store keeps it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from dialogues.files.root import SUFFIXES, manifest_file, require_folder
from dialogues.records import RECORD_TYPES

_COARSEST = 2_000_000_000  # nanoseconds between two times of a file that a file system can tell apart, at most


@frozen
class Listing:
    """The files of a folder, as they were when they were looked at."""

    lines: frozenset[str]
    """A line for the manifest and for each record file: its path, its size and its time."""
    fresh: frozenset[str]
    """Those that were written so lately that another text could have the same time."""
    folders: tuple[int, ...]
    """The times of the collections' folders, which change when a file comes, goes or is replaced."""

    def settled(self, lines: Iterable[str]) -> set[str]:
        """Give lines as they are kept: without the time where it tells nothing yet, so that the file is read again."""
        return {f"{each.rpartition(' ')[0]} 0" if each in self.fresh else each for each in lines}


def listing_of(root: Path) -> Listing:
    """Look at the sizes and times of a registry's files. Raises RegistryNotFound for what is no registry's folder."""
    require_folder(root)
    since = time.time_ns() - _COARSEST
    folders = _times(root)
    lines: list[str] = []
    fresh: list[str] = []
    for collection in RECORD_TYPES:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(root / collection) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(SUFFIXES) and not name.startswith("."):
                    try:
                        status = entry.stat()
                    except OSError:
                        continue  # it is told of when it is read
                    line = f"{collection}/{name} {status.st_size} {status.st_mtime_ns}"
                    lines.append(line)
                    if status.st_mtime_ns >= since:
                        fresh.append(line)
    manifest = manifest_file(root)
    for line in _lines(root, [manifest] if manifest is not None else []):
        lines.append(line)
        fresh += [line] if int(line.rpartition(" ")[2]) >= since else []
    return Listing(frozenset(lines), frozenset(fresh), folders)


def is_changed(root: Path, before: Listing, read: Iterable[str]) -> bool:
    """Say whether a folder is other than before: its files by name, and the sizes and times of those that were read.

    What was not read is as it was for the store too: the next look at the folder finds its new time.
    """
    return _times(root) != before.folders or not before.lines.issuperset(_lines(root, read))


def file_of(line: str) -> str:
    """Give the file of a line."""
    return line.rsplit(" ", 2)[0]


def _times(root: Path) -> tuple[int, ...]:
    found = []
    for collection in RECORD_TYPES:
        try:
            found.append((root / collection).stat().st_mtime_ns)
        except OSError:
            found.append(0)
    return tuple(found)


def _lines(root: Path, files: Iterable[str]) -> Iterator[str]:
    for file in files:
        try:
            status = (root / file).stat()
        except OSError:
            yield file  # no line is like this
        else:
            yield f"{file} {status.st_size} {status.st_mtime_ns}"
