"""Finding what people mean by a name: countries, organisations and records, in any language, never by guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dialogues.languages.territories import (
    LONGEST_CODE,
    names_of_territories,
    similar_territories,
    territories_spelled,
    territories_spelled_loosely,
)
from dialogues.names.folding import MAX_LENGTH, fold, fold_accents, without_article
from dialogues.names.index import WIDELY_USED, NamedCode
from dialogues.records import kinds
from dialogues.records.order import as_they_lie
from dialogues.registry.found import Found, How
from dialogues.registry.word_index import WordIndex, number_of, numbers, significant

if TYPE_CHECKING:
    from dialogues.records import Record

_new = tuple.__new__  # faster than to name the fields


def _once_each(found: list[Found]) -> tuple[Found, ...]:
    """Keep the first name of each subject; where there are several subjects, they share the name."""
    if len(found) < 2:
        return tuple(found)
    first: dict[str, Found] = {}
    for each in found:
        first.setdefault(each[1] or ("" if each[0] is None else each[0].id), each)
    if len(first) < 2:
        return tuple(first.values())
    return tuple([_new(Found, (*each[:-1], True)) for each in first.values()])


_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
_SHORTEST_SUGGESTION = 3
_MOST_SUGGESTIONS, _FEW_SUGGESTIONS = 5, 3


# An acronym in brackets behind a name: a word with two capitals or more (FAO, MoHRSS, OECD/NEA).
_ACRONYM = re.compile(r"(?P<name>.*\S)\s*[(（](?P<acronym>(?=(?:[^A-ZÀ-ÞА-Я]*[A-ZÀ-ÞА-Я]){2})[^\s()（）]{2,15})[)）]")

# By what a name is used for, as text: the closed lists take 3 ms, and a store has the names of its records as rows.
_HOW_USED: dict[str | None, How] = {"acronym": How.ACRONYM, "former": How.FORMER_NAME}


def names_of(record: Record) -> Iterator[tuple[str, Found]]:
    """Give what a record is found by, folded names, each once.

    A person is found by either order of its name; what has an acronym in brackets behind it, by each of the two.
    Agreements, publications and sources are found by the words of their titles.
    """
    if isinstance(record, (kinds.Agreement, kinds.Publication, kinds.Source)):  # faster than a union
        return
    seen: set[str] = set()
    for name in record.names:
        how = _HOW_USED.get(name.use, How.OWN_NAME)
        language = None if name.language is None else str(name.language)
        words = name.text.split() if isinstance(record, kinds.Person) else []
        # Liu Lun is Lun Liu, and del Castillo Jaime is Jaime del Castillo.
        turned = [(" ".join((*words[at:], *words[:at])), None) for at in range(1, len(words))]
        acronym = _ACRONYM.fullmatch(name.text)
        parted = [(acronym["name"], language, how), (acronym["acronym"], None, How.ACRONYM)] if acronym else []
        for text, tongue, kind in ((name.text, language, how), *((*each, how) for each in turned), *parted):
            key = fold(text)
            if key not in seen:
                seen.add(key)
                yield key, Found(record, None, text, tongue, kind)


class NameBook:
    """The names of a registry's records, beside those of the world's territories."""

    __slots__ = ("_names", "_numbers", "_plain", "_records", "_words", "_years")

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._names, self._plain = self._named()
        self._words = self._said()
        self._numbers: dict[str, list[str]] | None = None
        self._years: dict[int, list[Record]] | None = None

    def _named(self) -> tuple[Mapping[str, Sequence[Found]], Mapping[str, Sequence[str]]]:
        """Give what folded names mean, and the folded names that lose their accents to become another."""
        names: dict[str, list[Found]] = {}
        plain: dict[str, list[str]] = {}
        for record in self._records.values():
            for key, found in names_of(record):
                if key not in names:
                    plain.setdefault(fold_accents(key), []).append(key)
                names.setdefault(key, []).append(found)
        return names, plain

    def _said(self) -> WordIndex:
        """Give the words of the records; they are indexed when somebody first asks by words."""
        return WordIndex(self._records)

    def _numbered(self, number: str) -> Iterable[str]:
        """Give the ids of what is known by a number; all are gathered when somebody first asks by number."""
        if self._numbers is None:
            places: defaultdict[str, set[int]] = defaultdict(set)
            for place, record in as_they_lie(self._records.values()):
                for key, _ in numbers(record):
                    places[key].add(place)
            ids = [*self._records]
            self._numbers = {key: [ids[place] for place in sorted(found)] for key, found in places.items()}
        return self._numbers.get(number, ())

    def find(self, text: str) -> tuple[Found, ...]:
        """Find what a name means, best first; see :meth:`dialogues.registry.registry.Registry.find`."""
        length = len(text)
        if length > MAX_LENGTH:
            return ()
        record = self._records.get(text)
        if record is not None:
            return (Found(record, None, record.id, None, How.IDENTIFIER),)
        if length > LONGEST_CODE or not text.isascii():  # else a code may be meant
            key = text.casefold()  # names are kept folded: where one is met so, folding would give the same
            sole = None if key in self._names else names_of_territories().sole_bearer(key)
            if sole is not None:
                code, kind, name, language = sole
                return (_new(Found, (None, code, name, language, _HOW[kind], False)),)
        key = fold(text)
        found = [*self._names.get(key, ()), *map(_as_found, territories_spelled(text, key))]
        return _once_each(found) if found else self._loosely(text, key)

    def _loosely(self, text: str, key: str) -> tuple[Found, ...]:
        """Find what nothing is called letter by letter: without accents or an article; by number; by year; by words."""
        found = [*map(_as_found, territories_spelled_loosely(text, key))]
        if (accented := self._plain.get(key)) and fold_accents(key) == key:
            found += [each for name in accented for each in self._names[name]]
        if not found and (bare := without_article(key)) != key:  # the European Commission, as the Netherlands
            found += self._names.get(bare, ())
        if not found and (number := number_of(text)):
            found = self._by_number(number)
            if not found and _YEAR.fullmatch(key) and (signed := [*self._signed_in(int(key))]):
                shared = len(signed) > 1
                return tuple([_new(Found, (each, None, key, None, How.YEAR, shared)) for each in signed])
        if not found and (record := self._records.get(text.casefold())) is not None:  # an id in capitals
            return (Found(record, None, record.id, None, How.IDENTIFIER),)
        if found or not (words := significant(key)):
            return _once_each(found)
        met = self._words.with_words(words, _countries)
        told = text.strip()
        shared = len(met) > 1
        return tuple([_new(Found, (self._records[each], None, told, None, how, shared)) for each, how in met.items()])

    def _by_number(self, number: str) -> list[Found]:
        known = [self._records[identifier] for identifier in self._numbered(number)]
        return [Found(record, None, dict(numbers(record))[number], None, How.NUMBER) for record in known]

    def _signed_in(self, year: int) -> Iterable[Record]:
        """Give the agreements that were signed in a year; all are gathered when somebody first asks by year."""
        if self._years is None:
            years: defaultdict[int, list[Record]] = defaultdict(list)
            for record in self._records.values():
                if isinstance(record, kinds.Agreement):
                    for each in record.years:
                        years[each].append(record)
            self._years = dict(years)  # when it is whole: another thread may ask meanwhile
        return self._years.get(year, ())

    def suggest(self, text: str) -> tuple[str, ...]:
        """Give names that may have been meant, the most alike first."""
        key = fold_accents(fold(text))
        if len(key) < _SHORTEST_SUGGESTION or len(text) > MAX_LENGTH:
            return ()
        from rapidfuzz import fuzz, process  # here: only needed for a name that was not found

        own = process.extract(key, list(self._plain), scorer=fuzz.ratio, limit=_MOST_SUGGESTIONS, score_cutoff=75)
        ranked = [(score, self._names[self._plain[plain][0]][0].name) for plain, score, _ in own]
        if "-" in text:  # it looks like an id
            ids = process.extract(text, list(self._records), scorer=fuzz.ratio, limit=3, score_cutoff=85)
            ranked += [(score, identifier) for identifier, score, _ in ids]
        countries = [
            each for each in similar_territories(text, limit=20) if each.language.replace("-", "_") in WIDELY_USED
        ]
        ranked += [(fuzz.ratio(key, fold_accents(fold(each.name))), each.name) for each in countries]
        ranked.sort(key=lambda item: -item[0])
        names = dict.fromkeys(name for _, name in ranked)
        if countries and len(names) < _FEW_SUGGESTIONS:  # what the likeliest country is called in other languages
            from dialogues.languages.display import territory_name  # here: likewise

            names |= dict.fromkeys(territory_name(countries[0].code, language) for language in ("en", "es", "fr"))
        return tuple(names)[:_MOST_SUGGESTIONS]


_HOW = {
    "": How.CLDR_NAME,
    "code": How.CODE,
    "long": How.LONG_NAME,
    "short": How.SHORT_NAME,
    "former": How.FORMER_NAME,
}


def _countries(word: str) -> list[str]:
    """Give the codes of the countries that a word names, which is folded already."""
    return [each.code for each in territories_spelled(word, word) or territories_spelled_loosely(word, word)]


def _as_found(territory: NamedCode) -> Found:
    code, name, language, _, _, kind = territory
    return _new(Found, (None, code, name, language or None, _HOW[kind], False))
