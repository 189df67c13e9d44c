"""A page as lines, as a reader sees them: each knows its words' places in the page, and the links they are in.

A line costs little until somebody asks what it says: most lines of a page are looked at by one regular expression.
A little over 300 lines: what a line says, and where each word and link of it stands, are worked out together.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from attrs import define, field, frozen

from dialogues.documents.link import OBJECT, Link, Place, Point

MAX_PIECES = 200_000  # lines, tags and texts of a page, and words of a line

_WORD = re.compile(r"\S+")
_ROW = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_SOFT_HYPHEN = "\u00ad"  # it is printed at the end of a line alone


Said: TypeAlias = "tuple[str, Place, Link | None]"
"""A text of the page with its place and link."""
Run: TypeAlias = "Said | None"
"""A text of the page; None parts the words before from those behind."""


class Linked(NamedTuple):
    """The words of a link within a line."""

    start: int
    end: int
    link: Link


@define(eq=False)
class Cell:
    """A cell of a table's row."""

    line: Line
    """What it says."""
    start: int
    """Where it starts in the row's text."""
    column: int
    """Its column, from 0."""
    heading: bool = False
    """Whether it is a heading of its column or row."""
    of_above: bool = False
    """Whether it is a cell of a row above, which spans this one too."""


@define(eq=False)
class Line:
    """What stands in one line for a reader: a paragraph, an item, a row."""

    runs: Sequence[Run] = field(repr=False)
    """Its texts."""
    group: int
    """The number of the list, table or paragraph that it belongs to."""
    rank: int = 0
    """The rank of a heading, which what follows belongs to, from 1; 0 for another line."""
    level: int = 0
    """In how many lists it stands; what a page folds up is one."""
    item: bool = False
    """Whether it heads only what stands in more lists: an item that a list of its own follows, a term, a summary."""
    part: int = 0
    """The number of the part of the page, where parts stand aside from the others."""
    depth: int = 0
    """In how many blocks a heading stands."""
    described: tuple[int, ...] | None = None
    """Where its descriptions begin among its runs, where it is a term; None for another line.

    Empty also for the first line of a paragraph of several: the others may be what it heads.
    """
    cells: tuple[Cell, ...] = field(default=(), repr=False)
    """Its cells, where it is a row of a table."""
    about: bool = False
    """Whether it only describes what the line above it names, as its class says."""
    _text: str | None = field(default=None, repr=False)
    _starts: Sequence[int] = field(default=(), repr=False)
    _held: Sequence[Said] = field(default=(), repr=False)
    _tables: dict[int, tuple[array[int], array[int], array[int]]] | None = field(default=None, init=False, repr=False)
    _linked: list[Linked] | None = field(default=None, init=False, repr=False)
    _link_ends: list[int] | None = field(default=None, init=False, repr=False)

    @property
    def raw(self) -> str:
        """Its texts as they stand in the page, for a first look."""
        return "".join([run[0] for run in self.runs if run is not None])

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        text = self._text
        return text if text is not None else self._lay_out()

    @property
    def starts(self) -> Sequence[int]:
        """Where each of its texts that has words starts."""
        if self._text is None:
            self._lay_out()
        return self._starts

    @property
    def held(self) -> Sequence[Said]:
        """Its texts that have words."""
        if self._text is None:
            self._lay_out()
        return self._held

    def said(self, start: int, end: int) -> str:
        """Give the words between two offsets, without what stands for links that have none."""
        words = self.text[start:end].strip()
        return words if OBJECT not in words else " ".join(words.replace(OBJECT, " ").split())

    @property
    def cut(self) -> bool:
        """Whether it has more words than are read of one."""
        for run in self.runs:
            if run is not None and len(run[0]) > MAX_PIECES and len(run[0].split(None, MAX_PIECES)) > MAX_PIECES:
                return True
        return False

    def _lay_out(self) -> str:
        """Lay its texts out; give what it says."""
        runs = self.runs
        alone = runs[0] if len(runs) == 1 else runs[1] if len(runs) == 3 and runs[0] is runs[2] else None
        if alone is None:
            self._text, self._starts, self._held = _laid_out(runs)
        else:  # most lines are one text
            self._text = _folded(alone[0])
            if self._text:
                self._starts, self._held = (0,), (alone,)
        return self._text

    def place(self, offset: int) -> tuple[int, int]:
        """Give the line and column, in the page, of an offset of the text."""
        starts, held = self.starts, self.held
        if not held:
            return 1, 1
        at = max(0, bisect_right(starts, offset) - 1)
        within = offset - starts[at]
        data, place, _ = held[at]
        if within <= 0:
            return _first_place(data, place)
        if self._tables is None:
            self._tables = {}
        if at not in self._tables:
            self._tables[at] = _words_of(data, place)
        words, lines, columns = self._tables[at]
        word = max(0, bisect_right(words, within) - 1)
        return lines[word], columns[word] + within - words[word]

    @property
    def linked(self) -> list[Linked]:
        """The links of the line, in order; one that has words on both sides of another's stands twice."""
        if self._linked is None:
            self._linked = self._find_links()
        return self._linked

    def _ends_of_links(self) -> list[int]:
        if self._link_ends is None:
            self._link_ends = [each.end for each in self.linked]
        return self._link_ends

    def _find_links(self) -> list[Linked]:
        found: list[Linked] = []
        text, starts = self.text, self.starts
        for number, run in enumerate(self.held):
            link = run[2]
            if link is None:
                continue
            start = starts[number]
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            end -= end > start and text[end - 1 : end] == " "
            if found and found[-1].link is link and found[-1].end >= start - 1:
                found[-1] = Linked(found[-1].start, end, link)
            else:
                found.append(Linked(start, end, link))
        return found

    def linked_at(self, end: int) -> Linked | None:
        """Give the first link whose words reach to an offset."""
        linked = self.linked
        at = bisect_left(self._ends_of_links(), end)
        return linked[at] if at < len(linked) and linked[at].start < end else None

    def links(self, start: int, end: int) -> list[Link]:
        """Give the links of the words between two offsets."""
        linked = self.linked
        found: list[Link] = []
        for at in range(bisect_right(self._ends_of_links(), start) if linked else 0, len(linked)):
            if linked[at].start >= end:
                break
            found.append(linked[at].link)
        return found


