"""Output is data and not commands: hostile names, keys, values, addresses and arguments, through every command and form."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from babel.localedata import load, locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from dialogues.checks.formats.json_text import json_text
from dialogues.checks.formats.terminal import columns, is_terminal, visible, wrapped
from dialogues.cli import main
from dialogues.cli.output import print_fields, print_heading, print_line, print_paragraph, print_table

HOSTILE = {
    "a command behind a line break": "x\n::error title=pwned::owned",
    "a command that begins": "::add-mask::owned",
    "a command behind a space": "long words that fill a line up to its end so that the next one begins with ::error::owned",
    "an old command": "x ##[error]owned ##vso[task.setvariable]owned",
    "colours and a title": "x\x1b[31mred\x1b]0;title\x07",
    "an override of direction": "x\u202egnp.exe\u2066\u2069",
    "separators": "x\u2028::error::owned\u2029y\u0085z",
    "a carriage return": "x\r::error::owned",
    "half a character": "x\udce9y",
    "marks where no letter needs them": "pay\u200dpal\u200c\u200f\u200e\u200b",
    "a tag of a picture": "x\U000e0041\u00ad\ufeff",
}
NO_FILE_NAME = re.compile("[/\0]")


def faults(output: str, *, commands: bool = False) -> list[str]:
    """Give the lines of an output that foreign text has made its own, or that could do or hide something."""
    return [
        line
        for line in output.split("\n")
        if (not commands and line.lstrip().startswith("::"))
        or re.search(r"##\w*\[", line)
        or any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in line)
    ]


def called(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[str, str]:
    """Give what a command prints, as text: strictly UTF-8."""
    with pytest.raises(SystemExit):
        main(list(arguments))
    out, err = capfdbinary.readouterr()
    return out.decode(), err.decode()


def written(value: str) -> str:
    """Write a value into YAML."""
    return "".join(f"\\U{ord(char):08x}" if char != " " else " " for char in value)


def text_of(value: str) -> str:
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@pytest.fixture(params=[*HOSTILE.values()], ids=[*HOSTILE])
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """A registry in which every text, some keys and some names of files are hostile."""
    value: str = request.param
    text = written(text_of(value))
    name = NO_FILE_NAME.sub("", value)[:60]
    root = tmp_path / "data"
    for folder in ("agreements", "organisations", "sources", "events", "people", name):
        (root / folder).mkdir(parents=True)
    (root / "registry.yaml").write_text(
        f'format: "1.1"\ntitle: {{en: "{text}"}}\nversion: 1\ndate: 2026-11-24\nlicence: MIT\n'
    )
    (root / "agreements" / "a-2001.yaml").write_text(
        f'title: {{en: "{text}"}}\nkind: declaration\nparties:\n  - {{side: eu, organisation: o}}\n'
        "  - {side: partner, country: BR}\n"
        f'signed:\n  - {{date: 2001, place: "{text}"}}\ndocuments:\n'
        f'  - {{language: mo, printed_label: "{text}"}}\n'
        f'notes: ["{text}"]\nlisted:\n  - {{source: s, position: 1, name: "{text}"}}\n'
    )
    (root / "organisations" / "o.yaml").write_text(f'name: {{en: "{text}"}}\nkind: eu-institution\n')
    (root / "sources" / "s.yaml").write_text(f'title: "{text}"\naddress: https://example.org/{"a"}\nclass: official\n')
    (root / "events" / "e.yaml").write_text(
        f'title: {{en: "{text}"}}\nkind: seminar\ndate: 2002\nplace: {{city: "{text}"}}\n'
    )
    (root / "people" / "p.yaml").write_text(f'name: "{text}"\n')
    return value, root


READ = [
    ["list"], ["list", "events"], ["list", "sources"], ["list", "organisations"], ["list", "people"],
    ["show", "a-2001"], ["show", "o"], ["show", "s"], ["show", "e"], ["show", "p"], ["show", "Brazil"],
    ["timeline"], ["timeline", "--sources"], ["why", "a-2001"], ["why", "o"], ["show", "a-2001", "--evidence"], ["list", "--format", "csv"], ["find", "x"], ["choose", "a-2001"], ["check"], ["check", "--statistics"],
    ["check", "--format", "text"], ["check", "--format", "junit"], ["check", "--diff"],
    ["diff"], ["diff", "--markdown"], ["cite"], ["cite", "a-2001"], ["cite", "s"],
]  # fmt: skip
DATA = [
    ["list"], ["show", "a-2001"], ["timeline"], ["find", "x"], ["check"], ["check", "--format", "sarif"], ["diff"],
    ["cite", "a-2001"],
]  # fmt: skip


def at(call: list[str], root: Path) -> list[str]:
    return [call[0], str(root), *call[1:]] if call[0] in ("check", "diff") else [*call, "--data", str(root)]


def test_hostile_texts_do_nothing_in_what_a_person_reads(
    hostile: tuple[str, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    value, root = hostile
    for call in READ:
        for output in called(capfdbinary, *at(call, root)):
            assert faults(output) == [], call
    (root / "agreements" / "b-2001.yaml").write_text(
        f'"{written(text_of(value))}": 1\nkind: "{written(text_of(value))}"\n'
    )
    for call in (["list"], ["check"], ["check", "--format", "junit"]):
        for output in called(capfdbinary, *at(call, root)):
            assert faults(output) == [], call


def test_hostile_names_of_files_do_nothing(
    hostile: tuple[str, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    value, root = hostile
    name = NO_FILE_NAME.sub("", value)[:60]
    for folder in ("agreements", name):
        (root / folder / f"{name}.yaml").write_text("title: 1\nparties: x\n")
    other = root.with_name(name)
    root.rename(other)
    for call in (["list"], ["show", "x"], ["check"], ["check", "--format", "junit"], ["check", "--diff"]):
        for output in called(capfdbinary, *at(call, other)):
            assert faults(output) == [], call
    commands, _ = called(capfdbinary, "check", str(other), "--format", "github")
    assert faults(commands, commands=True) == []
    *lines, counts = commands.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert re.fullmatch(r"\d+ records? read: [a-z0-9 ,;-]+", counts)
    for form in ("json", "sarif"):
        json.loads(called(capfdbinary, "check", str(other), "--format", form)[0])


def test_hostile_texts_stay_what_they_are_in_what_a_program_reads(
    hostile: tuple[str, Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    value, root = hostile
    for call in DATA:
        form = [] if "--format" in call else ["--json"]
        output, _ = called(capfdbinary, *at([*call, *form], root))
        json.loads(output)
        assert not any(line.lstrip().startswith("::") for line in output.split("\n"))
    shown, _ = called(capfdbinary, *at(["show", "a-2001", "--json"], root))
    assert json.loads(shown)["title"]["en"] == text_of(value)


ARGUMENTS = [
    ["{}"], ["list", "{}"], ["list", "--partner", "{}"], ["list", "--in", "{}"], ["list", "--{}"], ["list", "--data", "{}"],
    ["show", "{}"], ["why", "{}"], ["completion", "{}"], ["list", "--columns", "{}"], ["list", "--in", "{}"], ["choose", "{}"], ["choose", "china-2006", "--wants", "{}"], ["find", "{}"], ["language", "{}"],
    ["rule", "{}"], ["schema", "{}"], ["check", "{}"], ["check", "--select", "{}"], ["check", "--format", "{}"],
    ["check", "{}", "{}"], ["inspect", "{}"], ["attach", "{}", "en", "{}"], ["page", "{}"], ["timeline", "{}"],
    ["check", "-", "--kind", "{}"], ["diff", "{}"], ["diff", "{}", "{}"], ["diff", "git:{}"], ["cite", "{}"],
    ["release", "{}", "-o", "{}"], ["release", "--verify", "{}"],
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_arguments_do_nothing(value: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for call in ARGUMENTS:
        for output in called(capfdbinary, *(each.format(value) for each in call)):
            assert faults(output) == [], call


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_do_nothing(value: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text = text_of(value).replace("<", "&lt;")
    page = tmp_path / "page.html"
    page.write_text(
        f'<table><tr><td>Brazil {text}</td><td><a href="./b{text}.pdf">PDF EN {text}</a></td></tr></table>\n{text}\n',
        encoding="utf-8",
    )
    for call in (["page", str(page)], ["page", str(page), "--compare", "bundled"]):
        for output in called(capfdbinary, *call):
            assert faults(output) == [], call


ANY = st.text(st.characters(exclude_categories=[]), max_size=40) | st.lists(
    st.sampled_from(["::", "\n", " ", "##[", "##vso[", "\x1b", "中", "a", "می\u200cروم", "\u200d", "\u202e", "\udc80"]),
    max_size=12,
).map("".join)


@given(ANY)
def test_whatever_is_written_out_is_harmless_wherever_it_is_cut(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    shown.encode()
    for size in (1, 3, 8, 80):
        for line in wrapped(shown, size):
            assert not line.lstrip().startswith("::")
            assert not re.search(r"##\w*\[", line)
            hidden = [char for char in line if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
            assert set(hidden) <= set("\u061c\u180e\u200b\u200c\u200d\u200e\u200f")


@given(st.lists(ANY, min_size=1, max_size=3))
def test_whatever_is_printed_makes_no_line_of_its_own(texts: list[str]) -> None:
    with redirect_stdout(StringIO()) as printed:
        print_line(texts[0])
        print_heading(texts[0])
        print_paragraph(texts[0])
        print_fields([(each, each) for each in texts])
        print_table(["NAME"], [[each] for each in texts])
    for line in printed.getvalue().split("\n"):
        assert not line.lstrip().startswith("::")
        assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in line)


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)


def test_all_that_cldr_says_of_languages_and_places_is_shown_as_it_is() -> None:
    """Persian, Malayalam, Sinhala, Odia, Khmer, Lao and Hebrew need joiners, spaces of no width and marks."""
    kept = 0
    for locale in locale_identifiers():
        names = load(locale)
        for field in ("languages", "territories", "scripts", "variants", "months", "list_patterns"):
            for text in texts_of(names.get(field) or {}):
                filled = text.replace("{0}", "א").replace("{1}", "ក")
                assert visible(filled) == filled, locale
                kept += not text.isprintable()
    assert kept > 900


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("می\u200cروم", "می\u200cروم"),
        ("ന്\u200d", "ന്\u200d"),
        ("\u200bເອ", "\u200bເອ"),
        ("\u200fאב", "\u200fאב"),
        ("pay\u200cpal", "pay\\u200cpal"),
        ("а\u200dб", "а\\u200dб"),
        ("中\u200c文", "中\\u200c文"),
        ("א\u202eב", "א\\u202eב"),
        ("א\u2067ב", "א\\u2067ב"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("tab\tand\nbreak", "tab\\u0009and\\u000abreak"),
        ("\U000e0041", "\\U000e0041"),
        ("a::b [::1] C:\\x", "a::b [::1] C:\\x"),
        ("to ::1", "to \\u003a:1"),
        ("文::x", "文\\u003a:x"),
        ("## a heading", "## a heading"),
        ("##[x]", "\\u0023#[x]"),
    ],
)
def test_what_is_spelling_stays_and_what_commands_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_marks_and_wide_letters_are_measured_as_they_are_shown() -> None:
    assert [columns(text) for text in ("abc", "欧盟", "e\u0301", "می\u200cروم")] == [3, 4, 1, 5]


def test_json_holds_no_half_of_a_character() -> None:
    assert json.loads(json_text({"file\udce9": "\udcff\\x"}).encode()) == {"file\\udce9": "\\udcff\\x"}


@pytest.mark.parametrize("encoding", ["cp1251", "cp1250", "cp932", "gbk", "koi8-r", "cp437", "latin-1", "ascii"])
@pytest.mark.parametrize("call", ["list --in ml --json", "check --bundled --format sarif"])
def test_what_a_program_reads_is_utf_8_whatever_the_terminal(call: str, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dialogues", *call.split()],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "GITHUB_ACTIONS": ""},
    )
    assert done.stderr == b""
    json.loads(done.stdout.decode())


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_a_terminal_that_can(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert is_terminal() is coloured


@pytest.mark.parametrize("call", [["list"], ["check", "--bundled"]])
def test_a_pipe_gets_colours_when_they_are_forced(
    call: list[str], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in called(capfdbinary, *call)[0]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in called(capfdbinary, *call)[0]
