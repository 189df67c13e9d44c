"""Edits of a data file: what a fix would change, said of the values and not of the characters."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

Path: TypeAlias = tuple[str | int, ...]


@frozen
class Replace:
    """Write another text for a value, or for a key; the same text writes it in the canonical form."""

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
    """Give a mapping a key that it lacks, behind another key."""

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
    """Put the entries of a mapping or list in another order."""

    path: Path
    """The place of the mapping or list."""
    order: tuple[int, ...]
    """For each new place, the old one."""


Edit: TypeAlias = Replace | Insert | Reorder
