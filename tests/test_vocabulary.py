"""The closed lists: each of their values is read where it may stand."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from enum import StrEnum
from functools import cache
from typing import Any

import pytest

from dialogues import vocabulary
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import FieldOf, fields_of
from test_description import whole


def lists_of(kind: type, above: tuple[FieldOf, ...] = ()) -> Iterator[tuple[FieldOf, ...]]:
    """Go through the fields of a kind of record that hold a closed list, each with those that lead to it."""
    for each in fields_of(kind):
        way = (*above, each)
        if isinstance(each.holds, type) and issubclass(each.holds, StrEnum):
            yield way
        elif each.part is not None and each.part not in {one.part for one in above}:
            yield from lists_of(each.part, way)


LISTS = {
    (collection, ".".join(each.key for each in way)): way
    for collection, kind in RECORD_TYPES.items()
    for way in lists_of(kind)
}


@pytest.mark.parametrize(
    ("place", "value"),
    [(place, value) for place, way in LISTS.items() for value in way[-1].holds],
    ids=lambda each: "-".join(each) if isinstance(each, tuple) else str(each),
)
def test_each_value_of_a_closed_list_is_read_where_it_may_stand(place: tuple[str, str], value: StrEnum) -> None:
    kind, way = RECORD_TYPES[place[0]], LISTS[place]
    written: dict[str, Any] = {"id": "example", **_whole(kind)}
    here = written
    for field in way[:-1]:
        here = _below(here, field)
    last = way[-1]
    here[last.key] = [value.value] if isinstance(here.get(last.key), list) else value.value
    found: Any = kind.model_validate(written, by_alias=True, by_name=False)
    for field in way:
        found = getattr(found, field.name)
        found = found[0] if isinstance(found, tuple) else found
    assert found is value


def _whole(kind: Any) -> dict[str, Any]:
    return deepcopy(_made(kind))


_made = cache(whole)


def _below(here: dict[str, Any], field: FieldOf) -> dict[str, Any]:
    """Give the part that a field holds, the first of several; it is made where it is not there."""
    assert field.part is not None
    held = here.get(field.key)
    if isinstance(held, list) and held and isinstance(held[0], dict):
        first: dict[str, Any] = held[0]
        return first
    if isinstance(held, dict):
        return held
    made = _whole(field.part)
    here[field.key] = [made] if field.name in ("evidence", "resolution") or isinstance(held, list) else made
    return made


def test_each_closed_list_is_that_of_a_field() -> None:
    used = {way[-1].holds for way in LISTS.values()}
    lists = {
        each
        for each in vars(vocabulary).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    }
    assert {each.__name__ for each in lists - used} == set()
