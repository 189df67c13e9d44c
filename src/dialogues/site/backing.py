"""What each value of a record rests on: its evidence, put to the places that a page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from dialogues.languages.tags import LanguageTag
from dialogues.records import Date, Record, Source
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, Path, field_of
from dialogues.records.identifiers import CountryCode, country_code
from dialogues.registry.statements import Stance, Statement, statements_of
from dialogues.site.shown import Backing, Cited
from dialogues.vocabulary import ResolutionOutcome


def backing_of(record: Record, sources: Mapping[str, Source], folder: Callable[[str], str]) -> dict[Path, Backing]:
    """Give what the values of a record rest on, by the paths at which a page shows them.

    ``folder`` gives the folder of a record's page, empty for a record that is missing.
    """
    found: defaultdict[Path, dict[tuple[Stance, Cited], Statement]] = defaultdict(dict)
    for each in statements_of(record, sources):
        found[shown_at(record, each.place)].setdefault((each.stance, _cited(record, each, sources, folder)), each)
    return {path: _backing(said) for path, said in found.items()}


def shown_at(record: Record, path: Path) -> Path:
    """Give the path at which a page shows what another path leads to: a field as a whole, or a part of the record.

    >>> import dialogues
    >>> brazil = dialogues.load()["brazil-2007"]
    >>> shown_at(brazil, ("title", "en")), shown_at(brazil, ("signed", 0, "date"))
    (('title',), ('signed', 0, 'date'))
    """
    here: Any = record
    for at, step in enumerate(path):
        if isinstance(here, tuple):
            here = here[step] if isinstance(step, int) and step < len(here) else None
            if not isinstance(here, FileRecord):
                return path[:at]
            continue
        field = field_of(type(here), str(step))
        if field is None:
            return path[:at]
        here = getattr(here, field.name)
        is_parts = isinstance(here, tuple) and bool(here) and isinstance(here[0], FileRecord)
        if not isinstance(here, FileRecord) and not is_parts:
            return path[: at + 1]
    return path


def _backing(said: Mapping[tuple[Stance, Cited], Statement]) -> Backing:
    return Backing(
        supporting=tuple(each for stance, each in said if stance is Stance.SUPPORTS),
        disputing=tuple(each for stance, each in said if stance is Stance.DISPUTES),
        why=tuple(dict.fromkeys(each.why for each in said.values() if each.why)),
        is_open=any(each.resolution is ResolutionOutcome.OPEN for each in said.values()),
    )


def _cited(record: Record, said: Statement, sources: Mapping[str, Source], folder: Callable[[str], str]) -> Cited:
    source = sources.get(said.source)
    return Cited(
        source=said.source,
        title=said.source if source is None else source.title,
        href=folder(said.source),
        source_class=said.source_class,
        quote=said.quote,
        quoted=language_of(source),
        says=said.says,
        meant=None if said.says is None else meant(said.says, field_at(record, said.place)),
        basis=said.basis,
        note=said.note,
    )


def language_of(source: Source | None) -> str:
    """Give the language of a source's words; empty where nobody says it, or it has several."""
    tag = None if source is None else source.language
    return "" if tag is None or tag.language in ("mul", "und") else str(tag)


def field_at(record: Record, path: Path) -> FieldOf | None:
    """Give the field that a path ends in: of a text by its language, the text's."""
    here: Any = record
    field = None
    for step in path:
        if isinstance(here, tuple):
            here = here[step] if isinstance(step, int) and step < len(here) else None
        elif (below := field_of(type(here), str(step))) is not None:
            field, here = below, getattr(here, below.name)
    return field


def meant(text: str, field: FieldOf | None) -> object:
    """Read what a source says instead as a value of the field, where it is one.

    >>> from dialogues.records import Document
    >>> meant("PT", field_of(Document, "language")), meant("in both", field_of(Document, "language"))
    (LanguageTag('pt'), 'in both')
    """
    holds = None if field is None else field.holds
    try:
        if holds is Date:
            return Date.parse(text)
        if holds is LanguageTag:
            return LanguageTag.parse(text)
        if isinstance(holds, type) and issubclass(holds, StrEnum):
            return holds(text)
        if holds is CountryCode:
            return Country(country_code(text))
    except ValueError:
        return text
    return Id(text) if field is not None and field.reference is not None else text


class Id(str):
    """The id of a record."""

    __slots__ = ()


class Country(str):
    """The code of a country."""

    __slots__ = ()
