"""A report as one JSON value."""

from __future__ import annotations

from typing import Any

from dialogues.checks.formats.json_text import json_text
from dialogues.checks.formats.shown import Shown
from dialogues.findings import Finding


def write(shown: Shown) -> str:
    """Give findings, what was accepted and why, the number of records, and the findings by severity."""
    report = shown.report
    value: dict[str, Any] = {
        "findings": [_finding(shown, each) for each in report.findings],
        "accepted": [{**_finding(shown, each.finding), "reason": each.reason} for each in report.accepted],
        "records": report.records,
        "summary": report.counts(),
    }
    if shown.statistics:
        value["statistics"] = [
            {
                "code": each.code,
                "asked": each.asked,
                "fine": each.fine,
                "findings": each.problems,
                "not_applicable": each.not_applicable,
            }
            for each in report.outcomes
        ]
    return json_text(value)


def _finding(shown: Shown, finding: Finding) -> dict[str, Any]:
    place = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": shown.path(finding),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "path": finding.path,
        "hint": finding.hint,
        "fixable": bool(finding.fix),
    }
