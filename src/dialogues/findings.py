"""What is wrong with the data: a finding says what, where and what to do; it is a plain value and never raised."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from dialogues.edits import Edit


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The data is wrong; a check fails."""
    WARNING = "warning"
    """The data is probably wrong, or will be refused one day."""
    INFO = "info"
    """Worth knowing; nothing has to be done."""


@frozen(order=True)
class Location:
    """A stretch of a file: lines and columns count characters from 1; the end is behind the last character."""

    file: str
    """The file's path relative to the folder that was read, with ``/``."""
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def _weight(severity: Severity) -> int:
    return list(Severity).index(severity)


@frozen(order=True)
class Finding:
    """One fault of the data. Findings sort by place, then by weight and code."""

    location: Location
    """Where the fault is."""
    severity: Severity = field(order=_weight)
    code: str
    """The rule's code, a letter for the family and three digits (``S302``)."""
    message: str
    """What was found, and what is allowed."""
    path: str = ""
    """The place within the record (``parties[0].signatories[1].office``); empty for the file as a whole."""
    hint: str = ""
    """What to do; empty where the message says it all."""
    fix: tuple[Edit, ...] = field(default=(), order=False, eq=False, repr=False)
    """The edits that mend it safely; empty where a person has to decide."""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.code} {self.severity}: {self.message}{hint}"


def format_path(parts: tuple[str | int, ...]) -> str:
    """Write a path within a record: ``("parties", 0, "country")`` is ``parties[0].country``.

    >>> format_path(("parties", 0, "country"))
    'parties[0].country'
    """
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
