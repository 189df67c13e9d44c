"""What is wrong with the data: a finding says what, where and what to do; it is a plain value and never raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from dialogues.errors import DialoguesError
from dialogues.values import format_path as format_path  # noqa: PLC0414  # whoever reads findings writes paths too

Path: TypeAlias = tuple[str | int, ...]


@frozen
class Replace:
    """Write another text for a value, or for a key; the same text writes it in the canonical form.

    >>> edit = Replace(("kind",), "letter-of-intent")
    >>> edit.path
    ('kind',)
    """

    path: Path
    """The value's place in the record."""
    text: str
    """What shall stand there."""
    key: bool = False
    """Whether the key of that place is meant and not its value."""
    number: bool = False
    """Whether JSON writes it as a number."""


@frozen
class Insert:
    """Give a mapping a key that it lacks, behind another key.

    >>> edit = Insert(("documents", 0), "printed_label", "EN", after="language")
    >>> edit.path
    ('documents', 0)
    """

    path: Path
    """The place of the mapping."""
    key: str
    """The new key."""
    text: str
    """Its value."""
    after: str
    """The key that it stands behind."""
    number: bool = False
    """Whether JSON writes it as a number."""


@frozen
class Reorder:
    """Put the entries of a mapping or list in another order.

    >>> edit = Reorder(("documents",), (1, 0))
    >>> edit.path
    ('documents',)
    """

    path: Path
    """The place of the mapping or list."""
    order: tuple[int, ...]
    """For each new place, the old one."""


Nested: TypeAlias = "str | Sequence[Nested] | Mapping[str, Nested]"
"""A value made of texts: a text, or a list or mapping of such values."""


@frozen
class Append:
    """Put an item behind the last one of a list; a list that is not there, or holds nothing, is begun with it.

    >>> edit = Append(("former_ids",), "oslo-1999")
    >>> edit.path
    ('former_ids',)
    """

    path: Path
    """The place of the list."""
    value: Nested
    """The item."""


@frozen
class Remove:
    """Take a key and what it holds out of a mapping.

    >>> edit = Remove(("notes",))
    >>> edit.path
    ('notes',)
    """

    path: Path
    """The place of what the key holds."""


Edit: TypeAlias = Remove | Replace | Insert | Append | Reorder


class Severity(StrEnum):
    """How much a finding weighs.

    >>> [each.value for each in Severity]
    ['error', 'warning', 'info']
    """

    ERROR = "error"
    """The data is wrong; a check fails."""
    WARNING = "warning"
    """The data is probably wrong, or will be refused one day."""
    INFO = "info"
    """Worth knowing; nothing has to be done."""


@frozen(order=True)
class Location:
    """A stretch of a file: lines and columns count characters from 1; the end is behind the last character.

    >>> str(Location("agreements/chile-2010.yaml", 3, 9))
    'agreements/chile-2010.yaml:3:9'
    """

    file: str
    """The file's path relative to the folder that was read, with ``/``."""
    line: int = 1
    """The line of its first character."""
    column: int = 1
    """The column of its first character."""
    end_line: int = 1
    """The line of its end."""
    end_column: int = 1
    """The column of its end."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def _weight(severity: Severity) -> int:
    return list(Severity).index(severity)


@frozen(order=True)
class Finding:
    """One fault of the data. Findings sort by place, then by weight and code.

    >>> import dialogues
    >>> finding = dialogues.read("tests/broken").findings[0]
    >>> finding.code, finding.severity.value, finding.location.line
    ('S401', 'error', 1)
    """

    location: Location
    """Where the fault is."""
    severity: Severity = field(order=_weight)
    """How much it weighs."""
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

    def to_dict(self) -> dict[str, str | int | bool]:
        """Give what JSON says of it.

        ``code``, ``severity``, ``message``, ``file``, ``line``, ``column``, ``end_line``, ``end_column``, ``path``,
        ``hint``, and ``fixable``: whether there are edits that mend it.

        >>> from dialogues.findings import Finding, Location, Severity
        >>> place = Location("agreements/chile-2010.yaml", 3, 9)
        >>> finding = Finding(place, Severity.ERROR, "D301", "it ends before it begins", "period")
        >>> finding.to_dict()["line"], finding.to_dict()["severity"]
        (3, 'error')
        """
        place = self.location
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "path": self.path,
            "hint": self.hint,
            "fixable": bool(self.fix),
        }

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.code} {self.severity}: {self.message}{hint}"


class InvalidRegistry(DialoguesError, ValueError):
    """The data has structure findings of severity error; :attr:`findings` are all of them.

    >>> import dialogues
    >>> try:
    ...     dialogues.load("tests/broken")
    ... except dialogues.InvalidRegistry as error:
    ...     print(sorted({finding.code for finding in error.findings})[:3])
    ['D301', 'P401', 'R601']
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """The message: how many findings there are, and the first ten of them, each with its place."""
        lines = [str(finding) for finding in self.findings[:10]]
        if len(self.findings) > len(lines):
            lines.append(f"… and {len(self.findings) - len(lines)} more")
        count = "one structure finding" if len(self.findings) == 1 else f"{len(self.findings)} structure findings"
        return (f"the registry has {count}:", *lines)
