"""Days written in words, as sources print them."""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache

from dialogues.records.dates import Date

# What quotes say of days and months, in English, which the registry's own quotes mostly are.
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_IN_WORDS = re.compile(
    rf"(?<![\w–-])(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTHS})\.?,?\s+(?P<year>[12][0-9]{{3}})\b"
    rf"|\b(?P<month_first>{_MONTHS})\.?\s+(?P<day_second>[0-3]?[0-9])(?:st|nd|rd|th)?,?\s+(?P<year_third>[12][0-9]{{3}})\b"
    rf"|\b(?P<month_alone>{_MONTHS})\.?,?\s+(?:of\s+)?(?P<year_second>[12][0-9]{{3}})\b"
    r"|\b(?P<iso>[12][0-9]{3}-[01][0-9]-[0-3][0-9])\b"
)
# A month behind two days (``10-13 December 2019``) is no date of that month alone.
_SPAN = re.compile(r"[0-9](?:st|nd|rd|th)?\s*(?:[–-]|to|and|/)\s*[0-3]?[0-9](?:st|nd|rd|th)?\s+(?:of\s+)?\Z")


@cache
def _month_number(name: str) -> int:
    months = _MONTHS.split("|")[:12]
    return next(number for number, month in enumerate(months, 1) if month.startswith(name[:3]))


@lru_cache(1024)  # two rules ask of the same quote
def dates_in(quote: str) -> tuple[Date, ...]:
    """Read the days, and the months without a day, that an English text names with their year.

    >>> [str(date) for date in dates_in("On 29th November 2007, again on Oct. 8, 2014, and in May 2013")]
    ['2007-11-29', '2014-10-08', '2013-05']
    """
    found = []
    for match in _IN_WORDS.finditer(quote):
        day: int | None = None
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        elif match["month_alone"]:
            if _SPAN.search(quote[: match.start()]):
                continue
            year, month = int(match["year_second"]), _month_number(match["month_alone"])
        else:
            year = int(match["year"] or match["year_third"])
            month = _month_number(match["month"] or match["month_first"])
            day = int(match["day"] or match["day_second"])
        try:
            datetime.date(year, month, day or 1)
        except ValueError:
            continue
        found.append(Date(year, month, day))
    return tuple(found)
