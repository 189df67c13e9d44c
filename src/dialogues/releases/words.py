"""A difference in words: a line a change, in the reader's language, and one that counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from typing import Any
from unicodedata import category

from attrs import frozen

from dialogues.errors import shorten
from dialogues.languages.localised import LocalisedText
from dialogues.languages.matching import Language
from dialogues.languages.tags import LanguageTag
from dialogues.records import RECORD_TYPES, Date, Duration, Manifest
from dialogues.records.fields_of import FieldOf, field_of
from dialogues.registry import Registry
from dialogues.registry.description import words
from dialogues.registry.display import record_name
from dialogues.registry.identity import Item, Json
from dialogues.releases.changes import MANIFEST, Change, Difference, Operation

_LONGEST = 160  # characters of a value; JSON has it whole
_MOST_SOURCES = 3

# What a reader takes an item's key for, when nothing else is said: the day of a signature, the text of a name.
_MAIN = {
    "Action": "date",
    "Note": "text",
    "OrganisationName": "text",
    "OtherTitle": "text",
    "PersonName": "text",
    "Signature": "date",
}


@frozen
class Line:
    """One change in words."""

    record: str
    """The id of the record; ``registry`` for the manifest."""
    text: str
    """What became of it."""

    def __str__(self) -> str:
        return f"{self.record}: {self.text}"


def lines(found: Difference, old: Registry, new: Registry, language: Language = "en") -> Iterator[Line]:
    """Write each change in a line; what a record's claims rest on is counted in one line a record.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> [*lines(dialogues.difference(registry, registry), registry, registry)]
    []
    """
    for (_, identifier), changes in groupby(found.changes, lambda each: (each.collection, each.record)):
        evidence: list[Change] = []
        for change in changes:
            if change.of_evidence:
                evidence.append(change)
            else:
                text = _whole(change, old, new, language) if not change.path else _part(change, old, new, language)
                yield Line(identifier or "registry", text)
        if evidence:
            yield Line(identifier or "registry", f"evidence: {_counted(evidence)}")


def counts(found: Difference) -> str:
    """Write in a line how much is different: the level, the records, the changes of facts and of evidence."""
    if not found:
        return "no difference"
    told = found.counts
    records = [(told[f"records_{each.value}"], each.value) for each in Operation]
    parts = [_some([(number, what) for number, what in records if number], "record")]
    parts += [_some([(told["changes"], "")], "change")] if told["changes"] else []
    parts += [f"evidence: {_counted(found.evidence)}"] if found.evidence else []
    level = "version alone" if found.level is None else found.level.value
    return f"{level}: {'; '.join(parts)}"


def markdown(found: Difference, old: Registry, new: Registry, language: Language = "en") -> Iterator[str]:
    """Write the same as a list in Markdown; the records that are new are a line a collection."""
    by_collection: dict[str, list[str]] = {}
    for change in found.changes:
        if not change.path and change.operation is Operation.ADDED and change.record:
            by_collection.setdefault(change.collection, []).append(change.record)
    new_ones = {each for ids in by_collection.values() for each in ids}
    for collection, ids in by_collection.items():
        yield f"- {_some([(len(ids), '')], 'record')} added to {collection}: {', '.join(f'`{each}`' for each in ids)}"
    for line in lines(found, old, new, language):
        if line.record not in new_ones:
            yield f"- `{line.record}`: {_escaped(line.text)}"
    yield ""
    yield f"In all: {counts(found)}."


def _counted(changes: Iterable[Change]) -> str:
    of_each = [each.operation for each in changes]
    return ", ".join(f"{of_each.count(each)} {each.value}" for each in Operation if each in of_each)


def _some(numbers: list[tuple[int, str]], noun: str) -> str:
    """Count things: *1 record added, 2 changed*."""
    if not numbers:
        return f"no {noun} changed"
    first, what = numbers[0]
    texts = [f"{first:,} {noun}{'' if first == 1 else 's'}{' ' if what else ''}{what}"]
    return ", ".join([*texts, *(f"{number:,} {what}" for number, what in numbers[1:])])


_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # which are spelling in several languages


def _escaped(text: str) -> str:
    """Take the meaning from what Markdown, HTML or a terminal would obey, and write out what nobody would see."""
    plain = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return "".join(
        f"\\u{ord(char):04x}" if category(char) in _UNSEEN and char not in _JOINERS else char for char in plain
    )


# A line


def _whole(change: Change, old: Registry, new: Registry, language: Language) -> str:
    if change.collection == MANIFEST:
        return f"the manifest was {change.operation.value}"
    if change.operation is Operation.ADDED:
        return f"added to {change.collection}: {_shown(record_name(new, change.record, language))}"
    former = new.manifest.former_ids if new.manifest is not None else ()
    kept = change.record in former or change.record in new
    told = "" if kept else "; its id is not among the former_ids of the manifest"
    return f"removed from {change.collection}: {_shown(record_name(old, change.record, language))}{told}"


def _part(change: Change, old: Registry, new: Registry, language: Language) -> str:
    kind = Manifest if change.collection == MANIFEST else RECORD_TYPES[change.collection]
    where, field = _where(kind, change, lambda field, value: _value(old, field, value, language))
    before = _value(old, field, change.old, language)
    after = _value(new, field, change.new, language)
    sources = change.sources[:_MOST_SOURCES] + ("…",) * (len(change.sources) > _MOST_SOURCES)
    beside = f" ({', '.join(sources)})" if sources else ""
    if change.operation is Operation.CHANGED:
        return f"{where} {before} → {after}{beside}"
    return f"{where} {change.operation.value}: {after if change.operation is Operation.ADDED else before}{beside}"


def _where(kind: type, change: Change, value: Callable[[FieldOf | None, Json], str]) -> tuple[str, FieldOf | None]:
    """Write the place of a change, and give the field that it is of."""
    held: Any = kind
    field: FieldOf | None = None
    told: list[str] = []
    for step in change.path:
        if isinstance(step, Item):
            if not step.alone:
                what = [value(field_of(held, key), each) for key, each in step.values.items()]
                what += [str(step.nth)] if step.nth > 1 else []
                told += [f"({', '.join(what)})"] if what else []
            continue
        main = change.operation is Operation.CHANGED and _MAIN.get(getattr(held, "__name__", "")) == step
        field = field_of(held, step)
        told += [] if main else [f"({step})" if field is None else step.replace("_", " ")]
        held = None if field is None else field.part
    return " ".join(told), field


def _shown(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST)


def _value(known: Registry, field: FieldOf | None, value: Json, language: Language) -> str:
    """Write a JSON value of a field in the reader's words."""
    if value is None or value == []:
        return "unknown"
    each = value if isinstance(value, list) else [value]
    return _shown(", ".join(words(known, field, _typed(field, one), language) for one in each))


def _typed(field: FieldOf | None, value: Json) -> Any:
    """Make of JSON what the record holds."""
    holds = None if field is None else field.holds
    if field is not None and field.part is not None and isinstance(value, dict):
        return field.part.model_validate(value, by_alias=True, by_name=False)
    if holds is LocalisedText and isinstance(value, dict):
        return LocalisedText({LanguageTag.parse(tag): text for tag, text in value.items()})
    if isinstance(value, str) and holds in (Date, Duration, LanguageTag):
        return holds.parse(value)
    if isinstance(value, str) and isinstance(holds, type) and issubclass(holds, StrEnum):
        return holds(value)
    return value
