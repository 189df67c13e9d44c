"""What a file that takes the place of another keeps of it: its form, its attributes, its place."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from dialogues.documents.file_bytes import open_file
from dialogues.errors import CannotWrite
from dialogues.files.file import leads_out
from dialogues.files.limits import MAX_BYTES
from dialogues.files.turns import turn

BOM = "\ufeff".encode()
"""The mark of a UTF-8 text."""
_LEFTOVER = re.compile(r"\..+\.(?:yaml|yml|json|toml)\.[a-z0-9_]{8}\.tmp")  # as mkstemp makes it, and _new_beside
_BARE = re.compile(r"(?<!\r)\n")
CHANGED = "it was changed after it was read; run the command again"


def encoded(text: str, like: bytes) -> bytes:
    r"""Give the bytes of a text in the form of a file: with its byte-order mark, and its line ends where all are one.

    >>> encoded("a: x\nb: y\n", b"\xef\xbb\xbfa: x\r\n")
    b'\xef\xbb\xbfa: x\r\nb: y\r\n'
    """
    if b"\r\n" in like and like.count(b"\r\n") == like.count(b"\n"):
        text = _BARE.sub("\r\n", text)
    return (BOM if like.startswith(BOM) else b"") + text.encode()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, new or in place of an old one: whoever reads it sees the old bytes or the new. Raises OSError."""
    descriptor, name = _new_beside(path)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        if path.exists():
            name.chmod(path.stat().st_mode & 0o777)
        name.replace(path)
    except BaseException:
        with suppress(OSError):
            name.unlink()
        raise


def _new_beside(path: Path) -> tuple[int, Path]:
    """Open a new file beside another, with the mode that new files get.

    mkstemp gives none but the owner one, and to ask a process for its mask is to change it, for all of its threads.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        name = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
        with suppress(FileExistsError):
            return os.open(name, flags, 0o666), name


def is_leftover(name: str) -> bool:
    """Say whether a file's name is that of a new file that a killed run did not put in its place."""
    return _LEFTOVER.fullmatch(name) is not None


def remove_leftover(root: Path, file: str) -> None:
    """Remove what a killed run left behind.

    Raises :class:`~dialogues.errors.CannotWrite` for a file that is no such thing, and OSError when that fails.
    """
    if not is_leftover(Path(file).name) or leads_out(root, str(Path(file).parent)):
        raise CannotWrite(file, "it was not left behind by a run of this library")
    with turn(root):  # what a run has just written beside its place is in its place then
        (root / file).unlink(missing_ok=True)


def place_of(root: Path, file: str) -> Path:
    """Give where a file below a folder really is."""
    if leads_out(root, file):
        raise CannotWrite(file, "it leads out of the data folder")
    return Path(os.path.realpath(root / file))


def content_of(path: Path) -> bytes:
    """Read a file, as far as a record file may be long."""
    with open_file(path) as stream:
        return stream.read(MAX_BYTES + 1)


def liken(name: str, target: Path) -> None:
    """Give a new file the attributes, owner and mode of the one whose place it takes, as far as that is allowed."""
    status = target.stat()
    if hasattr(os, "listxattr"):
        for key in os.listxattr(target):
            with suppress(OSError):
                os.setxattr(name, key, os.getxattr(target, key))
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(name, status.st_uid, status.st_gid)
    Path(name).chmod(status.st_mode & 0o777)


def sync_folder(folder: Path) -> None:
    """Force the renaming itself to the disk, where a system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
