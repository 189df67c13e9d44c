"""Records of values that were validated before: as pydantic makes them of the same values, and faster to begin with.

pydantic builds its validators for all kinds of record before it reads the first, which takes as long as reading the
bundled registry. Here each field has the parser that its declaration names, and nothing is built; limits are not
asked again. A record made so is in nothing other than one that was validated: it is equal, and copied, written and
pickled as that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BeforeValidator, PlainValidator

from dialogues.records.fields import FileRecord
from dialogues.records.shared import FieldNames, shared_names

R = TypeVar("R", bound=FileRecord)
Parser = Callable[[Any], Any]

_BOOLEANS = {"true": True, "false": False}
_set = object.__setattr__


class _Plan(NamedTuple):
    """How a kind of record is made."""

    fields: dict[str, tuple[str, Parser | None]]
    """The attribute of each key, and what makes its value; None for a text, which is as it is written."""
    blank: dict[str, Any]
    """All attributes in their order, with their defaults."""
    given: dict[tuple[str, ...], FieldNames]
    """The set of fields for keys that were met."""


def restored(kind: type[R], value: Mapping[str, Any]) -> R:
    """Make a record of what a file says, which was validated; the id stands among the values.

    Raises KeyError or ValueError where it cannot have been validated: such a value has to be.
    """
    fields, blank, given = _plan(kind)
    held = blank.copy()
    for key, each in value.items():
        name, parser = fields[key]
        held[name] = each if parser is None else parser(each)
    keys = tuple(value)
    names = given.get(keys)
    if names is None:
        names = given[keys] = shared_names(fields[key][0] for key in keys)
    record = kind.__new__(kind)
    _set(record, "__dict__", held)
    _set(record, "__pydantic_fields_set__", names)
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return record


@cache
def _plan(kind: type[FileRecord]) -> _Plan:
    declared = kind.__pydantic_fields__
    fields = {
        field.alias or name: (name, _declared(field.annotation, field.metadata)) for name, field in declared.items()
    }
    return _Plan(fields, {name: field.default for name, field in declared.items()}, {})


def _declared(annotation: Any, metadata: list[Any]) -> Parser | None:
    """Give the parser that a declaration names in the place of its type's own, or before it."""
    for each in metadata:
        if isinstance(each, PlainValidator):
            return _function(each)
    parser = _parser(annotation)
    before: Parser | None = next((_function(each) for each in metadata if isinstance(each, BeforeValidator)), None)
    if before is None or parser is None:
        return before or parser
    return lambda value: parser(before(value))


def _parser(annotation: Any) -> Parser | None:
    """Give what makes a value of a type of what is written; None for a text. Raises KeyError for another type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _declared(arguments[0], [*arguments[1:]])
    if origin is tuple:
        return _items(_parser(arguments[0]))
    if NoneType in arguments:
        return _or_nothing(_parser(next(each for each in arguments if each is not NoneType)))
    if arguments:  # a text, or a part in its place
        return _text_or(next(parser for parser in map(_parser, arguments) if parser is not None))
    return _made(annotation)


def _made(kind: Any) -> Parser | None:
    if isinstance(kind, type) and issubclass(kind, FileRecord):
        return lambda value: restored(kind, value)
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _SCALARS[kind]


_SCALARS: dict[Any, Parser | None] = {str: None, int: int, float: float, bool: _BOOLEANS.__getitem__}


def _items(parser: Parser | None) -> Parser:
    return tuple if parser is None else lambda values: tuple([parser(each) for each in values])


def _or_nothing(parser: Parser | None) -> Parser | None:
    return None if parser is None else lambda value: None if value is None else parser(value)


def _text_or(parser: Parser) -> Parser:
    return lambda value: value if value.__class__ is str else parser(value)


def _function(validator: BeforeValidator | PlainValidator) -> Parser:
    function: Any = validator.func
    parser: Parser = function
    return parser
