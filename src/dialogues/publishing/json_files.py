"""The registry as one JSON value, or as a JSON object a line: each record as its file says it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from dialogues.records.fields import FileRecord

if TYPE_CHECKING:
    from dialogues.publishing.selection import Export

_CLAIMS = frozenset(("evidence", "resolution"))


def write(export: Export, stream: BinaryIO) -> None:
    """Write one JSON object: ``manifest``, then ``records``: for each collection its records by id, one a line."""
    head = []
    if export.registry.manifest is not None:
        head.append(f'"manifest": {_json(said(export.registry.manifest))}')
    if export.left_out:
        head.append(f'"left_out": {_json([*export.left_out])}')
    stream.write(_bytes("{\n" + "".join(f"{line},\n" for line in head) + '"records": {'))
    collection, end = "", ""
    for record in export.records():
        before = ",\n"
        if record.collection != collection:
            collection, before, end = record.collection, f'{end}\n"{record.collection}": {{\n', "\n},"
        stream.write(_bytes(f'{before}"{record.id}": {_json(said(record, claims=export.claims))}'))
    stream.write(b"\n}\n}\n}\n" if collection else b"}\n}\n")


def write_lines(export: Export, stream: BinaryIO) -> None:
    """Write a JSON object a line for each record: ``collection``, ``id``, then what its file says."""
    for record in export.records():
        told = {"collection": record.collection, "id": record.id} | said(record, claims=export.claims)
        stream.write(_bytes(_json(told) + "\n"))


def said(record: FileRecord, *, claims: bool = True) -> dict[str, Any]:
    """Give what a record's file says, without what is left at its default and without its id, which is its name.

    What sources say is left out without ``claims``.
    """
    told: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True, exclude={"id"})
    return told if claims else _without_claims(told)


def _without_claims(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_claims(each) for key, each in value.items() if key not in _CLAIMS}
    return [_without_claims(each) for each in value] if isinstance(value, list) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
