"""Fixing: only what must change changes, no comment is lost, no value means another thing, no file is half written."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from bundles import unpack
from dialogues.checks.check import check
from dialogues.checks.fixes import Fixed, fix_files, fix_text, write_fixed
from dialogues.checks.settings import Settings
from dialogues.errors import CannotWrite
from dialogues.files import compose
from dialogues.files.changes import Change, write_changes
from dialogues.files.comments import comments
from dialogues.files.edit import apply, apply_all
from dialogues.files.replace import encoded, remove_leftover
from dialogues.files.scalars import write_block, write_flow, write_scalar
from dialogues.files.to_record import to_record
from dialogues.findings import Append, Edit, Insert, Nested, Remove, Reorder, Replace
from dialogues.records import Agreement

Run = Callable[..., Result]


def comments_of(text: str) -> Counter[str]:
    tree, faults = compose(text, "x.yaml")
    assert faults == []
    assert tree is not None
    return Counter(comment.text for comment in comments(text, tree))


# Edits

TABLE: list[tuple[str, Edit, str | None]] = [
    ("a: mo # c\n", Replace(("a",), "ro"), "a: ro # c\n"),
    ("a: 'mo'\n", Replace(("a",), "mo"), "a: mo\n"),
    ("a: no\n", Replace(("a",), "no"), 'a: "no"\n'),
    ('a: "x y"\r\nb: c\r\n', Replace(("a",), "x"), 'a: "x"\r\nb: c\r\n'),
    ("a: {b: [mo, 'x, y']}\n", Replace(("a", "b", 1), "x, y"), 'a: {b: [mo, "x, y"]}\n'),
    ("a: >-\n  e\u0301\n  f\nb: c\n", Replace(("a",), "\xe9 f"), "a: >-\n  \xe9\n  f\nb: c\n"),
    ("EN: x\n", Replace(("EN",), "en", key=True), "en: x\n"),
    ("EN: x\nen: y\n", Replace(("EN",), "en", key=True), None),
    ("a: x\n", Replace(("b",), "y"), None),
    ("a: [x]\n", Replace(("a",), "y"), None),
    ("a: x\nb: []\n", Remove(("b",)), "a: x\n"),
    ("b: []\na: x\n", Remove(("b",)), "a: x\n"),
    ("a: x\nb:\n  []\nc: z\n", Remove(("b",)), "a: x\nc: z\n"),
    ("a: x\nb: [] # c\n", Remove(("b",)), None),
    ("- b: []\n  a: x\n", Remove((0, "b")), None),
    ("b: []\n", Remove(("b",)), None),
    ("{a: x, b: []}\n", Remove(("b",)), "{a: x}\n"),
    ("{b: [], a: x}\n", Remove(("b",)), "{a: x}\n"),
    ("a: x\nb: []", Remove(("b",)), "a: x\n"),
    ("a: [x]\n", Remove(("a", 0)), None),
    ("- a: x\n", Insert((0,), "b", "z", "a"), "- a: x\n  b: z\n"),
    ("a: x  # c\nc: z\n", Insert((), "b", "y: z", "a"), 'a: x  # c\nb: "y: z"\nc: z\n'),
    ("a: {b: x}\n", Insert(("a",), "c", "y, z", "b"), 'a: {b: x, c: "y, z"}\n'),
    ("a: x", Insert((), "b", "z", "a"), "a: x\nb: z"),
    ("a: x\n", Insert((), "a", "y", "a"), None),
    ("b: 1\na: 2\n", Reorder((), (1, 0)), "a: 2\nb: 1\n"),
    ("b: 1  # one\n# of a\na: 2\n", Reorder((), (1, 0)), "# of a\na: 2\nb: 1  # one\n"),
    ("# file\nb: 1\na:\n  - x\n  - y\n", Reorder((), (1, 0)), "# file\na:\n  - x\n  - y\nb: 1\n"),
    ("- b: 1\n  a: >-\n    x\n    y\n- c\n", Reorder((0,), (1, 0)), "- a: >-\n    x\n    y\n  b: 1\n- c\n"),
    ("a: [x, y, z]  # c\n", Reorder(("a",), (2, 0, 1)), "a: [z, x, y]  # c\n"),
    ("a:\n  # of x\n  - x  # 1\n  - y\nb: c\n", Reorder(("a",), (1, 0)), "a:\n  - y\n  # of x\n  - x  # 1\nb: c\n"),
    ("# dialogues: ignore[L210] so\nb: 1\na: 2\n", Reorder((), (1, 0)), "a: 2\n# dialogues: ignore[L210] so\nb: 1\n"),
    ("b: 1\na:\n  - x\n  # of a\nc: 2\n", Reorder((), (1, 0, 2)), "a:\n  - x\n  # of a\nb: 1\nc: 2\n"),
    ("b: 1\n  # of b\na: 2\n", Reorder((), (1, 0)), "a: 2\nb: 1\n  # of b\n"),
    (
        "b: 1\n  # dialogues: ignore[L210] so\na: 2\n",
        Reorder((), (1, 0)),
        "  # dialogues: ignore[L210] so\na: 2\nb: 1\n",
    ),
    ("a: |\n  One.\n\n    - two \n", Replace(("a",), "One.\n\n  - two\n"), "a: |\n  One.\n\n    - two\n"),
    (
        "a: >-\n  one\u00a0two  three\n  four\n",
        Replace(("a",), "one\u00a0two three four"),
        "a: >-\n  one\u00a0two three\n  four\n",
    ),
    # A comment above an item speaks of all of it, one within of the line behind.
    ("# of x\n- b: 1\n  a: 2\n- c\n", Reorder((0,), (1, 0)), "# of x\n- a: 2\n  b: 1\n- c\n"),
    (
        "x:\n  # one\n  # two\n  - b:\n      - 1\n    a: 2\n",
        Reorder(("x", 0), (1, 0)),
        "x:\n  # one\n  # two\n  - a: 2\n    b:\n      - 1\n",
    ),
    ("x:\n  # dialogues: ignore[L201] so it is\n  - b: 1\n    a: 2\n", Reorder(("x", 0), (1, 0)), None),
    # Other words in a text of several lines.
    (
        "a: >-  # c\n  one  twi\n  thre four\n",
        Replace(("a",), "one  two three four"),
        "a: >-  # c\n  one  two\n  three four\n",
    ),
    ("a: |\n  R&amp;D and\n    more\n", Replace(("a",), "R & D and\n  more\n"), "a: |\n  R & D and\n    more\n"),
    ("a: 'twi\n  two'\n", Replace(("a",), "two two"), "a: 'two\n  two'\n"),
    ("a: >-\n  one\n  two\n", Replace(("a",), "one and two"), None),
    ("a: >-\n  one\n  two\n", Replace(("a",), "three"), None),
    ("a: 'it''s\n  long'\n", Replace(("a",), "it's long"), 'a: "it\'s\n  long"\n'),
    ("a: {c: 1, b: [2, 3]}\n", Reorder(("a",), (1, 0)), "a: {b: [2, 3], c: 1}\n"),
    ("b:\na: 1\n", Reorder((), (1, 0)), "a: 1\nb:\n"),
    ("a: [x, y]\n", Reorder(("a",), (0,)), None),
    ("a: [x, y]\n", Reorder(("a",), (0, 0)), None),
    ("a: [x, y]\n", Reorder(("a",), (0, 2)), None),
    # A comment that would speak of another entry: what is left alone loses nothing.
    ("a: [\n  y, # of y\n  x, # of x\n]\n", Reorder(("a",), (1, 0)), None),
    ("a: {c: 1, # of c\n  b: 2}\n", Reorder(("a",), (1, 0)), None),
    # A comment in the line that opens a text is no part of it.
    ("a: >-  # e\u0301  so\n  e\u0301\n  f\n", Replace(("a",), "\xe9 f"), "a: >-  # e\u0301  so\n  \xe9\n  f\n"),
    ("a: |  # two  spaces \n  b  c\n", Replace(("a",), "b c\n"), "a: |  # two  spaces \n  b c\n"),
    ("- a:\n    - x\n      # of x\n", Insert((0,), "b", "z", "a"), "- a:\n    - x\n      # of x\n  b: z\n"),
    ("a: |+\n  x\n\n", Insert((), "b", "z", "a"), "a: |+\n  x\n\nb: z\n"),
    ("a: [x\n", Replace(("a", 0), "y"), None),
]


@pytest.mark.parametrize(("text", "edit", "expected"), TABLE, ids=[repr(row[0]) for row in TABLE])
def test_an_edit_changes_what_it_says_and_nothing_else(text: str, edit: Edit, expected: str | None) -> None:
    assert apply(text, edit, "x.yaml") == expected


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ('{"a": "mo"}', Replace(("a",), "ro"), '{"a": "ro"}'),
        ('{"a": "x"}', Insert((), "b", 'y"', "a"), '{"a": "x", "b": "y\\""}'),
        ('{"b": 1,\n "a": [1]}', Reorder((), (1, 0)), '{"a": [1],\n "b": 1}'),
    ],
)
def test_json_is_edited_too(text: str, edit: Edit, expected: str) -> None:
    assert apply(text, edit, "x.json") == expected


TOGETHER: list[tuple[str, list[tuple[Edit, ...]], str, int]] = [
    # All of them, in one step.
    ("a: x\nb: v\n", [(Replace(("b",), "z"),), (Replace(("a",), "w"),)], "a: w\nb: z\n", 2),
    ("a: x\n", [(Insert((), "b", "v", "a"),), (Insert((), "c", "z", "a"),)], "a: x\nb: v\nc: z\n", 2),
    ("A: x\n", [(Replace(("A",), "a", key=True), Insert((), "b", "v", "A")), (Replace(("A",), "z"),)], "a: z\nb: v\n", 2),
    ("a: [v, x]\nb: [2, 1]\n", [(Reorder(("a",), (1, 0)),), (Reorder(("b",), (1, 0)),)], "a: [x, v]\nb: [1, 2]\n", 2),
    ("a: [x]\nb: []\n", [(Append(("a",), "v"),), (Append(("b",), "z"),)], "a: [x, v]\nb:\n  - z\n", 2),
    # Two that meet: the smaller one is first, and the other waits.
    ("a: x\n", [(Replace(("a",), "v"),), (Replace(("a",), "z"),)], "a: v\n", 1),
    ("b: [v, x]\na: 1\n", [(Reorder((), (1, 0)),), (Reorder(("b",), (1, 0)),)], "b: [x, v]\na: 1\n", 1),
    # What cannot be made, or is not there, keeps nothing from the others.
    ("a: x\nb: v\n", [(Append(("a",), "v"),), (Replace(("b",), "z"),)], "a: x\nb: z\n", 1),
    ("a: x\nb: v\n", [(Replace(("c",), "v"),), (Replace(("b",), "z"),)], "a: x\nb: z\n", 1),
    ("a: x\nb: v\n", [(Replace(("a",), "b", key=True),), (Replace(("b",), "z"),)], "a: x\nb: z\n", 1),
    ("a: x\n", [(Append(("a",), "v"),), (Replace(("a",), "z"), Replace(("c",), "z"))], "a: x\n", 0),
    ("a: [v, # v\n  x]\nb: [v, x]\n", [(Reorder(("a",), (1, 0)),), (Reorder(("b",), (1, 0)),)], "a: [v, # v\n  x]\nb: [x, v]\n", 1),
    ("a: [v, # v\n  x]\n", [(Reorder(("a",), (1, 0)),)], "a: [v, # v\n  x]\n", 0),
    # What meets only what cannot be made does not wait.
    ("b: x\na: v\n", [(Replace(("b",), "w"), Insert((), "b", "z", "a")), (Replace(("b",), "z"),)], "b: z\na: v\n", 1),
    # Edits of one group that build on each other.
    ("a: x\nc: z\n", [(Insert((), "b", "x", "a"), Replace(("b",), "v")), (Replace(("c",), "w"),)], "a: x\nb: v\nc: w\n", 2),
    ("a: [x\n", [(Replace(("a", 0), "v"),)], "a: [x\n", 0),
    ("a: x\n", [], "a: x\n", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "groups", "expected", "made"), TOGETHER, ids=[repr(row[:2]) for row in TOGETHER])
def test_edits_are_made_together_as_far_as_they_do_not_meet(
    text: str, groups: list[tuple[Edit, ...]], expected: str, made: int
) -> None:
    assert apply_all(text, groups, "x.yaml") == (expected, made)


ITEM: Nested = {"language": "no", "evidence": [{"for": "language", "quote": "a, b"}], "notes": []}
LINES = ['- language: "no"', "  evidence:", '    - {for: language, quote: "a, b"}', "  notes: []"]
FLOW = '{language: "no", evidence: [{for: language, quote: "a, b"}], notes: []}'
JSON = '{"language": "no", "evidence": [{"for": "language", "quote": "a, b"}], "notes": []}'


def at(column: int, newline: str = "\n") -> str:
    return newline.join(" " * column + line for line in LINES) + newline


APPENDS: list[tuple[str, str]] = [
    ("d:\n  - a: x\n    b: y\ne: z\n", f"d:\n  - a: x\n    b: y\n{at(2)}e: z\n"),
    ("d:\n- a: x\n- b: y\ne: z\n", f"d:\n- a: x\n- b: y\n{at(0)}e: z\n"),
    ("d:\n      -   a: x\n", f"d:\n      -   a: x\n{at(6)}"),
    ("d:\n  -\n    a: x\n", f"d:\n  -\n    a: x\n{at(2)}"),
    ("d:\n  - x", f"d:\n  - x\n{at(2)}".rstrip("\n")),
    ("d:\r\n  - x\r\ne: z\r\n", "d:\r\n  - x\r\n" + at(2, "\r\n") + "e: z\r\n"),
    ("d:\n  - x  # of x\n    # of x\n  # of e\ne: z\n", f"d:\n  - x  # of x\n    # of x\n{at(2)}  # of e\ne: z\n"),
    (
        "d:\n  - x\n    # dialogues: ignore[L210] so\ne: z\n",
        f"d:\n  - x\n{at(2)}    # dialogues: ignore[L210] so\ne: z\n",
    ),
    ("d:\n  - |\n    x\n\n\ne: z\n", f"d:\n  - |\n    x\n{at(2)}\n\ne: z\n"),
    ("d:\n  - |+\n    x\n\n", f"d:\n  - |+\n    x\n\n{at(2)}"),
    ("d: []\ne: z\n", f"d:\n{at(2)}e: z\n"),
    ("d: []  # none yet\n# of e\ne:\n- z\n", f"d:  # none yet\n{at(0)}# of e\ne:\n- z\n"),
    ("d:\ne: z\n", f"d:\n{at(2)}e: z\n"),
    ("d:  # none yet\n  # nor later\ne: z\n", f"d:  # none yet\n  # nor later\n{at(2)}e: z\n"),
    ("d: [x, {a: y}]  # c\n", f"d: [x, {{a: y}}, {FLOW}]  # c\n"),
    ("d: [\n  x, # c\n]\n", f"d: [\n  x, {FLOW}, # c\n]\n"),
    ("{d: [], e: z}\n", f"{{d: [{FLOW}], e: z}}\n"),
    ("{d: , e: z}\n", f"{{d: [{FLOW}], e: z}}\n"),
    ("{e: z}\n", f"{{e: z, d: [{FLOW}]}}\n"),
    ("e: z\n", f"e: z\nd:\n{at(2)}"),
    ("e: z  # c\n# end\n", f"e: z  # c\nd:\n{at(2)}# end\n"),
    ("e:\n    - z", f"e:\n    - z\nd:\n{at(4)}".rstrip("\n")),
    ("e: |+\n  z\n\n", f"e: |+\n  z\n\nd:\n{at(2)}"),
    ("e: z\n...\n", f"e: z\nd:\n{at(2)}...\n"),
]
NOT_APPENDED = ["d: x\n", "d: {a: x}\n", "- d\n", "d: [x\n", "{}\n", "text\n"]


@pytest.mark.parametrize(("text", "expected"), APPENDS, ids=[repr(row[0]) for row in APPENDS])
def test_an_item_is_put_behind_the_others_in_whatever_form_they_are(text: str, expected: str) -> None:
    assert apply(text, Append(("d",), ITEM), "x.yaml") == expected


@pytest.mark.parametrize("text", NOT_APPENDED)
def test_an_item_is_not_put_where_no_list_can_be(text: str) -> None:
    assert apply(text, Append(("d",), ITEM), "x.yaml") is None


def test_an_item_is_put_into_a_list_below() -> None:
    text = "p:\n  - side: eu\n  - side: partner\n    d:\n    - x\n"
    assert apply(text, Append(("p", 1, "d"), "no"), "x.yaml") == f'{text}    - "no"\n'
    assert apply(text, Append(("p", 0, "d"), "no"), "x.yaml") == text.replace("eu\n", 'eu\n    d:\n      - "no"\n')
    assert apply(text, Append(("p", 2, "d"), "no"), "x.yaml") is None
    assert apply("- [x]\n- y\n", Append((0,), "z"), "x.yaml") == "- [x, z]\n- y\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"d": ["x"], "e": 1}', f'{{"d": ["x", {JSON}], "e": 1}}'),
        ('{"d": [], "e": 1}', f'{{"d": [{JSON}], "e": 1}}'),
        ('{"d": null}', f'{{"d": [{JSON}]}}'),
        ('{"e": 1}', f'{{"e": 1, "d": [{JSON}]}}'),
        (
            '{\n  "d": [\n    {"a": "x"}\n  ]\n}\n',
            '{\n  "d": [\n    {"a": "x"},\n    {\n      "language": "no",\n      "evidence": [\n        {\n'
            '          "for": "language",\n          "quote": "a, b"\n        }\n      ],\n      "notes": []\n    }\n  ]\n}\n',
        ),
        (
            '{\n "e": 1\n}',
            f'{{\n "e": 1,\n "d": {json.dumps([ITEM], indent=2)}\n}}'.replace("\n  ", "\n   ").replace("\n]", "\n ]"),
        ),
        ('{"d": "x"}', None),
        ("{}", None),
    ],
)
def test_an_item_is_put_into_json_too(text: str, expected: str | None) -> None:
    assert apply(text, Append(("d",), ITEM), "x.json") == expected


nested: st.SearchStrategy[Any] = st.recursive(
    st.text("ab: #-'\"no", max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab:no", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(nested, st.lists(nested, max_size=2), st.sampled_from(["yaml", "json", "flow"]))
def test_an_item_of_any_form_is_read_as_it_was_put(value: Any, held: list[Any], form: str) -> None:
    before = {"d": held, "e": "x"}
    text = (
        json.dumps(before)
        if form == "json"
        else write_flow(before)
        if form == "flow"
        else "\n".join(write_block(before))
    )
    file = "x.json" if form == "json" else "x.yaml"
    edited = apply(text, Append(("d",), value), file)
    assert edited is not None
    tree, faults = compose(edited, file)
    assert faults == []
    assert tree is not None
    assert tree.value == {"d": [*held, value], "e": "x"}


@given(st.text(max_size=40) | st.text("ab: #-?,[]{}&*!|>'\"%@`\\\n\t~no=<", max_size=12), st.booleans())
def test_a_scalar_is_read_as_it_was_written(text: str, flow: bool) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    written = write_scalar(text, flow=flow)
    whole = f"a: [{written}, x]\n" if flow else f"a:\n  - {written}\n"
    tree, faults = compose(whole, "x.yaml")
    assert faults == []
    assert tree is not None
    assert tree.value == {"a": [text, "x"] if flow else [text]}
    assert "\n" not in written


# Files, damaged at random

NFD = unicodedata.normalize("NFD", "Brasília çà")


def record(rng: random.Random) -> dict[str, Any]:
    """Make an agreement whose values can be mended: retired tags, other forms, evidence in any order."""

    def evidence(*fields: str) -> list[dict[str, Any]]:
        found = [
            {"for": rng.choice([field, [field]]), "source": f"s{number}", "quote": rng.choice(["on a day", NFD, "no", "a: b"])}
            | ({"says": "other"} if rng.random() < 0.3 else {})
            for number, field in enumerate(rng.choices(fields, k=rng.randrange(4)))
        ]  # fmt: skip
        rng.shuffle(found)
        return found

    tags = ["mo", "EN", "zh_hans", "iw", "no", "pt-BR", "Ukrainian", "russian", "fr"]
    return {
        "title": {rng.choice(["EN", "en", "Pt_br"]): rng.choice(["Example", NFD, "two  spaces", "x # y"])},
        "kind": "declaration",
        "parties": [{"side": "eu", "organisation": "council", "evidence": evidence("organisation", "side")}],
        "signed": [
            {"date": rng.choice(["2007-11-29", "29 November 2007", "2007"]), "place": NFD, "evidence": evidence("date", "place")}
        ],
        "documents": [
            {"language": rng.choice(tags), "media_type": "application/pdf", "evidence": evidence("language", "media_type")}
            | ({"printed_label": rng.choice(["EN", "no", " x"])} if rng.random() < 0.3 else {})
            for _ in range(rng.randrange(3))
        ],
        "notes": [rng.choice(["text", NFD, "a long text\nover lines"]) for _ in range(rng.randrange(3))],
        "evidence": evidence("kind", "title", "notes"),
    }  # fmt: skip


class Writer:
    """Writes a value as YAML in a random style, with comments wherever they may stand."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.count = 0

    def comment(self) -> str:
        self.count += 1
        return f"# comment {self.count} mo 'x' dialogues"

    def scalar(self, text: str, *, flow: bool) -> str:
        if self.rng.random() < 0.2 and "'" not in text and "\n" not in text:
            return f"'{text}'"
        if text == "no" and self.rng.random() < 0.5:
            return text
        return write_scalar(text, flow=flow)

    def flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.flow(each)}" for key, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.flow, value)) + "]"
        return self.scalar(value, flow=True)

    def behind(self) -> str:
        return f"  {self.comment()}" if self.rng.random() < 0.15 else ""

    def above(self, indent: int) -> list[str]:
        return [" " * indent + self.comment()] if self.rng.random() < 0.15 else []

    def block(self, value: Any, indent: int) -> list[str]:
        lines: list[str] = []
        items = list(value.items()) if isinstance(value, dict) else [(None, each) for each in value]
        if isinstance(value, dict):
            self.rng.shuffle(items)
        for key, each in items:
            lines += self.above(indent)
            head = " " * indent + (f"{key}:" if key is not None else "-")
            if isinstance(each, str) and self.rng.random() < 0.2 and each.strip() == each and "  " not in each:
                lines += [f"{head} >-{self.behind()}", *(" " * (indent + 4) + part for part in each.split("\n\n"))]
                if "\n" in each:
                    lines[-1] = " " * (indent + 4) + each.replace("\n", "\n\n" + " " * (indent + 4))
            elif isinstance(each, str):
                lines.append(f"{head} {self.scalar(each, flow=False)}{self.behind()}")
            elif not each or self.rng.random() < 0.3:
                lines.append(f"{head} {self.flow(each)}{self.behind()}")
            elif key is None and isinstance(each, dict):
                below = self.block(each, indent + 2)
                first = next(at for at, line in enumerate(below) if not line.lstrip().startswith("#"))
                lines += [" " * indent + line.lstrip() for line in below[:first]]
                lines += [f"{head} {below[first].lstrip()}", *below[first + 1 :]]
            else:
                lines += [f"{head}{self.behind()}", *self.block(each, indent + 2)]
        return lines


