"""How a text, and a value made of texts, is written as YAML, so that this library and any other reads the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from dialogues.files.numbers_to_others import read_otherwise
from dialogues.findings import Nested

# YAML 1.1 reads these as true, false or nothing.
_WORDS = frozenset({"y", "yes", "n", "no", "true", "false", "on", "off", "null", "~", "<<", "="})
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^\r\n\t]*[^\s:])?")
_NOT_PLAIN = re.compile(
    r": |:$| #|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u0085\u2028\u2029]"
)


class Plain(str):
    """A text that is written as it stands: a truth value, and no word."""

    __slots__ = ()


TRUE, FALSE = Plain("true"), Plain("false")


def write_scalar(text: str, *, flow: bool = False) -> str:
    """Write a text plainly where that is safe, else in double quotes; ``flow`` is within [ ] or { }.

    >>> write_scalar("Brasília"), write_scalar("no"), write_scalar("a: b")
    ('Brasília', '"no"', '"a: b"')
    """
    if isinstance(text, Plain):
        return text
    plain = (
        _PLAIN.fullmatch(text) is not None
        and text.lower() not in _WORDS
        and not read_otherwise(text)
        and _NOT_PLAIN.search(text) is None
        and not (flow and any(char in ",[]{}" for char in text))
        and not text.startswith(("---", "..."))
    )
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    """Write a text in double quotes; what JSON escapes, YAML understands."""
    written = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04X}", written
    )


def write_flow(value: Nested) -> str:
    """Write a value in one line, in brackets.

    >>> write_flow({"language": "no", "notes": ["a, b"]})
    '{language: "no", notes: ["a, b"]}'
    """
    if isinstance(value, str):
        return write_scalar(value, flow=True)
    if isinstance(value, Mapping):
        held = (f"{write_scalar(key, flow=True)}: {write_flow(each)}" for key, each in value.items())
        return "{" + ", ".join(held) + "}"
    return "[" + ", ".join(map(write_flow, value)) + "]"


def write_block(value: Nested, *, in_list: bool = False, longest: int | None = None) -> list[str]:
    """Write a value as lines; in a list below it, a mapping of texts takes one line, of at most ``longest`` characters.

    >>> write_block({"language": "pt", "evidence": [{"for": "language", "source": "page"}]})
    ['language: pt', 'evidence:', '  - {for: language, source: page}']
    >>> write_block({"evidence": [{"for": "language", "source": "page"}]}, longest=30)
    ['evidence:', '  - for: language', '    source: page']
    """
    if isinstance(value, str):
        return [write_scalar(value)]
    left = None if longest is None else longest - 2
    if not value or _fits(value, longest, in_list=in_list):
        return [write_flow(value)]
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, each in value.items():
            below = write_block(each, longest=left)
            begun = isinstance(each, str) or not each or (longest is not None and _is_short(each, longest - len(key)))
            if begun:
                lines.append(f"{_write_key(key)}: {write_flow(each) if not isinstance(each, str) else below[0]}")
            else:
                lines += [f"{_write_key(key)}:", *_indented(below)]
    else:
        for each in value:
            lines += write_item(each, in_list=True, longest=left)
    return lines


def write_item(value: Nested, *, in_list: bool = False, longest: int | None = None) -> list[str]:
    """Write a value as an item of a list: its lines, the first one behind a dash."""
    first, *rest = write_block(value, in_list=in_list, longest=longest)
    return [f"- {first}", *_indented(rest)]


def _write_key(key: str) -> str:
    """Write a key of a block; ``on`` is one of the format's own, and stands as people write it."""
    return key if key == "on" else write_scalar(key)


def _fits(value: Nested, longest: int | None, *, in_list: bool) -> bool:
    """Say whether a mapping of texts within a list takes one line."""
    flat = in_list and isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values())
    return flat and (longest is None or len(write_flow(value)) <= longest)


def _is_short(value: Nested, room: int) -> bool:
    """Say whether a list of texts stands behind its key."""
    listed = not isinstance(value, str | Mapping) and all(isinstance(each, str) for each in value)
    return listed and len(write_flow(value)) + 2 <= room


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
