"""Pages of other styles than the field's: cards, descriptions, details, rows that span, and tables in many languages.

Each of ``page-styles.json`` is read as a person would: title, party, date of signature and languages; what is not read is
told, and nothing vanishes.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dialogues.pages import read_page
from test_page_fields import shown, told
from test_page_laws import assert_nothing_vanishes

STYLES = json.loads((Path(__file__).parent / "page-styles.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("style", STYLES)
def test_pages_of_other_styles(style: str) -> None:
    held = STYLES[style]
    page = read_page(held["page"], "https://m.example/x/")
    assert shown(page) == held["entries"]
    assert told(page) == held["told"]


@pytest.mark.parametrize("style", STYLES)
def test_nothing_of_them_vanishes(style: str) -> None:
    assert_nothing_vanishes(STYLES[style]["page"])


CARD = "<h3>Memorandum with {0}</h3><p>{1}</p><p>{2}</p><a href={0}.pdf>{3}</a>"


@pytest.mark.parametrize(
    ("first", "second", "button", "date", "details"),
    [
        ("Signed: 14.03.2012", "On water", "Download", "2012-03-14", []),
        ("On water", "Signed on: 14.03.2012", "PDF", "2012-03-14", []),
        ("Entry into force: 14.03.2012", "Place: Lima", "Text", "", [("in-force", "14.03.2012"), ("place", "Lima")]),
        ("Unterzeichnung: 14.03.2012", "Ort: Lima", "Herunterladen", "2012-03-14", [("place", "Lima")]),
        ("Подписано: 14.03.2012", "Статус: действует", "Скачать", "2012-03-14", [("status", "действует")]),
    ],
)
def test_a_card_says_what_its_lines_are(
    first: str, second: str, button: str, date: str, details: list[tuple[str, str]]
) -> None:
    page = read_page("<html>" + "".join(CARD.format(name, first, second, button) for name in ("Chile", "Peru")))
    assert [(entry.name, entry.country) for entry in page.entries] == [
        ("Memorandum with Chile", "CL"),
        ("Memorandum with Peru", "PE"),
    ]
    for entry in page.entries:
        assert ["".join(map(str, entry.readings)), [(each.kind, each.text) for each in entry.details]] == [
            date,
            details,
        ]
    assert told(page) == []


def test_an_item_heads_the_list_within_it_and_no_other() -> None:
    page = read_page(
        "<ul><li>Chile<ul><li>Treaty <a href=a.pdf>EN</a></ul><li>Treaty with Peru <a href=b.pdf>EN</a></ul>"
    )
    assert shown(page) == ["Chile | CL |  | EN/en/PDF a.pdf", "Treaty with Peru | PE |  | EN/en/PDF b.pdf"]
