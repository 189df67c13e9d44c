"""Publications: brochures, reports and studies that belong to the dialogues."""

from dialogues.records.agreements import Document, ListingEntry
from dialogues.records.evidence import Evidence, Resolution, Retirement
from dialogues.records.fields import (
    CooperationRef,
    CountryField,
    DateField,
    EventRef,
    FileRecord,
    IdField,
    LocalisedField,
    OneOrMore,
    OrganisationRef,
    OrUnknown,
    ProgrammeRef,
    SourceRef,
    TagField,
    Text,
)
from dialogues.vocabulary import PublicationKind, TitleBasis


class Identifier(FileRecord):
    """A number under which a publication is registered."""

    scheme: Text
    """The kind of number: ``doi``, ``isbn``."""
    value: Text
    """The number in its proper form."""
    printed: Text | None = None
    """The number as printed, where it differs."""
    language: TagField | None = None
    """The edition it belongs to, where each language has its own."""
    evidence: tuple[Evidence, ...] = ()
    """What the number rests on."""
    resolution: OneOrMore[Resolution] = ()
    """Why the proper form differs from the printed one."""


class LanguageList(FileRecord):
    """The languages one source says a publication exists in: sources differ, and all are kept."""

    source: SourceRef
    """The source's id."""
    languages: tuple[TagField, ...]
    """The languages, in the source's order."""
    quote: Text | None = None
    """The source's own words, at most 20 of them."""


class Publication(FileRecord):
    """A brochure, poster, report, study or set of guidelines."""

    id: IdField
    """The file's stem; it is not written in the file."""
    title: LocalisedField | None = None
    """The title, by language; absent when no source prints one."""
    title_basis: TitleBasis = TitleBasis.DESCRIPTIVE
    """Whose words the title is."""
    kind: PublicationKind
    """What it is."""
    published: OrUnknown[DateField] = None
    """When it was published; absent or ``unknown`` when no source gives it."""
    publisher: OrganisationRef | None = None
    """The id of the organisation that published it."""
    countries: tuple[CountryField, ...] = ()
    """The partner countries whose dialogue it is about."""
    programmes: tuple[ProgrammeRef, ...] = ()
    """The programmes and policies that it is about."""
    cooperations: tuple[CooperationRef, ...] = ()
    """The cooperations that it came of."""
    events: tuple[EventRef, ...] = ()
    """The events at which it was shown."""
    identifiers: tuple[Identifier, ...] = ()
    """Its registered numbers."""
    documents: tuple[Document, ...] = ()
    """Its language versions, in the order the listing prints them."""
    language_lists: tuple[LanguageList, ...] = ()
    """What each source says of its languages."""
    listed: tuple[ListingEntry, ...] = ()
    """Where a listing page prints it."""
    notes: tuple[Text, ...] = ()
    """What to know about it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""
