"""Sources: the pages the registry's claims rest on."""

from typing import ClassVar

from pydantic import Field

from dialogues.languages.tags import LanguageTag
from dialogues.records.entry import Entry
from dialogues.records.evidence import Retirement
from dialogues.records.fields import AddressField, DateField, TagField, Text
from dialogues.records.works import Identifier
from dialogues.vocabulary import SourceClass


class Source(Entry):
    """A page or document that says something, and how far it can be relied on."""

    collection: ClassVar[str] = "sources"
    kind_field: ClassVar[str] = "source_class"

    title: Text
    """What the page is, in English."""
    address: AddressField | None = None
    """The page's address, as it was cited; pages move. A source has an address, a citation or an identifier."""
    source_class: SourceClass = Field(alias="class")
    """How far it can be relied on."""
    publisher: Text | None = None
    """Who stands behind the page."""
    language: TagField | None = None
    """The language of the text."""
    as_of: DateField | None = None
    """The state of a page that changes: the date its content shows."""
    accessed: DateField | None = None
    """The day on which it was last read."""
    archived: AddressField | None = None
    """The address of a copy that an archive keeps."""
    citation: Text | None = None
    """How it is cited, for what is printed on paper."""
    identifiers: tuple[Identifier, ...] = ()
    """The numbers that it is known by."""
    note: Text | None = None
    """What to know about it."""
    retired: Retirement | None = None
    """Set when the source is no longer used."""

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def languages(self) -> tuple[LanguageTag, ...]:
        """The language of the page, where it is on record."""
        return () if self.language is None else (self.language,)
