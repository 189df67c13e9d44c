"""Numbers in the digits of other scripts, and in the signs of China and Japan."""

from __future__ import annotations

import unicodedata

_FIGURES = {**{char: value for value, char in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_TWENTIES = {"廿": "二十", "卅": "三十", "元": "一"}
NUMBER = rf"(?:[0-9]{{1,4}}|[{''.join([*_FIGURES, *_TENS, *_TWENTIES])}]{{1,6}})"
"""The pattern of a number of China or Japan, in figures or in its own signs."""


class _Digits(dict[int, "str | int"]):
    """The digits of all scripts as those of ASCII, looked up where a text has them: there are a million characters."""

    def __missing__(self, code: int) -> str | int:
        digit = unicodedata.decimal(chr(code), -1)
        self[code] = code if digit < 0 else str(digit)
        return self[code]


_DIGITS = _Digits()


def in_ascii_digits(text: str) -> str:
    """Write a text with the digits of ASCII."""
    return text if text.isascii() else text.translate(_DIGITS)


def in_figures(number: str) -> int:
    """Read a number of China or Japan: 二〇〇六, 二千零六, 三十一, 元."""
    written = "".join(_TWENTIES.get(char, char) for char in number)
    if written.isascii():
        return int(written)
    if not any(char in _TENS for char in written):
        return int("".join(char if char.isascii() else str(_FIGURES[char]) for char in written))
    total = digit = 0
    for char in written:
        if char in _TENS:
            total, digit = total + (digit or 1) * _TENS[char], 0
        else:
            digit = _FIGURES[char]
    return total + digit
