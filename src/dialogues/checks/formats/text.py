"""A report for a person: findings by file, each with its line of the file and a mark below the value."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from dialogues.checks.formats.shown import Shown, order
from dialogues.checks.formats.terminal import PLAIN_WIDTH, columns, visible, wrapped, written_out
from dialogues.checks.rules import all_rules
from dialogues.findings import Finding, Severity

_OFTEN = 3  # a fault that is told more often is told once, with the places of the others
_PLACES = 5
UNBOUNDED = 1_000_000  # columns: where nobody looks on, a line is as long as what it says


def write(shown: Shown) -> str:
    """Give the report as plain text."""
    return "".join(f"{text}\n" for text, _ in pieces(shown))


_LONGEST_LINE = 160  # characters of a line of a file that is shown


def pieces(shown: Shown, width: int = UNBOUNDED) -> Iterator[tuple[str, str]]:
    """Give the lines of the report, each with what it is: file, error, warning, info, line, mark, hint, summary."""
    alike = _alike(shown)
    told = list(alike)
    if shown.limit is not None:
        told = sorted(sorted(alike, key=lambda each: order(each.severity))[: shown.limit])
    for file, group in groupby(told, lambda finding: finding.location.file):
        lines: list[str] | None = None
        for number, finding in enumerate(group):
            if number == 0:
                lines = shown.lines(file)
                yield visible(shown.path(finding)), "file"
            yield from _finding(finding, lines or [], width)
            yield from _others(shown, alike[finding], width)
        yield "", "space"
    if len(told) < len(alike):
        left = len(shown.report.findings) - sum(1 + len(alike[each]) for each in told)
        yield f"{left} more not shown (--limit {shown.limit})", "space"
    if shown.statistics:
        yield from _statistics(shown, width)
        yield "", "space"
    yield from ((line, "summary") for line in textwrap.wrap(summary(shown), width))


def _alike(shown: Shown) -> dict[Finding, list[Finding]]:
    """Give the findings to tell, each with those that say the same of other places."""
    said = Counter(_said(each) for each in shown.report.findings)
    first: dict[tuple[object, ...], Finding] = {}
    alike: dict[Finding, list[Finding]] = {}
    for each in shown.report.findings:
        often = not shown.every and said[_said(each)] > _OFTEN
        told = first.setdefault(_said(each), each) if often else each
        others = alike.setdefault(told, [])
        if told is not each:
            others.append(each)
    return alike


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.message, finding.hint


def _others(shown: Shown, others: list[Finding], width: int) -> Iterator[tuple[str, str]]:
    if others:
        places = [f"{shown.path(each)}:{each.location.line}" for each in others[:_PLACES]]
        more = ", …" if len(others) > _PLACES else ""
        text = f"and {len(others)} more: {', '.join(map(visible, places))}{more}"
        yield from ((line, "line") for line in _wrapped(text, "      ", "        ", width))


def _finding(finding: Finding, lines: list[str], width: int) -> Iterator[tuple[str, str]]:
    place = finding.location
    start = f"  {place.line}:{place.column} {finding.severity.value} {finding.code} "
    where = f" [{finding.path}]" if finding.path else ""
    for line in _wrapped(visible(finding.message + where), start, "      ", width):
        yield line, finding.severity.value
    if place.line <= len(lines):
        yield from _frame(finding, lines[place.line - 1], width)
    if finding.hint:
        fixable = " [--fix does it]" if finding.fix else ""
        for line in _wrapped(visible(finding.hint) + fixable, "      = ", "        ", width):
            yield line, "hint"


def _wrapped(text: str, start: str, below: str, width: int) -> list[str]:
    lines = wrapped(text, width - len(start), width - len(below))
    return [f"{below if at else start}{line}" for at, line in enumerate(lines)]


def _frame(finding: Finding, line: str, width: int) -> Iterator[tuple[str, str]]:
    """Show the line with a mark below the value; a long line is cut to the part around it."""
    place = finding.location
    end = place.end_column if place.end_line == place.line else len(line) + 1
    room = min(max(20, (PLAIN_WIDTH if width == UNBOUNDED else width) - 13), _LONGEST_LINE)
    first = max(0, place.column - 1 - room // 2) if len(line) > room else 0
    cut = written_out(line[first : first + room].rstrip())
    before, marked = cut[: place.column - 1 - first], cut[place.column - 1 - first : end - 1 - first]
    number = str(place.line).rjust(6)
    yield f"{number} | {''.join(cut)}", "line"
    yield f"{' ' * 6} | {' ' * columns(''.join(before))}{'^' * max(1, columns(''.join(marked)))}", "mark"


def summary(shown: Shown) -> str:
    """Count what was read and found."""
    report = shown.report
    counts = ", ".join(_counted(count, name) for name, count in report.counts().items() if count)
    parts = [counts or "no findings"]
    if shown.known or shown.gone:
        parts.append(f"{shown.known} of the baseline not told")
    if shown.gone:
        parts.append(f"{shown.gone} of the baseline mended")
    if shown.hidden:
        parts.append(f"{shown.hidden} of less weight not shown")
    if report.accepted:
        parts.append(f"{len(report.accepted)} accepted with a reason")
    fixable = sum(bool(finding.fix) for finding in report.findings)
    if fixable:
        parts.append(f"{fixable} can be mended with --fix")
    return f"{report.records} {'record' if report.records == 1 else 'records'} read: {'; '.join(parts)}"


def _counted(count: int, severity: str) -> str:
    return f"{count} {severity}{'s' if count > 1 and severity != Severity.INFO.value else ''}"


def _statistics(shown: Shown, width: int) -> Iterator[tuple[str, str]]:
    """Tell what became of the rules that found something, those that found most first."""
    titles = {rule.code: rule.title for rule in all_rules()}
    yield f"{'CODE':6}{'FOUND':>6}{'FINE':>8}{'N/A':>8}  RULE", "file"
    found = [each for each in shown.report.outcomes if each.problems]
    for each in sorted(found, key=lambda each: (-each.problems, each.code)):
        not_applicable = sum(each.not_applicable.values())
        title = textwrap.shorten(titles[each.code], max(20, width - 30), placeholder=" …")
        yield f"{each.code:6}{each.problems:6}{each.fine:8}{not_applicable:8}  {title}", "line"
