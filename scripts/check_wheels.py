"""Asks the package index whether all that we need has a wheel for each platform and Python, and prints the table.

Run by hand before a release: ``python scripts/check_wheels.py`` prints it, with ``--write`` it goes into
docs/installing.md. pip evaluates the markers of requirements for the interpreter that it runs in, so they are
evaluated here, for the platform that is asked about, and pip is asked without dependencies, round by round.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "installing.md"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_OLDER_GLIBC = [f"manylinux_2_{minor}" for minor in range(28, 4, -1)] + ["manylinux2014", "manylinux2010", "manylinux1"]


@dataclass(frozen=True)
class Platform:
    """Where somebody installs: its name, pip's tags for it, and what markers see."""

    name: str
    tags: tuple[str, ...]
    sys_platform: str
    machine: str

    def environment(self, python: str) -> dict[str, str]:
        """Give the environment that markers are evaluated in."""
        systems = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}
        os_name, system = systems[self.sys_platform]
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": os_name,
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": system,
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": self.sys_platform,
            "extra": "",
        }


def _linux(machine: str) -> tuple[Platform, Platform]:
    glibc = tuple(f"{each}_{machine}" for each in _OLDER_GLIBC)
    musl = (f"musllinux_1_2_{machine}", f"musllinux_1_1_{machine}")
    return (
        Platform(f"Linux {machine}, glibc 2.28 or newer", glibc, "linux", machine),
        Platform(f"Linux {machine}, musl 1.2", musl, "linux", machine),
    )


PLATFORMS = (
    *_linux("x86_64"),
    *_linux("aarch64"),
    Platform("macOS 11 or newer, Apple processors", ("macosx_11_0_arm64",), "darwin", "arm64"),
    Platform("macOS 10.15 or newer, Intel processors", ("macosx_10_15_x86_64",), "darwin", "x86_64"),
    Platform("Windows, x64", ("win_amd64",), "win32", "AMD64"),
    Platform("Windows, ARM", ("win_arm64",), "win32", "ARM64"),
)


@dataclass
class Answer:
    """What a plain install gets on a platform."""

    found: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.missing:
            return f"**no wheel of {', '.join(self.missing)}**"
        return f"without {' and '.join(self.left_out)}" if self.left_out else "all"


def direct() -> list[Requirement]:
    """Give the requirements of the library, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(each) for each in project["dependencies"]]


def applies(requirement: Requirement, environment: dict[str, str], extras: Iterable[str] = ()) -> bool:
    """Say whether a requirement is one in an environment, and for any of the extras that were asked for."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({**environment, "extra": each}) for each in ("", *extras))


def ask(platform: Platform, python: str) -> Answer:
    """Resolve the library's requirements by wheels alone."""
    environment, answer = platform.environment(python), Answer()
    wanted = []
    for each in direct():
        if applies(each, environment):
            wanted.append(each)
        else:
            answer.left_out.append(each.name)
    seen: set[str] = set()
    while wanted:
        seen |= {f"{canonicalize_name(each.name)}{sorted(each.extras)}" for each in wanted}
        extras = {canonicalize_name(each.name): each.extras for each in wanted}
        following = []
        for package in _wheels(wanted, platform, python, answer):
            metadata = package["metadata"]
            name = canonicalize_name(metadata["name"])
            answer.found[name] = metadata["version"]
            required = map(Requirement, metadata.get("requires_dist", ()))
            following += [each for each in required if applies(each, environment, extras[name])]
        wanted = [each for each in following if f"{canonicalize_name(each.name)}{sorted(each.extras)}" not in seen]
    return answer


def _wheels(wanted: list[Requirement], platform: Platform, python: str, answer: Answer) -> list[dict[str, Any]]:
    """Ask pip for the wheels of some requirements; where it has not all, ask for each."""
    told = _pip(wanted, platform, python)
    if told is not None:
        return told
    if len(wanted) == 1:
        answer.missing.append(wanted[0].name)
        return []
    return [package for each in wanted for package in _wheels([each], platform, python, answer)]


def _pip(wanted: list[Requirement], platform: Platform, python: str) -> list[dict[str, Any]] | None:
    """Ask pip what it would install; None where something has no wheel."""
    names = [f"{each.name}{each.specifier}" for each in wanted]
    tags = [part for tag in platform.tags for part in ("--platform", tag)]
    with tempfile.TemporaryDirectory() as target:
        command = [
            *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--disable-pip-version-check"),
            *("--ignore-installed", "--no-deps", "--only-binary", ":all:", "--target", target, "--report", "-"),
            *("--implementation", "cp", "--python-version", python, *tags, *dict.fromkeys(names)),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # pip, for our names
    if done.returncode == 0:
        installed: list[dict[str, Any]] = json.loads(done.stdout)["install"]
        return installed
    if "No matching distribution" in done.stderr:
        return None
    raise SystemExit(f"pip could not ask for {' '.join(names)}:\n{done.stderr}")


def table(answers: dict[tuple[str, str], Answer]) -> str:
    """Write the answers as a table in Markdown."""
    rows = [f"| platform | {' | '.join(f'Python {each}' for each in PYTHONS)} |", f"|---|{'---|' * len(PYTHONS)}"]
    for platform in PLATFORMS:
        cells = " | ".join(str(answers[platform.name, python]) for python in PYTHONS)
        rows.append(f"| {platform.name} | {cells} |")
    return "\n".join(rows)


def main() -> None:
    """Ask for all, and print or write the table."""
    targets = [(platform, python) for platform in PLATFORMS for python in PYTHONS]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda target: ask(*target), targets))
    answers = {(platform.name, python): answer for (platform, python), answer in zip(targets, found, strict=True)}
    text = table(answers)
    print(text)
    versions = found[0].found
    print(f"\n{len(versions)} distributions on the first:", ", ".join(f"{n} {v}" for n, v in sorted(versions.items())))
    if "--write" in sys.argv:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(re.sub(r"\| platform \|.*?(?=\n\n)", lambda _: text, page, flags=re.DOTALL), encoding="utf-8")
    sys.exit(any(answer.missing for answer in found))


if __name__ == "__main__":
    main()
