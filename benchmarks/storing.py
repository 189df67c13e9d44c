"""What a store costs, beside a registry in memory: python benchmarks/storing.py [AGREEMENTS] [FOLDER] [ADDRESS].

An address is that of an empty database of PostgreSQL, which is asked the same. Seconds of CPU are of this process.
Memory is read where Linux tells it: that of the parent counts in ``ru_maxrss``.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generated import write_registry

# Each is asked of a fresh process, which tells all of its time, from its start on, and its memory.
FRESH = """
import resource, sys
import dialogues
store = dialogues.open_store(sys.argv[1])
{question}
used = resource.getrusage(resource.RUSAGE_SELF)
peak = open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]
print(used.ru_utime + used.ru_stime, int(peak) / 1024)
"""
FIRST = {
    "Python alone": "",
    "ids of a partner": "list(store.agreements.where(partner='Brazil'))[:50]",
    "a search": "store.search('number 777')",
    "a record": "store['agreement-n77']",
}


def took(ask: Callable[[], Any], times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def cpu(ask: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = ask()
    return time.process_time() - start, found


def fresh(place: str) -> None:
    """Ask fresh processes, each of them five times; the best of them counts."""
    for name, question in FIRST.items():
        code = FRESH.format(question=question) if question else "import resource\n" + FRESH.partition("{question}")[2]
        command = [sys.executable, "-c", code, place]
        every = [
            [*map(float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())]
            for _ in range(5)
        ]
        spent, memory = min(every)
        print(f"fresh process, {name:18} {spent * 1000:6.0f} ms of CPU, {memory:.0f} MiB")


def looked_at(folder: Path) -> int:
    """Look at the sizes and times of all files, and do nothing with them."""
    return sum(each.stat().st_mtime_ns for part in folder.iterdir() if part.is_dir() for each in os.scandir(part))


def synchronised(folder: Path, path: Path) -> None:
    """Synchronise after edits, and look at the files, in turns; the best of each counts."""
    file, new = folder / "agreements" / "agreement-n77.yaml", folder / "agreements" / "agreement-new.yaml"
    text = file.read_text(encoding="utf-8")
    edits: dict[str, Callable[[], Any]] = {
        "nothing changed": lambda: None,
        "a title changed": lambda: file.write_text(text.replace("number 77", "number 78"), encoding="utf-8"),
        "and changed back": lambda: file.write_text(text, encoding="utf-8"),
        "one came": lambda: new.write_text(text, encoding="utf-8"),
        "one went": new.unlink,
    }
    from dialogues.store.sync import sync

    best = dict.fromkeys(["looking", *edits], float("inf"))
    for _ in range(5):
        best["looking"] = min(best["looking"], cpu(lambda: looked_at(folder))[0])
        for name, edit in edits.items():
            edit()
            time.sleep(
                0.1
            )  # an edit that was done when the command began, for a clock that ticks a hundred times a second
            best[name] = min(best[name], cpu(lambda: sync(folder, path))[0])
    for name, spent in best.items():
        print(f"sync, {name:16} {spent:.3f} s CPU, {spent / best['looking']:.2f} to looking")


def questions(registry: Any) -> dict[str, Callable[[], Any]]:
    return {
        "partner, 50 of them": lambda: [
            registry[key] for key in list(registry.agreements.where(partner="Brazil"))[:50]
        ],
        "two filters, count": lambda: len(registry.agreements.where(country="BR", year=2005)),
        "words, all have them": lambda: registry.search("regional policy", language="en"),
        "words, all have them, in es": lambda: registry.search("regional policy", language="es"),
        "words of two texts": lambda: registry.search("hubner política", language="es"),
        "words, rare": lambda: registry.search("número 777", language="es"),
        "words with a partner": lambda: registry.search("regional policy", partner="Brazil"),
        "words in a year": lambda: registry.search("regional policy", year=2005),
        "page 2": lambda: registry.search("regional policy", language="en", after="0.200505061100.agreement-n1"),
        "beginning of a word": lambda: registry.search("coop", language="en"),
        "none": lambda: registry.search("zzzz"),
        "find a name": lambda: registry.find("Ministry 7"),
        "find words of a title": lambda: registry.find("number 77 cooperation"),
        "relations of one": lambda: registry.related("ministry-7"),
    }


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    import dialogues
    from dialogues.store.sync import build

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "registry"
        if not folder.exists():
            write_registry(folder, size)
        path = Path(scratch) / "registry.db"
        spent, _ = cpu(lambda: build(folder, path))
        print(f"build, load and all: {spent:.1f} s CPU; {path.stat().st_size / 1e6:.0f} MB")
        synchronised(folder, path)
        fresh(str(path))
        answers = {name: took(ask) for name, ask in questions(dialogues.open_store(path)).items()}
        if len(sys.argv) > 3:
            spent, _ = cpu(lambda: build(folder, sys.argv[3]))
            print(f"server, build, load and all: {spent:.1f} s CPU on this side")
            fresh(sys.argv[3])
            for name, ask in questions(dialogues.open_store(sys.argv[3])).items():
                print(f"server, {name:30} {took(ask):8.1f} ms")
        spent, registry = cpu(lambda: dialogues.load(folder))
        print(f"load into memory: {spent:.1f} s CPU, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
        first_search, _ = cpu(lambda: registry.search("zzzz"))
        print(f"memory, first search prepares the texts: {first_search:.1f} s CPU")
        for name, ask in questions(registry).items():
            print(f"{name:30} {answers[name]:8.1f} ms   in memory {took(ask):8.1f} ms")


if __name__ == "__main__":
    main()
