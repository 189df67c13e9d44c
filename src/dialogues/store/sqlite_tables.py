"""Writing a store's file: a new one beside the old one, renamed when it is whole; changes in one transaction, in place.

SQLite's journal has the pages that change as they were, beside the file: who opens it after a kill goes back to those.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from dialogues.errors import CannotUseStore
from dialogues.files.replace import sync_folder
from dialogues.records import Record
from dialogues.store.database import Database
from dialogues.store.layout import FORMAT
from dialogues.store.rows import text_columns
from dialogues.store.sqlite import APPLICATION, BUSY, NO_STORE, TABLES, SQLite, connected, faults_told, status_of
from dialogues.store.tables import COLUMNS, Tables

_PAGE = 16_384  # bytes: few records are longer, and less room is left over than in pages of 4,096
_COUNTER, _COUNTED_AT = (
    4,
    (24, 92),
)  # bytes, and where they are in the head: the counter, and what its version is valid for
_FORGOTTEN = 3_600  # seconds after which a file that a killed run left behind is no longer written by anybody


class SQLiteTables(SQLite, Tables):
    """The tables of a new file."""

    columns = COLUMNS | {"words": "rowid, names, own, rest"}

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        Tables.__init__(self)
        self.connection = connection
        self.place = path

    def rows(self, question: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask something, within the transaction."""
        with faults_told(self.place):
            return self.connection.execute(question, parameters).fetchall()

    def each(self, question: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Ask something whose answer is long, row by row."""
        with faults_told(self.place):
            yield from self.connection.execute(question, parameters)

    def insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Write many rows into a table."""
        columns = self.columns[table]
        places = ", ".join("?" * len(columns.split(", ")))
        with faults_told(self.place):
            self.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608

    def do(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Change something."""
        with faults_told(self.place):
            self.connection.execute(statement, parameters)

    @staticmethod
    def texts(record: Record) -> tuple[Any, ...]:
        """Write what is searched of a record: names, names marked with their language, and the rest."""
        return text_columns(record)

    def take_out_words(self, n: int, record: Record) -> None:
        """Take a record's words out: their texts are not kept, and have to be given again."""
        columns = "INSERT INTO words (words, rowid, names, own, rest) VALUES ('delete', ?, ?, ?, ?)"
        self.do(columns, (n, *self.texts(record)))


class File:
    """The file of a store."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._locking: sqlite3.Connection | None = None

    def is_there(self) -> bool:
        """Say whether a store is there. Raises CannotUseStore for one of another version."""
        if not Path(self.place).exists():
            return False
        SQLite(self.place)
        return True

    def require_ours(self) -> None:
        """Raise CannotUseStore for a file that is no store, so that nothing else is ever overwritten."""
        if not Path(self.place).exists():
            return
        try:
            status_of(self.place)
            with faults_told(self.place), closing(connected(self.place, "ro")) as connection:
                is_ours = connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        except CannotUseStore as error:
            is_ours = error.fault != NO_STORE and _has_our_head(self.place)
        if not is_ours:
            raise CannotUseStore(self.place, "the file is there and is no store of this library; write another one")

    @contextmanager
    def locked(self) -> Iterator[Database]:
        """Keep others from synchronising the store; who reads it is not kept from anything."""
        path = self.place
        before = Path(path).stat()
        if not before.st_mode & 0o222:
            raise CannotUseStore(path, "it is write-protected; allow it to be written first (chmod u+w)")
        if not os.access(Path(os.path.realpath(path)).parent, os.W_OK):
            raise CannotUseStore(path, "its folder may not be written, where the journal is while it changes")
        with faults_told(path), closing(connected(path, "rw")) as connection:
            # All that changes stays in memory until it is written: readers wait for that alone.
            connection.execute("PRAGMA cache_spill = OFF")
            connection.execute("BEGIN IMMEDIATE")
            if not os.path.samestat(before, Path(path).stat()):
                raise CannotUseStore(path, "another process has just written it; run the command again")
            self._locking = connection
            try:
                yield SQLite(path)
            finally:
                self._locking = None
                connection.rollback()

    @contextmanager
    def written(self, *, anew: bool = False) -> Iterator[Tables]:
        """Give the tables of a new file, which takes the place of the old one, or those that are locked."""
        if not anew:
            assert self._locking is not None
            yield SQLiteTables(self._locking, self.place)
            with faults_told(self.place):
                self._locking.execute("COMMIT")
            return
        with _replacing(self.place) as new, faults_told(self.place), closing(_opened(new)) as connection:
            connection.executescript(f"PRAGMA page_size = {_PAGE};{TABLES}")
            connection.execute("BEGIN")
            yield SQLiteTables(connection, self.place)
            connection.execute("COMMIT")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")


def _has_our_head(path: str) -> bool:
    """Say whether a file that SQLite cannot read, because it is damaged, was a store."""
    with Path(path).open("rb") as stream:
        head = stream.read(100)
    return head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:72], "big") == APPLICATION


def _opened(new: str) -> sqlite3.Connection:
    """Open a new file for writing: it is nobody's until it is renamed, and needs no journal."""
    connection = sqlite3.connect(new, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


@contextmanager
def _replacing(path: str) -> Iterator[str]:
    """Give a new file beside a path, and rename it when it is whole; what goes wrong leaves nothing behind."""
    target = Path(os.path.realpath(path))
    new = ""
    try:
        descriptor, new = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        os.close(descriptor)
        yield new
        with open(new, "rb+") as stream:  # noqa: PTH123  # a descriptor is needed
            _count_from_elsewhere(stream)
            os.fsync(stream.fileno())
        Path(new).chmod(_mode(target))
        with _nobody_writing(target, path):
            Path(new).replace(target)
    except BaseException as error:
        if new:
            with suppress(OSError):
                Path(new).unlink()
        if isinstance(error, OSError):
            problem = "the disk is full; what was there is as it was" if error.errno == errno.ENOSPC else ""
            problem = problem or f"it cannot be written: {(error.strerror or str(error)).lower()}"
            raise CannotUseStore(path, problem) from error
        raise
    sync_folder(target.parent)
    _clear_away(target)


def _count_from_elsewhere(stream: BinaryIO) -> None:
    """Have the file count its changes from a number that hardly another build has.

    By this number SQLite sees whether what it remembers of a file is still so. All builds would have the same, and who
    has a store open would be answered from two, once a file of the same size is copied over it.
    """
    counter = os.urandom(_COUNTER)
    for place in _COUNTED_AT:
        stream.seek(place)
        stream.write(counter)
    stream.flush()


@contextmanager
def _nobody_writing(target: Path, path: str) -> Iterator[None]:
    """Let nobody synchronise the old file while a new one takes its place: that would be given the old one's pages."""
    with ExitStack() as open_until_then:
        if target.exists():
            connection = open_until_then.enter_context(closing(connected(str(target), "rw")))
            try:
                with faults_told(path):
                    connection.execute("BEGIN IMMEDIATE")
            except CannotUseStore as error:
                if error.fault == BUSY:
                    raise
                # It is damaged, or may not be written: nobody writes it.
            if os.name == "nt":
                open_until_then.close()  # what is open cannot be replaced there, by nobody else too
        target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
        yield
        # Where another program had the old file keep a log, that would be read as one of the new file.
        for end in ("-wal", "-shm"):
            with suppress(OSError):
                target.with_name(f"{target.name}{end}").unlink()


def _mode(target: Path) -> int:
    """Give the mode of the file that is replaced, or that of any new file."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _clear_away(target: Path) -> None:
    """Remove what runs that were killed left behind."""
    for left in target.parent.glob(f".{target.name}.????????.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                left.unlink()
