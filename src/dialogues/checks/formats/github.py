"""A report as GitHub's workflow commands, which show each finding beside its line.

Escaping as the Actions toolkit does it: %, CR and LF in messages, : and , besides in properties. What a terminal would
obey is written out before.
"""

from __future__ import annotations

from dialogues.checks.formats.shown import Shown
from dialogues.checks.formats.terminal import visible
from dialogues.checks.formats.text import summary
from dialogues.findings import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(shown: Shown) -> str:
    """Give a command for each finding, and a line that counts them."""
    commands = "".join(f"{_command(shown, finding)}\n" for finding in shown.told)
    return f"{commands}{summary(shown)}\n"


def _command(shown: Shown, finding: Finding) -> str:
    place = finding.location
    properties = {"file": visible(shown.path(finding)), "line": place.line}
    if place.end_line == place.line:  # GitHub refuses columns over several lines
        properties |= {"endLine": place.end_line, "col": place.column, "endColumn": place.end_column}
    else:
        properties |= {"endLine": place.end_line}
    properties |= {"title": finding.code}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    hint = f"\n{visible(finding.hint)}" if finding.hint else ""
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(visible(finding.message) + hint)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\n", "%0A")  # other control characters are written out


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
