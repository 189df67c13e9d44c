"""Publications: brochures, reports and studies that belong to the dialogues."""

from typing import Annotated, ClassVar

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records.entry import Entry, Span
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
    TagField,
    Text,
)
from dialogues.records.texts import Document, ListingEntry
from dialogues.records.works import Identifier
from dialogues.vocabulary import PublicationKind, TitleBasis


class LanguageList(FileRecord):
    """The languages one source says a publication exists in: sources differ, and all are kept."""

    source: Annotated[IdField, Reference("sources", "described-by", "describes")]
    """The source's id."""
    languages: tuple[TagField, ...]
    """The languages, in the source's order."""
    quote: Text | None = None
    """The source's own words, at most 20 of them."""


class Publication(Entry):
    """A brochure, poster, report, study or set of guidelines."""

    collection: ClassVar[str] = "publications"
    kind_field: ClassVar[str] = "kind"

    title: LocalisedField | None = None
    """The title, by language; absent when no source prints one."""
    title_basis: TitleBasis = TitleBasis.DESCRIPTIVE
    """Whose words the title is."""
    kind: PublicationKind
    """What it is."""
    published: OrUnknown[DateField] = None
    """When it was published; absent or ``unknown`` when no source gives it."""
    publisher: Annotated[IdField, Reference("organisations", "publisher", "published")] | None = None
    """The id of the organisation that published it."""
    countries: tuple[CountryField, ...] = ()
    """The partner countries whose dialogue it is about."""
    programmes: tuple[Annotated[IdField, Reference("programmes", "programme", "carries")], ...] = ()
    """The programmes and policies that it is about."""
    cooperations: tuple[Annotated[IdField, Reference("cooperations", "cooperation", "cooperation-of")], ...] = ()
    """The cooperations that it came of."""
    events: tuple[Annotated[IdField, Reference("events", "event", "event-of")], ...] = ()
    """The events at which it was shown."""
    identifiers: tuple[Identifier, ...] = ()
    """Its registered numbers."""
    documents: tuple[Document, ...] = ()
    """Its language versions, in the order the listing prints them."""
    language_lists: tuple[LanguageList, ...] = ()
    """What each source says of its languages."""
    listed: tuple[ListingEntry, ...] = ()
    """Where a listing page prints it."""
    notes: tuple[NoteField, ...] = ()
    """What to know about it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def heading(self) -> LocalisedText | None:
        """Its title; None where it is not known."""
        return self.title

    @property
    def span(self) -> Span:
        """When it was published."""
        return Span(self.published)

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """The countries that it is about."""
        return tuple(dict.fromkeys(self.countries))

    @property
    def languages(self) -> tuple[LanguageTag, ...]:
        """The languages of its documents, each once."""
        return tuple(dict.fromkeys(document.language for document in self.documents))
