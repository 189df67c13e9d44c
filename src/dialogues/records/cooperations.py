"""Cooperations of cities and institutions, under a dialogue or a programme."""

from typing import Annotated, ClassVar

from dialogues.languages.localised import LocalisedText
from dialogues.records.entry import Entry, Span
from dialogues.records.evidence import Evidence, NoteField, Resolution, Retirement
from dialogues.records.fields import (
    DateField,
    IdField,
    LocalisedField,
    OneOrMore,
    OrUnknown,
    Reference,
    Relates,
    Text,
)
from dialogues.records.figures import Figure, Place
from dialogues.vocabulary import CooperationBasis, MemorandumState


class Cooperation(Entry):
    """A cooperation of two or more ends: cities, areas, institutions, countries, or one that nobody names."""

    collection: ClassVar[str] = "cooperations"
    kind_field: ClassVar[str] = "basis"

    name: LocalisedField
    """The name to show, by language."""
    basis: CooperationBasis = CooperationBasis.UNKNOWN
    """What it rests on: a formal pairing, a project and a memorandum are three things."""
    memorandum: MemorandumState = MemorandumState.UNKNOWN
    """Whether institutions have a memorandum; one that is to be signed has a state and no date."""
    ends: Annotated[tuple[Place, ...], Relates("end", "end-of")]
    """Who cooperates, in the source's order."""
    institutions: tuple[Annotated[IdField, Reference("organisations", "institution", "institution-of")], ...] = ()
    """The institutions that take part."""
    programmes: tuple[Annotated[IdField, Reference("programmes", "programme", "carries")], ...] = ()
    """The programmes it belongs to."""
    events: tuple[Annotated[IdField, Reference("events", "event", "event-of")], ...] = ()
    """The events that belong to it."""
    since: OrUnknown[DateField] = None
    """When it began; absent or ``unknown`` when no source gives it."""
    themes: tuple[Annotated[IdField, Reference("themes", "theme", "theme-of")], ...] = ()
    """The themes."""
    topics: tuple[Text, ...] = ()
    """What it is about, as printed."""
    figures: tuple[Figure, ...] = ()
    """What sources count of it."""
    notes: tuple[NoteField, ...] = ()
    """What to know about it: formal pairings that differ, what came later."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims of this level rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def heading(self) -> LocalisedText:
        """Its name."""
        return self.name

    @property
    def span(self) -> Span:
        """Since when it is."""
        return Span(self.since, lasts=True)

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """The countries of its ends."""
        return tuple(dict.fromkeys(end.country for end in self.ends if end.country))