def meaning(text: str) -> Any:
    """Give what a file says, whatever its form: normalised letters, white space and tags, evidence without order."""
    tree, faults = compose(text, "x.yaml")
    assert faults == []
    assert tree is not None

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                unicodedata.normalize("NFC", key): plain(each) for key, each in value.items() if key != "printed_label"
            }
        if isinstance(value, list):
            return [plain(each) for each in value]
        if not isinstance(value, str):
            return value
        # Two spaces are one, and lines end where their letters do; the lines themselves, and how they begin, count.
        lines = unicodedata.normalize("NFC", value).strip(" \t\n").split("\n")
        return "\n".join(re.sub(r"(?<=\S)[ \t]+(?=\S)", " ", line.rstrip(" \t")) for line in lines)

    value = plain(tree.value)
    for document in value.get("documents", ()):  # a list that holds nothing is left out
        document["language"] = {"Ukrainian": "uk", "russian": "ru"}.get(document["language"], document["language"])
    for signature in value.get("signed", ()):
        signature["date"] = signature["date"].replace("29 November 2007", "2007-11-29")
    tree = type(tree)(value, tree.mark)
    made, findings = to_record(Agreement, tree, "x.yaml", "example-2007")
    assert made is not None, findings

    def unordered(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: sorted(map(repr, each)) if key == "evidence" else unordered(each) for key, each in value.items()
            }
        return [unordered(each) for each in value] if isinstance(value, list) else value

    return unordered(made.model_dump(mode="json"))


