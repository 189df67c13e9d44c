"""JSON as this library writes it."""

from __future__ import annotations

import json
import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def json_text(value: Any) -> str:
    """Write one JSON value; the same value gives the same text, and every text can be written as UTF-8.

    A half of a character, as in a file's name that is no text, is written out: strict readers refuse the whole else.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _HALF.sub(lambda half: f"\\\\u{ord(half[0]):04x}", text) + "\n"
