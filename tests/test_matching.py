"""Matching as CLDR does it: CLDR's own cases, then what a web reader says."""

from __future__ import annotations

import csv
import pickle
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import LanguageTag, Matcher, MatchReason, Near, best_match, compare, distance

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
        ("nb", "en no", ("no", 1, "same-language")),
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
        ("pt;q=0, pt-BR", "pt-PT pt-BR", ("pt-BR", 0, "exact")),
        ("zh;q=0, zh-TW", "zh zh-Hant", ("zh-Hant", 0, "same-language")),
        ("de-1996;q=0, de", "de-1996 de", ("de", 0, "exact")),
        ("de-1996;q=0, de", "de", ("de", 0, "exact")),
        ("en;q=0, en", "en", ("en", 0, "exact")),
        ("*;q=0, *", "en", ("en", 0, "any")),
        ("*;q=0, en-GB", "en", None),
        ("*;q=0, zh-TW", "zh-Hant", ("zh-Hant", 0, "same-language")),
        ("*;q=0, ru, *;q=0.1, ru;q=0", "en ru", ("ru", 0, "exact")),
        ("en-US", "en-US-posix en-US", ("en-US", 0, "exact")),
        ("en-US", "en-US-posix en-US-u-ca-buddhist", ("en-US-posix", 0, "same-language")),
        ("en-US-posix", "en-US-u-ca-buddhist en-US", ("en-US", 0, "same-language")),
        ("pt-BR", "pt-BR-x-a pt-BR-x-b", ("pt-BR-x-a", 0, "same-language")),
        ("zh-TW", "en zh_TW zh-TW", ("zh_TW", 0, "exact")),
        ("es-CL", "en es-AR es-MX", ("es-AR", 4, "same-language")),
        ("sh", "hr", ("hr", 8, "related")),
        ("sh", "sr", None),
        ("sh", "hr sr-Latn", ("sr-Latn", 0, "exact")),
    ],
)
def test_an_accept_language_field_is_answered(
    wanted: str, available: str, expected: tuple[str, float, str] | None
) -> None:
    match = best_match(wanted, available.split())
    assert (match and (match.available, match.distance, match.reason.value)) == expected


with CASES.parent.with_name("headers.tsv").open(encoding="utf-8", newline="") as lines:
    HEADERS = [
        (row["header"], row["available"], row["served"], row["source"])
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


@pytest.mark.parametrize(("header", "available", "served", "source"), HEADERS)
def test_a_header_is_answered_as_its_source_has_it(header: str, available: str, served: str, source: str) -> None:
    assert source
    match = best_match(header, available.split())
    assert (match.available if match else "-") == served


NO_WISHES: tuple[str | list[str] | None, ...] = (None, "", [], " , ")


def test_a_wish_that_says_nothing_matches_nothing() -> None:
    assert [Matcher(["en"]).match(wanted) for wanted in NO_WISHES] == [None] * 4


@pytest.mark.parametrize("wanted", [5, b"en", 1.5])
def test_a_wish_of_another_type_is_told(wanted: object) -> None:
    with pytest.raises(InvalidLanguageTag) as caught:
        best_match(wanted, ["en"])  # type: ignore[arg-type]
    assert str(caught.value) == f"what a reader wants is a text, not {type(wanted).__name__}: {str(wanted)!r}"


def test_a_match_as_plain_data() -> None:
    match = best_match("mo", [LanguageTag("ro")])
    assert match is not None
    assert match.to_dict() == {"wanted": "mo", "available": "ro", "distance": 0.0, "reason": "exact"}


def test_a_matcher_pickles_and_answers_the_same() -> None:
    matcher = Matcher(["en", "es-419"])
    matcher.match("es-AR")
    assert pickle.loads(pickle.dumps(matcher)).match("es-AR") == matcher.match("es-AR")  # noqa: S301  # our own bytes


def test_serbo_croatian_is_the_same_as_text_and_as_tag() -> None:
    for available in ("hr", "bs", "sr", "sr-Latn", "en", "hr-BA"):
        assert compare("sh", available) == compare(LanguageTag.parse("sh"), available)
        as_text, as_tag = best_match("sh", [available]), best_match(LanguageTag.parse("sh"), [available])
        assert (as_text and as_text[1:]) == (as_tag and as_tag[1:])
    assert compare("sh", "hr").distance == 8


def test_regions_are_measured_by_the_rules_of_what_both_have_in_common() -> None:
    pairs = (("zh-Hant-HK", "zh"), ("zh-Hant-TW", "zh-Hans-MO"), ("en", "es"), ("en-AU", "en-GB"), ("zh-HK", "zh-MO"))
    assert [distance(*pair) for pair in pairs] == [54, 54, 84, 3, 4]


def test_two_languages_in_scripts_that_differ_are_measured_by_all_three() -> None:
    assert [
        distance(*pair) for pair in (("zh-Hant", "zh-Hans"), ("sr-Latn", "ru"), ("uz-Cyrl", "uz"), ("ja", "en"))
    ] == [
        50 + 4,
        80 + 50 + 4,
        50,
        80 + 50 + 4,
    ]


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


@given(tags, tags)
def test_a_pair_is_compared_as_it_is_matched(wanted: str, available: str) -> None:
    near = compare(wanted, available)
    assert near == compare(LanguageTag(wanted), LanguageTag(available)) == Near(*near)
    assert near.distance == distance(wanted, available)
    match = best_match(wanted, [available])
    if match is None:
        assert near.distance >= 50 or "und" in (wanted, available)
    else:
        assert (match.reason, match.distance) == (near.reason, near.distance)


ranges = st.tuples(tags | st.sampled_from(["*", "pt-PT", "es-ES", "en-XQ"]), st.sampled_from(["", ";q=0", ";q=0.5"]))


@given(st.lists(ranges, max_size=5), st.lists(tags, min_size=1, max_size=4, unique=True))
def test_what_is_named_exactly_and_not_refused_is_matched(wanted: list[tuple[str, str]], available: list[str]) -> None:
    named = {tag for tag, weight in wanted if weight != ";q=0"}
    refused = {tag for tag, weight in wanted if weight == ";q=0"}
    match = best_match(", ".join(map("".join, wanted)), available)
    if (named - refused) & set(available) - {"und"}:
        assert match is not None
        assert match.reason in ("exact", "same-language", "other-script", "related")
    if match is not None:
        assert match.available not in refused - named


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
