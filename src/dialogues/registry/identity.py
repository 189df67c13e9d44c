"""Which item of a list is which: by what it is of, and never by its place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from attrs import field, frozen

Json: TypeAlias = Any
"""A JSON value, as a record is written."""

# For each kind of part, the keys that tell its items apart, the finest first. What no key of a row tells apart is
# matched by the next row, but only where one item is gone and one is new; an empty row matches any such two.
KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Action": (("action", "party", "date"), ("action", "party"), ("action",)),
    "Application": (("territory", "party", "except"), ("territory", "party"), ("territory",)),
    "Contribution": (("person", "group", "kind"), ("person", "group"), ("organisation", "country")),
    "Document": (
        ("language", "media_type", "role"),
        ("language", "role"),
        ("language",),
        ("printed_label", "role"),
        (),
    ),
    "EventFile": (("printed", "number"), ("printed",), ("number",)),
    "Evidence": (("source", "for", "quote"), ("source", "for"), ("source",)),
    "Figure": (("printed", "unit", "scope", "as_of"), ("unit", "scope", "as_of"), ("unit", "scope"), ("printed",)),
    "Funding": (("organisation", "programme", "role"), ("organisation", "programme")),
    "Identifier": (("scheme", "value"), ("scheme", "language"), ("scheme",)),
    "Interest": (("country", "organisation"), ("country",), ("organisation",)),
    "LanguageList": (("source",),),
    "ListingEntry": (("source", "position"), ("source", "name")),
    "Note": (("text",),),
    "OrganisationName": (("text", "language", "use"), ("text",), ("language", "use")),
    "OtherTitle": (("text", "language", "use"), ("text",), ("language", "use")),
    "Party": (("side", "country", "territory", "organisation"), ("side", "country"), ("organisation",), ("side",)),
    "PersonName": (("text",), ()),
    "Phase": (("name",), ("start",)),
    "Place": (("city", "area", "institution", "country"), ("city",), ("country",)),
    "Predecessor": (("organisation",),),
    "PublishedIn": (("title", "number"), ("title",)),
    "Relation": (("kind", "agreement"), ("agreement",), ("kind", "outside")),
    "Resolution": (("for",), ()),
    "Signatory": (("name",), ("person",), ("office",), ()),
    "Signature": (("side", "party", "act"), ("side", "party"), ("date",), ()),
}


@frozen
class Item:
    """A step into a list: the item that has these values, whatever its place."""

    values: Mapping[str, Json] = field(hash=False)
    """What tells it apart, by key; what it does not say is left out."""
    nth: int = 1
    """Which one, where several have the same: counted in the order of their JSON."""
    alone: bool = field(default=True, eq=False)
    """Whether it is the only item of its list."""

    def to_dict(self) -> dict[str, Json]:
        """Give what JSON says of it: its values, and ``nth`` where it is not the first that has them."""
        return {**self.values, "nth": self.nth} if self.nth > 1 else dict(self.values)


def canonical(value: Json) -> str:
    """Write a JSON value so that what says the same is the same text, in whatever order keys and items stand."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(sorted(map(canonical, value))) + "]"
    return json.dumps(value)


def items(kind: str, listed: Sequence[Json]) -> list[Item]:
    """Give the step that leads to each item of a list of parts, in the order of the list."""
    found: list[Item | None] = [None] * len(listed)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(listed):
        groups[_identity(each, KEYS[kind][0])].append(at)
    for places in groups.values():
        for nth, at in enumerate(sorted(places, key=_in_order(listed)) if len(places) > 1 else places, 1):
            found[at] = Item(_values(listed[at], KEYS[kind][0]), nth, len(listed) == 1)
    return [each for each in found if each is not None]


def matched(kind: str, old: Sequence[Json], new: Sequence[Json]) -> list[tuple[int, int]]:
    """Pair the items of two lists that are the same item, changed or not: places in the old list and in the new one.

    Where the items stand in their lists makes no difference to which of them are paired.
    """
    lists = (old, new)
    # Most items are what they were, where they were: for these, no text is made.
    pairs = [(at, at) for at, (before, after) in enumerate(zip(old, new, strict=False)) if before == after]
    same = set(pairs)
    left = [[at for at in range(len(each)) if (at, at) not in same] for each in lists]
    pairs += _pairs(lists, left, canonical)
    for row, keys in enumerate(KEYS.get(kind, ())):
        paired = [{pair[side] for pair in pairs} for side in (0, 1)]
        left = [[at for at in each if at not in paired[side]] for side, each in enumerate(left)]
        if not left[0] or not left[1]:
            break
        pairs += _pairs(lists, left, partial(_identity, keys=keys), one=row > 0)
    return sorted(pairs)


def _pairs(
    lists: tuple[Sequence[Json], ...], left: Sequence[list[int]], key: Callable[[Json], str], *, one: bool = False
) -> list[tuple[int, int]]:
    """Pair what has the same key: in the order of their JSON, or only where it is one item of each list."""
    groups: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, listed in enumerate(lists):
        for at in left[side]:
            told = key(listed[at])
            if told or not one:
                groups[told][side].append(at)
    pairs: list[tuple[int, int]] = []
    for group in groups.values():
        if len(group[0]) == len(group[1]) == 1:
            pairs.append((group[0][0], group[1][0]))
        elif not one and group[0] and group[1]:
            ours, theirs = (sorted(group[side], key=_in_order(listed)) for side, listed in enumerate(lists))
            pairs += zip(ours, theirs, strict=False)
    return pairs


def _in_order(listed: Sequence[Json]) -> Callable[[int], str]:
    return lambda at: canonical(listed[at])


def _values(item: Json, keys: tuple[str, ...]) -> dict[str, Json]:
    """Give what an item says of the keys; a text stands for a part that holds nothing else."""
    if isinstance(item, str):
        return {"text": item}
    return {key: item[key] for key in keys if item.get(key) is not None}


def _identity(item: Json, keys: tuple[str, ...]) -> str:
    """Write what tells an item apart; empty where it says nothing of it and there are keys."""
    values = _values(item, keys)
    return canonical(values) if values or not keys else ""
