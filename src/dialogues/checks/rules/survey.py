"""What several rules ask of the mappings of a file, gone through once: the order of keys, what things are called."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from attrs import define, field

from dialogues.files.limits import Value
from dialogues.languages.localised import LocalisedText
from dialogues.records.fields_of import fields_of

NAMED = frozenset({"place", "name", "office", "city"})
"""The keys of what a person, an office or a place is called."""


@define
class Survey:
    """What the mappings of a file are like."""

    ordered: bool = True
    """Whether the keys of all mappings are in the order of their kind's fields, which they nearly always are."""
    named: list[str] = field(factory=list)
    """The texts that name a person, an office or a place, or the record itself."""


def survey(value: Value, kind: type) -> Survey:
    """Go through the mappings of a file's kind of record and of its parts."""
    found = Survey()
    _add(value, kind, found)
    if isinstance(value, dict):
        for key in ("title", "name"):
            if key in value:
                _add_texts(value[key], found.named)
    return found


def _add_texts(value: Value, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif value is not None:
        for each in value.values() if isinstance(value, dict) else value:
            _add_texts(each, found)


def _add(value: Value, kind: type, found: Survey) -> None:
    if isinstance(value, list):
        for each in value:
            if each.__class__ is not str:
                _add(each, kind, found)
    elif isinstance(value, dict):
        keys = keys_written(kind, tuple(value))
        if keys.usual:  # as nearly all evidence is, which most mappings are
            return
        found.ordered = found.ordered and keys.ordered
        if keys.named or keys.localised:
            _add_names(value, keys, found.named)
        for key, part in keys.parts:
            below = value[key]
            if below.__class__ is not str:
                _add(below, part, found)


def _add_names(value: dict[str, Any], keys: KeysWritten, found: list[str]) -> None:
    found += [text for name in keys.named if isinstance(text := value[name], str)]
    for key in keys.localised:
        below = value[key]
        if isinstance(below, dict) and not NAMED.isdisjoint(below):
            found += [text for name, text in below.items() if name in NAMED and isinstance(text, str)]


class KeysWritten(NamedTuple):
    """The keys of a mapping, as they are written: most mappings are alike."""

    ordered: bool
    """Whether they are in the order of the kind's fields."""
    parts: tuple[tuple[str, type], ...]
    """Those that hold records of another kind, with the kind."""
    named: tuple[str, ...]
    """Those whose text names something."""
    localised: tuple[str, ...]
    """Those whose texts stand below languages."""
    usual: bool
    """Whether they are in order, and nothing else is to be seen of them."""


@lru_cache(4096)
def keys_written(kind: type, names: tuple[str, ...]) -> KeysWritten:
    """Say what the keys of a mapping of a kind are."""
    known = places_of(kind)
    places = [known[name][0] for name in names if name in known]
    parts = [(name, known[name][1]) for name in names if name in known]
    localised = [each.key for each in fields_of(kind) if each.holds is LocalisedText]
    found = KeysWritten(
        places == sorted(places),
        tuple([(name, below) for name, below in parts if below is not None]),
        tuple([name for name in names if name in NAMED]),
        tuple([name for name in names if name in localised]),
        usual=False,
    )
    return found._replace(usual=found.ordered and not (found.parts or found.named or found.localised))


@cache
def places_of(kind: type) -> dict[str, tuple[int, type | None]]:
    """Map each key of a record type to its place and to the record type below it."""
    return {field.key: (place, field.part) for place, field in enumerate(fields_of(kind))}
