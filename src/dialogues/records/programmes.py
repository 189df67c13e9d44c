"""Programmes, platforms, instruments and policies that carry dialogues."""

from typing import Annotated, ClassVar

from dialogues.languages.localised import LocalisedText
from dialogues.records.entry import Entry, Name, Span, names_of
from dialogues.records.evidence import Evidence, NoteField, Resolution, Retirement
from dialogues.records.fields import (
    CountryField,
    DateField,
    FileRecord,
    IdField,
    LocalisedField,
    OneOrMore,
    OrUnknown,
    Reference,
    Text,
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

    organisation: Annotated[IdField, Reference("organisations", "funding", "funds")] | None = None
    """The id of the organisation."""
    programme: Annotated[IdField, Reference("programmes", "funding", "funds")] | None = None
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
    organisation: Annotated[IdField, Reference("organisations", "of-interest-to", "interested-in")] | None = None
    """The organisation."""
    evidence: tuple[Evidence, ...] = ()
    """What the claim rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Programme(Entry):
    """A programme, platform, instrument or policy."""

    collection: ClassVar[str] = "programmes"
    kind_field: ClassVar[str] = "kind"

    name: LocalisedField
    """The name to show, by language."""
    kind: ProgrammeKind
    """What it is; sources may call it several things."""
    other_names: tuple[OrganisationName, ...] = ()
    """Acronyms and names as printed."""
    countries: tuple[CountryField, ...] = ()
    """The partner countries that sources name with it."""
    predecessor: Annotated[IdField, Reference("programmes", "successor-of", "followed-by-programme")] | None = None
    """The programme it followed; the link back is derived."""
    phases: tuple[Phase, ...] = ()
    """Its phases."""
    funding: tuple[Funding, ...] = ()
    """Who paid for and ran it."""
    organisations: tuple[Annotated[IdField, Reference("organisations", "takes-part", "takes-part-in")], ...] = ()
    """Teams and bodies of the programme, and partners."""
    interested: tuple[Interest, ...] = ()
    """Who is interested in it."""
    themes: tuple[Annotated[IdField, Reference("themes", "theme", "theme-of")], ...] = ()
    """The themes."""
    places: tuple[Place, ...] = ()
    """Where it is, for a programme of one place."""
    topics: tuple[Text, ...] = ()
    """What it is for, as printed: aims, targets, outputs."""
    figures: tuple[Figure, ...] = ()
    """What sources count of it, each with its scope."""
    notes: tuple[NoteField, ...] = ()
    """What to know about it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def heading(self) -> LocalisedText:
        """Its name."""
        return self.name

    @property
    def names(self) -> tuple[Name, ...]:
        """Its name by language, then the others."""
        return (*names_of(self.name), *(Name(each.text, each.language, each.use) for each in self.other_names))

    @property
    def span(self) -> Span:
        """From the beginning of its first phase to the end of its last; without an end where the latest has none."""
        starts = [phase.start for phase in self.phases if phase.start is not None]
        ends = [phase.end for phase in self.phases if phase.end is not None]
        goes_on = any(phase.end is None for phase in self.phases if starts and phase.start == max(starts))
        return Span(min(starts, default=None), None if goes_on else max(ends, default=None), lasts=True)

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """The partner countries that sources name with it."""
        return tuple(dict.fromkeys(self.countries))
