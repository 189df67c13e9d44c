"""Writing a store's file: the new one beside it, renamed when it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from dialogues.errors import CannotUseStore
from dialogues.files.replace import sync_folder
from dialogues.records import Record
from dialogues.store.database import Database
from dialogues.store.layout import FORMAT
from dialogues.store.rows import text_columns
from dialogues.store.sqlite import APPLICATION, TABLES, SQLite, faults_told, require_store
from dialogues.store.tables import COLUMNS, Tables

_PATIENCE = 5.0  # seconds that another writer is waited for
_PAGE = 16_384  # bytes: few records are longer, and less room is left over than in pages of 4,096
_FORGOTTEN = 3_600  # seconds after which a file that a killed run left behind is no longer written by anybody


class SQLiteTables(SQLite, Tables):
    """The tables of a new file."""

    columns = COLUMNS | {"words": "rowid, names, own, rest"}

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        Tables.__init__(self)
        self.connection = connection
        self.path = path

    def _connection(self) -> sqlite3.Connection:
        return self.connection

    def insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Write many rows into a table."""
        columns = self.columns[table]
        places = ", ".join("?" * len(columns.split(", ")))
        with faults_told(self.path):
            self.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608

    def do(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Change something."""
        with faults_told(self.path):
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

    def is_there(self) -> bool:
        """Say whether a store is there. Raises CannotUseStore for one of another version."""
        if not Path(self.place).exists():
            return False
        require_store(self.place)
        return True

    def require_ours(self) -> None:
        """Raise CannotUseStore for a file that is no store, so that nothing else is ever overwritten."""
        if not Path(self.place).exists():
            return
        with Path(self.place).open("rb") as stream:
            head = stream.read(100)
        if int.from_bytes(head[68:72], "big") != APPLICATION or not head.startswith(b"SQLite format 3\0"):
            raise CannotUseStore(self.place, "the file is there and is no store of this library; write another one")

    @contextmanager
    def locked(self) -> Iterator[Database]:
        """Keep others from synchronising the store; who reads it is not kept from anything."""
        path = self.place
        before = Path(path).stat()
        if not before.st_mode & 0o222:
            raise CannotUseStore(path, "it is write-protected; allow it to be written first (chmod u+w)")
        with faults_told(path), closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if not os.path.samestat(before, Path(path).stat()):
                raise CannotUseStore(path, "another process has just written it; run the command again")
            yield SQLite(path)
            connection.execute("ROLLBACK")

    @contextmanager
    def written(self, *, anew: bool = False) -> Iterator[Tables]:
        """Give the tables of a new file, which takes the place of the old one when all is written."""
        with _replacing(self.place) as new:
            if not anew:
                shutil.copyfile(self.place, new)
            with faults_told(self.place), closing(_opened(new)) as connection:
                if anew:
                    connection.executescript(f"PRAGMA page_size = {_PAGE};{TABLES}")
                connection.execute("BEGIN")
                yield SQLiteTables(connection, self.place)
                connection.execute("COMMIT")
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {FORMAT}")


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
            os.fsync(stream.fileno())
        Path(new).chmod(_mode(target))
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
