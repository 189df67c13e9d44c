"""What the claims of a record rest on, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from dialogues.languages.catalogue import label, message, word
from dialogues.languages.english import SAID_OTHERWISE
from dialogues.languages.localised import LocalisedText
from dialogues.languages.matching import Language
from dialogues.records import Record
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, Path, field_of
from dialogues.registry.description import said_in_words, words
from dialogues.registry.display import field_word, is_readers
from dialogues.registry.statements import Stance, Statement, statements_of

if TYPE_CHECKING:
    from dialogues.registry import Registry


@frozen
class Ground:
    """A claim of a record, and all that sources say of it."""

    claim: str
    """What is claimed, in words: *document 2: language*."""
    text: str
    """The value that the record has, in words; empty where it leaves it open."""
    statements: tuple[Statement, ...]
    """What sources say, those that back the value first."""

    @property
    def why(self) -> str | None:
        """The reason for which a dispute was settled, or left open; None where nothing is said of one."""
        return next((each.why for each in self.statements if each.why is not None), None)


def grounds_of(registry: Registry, record: Record, language: Language = "en") -> Iterator[Ground]:
    """Give the claims of a record that any source speaks of, in the order of its fields, in the reader's words."""
    rows = sorted(statements_of(record, registry.sources), key=lambda each: _order(record, each.place))
    for place, said in groupby(rows, key=lambda each: each.place):
        field, value = _value_at(record, place)
        text = "" if value is None or value == () else _in_words(registry, field, value, language)
        settled = sorted(said, key=lambda each: each.stance is Stance.DISPUTES)
        yield Ground(path_in_words(record, place, language), text, tuple(settled))


def statement_in_words(registry: Registry, statement: Statement, language: Language = "en") -> str:
    """Write what a source says of a claim: how far it can be relied on, what it says otherwise, and its own words."""
    source = registry.sources.get(statement.source)
    quote = f"“{statement.quote}”" if statement.quote else ""
    tag = None if source is None else source.language
    if quote and tag is not None and tag.language not in ("und", "mul") and not is_readers(tag, language):
        quote += f" [{tag}]"
    says = ""
    if statement.says is not None:
        field = field_at(registry[statement.record], statement.place)
        says = message("text", "says {value}", language, value=said_in_words(registry, field, statement.says, language))
    kind = label(statement.source_class, language) if statement.source_class is not None else ""
    basis = "" if statement.basis.value == "text" else label(statement.basis, language)
    return "; ".join(part for part in (kind, says, quote, basis, statement.note) if part)


def _order(record: FileRecord, place: Path) -> tuple[tuple[int, str], ...]:
    """Give the key by which places are in the order of a record's fields."""
    key: list[tuple[int, str]] = []
    here: object = record
    for part in place:
        if isinstance(part, int):
            here = here[part] if isinstance(here, tuple) and part < len(here) else None
            key.append((part, ""))
            continue
        names = [*getattr(type(here), "__pydantic_fields__", {})]
        field = field_of(type(here), part)
        key.append((names.index(field.name) if field is not None else 0, part))
        here = getattr(here, field.name, None) if field is not None else None
    return tuple(key)


def field_at(record: FileRecord, place: Path) -> FieldOf | None:
    """Give the field that a place is in; None where there is none."""
    return _value_at(record, place)[0]


def _value_at(record: FileRecord, place: Path) -> tuple[FieldOf | None, object]:
    """Follow a place to its value, with the field that holds it."""
    field: FieldOf | None = None
    value: object = record
    for part in place:
        if isinstance(part, int):
            value = value[part] if isinstance(value, tuple) and part < len(value) else None
        elif isinstance(value, LocalisedText):
            value = value.get(part)
        else:
            field = field_of(type(value), part)
            value = None if field is None else getattr(value, field.name, None)
    return field, value


def _in_words(registry: Registry, field: FieldOf | None, value: object, language: Language) -> str:
    if isinstance(value, tuple):
        return "; ".join(words(registry, field, each, language) for each in value)
    return words(registry, field, value, language)


def path_in_words(record: FileRecord, path: Path, language: Language = "en") -> str:
    """Write the place of a value in the reader's words: *document 2: language*, and never ``documents[1].language``.

    What there is one of has no number; the ``text`` of a name or a note is what the part says, and is not named.

    >>> import dialogues
    >>> brazil = dialogues.load().agreements["brazil-2007"]
    >>> path_in_words(brazil, ("documents", 1, "language"))
    'document 2: language'
    >>> path_in_words(brazil, ("signed", 0, "date"), "pt"), path_in_words(brazil, ("title", "en"), "ru")
    ('assinatura: data', 'название (en)')
    >>> path_in_words(dialogues.load()["sica"], ("other_names", 1, "text"), "uk")
    'інша назва 2'
    """
    parts: list[str] = []
    here: object = record
    for at, key in enumerate(path):
        if isinstance(key, int):
            here = here[key] if isinstance(here, tuple) and key < len(here) else None
            continue
        field = field_of(type(here), key)
        if field is None:
            parts[-1:] = [f"{parts[-1]} ({key})" if parts else key]
            continue
        kind, here = type(here), getattr(here, field.name, None)
        if field.name == "text" and parts:
            continue
        number = path[at + 1] if at + 1 < len(path) else None
        parts.append(_name(kind, field.key, number, here, language))
    return ": ".join(parts)


def _name(kind: type, key: str, number: int | str | None, held: object, language: Language) -> str:
    if not isinstance(number, int):
        return field_word(kind, key, language)
    name = word("part" if ("part", key) in SAID_OTHERWISE else "field", key, language)
    return f"{name} {number + 1}" if isinstance(held, tuple) and len(held) > 1 else name
