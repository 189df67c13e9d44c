"""A report that stays readable: what many findings have in common, what is new, what is left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from bundles import unpack
from dialogues.checks.baseline import compare_with_baseline, write_baseline
from dialogues.checks.check import check
from dialogues.checks.formats.shown import Shown
from dialogues.checks.formats.summary import pieces as summary_pieces
from dialogues.checks.report import Report
from dialogues.checks.rules import RULES
from dialogues.checks.settings import Settings
from dialogues.cli import main
from dialogues.findings import Finding, Location, Severity

Run = Callable[..., Result]
AGREEMENT = "title: {en: Example}\nkind: declaration\nparties: []\n"


def registry(root: Path, count: int, codes: str = "mo") -> Path:
    """Write agreements, each with a document in a retired language."""
    text = "".join(
        f"==> agreements/a-{number}.yaml\n{AGREEMENT}documents:\n  - language: {codes}\n" for number in range(count)
    )
    return unpack(text, root)


def test_the_same_finding_is_told_once_with_its_other_places(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(registry(tmp_path / "data", 9))
    assert run("check", "--select", "L201").stdout == (
        "agreements/a-0.yaml\n"
        "  5:15 warning L201 'mo': mo is retired, ro replaces it [documents[0].language]\n"
        "     5 |   - language: mo\n"
        "       |               ^^\n"
        "      = write ro [--fix does it]\n"
        "      and 8 more: agreements/a-1.yaml:5, agreements/a-2.yaml:5, agreements/a-3.yaml:5, agreements/a-4.yaml:5, "
        "agreements/a-5.yaml:5, …\n"
        "\n"
        "9 records read: 9 warnings; 9 can be mended with --fix\n"
    )
    assert run("check", "--select", "L201", "--every").stdout.count("mo is retired") == 9


def test_three_of_a_kind_are_told_each_at_its_place(run: Run, tmp_path: Path) -> None:
    root = registry(tmp_path / "data", 3)
    assert run("check", str(root), "--select", "L201").stdout.count("mo is retired") == 3


def test_a_summary_is_a_line_a_rule_most_first(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(registry(tmp_path / "data", 4))
    (Path.cwd() / "agreements" / "b.yaml").write_text(AGREEMENT.replace("declaration", "decl"), encoding="utf-8")
    for arguments in (["--summary"], ["--format", "summary"]):
        assert run("check", "--select", "L201,S304,P406", *arguments).stdout == (
            "  FOUND  WEIGHT   RULE\n"
            "      4  warning  L201 retired-code  agreements/a-0.yaml:5, agreements/a-1.yaml:5, agreements/a-2.yaml:5, …\n"
            "      4  error    P406 side-missing  agreements/a-0.yaml:3, agreements/a-1.yaml:3, agreements/a-2.yaml:3, …\n"
            "      1  error    S304 value-not-allowed  agreements/b.yaml:2\n"
            "\n"
            "4 records read: 5 errors, 4 warnings; 4 can be mended with --fix\n"
        )
    assert run("check", "--select", "L201,P406", "--summary", "--limit", "1").stdout.splitlines()[2] == (
        "2 more not shown (--limit 1)"
    )


LONG = "reg/agreements/an-agreement-with-a-long-name-of-2007.yaml"


def of_rules(count: int, file: str = LONG) -> Shown:
    """Make a report in which each of so many rules found something, twice as often as the next."""
    codes = [rule.code for rule in RULES[:count]]
    findings = [
        Finding(Location(file, line), Severity.WARNING, code, "it is so")
        for rank, code in enumerate(codes)
        for line in range(1, 2 * (count - rank) + 1)
    ]
    return Shown(Report(tuple(findings), 20_000))


def test_a_summary_fits_a_screen() -> None:
    lines = [text for text, _ in summary_pieces(of_rules(60), 80, 24)]
    assert (len(lines), max(map(len, lines))) == (23, 80)
    assert [line[:57] for line in lines[:2]] == [
        "  FOUND  WEIGHT   RULE",
        "    120  warning  S101 unreadable-file  …reement-with-a-l",
    ]
    assert lines[20:] == ["41 more not shown (--limit 60 shows them)", "", "20000 records read: 3660 warnings"]
    # A row takes no more room than the line that would count it.
    assert len([text for text, _ in summary_pieces(of_rules(20), 80, 24)]) == 23
    # What somebody asked for is told, and all is where a program reads.
    assert len([text for text, _ in summary_pieces(evolve(of_rules(60), limit=40), 80, 24)]) == 44
    assert len([text for text, _ in summary_pieces(of_rules(60))]) == 63


def test_of_a_place_that_is_too_long_the_end_is_told() -> None:
    assert [text for text, _ in summary_pieces(of_rules(3), 60, 24)][1:4] == [
        "      6  warning  S101 unreadable-file  …name-of-2007.yaml:1",
        "      4  warning  S102 not-utf8  …a-long-name-of-2007.yaml:1",
        "      2  warning  S103 empty-file  …long-name-of-2007.yaml:1",
    ]
    assert [text for text, _ in summary_pieces(of_rules(1), 40, 24)][1] == "      2  warning  S101 unreadable-file"
    assert [text for text, _ in summary_pieces(of_rules(1, "a.yaml"), 80, 24)][1].endswith("  a.yaml:1, a.yaml:2")


def test_a_limit_keeps_what_weighs_most_and_counts_the_rest(run: Run, tmp_path: Path) -> None:
    root = registry(tmp_path / "data", 2)
    text = run("check", str(root), "--select", "L201,P406", "--limit", "2").stdout
    assert [line.split()[1:3] for line in text.splitlines() if line.startswith("  ") and " P406 " in line] == [
        ["error", "P406"]
    ] * 2
    assert text.splitlines()[-2:] == [
        "2 more not shown (--limit 2)",
        "2 records read: 2 errors, 2 warnings; 2 can be mended with --fix",
    ]
    value = json.loads(run("check", str(root), "--select", "L201,P406", "--limit", "2", "--json").stdout)
    assert [each["code"] for each in value["findings"]] == ["P406", "P406"]
    assert (value["summary"], value["left_out"]) == ({"error": 2, "warning": 2, "info": 0}, 2)


def test_statistics_are_by_count_and_without_what_found_nothing(run: Run, tmp_path: Path) -> None:
    root = registry(tmp_path / "data", 2)
    text = run("check", str(root), "--select", "L,P406", "--statistics", "--summary").stdout
    assert "CODE" not in text  # a summary is one already
    lines = run("check", str(root), "--select", "L,P406", "--statistics").stdout.splitlines()
    at = lines.index("CODE   FOUND    FINE     N/A  RULE")
    assert lines[at + 1 : -2] == [
        "L201       2       0       0  A language code is retired.",
        "P406       2       0       0  An agreement lacks a party on one of its sides.",
    ]


def test_a_line_in_a_pipe_is_as_long_as_what_it_says(run: Run, tmp_path: Path) -> None:
    root = unpack(f"==> agreements/a.yaml\n{AGREEMENT.replace('declaration', 'xyz')}", tmp_path / "data")
    lines = run("check", str(root), "--select", "S3").stdout.splitlines()
    assert [len(line) > 300 for line in lines if line.startswith("      = allowed: agreement, ")] == [True]


# A baseline


def told(report: Report) -> list[str]:
    return [str(each) for each in report.findings]


def test_what_a_baseline_has_is_not_told(run: Run, tmp_path: Path) -> None:
    root, file = registry(tmp_path / "data", 3), tmp_path / "known.jsonl"
    written = run("check", str(root), "--select", "L201", "--write-baseline", str(file))
    assert (written.exit_code, written.stdout) == (0, f"{file}: 3 findings written down\n")
    assert file.read_text(encoding="utf-8").splitlines()[:2] == [
        '["dialogues baseline", 1]',
        '["L201", "agreements/a-0.yaml", "documents[].language", "\'mo\': mo is retired, ro replaces it"]',
    ]
    call = ("check", str(root), "--select", "L201", "--new", str(file), "--fail-on", "warning")
    result = run(*call)
    assert (result.exit_code, result.stdout) == (0, "3 records read: no findings; 3 of the baseline not told\n")
    first = root / "agreements" / "a-0.yaml"
    # What moves stays known; what is said twice and was known once is new.
    first.write_text(
        first.read_text().replace("documents:\n", "\ndocuments:\n  - language: en\n") + "  - language: mo\n"
    )
    (root / "agreements" / "a-1.yaml").write_text(AGREEMENT)
    result = run(*call)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == (
        "3 records read: 1 warning; 2 of the baseline not told; 1 of the baseline mended; 1 can be mended with --fix"
    )


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.builds(Location, WORDS, st.integers(1, 9)),
        st.sampled_from(list(Severity)),
        st.sampled_from(["L201", "P406"]),
        WORDS,
        WORDS,
    ),
    max_size=6,
)


@given(FINDINGS, FINDINGS)
def test_a_baseline_takes_out_what_it_has_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, before: list[Finding], after: list[Finding]
) -> None:
    file = tmp_path_factory.getbasetemp() / "known.jsonl"
    write_baseline(Report(tuple(before), 1), file)
    same = compare_with_baseline(Report(tuple(before), 1), file)
    assert (same.report.findings, same.known, same.gone) == ((), len(before), 0)
    both = compare_with_baseline(Report((*before, *after), 1), file)
    assert (both.report.findings, both.known, both.gone) == (tuple(after), len(before), 0)
    other = compare_with_baseline(Report(tuple(after), 1), file)
    assert other.known + len(other.report.findings) == len(after)
    assert other.known + other.gone == len(before)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "No such file or directory"),
        (b"", "it is empty"),
        (b"\xff", "it is not UTF-8"),
        (b"findings\n", "line 1 is none that dialogues check --write-baseline writes"),
        (b'["dialogues baseline", 1]\n["L201"]\n', "line 2 is none that dialogues check --write-baseline writes"),
    ],
)
def test_what_is_no_baseline_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, problem: str
) -> None:
    root, file = registry(tmp_path / "data", 1), tmp_path / "known.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SystemExit) as caught:
        main(["check", str(root), "--new", str(file)])
    assert (caught.value.code, capsys.readouterr().err) == (2, f"dialogues: {file}: {problem}\n")


# Files, and who waits for them


def test_a_file_is_asked_what_it_can_be_asked_and_the_rest_is_not(tmp_path: Path) -> None:
    root = registry(tmp_path / "data", 5)
    settings = Settings(select=("L201", "R601"))
    whole, one = check(root, settings=settings), check(root, settings=settings, files=["agreements/a-3.yaml"])
    assert told(one) == [each for each in told(whole) if "a-3" in each]
    assert [(each.code, each.asked) for each in one.outcomes if each.asked] == [("L201", 1)]


def test_progress_counts_every_file_and_every_record(tmp_path: Path) -> None:
    steps: list[int] = []
    check(registry(tmp_path / "data", 3), progress=steps.append)
    assert steps == [1, 2, 3, 4, 5, 6, 7]  # the manifest, three files, three records


SLOW = """
import sys, time
from pathlib import Path
from dialogues.cli.progress import watched
bar = watched(Path(sys.argv[1]), None)
assert bar is not None
bar.begun -= 5
bar.told -= 5
bar(3)
bar.end()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
def test_a_bar_is_drawn_on_a_terminal_and_taken_away(tmp_path: Path) -> None:
    import pty  # here: Windows has no such module

    root = registry(tmp_path / "data", 3)
    terminal, other = pty.openpty()
    subprocess.run([sys.executable, "-c", SLOW, str(root)], stderr=other, check=True)
    os.close(other)
    shown = os.read(terminal, 1000).decode()
    os.close(terminal)
    assert shown == f"\r[{'#' * 15}{'.' * 15}]  50%\r{' ' * 38}\r"


def test_no_bar_goes_into_a_pipe(tmp_path: Path) -> None:
    root = registry(tmp_path / "data", 3)
    call = [sys.executable, "-m", "dialogues", "check", str(root), "--select", "L201"]
    assert subprocess.run(call, capture_output=True, check=False).stderr == b""
