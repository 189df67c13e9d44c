"""The names of the fields that were given, which many parts of records have in common: one set for all of them.

pydantic gives each part a set of its own, a quarter of the memory of a registry. Records never change, so that one set
can stand for all that are equal; it refuses to be changed, and what is copied or pickled has a plain set again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from pydantic import BaseModel

_MOST = 4_096
"""Sets that are shared; a kind of part has a few dozen."""


class FieldNames(set[str]):
    """The names of fields, as ``model_fields_set`` gives them; a copy of it is a plain set."""

    __slots__ = ()

    def __copy__(self) -> set[str]:
        return set(self)

    copy = __copy__

    def __reduce__(self) -> tuple[Any, ...]:
        return set, (sorted(self),)

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("records never change, nor what was given of them; make a copy of the set")

    add = discard = remove = pop = clear = update = _refuse
    difference_update = intersection_update = symmetric_difference_update = _refuse
    __ior__ = __iand__ = __isub__ = __ixor__ = _refuse


_shared: dict[frozenset[str], FieldNames] = {}
_last: dict[type[BaseModel], FieldNames] = {}
_slot: Any = BaseModel.__dict__["__pydantic_fields_set__"]


def share_field_names(part: BaseModel) -> None:
    """Give a record, or a part of one, the set that all with these fields have; its own parts are left as they are."""
    given, kind = part.__pydantic_fields_set__, part.__class__
    shared = _last.get(kind)
    if shared is None or shared != given:  # most parts of a kind have the same as the one before
        shared = _last[kind] = shared_names(given)
    _slot.__set__(part, shared)


def shared_names(given: Iterable[str]) -> FieldNames:
    """Give the one set of some names of fields; one of its own where there are too many."""
    names = frozenset(given)
    shared = _shared.get(names)
    if shared is None:
        shared = FieldNames(names)
        if len(_shared) < _MOST:
            shared = _shared.setdefault(names, shared)
    return shared
