"""JSON Schema of the data files: it accepts what the library reads and refuses what it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from click.testing import Result

from bundles import unpack
from dialogues.checks.rules import RULES
from dialogues.files import bundled_folder, read
from dialogues.files.file import read_placed
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import fields_of
from dialogues.records.json_schema import EXAMPLES, KINDS, additions, json_schema
from examples import cases

BROKEN = Path(__file__).parent / "broken"
KIND_OF = {collection: kind.__name__.lower() for collection, kind in RECORD_TYPES.items()}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_schema_is_a_schema_with_descriptions(kind: str) -> None:
    schema = json_schema(kind)
    jsonschema_rs.meta.validate(schema)
    assert schema["additionalProperties"] is False
    assert "id" not in schema["properties"]
    assert jsonschema_rs.validator_for(schema).is_valid(schema["examples"][0])
    assert all(field.get("description") or "$ref" in field for field in schema["properties"].values())


def test_what_an_earlier_format_had_is_no_addition() -> None:
    now = {kind: json_schema(kind) for kind in KINDS}
    assert list(additions(now)) == []
    # Only agreements had documents then: that sources have identifiers with evidence adds no evidence to the format.
    before = {"agreement": now["agreement"]}
    told = [each.what for each in additions(before) if each.kind == "source"]
    assert [each for each in told if each.partition(".")[0] in now["agreement"]["$defs"]] == []
    assert "address" in told
    assert "SourceClass.mirror" in told


def as_an_editor_reads_it(value: Any) -> Any:
    """Make numbers of digits, as YAML 1.2 does with what stands without quotes."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads_it(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads_it(each) for each in value]
    if value in ("true", "false"):
        return value == "true"
    # The version of the format is written in quotes, which a tree does not keep.
    if isinstance(value, str) and value not in ("1.0", "1.1") and re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", value):
        return float(value)
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 else value


def test_every_file_of_the_bundled_registry_is_accepted() -> None:
    root = bundled_folder()
    validators = {kind: jsonschema_rs.validator_for(json_schema(kind)) for kind in KINDS}
    refused = []
    for collection, kind in {**KIND_OF, "": "manifest"}.items():
        for path in sorted((root / collection).glob("*.yaml")):
            tree = read_placed(root, path.relative_to(root).as_posix())
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
        tree = read_placed(BROKEN, file)
        if tree is not None and validator.is_valid(as_an_editor_reads_it(tree.value)):
            accepted.add(file)
    assert accepted == set()


def test_the_examples_of_the_rules_are_accepted_unless_their_shape_is_wrong(tmp_path: Path) -> None:
    accepted: dict[str, bool] = {}
    validators = {kind: jsonschema_rs.validator_for(json_schema(kind)) for kind in KIND_OF.values()}
    wrong: set[str] = set()
    examples = [(rule.code, *case) for rule in RULES for case in cases(rule, "Example", "Use instead", "bad", "good")]
    for code, case, bundle in examples:
        root = unpack(bundle, tmp_path / code / case)
        findings = read(root).findings
        # What is no values at all, or what a schema cannot say: which countries and days there are.
        beyond = {each.location.file for each in findings if each.code[:2] in ("S1", "S2", "D3", "P4")}
        for collection, kind in KIND_OF.items():
            for path in sorted((root / collection).glob("*.yaml")):
                file = path.relative_to(root).as_posix()
                if file in beyond:
                    continue
                tree = read_placed(root, file)
                assert tree is not None
                name = f"{code}/{case}/{file}"
                accepted[name] = validators[kind].is_valid(as_an_editor_reads_it(tree.value))
                if any(each.location.file == file and each.code.startswith("S3") for each in findings):
                    wrong.add(name)
    assert {name for name, fine in accepted.items() if not fine} == wrong
    assert len(wrong) >= 5


def choices(schema: Any) -> Iterator[list[str]]:
    if isinstance(schema, dict):
        yield from ([schema["enum"]] if "enum" in schema else [])
        for each in schema.values():
            yield from choices(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from choices(each)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_schema_offers_the_ids_of_a_registry_and_refuses_no_other(
    kind: str, run: Callable[..., Result], tmp_path: Path
) -> None:
    for collection, name in (("organisations", "ec.yaml"), ("sources", "page.json"), ("sources", "notes.txt")):
        (tmp_path / collection).mkdir(exist_ok=True)
        (tmp_path / collection / name).write_text("{}", encoding="utf-8")
    plain, offering = json_schema(kind), json.loads(run("schema", kind, "--data", str(tmp_path)).stdout)
    assert plain["$id"] == f"urn:dialogues:schema:1.1:{kind}"
    assert "$id" not in offering
    assert {tuple(each) for each in choices(offering)} <= {("ec",), ("page",), ("ec", "page")}
    named = sum(each.reference is not None for each in fields_of(KINDS[kind]))
    assert (named == 0) or list(choices(offering))
    example = json.loads(json.dumps(EXAMPLES[kind]))
    jsonschema_rs.validator_for(offering).validate(example)


def test_an_organisation_s_id_is_offered_where_a_party_is_named() -> None:
    schema = json_schema("agreement", {"organisations": ["ec", "dg"], "sources": ["page"]})
    offered = [each.get("enum") for each in schema["$defs"]["Party"]["properties"]["organisation"]["anyOf"][0]["anyOf"]]
    assert offered == [["dg", "ec"], None]
    accepts = jsonschema_rs.validator_for(schema).is_valid
    record = {"title": {"en": "x"}, "kind": "declaration", "parties": [{"side": "eu", "organisation": "ec"}]}
    assert accepts(record)
    record["parties"] = [{"side": "eu", "organisation": "not-yet-written"}]
    assert accepts(record)
    record["parties"] = [{"side": "eu", "organisation": "No id"}]
    assert not accepts(record)
