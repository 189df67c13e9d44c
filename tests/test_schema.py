"""JSON Schema of the data files: it accepts what the library reads and refuses what it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dialogues.reading import bundled_folder, read
from dialogues.reading.folder import read_tree
from dialogues.records import RECORD_TYPES
from dialogues.schema import KINDS, json_schema

BROKEN = Path(__file__).parent / "broken"
KIND_OF = {collection: kind.__name__.lower() for collection, kind in RECORD_TYPES.items()}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_schema_is_a_schema_with_descriptions(kind: str) -> None:
    schema = json_schema(kind)
    jsonschema_rs.meta.validate(schema)
    assert schema["additionalProperties"] is False
    assert "id" not in schema["properties"]
    assert all(field.get("description") or "$ref" in field for field in schema["properties"].values())


def as_an_editor_reads_it(value: Any) -> Any:
    """Make numbers of digits, as YAML 1.2 does with what stands without quotes."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads_it(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads_it(each) for each in value]
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def test_every_file_of_the_bundled_registry_is_accepted() -> None:
    root = bundled_folder()
    validators = {kind: jsonschema_rs.validator_for(json_schema(kind)) for kind in KINDS}
    refused = []
    for collection, kind in {**KIND_OF, "": "manifest"}.items():
        for path in sorted((root / collection).glob("*.yaml")):
            tree, _ = read_tree(root, path.relative_to(root).as_posix())
            assert tree is not None
            refused += [
                f"{path.name}: {error.message}"
                for error in validators[kind].iter_errors(as_an_editor_reads_it(tree.value))
            ]
    assert refused == []


def test_every_file_that_has_the_wrong_shape_is_refused() -> None:
    validator = jsonschema_rs.validator_for(json_schema("agreement"))
    wrong = {
        finding.location.file
        for finding in read(BROKEN).findings
        if finding.code.startswith("S3") and finding.location.file.startswith("agreements/")
    }
    # What a schema cannot say: days that do not exist, two tags of one language.
    beyond = {"agreements/language-twice.yaml"}
    accepted = set()
    for file in wrong - beyond:
        tree, _ = read_tree(BROKEN, file)
        if tree is not None and validator.is_valid(as_an_editor_reads_it(tree.value)):
            accepted.add(file)
    assert accepted == set()
