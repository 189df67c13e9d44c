"""Four times the records, at most five times the time: what a registry with many faults, entries and partners costs.

Run as ``python benchmarks/growth.py``; each of a pair is measured five times, and the least CPU time counts.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import dialogues

ROUNDS = 5
MANIFEST = 'format: "1.1"\ntitle: {en: Growth}\nversion: 1\ndate: 2026-11-24\nlicence: MIT\n'
NUMBERED = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett"]


def words(number: int) -> str:
    """Write a number as words, so that each name is another."""
    return " ".join(NUMBERED[int(digit)] for digit in str(number))


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in {"registry.yaml": MANIFEST, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def dangling(root: Path, count: int) -> Callable[[], object]:
    head = "title: {en: Example}\nkind: declaration\n"
    files = {
        f"agreements/example-{at}.yaml": f"{head}parties: [{{side: partner, organisation: ministry-of-{at}}}]\n"
        for at in range(count)
    }
    folder = write(root, files)
    return lambda: dialogues.read(folder)


def listed(root: Path, count: int) -> Callable[[], object]:
    files = {"sources/page.yaml": "title: Page\naddress: https://example.org/page\nclass: official\n"}
    for at in range(count):
        files[f"organisations/council-{at}.yaml"] = f"name: {{en: Council {words(at)}}}\nkind: association\n"
        files[f"agreements/example-{at}.yaml"] = (
            f"title: {{en: Example}}\nkind: declaration\nparties: [{{side: partner, organisation: council-{at}}}]\n"
            f"listed: [{{source: page, position: {at + 1}, name: Council {words(at)}}}]\n"
        )
    registry = dialogues.read(write(root, files)).registry
    page = dialogues.read_page("".join(f"Assembly {words(at)} PDF EN\n" for at in range(20)), source="page")
    return lambda: page.compare(registry)


def partners(root: Path, count: int) -> Callable[[], object]:
    files = {}
    for at in range(count):
        files[f"organisations/council-{at}.yaml"] = f"name: {{en: Council {words(at)}}}\nkind: association\n"
        files[f"organisations/office-{at}.yaml"] = (
            f"name: {{en: Office {words(at)}}}\nkind: agency\npart_of: council-{at}\n"
        )
        files[f"agreements/example-{at}.yaml"] = (
            f"title: {{en: Example}}\nkind: declaration\nparties: [{{side: partner, organisation: office-{at}}}]\n"
        )
    folder = write(root, files)

    def ask() -> None:
        registry = dialogues.read(folder).registry
        for key in registry.dialogues:
            registry.dialogue(key)

    return ask


PAIRS = {
    "dangling references, read": (dangling, 250, 1000),
    "listed agreements, 20 new entries compared": (listed, 200, 800),
    "partners, read and each one's dialogue": (partners, 250, 1000),
}


def least(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def main() -> None:
    print("| what | records | CPU ms | four times as many, CPU ms | times |\n|---|--:|--:|--:|--:|")
    for what, (make, few, many) in PAIRS.items():
        with tempfile.TemporaryDirectory() as folder:
            small, large = make(Path(folder) / "few", few), make(Path(folder) / "many", many)
            large(), small()
            before, after = least(small), least(large)
        print(f"| {what} | {few:,} and {many:,} | {before * 1000:.0f} | {after * 1000:.0f} | {after / before:.1f} |")


if __name__ == "__main__":
    main()
