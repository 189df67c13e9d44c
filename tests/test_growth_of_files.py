"""How the work grows within one file, and with what a registry lacks: no file within the limits takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogues.checks.check import check
from dialogues.checks.fixes import fix_text
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
