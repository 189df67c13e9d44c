"""What the files of a registry say, kept between runs by the SHA-256 of their texts.

The folder of the cache has one file a registry: a line says what made it, and each line behind it holds the SHA-256 of
a text, a digest of what follows, and the value of the text as JSON. What is damaged, or made by another version, is
not used, and written anew. Only values are kept: records are made of them, and judged, as of what a file says. Whoever
reads sees a whole file, old or new; of several processes that write at once, the last one's stays.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from functools import cache
from operator import itemgetter
from pathlib import Path
from types import ModuleType

from pydantic_core import from_json, to_json

from dialogues._version import __version__
from dialogues.documents.file_bytes import open_file
from dialogues.files import from_yaml, plain_yaml, tree
from dialogues.files.file import compose
from dialogues.files.limits import Value
from dialogues.files.replace import write_whole
from dialogues.files.tree import Tree
from dialogues.findings import Finding

MAX_OF_ONE = 400_000_000
"""Bytes that are kept of one registry: some 300,000 records. Of a larger one nothing is kept."""
MAX_OF_ALL = 1_000_000_000
"""Bytes that are kept of all; those that were written first go first."""
_SUFFIX = ".trees"
_OURS = re.compile(rf"(?P<unfinished>\.)?[0-9a-f]{{32}}{re.escape(_SUFFIX)}(?(unfinished)\..+\.tmp)")
_KEY, _CHECK = 64, 16  # characters of the digests of a text, and of its value
_DAY = 86_400


def cache_folder() -> Path:
    """Give the folder that a system has for what may be lost, and there the one of this library."""
    from platformdirs import user_cache_path  # here: only the check keeps anything

    return user_cache_path("dialogues", appauthor=False)


class KeptTrees:
    """What was kept of one registry, and what is to be kept of it."""

    def __init__(self, folder: Path, root: Path) -> None:
        from hashlib import blake2b, sha256  # here: loading OpenSSL takes 5 ms

        self._sha256, self._blake2b = sha256, blake2b
        self._path = folder / f"{sha256(os.fsencode(root.resolve())).hexdigest()[:32]}{_SUFFIX}"
        self._before = _lines(self._path)
        self._now: dict[bytes, bytes] = {}
        self._is_new = False

    def compose(self, text: str, file: str) -> tuple[Tree | None, list[Finding]]:
        """Make a tree of a text, as :func:`~dialogues.files.file.compose` does, of what is kept where that is there."""
        if file.endswith(".json"):  # it is read as fast as what is kept would be
            return compose(text, file)
        key = self._sha256(text.encode()).hexdigest().encode()
        line = self._now.get(key) or self._before.get(key)
        if line is not None:
            with suppress(ValueError):
                value = self._value(key, line)
                self._now[key] = line
                return from_yaml.unplaced(text, value), []
        made, findings = compose(text, file)
        if made is not None and not findings and not made.placed:
            self._keep(key, made.value)
        return made, findings

    def _value(self, key: bytes, line: bytes) -> Value:
        """Give the value that a line holds. Raises ValueError for one that is damaged."""
        written = line[_KEY + _CHECK : -1]
        if line[_KEY : _KEY + _CHECK] != self._checked(key, written):
            raise ValueError("it is not what was written")
        value: Value = from_json(written, cache_strings="all")
        return value

    def _checked(self, key: bytes, written: bytes) -> bytes:
        return self._blake2b(written, key=key, digest_size=_CHECK // 2).hexdigest().encode()

    def _keep(self, key: bytes, value: Value) -> None:
        with suppress(ValueError):  # half characters, which JSON may hold and UTF-8 cannot
            written = to_json(value)
            self._now[key] = b"".join((key, self._checked(key, written), written, b"\n"))
            self._is_new = True

    def save(self, *, every: bool) -> None:
        """Write what is to be kept, if there is anything new; ``every`` says that what was not asked for is old.

        Where nothing can be written, nothing is kept.
        """
        lines = self._now if every else {**self._before, **self._now}
        if not self._is_new and 2 * _size(lines) >= _size(self._before):
            return
        content = b"".join((_made_by(), *lines.values()))
        if len(content) <= MAX_OF_ONE:
            with suppress(OSError, ValueError):
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_whole(self._path, content)
                _make_room(self._path)


def _size(lines: dict[bytes, bytes]) -> int:
    return sum(map(len, lines.values()))


@cache
def _made_by() -> bytes:
    """Say what makes trees: the version of the library, and the state of its modules, which may be edited."""
    state = "-".join(filter(None, map(_state, (plain_yaml, from_yaml, tree))))
    return f"dialogues trees 1 {__version__} {state}\n".encode()


def _state(module: ModuleType) -> str:
    with suppress(OSError):  # it may be within an archive
        status = Path(module.__file__ or os.devnull).stat()
        return f"{status.st_size:x}.{status.st_mtime_ns:x}"
    return ""


def _lines(path: Path) -> dict[bytes, bytes]:
    """Give the lines of a file by the digests of the texts; none where it is missing, foreign or of another version."""
    with suppress(OSError, ValueError), open_file(path) as stream:  # a path may be none: it has a null character
        status = os.fstat(stream.fileno())
        made_by = _made_by()
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_OF_ONE and stream.read(len(made_by)) == made_by:
            return {line[:_KEY]: line for line in stream}
    return {}


def _make_room(newest: Path) -> None:
    """Remove what was written first where all is too much, and what killed runs left behind; nothing of others."""
    now, total = time.time(), 0
    ours = [(each, match) for each in os.scandir(newest.parent) if (match := _OURS.fullmatch(each.name)) is not None]
    found = [(each.stat().st_mtime, each.stat().st_size, each.name, match) for each, match in ours]
    for written, size, name, match in sorted(found, key=itemgetter(0), reverse=True):
        if match["unfinished"]:
            gone = now - written > _DAY
        else:
            total += size
            gone = total > MAX_OF_ALL and name != newest.name
        if gone:
            with suppress(OSError):
                (newest.parent / name).unlink()
