"""The columns of a table, made of the fields of a kind of record: a field is one column, or a few beside each other.

One module: a writer for each kind of value, and the one table that says which kind has which.
"""

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
from dialogues.records import (
    Date,
    Evidence,
    Figure,
    OrganisationName,
    OtherTitle,
    PersonName,
    Place,
    Resolution,
    Signature,
)
from dialogues.records.durations import Duration
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode

if TYPE_CHECKING:
    from dialogues.registry import Registry

Cell: TypeAlias = "str | int | float | bool | datetime.date | tuple[str, ...] | None"
"""A value of a table: None where the record says nothing; a tuple is a list of texts."""
Target: TypeAlias = "tuple[str, tuple[str, ...]]"
"""What a column refers to: a table, and the columns of its key."""


@frozen
class Reader:
    """Whom a table is for, and what its cells are looked up in."""

    language: str
    """The reader's language."""
    registry: Registry = field(repr=False)
    """The registry."""
    partners: dict[str, str] = field(factory=dict, repr=False, init=False)
    """The names of partners, as far as they were asked for: many agreements have the same."""
    classes: dict[str, str | None] = field(factory=dict, repr=False, init=False)
    """How far sources can be relied on, likewise."""


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
Within: TypeAlias = Callable[[Any], Any]
"""Gives a single part of a record, None where it has none."""


@frozen
class Told:
    """A column, or a few beside each other, that one value of a record is told in."""

    columns: tuple[Column, ...]
    """The columns."""
    attribute: str
    """What the value is of its record, or of the single part of it that it stands in."""
    cells: Callable[[Any, Reader], tuple[Cell, ...]]
    """Writes it, as a reader is told it."""
    within: Within | None = None
    """Gives that part; None for a value of the record itself."""


def told_of(kind: type, above: tuple[str, ...] = (), within: Within | None = None) -> Iterator[Told]:
    """Give what a kind of record is told in, field by field; a single part stands among them, its key before its own.

    Lists of parts and figures have tables of their own.
    """
    for each in fields_of(kind):
        path = (*above, each.key)
        part = each.part
        if part in (Evidence, Resolution):
            continue
        if part is None:
            yield from _told(kind, each, path, within)
        elif not each.several and part is not Figure:
            if kind is Signature and part is Place:  # which may be a text alone
                column = _column(kind, path, ColumnType.STRING, "Empty where a place is told by parts.")
                yield Told((column,), each.name, _text_alone, within)
            for told in told_of(part, path, _part(each.name, within)):
                yield evolve(told, columns=tuple(evolve(column, required=False) for column in told.columns))


def _part(name: str, within: Within | None) -> Within:
    """Give a single part by its attribute, where it is one and not a text in its place."""
    own = attrgetter(name)

    def part(record: Any) -> Any:
        whole = record if within is None else within(record)
        found = None if whole is None else own(whole)
        return None if isinstance(found, str) else found

    return part


def _column(kind: type, path: tuple[str, ...], of: ColumnType, meaning: str = "", **more: Any) -> Column:
    return Column("_".join(path), of, path, owner=kind, meaning=meaning, **more)


def _told(kind: type, of: FieldOf, path: tuple[str, ...], within: Within | None) -> Iterator[Told]:
    """Give what a field that holds values and no parts is told in."""
    if of.several:
        if of.key != "other_names":  # of themes: they stand in the table of names
            texts = ColumnType.TEXTS if of.holds is str else ColumnType.CODES
            yield Told((_column(kind, path, texts),), of.name, _several, within)
        return
    columns, cells = _MORE.get(of.holds, _plain)
    yield Told(columns(kind, of, path), of.name, cells if not _is_closed(of) else _word, within)


def _is_closed(of: FieldOf) -> bool:
    return isinstance(of.holds, type) and issubclass(of.holds, StrEnum)


def itself(value: Any, _reader: Reader) -> tuple[Cell, ...]:
    """Write a value as it is."""
    return (value,)


def _text_alone(value: Any, _reader: Reader) -> tuple[Cell, ...]:
    return (value if isinstance(value, str) else None,)


def _text(value: Any, _reader: Reader) -> tuple[Cell, ...]:
    return (str(value),)


