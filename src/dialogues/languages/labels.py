"""How a printed label is understood as a language: by tag, by code, by name; never by guess."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from attrs import evolve, frozen

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import tables
from dialogues.languages.display import FALLBACK, Language, language_name
from dialogues.languages.subtags import MAX_LENGTH
from dialogues.languages.tags import LanguageTag
from dialogues.languages.territories import names_of_territories
from dialogues.names.folding import fold
from dialogues.names.index import NamedCode, NameIndex
from dialogues.names.memo import Memo


class LabelKind(StrEnum):
    """The way in which a label was understood."""

    TAG = "tag"
    """A BCP 47 tag of registered subtags, or a locale name that is one."""
    ISO_639 = "iso-639"
    """A three-letter code of ISO 639-2 (bibliographic or terminological) or 639-3, which BCP 47 writes otherwise."""
    EU_CODE = "eu-code"
    """A code or an address of the EU Publications Office's language table."""
    NAME = "name"
    """A name of the language, in whatever language."""
    COUNTRY_CODE = "country-code"
    """No language but a country's code; the suggestions are the country's official languages."""
    UNKNOWN = "unknown"
    """Not understood."""


@frozen
class LanguageReading:
    """What a label says about a language, and how that was found out."""

    label: str
    """The label as it was given."""
    tag: LanguageTag | None
    """The language; None when the label names none."""
    how: LabelKind
    """The way the label was understood."""
    note: str = ""
    """What is worth knowing about the label, in a sentence; empty when it is plain."""
    ambiguous_with: tuple[LanguageTag, ...] = ()
    """The other languages that bear the same name; :attr:`tag` is the one that most locales call so."""
    suggestions: tuple[LanguageTag, ...] = ()
    """The languages that may have been meant, when :attr:`tag` is None."""

    def to_dict(self, language: Language = FALLBACK) -> dict[str, object]:
        """Give the reading as plain data, with the keys that ``dialogues language --json`` prints.

        ``name`` is the name of the language, in the reader's ``language``.
        """
        return {
            "label": self.label,
            "tag": None if self.tag is None else str(self.tag),
            "name": None if self.tag is None else language_name(self.tag, language),
            "how": self.how.value,
            "note": self.note,
            "ambiguous_with": [str(tag) for tag in self.ambiguous_with],
            "suggestions": [str(tag) for tag in self.suggestions],
        }


# Retired codes of the Publications Office's table: read where BCP 47 and ISO 639 fail …
_EU_CODES = {"CH": "zh", "GG": "ka", "MOL": "ro"}
# … and, with those that are too short or too special to be told from other labels, in an address of the table.
_EU_ADDRESS_CODES = _EU_CODES | {"AR": "hy", "E": "es", "F": "fr", "P": "pt", "XM": "mul", "XX": "und"}
_EU_ADDRESS = re.compile(
    r"https?://publications\.europa\.eu/resource/authority/language/(?P<code>[A-Za-z0-9_]{1,20})/?"
)
_IN_BRACKETS = re.compile(r"(?P<language>[^()（）]+)[(（](?P<detail>[^()（）]+)[)）]")
_COUNTRY_CODE = re.compile(r"[A-Za-z]{2,3}")
_OTHER_EXTENSION = re.compile(r"[-_][0-9a-su-wyz][-_]", re.IGNORECASE | re.ASCII)
_SEVERAL = "several languages bear this name"


def identify_language(label: str) -> LanguageReading:
    """Understand a language label: a tag, a code of ISO 639 or of the EU tables, or a name in any language.

    Never raises and never guesses: what is not understood has no tag, and says what may have been meant.

    >>> str(identify_language("espagnol").tag), str(identify_language("ua").suggestions[0])
    ('es', 'uk')
    """
    if not isinstance(label, str):
        return evolve(_unknown(f"a label is a text, not {type(label).__name__}"), label=str(label))
    return evolve(_READINGS[label.strip()] if len(label) <= MAX_LENGTH else _identify(label), label=label)


def _identify(label: str) -> LanguageReading:
    if len(label) > MAX_LENGTH:
        return _unknown(f"a label has at most {MAX_LENGTH} characters, not {len(label):,}")
    if not label:
        return _unknown("the label is empty")
    for step in (_as_address, _as_tag, _as_eu_code, _as_name, _as_name_with_detail, _as_country_code):
        found = step(label)
        if found is not None:
            return found
    similar = names_of_languages().similar(label, limit=10, score=80) if len(fold(label)) > 3 else ()
    tags = dict.fromkeys(LanguageTag.parse(each.code) for each in similar if not each.code.startswith("und_"))
    return _unknown(_why_not(label), tuple(tags)[:3])


_READINGS: Memo[str, LanguageReading] = Memo(_identify, most=1_000_000, each=1_000)


def _found(tag: str | LanguageTag, how: LabelKind, note: str = "") -> LanguageReading:
    return LanguageReading("", tag if isinstance(tag, LanguageTag) else LanguageTag.parse(tag), how, note)


def _unknown(note: str, suggestions: tuple[LanguageTag, ...] = ()) -> LanguageReading:
    return LanguageReading("", None, LabelKind.UNKNOWN, note, (), suggestions)


