"""Organisations: those that conclude and carry dialogues, by all their names."""

from typing import Annotated, ClassVar

from dialogues.languages.localised import LocalisedText
from dialogues.records.entry import Entry, Name, Span, names_of
from dialogues.records.evidence import Evidence, Resolution, Retirement
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
    part_of: Annotated[IdField, Reference("organisations", "part-of", "has-part")] | None = None
    """The organisation it is a part of."""
    other_names: tuple[OrganisationName, ...] = ()
    """Acronyms, names in other languages, names as printed."""
    start: OrUnknown[DateField] = None
    """When it came into being; absent or ``unknown`` when no source gives it."""
    end: OrUnknown[DateField] = None
    """When it ceased to be; absent when it did not or no source gives it."""
    notes: tuple[Text, ...] = ()
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
