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
from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from dialogues import vocabulary
from dialogues.checks.check import check, check_text
from dialogues.checks.rules import RULES
from dialogues.files import read
from dialogues.findings import Severity
from dialogues.records import (
    RECORD_TYPES,
    Action,
    Agreement,
    Application,
    Document,
    Party,
    Record,
    Relation,
    Signatory,
    Signature,
    Source,
    Term,
)
from dialogues.records.fields_of import fields_of
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
    if " old " in section.splitlines()[0]:
        shutil.copytree("data", "old")
        edited = Path("old", "agreements", "peru-2013.yaml")
        edited.write_text(edited.read_text(encoding="utf-8").replace("date: 2013-05", "date: 2013"), encoding="utf-8")
    if "--verify" in section.splitlines()[0]:
        run("release", "data", "-o", "release")
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


DATA_FORMAT = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")


def test_the_first_registry_is_one_that_a_check_lets_pass(tmp_path: Path) -> None:
    section = DATA_FORMAT.partition("## A first registry")[2].partition("\n## ")[0]
    for file, record in re.findall(r"```yaml\n# ([a-z0-9/-]+\.yaml)\n(.*?)```", section, flags=re.DOTALL):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(record, encoding="utf-8")
    report = check(tmp_path)
    assert [str(each) for each in report.findings if each.severity is not Severity.INFO] == []
    assert report.records == 3


# What an example that shows some keys is a part of; the keys of the example take the place of these.
BARE: dict[str, tuple[type[Record], str]] = {
    "an agreement": (
        Agreement,
        "title: {en: A text}\nkind: unknown\nparties:\n  - {side: own, country: FR}\n  - {side: partner, country: BR}\n",
    ),
    "a source": (Source, ""),
}
PARTS = re.findall(r"```yaml\n# in (an? \w+)\n(.*?)```", DATA_FORMAT, flags=re.DOTALL)


def by_key(text: str) -> dict[str, str]:
    """Part a file into the lines of each of its keys."""
    found = re.findall(r"^([a-z_]+):(.*\n(?:[ #].*\n|\n)*)", text, flags=re.MULTILINE)
    return {key: f"{key}:{lines}" for key, lines in found}


@pytest.mark.parametrize(("of", "text"), PARTS, ids=[text.split()[0] for _, text in PARTS])
def test_the_keys_that_an_example_shows_are_those_of_a_record(of: str, text: str) -> None:
    """Nothing is wrong with them but what is left out: their evidence, as the page says."""
    kind, bare = BARE[of]
    lines = by_key(bare) | by_key(text)
    record = "".join(lines[field.key] for field in fields_of(kind) if field.key in lines)
    assert sorted(record.splitlines()) == sorted("".join(lines.values()).splitlines())
    assert set(text.splitlines()) <= set(record.splitlines())
    found = check_text(record, kind).findings
    assert [str(each) for each in found if each.severity is not Severity.INFO and each.code != "E501"] == []


@pytest.mark.checkout
def test_the_lists_of_the_data_format_are_those_of_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import build_data_format

    assert build_data_format.page() == DATA_FORMAT


def test_every_word_of_every_closed_list_is_told_of() -> None:
    told = re.findall(r"^\| `(.*?)` \|", DATA_FORMAT.partition("## The words")[2], flags=re.MULTILINE)
    lists = [each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    assert sorted(told) == sorted(word.value for words in lists for word in words)


def test_the_words_beside_an_example_are_those_of_one_closed_list() -> None:
    lists = [each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    pages = DATA_FORMAT + (ROOT / "docs" / "dialogues.md").read_text(encoding="utf-8")
    found = re.findall(r"^ *(?:- )?\w+: ([a-z-]+) +# ([a-z-]+(?: \| [a-z-]+)+)$", pages, flags=re.MULTILINE)
    assert len(found) >= 4
    for value, others in found:
        words = {value, *others.split(" | ")}
        assert any(words <= {word.value for word in words_of} for words_of in lists), words


def test_what_1_0_lacked_is_what_the_command_prints(run: Callable[..., Result]) -> None:
    rows = re.findall(r"^\| (\w+) \| `(.*?)` \| (.*?) \|$", DATA_FORMAT.partition("## From 1.0")[2], flags=re.MULTILINE)
    added = json.loads(run("schema", "--format-version", "--json").stdout)["added"]
    assert rows == [(each["kind"], each["what"], each["meaning"].replace("``", "`")) for each in added]


UNPROVED = """\
title: {en: A text}
title_basis: official
kind: treaty
parties:
  - side: own
    organisation: ministry
    capacity: [party, depositary]
    signatories:
      - {name: Anne}
  - {side: partner, country: BR}
signed:
  - {date: 2009-01-17, place: Paris}
actions:
  - {action: withdrawal, party: BR, date: 2011}
term: {duration: P5Y, from: signature, until: 2014, renewal: tacit, renewed_for: P5Y, notice: P3M}
prevailing_language: en
access: not-published
documents:
  - {language: en, role: main}
relations:
  - {kind: follows, agreement: another-2001}
applies_to:
  - {territory: FR, party: ministry}
"""
PARTS_OF_PATH: dict[str, tuple[str, type]] = {
    "parties": ("a party", Party), "signatories": ("a signatory", Signatory), "signed": ("a signature", Signature),
    "actions": ("an action", Action), "term": ("a term", Term), "documents": ("a document", Document),
    "relations": ("a relation", Relation), "applies_to": ("an area that it applies to", Application),
}  # fmt: skip


def test_what_needs_evidence_is_what_the_table_names() -> None:
    """Every claim that the check wants evidence of stands in the table, and no other."""
    section = DATA_FORMAT.partition("These claims need evidence")[2].partition("\n## ")[0]
    table = dict(re.findall(r"^\| (an? .*?) \| (.*) \|$", section, flags=re.MULTILINE))
    told: dict[str, set[str]] = defaultdict(set)
    for each in check_text(UNPROVED, Agreement).findings:
        if each.code == "E501":
            within = [part for part in re.findall(r"[a-z_]+", each.path) if part in PARTS_OF_PATH]
            of, _ = PARTS_OF_PATH[within[-1]] if within else ("an agreement", Agreement)
            told[of].update(re.findall(r"the (\w+)", each.message))
    for of, kind in (("an agreement", Agreement), *PARTS_OF_PATH.values()):
        keys = {field.key for field in fields_of(kind)}
        assert told[of] == set(re.findall(r"`(\w+)`", table[of])) & keys, of


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_examples_of_a_page_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
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
