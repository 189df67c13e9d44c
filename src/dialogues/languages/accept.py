"""The ``Accept-Language`` field: what a reader wants, in order (RFC 9110 sections 12.4.2 and 12.5.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from attrs import frozen

from dialogues.errors import InvalidLanguageTag, shorten
from dialogues.languages.tags import LanguageTag
from dialogues.names.memo import Memo

MAX_CHARACTERS = 1_000
MAX_RANGES = 50

_WEIGHT = re.compile(r"[qQ]=(?P<weight>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
# A range has any subtags behind a language (RFC 4647 section 2.1); a tag does not (RFC 5646).
_RANGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})+")
_BAD_WEIGHT = "a weight is written q=0 to q=1 with at most three decimals"

_WEIGHT_OF = attrgetter("weight")

Understand: TypeAlias = Callable[[str], LanguageTag]


@frozen
class LanguageRange:
    """One language a reader named, with the weight given to it.

    >>> LanguageRange("*", None, 0.5).weight
    0.5
    """

    text: str
    """The range as it was given, without its weight."""
    tag: LanguageTag | None
    """The tag it stands for; None for ``*``, any language."""
    weight: float = 1.0
    """The quality value, 0 to 1; 0 means: not this one."""

    def __str__(self) -> str:
        return self.text if self.weight == 1 else f"{self.text};q={self.weight:g}"


class Part(NamedTuple):
    """One part of a field, as it was read."""

    range: LanguageRange | None
    """The language; None where the part says nothing that is understood."""
    problem: str = ""
    """What was not understood, in a sentence."""


@frozen
class AcceptLanguage:
    """A parsed field: the ranges in order of preference, and what had to be dropped.

    >>> field = AcceptLanguage.parse("pt-BR, en;q=0.5, *;q=0")
    >>> [(each.text, each.weight) for each in field.ranges]
    [('pt-BR', 1.0), ('en', 0.5), ('*', 0.0)]
    """

    ranges: tuple[LanguageRange, ...]
    """Sorted by weight, highest first; those of equal weight in the order they were written."""
    problems: tuple[str, ...] = ()
    """What was malformed or too much, one sentence each; those parts are not in :attr:`ranges`, or as far as known."""

    @classmethod
    def parse(cls, text: str | None, understand: Understand | None = None) -> AcceptLanguage:
        """Read a field value; what is malformed is dropped and reported, and no text at all (None) is no wish.

        ``understand`` reads one language and raises ValueError, with a message for the reader, when it cannot;
        :meth:`LanguageTag.parse <dialogues.languages.tags.LanguageTag.parse>` if not given.
        A range whose last subtags are unknown is read as far as it is known; a refusal of such a range refuses nothing.
        Raises :class:`~dialogues.errors.InvalidLanguageTag` for a value that is no text.
        """
        return read_field(text, _PARTS.__getitem__ if understand is None else partial(read_part, understand=understand))

    @property
    def names_nothing(self) -> bool:
        """Whether no language is wished for: nothing was said, or that any (``*``) will do."""
        return not self.problems and all(each.tag is None and each.weight for each in self.ranges)

    def to_dict(self) -> dict[str, object]:
        """Give the value as plain data: ``wanted`` (each with ``language`` and ``q``) and ``problems``."""
        return {
            "wanted": [{"language": each.text, "q": each.weight} for each in self.ranges],
            "problems": list(self.problems),
        }

    def __str__(self) -> str:
        return ", ".join(map(str, self.ranges))


def read_field(text: str | None, read: Callable[[str], Part]) -> AcceptLanguage:
    """Read a field by a function that reads one part of it."""
    if text is None:
        return NO_WISH
    if not isinstance(text, str):
        raise InvalidLanguageTag(str(text), f"an Accept-Language field is a text, not {type(text).__name__}")
    problems = []
    if len(text) > MAX_CHARACTERS:
        problems.append(f"only the first {MAX_CHARACTERS:,} of {len(text):,} characters were read")
    parts = [part for part in what_is_read(text).split(",") if part.strip(" \t")]  # RFC 9110 section 5.6.1.2
    if len(parts) > MAX_RANGES:
        problems.append(f"only the first {MAX_RANGES} of {len(parts)} languages were read")
        parts = parts[:MAX_RANGES]
    found = [read(part) for part in parts]
    problems += [each.problem for each in found if each.problem]
    ranges = [each.range for each in found if each.range is not None]
    ranges.sort(key=_WEIGHT_OF, reverse=True)  # a sort in reverse keeps the order of equals too
    return AcceptLanguage(tuple(ranges), tuple(problems))


def what_is_read(text: str) -> str:
    """Give the part of a field that is read: what is longer is cut behind the last whole language."""
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS].rpartition(",")[0]


def read_part(part: str, understand: Understand = LanguageTag.parse) -> Part:
    """Read what stands between two commas."""
    part = part.strip(" \t")
    name, semicolon, parameter = part.partition(";")
    name = name.strip(" \t")
    weight = _WEIGHT.fullmatch(parameter.strip(" \t")) if semicolon else None
    if semicolon and weight is None:
        return Part(None, f"{shorten(part)!r} was dropped: {_BAD_WEIGHT}")
    value = float(weight["weight"]) if weight else 1.0
    if name == "*":
        return Part(LanguageRange(name, None, value))
    try:
        return Part(LanguageRange(name, understand(name), value))
    except ValueError as error:
        why = error.fault if isinstance(error, InvalidLanguageTag) else str(error)
    known = _known_part(name, understand)
    if known is None:
        return Part(None, f"{shorten(part)!r} was dropped: {why}")
    if not value:
        return Part(None, f"{shorten(part)!r} refuses nothing that is known: {why}")
    return Part(LanguageRange(name, known, value), f"{shorten(part)!r} was read as {known}: {why}")


def _known_part(name: str, understand: Understand) -> LanguageTag | None:
    """Read a range without its last subtags (RFC 4647 section 3.4); None when not even its language is known."""
    rest = name.replace("_", "-") if _RANGE.fullmatch(name) else ""
    while rest := rest.rpartition("-")[0]:
        try:
            return understand(rest)
        except ValueError:
            continue
    return None


NO_WISH = AcceptLanguage(())
"""What a reader wants who says nothing."""

_PARTS: Memo[str, Part] = Memo(read_part, most=600_000, each=900)
