"""Durations: read, written, compared where they can be, and counted from a day."""

from __future__ import annotations

import calendar
import datetime
import operator
import re
from collections.abc import Callable

import jsonschema_rs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from dialogues.errors import IncomparableDurations, InvalidDate, InvalidDuration
from dialogues.records.dates import Date
from dialogues.records.durations import Duration, end_of, start_of
from dialogues.records.fields import DurationField


@pytest.mark.parametrize(
    ("text", "parts", "written"),
    [
        ("P5Y", (5, 0, 0, 0), "P5Y"),
        ("P3M", (0, 3, 0, 0), "P3M"),
        ("P2W", (0, 0, 2, 0), "P2W"),
        ("P10D", (0, 0, 0, 10), "P10D"),
        ("P1Y6M", (1, 6, 0, 0), "P1Y6M"),
        ("P12M", (0, 12, 0, 0), "P12M"),
        ("P0Y06M", (0, 6, 0, 0), "P6M"),
        ("P1Y2M3W4D", (1, 2, 3, 4), "P1Y2M3W4D"),
        ("P99999D", (0, 0, 0, 99_999), "P99999D"),
    ],
)
def test_a_duration_keeps_the_units_of_its_source(text: str, parts: tuple[int, ...], written: str) -> None:
    duration = Duration.parse(text)
    assert (duration.years, duration.months, duration.weeks, duration.days) == parts
    assert (str(duration), repr(duration)) == (written, f"Duration.parse({written!r})")


FORM = "not a duration of the form P5Y, P3M, P2W, P10D or P1Y6M (years, months, weeks, days)"
FRACTION = "a duration here has no fractions: write P1Y6M for a year and a half"
TIME = "a duration here has no hours, minutes and seconds"
NOTHING = "a duration lasts a day at least"

NO_DURATIONS = [
    ("", FORM),
    ("P", FORM),
    ("5Y", FORM),
    ("5 years", FORM),
    ("p5y", FORM),
    ("-P5Y", FORM),
    ("P-5Y", FORM),
    ("P5", FORM),
    ("P6M1Y", FORM),
    ("P1Y1Y", FORM),
    ("P100000D", FORM),
    ("P５Y", FORM),
    ("P5Y\n", FORM),
    ("P1.5Y", FRACTION),
    ("P1Y0,5M", FRACTION),
    ("PT36H", TIME),
    ("P1DT12H", TIME),
    ("P0D", NOTHING),
    ("P0Y0M", NOTHING),
]


@pytest.mark.parametrize(("text", "problem"), NO_DURATIONS)
def test_other_forms_are_refused(text: str, problem: str) -> None:
    with pytest.raises(InvalidDuration) as caught:
        Duration.parse(text)
    assert str(caught.value) == f"{problem}: {text!r}"
    assert (caught.value.text, caught.value.fault, caught.value.status) == (text, problem, 422)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({}, f"{NOTHING}: 'P'"),
        ({"years": -1}, "each part of a duration is a whole number from 0 to 99999: 'P-1Y'"),
        ({"days": 100_000}, "each part of a duration is a whole number from 0 to 99999: 'P100000D'"),
        ({"months": 1.0}, "each part of a duration is a whole number from 0 to 99999: 'P1.0M'"),
    ],
)
def test_what_is_no_duration_cannot_be_made(parts: dict[str, int], message: str) -> None:
    with pytest.raises(InvalidDuration) as caught:
        Duration(**parts)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("P5Y", "en", "5 years"),
        ("P1Y6M", "en", "1 year and 6 months"),
        ("P1Y2M3W4D", "en", "1 year, 2 months, 3 weeks, and 4 days"),
        ("P5Y", "pt", "5 anos"),
        ("P3M", "es", "3 meses"),
        ("P2W", "fr", "2\xa0semaines"),
        ("P10D", "hy", "10 օր"),
        ("P5Y", "ka", "5 წელი"),
        ("P20Y", "ro", "20 de ani"),
        ("P5Y", "ru", "5 лет"),
        ("P2Y", "ru", "2 года"),
        ("P3M", "uk", "3 місяці"),
        ("P1Y6M", "zh", "1年和6个月"),
        ("P5Y", "zh-TW", "5 年"),
        ("P5Y", "ko", "5년"),
        ("P1Y", "pt-PT", "1 ano"),
        ("P5Y", "tlh", "5 years"),
    ],
)
def test_a_duration_is_written_in_the_readers_language(text: str, language: str, written: str) -> None:
    assert Duration.parse(text).format(language) == written


