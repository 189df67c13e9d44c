"""D: the order of dates: what begins, holds and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.records import Agreement, Event, Period, Phase, Programme
from dialogues.records.dates import Date
from dialogues.vocabulary import Status

_NO_DATE = NotApplicable("the date is not known")


def _ends_before_it_begins(start: Date | None, end: Date | None) -> Iterator[Outcome]:
    if start is None or end is None:
        yield NotApplicable("the start or the end is not known")
    elif end.is_before(start):
        hint = "see whether they are swapped, and correct one"
        yield Problem(f"the end, {end}, lies before the start, {start}", ("end",), hint)


@rule("D302", "error", Whole)
def date_in_the_future(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A date of signature lies after the date of the registry itself.

    ## Why is this bad?
    Nobody knows yet what will be signed. The registry's date is that of its manifest, so that a check says the same
    on any day.

    ## Example
    ```yaml
    signed:
      - date: 2106-05-15
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2006-05-15
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
    return _ends_before_it_begins(period.start, period.end)


@rule("D310", "error", Event)
def event_ends_before_it_begins(value: Event, _context: Context) -> Iterator[Outcome]:
    """An event ends before it begins.

    ## Why is this bad?
    One of the dates is wrong, or they are swapped.

    ## Example
    ```yaml
    date: 2021-10-08
    end: 2021-04-08
    ```

    ## Use instead
    ```yaml
    date: 2021-04-08
    end: 2021-10-08
    ```
    """
    return _ends_before_it_begins(value.date, value.end)


@rule("D311", "error", Phase)
def phase_ends_before_it_begins(value: Phase, _context: Context) -> Iterator[Outcome]:
    """A phase of a programme ends before it begins.

    ## Why is this bad?
    One of the dates is wrong, or they are swapped.

    ## Example
    ```yaml
    phases:
      - {name: phase 1, start: 2020, end: 2016}
    ```

    ## Use instead
    ```yaml
    phases:
      - {name: phase 1, start: 2016, end: 2020}
    ```
    """
    return _ends_before_it_begins(value.start, value.end)


@rule("D312", "warning", Programme)
def phases_out_of_order(value: Programme, _context: Context) -> Iterator[Outcome]:
    """The phases of a programme are not in order of time.

    ## Why is this bad?
    A reader takes the last one for the present one.

    ## Example
    ```yaml
    phases:
      - {name: phase 2, start: 2021}
      - {name: phase 1, start: 2016}
    ```

    ## Use instead
    ```yaml
    phases:
      - {name: phase 1, start: 2016}
      - {name: phase 2, start: 2021}
    ```
    """
    known = [(index, phase.start) for index, phase in enumerate(value.phases) if phase.start is not None]
    if len(known) < 2:
        yield NotApplicable("fewer than two starts are known")
    for (_, earlier), (index, later) in pairwise(known):
        if later.is_before(earlier):
            message = f"the phase begins {later}, the one before it {earlier}"
            yield Problem(message, ("phases", index, "start"), "put the phases in order of time")


@rule("D305", "error", Agreement)
def effect_out_of_order(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """An agreement ended before it took effect.

    ## Why is this bad?
    One of the dates is wrong, or they are swapped. An effect before the signature is lawful (VCLT 28), and no finding.

    ## Example
    ```yaml
    takes_effect: 2015-01-01
    ended: 2010-12-31
    ```

    ## Use instead
    ```yaml
    takes_effect: 2010-12-31
    ended: 2015-01-01
    ```
    """
    effect = agreement.took_effect
    end = agreement.ended_on if effect is not None else None
    if effect is None or end is None:
        yield NotApplicable("the effect or the end is not known")
    elif end.is_before(effect):
        path = ("ended",) if agreement.ended else ("actions",)
        yield Problem(f"ended {end}, before it took effect {effect}", path, "correct one of the dates")


@rule("D306", "warning", Agreement)
def end_contradicts_status(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """The status and the date of the end contradict each other.

    ## Why is this bad?
    An agreement is not active after its end. An end that lies ahead of the registry's date is no contradiction.

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
    end, manifest = agreement.ended_on, context.registry.manifest
    if end is None:
        yield NotApplicable("no end is known")
    elif manifest is not None and not end.is_before(manifest.date):
        yield NotApplicable("the end lies ahead")
    elif agreement.status is Status.ACTIVE:
        hint = "write ended or superseded, or remove the end"
        yield Problem(f"the agreement is active, and ended {end}", ("status",), hint)


_YEAR_AT_END = re.compile(r"-([12][0-9]{3})(?:-[a-z0-9]+)?$")


@rule("D309", "warning", Agreement)
def year_of_id_contradicts_date(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """The year in an agreement's id is that of none of its acts of signature.

    ## Why is this bad?
    People read the id as a date. Ids are never changed once published; so make sure before.

    ## Example
    ```yaml
    ==> agreements/chile-2009.yaml
    signed:
      - date: 2010-11-25
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
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
    date_in_the_future,
    period_ends_before_it_begins,
    event_ends_before_it_begins,
    phase_ends_before_it_begins,
    phases_out_of_order,
    effect_out_of_order,
    end_contradicts_status,
    year_of_id_contradicts_date,
)
