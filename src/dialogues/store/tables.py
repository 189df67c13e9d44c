"""Writing the tables of a store: records are put in and taken out, with all that they are looked up by."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from dialogues.records import Record
from dialogues.registry.texts import fields_with_texts
from dialogues.store.database import Database, damage_told
from dialogues.store.layout import FORMAT, HASH, packed, unpacked
from dialogues.store.rows import Row, hash_of, names_rows

_AT_ONCE = 20_000  # rows
_ENTRIES = 500  # of a value that are kept together: to change one, these are written again
_PIECE = 16_000  # bytes, which a page of SQLite has room for
COLUMNS = {
    "record": "n, id, collection, sort, date, file, sha256",
    "data": "n, json",
    "name": "n, at, folded, plain, text, language, how",
    "term": "criterion, value, first, entries",
    "listing": "name, at, content",
}
"""The tables whose columns are the same everywhere; those of the words are the database's own."""


class Entry(NamedTuple):
    """A record with what is kept of it."""

    n: int
    record: Record
    row: Row
    file: str
    sha256: bytes


Postings = Iterable[tuple[str, str, str]]


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

    def each(self, question: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Ask something whose answer is long: row by row, where a database can."""
        return iter(self.rows(question, parameters))

    @staticmethod
    @abstractmethod
    def texts(record: Record) -> tuple[Any, ...]:
        """Write what is searched of a record, for the columns of the table of words."""

    @staticmethod
    def as_kept(text: str) -> str | bytes:
        """Write a long text as the database keeps it."""
        return packed(text)

    @abstractmethod
    def take_out_words(self, n: int, record: Record) -> None:
        """Take a record's words out; the record is as it was when they were put in."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Put records in; what they are looked up by follows, when all records are there.

        Several are put in together: a processor is a fifth faster when it does the same with many, one thing at a time.
        """
        self._wait("record", [(n, *row[:-2], file, sha256) for n, _, row, file, sha256 in entries])
        self._wait("data", [(each.n, each.row.data) for each in entries])
        self._wait("words", [(each.n, *self.texts(each.record)) for each in entries])
        self._wait("name", [(each.n, *row) for each in entries for row in names_rows(each.record)])

    def _wait(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Keep rows until there are many: writing them together is several times as fast."""
        waiting = self._waiting.setdefault(table, [])
        waiting += rows
        if len(waiting) >= _AT_ONCE:
            self.insert(table, waiting)
            waiting.clear()

    def write(self) -> None:
        """Write the rows that wait; what is asked for does not see them before."""
        for table, rows in self._waiting.items():
            if rows:
                self.insert(table, rows)
        self._waiting.clear()

    def take_out(self, n: int, record: Record) -> None:
        """Take a record out; what it was looked up by is changed by itself."""
        for table in ("record", "data", "name"):
            self.do(f"DELETE FROM {table} WHERE n = ?", (n,))  # noqa: S608  # one of these
        self.take_out_words(n, record)

    def write_postings(self, every: Mapping[str, Mapping[str, list[str]]]) -> None:
        """Write all that the records of a new store are looked up by: the entries by criterion and value."""
        for criterion, held in sorted(every.items()):
            for entries in held.values():
                entries.sort()  # they nearly are: the records come in the order of the registry
            rows = (row for value in sorted(held) for row in self._parted(criterion, value, held[value]))
            self.insert("term", [*rows])

    def _parted(self, criterion: str, value: str, entries: list[str]) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a value: one for some entries, known by the first of them; the first row by nothing."""
        for at in range(0, len(entries), _ENTRIES):
            first = entries[at] if at else ""
            yield criterion, value, first, self.as_kept("\n".join(entries[at : at + _ENTRIES]))

    def change_postings(self, before: Postings, behind: Postings) -> None:
        """Take out what stood there before and is no longer true, and put in what is."""
        before, behind = set(before), set(behind)
        changes: defaultdict[tuple[str, str], list[tuple[bool, str]]] = defaultdict(list)
        for criterion, value, entry in before ^ behind:
            changes[criterion, value].append(((criterion, value, entry) in behind, entry))
        for (criterion, value), every in sorted(changes.items()):
            self._change(criterion, value, every)

    def _change(self, criterion: str, value: str, changes: list[tuple[bool, str]]) -> None:
        """Change the entries of a value, row by row."""
        question = "SELECT first FROM term WHERE criterion = ? AND value = ? ORDER BY first"
        firsts = [first for (first,) in self.rows(question, (criterion, value))] or [""]
        by_row: defaultdict[str, list[tuple[bool, str]]] = defaultdict(list)
        for change in changes:
            by_row[firsts[bisect_right(firsts, change[1]) - 1]].append(change)
        for first, every in by_row.items():
            self._change_row((criterion, value, first), every)
        if "" in by_row:  # where the first row went, the next one takes its place
            smallest = "(SELECT min(first) FROM term WHERE criterion = ? AND value = ?)"
            self.do(
                f"UPDATE term SET first = '' WHERE criterion = ? AND value = ? AND first = {smallest}",  # noqa: S608
                (criterion, value, criterion, value),
            )

    def _change_row(self, row: tuple[str, str, str], changes: list[tuple[bool, str]]) -> None:
        where = "WHERE criterion = ? AND value = ? AND first = ?"
        found = self.rows(f"SELECT entries FROM term {where}", row)  # noqa: S608  # constants
        with damage_told(self):
            entries = unpacked(found[0][0]).split("\n") if found else []
        for is_new, entry in changes:
            at = bisect_left(entries, entry)
            there = entries[at : at + 1] == [entry]
            if is_new and not there:
                entries.insert(at, entry)
            elif there and not is_new:
                del entries[at]
        if found and 0 < len(entries) <= 2 * _ENTRIES:
            kept = self.as_kept("\n".join(entries))
            self.do(f"UPDATE term SET entries = ? {where}", (kept, *row))  # noqa: S608
            return
        self.do(f"DELETE FROM term {where}", row)  # noqa: S608
        criterion, value, first = row
        parted = [*self._parted(criterion, value, entries)]
        self.insert("term", [(criterion, value, each or first, kept) for _, _, each, kept in parted])

    def write_listing(self, name: str, content: bytes, before: bytes = b"") -> None:
        """Write what is only ever looked at as a whole, a long one in pieces: those that are as before stay there."""
        there, pieces = _pieces(before), _pieces(content)
        for at, (old, new) in enumerate(zip(there, pieces, strict=False)):
            if old != new:
                self.do("UPDATE listing SET content = ? WHERE name = ? AND at = ?", (new, name, at))
        if len(pieces) < len(there):
            self.do("DELETE FROM listing WHERE name = ? AND at >= ?", (name, len(pieces)))
        elif len(pieces) > len(there):
            self.insert("listing", [(name, at, pieces[at]) for at in range(len(there), len(pieces))])

    def write_meta(self, manifest: str | None) -> None:
        """Write what the store is: its manifest, as JSON, and its digest from the ids and hashes of all records.

        They are in order; no letter of an id comes before the blank behind it, so that it does not matter whether
        ids or lines are.
        """
        meta = {"version": str(FORMAT), "texts": json.dumps(fields_with_texts())}
        digest = hashlib.sha256()
        if manifest is not None:
            meta["manifest"] = manifest
            digest.update(f" {hash_of(manifest)}\n".encode())
        for (entries,) in self.each("SELECT entries FROM term WHERE criterion = ? ORDER BY first", (HASH,)):
            with damage_told(self):
                digest.update(f"{unpacked(entries)}\n".encode())
        meta["digest"] = digest.hexdigest()
        self.do("DELETE FROM meta")
        for each in sorted(meta.items()):
            self.do("INSERT INTO meta (key, value) VALUES (?, ?)", each)


def _pieces(content: bytes) -> list[bytes]:
    return [content[at : at + _PIECE] for at in range(0, len(content), _PIECE)]


def listings_of(database: Database) -> dict[str, bytes]:
    """Give what :meth:`Tables.write_listing` wrote, by name."""
    pieces: defaultdict[str, list[bytes]] = defaultdict(list)
    for name, content in database.rows("SELECT name, content FROM listing ORDER BY name, at"):
        pieces[name].append(content)
    return {name: b"".join(each) for name, each in pieces.items()}


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
