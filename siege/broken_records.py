"""Records that are damaged at random, read, judged, told of in every form, mended, and mended again."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from xml.etree import ElementTree

from bundles import MANIFEST
from dialogues.checks.check import check
from dialogues.checks.fixes import fix_files, write_fixed
from dialogues.checks.formats import FORMATS, render
from dialogues.checks.formats.shown import Shown
from dialogues.checks.report import Report
from dialogues.checks.settings import Settings
from dialogues.files import read
from dialogues.records import RECORD_TYPES
from siege.campaign import Campaign, Done, dice, timed
from siege.damage import damaged
from test_fixing import Writer, record

DATA = Path(__file__).parent.parent / "data"
_COUNTS = re.compile(r"[0-9,]+ records? read: ")
_RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@cache
def _good() -> list[tuple[str, bytes]]:
    """Give the records that ship, with their collections; some as JSON."""
    return [
        (path.parent.name, path.read_bytes())
        for path in sorted(DATA.glob("*/*.yaml"))
        if path.parent.name in RECORD_TYPES
    ]


def broken(rng: Random) -> tuple[str, str, bytes]:
    """Give a broken record: its collection, the end of its file's name, its bytes."""
    collection, content = rng.choice(_good())
    if rng.random() < 0.4:
        collection, value, writer = "agreements", record(rng), Writer(rng)
        if rng.random() < 0.2:
            return collection, ".json", damaged(rng, json.dumps(value, indent=1).encode(), content)
        content = "\n".join([writer.comment(), *writer.block(value, 0)]).encode() + b"\n"
    return collection, ".yaml", damaged(rng, content, rng.choice(_good())[1])


def batch(seed: int, tries: range) -> Done:
    """Try some broken records in one folder."""
    done = Done()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
        for number in tries:
            collection, ending, content = broken(dice("records", seed, number))
            (root / collection).mkdir(exist_ok=True)
            (root / collection / f"try-{number}{ending}").write_bytes(content)
        timed(done, lambda: done.faults.extend(_faults(root, done)))
        done.tries, done.slowest = len(tries), done.slowest / len(tries)
    return done


def _faults(root: Path, done: Done) -> Iterator[str]:
    """Say what went wrong with the records of a folder."""
    files = {str(path.relative_to(root)) for path in root.glob("*/*")}
    reading, report = read(root), check(root)
    told = {finding.location.file for finding in report.findings}
    known = set(reading.files.values())
    done.counted["refused with a finding"] += len(files - known)
    yield from (f"{file}: neither read nor told of" for file in sorted(files - known - told))
    yield from _reports(report, root)
    for fixed in fix_files(root, report, Settings()):
        write_fixed(root, [fixed])
        done.counted["mended"] += 1
    again, after = check(root), read(root)
    for file in sorted(known - set(after.files.values())):
        yield f"{file}: cannot be read any more when it was mended"
    for fixed in fix_files(root, again, Settings()):
        yield f"{fixed.file}: mending it again changes it again"
    yield from _same_values(reading, after, known)


def _same_values(before: object, after: object, known: set[str]) -> Iterator[str]:
    """Say which records lost a claim by being mended: as many items, evidence and documents must be there."""
    for identifier, file in getattr(before, "files", {}).items():
        if file in known and identifier in getattr(after, "files", {}):
            one, other = (_size(getattr(each, "registry")[identifier]) for each in (before, after))  # noqa: B009
            if one != other:
                yield f"{file}: it had {one} values and has {other}"


def _size(value: object) -> int:
    if isinstance(value, tuple | list):
        return sum(map(_size, value))
    fields = getattr(type(value), "__pydantic_fields__", None)
    return sum(_size(getattr(value, name)) for name in fields) if fields else 1


def _reports(report: Report, root: Path) -> Iterator[str]:
    """Say which form of a report is not what its readers expect."""
    for form in FORMATS:
        text = render(Shown(report, str(root)), form)
        if form in ("json", "sarif"):
            json.loads(text)
        elif form == "junit":
            ElementTree.fromstring(text)  # noqa: S314  # it is ours
        elif form == "github":
            *commands, counts = text.splitlines()
            yield from (f"{form}: a line is no command: {line!r}" for line in commands if line[:2] != "::")
            if not _COUNTS.match(counts):
                yield f"{form}: the last line does not count: {counts!r}"
        elif form == "text" and _RAW.search(text):
            found = _RAW.search(text)
            yield f"{form}: a raw character: {text[max(0, found.start() - 40) : found.end()]!r}" if found else ""


CAMPAIGN = Campaign(
    "records", "broken records, read, checked, reported in five forms, mended twice", 12_000, 50, 300, batch
)
