"""A report in a screen: a line a rule, those that found most first, each with its first places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dialogues.checks.formats.shown import Shown, order
from dialogues.checks.formats.terminal import columns, visible
from dialogues.checks.formats.text import UNBOUNDED, summary
from dialogues.checks.rules import all_rules
from dialogues.findings import Finding, Severity

_PLACES = 3
_SHORTEST = 8  # characters of a place that still tell something
_AROUND = (
    5  # lines: the head, what is left out, an empty one, the counts, and that in which the next command is written
)


def write(shown: Shown) -> str:
    """Give the report as plain text."""
    return "".join(f"{text}\n" for text, _ in pieces(shown))


def pieces(shown: Shown, width: int = UNBOUNDED, height: int = UNBOUNDED) -> Iterator[tuple[str, str]]:
    """Give the lines of the report, each with what it is: file (the head), error, warning, info, summary.

    Where the rows are to fit a screen, what found least is counted, and not told.
    """
    names = {rule.code: rule.name for rule in all_rules()}
    rows = by_rule(shown)
    most = shown.limit or max(1, height - _AROUND)
    most = most if shown.limit or len(rows) > most + 1 else len(rows)  # a row takes no more room than to count it
    if rows:
        yield f"{'FOUND':>7}  {'WEIGHT':7}  {'RULE'}", "file"
    for code, weight, findings in rows[:most]:
        row = f"{len(findings):>7}  {weight.value:7}  {code} {names.get(code, '')}  "
        yield (row + places(shown, findings, width - columns(row))).rstrip(), weight.value
    if len(rows) > most:
        how = f"--limit {shown.limit}" if shown.limit else f"--limit {len(rows)} shows them"
        yield f"{len(rows) - most} more not shown ({how})", "space"
    yield from ((line, "summary") for line in ("", summary(shown)))


def by_rule(shown: Shown) -> list[tuple[str, Severity, list[Finding]]]:
    """Give each rule that found something: its code, the weight of what weighs most, and its findings; most first."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in shown.report.findings:
        found[finding.code].append(finding)
    rows = sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
    return [(code, min((each.severity for each in findings), key=order), findings) for code, findings in rows]


def places(shown: Shown, findings: list[Finding], room: int) -> str:
    """Give the first places: as many as there is room for, three at most; of a long one its end."""
    text = ""
    for number, each in enumerate(findings[:_PLACES]):
        place = visible(f"{shown.path(each)}:{each.location.line}")
        longer = f"{text}, {place}" if number else place
        if columns(longer) + 3 > room:
            return f"{text}, …" if number else _end_of(place, room)
        text = longer
    return f"{text}, …" if len(findings) > _PLACES else text


def _end_of(place: str, room: int) -> str:
    """Cut a place in front, where its folders stand."""
    while place and columns(place) + 1 > room:
        place = place[1:]
    return f"…{place}" if len(place) >= _SHORTEST else ""
