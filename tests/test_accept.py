"""Accept-Language fields (RFC 9110)."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import AcceptLanguage


@pytest.mark.parametrize(
    ("field", "read"),
    [
        ("zh-TW, en;q=0.5", "zh-TW, en;q=0.5"),
        ("da, en-gb;q=0.8, en;q=0.7", "da, en-gb;q=0.8, en;q=0.7"),
        ("en;q=0.5, fr", "fr, en;q=0.5"),
        ("en ;\tq=0.500 , *;q=0", "en;q=0.5, *;q=0"),
        ("EN;Q=1.000", "EN"),
        (",, fr ,", "fr"),
        ("", ""),
        ("*", "*"),
    ],
)
def test_a_field_is_read_in_order_of_weight(field: str, read: str) -> None:
    accepted = AcceptLanguage.parse(field)
    assert str(accepted) == read
    assert accepted.problems == ()


@pytest.mark.parametrize(
    ("field", "read", "problems"),
    [
        ("fr;q=2, en", "en", ("'fr;q=2' was dropped: a weight is written q=0 to q=1 with at most three decimals",)),
        ("fr;q=0.1234", "", ("'fr;q=0.1234' was dropped: a weight is written q=0 to q=1 with at most three decimals",)),
        ("fr;level=1", "", ("'fr;level=1' was dropped: a weight is written q=0 to q=1 with at most three decimals",)),
        ("a b, fr", "fr", ("'a b' was dropped: not a well-formed language tag (RFC 5646)",)),
        (", ".join(["en"] * 51), ", ".join(["en"] * 50), ("only the first 50 of 51 languages were read",)),
    ],
)
def test_what_is_malformed_is_dropped_and_reported(field: str, read: str, problems: tuple[str, ...]) -> None:
    accepted = AcceptLanguage.parse(field)
    assert str(accepted) == read
    assert accepted.problems == problems


@pytest.mark.parametrize(
    ("field", "read", "problems"),
    [
        ("en-a", "en", ("'en-a' was read as en: not a well-formed language tag (RFC 5646)",)),
        ("de-abcd-1, fr", "de-Abcd", ("'de-abcd-1' was read as de-Abcd: not a well-formed language tag (RFC 5646)",)),
        ("en-a-b-c;q=0.5", "en", ("'en-a-b-c;q=0.5' was read as en: not a well-formed language tag (RFC 5646)",)),
        ("en-a;q=0", None, ("'en-a;q=0' refuses nothing that is known: not a well-formed language tag (RFC 5646)",)),
        ("en-XQ", "en-XQ", ()),
        ("a-DE", None, ("'a-DE' was dropped: not a well-formed language tag (RFC 5646)",)),
    ],
)
def test_a_range_is_read_as_far_as_it_is_known(field: str, read: str | None, problems: tuple[str, ...]) -> None:
    accepted = AcceptLanguage.parse(field)
    assert (str(accepted.ranges[0].tag) if accepted.ranges else None, accepted.problems) == (read, problems)


def test_no_field_is_no_wish() -> None:
    assert AcceptLanguage.parse(None) == AcceptLanguage.parse("") == AcceptLanguage(())
    wishes = {
        field: AcceptLanguage.parse(field).names_nothing for field in ("", " , ", "*", "*;q=0", "en", "!", "en, *")
    }
    assert wishes == {"": True, " , ": True, "*": True, "*;q=0": False, "en": False, "!": False, "en, *": False}


@pytest.mark.parametrize("field", [5, b"en", ["en"]])
def test_a_field_of_another_type_is_told(field: object) -> None:
    with pytest.raises(InvalidLanguageTag) as caught:
        AcceptLanguage.parse(field)  # type: ignore[arg-type]
    assert str(caught.value) == f"an Accept-Language field is a text, not {type(field).__name__}: {str(field)!r}"


def test_a_field_as_plain_data() -> None:
    assert AcceptLanguage.parse("en;q=0.5, fr, a b").to_dict() == {
        "wanted": [{"language": "fr", "q": 1.0}, {"language": "en", "q": 0.5}],
        "problems": ["'a b' was dropped: not a well-formed language tag (RFC 5646)"],
    }


def test_a_field_that_is_too_long_is_cut_between_two_languages() -> None:
    accepted = AcceptLanguage.parse("zh-Hant-TW, " * 100 + "en")
    assert accepted.problems == (
        "only the first 1,000 of 1,202 characters were read",
        "only the first 50 of 83 languages were read",
    )
    assert {str(each) for each in accepted.ranges} == {"zh-Hant-TW"}


@given(st.text(max_size=3000) | st.text("ena-;q=.,* 01", max_size=3000))
def test_no_field_raises_or_hangs(field: str) -> None:
    start = perf_counter()
    accepted = AcceptLanguage.parse(field)
    assert perf_counter() - start < 1  # a bound against endless work, not a measurement
    assert [each.weight for each in accepted.ranges] == sorted((each.weight for each in accepted.ranges), reverse=True)
    assert AcceptLanguage.parse(str(accepted)).ranges == accepted.ranges
