"""The rules that no function judges: their codes are told while files are read, their pages are one Markdown file."""

from __future__ import annotations

import re
from pathlib import Path

from dialogues.checks.rules.rule import Rule, page_of, tells_nothing
from dialogues.findings import Severity

_RULE = re.compile(
    r"^# (?P<code>[A-Z][0-9]{3}) (?P<name>[a-z0-9-]+): (?P<severity>\w+)(?P<fix>, fix)?\n"
    r"(?P<title>.+)\n(?P<why>(?:.+\n)+?)(?P<example>```(?:.*\n)+?```)\n(?P<instead>```(?:.*\n)+?```)\n",
    re.MULTILINE,
)


def _rules() -> tuple[Rule, ...]:
    text = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    return tuple(
        Rule(
            each["code"],
            each["name"],
            Severity(each["severity"]),
            None,
            page_of(each["title"], each["why"], each["example"], each["instead"]),
            tells_nothing,
            bool(each["fix"]),
        )
        for each in _RULE.finditer(text)
    )


RULES = _rules()
