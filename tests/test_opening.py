"""Which registry a command asks, and what it answers from one that has faults."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from dialogues.files import bundled_folder

Run = Callable[..., Result]

MANIFEST = 'format: "1.1"\ntitle: {en: Small}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\n'
RECORD = "title: {en: Letter}\nkind: declaration\nparties: [{side: own, country: DE}, {side: partner, country: NO}]\n"
TABLE = "ID           PARTNER  DATE     LANGUAGES\nnorway-1990  Norway   unknown\n"


def small(folder: Path) -> Path:
    (folder / "agreements").mkdir(parents=True)
    (folder / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "agreements" / "norway-1990.yaml").write_text(
        RECORD.replace("country: NO", 'country: "NO"'), encoding="utf-8"
    )
    return folder


WHERE: list[tuple[str, dict[str, str], str]] = [
    ("data", {}, ""),
    ("data/agreements", {}, "dialogues: the registry is .., the nearest one above\n"),
    (".", {"DIALOGUES_DATA": "data"}, "dialogues: the registry is data (DIALOGUES_DATA)\n"),
    ("data", {"DIALOGUES_DATA": "../data"}, "dialogues: the registry is ../data (DIALOGUES_DATA)\n"),
]


@pytest.mark.parametrize("where", WHERE)
def test_the_registry_is_the_one_that_is_meant(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[str, dict[str, str], str]
) -> None:
    stand, env, told = where
    small(tmp_path / "data")
    monkeypatch.chdir(tmp_path / stand)
    result = run("list", env=env)
    assert (result.exit_code, result.stdout, result.stderr) == (0, TABLE, told)


def test_what_is_given_counts_before_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    result = run("list", "--data", "data", env={"DIALOGUES_DATA": "nowhere"})
    assert (result.exit_code, result.stdout, result.stderr) == (0, TABLE, "")


def test_a_registry_just_below_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert run("find", "China").stderr == (
        "dialogues: the registry is the bundled one, and not data: that is asked with --data data\n"
    )


def test_a_check_takes_no_other_registry_for_ones_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check").exit_code == 2
    assert run("check").stderr.endswith(
        "Error: No registry is here or in a folder above; name its folder, or ask for the one that the library ships"
        " with --bundled.\n"
    )


def faulty(folder: Path) -> Path:
    small(folder)
    text = RECORD.replace("declaration", "declarations").replace("country: NO", "country: SE")
    (folder / "agreements" / "bad-2000.yaml").write_text(text, encoding="utf-8")
    return folder


FAULTY = (
    "dialogues: data has 1 fault; what can be read is answered from (--whole refuses it):\n"
    "  agreements/bad-2000.yaml:2:7: S304 error: 'declarations' is not one of the values allowed here"
    " (did you mean declaration?)\n"
)


@pytest.mark.parametrize(
    "asked",
    [
        (("list",), 0, TABLE),
        (("find", "norway-1990"), 0, None),
        (("show", "norway-1990"), 0, None),
        (("show", "Norway"), 0, None),
        (("timeline",), 0, None),
        (
            ("choose", "norway-1990", "--wants", "en"),
            1,
            "Asked for en: no document is served, since none is on record.\n",
        ),
    ],
)
def test_one_faulty_record_stops_no_answer(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[tuple[str, ...], int, str | None]
) -> None:
    call, code, output = asked
    faulty(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    result = run(*call, "--data", "data")
    assert (result.exit_code, result.stderr) == (code, FAULTY)
    if output is not None:
        assert result.stdout == output
    refused = run(*call, "--data", "data", "--whole")
    assert (type(refused.exception).__name__, refused.stdout) == ("InvalidRegistry", "")


def test_a_page_is_compared_with_what_can_be_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty(tmp_path / "data")
    (tmp_path / "page.txt").write_text("Norway EN\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("page", "page.txt", "--compare", "data")
    assert (result.exit_code, result.stderr) == (0, FAULTY)


def test_a_registry_of_another_format_is_refused(run: Run, tmp_path: Path) -> None:
    folder = small(tmp_path / "data")
    (folder / "registry.yaml").write_text(MANIFEST.replace("1.1", "9.0"), encoding="utf-8")
    assert type(run("list", "--data", str(folder)).exception).__name__ == "InvalidRegistry"


@pytest.mark.parametrize("collection", ["organisations", "sources", "people", "themes"])
def test_every_record_is_shown_without_those_of_a_collection(run: Run, tmp_path: Path, collection: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(bundled_folder(), data)
    shutil.rmtree(data / collection)
    (data / collection).mkdir()
    for name in ("brazil-2007", "japan-2013", "Ukraine"):
        result = run("show", name, "--data", str(data))
        assert result.exit_code == 0
        assert " faults; what can be read is answered from (--whole refuses it):" in result.stderr.splitlines()[0]


COMMANDS = {
    "export": ("export", "-o", "../out"),
    "site": ("site", "-o", "../out", "--languages", "en"),
    "release": ("release", "-o", "../out"),
    "cite": ("cite",),
    "diff": ("diff", "."),
    "why": ("why", "norway-1990"),
    "search": ("search", "Letter"),
    "timeline": ("timeline",),
}
"""Commands that name no registry."""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_asks_the_registry_one_stands_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    small(tmp_path / "data")
    monkeypatch.chdir(tmp_path / "data")
    here = run(*COMMANDS[name])
    told = here.stdout + "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((tmp_path / "out").rglob("*"))
        if path.suffix in (".csv", ".html", ".jsonl")
    )
    assert "dialogues: the registry is" not in here.stderr
    assert "brazil" not in told.casefold()
    assert {"cite": "Small", "diff": "no difference", "why": "no evidence"}.get(name, "norway-1990") in told
    monkeypatch.chdir(tmp_path / "data" / "agreements")
    arguments = [each.replace("../out", "../../again") for each in COMMANDS[name]]
    below = run(*(".." if each == "." else each for each in arguments))
    assert (below.exit_code, below.stdout.replace("../../again", "../out")) == (here.exit_code, here.stdout)
    assert below.stderr.startswith("dialogues: the registry is .., the nearest one above\n")


FAULT = (
    "agreements/torn-2001.yaml:2:1: S201 error: not YAML: did not find expected node content"
    " (correct the syntax there or just before it)"
)
MISSING = [
    (COMMANDS["export"], f"dialogues: left out: {FAULT}\n"),
    (COMMANDS["site"], f"dialogues: left out: {FAULT}\n"),
    (COMMANDS["release"], f"{FAULT}\ndialogues: nothing is released: what cannot be read would be missing\n"),
]


@pytest.mark.parametrize(("command", "told"), MISSING, ids=lambda each: each[0] if isinstance(each, tuple) else "")
def test_what_writes_a_registry_out_says_what_is_missing_in_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], told: str
) -> None:
    data = small(tmp_path / "data")
    (data / "agreements" / "torn-2001.yaml").write_text("title: [\n", encoding="utf-8")
    monkeypatch.chdir(data)
    result = run(*command)
    assert (result.exit_code, result.stderr) == (1, told)
    assert (tmp_path / "out").exists() is (command[0] != "release")


def test_a_source_that_is_missing_is_named_where_it_is_cited(run: Run, tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "themes" / "x.yaml").write_text(
        "name: {en: X}\nevidence: [{for: name.en, source: nowhere}]\n", encoding="utf-8"
    )
    assert run("why", "x", "--data", str(tmp_path)).stdout == "x: X\nname (en): X\n  nowhere  unknown\n"
    assert run("show", "x", "--data", str(tmp_path)).stdout == "x: X\nsources\n  nowhere  unknown\n"


# What is no folder

SERVER = "postgresql://me:secret@example.org/x"
OF_FOLDERS = [
    "export -o out --data {}", "check {}", "diff {} data", "diff data {}", "site {} -o out", "release {} -o out",
    "release data -o out --previous {}", "page page.html --compare {}", "schema theme --data {}",
    "sources --verify --data {}", "stub --data {}", "new theme --name X --data {}", "rename a b --data {}",
    "retire a --reason b --data {}", "import themes.csv --data {}", "attach a en page.html --data {}",
    "store build {} -o out", "store sync {} -o out",
]  # fmt: skip


@pytest.mark.parametrize("call", OF_FOLDERS)
def test_a_store_is_no_folder_and_no_password_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    small(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text("<p>Norway PDF EN</p>", encoding="utf-8")
    (tmp_path / "themes.csv").write_text("name\nX\n", encoding="utf-8")
    assert run("store", "build", "data", "-o", "data.db").exit_code == 0
    for store, told in ((SERVER, "postgresql://me@example.org/x"), ("data.db", "data.db")):
        result = run(*call.format(store).split())
        assert (result.exit_code, result.stdout) == (1, ""), result.stderr
        assert str(result.exception) == (f"{told}: it is a store, and here the folder is meant that it was built from")
        assert "secret" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_variable_may_name_a_store_and_no_password_is_told(run: Run) -> None:
    result = run("check", env={"DIALOGUES_DATA": SERVER})
    assert (str(result.exception), result.stderr) == (
        "postgresql://me@example.org/x: it is a store, and here the folder is meant that it was built from", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    "call", ["new theme --name X", "import themes.csv", "stub", "rename norway-1990 a", "retire norway-1990 --reason b"]
)
def test_nothing_is_written_into_a_release(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    small(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "themes.csv").write_text("name\nX\n", encoding="utf-8")
    assert run("release", "data", "-o", "made").exit_code == 0
    result = run(*call.split(), "--data", "made")
    assert str(result.exception) == "made: it is a release; its records are in one file, and here a folder is meant"
    assert run("release", "--verify", "made").exit_code == 0
