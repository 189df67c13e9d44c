"""Durations of years, months, weeks and days: ISO 8601, as terms and notice periods are agreed.

How many days a month has depends on the month, so not every two durations can be ordered: what has no answer that
holds from whatever day it is counted gets none.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import sub
from typing import TYPE_CHECKING, Final, Self

from attrs import frozen

from dialogues.errors import IncomparableDurations, InvalidDate, InvalidDuration
from dialogues.records.dates import Date, Precision

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from dialogues.languages.matching import Language

DURATION_PATTERN: Final = "^P(?=.*[1-9])([0-9]{1,5}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,5}D)?$"
"""The form of a duration, as JSON Schema states it."""
DURATION_EXAMPLES: Final = ("P5Y", "P3M", "P2W", "P10D", "P1Y6M")

_FORM = re.compile(r"P(?:([0-9]{1,5})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?", re.ASCII)
_NUMBERS = range(100_000)
_UNITS = ("year", "month", "week", "day")
# The calendar repeats itself after 400 years.
_CYCLE_MONTHS, _CYCLE_DAYS = 4_800, 146_097


@frozen(eq=False, repr=False)
class Duration:
    """A length of time in the units that its source gives: *twelve months* is ``P12M``, and stays so.

    Equal is what is equally long from whatever day it is counted: ``P12M`` and ``P1Y``, ``P2W`` and ``P14D``.
    The operators ``<``, ``<=``, ``>`` and ``>=`` answer where the answer is the same from whatever day, and else raise
    :class:`~dialogues.errors.IncomparableDurations`: a month is longer than 27 days, and it may be 30.

    >>> Duration.parse("P5Y").format("de"), Duration.parse("P1Y") > Duration.parse("P6M")
    ('5 Jahre', True)
    """

    years: int = 0
    """The years, counted by the calendar."""
    months: int = 0
    """The months, likewise."""
    weeks: int = 0
    """The weeks, of seven days each."""
    days: int = 0
    """The days."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is no duration: nothing at all, parts that are no whole numbers, less than none or too many."""
        parts = self._parts()
        written = "P" + "".join(f"{part}{unit[0].upper()}" for part, unit in zip(parts, _UNITS, strict=True) if part)
        if {type(part) for part in parts} != {int} or not all(part in _NUMBERS for part in parts):
            raise InvalidDuration(written, f"each part of a duration is a whole number from 0 to {_NUMBERS[-1]}")
        if not any(parts):
            raise InvalidDuration(written, "a duration lasts a day at least")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``P5Y``, ``P3M``, ``P2W``, ``P10D`` or several units, the longest first (``P1Y6M``).

        Raises :class:`~dialogues.errors.InvalidDuration` for any other form, for times and for fractions.

        >>> str(Duration.parse("P1Y06M"))
        'P1Y6M'
        """
        match = _FORM.fullmatch(text)
        if match is None or text == "P":
            raise InvalidDuration(text, _why_not(text))
        try:
            return cls(*(int(part or 0) for part in match.groups()))
        except InvalidDuration as error:
            raise InvalidDuration(text, error.fault) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Let a pydantic model or a FastAPI function have it as a type: parsed from text, written as text."""
        from pydantic_core import core_schema  # here: a duration needs no pydantic

        def read(value: object) -> Duration:
            if isinstance(value, Duration):
                return value
            if isinstance(value, str):
                return parse_duration(value)
            raise InvalidDuration(str(value), "text is expected for a duration")

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema(), metadata=None
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, object]:
        """Describe it in the JSON Schema of such a model."""
        return {"type": "string", "pattern": DURATION_PATTERN, "examples": list(DURATION_EXAMPLES)}

    def format(self, language: Language = "en") -> str:
        """Write the duration in a language, in its own units: *5 years*, *5 anos*, *1 year and 6 months*.

        >>> Duration.parse("P1Y6M").format("pt")
        '1 ano e 6 meses'
        """
        from dialogues.languages.display import join, unit  # here: only output needs them

        return join(
            (unit(part, name, language) for part, name in zip(self._parts(), _UNITS, strict=True) if part), language
        )

    def _parts(self) -> tuple[int, int, int, int]:
        return self.years, self.months, self.weeks, self.days

    def _length(self) -> tuple[int, int]:
        """Give the months and the days that it lasts; whole cycles of the calendar as days."""
        cycles, months = divmod(12 * self.years + self.months, _CYCLE_MONTHS)
        return months, 7 * self.weeks + self.days + _CYCLE_DAYS * cycles

    def _longer_by(self, other: Duration) -> tuple[int, int]:
        """Give the least and the most days by which it is longer than another, from whatever day both are counted."""
        (months, days), (other_months, other_days) = self._length(), other._length()
        if months < other_months:
            least, most = _days_of(other_months - months)
            least, most = -most, -least
        else:
            least, most = _days_of(months - other_months)
        return least + days - other_days, most + days - other_days

    def __eq__(self, other: object) -> bool:
        return self._length() == other._length() if isinstance(other, Duration) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._length())

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Duration):
            return NotImplemented
        least, most = self._longer_by(other)
        return _certain(most < 0, least >= 0, self, other)

    def __le__(self, other: object) -> bool:
        if not isinstance(other, Duration):
            return NotImplemented
        least, most = self._longer_by(other)
        return _certain(most <= 0, least > 0, self, other)

    def __gt__(self, other: object) -> bool:
        return other.__lt__(self) if isinstance(other, Duration) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return other.__le__(self) if isinstance(other, Duration) else NotImplemented

    def __repr__(self) -> str:
        return f"Duration.parse({str(self)!r})"

    def __str__(self) -> str:
        return "P" + "".join(
            f"{part}{unit[0].upper()}" for part, unit in zip(self._parts(), _UNITS, strict=True) if part
        )


