"""Comments carried from one text of a file to another, each to what it speaks of; none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from dialogues.files.comments import Comment, comments, is_acceptance
from dialogues.files.file import compose
from dialogues.files.tree import Mark, Path, Tree


class _Line(NamedTuple):
    """A line of a file in which a value begins, and where that is within the record."""

    line: int
    """The line, counted from 1."""
    column: int
    """The column in which it begins, counted from 0; of an item, that of its dash."""
    path: Path


def with_comments(before: str, after: str, file: str) -> str:
    """Give a text with the comments of an older one, each above or behind the line of what it speaks of.

    What the new text no longer says gives its comments to what held it. A text that cannot be read gives none.
    """
    old, _ = compose(before, file)
    new, _ = compose(after, file)
    if old is None or new is None:
        return after
    above: dict[int, list[str]] = {}
    behind: dict[int, list[str]] = {}
    lines = after.splitlines()
    places = _places(new, lines)
    held = sorted(_places(old, before.splitlines()).values())
    for comment in comments(before, old):
        spoken = _spoken_of(comment, held)
        found = None if spoken is None else places[_followed(spoken.path, old.value, new.value, places)]
        if found is None:
            above.setdefault(len(lines) + 1, []).append(comment.text)
        elif comment.alone or is_acceptance(comment.text):
            above.setdefault(found.line, []).append(" " * found.column + comment.text)
        else:
            behind.setdefault(found.line, []).append(comment.text)
    written = []
    for number, line in enumerate(lines, 1):
        written += above.get(number, [])
        written.append("  ".join((line, *behind.get(number, []))))
    return "\n".join((*written, *above.get(len(lines) + 1, []), ""))


def _spoken_of(comment: Comment, held: list[_Line]) -> _Line | None:
    """Give what a comment speaks of: what begins in its line or below it; None behind the last."""
    if not comment.alone:
        # What is deepest begins last in a line; a comment behind it speaks of that line.
        return next((each for each in reversed(held) if each.line <= comment.line), None)
    return next((each for each in held if each.line > comment.line), None)


def _places(tree: Tree, lines: list[str]) -> dict[Path, _Line]:
    """Give the line in which each value of a file begins, by path; the first of a line only."""
    found: dict[Path, _Line] = {(): _Line(1, 0, ())}
    taken: set[int] = set()
    for path, line in _begun(tree.mark, ()):
        if line in taken:
            found[path] = found[path[:-1]]  # it shares the line of what holds it
            continue
        taken.add(line)
        text = lines[line - 1]
        found[path] = _Line(line, len(text) - len(text.lstrip()), path)
    return found


def _begun(mark: Mark, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(mark.below, dict):
        for key, below in mark.below.items():
            assert mark.keys is not None
            yield (*path, key), mark.keys[key][0].line + 1
            yield from _begun(below, (*path, key))
    elif isinstance(mark.below, list):
        for index, below in enumerate(mark.below):
            yield (*path, index), below.start.line + 1
            yield from _begun(below, (*path, index))


def _followed(path: Path, old: Any, new: Any, places: dict[Path, _Line]) -> Path:
    """Give where in the new text a value of the old one is, or what holds it: an item is known by what it says."""
    found: Path = ()
    for part in path:
        old = old[part]
        at: Any = part
        if isinstance(new, list) and isinstance(part, int):
            if not (part < len(new) and new[part] == old):
                at = new.index(old) if old in new else part
            if at >= len(new):
                break
        elif not isinstance(new, dict) or part not in new:
            break
        new = new[at]
        if (*found, at) not in places:
            break
        found = (*found, at)
    return found
