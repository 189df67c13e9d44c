"""What continuous integration gets: paths of the workspace, no more than a service takes, examples that run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from click.testing import Result

from bundles import unpack
from dialogues.checks.formats import render, sarif
from dialogues.checks.formats.shown import Shown
from dialogues.checks.report import Report
from dialogues.cli import main
from dialogues.findings import Finding, Location, Severity

Run = Callable[..., Result]
ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent
# One pattern of the published schema, for a language, has a bracket that strict regular expressions refuse.
_TEXT = (HERE / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8").replace("{2}]?$", "{2}?$")
SARIF = jsonschema_rs.validator_for(json.loads(_TEXT))
MO = "title: {en: Example}\nkind: declaration\nparties: []\ndocuments:\n  - language: mo\n"
ODD = "my data: 100% (é)"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a registry in a folder of an odd name."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    top = tmp_path / "work"
    (top / "tools").mkdir(parents=True)
    (top / ".git").mkdir()
    unpack(f"==> agreements/a-2001.yaml\n{MO}", top / ODD)
    return top


def locations(output: str) -> list[dict[str, str]]:
    report = json.loads(output)
    SARIF.validate(report)
    return [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in report["runs"][0]["results"]]


PLACES = [
    (".", ODD), (".", f"./{ODD}"), ("tools", f"../{ODD}"), (ODD, "."), (f"{ODD}/agreements", ".."), ("tools", "{top}/" + ODD),
]  # fmt: skip


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_paths_are_those_of_the_workspace_wherever_the_command_runs(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, place: tuple[str, str], *, named: bool
) -> None:
    here, folder = place
    monkeypatch.chdir(workspace / here)
    environment = {"GITHUB_WORKSPACE": str(workspace)} if named else {}
    call = ("check", folder.replace("{top}", str(workspace)), "--select", "L201", "--format")
    assert locations(run(*call, "sarif", env=environment).stdout) == [
        {"uri": "my%20data%3A%20100%25%20%28%C3%A9%29/agreements/a-2001.yaml", "uriBaseId": "%SRCROOT%"}
    ]
    assert run(*call, "github", env=environment).stdout.startswith(
        "::warning file=my data%3A 100%25 (é)/agreements/a-2001.yaml,line=5,"
    )


def test_a_registry_outside_of_the_workspace_has_its_whole_path(run: Run, workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    result = run(
        "check", str(workspace / ODD), "--select", "L201", "--format", "sarif", env={"GITHUB_WORKSPACE": str(other)}
    )
    (place,) = locations(result.stdout)
    assert place == {"uri": (workspace / ODD / "agreements" / "a-2001.yaml").as_uri()}


def test_code_scanning_gets_what_it_takes_and_is_told_of_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    severities = [Severity.INFO, Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.ERROR]
    findings = tuple(Finding(Location(f"{at}.yaml"), each, "L201", "x") for at, each in enumerate(severities))
    report = json.loads(render(Shown(Report(findings, 5)), "sarif"))
    SARIF.validate(report)
    (run,) = report["runs"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "error"]
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {
                    "level": "warning",
                    "message": {"text": "2 findings are left out: a run has 3 results at most, those that weigh most."},
                }
            ],
        }
    ]
    assert "invocations" not in json.loads(render(Shown(Report(findings[:3], 5)), "sarif"))["runs"][0]


def test_the_page_of_the_step_gets_a_summary(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    page = workspace / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(page)}
    run("check", ODD, "--select", "L201,P406", env=environment)
    assert page.read_text(encoding="utf-8") == (
        "before\n"
        "### dialogues check\n\n"
        "1 record read: 1 error, 1 warning; 1 can be mended with --fix.\n\n"
        "| found | weight | rule | what it finds | first places |\n|---:|---|---|---|---|\n"
        f"| 1 | warning | L201 | A language code is retired. | {ODD}/agreements/a-2001.yaml:5 |\n"
        f"| 1 | error | P406 | An agreement lacks a party on one of its sides. | {ODD}/agreements/a-2001.yaml:3 |\n"
    )


# Counts


SETTINGS = """\
# ours
[expect.counts]
agreements = 3   # since May
sources = 0

