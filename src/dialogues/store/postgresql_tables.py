"""Writing a store on a server: in one transaction, so that everybody else sees the old state until it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from dialogues.errors import CannotUseStore
from dialogues.records import Record
from dialogues.registry.texts import GAP, marked, searched
from dialogues.store.database import Database
from dialogues.store.postgresql import SCHEMA, TABLES, PostgreSQL, connected, faults_told, without_password
from dialogues.store.tables import COLUMNS, Tables

if TYPE_CHECKING:
    import psycopg


_NEW = f"{SCHEMA}_building"
# In the order in which questions take them, so that none waits for a build that waits for it.
_IN_ORDER = ("words", "name", "record", "data", "term", "listing", "meta")
_OF_OLD_TABLES = f"WHERE relnamespace = '{SCHEMA}'::regnamespace AND relkind = 'r'"
_GRANTED = (
    "SELECT format('GRANT %s ON %s TO %s', privilege_type, new,"  # noqa: S608  # constants
    " CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)"
    f" FROM pg_class, aclexplode(relacl), to_regclass('{_NEW}.' || quote_ident(relname)) AS new"
    f" {_OF_OLD_TABLES} AND new IS NOT NULL"
)
_OTHERS = f"SELECT format('DROP TABLE %s CASCADE', oid::regclass) FROM pg_class {_OF_OLD_TABLES}"  # noqa: S608  # likewise


class PostgreSQLTables(PostgreSQL, Tables):
    """The tables of a server within a transaction."""

    columns = COLUMNS | {"words": "n, vector"}

    def __init__(self, connection: psycopg.Connection[Any], place: str) -> None:
        Tables.__init__(self)
        self.connection = connection
        self.place = place
        self._state = None

    def _connection(self) -> psycopg.Connection[Any]:
        return self.connection

    def insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Write many rows into a table."""
        statement = f"COPY {table} ({self.columns[table]}) FROM STDIN"
        with faults_told(self.place), self.connection.cursor().copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)

    def do(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Change something."""
        with faults_told(self.place):
            self.connection.execute(statement.replace("?", "%s").encode(), parameters)

    @staticmethod
    def texts(record: Record) -> tuple[Any, ...]:
        """Write what is searched of a record: words with their places, those of names with the weight A."""
        places: dict[str, list[str]] = {}
        texts, at = searched(record), 0
        for language, stream in (*texts.names, (None, texts.rest)):
            for word in stream.split():
                at += 1
                if word != GAP:
                    places.setdefault(word, []).append(str(at) if language is None else f"{at}A")
                    if language:
                        places.setdefault(marked(word, language), []).append(f"{at}A")
        return (" ".join(f"'{word}':{','.join(each)}" for word, each in places.items()),)

    @staticmethod
    def as_kept(text: str) -> str:
        """Leave a long text as it is: the server packs it by itself."""
        return text

    def take_out_words(self, n: int, record: Record) -> None:  # noqa: ARG002  # the row says what to forget
        """Take a record's words out."""
        self.do("DELETE FROM words WHERE n = ?", (n,))


class Server:
    """The server of a store."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.place = without_password(address)
        self._locking: psycopg.Connection[Any] | None = None

    def is_there(self) -> bool:
        """Say whether a store is there. Raises CannotUseStore for one of another version."""
        if not self._has("schema"):
            return False
        PostgreSQL(self.address)
        return True

    def require_ours(self) -> None:
        """Raise CannotUseStore where the schema has other tables, so that nothing but a store is ever overwritten."""
        if self._has("schema") and not self._has("table"):
            raise CannotUseStore(
                self.place, "the schema dialogues is there and is no store of this library; use another database"
            )

    def _has(self, what: str) -> bool:
        question = {
            "schema": "SELECT 1 FROM pg_namespace WHERE nspname = %s",
            "table": "SELECT 1 FROM information_schema.columns WHERE table_schema = %s"
            " AND table_name = 'words' AND column_name = 'vector'",
        }[what]
        connection = connected(self.address, self.place)
        with closing(connection), faults_told(self.place):
            return bool(connection.execute(question.encode(), (SCHEMA,)).fetchall())

    @contextmanager
    def locked(self) -> Iterator[Database]:
        """Keep others from synchronising the store; who reads it is not kept from anything."""
        with self._transaction() as connection:
            with faults_told(self.place):
                connection.execute("LOCK TABLE meta IN EXCLUSIVE MODE")
            self._locking = connection
            try:
                yield PostgreSQL(self.address)  # a connection of its own, which sees the old state to the end
            finally:
                self._locking = None

    @contextmanager
    def written(self, *, anew: bool = False) -> Iterator[Tables]:
        """Give the tables within a transaction, that of the lock where there is one: all is written, or nothing."""
        with self._transaction() as connection:
            if anew:
                with faults_told(self.place):
                    _begin(connection)
            yield PostgreSQLTables(connection, self.place)
            if anew:
                with faults_told(self.place):
                    _take_the_place(connection)
        if anew:
            self._analyse()

    @contextmanager
    def _transaction(self) -> Iterator[psycopg.Connection[Any]]:
        if self._locking is not None:
            yield self._locking
            return
        connection = connected(self.address, self.place)
        with closing(connection), faults_told(self.place), connection.transaction():
            yield connection

    def _analyse(self) -> None:
        """Let the server count what is there, so that it chooses well how to look."""
        connection = connected(self.address, self.place)
        with closing(connection), faults_told(self.place):
            connection.execute("ANALYZE meta, listing, record, data, term, name, words")


def _begin(connection: psycopg.Connection[Any]) -> None:
    """Make the new tables beside those that are there, which others go on reading; nobody else writes them."""
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}".encode())
    if connection.execute(f"SELECT to_regclass('{SCHEMA}.meta')".encode()).fetchone() != (None,):
        connection.execute(f"LOCK TABLE {SCHEMA}.meta IN EXCLUSIVE MODE".encode())
    connection.execute(f"CREATE SCHEMA {_NEW}; SET LOCAL search_path = {_NEW}; {TABLES}".encode())


def _take_the_place(connection: psycopg.Connection[Any]) -> None:
    """Put the new tables into the place of the old ones: whoever might read or write those may do so with these."""
    for (statement,) in connection.execute(_GRANTED.encode()).fetchall():
        connection.execute(statement.encode())
    there = ", ".join(f"{SCHEMA}.{table}" for table in _IN_ORDER)
    connection.execute(f"DROP TABLE IF EXISTS {there} CASCADE".encode())
    for (statement,) in connection.execute(_OTHERS.encode()).fetchall():  # of another version
        connection.execute(statement.encode())
    for table in _IN_ORDER:
        connection.execute(f"ALTER TABLE {_NEW}.{table} SET SCHEMA {SCHEMA}".encode())
    connection.execute(f"DROP SCHEMA {_NEW}".encode())
