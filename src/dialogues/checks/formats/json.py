"""A report as one JSON value."""

from __future__ import annotations

from dialogues.checks.formats.json_text import json_text
from dialogues.checks.formats.shown import Shown


def write(shown: Shown) -> str:
    """Give findings, what was accepted and why, counts of records and findings, and of what a limit left out."""
    value = shown.located().to_dict(statistics=shown.statistics)
    left_out = len(shown.report.findings) - len(shown.told)
    if left_out:
        value |= {"summary": shown.report.counts(), "left_out": left_out}
    return json_text(value)
