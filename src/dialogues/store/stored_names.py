"""The names of records in a database: what is asked by name is looked up there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dialogues.registry.found import Found, How
from dialogues.registry.name_book import NameBook
from dialogues.registry.word_index import LAYERS, WordIndex
from dialogues.store.database import Lookup, Terms, damage_told

if TYPE_CHECKING:
    from dialogues.records import Record


class StoredNames(NameBook):
    """The names of the records of a database."""

    __slots__ = ("_terms",)

    def __init__(self, terms: Terms, records: Mapping[str, Record]) -> None:
        self._terms = terms
        super().__init__(records)

    def _said(self) -> WordIndex:
        return StoredWords(self._terms, self._records)

    def _numbered(self, number: str) -> Iterable[str]:
        return self._terms.with_term("number", number)

    def _named(self) -> tuple[Mapping[str, Sequence[Found]], Mapping[str, Sequence[str]]]:
        rows = self._terms.database.rows
        joined = "FROM name JOIN record ON record.n = name.n"

        def named(key: str) -> list[Found]:
            question = f"SELECT id, text, language, how {joined} WHERE folded = ? ORDER BY sort, at"
            answers = rows(question, (key,))
            with damage_told(self._terms.database):
                return [
                    Found(self._records[identifier], None, text, language, How(how))
                    for identifier, text, language, how in answers
                ]

        def losing_accents(plain: str) -> list[str]:
            question = f"SELECT folded {joined} WHERE plain = ? ORDER BY sort, at"
            return list(dict.fromkeys(folded for (folded,) in rows(question, (plain,))))

        def in_order(column: str) -> Iterable[str]:
            question = f"SELECT {column} {joined} ORDER BY sort, at"
            return dict.fromkeys(text for (text,) in rows(question))

        return Lookup(named, lambda: in_order("folded")), Lookup(losing_accents, lambda: in_order("plain"))

    def _signed_in(self, year: int) -> Iterator[Record]:
        return (self._records[each] for each in self._terms.with_term("agreements.year", str(year)))


class StoredWords(WordIndex):
    """The words of the records of a database."""

    def __init__(self, terms: Terms, records: Mapping[str, Record]) -> None:
        super().__init__(records)
        self._terms = terms

    @cached_property
    def _layers(self) -> Sequence[Mapping[str, Sequence[str]]]:
        return [self._layer(f"word-{number}") for number in range(len(LAYERS))]

    def _layer(self, kind: str) -> Mapping[str, Sequence[str]]:
        return Lookup(lambda word: list(self._terms.with_term(kind, word)), lambda: self._terms.values(kind))

    def _in_order(self, chosen: AbstractSet[Any]) -> Sequence[str]:
        return self._terms.in_order(chosen) if chosen else ()
