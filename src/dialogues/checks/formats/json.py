"""A report as one JSON value."""

from __future__ import annotations

from dialogues.checks.formats.shown import Shown


def write(shown: Shown) -> str:
    """Give findings, what was accepted and why, the number of records, and the findings by severity."""
    return shown.located().to_json(statistics=shown.statistics)
