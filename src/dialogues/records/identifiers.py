"""Identifiers of records, and the codes other systems know languages and countries by."""

from __future__ import annotations

import re
from typing import NewType

from dialogues.errors import UnknownCountry
from dialogues.languages import tables
from dialogues.languages.tags import LanguageTag

RecordId = NewType("RecordId", str)
"""An id that has passed :func:`record_id`: lower-case ASCII words joined by hyphens, at most 80 characters."""

CountryCode = NewType("CountryCode", str)
"""An ISO 3166-1 alpha-2 code (XK included), or one of ISO 3166-3, that has passed :func:`country_code`."""

SubdivisionCode = NewType("SubdivisionCode", str)
"""An ISO 3166-2 code that has passed :func:`subdivision_code`."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_MAX_ID = 80
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}(?:[A-Z]{2})?", re.ASCII)
_EU_TABLE = "http://publications.europa.eu/resource/authority"


def record_id(text: str) -> RecordId:
    """Check an id. Raises ValueError when it has another form."""
    if len(text) > _MAX_ID or not _ID.fullmatch(text):
        raise ValueError("an id is lower-case letters, digits and single hyphens, like china-2006")
    return RecordId(text)


def country_code(text: str) -> CountryCode:
    """Check the code of a country, or of a state that is no more.

    Raises ValueError for another form, and :class:`~dialogues.errors.UnknownCountry`, which is one, for a code that
    is no country's today (ISO 3166-1) and no former state's (ISO 3166-3); it names the one that is meant, where a
    single state had the code, or where a country changed its name alone.
    """
    if not _COUNTRY.fullmatch(text):
        raise ValueError("a country is an ISO 3166-1 code in capitals, like BR, or one of ISO 3166-3, like SUHH")
    if text in tables.countries():
        return CountryCode(text)
    from dialogues.languages.former_countries import by_retired_code, former_country  # here: nearly all are of today

    former = former_country(text)
    if former is not None and former.today is None:
        return CountryCode(text)
    if former is None and (meant := by_retired_code(text)) is not None:
        raise UnknownCountry(text, meant.today or meant.code)
    raise UnknownCountry(text, former.today or "" if former is not None else "")


def subdivision_code(text: str) -> SubdivisionCode:
    """Check an ISO 3166-2 code."""
    if not _SUBDIVISION.fullmatch(text):
        raise ValueError("a part of a country is an ISO 3166-2 code, like CA-QC")
    return SubdivisionCode(text)


def eu_language_code(tag: LanguageTag) -> str:
    """Give the code of the EU Publications Office's language table: ``ZHO`` for ``zh-Hans``; empty if it has none."""
    return (tag.language if len(tag.language) == 3 else tables.language_codes().get(tag.language, "")).upper()


def eu_country_code(code: CountryCode) -> str:
    """Give the code of the EU Publications Office's country table, the alpha-3 code: ``BRA`` for ``BR``."""
    return tables.region_codes()[code][0]


def eu_address(table: str, code: str) -> str:
    """Give the address of an entry of an EU authority table (``language``, ``country``, ``file-type`` …)."""
    return f"{_EU_TABLE}/{table}/{code}"
