"""What YAML and JSON take away between a file and its value, told in words and at its place."""

from __future__ import annotations

import datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dialogues.checks.check import check_text
from dialogues.checks.settings import Settings
from dialogues.files.numbers_to_others import read_otherwise
from dialogues.files.scalars import write_scalar
from dialogues.records import Agreement

HEAD = "title: {en: Example}\nkind: declaration\nparties: []\n"
SPACE = "\u00a0"
ODD = "a no-break space (U+00A0) stands where YAML needs a plain one (write a plain space there)"
CONFLICT = "a mark of a merge conflict ({}) stands here (choose one of the two sides, and remove the marks)"
LETTERS = 'quotation marks of print are letters here: write the whole text between " and "'
TABLE = [
    (f"{HEAD}status:{SPACE}active\nnotes: [x]\n", "4:8 S201", ODD),
    (f"{HEAD}status:{SPACE}active\n", "4:8 S201", ODD),
    (f"{HEAD}signed:\n  -{SPACE}date: 2001\n", "5:4 S201", ODD),
    (f"{HEAD}signed:\n{SPACE} - date: 2001\n", "5:1 S201", ODD),
    (f"{HEAD}documents:\n  - {{language:{SPACE}en}}\n", "5:15 S201", ODD),
    (f"<<<<<<< HEAD\n{HEAD}=======\n{HEAD}>>>>>>> other\n", "1:1 S201", CONFLICT.format("<<<<<<<")),
    (f"{HEAD}status: active\n>>>>>>> other\n", "5:1 S201", CONFLICT.format(">>>>>>>")),
    (f"{HEAD}status: active\r\n=======\r\nnotes: [x]\r\n>>>>>>> b\r\n", "5:1 S201", CONFLICT.format("=======")),
    (f"{HEAD}? status\n: active\n", "4:3 S204", "a key behind a question mark is not supported (write the key alone)"),
    (f"{HEAD}signed:\n  - ? date\n    : 2001\n", "5:7 S204", "a key behind a question mark is not supported (write the key alone)"),
    (
        "title: {en: “Cairo, Egypt”}\nkind: declaration\nparties: []\n",
        "1:27 S305",
        f"a language tag has ASCII letters, digits and hyphens only: 'Egypt”' ({LETTERS})",
    ),
    (f"{HEAD}signed:\n  - {{date: 2001, place: “Cairo, Egypt”}}\n", "5:33 S301", f"the key 'Egypt”' is unknown here ({LETTERS})"),
    (
        f"{HEAD}published_in:\n  - {{title: Gazette #12}}\nnotes: [x]\n",
        "5:21 S201",
        "not YAML: did not find expected ',' or '}', after the bracket in line 5, column 5 (a text with a # is written in quotes)",
    ),
    (f'{HEAD}notes: ["a\\eb"]\n', "4:9 P410", "the text has the control character U+001B (remove it)"),
]  # fmt: skip


def told(text: str, file: str = "-") -> list[tuple[str, str]]:
    report = check_text(text, Agreement, file, Settings(select=("S", "P410")))
    return [
        (f"{each.location.line}:{each.location.column} {each.code}", f"{each.message} ({each.hint})")
        for each in report.findings
    ]


@pytest.mark.parametrize(("text", "place", "message"), TABLE, ids=range(len(TABLE)))
def test_what_is_lost_is_told_at_its_place_and_alone(text: str, place: str, message: str) -> None:
    assert told(text) == [(place, message)]


RIGHT = [
    f'{HEAD}notes: ["12{SPACE}km", 12{SPACE}km, "« une{SPACE}»"]\n',
    f"{HEAD}notes:\n  - |\n    Objet:{SPACE}une lettre\n    <<<<<<< HEAD\n    ? no key\n",
    f"{HEAD}notes: [what is it ? a note, '? x']\n",
    f'{HEAD}notes: ["======="]\n',
    f'{HEAD}notes: ["a\\tb c"]\n',
]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert [each for each in told(text) if each[0][-4:] != "S502"] == []


def test_json_tells_of_the_same() -> None:
    text = '{"title": {"en": "a"}, "kind": "declaration", "parties": [],\n<<<<<<< HEAD\n"notes": ["\\u0007"]}'
    assert told(text, "x.json") == [("2:1 S202", CONFLICT.format("<<<<<<<"))]
    assert told(text.replace("\n<<<<<<< HEAD\n", ""), "x.json") == [
        ("1:71 P410", "the text has the control character U+0007 (remove it)")
    ]


NUMBERS = st.from_regex(r"[-+]?[0-9_.:xobaeE+-]{0,12}", fullmatch=True) | st.text("0123456789._:", max_size=8)


@given(NUMBERS)
@example("2026.10")
@example("010")
@example("12:30")
@example("1_000")
@example("0x1F")
@example("1e3")
@example("1:30.50")
@example(".5")
@example("1.")
def test_what_we_write_other_readers_hand_back_as_it_was(text: str) -> None:
    """PyYAML reads YAML 1.1; what it makes of our plain texts is written back as they were."""
    read = yaml.safe_load(write_scalar(text))
    if isinstance(read, datetime.date):
        assert read.isoformat()[:10] == text[:10]
    else:
        assert text == str(read) if text else read in ("", None)


@given(NUMBERS)
def test_what_pyyaml_reads_otherwise_is_told(text: str) -> None:
    try:
        read = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return
    if isinstance(read, int | float) and str(read) != text:
        assert read_otherwise(text), (text, read)
