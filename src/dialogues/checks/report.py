"""What a check found: the findings, what the data accepts with a reason, and what became of each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from dialogues.checks.formats.json_text import json_text
from dialogues.files.dangling import DANGLING
from dialogues.findings import Finding, Severity


@frozen
class Accepted:
    """A finding that the data accepts."""

    finding: Finding
    """The finding."""
    reason: str
    """Why it is accepted."""

    def to_dict(self) -> dict[str, Any]:
        """Give what JSON says of it: the finding, and ``reason``."""
        return {**self.finding.to_dict(), "reason": self.reason}


@frozen
class Outcomes:
    """What became of a rule over all that it was asked of: fine, a finding, or not applicable."""

    code: str
    """The rule's code."""
    asked: int
    """The number of things that it was asked of."""
    problems: int
    """The number of findings."""
    not_applicable: dict[str, int] = field(factory=dict)
    """The number of things that it did not apply to, by reason."""

    @property
    def fine(self) -> int:
        """The number of things without a finding, to which it applies."""
        return max(0, self.asked - self.problems - sum(self.not_applicable.values()))

    def to_dict(self) -> dict[str, Any]:
        """Give what JSON says of it: ``code``, ``asked``, ``fine``, ``findings`` and ``not_applicable`` by reason."""
        return {
            "code": self.code,
            "asked": self.asked,
            "fine": self.fine,
            "findings": self.problems,
            "not_applicable": dict(self.not_applicable),
        }


@frozen
class Report:
    """What a check found.

    >>> import dialogues
    >>> report = dialogues.check("examples/registries/treaties")
    >>> report.records > 100, [each.code for each in report.findings if each.severity.value == "error"]
    (True, [])
    """

    findings: tuple[Finding, ...]
    """All findings that are not accepted, in order of place."""
    records: int
    """The number of records that could be read."""
    accepted: tuple[Accepted, ...] = ()
    """The findings that comments in the files accept."""
    outcomes: tuple[Outcomes, ...] = field(default=(), repr=False)
    """What became of each rule."""
    folder: Path | None = None
    """The folder that was checked; None for a text."""

    @property
    def failed(self) -> bool:
        """Whether a finding is an error.

        >>> import dialogues
        >>> report = dialogues.check("data")
        >>> report.failed
        False
        """
        return self.reaches(Severity.ERROR)

    def reaches(self, severity: Severity) -> bool:
        """Say whether a finding weighs as much as that, or more.

        >>> import dialogues
        >>> report = dialogues.check("data")
        >>> report.reaches(dialogues.findings.Severity.INFO), report.reaches(dialogues.findings.Severity.ERROR)
        (True, False)
        """
        return bool(self.weighing(severity).findings)

    def weighing(self, severity: Severity) -> Report:
        """Keep the findings that weigh as much, or more.

        >>> import dialogues
        >>> report = dialogues.check("data")
        >>> len(report.weighing(dialogues.findings.Severity.WARNING).findings)
        0
        """
        order = list(Severity)
        kept = tuple(each for each in self.findings if order.index(each.severity) <= order.index(severity))
        return evolve(self, findings=kept)

    def counts(self) -> dict[str, int]:
        """Count the findings by severity.

        >>> import dialogues
        >>> report = dialogues.check("data")
        >>> [*report.counts()]
        ['error', 'warning', 'info']
        """
        counted = Counter(finding.severity for finding in self.findings)
        return {severity.value: counted[severity] for severity in Severity}

    def to_dict(self, *, statistics: bool = False) -> dict[str, Any]:
        """Give what JSON says of it, as ``dialogues check --json`` prints it.

        ``findings`` and ``accepted`` (see :meth:`Finding.to_dict <dialogues.findings.Finding.to_dict>`), ``records``,
        ``summary`` (the findings by severity) and, if asked, ``statistics`` (what became of each rule).

        >>> import dialogues
        >>> report = dialogues.check("data")
        >>> report.to_dict()["records"] == report.records
        True
        """
        value: dict[str, Any] = {
            "findings": [each.to_dict() for each in self.findings],
            "accepted": [each.to_dict() for each in self.accepted],
            "records": self.records,
            "summary": self.counts(),
        }
        if statistics:
            value["statistics"] = [each.to_dict() for each in self.outcomes]
        return value

    def to_json(self, *, statistics: bool = False) -> str:
        """Write :meth:`to_dict` as JSON; the same report gives the same text.

        >>> import dialogues
        >>> report = dialogues.check("data")
        >>> report.to_json()[:1]
        '{'
        """
        return json_text(self.to_dict(statistics=statistics))

    def to_sarif(self) -> str:
        """Write the report as SARIF 2.1.0 (OASIS), with the paths of files relative to the folder.

        >>> import dialogues
        >>> report = dialogues.check("data")
        >>> import json
        >>> json.loads(report.to_sarif())["version"]
        '2.1.0'
        """
        # here: judging imports this module, and the form names the rules that judge
        from dialogues.checks.formats.sarif import write
        from dialogues.checks.formats.shown import Shown

        return write(Shown(self))


def once_an_id(findings: Sequence[Finding]) -> list[Finding]:
    """Tell of a record that is missing once, where it is named first, and say how often it is named."""
    named = Counter(each.message for each in findings if each.code == DANGLING)
    told: list[Finding] = []
    for each in findings:
        count = named.pop(each.message, 0) if each.code == DANGLING else 1
        if count:
            told.append(each if count == 1 else evolve(each, message=f"{each.message}; it is named {count} times"))
    return told
