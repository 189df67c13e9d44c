"""Comments of a YAML file, which the parser drops, and the findings that they accept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from attrs import frozen

from dialogues.files.tree import Mark, Point, Tree, line_starts, offset_of

_HASH = re.compile(r"(?:\A|(?<=\s))#")
_REST = re.compile(r"[^\r\n]*")
# One that is meant to be an acceptance, however it is spelt.
_ACCEPTANCE = re.compile(r"#\s*dialogues(?P<colon>:)?\s*(?P<rest>(?(colon).*|ignore\b.*))", re.IGNORECASE)
_ACCEPTING = re.compile(r"#\s*dialogues:?\s*ignore\b.*", re.IGNORECASE)
_WORD = re.compile(r"#\s*dialogues:")
_IGNORE = re.compile(r"ignore\[(?P<codes>[^\]]*)\]\s*(?P<reason>.*)")
SHORTEST_REASON = 3  # characters


@frozen
class Comment:
    """A comment, from its # to the end of the line."""

    line: int
    """The line, counted from 1."""
    column: int
    """The column of the #, counted from 1."""
    text: str
    """The comment, # included."""
    alone: bool
    """Whether nothing else stands in its line."""


@frozen
class Acceptance:
    """A comment that accepts a finding: ``# dialogues: ignore[L201] reason``."""

    comment: Comment
    """The comment."""
    codes: tuple[str, ...]
    """The codes it names; none where it cannot be read."""
    reason: str
    """Why; empty where none is given that could tell a stranger."""
    line: int
    """The line whose findings it accepts: its own, or the next one that holds something."""


def comments(text: str, tree: Tree) -> tuple[Comment, ...]:
    """Find the comments of a YAML text: what begins with # outside of all keys and values."""
    starts = line_starts(text)
    spans = sorted((offset_of(starts, start), offset_of(starts, end)) for start, end in _spans(tree.mark))
    found: list[Comment] = []
    at = behind = 0
    for match in _HASH.finditer(text):
        start = match.start()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside = at < len(spans) and spans[at][0] <= start
        if start < behind or (inside and not _in_block_header(text, *spans[at], start)):
            continue
        rest = _REST.match(text, start)
        assert rest is not None
        behind = rest.end()
        line = bisect_right(starts, start)
        before = text[starts[line - 1] : start]
        found.append(Comment(line, len(before) + 1, rest[0].rstrip(), not before.strip()))
    return tuple(found)


def _spans(mark: Mark) -> Iterator[tuple[Point, Point]]:
    yield from (mark.keys or {}).values()
    if isinstance(mark.below, dict):
        for below in mark.below.values():
            yield from _spans(below)
    elif isinstance(mark.below, list):
        for below in mark.below:
            yield from _spans(below)
    else:
        yield mark.start, mark.end


def _in_block_header(text: str, start: int, end: int, at: int) -> bool:
    """Say whether a place is behind the ``>-`` that opens a block of text, where a comment may stand."""
    return text[start] in "|>" and not any(char in text[start:at] for char in "\r\n") and at < end


def is_acceptance(comment: str) -> bool:
    """Say whether a comment is meant to accept a finding."""
    return _ACCEPTANCE.match(comment.strip()) is not None


def acceptances(text: str, tree: Tree) -> tuple[Acceptance, ...]:
    """Find the comments that accept findings, read or not."""
    return _accepting(text, comments(text, tree)) if "#" in text and "dialogues" in text.lower() else ()


def acceptances_in_toml(text: str) -> tuple[Acceptance, ...]:
    """Find the comments of TOML that accept findings. No text of settings is written so."""
    every = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _ACCEPTING.search(line)
        if match is not None:
            before = line[: match.start()]
            every.append(Comment(number, len(before) + 1, match[0].rstrip(), not before.strip()))
        elif line.lstrip().startswith("#"):
            every.append(Comment(number, 1, line.strip(), alone=True))
    return _accepting(text, tuple(every))


def _accepting(text: str, every: tuple[Comment, ...]) -> tuple[Acceptance, ...]:
    lines = text.splitlines()
    held = _held(lines, every)
    found = []
    for comment in every:
        match = _ACCEPTANCE.match(comment.text)
        if match is None:
            continue
        line = comment.line
        if comment.alone:
            at = bisect_right(held, line)
            line = held[at] if at < len(held) else len(lines) + 1
        ignore = _IGNORE.fullmatch(match["rest"]) if _WORD.match(comment.text) else None
        codes = tuple(code.strip() for code in ignore["codes"].split(",")) if ignore else ()
        reason = ignore["reason"].strip() if ignore else ""
        found.append(Acceptance(comment, codes, reason if len(reason) >= SHORTEST_REASON else "", line))
    return tuple(found)


def _held(lines: list[str], every: tuple[Comment, ...]) -> list[int]:
    """Give the numbers of the lines that hold something else than a comment."""
    alone = {comment.line for comment in every if comment.alone}
    return [number for number, line in enumerate(lines, 1) if line.strip() and number not in alone]


# What comments speak of


class _Spoken(NamedTuple):
    """A comment, and the line that it speaks of."""

    text: str
    line: str
    """What the line says, known by its letters: things may move within it."""
    number: int
    """The line's number, counted from 0."""
    of_the_file: bool
    """Whether nothing stands above it."""


def strayed(before: tuple[str, Tree], after: tuple[str, Tree]) -> list[int]:
    """Give the lines, counted from 0 and in order, whose comments speak of another one after entries have moved.

    What stands above the first key speaks of the file, unless it accepts a finding of that key.
    """
    if "#" not in before[0]:
        return []
    still = Counter((each.text, each.line) for each in _spoken_of(*after))
    lost = []
    for each in _spoken_of(*before):
        if each.of_the_file and not is_acceptance(each.text):
            continue
        still[each.text, each.line] -= 1
        if still[each.text, each.line] < 0:
            lost.append(each.number)
    return sorted(lost)


def _item(lines: list[str], held: list[int], number: int) -> str:
    """Give the letters of an item of a list, in an order that no order of its keys changes."""
    first = lines[held[number] - 1]
    dash = len(first) - len(first.lstrip())
    said = [first.strip().removeprefix("- ")]
    for at in range(number + 1, len(held)):
        line = lines[held[at] - 1]
        if len(line) - len(line.lstrip()) <= dash:
            break
        said.append(line.strip())
    return "".join(sorted("".join(said)))


def _spoken_of(text: str, tree: Tree) -> list[_Spoken]:
    """Give each comment with the line that it speaks of.

    That is its own line, else the next one; the one above where the next one is less indented, unless it accepts.
    Above the dash of an item it speaks of the whole item, whose keys may change their order.
    """
    every = comments(text, tree)
    lines = text.splitlines()
    held = _held(lines, every)
    found = []
    items: dict[int, str] = {}
    for comment in every:
        at = bisect_right(held, comment.line)
        above, below = (lines[held[each] - 1] if 0 <= each < len(held) else "" for each in (at - 1, at))
        deeper = len(below) - len(below.lstrip()) < comment.column - 1 and not is_acceptance(comment.text)
        upwards = not comment.alone or deeper
        line, number = (above, at - 1) if upwards else (below, at)
        of_item = not upwards and line.lstrip().startswith("- ") and not is_acceptance(comment.text)
        if of_item and number not in items:
            items[number] = _item(lines, held, number)
        letters = items[number] if of_item else "".join(sorted(line.strip().removeprefix("- ")))
        place = held[number] - 1 if 0 <= number < len(held) else len(lines)
        found.append(_Spoken(comment.text, letters, place, at == 0))
    return found
