"""A report as Markdown, for the page of a CI step: a row a rule, those that found most first."""

from __future__ import annotations

import re

from dialogues.checks.formats.shown import Shown
from dialogues.checks.formats.summary import by_rule, places
from dialogues.checks.formats.text import summary
from dialogues.checks.rules import all_rules

_MOST_ROWS = 100  # a page of GitHub takes a megabyte
_ROOM = 300  # characters of places in a row
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def write(shown: Shown) -> str:
    """Give a heading, the counts, and a table of the rules."""
    titles = {rule.code: rule.title for rule in all_rules()}
    rows = by_rule(shown)
    lines = ["### dialogues check", "", f"{summary(shown)}.", ""]
    if rows:
        lines += ["| found | weight | rule | what it finds | first places |", "|---:|---|---|---|---|"]
    lines += [
        f"| {len(findings)} | {weight.value} | {code} | {_plain(titles.get(code, ''))} |"
        f" {_plain(places(shown, findings, _ROOM))} |"
        for code, weight, findings in rows[:_MOST_ROWS]
    ]
    if len(rows) > _MOST_ROWS:
        lines.append(f"\n{len(rows) - _MOST_ROWS} more rules found something.")
    return "\n".join([*lines, ""])


def _plain(text: str) -> str:
    """Write a text so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)
