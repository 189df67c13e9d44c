"""Reports: each form against its own standard, the same findings in all of them."""

from __future__ import annotations

import json
import os
from io import StringIO
from pathlib import Path

import jsonschema_rs
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from bundles import unpack
from dialogues.checks.check import check
from dialogues.checks.formats import FORMATS, render
from dialogues.checks.formats.shown import Shown
from dialogues.checks.formats.terminal import visible
from dialogues.checks.formats.text import summary
from dialogues.checks.report import Report
from dialogues.checks.settings import Settings
from dialogues.findings import Finding, Location, Severity

HERE = Path(__file__).parent
# One pattern of the published schema, for a language, has a bracket that strict regular expressions refuse.
_SARIF_TEXT = (HERE / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8").replace("{2}]?$", "{2}?$")
SARIF = jsonschema_rs.validator_for(json.loads(_SARIF_TEXT))
JUNIT = xmlschema.XMLSchema(HERE / "schemas" / "junit-10.xsd")

BUNDLE = """\
==> agreements/example-2001.yaml
title: {en: Example}
kind: declaration
parties: []
documents:
  - language: mo
  # dialogues: ignore[L207] nobody has opened it
  - language: und
  - language: 中文
"""


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    root = unpack(BUNDLE, tmp_path / "data")
    return Shown(check(root, settings=Settings(select=("S305",))), "my data")


def test_text_shows_the_line_and_marks_the_value(shown: Shown) -> None:
    assert render(shown, "text") == (
        "my data/agreements/example-2001.yaml\n"
        "  8:15 error S305 a language tag has ASCII letters, digits and hyphens only; found '中文' [documents[2].language]\n"
        "     8 |   - language: 中文\n"
        "       |               ^^^^\n"
        "      = write zh [--fix does it]\n"
        "\n"
        "0 records read: 1 error; 1 can be mended with --fix\n"
    )


def readable(tmp_path: Path) -> Shown:
    return Shown(check(unpack(BUNDLE.replace("中文", "ua"), tmp_path / "readable")), "data")


def test_github_gets_a_command_for_each_finding(tmp_path: Path) -> None:
    *lines, counts = render(readable(tmp_path), "github").splitlines()
    assert counts == summary(readable(tmp_path / "again"))
    assert (
        "::warning file=data/agreements/example-2001.yaml,line=5,endLine=5,col=15,endColumn=17,title=L201::"
        "'mo': mo is retired, ro replaces it%0Awrite ro"
    ) in lines
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def hostile(text: str) -> Shown:
    finding = Finding(Location(text, 1, 2, 1, 3), Severity.ERROR, "L201", text, text, text)
    return Shown(Report((finding,), 1))


def unescape(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(["a,b:c\nd%e\r::", "%0A", "]]>"])
)
def test_no_text_breaks_a_form(text: str) -> None:
    shown = hostile(text)
    command = render(shown, "github")
    command, _, counts = command.partition("\n")
    assert counts == "1 record read: 1 error\n"
    head, properties, data = command.rstrip("\n").split("::", 1)[0], *command.rstrip("\n")[2:].split("::", 1)
    assert head == ""
    fields = dict(each.split("=", 1) for each in properties.removeprefix("error ").split(","))
    assert unescape(fields["file"]) == visible(text)
    assert unescape(data) == visible(text) + (f"\n{visible(text)}" if text else "")
    SARIF.validate(json.loads(render(shown, "sarif")))
    JUNIT.validate(StringIO(render(shown, "junit")))
    assert json.loads(render(shown, "json"))["findings"][0]["message"] == text
    assert "\x1b" not in render(shown, "text")


def test_sarif_is_valid_and_says_what_is_accepted(tmp_path: Path) -> None:
    report = json.loads(render(readable(tmp_path), "sarif"))
    SARIF.validate(report)
    (run,) = report["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [(each["ruleId"], each["suppressions"]) for each in suppressed] == [
        ("L207", [{"kind": "inSource", "justification": "nobody has opened it"}])
    ]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_junit_is_valid_and_fails_for_errors_alone(tmp_path: Path, shown: Shown) -> None:
    for each in (shown, readable(tmp_path), Shown(Report((), 1))):
        written = render(each, "junit")
        JUNIT.validate(StringIO(written))
        errors = sum(finding.severity is Severity.ERROR for finding in each.report.findings)
        assert written.count("<failure") == errors


def test_every_form_tells_the_same_places(tmp_path: Path) -> None:
    shown = readable(tmp_path)
    expected = [(each.location.line, each.location.column, each.code) for each in shown.report.findings]
    as_json = json.loads(render(shown, "json"))["findings"]
    assert [(each["line"], each["column"], each["code"]) for each in as_json] == expected
    results = json.loads(render(shown, "sarif"))["runs"][0]["results"]
    regions = [each["locations"][0]["physicalLocation"]["region"] for each in results if "suppressions" not in each]
    assert [(each["startLine"], each["startColumn"]) for each in regions] == [(line, col) for line, col, _ in expected]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    shown = readable(tmp_path)
    assert render(shown, form) == render(shown, form)


def test_another_form_is_refused(shown: Shown) -> None:
    with pytest.raises(KeyError):
        render(shown, "xml")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_name_that_is_no_text_breaks_no_form(form: str, tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / os.fsdecode(b"caf\xe9.yaml")).write_text("title: x\n")
    written = render(Shown(check(tmp_path), "data"), form)
    assert written.encode("utf-8", "backslashreplace")


def test_a_report_says_itself_what_the_command_line_prints(tmp_path: Path) -> None:
    report = readable(tmp_path).report
    assert json.loads(render(Shown(report, statistics=True), "json")) == report.to_dict(statistics=True)
    assert json.loads(report.to_json()) == report.to_dict()
    assert report.to_sarif() == render(Shown(report), "sarif")
    assert report.to_dict() == {
        "findings": [each.to_dict() for each in report.findings],
        "accepted": [{**each.finding.to_dict(), "reason": each.reason} for each in report.accepted],
        "records": 1,
        "summary": report.counts(),
    }
    assert report.accepted[0].to_dict() == {
        "code": "L207",
        "severity": "info",
        "message": "nobody has determined the language",
        "file": "agreements/example-2001.yaml",
        "line": 7,
        "column": 15,
        "end_line": 7,
        "end_column": 18,
        "path": "documents[1].language",
        "hint": "open the document and name its language",
        "fixable": False,
        "reason": "nobody has opened it",
    }
    (outcomes,) = [each for each in report.outcomes if each.code == "D304"]
    assert outcomes.to_dict() == {"code": "D304", "asked": 0, "fine": 0, "findings": 0, "not_applicable": {}}
