"""Applying edits to the text of a file: the fewest characters change, and the result is read again to prove it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from dialogues.files import compose
from dialogues.files.candidates import Splices, candidates
from dialogues.files.comments import Comment, comments, is_acceptance
from dialogues.files.layout import Layout
from dialogues.files.meaning import edited
from dialogues.files.tree import Tree
from dialogues.findings import Edit, Reorder


def apply(text: str, edit: Edit, file: str) -> str | None:
    """Apply an edit to a file's text; None where that cannot be done without another change.

    What is given back reads as the old text with the edit and nothing else, and has all of its comments.
    """
    tree, faults = compose(text, file)
    if tree is None or faults:
        return None
    try:
        wanted = edited(tree.value, [edit])
    except (LookupError, TypeError, ValueError):
        return None
    json_file = file.endswith(".json")
    for splices in candidates(Layout(text, tree, json_file=json_file), edit):
        candidate = _spliced(text, splices)
        read, faults = compose(candidate, file)
        if candidate == text or read is None or faults or read.value != wanted:
            continue
        if json_file or not isinstance(edit, Reorder) or _keeps_comments(text, tree, candidate, read):
            return candidate
    return None


def _spliced(text: str, splices: Splices) -> str:
    pieces, at = [], 0
    for start, end, written in sorted(splices):
        pieces += [text[at:start], written]
        at = end
    return "".join((*pieces, text[at:]))


def _keeps_comments(text: str, tree: Tree, candidate: str, read: Tree) -> bool:
    """Say whether comments speak of what they spoke of, where entries moved."""
    if "#" not in text:
        return True
    spoken, now = _spoken_of(text, comments(text, tree)), _spoken_of(candidate, comments(candidate, read))
    # What stands above the first key speaks of the file, unless it accepts a finding of that key.
    first = next((at for at, (_, above) in enumerate(spoken) if above), len(spoken))
    of_keys = Counter(each for at, (each, _) in enumerate(spoken) if at >= first or is_acceptance(each[0]))
    return not of_keys - Counter(each for each, _ in now)


def _spoken_of(text: str, every: tuple[Comment, ...]) -> list[tuple[tuple[str, str], bool]]:
    """Give each comment with the line that it speaks of, and whether something stands above it.

    That is its own line, else the next one; the one above where the next one is less indented, unless it accepts.
    """
    lines = text.splitlines()
    alone = {comment.line for comment in every if comment.alone}
    held = [number for number, line in enumerate(lines, 1) if line.strip() and number not in alone]
    found = []
    for comment in every:
        at = bisect_right(held, comment.line)
        above, below = (lines[held[each] - 1] if 0 <= each < len(held) else "" for each in (at - 1, at))
        deeper = len(below) - len(below.lstrip()) < comment.column - 1 and not is_acceptance(comment.text)
        line = above if not comment.alone or deeper else below
        # Things may move within the line: it is known by its letters.
        found.append(((comment.text, "".join(sorted(line.strip().removeprefix("- ")))), at > 0))
    return found


def append_item(text: str, tree: Tree | None, key: str, item: str) -> str:
    """Put an item, written as lines, behind the last one of a list of the top level; a new list where there is none."""
    layout = Layout(text, tree, json_file=False) if tree is not None else None
    below = tree.mark.below if tree is not None else None
    held = below.get(key) if isinstance(below, dict) else None
    if held is None or layout is None or not held.below or layout.in_flow(held):
        return f"{text.rstrip()}\n{key}:\n{item}"
    end = layout.content_end(held)
    line_end = text.find("\n", end)
    at = len(text) if line_end < 0 else line_end + 1
    return text[:at] + ("" if line_end >= 0 else "\n") + item + text[at:]
