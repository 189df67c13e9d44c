"""A check that finds much: the summary's lines, the time and the memory of the whole command.

The registry is of agreements as long as the real ones, with what each needs, and two faults of seven kinds in each.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import write_registry

FAULTS = (
    ("language: en\n", "language: mo\n"),  # retired, and its label says otherwise
    ("authentic_languages: unknown", "counterparts: []\nauthentic_languages: unknown"),
    ("title_basis: descriptive\nkind: ", "kind: "),
    ("place: Brasília", "place: TODO"),
    ("- {for: kind, ", "- {for: binding, "),  # what has no source then
    ("regional policy", "regional\u00a0policy"),
    ("number ", "&amp; number "),
)
SEED = 21


def write_faults(root: Path) -> None:
    """Make two faults in each agreement."""
    chance = random.Random(SEED)  # noqa: S311  # the same faults each time, and no secret
    for path in sorted((root / "agreements").iterdir()):
        text = path.read_text(encoding="utf-8")
        for right, wrong in chance.sample(FAULTS, 2):
            text = text.replace(right, wrong, 1)
        path.write_text(text, encoding="utf-8")


def main(agreements: int = 19_880) -> None:
    """Print a row of a table."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "data"
        write_registry(root, agreements, 60)
        write_faults(root)
        command = [sys.executable, "-m", "dialogues", "check", "data", "--summary"]
        lines = subprocess.run(
            command, cwd=name, capture_output=True, check=False, encoding="utf-8"
        ).stdout.splitlines()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{lines[-1]}\n")
    print("| summary | CPU | memory |\n|---|---|---|")
    print(f"| {len(lines)} lines | {used.ru_utime + used.ru_stime:.1f} s | {used.ru_maxrss / 1024:.0f} MiB |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
