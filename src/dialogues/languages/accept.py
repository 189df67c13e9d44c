"""The ``Accept-Language`` field: what a reader wants, in order (RFC 9110 sections 12.4.2 and 12.5.4)."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from dialogues.errors import InvalidLanguageTag, shorten
from dialogues.languages.tags import LanguageTag

MAX_CHARACTERS = 1_000
MAX_RANGES = 50

_WEIGHT = re.compile(r"[qQ]=(?P<weight>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


@frozen
class LanguageRange:
    """One language a reader named, with the weight given to it."""

    text: str
    """The range as it was given, without its weight."""
    tag: LanguageTag | None
    """The tag it stands for; None for ``*``, any language."""
    weight: float = 1.0
    """The quality value, 0 to 1; 0 means: not this one."""

    def __str__(self) -> str:
        return self.text if self.weight == 1 else f"{self.text};q={self.weight:g}"


@frozen
class AcceptLanguage:
    """A parsed field: the ranges in order of preference, and what had to be dropped."""

    ranges: tuple[LanguageRange, ...]
    """Sorted by weight, highest first; those of equal weight in the order they were written."""
    problems: tuple[str, ...] = ()
    """What was malformed or too much, one sentence each; those parts are not in :attr:`ranges`."""

    @classmethod
    def parse(cls, text: str, understand: Callable[[str], LanguageTag] = LanguageTag.parse) -> AcceptLanguage:
        """Read a field value; malformed parts are dropped and reported, nothing is raised.

        ``understand`` reads one language and raises ValueError, with a message for the reader, when it cannot.
        """
        problems: list[str] = []
        if len(text) > MAX_CHARACTERS:
            problems.append(f"only the first {MAX_CHARACTERS:,} of {len(text):,} characters were read")
            text = text[:MAX_CHARACTERS].rpartition(",")[0]
        parts = [part.strip(" \t") for part in text.split(",")]
        parts = [part for part in parts if part]  # RFC 9110 section 5.6.1.2: empty list elements are ignored
        if len(parts) > MAX_RANGES:
            problems.append(f"only the first {MAX_RANGES} of {len(parts)} languages were read")
            parts = parts[:MAX_RANGES]
        ranges = []
        for part in parts:
            found = _range(part, understand, problems)
            if found is not None:
                ranges.append(found)
        return cls(tuple(sorted(ranges, key=lambda each: -each.weight)), tuple(problems))

    def __str__(self) -> str:
        return ", ".join(map(str, self.ranges))


def _range(part: str, understand: Callable[[str], LanguageTag], problems: list[str]) -> LanguageRange | None:
    name, semicolon, parameter = part.partition(";")
    name = name.strip(" \t")
    weight = _WEIGHT.fullmatch(parameter.strip(" \t")) if semicolon else None
    if semicolon and weight is None:
        problems.append(f"{shorten(part)!r} was dropped: a weight is written q=0 to q=1 with at most three decimals")
        return None
    value = float(weight["weight"]) if weight else 1.0
    if name == "*":
        return LanguageRange(name, None, value)
    try:
        return LanguageRange(name, understand(name), value)
    except InvalidLanguageTag as error:
        problems.append(f"{shorten(part)!r} was dropped: {error.fault}")
    except ValueError as error:
        problems.append(f"{shorten(part)!r} was dropped: {error}")
    return None
