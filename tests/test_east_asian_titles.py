"""Titles in Chinese, Japanese and Korean: the countries that they name, and none that only stands within another name.

``east-asian-titles.tsv`` has titles as ministries print them, and others in which a name is a part of something else: a
province or city of a country, a bank, an ocean, another country's longer name.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.pages import read_page
from dialogues.pages.east_asian import named_without_blanks
from test_page_laws import assert_nothing_vanishes

with (Path(__file__).parent / "east-asian-titles.tsv").open(encoding="utf-8", newline="") as file:
    TITLES = [(row["language"], row["title"], row["countries"]) for row in csv.DictReader(file, delimiter="\t")]


def test_there_are_titles_of_each_language() -> None:
    assert all(sum(language == each for each, _, _ in TITLES) >= 30 for language in ("zh-Hans", "zh-Hant", "ja", "ko"))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_a_title_names_its_countries(language: str) -> None:
    held = {title: countries for each, title, countries in TITLES if each == language}
    items = "".join(f"<li><p>{title}</p><a href={number}.pdf>PDF</a>" for number, title in enumerate(held))
    page = f"<html lang={language}><ul>{items}</ul>"
    entries = read_page(page, "https://example.org/").entries
    assert {entry.name: " ".join(entry.countries) for entry in entries} == held
    assert {entry.kind.value for entry in entries} == {"agreement"}
    assert_nothing_vanishes(page)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from("中国日本韩和与及同政府共国印度洋埃フランスと・の한국인도과 간の-（A"), max_size=30).map(
        "".join
    )
)
def test_no_title_is_too_much(title: str) -> None:
    found = list(named_without_blanks(title))
    assert [start for start, _ in found] == sorted({start for start, _ in found})
    assert all(2 <= len(code) <= 4 for _, code in found)
