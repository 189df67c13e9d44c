"""What the claims of a record rest on, in words."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

import dialogues
from dialogues.languages.catalogue import LANGUAGES
from dialogues.registry.description import said_in_words
from dialogues.registry.grounds import field_at, grounds_of, path_in_words, statement_in_words
from dialogues.registry.statements import Stance, statements, statements_of

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        (("documents", 1, "language"), "en", "document 2: language"),
        (("documents", 1, "language"), "es", "documento 2: lengua"),
        (("documents", 1, "language"), "hy", "փաստաթուղթ 2: լեզու"),
        (("documents", 1, "language"), "zh", "文件 2: 语言"),
        (("signed", 0, "date"), "en", "signature: date"),
        (("parties", 0, "signatories", 0, "office"), "fr", "partie 1: signataire: fonction"),
        (("parties", 0, "signatories", 0, "name"), "uk", "сторона 1: підписант: ім’я"),
        (("title", "en"), "ro", "titlu (en)"),
        (("themes", 1), "en", "theme 2"),
        (("access",), "ka", "ხელმისაწვდომობა"),
    ],
)
def test_a_place_is_told_in_words(
    registry: dialogues.Registry, path: tuple[str | int, ...], language: str, expected: str
) -> None:
    assert path_in_words(registry.agreements["brazil-2007"], path, language) == expected


@pytest.mark.parametrize(
    ("record", "place", "said", "expected"),
    [
        ("brazil-2007", ("documents", 1, "language"), "en", "английский (en)"),
        ("brazil-2007", ("kind",), "protocol", "протокол"),
        ("brazil-2007", ("signed", 0, "date"), "2007-12", "декабрь 2007\u202fг."),
        ("brazil-2007", ("parties", 0, "country"), "JP", "Япония"),
        (
            "brazil-2007",
            ("parties", 0, "organisation"),
            "european-commission",
            "Европейская комиссия (european-commission)",
        ),
        ("brazil-2007", ("parties", 0, "organisation"), "no-such-body", "'no-such-body'"),
        ("brazil-2007", ("kind",), "acuerdo de entendimiento", "'acuerdo de entendimiento'"),
        ("brazil-2007", ("signed", 0, "date"), "in spring", "'in spring'"),
        ("brazil-2007", ("no", "such", "field"), "x", "'x'"),
        ("brazil-2007", ("parties", 0, "country"), "NOT A CODE", "'NOT A CODE'"),
    ],
)
def test_what_a_source_says_otherwise_is_told_in_words(
    registry: dialogues.Registry, record: str, place: tuple[str | int, ...], said: str, expected: str
) -> None:
    assert said_in_words(registry, field_at(registry[record], place), said, "ru") == expected


def test_a_claim_has_its_value_and_what_sources_say_of_it(registry: dialogues.Registry) -> None:
    (ground,) = (
        each for each in grounds_of(registry, registry["brazil-2007"], "pt") if each.claim == "documento 2: língua"
    )
    assert ground.text == "português (pt)"
    assert [(each.source, each.stance) for each in ground.statements] == [
        ("regio-brazil", Stance.SUPPORTS),
        ("regio-listing-2020", Stance.DISPUTES),
    ]
    assert (
        statement_in_words(registry, ground.statements[1], "pt") == "oficial; diz inglês (en); “Brazil PDF EN EN” [en]"
    )
    assert (ground.why or "").startswith("DG REGIO's page on Brazil offers the memorandum under the label PT")


def test_every_statement_is_among_the_grounds_of_its_record(registry: dialogues.Registry) -> None:
    told = 0
    for record in registry.values():
        grounds = [*grounds_of(registry, record)]
        expected = list(statements_of(record, registry.sources))
        assert sum(len(each.statements) for each in grounds) == len(expected)
        assert len({ground.statements[0].path for ground in grounds}) == len(grounds)
        told += len(expected)
    assert told == sum(1 for _ in statements(registry))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_path_of_a_program_is_told_in_any_language(registry: dialogues.Registry, language: str) -> None:
    for record in registry.agreements.values():
        for ground in grounds_of(registry, record, language):
            assert "[0]" not in ground.claim
            assert "_" not in ground.claim


def test_show_tells_it_too_where_it_is_asked(run: Run) -> None:
    shown, why = run("show", "peru-2013", "--evidence").stdout, run("why", "peru-2013").stdout
    assert "\n".join(why.splitlines()[2:]) in shown
    assert "\nevidence\n" in shown
    assert "\nevidence\n" not in run("show", "peru-2013").stdout


def test_for_programs_each_statement_is_an_object(run: Run) -> None:
    rows = json.loads(run("why", "brazil-2007", "--json", "--in", "pt").stdout)
    (disputed,) = (row for row in rows if row["path"] == "documents[1].language" and row["stance"] == "disputes")
    assert (disputed["claim"], disputed["value"], disputed["says"]) == ("documento 2: língua", "pt", "en")


def test_a_record_without_evidence_says_so(run: Run) -> None:
    result = run("why", "regio-peru", "--in", "es")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "no constan pruebas")
