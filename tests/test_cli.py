"""The command line: whole outputs, exit codes, and what a person gets for wrong input."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click import Context
from click.testing import Result

from dialogues.checks.formats.terminal import columns, wrapped
from dialogues.cli import cli, main
from dialogues.cli.output import print_table

COMMANDS = cli.list_commands(Context(cli))
ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "cli"
Run = Callable[..., Result]

# Every file: a command line first, its exit code, then all that it prints.
GOLDEN_FILES = sorted(GOLDEN.glob("*.txt"))


@pytest.mark.parametrize("path", GOLDEN_FILES, ids=lambda path: path.stem)
def test_a_command_prints_this_and_nothing_else(path: Path) -> None:
    call, code, expected = path.read_text(encoding="utf-8").split("\n", 2)
    here = any(folder in call for folder in ("examples/", "tests/", " data"))  # what it names lies in the checkout
    done = subprocess.run(
        [sys.executable, "-m", "dialogues", *shlex.split(call.removeprefix("$ dialogues "))],
        cwd=ROOT if here else None,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout + done.stderr == expected
    assert f"exit {done.returncode}" == code
    # An address is never broken: it has to be copied. A report in a pipe is for grep, and is not wrapped.
    if "check" in call:
        return
    assert max((len(line) for line in done.stdout.splitlines() if "://" not in line), default=0) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_fits_80_columns(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert max(map(len, result.output.splitlines())) <= 80
    assert "--json" in result.output or command == "completion"
    examples = re.findall(r"^    (dialogues .*)$", result.output, re.MULTILINE)
    assert len(examples) >= 2
    assert all(shlex.split(example)[1] == command for example in examples)


def test_the_help_lists_every_command(run: Run) -> None:
    output = run("--help").output
    for name in COMMANDS:
        assert f"  {name} " in output


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--in", "fr"],
        ["show", "brazil-2007"],
        ["choose", "china-2006", "--wants", "zh-TW, en;q=0.5"],
        ["check", "--bundled"],
        ["schema", "agreement"],
        ["schema"],
        ["language", "mo", "espagnol"],
    ],
    ids=" ".join,
)
def test_json_is_one_value(run: Run, arguments: list[str]) -> None:
    result = run(*arguments, "--json")
    assert result.exit_code == 0
    json.loads(result.stdout)


def test_the_list_has_the_listing_and_the_later_instruments(run: Run) -> None:
    rows = json.loads(run("list", "--json").stdout)
    listed = sorted((row["listed"][0]["position"], row["id"]) for row in rows if row["listed"])
    assert [identifier for _, identifier in listed] == [
        "china-2006", "russia-2007", "brazil-2007", "ukraine-2009", "georgia-2011", "moldova-2010", "chile-2010",
        "peru-2013", "argentina-2016", "japan-2013", "mexico-2014", "sica-2015", "colombia-2015", "india-2017",
    ]  # fmt: skip
    assert sorted(row["id"] for row in rows if not row["listed"]) == [
        "china-2020-plan", "colombia-2021", "india-2019", "japan-2021",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["--partner", "JP"], ["japan-2013", "japan-2021"]),
        (["--kind", "joint-declaration"], ["georgia-2011", "india-2017"]),
        (["--year", "2015"], ["colombia-2015", "sica-2015"]),
        (["--language", "Ukrainian"], ["ukraine-2009"]),
        (["--language", "es", "--year", "2016"], ["argentina-2016"]),
        (["--year", "1999"], []),
    ],
    ids=str,
)
def test_the_list_is_filtered(run: Run, filters: list[str], expected: list[str]) -> None:
    assert [row["id"] for row in json.loads(run("list", "--json", *filters).stdout)] == expected


def through_main(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as caught:
        main(list(arguments))
    captured = capsys.readouterr()
    return int(caught.value.code or 0), captured.out + captured.err


def shell(call: str) -> tuple[int, str]:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m dialogues {call}'],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "call", ["list", "timeline", "check --bundled --format sarif", "rules", "--version", "find Narnia"]
)
def test_a_full_disk_is_told_of_in_a_line(call: str) -> None:
    assert shell(f"{call} > /dev/full") == (
        2, "dialogues: standard output: no space left on device\n",
    )  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="closing a stream is a matter of the shell's")
def test_where_nothing_can_be_printed_the_code_says_so() -> None:
    assert shell("list >&-") == (2, "dialogues: standard output is closed\n")


@pytest.mark.skipif(os.name != "posix", reason="a matter of the shell's")
def test_a_reader_who_goes_away_is_no_finding() -> None:
    done = subprocess.run(
        [
            "/bin/bash",
            "-c",
            f'"{sys.executable}" -m dialogues list | true; exit ${{PIPESTATUS[0]}}',
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("one\ntwo three  four", 12, ["one two", "three four"]),
        ("eins zwei", 2, ["eins", "zwei"]),
        ("2009\u00a0р. кінець", 6, ["2009\u00a0р.", "кінець"]),
        ("中文字符测试", 5, ["中文", "字符", "测试"]),
        ("", 5, [""]),
    ],
)
def test_a_text_is_wrapped_at_its_spaces_and_between_wide_characters(text: str, size: int, lines: list[str]) -> None:
    assert wrapped(text, size) == lines


def test_a_table_of_wide_characters_fits(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("ID", "NAME"), [("a-1", "欧" * 60)])
    assert max(columns(line) for line in capsys.readouterr().out.splitlines()) <= 80


def test_a_strict_choice_gives_json_where_nothing_suits(run: Run) -> None:
    result = run("choose", "russia-2007", "--wants", "ru", "--strict", "--json")
    assert result.exit_code == 1
    value = json.loads(result.stdout)
    assert (value["served"], value["reason"], value["others"]) == (None, "none", ["en"])


def test_bad_data_is_told_of_and_not_traced(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "x.yaml").write_text("title: 1\n")
    code, output = through_main(capsys, "list", "--whole", "--data", str(tmp_path))
    assert code == 2
    assert output == (
        "dialogues: the registry has 4 structure findings:\n"
        "agreements/x.yaml:1:1: S302 error: the key 'kind' is missing (add it)\n"
        "agreements/x.yaml:1:1: S302 error: the key 'parties' is missing (add it)\n"
        "agreements/x.yaml:1:8: S305 error: a map from language tag to text is expected here; found '1' (write title: {en: …}, with the tag of the language that it is in)\n"
        "registry.yaml:1:1: S406 warning: the registry has no manifest"
        " (write registry.yaml with format, title, version, date and licence)\n"
        "Run 'dialogues check' on the folder to see all of them.\n"
    )


def test_hostile_text_does_not_reach_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "x.yaml").write_text(
        'title: {en: "a\\e[31m\\u202Eb"}\nkind: declaration\nparties: []\n', encoding="utf-8"
    )
    output = run("show", "x", "--data", str(tmp_path)).output
    assert "a\\u001b[31m\\u202eb" in output
    assert "\x1b" not in output


def test_a_terminal_gets_colours_and_no_color_is_honoured() -> None:
    coloured, plain = (on_a_terminal("list", **extra) for extra in ({}, {"NO_COLOR": "1"}))
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert "Brazil" in plain


def on_a_terminal(*arguments: str, **extra: str) -> str:
    parent, child = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    with subprocess.Popen(
        [sys.executable, "-m", "dialogues", *arguments],
        stdout=child,
        stderr=child,
        stdin=child,
        env={**environment, "TERM": "xterm", **extra},
    ) as process:
        os.close(child)
        output = b""
        while True:
            try:
                read = os.read(parent, 65536)
            except OSError:  # the other side is closed
                break
            if not read:
                break
            output += read
        process.wait(30)
    os.close(parent)
    return output.decode()


def test_a_reader_that_stops_early_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "dialogues", "schema", "agreement"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_terminal_of_another_encoding_gets_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dialogues", "list", "--in", "zh"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("timeline --svg --json", "--svg is a picture, and takes neither --sources nor --json."),
        ("timeline --svg --sources", "--svg is a picture, and takes neither --sources nor --json."),
        ("show Japan --evidence", "--evidence is of a record, and 'Japan' is a partner; --sources is of that."),
        ("sources --format json", "--record, --format, --allow-host and --no-cache are for --verify."),
        ("sources --record", "--record, --format, --allow-host and --no-cache are for --verify."),
        ("sources --dry-run", "--dry-run is for --record, which writes."),
        (
            "import --template themes a.csv",
            "--template prints the columns of a table, and takes none in: leave the files out.",
        ),
        *(
            (
                f"import --template themes {option}",
                "--template prints the columns of a table, and goes with --json alone.",
            )
            for option in ("--partial", "--dry-run", "--map m.toml", "--collection themes", "--data data")
        ),
        ("export -o - --format json --force", "--force replaces what is there, and standard output holds nothing."),
        (
            "export -o - --format json --language fr",
            "--language is of tables; json has each text in all of its languages.",
        ),
        (
            "export -o out.nq --format nquads --language en",
            "--language is of tables; nquads has each text in all of its languages.",
        ),
        ("release data -o out --change minor", "--change needs --previous."),
        ("release data --check", "--check needs --previous."),
        ("new person --name X --language fr", "a person has one name, of no language: leave --language out."),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(run: Run, call: str, told: str) -> None:
    result = run(*call.split())
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[-1]) == (2, "", f"Error: {told}")


SERVER = "postgresql://me:secret@example.org/registry"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            f"export -o {SERVER}",
            "Error: Invalid value for '-o' / '--output': files are written, and no database; "
            "'dialogues store build' writes one.",
        ),
        (
            f"site data -o {SERVER}",
            "Error: Invalid value for '-o' / '--output': files are written, and no database; "
            "'dialogues store build' writes one.",
        ),
        (
            f"release data -o {SERVER}",
            "Error: Invalid value for '-o' / '--output': files are written, and no database; "
            "'dialogues store build' writes one.",
        ),
        (
            f"check data --new {SERVER}",
            "dialogues: postgresql:/me@example.org/registry: No such file or directory",
        ),
        (
            "check data --new postgresql://me:se/cr@et@example.org/registry",
            "dialogues: postgresql:/me@example.org/registry: No such file or directory",
        ),
        (
            "find China --data postgresql://me:se/cret@example.org/registry",
            "dialogues: postgresql://…: the server cannot be reached, or went away; see that it runs, and ask again",
        ),
        (
            "find China --data PostgreSQL+psycopg://me:se/cret@example.org/registry",
            "dialogues: PostgreSQL+psycopg:/me@example.org/registry: there is no such folder",
        ),
        (
            "store build data -o postgresql+psycopg://me:secret@example.org/registry",
            "dialogues: postgresql://…: the address cannot be read; write postgresql://USER@HOST/DATABASE",
        ),
        ("find China --data password=se:cret", "dialogues: password=…: there is no such folder"),
        (
            f"schema {SERVER}",
            "Error: Invalid value for '[KIND]': 'postgresql://me@example.org/registry' is none of agreement, cooperation, "
            "event, manifest, organisation, person, programme, publication, source, theme.",
        ),
        (
            "schema https://me:secret@example.org:80/a",
            "Error: Invalid value for '[KIND]': 'https://me@example.org:80/a' is none of agreement, cooperation, "
            "event, manifest, organisation, person, programme, publication, source, theme.",
        ),
        (
            "schema https://example.org:80/a@b",
            "Error: Invalid value for '[KIND]': 'https://example.org:80/a@b' is none of agreement, cooperation, "
            "event, manifest, organisation, person, programme, publication, source, theme.",
        ),
    ],
)
def test_a_password_is_never_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, call: str, told: str
) -> None:
    monkeypatch.chdir(ROOT)
    code, printed = through_main(capsys, *call.split())
    assert (code, printed.splitlines()[-1]) == (2, told)


def test_json_says_too_how_many_are_left_out(run: Run) -> None:
    result = run("list", "--limit", "2", "--json")
    assert ([each["id"] for each in json.loads(result.stdout)], result.stderr) == (
        ["china-2006", "russia-2007"],
        "dialogues: 16 more are left out\n",
    )
