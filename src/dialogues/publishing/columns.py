"""The columns of a table, made of the fields of a kind of record: a field is one column, or a few beside each other."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve, field, frozen

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records import Date, Evidence, Figure, OrganisationName, OtherTitle, PersonName, Place, Resolution
from dialogues.records.durations import Duration
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode

if TYPE_CHECKING:
    from dialogues.registry import Registry

Cell: TypeAlias = "str | int | float | bool | datetime.date | tuple[str, ...] | None"
"""A value of a table: None where the record says nothing; a tuple is a list of texts."""
Getter: TypeAlias = "Callable[[Any, Reader], Cell]"
"""Gives the cell of a part of a record, as a reader is told it."""
Target: TypeAlias = "tuple[str, tuple[str, ...]]"
"""What a column refers to: a table, and the columns of its key."""


@frozen
class Reader:
    """Whom a table is for, and what its cells are looked up in."""

    language: str
    """The reader's language."""
    registry: Registry = field(repr=False)
    """The registry."""


class ColumnType(StrEnum):
    """What the cells of a column are."""

    STRING = "string"
    """Text."""
    INTEGER = "integer"
    """A whole number."""
    NUMBER = "number"
    """A number."""
    BOOLEAN = "boolean"
    """``true`` or ``false``."""
    DATE = "date"
    """A day of the calendar, ``2007-11-29``."""
    CODES = "list"
    """Codes, tags, words or ids; in a cell of text with a space between two."""
    TEXTS = "array"
    """Texts; in a cell of text as a JSON array."""


@frozen
class Column:
    """A column of a table."""

    name: str
    """Its name."""
    kind: ColumnType
    """What its cells are."""
    get: Getter = field(repr=False, eq=False)
    """What gives the cell of a part."""
    path: tuple[str, ...] = ()
    """The keys that lead to the value in the mapping of the file (``("period", "start")``); empty where it is none."""
    derived: bool = False
    """Whether it follows from other columns, or from where the row stands: it is not read back from a table."""
    required: bool = False
    """Whether every row has it."""
    words: tuple[str, ...] = ()
    """The words of its closed list; empty for a column without one."""
    target: Target | None = None
    """What its cells refer to."""
    owner: type | None = field(default=None, repr=False)
    """The kind of record that the field belongs to, whose docstring is the meaning of the column."""
    meaning: str = field(default="", repr=False)
    """What is to be added to that; the whole meaning for a column that is no field."""

    @property
    def description(self) -> str:
        """What the column says, from the docstring of the record's field."""
        if self.owner is None:
            return self.meaning
        from dialogues.records.json_schema import field_docstrings  # here: reads the source of the records

        name = next(each.name for each in fields_of(self.owner) if each.key == self.path[-1])
        kinds = (each for each in self.owner.__mro__ if issubclass(each, FileRecord))
        told = next(found[name] for each in kinds if name in (found := field_docstrings(each)))
        text = " ".join(told.replace("``", "`").split())
        return f"{text} {self.meaning}" if self.meaning else text


NAMES = (OrganisationName, OtherTitle, PersonName)
"""The parts that are names, and stand in the table of names."""


def columns_of(kind: type, above: tuple[str, ...] = (), get: Callable[[Any], Any] | None = None) -> Iterator[Column]:
    """Give the columns of a kind of record; those of a single part stand among them, with its key before theirs.

    Lists of parts and figures have tables of their own.
    """
    for each in fields_of(kind):
        value = _getter(each.name, get)
        path = (*above, each.key)
        part = each.part
        if part in (Evidence, Resolution):
            continue
        if part is None:
            yield from _columns(kind, each, path, value)
        elif not each.several and part is not Figure:
            if part is Place and _may_be_text(kind):
                yield _column(
                    kind, path, ColumnType.STRING, _where(value, str), "Empty where a place is told by parts."
                )
            yield from (evolve(column, required=False) for column in columns_of(part, path, _part(value, part)))


def _may_be_text(kind: type) -> bool:
    """Say whether a kind's place may be a text alone, as that of a signature may."""
    return kind.__name__ == "Signature"


