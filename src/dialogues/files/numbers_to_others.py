"""Texts without quotes that other readers of YAML take for numbers, and hand back as other texts."""

from __future__ import annotations

import re

# What YAML 1.1 or 1.2 makes a number of.
_DIGITS = frozenset("0123456789")
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_BASED = re.compile(r"[-+]?0(?:x[0-9a-fA-F_]+|b[01_]+|o[0-7]+)")
_INTEGER = re.compile(r"[-+]?[0-9][0-9_]*")
_SIXTIES = re.compile(r"[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 40


def read_otherwise(text: str) -> str:
    """Give what other readers of YAML make of an unquoted text, where they take it for a number; else nothing.

    Numbers that are written back as they were are none of these: 2001, 2026.11.

    >>> [read_otherwise(text) for text in ("2026.10", "010", "1e3", "12:30", "1_000", "2001", "2026.11", "12:75")]
    ['2026.1', '8', '1000.0', '750', '1000', '', '', '']
    """
    if text[-1:] not in _DIGITS and not text.endswith((".", "_")) and "0x" not in text:
        return ""
    if len(text) > _LONGEST_NUMBER:
        return ""
    number = _number(text)
    return "" if number is None or str(number) == text else str(number)


def _number(text: str) -> int | float | None:
    plain = text.replace("_", "")
    if _OCTAL.fullmatch(text):
        return int(plain, 8)
    if _BASED.fullmatch(text):
        return int(plain, 0)
    if _SIXTIES.fullmatch(text):
        total: float = 0
        for part in plain.lstrip("+-").split(":"):
            total = total * 60 + (float(part) if "." in part else int(part))
        return -total if plain.startswith("-") else total
    if _INTEGER.fullmatch(text):
        return int(plain)
    return float(plain) if _FLOAT.fullmatch(text) else None
