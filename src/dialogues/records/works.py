"""How works are known: by numbers and titles, and where they were published."""

from dialogues.records.evidence import Evidence, Resolution
from dialogues.records.fields import (
    AddressField,
    DateField,
    FileRecord,
    LocalisedField,
    OneOrMore,
    OrUnknown,
    TagField,
    Text,
)
from dialogues.vocabulary import TitleUse


class Identifier(FileRecord):
    """A number that a work is known by."""

    scheme: Text
    """What numbers it: ``isbn``, ``doi``, ``untc``, ``celex``, ``eli`` …, in lower case; or the registry's own word."""
    value: Text
    """The number in its usual form."""
    printed: Text | None = None
    """The number as printed, where that differs."""
    language: TagField | None = None
    """The language version that it numbers, where each has its own."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class OtherTitle(FileRecord):
    """Another title of a work, as printed."""

    text: Text
    """The title."""
    language: TagField | None = None
    """Its language."""
    use: TitleUse | None = None
    """How it is used."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class OutsideWork(FileRecord):
    """An instrument that has no record here."""

    title: LocalisedField | None = None
    """Its title, by language."""
    identifiers: tuple[Identifier, ...] = ()
    """The numbers that it is known by."""
    date: OrUnknown[DateField] = None
    """Its date; absent or ``unknown`` when no source gives it."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class PublishedIn(FileRecord):
    """A collection or gazette that printed a text."""

    title: Text
    """The collection's title, as printed."""
    number: Text | None = None
    """The number or volume, as printed."""
    date: OrUnknown[DateField] = None
    """The day of the issue; absent or ``unknown`` when no source gives it."""
    pages: Text | None = None
    """The pages, as printed."""
    href: AddressField | None = None
    """The address of the text on the web."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
