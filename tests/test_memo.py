"""What is remembered takes a bounded room, and what was asked for lately stays."""

from __future__ import annotations

import pickle
import tracemalloc
from copy import copy
from functools import partial
from itertools import starmap
from random import Random
from sys import getsizeof
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from dialogues.errors import InvalidLanguageTag
from dialogues.languages import (
    LanguageTag,
    Matcher,
    accept,
    identify_language,
    labels,
    matcher,
    matching,
    tables,
)
from dialogues.names.memo import Memo
from dialogues.registry import choice


def test_an_answer_is_made_once() -> None:
    asked: list[str] = []

    def make(key: str) -> int:
        asked.append(key)
        return len(key)

    memo = Memo(make, most=100_000, each=100)
    assert [memo["abc"], memo["de"], memo["abc"]] == [3, 2, 3]
    assert asked == ["abc", "de"]
    memo.forget()
    assert memo["abc"] == 3
    assert asked == ["abc", "de", "abc"]


def test_what_is_asked_for_again_stays_whatever_comes_between() -> None:
    asked: list[str] = []

    def make(key: str) -> str:
        asked.append(key)
        return key

    memo = Memo(make, most=20_000, each=100)
    for number in range(10_000):
        memo[f"other {number}"]
        memo["usual"]
    assert asked.count("usual") == 1
    assert len(memo) + len(memo._old) < 20_000 / 100


@given(st.lists(st.text(max_size=300), max_size=60), st.integers(0, 5_000))
def test_the_room_is_bounded(keys: list[str], most: int) -> None:
    memo = Memo(str.upper, most=most, each=200)
    for key in keys:
        assert memo[key] == key.upper()
        assert sum(200 + getsizeof(each) for each in (*memo, *memo._old)) <= most


def fifty_a_letter(key: str, answer: str) -> int:
    return 50 * len(key + answer)


def test_a_key_weighs_what_its_maker_says() -> None:
    memo = Memo(str.upper, most=1_000, each=10, weigh=fifty_a_letter)
    for key in ("a", "bb", "cccc", "ddddd"):
        assert memo[key] == key.upper()
    assert ({*memo}, {*memo._old}) == ({"cccc"}, {"a", "bb"})  # the last would take more than half of the room


def test_choices_for_long_headers_stay_within_their_room(monkeypatch: pytest.MonkeyPatch) -> None:
    room, chooser = 300_000, Random(25)
    monkeypatch.setattr("dialogues.registry.registry._BYTES_OF_CHOICES", room)
    registry, languages = dialogues.load(), sorted(tables.known_subtags()["language"])
    registry.choose("brazil-2007", ",".join(languages[:50]))  # what is prepared once
    registry._choices.forget()
    tracemalloc.start()
    for _ in range(60):
        registry.choose("brazil-2007", ",".join(chooser.sample(languages, 50)))
    for memo in LIBRARY:
        memo.forget()
    before, _ = tracemalloc.get_traced_memory()
    registry._choices.forget()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert before - after < 2 * room  # of the ranges of some, the others have the same


def test_answers_of_many_records_stay_within_the_room_of_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    room = 200_000
    monkeypatch.setattr("dialogues.registry.indices._BYTES_OF_FOUND", room)
    registry = dialogues.load()
    assert len(registry.find("regional")) > 15
    registry.indices.found.forget()
    tracemalloc.start()
    for number in range(300):
        assert registry.find(f"regional{' ' * (number // 7)}{',;.:!-/'[number % 7]} ")
    before, _ = tracemalloc.get_traced_memory()
    registry.indices.found.forget()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert before - after < room


def test_a_memo_is_copied_without_what_it_remembers() -> None:
    memo = Memo(str.upper, most=1_000, each=10, weigh=fifty_a_letter)
    memo["a"]
    for twin in (copy(memo), pickle.loads(pickle.dumps(memo))):  # noqa: S301  # our own bytes
        assert (len(twin), twin["b"], len(memo), twin._weigh) == (0, "B", 1, fifty_a_letter)


def test_an_answer_that_cannot_be_made_is_not_remembered() -> None:
    memo = Memo(LanguageTag.parse, most=1_000, each=10)
    with pytest.raises(InvalidLanguageTag):
        memo["a b"]
    assert len(memo) == 0


LIBRARY: tuple[Memo[Any, Any], ...] = (
    accept._PARTS,
    matcher._PARTS,
    matcher._TEXTS,
    matching._NEAR,
    labels._READINGS,
    choice._PARTS,
    choice._FIELDS,
    choice._NEAREST,
)


def test_eight_megabytes_are_the_room_of_the_library_and_one_matcher_whatever_headers_come() -> None:
    ours = Matcher(["en"])
    ours.match("en")
    assert ours._memos is not None
    memos = (*LIBRARY, *ours._memos)
    localised_texts = 16 * 40_000
    assert sum(2 * memo._half for memo in memos) + localised_texts < 8_000_000


def weight(memo: Memo[Any, Any], key: Any, answer: Any) -> int:
    return memo._each + (getsizeof(key) if memo._weigh is None else memo._weigh(key, answer))


def test_no_answer_takes_more_than_is_reckoned_for_it(registry: dialogues.Registry) -> None:
    chooser = Random(8)
    languages, regions = (sorted(tables.known_subtags()[kind]) for kind in ("language", "region"))
    ours = Matcher(["en", "fr", "pt-BR", "zh-Hant"])

    def ask(length: int) -> None:
        header = ", ".join(f"{chooser.choice(languages)}-{chooser.choice(regions)}" for _ in range(length))
        registry.choose("brazil-2007", header)
        ours.match(header)
        ours.match([header[:6]])
        identify_language(header[:100])
        accept.AcceptLanguage.parse(header)

    for length in (1, 5, 30, 600):
        ask(length)
    assert ours._memos is not None
    memos = (*LIBRARY, *ours._memos)
    for memo in memos:
        memo.forget()
    tracemalloc.start()
    for length in (600,) * 10 + (2, 5) * 50:
        ask(length)
    for memo in memos:
        reckoned = sum(starmap(partial(weight, memo), (*memo.items(), *memo._old.items())))
        before, _ = tracemalloc.get_traced_memory()
        memo.forget()
        after, _ = tracemalloc.get_traced_memory()
        assert before - after <= reckoned, memo._make
    tracemalloc.stop()
