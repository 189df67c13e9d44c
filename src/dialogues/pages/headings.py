"""The headings of a page: which of them a line stands below, and whether one is a partner's name.

Whether a term or a button heads what follows depends on what it says: one that is a partner's name does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import define, field

from dialogues.documents.html_lines import BUTTON
from dialogues.documents.lines import Line, Run
from dialogues.documents.link import Link, Place
from dialogues.errors import shorten
from dialogues.pages.begun import Begun
from dialogues.pages.clusters import may_list
from dialogues.pages.entries import Oddity, OddityKind
from dialogues.pages.partners import acronym, countries, trimmed

_LONGEST_PRINTED = 100  # characters of a name in a message
_LONGEST_NAME = 100  # … of a name
_SIGNS = re.compile(r"\A[^\w(]+ |[ ]*[^\w)\].'’]+\Z")  # of a list that is folded: + Chile, Chile »
_COUNT = re.compile(r" ?[(\[]\d{1,4}(?: [^\W\d_]+){0,2}[)\]]\Z")  # of documents: Chile (3), Chile (2 agreements)


def name_in(text: str) -> str:
    """Give what a heading names, without the number of documents behind it: ``Chile (3)``."""
    start, end = trimmed(text, 0, len(text))
    return _SIGNS.sub("", _COUNT.sub("", text[start:end]))


def words_of(line: Line) -> str:
    """Give the words of a heading, without those of pictures and of links within the page, where it has others."""
    own = [run for run in line.runs if run is None or not _is_aside(run)]
    if len(own) == len(line.runs):
        return line.text
    return Line(own, line.group).text or line.text


def _is_aside(run: tuple[str, Place, Link | None]) -> bool:
    return getattr(run[1], "tag", "") == "img" or (run[2] is not None and run[2].href.startswith("#"))


def country_of(text: str) -> str:
    """Give the country whose name a heading is."""
    found = countries(name_in(text)) if len(text) < _LONGEST_NAME else ()
    return found[0] if len(found) == 1 else ""


@define(eq=False)
class Heading:
    """A heading that the present line is below."""

    line: Line
    at: int
    """Its number among the lines."""
    begun: Begun | None = None
    """The entry that it heads, where it is a partner's name."""
    _country: str | None = field(default=None, init=False)

    @property
    def country(self) -> str:
        """The country whose name it is; empty where it is none's."""
        if self._country is None:
            self._country = country_of(words_of(self.line))
        return self._country

    @property
    def ends_at(self) -> int:
        """The lists in which a line has to stand, to be below it."""
        return self.line.level + self.line.item


@define(eq=False)
class Headings:
    """The headings that the present line is below, outer ones first, in each part of the page."""

    held: list[Heading] = field(factory=list)
    part: int = 0
    ends_at: int = 0
    """The lists in which a line has to stand, to be below the last one."""
    parts: dict[int, list[Heading]] = field(factory=dict)

    def leave(self, line: Line) -> None:
        """Leave the headings that a line is not below."""
        if line.part != self.part:
            self.parts[self.part] = self.held
            self.part, self.held = line.part, self.parts.get(line.part, [])
        while self.held and line.level < self.held[-1].ends_at:
            self.held.pop()
        self.ends_at = self.held[-1].ends_at if self.held else 0

    def enter(self, number: int, line: Line) -> None:
        """Enter a heading: it ends those of its rank and lower ones."""
        while self.held and _ends(line, self.held[-1].line):
            self.held.pop()
        self.held.append(Heading(line, number))
        self.ends_at = self.held[-1].ends_at

    @property
    def last(self) -> Heading | None:
        """The heading right above."""
        return self.held[-1] if self.held else None

    @property
    def partner(self) -> Heading | None:
        """The heading that is a partner's name: the last, or a country's that the last is below."""
        if not self.held:
            return None
        if self.held[-1].country or acronym(self.held[-1].line.text):
            return self.held[-1]
        return next((each for each in reversed(self.held) if each.country), None)


def _ends(line: Line, above: Line) -> bool:
    """Say whether a heading ends one that is above it, in the same lists."""
    if above.item or line.level != above.level:
        return False
    if BUTTON in (above.rank, line.rank) and above.rank != line.rank:
        return above.rank == BUTTON and line.depth <= above.depth  # what a button folds up stands in a block
    return line.rank <= above.rank


# Terms and buttons


def headed(lines: Iterable[Line], odd: list[Oddity]) -> tuple[Line, ...]:
    """Make headings of the terms and buttons that are countries' names; leave out other buttons."""
    return tuple(_with_buttons(list(_with_terms(list(lines), odd))))


def _with_terms(lines: list[Line], odd: list[Oddity]) -> Iterator[Line]:
    first: Line | None = None  # a term whose descriptions are those of the next one too
    paragraph = -1  # that is headed by its first line
    for number, line in enumerate(lines):
        term = _term(line)
        if line.described == () and not line.item and term is not None:
            paragraph = line.group
        if line.group == paragraph and not line.cells:
            yield from _of_paragraph(line)
            continue
        if term is None:
            yield line
            first = None
            continue
        follower = _term(lines[number + 1]) if line.described == () and number + 1 < len(lines) else None
        if first is not None:
            names = f"{shorten(first.text, _LONGEST_PRINTED)!r} and {shorten(term.text, _LONGEST_PRINTED)!r}"
            message = f"{names} head the same documents; whose they are is not told"
            odd.append(Oddity(OddityKind.AMBIGUOUS_PARTNER, message, *first.place(0)))
            term.runs = [*first.runs, None, *term.runs]
        first = term if follower is not None else None
        if follower is None:
            yield Line(term.runs, line.group, BUTTON - 1, line.level, True, line.part)
            yield from _descriptions(line)


def _of_paragraph(line: Line) -> Iterator[Line]:
    """Give a line of a paragraph whose first one is a country's name: a heading, or what stands below one."""
    if not line.linked and country_of(line.text):
        yield Line(line.runs, line.group, BUTTON - 1, line.level, True, line.part)
    else:
        line.level += 1
        yield line


def _term(line: Line) -> Line | None:
    """Give the term of a line, where it is a country's name and leads to no file."""
    if line.described is None or line.rank:
        return None
    term = Line(line.runs[: line.described[0]] if line.described else line.runs, line.group)
    return None if _has_file(term) or not country_of(term.text) else term


def _has_file(line: Line) -> bool:
    return any(each.link.format is not None for each in line.linked)


def _descriptions(line: Line) -> Iterator[Line]:
    """Give the descriptions of a term, each that has documents as a line; what stands behind these belongs to it."""
    starts = [*(line.described or ()), len(line.runs)]
    held: Line | None = None
    for start, end in pairwise(starts):
        runs: list[Run] = [*line.runs[start:end]]
        if all(run is None or run[0].isspace() for run in runs):
            continue
        described = Line(runs, line.group, 0, line.level + 1, False, line.part)
        if held is not None and may_list(held) and not may_list(described):
            held.runs = [*held.runs, None, *runs]
            continue
        if held is not None:
            yield held
        held = described
    if held is not None:
        yield held


def _with_buttons(lines: list[Line]) -> Iterator[Line]:
    """Keep what folds up the texts of a country, and what ends it; leave out all other buttons."""
    open_at: Line | None = None
    for number, line in enumerate(lines):
        if line.rank != BUTTON:
            yield line
            continue
        if _has_file(line):
            line.rank = 0
            yield line
            continue
        around = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
        if country_of(line.text) and not any(each.rank == BUTTON for each in around):
            open_at = line
            yield line
        elif open_at is not None and line.depth <= open_at.depth:
            open_at = None
            yield line
