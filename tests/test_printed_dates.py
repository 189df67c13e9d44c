"""Dates as pages print them: every form of CLDR's in many languages, and what may be read in two ways."""

from __future__ import annotations

import datetime

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.pages import read_page
from dialogues.records.date_signs import LANGUAGES
from dialogues.records.printed_dates import dates_of, whole_date

# What is not read: months of two words written first, and numbers of months within a phrase.
UNREAD = {("ga", "MMMM d, y"), ("ga", "MMMM y"), ("ps", "full"), ("te", "full")} | {
    (language, form) for language in ("ja", "ko", "mn") for form in ("d MMMM y", "MMMM d, y", "MMMM y")
} | {("mn", form) for form in ("long", "medium", "full")}  # fmt: skip
FORMS = ("long", "medium", "full", "d MMMM y", "MMMM d, y", "MMMM y")
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))


@settings(deadline=None, max_examples=400)
@given(st.sampled_from([(language, form) for language in LANGUAGES for form in FORMS]), DAYS)
def test_a_date_is_read_as_the_language_writes_it(written: tuple[str, str], day: datetime.date) -> None:
    language, form = written
    if written in UNREAD or (language in ("ga", "ar") and form == "medium" and day.day <= 12) or language == "ga":
        return
    text = f"Chile {' '.join(format_date(day, form, locale=language).split())} PDF"
    (found,) = dates_of(text, 0, len(text), language)
    expected = str(day)[:7] if form == "MMMM y" else str(day)
    assert (expected in map(str, found.readings), len(found.readings) <= 2) == (True, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14.03.2012", ["2012-03-14"]),
        ("3.4.2012", ["2012-04-03"]),
        ("14. 3. 2012", ["2012-03-14"]),
        ("14/03/2012", ["2012-03-14"]),
        ("03/14/2012", ["2012-03-14"]),
        ("03/04/2012", ["2012-04-03", "2012-03-04"]),
        ("04-04-2012", ["2012-04-04"]),
        ("2012-03-14", ["2012-03-14"]),
        ("2012/3/14", ["2012-03-14"]),
        ("2012年3月14日", ["2012-03-14"]),
        ("2012년 3월 14일", ["2012-03-14"]),
        ("14.III.2012", ["2012-03-14"]),
        ("7th June, 2012", ["2012-06-07"]),
        ("Nov. 26, 2013", ["2013-11-26"]),
        ("the 1st of May 2011", ["2011-05-01"]),
        ("1er mars 2012", ["2012-03-01"]),
        ("14. März 2012", ["2012-03-14"]),
        ("14 de marzo de 2012", ["2012-03-14"]),
        ("14 березня 2012 р.", ["2012-03-14"]),
        ("2012. március 14.", ["2012-03-14"]),
        ("2012 m. kovo 14 d.", ["2012-03-14"]),
        ("14 มีนาคม 2555", ["2012-03-14"]),
        ("١٤ مارس ٢٠١٢", ["2012-03-14"]),
        ("१४ मार्च २०१२", ["2012-03-14"]),
        ("14 tháng 3, 2012", ["2012-03-14"]),
        ("ngày 14 tháng 3 năm 2012", ["2012-03-14"]),
        ("tháng 3 năm 2012", ["2012-03"]),
        ("21 Deireadh Fómhair 2009", ["2009-10-21"]),
        ("10-13 December 2019", ["2019-12"]),
        ("listopad 2012", ["2012-10", "2012-11"]),
        ("November 2009", ["2009-11"]),
        ("31/02/2012", []),
        ("12.13.2012", []),
        ("00.05.2012", []),
        ("05/00/2012", []),
        ("2012-05-00", []),
        ("0 V 2012", []),
        ("5 XIV 2012", []),
        ("2012年5月0日", []),
        ("平成24年0月5日", []),
        ("令和5年3月0日", []),
        ("Chile 2012", []),
        ("1.2.3.2012", []),
        ("Nr. 1391/12/24", []),
    ],
)
def test_forms_of_dates(text: str, expected: list[str]) -> None:
    assert [str(each) for found in dates_of(text, 0, len(text)) for each in found.readings] == expected


