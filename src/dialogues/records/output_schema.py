"""JSON Schema of records as they are written: what a service answers, for OpenAPI and the clients made of it.

A file may say ``unknown``, one item for a list, or 2015 without quotes; what is written says none of it, always has all
keys, and each key and word has its meaning beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.records.json_schema import described_words, docstrings_of

_EXAMPLES = {
    "": "china-2006",
    "agreements": "china-2006",
    "publications": "brochure-2009",
    "events": "iuc-japan-launch-2017",
    "programmes": "iuc",
    "cooperations": "koriyama-essen",
    "organisations": "european-commission",
    "people": "liu-lun",
    "themes": "smart-city",
    "sources": "regio-china",
}
"""The id of a record of each collection."""


def as_written(schema: dict[str, Any], kind: type[FileRecord], resolve: Callable[[dict[str, Any]], Any]) -> None:
    """Change the schema of a kind of record, as pydantic makes it, to one of what is written.

    ``resolve`` gives the definition that a reference means.
    """
    meanings = docstrings_of(kind)
    for field in fields_of(kind):
        written = _written(schema["properties"][field.key])
        if isinstance(field.holds, type) and issubclass(field.holds, StrEnum):
            _describe_enumeration(written, field.holds, resolve)
        example = _example(kind, field)
        if example:
            _exemplify(written, example)
        schema["properties"][field.key] = {"description": meanings[field.name], **written}


def _written(schema: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a value without what only files may say, and without titles, which repeat the names."""
    told = {key: value for key, value in schema.items() if key not in ("title", "default")}
    if isinstance(told.get("type"), list):
        told = {key: value for key, value in told.items() if key not in ("minimum", "maximum")} | {"type": "string"}
    if "items" in told:
        told["items"] = _written(told["items"])
    if "anyOf" in told:
        ways = [_written(each) for each in told["anyOf"] if each != {"const": "unknown"}]
        lists = [each for each in ways if each.get("type") == "array"]
        if lists and any(each == lists[0]["items"] for each in ways):
            return lists[0]
        told["anyOf"] = ways
    if "oneOf" in told:  # a text, or a mapping in its place
        told["oneOf"] = [_written(each) for each in told["oneOf"]]
    return told


def _describe_enumeration(
    schema: dict[str, Any], words: type[StrEnum], resolve: Callable[[dict[str, Any]], Any]
) -> None:
    for each in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in each:
            definition = resolve(each)
            definition.pop("enum", None)
            definition |= {"type": "string", **described_words(words)}


def _example(kind: type[FileRecord], field: FieldOf) -> str:
    """Give the id that fits a field; an empty string for what holds no id."""
    if field.reference is not None:
        return _EXAMPLES[field.reference.collection]
    return _EXAMPLES[getattr(kind, "collection", "")] if field.name == "id" else ""


def _exemplify(schema: Mapping[str, Any], example: str) -> None:
    for each in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "examples" in each:
            each["examples"] = [example]
