"""Matching as CLDR does it: CLDR's own cases, then what a web reader says."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import LanguageTag, Matcher, MatchReason, best_match, distance

CASES = Path(__file__).parent / "cldr" / "localeMatcherTest-part.txt"


class Case(NamedTuple):
    line: int
    wanted: list[str]
    available: list[str]
    expected: str
    default: str | None
    favor_script: bool
    threshold: float


def split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def cldr_cases() -> list[Case]:
    cases = []
    state: dict[str, str] = {}
    for number, raw in zip(count(1), CASES.read_text(encoding="utf-8").splitlines(), strict=False):
        line = raw.split("#")[0].strip()
        if line.startswith("** test"):
            state = {}
        elif line.startswith("@"):
            name, _, value = line[1:].partition("=")
            state[name] = value.strip()
        elif ">>" in line:
            wanted, _, expected = line.partition(">>")
            cases.append(
                Case(
                    number,
                    split(wanted),
                    split(state.get("supported", "")),
                    expected.split("|")[0].strip(),
                    state.get("default") or None,
                    state.get("favor") == "script",
                    float(state.get("threshold") or 50),
                )
            )
    return cases


def canonical(text: str | LanguageTag | None) -> str:
    return "null" if text in (None, "null") else str(LanguageTag.parse(str(text)))


@pytest.mark.parametrize("case", cldr_cases(), ids=lambda case: f"{case.line}-{'+'.join(case.wanted)}")
def test_cldr_locale_matcher(case: Case) -> None:
    match = best_match(
        case.wanted,
        case.available,
        default=case.default,
        threshold=case.threshold,
        favor_script=case.favor_script,
    )
    served = match.available if match else case.default or (case.available[0] if case.available else None)
    assert canonical(served) == canonical(case.expected)


@pytest.mark.parametrize(
    ("wanted", "available", "expected"),
    [
        ("zh-TW, en;q=0.5", "zh-Hans en", ("en", 0, "exact")),
        ("mo, fr;q=0.5", "ro en", ("ro", 0, "exact")),
        ("zh-TW", "zh en", None),
        ("zh-TW", "zh-Hant en", ("zh-Hant", 0, "same-language")),
        ("pt-BR", "en pt-PT", ("pt-PT", 5, "same-language")),
        ("uk", "ru en", None),
        ("hy", "en ru", ("ru", 44, "related")),
        ("es-AR", "en es es-419", ("es-419", 4, "same-language")),
        ("sr-Latn", "en sr", ("sr", 5, "other-script")),
        ("nb", "en no", ("no", 1, "related")),
        ("fr, *;q=0.1", "de en", ("de", 0, "any")),
        ("*, de;q=0", "de en", ("en", 0, "any")),
        ("en;q=0, *", "en-GB en", None),
        ("en-GB;q=0, en", "en-GB en-AU", ("en-AU", 5, "same-language")),
        ("*;q=0, en", "fr en-GB", ("en-GB", 5, "same-language")),
        ("*;q=0", "fr en", None),
        ("x y z, de", "de", ("de", 0, "exact")),
        ("", "en", None),
        ("und", "en und", ("und", 0, "exact")),
        ("*", "und en", ("en", 0, "any")),
        ("en", "", None),
        ("en", "91 en", ("en", 0, "exact")),
    ],
)
def test_an_accept_language_field_is_answered(
    wanted: str, available: str, expected: tuple[str, float, str] | None
) -> None:
    match = best_match(wanted, available.split())
    assert (match and (match.available, match.distance, match.reason.value)) == expected


def test_the_answer_has_what_was_given() -> None:
    tag = LanguageTag.parse("ro")
    match = Matcher([tag, "en"]).match(["xx", "mo"])
    assert match is not None
    assert match.available is tag
    assert match.wanted == "mo"
    assert match.reason is MatchReason.EXACT


def test_a_matcher_gives_the_same_answer_twice_and_for_every_form_of_asking() -> None:
    matcher = Matcher(["en", "es", "es-419"])
    answers = [
        matcher.match(wanted) for wanted in ("es-AR", "es-AR", LanguageTag.parse("es-AR"), ["es-AR"], "es-AR;q=0.3")
    ]
    assert [answer and answer.available for answer in answers] == ["es-419"] * 5
    assert repr(matcher) == "Matcher(['en', 'es', 'es-419'])"


def test_one_available_language_may_be_given_as_it_is() -> None:
    assert Matcher("es-419").available == ("es-419",)


def test_the_default_breaks_ties_and_is_never_an_answer_for_want_of_one() -> None:
    assert best_match("es-CL", ["es-AR", "es-MX"]).available == "es-AR"  # type: ignore[union-attr]
    assert best_match("es-CL", ["es-AR", "es-MX"], default="es-MX").available == "es-MX"  # type: ignore[union-attr]
    assert best_match("ja", ["es-AR", "es-MX"], default="es-MX") is None


def test_a_distance_is_cldrs_and_one_way() -> None:
    assert distance("br", "fr") == 20
    assert distance("fr", "br") == 80
    assert distance("en-AU", "en-GB") == 3
    with pytest.raises(InvalidLanguageTag):
        distance("en", "not a tag")


tags = st.sampled_from(
    [
        "en",
        "en-GB",
        "en-US",
        "es",
        "es-419",
        "es-MX",
        "pt",
        "pt-BR",
        "zh",
        "zh-Hant",
        "zh-HK",
        "sr",
        "sr-Latn",
        "hr",
        "uk",
        "ru",
        "hy",
        "ka",
        "ro",
        "mo",
        "nb",
        "no",
        "da",
        "und",
        "ja",
    ]
)


@given(tags)
def test_every_language_is_nearest_to_itself(tag: str) -> None:
    assert distance(tag, tag) == 0
    match = best_match(tag, ["fr", tag])
    assert match is not None
    assert match.available == tag


@given(st.lists(tags, min_size=1, max_size=4), st.lists(tags, min_size=1, max_size=4, unique=True))
def test_more_to_choose_from_never_makes_the_answer_worse(wanted: list[str], available: list[str]) -> None:
    fewer, more = best_match(wanted[:1], available[:1]), best_match(wanted[:1], available)
    if fewer is not None:
        assert more is not None
        assert more.distance <= fewer.distance


@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=5))
def test_no_text_raises(wanted: str, available: list[str]) -> None:
    match = best_match(wanted, available)
    assert match is None or match.available in available
