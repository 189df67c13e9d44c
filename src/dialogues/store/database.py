"""What a store asks of a database, and the mappings that ask it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from weakref import WeakSet, finalize

from dialogues.errors import CannotUseStore
from dialogues.store.layout import DAMAGED, id_of, unpacked

if TYPE_CHECKING:
    from dialogues.registry.texts import Asked

V = TypeVar("V")

_MOST_PLACES = 30_000  # that are remembered: some 5 MB
_PLACES_OF_A_KEY = 3  # whose room what is asked for takes
_LOOKED_THROUGH = 4


class Database(Protocol):
    """What a store asks: a file of SQLite, or a server of PostgreSQL."""

    place: str
    """Where it is, as it may be told."""
    among: str
    found: str

    def rows(self, question: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask something."""

    def listed(self, values: Iterable[str]) -> Any:
        """Write several values as one parameter."""

    def ranked(self, asked: Asked, rank: int) -> str:
        """Write what the records of a rank have."""


@contextmanager
def damage_told(database: Database) -> Iterator[None]:
    """Tell of what no store ever writes: a database has no sums by which it would see that it is damaged."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotUseStore(database.place, DAMAGED) from error


class _Closes(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closes)


class Held(Generic[C]):
    """A connection that is closed when its thread ends, when nobody needs the store, or at the end of the process.

    A process that is forked off makes its own, and leaves its parent's alone: not even closing it would be.
    """

    def __init__(self, connection: C) -> None:
        self.connection = connection
        self.inherited = False
        self._end = finalize(self, _close_own, connection, os.getpid())
        _EVERY.add(self)

    def leave(self) -> None:
        """Leave the connection to the process that made it."""
        self.inherited = True
        self._end.detach()
        _LEFT.append(self.connection)


def _close_own(connection: _Closes, process: int) -> None:
    """Close a connection in the process that made it: one may be forked off before it is known as somebody's."""
    if os.getpid() == process:
        connection.close()


_EVERY: WeakSet[Held[Any]] = WeakSet()
_LEFT: list[Any] = []


def _leave_all() -> None:
    for held in list(_EVERY):
        if not held.inherited:
            held.leave()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_all)


class Lookup(Mapping[Any, V]):
    """A mapping that asks a database; what nothing is found for is no key."""

    def __init__(self, find: Callable[[Any], V], keys: Callable[[], Iterable[Any]]) -> None:
        self._find = find
        self._keys = keys

    def __getitem__(self, key: Any) -> V:
        found = self._find(key)
        if not found:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self._keys())


class Terms:
    """What records are looked up by, in a database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._lately: dict[tuple[str, str], dict[str, str]] = {}
        self._held = 0
        self._lock = Lock()

    def entries(self, criterion: str, value: str) -> list[str]:
        """Give what stands at a value, in order."""
        question = "SELECT entries FROM term WHERE criterion = ? AND value = ? ORDER BY first"
        rows: list[Any] = self.database.rows(question, (criterion, str(value)))
        with damage_told(self.database):
            return [entry for (entries,) in rows for entry in unpacked(entries).split("\n")]

    def with_term(self, criterion: str, value: str) -> dict[str, str]:
        """Give the ids of the records that are looked up by a value, in the order of the registry, and their places."""
        key = (criterion, str(value))
        places = self._lately.get(key)
        if places is None:
            places = {id_of(entry): entry for entry in self.entries(*key)}
            self._remember(key, places)
        return places

    def _remember(self, key: tuple[str, str], places: dict[str, str]) -> None:
        """Keep what was read lately, within a bound; a value that no record has takes room too."""
        with self._lock:
            if key in self._lately:  # another thread was faster
                return
            self._lately[key] = places
            self._held += len(places) + _PLACES_OF_A_KEY
            while len(self._lately) > 1 and self._held > _MOST_PLACES:
                oldest = next(iter(self._lately))
                self._held -= len(self._lately.pop(oldest)) + _PLACES_OF_A_KEY

    def values(self, criterion: str) -> list[str]:
        """Give the values of a criterion, in order."""
        question = "SELECT value FROM term WHERE criterion = ? AND first = '' ORDER BY value"
        rows = self.database.rows(question, (criterion,))
        return [value for (value,) in rows]

    def by_term(self, criterion: str) -> Lookup[dict[str, str]]:
        """Look records up by a criterion."""
        return Lookup(lambda value: self.with_term(criterion, value), lambda: self.values(criterion))

    def in_order(self, identifiers: Iterable[str]) -> list[str]:
        """Put ids in the order of the registry; those that are not there are left out."""
        chosen = set(identifiers)
        with self._lock:
            lately = [*self._lately.values()][-_LOOKED_THROUGH:]
        for places in lately:  # most answers are a part of what was just read
            if chosen <= places.keys():
                return sorted(chosen, key=places.__getitem__)
        question = f"SELECT id FROM record WHERE id {self.database.among} ORDER BY sort"  # noqa: S608  # a constant
        return [identifier for (identifier,) in self.database.rows(question, (self.database.listed(chosen),))]
