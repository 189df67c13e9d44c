"""How the work grows within one file, and with what a registry lacks: no file within the limits takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bundles import unpack
from dialogues.checks.check import check
from dialogues.checks.fixes import fix_text
from dialogues.files import read
from dialogues.records import Agreement

HEAD = "title: {en: Example}\nkind: declaration\nparties: []\n"
DOCUMENT = "  - {language: EN, printed_label: X}\n"
# The comment ends what is above it: it would speak of other evidence if that were moved, so nothing is.
STAYS = "  - language: en\n    evidence:\n      - {for: media_type, source: a}\n      - {for: language, source: b}\n    # c\n"
MOVES = STAYS.replace("    # c\n", "")


def seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def calls(work: Callable[[], object]) -> int:
    count = 0

    def tell(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("document", "fixes"), [(DOCUMENT, 1), (MOVES, 1), (STAYS, 0)], ids=["edit", "move", "stay"])
def test_mending_grows_with_what_is_to_be_mended(document: str, fixes: int) -> None:
    def mend(count: int) -> None:
        fixed = fix_text(f"{HEAD}documents:\n{document * count}", Agreement, "a-2001.yaml")
        assert fixed.fixes == count * fixes

    mend(1)
    assert calls(lambda: mend(160)) < 5 * calls(lambda: mend(40))


def test_eight_hundred_documents_are_mended_in_two_seconds() -> None:
    assert seconds(lambda: fix_text(f"{HEAD}documents:\n{DOCUMENT * 800}", Agreement, "a-2001.yaml")) < 2


@pytest.mark.parametrize("below", ["", "status: unknown\n"])
def test_comments_that_accept_are_read_in_two_seconds(tmp_path: Path, below: str) -> None:
    (tmp_path / "agreements").mkdir()
    file = tmp_path / "agreements" / "a-2001.yaml"
    file.write_text(HEAD + "# dialogues: ignore[E501] because\n" * 24_000 + below)
    assert seconds(lambda: check(tmp_path)) < 2


def dangling(count: int, *, one: bool) -> str:
    """Write agreements that name organisations, each another or all the same, none of which is there."""
    return "".join(
        f"==> agreements/agreement-{at}.yaml\ntitle: {{en: Example}}\nkind: declaration\n"
        f"parties: [{{side: partner, organisation: agreemen-{0 if one else at}}}]\n"
        for at in range(count)
    )


@pytest.mark.parametrize("one", [False, True])
def test_what_a_registry_refers_to_in_vain_is_looked_for_a_few_times(tmp_path: Path, one: bool) -> None:
    small, large = (unpack(dangling(count, one=one), tmp_path / str(count)) for count in (50, 200))
    read(small)
    assert calls(lambda: read(large)) < 5 * calls(lambda: read(small))
    told = [finding for finding in read(large).findings if finding.code == "R601"]
    assert len(told) == 200
    assert sum(each.hint.startswith("did you mean agreement-") for each in told) == (200 if one else 20)
    assert {each.hint for each in told if "mean" not in each.hint} == (
        set() if one else {"write the record, or name one that is there"}
    )


def test_a_record_that_refers_in_vain_is_read_again_once(tmp_path: Path) -> None:
    def write(count: int) -> Path:
        sources = "".join(f"  - {{for: kind, source: none-{at}}}\n" for at in range(count))
        return unpack(f"==> agreements/a-2001.yaml\n{HEAD}evidence:\n{sources}", tmp_path / str(count))

    small, large = write(50), write(200)
    read(small)
    assert calls(lambda: read(large)) < 5 * calls(lambda: read(small))
