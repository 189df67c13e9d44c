"""Dates that are honest about their precision: EDTF (ISO 8601-2), at year, month and day precision.

``2015``, ``2013-05`` and ``2007-11-29`` are all dates.
Behind one, ``?`` marks it uncertain, ``~`` approximate and ``%`` both.
"""

from __future__ import annotations

import calendar
import datetime
import re
from enum import StrEnum
from functools import lru_cache, total_ordering
from typing import TYPE_CHECKING, Self

from attrs import frozen

from dialogues.errors import InvalidDate

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from dialogues.languages.matching import Language

_EDTF = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<mark>[?~%])?", re.ASCII)
_INTERVAL = re.compile(r"(?:\.\.|[0-9?~%-]{4,11})?(?:/|\.\.)(?:\.\.|[0-9?~%-]{4,11})?", re.ASCII)
_UNSPECIFIED = re.compile(r"[0-9Xxu]{4}(?:-[0-9Xxu]{2}){0,2}[?~%]?", re.ASCII)
_SEASONS = frozenset(map(str, range(21, 42)))  # EDTF: spring of the north or south, quarters, halves
NO_SUCH_DAY = "no such day in the calendar"
# CLDR's names for year and month in the order of the language (UTS #35, part 4, date field symbols).
_MONTH_SKELETON = "yMMMM"


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@total_ordering
@frozen(order=False, repr=False)
class Date:
    """A calendar date at the precision its source gives.

    Order: by the earliest day it can mean; then the less precise first (2015, 2015-01, 2015-01-01);
    then certain, uncertain, approximate, both. Equal dates are written equally.

    >>> date = Date.parse("2013-05")
    >>> date.year, date.precision.value, str(date.earliest), date.format("fr")
    (2013, 'month', '2013-05-01', 'mai 2013')
    """

    year: int
    """The year, 1 to 9999."""
    month: int | None = None
    """The month; None where the source gives the year alone."""
    day: int | None = None
    """The day of the month; None where the source gives no day."""
    uncertain: bool = False
    """The source leaves doubt (EDTF ``?``)."""
    approximate: bool = False
    """About then (EDTF ``~``)."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is no date: a day without its month, a 13th month, the 30th of February."""
        if self.month is None and self.day is not None:
            raise InvalidDate(self._numbers(), "a day without its month is no date")
        try:
            datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except (ValueError, TypeError, OverflowError):
            raise InvalidDate(self._numbers(), NO_SUCH_DAY) from None

    def _numbers(self) -> str:
        """Write what was given, be it a date or not."""
        parts = (self.year, self.month, self.day)
        return "-".join("" if part is None else str(part) for part in parts).rstrip("-")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` with at most one of ``?``, ``~`` and ``%`` (EDTF level 1).

        Raises :class:`~dialogues.errors.InvalidDate` for any other form and for days that do not exist.

        >>> from dialogues import Date
        >>> Date.parse("2013-05"), Date.parse("2011-02-14?").mark
        (Date.parse('2013-05'), '?')
        """
        match = _EDTF.fullmatch(text)
        if match is None:
            raise InvalidDate(text, _why_not(text))
        if match["month"] and match["month"] in _SEASONS and not match["day"]:
            raise InvalidDate(text, "a season is no date here, its year or a month of it is (YYYY, YYYY-MM)")
        year = int(match["year"])
        month = int(match["month"]) if match["month"] else None
        day = int(match["day"]) if match["day"] else None
        try:
            return cls(year, month, day, match["mark"] in ("?", "%"), match["mark"] in ("~", "%"))
        except InvalidDate as error:
            raise InvalidDate(text, error.fault) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Let a pydantic model or a FastAPI function have it as a type: parsed from text, written as text."""
        from pydantic_core import core_schema  # here: a date needs no pydantic

        def read(value: object) -> Date:
            if isinstance(value, Date):
                return value
            if isinstance(value, str):
                return parse_date(value)
            raise InvalidDate(str(value), "text is expected for a date")

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema(), metadata=None
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: object, _handler: object) -> dict[str, object]:
        """Describe it in the JSON Schema of such a model."""
        return {
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?$",
            "examples": ["2007-11-29", "2013-05", "2015", "2011-02-14?"],
        }

    @property
    def precision(self) -> Precision:
        """Whether the year, the month or the day is known.

        >>> from dialogues import Date
        >>> Date.parse("2013-05").precision
        <Precision.MONTH: 'month'>
        """
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def earliest(self) -> datetime.date:
        """The first day the date can mean, taken at its word.

        >>> from dialogues import Date
        >>> Date.parse("2013-05").earliest
        datetime.date(2013, 5, 1)
        """
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day the date can mean, taken at its word.

        >>> from dialogues import Date
        >>> Date.parse("2013-05").latest
        datetime.date(2013, 5, 31)
        """
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def is_before(self, other: Date) -> bool:
        """Say whether every day this date can mean lies before every day the other can mean.

        >>> from dialogues import Date
        >>> Date.parse("2013").is_before(Date.parse("2014-01")), Date.parse("2013").is_before(Date.parse("2013-05"))
        (True, False)
        """
        return self.latest < other.earliest

    def may_be(self, other: Date) -> bool:
        """Say whether both can mean the same day: 2016 may be 2016-07-04.

        >>> from dialogues import Date
        >>> Date.parse("2016").may_be(Date.parse("2016-07-04"))
        True
        """
        return self.earliest <= other.latest and other.earliest <= self.latest

    def format(self, language: Language = "en") -> str:
        """Write the date in a language, at its own precision: *May 2013*, *2015*, *29 de noviembre de 2007*.

        Doubt is shown as EDTF writes it: *14 February 2011 (?)*.

        >>> from dialogues import Date
        >>> Date.parse("2013-05").format("fr"), Date.parse("2011-02-14?").format("es")
        ('mai 2013', '14 de febrero de 2011 (?)')
        """
        from babel.dates import format_date, format_skeleton  # here: costs 20 ms, and only output needs it

        from dialogues.languages.display import locale_for

        locale = locale_for(language)
        if self.precision is Precision.DAY:
            text = format_date(self.earliest, "long", locale=locale)
        elif self.precision is Precision.MONTH:
            text = format_skeleton(_MONTH_SKELETON, self.earliest, locale=locale)
        else:
            text = format_skeleton("y", self.earliest, locale=locale)
        return f"{text} ({self.mark})" if self.mark else str(text)

    @property
    def mark(self) -> str:
        """The EDTF mark of doubt: ``?``, ``~``, ``%`` or nothing.

        >>> from dialogues import Date
        >>> Date.parse("2011?").mark, Date.parse("2011").mark
        ('?', '')
        """
        return {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}[
            self.uncertain, self.approximate
        ]

    def order(self) -> tuple[int, int, int, bool, bool, bool, bool]:
        """Give what dates are ordered by: a year comes before its months, what is sure before what is not.

        >>> sorted([Date.parse("2013-05-14"), Date.parse("2013")], key=Date.order)[0]
        Date.parse('2013')
        """
        month, day = self.month, self.day
        return self.year, month or 1, day or 1, month is not None, day is not None, self.approximate, self.uncertain

    def __lt__(self, other: object) -> bool:
        return self.order() < other.order() if isinstance(other, Date) else NotImplemented

    def __repr__(self) -> str:
        return f"Date.parse({str(self)!r})"

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts) + self.mark


def _why_not(text: str) -> str:
    if _INTERVAL.fullmatch(text) and len(text) > 2:
        return "an interval is no date here, its first or its last day is (YYYY, YYYY-MM or YYYY-MM-DD)"
    if _UNSPECIFIED.fullmatch(text):
        return "what is not known is left out of a date (YYYY, YYYY-MM or YYYY-MM-DD)"
    return "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD (? uncertain, ~ approximate)"


parse_date = lru_cache(65_536)(Date.parse)
"""Read a date; the same text gives the same object, which halves the memory of a large registry."""
