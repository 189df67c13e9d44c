"""Language tags: RFC 5646's grammar and examples, CLDR's canonical forms and likely subtags."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from dialogues.errors import InvalidLanguageTag
from dialogues.languages import LanguageTag, tables
from dialogues.languages.subtags import likely_subtags

CLDR = Path(__file__).parent / "cldr"


def rows(file: str) -> list[list[str]]:
    lines = (line.split("#")[0] for line in (CLDR / file).read_text(encoding="utf-8").splitlines())
    return [[cell.strip() for cell in line.split(";")] for line in lines if ";" in line]


# RFC 5646, appendix A: each example of a valid tag, by its heading.
VALID = [
    "de",
    "fr",
    "ja",
    "i-enochian",
    "zh-Hant",
    "zh-Hans",
    "sr-Cyrl",
    "sr-Latn",
    "zh-cmn-Hans-CN",
    "cmn-Hans-CN",
    "zh-yue-HK",
    "yue-HK",
    "zh-Hans-CN",
    "sr-Latn-RS",
    "sl-rozaj",
    "sl-rozaj-biske",
    "sl-nedis",
    "de-CH-1901",
    "sl-IT-nedis",
    "hy-Latn-IT-arevela",
    "de-DE",
    "en-US",
    "es-419",
    "de-CH-x-phonebk",
    "az-Arab-x-AZE-derbend",
    "x-whatever",
    "qaa-Qaaa-QM-x-southern",
    "de-Qaaa",
    "sr-Latn-QM",
    "sr-Qaaa-RS",
    "en-US-u-islamcal",
    "zh-CN-a-myext-x-private",
    "en-a-myext-b-another",
]

CANONICAL = [
    ("zh-cmn-Hans-CN", "zh-Hans-CN"),
    ("cmn-Hans-CN", "zh-Hans-CN"),
    ("zh-yue-HK", "yue-HK"),
    ("az-Arab-x-AZE-derbend", "az-Arab-x-aze-derbend"),
    ("hy-Latn-IT-arevela", "hy-Latn-IT"),
    ("EN-gb-OED", "en-GB-oxendict"),
    ("de-u-attr-ka-true-co-phonebk", "de-u-attr-co-phonebk-ka"),
    ("en-b-two-a-one", "en-a-one-b-two"),
    ("zh_TW.UTF-8", "zh-TW"),
    ("pt_BR@euro", "pt-BR"),
    ("sr_RS@latin", "sr-Latn-RS"),
    ("root", "und"),
    ("mo", "ro"),
    ("iw", "he"),
    ("sh", "sr-Latn"),
    ("ru-SU", "ru-RU"),
    ("hy-SU", "hy-AM"),
    ("en-UK", "en-GB"),
    ("en-840", "en-US"),
    ("  fr ", "fr"),
    ("en-u-ca-gregory-ca-buddhist", "en-u-ca-gregory"),
    ("en-u-foo-bar-foo", "en-u-bar-foo"),
    ("en-t-iw-m0-und-a0-xx", "en-t-he-a0-xx-m0-und"),
    ("en-t-m0-und-m0-bgn", "en-t-m0-und"),
    ("ja-Latn-hepburn-heploc", "ja-Latn-alalc97"),
    ("de-1996-1996", "de-1996"),
    ("ca_ES@valencia", "ca-ES-valencia"),
    ("ca@valencia", "ca-valencia"),
    ("sr@Latn", "sr-Latn"),
    ("az@Cyrl", "az-Cyrl"),
    ("uz_UZ.UTF-8@cyrillic", "uz-Cyrl-UZ"),
    ("sr_Latn_RS@latin", "sr-Latn-RS"),
    ("aa_ER@saaho", "ssy-ER"),
    ("gez_ET@abegede", "gez-ET"),
    ("zh_TW_#Hant", "zh-Hant-TW"),
    ("sr__#Latn", "sr-Latn"),
    ("sr_RS_#Latn", "sr-Latn-RS"),
    ("zh_Hant_TW", "zh-Hant-TW"),
    ("zh_TW_#Hant_x-java", "zh-Hant-TW-x-java"),
    ("no_NO_NY", "nn-NO"),
    ("ja_JP_JP_#u-ca-japanese", "ja-JP-u-ca-japanese"),
    ("th_TH_TH_#u-nu-thai", "th-TH-u-nu-thai"),
    ("ca_ES_VALENCIA", "ca-ES-valencia"),
]

ILL_FORMED = [
    ("de-419-DE", "two regions"),
    ("a-DE", "a single letter first"),
    ("", "nothing"),
    ("-en", "a hyphen first"),
    ("en-", "a hyphen last"),
    ("en--US", "two hyphens"),
    ("en-x", "nothing behind x"),
    ("en-u", "nothing behind a singleton"),
    ("englishlanguage", "more than eight letters"),
    ("zh-min-nan-hak-yue-cmn", "four extended languages"),
    ("\u212aa", "a Kelvin sign for a k"),
    ("еn", "a Cyrillic letter"),
    ("en\u200b", "a zero-width space"),
    ("en;q=1", "a weight"),
    ("zh_TW.-utf8", "a hyphen at the beginning of a codeset"),
    ("de_DE@foo", "an unknown modifier"),
    ("uz_Latn_UZ@cyrillic", "two scripts"),
    ("en_US_WIN", "a variant of Java's that is none of BCP 47"),
]


@pytest.mark.parametrize("text", VALID)
def test_every_valid_example_of_rfc_5646_is_valid(text: str) -> None:
    assert LanguageTag.parse(text).problems == ()


@pytest.mark.parametrize(("text", "canonical"), CANONICAL)
def test_a_tag_is_written_in_canonical_form(text: str, canonical: str) -> None:
    assert str(LanguageTag.parse(text)) == canonical


@pytest.mark.parametrize(("text", "reason"), ILL_FORMED)
def test_what_the_grammar_does_not_allow_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidLanguageTag) as caught:
        LanguageTag.parse(text)
    assert isinstance(caught.value, ValueError), reason
    assert caught.value.text == text


def test_the_messages_say_what_was_found() -> None:
    messages = {}
    for text in ("", "a-DE", "x" * 101, "ё"):
        with pytest.raises(InvalidLanguageTag) as caught:
            LanguageTag.parse(text)
        messages[text] = str(caught.value)
    assert messages == {
        "": "a language tag is not empty: ''",
        "a-DE": "not a well-formed language tag (RFC 5646): 'a-DE'",
        "x" * 101: f"a language tag has at most 100 characters, not 101: '{'x' * 59}…'",
        "ё": "a language tag has ASCII letters, digits and hyphens only: 'ё'",
    }


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("ar-a-aaa-b-bbb-a-ccc", ("extension 'a' is repeated",)),
        ("de-1901-1901", ("variant '1901' is repeated",)),
        ("xx", ("'xx' is not a registered language subtag",)),
        ("en-Abcd", ("'Abcd' is not a registered script subtag",)),
        ("en-QA-foobar", ("'foobar' is not a registered variant subtag",)),
        ("de-yue", ("extended language 'yue' belongs behind 'zh', not 'de'",)),
        ("zh-xxx", ("'xxx' is not a registered extended language subtag",)),
        ("zh-gan-yue", ("at most one extended language subtag is valid",)),
    ],
)
def test_what_is_well_formed_but_not_valid_says_why(text: str, problems: tuple[str, ...]) -> None:
    assert LanguageTag.parse(text).problems == problems


@pytest.mark.parametrize(
    ("text", "deprecated"),
    [
        ("mo", (("mo", "ro"),)),
        ("iw-IL", (("iw", "he"),)),
        ("my-BU", (("BU", "MM"),)),
        ("i-klingon", (("i-klingon", "tlh"),)),
        ("en-GB-oed", (("en-GB-oed", "en-GB-oxendict"),)),
        ("ro-MD", ()),
        ("sgn-DE", (("sgn-DE", "gsg"),)),
        ("zh-guoyu", (("zh-guoyu", "zh"),)),
    ],
)
def test_a_retired_subtag_names_its_replacement(text: str, deprecated: tuple[tuple[str, str], ...]) -> None:
    assert LanguageTag.parse(text).deprecated == deprecated


@pytest.mark.parametrize("text", sorted(tables.grandfathered()))
def test_every_grandfathered_tag_is_valid(text: str) -> None:
    tag = LanguageTag.parse(text)
    assert tag.problems == ()
    assert LanguageTag.parse(str(tag)) == tag


@pytest.mark.parametrize(("source", "expected"), [row[:2] for row in rows("localeCanonicalization-part.txt")])
def test_cldr_canonicalisation(source: str, expected: str) -> None:
    assert str(LanguageTag.parse(source)).replace("-", "_") == expected


@pytest.mark.parametrize("row", rows("likelySubtags-part.txt"), ids=lambda row: row[0])
def test_cldr_likely_subtags(row: list[str]) -> None:
    source, added, script_favored, region_favored = row[:4]
    tag = LanguageTag.parse(source)
    if added == "FAIL":
        assert likely_subtags(tag.language, tag.script, tag.region) is None
        assert tag.maximize() == tag.minimize() == tag
        return
    script_favored = script_favored or added
    assert str(tag.maximize()) == added
    assert str(tag.minimize(favor="script")) == script_favored
    assert str(tag.minimize()) == (region_favored or script_favored)


def test_equal_tags_are_one_key_whatever_they_were_written_as() -> None:
    assert {LanguageTag.parse(text) for text in ("zh_TW", "ZH-tw", "zh-TW")} == {LanguageTag("zh", region="TW")}
    tag = LanguageTag.parse("sr-latn")
    assert pickle.loads(pickle.dumps(tag)) == deepcopy(tag) == tag  # noqa: S301  # our own bytes
    assert repr(LanguageTag.parse("zh_tw")) == "LanguageTag('zh-TW')"


@pytest.mark.parametrize(
    ("made", "canonical"),
    [
        (LanguageTag("EN"), "en"),
        (LanguageTag("zh_Hant_TW"), "zh-Hant-TW"),
        (LanguageTag("mo"), "ro"),
        (LanguageTag("zh", "hant", "tw"), "zh-Hant-TW"),
        (LanguageTag("sr", region="SU"), "sr-RU"),
        (
            LanguageTag("de", variants=("1996",), extensions=("u-co-phonebk",), private="x-a"),
            "de-1996-u-co-phonebk-x-a",
        ),
        (LanguageTag("", private="x-PIG"), "x-pig"),
        (evolve(LanguageTag("zh-TW"), script="Hans", source=""), "zh-Hans-TW"),
    ],
)
def test_whatever_a_tag_is_made_from_it_is_canonical(made: LanguageTag, canonical: str) -> None:
    assert str(made) == canonical
    assert made == LanguageTag.parse(canonical)
    assert hash(made) == hash(LanguageTag.parse(canonical))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: LanguageTag(""), "a language tag is not empty: ''"),
        (lambda: LanguageTag("en", region="Germany"), None),
        (lambda: LanguageTag("en", region="1"), "not a well-formed language tag (RFC 5646): 'en-1'"),
        (
            lambda: LanguageTag("en", script="Latn", region="Latn"),
            "not a well-formed language tag (RFC 5646): 'en-Latn-Latn'",
        ),
        (lambda: LanguageTag(5), "a language tag is a text, not int: '5'"),  # type: ignore[arg-type]
        (lambda: LanguageTag.parse(None), "a language tag is a text, not NoneType: 'None'"),  # type: ignore[arg-type]
        (lambda: LanguageTag.parse(b"en"), "a language tag is a text, not bytes: \"b'en'\""),  # type: ignore[arg-type]
    ],
)
def test_a_tag_that_cannot_be_cannot_be_made(make: Callable[[], LanguageTag], message: str | None) -> None:
    if message is None:  # a variant that nobody registered is well-formed
        assert make().problems == ("'germany' is not a registered variant subtag",)
        return
    with pytest.raises(InvalidLanguageTag) as caught:
        make()
    assert str(caught.value) == message


def test_a_tag_is_a_type_in_the_models_of_others() -> None:
    class Asked(BaseModel):
        language: LanguageTag

    asked = Asked.model_validate({"language": "zh_tw"})
    assert asked.language == LanguageTag("zh-TW")
    assert asked.model_dump_json() == '{"language":"zh-TW"}'
    assert Asked.model_validate_json(asked.model_dump_json()) == Asked.model_validate(asked.model_dump()) == asked
    assert Asked(language=LanguageTag("en")).language == LanguageTag("en")
    assert Asked.model_json_schema()["properties"]["language"] == {
        "type": "string",
        "pattern": "^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*$",
        "examples": ["en", "zh-Hans", "pt-BR"],
        "title": "Language",
    }
    for value, message in (
        ("a b", "Value error, not a well-formed language tag (RFC 5646): 'a b'"),
        (5, "Value error, a language tag is a text, not int: '5'"),
    ):
        with pytest.raises(ValidationError) as caught:
            Asked.model_validate({"language": value})
        assert [fault["msg"] for fault in caught.value.errors()] == [message]


def test_tags_are_in_order_of_their_parts() -> None:
    tags = [LanguageTag(each) for each in ("zh-Hant", "zh", "en-US", "zh-TW", "en")]
    assert [str(each) for each in sorted(tags)] == ["en", "en-US", "zh", "zh-TW", "zh-Hant"]
    assert tags[4] <= tags[4] < tags[1] > tags[4] >= tags[4]
    assert tags[0] != "zh-Hant"


subtag = st.text("abcdefgxyz0189", min_size=1, max_size=9)


@given(st.lists(subtag, min_size=1, max_size=7).map("-".join) | st.text(max_size=120))
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    try:
        tag = LanguageTag.parse(text)
    except InvalidLanguageTag:
        return
    again = LanguageTag.parse(str(tag))
    assert again == LanguageTag(str(tag)) == eval(repr(tag)) == tag  # noqa: S307  # our own repr
    assert str(again) == str(tag)
    assert tag.maximize().minimize().maximize() == tag.maximize()
    assert isinstance(tag.problems, tuple)


def pool(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(tables.known_subtags()[kind]))


generated = st.builds(
    lambda *parts: "-".join(part for part in parts if part),
    pool("language") | st.sampled_from(sorted(tables.language_aliases())),
    st.just("") | pool("script"),
    st.just("") | pool("region") | st.sampled_from(sorted(code for code in tables.region_aliases() if len(code) == 2)),
    st.lists(pool("variant") | st.sampled_from(sorted(tables.variant_aliases())), max_size=2).map("-".join),
    st.sampled_from(
        ["", "u-co-phonebk-ca-buddhist-co-standard", "u-foo-bar-foo", "t-iw-m0-und", "t-sh-k0-abc", "a-myext"]
    ),
    st.sampled_from(["", "x-abc"]),
)


@given(generated)
def test_the_canonical_form_of_a_generated_tag_is_valid_and_stays(text: str) -> None:
    tag = LanguageTag.parse(text)
    again = LanguageTag.parse(str(tag))
    assert again == LanguageTag(str(tag)) == eval(repr(tag)) == tag  # noqa: S307  # our own repr
    assert str(again) == str(tag)
    assert not again.problems or tag.problems
    assert (again.maximize(), again.minimize()) == (tag.maximize(), tag.minimize())


@given(st.text("abcxyz019", min_size=1, max_size=8), st.sampled_from(["", "-u-ca-buddhist"]))
def test_a_tag_for_private_use_stays_as_it_is(name: str, rest: str) -> None:
    tag = LanguageTag.parse(f"x-{name}")
    assert str(tag.maximize()) == str(tag.minimize()) == f"x-{name}"
    assert rest == "" or str(LanguageTag.parse(f"qaa{rest}").maximize()) == f"qaa{rest}"
