"""What ``show`` tells of a record: nothing that it says is left out but its evidence."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

import pytest

from dialogues.languages.catalogue import label
from dialogues.languages.display import language_name
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records import RECORD_TYPES, Agreement, Date, Record
from dialogues.records.durations import Duration
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.records.identifiers import CountryCode, RecordId, SubdivisionCode
from dialogues.registry import Registry
from dialogues.registry.description import described, document_text
from dialogues.registry.display import place_name

NUMBERS = itertools.count(100)
# Where a text has a form of its own.
TEXTS = {
    "address": "https://example.org/{}",
    "archived": "https://archive.example.org/{}",
    "href": "https://files.example.org/{}",
    "path": "files/{}.pdf",
    "since": "entry-into-force",
}
# A field that may be a code or an id, or that decides what else may be said.
GIVEN: dict[tuple[str, str], Any] = {
    ("Party", "capacity"): ["party", "witness"],
    ("Party", "side"): "own",
    ("Action", "party"): ["party-a"],
    ("Signature", "party"): ["party-a"],
    ("Application", "party"): ["party-a"],
    ("Application", "territory"): "GL",
    ("Signature", "side"): "own",
    ("Organisation", "country"): "AR",
    ("Place", "unknown"): False,
    ("Relation", "outside"): None,
}


def value_of(kind: type[FileRecord], field: FieldOf) -> Any:
    """Make a value that no other field has, as a file would write it."""
    number = next(NUMBERS)
    if (kind.__name__, field.name) in GIVEN or field.name in ("evidence", "resolution", "id"):
        return GIVEN.get((kind.__name__, field.name))
    if field.reference is not None or field.holds is RecordId:
        return f"record-{number}"
    if field.part is not None:
        return whole(field.part)
    if field.name == "sha256":
        return f"{number:064}"
    values: dict[Any, Any] = {
        str: TEXTS.get(field.name, "word{}").format(number),
        Date: f"2{number % 900 + 100}-03-04",
        Duration: f"P{number}M",
        LanguageTag: "fy",
        LocalisedText: {"fr": f"mot{number}"},
        CountryCode: "BR",
        SubdivisionCode: "CA-QC",
        bool: True,
        int: number,
        float: number,
    }
    if isinstance(field.holds, type) and issubclass(field.holds, StrEnum):
        return list(field.holds)[-2].value
    return values[field.holds]


def whole(kind: type[FileRecord]) -> dict[str, Any]:
    """Write a part or a record that has all its fields."""
    written: dict[str, Any] = {}
    for field in fields_of(kind):
        value = value_of(kind, field)
        if value is not None:
            annotation = str(kind.__pydantic_fields__[field.name].annotation)
            listed = (
                annotation.startswith(("tuple", "Optional[tuple", "typing.Optional[tuple")) or "tuple[" in annotation
            )
            written[field.key] = [value] if listed and not isinstance(value, list) else value
    return written


def said(record: FileRecord) -> Iterator[tuple[FieldOf, Any]]:
    """Give every value of a record and its parts, but for the evidence."""
    for field in fields_of(type(record)):
        held = getattr(record, field.name)
        if field.name in ("evidence", "resolution", "id") or held is None or held is False:
            continue
        for each in held if isinstance(held, tuple) else (held,):
            if isinstance(each, FileRecord):
                yield from said(each)
            else:
                yield field, each


def written(field: FieldOf, value: Any) -> set[str]:
    """Give the ways in which a value may be told."""
    if field.holds in (CountryCode, SubdivisionCode) or field.name == "territory":
        return {place_name(value, "en")}
    if isinstance(value, StrEnum):
        return {label(value)}
    ways: dict[type, Callable[[Any], set[str]]] = {
        LocalisedText: lambda text: set(text.values()),
        Date: lambda date: {str(date.year)},  # a period writes days in a shorter form; the years are all different
        Duration: lambda duration: {duration.format("en")},
        LanguageTag: lambda tag: {f"({tag})", f"({tag},", f", {tag}", language_name(tag)},
        bool: lambda _: {"yes"},
        float: lambda number: {f"{number:g}"},
    }
    return ways.get(type(value), lambda text: {str(text), str(text).replace("-", " ")})(value)


@pytest.mark.parametrize("collection", [*RECORD_TYPES])
def test_show_tells_every_value_of_a_record_that_has_them_all(collection: str) -> None:
    kind = RECORD_TYPES[collection]
    record: Record = kind.model_validate({"id": "example", **whole(kind)})
    known = Registry(None, {collection: {"example": record}})
    heading = record.heading
    lines = [heading.best("en")[1] if isinstance(heading, LocalisedText) else str(heading)]
    lines += [f"{label} {text}" for label, text in described(known, record, "en")]
    lines += [document_text(each, "en") for each in getattr(record, "documents", ())]
    lines += map(str, getattr(record, "notes", ()))
    told = "\n".join(lines)
    missing = [
        f"{field.name}: {value}"
        for field, value in said(record)
        if not any(each in told for each in written(field, value))
    ]
    assert [each for each in missing if each not in TOLD_OTHERWISE] == []


# A word that another one says, or that a mark of its own says; each is looked for in a test of its own.
TOLD_OTHERWISE = {"kind: other", "online: True", "target: True", "part: True", "excepted: True", "exact: True"}


def test_the_records_above_have_all_fields() -> None:
    """But for what excludes another: a relation is to a record or to what is outside."""
    record = Agreement.model_validate({"id": "example", **whole(Agreement)})
    empty = [field.name for field in fields_of(Agreement) if not getattr(record, field.name)]
    assert empty == ["evidence", "resolution"]
