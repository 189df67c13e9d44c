"""How an edit may be written into a text: each candidate is a few splices, the one with the least change first."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from dialogues.files.layout import Layout, Span
from dialogues.files.scalars import write_flow, write_item, write_scalar
from dialogues.files.tree import Mark
from dialogues.findings import Append, Edit, Insert, Nested, Remove, Reorder, Replace


class Splice(NamedTuple):
    """Another text for a stretch of a text."""

    start: int
    end: int
    text: str


Splices: TypeAlias = tuple[Splice, ...]


def candidates(layout: Layout, edit: Edit) -> Iterator[Splices]:
    """Give the ways to write an edit. Raises LookupError or TypeError where its place is not there."""
    if isinstance(edit, Reorder):
        return _reordered(layout, edit)
    if isinstance(edit, Append):
        return _appended(layout, edit)
    if isinstance(edit, Insert):
        return _inserted(layout, edit)
    if isinstance(edit, Remove):
        return _removed(layout, edit)
    return _replaced(layout, edit)


# Another text


def _replaced(layout: Layout, edit: Replace) -> Iterator[Splices]:
    mark = layout.mark(edit.path[:-1])
    last = edit.path[-1]
    if edit.key:
        assert mark.keys is not None
        start, end = layout.span(*mark.keys[str(last)])
    else:
        held = layout.mark(edit.path)
        start, end = layout.span(held.start, held.end)
    written = layout.text[start:end]
    for each in _rewritten(layout, written, edit, flow=layout.in_flow(mark)):
        yield (Splice(start, end, each),)


def _rewritten(layout: Layout, written: str, edit: Replace, *, flow: bool) -> Iterator[str]:
    if layout.json_file:
        yield edit.text if edit.number else _json(edit.text)
    elif written[:1] in ("|", ">") or "\n" in written:
        yield from _over_lines(written)
        yield from _words_over_lines(written, edit.text)
    else:
        if written[:1] == '"':
            yield _json(edit.text)
        yield write_scalar(edit.text, flow=flow)


def _over_lines(written: str) -> Iterator[str]:
    """Rewrite a text that is written over several lines, and keeps them: its letters, its white space, its quotes.

    The line that opens a block of text stays as it is: a comment may stand in it.
    """
    opened, lines = "", written
    if written[:1] in ("|", ">"):
        opened, line_break, lines = written.partition("\n")
        opened += line_break
    yield opened + unicodedata.normalize("NFC", lines)
    trimmed = re.sub(r"[ \t]+(?=\r?\n|\Z)", "", lines)
    yield opened + trimmed
    for each in (lines, trimmed):
        yield opened + re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", " ", each)
    if lines[:1] == "'":
        yield '"' + lines[1:-1].replace("''", "'") + '"'


def _words_over_lines(written: str, text: str) -> Iterator[str]:
    """Put other words into a text that is written over several lines, where they stand within one of them."""
    begin = written.index("\n") if written[:1] in ("|", ">") else int(written[:1] in ("'", '"'))
    end = len(written) - int(written[:1] in ("'", '"'))
    old = list(re.compile(r"\S+").finditer(written, begin, end))
    pieces, at = [], 0
    for first, behind, words in _changed([each[0] for each in old], text.split()):
        if first == behind or "\n" in written[old[first].start() : old[behind - 1].end()]:
            return
        pieces += [written[at : old[first].start()], " ".join(words)]
        at = old[behind - 1].end()
    yield "".join([*pieces, written[at:]])


def _changed(old: list[str], new: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Give which words become which others, each by itself where they are as many."""
    if len(old) == len(new):
        yield from ((at, at + 1, [new[at]]) for at in range(len(old)) if old[at] != new[at])
        return
    from difflib import SequenceMatcher  # here: few texts of many lines are mended so

    for what, first, behind, begun, ended in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield first, behind, new[begun:ended]


def _json(value: Nested) -> str:
    return json.dumps(value, ensure_ascii=False)


# A key less


def _removed(layout: Layout, edit: Remove) -> Iterator[Splices]:
    """Take out a key and what it holds: its line, or what stands between two commas."""
    mark, key = layout.mark(edit.path[:-1]), str(edit.path[-1])
    if not mark.keys or len(mark.keys) < 2:
        return  # a mapping without a key says something else
    start = layout.offset(mark.keys[key][0])
    end = layout.offset(layout.mark(edit.path).end)
    text = layout.text
    if layout.in_flow(mark):
        before = len(text[:start].rstrip())
        if text[before - 1] == ",":
            yield (Splice(before - 1, end, ""),)
        else:
            behind = re.compile(r"\s*,\s*").match(text, end)
            yield (Splice(start, behind.end() if behind else end, ""),)
        return
    line = text.rfind("\n", 0, start) + 1
    below = re.compile(r"[ \t]*(?:\r?\n|\Z)").match(text, end)
    if not text[line:start].strip() and below is not None:
        yield (Splice(line, below.end(), ""),)


# Another key, another item


def _inserted(layout: Layout, edit: Insert) -> Iterator[Splices]:
    mark = layout.mark(edit.path)
    if not mark.keys:
        return
    after = edit.after if edit.after in mark.keys else next(reversed(mark.keys))
    if layout.json_file:
        value = edit.text if edit.number else _json(edit.text)
        yield from _after_in_flow(layout, mark, after, f"{_json(edit.key)}: {value}")
    elif layout.in_flow(mark):
        yield from _after_in_flow(layout, mark, after, f"{edit.key}: {write_scalar(edit.text, flow=True)}")
    else:
        column = mark.keys[after][0].column
        yield from _lines_below(
            layout, layout.entry_end(mark, after), column, [f"{edit.key}: {write_scalar(edit.text)}"]
        )


