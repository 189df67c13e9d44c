"""The site of the documentation, as it is built: whole, found by words, and without a request to elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dialogues

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.checkout, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it; a warning is an error, a link that leads nowhere among them."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "scripts/build_site.py", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.stderr, done.returncode) == ("", 0)
    return folder / "html"


def test_every_page_of_the_repository_is_there_and_in_the_contents(site: Path) -> None:
    first = (site / "index.html").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert (site / "docs" / f"{page.stem}.html").exists(), page.name
        assert f'href="docs/{page.stem}.html"' in first, page.name


def test_the_reference_has_every_public_name_and_command(site: Path) -> None:
    names = "".join((site / "reference" / f"{page}.html").read_text(encoding="utf-8") for page in ("python", "errors"))
    for name in (*dialogues.__all__, "http.negotiate", "http.Answer", "http.etag"):
        assert re.search(rf'id="dialogues\.{re.escape(name)}"', names), name
    commands = (site / "reference" / "commands.html").read_text(encoding="utf-8")
    for command in ("list", "show", "check", "choose", "attach"):
        assert f"<h2>dialogues {command}" in commands, command
    assert "attr_dict" not in names  # a default that nobody can read


@pytest.mark.parametrize(
    ("word", "page"),
    [
        ("negoti", "docs/service"),
        ("panda", "docs/research"),
        ("evid", "docs/data-format"),
        ("langcod", "docs/comparison"),
    ],
)
def test_a_search_finds_the_page_of_a_word(site: Path, word: str, page: str) -> None:
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found = [index[part].get(word, []) for part in ("terms", "titleterms")]
    numbers = [number for each in found for number in (each if isinstance(each, list) else [each])]
    assert page in {index["docnames"][number] for number in numbers}


def test_a_page_asks_nothing_of_elsewhere_and_fits_a_phone(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert len(pages) >= 25
    for page in pages:
        text = page.read_text(encoding="utf-8")
        asked = re.findall(r"<(?:script|img|iframe|source)\b[^>]*?\bsrc=\"(.*?)\"", text)
        asked += re.findall(r"<link\b[^>]*?\brel=\"(?:stylesheet|icon|preload)\"[^>]*?\bhref=\"(.*?)\"", text)
        assert [each for each in asked if re.match(r"(?:[a-z]+:)?//", each)] == [], page.name
        assert '<meta name="viewport"' in text, page.name
