"""A text in several languages."""

from __future__ import annotations

import pickle
from copy import deepcopy

import pytest

from dialogues.languages import LanguageTag
from dialogues.languages.localised import LocalisedText
from dialogues.languages.matching import Wanted

TEXT = LocalisedText({LanguageTag("pt"): "olá", LanguageTag("en"): "hello", LanguageTag("zh-Hant"): "你好"})


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        ("pt", "pt"),
        (LanguageTag("pt"), "pt"),
        ("pt-BR", "pt"),
        ("ja, zh-TW;q=0.5", "zh-Hant"),
        (["ja", "pt-BR"], "pt"),
        ("ja", "en"),
        ("en;q=0, pt", "pt"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_text_that_suits_a_reader(wanted: Wanted, tag: str) -> None:
    assert TEXT.best(wanted) == (LanguageTag(tag), TEXT[LanguageTag(tag)])


def test_without_english_the_first_text_is_given() -> None:
    text = LocalisedText({LanguageTag("pt"): "olá", LanguageTag("ru"): "привет"})
    assert text.best("ja") == (LanguageTag("pt"), "olá")
    with pytest.raises(LookupError, match="there is no text in any language"):
        LocalisedText({}).best("en")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("pt", "olá"),
        ("pt-BR", "olá"),
        (LanguageTag("pt-PT"), "olá"),
        ("PT", "olá"),
        ("en_GB", "hello"),
        ("zh-TW", "你好"),
    ],
)
def test_it_is_asked_by_text_and_for_any_region(asked: str | LanguageTag, text: str) -> None:
    assert TEXT[asked] == text == TEXT.get(asked)


@pytest.mark.parametrize("asked", ["ja", "zh", "zh-CN", "", "no tag", "gl"])
def test_it_has_no_text_in_another_language_or_script(asked: str) -> None:
    assert TEXT.get(asked) is None
    with pytest.raises(KeyError) as caught:
        TEXT[asked]
    assert caught.value.args == (asked,)


def test_what_it_holds_is_exact() -> None:
    assert [each in TEXT for each in ("pt", LanguageTag("pt"), "pt-BR", "en", "ja", 5)] == [True, True, False, True, False, False]  # fmt: skip
    assert list(TEXT) == [LanguageTag("pt"), LanguageTag("en"), LanguageTag("zh-Hant")]


def test_as_text_it_is_its_best_english() -> None:
    assert (str(TEXT), f"{LocalisedText({LanguageTag('ru'): 'да'})}", str(LocalisedText({}))) == ("hello", "да", "")


def test_it_is_a_mapping_that_hashes_and_pickles() -> None:
    assert list(TEXT) == [LanguageTag("pt"), LanguageTag("en"), LanguageTag("zh-Hant")]
    assert TEXT == dict(TEXT) == deepcopy(TEXT) == pickle.loads(pickle.dumps(TEXT))  # noqa: S301  # our own bytes
    assert hash(TEXT) == hash(LocalisedText(dict(reversed(list(TEXT.items())))))
    assert repr(LocalisedText({LanguageTag("en"): "a"})) == "LocalisedText({'en': 'a'})"
    assert TEXT != 5
    with pytest.raises(KeyError):
        TEXT[LanguageTag("ru")]


def test_four_times_the_languages_are_four_times_the_work() -> None:
    compared = 0

    class Counted(LanguageTag):
        __slots__ = ()
        __hash__ = LanguageTag.__hash__

        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return super().__eq__(other)

    text = LocalisedText({Counted(f"en-x-{number}"): "a" for number in range(1_000)})
    assert len(dict(text.items())) == 1_000
    assert compared < 1_000
