"""Texts: the documents of agreements and publications, and where listing pages print them."""

from typing import Annotated

from dialogues.records.evidence import Evidence, Resolution
from dialogues.records.fields import (
    AddressField,
    Count,
    FileRecord,
    HashField,
    IdField,
    OneOrMore,
    PathField,
    Reference,
    TagField,
    Text,
)
from dialogues.vocabulary import Access, Answer, DocumentRole, MediaType


class Document(FileRecord):
    """One language version of a text, and the file that holds it."""

    language: TagField
    """The language of the text; ``und`` when nobody has determined it."""
    title: Text | None = None
    """The title the document itself bears."""
    role: DocumentRole = DocumentRole.MAIN
    """What it is of the agreement: the text itself, a translation, an annex …"""
    authentic: Answer = Answer.UNKNOWN
    """Whether it is authentic, where not all the authentic languages are known."""
    access: Access | None = None
    """Who can read it; absent where that is as for the agreement, or not known."""
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


class ListingEntry(FileRecord):
    """Where and under what name a listing page prints the record."""

    source: Annotated[IdField, Reference("sources", "listed-on", "lists")]
    """The listing's id."""
    position: Count
    """The place in the list, counted from 1."""
    name: Text
    """The name as printed, typing errors included."""
