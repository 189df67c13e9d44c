"""Reading a registry, against the floor: libyaml's bare events of the same files and pydantic on the same dicts."""

from __future__ import annotations

import gc
import tempfile
import time
import tracemalloc
from pathlib import Path
from statistics import median

from generated import write_registry
from yaml import StreamEndEvent
from yaml.cyaml import CParser

import dialogues
from dialogues.files.file import read_placed
from dialogues.records import RECORD_TYPES


def seconds(work: object, *, repeat: int = 3) -> float:
    times = []
    for _ in range(repeat):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        work()  # type: ignore[operator]
        times.append(time.perf_counter() - start)
        gc.enable()
    return median(times)


def measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_registry(root, count)
        files = [(path, kind) for folder, kind in RECORD_TYPES.items() for path in (root / folder).glob("*.yaml")]
        trees = []
        for path, kind in files:
            tree = read_placed(root, path.relative_to(root).as_posix())
            assert tree is not None
            trees.append((kind, {**tree.value, "id": path.stem}))  # type: ignore[dict-item]

        def parse() -> None:
            for path, _ in files:
                parser = CParser(path.read_bytes().decode())
                while not isinstance(parser.get_event(), StreamEndEvent):
                    pass

        def validate() -> list[object]:
            return [kind.model_validate(value) for kind, value in trees]

        parsing, validating = seconds(parse), seconds(validate)
        reading = seconds(lambda: dialogues.read(root))
        tracemalloc.start()
        registry = dialogues.load(root)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        floor = parsing + validating
        print(
            f"| {count:,} agreements, {len(registry):,} files | {parsing:.2f} | {validating:.2f} | {reading:.2f} |",
            end="",
        )
        print(f" **{reading / floor:.2f}** | {peak / len(registry) / 1000:.1f} |")


def main() -> None:
    print("| registry | events, s | pydantic, s | dialogues.read, s | ratio to both | peak memory a record, kB |")
    print("|---|---|---|---|---|---|")
    for count in (1_000, 10_000):
        measure(count)


if __name__ == "__main__":
    main()
