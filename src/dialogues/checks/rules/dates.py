"""D: dates, their order, and what the sources quoted for them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule, told_while_reading
from dialogues.records import Agreement, Cooperation, Event, Period, Phase, Publication, Signature
from dialogues.records.date_words import dates_in
from dialogues.records.dates import Date, Precision
from dialogues.records.fields_of import field_of
from dialogues.vocabulary import Status

_NO_DATE = NotApplicable("the date is not known")
SWAPPED = "see whether they are swapped, and correct one"


@told_while_reading("D301")
def impossible_day() -> None:
    """A date names a day that no calendar has.

    ## Why is this bad?
    It is a slip of the pen, and nobody can tell which day was meant.

    ## Example
    ```yaml
    date: 2015-02-30
    ```

    ## Use instead
    ```yaml
    date: 2015-02
    ```
    """


@rule("D302", "error", Whole)
def date_in_the_future(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A date of signature lies after the date of the registry itself.

    ## Why is this bad?
    Nobody knows yet what will be signed. The registry's date is that of its manifest, so that a check says the same
    on any day.

    ## Example
    ```yaml
    date: 2106-05-15
    ```

    ## Use instead
    ```yaml
    date: 2006-05-15
    ```
    """
    if whole.registry.manifest is None:
        yield NotApplicable("the registry has no date")
        return
    today = whole.registry.manifest.date
    for agreement in whole.registry.agreements.values():
        for index, signature in enumerate(agreement.signed):
            if signature.date is not None and today.is_before(signature.date):
                message = f"{signature.date} lies after the registry's date, {today}"
                hint = "correct the date, or the registry's in registry.yaml"
                yield Problem(message, ("signed", index, "date"), hint, record=agreement.id)


def _organisations(agreement: Agreement, context: Context) -> Iterator[tuple[int, str, Date | None, Date | None]]:
    for index, party in enumerate(agreement.parties):
        organisation = context.registry.organisations.get(party.organisation or "")
        if organisation is not None:
            yield index, organisation.id, organisation.start, organisation.end


@rule("D303", "error", Agreement)
def before_the_party_existed(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement was signed before an organisation that is a party to it existed.

    ## Why is this bad?
    The party was another one, a predecessor perhaps, or one of the dates is wrong.

    ## Example
    ```yaml
    parties:
      - {side: eu, organisation: european-union}    # start: 2009-12-01
    signed:
      - date: 2006-05-15
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
    ```
    """
    if agreement.date is None:
        yield _NO_DATE
        return
    for index, identifier, start, _ in _organisations(agreement, context):
        if start is not None and agreement.date.is_before(start):
            message = f"signed {agreement.date}, but {identifier} exists since {start}"
            hint = "name the predecessor that signed, or correct a date"
            yield Problem(message, ("parties", index, "organisation"), hint)


@rule("D304", "error", Period)
def period_ends_before_it_begins(period: Period, _context: Context) -> Iterator[Outcome]:
    """A period ends before it begins.

    ## Why is this bad?
    One of the dates is wrong, or they are swapped.

    ## Example
    ```yaml
    period: {start: 2024, end: 2021}
    ```

    ## Use instead
    ```yaml
    period: {start: 2021, end: 2024}
    ```
    """
    if period.start is None or period.end is None:
        yield NotApplicable("the start or the end is not known")
    elif period.end.is_before(period.start):
        yield Problem(f"the end, {period.end}, lies before the start, {period.start}", ("end",), SWAPPED)


@rule("D305", "error", Agreement)
def effect_out_of_order(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """Signature, taking effect and end do not follow each other.

    ## Why is this bad?
    An agreement takes effect when it is signed or later, and ends after that.

    ## Example
    ```yaml
    signed:
      - date: 2010-11-25
    takes_effect: 2009-01-01
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2010-11-25
    takes_effect: 2010-11-25
    ```
    """
    steps = [
        (name, path, date)
        for name, path, date in (
            ("signed", ("signed",), agreement.date),
            ("taking effect", ("takes_effect",), agreement.takes_effect),
            ("ended", ("ended",), agreement.ended),
        )
        if date is not None
    ]
    if len(steps) < 2:
        yield NotApplicable("fewer than two of the dates are known")
    for (earlier_name, _, earlier), (name, path, date) in pairwise(steps):
        if date.is_before(earlier):
            yield Problem(f"{name} {date}, before {earlier_name} {earlier}", path, "correct one of the dates")


@rule("D306", "warning", Agreement)
def end_contradicts_status(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """The status and the date of the end contradict each other.

    ## Why is this bad?
    An agreement with an end is not active, and one that has ended did so at some time, be it unknown.

    ## Example
    ```yaml
    status: active
    ended: 2014
    ```

    ## Use instead
    ```yaml
    status: ended
    ended: 2014
    ```
    """
    if agreement.ended is None:
        yield NotApplicable("no end is known")
    elif agreement.status is Status.ACTIVE:
        hint = "write ended or superseded, or remove the end"
        yield Problem(f"the agreement is active, and ended {agreement.ended}", ("status",), hint)


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
    - date: 2007
      evidence:
        - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
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
    - date: 2007-11-28
      evidence:
        - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
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


_YEAR_AT_END = re.compile(r"-([12][0-9]{3})(?:-[a-z0-9]+)?$")


@rule("D309", "warning", Agreement)
def year_of_id_contradicts_date(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """The year in an agreement's id is not that of its signature.

    ## Why is this bad?
    People read the id as a date. Ids are never changed once published; so make sure before.

    ## Example
    ```yaml
    # agreements/chile-2009.yaml
    signed:
      - date: 2010-11-25
    ```

    ## Use instead
    ```yaml
    # agreements/chile-2010.yaml
    signed:
      - date: 2010-11-25
    ```
    """
    match = _YEAR_AT_END.search(agreement.id)
    if agreement.date is None:
        yield _NO_DATE
    elif match is None:
        yield NotApplicable("the id names no year")
    elif int(match[1]) not in {each.date.year for each in agreement.signed if each.date is not None}:
        at = next(index for index, each in enumerate(agreement.signed) if each.date is not None)
        hint = "correct the date; rename the file only while nobody knows the id"
        yield Problem(f"the id says {match[1]}, the date is {agreement.date}", ("signed", at, "date"), hint)


RULES = (
    impossible_day,
    date_in_the_future,
    before_the_party_existed,
    period_ends_before_it_begins,
    effect_out_of_order,
    end_contradicts_status,
    precision_lost,
    date_contradicts_its_source,
    year_of_id_contradicts_date,
)
