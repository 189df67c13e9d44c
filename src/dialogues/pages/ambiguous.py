"""Dates in numbers whose order is not told (the other dates of the page may tell it), and those of other calendars."""

from __future__ import annotations

from collections.abc import Iterable

from dialogues.pages.begun import Begun
from dialogues.pages.entries import Oddity, OddityKind

_DAY_FIRST, _MONTH_FIRST = "dm", "md"


def settled(begun: Iterable[Begun], odd: list[Oddity]) -> None:
    """Settle dates of two readings by those of one that are written with the same sign; tell of what is left."""
    held = list(begun)
    orders: dict[str, set[str]] = {}
    for each in held:
        if each.date.order[1:]:
            orders.setdefault(each.date.order[0], set()).add(each.date.order[1:])
    for each in held:
        if each.date.calendar:
            how = each.date.calendar
            how = how if how.startswith("no day") else f"{how} calendar"
            message = f"the date {each.date.text!r} is kept as printed, and not converted: {how}"
            odd.append(Oddity(OddityKind.OTHER_CALENDAR, message, *each.place))
        if len(each.date.readings) < 2:
            continue
        told = orders.get(each.date.order, set())
        if len(told) == 1:
            each.date.readings = each.date.readings[:1] if told == {_DAY_FIRST} else each.date.readings[1:]
        else:
            may_be = " or ".join(map(str, each.date.readings))
            message = f"the date {each.date.text!r} may be {may_be}"
            odd.append(Oddity(OddityKind.AMBIGUOUS_DATE, message, *each.place))
