"""Days as quotes name them and people write them: in words, and in other forms than ISO 8601's."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from dialogues.errors import InvalidDate
from dialogues.records.dates import Date
from dialogues.records.eras import ERAS
from dialogues.records.numerals import NUMBER, in_figures
from dialogues.records.printed_dates import PrintedDate, dates_of

# In English, as people who write files mostly do.
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
# What stands around the day on which a report was written: `Press release | 6 March 2016 BEIJING (…)`,
# `27 May 2019, New York - …`, `BRUSSELS, 12 March 2010 – …`.
_PLACE = r"[^\W\d_a-z][^\s,|()]*(?: [^\W\d_a-z][^\s,|()]*){0,2}"
_REPORTED = re.compile(rf"(?:.*\|\s*)?(?P<place>{_PLACE},\s*)?")
_REPORTS = re.compile(rf"(?P<place>,?\s*{_PLACE})?\s*(?:[-–—|]|\()")
# Numbers of China and Japan are written in figures, white space within as well: 二零零六 年 六 月.
_UNITS = {"號": "日", "号": "日"}
_EAST_ASIAN = re.compile(rf"(?P<era>{'|'.join(ERAS)})?\s*(?P<number>{NUMBER})\s*(?P<unit>[年月日號号])")
_PLAIN = re.compile(
    rf"{_DAY_FIRST}|{_MONTH_FIRST}"
    r"|(?P<year_4>[0-9]{4})[-/. ](?P<month_4>[0-9]{1,2})[-/. ](?P<day_4>[0-9]{1,2})"
    r"|(?P<before>[0-9]{1,2})[./-](?P<after>[0-9]{1,2})[./-](?P<year_5>[0-9]{4})",
    re.ASCII | re.IGNORECASE,
)


@lru_cache(1024)  # two rules ask of the same quote
def dates_in(quote: str, language: str = "", among: tuple[str, ...] = ("en",)) -> tuple[tuple[Date, ...], ...]:
    """Read the days, and the months without a day, that a text names with their year: each with all it may mean.

    Names of months are read in the languages of ``among``; of those that mean several, in the text's own language. The
    day of a report at its head (``27 May 2019, New York - ``) is none of what it tells of, and is left out.

    >>> [str(date) for (date,) in dates_in("On the 29th day of November 2007, again on Oct. 8, 2014, and in May 2013")]
    ['2007-11-29', '2014-10-08', '2013-05']
    >>> [str(date) for (date,) in dates_in("二零零六年六月十五日訂於上海, 平成21年4月27日")]
    ['2006-06-15', '2009-04-27']
    """
    text = _EAST_ASIAN.sub(_in_figures, quote)
    return tuple(
        each.readings
        for each in dates_of(text, 0, len(text), language, among)
        if each.readings  # what counts by another calendar is not read
        and not _is_of_report(text, each)
        and not text.startswith("may ", each.start)  # it may 2013 be so
    )


def _is_of_report(text: str, date: PrintedDate) -> bool:
    before, after = _REPORTED.fullmatch(text, 0, date.start), _REPORTS.match(text, date.end)
    return before is not None and after is not None and bool(before["place"] or after["place"])


def _in_figures(match: re.Match[str]) -> str:
    """Write a number of China or Japan in figures."""
    unit = _UNITS.get(match["unit"], match["unit"])
    return f"{match['era'] or ''}{in_figures(match['number'])}{unit}"


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


_KNOWN_PART = re.compile(r"([0-9]{4}(?:-[0-9]{2})?)(?:-(?:XX|xx|uu)){1,2}([?~%]?)", re.ASCII)


def known_part(text: str) -> Date | None:
    """Read what is known of a date whose month or day EDTF writes as unspecified; None for any other text.

    >>> str(known_part("1999-05-XX")), str(known_part("1999-XX-XX?")), known_part("199X")
    ('1999-05', '1999?', None)
    """
    match = _KNOWN_PART.fullmatch(text)
    if match is None or text.count("-") > 2:
        return None
    try:
        return Date.parse(match[1] + match[2])
    except InvalidDate:
        return None


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
