"""What a value that does not fit is told of: in whole messages, at its own place, and never in pydantic's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from dialogues.files import compose
from dialogues.files.to_record import to_record
from dialogues.findings import Edit, Finding, Location, Replace
from dialogues.records import RECORD_TYPES, Agreement, Manifest, Organisation
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import fields_of
from dialogues.vocabulary import Status

JUNK: list[Any] = [
    None, "", " ", "x", "abc def", "nan", "inf", "-1", "0.5", "1.0", "1e20", "1e400", "9" * 5000, "maybe", "true", "2",
    "\ud800", "zz-zz", "ZZ", "12 May 2007", "2007-02-30", "http://", "../x", [], {}, [[]], [None], [{}], {"x": "y"},
    {"en": []}, {"en": None}, {"en": "x", "EN": "y"}, [["x"]],
]  # fmt: skip
PYDANTIC = re.compile(r"\binput|unable to|\bvalid|string should|should be|should match|should have|exceeded|\binstance")


def kinds(kind: type[FileRecord], seen: set[type]) -> Iterator[type[FileRecord]]:
    """Go through a record type and all those of its parts."""
    if kind not in seen:
        seen.add(kind)
        yield kind
        for field in fields_of(kind):
            if field.part is not None:
                yield from kinds(field.part, seen)


def told(kind: type[FileRecord], value: Any) -> list[Finding]:
    tree, faults = compose(json.dumps(value), "x.json")
    assert faults == []
    assert tree is not None
    return to_record(kind, tree, "x.json", "a-2001" if kind in RECORD_TYPES.values() else None)[1]


def test_no_sentence_of_pydantic_reaches_a_curator() -> None:
    seen: set[type] = set()
    every = [each for kind in (*RECORD_TYPES.values(), Manifest) for each in kinds(kind, seen)]
    assert len(every) > 25
    found = {
        (finding.message, finding.hint)
        for kind in every
        for field in fields_of(kind)
        for junk in JUNK
        for value in (junk, [junk])
        for finding in told(kind, {field.key: value})
    }
    assert len(found) > 500
    assert [each for each in found if PYDANTIC.search(" ".join(each)) or not each[1]] == []
    assert [each for each in found if "another value" in each[0]] == []


WHOLE = "title: {en: Example}\nkind: declaration\nparties: []\n"
TABLE = [
    ("documents: [{language: en, pages: x}]", "S305 error: a whole number is expected, found 'x' (write digits alone)"),
    ("documents: [{language: en, pages: [x]}]", "S305 error: a whole number is expected, found a list (write digits alone)"),
    ("documents: [{language: en, pages: -1}]", "S305 error: a number of 0 or more is expected, found '-1' (write digits alone)"),
    (
        "documents: [{language: en, pages: " + "9" * 5000 + "}]",
        f"S305 error: a whole number of fewer digits is expected, found '{'9' * 39}…' (write a smaller one)",
    ),
    ("status: activ", "S304 error: 'activ' is not one of the values allowed here (did you mean active?)"),
    (
        "status: gone",
        f"S304 error: 'gone' is not one of the values allowed here (allowed: {', '.join(Status)})",
    ),
    ("status: [active]", f"S304 error: a list is not one of the values allowed here (allowed: {', '.join(Status)})"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "message"), TABLE, ids=[row[0][:40] for row in TABLE])
def test_what_is_expected_is_said_whole(line: str, message: str) -> None:
    tree, _ = compose(WHOLE + line, "a.yaml")
    assert tree is not None
    (finding,) = to_record(Agreement, tree, "a.yaml", "a-2001")[1]
    assert str(finding).partition(": ")[2] == message


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("amount", "abc", "a number is expected, found 'abc' (write digits alone, with a point before the decimals)"),
        ("amount", "nan", "a number is expected, found 'nan' (write digits alone, with a point before the decimals)"),
        ("amount", "inf", "a number is expected, found 'inf' (write digits alone, with a point before the decimals)"),
        ("amount", "1e16", "a number of at most 1,000,000,000,000,000 is expected, found '1e16' (write a smaller one)"),
        ("amount", "-0.5", "a number of 0 or more is expected, found '-0.5' (write digits alone)"),
        ("online", "maybe", "true or false is expected, found 'maybe' (write true or false)"),
        ("quote", "\ud800", "text without half characters (surrogates) is expected, found '\\ud800' (write the character itself)"),
        ("format", "1", "a number like 1.0 is expected, found '1' (write two numbers with a point between)"),
    ],
)  # fmt: skip
def test_numbers_and_words_are_asked_for_in_ours(field: str, value: str, message: str) -> None:
    seen: set[type] = set()
    for kind in (each for top in (*RECORD_TYPES.values(), Manifest) for each in kinds(top, seen)):
        if any(each.name == field and each.part is None for each in fields_of(kind)):
            said = [f"{each.message} ({each.hint})" for each in told(kind, {field: value}) if each.path == field]
            assert said == [message], kind


# Places


def findings(text: str, kind: type[FileRecord] = Agreement) -> list[Finding]:
    tree, _ = compose(text, "a.yaml")
    assert tree is not None
    return to_record(kind, tree, "a.yaml", "a-2001")[1]


def test_a_missing_key_is_told_of_at_the_first_key_beside_it() -> None:
    (finding,) = findings("title: {en: Example}\nparties: []\n")
    assert (finding.location, finding.path) == (Location("a.yaml", 1, 1, 1, 6), "kind")
    (finding,) = findings(f"{WHOLE}documents:\n  - language: en\n  - printed_label: X\n    pages: 1\n")
    assert (finding.location, finding.path) == (Location("a.yaml", 6, 5, 6, 18), "documents[1].language")


def test_an_unknown_key_is_told_of_where_it_stands() -> None:
    (finding,) = findings(f"{WHOLE}documents:\n  - language: en\n  - {{language: en, langage: fr}}\n")
    assert finding.location == Location("a.yaml", 6, 20, 6, 27)
    assert finding.hint == "did you mean language?"


def fixes(text: str, kind: type[FileRecord] = Agreement) -> list[tuple[Edit, ...]]:
    return [each.fix for each in findings(text, kind)]


def test_a_language_given_by_name_is_written_as_its_tag() -> None:
    replaces = Replace(("documents", 1, "language"), "ru")
    assert fixes(f"{WHOLE}documents:\n  - language: en\n  - language: русский\n") == [(replaces,)]
    assert fixes(f"{WHOLE}authentic_languages: [en, русский]\n") == [(Replace(("authentic_languages", 1), "ru"),)]
    named = "name: {en: Council}\nkind: ministry\nother_names:\n  - {text: Rat, use: official, language: русский}\n"
    assert fixes(named, Organisation) == [(Replace(("other_names", 0, "language"), "ru"),)]


def test_a_name_of_several_languages_is_left_to_a_person() -> None:
    assert fixes(f"{WHOLE}documents: [{{language: тонга}}]\n") == [()]
