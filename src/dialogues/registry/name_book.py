"""Finding what people mean by a name: countries, organisations and records, in any language, never by guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

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
from dialogues.vocabulary import InstrumentKind, NameUse


class How(StrEnum):
    """By which kind of name something was found."""

    IDENTIFIER = "identifier"
    CODE = "code"
    CLDR_NAME = "CLDR name"
    LONG_NAME = "long name"
    SHORT_NAME = "short name"
    """An everyday name, sometimes of several countries."""
    FORMER_NAME = "former name"
    OWN_NAME = "own name"
    """A name of an organisation, in one of its languages or as a source prints it."""
    ACRONYM = "acronym"
    TITLE_WORD = "title word"
    """Every word stands in the title, or names the kind, the partner or the year."""
    YEAR = "year"


class Found(NamedTuple):
    """Something that bears a name. A named tuple, since making it is a good part of finding it."""

    record: Record | None
    """The record; None for a country."""
    country: str | None
    """The ISO 3166-1 alpha-2 code of a country; None for a record."""
    name: str
    """The name that matched, as it is spelled."""
    language: str | None
    """The language of the name, the most usual one where several share it; None where it has none."""
    how: How
    """By which kind of name it was found."""
    shared: bool = False
    """Whether others bear the same name."""

    @property
    def key(self) -> str:
        """What stands for it: the country's code, else the record's id."""
        return self.country or (self.record.id if self.record is not None else "")

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON values, with the keys of ``dialogues find --json``."""
        return {
            "id": None if self.record is None else self.record.id,
            "collection": None if self.record is None else self.record.collection,
            "country": self.country,
            "matched": self.name,
            "language": self.language,
            "how": self.how.value,
            "shared": self.shared,
        }


def _once_each(found: list[Found]) -> tuple[Found, ...]:
    """Keep the first name of each subject; where there are several subjects, they share the name."""
    first: dict[str, Found] = {}
    for each in found:
        first.setdefault(each.key, each)
    return tuple(each._replace(shared=True) for each in first.values()) if len(first) > 1 else tuple(first.values())


def _words(record: Agreement | Publication) -> set[str]:
    """Give the words that stand for a record; a partner country is its code behind an equals sign."""
    words: set[str] = set()
    for text in record.title.values() if record.title else ():
        words.update(fold(text).split())
    if isinstance(record, Agreement):
        words.update(_KIND_WORDS.get(record.kind, "").split())
        words.update(f"={party.country}" for party in record.parties if party.country)
        words.update(map(str, record.years))
    return words


# Words that say nothing about which record is meant, in the languages of the titles.
_EMPTY_WORDS = frozenset(
    (  # noqa: SIM905  # 58 words in two lines
        "a an and between eu european for from in of on the to union with al con da de del do dos e el en entre la las "
        "le les los o para por sobre y à et du des sur avec der die das mit und von zu і з у в на между и"
    ).split()
)
_KIND_WORDS = {
    InstrumentKind.MEMORANDUM_OF_UNDERSTANDING: "mou memorandum understanding",
    InstrumentKind.LETTER_OF_INTENT: "loi letter intent",
    InstrumentKind.EXCHANGE_OF_LETTERS_OF_INTENT: "loi letter letters intent exchange",
    InstrumentKind.DECLARATION: "declaration",
    InstrumentKind.JOINT_DECLARATION: "declaration joint",
    InstrumentKind.ACTION_PLAN: "action plan",
}
_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
_SHORTEST_SUGGESTION = 3
_MOST_SUGGESTIONS, _FEW_SUGGESTIONS = 5, 3


_HOW_USED: dict[NameUse | None, How] = {NameUse.ACRONYM: How.ACRONYM, NameUse.FORMER: How.FORMER_NAME}


class NameBook:
    """The names of a registry's records, beside those of the world's territories."""

    __slots__ = ("_names", "_plain", "_records", "_words")

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._names: defaultdict[str, list[Found]] = defaultdict(list)
        self._words: dict[str, list[str]] | None = None
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

    def _word_index(self) -> dict[str, list[str]]:
        """Index the words of titles, kinds, partners and years; made when somebody first asks by words."""
        if self._words is None:
            index: defaultdict[str, list[str]] = defaultdict(list)
            for identifier, record in self._records.items():
                if isinstance(record, Agreement | Publication):
                    for word in _words(record):
                        index[word].append(identifier)
            self._words = dict(index)
        return self._words

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
        """Find what nothing is called letter by letter: without accents; by year; by words."""
        found = _as_found(territories_spelled_loosely(text, key))
        if fold_accents(key) == key:
            found += [each for name in self._plain.get(key, ()) for each in self._names[name]]
        if not found and _YEAR.fullmatch(key):
            found = [
                Found(record, None, key, None, How.YEAR)
                for record in self._records.values()
                if isinstance(record, Agreement) and int(key) in record.years
            ]
        return found or list(self._by_words(text, key))

    def _by_words(self, text: str, key: str) -> Iterator[Found]:
        """Find the records all of whose words are there; a word may also name the kind, the partner or the year."""
        words = [word for word in key.split() if word not in _EMPTY_WORDS]
        if not words or (len(words) == 1 and len(words[0]) < 3):
            return
        words_of = self._word_index()
        chosen: set[str] | None = None
        for word in words:
            met = set(words_of.get(word, ()))
            # A single word was looked up as a name of a country before.
            for country in _as_found(find_territories(word)) if len(words) > 1 else ():
                met.update(words_of.get(f"={country.country}", ()))
            chosen = met if chosen is None else chosen & met
            if not chosen:
                return
        for identifier in self._records:
            if chosen and identifier in chosen:
                yield Found(self._records[identifier], None, text.strip(), None, How.TITLE_WORD)

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


_found = partial(tuple.__new__, Found)


def _as_found(territories: tuple[NamedCode, ...]) -> list[Found]:
    return [
        _found((None, code, name, language or None, _HOW[kind], False))
        for code, name, language, _, _, kind in territories
    ]