TEN = ["en", "es", "fr", "hy", "ka", "ro", "pt", "ru", "uk", "zh"]


@pytest.mark.parametrize("language", TEN)
@pytest.mark.parametrize("unit", "YMWD")
def test_every_number_of_every_unit_has_its_words_in_the_ten_languages(unit: str, language: str) -> None:
    for number in (*range(1, 32), 100, 101, 1000):
        written = Duration.parse(f"P{number}{unit}").format(language)
        assert re.fullmatch(r"[1-9][0-9., \u00a0\u202f]*[^0-9.-]+", written), written
        assert language == "en" or not re.search("year|month|week|day|duration", written), written


# a < b, a <= b, a == b; None where it depends on the day.
ORDER: list[tuple[str, str, bool | None, bool | None, bool]] = [
    ("P12M", "P1Y", False, True, True),
    ("P2W", "P14D", False, True, True),
    ("P1Y6M", "P18M", False, True, True),
    ("P400Y", "P20871W", False, True, True),  # once the calendar has come round
    ("P3M", "P5Y", True, True, False),
    ("P5Y", "P3M", False, False, False),
    ("P27D", "P1M", True, True, False),
    ("P28D", "P1M", None, True, False),
    ("P30D", "P1M", None, None, False),
    ("P31D", "P1M", False, None, False),
    ("P32D", "P1M", False, False, False),
    ("P4W", "P1M", None, True, False),
    ("P1M", "P30D", None, None, False),
    ("P365D", "P1Y", None, True, False),
    ("P366D", "P1Y", False, None, False),
    ("P52W", "P1Y", True, True, False),
    ("P1Y31D", "P13M", False, None, False),
    ("P1Y27D", "P13M", True, True, False),
    ("P3M", "P89D", False, None, False),
    ("P3M", "P92D", None, True, False),
    ("P1Y1D", "P1Y2D", True, True, False),
]


def answer(compare: Callable[[Duration, Duration], bool], one: Duration, other: Duration) -> bool | None:
    try:
        return compare(one, other)
    except IncomparableDurations:
        return None


@pytest.mark.parametrize(("one", "other", "less", "at_most", "equal"), ORDER)
def test_durations_are_ordered_where_the_day_makes_no_difference(
    one: str, other: str, less: bool | None, at_most: bool | None, equal: bool
) -> None:
    first, second = Duration.parse(one), Duration.parse(other)
    assert answer(operator.lt, first, second) is less
    assert answer(operator.le, first, second) is at_most
    assert answer(operator.gt, second, first) is less
    assert answer(operator.ge, second, first) is at_most
    assert (first == second) is equal
    assert (hash(first) == hash(second)) is equal


def test_what_cannot_be_ordered_says_so() -> None:
    with pytest.raises(IncomparableDurations) as caught:
        sorted([Duration.parse("P1M"), Duration.parse("P30D")])
    assert str(caught.value) == "P30D and P1M cannot be ordered: months differ in their days, and years too"
    assert (caught.value.one, caught.value.other) == ("P30D", "P1M")
    assert Duration.parse("P1M") != "P1M"
    with pytest.raises(TypeError, match="not supported between instances of 'Duration' and 'str'"):
        assert Duration.parse("P1M") < "P1M"


