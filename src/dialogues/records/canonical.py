"""The canonical form of a record: the same facts give the same bytes, whatever the order and style of the file."""

from __future__ import annotations

from dialogues.records.fields import FileRecord


def canonical_json(record: FileRecord) -> bytes:
    """Write a record as JSON with sorted keys, without blanks, without what is left at its default, in UTF-8."""
    import json  # here: a list of records needs no digest

    values = record.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def canonical_hash(record: FileRecord) -> str:
    """Give the SHA-256 of a record's canonical JSON, in hexadecimal digits."""
    import hashlib  # here: likewise

    return hashlib.sha256(canonical_json(record)).hexdigest()