# Dates that count otherwise: years of eras are converted, what has months of its own is told.
COUNTED = [
    ("令和5年3月14日", "ja", "2023-03-14", ""), ("令和5年（2023年）3月14日", "ja", "2023-03-14", ""),
    ("2023年（令和5年）3月14日", "ja", "2023-03-14", ""), ("平成24年", "ja", "2012", ""), ("令和元年5月", "ja", "2019-05", ""),
    ("令和五年三月十四日", "", "2023-03-14", ""), ("二〇二三年三月十四日", "zh", "2023-03-14", ""), ("R5.3.14", "ja", "2023-03-14", ""),
    ("Ｈ２４．３．１４", "ja", "2012-03-14", ""), ("昭和64年1月7日", "", "1989-01-07", ""), ("昭和64年1月8日", "", "", "no day of 昭和"),
    ("平成31年5月1日", "", "", "no day of 平成"), ("明治5年3月1日", "", "", "no day of 明治"), ("令和5年2月30日", "", "", "no day of 令和"),
    ("令和5年（2022年）3月14日", "ja", "", "no day of 令和"),
    ("民國112年5月1日", "zh", "2023-05-01", ""), ("中華民國一百一十二年五月一日", "zh", "2023-05-01", ""),
    ("112/05/01", "zh", "", "Republic of China"), ("단기 4356년 5월 1일", "ko", "", "Korean"),
    ("14 มีนาคม 2566", "", "2023-03-14", ""), ("14 มีนาคม พ.ศ. 2566", "", "2023-03-14", ""), ("๑๔ มีนาคม ๒๕๖๖", "", "2023-03-14", ""),
    ("14/03/2566", "th", "2023-03-14", ""), ("14/03/2566", "en", "", "Buddhist"), ("พ.ศ. 2566", "", "2023", ""), ("ค.ศ. 2023", "", "2023", ""),
    ("14 มี.ค. 66", "th", "", "Buddhist"), ("14 មីនា 2566", "km", "", "Buddhist"), ("1 มกราคม 2480", "th", "", "Buddhist"),
    ("1 พฤษภาคม 2480", "th", "1937-05-01", ""), ("B.E. 2566", "", "", "Buddhist"), ("14 March 2566 BE", "en", "", "Buddhist"),
    ("۱۴۰۲/۰۳/۱۵", "fa", "", "Persian or Islamic"), ("15/03/1402", "en", "", "Persian or Islamic, or very old"), ("۱۵ خرداد ۱۴۰۲", "fa", "", "Persian"),
    ("۱۴۰۲/۰۳/۱۵ شمسی", "fa", "", "Persian"), ("1445/9/3 هـ", "ar", "", "Islamic"), ("3 رمضان 1445", "ar", "", "Islamic"), ("15 Ramadan 1445 AH", "en", "", "Islamic"),
    ("1445/9/3 هـ الموافق 2024/3/13 م", "ar", "2024-03-13", ""), ("3 رمضان 1445 هـ الموافق 13 مارس 2024م", "ar", "2024-03-13", ""),
    ("14 March 2012 / 21 Rabi al-Thani 1433", "en", "2012-03-14", ""),
    ("14/03/2015 ዓ.ም", "en", "", "Ethiopian"), ("14/03/2015", "am", "", "Ethiopian or Gregorian"), ("መጋቢት 5 ቀን 2015", "am", "", "Ethiopian"),
    ("२०८०/०३/१५", "ne", "", "Nepali"), ("2080/03/15", "ne", "", "Nepali"), ("२०८० असार १५", "ne", "", "Nepali"), ("15 Asar 2080", "en", "", "Nepali"),
    ("१४/०३/२०१२", "hi", "2012-03-14", ""), ("১৫ বৈশাখ ১৪৩০", "bn", "", "Bengali"), ('ט"ו באדר תשפ"ג', "he", "", "Hebrew"), ("כ״א באדר ב׳ תשפ״ד", "he", "", "Hebrew"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "expected", "calendar"), COUNTED)
def test_what_counts_otherwise_is_converted_beyond_doubt_or_told(
    text: str, language: str, expected: str, calendar: str
) -> None:
    (found,) = dates_of(f"Chile, {text}!", 7, 7 + len(text), language)
    assert (found.start, found.end) == (7, 7 + len(text))
    assert ("".join(map(str, found.readings)), found.calendar) == (expected, calendar)


@pytest.mark.parametrize(
    "text",
    [
        "十年",
        "3年",
        "三年間",
        "H24.3.14",
        "112/05/01",
        "Nr. 1391/12/24",
        "No. 1402/03/15",
        "Resolution 2566",
        "M 5",
        "E.C. 12",
    ],
)
def test_what_only_looks_like_a_date_of_another_calendar_is_none(text: str) -> None:
    assert dates_of(text, 0, len(text), "en") == []


