"""JSON Schema of the data files, which lets an editor complete and check them (JSON Schema 2020-12)."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

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


def json_schema(kind: str, ids: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """Give the schema of a kind of file. Raises KeyError for a kind that :data:`KINDS` does not name.

    ``ids`` are those of a registry's records, by collection: an editor then offers them where a record is named.
    Another id is as good to the schema, since its record may be yet to be written.
    """
    schema = KINDS[kind].model_json_schema(by_alias=True)
    # The id is the file's name: it is a field of the record and not a key of the file.
    schema.get("properties", {}).pop("id", None)
    if "id" in schema.get("required", ()):
        schema["required"].remove("id")
    _describe(schema, KINDS[kind])
    _offer(schema, KINDS[kind], ids or {})
    types = _types(KINDS[kind])
    for name, definition in schema.get("$defs", {}).items():
        if name not in types:
            continue
        if issubclass(types[name], StrEnum):
            _describe_words(definition, types[name])
        else:
            _describe(definition, types[name])
            _offer(definition, types[name], ids or {})
    version = f"{FORMAT_MAJOR}.{FORMAT_MINOR}"
    name = {} if ids is not None else {"$id": f"urn:dialogues:schema:{version}:{kind}"}
    head = {"$schema": DIALECT, **name, "$comment": f"dialogues data format {version}"}
    cleaned = _without_titles(schema)
    return {**head, **cleaned, "examples": [EXAMPLES[kind]]}


def _describe(schema: dict[str, Any], kind: type) -> None:
    """Give each key the docstring of its field."""
    docstrings = docstrings_of(kind)
    for field in fields_of(kind):
        if field.key in schema["properties"]:
            schema["properties"][field.key]["description"] = docstrings[field.name]


def docstrings_of(kind: type) -> dict[str, str]:
    """Give the docstrings of the fields of a record type, those that it inherits among them."""
    return {name: text for each in reversed(kind.__mro__[:-1]) for name, text in field_docstrings(each).items()}


def _offer(schema: dict[str, Any], kind: type, ids: Mapping[str, Sequence[str]]) -> None:
    """Offer ids in each field that names a record of a collection, or of any."""
    for field in fields_of(kind):
        if field.reference is not None and field.key in schema["properties"]:
            collection = field.reference.collection
            offered = ids.get(collection, ()) if collection else [each for every in ids.values() for each in every]
            if offered:
                schema["properties"][field.key] = _with_choices(schema["properties"][field.key], sorted(offered))


def _with_choices(schema: Any, offered: Sequence[str]) -> Any:
    """Give a schema in which the text of an id may also be one of those that are offered."""
    if isinstance(schema, list):
        return [_with_choices(each, offered) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "string":
        described = {key: each for key, each in schema.items() if key == "description"}
        other = {key: each for key, each in schema.items() if key not in ("description", "examples")}
        return {**described, "anyOf": [{"enum": list(offered)}, other]}
    return {key: _with_choices(each, offered) for key, each in schema.items()}


def _describe_words(schema: dict[str, Any], words: type[StrEnum]) -> None:
    """Give each word of a closed list its meaning, so that an editor tells it beside the word."""
    schema.pop("enum", None)
    schema.pop("type", None)
    schema |= described_words(words)


def described_words(words: type[StrEnum]) -> dict[str, Any]:
    """Give what a schema says of a closed list: its description, and each word with its meaning."""
    meanings = field_docstrings(words)
    return {
        "description": inspect.cleandoc(words.__doc__ or ""),
        "oneOf": [{"const": word.value, "description": meanings[word.name]} for word in words],
    }


@cache
def field_docstrings(kind: type) -> dict[str, str]:
    """Read the docstrings behind the fields of a record type, or the words of a closed list, from its source."""
    (definition,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for field, text in zip(definition.body, definition.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                found[name] = inspect.cleandoc(words)
    return found


def _types(kind: type) -> dict[str, type]:
    """Give the record types and closed lists that a record is made of, by name."""
    found: dict[str, type] = {}
    left = [kind]
    while left:
        for field in fields_of(left.pop()):
            held = field.holds
            if isinstance(held, type) and issubclass(held, FileRecord | StrEnum) and held.__name__ not in found:
                found[held.__name__] = held
                left.append(held)
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


class Addition(NamedTuple):
    """Something that a later format can say and an earlier one could not."""

    kind: str
    """The kind of file."""
    what: str
    """The key, with the part that it is in (``Party.territory``), or the word of a closed list."""
    meaning: str
    """What it says."""


def additions(earlier: Mapping[str, dict[str, Any]]) -> Iterator[Addition]:
    """List what today's format has beyond the schemas of an earlier one, by kind of file.

    What several kinds of file have in common (a document, evidence, a closed list) is told of the first, and not at all
    where any kind of file had it before.
    """
    told = {
        f"{name}.{what}"
        for before in earlier.values()
        for name, part in before.get("$defs", {}).items()
        for what in _keys_and_words(part)
    }
    for kind in KINDS:
        schema, before = json_schema(kind), _keys_and_words(earlier.get(kind, {}))
        yield from (Addition(kind, key, text) for key, text in _keys_and_words(schema).items() if key not in before)
        for name, part in schema.get("$defs", {}).items():
            for what, meaning in _keys_and_words(part).items():
                if f"{name}.{what}" not in told:
                    told.add(f"{name}.{what}")
                    yield Addition(kind, f"{name}.{what}", meaning)


def _keys_and_words(schema: dict[str, Any]) -> dict[str, str]:
    keys = {key: str(each.get("description", "")) for key, each in schema.get("properties", {}).items()}
    words = {each["const"]: each.get("description", "") for each in schema.get("oneOf", ()) if "const" in each}
    return keys | words | dict.fromkeys(schema.get("enum", ()), "")
