"""What a curator slips in, told at its line with what to do; the page about checking has the table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bundles import unpack
from dialogues.checks.check import check
from dialogues.findings import Severity
from slips import HERE, SILENT, Slip, made, slips, told

ROOT = Path(__file__).parent.parent
SLIPS = list(slips())
TOLD = [slip for slip in SLIPS if slip.code != SILENT]


def test_the_sound_registry_has_no_finding(tmp_path: Path) -> None:
    root = unpack((HERE / "base.txt").read_text(encoding="utf-8"), tmp_path / "data")
    assert [str(each) for each in check(root).findings] == []


@pytest.mark.parametrize("slip", TOLD, ids=lambda slip: slip.name)
def test_a_slip_is_told_at_its_line_with_what_to_do(slip: Slip, tmp_path: Path) -> None:
    found = made(slip, tmp_path / "data")
    assert told(slip, found), [str(each) for each in found.findings]


def test_what_is_silent_is_known_and_little(tmp_path: Path) -> None:
    """A rule that learns to tell one of these has its line changed."""
    silent = [slip for slip in SLIPS if slip.code == SILENT]
    for number, slip in enumerate(silent):
        assert [str(each) for each in made(slip, tmp_path / str(number)).findings] == []
    assert len(TOLD) >= 73
    assert len(silent) <= 4


TRUTHS = list(slips("truths.txt"))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_what_is_odd_and_true_is_no_warning(truth: Slip, tmp_path: Path) -> None:
    found = made(truth, tmp_path / "data")
    assert [str(each) for each in found.findings if each.severity is not Severity.INFO] == []


def test_there_are_a_hundred_truths_and_each_has_a_name() -> None:
    assert len({truth.name for truth in TRUTHS}) == len(TRUTHS) >= 100
    assert len({slip.name for slip in SLIPS}) == len(SLIPS)


@pytest.mark.checkout
def test_the_page_has_the_table() -> None:
    page = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (?:\[(\w+)\]\(.+?\)|(—)) \| (.*) \|$", page.split("## Slips")[1], re.MULTILINE)
    assert [(name, code or SILENT) for name, code, none, _ in rows] == [(slip.name, slip.code) for slip in SLIPS]
    assert [hint for *_, hint in rows] == [slip.hint for slip in SLIPS]
