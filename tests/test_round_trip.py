"""What an export writes, an import reads: the same in every column that the templates have, whatever a record says."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dialogues
from dialogues.files import read
from dialogues.files.changes import write_changes
from dialogues.publishing import export, to_rows
from dialogues.publishing.foreign_columns import Mapping
from dialogues.publishing.intake import take_in
from dialogues.publishing.sheets import read_sheets
from dialogues.publishing.templates import held_by_none, template
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import fields_of
from invented import registries

TABLES = [each for each in RECORD_TYPES if each != "cooperations"]  # no column holds the ends that each of these has


def told_in(registry: dialogues.Registry, collection: str) -> list[dict[str, Any]]:
    """Give the table of a collection, in the columns of its template."""
    heads = [*template(collection)]
    every = to_rows(registry, collection)
    return sorted(({head: row[head] for head in heads if head in row} for row in every), key=lambda row: row["id"])


def exported(registry: dialogues.Registry, folder: Path, form: str) -> list[Path]:
    """Write the tables of the collections; tab-separated, as CSV with tabs."""
    tables = [*TABLES]
    if form == "xlsx":
        export(registry, folder / "out.xlsx", "xlsx", tables=tables)
        return [folder / "out.xlsx"]
    export(registry, folder / "out", "csv", tables=tables)
    files = [folder / "out" / f"{table}.csv" for table in tables]
    if form == "tsv":
        for path in files:
            with (
                path.open(newline="", encoding="utf-8") as stream,
                path.with_suffix(".tsv").open("w", newline="", encoding="utf-8") as target,
            ):
                csv.writer(target, delimiter="\t").writerows(csv.reader(stream))
    return [path.with_suffix(f".{form}") for path in files]


def again(registry: dialogues.Registry, form: str) -> dialogues.Registry:
    """Export a registry, and import that into an empty one."""
    with tempfile.TemporaryDirectory() as beside:
        folder = Path(beside)
        data = folder / "data"
        data.mkdir()
        assert registry.manifest is not None
        manifest = registry.manifest.model_dump(mode="json", exclude_defaults=True)
        (data / "registry.json").write_text(json.dumps(manifest), encoding="utf-8")
        for each in registry.cooperations.values():
            dialogues.write(each, data)
        sheets = [sheet for file in exported(registry, folder, form) for sheet in read_sheets(file)]
        intake = take_in(read(data), [each for each in sheets if each.name in TABLES], Mapping())
        faults = [f"{each.column}: {each.message}" for each in intake.faults]
        assert faults == [], faults
        write_changes(data, intake.changes)
        reading = read(data)
        unread = [str(each) for each in reading.findings if each.code[0] == "S" and each.severity == "error"]
        assert unread == [], unread
        return reading.registry


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(registries(), st.sampled_from(["csv", "tsv", "xlsx"]))
def test_what_is_exported_is_imported_as_it_was(registry: dialogues.Registry, form: str) -> None:
    found = again(registry, form)
    for collection in TABLES:
        assert told_in(found, collection) == told_in(registry, collection)


def test_a_code_is_a_code_though_an_organisation_is_called_so() -> None:
    parties = [{"side": "party", "country": "NO"}, {"side": "party", "country": "BR"}]
    agreement = {"title": {"en": "X"}, "kind": "treaty", "parties": parties}
    organisation = {"name": {"en": "NO"}, "kind": "company"}
    records: dict[str, Any] = {"agreements": {"a": agreement}, "organisations": {"no-inc": organisation}}
    manifest = {"format": "1.1", "title": {"en": "X"}, "version": "1", "date": "2026", "licence": "MIT"}
    registry = dialogues.registry_of(records, manifest)
    assert told_in(again(registry, "csv"), "agreements") == told_in(registry, "agreements")


@pytest.mark.parametrize("collection", RECORD_TYPES)
def test_every_field_is_held_by_columns_or_named(collection: str) -> None:
    columns = {
        each.column.path[0] for each in template(collection).values() if each.column is not None and each.column.path
    }
    assert columns | {*held_by_none(collection)} == {each.key for each in fields_of(RECORD_TYPES[collection])}
