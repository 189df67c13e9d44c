"""What of a registry is written out, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from dialogues.records import RECORD_TYPES, Record

if TYPE_CHECKING:
    from dialogues.registry import Registry


@frozen
class Export:
    """What is written out."""

    registry: Registry
    """The registry."""
    collections: tuple[str, ...]
    """The collections whose records are in it."""
    language: str
    """The language of titles, and of the names of countries and languages, in tables."""
    claims: bool
    """Whether what sources say is in it."""
    left_out: tuple[str, ...]
    """The files that could not be read, so that their records are missing."""
    tables: tuple[str, ...]
    """The tables, for a format that has tables."""
    progress: Callable[[], None] | None = None
    """Called for every record that was written."""

    @property
    def whole(self) -> bool:
        """Whether the records of all collections are in it."""
        return len(self.collections) == len(RECORD_TYPES)

    def records(self) -> Iterator[Record]:
        """Give the records, collection by collection."""
        for name in self.collections:
            for record in self.registry.collections[name].values():
                yield record
                if self.progress is not None:
                    self.progress()
