"""The text of one record file: the record it holds, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from dialogues.files.as_meant import as_meant
from dialogues.files.file import FileRead, compose
from dialogues.files.to_record import to_record
from dialogues.files.tree import Tree
from dialogues.findings import Finding
from dialogues.records.fields import FileRecord

R = TypeVar("R", bound=FileRecord)
Composing: TypeAlias = Callable[[str, str], tuple[Tree | None, list[Finding]]]
"""Makes a tree of a text and the path of its file, as :func:`~dialogues.files.file.compose` does."""


def record_of(  # noqa: PLR0913, PLR0917  # what a file is, and who reads it and looks on
    text: str,
    file: str,
    kind: type[R],
    identifier: str | None,
    visit: Callable[[FileRead], None] | None,
    composed: Composing = compose,
) -> tuple[R | None, list[Finding]]:
    """Make the record of a file's text, if it holds one; ``visit`` is shown what has no fault of syntax."""
    tree, faults = composed(text, file)
    if tree is None:
        return None, faults
    record, more = to_record(kind, tree, file, identifier)
    if faults:
        return None, [*faults, *more]
    if visit is not None:
        meant = as_meant(kind, tree, file, identifier) if record is None and identifier is not None else None
        visit(FileRead(file, kind, text, tree, meant))
    return record, more
