"""The days on which agreements are active and on which they end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dialogues.errors import InvalidDate
from dialogues.records.terms import active_days, is_renewed, present_end

if TYPE_CHECKING:
    from dialogues.records import Agreement

_Period = tuple[datetime.date, datetime.date]


class _Days(NamedTuple):
    """From when to when something is so, as ordinals, which are compared at once."""

    identifier: str
    first: int
    last: int
    moves: bool
    """Whether it is only so for the day of asking: of an agreement that is renewed tacitly these are all days."""


class Calendar:
    """The days of agreements, gathered when somebody first asks."""

    def __init__(self, agreements: Mapping[str, Agreement]) -> None:
        self._agreements = agreements

    def active_on(self, day: datetime.date) -> Sequence[str]:
        """Give the ids of the agreements known to be active on a day, in order; see :func:`active_days`."""
        return self._meeting(self._active, active_days, day, day)

    def ending(self, today: datetime.date, until: datetime.date) -> Sequence[str]:
        """Give the ids of the agreements whose last day, as of today, lies between today and another day, in order."""
        return self._meeting(self._ends, _end, today, until)

    @cached_property
    def _active(self) -> Sequence[_Days]:
        return [*self._gathered(active_days)]

    @cached_property
    def _ends(self) -> Sequence[_Days]:
        return [*self._gathered(_end)]

    def _gathered(self, days_of: Callable[[Agreement, datetime.date], _Period | None]) -> Iterator[_Days]:
        for identifier, agreement in self._agreements.items():
            moves = is_renewed(agreement)
            try:
                days = _ALL_DAYS if moves else days_of(agreement, datetime.date.max)
            except InvalidDate:  # it ends when no calendar has a day; who asks for it is told
                days, moves = _ALL_DAYS, True
            if days is not None:
                yield _Days(identifier, days[0].toordinal(), days[1].toordinal(), moves)

    def _meeting(
        self,
        gathered: Sequence[_Days],
        days_of: Callable[[Agreement, datetime.date], _Period | None],
        start: datetime.date,
        end: datetime.date,
    ) -> Sequence[str]:
        """Give the ids of those whose days meet a period, as they stand on its first day."""

        def meets(identifier: str) -> bool:
            days = days_of(self._agreements[identifier], start)
            return days is not None and days[0] <= end and start <= days[1]

        low, high = start.toordinal(), end.toordinal()
        return [
            identifier
            for identifier, first, last, moves in gathered
            if first <= high and low <= last and (not moves or meets(identifier))
        ]


def _end(agreement: Agreement, on: datetime.date) -> _Period | None:
    """Give the days that the last day of an agreement can mean."""
    end = present_end(agreement, on)
    return None if end is None else (end.earliest, end.latest)


_ALL_DAYS = datetime.date.min, datetime.date.max
