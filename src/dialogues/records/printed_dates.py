"""Dates as pages and other sources print them: in numbers, with the names of months in any language, in any numerals.

A date in numbers alone may have two readings (``03/04/2012``); both are given, and nothing is guessed.
Just over 300 lines: the patterns stand beside what is made of their matches, since one names the groups of the other.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve, frozen

from dialogues.errors import InvalidDate
from dialogues.names.folding import fold
from dialogues.records.calendars import behind_common, behind_mark, counted_otherwise
from dialogues.records.date_signs import LANGUAGES
from dialogues.records.dates import Date
from dialogues.records.eras import Counted, buddhist, is_thai, thai_years
from dialogues.records.numerals import in_ascii_digits

_WINDOW = 48  # characters around a year in which the rest of its date stands
_FIRST_YEAR, _LAST_YEAR = 1800, 2199

_YEAR = r"(?:1[89]|2[01])[0-9]{2}"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
_NO_NUMBER = r"(?<![0-9./\w-])"
_NUMERIC = re.compile(
    rf"(?=[0-9])(?:"  # a first look, at what each begins with
    rf"{_NO_NUMBER}(?P<a>[0-9]{{1,2}})\u200f? ?(?P<sign>[./-]) ?(?P<b>[0-9]{{1,2}})\u200f? ?(?P=sign) ?"
    rf"(?P<y>{_YEAR})(?![0-9])"
    rf"|{_NO_NUMBER}(?P<year>{_YEAR})(?P<first>[./-]) ?(?P<c>[0-9]{{1,2}})(?P=first) ?(?P<d>[0-9]{{1,2}})(?![0-9/-])"
    rf"|(?<![0-9])(?P<cjk_year>{_YEAR}) ?[年년] ?(?P<cjk_month>[0-9]{{1,2}}) ?[月월]"
    rf"(?: ?(?P<cjk_day>[0-9]{{1,2}}) ?[日일])?"
    rf"|{_NO_NUMBER}(?P<roman_day>[0-9]{{1,2}})[. -] ?(?P<roman>X?(?:I[XV]|VI{{0,3}}|I{{1,3}}|X))[. -] ?"
    rf"(?P<roman_year>{_YEAR})(?![0-9]))"
)  # fmt: skip
_YEAR_OF = re.compile(rf"(?=[12])(?<![0-9])(?P<year>{_YEAR}|2[45][0-9]{{2}})(?![0-9])")
# A word of a month, with the words that stand around it: 7th of June, 14 de marzo de, ta’ Marzu, 26 tháng 3 năm.
_NAME = r"[^\s0-9.,;:/()\[\]|–—،-]{1,20}(?:\.[^\s0-9.,;:/()\[\]|–—،-]{1,2}(?=[. ]))?"
_MONTH = rf"(?P<month>(?:tháng|thg) [0-9]{{1,2}}|{_NAME})"
_TWO_WORDS = rf"(?P<month>(?:tháng|thg) [0-9]{{1,2}}|{_NAME}(?: {_NAME})??)"
_TO_MONTH = r"(?:(?:day of|of|de|del|di|den|dne|the) |(?:d|ta)['’] ?)?"
_TO_YEAR = r"(?:[.,،]{0,2} ?(?:(?:de|del|of|do|de l['’]any|năm|ที่) |(?:ปี|พุทธศักราช|พ\. ?ศ\.|ค\. ?ศ\.) ?)*| ?[-/] ?)"
_AFTER_DAY = r"(?:st|nd|rd|th|er|ère|re|ème|e|º|ª|°|o|\.|-?(?:го|е|ше|те|ші|а)|:a|:e|a|ά|η|ης)?"
_RANGE = r"(?:(?P<from>3[01]|[12][0-9]|0?[1-9])\.? ?[–-] ?)?"
_DAY_MONTH = re.compile(
    rf"(?<![\w.]){_RANGE}{_DAY}{_AFTER_DAY}(?: |-|(?<=\.)){_TO_MONTH}{_TWO_WORDS}{_TO_YEAR}\Z", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"(?<![\w]){_MONTH}\.? {_DAY}(?:st|nd|rd|th|\.)?,? \Z", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?<![\w]){_MONTH}{_TO_YEAR}\Z", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:\(?'?e'?\)?(?:ko)?|[-. ]{0,2}(?:(?:ж|m|оны|gada|г|y|թ)(?!\w))?\.?,?) ?"
    r"(?:gada )?(?:(?P<first>3[01]|[12][0-9]|0?[1-9])[. -]{1,2})?"
    rf"(?P<month>{_NAME})\.?(?: (?P<day>3[01]|[12][0-9]|0?[1-9])(?:\.| d\.|\(a\)|(?!\w)))?",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(r" ?(?:(?:г|р|թ|гг|ж|r)\.|(?:г|р|r|года|року|год|gada|წ)(?!\w)\.?)")
_WHOLE_YEAR = re.compile(rf"[(\[]?(?P<year>{_YEAR})[)\]]?\.?")
_ROMAN = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}  # noqa: SIM905
# What may stand between a name and its date.
LEADS = frozenset(
    (  # noqa: SIM905  # as words
        "vom von am du le de del el of dated on signed від от од z dnia ze dne zo dňa den fra från av af van dd d.d."
        " din la na της από da di signé signée firmado assinado unterzeichnet підписано подписано since as"
        " podpisana podpisany podpisane podpisano подписан подписана підписаний підписана firmada firmata firmato"
        " ngày الموافق مطابق برابر با"
    ).split()
)


_ANY_DIGIT = re.compile(r"\d")
_WITHOUT_DIGITS = re.compile("年|תש")  # in the signs of China and Japan, and in Hebrew letters


@frozen
class PrintedDate:
    """A date as a text prints it."""

    start: int
    """Where it starts in the text."""
    end: int
    """Where it ends."""
    readings: tuple[Date, ...]
    """What it may mean: one date, or two where it does not say which number is the month."""
    order: str = ""
    """The sign between the numbers and the order in which they are meant (``/dm``); empty where names tell."""
    calendar: str = ""
    """The calendar or era by which it counts, where it is not converted and has no reading."""


@cache
def _months(among: tuple[str, ...]) -> dict[str, dict[int, tuple[str, ...]]]:
    """Give the months that each name means, each with the languages that call it so (``listopad``)."""
    from babel import Locale  # here: a quarter of a second for all, that only a text with dates in words costs

    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for language in among:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    held = found.setdefault(fold(name).rstrip("."), {})
                    held[number] = tuple(dict.fromkeys((*held.get(number, ()), language)))
    return found


_ENGLISH = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


def _month_numbers(word: str, language: str, among: tuple[str, ...] = LANGUAGES) -> tuple[int, ...]:
    """Give the months that a word may mean: one, where it is no other month in the language of the page."""
    folded = fold(word).rstrip(".")
    if folded in _ENGLISH:
        return (_ENGLISH[folded],)
    if folded[-1:].isdigit():  # tháng 3
        number = int(folded.split()[1])
        return (number,) if 1 <= number <= 12 else ()
    for form in (folded, folded.removeprefix("ב"), folded.removesuffix("ren"), folded.removesuffix("ын")):
        numbers = _months(among).get(form)
        if numbers is not None:
            own = [number for number, languages in numbers.items() if language in languages]
            return tuple(own[:1]) or tuple(sorted(numbers))
    return ()


def is_month(word: str) -> bool:
    """Say whether a word is the name of a month, in any language."""
    return bool(_month_numbers(word, ""))


def _may_be_dated(text: str) -> bool:
    return bool(_ANY_DIGIT.search(text)) or (not text.isascii() and bool(_WITHOUT_DIGITS.search(text)))


def dates_of(
    text: str, start: int, end: int, language: str = "", among: tuple[str, ...] = LANGUAGES
) -> list[PrintedDate]:
    """Find the dates of a stretch of text, in order; a year alone is none.

    A month that is called so in several of the languages is that of the given one; where none is given, or it has no
    such month, each is a reading.
    """
    said = text[start:end]
    if not _may_be_dated(said):
        return []
    digits = in_ascii_digits(said)
    found = [_counted(each) for each in counted_otherwise(said, digits, language)]
    for match in _NUMERIC.finditer(digits):
        date = _in_numbers(match)
        if date is not None and _is_free(found, date.start, date.end):
            found.append(date)
    for match in _YEAR_OF.finditer(digits):
        if _is_free(found, *match.span()):
            date = _in_words(digits, match, language, among)
            if date is not None and _is_free(found, date.start, date.end):
                found.append(date)
    if not said.isascii():
        found += [_counted(each) for each in thai_years(digits) if _is_free(found, each.start, each.end)]
    found = [_with_what_says_how(digits, each) for each in found]
    if start:
        found = [PrintedDate(d.start + start, d.end + start, d.readings, d.order, d.calendar) for d in found]
    return _paired(text, sorted(found, key=lambda each: each.start)) if len(found) > 1 else found


def _with_what_says_how(text: str, date: PrintedDate) -> PrintedDate:
    """Take what stands behind a date, and says by which calendar it counts, as a part of it."""
    end = behind_mark(text, date.end) if date.calendar else behind_common(text, date.end)
    return date if end == date.end else evolve(date, end=end)


def _paired(text: str, found: list[PrintedDate]) -> list[PrintedDate]:
    """Take one day that is written twice, side by side and in two calendars, as one date."""
    paired = found[:1]
    for date in found[1:]:
        before = paired[-1]
        between = text[before.end : date.start].strip(" \t/|,،;()[]（）=–-")
        alone = not between or all(fold(word) in LEADS for word in between.split())
        if alone and (before.calendar or date.calendar or before.readings == date.readings):
            readings = before.readings or date.readings
            order = before.order or date.order
            calendar = "" if readings else before.calendar
            paired[-1] = PrintedDate(before.start, date.end, readings, order, calendar)
        else:
            paired.append(date)
    return paired


def _is_free(found: list[PrintedDate], start: int, end: int) -> bool:
    """Say whether no date stands in a stretch."""
    return not found or not any(date.start < end and start < date.end for date in found)


def _counted(each: Counted) -> PrintedDate:
    readings = (each.date,) if each.date is not None else ()
    return PrintedDate(each.start, each.end, readings, calendar=each.calendar)


def _in_numbers(match: re.Match[str]) -> PrintedDate | None:
    sign, order = match["sign"] or "", ""
    if sign:
        a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
        # Wherever dots part the numbers, the day stands first.
        readings = [_date(year, b, a), *([_date(year, a, b)] if sign != "." and a != b else [])]
        order = sign + ("" if None not in readings else "dm" if readings[-1] is None else "md")
    elif match["year"]:
        readings = [_date(int(match["year"]), int(match["c"]), int(match["d"]))]
    elif match["cjk_year"]:
        day = int(match["cjk_day"]) if match["cjk_day"] else None
        readings = [_date(int(match["cjk_year"]), int(match["cjk_month"]), day)]
    else:
        month = _ROMAN.get(match["roman"], 0)  # no month is XIV
        readings = [_date(int(match["roman_year"]), month, int(match["roman_day"]))]
    held = tuple(each for each in readings if each is not None)
    if not held:
        return None
    after = _AFTER_YEAR.match(match.string, match.end()) if match["y"] or match["roman_year"] else None
    return PrintedDate(match.start(), after.end() if after else match.end(), held, order)


def _in_words(digits: str, match: re.Match[str], language: str, among: tuple[str, ...]) -> PrintedDate | None:
    """Read the date whose year stands somewhere, from the words before or behind it."""
    low = max(0, match.start() - _WINDOW)
    before, year = digits[low : match.start()], int(match["year"])
    end = match.end()
    after = _AFTER_YEAR.match(digits, end)
    for pattern in (_DAY_MONTH, _MONTH_DAY, _MONTH_ALONE):
        found = pattern.search(before)
        if found is not None and (months := _month_numbers(found["month"], language, among)):
            named = found.groupdict()
            day = int(named["day"]) if named.get("day") and not named.get("from") else None
            thai = is_thai(found[0], language)
            return _named(low + found.start(), after.end() if after else end, year, months, day, thai=thai)
    found = _BEHIND.match(digits, end, end + _WINDOW)
    if found is not None and (months := _month_numbers(found["month"], language, among)):
        said = found["first"] or found["day"]
        thai = is_thai(found[0], language)
        return _named(match.start(), found.end(), year, months, int(said) if said else None, thai=thai)
    return None


def _named(  # noqa: PLR0913  # what was read of a date
    start: int, end: int, year: int, months: tuple[int, ...], day: int | None, *, thai: bool
) -> PrintedDate | None:
    if year > _LAST_YEAR:
        date = buddhist(year, months[0], day) if thai and len(months) == 1 else None
        return PrintedDate(start, end, (date,) if date else (), calendar="" if date else "Buddhist")
    readings = tuple(date for month in months if (date := _date(year, month, day)) is not None)
    return PrintedDate(start, end, readings) if readings else None


def _date(year: int, month: int, day: int | None) -> Date | None:
    try:
        return Date(year, month, day)
    except InvalidDate:  # 31.02.2012, 00.05.2012
        return None


def whole_date(text: str, language: str = "") -> tuple[Date, ...]:
    """Read a text that is a date and nothing else, a year alone included; empty for any other.

    >>> [str(each) for each in whole_date("7th June, 2012")], [str(each) for each in whole_date("(2011)")]
    (['2012-06-07'], ['2011'])
    """
    found = date_alone(text, language)
    return found.readings if found is not None else ()


def date_alone(text: str, language: str = "") -> PrintedDate | None:
    """Find the date that a text is, and nothing else; a year alone is one here."""
    stripped = text.strip(" ()[].,")
    if len(stripped) > _WINDOW or not _may_be_dated(stripped):
        return None
    year = _WHOLE_YEAR.fullmatch(in_ascii_digits(stripped))
    if year is not None:
        return PrintedDate(0, len(stripped), (Date(int(year["year"])),))
    found = dates_of(stripped, 0, len(stripped), language)
    if not found or (found[0].start, found[-1].end) != (0, len(stripped)):
        return None
    return next((each for each in found if each.readings), found[0])


def lead_before(text: str, start: int, end: int) -> int:
    """Find where the words begin that lead from a name to its date (``від``, ``vom``); the end where there are none."""
    at = end
    for _ in range(3):
        before = text[max(start, at - 20) : at].rstrip()
        word = before.rpartition(" ")[2]
        if not word or fold(word.strip("(,")) not in LEADS or at - len(word) <= start:
            return at
        at = start + len(text[start:at].rstrip()) - len(word)
    return at
