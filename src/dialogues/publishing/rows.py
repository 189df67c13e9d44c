"""The rows of the tables: one walk over the records gives those of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.errors import UnknownValue
from dialogues.findings import format_path
from dialogues.languages.localised import LocalisedText
from dialogues.publishing.columns import NAMES, Cell, Reader, named_language
from dialogues.publishing.tables import PARTS, TABLES, Row, Table, innermost
from dialogues.records import Name, Note, Record
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import Path, fields_of, references
from dialogues.registry.claims import Claims
from dialogues.registry.statements import stated, value_text

if TYPE_CHECKING:
    from dialogues.registry import Registry


class TableRow(NamedTuple):
    """A row, and the table that it is of."""

    table: str
    """The table's name."""
    cells: Row
    """Its cells, in the order of the columns."""


def to_rows(registry: Registry, table: str, *, language: str = "en") -> list[dict[str, Cell]]:
    """Give a table of a registry: each row by the names of its columns.

    A cell is a text, a number, a truth value, a :class:`datetime.date`, a tuple of texts, or None where the record says
    nothing. ``language`` is that of titles and of the names of countries and languages.
    Raises :class:`~dialogues.errors.UnknownValue` for a name that no table has.

    >>> import dialogues
    >>> rows = dialogues.to_rows(dialogues.load(), "documents", language="fr")
    >>> rows[0]["record"], rows[0]["language"], rows[0]["language_name"]
    ('china-2006', 'en', 'anglais')
    """
    names = [column.name for column in wanted_table(table).columns]
    return [dict(zip(names, row.cells, strict=True)) for row in rows(registry, {table}, language)]


def wanted_table(name: str) -> Table:
    """Give a table by its name. Raises :class:`~dialogues.errors.UnknownValue` for a name that none has.

    >>> wanted_table("themes").key
    ('id',)
    """
    if name not in TABLES:
        from dialogues.names.suggestion import suggest  # here: only for a name that is misspelt

        raise UnknownValue("table", name, [*TABLES], suggest(name, [*TABLES]))
    return TABLES[name]


def rows(
    registry: Registry, tables: Collection[str], language: str = "en", records: Iterable[Record] | None = None
) -> Iterator[TableRow]:
    """Give the rows of some tables in one walk: in the order of the records, and of the fields of each.

    Of ``records``, where these are given; else of all that the registry has.
    """
    wanted = frozenset(tables)
    walk = [give for names, give in _GIVE if names & wanted]
    reader = Reader(language, registry)
    for record in registry.values() if records is None else records:
        claims = Claims(record)
        for give in walk:
            for row in give(record, claims, reader):
                if row.table in wanted:
                    yield row


def _of_record(record: Record, _claims: Claims, reader: Reader) -> Iterator[TableRow]:
    standing = (record.id, record.collection, record.kind_word or None, record.retired is not None)
    yield TableRow("records", _cells("records", record, reader, standing))


def _of_collection(record: Record, _claims: Claims, reader: Reader) -> Iterator[TableRow]:
    yield TableRow(record.collection, _cells(record.collection, record, reader))


def _cells(table: str, part: Any, reader: Reader, standing: Row = ()) -> Row:
    row = [*standing]
    for value, cells, empty in _told(table):
        held = value(part)
        row += empty if held is None else cells(held, reader)
    return tuple(row)


@cache
def _told(table: str) -> tuple[tuple[Callable[[Any], Any], Callable[[Any, Reader], Row], Row], ...]:
    return tuple((told.value, told.cells, (None,) * len(told.columns)) for told in TABLES[table].told)


@cache
def _knows_within(table: str) -> bool:
    return TABLES[table].columns[3].name == "within"


