"""What is asked of a registry of a hundred thousand agreements: for the first time, and again."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from generated import write_registry

import dialogues

AGAIN = 5


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def questions(registry: dialogues.Registry) -> dict[str, Callable[[int], object]]:
    """Give each question, which is asked of something else each time where it can be."""
    codes = ["BR", "CN", "RU", "UA", "GE", "MD"]
    tags = ["pt", "ru", "uk", "ka", "ro", "hi"]
    agreements = registry.agreements
    return {
        "a name that nothing bears, `find`": lambda at: registry.find(f"No Such Ministry {at}"),
        "`partner`": lambda at: registry.partner(codes[at]),
        "`dialogue`": lambda at: registry.dialogue(codes[at]),
        "`dialogues`": lambda _: len(registry.dialogues),
        "`earlier`": lambda at: registry.earlier(f"agreement-n{5000 + at}"),
        "`related`": lambda at: registry.related(f"agreement-n{6000 + at}"),
        "`find` of a year": lambda at: registry.find(str(1995 + at)),
        "`where(language=)`": lambda at: agreements.where(language=tags[at]),
        "`where(year=)`": lambda at: agreements.where(year=1991 + at),
        "`choose`, a header never seen": lambda at: registry.choose(f"agreement-n{at}", f"fr, de;q=0.{at + 1}, pt"),
    }


def main(count: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "data"
        write_registry(root, count)
        start = time.process_time()
        registry = dialogues.load(root, freeze=True)
        loading = time.process_time() - start
    print(f"{len(registry):,} records, {loading / len(registry) * 1e6:.0f} µs each to load.\n")
    print("| question | first, s | again, ms |\n|---|---|---|")
    for what, ask in questions(registry).items():
        first = seconds(lambda ask=ask: ask(0))  # type: ignore[misc]
        again = [seconds(lambda at=at, ask=ask: ask(at)) * 1000 for at in range(1, AGAIN + 1)]  # type: ignore[misc]
        print(f"| {what} | {first:.2f} | {median(again):.2f} ({min(again):.2f}-{max(again):.2f}) |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
