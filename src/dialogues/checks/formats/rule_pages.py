"""The pages of the rules: for a terminal, and as the document ``docs/rules.md``."""

from __future__ import annotations

import re
import textwrap
from importlib.resources import files
from itertools import groupby

from dialogues.checks.rules import FAMILIES, RULES, Rule

_HEAD = """\
# Rules

Written by `scripts/build_rules.py` from the rules themselves; `dialogues rule L201` prints the same.
Findings weigh as *error* (the data is wrong), *warning* (probably wrong) or *info* (worth knowing).
A rule marked “fix” mends what it finds with `dialogues check --fix`, where there is no doubt.
An example is a part of a record, or several files, each behind `==>` and its path (`[pdf]` and the like say what the
file is); what has nothing to do with the rule is left out. The tests check each of them.
"""


_CERTAIN = """\
## What makes each rule certain

An error is only what cannot be true, or what the format does not allow. What is unusual is a warning, which a source or
a note answers; what is worth a look is an info. A rule that could not read what it needs says that it is *not
applicable*, and never that all is fine (`dialogues check --statistics`).

| code | weight | what makes it certain, or why it is no error |
|---|---|---|
"""


def certainties() -> dict[str, str]:
    """Give, by code, what makes each of the library's own rules certain, or why it is only a warning or an info."""
    text = (files("dialogues.checks.rules") / "certainty.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Z][0-9]{3}): (.+)$", text, re.MULTILINE))


def plain(rule: Rule, width: int) -> str:
    """Write a rule's page for a terminal of so many columns."""
    fix = ", --fix mends it" if rule.fixable else ""
    lines = [f"{rule.code} {rule.name} ({rule.severity.value}{fix})", ""]
    code, paragraph = False, ""
    for line in [*rule.page.splitlines(), ""]:
        if line.startswith("```"):
            code = not code
        elif code:
            lines.append(f"    {line}".rstrip())
        elif line.startswith("## ") or not line:
            lines += textwrap.wrap(paragraph.replace("`", ""), width)
            paragraph = ""
            lines.append(line.removeprefix("## "))
        else:
            paragraph += f" {line}" if paragraph else line
    return "\n".join(lines).rstrip()


def document() -> str:
    """Write the pages of the library's own rules as one document."""
    parts = [_HEAD]
    ordered = sorted(RULES, key=lambda rule: (list(FAMILIES).index(rule.code[0]), rule.code))
    for letter, group in groupby(ordered, lambda rule: rule.code[0]):
        family = list(group)
        parts.append(f"## {letter}: {FAMILIES[letter]}\n")
        parts.append("| code | rule | weight | fix | what it finds |\n|---|---|---|---|---|")
        parts += [
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.severity.value} |"
            f" {'fix' if rule.fixable else ''} | {rule.title} |"
            for rule in family
        ]
        parts.append("")
        for rule in family:
            page = rule.page.replace("\n## ", "\n#### ")
            parts.append(f"### {rule.code} {rule.name}\n\n{page}\n")
    why = certainties()
    rows = (f"| {rule.code} | {rule.severity.value} | {why[rule.code]} |\n" for rule in ordered)
    return "\n".join([*parts, _CERTAIN + "".join(rows)])
