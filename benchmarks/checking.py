"""Checking a registry, against reading it, and against tools that check YAML files by a schema or by form.

The others see less: check-jsonschema judges the shape of each file by our JSON Schema and knows no lines,
yamllint judges the form of the YAML alone. All judge the same files, as whole commands;
reading and checking are also timed in one process.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from generated import write_registry

import dialogues
from dialogues.checks.settings import Settings
from dialogues.records.json_schema import json_schema


def seconds(work: object) -> float:
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    work()  # type: ignore[operator]
    elapsed = time.perf_counter() - start
    gc.enable()
    return elapsed


def command(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main(count: int = 10_000) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "data"
        write_registry(root, count)
        report = dialogues.check(root, settings=Settings())
        assert report.findings == (), report.findings[:3]
        pairs = [
            (seconds(lambda: dialogues.read(root)), seconds(lambda: dialogues.check(root, settings=Settings())))
            for _ in range(5)
        ]
        ratio = median(check / read for read, check in pairs)
        files = sorted(map(str, (root / "agreements").iterdir()))
        schema = Path(name) / "agreement.json"
        schema.write_text(json.dumps(json_schema("agreement")))
        # A list of 10,000 files is longer than a command line may be.
        parts = [files[start : start + 2_500] for start in range(0, len(files), 2_500)]
        ours = median(command("dialogues", "check", str(root)) for _ in range(3))
        by_schema = sum(command("check_jsonschema", "--schemafile", str(schema), *part) for part in parts)
        by_form = sum(command("yamllint", "-d", "relaxed", *part) for part in parts)
    print(f"{count:,} agreements with their sources and ministries, {report.records:,} files.\n")
    print("| | seconds | ratio |")
    print("|---|---|---|")
    print(f"| `dialogues.read` | {median(read for read, _ in pairs):.2f} | 1 |")
    print(f"| `dialogues.check`, all rules | {median(check for _, check in pairs):.2f} | **{ratio:.2f}** to reading |")
    print(f"| `dialogues check`, the command | {ours:.2f} | 1 |")
    print(f"| check-jsonschema, the {count:,} agreements | {by_schema:.2f} | **{by_schema / ours:.1f}** to ours |")
    print(f"| yamllint -d relaxed, the {count:,} agreements | {by_form:.2f} | **{by_form / ours:.1f}** to ours |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
