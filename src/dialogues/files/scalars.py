"""How a text is written as a scalar of YAML, so that this library and any other reads the same."""

from __future__ import annotations

import json
import re

# YAML 1.1 reads these as true, false or nothing.
_WORDS = frozenset({"y", "yes", "n", "no", "true", "false", "on", "off", "null", "~", "<<", "="})
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^\r\n\t]*[^\s:])?")
_NOT_PLAIN = re.compile(
    r": |:$| #|[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u0085\u2028\u2029]"
)


def write_scalar(text: str, *, flow: bool = False) -> str:
    """Write a text plainly where that is safe, else in double quotes; ``flow`` is within [ ] or { }.

    >>> write_scalar("Brasília"), write_scalar("no"), write_scalar("a: b")
    ('Brasília', '"no"', '"a: b"')
    """
    plain = (
        _PLAIN.fullmatch(text) is not None
        and text.lower() not in _WORDS
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
