"""Territories by any name: codes, CLDR's names in every language, official long names, former names."""

from __future__ import annotations

import re
from functools import cache

from dialogues.languages import tables
from dialogues.names.folding import fold, fold_accents, without_article
from dialogues.names.index import WIDELY_USED, NamedCode, NameIndex
from dialogues.names.variants import variants

_MOST_WORDS = 12
_TWICE = re.compile(r"\s*(?P<name>[^()/]{2,60})(?:\((?=[^()]*\)\s*\Z)|/(?=[^()]*\Z))(?P<other>[^()/]{2,60})\)?\s*")
LONGEST_CODE = 4
"""Letters of a code: ISO 3166-1 has two and three, ISO 3166-3 four."""
# The EU writes Greece and the United Kingdom otherwise than ISO 3166-1 (Interinstitutional Style Guide, 7.1.1).
_EU_CODES = {"EL": "GR", "UK": "GB"}


@cache
def names_of_territories() -> NameIndex:
    """Give the index of territory names, read on first use."""
    return NameIndex.load("_territories.bin")


def find_territories(name: str) -> tuple[NamedCode, ...]:
    """Find the territories that bear a name: none, one, or all that share it; nothing is guessed.

    The codes are ISO 3166-1 alpha-2; states that are no more have theirs of ISO 3166-3 (``SUHH``). The kind of name is
    ``code``, ``long``, ``short`` (an everyday name), ``former``, or empty for a name of CLDR's.
    A spelling without its accents, or in another way (``Korea, Republic of``), counts only where no exact one matches.
    """
    folded = fold(name)
    return territories_spelled(name, folded) or territories_spelled_loosely(name, folded)


def territories_spelled(name: str, folded: str) -> tuple[NamedCode, ...]:
    """Find the territories that are called so letter by letter, or have the code."""
    # A code is written in capitals; in other letters it is one only where no name is spelled so (Nga is Russia).
    if len(name) <= LONGEST_CODE and name == name.upper() and (found := _by_code(name)):
        return found
    found = names_of_territories().find_exactly(folded)
    if len(name) == 2 and found and name.isascii() and name.isupper():
        return *_by_retired_code(name), *found  # SU was the Soviet Union's, and is the United States to Bretons
    return found


def territories_spelled_loosely(name: str, folded: str) -> tuple[NamedCode, ...]:
    """Find the territories of a name that was written without its accents or with an article, or of a code."""
    found = names_of_territories().find_loosely(folded)
    if not found and len(name) <= LONGEST_CODE:
        found = _by_code(name)
    # No rule is for one word.
    return found if found or folded.isalpha() else _by_rule(name, folded)


def _by_rule(name: str, folded: str) -> tuple[NamedCode, ...]:
    """Find the territories of a name that is written in another way: inverted, with ``&``, as a government."""
    names = names_of_territories()
    for written in variants(name, folded):
        # An article in front of a name turned round is none that was written: THE NETHERLANDS, NETHERLANDS THE.
        found = names.find_exactly(written)
        if not found and (bare := without_article(written)) is not written:
            found = names.find_exactly(bare)
        if found:
            return tuple(each._replace(exact=False) for each in found)
    return _named_twice(name) if ")" in name or "/" in name else ()


def _named_twice(name: str) -> tuple[NamedCode, ...]:
    """Find the territory of two names, one in brackets or behind a stroke: ``Türkiye (Turkey)``, ``Myanmar/Burma``."""
    match = _TWICE.fullmatch(name)
    if match is None:
        return ()
    found, other = find_territories(match["name"].strip()), find_territories(match["other"].strip())
    if {each.code for each in found} != {each.code for each in other}:
        return ()
    return tuple(each._replace(exact=False) for each in found)


def _by_code(name: str) -> tuple[NamedCode, ...]:
    written = name.strip().upper()
    code = _codes().get(written)
    return (NamedCode(code, written, "", 0, True, "code"),) if code else ()


def _by_retired_code(name: str) -> tuple[NamedCode, ...]:
    from dialogues.languages.former_countries import by_retired_code  # here: few names are two capitals

    former = by_retired_code(name)
    return () if former is None else (NamedCode(former.today or former.code, name, "", 0, True, "code"),)


@cache
def _codes() -> dict[str, str]:
    from dialogues.languages.former_countries import former_countries  # here: many ask for a state by its name

    today = {code: code for code in tables.countries()}
    for code, (alpha3, numeric) in tables.region_codes().items():
        if code in today:
            today |= {each: code for each in (alpha3, numeric) if each}
    former = {code: code for code, each in former_countries().items() if each.today is None}
    return former | today | _EU_CODES


_SHORTEST_PART = 4
_SLIPS = 2  # letters that may be wrong in the name of a state that is no more


def similar_territories(name: str, limit: int = 5) -> tuple[NamedCode, ...]:
    """Find territories whose names stand in this one, else those whose names are spelled much like it, to suggest them.

    A state that is no more is suggested for a slip in its own name alone, and never for another's.
    """
    contained = _contained(name)
    if contained:
        return contained[:limit]
    from rapidfuzz.distance import OSA  # here: 40 ms, and only needed for a name that was not found

    plain = fold_accents(fold(name))
    similar = names_of_territories().similar(name, limit)
    return tuple(
        each
        for each in similar
        if each.code in tables.countries() or OSA.distance(plain, fold_accents(fold(each.name))) <= _SLIPS
    )


def _contained(name: str) -> tuple[NamedCode, ...]:
    """Find the territories of today whose names stand in a longer one, the longest first: *Republic of X*."""
    words = [fold(word) for word in name.split()[:_MOST_WORDS]]  # china-2006 is one word, and an id
    found: dict[str, NamedCode] = {}
    for length in range(len(words) - 1, 0, -1):
        for at in range(len(words) - length + 1):
            part = " ".join(words[at : at + length])
            for each in names_of_territories().find_folded(part) if len(part) >= _SHORTEST_PART else ():
                if each.language.replace("-", "_") in WIDELY_USED and each.code in tables.countries():
                    found.setdefault(each.code, each)
    return tuple(found.values())


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
