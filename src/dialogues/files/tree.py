"""A file's content as plain values, with the place of every key and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from attrs import field, frozen

from dialogues.files.limits import Value
from dialogues.findings import Finding, Location, Severity, format_path

Path: TypeAlias = tuple[str | int, ...]


class Point(Protocol):
    """A place in a text; lines and columns count characters from 0, as libyaml's marks do."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


class Mark(NamedTuple):
    """Where a value stands, and its keys and items."""

    start: Point
    end: Point
    keys: dict[str, tuple[Point, Point]] | None = None
    """Where each key of a mapping stands."""
    below: dict[Any, Any] | list[Any] | None = None
    """The marks of a mapping's values by key, or of a list's items."""


@frozen
class Tree:
    """What a file says, and where."""

    value: Value
    _mark: Mark | Callable[[], Mark] = field(repr=False)
    _texts: Sequence[str] | Callable[[], Sequence[str]] = field(default=(), repr=False)

    @property
    def mark(self) -> Mark:
        """Where it stands; looked for when it is asked, where few ask."""
        return self._mark if isinstance(self._mark, Mark) else self._mark()

    @property
    def placed(self) -> bool:
        """Whether the places are at hand."""
        return isinstance(self._mark, Mark)

    @property
    def texts(self) -> Sequence[str]:
        """All keys and texts, in the order of the file; looked for likewise."""
        return self._texts() if callable(self._texts) else self._texts

    def locate(self, file: str, path: Path, *, key: bool = False) -> Location:
        """Find the place of a value, or of the key that holds it; the nearest one above where there is none."""
        mark, span = self.mark, (self.mark.start, self.mark.end)
        for position, part in enumerate(path):
            last = key and position == len(path) - 1
            if last and mark.keys is not None and part in mark.keys:
                span = mark.keys[str(part)]
                break
            below = _below(mark, part)
            if below is None:
                span = _first(mark)
                break
            mark = below
            span = (mark.start, mark.end)
        start, end = span
        return Location(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _below(mark: Mark, part: str | int) -> Mark | None:
    below = mark.below
    if isinstance(below, dict):
        return below.get(part)
    if isinstance(below, list) and isinstance(part, int) and part < len(below):
        found: Mark = below[part]
        return found
    return None


def _first(mark: Mark) -> tuple[Point, Point]:
    """Point at a mapping's first key rather than at all of it."""
    if mark.keys:
        return next(iter(mark.keys.values()))
    return mark.start, mark.end


CORRECT = "correct the syntax there or just before it"
TOO_MUCH = "shorten it, or make several records of it"


class Fault(NamedTuple):
    """Something wrong with a text, before it belongs to a file."""

    code: str
    message: str
    start: Point
    end: Point
    hint: str
    path: Path = ()

    def finding(self, file: str) -> Finding:
        """Say it of a file."""
        place = Location(file, self.start.line + 1, self.start.column + 1, self.end.line + 1, self.end.column + 1)
        return Finding(place, Severity.ERROR, self.code, self.message, format_path(self.path), self.hint)


class At(NamedTuple):
    """A place of our own, where the parser gives none."""

    line: int
    column: int


def at_offset(text: str, offset: int) -> At:
    """Turn an offset in a text into a line and a column."""
    line_start = text.rfind("\n", 0, offset) + 1
    return At(text.count("\n", 0, offset), offset - line_start)


_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)


def conflict_mark(text: str) -> re.Match[str] | None:
    """Find the first mark that an unresolved merge of git leaves in a text."""
    return _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None


def conflict_fault(code: str, text: str, match: re.Match[str]) -> Fault:
    """Say that a merge was not resolved, where its first mark stands."""
    place = at_offset(text, match.start())
    message = f"a mark of a merge conflict ({match[0]}) stands here"
    return Fault(
        code, message, place, At(place.line, place.column + 7), "choose one of the two sides, and remove the marks"
    )


_LINE = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> list[int]:
    """Give the offset at which each line of a text starts."""
    return [0, *(match.end() for match in _LINE.finditer(text))]


def offset_of(starts: list[int], point: Point) -> int:
    """Turn a line and a column into an offset in the text whose lines start there."""
    return starts[min(point.line, len(starts) - 1)] + point.column
