"""Where things stand in the text of a file: values and entries, and the comments that belong to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from dialogues.files.comments import is_acceptance
from dialogues.files.tree import Mark, Path, Point, Tree, line_starts, offset_of

_BEHIND = re.compile(r"[ \t]+#[^\r\n]*")


class Span(NamedTuple):
    """A stretch of a text, by offsets."""

    start: int
    end: int


class Layout:
    """A text with the places of what it says."""

    def __init__(self, text: str, tree: Tree, *, json_file: bool) -> None:
        self.text = text
        self.tree = tree
        self.json_file = json_file
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._starts = line_starts(text)

    def mark(self, path: Path) -> Mark:
        """Give the mark of a value. Raises LookupError or TypeError where there is none."""
        mark = self.tree.mark
        for part in path:
            mark = mark.below[part]  # type: ignore[index]  # what has nothing below is told of as such
        return mark

    def offset(self, point: Point) -> int:
        """Give the offset of a place."""
        return offset_of(self._starts, point)

    def span(self, start: Point, end: Point) -> Span:
        """Give the offsets of two places."""
        return Span(self.offset(start), self.offset(end))

    def in_flow(self, mark: Mark) -> bool:
        """Say whether a mapping or list is written in brackets."""
        return self.text[self.offset(mark.start)] in "[{"

    def column(self, offset: int) -> int:
        """Give the column of an offset, counted from 0."""
        return offset - self._starts[self.line(offset)]

    def line(self, offset: int) -> int:
        """Give the line of an offset, counted from 0."""
        return bisect_right(self._starts, offset) - 1

    def _line_text(self, line: int) -> str:
        """Give a line without its end."""
        following = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[line] : following].rstrip("\r\n")

    def line_end(self, offset: int) -> int:
        """Give where the line of an offset ends, before its line break."""
        line = self.line(offset)
        return self._starts[line] + len(self._line_text(line))

    def content_end(self, mark: Mark) -> int:
        """Give where the last character of a value stands: the parser's end of a block is behind what follows it."""
        if mark.below and not self.in_flow(mark):
            last = next(reversed(mark.below.values())) if isinstance(mark.below, dict) else mark.below[-1]
            end = self.content_end(last)
            if mark.keys:
                _, key_end = next(reversed(mark.keys.values()))
                end = max(end, self.offset(key_end) + 1)
            return end
        start, end = self.span(mark.start, mark.end)
        return start + len(self.text[start:end].rstrip()) if self.text[start : start + 1] in ("|", ">") else end

    def entry_end(self, mark: Mark, key: str) -> int:
        """Give where the entry of a mapping ends: with its value, or with the colon where there is none."""
        assert mark.keys is not None
        assert isinstance(mark.below, dict)
        return max(self.content_end(mark.below[key]), self.offset(mark.keys[key][1]) + 1)

    def entries(self, mark: Mark) -> list[Span]:
        """Give where each entry of a mapping or list stands, from its key or first character to its last one."""
        if isinstance(mark.below, dict):
            assert mark.keys is not None
            return [Span(self.offset(mark.keys[key][0]), self.entry_end(mark, key)) for key in mark.below]
        return [Span(self.offset(below.start), self.content_end(below)) for below in (mark.below or [])]

    def entries_with_comments(self, mark: Mark, *, top: bool) -> list[Span] | None:
        """Let each entry of a block take the comment behind it, and those above it that are indented as it is.

        What stands above the first key of a file belongs to the file. None where two entries share a line.
        """
        found: list[Span] = []
        for index, (start, end) in enumerate(self.entries(mark)):
            line_start = self._starts[self.line(start)]
            begin = start if mark.keys is not None else self.text.rfind("-", line_start, start)  # the item's dash
            if begin < 0:
                return None
            column = begin - line_start
            floor = found[-1].end if found else 0
            first = begin - _comments_above(self.text[floor:line_start], column, of_the_file=top and index == 0)
            if first < floor:
                return None
            found.append(Span(first, self.below(end, column)))
        return found

    def below(self, end: int, column: int) -> int:
        """Step over the comment behind what ends there, and those below that are indented deeper than a column."""
        behind = _BEHIND.match(self.text, end)
        end = behind.end() if behind else end
        line = bisect_right(self._starts, end)
        while line < len(self._starts):
            below = self._line_text(line)
            indented = len(below) - len(below.lstrip())
            if not below.lstrip().startswith("#") or indented <= column or is_acceptance(below):
                break
            end = self._starts[line] + len(below)
            line += 1
        return end


def _comments_above(above: str, column: int, *, of_the_file: bool) -> int:
    """Count the characters, from the start of an entry, of the comments above that speak of it.

    One that is indented deeper ends what is above; of the first entry of a file, only those that accept a finding.
    """
    length = 0
    for line in reversed(above.splitlines(keepends=True)):
        indented = len(line) - len(line.lstrip(" "))
        of_another = of_the_file or indented > column
        if not line.lstrip().startswith("#") or (of_another and not is_acceptance(line)):
            break
        length += len(line)
    return length
