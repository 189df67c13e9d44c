"""Every rule, by its examples: the folder ``rules`` is the specification, compared whole."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundles import unpack
from dialogues.checks.check import check
from dialogues.checks.fixes import fix_files
from dialogues.checks.formats.rule_pages import document
from dialogues.checks.report import Report
from dialogues.checks.rules import FAMILIES, RULES
from dialogues.checks.rules.circles import circles
from dialogues.checks.settings import find_settings
from dialogues.findings import Finding

EXAMPLES = Path(__file__).parent / "rules"
CODES = sorted(rule.code for rule in RULES)
SECTIONS = ["## Why is this bad?", "## Example", "## Use instead"]


def told(finding: Finding) -> str:
    path = f" [{finding.path}]" if finding.path else ""
    return f"{finding}{path}{' +fix' if finding.fix else ''}\n"


def checked(code: str, example: str, tmp_path: Path) -> tuple[Path, Report]:
    root = unpack((EXAMPLES / code / f"{example}.txt").read_text(encoding="utf-8"), tmp_path / "data")
    selected = {"G901": ("G", "L207"), "G902": ("G9",), "G903": ("G9",)}.get(code, (code,))
    settings = find_settings(root).model_copy(update={"select": selected})
    return root, check(root, settings=settings, documents=code[:2] in ("L3", "F8"))


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_is_told_of_whole(code: str, tmp_path: Path) -> None:
    _, report = checked(code, "bad", tmp_path)
    expected = (EXAMPLES / code / "bad.expected").read_text(encoding="utf-8")
    assert "".join(map(told, report.findings)) == expected
    assert {finding.code for finding in report.findings} == {code}
    assert all(finding.hint for finding in report.findings), "a finding says what to do"


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_fine(code: str, tmp_path: Path) -> None:
    _, report = checked(code, "good", tmp_path)
    assert report.findings == ()


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.fixable])
def test_what_says_that_it_can_be_mended_is_mended(code: str, tmp_path: Path) -> None:
    root, report = checked(code, "bad", tmp_path)
    settings = find_settings(root).model_copy(update={"select": (code,)})
    fixed = list(fix_files(root, report, settings))
    diffs = "".join(each.diff() for each in fixed)
    assert diffs == (EXAMPLES / code / "fix.diff").read_text(encoding="utf-8")


def test_each_rule_has_examples_and_each_example_a_rule() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir()) == CODES
    for code in CODES:
        files = {path.name for path in (EXAMPLES / code).iterdir()}
        assert files - {"fix.diff", "outcomes.expected"} == {"bad.txt", "bad.expected", "good.txt"}, code


def test_there_are_as_many_rules_as_promised_each_in_its_family() -> None:
    assert len(CODES) == len(set(CODES))
    assert {code[0] for code in CODES} == set(FAMILIES)
    judged = [rule for rule in RULES if rule.of is not None]
    assert len(judged) >= 45


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_page_says_what_why_and_what_instead(rule: object) -> None:
    page = rule.page  # type: ignore[attr-defined]
    assert [line for line in page.splitlines() if line.startswith("## ")] == SECTIONS
    assert page.splitlines()[0].endswith(".")
    assert page.count("```") == 4


def test_the_document_of_the_rules_is_what_the_rules_say() -> None:
    written = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == document()


def test_checking_changes_nothing(tmp_path: Path) -> None:
    root, _ = checked("E512", "bad", tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    check(root)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.of is not None])
def test_what_becomes_of_a_rule_over_its_examples_is_told_whole(code: str, tmp_path: Path) -> None:
    """Fine, found, and not applicable with each reason: a rule that is silent where it should speak shows here."""
    told = ""
    for example in ("bad", "good"):
        _, report = checked(code, example, tmp_path / example)
        (each,) = [each for each in report.outcomes if each.code == code]
        reasons = "".join(f"; {reason}: {count}" for reason, count in each.not_applicable.items())
        told += f"{example}: asked {each.asked}, fine {each.fine}, found {each.problems}{reasons}\n"
    assert told == (EXAMPLES / code / "outcomes.expected").read_text(encoding="utf-8")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghx"), max_size=3)))
@hypothesis.example({"a": ["b"], "b": ["c"], "c": ["a", "b"]})
@hypothesis.example({"a": ["a"]})
@hypothesis.example({"d": ["a"], "a": ["c"], "c": ["c", "d"]})
def test_circles_are_told_once_and_none_is_missed(edges: dict[str, list[str]]) -> None:
    told = list(circles(edges))
    for way in told:
        assert way[0] == min(way)
        assert all(other in edges[here] for here, other in zip(way, (*way[1:], way[0]), strict=True))
    names = [name for way in told for name in way]
    assert len(names) == len(set(names))
    try:
        TopologicalSorter(edges).prepare()
    except CycleError:
        assert told
    else:
        assert told == []
