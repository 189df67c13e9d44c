"""Dates at their own precision."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.errors import InvalidDate
from dialogues.records.date_words import dates_in, plain_day
from dialogues.records.dates import Date, Precision


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2015", Precision.YEAR, (2015, 1, 1), (2015, 12, 31)),
        ("2013-05", Precision.MONTH, (2013, 5, 1), (2013, 5, 31)),
        ("2012-02", Precision.MONTH, (2012, 2, 1), (2012, 2, 29)),
        ("2007-11-29", Precision.DAY, (2007, 11, 29), (2007, 11, 29)),
        ("2011-02-14?", Precision.DAY, (2011, 2, 14), (2011, 2, 14)),
        ("2010~", Precision.YEAR, (2010, 1, 1), (2010, 12, 31)),
        ("2010%", Precision.YEAR, (2010, 1, 1), (2010, 12, 31)),
    ],
)
def test_a_date_covers_the_days_it_can_mean(
    text: str, precision: Precision, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    date = Date.parse(text)
    assert (date.precision, date.earliest, date.latest) == (
        precision,
        datetime.date(*earliest),
        datetime.date(*latest),
    )
    assert str(date) == text


FORM = "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD (? uncertain, ~ approximate)"

INTERVAL = "an interval is no date here, its first or its last day is (YYYY, YYYY-MM or YYYY-MM-DD)"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", FORM),
        ("15 May 2006", FORM),
        ("2006-5-15", FORM),
        ("2006-05-15T00:00", FORM),
        ("2006-05-15??", FORM),
        ("20060515", FORM),
        ("２００６", FORM),
        ("2006-02-30", "no such day in the calendar"),
        ("2006-13", "no such day in the calendar"),
        ("0000", "no such day in the calendar"),
        ("2013-00", "no such day in the calendar"),
        ("2013-05-00", "no such day in the calendar"),
        ("2001-21", "a season is no date here, its year or a month of it is (YYYY, YYYY-MM)"),
        ("2001-33?", "a season is no date here, its year or a month of it is (YYYY, YYYY-MM)"),
        ("2001-21-01", "no such day in the calendar"),
        ("2001/2003", INTERVAL),
        ("2001-05-01/2001-06-30", INTERVAL),
        ("2001/..", INTERVAL),
        ("2001..2003", INTERVAL),
        ("..", FORM),
        ("/", FORM),
        ("1999-05-XX", "what is not known is left out of a date (YYYY, YYYY-MM or YYYY-MM-DD)"),
        ("199u", "what is not known is left out of a date (YYYY, YYYY-MM or YYYY-MM-DD)"),
    ],
)
def test_other_forms_and_impossible_days_are_refused(text: str, problem: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        Date.parse(text)
    assert str(caught.value) == f"{problem}: {text!r}"


def test_dates_sort_by_their_first_day_and_the_less_precise_first() -> None:
    ordered = ["2014-12-31", "2015", "2015?", "2015~", "2015%", "2015-01", "2015-01-01", "2015-01-01?", "2015-01-02"]
    assert [str(date) for date in sorted(map(Date.parse, reversed(ordered)))] == ordered


@pytest.mark.parametrize(
    ("first", "second", "before", "may_be"),
    [
        ("2014", "2015-01-01", True, False),
        ("2015", "2015-06", False, True),
        ("2015-06", "2015", False, True),
        ("2015-06-30", "2015-07", True, False),
        ("2016", "2016-07-04", False, True),
    ],
)
def test_only_what_is_certain_is_before(first: str, second: str, before: bool, may_be: bool) -> None:
    one, other = Date.parse(first), Date.parse(second)
    assert one.is_before(other) is before
    assert one.may_be(other) is other.may_be(one) is may_be


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("2007-11-29", "es", "29 de noviembre de 2007"),
        ("2013-05", "en", "May 2013"),
        ("2013-05", "fr", "mai 2013"),
        ("2015", "ja", "2015年"),
        ("2011-02-14?", "en-GB", "14 February 2011 (?)"),
        ("2011~", "en", "2011 (~)"),
        ("2011%", "en", "2011 (%)"),
        ("2013-05", "mo", "mai 2013"),
        ("2013-05", "tlh", "May 2013"),
        ("2006-05-15", "zh-TW", "2006年5月15日"),
    ],
)
def test_a_date_is_written_in_the_readers_language_at_its_own_precision(text: str, language: str, written: str) -> None:
    assert Date.parse(text).format(language) == written


dates = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    st.dates(datetime.date(1, 1, 1)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
).map(Date.parse)


@given(dates, dates, dates)
def test_the_order_is_total_and_reading_reverses_writing(first: Date, second: Date, third: Date) -> None:
    assert Date.parse(str(first)) == first
    assert (first < second) + (second < first) + (first == second) == 1
    if first <= second <= third:
        assert first <= third
    if first.is_before(second):
        assert first < second


NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


@pytest.mark.parametrize(("month", "name"), [*enumerate(NAMES, 1)])
def test_each_month_is_read_by_its_name_and_as_it_is_shortened(month: int, name: str) -> None:
    day = Date(2007, month, 28)
    for spelled in {name, name[:3], *(("sept",) if month == 9 else ())}:
        for written in (
            f"28 {spelled} 2007",
            f"28th of {spelled.upper()} 2007",
            f"{spelled}. 28, 2007",
            f"28 {spelled}. 2007",
        ):
            assert plain_day(written) == day
        assert dates_in(f"signed on 28 {spelled.capitalize()} 2007 and in {spelled.capitalize()}. 2008") == (
            (day,),
            (Date(2008, month),),
        )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2007/1/9", "2007-01-09"),
        ("2007 11 29", "2007-11-29"),
        ("29.11.2007", "2007-11-29"),
        ("13/05/2007", "2007-05-13"),
        ("12/05/2007", None),
        ("05/12/2007", None),
        ("12/12/2007", "2007-12-12"),
        ("05/13/2007", None),
        ("31/11/2007", None),
        ("00/12/2007", None),
        ("30 February 2007", None),
        ("29 Febr 2007", None),
        ("November 2007", None),
        (" 29 November 2007\n", "2007-11-29"),
        ("on 29 November 2007", None),
    ],
)
def test_a_day_in_another_form_is_read_where_it_can_only_mean_one(text: str, day: str | None) -> None:
    assert plain_day(text) == (Date.parse(day) if day else None)


@pytest.mark.parametrize(
    ("quote", "dates"),
    [
        ("10-13 December 2019", ["2019-12"]),
        ("from 10 to 13 December 2019", ["2019-12-13"]),
        ("10th and 13th of December 2019", ["2019-12-13"]),
        ("in December 2019", ["2019-12"]),
        ("it may 2013 be so", []),
        ("2019-12-13 and 2019-13-40", ["2019-12-13"]),
        ("31 November 2019, June 31, 2019", []),
        ("A29 November 2019", ["2019-11"]),
        ("the 20th day of March 2009", ["2009-03-20"]),
        ("SIGNED ON 6 MARCH 2015", ["2015-03-06"]),
        ("on 29.11.2007 and 2007/11/30", ["2007-11-29", "2007-11-30"]),
        ("on 03/04/2007", ["2007-04-03|2007-03-04"]),
        ("2002年12月2日签署", ["2002-12-02"]),
        ("二〇〇六年六月十五日", ["2006-06-15"]),
        ("二千零六年十二月三十一日", ["2006-12-31"]),
        ("一九八五年五月廿日", ["1985-05-20"]),
        ("平成21年4月27日", ["2009-04-27"]),
        ("令和元年十月", ["2019-10"]),
        ("民國一〇八年六月二十號", ["2019-06-20"]),
        ("十月十五日", []),
        # The day of a report is none that it tells of.
        ("27 September 2019, New York - they renewed it on Thursday", []),
        ("Press release | 06 September 2016 BEIJING (ILO News)", []),
        ("BRUSSELS, 12 March 2010 – The Commission", []),
        ("Québec, 9 June 1980", ["1980-06-09"]),
        ("9 June 1980 - signature of the agreement", ["1980-06-09"]),
        ("signed on 9 June 1980 (Brussels)", ["1980-06-09"]),
    ],
)
def test_a_quote_names_the_days_and_months_it_names(quote: str, dates: list[str]) -> None:
    assert ["|".join(map(str, readings)) for readings in dates_in(quote)] == dates


@pytest.mark.parametrize(
    ("quote", "language", "dates"),
    [
        ("vom 9. Januar 2003", "", ["2003-01-09"]),
        ("SIGNÉE À PARIS LE 6 MARS 2015", "fr", ["2015-03-06"]),
        ("du 8 mars 1978 et du 1er juin 1978", "fr", ["1978-03-08", "1978-06-01"]),
        ("ondertekend op 19 september 1987", "nl", ["1987-09-19"]),
        ("подписано 11 мая 2017 года", "ru", ["2017-05-11"]),
        ("dnia 3 listopada 2010", "pl", ["2010-11-03"]),
        ("listopad 2010", "pl", ["2010-11"]),
        ("listopad 2010", "hr", ["2010-10"]),
        ("listopad 2010", "", ["2010-10|2010-11"]),
        ("29 noviembre 2007", "es", []),  # a language that nobody asks for is not read
    ],
)
def test_a_quote_is_read_in_the_languages_that_are_asked_for(quote: str, language: str, dates: list[str]) -> None:
    found = dates_in(quote, language, ("de", "en", "fr", "hr", "nl", "pl", "ru"))
    assert ["|".join(map(str, readings)) for readings in found] == dates