def _as_address(label: str) -> LanguageReading | None:
    match = _EU_ADDRESS.fullmatch(label)
    if match is None:
        return None
    code = match["code"].upper()
    if code in _EU_ADDRESS_CODES:
        return _found(_EU_ADDRESS_CODES[code], LabelKind.EU_CODE, f"{code} is a legacy code of the EU language table")
    found = _as_tag(code) if len(code) in (2, 3) else None
    return evolve(found, how=LabelKind.EU_CODE) if found else None


def _as_tag(label: str) -> LanguageReading | None:
    try:
        tag = LanguageTag.parse(label)
    except InvalidLanguageTag:
        return None
    if not _is_known(label, tag):
        return None
    written = re.split("[-_.@]", label)[0].lower()
    note = _tag_note(label, written, tag)
    if len(written) == 3 and written in tables.language_aliases() and written not in tables.known_subtags()["language"]:
        return _found(tag, LabelKind.ISO_639, note)
    return _found(tag, LabelKind.TAG, note)


def _is_known(label: str, tag: LanguageTag) -> bool:
    """Say whether all subtags are registered; a code that BCP 47 writes otherwise counts by its canonical tag."""
    if not tag.language or _OTHER_EXTENSION.search(label):
        return False
    return not tag.problems or not LanguageTag.parse(str(tag)).problems


def _tag_note(label: str, written: str, tag: LanguageTag) -> str:
    if written == "in" and len(label) == 2:
        return "in is the retired code of Indonesian; it is also the country code of India"
    retired = "; ".join(
        f"{old} is retired, {new} replaces it" if new else f"{old} is retired" for old, new in tag.deprecated
    )
    if retired:
        return retired
    region = _region(label) if _COUNTRY_CODE.fullmatch(label) else ""
    if region and tag.language not in tables.region_languages().get(region, ()):
        return f"read as the language; {label.upper()} is also a country code"
    return ""


def _region(code: str) -> str:
    """Give the region that has an alpha-2 or alpha-3 code and official languages, else an empty string."""
    written = code.upper()
    codes = tables.region_codes()
    region = written if written in codes else next((two for two, (three, _) in codes.items() if three == written), "")
    region = tables.region_aliases().get(region or written, (region,))[0]
    return region if region in tables.region_languages() else ""


def _as_eu_code(label: str) -> LanguageReading | None:
    code = label.upper()
    if code not in _EU_CODES or not label.isascii():
        return None
    also = "; it is also a country code" if _region(code) else ""
    return _found(_EU_CODES[code], LabelKind.EU_CODE, f"{code} is a legacy code of the EU language table{also}")


@cache
def names_of_languages() -> NameIndex:
    """Give the index of language names, read on first use."""
    return NameIndex.load("_languages.bin")


def _as_name(label: str) -> LanguageReading | None:
    found = [each for each in names_of_languages().find(label) if not each.code.startswith("und_")]
    # Two letters without their accents are a code, and no name.
    return _from_names(found) if found and (found[0].exact or len(label) > 2) else None


def _from_names(found: list[NamedCode]) -> LanguageReading:
    tags = list(dict.fromkeys(LanguageTag.parse(each.code) for each in found))
    note = "" if found[0].exact else f"spelled {found[0].name!r}"
    if len(tags) > 1:
        note = f"{_SEVERAL}: {', '.join(map(str, tags))}"
    return LanguageReading("", tags[0], LabelKind.NAME, note, tuple(tags[1:]))


def _as_name_with_detail(label: str) -> LanguageReading | None:
    """Read ``Chinese (Simplified)`` and ``português (Brasil)``: a language, and its script or region in brackets."""
    match = _IN_BRACKETS.fullmatch(label)
    if match is None:
        return None
    language = _as_name(match["language"])
    if language is None or language.tag is None:
        return None
    detail = match["detail"].strip()
    scripts = [each.code[4:] for each in names_of_languages().find(detail) if each.code.startswith("und_")]
    if scripts:
        return evolve(language, tag=evolve(language.tag, script=scripts[0], source=""))
    regions = [each.code for each in names_of_territories().find(detail)]
    if len(regions) == 1:
        return evolve(language, tag=evolve(language.tag, region=regions[0], source=""))
    same = _as_name(detail) or _as_tag(detail)
    return language if same is not None and same.tag == language.tag else None


def _as_country_code(label: str) -> LanguageReading | None:
    if not _COUNTRY_CODE.fullmatch(label):
        return None
    region = _region(label)
    if not region:
        return None
    languages = tuple(LanguageTag.parse(each) for each in tables.region_languages()[region])
    note = f"{label.upper()} is the code of a country, not of a language"
    return LanguageReading("", None, LabelKind.COUNTRY_CODE, note, (), languages)


def _why_not(label: str) -> str:
    try:
        tag = LanguageTag.parse(label)
    except InvalidLanguageTag:
        return "no tag, code or name of a language"
    if _OTHER_EXTENSION.search(label):
        return "well-formed, but only the extensions t and u are registered"
    return f"well-formed, but {'; '.join(tag.problems)}" if tag.problems else "it names no language"
