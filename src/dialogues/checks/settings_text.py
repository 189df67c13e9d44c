"""The text of the settings: where an expectation stands in it, and the same text with other counts.

TOML's parser keeps no places. A line is looked for as people write it, below its table's heading; where it is written
otherwise (``counts = {agreements = 17}``), the file is named and no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dialogues.findings import Location

_HEADING = re.compile(r"\[\[?\s*(?P<name>[^\]#]+?)\s*\]\]?\s*(?:#.*)?")
_ENTRY = re.compile(r"\s*(?P<key>[A-Za-z0-9_.\"'-]+?)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^#\s]+)")
_OURS = "tool.dialogues."


class _Line(NamedTuple):
    """A line with a key and a plain value."""

    number: int
    table: str
    """The table that it is in, without ``tool.dialogues``, and the how many of that name it is."""
    nth: int
    key: str
    value: str
    column: int
    """Where the value starts, counted from 0."""


def _lines(text: str) -> Iterator[_Line]:
    table, seen = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        heading = _HEADING.fullmatch(line.strip())
        if heading is not None:
            table = re.sub(r"[\s\"']", "", heading["name"]).removeprefix(_OURS)
            seen[table] = seen.get(table, 0) + 1
            continue
        entry = _ENTRY.match(line)
        if entry is not None:
            key, value = entry["key"].strip("\"'"), entry["value"].strip("\"'")
            yield _Line(number, table, seen.get(table, 1), key, value, entry.start("value"))


def place_of(text: str, file: str, setting: tuple[str, ...]) -> Location:
    """Find where a setting stands: ``("expect.counts", "agreements")``, ``("expect.listings", "source", "page")``.

    The last is the line of that value; the file as a whole where there is no such line.
    """
    table, key, *value = setting
    for line in _lines(text):
        if line.table == table and line.key == key and (not value or line.value == value[0]):
            return Location(file, line.number, line.column + 1, line.number, line.column + 1 + len(line.value))
    return Location(file)


def with_counts(text: str, counts: Mapping[str, int]) -> tuple[str, tuple[str, ...]]:
    """Write other counts in a text, and name those that it has in no line of their own."""
    lines = text.splitlines(keepends=True)
    left = dict(counts)
    for each in _lines(text):
        if each.table == "expect.counts" and each.key in left:
            line = lines[each.number - 1]
            number = str(left.pop(each.key))
            lines[each.number - 1] = line[: each.column] + number + line[each.column + len(each.value) :]
    return "".join(lines), tuple(left)


def read_text_of(file: str) -> str:
    """Read the settings' file; empty where that is not possible."""
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
