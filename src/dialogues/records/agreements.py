"""Agreements: the instruments of a dialogue, their parties, signatures and documents."""

from typing import Annotated, ClassVar

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records.entry import Entry, Span
from dialogues.records.evidence import Evidence, Resolution, Retirement
from dialogues.records.fields import (
    AddressField,
    Count,
    CountryField,
    DateField,
    FileRecord,
    HashField,
    IdField,
    LocalisedField,
    OneOrMore,
    OrUnknown,
    PathField,
    Reference,
    TagField,
    Text,
)
from dialogues.vocabulary import Act, Answer, InstrumentKind, MediaType, RelationKind, Side, Status, TitleBasis


class Signatory(FileRecord):
    """A person who put a hand to an agreement, or adopted it, for a party."""

    name: Text
    """The name as the source prints it."""
    office: Text | None = None
    """The office held that day, where a source prints it for that day."""
    on_behalf_of: Text | None = None
    """The person for whom the signatory acted."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Party(FileRecord):
    """One side of an agreement: a country, an organisation, or an organisation of a country."""

    side: Side
    """The EU's side or the partner's."""
    country: CountryField | None = None
    """The partner country's ISO 3166-1 code; absent for an organisation of several countries."""
    organisation: Annotated[IdField, Reference("organisations", "party", "party-of")] | None = None
    """The id of the organisation that is the party, or acts for the country."""
    signatories: tuple[Signatory, ...] = ()
    """Those of whom a source says that they signed."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Signature(FileRecord):
    """One act by which the agreement was concluded; several where letters were exchanged on several days."""

    date: OrUnknown[DateField] = None
    """The day, month or year; absent or ``unknown`` when no source gives it."""
    place: Text | None = None
    """The town, as the source's language or English calls it; absent when no source gives it."""
    act: Act = Act.SIGNED
    """What the parties did with the text."""
    side: Side | None = None
    """The side that acted, where the two acted apart."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Document(FileRecord):
    """One language version of a text, and the file that holds it."""

    language: TagField
    """The language of the text; ``und`` when nobody has determined it."""
    title: Text | None = None
    """The title the document itself bears."""
    printed_label: Text | None = None
    """The language label as the listing page prints it, typing errors included."""
    media_type: MediaType | None = None
    """The format of the file."""
    href: AddressField | None = None
    """The address of the file on the web."""
    path: PathField | None = None
    """The path of a local copy, relative to the data folder."""
    size: Count | None = None
    """The size of the local copy in bytes."""
    sha256: HashField | None = None
    """The SHA-256 of the local copy: it identifies the file, not the document."""
    pages: Count | None = None
    """The number of pages."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    note: Text | None = None
    """What to know about the document."""


class Relation(FileRecord):
    """A link to an earlier agreement; the link back is derived."""

    kind: RelationKind
    """How this agreement relates to the other."""
    agreement: Annotated[IdField, Reference("agreements", "", "")]
    """The other agreement's id."""
    evidence: tuple[Evidence, ...] = ()
    """What the relation rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class ListingEntry(FileRecord):
    """Where and under what name a listing page prints the record."""

    source: Annotated[IdField, Reference("sources", "listed-on", "lists")]
    """The listing's id."""
    position: Count
    """The place in the list, counted from 1."""
    name: Text
    """The name as printed, typing errors included."""


class Period(FileRecord):
    """The time a plan is made for."""

    start: OrUnknown[DateField] = None
    """When it begins; absent or ``unknown`` when no source gives it."""
    end: OrUnknown[DateField] = None
    """When it ends; absent or ``unknown`` when no source gives it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Agreement(Entry):
    """An instrument of a dialogue: a memorandum, letter, declaration or plan, whatever its designation."""

    collection: ClassVar[str] = "agreements"
    kind_field: ClassVar[str] = "kind"

    title: LocalisedField
    """The title, by language."""
    title_basis: TitleBasis = TitleBasis.DESCRIPTIVE
    """Whose words the title is."""
    kind: InstrumentKind
    """What the instrument is called by its sources."""
    binding: Answer = Answer.UNKNOWN
    """Whether it binds in law; its name does not tell."""
    parties: tuple[Party, ...]
    """The EU's side and the partner's."""
    signed: tuple[Signature, ...] = ()
    """When and where it was signed, exchanged or adopted."""
    period: Period | None = None
    """The time a plan is made for."""
    takes_effect: OrUnknown[DateField] = None
    """When it takes effect, where that is not the signature; absent or ``unknown`` when no source gives it."""
    ended: OrUnknown[DateField] = None
    """The last day on which it held; absent or ``unknown`` when no source gives it."""
    authentic_languages: OrUnknown[tuple[TagField, ...]] = None
    """The languages whose texts are authentic; ``unknown`` when no source tells."""
    status: Status = Status.UNKNOWN
    """Where the agreement stands today."""
    documents: tuple[Document, ...] = ()
    """Its texts, in the order the listing prints them."""
    relations: tuple[Relation, ...] = ()
    """Links to earlier agreements."""
    listed: tuple[ListingEntry, ...] = ()
    """Where a listing page prints it."""
    counterparts: tuple[Annotated[IdField, Reference("organisations", "counterpart", "counterpart-of")], ...] = ()
    """Organisations that carry the dialogue without being a party."""
    notes: tuple[Text, ...] = ()
    """What to know about the agreement."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims of this level rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def partner(self) -> Party | None:
        """The first party on the partner's side."""
        return next((party for party in self.parties if party.side is Side.PARTNER), None)

    @property
    def partners(self) -> tuple[Party, ...]:
        """The parties on the partner's side."""
        return tuple(party for party in self.parties if party.side is Side.PARTNER)

    @property
    def date(self) -> DateField | None:
        """The first date of signature that is known."""
        return min((each.date for each in self.signed if each.date is not None), default=None)

    @property
    def heading(self) -> LocalisedText:
        """Its title."""
        return self.title

    @property
    def span(self) -> Span:
        """The first date of signature that is known."""
        return Span(self.date)

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """The countries of the parties on the partner's side."""
        return tuple(dict.fromkeys(party.country for party in self.partners if party.country))

    @property
    def languages(self) -> tuple[LanguageTag, ...]:
        """The languages of its documents, each once."""
        return tuple(dict.fromkeys(document.language for document in self.documents))

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its signatures."""
        return tuple(dict.fromkeys(each.date.year for each in self.signed if each.date is not None))
