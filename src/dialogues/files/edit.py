"""Applying edits to the text of a file: the fewest characters change, and the result is read again to prove it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TypeAlias

from attrs import frozen

from dialogues.files import compose
from dialogues.files.candidates import Splice, Splices, candidates
from dialogues.files.comments import strayed
from dialogues.files.layout import Layout
from dialogues.files.meaning import edited
from dialogues.files.tree import Tree
from dialogues.findings import Edit, Reorder
from dialogues.records.fields_of import fields_of

Group: TypeAlias = tuple[Edit, ...]
"""Edits that are made together or not at all."""
Way: TypeAlias = list[Splices]
"""One way to write a group: the splices of each of its edits."""


def apply(text: str, edit: Edit, file: str) -> str | None:
    """Apply an edit to a file's text; None where that cannot be done without another change.

    What is given back reads as the old text with the edit and nothing else, and has all of its comments.
    """
    source = _Source.of(text, file)
    if source is None:
        return None
    results = (source.proof([((edit,), way)]) for way in source.ways((edit,)))
    return next((each for each in results if isinstance(each, str)), None)


def in_place(text: str, file: str, kind: type, key: str) -> str:
    """Put a key that was written as the last one where the order of the format has it; no other key moves."""
    tree, _ = compose(text, file)
    keys = [*tree.value] if tree is not None and isinstance(tree.value, dict) else []
    last = len(keys) - 1
    if not keys or keys[last] != key:
        return text
    fields = [each.key for each in fields_of(kind)]
    above = fields[: fields.index(key)]
    place = max((at for at, each in enumerate(keys) if each in above), default=last - 1) + 1
    order = (*range(place), last, *range(place, last))
    return text if place == last else apply(text, Reorder((), order), file) or text


def apply_all(text: str, groups: Iterable[Group], file: str) -> tuple[str, int]:
    """Apply groups of edits at once, as far as they do not meet; say how many were made.

    Their paths are those of the text as it is given. The result is proved as a whole; where that fails, each half is.
    """
    left = list(groups)
    while left:
        source = _Source.of(text, file)
        if source is None:
            break
        apart, left = source.apart(left)
        after, made = _made(text, apart, file)
        if made:
            return after, made
    return text, 0


def _made(text: str, groups: list[Group], file: str) -> tuple[str, int]:
    """Make all groups at once, or else the two halves of them, down to each by itself."""
    source = _Source.of(text, file)
    done = source.at_once(groups) if source is not None else (text, 0)
    if done is not None:
        return done
    if len(groups) == 1:
        after = _in_turn(text, groups[0], file)
        return (text, 0) if after is None else (after, 1)
    middle = len(groups) // 2
    text, first = _made(text, groups[:middle], file)
    text, second = _made(text, groups[middle:], file)
    return text, first + second


def _in_turn(text: str, group: Group, file: str) -> str | None:
    after: str | None = text
    for edit in group:
        after = apply(after, edit, file) if after is not None else None
    return after


@frozen
class _Source:
    """A text that edits are made in, and what it says."""

    text: str
    file: str
    tree: Tree
    layout: Layout

    @classmethod
    def of(cls, text: str, file: str) -> _Source | None:
        """Read a text; None where it cannot be read without a fault."""
        tree, faults = compose(text, file)
        if tree is None or faults:
            return None
        return cls(text, file, tree, Layout(text, tree, json_file=file.endswith(".json")))

    def apart(self, groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
        """Choose groups that do not meet, small ones first; give these, and the others that can be written at all."""
        # The edits of one group may build on each other: then they are made in turn.
        written = [(group, next(self.ways(group), [] if len(group) > 1 else None)) for group in groups]
        ways = [(group, _flat(way)) for group, way in written if way is not None]
        ways.sort(key=lambda each: sum(splice.end - splice.start for splice in each[1]))
        taken: list[tuple[int, int]] = []
        chosen, left = [], []
        for group, splices in ways:
            spans = [(splice.start, splice.end) for splice in splices]
            if any(_meets(taken, span) for span in spans):
                left.append(group)
            else:
                chosen.append(group)
                for span in spans:
                    insort(taken, span)
        return chosen, left

    def ways(self, group: Group) -> Iterator[Way]:
        """Give the ways to write a group that change the text: all of one edit, of several the first of each."""
        try:
            if len(group) == 1:
                yield from ([splices] for splices in candidates(self.layout, group[0]) if self._changes(splices))
                return
            first = [next(filter(self._changes, candidates(self.layout, edit)), None) for edit in group]
        except (LookupError, TypeError):
            return  # its place is not there
        way = [splices for splices in first if splices is not None]
        if len(way) == len(group):
            yield way

    def _changes(self, splices: Splices) -> bool:
        return any(self.text[start:end] != written for start, end, written in splices)

    def at_once(self, groups: Iterable[Group]) -> tuple[str, int] | None:
        """Make groups at once, each in the first way that does; None where nobody can tell which of them fails."""
        tried = []
        for group in groups:
            ways = self.ways(group)
            way = next(ways, None)
            if way is None:
                return None
            tried.append((group, way, ways))
        while tried:
            result = self.proof([(group, way) for group, way, _ in tried])
            if isinstance(result, str):
                return result, len(tried)
            if not result:
                return None
            tried = [
                (group, another, ways)
                for at, (group, way, ways) in enumerate(tried)
                if (another := next(ways, None) if at in result else way) is not None
            ]
        return self.text, 0

    def proof(self, written: Sequence[tuple[Group, Way]]) -> str | frozenset[int]:
        """Write groups, and give the text if it reads as it shall and its comments are where they were.

        Else give the numbers of the groups that keep it from that; none where nobody can tell.
        """
        unknown: frozenset[int] = frozenset()
        edits = [edit for group, _ in written for edit in group]
        try:
            wanted = edited(self.tree.value, edits)
        except (LookupError, TypeError, ValueError):
            return unknown
        after = _spliced(self.text, [splice for _, way in written for splice in _flat(way)])
        read = _Source.of(after, self.file)
        if after == self.text or read is None or read.tree.value != wanted:
            return unknown
        if self.layout.json_file or not any(isinstance(edit, Reorder) for edit in edits):
            return after  # only what moves can leave its comments
        lost = strayed((self.text, self.tree), (after, read.tree))
        if not lost:
            return after
        return frozenset(at for at, (_, way) in enumerate(written) if self._holds(way, lost))

    def _holds(self, way: Way, lines: list[int]) -> bool:
        """Say whether one of some lines, in order, is among those that a way writes to."""
        return any(
            bisect_left(lines, self.layout.line(splice.start)) < bisect_right(lines, self.layout.line(splice.end))
            for splice in _flat(way)
        )


def _flat(way: Way) -> list[Splice]:
    return [splice for splices in way for splice in splices]


def _meets(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Say whether a stretch has a character in common with one of those, in order, or lies within it."""
    start, end = span
    at = bisect_left(taken, (start, end))
    before = taken[at - 1] if at else (0, 0)
    behind = taken[at] if at < len(taken) else (end, end)
    return before[1] > start or behind[0] < end


def _spliced(text: str, splices: Iterable[Splice]) -> str:
    pieces, at = [], 0
    for start, end, written in sorted(splices, key=itemgetter(0, 1)):
        pieces += [text[at:start], written]
        at = end
    return "".join((*pieces, text[at:]))