def _after_in_flow(layout: Layout, mark: Mark, key: str, written: str) -> Iterator[Splices]:
    end = layout.entry_end(mark, key)
    yield (Splice(end, end, f", {written}"),)


def _lines_below(layout: Layout, end: int, column: int, lines: list[str]) -> Iterator[Splices]:
    """Write lines below what ends there, and below the comments that belong to it."""
    at = layout.line_end(layout.below(end, column))
    written = "".join(f"{layout.newline}{' ' * column}{line}" for line in lines)
    yield (Splice(at, at, written),)
    # The empty lines at the end of a text may belong to it (|+).
    at = len(layout.text)
    yield (Splice(at, at, written.removeprefix(layout.newline) + layout.newline),)


def _appended(layout: Layout, edit: Append) -> Iterator[Splices]:
    above = layout.mark(edit.path[:-1])
    held = above.below.get(edit.path[-1]) if isinstance(above.below, dict) else layout.mark(edit.path)
    if layout.json_file:
        yield from _appended_in_json(layout, above, held, edit)
    elif held is None:
        yield from _new_list(layout, above, edit)
    elif held.below:
        yield from _behind_the_last(layout, held, edit.value)
    else:
        yield from _begun(layout, above, held, edit)


def _new_list(layout: Layout, above: Mark, edit: Append) -> Iterator[Splices]:
    if not above.keys:
        return
    last, key = next(reversed(above.keys)), str(edit.path[-1])
    if layout.in_flow(above):
        written = f"{write_scalar(key, flow=True)}: {write_flow([edit.value])}"
        yield from _after_in_flow(layout, above, last, written)
    else:
        lines = [f"{write_scalar(key)}:", *_item_lines(layout, above, edit.value)]
        yield from _lines_below(layout, layout.entry_end(above, last), above.keys[last][0].column, lines)


def _behind_the_last(layout: Layout, held: Mark, value: Nested) -> Iterator[Splices]:
    end = layout.entries(held)[-1].end
    if layout.in_flow(held):
        yield (Splice(end, end, f", {write_flow(value)}"),)
    else:
        yield from _lines_below(layout, end, held.start.column, write_item(value))


def _begun(layout: Layout, above: Mark, held: Mark, edit: Append) -> Iterator[Splices]:
    """Begin a list that is there and holds nothing: ``documents: []``, or the key alone."""
    start, end = layout.span(held.start, held.end)
    if isinstance(above.below, dict) and not layout.in_flow(above):
        assert above.keys is not None
        key_start, key_end = above.keys[str(edit.path[-1])]
        colon = layout.offset(key_end) + 1
        lines = _item_lines(layout, above, edit.value)
        for ((at, _, written),) in _lines_below(layout, max(end, colon), key_start.column, lines):
            yield (Splice(colon, max(end, colon), ""), Splice(at, at, written))
    yield (Splice(start, end, f"{'' if layout.text[start - 1].isspace() else ' '}{write_flow([edit.value])}"),)


def _item_lines(layout: Layout, above: Mark, value: Nested) -> list[str]:
    """Write the first item of a list as lines, indented as the other lists of the file are."""
    known = [each for mark in (above, layout.tree.mark) if (each := _indent(layout, mark)) is not None]
    indent = " " * (known or [2])[0]
    return [f"{indent}{line}" for line in write_item(value)]


def _indent(layout: Layout, mark: Mark) -> int | None:
    """Tell by how much the lists of a mapping are indented; None where it has none of lines."""
    if mark.keys is None or not isinstance(mark.below, dict):
        return None
    for key, held in mark.below.items():
        if isinstance(held.below, list) and held.below and not layout.in_flow(held):
            column: int = held.start.column
            return column - mark.keys[key][0].column
    return None


def _appended_in_json(layout: Layout, above: Mark, held: Mark | None, edit: Append) -> Iterator[Splices]:
    if held is not None and held.below:
        last = layout.entries(held)[-1]
        behind, value = _behind_in_json(layout, last, edit.value)
        yield (Splice(last.end, last.end, f"{behind}{value}"),)
    elif held is not None:
        yield (Splice(*layout.span(held.start, held.end), _json([edit.value])),)
    elif above.keys:
        last = layout.entries(above)[-1]
        behind, value = _behind_in_json(layout, last, [edit.value])
        yield (Splice(last.end, last.end, f"{behind}{_json(str(edit.path[-1]))}: {value}"),)


def _behind_in_json(layout: Layout, last: Span, value: Nested) -> tuple[str, str]:
    """Give what stands between the last entry and a new one, and a value as it is written there."""
    column = layout.column(last.start)
    lead = layout.text[last.start - column : last.start]
    if lead.strip() or last.start == column:
        return ", ", _json(value)
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return f",{layout.newline}{lead}", f"{layout.newline}{lead}".join(lines)


# Another order


def _reordered(layout: Layout, edit: Reorder) -> Iterator[Splices]:
    mark = layout.mark(edit.path)
    spans = layout.entries(mark)
    if not spans or len(spans) != len(edit.order):
        return
    if not layout.in_flow(mark):
        with_comments = layout.entries_with_comments(mark, top=not edit.path)
        if with_comments is not None:
            yield (_permuted(layout.text, with_comments, edit.order),)
    yield (_permuted(layout.text, spans, edit.order),)


def _permuted(text: str, spans: list[Span], order: tuple[int, ...]) -> Splice:
    """Put the entries' texts into each other's places; what stands between them stays."""
    pieces, at = [], spans[0].start
    for place, index in enumerate(order):
        start, end = spans[place]
        pieces += [text[at:start], text[slice(*spans[index])]]
        at = end
    return Splice(spans[0].start, at, "".join(pieces))
