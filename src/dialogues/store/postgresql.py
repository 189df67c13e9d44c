"""PostgreSQL: the tables of a store on a server, and what can be wrong with it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dialogues.errors import CannotUseStore, MissingDependency
from dialogues.store.database import Held, damage_told
from dialogues.store.layout import FORMAT

if TYPE_CHECKING:
    import psycopg

    from dialogues.names.tokens import Term
    from dialogues.registry.texts import Asked

SCHEMA = "dialogues"
"""The schema of the tables: whoever may create one in a database may build a store there."""

TABLES = """
CREATE TABLE meta (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
CREATE TABLE record (
  n bigint PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, collection text COLLATE "C" NOT NULL,
  sort text COLLATE "C" NOT NULL UNIQUE, date text COLLATE "C" NOT NULL, file text COLLATE "C" NOT NULL,
  sha256 bytea NOT NULL
);
CREATE TABLE data (n bigint PRIMARY KEY, json text NOT NULL);
CREATE TABLE listing (name text COLLATE "C" NOT NULL, at integer NOT NULL, content bytea NOT NULL,
  PRIMARY KEY (name, at));
CREATE TABLE term (criterion text COLLATE "C" NOT NULL, value text COLLATE "C" NOT NULL,
  first text COLLATE "C" NOT NULL, entries text NOT NULL, PRIMARY KEY (criterion, value, first));
CREATE TABLE name (n bigint NOT NULL, at integer NOT NULL, folded text COLLATE "C" NOT NULL,
  plain text COLLATE "C" NOT NULL, text text NOT NULL, language text, how text NOT NULL, PRIMARY KEY (n, at));
CREATE INDEX name_folded ON name USING hash (folded);
CREATE INDEX name_plain ON name USING hash (plain);
CREATE TABLE words (n bigint PRIMARY KEY, vector tsvector NOT NULL);
CREATE INDEX words_vector ON words USING gin (vector);
"""

NO_STORE = "it is no store of this library; build one with 'dialogues store build'"
_STATE = "SELECT value FROM meta WHERE key = 'digest'"
_WAIT = 5  # seconds that a server is waited for
_FAULTS = {
    "28": "the server does not let you in; see the user and the password",
    "3D": "there is no such database; create it, or see its name",
    "42501": "the user may not do that; let it read the schema dialogues, or create one to build a store",
    "42P01": NO_STORE,
    "3F": NO_STORE,
    "53100": "the disk of the server is full; what was there is as it was",
    "53": "the server has no room for more; try again later",
    "55P03": "another process is writing it; try again when that is over",
    "40": "another process is writing it; try again when that is over",
    "22P05": "the database cannot hold all letters; create one with the encoding UTF8",
    "57014": "the server ended what takes longer than it allows; allow more (statement_timeout), or ask for less",
    "25006": "it may not be written; the server is for reading alone",
}
_AWAY = "the server cannot be reached, or went away; see that it runs, and ask again"
_UNREADABLE = "the address cannot be read; write postgresql://USER@HOST/DATABASE"
_SCHEMES = ("postgresql://", "postgres://")

# A password may have all but a slash, as libpq reads it: an address with one there, or an "@" elsewhere, is not told.
_HOST = r"(?:\[[0-9A-Za-z:.%]*\]|[^\s:/?#@,\[\]]*)(?::[0-9]*)?"
_ADDRESS = re.compile(
    rf"(?P<scheme>postgres(?:ql)?://)(?:(?P<user>[^\s:/?#@]*)(?::[^/]*)?(?P<at>@))?"
    rf"(?P<rest>{_HOST}(?:,{_HOST})*(?:/[^\s?#@]*)?)(?:\?.*)?",
    re.DOTALL,
)


def without_password(address: str) -> str:
    """Give an address as it may be told: without the password, and without options that could hold one.

    >>> without_password("postgresql://me:secret@example.org/registry?password=secret")
    'postgresql://me@example.org/registry'
    """
    parts = _ADDRESS.fullmatch(address)
    return "postgresql://…" if parts is None else "".join(parts.groupdict("").values())


def connected(address: str, place: str) -> psycopg.Connection[Any]:
    """Connect to a server. Raises CannotUseStore when that fails, and MissingDependency without psycopg."""
    if not address.startswith(_SCHEMES) or not _can_stand([address]):
        raise CannotUseStore(place, _UNREADABLE)
    try:
        import psycopg  # here: an extra, and most stores are files
    except ImportError as error:
        raise MissingDependency("a store on PostgreSQL", "policy-dialogues[postgres]") from error
    try:
        with faults_told(place):
            return psycopg.connect(
                address,
                autocommit=True,
                connect_timeout=_WAIT,
                options=f"-c search_path={SCHEMA} -c lock_timeout={_WAIT}s",
                client_encoding="utf8",
            )
    except CannotUseStore as fault:
        # What cannot be read of an address, its cause quotes: a traceback would tell it.
        fault.__cause__ = fault.__context__ = None
        raise


@contextmanager
def faults_told(place: str) -> Iterator[None]:
    """Tell what is wrong with a server in the library's words: its own may name what is nobody's business."""
    import psycopg  # here: likewise

    try:
        yield
    except psycopg.Error as error:
        raise CannotUseStore(place, _told_of(error)) from error


def _told_of(error: psycopg.Error) -> str:
    import psycopg  # here: likewise

    state = error.sqlstate or ""
    told = next((_FAULTS[key] for key in (state, state[:2]) if key in _FAULTS), "")
    if not told and isinstance(error, psycopg.ProgrammingError) and not state:
        told = _UNREADABLE
    if not told and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        told = _AWAY if state else _told_on_connecting(str(error))
    return told or f"the server says: {state} {type(error).__name__}"


_ON_CONNECTING = {
    "authentication failed": "28",
    "no password supplied": "28",
    "is not permitted to log in": "28",
    "permission denied": "42501",
    "too many connections": "53",
    "remaining connection slots": "53",
}


def _told_on_connecting(message: str) -> str:
    """Tell why a server was not reached: before there is a connection, no code says it."""
    for words, code in _ON_CONNECTING.items():
        if words in message:
            return _FAULTS[code]
    return _FAULTS["3D"] if "does not exist" in message and "database" in message else _AWAY


class PostgreSQL:
    """A store on a server, for reading: one connection a thread, which is made again where it was lost.

    What is answered is of the state that was there when the store was opened: after each answer the server is asked
    whether that is still so. Statements are sent one by one, so that nothing is locked and no transaction stays open.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.place = without_password(address)
        self._local = threading.local()
        self._state: str | None = None
        require_store(self)
        with damage_told(self):
            self._state = self._ask(_STATE, ())[0][0]

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle as where it is, with the password if it has one: a connection belongs to one thread."""
        return PostgreSQL, (self.address,)

    def _connection(self) -> psycopg.Connection[Any]:
        held: Held[psycopg.Connection[Any]] | None = getattr(self._local, "held", None)
        if held is None or held.inherited or held.connection.closed:
            held = Held(connected(self.address, self.place))
            self._local.held = held
        return held.connection

    def rows(self, question: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask something; what is given is bound, and never a part of the question."""
        if not _can_stand(parameters):
            return []
        found = self._ask(question, parameters)
        if self._state is not None and self._ask(_STATE, ()) != [(self._state,)]:
            raise CannotUseStore(self.place, "it was replaced by a newer one; open it again")
        return found

    def _ask(self, question: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        connection = self._connection()
        with faults_told(self.place):
            return connection.execute(question.replace("?", "%s").encode(), parameters).fetchall()

    among = "= ANY(?)"
    """How a question says that something is one of several."""

    @staticmethod
    def listed(values: Iterable[str]) -> list[str]:
        """Write several values as one parameter."""
        return list(values)

    found = "FROM words JOIN record ON record.n = words.n WHERE vector @@ ?::text::tsquery"
    """How a question says that a record has words."""

    @staticmethod
    def ranked(asked: Asked, rank: int) -> str:
        """Write what the records of a rank have, and those of better ranks have not."""
        ranks = [_of_rank(asked, each) for each in range(rank + 1)]
        better = " | ".join(f"({each})" for each in ranks[:-1] if each)
        return f"({ranks[-1]}) & !({better})" if better else ranks[-1]


def _can_stand(parameters: Sequence[Any]) -> bool:
    """Say whether a text can hold what is asked for: none has half a character, or one that is nothing."""
    for each in parameters:
        for text in each if isinstance(each, list) else (each,):
            if isinstance(text, str) and ("\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)):
                return False
    return True


def _of_rank(asked: Asked, rank: int) -> str:
    """Write what has all the words as a rank wants them; empty for a rank that nothing can have."""
    if rank == 0:
        if not asked.language:
            return ""
        own = asked.in_own_language()
        return _all(own, "", whole=True)
    return _all(asked.terms, "A" if rank < 3 else "", whole=rank in (1, 3))


def _all(terms: Iterable[Term], weight: str, *, whole: bool) -> str:
    return " & ".join(f"({_phrase(each, weight, whole=whole)})" for each in terms)


def _phrase(term: Term, weight: str, *, whole: bool) -> str:
    # Tokens are letters, digits and marks alone: nothing in the quotation marks can end them.
    *before, last = term.tokens
    begins = "*" if term.begins and not whole else ""
    ends = f":{begins}{weight}" if begins or weight else ""
    words = [*(f"'{each}'{':' + weight if weight else ''}" for each in before), f"'{last}'{ends}"]
    return " <-> ".join(words)


def require_store(database: PostgreSQL) -> None:
    """Raise CannotUseStore for a database that has no store, for one that may not be read, or of another version."""
    try:
        written = dict(database.rows("SELECT key, value FROM meta")).get("version", "")
    except CannotUseStore as error:
        # A schema that may not be used is as if it were not there.
        hidden = "SELECT 1 FROM pg_namespace WHERE nspname = ? AND NOT has_schema_privilege(oid, 'USAGE')"
        if error.fault == NO_STORE and database.rows(hidden, (SCHEMA,)):
            raise CannotUseStore(database.place, _FAULTS["42501"]) from error
        raise
    if not written.isdecimal():
        raise CannotUseStore(database.place, NO_STORE)
    if int(written) != FORMAT:
        what = "update the library" if int(written) > FORMAT else "build it again with 'dialogues store build'"
        raise CannotUseStore(
            database.place, f"it has version {written}, and this library reads version {FORMAT}; {what}"
        )