SETTINGS = Settings(select=("L", "S", "P4", "E512"))


@pytest.mark.checkout
@pytest.mark.parametrize("batch", range(10))
def test_a_thousand_damaged_files_keep_comments_and_meaning(batch: int) -> None:
    for number in range(100):
        rng = random.Random(batch * 100 + number)
        writer = Writer(rng)
        value = record(rng)
        lines = [writer.comment(), *writer.block(value, 0), writer.comment()]
        newline = rng.choice(["\n", "\r\n"])
        text = newline.join(newline.join(lines).replace("\r\n", "\n").split("\n")) + newline
        fixed = fix_text(text, Agreement, "example-2007.yaml", SETTINGS)
        assert comments_of(fixed.after) == comments_of(text), text
        assert sum(comments_of(text).values()) == writer.count
        assert meaning(fixed.after) == meaning(text), text
        assert ("\r\n" in fixed.after) == (newline == "\r\n")
        assert fixed.after.count("\n") == fixed.after.count("\r\n") or newline == "\n"
        again = fix_text(fixed.after, Agreement, "example-2007.yaml", SETTINGS)
        assert again.after == fixed.after, text
        assert again.fixes == 0, text


def test_a_good_file_is_left_alone() -> None:
    text = "title: {en: Example}\nkind: declaration\nparties: []\n"
    assert fix_text(text, Agreement, "example-2007.yaml").after == text