small = st.integers(0, 40)
durations = st.builds(lambda *parts: Duration(*parts) if any(parts) else Duration(1), small, small, small, small)
dates = st.dates(datetime.date(1600, 1, 1), datetime.date(2400, 1, 1))


def as_date(day: datetime.date) -> Date:
    return Date.parse(day.isoformat())


@given(durations)
def test_reading_reverses_writing(duration: Duration) -> None:
    again = Duration.parse(str(duration))
    assert (again.years, again.months, again.weeks, again.days) == (
        duration.years,
        duration.months,
        duration.weeks,
        duration.days,
    )


@given(st.integers(0, 30), st.integers(-40, 40), dates)
def test_an_order_holds_from_every_day(months: int, difference: int, day: datetime.date) -> None:
    one = Duration(months=months, days=1)
    other_days = months * 30 + difference
    assume(other_days > 0)
    other = Duration(days=other_days)
    ends = end_of(as_date(day), one).earliest, end_of(as_date(day), other).earliest
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        assert answer(compare, one, other) in (compare(*ends), None)


@given(durations, durations, durations)
def test_the_order_is_an_order(one: Duration, two: Duration, three: Duration) -> None:
    assert answer(operator.le, one, one) is True
    assert answer(operator.lt, one, one) is False
    if answer(operator.lt, one, two) and answer(operator.lt, two, three):
        assert one < three
    if answer(operator.le, one, two) and answer(operator.le, two, one):
        assert one == two
    if one == two:
        assert hash(one) == hash(two)


@pytest.mark.parametrize("months", [1, 2, 3, 6, 11, 12, 13, 24, 48])
def test_no_answer_means_that_both_answers_are_true_of_some_day(months: int) -> None:
    lengths = {
        (end_of(as_date(day), Duration(months=months)).earliest - day).days
        for day in (
            datetime.date(year, month, last)
            for year in range(1896, 1910)
            for month in range(1, 13)
            for last in (1, calendar.monthrange(year, month)[1])
        )
    }
    for days in range(min(lengths) - 1, max(lengths) + 2):
        expected = {days < length for length in lengths}
        found = answer(operator.lt, Duration(days=days), Duration(months=months))
        assert found is (expected.pop() if len(expected) == 1 else None), days


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2010-01-15", "P5Y", "2015-01-15"),
        ("2010-01-31", "P1M", "2010-02-28"),
        ("2012-01-31", "P1M", "2012-02-29"),
        ("2012-02-29", "P1Y", "2013-02-28"),
        ("2012-02-29", "P4Y", "2016-02-29"),
        ("2010-01-31", "P1M1D", "2010-03-01"),
        ("2010-12-25", "P2W", "2011-01-08"),
        ("2010-01-01", "P10D", "2010-01-11"),
        ("2010-08-31", "P1Y6M", "2012-02-29"),
        ("2010-05", "P5Y", "2015-05"),
        ("2010-05", "P9M", "2011-02"),
        ("2010-05", "P10D", "2010-06~"),
        ("2010", "P5Y", "2015"),
        ("2010", "P24M", "2012"),
        ("2010", "P6M", "2011~"),
        ("2010", "P5Y3M", "2016~"),
        ("2010-01-15?", "P5Y", "2015-01-15?"),
        ("2010~", "P5Y", "2015~"),
        ("2010?", "P6M", "2011%"),
    ],
)
def test_the_last_day_is_the_laws(start: str, duration: str, end: str) -> None:
    assert str(end_of(Date.parse(start), Duration.parse(duration))) == end


