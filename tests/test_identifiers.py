"""Identifiers and the codes of the EU authority tables."""

from __future__ import annotations

import pytest

from dialogues.findings import Finding, Location, Severity, format_path
from dialogues.languages import LanguageTag, tables
from dialogues.records import _eu_codes
from dialogues.records.identifiers import (
    CountryCode,
    country_code,
    eu_address,
    eu_country_code,
    eu_language_code,
    record_id,
)
from dialogues.vocabulary import InstrumentKind, MediaType, RelationKind

# The languages and partners of the registry, as the Publications Office's tables code them.
LANGUAGES = """
en ENG · zh ZHO · ru RUS · uk UKR · es SPA · pt POR · fr FRA · hy HYE · ka KAT · ro RON · ja JPN · hi HIN · und UND
"""
PARTNERS = """
CN CHN · RU RUS · BR BRA · UA UKR · GE GEO · MD MDA · CL CHL · PE PER · AR ARG · JP JPN · MX MEX · CO COL · IN IND
"""


def pairs(text: str) -> list[list[str]]:
    return [pair.split() for pair in text.split("·")]


@pytest.mark.parametrize(("tag", "code"), pairs(LANGUAGES))
def test_the_eu_code_of_a_language(tag: str, code: str) -> None:
    assert eu_language_code(LanguageTag.parse(tag)) == code


@pytest.mark.parametrize(("country", "code"), pairs(PARTNERS))
def test_the_eu_code_of_a_country(country: str, code: str) -> None:
    assert eu_country_code(country_code(country)) == code


def test_the_eu_codes_are_read_and_not_worked_out() -> None:
    """What CLDR's aliases would make of them is something else: TWI for Akan, MOL for Romanian, XKK for Kosovo."""
    odd = "ak AKA · nb NOB · no NOR · yue YUE · sr-Latn SRP · he HEB · mul MUL · zxx ZXX · sa · tlh"
    found = {tag: eu_language_code(LanguageTag.parse(tag)) for tag, *_ in pairs(odd)}
    assert found == {tag: "".join(code) for tag, *code in pairs(odd)}
    former = {code: eu_country_code(CountryCode(code)) for code in ("XK", "SUHH", "CSHH", "YUCS", "DDDE", "YDYE", "EU")}
    assert list(former.values()) == ["1A0", "SUN", "CSK", "YUG", "DDR", "", ""]


def test_every_country_of_today_has_an_eu_code_of_its_own() -> None:
    codes = {eu_country_code(CountryCode(code)) for code in tables.countries()}
    assert "" not in codes
    assert len(codes) == len(tables.countries()) == 250


def test_the_eu_codes_have_a_source_and_a_day() -> None:
    assert _eu_codes.READ == "2022-10-04"
    assert "https://github.com/OP-TED/eForms-SDK" in (_eu_codes.__doc__ or "")
    for table, count in ((_eu_codes.LANGUAGES, 432), (_eu_codes.COUNTRIES, 283)):
        codes = [item.partition(":")[0] for item in table.split()]
        assert codes == sorted(set(codes))
        assert len(codes) == count


def test_the_eu_codes_of_kinds_and_files() -> None:
    assert InstrumentKind.MEMORANDUM_OF_UNDERSTANDING.eu_code == "MEMORANDUM_UNDERST"
    assert InstrumentKind.EXCHANGE_OF_LETTERS_OF_INTENT.eu_code == "EXCH_LET"
    assert InstrumentKind.LETTER_OF_INTENT.eu_code == ""
    assert [media_type.eu_code for media_type in (MediaType.PDF, MediaType.HTML, MediaType.TEXT)] == [
        "PDF",
        "HTML",
        "TXT",
    ]
    assert eu_address("language", "ZHO") == "http://publications.europa.eu/resource/authority/language/ZHO"
    assert eu_language_code(LanguageTag.parse("x-private")) == ""


def test_every_relation_reads_from_the_other_end() -> None:
    ends = "amended completed confirmed corrected extended followed implemented renewed superseded suspended terminated"
    inverses = {f"{end}-by" for end in ends.split()} | {"basis-of", "accompanies"}
    assert {kind.inverse for kind in RelationKind} == inverses


@pytest.mark.parametrize("text", ["china-2006", "a", "3", "x" * 80])
def test_an_id(text: str) -> None:
    assert record_id(text) == text


@pytest.mark.parametrize("text", ["", "China", "a--b", "-a", "a-", "ä", "a b", "x" * 81, "a_b", "a.b"])
def test_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="an id is lower-case letters"):
        record_id(text)


@pytest.mark.parametrize("text", ["", "br", "BRA", "UK", "EL", "SU", "XX", "ZZ", "EU", "Ｂ" * 2])
def test_no_country(text: str) -> None:
    with pytest.raises(ValueError, match=r"ISO 3166-1 code in capitals|no country has this code today"):
        country_code(text)


def test_a_country_code_is_a_text_of_its_own_kind() -> None:
    assert CountryCode("BR") == "BR"


def test_findings_sort_by_place_then_by_weight() -> None:
    early, late = Location("a.yaml", 1, 2), Location("a.yaml", 3, 1)
    findings = [
        Finding(late, Severity.ERROR, "S301", "x"),
        Finding(early, Severity.INFO, "S101", "x"),
        Finding(early, Severity.ERROR, "S302", "x", "parties[0]", "y"),
    ]
    assert [str(finding) for finding in sorted(findings)] == [
        "a.yaml:1:2: S302 error: x (y)",
        "a.yaml:1:2: S101 info: x",
        "a.yaml:3:1: S301 error: x",
    ]
    assert format_path(()) == ""
    assert format_path(("parties", 0, "signatories", 1, "office")) == "parties[0].signatories[1].office"
