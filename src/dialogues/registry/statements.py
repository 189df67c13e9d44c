"""What sources say, as rows: the one walk that the pages of a record, tables, linked data and differences are views of.

A record is turned over to its claims (:mod:`dialogues.registry.claims`), and each of these is told with the value that
the record has, the source that speaks of it, and what became of a dispute.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dialogues.findings import format_path
from dialogues.languages.localised import LocalisedText
from dialogues.records.fields import FileRecord
from dialogues.registry.claims import Claims, Said, touch
from dialogues.vocabulary import EvidenceBasis, ResolutionOutcome, SourceClass

if TYPE_CHECKING:
    from dialogues.records import Entry, Evidence, Record, Resolution, Source
    from dialogues.registry import Registry

_ABOUT_CLAIMS = frozenset(("evidence", "resolution"))


class Stance(StrEnum):
    """What a source does to the value of a record.

    >>> [stance.value for stance in Stance]
    ['supports', 'disputes']
    """

    SUPPORTS = "supports"
    """It backs the value."""
    DISPUTES = "disputes"
    """It says something else, or one of the values that an open dispute is between."""


@frozen
class Statement:
    """What one source says of one claim of a record: a piece of evidence that is for two fields is two of them.

    >>> import dialogues
    >>> said = [each for each in dialogues.statements(dialogues.load()) if each.record == "brazil-2007" and each.says]
    >>> [(each.path, each.value, each.source, each.says) for each in said if each.path == "documents[1].language"]
    [('documents[1].language', 'pt', 'regio-listing-2020', 'en')]
    """

    record: str
    """The id of the record."""
    collection: str
    """The collection it is in."""
    path: str
    """The place of the value in the record, as findings write it (``documents[1].language``)."""
    value: str | None
    """What the record says there, as :func:`value_text` writes it; None where it says nothing, or leaves it open."""
    source: str
    """The id of the source."""
    source_class: SourceClass | None
    """How far the source can be relied on; None where its record is not in the registry."""
    stance: Stance
    """Whether the source backs the value or disputes it."""
    quote: str | None
    """The source's own words, at most 20 of them; None where they are not on record."""
    says: str | None
    """What the source says where it disputes the value; None where it backs it."""
    basis: EvidenceBasis
    """What part of the source says it."""
    note: str | None
    """What to know about the evidence."""
    resolution: ResolutionOutcome | None
    """What became of the dispute about the value: chosen, or left open; None where nothing is said of one."""
    why: str | None
    """The reason for that."""
    place: tuple[str | int, ...]
    """The path in parts: ``("documents", 1, "language")``."""

    def to_dict(self) -> dict[str, str | None]:
        """Give the statement as a JSON object, with the keys of the columns of the table ``statements``.

        >>> import dialogues
        >>> next(iter(dialogues.statements(dialogues.load()))).to_dict()["record"]
        'china-2006'
        """
        return {
            "record": self.record,
            "collection": self.collection,
            "path": self.path,
            "value": self.value,
            "source": self.source,
            "source_class": None if self.source_class is None else self.source_class.value,
            "stance": self.stance.value,
            "quote": self.quote,
            "says": self.says,
            "basis": self.basis.value,
            "note": self.note,
            "resolution": None if self.resolution is None else self.resolution.value,
            "why": self.why,
        }


def statements(registry: Registry) -> Iterator[Statement]:
    """Give every statement of a registry: one for each piece of evidence and each path that it is ``for``.

    In the order of the registry's records, and within a record in the order of its fields. Nothing is raised.

    >>> import dialogues
    >>> first = next(dialogues.statements(dialogues.load()))
    >>> first.record, first.path, first.source, first.stance.value
    ('china-2006', 'kind', 'regio-china', 'supports')
    """
    for record in registry.values():
        yield from statements_of(record, registry.sources)


def statements_of(record: Record | Entry, sources: Mapping[str, Source]) -> Iterator[Statement]:
    """Give the statements of one record; ``sources`` tells how far each source can be relied on."""
    yield from stated(record, Claims(record), sources)


def stated(record: Record | Entry, claims: Claims, sources: Mapping[str, Source]) -> Iterator[Statement]:
    """Give the statements of a record whose claims are already at hand."""
    settled = claims.resolutions
    for said in claims.evidence:
        source = sources.get(said.by.source)
        outcome = settled_by(said, settled) if settled else None
        yield Statement(
            record=record.id,
            collection=record.collection,
            path=format_path(said.claim),
            value=value_text(said.value),
            source=said.by.source,
            source_class=None if source is None else source.source_class,
            stance=stance_of(said.by),
            quote=said.by.quote,
            says=said.by.says,
            basis=said.by.basis,
            note=said.by.note,
            resolution=None if outcome is None else outcome.outcome,
            why=None if outcome is None else outcome.why,
            place=said.claim,
        )


def stance_of(evidence: Evidence) -> Stance:
    """Say whether a piece of evidence backs what it is for, or disputes it."""
    return Stance.SUPPORTS if evidence.says is None else Stance.DISPUTES


def settled_by(said: Said[Evidence], resolutions: Iterable[Said[Resolution]]) -> Resolution | None:
    """Give the resolution that speaks of a claim: of the same path, else of a whole that it is in or a part of it."""
    beside = None
    for each in resolutions:
        if each.claim == said.claim:
            return each.by
        if beside is None and touch(each.claim, said.claim):
            beside = each.by
    return beside


def value_text(value: Any) -> str | None:
    """Write any value of a record as one text: as its file has it; lists, parts and localised texts as JSON.

    None is what the record does not say. What backs or disputes a part is left out of its text.

    >>> value_text(None), value_text(True), value_text(1800.0), value_text(("fr", "en"))
    (None, 'true', '1800', '["fr","en"]')
    """
    if value is None or type(value) is str:
        return value
    plain = _plain(value)
    if plain is None or isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Give a value in the types of JSON, without evidence and resolutions, and without what has its default."""
    kind: type = type(value)
    return _plainer(kind)(value)


@cache
def _plainer(kind: type) -> Callable[[Any], Any]:
    """Give what writes values of a type in the types of JSON."""
    if issubclass(kind, FileRecord):
        return lambda value: _without_claims(value.model_dump(mode="json", exclude_defaults=True))
    if issubclass(kind, LocalisedText):
        return lambda value: {str(tag): text for tag, text in value.items()}
    if issubclass(kind, tuple):
        return lambda value: [_plain(each) for each in value] or None
    if issubclass(kind, float):
        return lambda value: int(value) if value.is_integer() else value
    return (lambda value: value) if issubclass(kind, NoneType | int) else str


def _without_claims(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_claims(each) for key, each in value.items() if key not in _ABOUT_CLAIMS}
    return [_without_claims(each) for each in value] if isinstance(value, list) else _plain(value)