def test_a_language_decides_between_its_months() -> None:
    assert [str(each) for each in whole_date("14. listopada 2012", "hr")] == ["2012-10-14"]
    assert [str(each) for each in whole_date("14 listopada 2012", "pl")] == ["2012-11-14"]


ROWS = "<ul><li>Chile, 03/04/2012 <a href=a.pdf>EN</a></li><li>Peru, {} <a href=b.pdf>EN</a></li></ul>"


@pytest.mark.parametrize(
    ("other", "expected", "odd"),
    [
        ("25/04/2012", ["2012-04-03"], []),
        ("04/25/2012", ["2012-03-04"], []),
        ("25.04.2012", ["2012-04-03", "2012-03-04"], ["the date '03/04/2012' may be 2012-04-03 or 2012-03-04"]),
        ("25-04-2012", ["2012-04-03", "2012-03-04"], ["the date '03/04/2012' may be 2012-04-03 or 2012-03-04"]),
        ("", ["2012-04-03", "2012-03-04"], ["the date '03/04/2012' may be 2012-04-03 or 2012-03-04"]),
    ],
)
def test_the_other_dates_of_a_page_decide_between_two_readings(other: str, expected: list[str], odd: list[str]) -> None:
    page = read_page(ROWS.format(other))
    assert page.entries[0].date == "03/04/2012"
    assert [str(each) for each in page.entries[0].readings] == expected
    assert [each.message for each in page.oddities] == odd


def test_dates_that_contradict_each_other_decide_nothing() -> None:
    page = read_page(ROWS.format("25/04/2012") + "<p>Kenya, 04/25/2012 <a href=c.pdf>EN</a>")
    assert len(page.entries[0].readings) == 2


PLACES = [
    "Chile, {} PDF EN", "Chile ({}) PDF EN", "Chile {}: PDF EN", "{} Chile PDF EN", "{} – Chile PDF EN",
    "Chile - {} - EN (PDF, 12 KB)", "Chile PDF EN ({})", "Chile PDF EN, {}",
    "<ul><li>Chile, {} <a href=a.pdf>EN</a></ul>", "<table><tr><td>Chile<td>{}<td><a href=a.pdf>EN</a></table>",
    "<table><tr><td>{}<td>Chile<td><a href=a.pdf>EN</a></table>", "<h3>Chile</h3><p>{} <a href=a.pdf>EN</a>",
    "<dl><dt>Chile</dt><dd>{}</dd><dd><a href=a.pdf>EN</a></dd></dl>", "<p>Chile<br>{}<br><a href=a.pdf>PDF EN</a>",
]  # fmt: skip


@pytest.mark.parametrize(
    "date", ["14.03.2012", "14/03/2012", "2012-03-14", "7th June, 2012", "14. März 2012", "Nov. 26, 2013"]
)
@pytest.mark.parametrize("place", PLACES)
def test_a_date_stands_anywhere(place: str, date: str) -> None:
    (entry,) = read_page(place.format(date)).entries
    assert (entry.name, entry.country, entry.date) == ("Chile", "CL", date)
    assert len(entry.readings) == 1
    assert [document.printed_label for document in entry.documents] == ["EN"]


@pytest.mark.parametrize("place", PLACES)
def test_a_date_of_another_calendar_stands_anywhere_and_is_kept_as_printed(place: str) -> None:
    for text, language, expected, calendar in COUNTED[:: 1 if place.startswith("Chile, {}") else 7]:
        page = read_page(f"<html lang='{language}'><p>{place.format(text)}")
        (entry,) = page.entries
        assert (entry.name, entry.date, "".join(map(str, entry.readings))) == ("Chile", text, expected)
        assert page.unread == ()
        told = calendar if calendar.startswith("no day") else f"{calendar} calendar"
        message = f"the date {text!r} is kept as printed, and not converted: {told}"
        assert [each.message for each in page.oddities] == ([message] if calendar else [])


@pytest.mark.parametrize(
    "lead", ["від", "vom", "du", "del", "of", "dated", "z dnia", "ze dne", "от", "av den", "signed on"]
)
def test_words_that_lead_to_a_date_are_no_part_of_the_name(lead: str) -> None:
    page = read_page(f"Memorandum with Chile {lead} 14.03.2012 (PDF, 12 KB)")
    assert [(each.name, each.date) for each in page.entries] == [("Memorandum with Chile", "14.03.2012")]
    assert page.unread == ()
