"""The countries that a text names, and those of an agreement's parties."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from dialogues.checks.rules.rule import Context
from dialogues.languages import tables
from dialogues.languages.display import FALLBACK, territory_name
from dialogues.languages.territories import names_of_territories, territories_spelled
from dialogues.names.folding import fold
from dialogues.names.index import NamedCode
from dialogues.records import Agreement

_WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_MOST_WORDS = 4  # of a country's name
_LONGEST = 40  # words of a title that are looked at
# Words that make another place of a country's name: Northern Ireland, Mexico City, New Granada, Indo-China.
_BEFORE = frozenset(
    (  # noqa: SIM905  # 31 words in three lines
        "new north south east west northern southern eastern western upper lower central inner latin indo trans czecho "
        "british french german italian portuguese spanish dutch belgian danish russian lake river mount san"
    ).split()
)
_BEHIND = frozenset(["of", "city", "canal", "river", "rivers", "valley", "delta", "basin"])
_BEHIND |= {"institute", "university", "street"}
_WATERS = frozenset(["sea", "gulf", "bay", "strait", "straits"])


def countries_of(agreement: Agreement, context: Context) -> frozenset[str] | None:
    """Give the countries of the parties, and where it applies; None where a party has none."""
    found: set[str] = set()
    for party in agreement.parties:
        organisation = context.registry.organisations.get(party.organisation or "")
        code = party.country or (organisation.country if organisation is not None else None)
        if code:
            found.add(str(code))
        elif party.side not in ("eu", "own"):
            return None
    if found:
        found |= {str(each.territory) for each in agreement.applies_to if each.territory}
    # The last two letters of a state that is no more are those of the one that followed it, where one did.
    followed = {code[2:] for code in found if len(code) == len("YDYE") and code[2:] in tables.countries()}
    return frozenset(found | followed) or None


def countries_named(text: str) -> frozenset[str]:
    """Give the countries that a text names by a name of CLDR's or its long one, as far as a name is one country's."""
    return frozenset([each.code for each in _named(text) if each.kind in _TELLING])


def other_countries(text: str, codes: Collection[str], languages: Collection[str]) -> set[str]:
    """Give the countries that a text in some languages names; none where it names one of these."""
    named = _named(text)
    if any(each.code in codes for each in named):
        return set()
    return {
        each.code
        for each in named
        if each.kind in _TELLING
        and (each.language == FALLBACK or any(_is_called(each, language) for language in languages))
    }


_folded = lru_cache(20_000)(fold)
_TELLING = ("", "long")  # the kinds of names that tell of a country beyond doubt


@lru_cache(20_000)
def _named(text: str) -> tuple[NamedCode, ...]:
    """Give what the names of countries in a text mean, as far as each name is one country's."""
    words = _WORDS.findall(text)[:_LONGEST]
    found: list[NamedCode] = []
    start = 0
    while start < len(words):
        codes, end = _longest(words, start) if _begins(words[start]) else ((), start + 1)
        if len(codes) == 1 and not _is_of_another_place(words, start, end):
            found.append(codes[0])
        start = end
    return tuple(found)


@lru_cache(20_000)
def _begins(word: str) -> bool:
    """Say whether the name of a country begins with a word: where it does not, none is looked for."""
    return names_of_territories().begins(fold(word))


def _longest(words: list[str], start: int) -> tuple[tuple[NamedCode, ...], int]:
    """Give what the longest name that begins at a word means, and where it ends; nothing where there is none."""
    most, begun = start + 1, _folded(words[start])
    while most < min(start + _MOST_WORDS, len(words)):
        begun = f"{begun} {_folded(words[most])}"
        if not names_of_territories().begins(begun):
            break
        most += 1
    for end in range(most, start, -1):
        name = " ".join(words[start:end])
        codes = territories_spelled(name.casefold(), fold(name)) if len(name) > 3 else ()
        if codes:
            return codes, end  # South Sudan is not Sudan
    return (), start + 1


def _is_of_another_place(words: list[str], start: int, end: int) -> bool:
    """Say whether the words around a name make the name of another place of it: Benin River, the Sea of Japan."""
    before = [word.casefold() for word in words[max(0, start - 2) : start]]
    behind = words[end].casefold() if end < len(words) else ""
    of_waters = before[-1:] == ["of"] and before[0] in _WATERS
    return of_waters or behind in _BEHIND or not _BEFORE.isdisjoint(before[-1:])


def _is_called(named: NamedCode, language: str) -> bool:
    """Say whether a name is that of a country in a language: `Island` is Iceland in German, and none in English."""
    return named.language == language or fold(territory_name(named.code, language)) == fold(named.name)


_LANGUAGES = ("en", "fr", "es", "pt", "de")


@lru_cache(1_000)
def names_of(codes: frozenset[str]) -> frozenset[str]:
    """Give the names of countries in the languages of most sources, folded."""
    return frozenset(fold(territory_name(code, language)) for code in codes for language in _LANGUAGES)


def may_name_a_country(text: str) -> bool:
    """Say whether a word of a text begins the name of a country, in the languages of most sources."""
    return not _first_words().isdisjoint(map(_folded, _WORDS.findall(text)))


@cache
def _first_words() -> frozenset[str]:
    """Give the words that names of countries begin with, in the languages of most sources."""
    names = (territory_name(code, language) for code in tables.countries() for language in _LANGUAGES)
    return frozenset(fold(words[0]) for name in names if (words := _WORDS.findall(name)))
