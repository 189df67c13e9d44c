"""Manners at a terminal: widths, colours, pipes, completion, and words that are nearly right."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from click.testing import Result

import dialogues
from dialogues.checks.formats.terminal import columns, wrapped
from dialogues.languages.catalogue import LANGUAGES
from dialogues.languages.environment import reader_language

Run = Callable[..., Result]


def at_a_terminal(*arguments: str, **variables: str) -> str:
    """Give what a command prints to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "TERM")}
    done = subprocess.Popen(
        [sys.executable, "-m", "dialogues", *arguments],
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        env={**plain, "TERM": "xterm", **variables},
    )
    os.close(theirs)
    output = b""
    try:
        while part := os.read(ours, 65_536):
            output += part
    except OSError:  # Linux says so where the other end is closed
        pass
    os.close(ours)
    done.wait()
    return output.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brasil", 6),
        ("中国", 4),
        ("Հայաստան", 8),
        ("საქართველო", 10),
        ("é", 1),
        ("e\u0301", 1),
        ("हिन्दी", 4),
        ("മലയാളം", 6),
        ("中 A", 4),
        ("ｶﾅ", 2),
        ("한국", 4),
    ],
)
def test_a_text_takes_as_many_columns_as_its_clusters(text: str, expected: int) -> None:
    assert columns(text) == expected


def test_no_space_is_lost_where_a_line_of_wide_characters_ends() -> None:
    text = "欧盟 与 中国 的 区域政策 合作 EU and China"
    for size in range(6, 40):
        assert "".join(wrapped(text, size)).replace(" ", "") == text.replace(" ", "")
        assert wrapped(text, 80) == [text]
        assert all(columns(line) <= size for line in wrapped(text, size))


def test_a_long_id_ends_a_line_behind_a_hyphen_and_an_address_never_does() -> None:
    assert wrapped("ar-ministry-of-the-interior and", 12) == ["ar-ministry-", "of-the-", "interior and"]
    assert wrapped("https://example.org/a-long-address", 12) == ["https://example.org/a-long-address"]


@pytest.mark.parametrize(
    ("variables", "styled"),
    [
        ({}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colours_are_where_they_are_welcome(variables: dict[str, str], *, styled: bool) -> None:
    output = at_a_terminal("list", "--limit", "1", **variables)
    assert ("\x1b[" in output) is styled
    assert "\x1b[36m" not in output  # cyan is not read on white


def test_a_pipe_is_not_cut_into_lines(run: Run) -> None:
    wide = run("list", "organisations", env={"COLUMNS": None}).stdout.splitlines()
    assert len(wide) == 62
    assert max(map(len, wide)) > 100


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("call", ["list", "list organisations", "list events", "timeline", "show brazil-2007"])
def test_no_line_is_longer_than_the_terminal_and_no_blank_ends_one(run: Run, call: str, width: int) -> None:
    lines = run(*call.split(), env={"COLUMNS": str(width)}).stdout.splitlines()
    longest = max(columns(word) for line in lines for word in line.replace("-", "- ").split())
    assert [line for line in lines if columns(line) > max(width, longest + 4)] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_list_is_written_for_programs(run: Run) -> None:
    text = run("list", "--format", "csv", "--columns", "id,name,kind,languages", "--limit", "2", "--in", "es").stdout
    assert [*csv.reader(io.StringIO(text))] == [
        ["id", "name", "kind", "languages"],
        ["china-2006", "Memorando de acuerdo: Unión Europea – China", "memorando de acuerdo", "en, zh"],
        ["russia-2007", "Memorando de acuerdo: Unión Europea – Rusia", "memorando de acuerdo", "en, und"],
    ]
    told = run("list", "--format", "tsv", "--columns", "id,date", "--limit", "1")
    assert (told.stdout, told.stderr) == ("id\tdate\nchina-2006\t15 May 2006\n", "dialogues: 17 more are left out\n")


def test_no_text_becomes_a_formula_of_a_spreadsheet_or_a_cell_of_its_own(run: Run, tmp_path: object) -> None:
    root = str(tmp_path)
    os.mkdir(f"{root}/themes")  # noqa: PTH102  # a fixture of one file
    with open(f"{root}/themes/odd.yaml", "w", encoding="utf-8") as file:  # noqa: PTH123  # likewise
        file.write('name: {en: "=1+1\\t2\\n3"}\n')
    assert run("list", "themes", "--data", root, "--format", "csv", "--columns", "name").stdout == ("name\n'=1+1 2 3\n")
    assert run("list", "themes", "--data", root, "--format", "tsv", "--columns", "name,id").stdout == (
        "name\tid\n=1+1 2 3\todd\n"
    )


def test_without_a_command_the_help_is_printed(run: Run) -> None:
    bare = run()
    assert (bare.exit_code, bare.stderr) == (0, "")
    assert bare.stdout == run("--help").stdout
    assert run("-V").stdout == run("--version").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "agreement"), "Did you mean agreements?"),
        (("schema", "agreements"), "Did you mean agreement?"),
        (("list", "--columns", "partners"), "no column is called 'partners'; did you mean partner?"),
        (("list", "--format", "cvs"), "'cvs' is none of table, tsv, csv."),
        (("list", "--kind", "memorandum-of-cooperatoin"), "did you mean memorandum-of-cooperation"),
        (("rule", "L2"), "dialogues: no rule is called 'L2'; did you mean L201 or L202 or L203 or L204 or L205?"),
        (("list", "--in", "klingonn"), "'klingonn': "),
        (("completion", "csh"), "'csh' is none of bash, zsh, fish."),
    ],
)
def test_a_word_that_is_nearly_right_is_answered(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert message in (result.stderr or str(result.exception))


@pytest.mark.parametrize(
    "kind",
    ["MoU", "memorandum of understanding", "memorando de entendimento", "memorando de entendimiento", "谅解备忘录"],
)
def test_a_kind_is_understood_by_its_label_in_any_language(registry: dialogues.Registry, kind: str) -> None:
    assert [*registry.agreements.where(kind=kind)] == [*registry.agreements.where(kind="memorandum-of-understanding")]  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [30, 40, 59, 80])
