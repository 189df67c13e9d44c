"""``dialogues rules`` and ``dialogues rule``."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import Any

import click

from dialogues.checks.formats.rule_pages import plain
from dialogues.checks.formats.terminal import width
from dialogues.checks.rules import FAMILIES, Rule, all_rules
from dialogues.cli.choices import complete_rules
from dialogues.cli.options import json_option
from dialogues.cli.output import print_json, print_line, print_table
from dialogues.names.suggestion import suggest

_MOST = 5  # rules of a family that are named


@click.command("rules")
@json_option
def every(*, as_json: bool) -> None:
    """List the rules of the check.

    \b
    Examples:
      dialogues rules
      dialogues rules --json
    """
    rules = all_rules()
    if as_json:
        print_json([_as_json(rule) for rule in rules])
        return
    for letter, family in groupby(rules, lambda rule: rule.code[0]):
        click.echo(f"{letter}: {FAMILIES.get(letter, 'rules of other packages')}")
        rows = [(each.code, each.severity.value, "yes" if each.fixable else "", each.title) for each in family]
        print_table(("CODE", "WEIGHT", "FIX", "WHAT IT FINDS"), rows)
        click.echo()


@click.command("rule")
@click.argument("code", shell_complete=complete_rules)
@json_option
def one(code: str, *, as_json: bool) -> None:
    """Say what a rule wants, why, with an example and what to use instead.

    \b
    Examples:
      dialogues rule L201
      dialogues rule state-of-another-time
    """
    found = {rule.code: rule for rule in all_rules()}
    rule = found.get(code.upper()) or next((each for each in found.values() if each.name == code.lower()), None)
    if rule is None:
        similar = suggest(code, [*found, *(each.name for each in found.values())], limit=3)
        family = FAMILIES.get(code[:1].upper(), "") if code[1:].isdecimal() else ""
        of_family = tuple(each for each in found if family and each.startswith(code.upper()))
        similar = of_family[:_MOST] or similar
        hint = f"; did you mean {' or '.join(similar)}?" if similar else "; dialogues rules lists them"
        print_line(f"dialogues: no rule is called {code!r}{hint}", err=True)
        sys.exit(2)
    if as_json:
        print_json(_as_json(rule))
    else:
        click.echo(plain(rule, width()))


def _as_json(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "fixable": rule.fixable,
        "title": rule.title,
        "page": rule.page,
    }
