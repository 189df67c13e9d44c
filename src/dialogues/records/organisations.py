"""Organisations: those that conclude and carry dialogues, by all their names."""

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
    TagField,
    TerritoryField,
    Text,
)
from dialogues.vocabulary import NameUse, OrganisationKind


class OrganisationName(FileRecord):
    """Another name of an organisation."""

    text: Text
    """The name."""
    language: TagField | None = None
    """The language of the name; absent where it is the same in all."""
    use: NameUse
    """How the name is used."""
    evidence: tuple[Evidence, ...] = ()
    """What the name rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Predecessor(FileRecord):
    """An organisation or state whose place another one took."""

    organisation: Annotated[IdField, Reference("organisations", "predecessor", "successor")]
    """Its id."""
    date: OrUnknown[DateField] = None
    """When it was taken over; absent or ``unknown`` when no source gives it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Organisation(Entry):
    """A ministry, institution or international organisation."""

    collection: ClassVar[str] = "organisations"
    kind_field: ClassVar[str] = "kind"

    name: LocalisedField
    """The name to show, by language."""
    kind: OrganisationKind
    """What it is."""
    country: CountryField | None = None
    """The country it belongs to; absent for an international one."""
    territory: TerritoryField | None = None
    """The ISO 3166-2 code of the part of a country that it belongs to, or is (``CA-QC``)."""
    part_of: Annotated[IdField, Reference("organisations", "part-of", "has-part")] | None = None
    """The organisation it is a part of."""
    other_names: tuple[OrganisationName, ...] = ()
    """Acronyms, names in other languages, names as printed."""
    predecessors: tuple[Predecessor, ...] = ()
    """Those whose place it took; who took its own is derived."""
    start: OrUnknown[DateField] = None
    """When it came into being; absent or ``unknown`` when no source gives it."""
    end: OrUnknown[DateField] = None
    """When it ceased to be; absent when it did not or no source gives it."""
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
        """When it came into being and ceased to be."""
        return Span(self.start, self.end)

    @property
    def country_codes(self) -> tuple[str, ...]:
        """The country that it is of."""
        return () if self.country is None else (self.country,)
