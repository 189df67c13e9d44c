"""How long an agreement holds: what its text and its acts say, taken together, and only where that is certain."""

from __future__ import annotations

import datetime

from dialogues.records.agreements import Agreement, Term
from dialogues.records.dates import Date, Precision
from dialogues.records.durations import end_of
from dialogues.vocabulary import ActionKind, Renewal, Status, TermStart

_MOST_RENEWALS = 1_000
_OVER = (Status.ENDED, Status.SUPERSEDED, Status.SUSPENDED)
_NOT_YET = (Status.PLANNED, Status.NOT_IN_FORCE)


def present_end(agreement: Agreement, on: datetime.date) -> Date | None:
    """Give the last day of an agreement as it stands on a day; None where that is not known or there is none.

    The day it ended; else that of its last extension; else that of its term, with the renewals that come tacitly
    until then; of a plan without a term, the end of its period. A term's last day is derived only from a known day.
    """
    if agreement.ended_on is not None:
        return agreement.ended_on
    extended = [each.until for each in agreement.actions if each.action is ActionKind.EXTENSION and each.until]
    if extended:
        return max(extended)
    if agreement.term is None:
        return agreement.period.end if agreement.period is not None else None
    end = first_end(agreement)
    return end if end is None or agreement.term.renewal is not Renewal.TACIT else _renewed(agreement.term, end, on)


def _renewed(term: Term, end: Date, on: datetime.date) -> Date | None:
    """Give the last day of the renewal that holds on a day, or of the first term if that does."""
    again = term.renewed_for or term.duration
    for _ in range(_MOST_RENEWALS if again is not None else 0):
        if end.latest >= on:
            return end
        assert again is not None
        end = end_of(_day_after(end), again)
    return None


def first_end(agreement: Agreement) -> Date | None:
    """Give the last day of the first term of an agreement; None where it has none or that is not known."""
    term = agreement.term
    if term is None or term.until is not None:
        return None if term is None else term.until
    start = agreement.date if term.start is TermStart.SIGNATURE else agreement.took_effect
    if term.duration is None or term.start is None or start is None or start.precision is not Precision.DAY:
        return None
    return end_of(start, term.duration)


def active_days(agreement: Agreement, on: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """Give the first and the last day on which an agreement is known to be active, as it stands on a day.

    None is for what is not known to have begun by that day. It begins when it takes effect; where that is not on
    record, with its signature. What is said to be over is active only where its last day is on record; what has no last
    day is active until the last day there is.
    """
    start = agreement.took_effect or (None if agreement.status in _NOT_YET else agreement.date)
    if start is None or start.latest > on:
        return None
    end = present_end(agreement, on)
    if end is None:
        return None if agreement.status in _OVER else (start.latest, datetime.date.max)
    return start.latest, end.earliest


def was_active(agreement: Agreement, on: datetime.date) -> bool:
    """Say whether an agreement is known to have begun by a day, and not known or likely to have ended before it."""
    days = active_days(agreement, on)
    return days is not None and days[0] <= on <= days[1]


def is_renewed(agreement: Agreement) -> bool:
    """Say whether an agreement is renewed tacitly, so that its last day may depend on the day of asking."""
    return agreement.term is not None and agreement.term.renewal is Renewal.TACIT


def _day_after(date: Date) -> Date:
    day = date.latest + datetime.timedelta(days=1)
    return Date(day.year, day.month, day.day)
