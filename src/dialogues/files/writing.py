"""Writing records: one canonical form, in which the same record always gives the same bytes.

Keys stand in the order of the format, evidence by path, and what is left at its default is not written; a text is
quoted only where YAML would read another thing. What is written is read again before it is given: it is the record.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dialogues.errors import CannotWrite, RegistryNotFound
from dialogues.files.carried import with_comments
from dialogues.files.changes import Change, write_changes
from dialogues.files.file import compose
from dialogues.files.replace import content_of, encoded, place_of
from dialogues.files.root import MANIFEST, SUFFIXES, manifest_file
from dialogues.files.scalars import FALSE, TRUE, write_block
from dialogues.files.to_record import to_record
from dialogues.findings import Nested
from dialogues.records import RECORD_TYPES, Entry, Manifest
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of

LONGEST_LINE = 120
_SCHEMA = "# yaml-language-server:"


def write(record: Entry | Manifest, folder: str | os.PathLike[str]) -> Path:
    """Write a record, or the manifest, into the folder of a registry, and give its file.

    The file has the canonical form. Where one is there it is replaced, and its comments stay beside what they speak of;
    else it is made, and the folder of its collection with it. A file of JSON stays one.

    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such folder,
    :class:`~dialogues.errors.CannotWrite` when the id is that of a record of another collection, the folder is a
    release, or the file cannot be written, and OSError when that fails. The file is then as it was.

    >>> import shutil, tempfile
    >>> import dialogues
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = shutil.copytree("data", f"{folder}/data")
    ...     write(dialogues.load()["peru-2013"], f"{folder}/data").name
    'peru-2013.yaml'
    """
    root = Path(folder)
    change = change_of(record, root)
    write_changes(root, [change])
    return root / change.file


def change_of(record: Entry | Manifest, root: Path) -> Change:
    """Give what writing a record changes; nothing is written."""
    if not root.is_dir():
        raise RegistryNotFound(str(root), "there is no such folder")
    file = _file_of(record, root)
    if not os.path.lexists(root / file):
        return Change(file, None, canonical_text(record, first_line=schema_line(record, root)).encode())
    before = content_of(place_of(root, file))
    old = before.decode("utf-8-sig", "replace")
    if file.endswith(".json"):
        after = json.dumps(to_json(record), ensure_ascii=False, indent=2) + "\n"
    else:
        after = with_comments(old, canonical_text(record), file)
    return Change(file, before, encoded(after, before))


def _file_of(record: Entry | Manifest, root: Path) -> str:
    """Give the file of a record: the one that is there, or one to be made."""
    if isinstance(record, Manifest):
        return manifest_file(root) or f"{MANIFEST}.yaml"
    for collection in RECORD_TYPES:
        for suffix in SUFFIXES:
            file = f"{collection}/{record.id}{suffix}"
            if os.path.lexists(root / file):
                if collection != record.collection:
                    raise CannotWrite(file, f"its id is that of the record, which is one of the {record.collection}")
                return file
    return f"{record.collection}/{record.id}.yaml"


def canonical_text(record: FileRecord, *, first_line: str = "") -> str:
    """Write a record as YAML, in the canonical form; ``first_line`` stands above it.

    Raises :class:`~dialogues.errors.CannotWrite` for a record that cannot be written so that it is read again.
    """
    lines = write_block(to_texts(record), longest=LONGEST_LINE)
    text = "\n".join((*filter(None, (first_line,)), *lines, ""))
    identifier = getattr(record, "id", None)
    tree, faults = compose(text, "")
    read = None if tree is None or faults else to_record(type(record), tree, "", identifier)[0]
    if read != record:
        raise CannotWrite(str(identifier or MANIFEST), faults[0].message if faults else "it would not be read again")
    return text


def schema_line(record: Entry | Manifest, root: Path) -> str:
    """Give the comment that names the JSON Schema, as the other files of the collection have it; empty for none."""
    return first_schema_line(root if isinstance(record, Manifest) else root / record.collection)


def first_schema_line(folder: Path) -> str:
    """Give the comment that names the JSON Schema in the first file of a folder; empty where it has none."""
    if not folder.is_dir():
        return ""
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and path.suffix in (".yaml", ".yml"):
            with path.open(encoding="utf-8", errors="replace") as stream:
                line = stream.readline(300).rstrip("\n\r")
            return line if line.startswith(_SCHEMA) else ""
    return ""


def to_texts(record: FileRecord) -> dict[str, Nested]:
    """Give a record as a mapping of texts, as a file says it; what is left at its default is left out."""
    texts: dict[str, Nested] = _texts(to_json(record))
    return texts


def to_json(record: FileRecord) -> dict[str, Any]:
    """Give a record as JSON values in the order of the format, evidence by path; likewise."""
    values = record.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
    return _ordered(values, type(record))


def _ordered(values: Mapping[str, Any], kind: type) -> dict[str, Any]:
    ordered = {}
    for field in fields_of(kind):
        if field.key in values:
            ordered[field.key] = _value(values[field.key], field)
    return ordered


def _value(value: Any, field: FieldOf) -> Any:
    part = field.part
    if part is not None:
        if isinstance(value, Mapping):
            return _ordered(value, part)
        if isinstance(value, list):
            value = [_ordered(each, part) if isinstance(each, Mapping) else each for each in value]
            if field.key == "evidence":
                value.sort(key=_evidence_key)
    return value[0] if field.one_or_more and isinstance(value, list) and len(value) == 1 else value


def _evidence_key(value: Mapping[str, Any]) -> tuple[str, bool]:
    claims = value.get("for", "")
    return (claims if isinstance(claims, str) else claims[0], "says" in value)


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, bool):
        return TRUE if value else FALSE
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)
