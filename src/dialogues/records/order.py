"""The order of records in time; apart from what a record is, which many who ask for an order need not wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dialogues.records.dates import Date
    from dialogues.records.entry import Entry

R = TypeVar("R", bound="Entry")


def time_key(record: Entry) -> tuple[bool, Date | str, str]:
    """Give the key by which records are in order of time, then of their ids; what has no date stands last.

    Nothing is raised.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> [record.id for record in sorted(registry.agreements.values(), key=time_key)][-1]
    'india-2019'
    """
    start = record.span.start
    return start is None, start or "", record.id


def as_they_lie(records: Iterable[R]) -> Iterator[tuple[int, R]]:
    """Give records with their places, in the order in which they lie in memory.

    To go through all parts of many so takes two thirds of the time: the processor fetches what comes next.
    """
    every = [*records]
    addresses = [*map(id, every)]
    return ((place, every[place]) for place in sorted(range(len(every)), key=addresses.__getitem__))
