"""The rows of the tables: one walk over the records gives those of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dialogues.errors import UnknownValue
from dialogues.findings import format_path
from dialogues.languages.localised import LocalisedText
from dialogues.publishing.columns import NAMES, Cell, Reader, Within, itself, named_language
from dialogues.publishing.tables import PARTS, TABLES, Row, Table, innermost
from dialogues.records import Name, Record
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import Path, fields_of, keys_of, references
from dialogues.registry.claims import Claims
from dialogues.registry.statements import settled_by, stance_of, value_text

if TYPE_CHECKING:
    from dialogues.records import Evidence
    from dialogues.registry import Registry


TableRow: TypeAlias = "tuple[str, Row]"
"""The name of a table, and the cells of a row of it, in the order of the columns."""


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
    return [dict(zip(names, cells, strict=True)) for _, cells in rows(registry, {table}, language)]


def wanted_table(name: str) -> Table:
    """Give a table by its name. Raises :class:`~dialogues.errors.UnknownValue` for a name that none has.

    >>> wanted_table("themes").key
    ('id',)
    """
    if name not in TABLES:
        from dialogues.names.suggestion import suggest  # here: only for a name that is misspelt

        raise UnknownValue("table", name, [*TABLES], suggest(name, [*TABLES]))
    return TABLES[name]


_SOME = 10  # records


def rows(
    registry: Registry, tables: Collection[str], language: str = "en", records: Iterable[Record] | None = None
) -> Iterator[TableRow]:
    """Give the rows of some tables in one walk: in the order of the records, and of the fields of each.

    Of ``records``, where these are given; else of all that the registry has.
    """
    wanted = frozenset(tables)
    walk = [(give, names <= wanted) for names, give in _GIVE if names & wanted]
    reader = Reader(language, registry)
    those = iter(registry.values() if records is None else records)
    # Some at a time, and one kind of row of them after the other: a processor likes to do one thing.
    while some := [(record, Claims(record)) for record in islice(those, _SOME)]:
        for give, all_wanted in walk:
            found = (row for record, claims in some for row in give(record, claims, reader))
            yield from found if all_wanted else (row for row in found if row[0] in wanted)


def _of_record(record: Record, _claims: Claims, reader: Reader) -> Iterator[TableRow]:
    standing = (record.id, record.collection, record.kind_word or None, record.retired is not None)
    yield "records", _cells("records", record, reader, standing)


def _of_collection(record: Record, _claims: Claims, reader: Reader) -> Iterator[TableRow]:
    yield record.collection, _cells(record.collection, record, reader)


def _cells(table: str, part: Any, reader: Reader, standing: Row = ()) -> Row:
    row = [*standing]
    for within, values, told, nothing in _told(table):
        here = part if within is None else within(part)
        if here is None:
            row += nothing
            continue
        held = [*values(here)]
        for at, cells, empty in told:
            value = held[at]
            if value is not None:
                held[at : at + 1] = cells(value, reader)
            elif empty:
                held[at : at + 1] = empty
        row += held
    return tuple(row)


_Cells = Callable[[Any, Reader], Row]


class _Group(NamedTuple):
    """The columns beside each other whose values are of one part."""

    within: Within | None
    """Gives the part; None for the one that the row is of."""
    values: Callable[[Any], tuple[Any, ...]]
    """Gives its values, as many as columns where each is the cell itself."""
    told: tuple[tuple[int, _Cells, Row | None], ...]
    """The values that are not, the last first: their numbers, what writes them, and what stands for None if more."""
    nothing: Row
    """What stands for a part that is not there."""


@cache
def _told(table: str) -> tuple[_Group, ...]:
    """Give what a row of a table is made of: values got together, and what writes each where it is not the cell."""
    groups = []
    for within, beside in groupby(TABLES[table].told, lambda told: told.within):
        those = [*beside]
        told = tuple(
            (at, each.cells, (None,) * len(each.columns) if len(each.columns) > 1 else None)
            for at, each in reversed([*enumerate(those)])
            if each.cells is not itself
        )
        nothing = (None,) * sum(len(each.columns) for each in those)
        groups.append(_Group(within, _getter([each.attribute for each in those]), told, nothing))
    return tuple(groups)


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    get: Callable[[Any], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda part: (get(part),)


def _of_parts(record: Record, claims: Claims, reader: Reader) -> Iterator[TableRow]:
    kind = type(record)
    for path, part in claims.parts:
        name = PARTS.get(type(part))
        standing = None if name is None else _standing(kind, path, name)
        if standing is not None and name is not None:
            yield name, _cells(name, part, reader, (record.id, *standing))
    for at, note in enumerate(getattr(record, "notes", ())):
        if isinstance(note, str):  # and no part
            yield "notes", (record.id, f"notes[{at}]", at + 1, note)


@lru_cache(16_384)
def _standing(kind: type[FileRecord], path: Path, table: str) -> Row | None:
    """Say where a part stands in its record; None for a single one, which stands among the columns of what it is of."""
    number = path[-1]
    if isinstance(number, int):
        standing: Row = (format_path(path), number + 1)
    elif innermost(kind, path) == path:
        standing = (format_path(path), None)
    else:
        return None
    if TABLES[table].columns[3].name != "within":
        return standing
    above = path[:-2] if isinstance(number, int) else path[:-1]
    return (*standing, format_path(innermost(kind, above)) or None)


def _of_names(record: Record, claims: Claims, reader: Reader) -> Iterator[TableRow]:
    for path, part in claims.parts:
        localised_fields, is_name = _names_of(type(part))
        for name, key in localised_fields:
            for tag, text in (getattr(part, name) or {}).items():
                yield _name(reader, record, (*path, key, str(tag)), Name(text, tag))
        if is_name:
            name_of: Any = part
            use = getattr(part, "use", None)
            yield _name(reader, record, path, Name(name_of.text, getattr(part, "language", None), use))
    fields = keys_of(type(record))
    heading = record.heading
    if isinstance(heading, str):
        yield _name(reader, record, ("name" if "name" in fields else "title",), Name(heading))
    for at, text in enumerate(getattr(record, "other_names", ()) if "other_names" in fields else ()):
        if isinstance(text, str):
            yield _name(reader, record, ("other_names", at), Name(text))


def _name(reader: Reader, record: Record, path: Path, name: Name) -> TableRow:
    text, tag, use = name
    written = None if tag is None else str(tag)
    language = None if written is None else named_language(written, reader.language)
    item, field = _item_and_field(path)
    return "names", (record.id, item, field, text, written, language, None if use is None else use.value)


@lru_cache(16_384)
def _item_and_field(path: Path) -> tuple[str, str]:
    """Write the path of a name, and the field that it stands in: the last part of that of a localised text is a tag."""
    return format_path(path), next(str(each) for each in reversed(path[:-1] or path) if isinstance(each, str))


@cache
def _names_of(kind: type) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Give the localised texts of a kind of part, and say whether it is a name itself."""
    return tuple((each.name, each.key) for each in fields_of(kind) if each.holds is LocalisedText), kind in NAMES


