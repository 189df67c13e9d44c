"""Checking a registry: one report of all that is wrong with it."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

from attrs import frozen

from dialogues.findings import Finding, Severity
from dialogues.reading import read


@frozen
class Report:
    """What a check found."""

    findings: tuple[Finding, ...]
    """All findings, in order of place."""
    records: int
    """The number of records that could be read."""

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def counts(self) -> dict[str, int]:
        """Count the findings by severity."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity.value: counted[severity] for severity in Severity}


def check(folder: str | os.PathLike[str] | None = None) -> Report:
    """Check a registry's folder, the bundled one if none is given.

    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such folder.
    """
    reading = read(folder)
    return Report(reading.findings, len(reading.registry))


def as_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as one JSON object."""
    place = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "path": finding.path,
        "hint": finding.hint,
    }
