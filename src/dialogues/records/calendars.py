"""Dates of calendars with months of their own: they are told, kept as printed, and not converted.

Their reckoning depends on a country, or on what was observed there, and one year may be of two calendars (1402 is a
Persian and an Islamic one), so that a day of the Gregorian calendar would be a guess. The names of months are those of
CLDR's calendars ``persian``, ``islamic``, ``hebrew`` and ``ethiopic``, and of Nepal's and Bangladesh's official ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from dialogues.records.eras import Counted, of_eras

_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[012]|[12][0-9]|0?[1-9])"
_OLD, _LATE = "1[234][0-9]{2}", "(?:19|20|21)[0-9]{2}"
# What stands behind a date and says how it counts.
_MARKS = (
    ("Persian", re.compile(r" ?(?:هـ?[. ]{0,2}ش\.?(?!\w)|شمسی|خورشیدی|ش(?!\w)|SH(?!\w)|A\.?P\.)")),
    ("Islamic", re.compile(r" ?(?:هـ?[. ]{0,2}ق\.?(?!\w)|هـ?\.?(?!\w)|قمری|هجري(?:ة)?|ق(?!\w)|AH(?!\w)|A\.H\.)")),
    ("Ethiopian", re.compile(r" ?(?:ዓ[./ ]?ም\.?|E\.?C\.?(?!\w))")),
    ("Nepali", re.compile(r" ?B\.?S\.?(?!\w)")),
    ("Buddhist", re.compile(r" ?B\.?E\.?(?!\w)")),
)  # fmt: skip
# … and that it is of the common calendar.
_COMMON = re.compile(r" ?(?:م\.?(?!\w)|ميلادي(?:ة)?|میلادی|ء(?!\w)|እ\.?ኤ\.?አ\.?|C\.?E\.?(?!\w)|A\.?D\.?(?!\w))")
# A number of a document is no date: Nr. 1391/12/24.
_NO_NUMBER = r"(?<![0-9./\w-])(?<![Nn][ro]\. )(?<![Nn][ro] )(?<!№ )(?<!n[°º] )"
_NUMERIC = re.compile(
    rf"{_NO_NUMBER}(?:(?P<old>{_OLD}(?P<a>[/.-]) ?{_MONTH}(?P=a) ?{_DAY}|{_DAY}(?P<b>[/.-]) ?{_MONTH}(?P=b) ?{_OLD})"
    rf"|(?P<late>(?P<year>{_LATE})(?P<c>[/.-]) ?[0-9]{{1,2}}(?P=c) ?[0-9]{{1,2}}"
    rf"|[0-9]{{1,2}}(?P<d>[/.-]) ?[0-9]{{1,2}}(?P=d) ?(?P<year_2>{_LATE})))(?![0-9/-]|\.[0-9])"
)
_REPUBLIC_OF_CHINA = re.compile(rf"(?<![0-9./\w-])1[01][0-9](?P<sign>[./-]){_MONTH}(?P=sign){_DAY}(?![0-9./-])")
# In the digits of Nepal, from here on it is no year of the common calendar; 2050 began in 1993.
_FIRST_NEPALI_YEAR = 2050
_DEVANAGARI = re.compile(r"[\u0966-\u096f]")


@frozen
class _Calendar:
    """A calendar, by the names of its months."""

    name: str
    at: re.Pattern[str]
    """What stands in a text that may have such a date."""
    pattern: re.Pattern[str]


def _calendar(name: str, at: str, year: str, months: str) -> _Calendar:
    month = f"(?:{months if '|' in months else '|'.join(months.split())})"
    first, behind = (
        rf"(?:{_DAY}(?:st|nd|rd|th)?,? (?:من |of )?)?{month}(?: ماه| [0-9]{{1,2}} ቀን)?,? {year}",
        r"(?![0-9])",
    )
    pattern = rf"(?<!\w)(?:{first}{behind}|{month} {_DAY},? {year}{behind}|{year},? {month} {_DAY}{behind})"
    return _Calendar(name, re.compile(at), re.compile(pattern))


_ARABIC = re.compile("[\u0600-\u06ff]")


_CALENDARS = (
    _calendar("Persian", "[\u0600-\u06ff]", _OLD,
              "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
              " حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"),
    _calendar("Islamic", "[\u0600-\u06ff]", _OLD,
              "محرم|صفر|ربيع الأول|ربيع الاول|ربيع الآخر|ربيع الثاني|ربیع.?الاول|ربیع.?الثانی|جمادى الأولى|جمادى الآخرة"
              "|جمادى الثانية|جمادی.?الاول|جمادی.?الثانی|رجب|شعبان|رمضان|شوال|ذ[وي] القعدة|ذی.?القعده|ذیقعده"
              "|ذ[وي] الحجة|ذی.?الحجه|ذیحجه"),
    _calendar("Persian", _OLD, _OLD,
              "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand"),
    _calendar("Islamic", _OLD, _OLD,
              r"Muharr[ae]m|Safar|Rabi['’]? al-\w+|Jumada al-\w+|Rajab|Sha['’]?ban|Rama[dz]h?an|Shawwal|Dhu al-\w+"
              r"|Zilkade|Zilhicce"),
    _calendar("Nepali", "[\u0900-\u097f]", _LATE,
              "वैशाख बैशाख जेठ ज्येष्ठ असार आषाढ साउन श्रावण भदौ भाद्र असोज आश्विन कार्तिक कात्तिक मंसिर मङ्सिर मार्ग पुस पुष"
              " पौष माघ फागुन फाल्गुन चैत चैत्र"),
    _calendar("Nepali", _LATE, _LATE,
              "Baishakh Jestha Asar Ashadh Shrawan Bhadra Ashwin Kartik Mangsir Poush Magh Falgun Chaitra"),
    _calendar("Bengali", "[\u0980-\u09ff]", _OLD,
              "বৈশাখ জ্যৈষ্ঠ আষাঢ় আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র"),
    _calendar("Ethiopian", "[\u1200-\u137f]", _LATE,
              "መስከረም ጥቅምት ኅዳር ህዳር ሕዳር ታኅሣሥ ታህሳስ ታኅሳስ ጥር የካቲት መጋቢት ሚያዝያ ሚያዚያ ግንቦት ሰኔ ሐምሌ ሀምሌ ነሐሴ ነሃሴ ጳጉሜ ጳጉሜን"),
    _Calendar("Hebrew", re.compile("[\u05d0-\u05ea]"), re.compile(
        r"(?<!\w)(?:[א-ל]{1,2}['׳\"״]?[א-ט]?['׳]? )?[בל]?"
        r"(?:תשרי|מר?חשוו?ן|חשוו?ן|כסלו|טבת|שבט|אדר|ניסן|אייר|סיוו?ן|תמוז|אב|אלול)"
        r"(?: [אב]['׳])?,? (?:ה['׳])?תש[א-ת]?[\"״][א-ת](?!\w)")),
    _Calendar("Nepali", re.compile("[\u0900-\u097f]"), re.compile(
        rf"वि\. ?सं?\. ?{_LATE}(?:[./-][0-9]{{1,2}}[./-][0-9]{{1,2}})?(?![0-9])")),
    _Calendar("Korean", re.compile("[檀단주]"), re.compile(
        r"(?:檀紀|단기) ?[0-9]{4} ?[년年](?: ?[0-9]{1,2} ?[월月](?: ?[0-9]{1,2} ?[일日])?)?"
        r"|주체 ?[0-9]{1,3} ?(?:\([0-9]{4}\) ?)?년(?: ?[0-9]{1,2} ?월(?: ?[0-9]{1,2} ?일)?)?")),
    _Calendar("Buddhist", re.compile(r"B\.?E"), re.compile(
        r"(?<!\w)B\.?E\.? ?2[45][0-9]{2}(?![0-9])|(?<![^\W\d_] )(?<![0-9./-])2[45][0-9]{2} ?B\.?E(?!\w)\.?")),
    # Years of two digits, after the years of Thailand's calendar.
    _Calendar("Buddhist", re.compile("[\u0e01-\u0e5b]"), re.compile(
        rf"(?<![0-9]){_DAY} ?(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\. ?[0-9]{{2}}(?![0-9])")),
)  # fmt: skip
# What a text in ASCII has that may count otherwise; most dates are looked at by this alone.
_MAY_COUNT_OTHERWISE = re.compile(
    r"(?=[0-9MTSHR])(?:"  # a first look, at what each begins with
    r"(?<![0-9])(?:1[234]|2[45])[0-9]{2}(?![0-9])|20[5-9][0-9]|[0-9] ?(?:A\.?[HP]|B\.?[ES]|E\.?C|SH)(?!\w)"
    r"|(?<!\w)[MTSHR] ?[0-9])"
)
_COUNTING_OTHERWISE = frozenset({"am", "ja", "ne", "ti", "zh"})
_SCRIPTS = re.compile("[年檀단주\u0590-\u06ff\u0900-\u09ff\u0e01-\u0eff\u1200-\u137fＭＴＳＨＲ]")


def counted_otherwise(said: str, digits: str, language: str) -> list[Counted]:
    """Find the dates of a text that are not counted as the Gregorian calendar counts, in order.

    ``digits`` is the text with its digits as those of ASCII; ``language`` is that of the page.
    """
    if (
        language not in _COUNTING_OTHERWISE
        and not _MAY_COUNT_OTHERWISE.search(digits)
        and (said.isascii() or not _SCRIPTS.search(said))
    ):
        return []
    found: list[Counted] = []
    for each in (*of_eras(digits, language), *_of_calendars(digits), *_in_numbers(said, digits, language)):
        if not any(other.start < each.end and each.start < other.end for other in found):
            found.append(_with_mark(digits, each))
    return sorted(found)


def behind_common(text: str, end: int) -> int:
    """Step over what says, behind a date, that it is of the common calendar (``م``, ``AD``)."""
    match = _COMMON.match(text, end)
    return match.end() if match is not None else end


def _of_calendars(digits: str) -> Iterator[Counted]:
    for calendar in _CALENDARS:
        if calendar.at.search(digits):
            for match in calendar.pattern.finditer(digits):
                yield Counted(*match.span(), None, calendar.name)


def _in_numbers(said: str, digits: str, language: str) -> Iterator[Counted]:
    for match in _NUMERIC.finditer(digits):
        marked = _mark(digits, match.end())
        if marked or match["old"]:
            old = "Persian or Islamic" if _ARABIC.search(said) else "Persian or Islamic, or very old"
            yield Counted(*match.span(), None, marked or old)
        elif behind_common(digits, match.end()) == match.end():
            year = int(match["year"] or match["year_2"])
            in_nepali = _DEVANAGARI.search(said, *match.span()) is not None
            if (in_nepali or language == "ne") and (year >= _FIRST_NEPALI_YEAR or (in_nepali and language == "ne")):
                yield Counted(*match.span(), None, "Nepali")
            elif language in ("am", "ti"):
                yield Counted(*match.span(), None, "Ethiopian or Gregorian")
    if language == "zh":
        for match in _REPUBLIC_OF_CHINA.finditer(digits):
            yield Counted(*match.span(), None, "Republic of China")


def _mark(digits: str, end: int) -> str:
    return next((name for name, pattern in _MARKS if pattern.match(digits, end)), "")


def behind_mark(text: str, end: int) -> int:
    """Step over what says, behind a date, by which calendar it counts."""
    return next((match.end() for _, pattern in _MARKS if (match := pattern.match(text, end))), end)


def _with_mark(digits: str, counted: Counted) -> Counted:
    """Take what stands behind a date, and says how it counts, as a part of it."""
    if counted.date is not None:
        return counted
    for name, pattern in _MARKS:
        match = pattern.match(digits, counted.end)
        if match is not None:
            return counted._replace(end=match.end(), calendar=name)
    return counted
