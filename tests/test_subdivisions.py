"""Parts of countries: their codes, and their names in the ten languages and their own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from dialogues.errors import UnknownCountry, UnknownSubdivision
from dialogues.languages import _subdivisions, tables
from dialogues.languages.display import territory_name
from dialogues.languages.former_countries import former_countries
from dialogues.languages.subdivisions import (
    code_today,
    find_subdivisions,
    is_former_subdivision,
    is_subdivision,
    meant,
    names_of_subdivisions,
    same_as_country,
    subdivision_country,
    subdivision_name,
)
from dialogues.languages.tags import LanguageTag
from dialogues.records.fields import AreaField, CountryField, TerritoryField
from dialogues.records.identifiers import area_code, country_code, subdivision_code

ROOT = Path(__file__).parent.parent
TEN = ["en", "es", "fr", "hy", "ka", "ro", "pt", "ru", "uk", "zh"]


def codes(table: str) -> list[str]:
    groups = (group.split(":") for group in table.split())
    return sorted(f"{country}-{part}" for country, parts in groups for part in parts.split(","))


TODAY, FORMER = codes(_subdivisions.TODAY), codes(_subdivisions.FORMER)
REPLACED = dict(pair.split("=") for pair in _subdivisions.REPLACED.split())
COUNTRIES = dict(pair.split("=") for pair in _subdivisions.COUNTRIES.split())


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("CA-QC", "Quebec|Quebec|Québec|Քվեբեք|კვებეკი|Provincia Québec|Quebec|Квебек|Квебек|魁北克"),
        ("US-CA", "California|California|Californie|Կալիֆոռնիա|კალიფორნია|California|Califórnia|Калифорния|Каліфорнія|加利福尼亚州"),
        ("ES-CT", "Catalonia|Cataluña|Catalogne|Կատալոնիա|კატალონია|Catalonia|Catalunha|Каталония|Каталонія|加泰罗尼亚"),
        ("GB-SCT", "Scotland|Escocia|Écosse|Շոտլանդիա|შოტლანდია|Scoția|Escócia|Шотландия|Шотландія|苏格兰"),
    ],
)  # fmt: skip
def test_a_part_has_names_in_the_ten_languages(code: str, names: str) -> None:
    assert [subdivision_name(code, language) for language in TEN] == names.split("|")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("DE-BY", "de", "Bayern"),
        ("DE-BY", "de-AT", "Bayern"),
        ("ES-CT", "ca", "Catalunya"),
        ("GB-WLS", "cy", "Cymru"),
        ("IT-32", "it", "Trentino-Alto Adige"),
        ("JP-13", "ja", "東京都"),
        ("JP-13", "tlh", "Tokyo"),
        ("FR-A", "fr", "FR-A"),  # CLDR has no name for a region that became one with others
        ("NO-12", "en", "Hordaland"),
        ("PL-MZ", "en", "Mazovia"),
        ("CN-HK", "fr", "R.A.S. chinoise de Hong Kong"),
        ("US-PR", "es", "Puerto Rico"),
        ("EE-796", "en", "Tartu"),  # CLDR tells it from another by a small figure
        ("MA-BOD", "en", "Boujdour"),  # and writes (EH) behind it
        ("CA-XX", "en", "CA-XX"),
        ("", "en", ""),
    ],
)
def test_a_name_in_any_language_or_in_english_or_the_code(code: str, language: str, name: str) -> None:
    assert subdivision_name(code, language) == name


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Québec", ["CA-QC"]),
        ("quebec", ["CA-QC"]),
        ("魁北克", ["CA-QC"]),
        ("Catalunya", ["ES-CT"]),
        ("Bayern", ["DE-BY"]),
        ("Баварія", ["DE-BY"]),
        ("Sao Paulo", ["BR-SP"]),
        ("Georgia", ["US-GA"]),
        ("Limburg", ["BE-VLI", "NL-LI"]),
        ("Tartu", ["EE-79", "EE-793", "EE-796"]),
        ("Chhattisgarh", ["IN-CG"]),  # IN-CT is its old code
        ("Hordaland", ["NO-12"]),
        ("CA-QC", ["CA-QC"]),
        ("ca-qc", ["CA-QC"]),
        ("CN-HK", []),
        ("Hong Kong", []),
        ("Puerto Rico", []),
        ("Brazil", []),
        ("Nowhere", []),
        ("", []),
        ("\ud800", []),
        ("x" * 10_000, []),
    ],
)
def test_a_name_means_every_part_that_bears_it(name: str, found: list[str]) -> None:
    assert [each.code for each in find_subdivisions(name)] == found


def test_what_was_found_says_how() -> None:
    assert [(*tuple(each)[:3], each.kind) for each in find_subdivisions("Cataluña")] == [
        ("ES-CT", "Cataluña", "es", "")
    ]
    assert [(*tuple(each)[:3], each.kind) for each in find_subdivisions("ca-qc")] == [("CA-QC", "CA-QC", "", "code")]
    assert [each.kind for each in find_subdivisions("Hordaland")] == ["former"]
    assert [each.exact for each in find_subdivisions("Bavière")] == [True]
    assert [each.exact for each in find_subdivisions("Baviere")] == [False]


@cache
def all_names() -> tuple[tuple[str, str, str], ...]:
    """Give code, locale and name of all units: those of the committed input, unmarked as the index has them."""
    index = names_of_subdivisions()
    return tuple(
        (code, tag, name) for code in (*TODAY[::13], *FORMER[::13]) for tag, name in index.names_of(code).items()
    )


def test_every_part_is_found_by_each_of_its_names_unless_one_of_today_has_it() -> None:
    assert len(all_names()) > 2500
    for code, tag, name in all_names():
        found = {each.code for each in find_subdivisions(name)}
        same_country = {each for each in found if each[:2] == code[:2]}
        assert code in found or (is_former_subdivision(code) and same_country), (code, tag, name)


def test_a_name_in_a_language_is_the_one_that_the_index_has() -> None:
    for code, tag, name in all_names()[::5]:
        assert subdivision_name(code, tag) == name


@pytest.mark.checkout
def test_the_names_are_cldrs_but_for_its_marks() -> None:
    names = json.loads((ROOT / "scripts" / "cldr" / "subdivisions.json").read_text(encoding="utf-8"))["names"]
    for code in TODAY[::50]:
        cldr = code.replace("-", "").lower()
        known = {LanguageTag.parse(locale): each[cldr] for locale, each in names.items() if cldr in each}
        found = {LanguageTag.parse(tag): name for tag, name in names_of_subdivisions().names_of(code).items()}
        assert {tag: name.rstrip("²³⁴⁵⁶⁷⁸⁹") for tag, name in known.items()} == found


def test_the_codes_are_of_one_kind_each() -> None:
    tables_of_codes = [set(TODAY), set(FORMER), set(REPLACED), set(COUNTRIES)]
    assert sum(map(len, tables_of_codes)) == len(set().union(*tables_of_codes))
    assert [len(each) > least for each, least in zip(tables_of_codes, (5000, 500, 50, 30), strict=True)] == [True] * 4
    assert set(REPLACED.values()) <= set(TODAY)
    assert all(country in tables.region_codes() for country in COUNTRIES.values())
    assert all(subdivision_name(code) != code for code in TODAY[::25])


@given(st.sampled_from([*TODAY, *FORMER]))
def test_a_part_is_one_and_belongs_to_its_country(code: str) -> None:
    assert is_subdivision(code)
    assert subdivision_code(code) == area_code(code) == code
    assert subdivision_country(code) == code[:2]
    assert same_as_country(code) is code_today(code) is None
    assert is_former_subdivision(code) is (code in FORMER)


@given(st.sampled_from([*REPLACED, *COUNTRIES]))
def test_what_is_written_otherwise_is_told(code: str) -> None:
    assert not is_subdivision(code)
    assert subdivision_country(code) == code[:2]
    with pytest.raises(UnknownSubdivision) as caught:
        subdivision_code(code)
    assert caught.value.similar == (REPLACED.get(code) or COUNTRIES[code],)
    assert subdivision_name(code) in (
        subdivision_name(REPLACED.get(code, "")),
        territory_name(COUNTRIES.get(code, "")),
    )


@pytest.mark.parametrize(
    ("code", "country"),
    [("CN-HK", "HK"), ("CN-MO", "MO"), ("US-PR", "PR"), ("FI-01", "AX"), ("FR-973", "GF"), ("NL-AW", "AW"), ("CA-QC", None)],
)  # fmt: skip
def test_what_has_a_country_code_of_its_own_is_a_country(code: str, country: str | None) -> None:
    assert same_as_country(code) == country


LIKE = "a part of a country is an ISO 3166-2 code in capitals, like CA-QC"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"{LIKE}: ''"),
        ("CA", f"{LIKE}: 'CA'"),
        ("nonsense", f"{LIKE}: 'nonsense'"),
        ("XX-1", f"{LIKE}: 'XX-1'"),
        ("ca-qc", f"{LIKE}; did you mean CA-QC?: 'ca-qc'"),
        ("CA_QC", f"{LIKE}; did you mean CA-QC?: 'CA_QC'"),
        ("CAQC", f"{LIKE}; did you mean CA-QC?: 'CAQC'"),
        ("Québec", f"{LIKE}; did you mean CA-QC?: 'Québec'"),
        ("Limburg", f"{LIKE}; did you mean BE-VLI or NL-LI?: 'Limburg'"),
        ("PL-MZ", f"{LIKE}; did you mean PL-14?: 'PL-MZ'"),
        ("CN-HK", "what has a country code of its own (ISO 3166-1) is a country: write HK: 'CN-HK'"),
        ("us-pr", "what has a country code of its own (ISO 3166-1) is a country: write PR: 'us-pr'"),
        ("x" * 100, f"{LIKE}: '{'x' * 59}…'"),
    ],
)
def test_what_is_no_code_of_a_part_says_what_may_have_been_meant(text: str, message: str) -> None:
    with pytest.raises(UnknownSubdivision) as caught:
        subdivision_code(text)
    assert str(caught.value) == message
    if not (same_as_country(text) or code_today(text)):
        with pytest.raises(UnknownSubdivision) as again:
            subdivision_country(text)
        assert str(again.value) == message


@given(st.text(max_size=6) | st.text("ABCU-0123", max_size=6))
def test_whatever_is_asked_there_is_an_answer(text: str) -> None:
    assert isinstance(subdivision_name(text), str)
    assert all(is_subdivision(each) or len(each) == 2 for each in meant(text))
    assert all(is_subdivision(each.code) for each in find_subdivisions(text))


@pytest.mark.parametrize("text", ["BR", "XK", "SUHH", "CSHH", "CSXX", "YUCS", "DDDE", "ANHH"])
def test_a_country_of_any_time(text: str) -> None:
    assert country_code(text) == area_code(text) == text


ANY = "a country is an ISO 3166-1 code in capitals, like BR, or one of ISO 3166-3, like SUHH"
NO = "no country has this code today (ISO 3166-1)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ANY),
        ("br", ANY),
        ("BRA", ANY),
        ("Brazil", ANY),
        ("SU", f"{NO}; did you mean SUHH?: 'SU'"),
        ("DD", f"{NO}; did you mean DDDE?: 'DD'"),
        ("ZR", f"{NO}; did you mean CD?: 'ZR'"),
        ("ZRCD", f"{NO}; did you mean CD?: 'ZRCD'"),
        ("BYAA", f"{NO}; did you mean BY?: 'BYAA'"),
        ("CS", f"{NO}: 'CS'"),
        ("UK", f"{NO}: 'UK'"),
        ("ABCD", f"{NO}: 'ABCD'"),
    ],
)
def test_what_was_no_country_says_so(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="country") as caught:
        country_code(text)
    assert str(caught.value) == message
    assert isinstance(caught.value, UnknownCountry) is message.startswith(NO)


FIELDS: dict[str, TypeAdapter[Any]] = {
    "any": TypeAdapter(CountryField),
    "territory": TypeAdapter(TerritoryField),
    "area": TypeAdapter(AreaField),
}


@pytest.mark.parametrize(
    ("text", "taken_by"),
    [
        ("BR", {"any", "area"}),
        ("SUHH", {"any", "area"}),
        ("CA-QC", {"territory", "area"}),
        ("AT-9", {"territory", "area"}),
        ("Quebec", set()),
        ("ca-qc", set()),
        (7, set()),
    ],
)
def test_the_fields_and_their_schemas_take_the_same(text: object, taken_by: set[str]) -> None:
    for name, field in FIELDS.items():
        valid = jsonschema_rs.validator_for(field.json_schema()).is_valid(text)
        assert valid is (name in taken_by), name
        if name in taken_by:
            assert field.validate_python(text) == field.dump_python(field.validate_python(text)) == text
        else:
            with pytest.raises(ValidationError):
                field.validate_python(text)


def test_every_former_country_that_is_no_more_can_be_a_field() -> None:
    gone = [code for code, former in former_countries().items() if former.today is None]
    assert [FIELDS["any"].validate_python(code) for code in gone] == gone
