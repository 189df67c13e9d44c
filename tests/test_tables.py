"""The tables that a registry is told in."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import dialogues
from bundles import unpack
from dialogues.publishing import FORMATS, TABLES, to_rows
from dialogues.publishing.columns import NAMES, Column, ColumnType
from dialogues.publishing.rows import rows
from dialogues.publishing.tables import PARTS, innermost
from dialogues.records import RECORD_TYPES, Agreement, Date, Event, Evidence, Figure, Programme, Resolution, Theme
from dialogues.records.fields_of import fields_of, parts, references

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=["data", "examples/registries/treaties"])
def any_registry(request: pytest.FixtureRequest) -> dialogues.Registry:
    return dialogues.load(ROOT / request.param if (ROOT / request.param).exists() else None)


def test_a_row_tells_what_a_record_says(tmp_path: Path) -> None:
    text = """\
==> sources/page.yaml
title: A page
address: https://example.org/page
class: official
==> agreements/brazil-2007.yaml
title: {en: A memorandum, pt: Um memorando}
kind: memorandum-of-understanding
parties:
  - {side: own, country: FR}
  - {side: partner, country: BR, signatories: [{name: Anne}]}
signed:
  - {date: 2007-11?, place: Brasília}
period: {start: 2008, end: unknown}
authentic_languages: [pt, fr]
documents:
  - {language: pt, pages: 3}