def _several(value: Any, _reader: Reader) -> tuple[Cell, ...]:
    return (tuple([str(each) for each in value]),)


def _word(value: Any, _reader: Reader) -> tuple[Cell, ...]:
    return (value._value_,)  # as quick as an attribute is


_TYPES = {int: ColumnType.INTEGER, float: ColumnType.NUMBER, bool: ColumnType.BOOLEAN}


def _one(kind: type, of: FieldOf, path: tuple[str, ...]) -> tuple[Column, ...]:
    """Give the column of a text, a number, an id or a word of a closed list."""
    words = tuple(word.value for word in of.holds) if _is_closed(of) else ()
    target = None if of.reference is None else (of.reference.collection or "records", ("id",))
    wanted = _TYPES.get(of.holds, ColumnType.STRING)
    return (_column(kind, path, wanted, required=of.required, words=words, target=target),)


def _localised_columns(kind: type, of: FieldOf, path: tuple[str, ...]) -> tuple[Column, ...]:
    name = "_".join(path)
    told = "In one language; the table `names` has all."
    tag = f"The language of `{name}`, as a BCP 47 tag."
    return (
        _column(kind, path, ColumnType.STRING, told, required=of.required),
        Column(f"{name}_language", ColumnType.STRING, path, required=of.required, meaning=tag),
    )


def localised(value: LocalisedText, reader: Reader) -> tuple[Cell, ...]:
    """Write a text in the language that suits a reader best, and which that is."""
    tag, text = value.best(reader.language)
    return text, str(tag)


def date_columns(first: Column) -> tuple[Column, ...]:
    """Give the three columns of a date: as EDTF writes it, and the first and the last day that it can mean."""
    days = [
        Column(
            f"{first.name}_{which}est",
            ColumnType.DATE,
            first.path,
            derived=True,
            meaning=f"The {'first' if which == 'earli' else 'last'} day that `{first.name}` can mean.",
        )
        for which in ("earli", "lat")
    ]
    return (first, *days)


def _date_columns(kind: type, _of: FieldOf, path: tuple[str, ...]) -> tuple[Column, ...]:
    return date_columns(_column(kind, path, ColumnType.STRING, "As EDTF."))


@lru_cache(65_536)
def _days(date: Date) -> tuple[Cell, ...]:
    return str(date), date.earliest, date.latest


def days(date: Date, _reader: Reader) -> tuple[Cell, ...]:
    """Write a date, and give its first and last day; many records have the same dates."""
    return _days(date)


def _named_columns(kind: type, of: FieldOf, path: tuple[str, ...]) -> tuple[Column, ...]:
    """Give the two columns of a code: the code, and its name in the reader's language."""
    name = "_".join(path)
    told = f"The name of `{name}` in the language of the export."
    return (
        _column(kind, path, ColumnType.STRING, required=of.required),
        Column(f"{name}_name", ColumnType.STRING, path, derived=True, required=of.required, meaning=told),
    )


def _place(value: str, reader: Reader) -> tuple[Cell, ...]:
    return value, named_place(value, reader.language)


def _language(value: LanguageTag, reader: Reader) -> tuple[Cell, ...]:
    tag = str(value)
    return tag, named_language(tag, reader.language)


@cache
def named_place(code: str, language: str) -> str:
    """Name a country, or a part of one, in a language."""
    from dialogues.registry.display import place_name  # here: reads the names of territories

    return place_name(code, language)


@cache
def named_language(tag: str, language: str) -> str:
    """Name a language, by its tag, in another."""
    from dialogues.languages.display import language_name  # here: reads the names of languages

    return language_name(LanguageTag.parse(tag), language)


_Columns: TypeAlias = Callable[[type, FieldOf, tuple[str, ...]], tuple[Column, ...]]
_Cells: TypeAlias = Callable[[Any, Reader], tuple[Cell, ...]]
_plain: tuple[_Columns, _Cells] = (_one, itself)
_MORE: dict[Any, tuple[_Columns, _Cells]] = {
    LocalisedText: (_localised_columns, localised),
    Date: (_date_columns, days),
    Duration: (_one, _text),
    CountryCode: (_named_columns, _place),
    SubdivisionCode: (_named_columns, _place),
    LanguageTag: (_named_columns, _language),
}
