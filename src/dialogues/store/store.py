"""A registry in a database: what it holds is read when it is asked for."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dialogues.registry import Registry
from dialogues.store.database import Database, damage_told
from dialogues.store.lookups import StoredIndices, StoredRecords, stored_collections

if TYPE_CHECKING:
    from dialogues.records import Manifest


# Also what others call a database by, so that no file of this name is looked for, and told with the password in it.
_SERVER = r"(?is)postgres(ql)?(\+\w+)?:/|(.*\s)?password\s*="


class Store(Registry):
    """A registry in a database: it answers all that one in memory answers, with the same records in the same order.

    What takes a registry takes a store. It never changes: a store that is synchronised meanwhile is another one, which
    is seen when it is opened again. Threads may share it, and it pickles as where it is.

    >>> import tempfile
    >>> from dialogues.store.sync import build
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = build("data", f"{folder}/registry.db")
    ...     open_store(f"{folder}/registry.db")["brazil-2007"].collection
    'agreements'
    """

    place: str
    """Where it is: a file's path, or a server's address without its password."""
    _address: str
    _indices: StoredIndices

    def __init__(self, database: Database, place: str, address: str = "") -> None:
        records = StoredRecords(database)
        indices = StoredIndices(database, records, None)
        held = {"_records": records, "_indices": indices, **stored_collections(database, indices)}
        for name, each in {**held, "place": place, "_address": address or place}.items():
            object.__setattr__(self, name, each)

    @cached_property  # type: ignore[misc]  # it is never written, here and there
    def manifest(self) -> Manifest | None:
        """What the registry is; None where its folder had no manifest.

        >>> import tempfile
        >>> from dialogues.store.sync import build
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = build("examples/registries/treaties", f"{folder}/registry.db")
        ...     print(open_store(f"{folder}/registry.db").manifest.title["en"])
        Agreements of states, provinces, cities and organisations
        """
        from dialogues.records import Manifest  # here: many questions need no record

        database = self._indices.database
        written = database.rows("SELECT value FROM meta WHERE key = 'manifest'")
        with damage_told(database):
            return Manifest.model_validate_json(written[0][0]) if written else None

    def __reduce__(self) -> tuple[Any, ...]:
        return open_store, (self._address,)

    def __getstate__(self) -> dict[str, Any]:
        return {}

    def __repr__(self) -> str:
        return super().__repr__().replace("<Registry", "<Store", 1)


def open_store(place: str | os.PathLike[str]) -> Store:
    """Open a registry that ``dialogues store build`` wrote, for reading; nothing of it is read yet.

    ``place`` is a file, or the address of a database of PostgreSQL (``postgresql://…``).
    Raises :class:`~dialogues.errors.CannotUseStore` for what is no store, is damaged, of another version or cannot be
    reached, with what to do.

    >>> open_store("README.md")
    Traceback (most recent call last):
        ...
    dialogues.errors.CannotUseStore: README.md: it is no store of this library; build one with 'dialogues store build'
    """
    path = os.fspath(place)
    if is_server(path):
        from dialogues.store.postgresql import PostgreSQL  # here: a store may be elsewhere

        server = PostgreSQL(path)
        return Store(server, server.place, path)
    from dialogues.store.sqlite import SQLite  # here: likewise

    return Store(SQLite(path), path)


def is_server(place: str) -> bool:
    """Say whether a store is on a server, by its address."""
    begins = place[:8].casefold() == "postgres" or "password" in place.casefold()  # most are files, and need no pattern
    return begins and re.match(_SERVER, place) is not None
