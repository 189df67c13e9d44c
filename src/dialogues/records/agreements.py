"""Agreements: the instruments of a dialogue, and how long and where they hold."""

from typing import Annotated, ClassVar

from pydantic import Field

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records.dates import Date
from dialogues.records.entry import Entry, Name, Span, names_of
from dialogues.records.evidence import Evidence, NoteField, Resolution, Retirement
from dialogues.records.fields import (
    AreaField,
    DateField,
    DurationField,
    FileRecord,
    IdField,
    LocalisedField,
    OneOrMore,
    OrUnknown,
    Reference,
    TagField,
    Text,
)
from dialogues.records.parties import Action, Party, Signature
from dialogues.records.texts import Document, ListingEntry
from dialogues.records.works import Identifier, OtherTitle, OutsideWork, PublishedIn
from dialogues.vocabulary import (
    Access,
    ActionKind,
    Answer,
    InstrumentKind,
    RelationKind,
    Renewal,
    Side,
    Status,
    TermStart,
    TitleBasis,
)


class Relation(FileRecord):
    """A link to another agreement; the link back is derived."""

    kind: RelationKind
    """How this agreement relates to the other."""
    agreement: Annotated[IdField, Reference("agreements", "", "")] | None = None
    """The other agreement's id; this or ``outside``."""
    outside: OutsideWork | None = None
    """The other instrument, where it has no record here."""
    since: OrUnknown[Text] = Field(default=None, alias="from")
    """``entry-into-force`` where the relation holds only from when this agreement takes effect."""
    part: bool = False
    """Whether it is of a part of the other one only."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


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


class Term(FileRecord):
    """How long the text says that the agreement holds, and never what became of it."""

    duration: OrUnknown[DurationField] = None
    """How long (ISO 8601: ``P5Y``)."""
    start: OrUnknown[TermStart] = Field(default=None, alias="from")
    """From when it is counted."""
    until: OrUnknown[DateField] = None
    """The last day, where the text prints it."""
    renewal: Renewal = Renewal.UNKNOWN
    """What comes behind the end."""
    renewed_for: OrUnknown[DurationField] = None
    """For how long it is renewed; absent for as long as before."""
    notice: OrUnknown[DurationField] = None
    """How long before the end a party says that it will not go on."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Application(FileRecord):
    """A territory that the agreement applies to, or not."""

    territory: AreaField
    """A country (ISO 3166-1 or 3166-3) or a part of one (ISO 3166-2)."""
    party: OneOrMore[Text] = ()
    """The party or parties that it is of: an organisation's id, a territory or a country; absent for all."""
    excepted: bool = Field(default=False, alias="except")
    """Whether it is the territory that the agreement does not apply to."""
    since: OrUnknown[DateField] = Field(default=None, alias="from")
    """The first day; absent or ``unknown`` when no source gives it."""
    until: OrUnknown[DateField] = None
    """The last day; absent where there is none or no source gives it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


_NOT_OURS = (Side.PARTNER, Side.PARTY)


class Agreement(Entry):
    """An instrument of a dialogue: a memorandum, letter, declaration or plan, whatever its designation."""

    collection: ClassVar[str] = "agreements"
    kind_field: ClassVar[str] = "kind"

    title: LocalisedField
    """The title, by language."""
    title_basis: TitleBasis = TitleBasis.DESCRIPTIVE
    """Whose words the title is."""
    other_titles: tuple[OtherTitle, ...] = ()
    """Short, popular and former titles."""
    kind: InstrumentKind
    """What the instrument is, by the word that it or its source uses."""
    designation: LocalisedField | None = None
    """The word that it or its source uses, as printed, by language, where it is not the kind's own name in that."""
    identifiers: tuple[Identifier, ...] = ()
    """The numbers that it is known by: in a treaty series, a gazette or a register."""
    themes: tuple[Annotated[IdField, Reference("themes", "theme", "theme-of")], ...] = ()
    """The themes."""
    responsible: Annotated[IdField, Reference("organisations", "responsible", "responsible-for")] | None = None
    """The id of the organisation that answers for it."""
    binding: Answer = Answer.UNKNOWN
    """Whether it binds in law; its name does not tell."""
    parties: tuple[Party, ...]
    """Those on the own side and the partners, or parties of equal standing; and who else is named among them."""
    signed: tuple[Signature, ...] = ()
    """When and where it was signed, exchanged or adopted."""
    actions: tuple[Action, ...] = ()
    """What the parties did with it after that: ratification, entry into force, extension, withdrawal …"""
    period: Period | None = None
    """The time a plan is made for."""
    takes_effect: OrUnknown[DateField] = None
    """When it first took effect for anybody; absent or ``unknown`` when no source gives it."""
    ended: OrUnknown[DateField] = None
    """The last day on which it held for anybody; absent or ``unknown`` when no source gives it."""
    term: Term | None = None
    """How long the text says that it holds."""
    authentic_languages: OrUnknown[tuple[TagField, ...]] = None
    """The languages whose texts are authentic, each with its scripts and regions; ``unknown`` when no source tells."""
    prevailing_language: OrUnknown[TagField] = None
    """The language whose text decides where the authentic ones differ; absent or ``unknown`` when no source tells."""
    status: Status = Status.UNKNOWN
    """Where the agreement stands."""
    status_on: OrUnknown[DateField] = None
    """The day of which the source says so; absent or ``unknown`` where nobody knows."""
    access: Access | None = None
    """Who can read its texts; absent when no source tells."""
    documents: tuple[Document, ...] = ()
    """Its texts, in the order the listing prints them."""
    relations: tuple[Relation, ...] = ()
    """Links to other agreements; the link back is derived."""
    applies_to: tuple[Application, ...] = ()
    """The territories that it applies to, or not; absent means that nothing is said, and never all."""
    published_in: tuple[PublishedIn, ...] = ()
    """Where its text was printed."""
    listed: tuple[ListingEntry, ...] = ()
    """Where a listing page prints it."""
    counterparts: tuple[Annotated[IdField, Reference("organisations", "counterpart", "counterpart-of")], ...] = ()
    """Organisations that carry the dialogue without being a party."""
    notes: tuple[NoteField, ...] = ()
    """What to know about the agreement."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims of this level rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def partner(self) -> Party | None:
        """The first party that is not on the own side."""
        return next(iter(self.partners), None)

    @property
    def partners(self) -> tuple[Party, ...]:
        """The parties that are not on the own side: the partner's, or all of them where no side is the own."""
        return tuple([party for party in self.parties if party.side in _NOT_OURS and party.is_party])

    @property
    def date(self) -> Date | None:
        """The day of conclusion: the last act of signature that is known."""
        return max(self._signed, default=None)

    @property
    def took_effect(self) -> Date | None:
        """When it first took effect for anybody: as written, else by an entry into force of all parties."""
        return self.takes_effect or self._of_all(ActionKind.ENTRY_INTO_FORCE)

    @property
    def ended_on(self) -> Date | None:
        """The last day on which it held for anybody: as written, else by a termination by all parties."""
        return self.ended or self._of_all(ActionKind.TERMINATION)

    @property
    def _signed(self) -> list[Date]:
        return [each.date for each in self.signed if each.date is not None]

    def _of_all(self, kind: ActionKind) -> Date | None:
        dates = [each.date for each in self.actions if each.action is kind and not each.party and each.date is not None]
        return min(dates, default=None)

    @property
    def heading(self) -> LocalisedText:
        """Its title."""
        return self.title

    @property
    def names(self) -> tuple[Name, ...]:
        """Its title by language, then its other titles and its designation."""
        others = (Name(each.text, each.language) for each in self.other_titles)
        return (*names_of(self.title), *others, *names_of(self.designation))

    @property
    def span(self) -> Span:
        """The first act of signature that is known, and the last where that is another day."""
        signed = self._signed
        if len(signed) < 2:
            return Span(signed[0] if signed else None)
        first, last = min(signed), max(signed)
        return Span(first, None if last == first else last)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its signatures."""
        return tuple(dict.fromkeys([each.date.year for each in self.signed if each.date is not None]))

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """The countries that are partners themselves: where a part of one is, it is not bound."""
        return tuple(dict.fromkeys(party.country for party in self.partners if party.country and not party.territory))

    @property
    def country_codes(self) -> tuple[str, ...]:
        """The countries of all partners, of those that are a part of one too."""
        return tuple(dict.fromkeys(party.country for party in self.partners if party.country))

    @property
    def languages(self) -> tuple[LanguageTag, ...]:
        """The languages of its documents, each once."""
        return tuple(dict.fromkeys(document.language for document in self.documents))
