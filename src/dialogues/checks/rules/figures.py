"""Figures: what is printed, and what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.records.figures import Figure
from dialogues.vocabulary import Bound

_APART = r"[.,'’\u00a0\u202f ](?=[0-9]{3}(?![0-9]))"
_NUMBER = re.compile(
    rf"(?P<grouped>[1-9][0-9]{{0,2}}(?:{_APART}[0-9]{{3}})+)(?:[.,][0-9]{{1,2}}(?![0-9]))?|[0-9]+(?:[.,][0-9]+)?"
)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905  # as words
_WORD = re.compile(rf"(?<![\w-])({'|'.join(_WORDS)})(?![\w-])", re.IGNORECASE)
_TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9}
_TIMES_WORD = re.compile(rf"\s*({'|'.join(_TIMES)})\b", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:EUR|USD|GBP|€|\$|US\$|£|¥)\s*\Z", re.IGNORECASE)
# What bounds a number stands right before it and its currency, or behind it as a sign.
_BEFORE = (
    (re.compile(r"(?:\b(?:over|more than)|>)\s*\Z", re.IGNORECASE), Bound.MORE_THAN),
    (re.compile(r"(?:\bat least|≥)\s*\Z", re.IGNORECASE), Bound.AT_LEAST),
    (re.compile(r"(?:\b(?:around|about|approximately|some)|~)\s*\Z", re.IGNORECASE), Bound.AROUND),
    (re.compile(r"(?:\b(?:up to|at most)|≤)\s*\Z", re.IGNORECASE), Bound.AT_MOST),
    (re.compile(r"(?:\b(?:less than|fewer than|under)|<)\s*\Z", re.IGNORECASE), Bound.LESS_THAN),
)


def read_figure(printed: str) -> tuple[float | None, Bound | None]:
    """Read a printed number and the bound that its words give; a dot or comma before three digits parts thousands.

    >>> read_figure("over 1.800")
    (1800.0, <Bound.MORE_THAN: 'more-than'>)
    >>> read_figure("≥35%"), read_figure("seven"), read_figure("over 1.8 million")[0]
    ((35.0, <Bound.AT_LEAST: 'at-least'>), (7.0, None), 1800000.0)
    """
    match = _NUMBER.search(printed) or _WORD.search(printed)
    if match is None:
        return None, None
    before = _CURRENCY.sub("", printed[: match.start()])
    bound = next((bound for pattern, bound in _BEFORE if pattern.search(before)), None)
    if bound is None and printed[match.end() : match.end() + 1] == "+":
        bound = Bound.AT_LEAST
    if match[0].lower() in _WORDS:
        amount = float(_WORDS.index(match[0].lower()))
    else:
        digits = re.sub(_APART, "", match[0]) if match["grouped"] else match[0]
        amount = float(digits.replace(",", "."))
    times = _TIMES_WORD.match(printed, match.end())
    # Rounded, since 1.1 million is no more than 1,100,000.
    return round(amount * _TIMES[times[1].lower()], 2) if times else amount, bound


@rule("E514", "error", Figure)
def figure_without_source(value: Figure, _context: Context) -> Iterator[Outcome]:
    """A figure has no source.

    ## Why is this bad?
    A number without a source is a rumour.

    ## Example
    ```yaml
    figures:
      - {printed: 80+, amount: 80, bound: at-least}
    ```

    ## Use instead
    ```yaml
    figures:
      - printed: 80+
        amount: 80
        bound: at-least
        evidence:
          - {for: printed, source: page, quote: 80+ city pairings}
    ```
    """
    if not value.evidence:
        yield Problem("nothing says where the figure is from", ("printed",), "add evidence for it")


@rule("C104", "error", Figure)
def figure_contradicts_its_print(value: Figure, _context: Context) -> Iterator[Outcome]:
    """The amount of a figure is not the number that is printed, or its bound not that of the words.

    ## Why is this bad?
    80+ is at least 80, and 1.800 is 1800 and not 1.8.

    ## Example
    ```yaml
    figures:
      - {printed: over 1.800, amount: 1.8}
    ```

    ## Use instead
    ```yaml
    figures:
      - {printed: over 1.800, amount: 1800, bound: more-than}
    ```
    """
    amount, bound = read_figure(value.printed)
    if amount is None:
        yield NotApplicable("no number is printed")
    elif amount != value.amount:
        message = f"{value.printed!r} is {amount:g}, the amount is {value.amount:g}"
        yield Problem(message, ("amount",), f"write {amount:g}")
    elif bound is not None and bound is not value.bound:
        yield Problem(
            f"{value.printed!r} is {bound}, the bound is {value.bound}",
            ("bound",) if "bound" in value.model_fields_set else ("amount",),
            f"write bound: {bound}",
        )


RULES = (
    figure_without_source,
    figure_contradicts_its_print,
)
