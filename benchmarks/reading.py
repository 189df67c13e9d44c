"""Reading a registry, against the floor: libyaml's bare events of the same files and pydantic on the same dicts."""

from __future__ import annotations

import gc
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import yaml
from generated import write_registry
from rounds import here, run
from yaml import StreamEndEvent
from yaml.cyaml import CParser

import dialogues
from dialogues.files import compose
from dialogues.records import RECORD_TYPES

ROUNDS = 7
EVENTS, PYDANTIC = "libyaml's events", "pydantic, on dicts"
READ, KEPT = "`dialogues.read`", "`dialogues.read`, with what is kept (`cache=`)"
Values = list[tuple[Any, dict[str, Any]]]


def values_of(root: Path) -> tuple[list[Path], Values]:
    files = [(path, kind) for folder, kind in RECORD_TYPES.items() for path in (root / folder).glob("*.yaml")]
    values: Values = []
    for path, kind in files:
        tree, _ = compose(path.read_text(encoding="utf-8"), path.name)
        assert tree is not None
        assert isinstance(tree.value, dict)
        values.append((kind, {**tree.value, "id": path.stem}))
    return [path for path, _ in files], values


def contestants(root: Path, cache: Path) -> dict[str, Callable[[], object]]:
    paths, values = values_of(root)
    lines = [(kind, orjson.dumps(value)) for kind, value in values]

    def events() -> None:
        for path in paths:
            parser = CParser(path.read_bytes().decode())
            while not isinstance(parser.get_event(), StreamEndEvent):
                pass

    return {
        EVENTS: events,
        PYDANTIC: lambda: [kind.model_validate(value) for kind, value in values],
        READ: lambda: dialogues.read(root),
        KEPT: lambda: dialogues.read(root, cache=cache),
        "PyYAML's CSafeLoader, values alone": lambda: [
            yaml.load(path.read_bytes(), yaml.CSafeLoader)  # a safe one
            for path in paths
        ],
        "orjson and pydantic, of lines of JSON": lambda: [
            kind.model_validate(orjson.loads(line)) for kind, line in lines
        ],
    }


def memory(work: Callable[[], object]) -> float:
    """Give the bytes of what stays."""
    work()
    gc.collect()
    tracemalloc.start()
    held = work()
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del held
    return float(size)


def measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "data"
        write_registry(root, count)
        works = contestants(root, Path(name) / "cache")
        times = run({each: here(work) for each, work in works.items()}, ROUNDS)
        lines = [orjson.dumps(value) for _, value in values_of(root)[1]]
        dicts = memory(lambda: [orjson.loads(line) for line in lines])
        ours = memory(lambda: dialogues.load(root))
        files = len(lines)
    print(f"\n{count:,} agreements, {files:,} files, {ROUNDS} rounds:\n")
    print("| | µs a file | to events and pydantic |\n|---|---|---|")
    for each in times.seconds:
        print(f"| {each} | {times.spread(each, files / 1e6, 1)} | {times.ratio(each, EVENTS, PYDANTIC)} |")
    print(
        f"\nMemory: {ours / files / 1000:.2f} kB a record, {ours / dicts:.2f} times orjson's dicts of the same files."
    )


def main() -> None:
    for count in (1_000, 10_000):
        measure(count)


if __name__ == "__main__":
    main()
