"""The words before a document: the dates at their ends are taken off, before they are read as a name."""

from __future__ import annotations

import re

from attrs import define, field

from dialogues.pages.begun import Covered, Printed
from dialogues.pages.partners import trimmed
from dialogues.records.printed_dates import PrintedDate, dates_of, lead_before, whole_date

_LONGEST = 400  # characters in which dates are looked for, at each end
_YEAR_BEHIND = re.compile(r"(?:[\s,–—-]+|(?<=\())(?P<date>\(?(?:1[89]|2[01])[0-9]{2}\)?)[\s,–—-]*\Z")
_LONGEST_YEAR = 20  # characters of a year with what stands around it


@define(eq=False)
class Stretch:
    """A stretch of a line."""

    covered: Covered
    """The line, and what of it belongs to something."""
    start: int
    end: int
    language: str
    """The language of the page."""
    found: list[PrintedDate] = field(init=False)
    """The dates that are left in it."""

    def __attrs_post_init__(self) -> None:
        text = self.covered.line.text
        self.found = dates_of(text, max(self.start, self.end - _LONGEST), self.end, self.language)
        if self.end - self.start > 2 * _LONGEST:
            self.found = dates_of(text, self.start, self.start + _LONGEST, self.language) + self.found

    def take_leading(self) -> Printed:
        """Take off the date that begins it."""
        text = self.covered.line.text
        if not self.found or text[self.start : self.found[0].start].strip(" (["):
            return Printed()
        date = self.found.pop(0)
        taken = self._take(date, self.start, date.end)
        self.start, self.end = trimmed(text, date.end, self.end)
        while self.found and not text[self.start : self.found[0].start].strip(" (["):
            self.start, self.end = trimmed(text, self.found.pop(0).end, self.end)  # another one belongs to nothing
        return taken

    def take_trailing(self) -> Printed:
        """Take off the date that ends it, with the words that lead to it (``vom``); else a year alone."""
        text = self.covered.line.text
        if self.found and not text[self.found[-1].end : self.end].strip(" )]"):
            date = self.found.pop()
            at = lead_before(text, self.start, date.start - (text[date.start - 1 : date.start] in ("(", "[")))
            taken = self._take(date, at, self.end)
            self.start, self.end = trimmed(text, self.start, at)
            return taken
        year = _YEAR_BEHIND.search(text, max(self.start, self.end - _LONGEST_YEAR), self.end)
        if year is None or year.start() <= self.start:
            return Printed()
        said, span = year["date"].strip("()"), (year.start(), self.end)
        self.covered.add(*span)
        self.start, self.end = trimmed(text, self.start, year.start())
        return Printed(said, whole_date(said), span=span)

    def within(self) -> Printed:
        """Give the last date that stands among other words; the words stay as they are."""
        if not self.found or self.start >= self.end:
            return Printed()
        date = self.found[-1]
        return self._printed(date)

    def _take(self, date: PrintedDate, start: int, end: int) -> Printed:
        self.covered.add(start, end)
        return self._printed(date, (start, end))

    def _printed(self, date: PrintedDate, span: tuple[int, int] = (0, 0)) -> Printed:
        text = self.covered.line.text[date.start : date.end]
        return Printed(text, date.readings, date.order, span=span, calendar=date.calendar)
