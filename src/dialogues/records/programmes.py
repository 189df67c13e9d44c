"""Programmes, platforms, instruments and policies that carry dialogues."""

from dialogues.records.evidence import Evidence, Resolution, Retirement
from dialogues.records.fields import (
    CountryField,
    DateField,
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
from dialogues.records.organisations import OrganisationName
from dialogues.vocabulary import FundingRole, ProgrammeKind


class Phase(FileRecord):
    """A phase of a programme; sources differ on years, and all are kept."""

    name: Text
    """What the phase is called."""
    start: OrUnknown[DateField] = None
    """When it began; absent or ``unknown`` when no source gives it."""
    end: OrUnknown[DateField] = None
    """When it ended; absent or ``unknown`` when no source gives it."""
    countries: tuple[CountryField, ...] = ()
    """The countries of the phase."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    note: Text | None = None
    """What to know about it."""


class Funding(FileRecord):
    """Who paid for or ran a programme."""

    organisation: OrganisationRef | None = None
    """The id of the organisation."""
    programme: ProgrammeRef | None = None
    """The id of the fund that paid."""
    role: FundingRole = FundingRole.FUNDER
    """Whether it paid, managed or carried out."""
    amount: Figure | None = None
    """How much, where a source tells."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Interest(FileRecord):
    """Who is interested in a policy, by what a source says; that is no agreement."""

    country: CountryField | None = None
    """The country."""
    organisation: OrganisationRef | None = None
    """The organisation."""
    evidence: tuple[Evidence, ...] = ()
    """What the claim rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Programme(FileRecord):
    """A programme, platform, instrument or policy."""

    id: IdField
    """The file's stem; it is not written in the file."""
    name: LocalisedField
    """The name to show, by language."""
    kind: ProgrammeKind
    """What it is; sources may call it several things."""
    other_names: tuple[OrganisationName, ...] = ()
    """Acronyms and names as printed."""
    countries: tuple[CountryField, ...] = ()
    """The partner countries that sources name with it."""
    predecessor: ProgrammeRef | None = None
    """The programme it followed; the link back is derived."""
    phases: tuple[Phase, ...] = ()
    """Its phases."""
    funding: tuple[Funding, ...] = ()
    """Who paid for and ran it."""
    organisations: tuple[OrganisationRef, ...] = ()
    """Teams and bodies of the programme, and partners."""
    interested: tuple[Interest, ...] = ()
    """Who is interested in it."""
    themes: tuple[ThemeRef, ...] = ()
    """The themes."""
    places: tuple[Place, ...] = ()
    """Where it is, for a programme of one place."""
    topics: tuple[Text, ...] = ()
    """What it is for, as printed: aims, targets, outputs."""
    figures: tuple[Figure, ...] = ()
    """What sources count of it, each with its scope."""
    notes: tuple[Text, ...] = ()
    """What to know about it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""
