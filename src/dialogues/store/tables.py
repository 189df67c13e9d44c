"""Writing the tables of a store: records are put in and taken out, with all that they are looked up by."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from dialogues.records import Manifest, Record
from dialogues.registry.indices import Indices, reached
from dialogues.store.database import Database
from dialogues.store.rows import (
    FORMAT,
    digest_of,
    manifest_hash,
    names_rows,
    relation_rows,
    row_of,
    terms_of,
)

_AT_ONCE = 20_000  # rows
COLUMNS = {
    "record": "n, id, collection, sort, date, hash, file, size, mtime, sha256",
    "data": "n, json",
    "name": "n, at, folded, plain, text, language, how",
    "relation": "n, subject, kind, other",
    "term": "criterion, value, n",
}
"""The tables whose columns are the same everywhere; those of the words are the database's own."""


class FileState(NamedTuple):
    """What a record's file was when it was read."""

    size: int
    mtime: int
    """In nanoseconds."""
    sha256: bytes


class Tables(Database, ABC):
    """The tables of a store while they are written; what is asked for sees what was written last."""

    columns: Mapping[str, str]
    """The columns that are written, by table."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}

    @abstractmethod
    def insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Write many rows into a table."""

    @abstractmethod
    def do(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Change something."""

    @staticmethod
    @abstractmethod
    def texts(record: Record) -> tuple[Any, ...]:
        """Write what is searched of a record, for the columns of the table of words."""

    def put(self, record: Record, file: str, state: FileState, n: int) -> None:
        """Put a record in; what it is looked up by follows, when all records are there."""
        row = row_of(record)
        self._wait("record", [(n, row.id, row.collection, row.sort, row.date, row.hash, file, *state)])
        self._wait("data", [(n, row.data)])
        self._wait("words", [(n, *self.texts(record))])
        self._wait("name", [(n, *each) for each in names_rows(record)])
        self._wait("relation", [(n, *each) for each in relation_rows(record)])

    def put_terms(self, record: Record, indices: Indices, n: int) -> None:
        """Put in what a record is looked up by."""
        self._wait("term", [(*each, n) for each in terms_of(record, indices)])

    def _wait(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Keep rows until there are many: writing them together is several times as fast."""
        waiting = self._waiting.setdefault(table, [])
        waiting += rows
        if len(waiting) >= _AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write the rows that wait; what is asked for does not see them before."""
        for table, rows in self._waiting.items():
            if rows:
                self.insert(table, sorted(rows))
        self._waiting.clear()

    def take_out(self, n: int) -> None:
        """Take a record out, with all that it is looked up by."""
        for table in ("record", "data", "term", "name", "relation"):
            self.do(f"DELETE FROM {table} WHERE n = ?", (n,))  # noqa: S608  # one of these
        self.do(f"DELETE FROM words WHERE {self.columns['words'].partition(',')[0]} = ?", (n,))  # noqa: S608

    def below(self, identifiers: Iterable[str]) -> set[str]:
        """Give ids with those of all organisations that are a part of one of them, as the tables have it now."""
        question = "SELECT id FROM term JOIN record ON record.n = term.n WHERE criterion = 'part-of' AND value = ?"
        found: set[str] = set()
        for identifier in identifiers:
            found.update(reached(identifier, _Asked(lambda key: [each for (each,) in self.rows(question, (key,))])))
        return found

    def write_meta(self, manifest: Manifest | None) -> None:
        """Write what the store is: its manifest and its digest."""
        hashes = {str(identifier): bytes(each).hex() for identifier, each in self.rows("SELECT id, hash FROM record")}
        meta = {"version": str(FORMAT)}
        if manifest is not None:
            meta["manifest"] = manifest.model_dump_json(exclude_defaults=True)
            hashes[""] = manifest_hash(meta["manifest"])
        meta["digest"] = digest_of(iter(hashes.items()))
        self.do("DELETE FROM meta")
        for each in sorted(meta.items()):
            self.do("INSERT INTO meta (key, value) VALUES (?, ?)", each)


class Target(Protocol):
    """Where a store is written."""

    place: str
    """Its path or address, as it may be told."""

    def is_there(self) -> bool:
        """Say whether a store is there. Raises CannotUseStore for one of another version."""

    def require_ours(self) -> None:
        """Raise CannotUseStore where something else is there, so that nothing but a store is ever overwritten."""

    def locked(self) -> AbstractContextManager[Database]:
        """Keep others from synchronising the store, and give what it holds; who reads is not kept from anything."""

    def written(self, *, anew: bool = False) -> AbstractContextManager[Tables]:
        """Give its tables, empty ones or as they are; they are there for others when all is written."""


class _Asked(dict[str, list[str]]):
    """A mapping for what is asked, and never gone through."""

    def __init__(self, find: Any) -> None:
        super().__init__()
        self._find = find

    def get(self, key: str, _default: Any = None) -> Any:
        return self._find(key)
