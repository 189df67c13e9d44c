"""What a store costs, beside a registry in memory: python benchmarks/storing.py [AGREEMENTS] [FOLDER]."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generated import write_registry

# Each is asked of a fresh process, which tells its own time and memory.
FRESH = """
import time; start = time.perf_counter()
import resource, sys
import dialogues
imported = time.perf_counter()
store = dialogues.open_store(sys.argv[1])
opened = time.perf_counter()
record = store["agreement-n77"]
first = time.perf_counter()
print(opened - imported, first - imported, first - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


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
    from dialogues.store.sync import build, sync

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "registry"
        if not folder.exists():
            write_registry(folder, size)
        path = Path(scratch) / "registry.db"
        spent, _ = cpu(lambda: build(folder, path))
        print(f"build, load and all: {spent:.1f} s CPU; {path.stat().st_size / 1e6:.0f} MB")
        start = time.perf_counter()
        spent, _ = cpu(lambda: sync(folder, path))
        print(f"sync, nothing changed: {spent:.2f} s CPU, {time.perf_counter() - start:.2f} s")
        file = folder / "agreements" / "agreement-n77.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "# saved\n", encoding="utf-8")
        start = time.perf_counter()
        spent, _ = cpu(lambda: sync(folder, path))
        print(f"sync, one edit: {spent:.2f} s CPU, {time.perf_counter() - start:.2f} s")
        fresh = [sys.executable, "-c", FRESH, str(path)]
        done = subprocess.run(fresh, capture_output=True, text=True, check=True).stdout.split()
        opened, first, whole, memory = map(float, done)
        print(f"fresh process: open {opened * 1000:.0f} ms, first record {first * 1000:.0f} ms, ", end="")
        print(f"with imports {whole * 1000:.0f} ms, {memory:.0f} MiB")
        store = dialogues.open_store(path)
        answers = {name: took(ask) for name, ask in questions(store).items()}
        del store
        spent, registry = cpu(lambda: dialogues.load(folder))
        print(f"load into memory: {spent:.1f} s CPU, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
        first_search, _ = cpu(lambda: registry.search("zzzz"))
        print(f"memory, first search prepares the texts: {first_search:.1f} s CPU")
        for name, ask in questions(registry).items():
            print(f"{name:30} {answers[name]:8.1f} ms   in memory {took(ask):8.1f} ms")


if __name__ == "__main__":
    main()
