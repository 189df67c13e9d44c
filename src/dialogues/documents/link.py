"""A link of a page: where it leads, and what it says of the file there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Protocol

from attrs import define, field

from dialogues.vocabulary import MediaType

OBJECT = "\ufffc"  # stands for a link that has no words

FORMATS = {
    "PDF": MediaType.PDF,
    "HTML": MediaType.HTML,
    "HTM": MediaType.HTML,
    "XHTML": MediaType.XHTML,
    "DOC": MediaType.DOC,
    "DOCX": MediaType.DOCX,
    "ODT": MediaType.ODT,
    "RTF": MediaType.RTF,
    "TXT": MediaType.TEXT,
}
"""The formats of documents, as pages print them and as addresses end in them."""

_ENDING = re.compile(r"\.([A-Za-z]{3,5})(?:[?#]|\Z)")
_ICON = re.compile(
    r"(?=[padorfiw])(?<![a-z])"  # a first look, at what each begins with
    r"(?:(?P<format>pdf|docx|odt|rtf)|(?P<acrobat>acrobat)|(?:file|icon)[-_](?:word|doc)|(?:word|doc)[-_](?:file|icon))"
    r"(?![a-z])",
    re.IGNORECASE,
)


class Place(Protocol):
    """A place in the page."""

    @property
    def line(self) -> int:
        """The line, from 1."""

    @property
    def col(self) -> int:
        """The column, from 0."""


class Point(NamedTuple):
    """A place in the page."""

    line: int
    col: int


@define(eq=False)
class Link:
    """A link of the page, as the page writes it."""

    href: str
    """The address, as written."""
    place: Place = field(repr=False)
    """Where its tag stands."""
    language: str = ""
    """The language it says that it leads to (``hreflang``), or that its words are in (``lang``)."""
    media_type: str = ""
    """The media type it says that it leads to."""
    title: str = ""
    """What it is called where it is not printed: its ``aria-label``, else its ``title``."""
    icon: str = ""
    """The names of the pictures in it: their files and classes."""
    _format: MediaType | str | None = field(default="", init=False, repr=False)

    @property
    def format(self) -> MediaType | None:
        """The format of the file that it says it leads to: by its type, its address or its picture; None for a page."""
        # No functools.cached_property: until Python 3.12 it takes a lock, which costs more than the whole page.
        if self._format == "":
            self._format = self._format_said()
        return self._format  # type: ignore[return-value]

    def _format_said(self) -> MediaType | None:
        if self.media_type:
            try:
                return MediaType(self.media_type.partition(";")[0].strip().lower())
            except ValueError:
                pass
        match = _ENDING.search(self.href) if "." in self.href else None
        while match is not None and match[1].upper() not in FORMATS:
            match = _ENDING.search(self.href, match.end() - 1)
        if match is not None:
            found = FORMATS[match[1].upper()]
            # A page's own address ends in .html too: that is no document.
            return found if found not in (MediaType.HTML, MediaType.XHTML) or self.language else None
        return _format_of_icon(self.icon) if self.icon else None


@lru_cache(1024)  # a page has a few classes, and these often
def _format_of_icon(names: str) -> MediaType | None:
    named = _ICON.search(names)
    return None if named is None else FORMATS[(named["format"] or ("pdf" if named["acrobat"] else "doc")).upper()]
