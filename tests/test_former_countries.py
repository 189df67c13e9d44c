"""States and territories that are no more."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.languages import tables
from dialogues.languages.former_countries import by_retired_code, former_countries, former_country
from dialogues.languages.territories import find_territories
from dialogues.records.dates import Date
from dialogues.records.identifiers import country_code

HERE = Path(__file__).parent
# The whole of ISO 3166-3.
CODES = """
AIDJ ANHH BQAQ BUMM BYAA CSHH CSXX CTKI DDDE DYBJ FQHH FXFR GEHH HVBF JTUM MIUM NHVU NQAQ NTHH PCHH PUUM PZPA RHZW SKIN
SUHH TPTL VDVN WKUM YDYE YUCS ZRCD
"""
TEN = {"en", "es", "fr", "hy", "ka", "ro", "pt", "ru", "uk", "zh"}


def test_every_code_of_the_standard_is_there() -> None:
    assert list(former_countries()) == CODES.split()
    assert former_country("SU") is former_country("") is former_country("BRAZ") is None


@pytest.mark.parametrize(
    ("code", "name", "began", "ended", "today"),
    [
        ("SUHH", "Soviet Union", "1922-12-30", "1991-12-26", None),
        ("YUCS", "Yugoslavia", "1918-12-01", "2003-02-04", None),
        ("CSXX", "Serbia and Montenegro", "2003-02-04", "2006-06-03", None),
        ("CSHH", "Czechoslovakia", "1918-10-28", "1992-12-31", None),
        ("DDDE", "German Democratic Republic", "1949-10-07", "1990-10-03", None),
        ("YDYE", "Democratic Yemen", "1967-11-30", "1990-05-22", None),
        ("VDVN", "North Vietnam", "1945-09-02", "1976-07-02", None),
        ("ANHH", "Netherlands Antilles", None, "2010-10-10", None),
        ("ZRCD", "Zaire", "1971", "1997-05", "CD"),
        ("DYBJ", "Dahomey", None, "1975", "BJ"),
        ("BUMM", "Burma", None, "1989-06", "MM"),
        ("HVBF", "Upper Volta", None, "1984-08-04", "BF"),
        ("BYAA", "Byelorussian SSR", None, "1991-09", "BY"),
        ("TPTL", "East Timor", None, "2002-05-20", "TL"),
        ("FXFR", "Metropolitan France", None, None, "FR"),
        ("SKIN", "Sikkim", None, "1975", None),
    ],
)
def test_what_was_and_when(code: str, name: str, began: str | None, ended: str | None, today: str | None) -> None:
    former = former_country(code)
    assert former is not None
    assert (former.code, former.name(), former.began, former.ended, former.today) == (code, name, began, ended, today)


@pytest.mark.parametrize("code", CODES.split())
def test_the_facts_of_each_agree_with_each_other(code: str) -> None:
    former = former_countries()[code]
    assert former.code == code == former.alpha_2 + code[2:]
    days = [Date.parse(day) for day in (former.began, former.ended) if day is not None]
    assert days == sorted(days)
    # The standard writes the code of today behind the retired one, and AA where that is the same.
    assert former.today in (None, code[2:], code[:2] if code.endswith("AA") else None)
    assert former.today is None or former.today in tables.region_codes()


@pytest.mark.parametrize("code", ["SUHH", "YUCS", "DDDE", "CSHH", "CSXX", "ANHH", "VDVN", "YDYE", "ZRCD", "BUMM"])
def test_the_states_have_names_in_the_ten_languages(code: str) -> None:
    former = former_countries()[code]
    assert {str(tag) for tag in former.names} == TEN
    assert former.name("pt-BR") == former.name("pt") != ""
    assert former.name("tlh") == former.name("en")


# Parts of states of today that had codes: what they are called is the name of a part.
PARTS = {"BQAQ", "FXFR", "JTUM", "MIUM", "NQAQ", "PUUM", "WKUM"}
# A name leads to the state of today where the state became that one, as its former name.
BECAME = {"NHVU": "VU", "RHZW": "ZW"}


@pytest.mark.parametrize("code", sorted(set(CODES.split()) - PARTS))
def test_what_a_former_country_is_called_is_understood_in_each_language(code: str) -> None:
    former = former_countries()[code]
    meant = BECAME.get(code) or former.today or code
    for language, name in former.names.items():
        assert meant in {each.code for each in find_territories(name)}, (language, name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DDR", "DDDE"),
        ("RDA", "DDDE"),
        ("Deutsche Demokratische Republik", "DDDE"),
        ("Ida-Saksamaa", "DDDE"),
        ("Tschechoslowakei", "CSHH"),
        ("ČSSR", "CSHH"),
        ("Československá socialistická republika", "CSHH"),
        ("UdSSR", "SUHH"),
        ("ZSRR", "SUHH"),
        ("Радянський Союз", "SUHH"),
        ("საბჭოთა კავშირი", "SUHH"),
        ("SFRY", "YUCS"),
        ("Jugoslavija", "YUCS"),
        ("Югославія", "YUCS"),
        ("南斯拉夫", "YUCS"),
    ],
)
def test_a_state_that_is_no_more_is_found_as_what_it_was(name: str, code: str) -> None:
    assert [(each.code, each.kind) for each in find_territories(name)] == [(code, "former")]


@pytest.mark.parametrize(
    ("alpha_2", "code"),
    [
        ("SU", "SUHH"),
        ("DD", "DDDE"),
        ("YU", "YUCS"),
        ("AN", "ANHH"),
        ("ZR", "ZRCD"),
        ("YD", "YDYE"),
        ("CS", None),  # of two
        ("GE", None),  # Georgia's today
        ("AI", None),
        ("SK", None),
        ("BQ", None),
        ("BY", None),
        ("UK", None),
        ("BR", None),
        ("su", None),
        ("", None),
    ],
)
def test_a_retired_code_means_a_country_where_only_one_had_it(alpha_2: str, code: str | None) -> None:
    former = by_retired_code(alpha_2)
    assert (former and former.code) == code


def test_a_retired_code_is_no_other_country_alone() -> None:
    """SU is the United States in Breton, and was the code of the Soviet Union."""
    alone = {each.alpha_2: find_territories(each.alpha_2) for each in former_countries().values()}
    told = {code: {each.code for each in found} for code, found in alone.items() if found and by_retired_code(code)}
    assert told == {"SU": {"SUHH", "US"}}


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2))
def test_a_code_of_today_is_never_taken_for_a_retired_one(alpha_2: str) -> None:
    former = by_retired_code(alpha_2)
    if former is not None:
        assert former.alpha_2 == alpha_2
        with pytest.raises(ValueError, match="no country has this code today"):
            country_code(alpha_2)
    elif alpha_2 in {each.alpha_2 for each in former_countries().values()} - {"CS"}:
        assert alpha_2 in tables.region_languages() or alpha_2 == "BQ"


@pytest.mark.checkout
def test_every_day_and_every_name_has_its_source() -> None:
    folder = HERE.parent / "scripts" / "names"
    with (folder / "former-countries.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            assert [bool(row["began"]), bool(row["ended"])] == [bool(row["began_source"]), bool(row["ended_source"])]
    with (folder / "former-names.tsv").open(encoding="utf-8", newline="") as lines:
        assert all(row["source"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
