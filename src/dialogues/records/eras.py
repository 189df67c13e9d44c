"""Years of eras, whose months and days are the Gregorian ones: the year alone is converted.

The first days of Japan's eras are CLDR's (``calendarData`` of ``japanese``); its months and days are Gregorian from
1873 on (Edict 337 of the Council of State, 1872). Year 1 of the Republic of China is 1912. Buddhist years of Thailand
and Laos are 543 ahead; before 1941 Thailand's year did not begin in January (Calendar Year Act, B.E. 2483). What is no
day of its era, or counts otherwise elsewhere (the Buddhist years of Cambodia and Sri Lanka), is no date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from dialogues.records.dates import Date
from dialogues.records.numerals import NUMBER, in_figures

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""The eras by which Japan and Taiwan count years, with the year before their first."""
_FIRST_DAYS = {
    "明治": datetime.date(1873, 1, 1), "大正": datetime.date(1912, 7, 30), "昭和": datetime.date(1926, 12, 25),
    "平成": datetime.date(1989, 1, 8), "令和": datetime.date(2019, 5, 1), "民國": datetime.date(1912, 1, 1),
    "民国": datetime.date(1912, 1, 1),
}  # fmt: skip
_NEXT = {"明治": "大正", "大正": "昭和", "昭和": "平成", "平成": "令和"}
_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_BUDDHIST_AHEAD, _LAST_YEAR_FROM_APRIL = 543, 2483
_FIRST_YEAR, _LAST_YEAR = 1800, 2199

_ERA = "|".join(ERAS)
# 令和5年3月14日, 二〇二三年三月, 令和5年（2023年）3月14日, 2023年(令和5年)3月14日; of a year alone, an era tells it.
_EAST_ASIAN = re.compile(
    rf"(?:(?:中華|中华)?(?P<era>{_ERA}) ?|西[元暦历曆] ?)?(?<![0-9.〇一二三四五六七八九])(?P<year>{NUMBER}) ?年"
    rf"(?: ?[(（] ?(?P<era_2>{_ERA})? ?(?P<year_2>{NUMBER}) ?年? ?[)）])?"
    rf"(?: ?(?P<month>{NUMBER}) ?月(?: ?(?P<day>{NUMBER}) ?[日號号])?)?"
)
_ABBREVIATED = re.compile(
    r"(?<![\w.])(?P<era>[MTSHR]) ?(?P<year>[0-9]{1,2})(?: ?年 ?|[./])(?P<month>[0-9]{1,2})(?: ?月 ?|[./])"
    r"(?P<day>[0-9]{1,2})日?(?![0-9./])"
)
_THAI_OR_LAO = re.compile(r"[\u0e01-\u0eff]")
_THAI_YEAR = re.compile(
    r"(?:(?:พุทธศักราช|พ\. ?ศ\.|ปี) ?)+(?P<year>2[45][0-9]{2})(?![0-9])|ค\. ?ศ\. ?(?P<common>[12][0-9]{3})(?![0-9])"
)
_BUDDHIST = re.compile(
    r"(?<![0-9./-])(?:(?P<day>[0-9]{1,2}) ?(?P<sign>[./-]) ?(?P<month>[0-9]{1,2}) ?(?P=sign) ?"
    r"(?P<year>2[45][0-9]{2})(?![0-9])"
    r"|(?P<year_2>2[45][0-9]{2})(?P<first>[./-])(?P<month_2>[0-9]{1,2})(?P=first)(?P<day_2>[0-9]{1,2})(?![0-9./-]))"
)
_JAPANESE_LETTERS = str.maketrans("ＭＴＳＨＲ．／", "MTSHR./")


class Counted(NamedTuple):
    """A date that a text counts otherwise."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends."""
    date: Date | None
    """What it is; None where it is not converted."""
    calendar: str = ""
    """How it is counted, where it is not converted."""


def of_eras(text: str, language: str) -> Iterator[Counted]:
    """Find the dates of a text that count years by an era, or in signs of China; its digits are those of ASCII."""
    if "年" in text:
        for match in _EAST_ASIAN.finditer(text):
            found = _east_asian(match)
            if found is not None:
                yield found
    if language == "ja":
        for match in _ABBREVIATED.finditer(text.translate(_JAPANESE_LETTERS)):
            era = _LETTERS[match["era"]]
            date = _of_era(era, ERAS[era] + int(match["year"]), int(match["month"]), int(match["day"]))
            yield Counted(*match.span(), date, "" if date else f"no day of {era}")
    yield from _buddhist(text, language)


def _east_asian(match: re.Match[str]) -> Counted | None:
    months = [in_figures(match[name]) if match[name] else None for name in ("month", "day")]
    eras = [era for era in (match["era"], match["era_2"]) if era]
    year = in_figures(match["year"]) + ERAS.get(match["era"], 0)
    if not eras and not (_FIRST_YEAR <= year <= _LAST_YEAR and months[0] is not None):
        return None  # a number of years; a year alone is left to others
    date = _of_era(eras[0] if eras else "", year, *months)
    if match["year_2"] and in_figures(match["year_2"]) + ERAS.get(match["era_2"], 0) != year:
        date = None  # the two years differ
    if date is None and not eras:
        return None
    return Counted(*match.span(), date, "" if date else f"no day of {eras[0]}")


def _of_era(era: str, year: int, month: int | None, day: int | None) -> Date | None:
    """Make a date that is, at least in part, within the days of an era."""
    try:
        first = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    end = first if day else datetime.date(year, month or 12, 28)
    begins, next_begins = _FIRST_DAYS.get(era), _FIRST_DAYS.get(_NEXT.get(era, ""))
    if (begins and end < begins) or (next_begins and first >= next_begins):
        return None
    return Date(year, month, day)


def _buddhist(text: str, language: str) -> Iterator[Counted]:
    thai = is_thai(text, language)
    for match in _BUDDHIST.finditer(text):
        year, month, day = (int(match[name] or match[f"{name}_2"]) for name in ("year", "month", "day"))
        date = buddhist(year, month, day) if thai else None
        yield Counted(*match.span(), date, "" if date else "Buddhist")


def thai_years(text: str) -> Iterator[Counted]:
    """Find the years of a text that stand alone with their era: พ.ศ. 2566, ค.ศ. 2023."""
    if _THAI_OR_LAO.search(text):
        for match in _THAI_YEAR.finditer(text):
            yield Counted(*match.span(), Date(int(match["common"] or int(match["year"]) - _BUDDHIST_AHEAD)))


def buddhist(year: int, month: int, day: int | None) -> Date | None:
    """Make a date of a Buddhist year of Thailand or Laos; None where its year began in another month."""
    if year <= _LAST_YEAR_FROM_APRIL and month < 4:
        return None
    return _of_era("", year - _BUDDHIST_AHEAD, month, day)


def is_thai(text: str, language: str) -> bool:
    """Say whether a text is in Thai or Lao, whose Buddhist years are known."""
    return language in ("th", "lo") or _THAI_OR_LAO.search(text) is not None
