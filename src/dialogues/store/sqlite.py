"""SQLite: the tables of a store, the one file that holds them, and what can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogues.errors import CannotUseStore
from dialogues.store.database import Held
from dialogues.store.layout import FORMAT

if TYPE_CHECKING:
    from dialogues.names.tokens import Term
    from dialogues.registry.texts import Asked

APPLICATION = 0x6469616C  # "dial": it stands in the file's head, so that no other database is taken for a store

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, collection TEXT NOT NULL, sort TEXT NOT NULL UNIQUE,
  date TEXT NOT NULL, file TEXT NOT NULL, sha256 BLOB NOT NULL
);
CREATE TABLE data (n INTEGER PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE listing (name TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE term (criterion TEXT NOT NULL, value TEXT NOT NULL, entries BLOB NOT NULL);
CREATE UNIQUE INDEX term_value ON term (criterion, value);
CREATE TABLE name (n INTEGER NOT NULL, at INTEGER NOT NULL, folded TEXT NOT NULL, plain TEXT NOT NULL,
  text TEXT NOT NULL, language TEXT, how TEXT NOT NULL, PRIMARY KEY (n, at)) WITHOUT ROWID;
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_plain ON name (plain);
CREATE VIRTUAL TABLE words USING fts5(names, own, rest, content = '', tokenize = 'ascii', columnsize = 0);
"""

_FAULTS = {
    "SQLITE_BUSY": "another process is writing it; try again when that is over",
    "SQLITE_LOCKED": "another process is writing it; try again when that is over",
    "SQLITE_NOTADB": "it is no store of this library; build one with 'dialogues store build'",
    "SQLITE_CORRUPT": "it is damaged or was cut short; build it again with 'dialogues store build'",
    "SQLITE_FULL": "the disk is full; what was there is as it was",
    "SQLITE_READONLY": "it may not be written; allow that first, or write another file",
    "SQLITE_CANTOPEN": "it cannot be opened; see that it is there and may be read",
    "SQLITE_IOERR": "the disk does not answer; what was there is as it was",
}


@contextmanager
def faults_told(path: str) -> Iterator[None]:
    """Tell what is wrong with a database in the library's words."""
    try:
        yield
    except sqlite3.Error as error:
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        told = "this Python has an SQLite without FTS5" if "fts5" in str(error) else f"the database says: {error}"
        raise CannotUseStore(path, _FAULTS.get(name, told)) from error


class SQLite:
    """A store's file, open for reading: one connection a thread, and nothing is ever written.

    A file is never changed but replaced as a whole, so that who has one open goes on with what it held.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        require_store(self.path)
        self._local = threading.local()
        # The file that was opened first: a thread that comes later must not see another one.
        self._status = Path(self.path).stat()
        self.rows("SELECT key FROM meta LIMIT 1")

    def _connection(self) -> sqlite3.Connection:
        held: Held[sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held.inherited:
            if not os.path.samestat(self._status, Path(self.path).stat()):
                raise CannotUseStore(self.path, "it was replaced by a newer one; open it again")
            address = f"{Path(self.path).absolute().as_uri()}?mode=ro&immutable=1"
            # Whichever thread lets go of it last closes it.
            held = Held(sqlite3.connect(address, uri=True, check_same_thread=False))
            self._local.held = held
        return held.connection

    def rows(self, question: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask something; what is given is bound, and never a part of the question."""
        with faults_told(self.path):
            try:
                return self._connection().execute(question, parameters).fetchall()
            except UnicodeEncodeError:
                return []  # half a character (a surrogate) stands in no record
            except OSError as error:
                raise CannotUseStore(self.path, (error.strerror or "it cannot be read").lower()) from error

    among = "IN (SELECT value FROM json_each(?))"
    """How a question says that something is one of several."""

    @staticmethod
    def listed(values: Iterable[str]) -> str:
        """Write several values as one parameter."""
        import json  # here: most questions have none

        return json.dumps(list(values))

    found = "FROM words JOIN record ON record.n = words.rowid WHERE words MATCH ?"
    """How a question says that a record has words."""

    @staticmethod
    def ranked(asked: Asked, rank: int) -> str:
        """Write what the records of a rank have, and those of better ranks have not."""
        ranks = [_of_rank(asked, each) for each in range(rank + 1)]
        better = " OR ".join(f"({each})" for each in ranks[:-1] if each)
        return f"({ranks[-1]}) NOT ({better})" if better else ranks[-1]


def _of_rank(asked: Asked, rank: int) -> str:
    """Write what has all the words as a rank wants them; empty for a rank that nothing can have."""
    if rank == 0:
        if not asked.language:
            return ""
        own = asked.in_own_language()
        return f"own : ({_all(own, whole=True)})"
    columns = "names" if rank < 3 else "{names rest}"
    return f"{columns} : ({_all(asked.terms, whole=rank in (1, 3))})"


def _all(terms: Iterable[Term], *, whole: bool) -> str:
    # Tokens are letters, digits and marks alone: nothing in the quotation marks can end them.
    return " AND ".join(f'"{" ".join(each.tokens)}"{"" if whole or not each.begins else " *"}' for each in terms)


def require_store(path: str) -> None:
    """Raise CannotUseStore for a file that is missing, no store, cut short, or of another version."""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(100)
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise CannotUseStore(path, (error.strerror or "it cannot be read").lower()) from error
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise CannotUseStore(path, _FAULTS["SQLITE_NOTADB"])
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise CannotUseStore(path, _FAULTS["SQLITE_NOTADB"])
    written = int.from_bytes(head[60:64], "big")
    if written != FORMAT:
        what = "update the library" if written > FORMAT else "build it again with 'dialogues store build'"
        raise CannotUseStore(path, f"it has version {written}, and this library reads version {FORMAT}; {what}")
    page = int.from_bytes(head[16:18], "big")
    if size < int.from_bytes(head[28:32], "big") * (65_536 if page == 1 else page):
        raise CannotUseStore(path, _FAULTS["SQLITE_CORRUPT"])
