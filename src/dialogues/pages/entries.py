"""The entries of a listing page, what is odd about it, and what could not be read."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from dialogues.languages.tags import LanguageTag
from dialogues.vocabulary import MediaType


class EntryKind(StrEnum):
    """What an entry of a listing is."""

    PARTNER = "partner"
    """A country or organisation, with the documents of its agreement."""
    PUBLICATION = "publication"
    """A brochure, poster, report …"""


class OddityKind(StrEnum):
    """What can be odd about a page."""

    REPEATED_LABEL = "repeated-label"
    """An entry prints one label twice."""
    MIXED_CASE = "mixed-case"
    """A label is in other letters than the page writes it elsewhere (``en`` among ``EN``)."""
    NAME_INSTEAD_OF_CODE = "name-instead-of-code"
    """A label is a language's name among codes."""
    RETIRED_CODE = "retired-code"
    """A label is a code that is no longer in use."""
    COUNTRY_CODE = "country-code"
    """A label is a country's code and no language's."""
    UNKNOWN_LABEL = "unknown-label"
    """A label names no language that is known."""
    CONTRADICTING_LINK = "contradicting-link"
    """A link says that it leads to another language than its label."""
    ORGANISATION = "organisation"
    """A partner among countries is an organisation."""
    UNKNOWN_PARTNER = "unknown-partner"
    """A partner's name is neither a country's nor understood as an organisation's."""
    CONJUNCTION = "conjunction"
    """An ``and`` stands before an entry that is not the last of its list."""
    DROPPED_ADDRESS = "dropped-address"
    """A link leads to a script or to data and was dropped."""
    ENCODING = "encoding"
    """Bytes of the page could not be decoded."""
    TOO_LARGE = "too-large"
    """The page, or what is left of it, was not read."""


@frozen
class ListedDocument:
    """A document as a page lists it."""

    printed_label: str | None
    """The label as printed; None where the page prints none."""
    language: LanguageTag | None
    """The language that the label, or else the link, names; None where neither is understood."""
    format: MediaType | None
    """The format that the page prints, or that the link shows."""
    size: str
    """The size as printed (``92,4 KB``); empty where none is."""
    address: str | None
    """Where the document is; None where the page gives no link."""
    line: int
    """Its line in the page, from 1."""
    column: int
    """Its column, from 1."""
    printed: str = field(repr=False)
    """The words of its line that it was read from, white space folded."""
    title: str = ""
    """The words printed with it, where these are not the entry's name (``Letter of intent`` under ``China``)."""


@frozen
class Entry:
    """A partner or publication that a page lists."""

    name: str
    """The name as printed, white space folded."""
    kind: EntryKind
    """What it is."""
    documents: tuple[ListedDocument, ...]
    """Its documents, in order."""
    line: int
    """The name's line in the page, from 1."""
    column: int
    """The name's column, from 1."""
    printed: str = field(repr=False)
    """The line that the name stands in, from the name to the end of what was read, white space folded."""
    country: str | None = None
    """The code of the country that the name means; None for an organisation, a publication, or what is not known."""
    date: str = ""
    """The date printed with it."""


@frozen
class Oddity:
    """Something odd about a page."""

    kind: OddityKind
    """What it is."""
    message: str
    """What was found, in a sentence."""
    line: int
    """Where, from 1."""
    column: int
    """Where, from 1."""

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.kind}: {self.message}"


@frozen
class Unread:
    """Words in a line of the listing that belong to no entry."""

    text: str
    """The words."""
    line: int
    """Where, from 1."""
    column: int
    """Where, from 1."""
