"""Events: where a dialogue happened, who took part, and what was shown."""

from typing import Annotated, ClassVar

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records.entry import Entry, Span
from dialogues.records.evidence import Evidence, NoteField, Resolution, Retirement
from dialogues.records.fields import (
    Count,
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
from dialogues.records.figures import Figure, Place
from dialogues.vocabulary import Answer, ContributionKind, EventKind, MediaType, TitleBasis


class Contribution(FileRecord):
    """What a person or group contributed to an event, with office and organisation as they stood then."""

    person: Annotated[IdField, Reference("people", "contributor", "contributed-to")] | None = None
    """The id of the person; absent for a group that is not named."""
    group: Text | None = None
    """The group, as printed (``Representatives from Chengdu``)."""
    kind: ContributionKind = ContributionKind.SPEAKER
    """What the contribution was."""
    forms_of_address: OneOrMore[Text] = ()
    """The forms of address that the source prints for this event, in its order (``Professor``, ``Mr``)."""
    office: Text | None = None
    """The office, as printed."""
    organisation: Annotated[IdField, Reference("organisations", "represented", "represented-at")] | None = None
    """The organisation spoken for."""
    country: CountryField | None = None
    """The country that the source names with it."""
    said: tuple[Text, ...] = ()
    """What was said, as the source puts it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class EventFile(FileRecord):
    """A file offered with an event, as its link is printed; the target may be lost."""

    printed: Text
    """The words of the link."""
    number: Text | None = None
    """The number printed before them."""
    person: Annotated[IdField, Reference("people", "presentation-by", "presented-at")] | None = None
    """Whose presentation it is, where the page tells."""
    language: TagField | None = None
    """The language of the file."""
    media_type: MediaType | None = None
    """Its format."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Event(Entry):
    """A meeting, visit, exhibition, or something else that happened or was planned."""

    collection: ClassVar[str] = "events"
    kind_field: ClassVar[str] = "kind"

    title: LocalisedField | None = None
    """The title, by language; absent when no source prints one."""
    title_basis: TitleBasis = TitleBasis.DESCRIPTIVE
    """Whose words the title is."""
    kind: EventKind
    """What it was."""
    date: OrUnknown[DateField] = None
    """The day, month or year, or the first day; absent or ``unknown`` when no source gives it."""
    end: OrUnknown[DateField] = None
    """The last day; absent for one day, or when no source gives it."""
    printed_date: Text | None = None
    """The date as printed."""
    place: Place | None = None
    """Where it was; absent when no source gives it."""
    host_event: Text | None = None
    """The larger event that it was part of."""
    organisers: tuple[Annotated[IdField, Reference("organisations", "organiser", "organised")], ...] = ()
    """The organisations that organised it."""
    organisers_complete: Answer = Answer.UNKNOWN
    """Whether these are all of them."""
    participants: tuple[Annotated[IdField, Reference("organisations", "takes-part", "takes-part-in")], ...] = ()
    """The organisations that took part, or worked together with the organisers."""
    partners: tuple[CountryField, ...] = ()
    """The countries whose dialogue it belongs to."""
    programmes: tuple[Annotated[IdField, Reference("programmes", "programme", "carries")], ...] = ()
    """The programmes it belongs to."""
    series: Text | None = None
    """The series it belongs to, by the name that is most in use."""
    number: Count | None = None
    """Its number in the series; absent when no source prints one."""
    themes: tuple[Annotated[IdField, Reference("themes", "theme", "theme-of")], ...] = ()
    """The themes."""
    attendance: Figure | None = None
    """How many took part, as the source bounds it."""
    contributions: tuple[Contribution, ...] = ()
    """Who contributed what."""
    files: tuple[EventFile, ...] = ()
    """The files, as printed."""
    figures: tuple[Figure, ...] = ()
    """Other figures."""
    notes: tuple[NoteField, ...] = ()
    """What to know about it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims of this level rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def heading(self) -> LocalisedText | None:
        """Its title; None where it has none."""
        return self.title

    @property
    def span(self) -> Span:
        """When it was."""
        return Span(self.date, self.end)

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """The countries whose dialogue it belongs to."""
        return tuple(dict.fromkeys(self.partners))

    @property
    def languages(self) -> tuple[LanguageTag, ...]:
        """The languages of its files, each once."""
        return tuple(dict.fromkeys(file.language for file in self.files if file.language is not None))
