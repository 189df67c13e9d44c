"""How long agreements hold, as their texts and acts say it: a table of cases, and what is asked of them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import dialogues
from dialogues.errors import AmbiguousName, UnknownName, UnknownValue
from dialogues.records import Agreement
from dialogues.records.terms import active_days, first_end, present_end

TREATIES = Path(__file__).parent.parent / "examples" / "registries" / "treaties"
ON = datetime.date(2020, 5, 1)


def agreement(**said: Any) -> Agreement:
    return Agreement.model_validate(
        {"id": "a", "title": {"en": "A"}, "kind": "treaty", "parties": [{"side": "party", "country": "NL"}], **said}
    )


def is_active(agreement: Agreement) -> bool:
    days = active_days(agreement, ON)
    return days is not None and days[0] <= ON <= days[1]


SIGNED: dict[str, Any] = {"signed": [{"date": "2010-01-15"}]}
TACIT: dict[str, Any] = {"duration": "P5Y", "from": "signature", "renewal": "tacit"}


@pytest.mark.parametrize(
    ("said", "first", "present", "active"),
    [
        ({}, None, None, False),
        (SIGNED, None, None, True),
        ({**SIGNED, "status": "not-in-force"}, None, None, False),
        ({**SIGNED, "status": "planned"}, None, None, False),
        ({**SIGNED, "status": "ended"}, None, None, False),
        ({**SIGNED, "status": "suspended"}, None, None, False),
        ({**SIGNED, "ended": "2021"}, None, "2021", True),
        ({**SIGNED, "ended": "2019-12-31"}, None, "2019-12-31", False),
        ({**SIGNED, "ended": "2020"}, None, "2020", False),
        ({**SIGNED, "takes_effect": "2020-05-02"}, None, None, False),
        ({**SIGNED, "actions": [{"action": "entry-into-force", "date": "2011-03-01"}]}, None, None, True),
        ({**SIGNED, "actions": [{"action": "termination", "date": "2012-03-01"}]}, None, "2012-03-01", False),
        ({**SIGNED, "actions": [{"action": "termination", "date": "2012-03-01", "party": "NL"}]}, None, None, True),
        ({**SIGNED, "term": {"until": "2015-01-14"}}, "2015-01-14", "2015-01-14", False),
        ({**SIGNED, "term": TACIT}, "2015-01-15", "2020-01-16", None),
        ({**SIGNED, "term": {**TACIT, "renewal": "none"}}, "2015-01-15", "2015-01-15", False),
        ({**SIGNED, "term": {**TACIT, "from": "effect"}}, None, None, True),
        ({**SIGNED, "takes_effect": "2012-05-01", "term": {**TACIT, "from": "effect", "renewal": "none", "duration": "P15Y"}}, "2027-05-01", "2027-05-01", True),
        ({"signed": [{"date": "2010"}], "term": TACIT}, None, None, True),
        ({**SIGNED, "term": {"until": "2012", "renewal": "none"}, "actions": [{"action": "extension", "date": "2012", "until": "2022-01-01"}]}, "2012", "2022-01-01", True),
        ({**SIGNED, "period": {"start": "2010", "end": "2014"}}, None, "2014", False),
    ],
)  # fmt: skip
def test_the_end_of_an_agreement(
    said: dict[str, Any], first: str | None, present: str | None, active: bool | None
) -> None:
    found = agreement(**said)
    assert (None if (end := first_end(found)) is None else str(end)) == first
    if active is None:  # renewed tacitly, again and again
        end = present_end(found, ON)
        assert end is not None
        assert end.latest >= ON
        assert is_active(found)
        return
    assert (None if (end := present_end(found, ON)) is None else str(end)) == present
    assert is_active(found) == active


@pytest.fixture(scope="module")
def treaties() -> dialogues.Registry:
    return dialogues.read(TREATIES).registry


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"territory": "CA-ON"}, {"california-quebec-ontario-2017"}),
        ({"territory": "Ontario"}, {"california-quebec-ontario-2017"}),
        ({"status": {"not-in-force"}, "kind": "treaty"}, {"netherlands-oman-2009"}),
        ({"signed_by": "Heemskerk"}, {"netherlands-oman-2009"}),
        ({"signed_by": "heemskerk F."}, {"netherlands-oman-2009"}),
        ({"signed_by": "Nobody Heemskerk"}, set()),
        ({"partner": "Oman", "year": 2009}, {"netherlands-oman-2009"}),
        (
            {"theme": "investment protection", "active_on": datetime.date(2012, 1, 1), "partner": "Oman"},
            {"netherlands-oman-1987"},
        ),
        ({"theme": "investment protection", "active_on": "2012-01-01", "partner": "Oman"}, {"netherlands-oman-1987"}),
    ],
)
def test_agreements_are_asked_for_by_what_they_say(
    treaties: dialogues.Registry, criteria: dict[str, Any], expected: set[str]
) -> None:
    assert set(treaties.agreements.where(**criteria)) == expected


def test_what_ends_soon_is_found(treaties: dialogues.Registry) -> None:
    today = datetime.date(2020, 1, 1)
    for within in ("P5Y", "5y", "60m"):
        found = treaties.agreements.where(ends_within=within, today=today)
        ends = {key: present_end(each, today) for key, each in treaties.agreements.items()}
        assert set(found) == {
            key
            for key, end in ends.items()
            if end is not None and end.latest >= today and end.earliest <= datetime.date(2025, 1, 1)
        }
    assert found


@pytest.mark.parametrize(
    ("criteria", "error"),
    [
        ({"territory": "CA-XX"}, UnknownValue),
        ({"territory": "nowhere"}, UnknownValue),
        ({"theme": "no such theme"}, UnknownName),
        ({"organisation": "no such body"}, UnknownName),
        ({"active_on": "yesterday"}, UnknownValue),
        ({"ends_within": "soon"}, UnknownValue),
        ({"partner": "Guinea"}, AmbiguousName),
    ],
)
def test_what_means_nothing_is_told(
    treaties: dialogues.Registry, criteria: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        treaties.agreements.where(**criteria)


def test_a_province_is_no_country(treaties: dialogues.Registry) -> None:
    canada = set(treaties.agreements.where(partner="Canada"))
    quebec = set(treaties.agreements.where(partner="Québec"))
    assert quebec
    assert canada.isdisjoint(quebec)
    assert quebec <= set(treaties.agreements_of_parts("CA")) <= set(treaties.agreements.where(country="CA"))


def test_agreements_without_an_own_side_are_one_dialogue_where_two_parties_are_the_same(
    treaties: dialogues.Registry,
) -> None:
    assert [each.id for each in treaties.earlier("netherlands-oman-2009")] == ["netherlands-oman-1987"]
    for key in treaties.agreements:
        for other in (*treaties.earlier(key), *treaties.later(key)):
            assert treaties.same_partner(key, other.id)
            assert treaties.same_partner(other.id, key)
