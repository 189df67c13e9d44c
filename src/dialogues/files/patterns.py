"""What a record hands on to another that is begun like it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from dialogues.records.fields_of import FieldOf, fields_of

# What a record that is taken as a pattern does not hand on: it is of that record alone.
_NO_PATTERN = frozenset(
    (  # noqa: SIM905  # as words
        "evidence resolution retired relations predecessor predecessors listed status status_on access binding"
        " title_basis authentic_languages prevailing_language actions figures contributions files signatories documents"
    ).split()
)


def handed_on(value: Mapping[str, Any], kind: type) -> dict[str, Any]:
    """Give what a record hands on as a pattern: words of closed lists, places, languages and whom it names."""
    found: dict[str, Any] = {}
    for each in fields_of(kind):
        held = value.get(each.key)
        if held is None or each.key in _NO_PATTERN:
            continue
        if each.part is not None:
            items = [held] if isinstance(held, Mapping) else held
            below = [handed_on(item, each.part) for item in items if isinstance(item, Mapping)]
            below = [item for item in below if item]
            if below:
                found[each.key] = below[0] if isinstance(held, Mapping) else below
        elif _is_pattern(each):
            found[each.key] = held
    return found


def _is_pattern(field: FieldOf) -> bool:
    closed = isinstance(field.holds, type) and issubclass(field.holds, StrEnum)
    named = field.reference is not None and field.reference.collection != "sources"
    return closed or named or field.key in ("country", "territory", "language", "designation", "partners", "countries")
