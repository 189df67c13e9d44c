"""Documentation that runs: every console and Python example of it."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)

pytestmark = pytest.mark.checkout


def console_examples() -> list[tuple[str, str, str]]:
    found = []
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
            for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                call, _, output = example.partition("\n")
                found.append((page.name, call, output))
    return found


@pytest.mark.parametrize(("page", "call", "output"), console_examples(), ids=lambda part: part[:40])
def test_a_console_example_prints_what_the_page_says(page: str, call: str, output: str) -> None:
    program, *arguments = shlex.split(call)
    assert program == "dialogues", page
    done = subprocess.run(
        [sys.executable, "-m", "dialogues", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert done.stdout == output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_examples_of_a_page_run(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert failed == 0


@pytest.mark.parametrize(
    "module",
    sorted(
        str(path.relative_to(ROOT / "src").with_suffix("")).replace("/", ".")
        for path in (ROOT / "src").rglob("*.py")
        if ">>>" in path.read_text(encoding="utf-8")
    ),
)
def test_the_examples_of_a_docstring_run(module: str) -> None:
    __import__(module)
    failed, _ = doctest.testmod(sys.modules[module])
    assert failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