def _of_parts(record: Record, claims: Claims, reader: Reader) -> Iterator[TableRow]:
    for path, part in claims.parts:
        name = PARTS.get(type(part))
        if name is None:
            continue
        last = path[-1]
        if isinstance(last, int):
            standing: Row = (record.id, format_path(path), last + 1)
        elif innermost(type(record), path) == path:
            standing = (record.id, format_path(path), None)
        else:
            continue  # a single part stands among the columns of what it is of
        if _knows_within(name):
            above = path[:-2] if isinstance(last, int) else path[:-1]
            standing = (*standing, format_path(innermost(type(record), above)) or None)
        yield TableRow(name, _cells(name, part, reader, standing))
    for at, note in enumerate(getattr(record, "notes", ())):
        if not isinstance(note, Note):
            yield TableRow("notes", (record.id, f"notes[{at}]", at + 1, note))


def _of_names(record: Record, claims: Claims, reader: Reader) -> Iterator[TableRow]:
    for path, part in claims.parts:
        for name, key in _localised_fields(type(part)):
            for tag, text in (getattr(part, name) or {}).items():
                yield _name(reader, record, (*path, key, str(tag)), Name(text, tag))
        if isinstance(part, NAMES):
            use = getattr(part, "use", None)
            yield _name(reader, record, path, Name(part.text, getattr(part, "language", None), use))
    heading = record.heading
    if isinstance(heading, str):
        yield _name(reader, record, ("name" if hasattr(record, "name") else "title",), Name(heading))
    for at, text in enumerate(getattr(record, "other_names", ())):
        if isinstance(text, str):
            yield _name(reader, record, ("other_names", at), Name(text))


def _name(reader: Reader, record: Record, path: Path, name: Name) -> TableRow:
    text, tag, use = name
    language = (None, None) if tag is None else (str(tag), named_language(tag, reader.language))
    used = None if use is None else use.value
    # The last part of the path of a localised text is its language.
    field = next(str(each) for each in reversed(path[:-1] or path) if isinstance(each, str))
    return TableRow("names", (record.id, format_path(path), field, text, *language, used))


@cache
def _localised_fields(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, each.key) for each in fields_of(kind) if each.holds is LocalisedText)


def _of_links(record: Record, _claims: Claims, _reader: Reader) -> Iterator[TableRow]:
    for each in references(record, cited=False):
        cells = (record.id, format_path(each.path), each.identifier, each.relation, each.inverse)
        yield TableRow("links", cells)


def _of_statements(record: Record, claims: Claims, reader: Reader) -> Iterator[TableRow]:
    for number, each in enumerate(stated(record, claims, reader.registry.sources), 1):
        outcome = each.resolution
        cells = (
            *(record.id, each.path, number, record.collection, *item_and_field(type(record), each.place), each.value),
            *(each.source, None if each.source_class is None else each.source_class.value, each.stance.value),
            *(each.quote, each.says, each.basis.value, each.note, None if outcome is None else outcome.value, each.why),
        )
        yield TableRow("statements", cells)


def _of_resolutions(record: Record, claims: Claims, _reader: Reader) -> Iterator[TableRow]:
    for number, each in enumerate(claims.resolutions, 1):
        where = item_and_field(type(record), each.claim)
        told = (value_text(each.value), each.by.outcome.value, each.by.why)
        yield TableRow("resolutions", (record.id, format_path(each.claim), number, *where, *told))


@lru_cache(16_384)
def item_and_field(kind: type[FileRecord], path: Path) -> tuple[str | None, str | None]:
    """Part a path of a record into the row that it leads into and the rest of it; None for what is empty."""
    item = innermost(kind, path)
    return format_path(item) or None, format_path(path[len(item) :]) or None


_Give = Callable[[Record, Claims, Reader], Iterator[TableRow]]
_GIVE: tuple[tuple[frozenset[str], _Give], ...] = (
    (frozenset(("records",)), _of_record),
    (frozenset(TABLES) - {*PARTS.values(), "records", "names", "links", "statements", "resolutions"}, _of_collection),
    (frozenset(PARTS.values()), _of_parts),
    (frozenset(("names",)), _of_names),
    (frozenset(("links",)), _of_links),
    (frozenset(("statements",)), _of_statements),
    (frozenset(("resolutions",)), _of_resolutions),
)