def _getter(name: str, get: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    own = attrgetter(name)
    if get is None:
        return own

    def of_part(record: Any) -> Any:
        part = get(record)
        return None if part is None else own(part)

    return of_part


def _part(get: Callable[[Any], Any], kind: type) -> Callable[[Any], Any]:
    def part(record: Any) -> Any:
        value = get(record)
        return value if isinstance(value, kind) else None

    return part


def _where(get: Callable[[Any], Any], kind: type) -> Getter:
    def cell(record: Any, _reader: Reader) -> Cell:
        value: Cell = get(record)
        return value if isinstance(value, kind) else None

    return cell


def _column(kind: type, path: tuple[str, ...], of: ColumnType, get: Getter, meaning: str = "", **more: Any) -> Column:
    return Column("_".join(path), of, get, path, owner=kind, meaning=meaning, **more)


def _columns(kind: type, of: FieldOf, path: tuple[str, ...], get: Callable[[Any], Any]) -> Iterator[Column]:
    """Give the columns of a field that holds values and no parts."""
    if of.several:
        if of.key == "other_names":
            return  # of themes: they stand in the table of names
        texts = of.holds is str
        yield _column(kind, path, ColumnType.TEXTS if texts else ColumnType.CODES, _several(get))
        return
    make: Callable[..., Iterator[Column]] = _MORE.get(of.holds, _plain)
    yield from make(kind, of, path, get)


def _several(get: Callable[[Any], Any]) -> Getter:
    def cell(record: Any, _reader: Reader) -> Cell:
        values = get(record)
        return None if values is None else tuple([str(value) for value in values])

    return cell


_TYPES = {int: ColumnType.INTEGER, float: ColumnType.NUMBER, bool: ColumnType.BOOLEAN}


def _plain(kind: type, of: FieldOf, path: tuple[str, ...], get: Callable[[Any], Any]) -> Iterator[Column]:
    """Give the column of a text, a number, an id or a word of a closed list."""
    words: tuple[str, ...] = ()
    if isinstance(of.holds, type) and issubclass(of.holds, StrEnum):
        words = tuple(word.value for word in of.holds)
    target = None
    if of.reference is not None:
        target = (of.reference.collection or "records", ("id",))
    wanted = _TYPES.get(of.holds, ColumnType.STRING)
    cell: Getter = _word(get) if words else lambda record, _reader: get(record)
    yield _column(kind, path, wanted, cell, required=of.required, words=words, target=target)


def _word(get: Callable[[Any], Any]) -> Getter:
    def cell(record: Any, _reader: Reader) -> Cell:
        value = get(record)
        return None if value is None else value.value

    return cell


def _localised(kind: type, of: FieldOf, path: tuple[str, ...], get: Callable[[Any], Any]) -> Iterator[Column]:
    name = "_".join(path)

    def text(record: Any, reader: Reader) -> Cell:
        value = get(record)
        return value.best(reader.language)[1] if value else None

    def tag(record: Any, reader: Reader) -> Cell:
        value = get(record)
        return str(value.best(reader.language)[0]) if value else None

    yield _column(
        kind, path, ColumnType.STRING, text, "In one language; the table `names` has all.", required=of.required
    )
    yield Column(
        f"{name}_language", ColumnType.STRING, tag, path, required=of.required,
        meaning=f"The language of `{name}`, as a BCP 47 tag.",
    )  # fmt: skip


def _date(kind: type, _of: FieldOf, path: tuple[str, ...], get: Callable[[Any], Any]) -> Iterator[Column]:
    """Give the three columns of a date: as EDTF writes it, and the first and the last day that it can mean."""
    name = "_".join(path)
    yield _column(kind, path, ColumnType.STRING, lambda record, _reader: _edtf(get(record)), "As EDTF.")
    for at, which in ((1, "earliest"), (2, "latest")):
        yield Column(
            f"{name}_{which}",
            ColumnType.DATE,
            _day(get, at),
            path,
            derived=True,
            meaning=f"The {'first' if at == 1 else 'last'} day that `{name}` can mean.",
        )


def _edtf(date: Date | None) -> str | None:
    return None if date is None else _days(date)[0]


def _day(get: Callable[[Any], Any], at: int) -> Getter:
    def cell(record: Any, _reader: Reader) -> Cell:
        date = get(record)
        return None if date is None else _days(date)[at]

    return cell


@lru_cache(65_536)
def _days(date: Date) -> tuple[str, datetime.date, datetime.date]:
    """Write a date, and give its first and last day; many records have the same dates."""
    return str(date), date.earliest, date.latest


def date_columns(name: str, meaning: str, get: Callable[[Any], Date | None]) -> Iterator[Column]:
    """Give the three columns of a date that no field has."""
    yield Column(name, ColumnType.STRING, lambda record, _reader: _edtf(get(record)), derived=True, meaning=meaning)
    for at, which in ((1, "earliest"), (2, "latest")):
        told = f"The {'first' if at == 1 else 'last'} day that `{name}` can mean."
        yield Column(f"{name}_{which}", ColumnType.DATE, _day(get, at), derived=True, meaning=told)


def _named(name_of: Callable[[Any, str], str]) -> Callable[..., Iterator[Column]]:
    """Give what makes two columns of a code: the code, and its name in the reader's language."""

    def columns(kind: type, of: FieldOf, path: tuple[str, ...], get: Callable[[Any], Any]) -> Iterator[Column]:
        name = "_".join(path)

        def code(record: Any, _reader: Reader) -> Cell:
            value = get(record)
            return None if value is None else str(value)

        def named(record: Any, reader: Reader) -> Cell:
            value = get(record)
            return None if value is None else name_of(value, reader.language)

        yield _column(kind, path, ColumnType.STRING, code, required=of.required)
        told = f"The name of `{name}` in the language of the export."
        yield Column(f"{name}_name", ColumnType.STRING, named, path, derived=True, required=of.required, meaning=told)

    return columns


@cache
def named_place(code: str, language: str) -> str:
    """Name a country, or a part of one, in a language."""
    from dialogues.registry.display import place_name  # here: reads the names of territories

    return place_name(code, language)


@cache
def named_language(tag: LanguageTag, language: str) -> str:
    """Name a language in another."""
    from dialogues.languages.display import language_name  # here: reads the names of languages

    return language_name(tag, language)


def _duration(kind: type, of: FieldOf, path: tuple[str, ...], get: Callable[[Any], Any]) -> Iterator[Column]:
    def text(record: Any, _reader: Reader) -> Cell:
        value = get(record)
        return None if value is None else str(value)

    yield _column(kind, path, ColumnType.STRING, text, required=of.required)


_MORE: dict[Any, Callable[..., Iterator[Column]]] = {
    LocalisedText: _localised,
    Date: _date,
    Duration: _duration,
    CountryCode: _named(named_place),
    SubdivisionCode: _named(named_place),
    LanguageTag: _named(named_language),
}
