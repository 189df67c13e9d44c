"""Organisations: those that conclude and carry dialogues, by all their names."""

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


class Organisation(FileRecord):
    """A ministry, institution or international organisation."""

    id: IdField
    """The file's stem; it is not written in the file."""
    name: LocalisedField
    """The name to show, by language."""
    kind: OrganisationKind
    """What it is."""
    country: CountryField | None = None
    """The country it belongs to; absent for an international one."""
    part_of: OrganisationRef | None = None
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
