"""The references between records, found by the type of the fields that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from dialogues.records.fields import Reference

Path = tuple[str | int, ...]


class ReferenceFound(NamedTuple):
    """A field that names another record."""

    path: Path
    """Where the field is."""
    identifier: str
    """The id of the other record."""
    collection: str
    """The collection the other record must be in; empty for any."""


def references(record: object, above: Path = ()) -> Iterator[ReferenceFound]:
    """Go through every reference of a record, in the order of its fields; paths start below ``above``."""
    for name, key, collection in _plan(type(record)):  # type: ignore[arg-type]  # a class can always be a key
        value = getattr(record, name)
        if not value:
            continue
        if not isinstance(value, tuple):
            if collection is None:
                yield from references(value, (*above, key))
            else:
                yield ReferenceFound((*above, key), value, collection)
            continue
        for index, item in enumerate(value):
            if collection is None:
                yield from references(item, (*above, key, index))
            else:
                yield ReferenceFound((*above, key, index), item, collection)


@cache
def _plan(kind: type) -> tuple[tuple[str, str, str | None], ...]:
    """List the fields to look into: attribute, key in the file, and the collection (None: look below)."""
    plan: list[tuple[str, str, str | None]] = []
    for name, field in getattr(kind, "__pydantic_fields__", {}).items():
        found = [each for each in (*field.metadata, *_marks(field.annotation)) if isinstance(each, Reference)]
        if found:
            plan.append((name, field.alias or name, found[0].collection))
        elif (nested := record_type_in(field.annotation)) and _plan(nested):
            plan.append((name, field.alias or name, None))
    return tuple(plan)


def _marks(annotation: Any) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _marks(part)


def record_type_in(annotation: Any) -> type | None:
    """Give the record type that a field's type is made of (``tuple[Party, ...]`` → ``Party``), if any."""
    if hasattr(annotation, "__pydantic_fields__"):
        return annotation if isinstance(annotation, type) else None
    for part in get_args(annotation):
        found = record_type_in(part)
        if found is not None:
            return found
    return None
