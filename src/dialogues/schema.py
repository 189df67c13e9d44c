"""JSON Schema of the data files, which lets an editor complete and check them (JSON Schema 2020-12)."""

from __future__ import annotations

from typing import Any

from dialogues.reading.shape import adapter
from dialogues.records import RECORD_TYPES, Manifest
from dialogues.records.manifest import FORMAT_MAJOR, FORMAT_MINOR

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KINDS: dict[str, type] = {kind.__name__.lower(): kind for kind in (*RECORD_TYPES.values(), Manifest)}
"""The kinds of file by name: ``agreement``, ``source`` …"""


def json_schema(kind: str) -> dict[str, Any]:
    """Give the schema of a kind of file. Raises KeyError for a kind that :data:`KINDS` does not name."""
    schema = adapter(KINDS[kind]).json_schema(by_alias=True)
    # The id is the file's name: it is a field of the record and not a key of the file.
    schema.get("properties", {}).pop("id", None)
    if "id" in schema.get("required", ()):
        schema["required"].remove("id")
    head = {"$schema": DIALECT, "$comment": f"dialogues data format {FORMAT_MAJOR}.{FORMAT_MINOR}"}
    cleaned = _without_titles(schema)
    return {**head, **cleaned} if isinstance(cleaned, dict) else head


def _without_titles(schema: Any) -> Any:
    """Leave out the titles that pydantic makes of names: they repeat them, and the null of optional keys."""
    if isinstance(schema, list):
        return [_without_titles(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: {name: _without_titles(each) for name, each in value.items()}
        if key in ("properties", "$defs")
        else _without_titles(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and key != "default"
    }
    choices = [each for each in found.get("anyOf", []) if each != {"type": "null"}]
    if "anyOf" in found and len(choices) == 1:
        found.pop("anyOf")
        found = {**choices[0], **found}
    elif "anyOf" in found:
        found["anyOf"] = choices
    return found
