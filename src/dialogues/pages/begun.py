"""An entry while its page is read, and what of a line belongs to something."""

from __future__ import annotations

import re

from attrs import define, evolve, field

from dialogues.documents.lines import Line
from dialogues.documents.link import OBJECT
from dialogues.names.folding import fold
from dialogues.pages.clusters import is_file
from dialogues.pages.entries import ColumnKind, Detail, Entry, EntryKind, ListedDocument, Unread
from dialogues.pages.links import Links
from dialogues.pages.partners import ARTICLES, ELISIONS, conjunctions, trimmed
from dialogues.records.dates import Date
from dialogues.records.printed_dates import LEADS, dates_of

_NUMBER = re.compile(r"(?:\(?[0-9]{1,3}[.)]|[a-zA-Z]\)|[•*▪◦‣]) +(?=\S)")
_LONGEST_DATE = 60
_MOST_CONNECTING = 4  # words that are all articles and conjunctions


@define(eq=False)
class Printed:
    """A date as it is printed, and what it may mean."""

    text: str = ""
    readings: tuple[Date, ...] = ()
    order: str = ""
    kind: ColumnKind | None = None
    span: tuple[int, int] = (0, 0)
    """What of its line was taken for it."""
    calendar: str = ""
    """By what it counts, where it is not converted."""


@define(eq=False)
class Begun:
    """An entry that documents may still be added to."""

    name: str
    place: tuple[int, int]
    date: Printed
    documents: list[ListedDocument]
    printed: str
    group: int
    details: list[Detail] = field(factory=list)
    party: bool = False
    """Whether its name is that of a partner, as the page says."""
    below: tuple[str, ...] = ()
    """The country whose name a heading is that its own heading is below."""
    heading: str = ""
    """That heading."""

    def entry(self, kind: EntryKind, codes: tuple[str, ...] = (), heading: str = "") -> Entry:
        """Give the entry, of a kind and with the countries that it names, or a heading does."""
        return Entry(
            self.name,
            kind,
            tuple(self.documents),
            *self.place,
            printed=self.printed,
            country=codes[0] if len(codes) == 1 else None,
            countries=codes,
            date=self.date.text,
            readings=self.date.readings,
            date_kind=self.date.kind,
            details=tuple(self.details),
            heading=heading,
        )

    def add(self, documents: list[ListedDocument], date: Printed) -> None:
        """Add documents; a date is the entry's if it has none, else that of the documents without one of their own."""
        if date.text and not self.date.text:
            self.date = date
        elif date.text:
            documents = [evolve(each, date=each.date or date.text) for each in documents]
        self.documents += documents

    def titled(self) -> list[ListedDocument]:
        """Give the documents with the name as their title."""
        return [evolve(each, title=each.title or self.name) for each in self.documents]


@define(eq=False)
class Covered:
    """The stretches of a line that belong to something; what is left when it is read is unread."""

    line: Line
    spans: list[tuple[int, int]] = field(factory=list)

    def add(self, start: int, end: int) -> None:
        """Take a stretch."""
        if start < end:
            self.spans.append((start, end))

    def release(self, date: Printed) -> None:
        """Give back what was taken for a date that belongs to nothing."""
        if date.span in self.spans:
            self.spans.remove(date.span)

    def left(self, links: Links) -> list[Unread]:
        """Give what belongs to nothing, in order; separators, articles and conjunctions do not count."""
        found: list[Unread] = []
        at = 0
        for start, end in [*sorted(self.spans), (len(self.line.text), len(self.line.text))]:
            if at < start:
                found += self._stretch(at, start, links)
            at = max(at, end)
        return found

    def _stretch(self, start: int, end: int, links: Links) -> list[Unread]:
        text = self.line.text
        begin, stop = trimmed(text, start, end)
        said = text[begin:stop].strip(f" .)]({OBJECT}")
        left = [link for link in self.line.links(start, end) if is_file(link) and not links.is_used(link)]
        code = len(said) == 2 and said.isupper()  # EN is a language before it is a word of Spanish or French
        if not left and (not any(map(str.isalnum, said)) or (is_connecting(said) and not code)):
            return []
        addresses = [links.use(link) for link in left] or [None]
        shown = self.line.said(begin, stop)
        return [Unread(shown, *self.line.place(begin), address) for address in addresses]


def is_connecting(text: str) -> bool:
    """Say whether a text is articles, conjunctions and words that lead to a date alone."""
    words = text.split(maxsplit=_MOST_CONNECTING + 1)
    return len(words) <= _MOST_CONNECTING and all(
        fold(word) in conjunctions() or fold(word) in ARTICLES or fold(word) in LEADS or word in ELISIONS
        or (len(word) == 1 and not word.isascii())
        for word in words
    )  # fmt: skip


def behind_number(text: str, start: int, end: int) -> int:
    """Step over the number of an item (``1.``, ``b)``) that begins a stretch; a date's day is none."""
    match = _NUMBER.match(text, start, end)
    if match is None or any(date.start == start for date in dates_of(text, start, min(end, start + _LONGEST_DATE))):
        return start
    return match.end()
