"""Applying edits to the text of a file: the fewest characters change, and the result is read again to prove it."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dialogues.files import compose
from dialogues.files.comments import Comment, comments, is_acceptance
from dialogues.files.scalars import write_scalar
from dialogues.files.tree import Mark, Tree, Value, line_starts, offset_of
from dialogues.findings import Edit, Insert, Path, Reorder, Replace


def apply(text: str, edit: Edit, file: str) -> str | None:
    """Apply an edit to a file's text; None where that cannot be done without another change.

    What is given back reads as the old text with the edit and nothing else, and has all of its comments.
    """
    tree, faults = compose(text, file)
    if tree is None or faults:
        return None
    wanted = _edited(tree.value, edit)
    if wanted is None:
        return None
    json_file = file.endswith(".json")
    for candidate in _candidates(text, tree, edit, json_file=json_file):
        read, faults = compose(candidate, file)
        if candidate == text or read is None or faults or read.value != wanted:
            continue
        if json_file or _keeps_comments(text, tree, candidate, read, edit):
            return candidate
    return None


def _keeps_comments(text: str, tree: Tree, candidate: str, read: Tree, edit: Edit) -> bool:
    """Say whether all comments are there, and speak of what they spoke of where things move."""
    if "#" not in text:
        return True
    old, new = comments(text, tree), comments(candidate, read)
    if not isinstance(edit, Reorder):
        return Counter(each.text for each in old) == Counter(each.text for each in new)
    spoken, now = _spoken_of(text, old), _spoken_of(candidate, new)
    # What stands above the first key speaks of the file, unless it accepts a finding of that key.
    first = next((at for at, (_, above) in enumerate(spoken) if above), len(spoken))
    of_keys = Counter(each for at, (each, _) in enumerate(spoken) if at >= first or is_acceptance(each[0]))
    return Counter(text for (text, _), _ in spoken) == Counter(text for (text, _), _ in now) and not (
        of_keys - Counter(each for each, _ in now)
    )


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


# What the edit means


def _edited(value: Value, edit: Edit) -> Any:
    """Give the value with the edit; None where the edit does not fit."""
    path = edit.path[:-1] if isinstance(edit, Replace) else edit.path
    if isinstance(edit, Replace) and not edit.path:
        return None
    try:
        return _changed(value, path, edit)
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def _changed(value: Any, path: Path, edit: Edit) -> Any:
    copied: Any = list(value) if isinstance(value, list) else dict(value)
    if path:
        copied[path[0]] = _changed(value[path[0]], path[1:], edit)
        return copied
    if isinstance(edit, Reorder):
        if sorted(edit.order) != list(range(len(value))):
            raise ValueError(edit.order)
        return copied if isinstance(value, dict) else [value[index] for index in edit.order]
    if isinstance(edit, Insert):
        if edit.key in value:
            raise KeyError(edit.key)
        return {**value, edit.key: edit.text}
    last = edit.path[-1]
    if not edit.key:
        if not isinstance(copied[last], str):
            raise TypeError(last)
        copied[last] = edit.text
        return copied
    if edit.text != last and edit.text in value:
        raise KeyError(edit.text)
    return {edit.text if key == last else key: each for key, each in value.items()}


# How it is written

_BEHIND = re.compile(r"[ \t]+#[^\r\n]*")


def _candidates(text: str, tree: Tree, edit: Edit, *, json_file: bool) -> Iterator[str]:
    """Give texts that may be the edited one, the one with the fewest changes first."""
    starts = line_starts(text)
    mark = _mark_at(tree.mark, edit.path if not isinstance(edit, Replace) else edit.path[:-1])
    if isinstance(edit, Reorder):
        yield from _reordered(text, starts, mark, edit)
    elif isinstance(edit, Insert):
        yield from _inserted(text, starts, mark, edit, json_file=json_file)
    else:
        yield from _replaced(text, starts, mark, edit, json_file=json_file)


def _mark_at(mark: Mark, path: Path) -> Mark:
    for part in path:
        assert mark.below is not None
        mark = mark.below[part]  # type: ignore[index]
    return mark


def _span(starts: list[int], start: Any, end: Any) -> tuple[int, int]:
    return offset_of(starts, start), offset_of(starts, end)


def _in_flow(text: str, starts: list[int], mark: Mark) -> bool:
    """Say whether a mapping or list is written in brackets."""
    return text[offset_of(starts, mark.start)] in "[{"


def _replaced(text: str, starts: list[int], mark: Mark, edit: Replace, *, json_file: bool) -> Iterator[str]:
    last = edit.path[-1]
    if edit.key:
        assert mark.keys is not None
        start, end = _span(starts, *mark.keys[str(last)])
    else:
        held = _mark_at(mark, (last,))
        start, end = _span(starts, held.start, held.end)
    written = text[start:end]
    quoted = json.dumps(edit.text, ensure_ascii=False)
    scalar = (
        (edit.text if edit.number else quoted)
        if json_file
        else write_scalar(edit.text, flow=_in_flow(text, starts, mark))
    )
    if written[:1] in ("|", ">") or "\n" in written:
        for rewritten in _over_lines(written):
            yield text[:start] + rewritten + text[end:]
        return
    if written[:1] == '"' and quoted != written and not (json_file and edit.number):
        yield text[:start] + quoted + text[end:]
    yield text[:start] + scalar + text[end:]


def _over_lines(written: str) -> Iterator[str]:
    """Rewrite a text that is written over several lines, and keeps them: its letters, its white space, its quotes."""
    yield unicodedata.normalize("NFC", written)
    trimmed = re.sub(r"[ \t]+(?=\r?\n|\Z)", "", written)
    yield trimmed
    for each in (written, trimmed):
        yield re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", " ", each)
    if written[:1] == "'":
        yield '"' + written[1:-1].replace("''", "'") + '"'


def _inserted(text: str, starts: list[int], mark: Mark, edit: Insert, *, json_file: bool) -> Iterator[str]:
    if not mark.keys or not isinstance(mark.below, dict):
        return
    after = edit.after if edit.after in mark.keys else next(reversed(list(mark.keys)))
    end = _content_end(text, starts, mark.below[after])
    if _in_flow(text, starts, mark):
        quoted = edit.text if edit.number else json.dumps(edit.text, ensure_ascii=False)
        entry = f'"{edit.key}": {quoted}' if json_file else f"{edit.key}: {write_scalar(edit.text, flow=True)}"
        yield f"{text[:end]}, {entry}{text[end:]}"
        return
    column = mark.keys[after][0].column
    line_end = text.find("\n", end)
    at = len(text) if line_end < 0 else line_end - (text[line_end - 1] == "\r")
    newline = "\r\n" if "\r\n" in text else "\n"
    yield f"{text[:at]}{newline}{' ' * column}{edit.key}: {write_scalar(edit.text)}{text[at:]}"


def _reordered(text: str, starts: list[int], mark: Mark, edit: Reorder) -> Iterator[str]:
    spans = _entries(text, starts, mark)
    if len(spans) != len(edit.order):
        return
    if not _in_flow(text, starts, mark):
        lead = _with_comments(text, starts, spans, mapping=mark.keys is not None, top=not edit.path)
        if lead is not None:
            yield _permuted(text, lead, edit.order)
    yield _permuted(text, spans, edit.order)


def _permuted(text: str, spans: list[tuple[int, int]], order: tuple[int, ...]) -> str:
    """Put the entries' texts into each other's places; what stands between them stays."""
    pieces, at = [], 0
    for place, index in enumerate(order):
        start, end = spans[place]
        pieces += [text[at:start], text[slice(*spans[index])]]
        at = end
    return "".join((*pieces, text[at:]))


def _entries(text: str, starts: list[int], mark: Mark) -> list[tuple[int, int]]:
    """Give where each entry of a mapping or list stands, from its key or first character to its last one."""
    if isinstance(mark.below, dict):
        assert mark.keys is not None
        keys = [_span(starts, *mark.keys[key]) for key in mark.below]
        ends = [_content_end(text, starts, below) for below in mark.below.values()]
        return [(start, max(end, key_end + 1)) for (start, key_end), end in zip(keys, ends, strict=True)]
    return [(offset_of(starts, below.start), _content_end(text, starts, below)) for below in (mark.below or [])]


def _content_end(text: str, starts: list[int], mark: Mark) -> int:
    """Give where the last character of a value stands: the parser's end of a block is behind what follows it."""
    flow = mark.below is not None and _in_flow(text, starts, mark)
    if mark.below and not flow:
        last = list(mark.below.values())[-1] if isinstance(mark.below, dict) else mark.below[-1]
        end = _content_end(text, starts, last)
        if mark.keys:
            key_end = offset_of(starts, list(mark.keys.values())[-1][1])
            end = max(end, key_end + 1)
        return end
    end = offset_of(starts, mark.end)
    start = offset_of(starts, mark.start)
    return start + len(text[start:end].rstrip()) if text[start : start + 1] in ("|", ">") else end