"""
    registry = dialogues.load(unpack(text, tmp_path / "data"))
    row = to_rows(registry, "agreements", language="pt")[0]
    assert {name: value for name, value in row.items() if value not in (None, ())} == {
        "id": "brazil-2007", "title": "Um memorando", "title_language": "pt", "title_basis": "descriptive",
        "kind": "memorandum-of-understanding", "binding": "unknown",
        "period_start": "2008", "period_start_earliest": datetime.date(2008, 1, 1),
        "period_start_latest": datetime.date(2008, 12, 31), "authentic_languages": ("pt", "fr"), "status": "unknown",
        "date": "2007-11?", "date_earliest": datetime.date(2007, 11, 1), "date_latest": datetime.date(2007, 11, 30),
        "partners": ("BR",), "partners_name": ("Brasil",), "languages": ("pt",),
    }  # fmt: skip
    assert to_rows(registry, "documents", language="fr") == [
        dict.fromkeys(column.name for column in TABLES["documents"].columns)
        | {"record": "brazil-2007", "item": "documents[0]", "item_number": 1, "language": "pt", "pages": 3}
        | {"language_name": "portugais", "role": "main", "authentic": "unknown"}
    ]
    assert to_rows(registry, "signatories") == [
        {"record": "brazil-2007", "item": "parties[1].signatories[0]", "item_number": 1, "within": "parties[1]"}
        | {"name": "Anne", "office": None, "on_behalf_of": None, "person": None}
    ]
    assert [(row["item"], row["field"], row["text"], row["language"]) for row in to_rows(registry, "names")] == [
        ("title.en", "title", "A memorandum", "en"),
        ("title.pt", "title", "Um memorando", "pt"),
        ("title", "title", "A page", None),
    ]


def test_a_table_that_is_not_there_is_told_of(registry: dialogues.Registry) -> None:
    with pytest.raises(dialogues.UnknownValue) as raised:
        to_rows(registry, "agrements")
    assert str(raised.value) == "no table is called 'agrements'; did you mean agreements?"


def fields() -> list[tuple[type, str]]:
    """Give every field of every kind of record and part."""
    kinds: list[type] = [*RECORD_TYPES.values()]
    for kind in kinds:
        kinds += [
            part
            for each in fields_of(kind)
            if (part := each.part) is not None and part not in kinds and part not in (Evidence, Resolution)
        ]
    return [(kind, each.key) for kind in kinds for each in fields_of(kind)]


def test_every_field_of_every_record_is_in_a_table() -> None:
    """A field is a column, or its parts have a table, or it is a name or a claim."""
    columns = {(column.owner, column.path[-1]) for table in TABLES.values() for column in table.columns if column.path}
    names = {column.name for column in TABLES["names"].columns}
    missing = []
    for kind, key in fields():
        (field,) = [each for each in fields_of(kind) if each.key == key]
        elsewhere = (
            field.part in (*PARTS, *NAMES, Evidence, Resolution)
            or (field.part is not None and not field.several)  # its own fields are columns, and asked for in turn
            or (kind in NAMES and key in names)
            or (kind is Theme and key == "other_names")
        )
        if not elsewhere and (kind, key) not in columns:
            missing.append((kind.__name__, key))
    assert missing == []


def test_every_reference_of_a_record_is_a_foreign_key() -> None:
    """A single one in its own table; of a list, and of all others too, in the table of links."""
    targets = {
        (column.owner, column.path[-1]): column.target
        for table in TABLES.values()
        for column in table.columns
        if column.path
    }
    for kind, key in fields():
        (field,) = [each for each in fields_of(kind) if each.key == key]
        if field.reference is not None and not field.several:
            assert targets[kind, key] == (field.reference.collection or "records", ("id",)), (kind, key)
    assert (("target",), ("records", ("id",))) in TABLES["links"].targets
    assert (("source",), ("sources", ("id",))) in TABLES["statements"].targets


def test_every_reference_is_a_row_of_links(any_registry: dialogues.Registry) -> None:
    found = Counter((row["record"], row["target"]) for row in to_rows(any_registry, "links"))
    told = Counter(
        (record.id, each.identifier)
        for record in any_registry.values()
        for each in references(record)
        if "evidence" not in each.path
    )
    assert found == told


def test_rows_keep_what_the_tables_say_of_them(any_registry: dialogues.Registry) -> None:
    """Keys are unique, what is required is there, words are of their list, and what is referred to is there."""
    types: dict[ColumnType, tuple[type, ...]] = {
        ColumnType.STRING: (str,), ColumnType.INTEGER: (int,), ColumnType.NUMBER: (float, int),
        ColumnType.BOOLEAN: (bool,), ColumnType.DATE: (datetime.date,), ColumnType.CODES: (tuple,),
        ColumnType.TEXTS: (tuple,),
    }  # fmt: skip
    held: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for name, cells in rows(any_registry, TABLES):
        table = TABLES[name]
        for column, cell in zip(table.columns, cells, strict=True):
            assert cell is not None or not column.required, (name, column.name)
            assert cell is None or type(cell) in types[column.kind], (name, column.name)
            assert cell is None or not column.words or cell in column.words, (name, column.name)
        held[name].append(dict(zip([column.name for column in table.columns], cells, strict=True)))
    keys = {name: {tuple(row[key] for key in TABLES[name].key) for row in told} for name, told in held.items()}
    assert {name: len(told) for name, told in held.items()} == {name: len(told) for name, told in keys.items()}
    for name, told in held.items():
        for columns, (target, _) in TABLES[name].targets:
            for row in told:
                reference = tuple(row[column] for column in columns)
                assert None in reference or reference in keys[target], (name, columns, row)


def test_a_statement_names_the_row_that_it_is_of(any_registry: dialogues.Registry) -> None:
    items = {
        (row["record"], row["item"])
        for name, table in TABLES.items()
        if name not in ("statements", "resolutions", "links") and any(column.name == "item" for column in table.columns)
        for row in to_rows(any_registry, name)
    }
    told = to_rows(any_registry, "statements")
    assert {(row["record"], row["item"]) for row in told if row["item"] is not None} <= items
    for row in told:
        item, field = str(row["item"] or ""), str(row["field"] or "")
        dot = "." if item and field and not field.startswith("[") else ""
        assert row["path"] == item + dot + field


@pytest.mark.parametrize(
    ("kind", "path", "item"),
    [
        (Agreement, ("title", "en"), ()),
        (Agreement, ("themes", 0), ()),
        (Agreement, ("period", "start"), ()),
        (Agreement, ("parties", 1, "signatories", 0, "name"), ("parties", 1, "signatories", 0)),
        (Agreement, ("relations", 0, "outside", "title", "en"), ("relations", 0)),
        (Agreement, ("notes", 2, "text"), ("notes", 2)),
        (Agreement, ("signed", 0, "place", "city"), ("signed", 0)),
        (Agreement, ("signed",), ()),
        (Event, ("attendance", "amount"), ("attendance",)),
        (Programme, ("funding", 0, "amount", "printed"), ("funding", 0, "amount")),
        (Agreement, ("nothing", 0), ()),
    ],
)
def test_the_row_that_a_path_leads_into(kind: Any, path: Any, item: Any) -> None:
    assert innermost(kind, path) == item


def test_every_column_says_what_it_means() -> None:
    for table in TABLES.values():
        assert table.meaning.endswith("."), table.name
        assert len({column.name for column in table.columns}) == len(table.columns)
        for column in table.columns:
            assert re.fullmatch(r"[A-Z`].*[.…]", column.description), (table.name, column.name)
    assert column_of("documents", "printed_label").description == (
        "The language label as the listing page prints it, typing errors included."
    )
    assert column_of("agreements", "period_start_latest").description == "The last day that `period_start` can mean."


def column_of(table: str, name: str) -> Column:
    return next(column for column in TABLES[table].columns if column.name == name)


def test_a_closed_list_stands_in_its_column() -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.owner is not None:
                field = next(each for each in fields_of(column.owner) if each.key == column.path[-1])
                closed = isinstance(field.holds, type) and issubclass(field.holds, StrEnum) and not field.several
                assert column.words == (tuple(word.value for word in field.holds) if closed else ())


def test_a_date_stands_at_its_precision_with_the_days_that_it_can_mean(any_registry: dialogues.Registry) -> None:
    for row in to_rows(any_registry, "signatures"):
        if row["date"] is not None:
            date = Date.parse(str(row["date"]))
            assert (row["date_earliest"], row["date_latest"]) == (date.earliest, date.latest)


def test_a_frame_has_the_types_of_the_columns(registry: dialogues.Registry) -> None:
    frame = dialogues.to_frame(registry, "signatures", language="de")
    assert [*frame.columns] == [column.name for column in TABLES["signatures"].columns]
    assert [str(frame[name].dtype) for name in ("record", "date_earliest", "place_online", "item_number")] == [
        "string", "datetime64[s]", "boolean", "Int64",
    ]  # fmt: skip
    assert len(frame) == sum(len(each.signed) for each in registry.agreements.values())
    oldest = frame["date_earliest"].min().date()
    assert oldest == min(each.date for each in to_dates(registry)).earliest


def to_dates(registry: dialogues.Registry) -> list[Any]:
    return [each for agreement in registry.agreements.values() for each in agreement.signed if each.date is not None]


def test_figures_are_rows_wherever_they_stand(registry: dialogues.Registry) -> None:
    found = to_rows(registry, "figures")
    assert {row["item_number"] is None for row in found} == {True, False}
    every = (part for record in registry.values() for _, part in parts(record))
    assert len(found) == sum(isinstance(part, Figure) for part in every)


@pytest.mark.checkout
def test_the_data_dictionary_is_that_of_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import build_data_dictionary

    assert build_data_dictionary.page() == build_data_dictionary.PAGE.read_text(encoding="utf-8")


@pytest.mark.checkout
def test_the_number_of_tables_is_told() -> None:
    for page in ("docs/exporting.md", "CHANGELOG.md"):
        assert re.findall(r"(\d+) tables", (ROOT / page).read_text(encoding="utf-8")) == [str(len(TABLES))], page


@pytest.mark.checkout
def test_every_format_is_told_of() -> None:
    text = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8").partition("```")[0]
    assert {*re.findall(r"`(\w+)`", text)} >= {*FORMATS}
