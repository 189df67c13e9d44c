"""The schema of what a service answers: true of every record there is, and described to the last word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from pydantic import TypeAdapter

import dialogues
from dialogues.records import RECORD_TYPES, Manifest

KINDS = {**RECORD_TYPES, "manifest": Manifest}
TREATIES = Path(__file__).parent.parent / "examples" / "registries" / "treaties"


def written(kind: Any) -> dict[str, Any]:
    return TypeAdapter(kind).json_schema(mode="serialization")


def below(value: Any) -> Iterator[dict[str, Any]]:
    """Go through all mappings of a schema."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from below(each)


@pytest.mark.parametrize("collection", RECORD_TYPES)
def test_every_record_is_as_the_schema_says(collection: str, registry: dialogues.Registry) -> None:
    schema = jsonschema_rs.validator_for(written(RECORD_TYPES[collection]))
    registries = [registry, *([dialogues.load(TREATIES)] if TREATIES.exists() else [])]
    records = [record for each in registries for record in each.collections[collection].values()]
    assert records
    faults = [
        (record.id, str(fault)) for record in records for fault in schema.iter_errors(record.model_dump(mode="json"))
    ]
    assert faults == []


@pytest.mark.parametrize("name", KINDS)
def test_every_key_and_word_is_described_and_nothing_is_one_type_or_another(name: str) -> None:
    schema = written(KINDS[name])
    for each in (schema, *schema.get("$defs", {}).values()):
        assert each["description"], each
        for key, value in each.get("properties", {}).items():
            assert value.get("description"), key
        assert set(each.get("required", ())) == set(each.get("properties", ()))
    for each in below(schema):
        assert not isinstance(each.get("type"), list), each
        assert "enum" not in each, each
        assert {"const": "unknown"} not in each.get("anyOf", ()), each
        if "const" in each:
            assert each["description"], each


def test_an_example_of_an_id_is_of_the_collection_that_it_names(registry: dialogues.Registry) -> None:
    schema = written(RECORD_TYPES["agreements"])
    evidence = schema["$defs"]["Evidence"]["properties"]
    assert evidence["source"]["examples"] == ["regio-china"]
    assert schema["properties"]["id"]["examples"] == ["china-2006"]
    ids = {
        example
        for name, kind in RECORD_TYPES.items()
        for each in below(written(kind))
        if each.get("pattern") == "^[a-z0-9]+(-[a-z0-9]+)*$"
        for example in each["examples"]
    }
    assert sorted(each for each in ids if each not in registry) == []
    assert len(ids) == len(RECORD_TYPES)


def test_a_file_may_still_say_what_only_files_say() -> None:
    """The schema of the files is another: one item for a list, ``unknown``, and 2015 without quotes."""
    schema = RECORD_TYPES["agreements"].model_json_schema(by_alias=True)
    assert {"const": "unknown"} in schema["properties"]["takes_effect"]["anyOf"]
    assert schema["$defs"]["Evidence"]["properties"]["quote"]["anyOf"][0]["type"] == ["string", "number"]
    assert schema["required"] == ["id", "title", "kind", "parties"]
