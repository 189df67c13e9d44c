"""A baseline: the findings that a registry had on a day, so that a check can tell what is new since.

A line of JSON a finding, sorted: code, file, path and message. Neither the line's number nor that of an item in a list
is kept: what moves stays the same finding. Of equal findings, as many are known as there are lines.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from attrs import evolve, frozen

from dialogues.checks.report import Report
from dialogues.errors import InvalidSettings
from dialogues.files.replace import write_whole
from dialogues.findings import Finding

_HEAD = ["dialogues baseline", 1]
_NUMBER = re.compile(r"\[\d+\]")


class Known(NamedTuple):
    """What makes a finding the same one another day."""

    code: str
    file: str
    path: str
    message: str


def _known(finding: Finding) -> Known:
    return Known(finding.code, finding.location.file, _NUMBER.sub("[]", finding.path), finding.message)


@frozen
class Compared:
    """A report, against a baseline."""

    report: Report
    """The report, with what is new alone."""
    known: int
    """The number of findings that the baseline has."""
    gone: int
    """The number of findings of the baseline that are no more."""


def write_baseline(report: Report, file: Path) -> None:
    """Write the findings of a report as a baseline. Raises OSError when that fails; an old file is then as it was."""
    lines = sorted(json.dumps(_known(each)) for each in report.findings)
    write_whole(file, "\n".join([json.dumps(_HEAD), *lines, ""]).encode())


def compare_with_baseline(report: Report, file: Path) -> Compared:
    """Leave out of a report what a baseline has.

    Raises :class:`~dialogues.errors.InvalidSettings` when the file cannot be read or is none.
    """
    left = _read(file)
    new = []
    for finding in report.findings:
        known = _known(finding)
        if left[known]:
            left[known] -= 1
        else:
            new.append(finding)
    return Compared(evolve(report, findings=tuple(new)), len(report.findings) - len(new), left.total())


def _read(file: Path) -> Counter[Known]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSettings(str(file), "", getattr(error, "strerror", None) or "it is not UTF-8") from None
    found: Counter[Known] = Counter()
    for number, line in enumerate(lines, 1):
        value = _value(line)
        if number == 1 and value == _HEAD:
            continue
        if number == 1 or not (isinstance(value, list) and len(value) == len(Known._fields)):
            raise InvalidSettings(str(file), "", f"line {number} is none that dialogues check --write-baseline writes")
        found[Known(*map(str, value))] += 1
    if not lines:
        raise InvalidSettings(str(file), "", "it is empty")
    return found


def _value(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
