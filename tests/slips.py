"""The slips of a curator: each a change of one sound registry, what is told of it, and at which line.

``slips/slips.txt``: ``= what slipped``, the lines that are replaced (``-``) and those that replace them (``+``), or a
file that is moved or copied (``@ mv``); then the code and what to do (``>``), or ``silent``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bundles import unpack
from dialogues.checks.check import check
from dialogues.findings import Finding

HERE = Path(__file__).parent / "slips"
FILE = "agreements/namibia-2022.yaml"
SILENT = "silent"


class Slip(NamedTuple):
    """A slip, and what is told of it."""

    name: str
    changes: tuple[tuple[str, str], ...]
    """Texts of the file, each with what stands in its place."""
    moved: str
    """``mv`` or ``cp``, with two files; empty for none."""
    code: str
    hint: str
    away: int | None = 0
    """How many lines below the slip it is told: where what contradicts it stands; None for another file."""


def slips(file: str = "slips.txt") -> Iterator[Slip]:
    """Give the slips of a file in their order; what is odd and true has no code."""
    for block in (HERE / file).read_text(encoding="utf-8").split("= ", 1)[1].split("\n= "):
        name, *lines = block.rstrip("\n").split("\n")
        changes: list[tuple[list[str], list[str]]] = []
        moved = code = hint = ""
        for line in lines:
            sign, text = line[0], line[2:]
            if sign == "@":
                moved = text
            elif sign == ">":
                code, _, hint = text.partition(" ")
            else:
                if sign == "-" and (not changes or changes[-1][1]):
                    changes.append(([], []))
                changes[-1][sign == "+"].append(text)
        code, _, away = code.partition("@")
        texts = tuple(("\n".join(old), "\n".join(new)) for old, new in changes)
        yield Slip(name, texts, moved, code, hint, None if away == "!" else int(away or 0))


class Made(NamedTuple):
    """A registry in which somebody slipped."""

    findings: tuple[Finding, ...]
    places: tuple[tuple[str, int, int], ...]
    """The lines that slipped: file, first and last."""


def made(slip: Slip, root: Path) -> Made:
    """Make a slip in the sound registry, and check it."""
    unpack((HERE / "base.txt").read_text(encoding="utf-8"), root)
    places: list[tuple[str, int, int]] = []
    if slip.moved:
        how, _, names = slip.moved.partition(" ")
        old, new = (f"{name}.yaml" for name in names.removesuffix(".yaml").split(".yaml "))
        (shutil.move if how == "mv" else shutil.copy)(root / old, root / new)
        places.append((new, 1, 1))
    text = (root / FILE).read_text(encoding="utf-8") if (root / FILE).exists() else ""
    for old, new in slip.changes:
        assert text.count(old) >= 1, (slip.name, old)
        at = text.index(old)
        text = text[:at] + new + text[at + len(old) :]
        first = text.count("\n", 0, at) + 1
        places.append((FILE, first, first + new.count("\n")))
    if slip.changes:
        (root / FILE).write_text(text, encoding="utf-8")
    return Made(check(root).findings, tuple(places))


def told(slip: Slip, found: Made) -> list[Finding]:
    """Give the findings that tell a slip: of its code and hint, at its line or so many lines away."""
    return [
        each
        for each in found.findings
        if each.code == slip.code
        and (each.hint == slip.hint or (slip.hint.endswith(", …") and each.hint.startswith(slip.hint[:-1])))
        and (
            slip.away is None
            or any(
                each.location.file == file and first <= each.location.line - slip.away <= last
                for file, first, last in found.places
            )
        )
    ]