@pytest.mark.parametrize("command", ["", "list", "choose", "timeline", "check"])
def test_help_fits_a_terminal(run: Run, command: str, width: int) -> None:
    """But for a closed list, which is one word, and for examples, which are there to be copied."""
    shown = run(*command.split(), "--help", env={"COLUMNS": str(width)}).stdout.splitlines()
    over = [line for line in shown if columns(line) > width and not line.lstrip().startswith(("dialogues ", "--"))]
    assert over == []
    assert [line for line in shown if line != line.rstrip()] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_DIALOGUES_COMPLETE={shell}_complete" in result.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dialogues sh", ["show"]),
        ("dialogues show brazil-2", ["brazil-2007"]),
        ("dialogues choose chile", ["chile-2010"]),
        ("dialogues timeline --partner sic", ["sica"]),
        ("dialogues list --partner Ja", ["Japan"]),
        ("dialogues list --in ka --partner ია", ["იაპონია"]),
        ("dialogues show Brazi", ["Brazil"]),
        ("dialogues rule L20", [f"L20{number}" for number in range(1, 10)]),
        ("dialogues list --in ", list(LANGUAGES)),
        ("dialogues list --in pt-B", ["pt-BR"]),
        ("dialogues list eve", ["events"]),
        ("dialogues show --data /nowhere x", []),
    ],
)
def test_a_shell_completes(words: str, expected: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dialogues"],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "_DIALOGUES_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
    )
    assert done.stdout.split() == [f"plain,{each}" for each in expected]


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en-GB"),
        ({"LANG": "pt_BR.UTF-8"}, "pt-BR"),
        ({"LC_ALL": "uk_UA", "LANG": "pt_BR.UTF-8"}, "uk-UA"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_FR@euro", "LANG": "de_DE"}, "fr-FR"),
        ({"LC_ALL": "C", "LANG": "pt_BR.UTF-8"}, "en-GB"),
        ({"LANG": "C.UTF-8"}, "en-GB"),
        ({"LANG": "POSIX"}, "en-GB"),
        ({"LANG": "no such locale"}, "en-GB"),
        ({"LANG": "en_US.UTF-8"}, "en-US"),
        ({"DIALOGUES_LANG": "ka", "LC_ALL": "C"}, "ka"),
    ],
)
def test_the_readers_language_is_the_environments(variables: dict[str, str], language: str) -> None:
    assert reader_language(variables) == language


def test_a_language_of_ours_that_is_none_is_refused() -> None:
    with pytest.raises(dialogues.InvalidLanguageTag) as caught:
        reader_language({"DIALOGUES_LANG": "qq"})
    assert str(caught.value) == "DIALOGUES_LANG names no language, since 'qq' is not a registered language subtag: 'qq'"


def test_a_language_in_which_nothing_is_said_is_told_of(run: Run) -> None:
    told = run("list", "--limit", "18", "--in", "tlh")
    assert told.stderr == "dialogues: nothing here is in the language tlh; English is used\n"
    assert re.split(r" {2,}", told.stdout.splitlines()[1]) == ["china-2006", "China", "15 May 2006", "en, zh"]
    assert run("list", env={"LANG": "xx_YY.UTF-8"}).stdout == told.stdout
    assert run("list", "--in", "de").stderr == ""
    assert run("list", env={"LANG": "uk_UA.UTF-8"}).stdout.startswith("ID               ПАРТНЕР")
