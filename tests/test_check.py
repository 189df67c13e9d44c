"""The check as a person runs it: settings, acceptances, paths, exit codes, rules of others."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

import dialogues
from bundles import unpack
from dialogues.checks.check import check, check_text
from dialogues.checks.settings import Settings, find_settings, read_settings
from dialogues.cli import main
from dialogues.errors import InvalidSettings, RegistryNotFound
from dialogues.files import bundled_folder
from dialogues.findings import Severity
from dialogues.records import RECORD_TYPES, Agreement, Publication, Source

Run = Callable[..., Result]
EXAMPLE = "==> agreements/example-2001.yaml\ntitle: {en: Example}\nkind: declaration\nparties: []\n"
MO = EXAMPLE + "documents:\n  - language: mo\n"


def codes(root: Path, **settings: object) -> list[str]:
    return [each.code for each in check(root, settings=Settings(**settings) if settings else None).findings]


# Settings


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", ["P406", "E501", "L201", "E501"]),
        ('select = ["L"]', ["L201"]),
        ('select = ["L", "E501"]', ["E501", "L201", "E501"]),
        ('[ignore]\nE = "sources come later"', ["P406", "L201"]),
        ('[ignore]\nE5 = "sources come later"\nP = "a draft"', ["L201"]),
        ('[per-file-ignores."agreements/*"]\nALL = "a draft"', []),
        ('[per-file-ignores."publications/*"]\nALL = "a draft"', ["P406", "E501", "L201", "E501"]),
    ],
)
def test_settings_choose_the_rules(tmp_path: Path, toml: str, expected: list[str]) -> None:
    root = unpack(MO + "==> dialogues.toml\n" + toml + "\n", tmp_path / "data")
    assert sorted(codes(root)) == sorted(expected)


def test_settings_change_what_a_finding_weighs(tmp_path: Path) -> None:
    toml = '==> dialogues.toml\n[severity]\nL = "info"\nL201 = "error"\n'
    root = unpack(MO + "  - language: und\n" + toml, tmp_path / "data")
    found = {each.code: each.severity for each in check(root).findings if each.code.startswith("L")}
    assert found == {"L201": Severity.ERROR, "L207": Severity.INFO}


def test_settings_are_found_above_the_folder_and_in_pyproject(tmp_path: Path) -> None:
    root = unpack(MO, tmp_path / "repository" / "data")
    (tmp_path / "repository" / "pyproject.toml").write_text('[tool.dialogues]\nselect = ["L"]\n')
    assert codes(root) == ["L201"]
    (root / "dialogues.toml").write_text('select = ["P"]\n')
    assert codes(root) == ["P406"]


REASON = "a reason is mandatory, of at least three letters, and tells a stranger why"


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("select = [", "{file}: Invalid value (at end of document)"),
        (
            'slect = ["L"]',
            "{file}: slect: no such key; allowed: select, ignore, per-file-ignores, severity, accept, expect",
        ),
        ('select = ["l201"]', "{file}: select[0]: a rule is named by its code (L201), its family (L) or ALL"),
        ('[ignore]\nL201 = "   "', f"{{file}}: ignore.L201: {REASON}"),
        ('[severity]\nL201 = "fatal"', "{file}: severity.L201: error, warning or info is expected"),
        ("[expect.counts]\nagreements = -1", "{file}: expect.counts.agreements: a number of 0 or more is expected"),
        ('select = "ALL"', '{file}: select: a list is expected, like ["ALL"]'),
        ("select = []", "{file}: select: at least one rule is expected"),
        ('ignore = ["E509"]', '{file}: ignore: a table is expected, with a line for each: CODE = "the reason"'),
        ('select = ["L999"]', "{file}: select: no rule has the code L999"),
        ('[ignore]\nE5099 = "so"', "{file}: ignore.E5099: a rule is named by its code (L201), its family (L) or ALL"),
        ('[ignore]\nE529 = "not yet"', "{file}: ignore: no rule has the code E529; did you mean E502?"),
        (
            '[ignore]\nP401 = "we like it"',
            "{file}: ignore: P401 keeps a record from being read: it is always told, as an error",
        ),
        (
            '[severity]\nS302 = "info"',
            "{file}: severity: S302 keeps a record from being read: it is always told, as an error",
        ),
    ],
)
def test_faulty_settings_are_told_of(tmp_path: Path, toml: str, message: str) -> None:
    root = unpack(EXAMPLE, tmp_path / "data")
    file = root / "dialogues.toml"
    file.write_text(toml)
    with pytest.raises(InvalidSettings) as caught:
        check(root)
    assert str(caught.value) == message.replace("{file}", str(file))


def test_no_sentence_of_pydantic_is_in_what_settings_are_told() -> None:
    junk: list[object] = [
        None, "", "x", "9" * 5000, 1, -1, 1.5, 10**30, float("nan"), True, date(2020, 1, 1), [], {}, ["x"], [1], {"x": "y"},
        {"L": "ab"}, {"L": "abc"}, {"L": 1}, {"a": {"L": 1}},
    ]  # fmt: skip
    nested: list[object] = [{"counts": {"a": each}} for each in junk] + [{"listings": each} for each in junk]
    nested += [{"listings": [each]} for each in junk] + [
        {"listings": [{"source": 1, "agreements": each}]} for each in junk
    ]
    told = set()
    for key in ("select", "ignore", "per-file-ignores", "severity", "expect", "other"):
        for value in [*junk, *nested]:
            try:
                read_settings({key: value}, "file")
            except InvalidSettings as error:
                told.add(error.fault)
    assert len(told) > 12
    assert [each for each in told if re.search(r"\b(input|should|valid|unable)\b|another value", each)] == []


DEEP = "[" * 5000


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (f"a = {DEEP}".encode(), "it is nested too deeply"),
        (b"a = " + b"9" * 5000, "a number in it has too many digits"),
        (b"# \xff", "it is not UTF-8: byte 3"),
        (b"#" * 1_000_001, "it is larger than 1,000,000 bytes"),
        ("pipe", "it is no regular file"),
        ("/dev/zero", "it is no regular file"),
        ("dialogues.toml", "Too many levels of symbolic links"),
        ("folder", "Is a directory"),
    ],
)
def test_settings_that_nobody_can_read_are_told_of(tmp_path: Path, content: bytes | str, problem: str) -> None:
    root = unpack(EXAMPLE, tmp_path / "data")
    file = root / "dialogues.toml"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content == "pipe":
        os.mkfifo(file)
    elif content == "folder":
        file.mkdir()
    else:
        file.symlink_to(content)
    with pytest.raises(InvalidSettings) as caught:
        check(root)
    assert str(caught.value) == f"{file}: {problem}"


@pytest.mark.parametrize(
    ("content", "ours"),
    [
        (b"[", False),
        (b"\xff", False),
        (DEEP.encode(), False),
        (b"#" * 1_000_001, False),
        (b"[tool.ruff]\nx = [", False),
        (b"[tool.dialogues]\nselect = [", True),
        (b"[ tool . 'dialogues' ]\n\xff", True),
        (b"[tool.dialogues.ignore]\nL201 = ", True),
        (b"[tool.dialogueses]\nx = [", False),
    ],
)
def test_a_broken_project_file_above_is_passed_over_unless_it_speaks_of_us(
    tmp_path: Path, content: bytes, ours: bool
) -> None:
    root = unpack(MO, tmp_path / "home" / "data")
    (tmp_path / "dialogues.toml").write_text('select = ["L"]\n')
    (tmp_path / "home" / "pyproject.toml").write_bytes(content)
    if ours:
        with pytest.raises(InvalidSettings, match=r"home/pyproject\.toml: "):
            check(root)
    else:
        assert codes(root) == ["L201"]
    (tmp_path / "home" / "pyproject.toml").rename(root / "pyproject.toml")
    with pytest.raises(InvalidSettings, match=r"data/pyproject\.toml: "):  # in the registry's own folder it is ours
        check(root)


# Acceptances


@pytest.mark.parametrize(
    ("line", "accepted", "expected"),
    [
        ("  - language: mo  # dialogues: ignore[L201] printed so", ["L201"], []),
        ("  # dialogues: ignore[L201] printed so\n  - language: mo", ["L201"], []),
        ("  # dialogues: ignore[L201, E501] printed so\n  # and more\n\n  - language: mo", ["L201", "E501"], []),
        ("  - language: mo  # dialogues: ignore[L201]", [], ["G902", "L201"]),
        ("  - language: mo  # dialogues: ignore[L201] -", [], ["G902", "L201"]),
        ("  - language: mo  # Dialogues: ignore[L201] printed so", [], ["G903", "L201"]),
        ("  - language: mo  # dialogues ignore[L201] printed so", [], ["G903", "L201"]),
        ("  # dialogues of 2001, as printed\n  - language: mo", [], ["L201"]),
        ("  - language: mo  # dialogues: ignore[L999] printed so", [], ["G903", "L201"]),
        ("  - language: mo  # dialogues: ignore L201 printed so", [], ["G903", "L201"]),
        ("  - language: ro  # dialogues: ignore[L201] printed so", [], ["G901"]),
        ("  - language: mo  # ignore[L201] printed so", [], ["L201"]),
        ('  - language: mo\n    title: "# dialogues: ignore[L201] no comment"', [], ["L201"]),
        ("  - language: mo\n    title: >-  # dialogues: ignore[L207] one\n      text", [], ["G901", "L201"]),
    ],
)
def test_a_finding_is_accepted_beside_the_value(
    tmp_path: Path, line: str, accepted: list[str], expected: list[str]
) -> None:
    root = unpack(f"{EXAMPLE}documents:\n{line}\n", tmp_path / "data")
    report = check(root, settings=Settings(select=("L", "G", *(("E501",) if "E501" in line else ()))))
    findings = [each.code for each in report.findings if each.path != "kind"]
    assert sorted(findings) == sorted(expected)
    assert [each.finding.code for each in report.accepted] == accepted
    assert {each.reason for each in report.accepted} <= {"printed so"}


def test_what_keeps_a_record_from_being_read_is_always_told(run: Run, tmp_path: Path) -> None:
    """A comment or a choice of rules that hid it would let a record vanish, with exit code 0."""
    text = "  - {side: partner, country: ZZ}  # dialogues: ignore[P401] we like it\n"
    root = unpack(EXAMPLE.replace("parties: []\n", f"parties:\n{text}"), tmp_path / "data")
    found = [(each.code, each.message) for each in check(root, settings=Settings(select=("P", "G9"))).findings]
    assert found == [
        ("P401", "no country has this code today (ISO 3166-1); found 'ZZ'"),
        ("G903", "P401 cannot be accepted: the record cannot be read"),
    ]
    for option in (["--select", "L201"], ["--ignore", "P4"], ["--severity", "error"]):
        assert run("check", str(root), *option).exit_code == 1


def test_the_manifest_is_judged_and_accepts_like_any_file(tmp_path: Path) -> None:
    manifest = (
        "==> registry.yaml\n# dialogues: ignore[S502] written by a program\nformat: '1.1'\ntitle: {mo: x}\n"
        "version: 1\ndate: 2026-11-24\nlicence: x  # dialogues: ignore[X9]\n"
        "==> dialogues.toml\n[expect.counts]\nagreements = 2\n"
        '[[accept]]\nfile = "dialogues.toml"\ncode = "G801"\nreason = "one is on its way"\n'
    )
    report = check(unpack(EXAMPLE + manifest, tmp_path / "data"))
    assert [(each.finding.code, each.reason) for each in report.accepted] == [
        ("S502", "written by a program"),
        ("G801", "one is on its way"),
    ]
    found = [each.code for each in report.findings if each.location.file == "registry.yaml"]
    assert found == ["G903"]


@pytest.mark.parametrize(
    ("manifest", "settings", "accepted", "left"),
    [
        # Beside the setting, above it, and in the manifest of which it is told.
        ("", "agreements = 2  # dialogues: ignore[G801] one is on its way", ["G801 dialogues.toml:2 one is on its way"], []),
        ("", "# dialogues: ignore[G801] on its way\n# soon\nagreements = 2", ["G801 dialogues.toml:4 on its way"], []),
        ("# dialogues: ignore[G801] on its way\n", "agreements = 2", ["G801 registry.yaml:2 on its way"], []),
        ("", "agreements = 1  # dialogues: ignore[G801] on its way", [], [
            "dialogues.toml:2:17: G901 warning: no finding G801 is in line 2 (remove the comment)",
        ]),
        ("", "agreements = 2  # dialogues: ignore[G801]", [], [
            "dialogues.toml:2:14: G801 error: 2 agreements are expected, the registry has 1 "
            "(see what was lost or added, then correct it, or the settings with --update-counts)",
            "dialogues.toml:2:17: G902 error: the reason is missing (write # dialogues: ignore[CODE] and the reason)",
        ]),
    ],
)  # fmt: skip
def test_what_the_settings_expect_is_accepted_there_or_in_the_manifest(
    tmp_path: Path, manifest: str, settings: str, accepted: list[str], left: list[str]
) -> None:
    text = f'==> registry.yaml\n{manifest}format: "1.1"\ntitle: {{en: x}}\nversion: 1\ndate: 2026-11-24\nlicence: x\n'
    root = unpack(f"{EXAMPLE}{text}==> dialogues.toml\n[expect.counts]\n{settings}\n", tmp_path / "data")
    report = check(root, settings=find_settings(root).model_copy(update={"select": ("G8", "G9")}))
    taken = [(each.finding, each.reason) for each in report.accepted]
    assert [f"{each.code} {each.location.file}:{each.location.line} {why}" for each, why in taken] == accepted
    assert [str(each) for each in report.findings if each.code != "G804"] == left


EMPTY = '==> registry.yaml\nformat: "1.1"\ntitle: {en: x}\nversion: 1\ndate: 2026-11-24\nlicence: x\n'
OF_NOTHING = {
    "E502": "no source is a mirror",
    "G801": "no counts are expected",
    "G802": "no listings are expected",
    "G804": "no ids were taken out",
    "G807": "there is no agreement",
    "G808": "no release before is named",
    "G809": "the manifest names no colour",
    "G810": "the manifest names no logo",
    "R603": "no agreement relates to another",
    "R611": "no programme has a predecessor",
    "R612": "no organisation is a part of another",
    "R613": "no event has a number in a series",
    "R614": "no record is replaced",
    "R615": "no record is replaced",
    "R616": "no agreement has a number",
    "R618": "no organisation has a predecessor",
}


def test_a_rule_says_why_it_has_nothing_to_say_of_a_registry_that_begins(tmp_path: Path) -> None:
    report = check(unpack(EMPTY, tmp_path / "data"))
    assert {each.code: next(iter(each.not_applicable)) for each in report.outcomes if each.not_applicable} == OF_NOTHING


TWO_COUNTRIES = """\
==> agreements/chile-2010.yaml
title: {en: Letter}
kind: declaration
parties: [{side: eu, organisation: office}, {side: partner, country: CL, organisation: office}]
relations: [{kind: follows, agreement: chile-2001}]
==> agreements/china-2011.yaml
title: {en: Letter}
kind: declaration
parties: [{side: party, country: CN}, {side: party, country: CL}]
==> dialogues.toml
[expect.counts]
agreements = 1
organisations = 1
[[expect.listings]]
source = "page"
agreements = 1
"""
KNOWS_ALL = ["E506", "G805", "G807"]


@pytest.mark.parametrize(
    ("collection", "silent"),
    [
        ("agreements", ["E506", "G801", "G802", "G805", "G807", "R607"]),
        ("organisations", ["E506", "G801", "G805", "G807", "P431", "P434", "R608"]),
        ("publications", ["E506", "G802", "G805", "G807"]),
        ("sources", KNOWS_ALL),
    ],
)
def test_a_rule_is_silent_where_a_file_that_it_needs_cannot_be_read(
    tmp_path: Path, collection: str, silent: list[str]
) -> None:
    """What is missing has been told of; another finding would be a falsehood."""
    root = unpack(f"{TWO_COUNTRIES}==> {collection}/broken.yaml\ntitle: [\n", tmp_path / "data")
    report = check(root, settings=find_settings(root).model_copy(update={"select": ("ALL",)}))
    reason = "a file could not be read, and has been told of"
    assert [each.code for each in report.outcomes if reason in each.not_applicable] == silent


def test_files_of_documents_are_looked_into_when_that_is_asked_for(tmp_path: Path) -> None:
    document = "documents:\n  - {language: fr, path: agreements/a.html, media_type: text/html}\n"
    root = unpack(f"{EXAMPLE}{document}==> agreements/a.html\n<html lang=en><title>x</title>\n", tmp_path / "data")
    assert [each.code for each in check(root).findings if each.code[:2] == "L3"] == []
    assert [each.code for each in check(root, documents=True).findings if each.code[:2] == "L3"] != []


@pytest.mark.parametrize("value", ["12:30", "0x1F", "1e3", "1__0", ".5", "2026.10", "1_"])
def test_a_number_that_is_none_is_told_once(value: str) -> None:
    """Other readers take each of these for a number, of which S503 would tell as well."""
    text = f"kind: study\ndocuments: [{{language: en, pages: {value}}}]\n"
    found = [(each.code, each.message) for each in check_text(text, Publication).findings if each.code[0] == "S"]
    assert found == [("S305", f"a whole number is expected, found {value!r}")]


# One fault, one finding

FAULTS = [
    ("agreements/moldova-2010.yaml", r"^kind:.*\n", "", "S302"),
    ("agreements/china-2006.yaml", r"\A", "title: [\n", "S201"),
    ("agreements/peru-2013.yaml", r"country: PE", "country: ZZ", "P401"),
    ("agreements/peru-2013.yaml", r"date: 2013-05$", "date: 2013-5-3", "S305"),
    ("agreements/peru-2013.yaml", r"^listed:\n(?:  .*\n)+", "", "G803"),
    ("agreements/india-2017.yaml", r"^listed:\n(?:  .*\n)+", "", "G802"),
    ("agreements/ukraine-2009.yaml", r"language: uk$", "language: ua", "L202"),
    ("agreements/china-2006.yaml", r"language: zh$", "language: cn", "L202"),
    ("agreements/brazil-2007.yaml", r"^    act: signed\n    evidence:\n(?:      .*\n)+", "    act: signed\n", "E501"),
    ("agreements/japan-2013.yaml", r"organisation: jp-mlit-city-bureau$", "organisation: jp-mlit-city-buro", "R601"),
    ("organisations/dg-regio.yaml", r"^kind:.*\n", "", "S302"),
    ("sources/regio-peru.yaml", r"^class:.*\n", "", "S302"),
    ("sources/regio-peru.yaml", r"^address:.*\n", "", "E518"),
    ("events/essen-study-tour-2019.yaml", r"^kind:.*\n", "", "S302"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "pattern", "text", "code"), FAULTS, ids=lambda each: each if len(each) == 4 else "")
def test_one_fault_in_the_real_data_is_one_finding(
    tmp_path: Path, file: str, pattern: str, text: str, code: str
) -> None:
    root = tmp_path / "data"
    shutil.copytree(bundled_folder(), root)
    before = {(each.code, each.message) for each in check(root).findings}
    held = (root / file).read_text(encoding="utf-8")
    changed, count = re.subn(pattern, text, held, count=1, flags=re.MULTILINE)
    assert count == 1
    (root / file).write_text(changed, encoding="utf-8")
    found = [each.code for each in check(root).findings if (each.code, each.message) not in before]
    assert found == [code]


def test_a_file_with_a_wrong_name_is_one_finding(tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(bundled_folder(), root)
    (root / "agreements" / "japan-2013.yaml").rename(root / "agreements" / "Japan_2013.yaml")
    assert [each.code for each in check(root).findings if each.severity is not Severity.INFO] == ["S401"]


# Outcomes


def test_a_rule_tells_three_outcomes(tmp_path: Path) -> None:
    text = (
        EXAMPLE
        + "documents:\n  - language: pt\n    printed_label: EN\n  - language: en\n    printed_label: EN\n  - language: fr\n"
    )
    outcomes = {each.code: each for each in check(unpack(text, tmp_path / "data")).outcomes}
    label = outcomes["L205"]
    assert (label.asked, label.problems, label.fine) == (3, 1, 1)
    assert label.not_applicable == {"no label is printed": 1}


def test_one_missing_fact_is_one_finding(tmp_path: Path) -> None:
    """No date: no rule about dates speaks, and nothing asks for its source."""
    text = EXAMPLE.replace("parties: []", "parties: []\nsigned:\n  - date: unknown\n    place: Brussels")
    report = check(unpack(text, tmp_path / "data"), settings=Settings(select=("D", "E501")))
    assert [each.path for each in report.findings] == ["kind", "signed[0].place"]


# Paths and texts


def test_single_files_are_told_of_alone_and_judged_with_the_rest(run: Run, tmp_path: Path) -> None:
    text = MO + MO.replace("example-2001", "other-2001").replace("mo", "iw")
    root = unpack(text, tmp_path / "data")
    result = run("check", str(root / "agreements" / "other-2001.yaml"), "--json", "--select", "L")
    assert [each["file"] for each in json.loads(result.stdout)["findings"]] == [
        str(root / "agreements" / "other-2001.yaml")
    ]


@pytest.mark.parametrize(
    "case",
    [
        ("data", "agreements/other-2001.yaml", "agreements/other-2001.yaml"),
        ("data", "./agreements/other-2001.yaml", "agreements/other-2001.yaml"),
        ("data/agreements", "other-2001.yaml", "../agreements/other-2001.yaml"),
        ("data/agreements", "./other-2001.yaml", "../agreements/other-2001.yaml"),
        ("data/agreements", "../agreements/other-2001.yaml", "../agreements/other-2001.yaml"),
        (".", "data/agreements/other-2001.yaml", "data/agreements/other-2001.yaml"),
    ],
)
def test_a_file_is_found_from_wherever_the_command_runs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[str, str, str]
) -> None:
    folder, path, shown = case
    unpack(MO.replace("example-2001", "other-2001"), tmp_path / "data")
    monkeypatch.chdir(tmp_path / folder)
    result = run("check", path, "--select", "L201")
    assert result.stdout.splitlines()[0] == shown
    assert result.stdout.splitlines()[-1] == "1 record read: 1 warning; 1 can be mended with --fix"
    assert run("check", path, "--select", "L201", "--fix").stdout.splitlines()[-1].startswith("mended: 1 finding")
    assert "language: ro" in (tmp_path / "data" / "agreements" / "other-2001.yaml").read_text(encoding="utf-8")


def test_a_file_in_no_folder_of_a_registry_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    stray = tmp_path / "stray.yaml"
    stray.write_text("title: {en: x}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["check", str(stray)])
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"Error: {stray}: it is in none of a registry's folders: agreements, publications, events, programmes, "
        "cooperations, organisations, people, themes, sources"
    )


def test_standard_input_is_checked_alone(run: Run) -> None:
    text = "title: A page\nclass: official\n"
    assert run("check", "-", "--kind", "source", input=text).stdout == (
        "-\n"
        "  1:8 error E518 nothing says where the source can be found [title]\n"
        "     1 | title: A page\n"
        "       |        ^^^^^^\n"
        "      = give its address, how it is cited, or a number that it is known by\n"
        "\n"
        "1 record read: 1 error\n"
    )


def test_a_text_alone_is_not_asked_about_what_is_not_there() -> None:
    text = "title: {en: x}\nkind: declaration\nparties:\n  - {side: eu, organisation: nowhere}\nrelations:\n  - {kind: follows, agreement: x}\n"
    report = check_text(text, Agreement)
    assert "R601" not in {each.code for each in report.findings}
    outcomes = {each.code: each.not_applicable for each in report.outcomes}
    assert outcomes["R604"] == {"the registry is not at hand": 1}


@pytest.mark.parametrize("text", ["", "[", "a: b: c", "- x", "{}"])
def test_a_text_that_is_none_is_told_of(text: str) -> None:
    assert check_text(text, Source).findings[0].code[0] == "S"


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], 1),
        (["--select", "L"], 0),
        (["--select", "L", "--fail-on", "warning"], 1),
        (["--select", "L", "--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--ignore", "E,P"], 0),
        (["--severity", "error"], 1),
        (["--severity", "error", "--select", "L", "--fail-on", "warning"], 1),
        (["--select", "L", "--diff"], 1),
        (["--select", "E", "--diff", "--fail-on", "never"], 0),
    ],
    ids=str,
)
def test_the_exit_code_says_what_was_asked(run: Run, tmp_path: Path, arguments: list[str], expected: int) -> None:
    root = unpack(MO, tmp_path / "data")
    assert run("check", str(root), *arguments).exit_code == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "dialogues: nowhere: there is no such folder"),
        (["nowhere.yaml"], "dialogues: nowhere.yaml: there is no such file"),
        (["--cache", __file__], f"Error: --cache {__file__}: it is a file, and a folder is needed."),
        (
            ["--select", "Z9"],
            "Error: Invalid value for '--select': 'Z9' is neither a rule's code nor a family; dialogues rules lists them",
        ),
        (["--fix", "--diff"], "Error: --fix and --diff do not go together."),
        (["--diff", "--format", "sarif"], "Error: --diff shows a patch, and no other form."),
        (["--json", "--format", "sarif"], "Error: --json and --format do not go together."),
        (
            ["-"],
            "Error: Standard input needs --kind: agreement, cooperation, event, organisation, person, programme, publication, source, theme.",
        ),
        (["--kind", "source"], "Error: --kind is for standard input (-); a file's folder tells its kind."),
        (["--summary", "--json"], "Error: --json and --summary do not go together."),
        (["--summary", "--format", "text"], "Error: --summary and --format do not go together."),
        (
            ["--bundled", "--fix"],
            "Error: --bundled is a registry of its own, and is not mended: name no other, and no --fix.",
        ),
        (
            ["--write-baseline", "x", "--new", "x"],
            "Error: --write-baseline writes what is found in a registry, and goes with none of --new, --fix, --diff "
            "and -.",
        ),
        (["nowhere.yaml", "nothing.yaml"], "Error: nowhere.yaml: there is no such file"),
    ],
    ids=str,
)
def test_wrong_use_is_told_in_words(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", *arguments])
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == message


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("empty", "{root}/empty: it has neither registry.yaml nor a folder of records"),
        (".", "{root}: it has neither registry.yaml nor a folder of records; did you mean {root}/data?"),
        (
            "data/agreements",
            "{root}/data/agreements: it has neither registry.yaml nor a folder of records;"
            " it is one itself, of the registry {root}/data",
        ),
    ],
)
def test_a_folder_that_holds_no_registry_is_no_green_check(tmp_path: Path, folder: str, message: str) -> None:
    unpack(EXAMPLE + '==> registry.yaml\nformat: "1.1"\n', tmp_path / "data")
    (tmp_path / "empty").mkdir()
    for work in (check, dialogues.load, dialogues.read):
        with pytest.raises(RegistryNotFound) as caught:
            work(tmp_path / folder)
        assert str(caught.value) == message.replace("{root}", str(tmp_path))


def test_without_a_path_the_registry_at_hand_is_checked_and_no_installed_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in ([], ["--fix"]):
        refused = run("check", *arguments)
        assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (
            2,
            "Error: No registry is here or in a folder above; name its folder, or ask for the one that the library "
            "ships with --bundled.",
        )
    bundled = run("check", "--bundled")
    assert (bundled.exit_code, "records read: " in bundled.stdout.splitlines()[-1]) == (0, True)
    monkeypatch.chdir(unpack(MO, tmp_path / "data"))
    assert run("check").stdout.startswith("agreements/example-2001.yaml\n")
    assert run("check", "--fix", "--fail-on", "never").stdout.endswith("mended: 1 finding, files changed: 1\n")


def test_a_folder_that_is_none_raises(tmp_path: Path) -> None:
    with pytest.raises(RegistryNotFound):
        check(tmp_path / "nowhere")


def test_actions_choose_their_own_form(run: Run, tmp_path: Path) -> None:
    root = unpack(MO, tmp_path / "data")
    assert run("check", str(root), env={"GITHUB_ACTIONS": "true"}).stdout.startswith("::error file=")
    assert not run("check", str(root), "--format", "text", env={"GITHUB_ACTIONS": "true"}).stdout.startswith("::")


# The same bytes


@pytest.mark.checkout
def test_the_same_bytes_for_any_hash_seed_locale_and_order_of_files(tmp_path: Path) -> None:
    root = unpack(MO + MO.replace("example", "another"), tmp_path / "one" / "data")
    shuffled = tmp_path / "two" / "data"
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_file():
            (shuffled / path.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
            (shuffled / path.relative_to(root)).write_bytes(path.read_bytes())
    outputs = set()
    for folder, seed, locale in ((root, "0", "C"), (shuffled, "1", "tr_TR.UTF-8"), (root, "2", "C.UTF-8")):
        done = subprocess.run(
            [sys.executable, "-m", "dialogues", "check", "data", "--format", "json", "--statistics"],
            cwd=folder.parent, capture_output=True, check=False,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"},
        )  # fmt: skip
        outputs.add((done.returncode, done.stdout, done.stderr))
    assert len(outputs) == 1


# Rules of others


HOUSE = Path(__file__).parent.parent / "examples" / "house-rules"


def check_with(packages: Path, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(packages), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, "-m", "dialogues", *arguments, *([str(root)] if arguments[0] == "check" else [])],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip


@pytest.mark.checkout
def test_another_package_adds_a_rule(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "--target", str(packages), str(HOUSE)], check=True)
    root = unpack(EXAMPLE, tmp_path / "data")
    done = check_with(packages, root, "check", "--select", "M")
    assert done.stdout.splitlines()[1] == "  1:1 warning M101 no note says where the original is kept [title]"
    assert "M: rules of other packages" in check_with(packages, root, "rules").stdout


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "RULES = 1",
            "dialogues: the rule house of another package failed: 1 is no rule; make one with dialogues.checks.rules.rule",
        ),
        (
            "import nowhere",
            "dialogues: the rule house of another package failed: ModuleNotFoundError: No module named 'nowhere'",
        ),
        (
            "from dialogues.checks.rules import rule\nfrom dialogues.records import Agreement\n"
            "@rule('L201', 'error', Agreement)\ndef RULES(a, c):\n    yield from ()",
            "dialogues: the rule house of another package failed: the code L201 is taken",
        ),
        (
            "from dialogues.checks.rules import rule\nfrom dialogues.records import Agreement\n"
            "@rule('X101', 'error', Agreement)\ndef RULES(a, c):\n    yield a.nothing",
            "dialogues: the rule X101 of another package failed: AttributeError: 'Agreement' object has no attribute 'nothing'",
        ),
        (
            "from dialogues.checks.rules import rule\nfrom dialogues.records import Agreement\n"
            "@rule('X101', 'error', Agreement)\ndef RULES(a, c):\n    yield 'it is wrong'",
            "dialogues: the rule X101 of another package failed:"
            " TypeError: a rule yields Problem or NotApplicable, and not str",
        ),
    ],
    ids=["no-rule", "no-import", "taken", "breaks", "text"],
)
def test_a_rule_of_another_package_that_fails_is_named(tmp_path: Path, code: str, message: str) -> None:
    packages = tmp_path / "packages"
    (packages / "house-1.dist-info").mkdir(parents=True)
    (packages / "house-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: house\nVersion: 1\n")
    (packages / "house-1.dist-info" / "entry_points.txt").write_text("[dialogues.rules]\nhouse = house:RULES\n")
    (packages / "house.py").write_text(code)
    done = check_with(packages, unpack(EXAMPLE, tmp_path / "data"), "check")
    assert (done.returncode, done.stderr) == (2, message + "\n")


# Pages


@pytest.mark.parametrize("name", ["L201", "l201", "retired-code"])
def test_a_rule_prints_its_page(run: Run, name: str) -> None:
    assert run("rule", name).stdout.splitlines()[:3] == [
        "L201 retired-code (warning, --fix mends it)", "", "A language code is retired.",
    ]  # fmt: skip


def test_a_rule_that_is_not_there_is_told_of(run: Run) -> None:
    result = run("rule", "L299")
    assert result.exit_code == 2
    assert result.stderr.startswith("dialogues: no rule is called 'L299'; did you mean L2")


def test_the_list_of_rules_is_whole(run: Run) -> None:
    from dialogues.checks.rules import RULES

    listed = json.loads(run("rules", "--json").stdout)
    assert sorted(each["code"] for each in listed) == sorted(rule.code for rule in RULES)
    text = run("rules").stdout
    assert all(line.rstrip() == line and len(line) <= 80 for line in text.splitlines())


def test_the_registry_that_a_folder_lies_in_is_checked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "registry.yaml").write_text("format: no\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "agreements")
    result = run("check", "--select", "S305", "--severity", "error", "--format", "json")
    assert {each["file"] for each in json.loads(result.stdout)["findings"]} == {"../registry.yaml"}


@pytest.mark.parametrize(
    "text", ["a\tb", "a  b", '"a "', '"\u202e"', '"e\u0301"', '"no"', "[a  b, [c\td]]", "- a  b", "7", "[]", "{}"]
)
def test_what_is_no_record_at_all_is_told_of_and_breaks_no_rule(text: str) -> None:
    for kind in RECORD_TYPES.values():
        assert {each.code for each in check_text(text, kind).findings} & {"S302", "S303"}