def _of_links(record: Record, _claims: Claims, _reader: Reader) -> Iterator[TableRow]:
    for each in references(record, cited=False):
        cells = (record.id, format_path(each.path), each.identifier, each.relation, each.inverse)
        yield "links", cells


def _of_statements(record: Record, claims: Claims, reader: Reader) -> Iterator[TableRow]:
    kind, identifier, collection = type(record), record.id, record.collection
    settled = claims.resolutions
    last: Evidence | None = None
    spoken: Row = ()
    for number, said in enumerate(claims.evidence, 1):
        by = said.by
        if by is not last:
            last, spoken = by, _spoken(by, reader)
        outcome = settled_by(said, settled) if settled else None
        end = (None, None) if outcome is None else (outcome.outcome.value, outcome.why)
        path, item, field = place_of(kind, said.claim)
        where = (identifier, path, number, collection, item, field, value_text(said.value))
        yield "statements", (*where, *spoken, *end)


def _spoken(by: Evidence, reader: Reader) -> Row:
    """Give what a piece of evidence says, whatever it is for."""
    source, classes = by.source, reader.classes
    if source not in classes:
        found = reader.registry.sources.get(source)
        classes[source] = None if found is None else found.source_class.value
    return (source, classes[source], stance_of(by)._value_, by.quote, by.says, by.basis._value_, by.note)


def _of_resolutions(record: Record, claims: Claims, _reader: Reader) -> Iterator[TableRow]:
    for number, each in enumerate(claims.resolutions, 1):
        path, *where = place_of(type(record), each.claim)
        told = (value_text(each.value), each.by.outcome.value, each.by.why)
        yield "resolutions", (record.id, path, number, *where, *told)


@lru_cache(16_384)
def place_of(kind: type[FileRecord], path: Path) -> tuple[str, str | None, str | None]:
    """Write a path of a record: whole, the row that it leads into, and the rest of it; None for what is empty."""
    item = innermost(kind, path)
    return format_path(path), format_path(item) or None, format_path(path[len(item) :]) or None


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
