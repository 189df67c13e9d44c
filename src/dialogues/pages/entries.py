"""The entries of a listing page, what is odd about it, and what could not be read."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from dialogues.languages.tags import LanguageTag
from dialogues.records.dates import Date
from dialogues.vocabulary import MediaType


class EntryKind(StrEnum):
    """What an entry of a listing is.

    >>> [each.value for each in EntryKind]
    ['partner', 'agreement', 'publication']
    """

    PARTNER = "partner"
    """A country or organisation, with the documents of its agreement."""
    AGREEMENT = "agreement"
    """An agreement by its title, with its documents."""
    PUBLICATION = "publication"
    """A brochure, poster, report …"""


class LanguageEvidence(StrEnum):
    """What tells the language of a document; none outranks one that stands before it."""

    LABEL = "label"
    """The label that is printed with it."""
    COLUMN = "column"
    """The heading of the column that it stands in."""
    LINK = "link"
    """What its link says (``hreflang``, ``lang``, its title)."""
    FILE_NAME = "file-name"
    """The name of its file (``memorandum_es.pdf``)."""


class ColumnKind(StrEnum):
    """What a column of a table means."""

    NUMBER = "number"
    TITLE = "title"
    PARTY = "party"
    SIGNED = "signed"
    """The date of signature, conclusion or adoption."""
    DATE = "date"
    """Another date."""
    IN_FORCE = "in-force"
    """The date of entry into force."""
    PLACE = "place"
    STATUS = "status"
    SUBJECT = "subject"
    DOCUMENTS = "documents"
    LANGUAGE = "language"
    """The documents in one language, or the names of the languages."""
    UNKNOWN = "unknown"


class OddityKind(StrEnum):
    """What can be odd about a page.

    >>> len(OddityKind) > 1
    True
    """

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
    AMBIGUOUS_PARTNER = "ambiguous-partner"
    """A partner's name is that of several countries (``Korea``)."""
    SEVERAL_PARTNERS = "several-partners"
    """A partner's name is that of one country beside that of another (``Chile, Peru``)."""
    AMBIGUOUS_DATE = "ambiguous-date"
    """A date may be read in two ways, and no other date of the page tells which (``03/04/2012``)."""
    OTHER_CALENDAR = "other-calendar"
    """A date is of another calendar (Persian, Islamic …), or no day of its era; it is kept as printed."""
    UNKNOWN_COLUMN = "unknown-column"
    """What a column of a table means is not told; its words are kept with the entries."""
    NO_NAME = "no-name"
    """What stands where a name is expected names nothing (``Title``, ``n/a``, ``mou_final.pdf``)."""
    REPEATED_ADDRESS = "repeated-address"
    """A document leads where one before it leads."""
    LEFT_LINK = "left-link"
    """A link to a file belongs to no entry."""
    CONJUNCTION = "conjunction"
    """An ``and`` stands before an entry that is not the last of its list."""
    DROPPED_ADDRESS = "dropped-address"
    """A link leads to a script or to data, or nowhere, and was dropped."""
    ENCODING = "encoding"
    """Bytes of the page could not be decoded."""
    TOO_LARGE = "too-large"
    """The page, or what is left of it, was not read."""


@frozen
class ListedDocument:
    """A document as a page lists it.

    >>> import dialogues
    >>> page = dialogues.read_page("<ul><li>Chile <a href='mou.pdf'>PDF EN</a></li></ul>")
    >>> [(each.printed_label, str(each.language)) for entry in page.entries for each in entry.documents]
    [('EN', 'en')]
    """

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
    language_from: LanguageEvidence | None = None
    """What tells the language; None where it is not known."""
    date: str = ""
    """The date printed with it, where it is not the entry's."""
    beside: str = ""
    """Words beside it that say nothing more: ``Download``, ``English`` before ``PDF en``."""


@frozen
class Detail:
    """What a table says of an entry beside its name, date and documents."""

    kind: ColumnKind
    """What the column means."""
    heading: str
    """The heading of the column, as printed; empty where it has none."""
    text: str
    """What the cell says."""
    line: int
    """Where, from 1."""
    column: int
    """Where, from 1."""


@frozen
class Entry:
    """A partner or publication that a page lists.

    >>> import dialogues
    >>> page = dialogues.read_page("<ul><li>Chile <a href='mou.pdf'>PDF EN</a></li></ul>")
    >>> [(entry.name, entry.country) for entry in page.entries]
    [('Chile', 'CL')]
    """

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
    """The code of the country that the name means, or names; None for an organisation, or what is not known."""
    countries: tuple[str, ...] = ()
    """The codes of all countries that the name may mean, or names."""
    date: str = ""
    """The date printed with it."""
    readings: tuple[Date, ...] = ()
    """What the date may mean: one reading, or two where it does not say; none where it was not understood."""
    date_kind: ColumnKind | None = None
    """What the date is the date of, where the heading of its column says so."""
    details: tuple[Detail, ...] = field(default=(), repr=False)
    """What else the columns of a table say."""
    heading: str = ""
    """The heading that names its country, where its own name names none and the heading is not right above it."""


@frozen
class Oddity:
    """Something odd about a page.

    >>> Oddity(OddityKind.REPEATED_LABEL, "the label stands twice", 1, 1).kind.value
    'repeated-label'
    """

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
    """Words in a line of the listing that belong to no entry.

    >>> Unread("see also", 3, 5).text
    'see also'
    """

    text: str
    """The words."""
    line: int
    """Where, from 1."""
    column: int
    """Where, from 1."""
    address: str | None = None
    """Where the words lead, where they are a link to a file."""
