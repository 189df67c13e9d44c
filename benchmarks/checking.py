"""Checking a registry, against reading it, and against tools that check YAML files by a schema or by form.

The others see less: ajv-cli and check-jsonschema judge the shape of each file by our JSON Schema and know no lines,
yamllint judges the form of the YAML alone. All judge the same files as whole commands. ajv-cli reads a date without
quotes as something else than text, and refuses it: the dates of its files are quoted, for all.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from generated import write_registry
from rounds import HERE, here, python, run, whole

import dialogues
from dialogues.checks.settings import Settings
from dialogues.records.json_schema import json_schema

_DATE = re.compile(r"date: (\d{4}-\d\d-\d\d)")
AJV = HERE / "node_modules" / ".bin" / "ajv"


def registry(folder: Path, count: int) -> Path:
    root = folder / f"data-{count}"
    write_registry(root, count)
    for path in (root / "agreements").iterdir():
        path.write_text(_DATE.sub(r'date: "\1"', path.read_text(encoding="utf-8")), encoding="utf-8")
    report = dialogues.check(root, settings=Settings())
    assert report.findings == (), report.findings[:3]
    return root


def in_this_process(root: Path) -> None:
    times = run(
        {
            "read": here(lambda: dialogues.read(root)),
            "check": here(lambda: dialogues.check(root, settings=Settings())),
        },
        5,
    )
    print(f"All rules: {times.ratio('check', 'read')} to reading the same files, {times.spread('check')} s.\n")


def commands(folder: Path, root: Path, count: int) -> None:
    schema = folder / "agreement.json"
    schema.write_text(json.dumps(json_schema("agreement")))
    files = sorted(map(str, (root / "agreements").iterdir()))
    check = ("-m", "dialogues", "check", str(root))
    ours = f"`dialogues check --no-cache`, {count:,} agreements"
    ajv = [str(AJV), "validate", "--spec=draft2020", "--strict=false", "-s", str(schema)]
    contestants = {
        ours: python(*check, "--no-cache"),
        "`dialogues check`, with what is kept": python(*check, "--cache", str(folder / "cache")),
        "ajv-cli": whole(*ajv, "-d", f"{root}/agreements/*.yaml"),
    }
    times = run(contestants, 5)
    slow = run(
        {
            "check-jsonschema": python("-m", "check_jsonschema", "--schemafile", str(schema), *files),
            "yamllint -d relaxed": python("-m", "yamllint", "-d", "relaxed", *files),
        },
        1,
    )
    print("| whole commands | s of processor | to ours |\n|---|---|---|")
    for each in times.seconds:
        print(f"| {each} | {times.spread(each)} | {times.ratio(each, ours)} |")
    for each in slow.seconds:
        print(f"| {each}, once | {slow.median(each):.2f} | {slow.median(each) / times.median(ours):.1f} |")


def one_file(folder: Path, count: int) -> None:
    root, empty = registry(folder, count), registry(folder, 1)
    cache = ("--cache", str(folder / "cache"))
    one = str(sorted((root / "agreements").iterdir())[7])
    times = run(
        {
            "all": python("-m", "dialogues", "check", str(root), "--no-cache"),
            "one": python("-m", "dialogues", "check", one, *cache),
            "start": python("-m", "dialogues", "check", str(empty), "--no-cache"),
        },
        3,
    )
    start = times.median("start")
    ratio = (times.median("one") - start) / (times.median("all") - start)
    print(
        f"\n{count:,} agreements: `check FILE`, with what is kept, {times.spread('one')} s, `check --no-cache` "
        f"{times.spread('all')} s, of which the start is {times.spread('start')} s: without it **{ratio:.2f}**."
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = registry(folder, 1_000)
        in_this_process(root)
        commands(folder, root, 1_000)
        one_file(folder, 10_000)


if __name__ == "__main__":
    main()
