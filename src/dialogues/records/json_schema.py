"""JSON Schema of the data files, which lets an editor complete and check them (JSON Schema 2020-12)."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from typing import Any

from dialogues.records import RECORD_TYPES, Manifest
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import fields_of
from dialogues.records.manifest import FORMAT_MAJOR, FORMAT_MINOR

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KINDS: dict[str, type[FileRecord]] = {kind.__name__.lower(): kind for kind in (*RECORD_TYPES.values(), Manifest)}
"""The kinds of file by name: ``agreement``, ``source`` …"""


EXAMPLES: dict[str, dict[str, Any]] = {
    "agreement": {
        "title": {"en": "Letter of intent on regional policy"},
        "kind": "letter-of-intent",
        "parties": [
            {"side": "eu", "organisation": "european-commission"},
            {"side": "partner", "country": "MX"},
        ],
        "signed": [
            {
                "date": "2014-10-08",
                "evidence": [{"for": "date", "source": "regio-mexico", "quote": "On 8 October 2014"}],
            }
        ],
        "documents": [{"language": "es", "printed_label": "es", "media_type": "application/pdf"}],
    },
    "publication": {"title": {"en": "European Regional Policy"}, "kind": "brochure", "published": "2009-11"},
    "organisation": {
        "name": {"en": "Central American Integration System"},
        "kind": "international-organisation",
        "other_names": [{"text": "SICA", "use": "acronym"}],
    },
    "source": {
        "title": "International cooperation: Mexico",
        "address": "https://example.org/mexico",
        "class": "official",
        "language": "en",
    },
    "event": {
        "kind": "workshop",
        "date": "2020-10-13",
        "organisers": ["dg-regio"],
        "attendance": {"printed": "around 50", "amount": 50, "bound": "around", "unit": "participants"},
        "contributions": [{"person": "liu-lun", "forms_of_address": "Professor"}],
    },
    "programme": {
        "name": {"en": "International Urban Cooperation"},
        "kind": "programme",
        "phases": [{"name": "phase 1", "start": "2016", "end": "2020"}],
        "figures": [{"printed": "80+", "amount": 80, "bound": "at-least", "unit": "city pairings"}],
    },
    "cooperation": {
        "name": {"en": "Koriyama and Essen"},
        "basis": "formal-pairing",
        "ends": [{"city": "Koriyama", "country": "JP"}, {"city": "Essen", "country": "DE"}],
    },
    "person": {"name": "Liu Lun", "order": "family-first", "family": "Liu"},
    "theme": {"name": {"en": "smart city"}, "groups": "events"},
    "manifest": {
        "format": f"{FORMAT_MAJOR}.{FORMAT_MINOR}",
        "title": {"en": "Agreements of the ministry"},
        "version": "2026.11",
        "date": "2026-11-24",
        "licence": "CC-BY-4.0",
    },
}
"""A small file of each kind."""


def json_schema(kind: str) -> dict[str, Any]:
    """Give the schema of a kind of file. Raises KeyError for a kind that :data:`KINDS` does not name."""
    schema = KINDS[kind].model_json_schema(by_alias=True)
    # The id is the file's name: it is a field of the record and not a key of the file.
    schema.get("properties", {}).pop("id", None)
    if "id" in schema.get("required", ()):
        schema["required"].remove("id")
    _describe(schema, KINDS[kind])
    for name, definition in schema.get("$defs", {}).items():
        if name in _record_types(KINDS[kind]):
            _describe(definition, _record_types(KINDS[kind])[name])
    head = {"$schema": DIALECT, "$comment": f"dialogues data format {FORMAT_MAJOR}.{FORMAT_MINOR}"}
    cleaned = _without_titles(schema)
    return {**head, **cleaned, "examples": [EXAMPLES[kind]]}


def _describe(schema: dict[str, Any], kind: type) -> None:
    """Give each key the docstring of its field."""
    docstrings = {name: text for each in reversed(kind.__mro__[:-1]) for name, text in _field_docstrings(each).items()}
    for field in fields_of(kind):
        if field.key in schema["properties"]:
            schema["properties"][field.key]["description"] = docstrings[field.name]


@cache
def _field_docstrings(kind: type) -> dict[str, str]:
    """Read the docstrings behind the fields of a record type from its source."""
    (definition,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for field, text in zip(definition.body, definition.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match text:
                case ast.Expr(value=ast.Constant(value=str(words))):
                    found[field.target.id] = inspect.cleandoc(words)
    return found


def _record_types(kind: type) -> dict[str, type]:
    """Give the record types that a record is made of, by name."""
    found: dict[str, type] = {}
    for field in fields_of(kind):
        nested = field.part
        if nested is not None and nested.__name__ not in found:
            found |= {nested.__name__: nested, **_record_types(nested)}
    return found


def _without_titles(schema: Any) -> Any:
    """Leave out the titles that pydantic makes of names, which repeat them."""
    if isinstance(schema, list):
        return [_without_titles(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _without_titles(each) for name, each in value.items()}
        if key in ("properties", "$defs")
        else _without_titles(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and key != "default"
    }
