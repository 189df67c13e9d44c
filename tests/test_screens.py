"""Screens of four widths in ten languages, as they are stored; no line is over, and no blank ends one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from dialogues.checks.formats.terminal import columns
from dialogues.languages.catalogue import LANGUAGES

SCREENS = Path(__file__).parent / "screens"
WIDTHS = (40, 60, 80, 120)
Run = Callable[..., Result]

SCREEN_CALLS = (
    ("list", "--limit", "6"),
    ("show", "brazil-2007"),
    ("timeline", "--partner", "Peru"),
    ("choose", "china-2006", "--wants", "zh-TW, en;q=0.5"),
    ("show", "Japan"),
    ("list", "events", "--limit", "6"),
    ("why", "koriyama-memorandum-2017"),
    ("search", "hubner", "--limit", "4"),
    ("find", "Китай"),
)


def screen(run: Run, language: str, width: int) -> str:
    """Give what the commands print to a terminal of a width."""
    shown = []
    for call in SCREEN_CALLS:
        shown.append(f"$ dialogues {' '.join(call)} --in {language}\n")
        shown.append(run(*call, "--in", language, env={"COLUMNS": str(width)}).stdout)
    return "".join(shown)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_is_as_it_is_stored(run: Run, language: str, width: int) -> None:
    """To store them anew: ``python tests/test_screens.py``."""
    shown = screen(run, language, width)
    assert shown == (SCREENS / f"{language}-{width}.txt").read_text(encoding="utf-8")
    lines = [line for line in shown.splitlines() if not line.startswith("$")]
    assert [line for line in lines if columns(line) > width and "://" not in line] == []
    assert [line for line in lines if line != line.rstrip()] == []


if __name__ == "__main__":
    import os

    from click.testing import CliRunner

    from dialogues.cli import cli

    os.environ |= {"LANG": "C.UTF-8"}

    def run_command(*arguments: str, env: dict[str, str]) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="dialogues", env=env)

    for each in LANGUAGES:
        for size in WIDTHS:
            (SCREENS / f"{each}-{size}.txt").write_text(screen(run_command, each, size), encoding="utf-8")
