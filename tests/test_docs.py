"""Documentation that runs: every console and Python example of it."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from dialogues.checks.check import check, check_text
from dialogues.checks.rules import RULES
from dialogues.files import read
from dialogues.findings import Severity
from dialogues.records import RECORD_TYPES
from pdfs import pdf

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)

pytestmark = pytest.mark.checkout


def console_examples() -> list[tuple[str, str, str]]:
    found = []
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
            for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                call, _, output = example.partition("\n")
                found.append((page.name, call, output))
    return found


@pytest.mark.parametrize(("page", "call", "output"), console_examples(), ids=lambda part: part[:40])
def test_a_console_example_prints_what_the_page_says(page: str, call: str, output: str) -> None:
    program, *arguments = shlex.split(call)
    assert program == "dialogues", page
    done = subprocess.run(
        [sys.executable, "-m", "dialogues", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert done.stdout == output


def key_paths(value: Any, path: str = "") -> set[str]:
    """Give the keys of a JSON value as docs/json.md writes them, those that hold others left out."""
    if isinstance(value, dict) and value:
        return set().union(*(key_paths(each, f"{path}.{key}" if path else key) for key, each in value.items()))
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return set().union(*(key_paths(each, f"{path}[]" if path else "") for each in value))
    return {path}


JSON_PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
SECTIONS = [each for each in re.split(r"^## ", JSON_PAGE, flags=re.MULTILINE)[1:] if "| key |" in each]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.splitlines()[0])
def test_the_keys_of_a_command_are_those_that_the_page_tells(
    section: str, run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every key that is printed is told of, and every key that is told of whole is printed."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "tests" / "pages" / "listing-2020.txt", tmp_path / "page.txt")
    (tmp_path / "data" / "files").mkdir()
    for file in (tmp_path / "file.pdf", tmp_path / "data" / "files" / "file.pdf"):
        file.write_bytes(pdf(["The Commission and the Ministry agree to exchange their experience."], lang="en"))
    monkeypatch.chdir(tmp_path)
    value = json.loads(run(*shlex.split(section.splitlines()[0].removeprefix("dialogues "))).stdout)
    told = set(re.findall(r"`([a-z_.\[\]…0-9]+)`", "".join(re.findall(r"^\| (`.*?) \|", section, flags=re.MULTILINE))))
    printed = key_paths(value)
    parts = ("agreements", "events", "programmes", "cooperations", "publications")
    whole = {each.replace("…", part, 1) for each in told for part in (parts if "…" in each else ("",))}
    lists = {each.partition("[]")[0] for each in whole}
    assert {each for each in printed - whole - lists if each.partition("[]")[0] not in told} == set()
    not_empty = {each.partition("[]")[0] for each in printed if "[]" in each}
    assert {each for each in whole - printed - not_empty if each.partition("[]")[0] not in printed} == set()


RECORDS = [
    pytest.param(*found, id=found[0])
    for page in ("data-format.md", "dialogues.md")
    for block in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    for found in re.findall(r"\A# ([a-z]+/[a-z0-9-]+|registry)\.yaml\n(.*)", block, flags=re.DOTALL)
]


@pytest.mark.parametrize(("file", "text"), RECORDS)
def test_a_record_in_a_page_is_one_that_a_check_lets_pass(file: str, text: str, tmp_path: Path) -> None:
    collection = file.partition("/")[0]
    if collection == "registry":
        (tmp_path / "registry.yaml").write_text(text, encoding="utf-8")
        findings = read(tmp_path).findings
    else:
        findings = check_text(text, RECORD_TYPES[collection]).findings
    assert [str(each) for each in findings if each.severity is not Severity.INFO] == []


def test_the_registry_of_your_own_is_one_that_a_check_lets_pass(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    section = text.partition("## A registry of your own")[2].partition("\n## ")[0]
    for file, record in re.findall(r"```yaml\n# ([a-z0-9/-]+\.yaml)\n(.*?)```", section, flags=re.DOTALL):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(record, encoding="utf-8")
    report = check(tmp_path)
    assert [str(each) for each in report.findings if each.severity is not Severity.INFO] == []
    assert report.records == 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_examples_of_a_page_run(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize(
    "module",
    sorted(
        str(path.relative_to(ROOT / "src").with_suffix("")).replace("/", ".")
        for path in (ROOT / "src").rglob("*.py")
        if ">>>" in path.read_text(encoding="utf-8")
    ),
)
def test_the_examples_of_a_docstring_run(module: str) -> None:
    __import__(module)
    failed, _ = doctest.testmod(sys.modules[module])
    assert failed == 0


def test_the_number_of_rules_that_the_pages_give_is_theirs() -> None:
    for page in (ROOT / "README.md", ROOT / "CHANGELOG.md"):
        assert re.findall(r"(\d+) rules", page.read_text(encoding="utf-8")) == [str(len(RULES))], page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.checkout
def test_the_picture_of_the_house_is_the_house() -> None:
    """Every room and plain module of the picture is there, on the floor of the contract, and nothing else is."""
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    picture = text.partition("src/dialogues/\n")[2].partition("```")[0]
    rows = re.findall(r"^  (\d| )  (\w+)(/|\.py)  +\S", picture, flags=re.MULTILINE)
    assert len(rows) == len(picture.splitlines())
    floors: list[list[str]] = []
    for number, name, _ in rows:
        if number != " ":
            floors.append([])
        floors[-1].append(name)
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    layers = [sorted(layer.split(" | ")) for layer in contract["layers"] if layer != "__main__"]
    assert [sorted(floor) for floor in floors] == layers
    assert [number for number, _, _ in rows if number != " "] == [str(len(layers) - at) for at in range(len(layers))]
    package = ROOT / "src" / "dialogues"
    there = {path.name for path in package.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))}
    assert there == {f"{name}{'' if end == '/' else end}" for _, name, end in rows} | {"__init__.py", "__main__.py"}
