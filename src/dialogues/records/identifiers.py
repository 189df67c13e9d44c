"""Identifiers of records, and the codes other systems know languages and countries by."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NewType

from dialogues.errors import UnknownCountry, UnknownSubdivision
from dialogues.languages import tables
from dialogues.languages.tags import LanguageTag

RecordId = NewType("RecordId", str)
"""An id that has passed :func:`record_id`: lower-case ASCII words joined by hyphens, at most 80 characters."""

CountryCode = NewType("CountryCode", str)
"""An ISO 3166-1 alpha-2 code (XK included), or one of ISO 3166-3, that has passed :func:`country_code`."""

SubdivisionCode = NewType("SubdivisionCode", str)
"""An ISO 3166-2 code of a part of a country that has passed :func:`subdivision_code`."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_MAX_ID = 80
_COUNTRY = re.compile(r"[A-Z]{2}(?:[A-Z]{2})?", re.ASCII)
_EU_TABLE = "http://publications.europa.eu/resource/authority"


@lru_cache(16_384)
def record_id(text: str) -> RecordId:
    """Check an id; the same text gives the same object, as far as it is remembered.

    Raises ValueError when it has another form.
    """
    if len(text) > _MAX_ID or not _ID.fullmatch(text):
        raise ValueError("an id is lower-case letters, digits and single hyphens, like china-2006")
    return RecordId(text)


@lru_cache(2048)
def country_code(text: str) -> CountryCode:
    """Check the code of a country of today (``BR``, ISO 3166-1), or of a state that is no more (``SUHH``, ISO 3166-3).

    Raises ValueError for another form, and :class:`~dialogues.errors.UnknownCountry`, which is one, for a code of
    neither: with the four letters for a retired code that one country had (``SU``), and with the code of today where
    only a name changed (``ZRCD``).
    """
    if not _COUNTRY.fullmatch(text):
        raise ValueError("a country is an ISO 3166-1 code in capitals, like BR, or one of ISO 3166-3, like SUHH")
    if text in tables.countries():
        return CountryCode(text)
    from dialogues.languages.former_countries import by_retired_code, former_country  # here: few records name any

    former = former_country(text)
    if former is not None and former.today is None:
        return CountryCode(text)
    meant = former or by_retired_code(text)
    raise UnknownCountry(text, (meant.today or meant.code,) if meant else ())


def subdivision_code(text: str) -> SubdivisionCode:
    """Check the code of a part of a country: ``CA-QC`` (ISO 3166-2), of today or of one that is no more.

    Raises :class:`~dialogues.errors.UnknownSubdivision`, which is a ValueError, for any other text, with what may have
    been meant: the country's code for what is a country too (``CN-HK``), the code of today for a retired one of a part
    that is still there (``PL-MZ``), the code of a part that bears the name (``Québec``).
    """
    from dialogues.languages.subdivisions import is_subdivision, meant  # here: few records name a part of a country

    if not is_subdivision(text):
        raise UnknownSubdivision(text, meant(text))
    return SubdivisionCode(text)


def area_code(text: str) -> CountryCode | SubdivisionCode:
    """Check the code of a country of any time or of a part of one: ``BR``, ``SUHH``, ``CA-QC``.

    Raises ValueError, as :func:`country_code` and :func:`subdivision_code` do.
    """
    return subdivision_code(text) if "-" in text else country_code(text)


def eu_language_code(tag: LanguageTag) -> str:
    """Give the code of the EU Publications Office's language table: ``ZHO`` for ``zh-Hans``; empty for what has none.

    Of the table, as it was in September and October 2022, the languages that have a name in it are known here, and some
    more; see ``_eu_codes.py`` for which, and where they were read.

    >>> [eu_language_code(LanguageTag.parse(tag)) for tag in ("zh-Hans", "ro", "sr-Latn", "und", "sa")]
    ['ZHO', 'RON', 'SRP', 'UND', '']
    """
    return _eu_codes("LANGUAGES").get(tag.language, "")


def eu_country_code(code: CountryCode) -> str:
    """Give the code of the EU Publications Office's country table: ``BRA`` for ``BR``; empty for what has none.

    The table is that of October 2022, which has codes of states that are no more.

    >>> [eu_country_code(CountryCode(code)) for code in ("BR", "XK", "SUHH")]
    ['BRA', '1A0', 'SUN']
    """
    return _eu_codes("COUNTRIES").get(code, "")


@cache
def _eu_codes(table: str) -> dict[str, str]:
    """Map our codes to those of a table."""
    from dialogues.records import _eu_codes  # here: only exports ask for them

    pairs = (item.partition(":") for item in getattr(_eu_codes, table).split())
    return {ours or code.lower(): code for code, _, ours in pairs if ours != "-"}


def eu_address(table: str, code: str) -> str:
    """Give the address of an entry of an EU authority table (``language``, ``country``, ``file-type`` …)."""
    return f"{_EU_TABLE}/{table}/{code}"
