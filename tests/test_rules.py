"""Every rule, by its examples: those that its page prints, and more in the folder ``rules``; compared whole."""

from __future__ import annotations

import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from bundles import unpack
from dialogues.checks import rules
from dialogues.checks.check import check
from dialogues.checks.fixes import fix_files
from dialogues.checks.formats.rule_pages import certainties, document
from dialogues.checks.report import Report
from dialogues.checks.rules import FAMILIES, RULES, Rule
from dialogues.checks.rules.circles import circles
from dialogues.checks.settings import find_settings
from dialogues.findings import Finding, Severity
from examples import EXAMPLES, cases, with_what_it_names

BY_CODE = {rule.code: rule for rule in RULES}
CODES = sorted(BY_CODE)
BAD, GOOD = ("Example", "bad"), ("Use instead", "good")
SECTIONS = ["## Why is this bad?", "## Example", "## Use instead"]
# Rules of which a finding has to be there before it can be accepted.
SELECTED = {"G901": ("G", "L207"), "G902": ("G9",), "G903": ("G9",)}
# Examples leave evidence out: what has none is told of by these.
WITHOUT_EVIDENCE = {"E501", "E513", "E514", "E515"}


def told(finding: Finding) -> str:
    path = f" [{finding.path}]" if finding.path else ""
    return f"{finding}{path}{' +fix' if finding.fix else ''}\n"


def checked(code: str, example: str, folder: Path, *, every: bool = False) -> tuple[Path, Report]:
    """Check an example by its rule alone, or by all rules."""
    root = with_what_it_names(BY_CODE[code], unpack(example, folder))
    settings = find_settings(root)
    selected = ("ALL",) if every else SELECTED.get(code, (code,))
    settings = settings.model_copy(update={"select": selected})
    return root, check(root, settings=settings, documents=code[:2] in ("L3", "F8"))


@pytest.mark.parametrize("code", CODES)
def test_what_is_bad_is_told_of_whole(code: str, tmp_path: Path) -> None:
    output = ""
    for name, example in cases(BY_CODE[code], *BAD):
        _, report = checked(code, example, tmp_path / name)
        output += f"==> {name}\n" + "".join(map(told, report.findings))
        assert {finding.code for finding in report.findings} == {code}
        assert all(finding.hint for finding in report.findings), "a finding says what to do"
    assert output == (EXAMPLES / code / "findings.expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_what_is_good_is_fine(code: str, tmp_path: Path) -> None:
    for name, example in cases(BY_CODE[code], *GOOD):
        _, report = checked(code, example, tmp_path / name)
        assert report.findings == ()


@pytest.mark.parametrize("code", CODES)
def test_what_a_page_advises_is_an_error_to_no_rule(code: str, tmp_path: Path) -> None:
    ((_, example),) = cases(BY_CODE[code], "Use instead")
    _, report = checked(code, example, tmp_path / "data", every=True)
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    assert [told(each) for each in errors if each.code not in WITHOUT_EVIDENCE] == []


FIXABLE = [rule.code for rule in RULES if rule.fixable]


@pytest.mark.parametrize("code", FIXABLE)
def test_what_says_that_it_can_be_mended_is_mended(code: str, tmp_path: Path) -> None:
    output = ""
    for name, example in cases(BY_CODE[code], *BAD):
        root, report = checked(code, example, tmp_path / name)
        settings = find_settings(root).model_copy(update={"select": (code,)})
        output += "".join(each.diff() for each in fix_files(root, report, settings))
    assert output == (EXAMPLES / code / "fix.diff").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", FIXABLE)
def test_what_mending_makes_of_a_page_s_example_is_what_the_page_advises(code: str, tmp_path: Path) -> None:
    ((_, example), (_, instead)) = cases(BY_CODE[code], "Example", "Use instead")
    root, report = checked(code, example, tmp_path / "data")
    settings = find_settings(root).model_copy(update={"select": (code,)})
    (fixed,) = fix_files(root, report, settings)
    assert f"==> {fixed.file}\n{fixed.after}" == instead


def test_each_rule_has_examples_and_each_example_a_rule() -> None:
    assert sorted(path.name for path in EXAMPLES.iterdir()) == CODES
    for code, rule in BY_CODE.items():
        files = {path.name for path in (EXAMPLES / code).iterdir()} - {"bad.txt", "good.txt"}
        expected = {"findings.expected"}
        expected |= {"outcomes.expected"} if rule.of is not None else set()
        expected |= {"fix.diff"} if rule.fixable else set()
        assert files == expected, code


def test_no_code_and_no_name_is_given_twice_and_each_code_is_of_a_family() -> None:
    assert [code for code, count in Counter(rule.code for rule in RULES).items() if count > 1] == []
    assert [name for name, count in Counter(rule.name for rule in RULES).items() if count > 1] == []
    assert {code[0] for code in CODES} == set(FAMILIES)


def test_a_rule_that_no_function_judges_is_told_of_while_files_are_read() -> None:
    """Every code that the code raises has a page, and every page without a function is of a code that is raised."""
    source = Path(dialogues.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in source.rglob("*.py")]
    raised = {code for text in texts for code in re.findall(r"\"([A-Z][0-9]{3})\"", text)}
    assert {rule.code for rule in RULES if rule.of is None} <= raised
    assert raised - {"X101"} <= set(CODES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_page_says_what_why_and_what_instead(rule: Rule) -> None:
    assert [line for line in rule.page.splitlines() if line.startswith("## ")] == SECTIONS
    assert rule.title.endswith(".")
    assert rule.page.count("```") == 4
    assert len(rule.page.splitlines()) <= 40


def test_the_document_of_the_rules_is_what_the_rules_say() -> None:
    written = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == document()


def test_each_rule_has_one_reason_for_its_weight() -> None:
    text = Path(rules.__file__).with_name("certainty.md").read_text(encoding="utf-8")
    codes = re.findall(r"^([A-Z][0-9]{3}):", text, re.MULTILINE)
    assert sorted(codes) == CODES == sorted(certainties())


def test_checking_changes_nothing(tmp_path: Path) -> None:
    ((_, example),) = cases(BY_CODE["E512"], "bad")
    root, _ = checked("E512", example, tmp_path / "data")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    check(root)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.of is not None])
def test_what_becomes_of_a_rule_over_its_examples_is_told_whole(code: str, tmp_path: Path) -> None:
    """Fine, found, and not applicable with each reason: a rule that is silent where it should speak shows here."""
    output = ""
    for name, example in cases(BY_CODE[code], *BAD, *GOOD):
        _, report = checked(code, example, tmp_path / name)
        (each,) = [each for each in report.outcomes if each.code == code]
        reasons = "".join(f"; {reason}: {count}" for reason, count in each.not_applicable.items())
        output += f"{name}: asked {each.asked}, fine {each.fine}, found {each.problems}{reasons}\n"
    assert output == (EXAMPLES / code / "outcomes.expected").read_text(encoding="utf-8")


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
