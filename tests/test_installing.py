"""What a plain install brings where a package has no wheel, and what is said there by what needs it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from pdfs import pdf

ROOT = Path(__file__).parent.parent
CLD3 = "telling the language of a text needs cld3-py, which is not installed: pip install cld3-py"
TURBOHTML = "reading HTML needs turbohtml, which is not installed: pip install turbohtml"
TEXT = "Стороны намерены обмениваться информацией о региональной политике и развитии городов."
PAGE = f"<!doctype html><html lang=ru><title>x</title><p>{TEXT}"


def without(modules: str, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code where some modules are not installed."""
    hidden = f"import sys\nfor name in {modules.split()!r}: sys.modules[name] = None\n"
    return subprocess.run(
        [sys.executable, "-c", hidden + code, *arguments], capture_output=True, text=True, check=False, encoding="utf-8"
    )


FACTS = """\
import json
from dialogues.documents.contents import facts_of, prepare
prepare()
facts = {}
for each in facts_of(sys.argv[1]): facts |= each
print(json.dumps({key: facts.get(key) for key in ("readable", "problem", "languages", "scripts", "declared", "pages")}))
"""


@pytest.mark.parametrize(
    ("hidden", "name", "expected"),
    [
        ("gcld3", "a.pdf", {"readable": True, "problem": CLD3, "languages": [], "scripts": [["Cyrl", 1.0]], "pages": 1}),
        ("gcld3", "a.txt", {"readable": True, "problem": CLD3, "languages": [], "scripts": [["Cyrl", 1.0]]}),
        ("gcld3", "a.html", {"readable": True, "problem": CLD3, "languages": [], "scripts": [["Cyrl", 1.0]], "declared": "ru"}),
        ("turbohtml", "a.html", {"readable": True, "problem": f"its text is not read: {TURBOHTML}"}),
        ("turbohtml turbohtml.detect", "a.html", {"readable": True, "problem": f"its text is not read: {TURBOHTML}"}),
        ("turbohtml", "a.pdf", {"readable": True, "languages": [["ru", 1.0]], "scripts": [["Cyrl", 1.0]], "pages": 1}),
        ("turbohtml gcld3", "a.pdf", {"readable": True, "problem": CLD3, "languages": [], "scripts": [["Cyrl", 1.0]], "pages": 1}),
    ],
)  # fmt: skip
def test_a_document_has_the_facts_that_can_be_told_and_the_problem_says_what_cannot(
    hidden: str, name: str, expected: dict[str, object], tmp_path: Path
) -> None:
    contents = {"a.pdf": pdf([TEXT * 3]), "a.txt": (TEXT * 3).encode(), "a.html": (PAGE * 3).encode()}
    (tmp_path / name).write_bytes(contents[name])
    done = without(hidden, FACTS, str(tmp_path / name))
    assert done.stderr == ""
    told = {key: value for key, value in json.loads(done.stdout).items() if value is not None}
    assert told == expected


@pytest.mark.parametrize(
    ("page", "message"),
    [("'<ul><li>Brazil PDF EN</ul>'", TURBOHTML), ("b'Brazil PDF EN'", TURBOHTML.replace("HTML", "a page", 1))],
)
def test_a_page_that_cannot_be_read_raises_what_is_missing(page: str, message: str) -> None:
    code = (
        "import dialogues\n"
        f"try: dialogues.read_page({page})\n"
        "except dialogues.DialoguesError as error: print(type(error).__name__, error.package, error.command, error)\n"
    )
    assert without("turbohtml turbohtml.detect", code).stdout == (
        f"MissingDependency turbohtml pip install turbohtml {message}\n"
    )


def test_a_page_of_text_is_read_without_it() -> None:
    code = "import dialogues\nprint([each.name for each in dialogues.read_page('Brazil PDF EN').entries])\n"
    assert without("turbohtml turbohtml.detect", code).stdout == "['Brazil']\n"


def test_the_command_says_what_is_missing_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    code = "from dialogues.cli import main\nmain()\n"
    done = without("turbohtml turbohtml.detect", code, "page", str(tmp_path / "page.html"))
    message = "dialogues: reading a page needs turbohtml, which is not installed: pip install turbohtml\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


@pytest.mark.checkout
@pytest.mark.parametrize(
    ("system", "machine", "left_out"),
    [
        ("linux", "x86_64", []),
        ("linux", "aarch64", []),
        ("darwin", "arm64", []),
        ("darwin", "x86_64", ["turbohtml"]),
        ("win32", "AMD64", []),
        ("win32", "ARM64", ["can-ada", "cld3-py", "turbohtml"]),
    ],
)
def test_a_plain_install_leaves_out_what_has_no_wheel(system: str, machine: str, left_out: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [Requirement(each) for each in project["dependencies"]]
    environment = {"sys_platform": system, "platform_machine": machine}
    assert [each.name for each in requirements if each.marker and not each.marker.evaluate(environment)] == left_out
