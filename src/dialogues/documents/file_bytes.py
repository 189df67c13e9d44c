"""Files that belong to a record: opened once, never followed out of the folder, known by their bytes."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from dialogues.vocabulary import MediaType

MAX_ATTACHED = 200_000_000
_HEAD = 4096
_CHUNK = 1 << 20
CHANGED = "it changed while it was read"


@frozen
class AttachedFile:
    """What a file is; where it could not be read, :attr:`problem` says why and the rest is empty."""

    problem: str = ""
    """Why it could not be read; empty where it could."""
    missing: bool = False
    """Whether there is no such file."""
    leads_out: bool = False
    """Whether the path leads out of the folder."""
    size: int = 0
    """Its size in bytes."""
    sha256: str = ""
    """The SHA-256 of its bytes: it identifies the file, not the document."""
    media_type: MediaType | None = None
    """The format that its bytes show; None where they show none that is known."""


def read_attached(root: Path, file: str) -> AttachedFile:
    """Read the facts of a file below a folder; never raises for what it finds there."""
    try:
        path = root / file
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
            return AttachedFile("the path leads out of the data folder", leads_out=True)
        return read_file(path)
    except FileNotFoundError:
        return AttachedFile("there is no such file", missing=True)
    except (OSError, ValueError) as error:
        return AttachedFile(f"it cannot be read: {(getattr(error, 'strerror', None) or str(error)).lower()}")


def read_file(path: Path) -> AttachedFile:
    """Read the facts of a file, wherever it is. Raises OSError when it cannot be opened."""
    with open_file(path) as stream:
        return hashed(stream)


def open_file(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a file without waiting for a pipe. Raises OSError when it cannot be opened."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb")


def hashed(stream: BinaryIO) -> AttachedFile:
    """Read an open file to its end, and say what it is; one that changes meanwhile is a problem."""
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode):
        return AttachedFile("it is no regular file")
    if status.st_size > MAX_ATTACHED:
        return AttachedFile(f"it is larger than {MAX_ATTACHED:,} bytes", size=status.st_size)
    import hashlib  # here: loading OpenSSL takes 5 ms, and reading records needs no digest

    head, size, digest = b"", 0, hashlib.sha256()
    while size <= status.st_size and (chunk := stream.read(_CHUNK)):
        head = head or chunk[:_HEAD]
        size += len(chunk)
        digest.update(chunk)
    if size != status.st_size or changed(stream, status):
        return AttachedFile(CHANGED)
    return AttachedFile("", False, False, size, digest.hexdigest(), media_type_of(head))


def changed(stream: BinaryIO, before: os.stat_result) -> bool:
    """Say whether an open file was written to since a look at it."""
    now = os.fstat(stream.fileno())
    return (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns)


_MARKS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType.DOC),
    (b"{\\rtf", MediaType.RTF),
)


_COMMENTS = re.compile(rb"\A(?:\s*<!--.*?-->)+", re.DOTALL)


def media_type_of(head: bytes) -> MediaType | None:
    """Tell a file's format from its first bytes: the marks of PDF, OLE, ZIP, RTF, HTML; else text, if it is."""
    if b"%PDF-" in head[:1024]:
        return MediaType.PDF
    for mark, media_type in _MARKS:
        if head.startswith(mark):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head)
    start = _COMMENTS.sub(b"", head.removeprefix(b"\xef\xbb\xbf")).lstrip()[:1000].lower()
    if start.startswith(b"<?xml") and b"<html" in head.lower():
        return MediaType.XHTML
    if start.startswith((b"<!doctype html", b"<html")):
        return MediaType.HTML
    return MediaType.TEXT if head and _is_text(head) else None


def _zipped(head: bytes) -> MediaType | None:
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:120]:
        return MediaType.ODT
    return MediaType.DOCX if b"word/" in head or b"[Content_Types].xml" in head else None


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16
    if b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and len(head) == _HEAD  # a character cut at the end of the head
    return True
