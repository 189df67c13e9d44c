"""Writing the tables of a store: records are put in and taken out, with all that they are looked up by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dialogues.records import Manifest, Record
from dialogues.registry.indices import Indices, reached
from dialogues.store.rows import (
    digest_of,
    manifest_hash,
    names_rows,
    relation_rows,
    row_of,
    terms_of,
    text_columns,
)
from dialogues.store.sqlite import SQLite, faults_told

_AT_ONCE = 20_000  # rows
_COLUMNS = {
    "record": "n, id, collection, sort, date, hash, file, size, mtime, sha256",
    "data": "n, json",
    "words": "rowid, names, own, rest",
    "name": "n, at, folded, plain, text, language, how",
    "relation": "n, subject, kind, other",
    "term": "criterion, value, n",
}
_INSERT = {
    table: f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(', ')))})"  # noqa: S608
    for table, columns in _COLUMNS.items()
}


class FileState(NamedTuple):
    """What a record's file was when it was read."""

    size: int
    mtime: int
    """In nanoseconds."""
    sha256: bytes


class Tables(SQLite):
    """The tables of a store while they are written; what is asked for sees what was written last."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}

    def _connection(self) -> sqlite3.Connection:
        return self.connection

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write many rows."""
        with faults_told(self.path):
            self.connection.executemany(statement, rows)

    def put(self, record: Record, file: str, state: FileState, n: int) -> None:
        """Put a record in; what it is looked up by follows, when all records are there."""
        row = row_of(record)
        self._wait("record", [(n, row.id, row.collection, row.sort, row.date, row.hash, file, *state)])
        self._wait("data", [(n, row.data)])
        self._wait("words", [(n, *text_columns(record))])
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
            self.many(_INSERT[table], sorted(rows))
        self._waiting.clear()

    def take_out(self, n: int) -> None:
        """Take a record out, with all that it is looked up by."""
        for table in ("record", "data", "term", "name", "relation"):
            self.rows(f"DELETE FROM {table} WHERE n = ?", (n,))  # noqa: S608  # one of these
        self.rows("DELETE FROM words WHERE rowid = ?", (n,))

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
        meta = {}
        if manifest is not None:
            meta["manifest"] = manifest.model_dump_json(exclude_defaults=True)
            hashes[""] = manifest_hash(meta["manifest"])
        meta["digest"] = digest_of(iter(hashes.items()))
        self.rows("DELETE FROM meta")
        self.many("INSERT INTO meta (key, value) VALUES (?, ?)", sorted(meta.items()))


class _Asked(dict[str, list[str]]):
    """A mapping for what is asked, and never gone through."""

    def __init__(self, find: Any) -> None:
        super().__init__()
        self._find = find

    def get(self, key: str, _default: Any = None) -> Any:
        return self._find(key)


def numbers(tables: SQLite) -> Mapping[str, int]:
    """Give the numbers of the records that are there, by id."""
    return {str(identifier): int(n) for identifier, n in tables.rows("SELECT id, n FROM record")}
