"""A report as SARIF 2.1.0 (OASIS), which code scanning services read."""

from __future__ import annotations

import hashlib
from pathlib import PureWindowsPath
from typing import Any
from urllib.parse import quote

from attrs import evolve

from dialogues._version import __version__
from dialogues.checks.formats.json_text import json_text
from dialogues.checks.formats.shown import Shown
from dialogues.checks.rules import Rule, all_rules
from dialogues.findings import Finding, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""What GitHub's code scanning takes of a run."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(shown: Shown) -> str:
    """Give one run: the rules that found something, the findings, and those that the data accepts as suppressed."""
    report = shown.report
    # What is accepted goes first where not all fits: it is little, and would come back as new.
    accepted = report.accepted[:MOST_RESULTS]
    if shown.limit is None or shown.limit > MOST_RESULTS - len(accepted):
        shown = evolve(shown, limit=MOST_RESULTS - len(accepted))
    codes = sorted({finding.code for finding in (*shown.told, *(each.finding for each in accepted))})
    known = {rule.code: rule for rule in all_rules()}
    driver = {
        "name": "dialogues",
        "semanticVersion": __version__,
        "rules": [_rule(code, known[code]) if code in known else _named(code) for code in codes],
    }
    results = [_result(shown, finding, codes.index(finding.code)) for finding in shown.told]
    results += [
        {
            **_result(shown, each.finding, codes.index(each.finding.code)),
            "suppressions": [{"kind": "inSource", "justification": each.reason}],
        }
        for each in accepted
    ]
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    left_out = len(report.findings) - len(shown.told)
    if left_out:
        message = (
            f"{left_out} findings are left out: a run has {MOST_RESULTS:,} results at most, those that weigh most."
        )
        told = {"level": "warning", "message": {"text": message}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [told]}]
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, rule: Rule) -> dict[str, Any]:
    return {
        "id": code,
        "name": "".join(word.title() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _named(code: str) -> dict[str, Any]:
    """Tell of what no rule of the check says: a quote that is gone."""
    return {"id": code, "shortDescription": {"text": code.replace("-", " ")}}


def _result(shown: Shown, finding: Finding, index: int) -> dict[str, Any]:
    place = finding.location
    hint = f" ({finding.hint})" if finding.hint else ""
    # A finding is the same one while rule, file, field and words are, wherever the line moves.
    identity = f"{finding.code}\0{place.file}\0{finding.path}\0{finding.message}"
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + hint},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(shown.path(finding)),
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endLine": place.end_line,
                        "endColumn": place.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {
            "finding/v1": hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        },
    }


def _artifact(path: str) -> dict[str, str]:
    """Give the address of a file: below the top of the workspace, or from the top of the file system."""
    uri = quote(path, errors="surrogateescape")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if PureWindowsPath(path).is_absolute():
        return {"uri": f"file:///{quote(path, safe='/:', errors='surrogateescape')}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}