[[expect.listings]]
source = "page"
agreements = 2
"""


@pytest.mark.parametrize(("file", "text"), [
    ("dialogues.toml", SETTINGS),
    ("pyproject.toml", SETTINGS.replace("[expect", "[tool.dialogues.expect").replace("[[expect", "[[tool.dialogues.expect")),
])  # fmt: skip
def test_counts_are_told_at_their_line_and_written(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str
) -> None:
    """The settings stand above the registry, as they mostly do."""
    monkeypatch.chdir(workspace)
    (workspace / file).write_text(text, encoding="utf-8")
    call = ("check", ODD, "--select", "G801,G802")
    assert run(*call).stdout == (
        f"{file}\n"
        "  3:14 error G801 3 agreements are expected, the registry has 1\n"
        "     3 | agreements = 3   # since May\n"
        "       |              ^\n"
        "      = see what was lost or added, then correct it, or the settings with --update-counts\n"
        "  7:10 error G802 page prints 2 agreements, the registry has 0\n"
        '     7 | source = "page"\n'
        "       |          ^^^^\n"
        "      = see what was lost or added, then correct it or the settings\n"
        "\n"
        "1 record read: 2 errors\n"
    )
    result = run("check", ODD, "--select", "G801", "--update-counts")
    assert (result.exit_code, result.stderr) == (0, f"{(workspace / file).resolve()}: agreements = 1, was 3\n")
    assert (workspace / file).read_text(encoding="utf-8") == text.replace("agreements = 3 ", "agreements = 1 ")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("", "the settings expect no counts: write [expect.counts] with a line for each collection first"),
        ("expect.counts = {agreements = 3}\n", "{file}: write agreements in a line of its own below [expect.counts]"),
    ],
)
def test_counts_that_cannot_be_written_are_told_of(
    capsys: pytest.CaptureFixture[str], workspace: Path, settings: str, message: str
) -> None:
    file = workspace / ODD / "dialogues.toml"
    file.write_text(settings, encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["check", str(workspace / ODD), "--update-counts"])
    assert caught.value.code == 2
    assert capsys.readouterr().err == f"Error: {message.replace('{file}', str(file.resolve()))}\n"
    assert file.read_text(encoding="utf-8") == settings


# Acceptances of JSON records


JSON = '{"title": {"en": "Example"}, "kind": "declaration", "parties": [], "documents": [{"language": "und"}, {"language": "und"}]}'
ACCEPT = '[[accept]]\nfile = "agreements/a-2001.json"\ncode = "L207"\n{at}reason = "nobody has opened it"\n'


@pytest.mark.parametrize(
    ("accept", "told"),
    [
        ("", ["L207 documents[0].language", "L207 documents[1].language"]),
        (ACCEPT.replace("{at}", ""), []),
        (ACCEPT.replace("{at}", 'at = "documents[1].language"\n'), ["L207 documents[0].language"]),
        (
            ACCEPT.replace("{at}", 'at = "documents[7].language"\n'),
            ["L207 documents[0].language", "L207 documents[1].language", "G901 "],
        ),
        (ACCEPT.replace("{at}", "").replace("L207", "L208"), ["L207 documents[0].language", "L207 documents[1].language", "G901 "]),
    ],
)  # fmt: skip
def test_the_settings_accept_what_no_comment_can(run: Run, tmp_path: Path, accept: str, told: list[str]) -> None:
    root = unpack(f"==> agreements/a-2001.json\n{JSON}\n==> dialogues.toml\n{accept}", tmp_path / "data")
    value: dict[str, Any] = json.loads(run("check", str(root), "--select", "L207,L208,G901", "--json").stdout)
    assert [f"{each['code']} {each['path']}" for each in value["findings"]] == told
    accepted = [each["reason"] for each in value["accepted"]]
    assert accepted == ["nobody has opened it"] * (2 - sum(each.startswith("L207") for each in told))


def test_an_acceptance_of_nothing_stands_at_its_line(run: Run, tmp_path: Path) -> None:
    text = (
        f"==> agreements/a-2001.json\n{JSON}\n==> dialogues.toml\n{ACCEPT.replace('{at}', '').replace('L207', 'L208')}"
    )
    root = unpack(text, tmp_path / "data")
    (finding,) = json.loads(run("check", str(root), "--select", "G901,L208", "--json").stdout)["findings"]
    assert (Path(finding["file"]).name, finding["line"], finding["message"]) == (
        "dialogues.toml",
        2,
        "no finding L208 is in agreements/a-2001.json",
    )


# The examples


@pytest.mark.checkout
def test_the_page_prints_the_examples() -> None:
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    for file in sorted((ROOT / "examples" / "ci").iterdir()):
        assert f"```yaml\n{file.read_text(encoding='utf-8')}```" in page, file.name


def commands(value: object) -> list[str]:
    if isinstance(value, dict):
        return [each for held in value.values() for each in commands(held)]
    if isinstance(value, list):
        return [each for held in value for each in commands(held)]
    return [value] if isinstance(value, str) and value.startswith("dialogues ") else []


@pytest.mark.checkout
@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_the_commands_of_an_example_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    unpack(f"==> agreements/a-2001.yaml\n{MO}", tmp_path / "data")
    example = yaml.safe_load((ROOT / "examples" / "ci" / name).read_text(encoding="utf-8"))
    found = [command.partition(" > ")[0] for command in commands(example)]
    assert len(found) == 2
    results = [run(*shlex.split(command)[1:]) for command in found]
    assert all(result.exit_code in (0, 1) and result.stdout for result in results)
    assert 1 in {result.exit_code for result in results}  # P406, an error, fails the job


@pytest.mark.checkout
def test_the_hooks_take_the_files_that_a_commit_changes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    unpack(f"==> agreements/a-2001.yaml\n{MO}==> agreements/b-2001.yaml\n{MO}", tmp_path / "data")
    hooks = {each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    example = yaml.safe_load((ROOT / "examples" / "ci" / "pre-commit.yaml").read_text(encoding="utf-8"))
    (repository,) = example["repos"]
    assert [each["id"] for each in repository["hooks"]] == ["dialogues-fix", "dialogues-check"]
    changed = [
        "data/agreements/a-2001.yaml",
        "data/files/a.yaml",
        "README.md",
        "data/registry.yaml",
        "data/people/p.json",
    ]
    outputs = []
    for each in repository["hooks"]:
        hook = hooks[each["id"]]
        files = [file for file in changed if re.search(hook["files"], file) and re.search(each["files"], file)]
        assert files == ["data/agreements/a-2001.yaml", "data/people/p.json"]
        outputs.append(run(*shlex.split(hook["entry"])[1:], *hook["args"], files[0]))
    fixed, checked = outputs
    assert (fixed.exit_code, checked.exit_code) == (0, 1)
    assert "language: ro" in (tmp_path / changed[0]).read_text(encoding="utf-8")
    assert "language: mo" in (tmp_path / "data" / "agreements" / "b-2001.yaml").read_text(encoding="utf-8")
    assert "b-2001" not in checked.stdout
