"""SQLite: the tables of a store, the one file that holds them, and what can be wrong with it."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from dialogues.errors import CannotUseStore
from dialogues.store.database import Held, damage_told
from dialogues.store.layout import DAMAGED, FORMAT

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
CREATE TABLE listing (name TEXT NOT NULL, at INTEGER NOT NULL, content BLOB NOT NULL);
CREATE UNIQUE INDEX listing_at ON listing (name, at);
CREATE TABLE term (criterion TEXT NOT NULL, value TEXT NOT NULL, first TEXT NOT NULL, entries BLOB NOT NULL);
CREATE UNIQUE INDEX term_value ON term (criterion, value, first);
CREATE TABLE name (n INTEGER NOT NULL, at INTEGER NOT NULL, folded TEXT NOT NULL, plain TEXT NOT NULL,
  text TEXT NOT NULL, language TEXT, how TEXT NOT NULL, PRIMARY KEY (n, at)) WITHOUT ROWID;
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_plain ON name (plain);
CREATE VIRTUAL TABLE words USING fts5(names, own, rest, content = '', tokenize = 'ascii', columnsize = 0);
"""

NO_STORE = "it is no store of this library; build one with 'dialogues store build'"
BUSY = "another process is writing it; try again when that is over"
_FAULTS = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_NOTADB": NO_STORE,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_FULL": "the disk is full; what was there is as it was",
    "SQLITE_READONLY": "it may not be written; allow that first, or write another file",
    "SQLITE_CANTOPEN": "it cannot be opened; see that it is there and may be read",
    "SQLITE_IOERR": "the disk does not answer; what was there is as it was",
}
_REPLACED = "it was replaced by a newer one; open it again"
_CUT_OFF = "a synchronisation was cut off; run 'dialogues store sync' again, as a user that may write it"
_STATE = "SELECT value FROM meta WHERE key = 'digest'"
PATIENCE = 5.0  # seconds that another process is waited for


@contextmanager
def faults_told(path: str) -> Iterator[None]:
    """Tell what is wrong with a database in the library's words."""
    try:
        yield
    except sqlite3.Error as error:
        name = "_".join(_name_of(error).split("_")[:2])
        told = "this Python has an SQLite without FTS5" if "fts5" in str(error) else f"the database says: {error}"
        raise CannotUseStore(path, _FAULTS.get(name, told)) from error


def _name_of(error: sqlite3.Error) -> str:
    """Give SQLite's name of a fault; Python has none for a text that is none, which it tells as such a fault."""
    return getattr(error, "sqlite_errorname", "SQLITE_CORRUPT" if isinstance(error, sqlite3.OperationalError) else "")


def connected(path: str, mode: str) -> sqlite3.Connection:
    """Connect to a file that is there, ``ro`` or ``rw``.

    A file that SQLite has open is never opened in another way: closing it would take SQLite's locks away.
    """
    address = f"{_address_of(path)}?mode={mode}"
    # Whichever thread lets go of it last closes it.
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)


def _address_of(path: str) -> str:
    """Write a path as SQLite wants it; ``Path.as_uri`` imports what takes 4 ms of a process that asks once."""
    whole = os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100  # likewise
    whole = whole if whole.startswith("/") else f"/{whole}"
    return "file://" + "".join(
        chr(each) if each < 0x80 and (chr(each).isalnum() or chr(each) in "/:._-~") else f"%{each:02X}"
        for each in os.fsencode(whole)
    )


class SQLite:
    """A store's file, open for reading: one connection a thread, and nothing is ever written.

    What is answered is of the state that was there when the store was opened: each question is a transaction, in which
    it is asked whether that is still so.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.place = os.fspath(path)
        self._local = threading.local()
        self._state: str | None = None
        # The file that was opened first: a thread that comes later must not see another one.
        self._status = status_of(self.place)
        self._path = os.path.abspath(self.place)  # noqa: PTH100  # there it stays, wherever the process goes
        require_store(self.place, self._ask)
        with damage_told(self):
            self._state = self._ask(_STATE)[0][0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle as where it is: a connection belongs to one thread of one process."""
        return SQLite, (self.place,)

    def _connection(self) -> sqlite3.Connection:
        held: Held[sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held.inherited:
            self._require_same_file()
            held = Held(connected(self._path, "ro"))
            self._local.held, self._local.version = held, None
        return held.connection

    def rows(self, question: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask something; what is given is bound, and never a part of the question."""
        return self._ask(question, parameters)

    def _ask(self, question: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with faults_told(self.place):
            try:
                return self._in_one_state(question, parameters)
            except UnicodeEncodeError:
                return []  # half a character (a surrogate) stands in no record
            except UnicodeDecodeError as error:  # SQLite quotes what it cannot read
                raise CannotUseStore(self.place, DAMAGED) from error
            except sqlite3.OperationalError as error:
                if _name_of(error) != "SQLITE_READONLY_ROLLBACK":
                    raise
            self._recover()
            return self._in_one_state(question, parameters)

    def _in_one_state(self, question: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Ask something, and whether the state is still the one that was opened."""
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            found = connection.execute(question, parameters).fetchall()
            if self._state is not None:
                version = connection.execute("PRAGMA data_version").fetchone()
                if version != self._local.version:
                    if connection.execute(_STATE).fetchall() != [(self._state,)]:
                        raise CannotUseStore(self.place, _REPLACED)
                    self._local.version = version
        finally:
            connection.commit()
        return found

    def _require_same_file(self) -> None:
        if not os.path.samestat(self._status, status_of(self._path, self.place)):
            raise CannotUseStore(self.place, _REPLACED)

    def _recover(self) -> None:
        """Go back to the old state where a synchronisation was killed: only who may write it can."""
        self._require_same_file()
        try:
            with closing(connected(self._path, "rw")) as connection:
                connection.execute("SELECT name FROM sqlite_schema LIMIT 1")
        except sqlite3.OperationalError as error:
            raise CannotUseStore(self.place, _CUT_OFF) from error

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


def status_of(path: str, place: str = "") -> os.stat_result:
    """Give what a file is. Raises CannotUseStore for one that is not there, is no file, or may not be read.

    ``place`` is what it is called where that is told, if that is something else.
    """
    place = place or path
    try:
        status = os.stat(path)  # noqa: PTH116  # likewise
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise CannotUseStore(place, (error.strerror or "it cannot be read").lower()) from error
    except ValueError as error:  # no file is called so: it has half a character, or one that is nothing
        raise CannotUseStore(place, os.strerror(errno.ENOENT).lower()) from error
    if not stat.S_ISREG(status.st_mode):
        raise CannotUseStore(place, NO_STORE)  # a pipe may never give its first byte
    return status


def require_store(path: str, ask: Callable[[str], list[tuple[Any, ...]]]) -> None:
    """Raise CannotUseStore for a file that is no store, or one of another version."""
    if ask("PRAGMA application_id") != [(APPLICATION,)]:
        raise CannotUseStore(path, NO_STORE)
    written = ask("PRAGMA user_version")[0][0]
    if written != FORMAT:
        what = "update the library" if written > FORMAT else "build it again with 'dialogues store build'"
        raise CannotUseStore(path, f"it has version {written}, and this library reads version {FORMAT}; {what}")
