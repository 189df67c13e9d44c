"""Says what is wrong with distributions before they are published: ``python scripts/check_release.py dist``.

A wheel is what users get: the data and the schemas whole, the licences, the types, and nothing else. Nothing is
published here, and nothing is asked of the net.
"""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = {"data": "dialogues/data", "schemas": "dialogues/schemas", "src/dialogues": "dialogues"}
"""What of the checkout is in a wheel, and where."""
MADE = {"dialogues/files/bundled.json"}
"""What is made when a wheel is built: what the files of the registry say."""
MOST_BYTES = 5_000_000
_CACHES = re.compile(r"__pycache__|\.py[co]$|\.DS_Store|~$|\.orig$|\.rej$|\.env$")


def version(root: Path = ROOT) -> str:
    """Give the version that the source says."""
    text = (root / "src" / "dialogues" / "_version.py").read_text(encoding="utf-8")
    return str(re.findall(r'__version__ = "(.*?)"', text)[0])


def expected(root: Path = ROOT) -> set[str]:
    """Give the names of all files of the package in a wheel; catalogues of messages are compiled there."""
    return MADE | {
        re.sub(r"\.po$", ".mo", f"{target}/{path.relative_to(root / source).as_posix()}")
        for source, target in SOURCES.items()
        for path in (root / source).rglob("*")
        if path.is_file() and not _CACHES.search(path.as_posix())
    }


def of_wheel(wheel: Path, root: Path = ROOT) -> Iterator[str]:
    """Say what is wrong with a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = {each for each in archive.namelist() if not each.endswith("/")}
        broken = archive.testzip()
    info = f"policy_dialogues-{version(root)}.dist-info"
    package = {each for each in names if not each.startswith(f"{info}/")}
    if broken:
        yield f"{broken} is broken"
    yield from (f"{each} is missing" for each in sorted(expected(root) - package))
    yield from (f"{each} does not belong into it" for each in sorted(package - expected(root)))
    licences = ("LICENSE", "LICENSE-DATA.md", "src/dialogues/languages/LICENSE-Unicode-3.0.txt")
    for each in ("METADATA", "RECORD", "entry_points.txt", *(f"licenses/{licence}" for licence in licences)):
        if f"{info}/{each}" not in names:
            yield f"{info}/{each} is missing"
    if wheel.stat().st_size > MOST_BYTES:
        yield f"{wheel.stat().st_size:,} bytes are more than {MOST_BYTES:,}"


def of_source(source: Path, root: Path = ROOT) -> Iterator[str]:
    """Say what is wrong with a source distribution: whoever packages the library needs its tests and documentation."""
    with tarfile.open(source) as archive:
        names = {each.name.partition("/")[2] for each in archive if each.isfile()}
    for each in ("pyproject.toml", "Makefile", "CHANGELOG.md", "LICENSE", "data/registry.yaml", "tests/conftest.py"):
        if each not in names:
            yield f"{each} is missing"
    docs = {f"docs/{path.name}" for path in (root / "docs").glob("*.md")}
    yield from (f"{each} is missing" for each in sorted(docs - names))
    yield from (f"{each} does not belong into it" for each in sorted(names) if _CACHES.search(each))


def of_changelog(root: Path = ROOT) -> Iterator[str]:
    """Say what is missing in the changelog: a section for the version, and nothing left that has none."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## {re.escape(version(root))} ", text, flags=re.MULTILINE):
        yield f"CHANGELOG.md has no section for {version(root)}"
    unreleased = text.partition("## Unreleased\n")[2].partition("\n## ")[0]
    if re.search(r"^- ", unreleased, flags=re.MULTILINE):
        yield "CHANGELOG.md has entries that are of no version"


def problems(folder: Path, root: Path = ROOT) -> list[str]:
    """Say all that is wrong with what lies in a folder."""
    name = f"policy_dialogues-{version(root)}"
    wheel, source = folder / f"{name}-py3-none-any.whl", folder / f"{name}.tar.gz"
    found = [f"{each.name}: is missing" for each in (wheel, source) if not each.exists()]
    found += [
        f"{each.name}: is of no version to be released" for each in folder.glob("*") if each not in (wheel, source)
    ]
    if not found:
        found += [f"{wheel.name}: {each}" for each in of_wheel(wheel, root)]
        found += [f"{source.name}: {each}" for each in of_source(source, root)]
    return [*found, *of_changelog(root)]


if __name__ == "__main__":
    wrong = problems(Path(sys.argv[1]))
    print(*wrong, sep="\n" if wrong else "")
    sys.exit(bool(wrong))