def _why_not(text: str) -> str:
    if re.fullmatch(r"P[0-9YMWD]*T[0-9HMS.,]*", text):
        return "a duration here has no hours, minutes and seconds"
    if re.fullmatch(r"P[0-9YMWD]*[0-9]+[.,][0-9]+[YMWD]", text):
        return "a duration here has no fractions: write P1Y6M for a year and a half"
    return "not a duration of the form P5Y, P3M, P2W, P10D or P1Y6M (years, months, weeks, days)"


def _certain(always: bool, never: bool, one: Duration, other: Duration) -> bool:  # noqa: FBT001  # named where it is called
    if always or never:
        return always
    raise IncomparableDurations(str(one), str(other))


@cache
def _firsts() -> tuple[int, ...]:
    """Give the number of days before each month of two cycles of the calendar."""
    lengths = (calendar.monthrange(2000 + month // 12, month % 12 + 1)[1] for month in range(_CYCLE_MONTHS))
    cycle = tuple(accumulate(lengths, initial=0))
    return tuple(chain(cycle, (_CYCLE_DAYS + days for days in cycle[1:])))


@lru_cache(1024)
def _days_of(months: int) -> tuple[int, int]:
    """Give the fewest and the most days that so many months can have.

    They are those between two first days of a month: at the end of shorter months it is never less or more.
    """
    firsts = _firsts()
    lengths = list(map(sub, firsts[months : months + _CYCLE_MONTHS], firsts))
    return min(lengths), max(lengths)


parse_duration = lru_cache(1024)(Duration.parse)
"""Read a duration; the same text gives the same object."""


def end_of(start: Date, duration: Duration) -> Date:
    """Give the last day of a duration that runs from a day, at the precision of that date.

    It is the day of the same number in the last month, and the last day of a month that has none: so the law counts
    (Regulation 1182/71, article 3; European Convention on the Calculation of Time-Limits, article 4), the day it runs
    from not counted. Months are counted before weeks and days.
    Where the start is not known precisely enough to tell, the later end is given as an approximate one (``2016-06~``).
    Raises :class:`~dialogues.errors.InvalidDate` for an end that no calendar has.

    >>> str(end_of(Date.parse("2010-01-31"), Duration.parse("P1M")))
    '2010-02-28'
    >>> str(end_of(Date.parse("2010"), Duration.parse("P5Y")))
    '2015'
    >>> str(end_of(Date.parse("2016-05"), Duration.parse("P10D")))
    '2016-06~'
    """
    return _moved(start, duration, 1)


def start_of(end: Date, duration: Duration) -> Date:
    """Give the day that lies a duration before another: the last one on which notice can be given before an end.

    Counted back as :func:`end_of` counts forwards: days and weeks first, then months.
    Raises :class:`~dialogues.errors.InvalidDate` where no calendar has that day.

    >>> str(start_of(Date.parse("2015-05-31"), Duration.parse("P3M")))
    '2015-02-28'
    """
    return _moved(end, duration, -1)


def _moved(date: Date, duration: Duration, direction: int) -> Date:
    try:
        first, last = (_day_moved(day, duration, direction) for day in (date.earliest, date.latest))
    except (ValueError, OverflowError):
        way = "after" if direction > 0 else "before"
        raise InvalidDate(str(date), f"no calendar has the day that lies {duration} {way} this date") from None
    found = _cut(last, date.precision)
    approximate = date.approximate or found != _cut(first, date.precision)
    return Date(found.year, found.month, found.day, date.uncertain, approximate)


def _cut(day: datetime.date, precision: Precision) -> Date:
    return Date(
        day.year, None if precision is Precision.YEAR else day.month, day.day if precision is Precision.DAY else None
    )


def _day_moved(day: datetime.date, duration: Duration, direction: int) -> datetime.date:
    days = datetime.timedelta(direction * (7 * duration.weeks + duration.days))
    months = direction * (12 * duration.years + duration.months)
    return _months_later(day, months) + days if direction > 0 else _months_later(day + days, months)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:  # monthrange knows days of years that no date has
        raise OverflowError
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
