"""docs/curating.md: its commands, run in order in an empty folder, print what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "curating.md"
SHELL = re.compile(r"```shell\n(.*?)```", re.DOTALL)
TABLES = {
    "organisations.csv": (
        "id,name,kind,country,source,quote\n"
        "kr-molit,Ministry of Land,ministry,South Korea,https://www.leipzig.de/korea,the Ministry of Land\n"
    ),
    "agreements.csv": (
        "title,kind,partners,date\nDeclaration with Korea,declaration,Korea,2001-05\nTreaty with Oman,treaty,Oman,03/04/2012\n"
    ),
}

pytestmark = pytest.mark.checkout


def printed(folder: Path) -> str:
    """Run the commands of the page in a folder, and give the page with what they print."""
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")

    def run(block: re.Match[str]) -> str:
        calls = re.findall(r"^\$ (.*)$", block[1], re.MULTILINE)
        return "```shell\n" + "".join(f"$ {call}\n{output(call, folder)}" for call in calls) + "```"

    return SHELL.sub(run, PAGE.read_text(encoding="utf-8"))


def output(call: str, folder: Path) -> str:
    program, *arguments = shlex.split(call)
    if program == "cat":
        return (folder / arguments[0]).read_text(encoding="utf-8")
    assert program == "dialogues"
    done = subprocess.run(
        [sys.executable, "-m", "dialogues", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={key: value for key, value in os.environ.items() if key not in ("DIALOGUES_DATA", "GITHUB_ACTIONS")},
    )
    return done.stdout if done.stdout.endswith("\n") or not done.stdout else f"{done.stdout}\n"


def test_the_commands_print_what_the_page_says(tmp_path: Path) -> None:
    assert printed(tmp_path) == PAGE.read_text(encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "dialogues", "check", str(tmp_path)], check=False, capture_output=True)
    assert done.returncode == 0
