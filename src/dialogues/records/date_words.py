"""Days as sources print them and people write them: in words, and in other forms than ISO 8601's."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from dialogues.records.dates import Date

# In English, which the registry's own quotes mostly are.
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905  # as words
_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_NAME = "|".join(name.capitalize() for name in sorted(_NUMBERS, key=len, reverse=True))
_DAY = "[0-3]?[0-9]"
_NTH = "(?:st|nd|rd|th)?"
_YEAR = "[12][0-9]{3}"
_DAY_FIRST = rf"(?P<day>{_DAY}){_NTH}\s+(?:of\s+)?(?P<month>{_NAME})\.?,?\s+(?P<year>{_YEAR})"
_MONTH_FIRST = rf"(?P<month_2>{_NAME})\.?\s+(?P<day_2>{_DAY}){_NTH},?\s+(?P<year_2>{_YEAR})"
_QUOTED = re.compile(
    rf"(?<![\w–-]){_DAY_FIRST}\b"
    rf"|\b{_MONTH_FIRST}\b"
    rf"|\b(?P<month_3>{_NAME})\.?,?\s+(?:of\s+)?(?P<year_3>{_YEAR})\b"
    r"|\b(?P<iso>[12][0-9]{3}-[01][0-9]-[0-3][0-9])\b"
)
# A month behind two days (``10-13 December 2019``) is no date of that month alone.
_SPAN = re.compile(rf"[0-9]{_NTH}\s*(?:[–-]|to|and|/)\s*{_DAY}{_NTH}\s+(?:of\s+)?\Z")
_PLAIN = re.compile(
    rf"{_DAY_FIRST}|{_MONTH_FIRST}"
    r"|(?P<year_4>[0-9]{4})[-/. ](?P<month_4>[0-9]{1,2})[-/. ](?P<day_4>[0-9]{1,2})"
    r"|(?P<before>[0-9]{1,2})[./-](?P<after>[0-9]{1,2})[./-](?P<year_5>[0-9]{4})",
    re.ASCII | re.IGNORECASE,
)


@lru_cache(1024)  # two rules ask of the same quote
def dates_in(quote: str) -> tuple[Date, ...]:
    """Read the days, and the months without a day, that an English text names with their year.

    >>> [str(date) for date in dates_in("On 29th November 2007, again on Oct. 8, 2014, and in May 2013")]
    ['2007-11-29', '2014-10-08', '2013-05']
    """
    found = []
    for match in _QUOTED.finditer(quote):
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
            found.append(_date(year, month, day))
        elif match["month_3"]:
            if not _SPAN.search(quote[: match.start()]):
                found.append(_date(int(match["year_3"]), _NUMBERS[match["month_3"].lower()]))
        else:
            found.append(_in_words(match))
    return tuple(date for date in found if date is not None)


def plain_day(text: str) -> Date | None:
    """Read a day written in another form, where it can only mean one: None for ``03/04/2007``.

    >>> str(plain_day("29 November 2007")), str(plain_day("2007/1/9")), plain_day("03/04/2007")
    ('2007-11-29', '2007-01-09', None)
    """
    match = _PLAIN.fullmatch(text.strip())
    if match is None:
        return None
    if match["year_4"]:
        return _date(int(match["year_4"]), int(match["month_4"]), int(match["day_4"]))
    if match["year_5"]:
        day, month = int(match["before"]), int(match["after"])
        # Where both can be a month, either may be the day.
        return _date(int(match["year_5"]), month, day) if day > 12 or day == month else None
    return _in_words(match)


def _in_words(match: re.Match[str]) -> Date | None:
    day, month, year = (match[name] or match[f"{name}_2"] for name in ("day", "month", "year"))
    return _date(int(year), _NUMBERS[month.lower()], int(day))


def _date(year: int, month: int, day: int | None = None) -> Date | None:
    """Make a date; None for a day that is not."""
    try:
        datetime.date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return Date(year, month, day)
