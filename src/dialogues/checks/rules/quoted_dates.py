"""D: dates, and what the words that are printed or quoted for them say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.records import Cooperation, Event, Phase, Publication, Signature
from dialogues.records.date_words import dates_in
from dialogues.records.dates import Date, Precision
from dialogues.records.fields_of import field_of

_NO_DATE = NotApplicable("the date is not known")


# The dates of a part of a record, by the names of their fields.
_DATED = Signature | Event | Phase | Publication | Cooperation


_DATES = {
    "date": "date",
    "start": "start",
    "end": "end",
    "published": "date of publication",
    "since": "beginning",
}


@cache
def _date_fields(kind: type) -> tuple[str, ...]:
    return tuple(name for name in _DATES if field_of(kind, name) is not None)


def _dates_known(value: Any) -> list[str]:
    """Name the fields of a part of a record that hold a date."""
    kind: type = type(value)
    return [name for name in _date_fields(kind) if getattr(value, name) is not None]


def _quoted(value: Any) -> Iterator[tuple[str, Date, int, tuple[Date, ...]]]:
    """Give each known date with the dates of each quote that backs it: name, date, the evidence's number, dates."""
    names = _dates_known(value)
    for index, each in enumerate(value.evidence):
        # A quote that backs the first and the last day names both.
        claims = [name for name in names if name in each.claims]
        if len(claims) == 1 and each.says is None and each.quote:
            quoted = dates_in(each.quote)
            if quoted:
                yield claims[0], getattr(value, claims[0]), index, quoted


@rule("D307", "warning", _DATED)
def precision_lost(value: Any, _context: Context) -> Iterator[Outcome]:
    """A date is less precise than the source quoted for it.

    ## Why is this bad?
    What the source knows is lost.

    ## Example
    ```yaml
    signed:
      - date: 2007
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    if not _dates_known(value):
        yield _NO_DATE
    told = set()
    for name, date, _, quoted in _quoted(value):
        finer = [
            each for each in quoted if each.may_be(date) and _PRECISION[each.precision] > _PRECISION[date.precision]
        ]
        if finer and name not in told:
            told.add(name)
            yield Problem(f"the {_DATES[name]} is {date}, its source says {finer[0]}", (name,), f"write {finer[0]}")


_PRECISION = {precision: number for number, precision in enumerate(Precision)}


@rule("D308", "error", _DATED)
def date_contradicts_its_source(value: Any, _context: Context) -> Iterator[Outcome]:
    """A date is another one than the source quoted for it names.

    ## Why is this bad?
    A wrong date is the worst fault of a registry. A source that names another day disputes the date: it is evidence
    with `says`, and the dispute gets a resolution.

    ## Example
    ```yaml
    signed:
      - date: 2007-11-28
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    if not _dates_known(value):
        yield _NO_DATE
    for name, date, index, quoted in _quoted(value):
        if not any(each.may_be(date) for each in quoted):
            said = " and ".join(map(str, quoted))
            hint = f"correct the {_DATES[name]}, or write what the source says as `says`"
            yield Problem(f"the source says {said}, the {_DATES[name]} is {date}", ("evidence", index, "quote"), hint)


@rule("D313", "warning", Event)
def printed_date_contradicts_date(value: Event, _context: Context) -> Iterator[Outcome]:
    """The printed date of an event names another day or month than its date.

    ## Why is this bad?
    One of them is a slip.

    ## Example
    ```yaml
    date: 2020-10-14
    printed_date: 13 October 2020
    ```

    ## Use instead
    ```yaml
    date: 2020-10-13
    printed_date: 13 October 2020
    ```
    """
    printed = dates_in(value.printed_date or "")
    if not printed or value.date is None:
        yield NotApplicable("no day or month is printed, or the date is not known")
    elif not any(each.may_be(value.date) for each in printed):
        hint = "look at the source, and correct the slip"
        yield Problem(f"the date is {value.date}, printed is {value.printed_date!r}", ("date",), hint)


RULES = (
    precision_lost,
    date_contradicts_its_source,
    printed_date_contradicts_date,
)
