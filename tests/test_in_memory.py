"""Registries without a folder: of records in memory, and of one JSON file that holds all."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
from dialogues.errors import RegistryNotFound, UnknownCollection
from dialogues.files import compose, read_text
from dialogues.files.in_memory import read_records
from dialogues.findings import InvalidRegistry
from dialogues.publishing import export
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import fields_of
from dialogues.registry import Registry

BROKEN = Path(__file__).parent / "broken"


def as_in_files(root: Path) -> dict[str, dict[str, Any]]:
    """Give what the files of a folder say, by collection and id."""
    records: dict[str, dict[str, Any]] = {}
    for path in sorted(root.glob("*/*")):
        file = path.relative_to(root).as_posix()
        text = read_text(root, file)[0] if path.is_file() and path.suffix != ".txt" else None
        tree, faults = (None, []) if text is None else compose(text, file)
        if tree is not None and not faults and tree.value is not None:
            records.setdefault(path.parent.name, {})[path.stem] = tree.value
    return records


# What is of files alone: a file's name, an id that stands in it too, and references to what could not be read.
OF_FILES = ("S107", "S401", "R601", "R602")


def test_records_in_memory_have_the_findings_that_they_have_in_files() -> None:
    records = as_in_files(BROKEN)
    places = {f"{name}/{key}" for name, held in records.items() for key in held}
    told, expected = (
        {
            (place, each.code, each.message.removesuffix(".yaml"), each.path, each.hint)
            for each in findings
            if (place := each.location.file.removesuffix(".yaml").removesuffix(".json")) in places
            and each.code not in OF_FILES
            and each.path != "id"
        }
        for findings in (read_records(records).findings, dialogues.read(BROKEN).findings)
    )
    assert len(expected) > 20
    assert expected == told


def test_a_registry_is_the_same_from_its_records_and_from_its_json(registry: Registry) -> None:
    stream = io.BytesIO()
    export(registry, stream, "json")
    value = json.loads(stream.getvalue())
    assert dialogues.registry_of(registry.values(), registry.manifest) == registry
    assert dialogues.registry_of(registry.collections, registry.manifest) == registry
    assert dialogues.registry_of(value["records"], value["manifest"]) == registry
    assert dialogues.registry_of(registry.values(), registry.manifest).digest == registry.digest


MINISTRY = {"name": {"en": "Ministry"}, "kind": "ministry", "country": "DE"}
MANIFEST = {"format": "1.1", "title": {"en": "A"}, "version": "1", "date": "2026", "licence": "CC0-1.0"}


@pytest.mark.parametrize(
    ("records", "manifest", "told"),
    [
        ({"organisations": {"a": MINISTRY, "b": {**MINISTRY, "id": "b"}}}, MANIFEST, []),
        (
            {"organisations": {"a": {**MINISTRY, "country": "ZZ"}}, "organisation": {}},
            MANIFEST,
            [
                "organisations/a:1:1: P401 error: no country has this code today (ISO 3166-1); found 'ZZ' (write the code that the country has today)"
            ],
        ),
        (
            {"organisations": {"a": {**MINISTRY, "id": "b"}}},
            MANIFEST,
            [
                "organisations/a:1:1: S401 error: the record says that its id is 'b' (give it the id that it stands under)"
            ],
        ),
        (
            {"organisations": {"A b": MINISTRY}},
            MANIFEST,
            [
                "organisations/A b:1:1: S401 error: 'A b' is no id: an id is lower-case letters, digits and single hyphens, like china-2006 (give it another one)"
            ],
        ),
        (
            {"organisations": {"a": MINISTRY}, "themes": {"a": {"name": {"en": "A"}}}},
            MANIFEST,
            [
                "themes/a:1:1: S402 error: the id 'a' is used twice, first by organisations/a (ids are unique over all collections: rename one of the files)"
            ],
        ),
        (
            {"organisations": {"a": {**MINISTRY, "part_of": "c"}, "b": 7}},
            MANIFEST,
            [
                "organisations/a:1:1: R601 error: there is no record 'c' (did you rename it? organisations/a is named by no record)",
                "organisations/b:1:1: S303 error: a mapping is expected, found '7' (write keys with values)",
            ],
        ),
        (
            {"theme": {"a": {}}},
            MANIFEST,
            ["theme:1:1: S405 warning: theme is no collection: its files were not read (did you mean themes?)"],
        ),
        (
            {},
            {**MANIFEST, "format": "2.0"},
            [
                "manifest:1:1: S407 error: the data has format 2.0; this library reads format 1 (use the version of the library that was made for it)"
            ],
        ),
        (
            {},
            None,
            [
                "registry.yaml:1:1: S406 warning: the registry has no manifest (write registry.yaml with format, title, version, date and licence)"
            ],
        ),
    ],
)
def test_what_is_wrong_is_a_finding(records: Any, manifest: Any, told: list[str]) -> None:
    assert [*map(str, read_records(records, manifest).findings)] == told
    if any(" error: " in each for each in told):
        with pytest.raises(InvalidRegistry) as raised:
            dialogues.registry_of(records, manifest)
        assert [*map(str, raised.value.findings)] == told
    else:
        dialogues.registry_of(records, manifest)


def test_a_record_stands_in_its_own_collection(registry: Registry) -> None:
    agreement = registry.agreements["peru-2013"]
    (finding,) = read_records({"themes": {"peru-2013": agreement}}, registry.manifest).findings
    assert str(finding) == (
        "themes/peru-2013:1:1: S303 error: one of the themes is expected, found one of the agreements "
        "(put it into its own collection)"
    )


def written(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_every_command_takes_an_exported_file(registry: Registry, tmp_path: Path, run: Callable[..., Result]) -> None:
    file = str(tmp_path / "any.json")
    export(registry, file, "json")
    for call in (
        ["list"],
        ["show", "peru-2013"],
        ["find", "Peru"],
        ["choose", "peru-2013", "--wants", "es"],
        ["timeline"],
    ):
        assert run(*call, "--data", file).stdout == run(*call).stdout
    assert run("diff", file).stdout == "no difference\n"
    assert dialogues.load(file) == registry
    assert dialogues.load(file, collections=["themes"]).agreements == {}
    with pytest.raises(UnknownCollection):
        dialogues.load(file, collections=["theme"])


def test_a_file_is_attached_to_a_record_in_a_folder_alone(
    registry: Registry, tmp_path: Path, run: Callable[..., Result]
) -> None:
    export(registry, tmp_path / "a.json", "json")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    done = run("attach", "peru-2013", "en", str(tmp_path / "a.pdf"), "--data", str(tmp_path / "a.json"))
    assert (done.exit_code, done.stderr) == (
        1,
        f"dialogues: {tmp_path / 'a.json'}: its records are in one file; attach to those of the registry's folder\n",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it cannot be read as JSON: Expecting value: line 1 column 1 (char 0)"),
        (
            '{"manifest": null, "records": {"themes": {"a": 1, "a": 2}}}',
            "it cannot be read as JSON: the key 'a' stands twice",
        ),
        ('{"manifest": null, "records": {"figures": NaN}}', "it cannot be read as JSON: NaN is not JSON"),
        ("[" * 100_000, "it cannot be read as JSON: it is nested too deep"),
        ("[]", 'it holds no whole registry: {"manifest": …, "records": {collection: {id: …}}}'),
        (
            '{"manifest": null, "records": []}',
            'it holds no whole registry: {"manifest": …, "records": {collection: {id: …}}}',
        ),
        (
            '{"manifest": null, "records": {"themes": []}}',
            'it holds no whole registry: {"manifest": …, "records": {collection: {id: …}}}',
        ),
    ],
)
def test_a_file_that_holds_no_registry_is_the_callers_mistake(text: str, problem: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", text)
    with pytest.raises(RegistryNotFound) as raised:
        dialogues.read(file)
    assert str(raised.value) == f"{file}: {problem}"


def test_a_fault_of_an_exported_file_is_a_finding_with_its_record(tmp_path: Path) -> None:
    value = {"manifest": MANIFEST, "records": {"organisations": {"a": {**MINISTRY, "kind": "mnistry"}}}}
    reading = dialogues.read(written(tmp_path / "a.json", value))
    assert [*map(str, reading.findings)] == [
        "organisations/a:1:1: S304 error: 'mnistry' is not one of the values allowed here (did you mean ministry?)"
    ]
    assert reading.registry.organisations == {}


def test_what_an_export_left_out_is_told_and_references_to_it_are_none_of_their_own(tmp_path: Path) -> None:
    records = {"organisations": {"b": {**MINISTRY, "part_of": "a"}}}
    value = {"manifest": MANIFEST, "left_out": ["organisations/a.yaml"], "records": records}
    reading = dialogues.read(written(tmp_path / "a.json", value))
    assert [*map(str, reading.findings)] == [
        "organisations/a.yaml:1:1: S101 error: the record was left out when the registry was written out, since it had "
        "faults (mend it, and write the registry out again)"
    ]
    assert [*reading.registry] == ["b"]


KEYS = st.sampled_from(sorted({field.key for kind in RECORD_TYPES.values() for field in fields_of(kind)}))
TEXTS = st.sampled_from(
    ["", "a", "en", "2013-13", "page", "unknown", "\ud800", "\x00", "x" * 30_000, "DE", "https://a"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**25) | st.floats() | TEXTS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS | KEYS, below, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*RECORD_TYPES]), TEXTS, JSON, JSON)
def test_whatever_stands_in_memory_is_a_record_or_a_finding(
    collection: str, identifier: str, value: Any, manifest: Any
) -> None:
    reading = read_records({collection: {identifier: value}}, manifest)
    assert (identifier in reading.registry) == (not any(each.severity == "error" for each in faults_of(reading)))


def faults_of(reading: dialogues.Reading) -> list[dialogues.Finding]:
    """Give what is wrong with the one record; the manifest has findings of its own, as has what is no collection."""
    of_others = ("manifest", "registry.yaml")
    return [each for each in reading.findings if each.location.file not in of_others and each.code[0] != "R"]
