"""What stands around a document in a card: lines that say what they are (``Signed: …``)."""

from __future__ import annotations

import re

from attrs import frozen

from dialogues.documents.lines import Line
from dialogues.pages.begun import Begun, Printed
from dialogues.pages.columns import column_of
from dialogues.pages.documents import with_label
from dialogues.pages.entries import ColumnKind, Detail
from dialogues.pages.labels import is_label
from dialogues.records.printed_dates import date_alone

_HEADING = re.compile(r"(?P<heading>[^:：\d]{2,40}?) ?[:：] ?")
_KINDS = frozenset(ColumnKind) - {ColumnKind.NUMBER, ColumnKind.UNKNOWN, ColumnKind.TITLE}
_DATES = (ColumnKind.SIGNED, ColumnKind.DATE)
_LONGEST = 200  # characters of a line that says one thing


@frozen
class Fact:
    """A line that says one thing of an agreement, and what."""

    kind: ColumnKind
    heading: str
    text: str
    line: Line
    start: int

    def detail(self) -> Detail:
        """Give it as what an entry keeps."""
        return Detail(self.kind, self.heading, self.text, *self.line.place(self.start))

    def date(self, language: str) -> Printed | None:
        """Give the date that it tells, where it is of the agreement's."""
        found = date_alone(self.text, language) if self.kind in _DATES else None
        if found is None:
            return None
        return Printed(self.text, found.readings, found.order, self.kind, calendar=found.calendar)


def fact_of(line: Line) -> Fact | None:
    """Read a line that begins with what it tells: ``Country: Chile``, or a term with its description."""
    if line.about:
        return Fact(ColumnKind.SUBJECT, "", line.text, line, 0)
    if line.cells or len(line.text) > _LONGEST:
        return None
    match = _HEADING.match(line.text)
    heading, start = (match["heading"], match.end()) if match is not None else _term(line)
    text = line.text[start:].strip()
    kind = column_of(heading).kind if heading else ColumnKind.UNKNOWN
    return Fact(kind, heading, text, line, start) if text and kind in _KINDS else None


def _term(line: Line) -> tuple[str, int]:
    """Give the term of a line that is a description, and where the description starts."""
    parts = [run for run in line.runs if run is None or not run[0].isspace()]
    if len(parts) < 3 or parts[0] is None or parts[1] is not None:
        return "", 0
    starts = line.starts
    return (line.text[: starts[1]].strip(), starts[1]) if len(starts) > 1 else ("", 0)


def take(begun: Begun, fact: Fact, language: str) -> None:
    """Add what a line of a card says to its entry."""
    date = fact.date(language)
    if date is not None and not begun.date.text:
        begun.date = date
    elif fact.kind is ColumnKind.DOCUMENTS and is_label(fact.text) and len(begun.documents) == 1:
        if begun.documents[0].printed_label is None:
            begun.documents = with_label(begun.documents, fact.text, fact.line.place(fact.start))
    else:
        begun.details.append(fact.detail())
