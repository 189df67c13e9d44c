"""Cooperations of cities and institutions, under a dialogue or a programme."""

from dialogues.records.evidence import Evidence, Resolution, Retirement
from dialogues.records.fields import (
    DateField,
    EventRef,
    FileRecord,
    IdField,
    LocalisedField,
    OneOrMore,
    OrganisationRef,
    OrUnknown,
    ProgrammeRef,
    Text,
    ThemeRef,
)
from dialogues.records.figures import Figure, Place
from dialogues.vocabulary import CooperationBasis, MemorandumState


class Cooperation(FileRecord):
    """A cooperation of two or more ends: cities, areas, institutions, countries, or one that nobody names."""

    id: IdField
    """The file's stem; it is not written in the file."""
    name: LocalisedField
    """The name to show, by language."""
    basis: CooperationBasis = CooperationBasis.UNKNOWN
    """What it rests on: a formal pairing, a project and a memorandum are three things."""
    memorandum: MemorandumState = MemorandumState.UNKNOWN
    """Whether institutions have a memorandum; one that is to be signed has a state and no date."""
    ends: tuple[Place, ...]
    """Who cooperates, in the source's order."""
    institutions: tuple[OrganisationRef, ...] = ()
    """The institutions that take part."""
    programmes: tuple[ProgrammeRef, ...] = ()
    """The programmes it belongs to."""
    events: tuple[EventRef, ...] = ()
    """The events that belong to it."""
    since: OrUnknown[DateField] = None
    """When it began; absent or ``unknown`` when no source gives it."""
    themes: tuple[ThemeRef, ...] = ()
    """The themes."""
    topics: tuple[Text, ...] = ()
    """What it is about, as printed."""
    figures: tuple[Figure, ...] = ()
    """What sources count of it."""
    notes: tuple[Text, ...] = ()
    """What to know about it: formal pairings that differ, what came later."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims of this level rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""