# Writing


def test_a_file_keeps_its_mark_its_line_ends_and_its_mode(tmp_path: Path) -> None:
    root = unpack("==> agreements/a-2001.yaml\n", tmp_path / "data")
    path = root / "agreements" / "a-2001.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: {EN: x}\r\nkind: declaration\r\nparties: []\r\n")
    path.chmod(0o640)
    for fixed in fix_files(root, check(root), Settings()):
        write_fixed(root, [fixed])
    assert path.read_bytes() == b"\xef\xbb\xbftitle: {en: x}\r\nkind: declaration\r\nparties: []\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["a-2001.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    write_changes(tmp_path, [Change("link", b"old", b"new")])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


@given(
    st.lists(st.sampled_from(["a: x", "# b", "", "c: >-", "  d"]), max_size=5),
    st.lists(st.sampled_from(["a: x", "e: é"]), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_every_file_keeps_its_mark_and_its_line_ends(old: list[str], new: list[str], newline: str, mark: bool) -> None:
    before = ("\ufeff" * mark + newline.join([*old, ""])).encode()
    after = encoded("\n".join([*new, ""]), before)
    ends = newline if len(old) > 0 else "\n"
    assert after == ("\ufeff" * mark + ends.join([*new, ""])).encode()
    assert encoded("a\r\nb\n", b"both\r\nare there\n") == b"a\r\nb\n"  # nobody knows what is meant


BROKEN = "title: {EN: x}\nkind: declaration\nparties: []\n"


def registry_of_one(tmp_path: Path, text: str = BROKEN) -> tuple[Path, Path]:
    root = unpack(f"==> agreements/a-2001.yaml\n{text}", tmp_path / "data")
    return root, root / "agreements" / "a-2001.yaml"


def fixed_of(root: Path) -> Fixed:
    (fixed,) = fix_files(root, check(root), Settings())
    return fixed


def not_written(root: Path, fixed: Fixed) -> str:
    with pytest.raises(CannotWrite) as caught:
        write_fixed(root, [fixed])
    assert [each.name for each in root.rglob("*") if each.name.endswith(".tmp")] == []
    return str(caught.value)


CHANGED = "agreements/a-2001.yaml: it was changed after it was read; run the command again"


@pytest.mark.parametrize("saved", [BROKEN + "status: active\n", "", BROKEN.replace("x", "é"), "\xff"])
def test_what_was_saved_meanwhile_is_not_overwritten(tmp_path: Path, saved: str) -> None:
    root, path = registry_of_one(tmp_path)
    fixed = fixed_of(root)
    path.write_bytes(saved.encode("latin-1"))
    assert not_written(root, fixed) == CHANGED
    assert path.read_bytes() == saved.encode("latin-1")


def test_what_was_saved_at_the_last_moment_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, path = registry_of_one(tmp_path)
    fixed, synced = fixed_of(root), os.fsync

    def save(descriptor: int) -> None:
        synced(descriptor)
        path.write_text("saved")

    monkeypatch.setattr("os.fsync", save)
    assert not_written(root, fixed) == CHANGED
    assert path.read_text() == "saved"


def test_a_file_that_is_really_elsewhere_is_not_written(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for at, swap in enumerate(("file", "folder")):
        root, path = registry_of_one(tmp_path / str(at))
        fixed = fixed_of(root)
        (elsewhere / path.name).write_text(BROKEN)
        if swap == "file":
            path.unlink()
            path.symlink_to(elsewhere / path.name)
        else:
            path.unlink()
            path.parent.rmdir()
            path.parent.symlink_to(elsewhere)
        assert not_written(root, fixed) == "agreements/a-2001.yaml: it leads out of the data folder"
        assert (elsewhere / path.name).read_text() == BROKEN
        assert list(fix_files(root, check(root), Settings())) == []  # nor is it read


def test_a_file_that_may_not_be_written_is_not_replaced(run: Run, tmp_path: Path) -> None:
    root, path = registry_of_one(tmp_path)
    path.chmod(0o444)
    result = run("check", str(root), "--fix")
    assert (result.exit_code, result.stderr) == (
        2,
        f"Error: {path} cannot be written: it is write-protected; allow it to be written first (chmod u+w);"
        " it is as it was\n",
    )
    assert path.read_text() == BROKEN
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_keeps_its_attributes_and_loses_the_right_to_run_as_another(tmp_path: Path) -> None:
    root, path = registry_of_one(tmp_path)
    path.chmod(0o6750)
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        attributes = {}
    else:
        attributes = {"user.note": b"mine"}
    owner = (12345, 12345) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown(path, *owner)
    write_fixed(root, [fixed_of(root)])
    status = path.stat()
    assert (status.st_mode & 0o7777, (status.st_uid, status.st_gid)) == (0o750, owner)
    assert {key: os.getxattr(path, key) for key in os.listxattr(path) if key.startswith("user.")} == attributes


KILLED = """
import os, signal, sys
from pathlib import Path
from dialogues.files.changes import Change, write_changes
path = Path(sys.argv[1])
change = Change(path.name, path.read_bytes(), b"new" * 100_000)
step, seen = int(sys.argv[2]), 0
def hook(event, arguments):
    global seen
    if event.split(".")[0] in ("open", "os", "tempfile") and event != "os.kill":
        seen += 1
        if seen > step:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
real = os.fsync
os.fsync = lambda descriptor: (hook("os.fsync", ()), real(descriptor))
write_changes(path.parent, [change])
"""


@pytest.mark.checkout
def test_a_kill_at_any_step_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    old, new = b"old" * 100_000, b"new" * 100_000
    seen = []
    for step in range(30):
        path.write_bytes(old)
        done = subprocess.run([sys.executable, "-c", KILLED, str(path), str(step)], check=False)
        assert path.read_bytes() in (old, new)
        seen.append(path.read_bytes() == new)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert done.returncode == 0
    assert step >= 5
    assert seen == sorted(seen)


def test_what_a_killed_run_left_is_told_of_and_removed(run: Run, tmp_path: Path) -> None:
    root, path = registry_of_one(tmp_path, "title: {en: x}\nkind: declaration\nparties: []\n")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), "8"], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = (each.name for each in path.parent.iterdir() if each != path)
    mine = path.parent / ".a-2001.yaml.swp"
    mine.write_text("an editor's")
    told = f"agreements/{left}:1:1: S108 info: a run that was killed while it wrote left this behind"
    hint = " (dialogues check --fix removes it)"
    assert [str(each) for each in check(root, settings=Settings(select=("S1",))).findings] == [told + hint]
    assert run("check", str(root), "--ignore", "S108", "--fix").stderr == ""
    assert (path.parent / left).exists()
    assert (
        run("check", str(root), "--fix").stderr == f"removed: agreements/{left}, which a killed run had left behind\n"
    )
    assert sorted(path.parent.iterdir()) == [mine, path]
    with pytest.raises(CannotWrite, match="it was not left behind by a run of this library"):
        remove_leftover(root, "agreements/a-2001.yaml")


def test_what_cannot_be_written_stays_as_it_was(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = unpack("==> agreements/a-2001.yaml\ntitle: {EN: x}\nkind: declaration\nparties: []\n", tmp_path / "data")
    before = (root / "agreements" / "a-2001.yaml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run("check", str(root), "--fix")
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {root}/agreements/a-2001.yaml cannot be written: no space left on device; it is as it was\n"
    )
    assert (root / "agreements" / "a-2001.yaml").read_bytes() == before
    assert [each.name for each in (root / "agreements").iterdir()] == ["a-2001.yaml"]


# The command


def test_fix_and_diff_do_the_same(run: Run, tmp_path: Path) -> None:
    root = unpack("==> agreements/a-2001.yaml\ntitle: {EN: x}\nkind: declaration\nparties: []\n", tmp_path / "data")
    shown = run("check", str(root), "--diff").stdout
    file = str(root / "agreements" / "a-2001.yaml").lstrip("/")
    assert shown == (
        f"--- a/{file}\n+++ b/{file}\n@@ -1,3 +1,3 @@\n"
        "-title: {EN: x}\n+title: {en: x}\n kind: declaration\n parties: []\n"
    )
    assert (root / "agreements" / "a-2001.yaml").read_text().startswith("title: {EN")
    assert run("check", str(root), "--fix").stdout.endswith("mended: 1 finding, files changed: 1\n")
    assert (root / "agreements" / "a-2001.yaml").read_text().startswith("title: {en")
    assert run("check", str(root), "--diff").stdout == ""


def test_standard_input_is_mended_to_standard_output(run: Run) -> None:
    text = "title: {EN: x}\nkind: declaration\nparties: []\n"
    assert run("check", "-", "--kind", "agreement", "--fix", input=text).stdout == text.replace("EN", "en")
    assert run("check", "-", "--kind", "agreement", "--diff", input=text).stdout.startswith("--- a/-\n+++ b/-\n")


def test_what_is_accepted_or_ignored_is_not_mended(run: Run, tmp_path: Path) -> None:
    text = "==> agreements/a-2001.yaml\ntitle: {EN: x}  # dialogues: ignore[L204] as printed\nkind: declaration\nparties: []\n"
    root = unpack(text, tmp_path / "data")
    assert run("check", str(root), "--diff").stdout == ""
    other = unpack(text.replace("  # dialogues: ignore[L204] as printed", ""), tmp_path / "other")
    assert run("check", str(other), "--diff", "--ignore", "L204").stdout == ""
