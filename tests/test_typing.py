"""What type checkers know of the library: the files of ``typing`` are checked and never run, wrong uses too."""

from __future__ import annotations

import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from dialogues import vocabulary

HERE = Path(__file__).parent / "typing"


def checked(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=HERE, timeout=110
    )
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


@pytest.mark.checkout
def test_mypy_takes_what_is_right_and_refuses_what_is_wrong() -> None:
    told = checked("mypy", "--strict", "--config-file=", "right.py", "wrong.py")
    assert told == "Success: no issues found in 2 source files\n"


@pytest.mark.checkout
def test_pyright_takes_what_is_right_and_refuses_what_is_wrong() -> None:
    assert checked("basedpyright", "--pythonpath", sys.executable) == "0 errors, 0 warnings, 0 notes\n"


@pytest.mark.parametrize("name", [each for each in dir(vocabulary) if each.endswith("Word")])
def test_the_words_that_type_checkers_know_are_those_of_the_closed_list(name: str) -> None:
    kind, words = get_args(getattr(vocabulary, name))
    assert issubclass(kind, StrEnum)
    assert name == f"{kind.__name__}Word"
    assert [*get_args(words)] == [each.value for each in kind]
