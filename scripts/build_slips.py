"""Write the table of slips in docs/checking.md from tests/slips/slips.txt, which a test holds to be true."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from dialogues.checks.rules import RULES  # noqa: E402
from slips import SILENT, slips  # noqa: E402  # the tests are no package

_HEAD = """\
## Slips

What people slip in, each tried on a sound registry by a test: at the line of the slip, or of what contradicts it, this
rule says this. What none tells is in the table too. More than a hundred things that are odd and true (letters of two
days, a town that is called like a country) are tried as well: none has a finding that weighs more than info.

| slip | rule | what it says to do |
|---|---|---|
"""


def table() -> str:
    """Write the section."""
    names = {rule.code: rule.name for rule in RULES}
    rows = []
    for slip in slips():
        rule = f"[{slip.code}](rules.md#{slip.code.lower()}-{names[slip.code]})" if slip.code != SILENT else "—"
        rows.append(f"| {slip.name} | {rule} | {slip.hint} |\n")
    return _HEAD + "".join(rows)


def main() -> None:
    """Replace the section."""
    page = ROOT / "docs" / "checking.md"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition("## Slips\n")
    after = rest[rest.index("\n## ") + 1 :] if "\n## " in rest else ""
    page.write_text(before + table() + ("\n" + after if after else ""), encoding="utf-8")


if __name__ == "__main__":
    main()
