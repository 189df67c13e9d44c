"""One file of a registry: its text, read with care, and the tree of what it says."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from attrs import frozen

from dialogues.documents.file_bytes import open_file
from dialogues.files import from_yaml
from dialogues.files.tree import MAX_BYTES, Tree
from dialogues.findings import Finding, Location, Severity
from dialogues.records.fields import FileRecord

UNREADABLE, NOT_UTF8, EMPTY, NOT_A_FILE, LINK_OUT, TOO_LARGE = "S101", "S102", "S103", "S104", "S105", "S106"


@frozen
class FileRead:
    """A file of a record, at the moment it was read: its text and tree are not kept."""

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
    """Read the text of a file below the folder; None when it cannot be, with the finding that says why.

    ``inside`` says that the folder the file stands in was asked before, and is no link out of the root.
    """
    path = os.path.join(root, file)  # noqa: PTH118  # for each of many files: a Path costs more than to look at it
    try:
        status, refused = _looked_at(root, file, path, inside=inside)
        if refused is not None:
            return None, [refused]
        with open_file(path) as stream:
            content = stream.read(min(status.st_size, MAX_BYTES) + 1)
            if len(content) > status.st_size:  # it grew meanwhile
                content += stream.read(MAX_BYTES + 1 - len(content))
    except OSError as error:
        return None, [unreadable(file, "file", error)]
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes"
        return None, [of_file(file, TOO_LARGE, message, "make several records of it")]
    if not content.strip():
        return None, [of_file(file, EMPTY, "the file is empty", "write the record, or remove the file")]
    try:
        return content.decode("utf-8-sig"), []
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


def _looked_at(root: Path, file: str, path: str, *, inside: bool) -> tuple[os.stat_result, Finding | None]:
    """Refuse what is no regular file of the folder, before it is opened: opening a pipe would wait forever."""
    status, refused = os.lstat(path), None
    if (stat.S_ISLNK(status.st_mode) or not inside) and leads_out(root, file):
        refused = of_file(file, LINK_OUT, "the link leads out of the data folder", "put the file itself here")
    elif stat.S_ISLNK(status.st_mode):
        status = Path(path).stat()
    if refused is None and not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        refused = of_file(file, NOT_A_FILE, f"{what} stands where a record file is expected", "move it elsewhere")
    return status, refused


def read_tree(root: Path, file: str) -> tuple[Tree | None, list[Finding]]:
    """Read a file as a tree; None when nothing of it can be read."""
    text, findings = read_text(root, file)
    return (None, findings) if text is None else compose(text, file)


def compose(text: str, file: str) -> tuple[Tree | None, list[Finding]]:
    """Make a tree of a file's text; None when nothing of it can be read."""
    if file.endswith(".json"):
        from dialogues.files import from_json  # here: most registries have no JSON file

        tree, faults = from_json.compose(text)
    else:
        tree, faults = from_yaml.compose(text)
    findings = [fault.finding(file) for fault in faults]
    if tree is None and not findings:
        findings.append(of_file(file, EMPTY, "the file holds no record", "write it, or remove the file"))
    return tree, findings
