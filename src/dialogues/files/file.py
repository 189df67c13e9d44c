"""One file of a registry: its text, read with care, and the tree of what it says."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from pathlib import Path

from attrs import frozen

from dialogues.files import from_yaml
from dialogues.files.limits import MAX_BYTES
from dialogues.files.tree import Tree
from dialogues.findings import Finding, Location, Severity
from dialogues.records.fields import FileRecord

UNREADABLE, NOT_UTF8, EMPTY, NOT_A_FILE, LINK_OUT, TOO_LARGE = "S101", "S102", "S103", "S104", "S105", "S106"


@frozen
class FileRead:
    """A file of a record, at the moment it was read: its text and tree are not kept.

    >>> from dialogues.files import read_folder
    >>> from pathlib import Path
    >>> kinds = set()
    >>> reading = read_folder(Path("data"), lambda file: kinds.add(file.kind.__name__), collections=["themes"])
    >>> sorted(kinds)
    ['Manifest', 'Theme']
    """

    file: str
    """Its path relative to the folder."""
    kind: type[FileRecord]
    """The kind of record it holds."""
    text: str
    """What it says."""
    tree: Tree
    """The same as values, with their places."""
    meant: FileRecord | None = None
    """The record that was meant, where the file has faults of shape and nobody can doubt it."""


def read_text(root: Path, file: str, *, inside: bool = False) -> tuple[str | None, list[Finding]]:
    """Read the text of a file below the folder; None when it cannot be, with the finding that says why: none is raised.

    ``inside`` says that the folder the file stands in was asked before, and is no link out of the root.

    >>> text, findings = read_text(Path("data"), "registry.yaml")
    >>> text.splitlines()[1], findings
    ('format: "1.1"', [])
    """
    path = f"{root}{os.sep}{file}"  # for each of many files: a Path costs more than to look at it
    try:
        content, refused = _content(root, file, path, inside=inside)
    except OSError as error:
        return None, [unreadable(file, "file", error)]
    if refused is not None:
        return None, [refused]
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        return None, [of_file(file, TOO_LARGE, message, "make several records of it")]
    if not content or content.isspace():
        return None, [of_file(file, EMPTY, "the file is empty", "write the record, or remove the file")]
    try:
        return content.removeprefix(BOM_UTF8).decode(), []
    except UnicodeDecodeError as error:
        return None, [_not_utf8(content, error.start, file)]


def _not_utf8(content: bytes, at: int, file: str) -> Finding:
    before = content[:at]
    line, column = before.count(b"\n") + 1, len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    place = Location(file, line, column, line, column + 1)
    message = f"the file is not UTF-8: byte 0x{content[at]:02X}"
    return Finding(place, Severity.ERROR, NOT_UTF8, message, "", "save it as UTF-8")


def of_file(file: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    """Say something of a file as a whole, or of a folder."""
    return Finding(Location(file), severity, code, message, "", hint)


def unreadable(file: str, what: str, error: OSError) -> Finding:
    """Say that a file or folder cannot be read."""
    message = f"the {what} cannot be read: {(error.strerror or str(error)).lower()}"
    return of_file(file, UNREADABLE, message, "see that it is there and may be read")


def leads_out(root: Path, file: str) -> bool:
    """Say whether a file or folder is really elsewhere: it, or a folder on the way to it, is a link out of the root."""
    return not Path(os.path.realpath(root / file)).is_relative_to(os.path.realpath(root))


_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def _content(root: Path, file: str, path: str, *, inside: bool) -> tuple[bytes, Finding | None]:
    """Read the bytes of a regular file of the folder, a little more than are allowed at most."""
    descriptor = _opened(path) if inside and _NO_LINK else None
    if descriptor is None:
        refused = _refused(root, file, path, inside=inside)
        if refused is not None:
            return b"", refused
        descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return b"", _no_file(file, status)
        content = os.read(descriptor, min(status.st_size, MAX_BYTES) + 1)
        while len(content) != status.st_size and len(content) <= MAX_BYTES:
            more = os.read(descriptor, MAX_BYTES + 1 - len(content))
            if not more:
                break
            content += more  # it grew meanwhile, or is on a disk that gives it in parts
    finally:
        os.close(descriptor)
    return content, None


def _opened(path: str) -> int | None:
    """Open what is no link, without waiting for a pipe; None for what has to be looked at first."""
    try:
        return os.open(path, _FLAGS | _NO_LINK)
    except OSError:
        return None


def _refused(root: Path, file: str, path: str, *, inside: bool) -> Finding | None:
    """Refuse what is no regular file of the folder, before it is opened."""
    status = os.lstat(path)
    if (stat.S_ISLNK(status.st_mode) or not inside) and leads_out(root, file):
        return of_file(file, LINK_OUT, "the link leads out of the data folder", "put the file itself here")
    if stat.S_ISLNK(status.st_mode):
        status = Path(path).stat()
    return None if stat.S_ISREG(status.st_mode) else _no_file(file, status)


def _no_file(file: str, status: os.stat_result) -> Finding:
    what = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
    return of_file(file, NOT_A_FILE, f"{what} stands where a record file is expected", "move it elsewhere")


def read_placed(root: Path, file: str) -> Tree | None:
    """Read a file as a tree whose places are asked for; None when nothing of it can be read."""
    text, _ = read_text(root, file)
    if text is None:
        return None
    return compose(text, file)[0] if file.endswith(".json") else from_yaml.placed(text)


def compose(text: str, file: str) -> tuple[Tree | None, list[Finding]]:
    """Make a tree of a file's text; None when nothing of it can be read. What is wrong is told, and not raised.

    >>> tree, findings = compose("name: {en: growth}", "themes/growth.yaml")
    >>> findings, tree.locate("themes/growth.yaml", ("name", "en")).column
    ([], 12)
    """
    if file.endswith(".json"):
        from dialogues.files import from_json  # here: most registries have no JSON file

        tree, faults = from_json.compose(text)
    else:
        tree, faults = from_yaml.compose(text)
    findings = [fault.finding(file) for fault in faults]
    if tree is None and not findings:
        findings.append(of_file(file, EMPTY, "the file holds no record", "write it, or remove the file"))
    return tree, findings
