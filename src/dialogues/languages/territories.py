"""Territories by any name: codes, CLDR's names in every language, official long names, former names."""

from __future__ import annotations

from functools import cache

from dialogues.languages import tables
from dialogues.names.folding import fold
from dialogues.names.index import NamedCode, NameIndex

_SHORTEST_NAME = 4  # what is shorter may be a code
# The EU writes Greece and the United Kingdom otherwise than ISO 3166-1 (Interinstitutional Style Guide, 7.1.1).
_EU_CODES = {"EL": "GR", "UK": "GB"}


@cache
def names_of_territories() -> NameIndex:
    """Give the index of territory names, read on first use."""
    return NameIndex.load("_territories.bin")


def find_territories(name: str) -> tuple[NamedCode, ...]:
    """Find the territories that bear a name: none, one, or all that share it; nothing is guessed.

    The codes are ISO 3166-1 alpha-2, retired ones for states that are no more (``SU``). The kind of name is
    ``code``, ``long``, ``short`` (an everyday name), ``former``, or empty for a name of CLDR's.
    A spelling without its accents counts only where no exact spelling matches.
    """
    folded = fold(name)
    return territories_spelled(name, folded) or territories_spelled_loosely(name, folded)


def territories_spelled(name: str, folded: str) -> tuple[NamedCode, ...]:
    """Find the territories that are called so letter by letter, or have the code."""
    # A code is written in capitals; in other letters it is one only where no name is spelled so (Nga is Russia).
    if len(name) < _SHORTEST_NAME and name == name.upper() and (found := _by_code(name)):
        return found
    return names_of_territories().find_exactly(folded)


def territories_spelled_loosely(name: str, folded: str) -> tuple[NamedCode, ...]:
    """Find the territories of a name that was written without its accents or with an article, or of a code."""
    return names_of_territories().find_loosely(folded) or (_by_code(name) if len(name) < _SHORTEST_NAME else ())


def _by_code(name: str) -> tuple[NamedCode, ...]:
    written = name.strip().upper()
    code = _codes().get(written)
    return (NamedCode(code, written, "", 0, True, "code"),) if code else ()


@cache
def _codes() -> dict[str, str]:
    today = {code: code for code in tables.region_languages()}
    for code, (alpha3, numeric) in tables.region_codes().items():
        if code in today:
            today |= {each: code for each in (alpha3, numeric) if each}
    return today | _EU_CODES


def similar_territories(name: str, limit: int = 5) -> tuple[NamedCode, ...]:
    """Find territories whose names are spelled much like this one, for a suggestion."""
    return names_of_territories().similar(name, limit)


def region_that_speaks(code: str) -> str:
    """Give the region that has an alpha-2 or alpha-3 code and official languages, else an empty string."""
    return _regions_that_speak().get(code.upper(), "") if len(code) <= 3 else ""


@cache
def _regions_that_speak() -> dict[str, str]:
    today = tables.region_languages()
    codes = {three: two for two, (three, _) in tables.region_codes().items() if three} | {code: code for code in today}
    retired = {old: new[0] for old, new in tables.region_aliases().items()}
    named = {code: retired.get(region, region) for code, region in codes.items()}
    return {code: region for code, region in (retired | named).items() if region in today}
