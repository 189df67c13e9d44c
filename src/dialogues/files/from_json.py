"""JSON files, by the standard library; places are looked for only where there is something to say."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NoReturn

from dialogues.errors import shorten
from dialogues.files.limits import MAX_DEPTH, MAX_NODES, MAX_STRING
from dialogues.files.tree import (
    CORRECT,
    TOO_MUCH,
    At,
    Fault,
    Mark,
    Point,
    Tree,
    at_offset,
    conflict_fault,
    conflict_mark,
)

SYNTAX, DUPLICATE_KEY, LIMIT = "S202", "S203", "S207"

_SYMBOL = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)


def compose(text: str) -> tuple[Tree | None, list[Fault]]:
    """Read a JSON document as text, lists and mappings; the tree is None when a fault left nothing to read."""
    conflict = conflict_mark(text)
    if conflict is not None:
        return None, [conflict_fault(SYNTAX, text, conflict)]
    limit = _over_limit(text)
    if limit is not None:
        return None, [limit]

    def refuse(name: str) -> NoReturn:
        # Not the first place of the word, which a text may hold, but of the symbol.
        place = next(match.start() for match in _SYMBOL.finditer(text) if match[0].startswith(name))
        raise json.JSONDecodeError(f"{name} is not JSON", text, place)

    try:
        value = json.loads(text, parse_constant=refuse, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        message, offset = _trailing_comma(text, error.pos) or (error.msg, error.pos)
        place = at_offset(text, offset)
        return None, [Fault(SYNTAX, f"not JSON: {message}", place, place, CORRECT)]
    positions = _Positions(text)
    tree = Tree(_as_text(value), positions.mark(), tuple(_texts(value)))
    return tree, positions.faults


def _trailing_comma(text: str, offset: int) -> tuple[str, int] | None:
    """Tell of a comma before a closing bracket in the words and at the place of Python 3.13, on every Python."""
    before = text[:offset].rstrip(" \t\r\n")
    if text[offset : offset + 1] in ("}", "]") and before.endswith(","):
        kind = "object" if text[offset] == "}" else "array"
        return f"Illegal trailing comma before end of {kind}", len(before) - 1
    return None


def _as_text(value: Any) -> Any:
    """Make true and false text, as they are in YAML; null is nothing."""
    if isinstance(value, dict):
        return {key: _as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _over_limit(text: str) -> Fault | None:
    depth = nodes = 0
    for match in _SYMBOL.finditer(text):
        symbol = match[0]
        if symbol in ("[", "{"):
            depth += 1
        elif symbol in ("]", "}"):
            depth -= 1
        nodes += symbol not in (",", ":", "]", "}")
        message = ""
        if depth > MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
        elif nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} keys and values"
        elif len(symbol) > MAX_STRING + 2 and symbol[0] == '"':
            message = f"a text of {len(symbol) - 2:,} characters; {MAX_STRING:,} are allowed"
        if message:
            return Fault(LIMIT, message, at_offset(text, match.start()), at_offset(text, match.end()), TOO_MUCH)
    return None


class _Positions:
    """Finds the place of every key and value of a text that is known to be JSON."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._lines = [0]
        self._lines.extend(match.end() for match in re.finditer("\n", text))
        self._symbols = [(match[0], match.start(), match.end()) for match in _SYMBOL.finditer(text)]
        self._next = 0

    def mark(self) -> Mark:
        """Take the next value off the symbols (the depth is limited before)."""
        symbol, start, end = self._take()
        if symbol == "[":
            return self._list(start)
        if symbol == "{":
            return self._mapping(start)
        return Mark(self._at(start), self._at(end))

    def _list(self, start: int) -> Mark:
        below: list[Mark] = []
        while self._symbols[self._next][0] != "]":
            below.append(self.mark())
            self._skip(",")
        _, _, end = self._take()
        return Mark(self._at(start), self._at(end), None, below)

    def _mapping(self, start: int) -> Mark:
        keys: dict[str, tuple[Point, Point]] = {}
        below: dict[str, Mark] = {}
        while self._symbols[self._next][0] != "}":
            symbol, key_start, key_end = self._take()
            key = json.loads(symbol)
            place = (self._at(key_start), self._at(key_end))
            if key in keys:
                first = keys[key][0]
                message = f"the key {shorten(key)!r} stands twice, first in line {first.line + 1}"
                self.faults.append(Fault(DUPLICATE_KEY, message, *place, "remove one of them"))
            keys[key] = place
            self._skip(":")
            below[key] = self.mark()
            self._skip(",")
        _, _, end = self._take()
        return Mark(self._at(start), self._at(end), keys, below)

    def _take(self) -> tuple[str, int, int]:
        self._next += 1
        return self._symbols[self._next - 1]

    def _skip(self, symbol: str) -> None:
        if self._symbols[self._next][0] == symbol:
            self._next += 1

    def _at(self, offset: int) -> At:
        line = bisect_right(self._lines, offset) - 1
        return At(line, offset - self._lines[line])