def _laid_out(runs: Sequence[Run]) -> tuple[str, list[int], list[Said]]:
    """Lay texts out: what they say, where each that has words starts in that, and these."""
    pieces: list[str] = []
    starts: list[int] = []
    held: list[Said] = []
    at, glued = 0, False
    for run in runs:
        if run is None:
            glued = False
            continue
        said = _folded(run[0])
        if said:
            if at and not (glued and not run[0][0].isspace()):
                pieces.append(" ")
                at += 1
            pieces.append(said)
            starts.append(at)
            held.append(run)
            at += len(said)
        glued = (glued or bool(said)) and not run[0][-1:].isspace()
    return "".join(pieces), starts, held


def _folded(data: str) -> str:
    """Write a text with single spaces, and without soft hyphens; of very many words, the first."""
    words = data.split(None, MAX_PIECES)[:MAX_PIECES] if len(data) > MAX_PIECES else data.split()
    if _SOFT_HYPHEN in data:
        words = [shown for word in words if (shown := word.replace(_SOFT_HYPHEN, ""))]
    return " ".join(words)


def _first_place(data: str, place: Place) -> tuple[int, int]:
    """Give the line and column, in the page, of the first word of a run."""
    first = len(data) - len(data.lstrip())
    if data[first] == _SOFT_HYPHEN:
        _, lines, columns = _words_of(data, place)
        return lines[0], columns[0]
    breaks = data.count("\n", 0, first)
    if not breaks:
        return place.line, place.col + first + 1
    return place.line + breaks, first - data.rfind("\n", 0, first)


def _words_of(data: str, place: Place) -> tuple[array[int], array[int], array[int]]:
    """Give, for each word of a run, its offset in the folded text, and its line and column in the page."""
    words, lines, columns = array("I"), array("I"), array("I")
    at, behind, line, row_start = 0, 0, place.line, -place.col
    for match in _WORD.finditer(data):
        shown = match[0].replace(_SOFT_HYPHEN, "")
        breaks = data.count("\n", behind, match.start())
        if breaks:
            line, row_start = line + breaks, data.rfind("\n", behind, match.start()) + 1
        behind = match.end()
        if shown:
            words.append(at)
            lines.append(line)
            columns.append(match.start() - row_start + 1)
            at += len(shown) + 1
    return words, lines, columns


def row(cells: Sequence[tuple[Line, int, bool, bool]], group: int) -> Line:
    """Put cells into a row: each with its column, whether it is a heading, and whether it is one of a row above."""
    runs: list[Run] = []
    found: list[Cell] = []
    texts: list[str] = []
    starts: list[int] = []
    held: list[Said] = []
    at = 0
    for line, column, heading, of_above in cells:
        if of_above:
            found.append(Cell(line, 0, column, heading, True))
        elif text := line.text:
            if texts:
                bar = ("|", line.held[0][1], None)
                runs += [None, bar, None]
                starts.append(at + 1)
                held.append(bar)
                at += 3
            found.append(Cell(line, at, column, heading))
            runs += line.runs
            texts.append(text)
            starts += [at + start for start in line.starts] if len(line.starts) > 1 else (at,)
            held += line.held
            at += len(text)
    return Line(runs, group, cells=tuple(found), text=" | ".join(texts), starts=starts, held=held)


@frozen(eq=False)
class Lines:
    """A page as lines."""

    lines: tuple[Line, ...]
    """The lines that have words, in order."""
    cut_at: tuple[int, int] | None = None
    """Where reading stopped, for a page of too many pieces."""
    base: str = ""
    """The address that relative ones are meant from, as the page writes it; empty where it writes none."""
    language: str = ""
    """The language that the page says it is in."""
    marked: bool = False
    """Whether some line is a term or a button: whether it heads what follows depends on what it says."""


def lines_of_text(text: str) -> Lines:
    """Give the lines of a plain text; lines without an empty one between them belong together."""
    lines: list[Line] = []
    number, group, behind = 1, 0, 0
    for match in _ROW.finditer(text):
        breaks = _breaks(text, behind, match.start())
        number, behind = number + breaks, match.end()
        group += breaks > 1
        if len(lines) == MAX_PIECES:
            return Lines(tuple(lines), (number, 1))
        lines.append(Line([(match[0], Point(number, 0), None)], group))
    return Lines(tuple(lines))


def _breaks(text: str, start: int, end: int) -> int:
    """Count the line breaks of a stretch: a carriage return before a line feed belongs to it."""
    if "\r" not in text:
        return text.count("\n", start, end)
    return len(_BREAK.findall(text, start, end))
