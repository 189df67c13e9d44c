"""How a printed label is understood as a language: by tag, by code, by name; never by guess."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import tables
from dialogues.languages.named import (
    as_name,
    as_name_of_a_language,
    as_name_with_detail,
    as_several_names,
    names_of_languages,
    similar_languages,
)
from dialogues.languages.reading import LabelKind, LanguageReading, not_understood, understood
from dialogues.languages.subtags import MAX_LENGTH
from dialogues.languages.tags import LanguageTag
from dialogues.languages.territories import region_that_speaks
from dialogues.names.memo import Memo

__all__ = ["LabelKind", "LanguageReading", "identify_language", "is_printed_code"]

# Retired codes of the Publications Office's table: read where BCP 47 and ISO 639 fail …
_EU_CODES = {"CH": "zh", "GG": "ka", "MOL": "ro"}
# … and, with those that are too short or too special to be told from other labels, in an address of the table.
_EU_ADDRESS_CODES = _EU_CODES | {"AR": "hy", "E": "es", "F": "fr", "P": "pt", "XM": "mul", "XX": "und"}
_EU_ADDRESS = re.compile(
    r"https?://publications\.europa\.eu/resource/authority/language/(?P<code>[A-Za-z0-9_]{1,20})/?"
)
_COUNTRY_CODE = re.compile(r"[A-Za-z]{2,3}")
_REGISTERED_EXTENSIONS = ("t-", "u-")  # RFC 6497, RFC 6067


def identify_language(label: str) -> LanguageReading:
    """Understand a language label: a tag, a code of ISO 639 or of the EU tables, or a name in any language.

    Never raises and never guesses: what is not understood has no tag, and says what may have been meant.

    >>> str(identify_language("espagnol").tag), str(identify_language("ua").suggestions[0])
    ('es', 'uk')
    """
    if not isinstance(label, str):
        return evolve(not_understood(f"a label is a text, not {type(label).__name__}"), label=str(label))
    return evolve(_READINGS[label.strip()] if len(label) <= MAX_LENGTH else _identify(label), label=label)


def _identify(label: str) -> LanguageReading:
    if len(label) > MAX_LENGTH:
        return not_understood(f"a label has at most {MAX_LENGTH} characters, not {len(label):,}")
    if not label:
        return not_understood("the label is empty")
    for step in _STEPS:
        found = step(label)
        if found is not None:
            return found
    return not_understood(_why_not(label), similar_languages(label))


_READINGS: Memo[str, LanguageReading] = Memo(_identify, most=800_000, each=1_000)


def is_printed_code(label: str, tag: LanguageTag) -> bool:
    """Say whether a label that was read as a tag may be printed as one: most codes of three letters are words first.

    ``MoU``, ``NEW``, ``See`` and ``Map`` are the codes of rare languages, and nobody prints these.
    """
    if len(label) != 3 or label.lower() != tag.language:
        return True
    return tag.language in _printed_codes() and (label.islower() or label.isupper())


@cache
def _printed_codes() -> frozenset[str]:
    """Give the codes of three letters of languages that CLDR has data for, or that are official somewhere."""
    official = {code for codes in tables.region_languages().values() for code in codes}
    return frozenset(each for each in official | names_of_languages().locales if len(each) == 3)


def _as_address(label: str) -> LanguageReading | None:
    match = _EU_ADDRESS.fullmatch(label)
    if match is None:
        return None
    code = match["code"].upper()
    if code in _EU_ADDRESS_CODES:
        return understood(
            _EU_ADDRESS_CODES[code], LabelKind.EU_CODE, f"{code} is a legacy code of the EU language table"
        )
    found = _as_tag(code) if len(code) in (2, 3) else None
    return evolve(found, how=LabelKind.EU_CODE) if found else None


def _as_tag(label: str) -> LanguageReading | None:
    try:
        tag = LanguageTag.parse(label)
    except InvalidLanguageTag:
        return None
    if not _is_known(tag):
        return None
    written = re.split("[-_.@]", label)[0].lower()
    note = _tag_note(label, written, tag)
    if len(written) == 3 and written in tables.language_aliases() and written not in tables.known_subtags()["language"]:
        return understood(tag, LabelKind.ISO_639, note)
    return understood(tag, LabelKind.TAG, note)


def _is_known(tag: LanguageTag) -> bool:
    """Say whether all subtags are registered; a code that BCP 47 writes otherwise counts by its canonical tag."""
    if not tag.language or _has_other_extension(tag):
        return False
    return not tag.problems or not LanguageTag.parse(str(tag)).problems


def _has_other_extension(tag: LanguageTag) -> bool:
    return any(not each.startswith(_REGISTERED_EXTENSIONS) for each in tag.extensions)


def _tag_note(label: str, written: str, tag: LanguageTag) -> str:
    if written == "in" and len(label) == 2:
        return "in is the retired code of Indonesian; it is also the country code of India"
    retired = "; ".join(
        f"{old} is retired, {new} replaces it" if new else f"{old} is retired" for old, new in tag.deprecated
    )
    if retired:
        return retired
    region = region_that_speaks(label) if _COUNTRY_CODE.fullmatch(label) else ""
    if region and tag.language not in tables.region_languages().get(region, ()):
        return f"read as the language; {label.upper()} is also a country code"
    return ""


def _as_eu_code(label: str) -> LanguageReading | None:
    code = label.upper()
    if code not in _EU_CODES or not label.isascii():
        return None
    also = "; it is also a country code" if region_that_speaks(code) else ""
    return understood(_EU_CODES[code], LabelKind.EU_CODE, f"{code} is a legacy code of the EU language table{also}")


def _as_country_code(label: str) -> LanguageReading | None:
    if not _COUNTRY_CODE.fullmatch(label):
        return None
    region = region_that_speaks(label)
    if not region:
        return None
    languages = tuple(LanguageTag.parse(each) for each in tables.region_languages()[region])
    note = f"{label.upper()} is the code of a country, not of a language"
    return LanguageReading("", None, LabelKind.COUNTRY_CODE, note, (), languages)


_STEPS = (
    _as_address,
    _as_tag,
    _as_eu_code,
    as_name,
    as_several_names,
    as_name_of_a_language,
    as_name_with_detail,
    _as_country_code,
)


def _why_not(label: str) -> str:
    try:
        tag = LanguageTag.parse(label)
    except InvalidLanguageTag:
        return "no tag, code or name of a language"
    if _has_other_extension(tag):
        return "well-formed, but only the extensions t and u are registered"
    return f"well-formed, but {'; '.join(tag.problems)}" if tag.problems else "it names no language"
