"""How labels are understood: every way in, and every trap."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path
from random import Random
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import (
    AcceptLanguage,
    LanguageReading,
    LanguageTag,
    Matcher,
    best_match,
    distance,
    identify_language,
)
from dialogues.languages.display import language_name
from dialogues.languages.labels import _READINGS

EU = "http://publications.europa.eu/resource/authority/language/"

UNDERSTOOD = [
    # label, tag, how
    ("EN", "en", "tag"),
    ("zh", "zh", "tag"),
    ("zh_TW.UTF-8", "zh-TW", "tag"),
    ("pt_BR@euro", "pt-BR", "tag"),
    ("es-419", "es-419", "tag"),
    ("mo", "ro", "tag"),
    ("iw", "he", "tag"),
    ("sh", "sr-Latn", "tag"),
    ("cmn", "zh", "tag"),
    ("in", "id", "tag"),
    ("co", "co", "tag"),
    ("br", "br", "tag"),
    ("ar", "ar", "tag"),
    ("am", "am", "tag"),
    ("ch", "ch", "tag"),
    ("CH", "ch", "tag"),
    ("ca", "ca", "tag"),
    ("uk", "uk", "tag"),
    ("UK", "uk", "tag"),
    ("und", "und", "tag"),
    ("chi", "zh", "iso-639"),
    ("zho", "zh", "iso-639"),
    ("ZHO", "zh", "iso-639"),
    ("fre", "fr", "iso-639"),
    ("fra", "fr", "iso-639"),
    ("geo", "ka", "iso-639"),
    ("kat", "ka", "iso-639"),
    ("arm", "hy", "iso-639"),
    ("ARM", "hy", "iso-639"),
    ("hye", "hy", "iso-639"),
    ("rum", "ro", "iso-639"),
    ("ron", "ro", "iso-639"),
    ("mol", "ro", "iso-639"),
    ("per", "fa", "iso-639"),
    ("PER", "fa", "iso-639"),
    ("GEO", "ka", "iso-639"),
    ("es", "es", "tag"),
    ("ru", "ru", "tag"),
    ("UKR", "uk", "iso-639"),
    ("RUS", "ru", "iso-639"),
    ("JPN", "ja", "iso-639"),
    ("IND", "id", "iso-639"),
    ("ARG", "an", "iso-639"),
    ("CHN", "chn", "tag"),
    ("BRA", "bra", "tag"),
    ("MDA", "mda", "tag"),
    ("CHL", "chl", "tag"),
    ("COL", "col", "tag"),
    ("GG", "ka", "eu-code"),
    (EU + "ZHO", "zh", "eu-code"),
    (EU + "UKR", "uk", "eu-code"),
    (EU + "AR", "hy", "eu-code"),
    (EU + "CH", "zh", "eu-code"),
    (EU + "GG", "ka", "eu-code"),
    (EU + "MOL", "ro", "eu-code"),
    (EU + "XX", "und", "eu-code"),
    ("Ukrainian", "uk", "name"),
    ("українська", "uk", "name"),
    ("espagnol", "es", "name"),
    ("ESPAÑOL", "es", "name"),
    ("Espanol", "es", "name"),
    ("中文", "zh", "name"),
    ("Chinese", "zh", "name"),
    ("Chinese (Simplified)", "zh-Hans", "name"),
    ("简体中文", "zh-Hans", "name"),
    ("繁體中文", "zh-Hant", "name"),
    ("Russian", "ru", "name"),
    ("Ｒｕｓｓｉａｎ", "ru", "name"),
    ("日本語", "ja", "name"),
    ("հայերեն", "hy", "name"),
    ("ქართული", "ka", "name"),
    ("português (Brasil)", "pt-BR", "name"),
    ("Brazilian Portuguese", "pt-BR", "name"),
    ("English (en)", "en", "name"),
    ("Moldavian", "ro-MD", "name"),
    ("  French  ", "fr", "name"),
]

NOTES = [
    ("mo", "mo is retired, ro replaces it"),
    ("in", "in is the retired code of Indonesian; it is also the country code of India"),
    ("ar", "read as the language; AR is also a country code"),
    ("CHN", "read as the language; CHN is also a country code"),
    ("GG", "GG is a legacy code of the EU language table; it is also a country code"),
    ("Espanol", "spelled 'español'"),
    ("uk", "read as the language; UK is also a country code"),
    ("en", ""),
]

NOT_UNDERSTOOD = [
    # label, how, suggestions
    ("ua", "country-code", "uk"),
    ("cn", "country-code", "zh"),
    ("jp", "country-code", "ja"),
    ("ge", "country-code", "ka"),
    ("cl", "country-code", "es"),
    ("mx", "country-code", "es"),
    ("pe", "country-code", "es qu"),
    ("md", "country-code", "ro"),
    ("MEX", "country-code", "es"),
    ("xx", "unknown", ""),
    ("Ukrainiann language", "unknown", ""),
    ("Englsh", "unknown", "en"),
    ("", "unknown", ""),
    ("PDF", "unknown", ""),
    ("en-a-myext", "unknown", ""),
    ("\u212aa", "unknown", ""),
    ("x" * 101, "unknown", ""),
]


@pytest.mark.parametrize(("label", "tag", "how"), UNDERSTOOD)
def test_a_label_is_understood(label: str, tag: str, how: str) -> None:
    reading = identify_language(label)
    assert (str(reading.tag), reading.how.value, reading.ambiguous_with) == (tag, how, ())
    assert reading.label == label


@pytest.mark.parametrize(("label", "note"), NOTES)
def test_what_is_worth_knowing_is_said(label: str, note: str) -> None:
    assert identify_language(label).note == note


@pytest.mark.parametrize(("label", "how", "suggestions"), NOT_UNDERSTOOD)
def test_what_is_no_language_is_never_guessed(label: str, how: str, suggestions: str) -> None:
    reading = identify_language(label)
    assert reading.tag is None
    assert reading.how.value == how
    assert " ".join(map(str, reading.suggestions)) == suggestions
    assert reading.note


def test_all_readings_of_an_ambiguous_name_are_given() -> None:
    reading = identify_language("Tonga")
    assert {str(reading.tag), *map(str, reading.ambiguous_with)} == {"to", "tog"}
    assert reading.note == "several languages bear this name: to, tog"


NASTY = [
    "\ud800",
    "\u202een",
    "a" * 100_000,
    "\u0300" * 99,
    "\U0001f600" * 99,
    "ﷺ" * 99,
    "\x00",
    "-" * 99,
    "(" * 50 + ")" * 49,
    "и\u0306" * 40,
    "zh-" * 33,
]


def every_public_function(text: str, matcher: Matcher) -> None:
    """Ask everything of this floor that takes a text; only documented exceptions may come back."""
    assert isinstance(identify_language(text), LanguageReading)
    assert isinstance(AcceptLanguage.parse(text).ranges, tuple)
    matcher.match(text)
    best_match(["en", text], [text, "en"])
    for ask in (
        LanguageTag.parse,
        lambda each: distance(each, "en"),
        lambda each: language_name(LanguageTag("en"), each),
    ):
        with suppress(InvalidLanguageTag):
            ask(text)
    with suppress(InvalidLanguageTag):
        tag = LanguageTag.parse(text)
        assert (tag.maximize(), tag.minimize(), tag.problems, tag.deprecated) is not None


@pytest.mark.checkout  # once is enough: the wheel has the same code
def test_fifty_thousand_strings_are_answered_quickly_and_without_an_exception() -> None:
    random = Random(20_261_123)  # the same strings each time
    alphabet = "abcdefghijklmnopqrstuvwxyzABCXYZ0189-_.@() éñżłßæƒдёюїґაბ中文日本हि\u0301\u200b\u202e"
    matcher = Matcher(["en", "es", "zh-Hant", "sr-Latn"])
    texts = [NASTY[number % len(NASTY)] for number in range(1000)]
    texts += ["".join(random.choices(alphabet, k=random.randint(0, 40))) for _ in range(49_000)]
    # Each first letter unpacks its names once, and the locales are read once: that is not what is measured.
    for text in [*NASTY, *alphabet, *(letter + "xyzzy" for letter in alphabet), "tlh"]:
        every_public_function(text, matcher)
    slow = []
    for text in texts:
        start = thread_time()
        every_public_function(text, matcher)
        if thread_time() - start > 0.01:
            slow.append(text)
    # A pause of the machine may hit one; work that is too much hits the same text again.
    assert [text for text in slow if min(_seconds(text, matcher) for _ in range(10)) > 0.01] == []


def _seconds(text: str, matcher: Matcher) -> float:
    _READINGS.forget()
    start = thread_time()
    every_public_function(text, matcher)
    return thread_time() - start


@given(st.sampled_from(UNDERSTOOD))
def test_the_canonical_tag_is_understood_as_itself(case: tuple[str, str, str]) -> None:
    reading = identify_language(case[1])
    assert reading.tag == LanguageTag.parse(case[1])


def test_a_reading_as_plain_data() -> None:
    assert identify_language("mo").to_dict("fr") == {
        "label": "mo",
        "tag": "ro",
        "name": "roumain",
        "how": "tag",
        "note": "mo is retired, ro replaces it",
        "ambiguous_with": [],
        "suggestions": [],
    }
    unknown = identify_language("ua").to_dict()
    assert (unknown["tag"], unknown["name"], unknown["suggestions"]) == (None, None, ["uk"])


@pytest.mark.parametrize("label", [5, None, b"en"])
def test_a_label_of_another_type_is_not_understood(label: object) -> None:
    reading = identify_language(label)  # type: ignore[arg-type]
    assert (reading.label, reading.tag, reading.note) == (
        str(label),
        None,
        f"a label is a text, not {type(label).__name__}",
    )


with (Path(__file__).parent / "labels.tsv").open(encoding="utf-8", newline="") as lines:
    LABELS = [
        (row["label"], row["tag"], row["source"])
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


@pytest.mark.parametrize(("label", "tag", "source"), LABELS, ids=[row[0] for row in LABELS])
def test_a_label_is_understood_as_its_source_has_it(label: str, tag: str, source: str) -> None:
    assert source
    reading = identify_language(label)
    assert (str(reading.tag or "-"), reading.ambiguous_with) == (tag, ())
    assert reading.tag is not None or reading.note


@pytest.mark.parametrize(
    ("label", "note", "suggestions"),
    [
        ("Ukrainian (Klingonia)", "'Klingonia' is no script, region or variety of Ukrainian that is known", "uk"),
        ("Serbian; Croatian", "it names several languages: sr, hr", "sr hr"),
        ("Mandarín", "no tag, code or name of a language", "zh"),
        ("Ukraïnian", "no tag, code or name of a language", "uk"),
        ("Taiwanese", "no tag, code or name of a language", ""),
        ("Esperantish", "no tag, code or name of a language", ""),
        ("Brazilian", "no tag, code or name of a language", ""),
    ],
)
def test_a_suggestion_is_the_language_meant_or_none(label: str, note: str, suggestions: str) -> None:
    reading = identify_language(label)
    assert (reading.tag, reading.note, " ".join(map(str, reading.suggestions))) == (None, note, suggestions)


TAGS = [
    "uz-Cyrl",
    "sr-Latn",
    "de-AT",
    "en-GB",
    "pt-BR",
    "zh-Hant",
    "zh-Hans-SG",
    "az-Arab",
    "es-419",
    "en-001",
    "fr-CA",
    "pa-Arab",
    "ca-valencia",
    "uk-PL",
]


@pytest.mark.parametrize(
    "language",
    [
        "en",
        "es",
        "fr",
        "ru",
        "zh",
        "ar",
        "pt",
        "de",
        "it",
        "pl",
        "uk",
        "ro",
        "ja",
        "ka",
        "hy",
        "hi",
        "zh-Hant",
        "sv",
        "el",
        "bg",
    ],
)
def test_a_language_is_understood_by_the_name_that_it_is_given(language: str) -> None:
    for tag in map(LanguageTag.parse, TAGS):
        reading = identify_language(language_name(tag, language))
        assert tag in (reading.tag, *reading.ambiguous_with), language_name(tag, language)


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("zh-Hans-SG", "en", "Simplified Chinese (Singapore)"),
        ("zh-Hans-SG", "de", "Chinesisch (vereinfacht, Singapur)"),
        ("ca-ES-valencia", "en", "Catalan (Spain, Valencian)"),
        ("pt-BR", "fr", "portugais brésilien"),
        ("uz-Cyrl", "en", "Uzbek (Cyrillic)"),
        ("phl", "en", "phl"),
    ],
)
def test_no_part_of_a_tag_is_left_out_of_its_name(tag: str, language: str, name: str) -> None:
    assert language_name(LanguageTag.parse(tag), language) == name


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        ("English language", "en"),
        ("The Ukrainian Language", "uk"),
        ("українська мова", "uk"),
        ("русский язык", "ru"),
        ("język polski", "pl"),
        ("limba română", "ro"),
        ("idioma español", "es"),
        ("ქართული ენა", "ka"),
        ("հայերեն լեզու", "hy"),
        ("اللغة العربية", "ar"),
        ("हिन्दी भाषा", "hi"),
        ("American Sign Language", "ase"),
        ("Sign language", None),
        ("Working language", None),
        ("EN language", None),
        ("language", None),
        ("English and French languages", None),
    ],
)
def test_a_name_may_stand_with_the_word_for_a_language_and_with_no_other(label: str, tag: str | None) -> None:
    found = identify_language(label).tag
    assert (found and str(found)) == tag
