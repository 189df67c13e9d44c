"""The texts of records in a database: rank by rank, as far as answers are wanted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dialogues.registry.search import Bounds, Hit, Place, hit
from dialogues.registry.texts import RANKS, Asked, Fields, passages_of
from dialogues.store.database import Database, damage_told

if TYPE_CHECKING:
    from dialogues.records import Record


class StoredTexts:
    """The texts of the records of a database as they are searched."""

    def __init__(self, database: Database, records: Mapping[str, Record]) -> None:
        self._database = database
        self._records = records

    @cached_property
    def _fields(self) -> Fields:
        with damage_told(self._database):
            fields: Fields = json.loads(self._database.rows("SELECT value FROM meta WHERE key = 'texts'")[0][0])
            return fields

    def hit(self, asked: Asked, place: Place) -> Hit:
        """Show where a record has the words: in its JSON, without making the record."""
        question = "SELECT collection, json FROM record JOIN data ON data.n = record.n WHERE id = ?"
        found = self._database.rows(question, (place.identifier,))
        with damage_told(self._database):
            collection, data = found[0]
            texts = passages_of(self._fields, collection, place.identifier, json.loads(data))
            return hit(self._records, collection, texts, asked, place)

    def places(self, asked: Asked, bounds: Bounds, after: Place | None, limit: int) -> Sequence[Place]:
        """Give the places of the first answers behind a place, in their order; see :class:`Texts`."""
        found: list[Place] = []
        for rank in _ranks(asked):
            if len(found) < limit and (after is None or rank >= after.rank):
                behind = after if after is not None and rank == after.rank else None
                found += self._of_rank(asked, rank, bounds, behind, limit - len(found))
        return found

    def _of_rank(self, asked: Asked, rank: int, bounds: Bounds, after: Place | None, limit: int) -> Iterator[Place]:
        question = f"SELECT date, id {self._database.found}"  # constants alone
        given: list[Any] = [self._database.ranked(asked, rank)]
        if bounds.collection is not None:
            question += " AND collection = ?"
            given.append(bounds.collection)
        if bounds.among is not None:
            question += f" AND id {self._database.among}"
            given.append(self._database.listed(bounds.among))
        if after is not None:
            question += " AND (date, id) > (?, ?)"
            given += [after.date, after.identifier]
        rows = self._database.rows(f"{question} ORDER BY date, id LIMIT ?", (*given, limit))
        return (Place(rank, date, identifier) for date, identifier in rows)


def _ranks(asked: Asked) -> Iterator[int]:
    """Give the ranks that records can have: without a language no first one, nor one for beginnings without any."""
    begins = any(each.begins for each in asked.terms)
    return (each for each in range(RANKS) if (each != 0 or asked.language) and (each not in (2, 4) or begins))
