"""A record with faults of shape, as it was meant: so that the rest of it can be asked what it can be asked.

Only what says nothing of its own is taken for mended: a value that the library would write otherwise, a key that was
misspelt, a key of one text that is unknown, a date that cannot be read. All else could make a rule say a falsehood.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, TypeVar

from dialogues.files.to_record import IMPOSSIBLE_DAY, MALFORMED, UNKNOWN_KEY, to_record
from dialogues.files.tree import Path, Tree
from dialogues.findings import Finding, Replace
from dialogues.records.dates import Date
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import field_of

R = TypeVar("R", bound=FileRecord)

_ROUNDS = 3  # a key that is written as meant may hold a value that is not
_PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_MEANT = re.compile(r"did you mean (\w+)\?")


def as_meant(kind: type[R], tree: Tree, file: str, identifier: str | None) -> R | None:
    """Make the record that was meant of a tree with faults; None where nobody can know it."""
    if not isinstance(tree.value, dict):
        return None
    value = deepcopy(tree.value)
    for _ in range(_ROUNDS):
        record, findings = to_record(kind, Tree(value, tree.mark, tree.texts), file, identifier)
        if record is not None:
            return record
        try:
            if not all(_is_mended(value, finding, kind) for finding in findings):
                return None
        except (LookupError, TypeError):
            return None
    return None


def _is_mended(value: Any, finding: Finding, kind: type) -> bool:
    """Write what was meant in the place of what a finding tells; say whether it is known."""
    path: Path = tuple(int(number) if number else name for number, name in _PART.findall(finding.path))
    if finding.fix and isinstance(finding.fix[0], Replace):
        _held(value, finding.fix[0].path)[finding.fix[0].path[-1]] = finding.fix[0].text
        return True
    held = _held(value, path)
    if finding.code == UNKNOWN_KEY and not isinstance(held, dict):
        return False  # a key with dots or brackets in it: its path leads elsewhere
    if finding.code == UNKNOWN_KEY:
        meant = _MEANT.fullmatch(finding.hint)
        if meant is not None and meant[1] not in held:
            held[meant[1]] = held.pop(path[-1])
            return True
        return isinstance(held.pop(path[-1]), str)
    if finding.code in (MALFORMED, IMPOSSIBLE_DAY) and _holds(kind, path) is Date:
        del held[path[-1]]
        return True
    return False


def _held(value: Any, path: Path) -> Any:
    for part in path[:-1]:
        value = value[part]
    return value


def _holds(kind: Any, path: Path) -> Any:
    """Give the type of the values of a field."""
    for part in path:
        if isinstance(part, str):
            field = field_of(kind, part)
            kind = None if field is None else field.holds
    return kind
