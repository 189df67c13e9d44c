"""Finding what people mean by a name: countries, organisations and records, in any language, never by guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from dialogues.languages.display import territory_name
from dialogues.languages.territories import (
    find_territories,
    similar_territories,
    territories_spelled,
    territories_spelled_loosely,
)
from dialogues.names.folding import MAX_LENGTH, fold, fold_accents
from dialogues.names.index import WIDELY_USED, NamedCode
from dialogues.records import Agreement, Person, Publication, Record, Source
from dialogues.registry.found import Found, How
from dialogues.registry.word_index import WordIndex, number_of, numbers, significant
from dialogues.vocabulary import NameUse


def _once_each(found: list[Found]) -> tuple[Found, ...]:
    """Keep the first name of each subject; where there are several subjects, they share the name."""
    first: dict[str, Found] = {}
    for each in found:
        first.setdefault(each.key, each)
    return tuple(each._replace(shared=True) for each in first.values()) if len(first) > 1 else tuple(first.values())


_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
_SHORTEST_SUGGESTION = 3
_MOST_SUGGESTIONS, _FEW_SUGGESTIONS = 5, 3


_HOW_USED: dict[NameUse | None, How] = {NameUse.ACRONYM: How.ACRONYM, NameUse.FORMER: How.FORMER_NAME}


class NameBook:
    """The names of a registry's records, beside those of the world's territories."""

    __slots__ = ("_names", "_numbers", "_plain", "_records", "_words")

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._names: defaultdict[str, list[Found]] = defaultdict(list)
        self._numbers: defaultdict[str, list[Found]] | None = None
        self._words = WordIndex(records)
        for record in records.values():
            if not isinstance(record, Agreement | Publication | Source):
                self._add_names(record)
        self._plain: dict[str, list[str]] = defaultdict(list)
        for key in self._names:
            self._plain[fold_accents(key)].append(key)

    def _add_names(self, record: Record) -> None:
        """Add the names of an organisation, programme, person …; a person is found by either order of its name."""
        for name in record.names:
            how = _HOW_USED.get(name.use, How.OWN_NAME)
            self._add(record, name.text, None if name.language is None else str(name.language), how)
            words = name.text.split() if isinstance(record, Person) else []
            for at in range(1, len(words)):  # Liu Lun is Lun Liu, and del Castillo Jaime is Jaime del Castillo
                self._add(record, " ".join((*words[at:], *words[:at])), None, how)

    def _add(self, record: Record, text: str, language: str | None, how: How) -> None:
        key = fold(text)
        if all(each.record is not record for each in self._names[key]):
            self._names[key].append(Found(record, None, text, language, how))

    def _numbered(self, text: str) -> list[Found]:
        """Find what is known by a number: in a treaty series, a gazette, a register; made when first asked for."""
        number = number_of(text)
        if not number:
            return []
        if self._numbers is None:
            self._numbers = defaultdict(list)
            for record in self._records.values():
                for key, written in dict(numbers(record)).items():
                    self._numbers[key].append(Found(record, None, written, None, How.NUMBER))
        return self._numbers.get(number, [])

    def find(self, text: str) -> tuple[Found, ...]:
        """Find what a name means, best first; see :meth:`dialogues.registry.registry.Registry.find`."""
        if len(text) > MAX_LENGTH:
            return ()
        record = self._records.get(text)
        if record is not None:
            return (Found(record, None, record.id, None, How.IDENTIFIER),)
        key = fold(text)
        own = self._names.get(key)
        countries = _as_found(territories_spelled(text, key))
        if own is None and len(countries) == 1:  # by far the most usual answer
            return tuple(countries)
        return _once_each([*(own or ()), *countries] or self._loosely(text, key))

    def _loosely(self, text: str, key: str) -> list[Found]:
        """Find what nothing is called letter by letter: without accents; by number; by year; by words."""
        found = _as_found(territories_spelled_loosely(text, key))
        if fold_accents(key) == key:
            found += [each for name in self._plain.get(key, ()) for each in self._names[name]]
        found = found or list(self._numbered(text))
        if not found and _YEAR.fullmatch(key):
            found = [
                Found(record, None, key, None, How.YEAR)
                for record in self._records.values()
                if isinstance(record, Agreement) and int(key) in record.years
            ]
        words = significant(key)
        return found or [
            Found(record, None, text.strip(), None, how) for how, record in self._words.with_words(words, _countries)
        ]

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
    return [each.code for each in find_territories(word)]


_found = partial(tuple.__new__, Found)


def _as_found(territories: tuple[NamedCode, ...]) -> list[Found]:
    return [
        _found((None, code, name, language or None, _HOW[kind], False))
        for code, name, language, _, _, kind in territories
    ]
