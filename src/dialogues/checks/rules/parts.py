"""A record gone through for the check: all its parts, localised texts and unusual tags, each with its path."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from dialogues.findings import Path
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records import Record
from dialogues.records.fields_of import fields_of

Places: TypeAlias = list[tuple[Any, Path]]


class Parts(NamedTuple):
    """What is in a record."""

    every: Places
    """The record and all its parts, localised texts and unusual tags, each with its path."""
    sourced: list[tuple[Path, Any]]
    """Those of them that may carry evidence, with their paths."""


class UnusualTag(NamedTuple):
    """A language tag, as a value or as a key, that is retired, not registered or not in canonical form.

    Rules of this are not asked of the tags that are fine, which nearly all are.
    """

    tag: LanguageTag
    """The tag; its ``source`` is what the file says."""
    owner: object
    """The part of the record that it is in."""
    path: Path
    """Where in its owner it stands."""
    key: bool
    """Whether it is a key."""


class _Field(NamedTuple):
    name: str
    key: str
    what: str


@cache
def _plan(kind: type) -> tuple[_Field, ...]:
    """List the fields of a record type that hold parts, tags or localised texts."""
    plan = []
    for each in fields_of(kind):
        if each.name == "evidence":
            plan.append(_Field(each.name, each.key, "leaf"))
        elif each.part is not None:
            plan.append(_Field(each.name, each.key, "part"))
        elif each.holds is LanguageTag:
            plan.append(_Field(each.name, each.key, "tag"))
        elif each.holds is LocalisedText:
            plan.append(_Field(each.name, each.key, "text"))
    return tuple(plan)


@lru_cache(4096)
def _is_usual(source: str) -> bool:
    """Say whether a tag, as written, is canonical and made of registered subtags that are in use."""
    tag = LanguageTag.parse(source)
    return str(tag) == source and not tag.problems and not tag.deprecated


def parts_of_record(record: Record) -> Parts:
    """Gather a record and all its parts, localised texts and unusual tags, each with its path."""
    found = Parts([], [])
    _add(record, (), found)
    return found


def _add(value: Any, path: Path, found: Parts) -> None:
    found.every.append((value, path))
    values = value.__dict__
    if "evidence" in values:
        found.sourced.append((path, value))
    for name, key, what in _plan(value.__class__):
        held = values[name]
        if not held:
            continue
        if what == "leaf":  # evidence, which most parts are: it has none below
            found.every.extend([(each, (*path, key, index)) for index, each in enumerate(held)])
        elif what == "part":
            several = held if held.__class__ is tuple else (held,)
            for index, each in enumerate(several):
                if each.__class__ is not str:  # a text may stand in a part's place
                    _add(each, (*path, key, index) if several is held else (*path, key), found)
        elif held.__class__ is not LanguageTag or not _is_usual(held.source):
            _add_texts_and_tags(value, held, key, path, what == "text", found.every)


def _add_texts_and_tags(  # noqa: PLR0913, PLR0917  # a level of the walk
    value: Any,
    held: Any,
    key: str,
    path: Path,
    is_text: bool,  # noqa: FBT001  # called often
    found: Places,
) -> None:
    if is_text:
        found.append((held, (*path, key)))
    for tag, place in _tags(held, key):
        if not _is_usual(tag.source):
            found.append((UnusualTag(tag, value, place, is_text), path))


def _tags(held: Any, key: str) -> list[tuple[LanguageTag, Path]]:
    if isinstance(held, LanguageTag):
        return [(held, (key,))]
    if isinstance(held, LocalisedText):
        return [(tag, (key, tag.source)) for tag in held]
    return [(tag, (key, index)) for index, tag in enumerate(held)]