@pytest.mark.parametrize(
    ("end", "duration", "start"),
    [
        ("2015-01-15", "P3M", "2014-10-15"),
        ("2015-05-31", "P3M", "2015-02-28"),
        ("2015-03-01", "P1M1D", "2015-01-28"),
        ("2015-01-15", "P2W", "2015-01-01"),
        ("2015-01", "P3M", "2014-10"),
        ("2015", "P6M", "2015~"),
        ("2015", "P1Y", "2014"),
    ],
)
def test_a_notice_is_counted_back_from_the_end(end: str, duration: str, start: str) -> None:
    assert str(start_of(Date.parse(end), Duration.parse(duration))) == start


@pytest.mark.parametrize(
    ("move", "date", "duration", "message"),
    [
        (end_of, "9999-12-31", "P1D", "no calendar has the day that lies P1D after this date: '9999-12-31'"),
        (end_of, "2010", "P9999Y", "no calendar has the day that lies P9999Y after this date: '2010'"),
        (start_of, "0001", "P1M", "no calendar has the day that lies P1M before this date: '0001'"),
        (start_of, "0002-01-01", "P9999Y9999M", "no calendar has the day that lies P9999Y9999M before this date: '0002-01-01'"),
    ],
)  # fmt: skip
def test_an_end_that_no_calendar_has(
    move: Callable[[Date, Duration], Date], date: str, duration: str, message: str
) -> None:
    with pytest.raises(InvalidDate) as caught:
        move(Date.parse(date), Duration.parse(duration))
    assert str(caught.value) == message


@given(dates, durations)
def test_counting_back_from_the_end_leads_to_the_start_but_for_shorter_months(
    day: datetime.date, duration: Duration
) -> None:
    start = as_date(day)
    end = end_of(start, duration)
    assert start < end
    assert str(end.precision) == "day"
    back = start_of(end, duration)
    assert back <= start
    assert (start.earliest - back.earliest).days <= 3
    if day.day <= 28:
        assert back == start


@given(dates, st.integers(1, 600), st.sampled_from([4, 7, 10]))
def test_the_end_lies_where_the_ends_of_all_days_lie(day: datetime.date, months: int, length: int) -> None:
    start = Date.parse(day.isoformat()[:length])
    duration = Duration(months=months)
    end = end_of(start, duration)
    assert end.precision is start.precision
    exact = end_of(as_date(day), duration)
    assert end.approximate or end.may_be(exact)
    assert end.latest >= exact.latest  # what is over by the end is over whatever day it was


class Term(BaseModel):
    duration: Duration


def test_a_duration_is_a_type_of_pydantics_models() -> None:
    term = Term.model_validate({"duration": "P1Y6M"})
    assert term.duration == Duration(1, 6)
    assert term.model_dump_json() == '{"duration":"P1Y6M"}'
    assert Term(duration=Duration(5)).model_dump(mode="json") == {"duration": "P5Y"}
    with pytest.raises(ValidationError, match="text is expected for a duration"):
        Term.model_validate({"duration": 5})
    assert Term.model_json_schema()["properties"]["duration"] == {
        "type": "string",
        "pattern": "^P(?=.*[1-9])([0-9]{1,5}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,5}D)?$",
        "examples": ["P5Y", "P3M", "P2W", "P10D", "P1Y6M"],
        "title": "Duration",
    }


FIELD = TypeAdapter[Duration](DurationField)
SCHEMA = jsonschema_rs.validator_for(FIELD.json_schema())


def test_a_field_reads_and_writes_a_duration() -> None:
    assert FIELD.validate_python("P5Y") == FIELD.validate_python(Duration(5)) == Duration(5)
    assert FIELD.dump_python(Duration(1, 6)) == "P1Y6M"
    with pytest.raises(ValidationError, match="text is expected here"):
        FIELD.validate_python(5)


@pytest.mark.parametrize("text", [text for text, _ in NO_DURATIONS if not text.endswith("\n")])
def test_the_schema_refuses_what_the_field_refuses(text: str) -> None:
    assert not SCHEMA.is_valid(text)


@given(durations)
def test_the_schema_takes_every_duration(duration: Duration) -> None:
    assert SCHEMA.is_valid(str(duration))
