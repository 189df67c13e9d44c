"""Write the Data part of the changelog: what ``dialogues diff`` prints of the last release's data and this one's.

``python scripts/build_changelog.py`` writes it; ``tests/test_generated.py`` builds it again and compares. The data of
2026.11, the last release, is the registry of format 1.0 that the tests keep.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path

import dialogues
from dialogues.releases import difference
from dialogues.releases.words import markdown

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "CHANGELOG.md"
BEFORE = ROOT / "tests" / "format-1.0" / "registry.zip"
HEAD = "### Data (2026.11.1)\n\nWhat `dialogues diff --in en --markdown` prints of 2026.11 and this:\n\n"
_SECTION = re.compile(re.escape(HEAD) + r".*?(?=^###? )", re.DOTALL | re.MULTILINE)


def printed() -> str:
    """Tell what is different between the data of the last release and that of the checkout."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(BEFORE) as archive:
            archive.extractall(folder)
        before, after = dialogues.load(folder), dialogues.load(ROOT / "data")
        return "\n".join(markdown(difference(before, after), before, after, "en")).strip() + "\n"


def changelog() -> str:
    """Give the changelog with its Data part as it is printed."""
    text, count = _SECTION.subn(lambda _: f"{HEAD}{printed()}\n", TARGET.read_text(encoding="utf-8"))
    if count != 1:
        raise SystemExit(f"{TARGET.name}: no part begins with {HEAD.splitlines()[0]!r}")
    return text


if __name__ == "__main__":
    TARGET.write_text(changelog(), encoding="utf-8")
