"""Write the table of former countries that the package ships, from our own data in ``scripts/names/``.

``python scripts/build_former_countries.py`` writes it; ``tests/test_generated.py`` builds it again and compares.
The sources of the days and the names stay here: ``former-countries.tsv``, ``former-names.tsv``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "dialogues" / "languages" / "_former_countries.tsv"


def _rows(file: str) -> list[dict[str, str]]:
    with (HERE / "names" / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def table() -> str:
    """Build the table: code, alpha-2 code, today's code, first day, last day, and names as ``language=name``."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows("former-names.tsv"):
        names[row["code"]].append(f"{row['language']}={row['name']}")
    lines = []
    for row in sorted(_rows("former-countries.tsv"), key=lambda each: each["code"]):
        facts = [row[key] for key in ("code", "alpha_2", "today", "began", "ended")]
        lines.append("\t".join((*facts, *names[row["code"]])))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
