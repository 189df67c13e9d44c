"""The order of records in time; apart from what a record is, which many who ask for an order need not wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.records.dates import Date
    from dialogues.records.entry import Entry


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