def _with_comments(
    text: str, starts: list[int], spans: list[tuple[int, int]], *, mapping: bool, top: bool
) -> list[tuple[int, int]] | None:
    """Let each entry of a block take the comment behind it, and those above it that are indented as it is.

    What stands above the first key of a file belongs to the file. None where two entries share a line.
    """
    found: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(spans):
        line = bisect_right(starts, start) - 1
        begin = start if mapping else text.rfind("-", starts[line], start)  # an item begins with its dash
        if begin < 0:
            return None
        behind = _BEHIND.match(text, end)
        floor = found[-1][1] if found else 0
        first = begin - _comments_above(
            text[floor : starts[line]], begin - starts[line], of_the_file=top and index == 0
        )
        if first < floor:
            return None
        found.append((first, _comments_below(text, starts, behind.end() if behind else end, begin - starts[line])))
    return found


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


def _comments_below(text: str, starts: list[int], end: int, column: int) -> int:
    """Step over the comments below an entry that are indented deeper than it: they end what it holds."""
    line = bisect_right(starts, end)
    while line < len(starts):
        below = text[starts[line] : starts[line + 1] if line + 1 < len(starts) else len(text)].rstrip("\r\n")
        indented = len(below) - len(below.lstrip())
        if not below.lstrip().startswith("#") or indented <= column or is_acceptance(below):
            break
        end = starts[line] + len(below)
        line += 1
    return end


def append_item(text: str, tree: Tree | None, key: str, item: str) -> str:
    """Put an item, written as lines, behind the last one of a list of the top level; a new list where there is none."""
    below = tree.mark.below if tree is not None else None
    held = below.get(key) if isinstance(below, dict) else None
    if held is None or not held.below or _in_flow(text, line_starts(text), held):
        return f"{text.rstrip()}\n{key}:\n{item}"
    end = _content_end(text, line_starts(text), held)
    line_end = text.find("\n", end)
    at = len(text) if line_end < 0 else line_end + 1
    return text[:at] + ("" if line_end >= 0 else "\n") + item + text[at:]
