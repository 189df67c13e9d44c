"""Whether a release is as it was written: every file that is another one, missing or foreign is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from dialogues.documents.file_bytes import read_attached
from dialogues.files import load
from dialogues.files.regular import open_regular
from dialogues.files.root import RELEASE
from dialogues.releases.manifest import SUMS, files_below, read_release

_LONGEST = 200_000_000


@frozen
class Verification:
    """What became of a release since it was written."""

    version: str
    """The version that it says it is."""
    date: str
    """The date of that version."""
    digest: str
    """The digest that it says it has."""
    files: int
    """How many files it lists."""
    problems: tuple[str, ...]
    """A line for each file that is not as it was written: ``changed``, ``missing`` or ``foreign``, and which."""

    def to_dict(self) -> dict[str, Any]:
        """Give what JSON says of it, with the attributes' names."""
        return {
            "version": self.version,
            "date": self.date,
            "digest": self.digest,
            "files": self.files,
            "problems": list(self.problems),
        }


def verify(folder: str | os.PathLike[str]) -> Verification:
    """Compare a release with what it says of itself.

    Raises :class:`~dialogues.errors.RegistryNotFound` where there is no release, or ``release.json`` cannot be read.
    """
    root = Path(folder)
    said = read_release(root)
    problems = [*_problems(root, said)]
    if not problems and load(root).digest != said["digest"]:
        problems.append(f"changed: {RELEASE}: its digest is not that of the records")
    return Verification(said["version"], said["date"], said["digest"], len(said["files"]), tuple(problems))


def _problems(root: Path, said: dict[str, Any]) -> Iterator[str]:
    listed = {each["path"]: (each["sha256"], each["bytes"]) for each in said["files"]}
    sums = _sums(root)
    release_is_other = sums.get(RELEASE) not in (None, read_attached(root, RELEASE).sha256)
    for file, (sha256, size) in sorted(listed.items()):
        facts = read_attached(root, file)
        if facts.missing:
            yield f"missing: {file}"
        elif facts.problem:
            yield f"changed: {file}: {facts.problem}"
        elif (facts.sha256, facts.size) != (sha256, size) and not (
            release_is_other and sums.get(file) == facts.sha256  # it is the list that changed
        ):
            yield f"changed: {file}"
    yield from _of_the_lists(root, {file: sha256 for file, (sha256, _) in listed.items()}, sums)
    for file in sorted(set(files_below(root)) - set(listed) - {RELEASE, SUMS}):
        yield f"foreign: {file}"


def _of_the_lists(root: Path, listed: dict[str, str], told: dict[str, str]) -> Iterator[str]:
    """Compare the two lists of hashes with each other; where they differ in what only they know, either may be it."""
    content = _content(root / SUMS)
    expected = {**listed, RELEASE: read_attached(root, RELEASE).sha256}
    if content is None:
        yield f"missing: {SUMS}"
    elif content != _written(expected):
        rest = {key: each for key, each in told.items() if key != RELEASE}
        if rest != listed or content != _written(told):
            files = {file: read_attached(root, file).sha256 for file in rest}
            changed = RELEASE if files == rest and content == _written(told) else SUMS
            yield f"changed: {changed}"
        else:
            yield f"changed: {RELEASE}, or what {SUMS} says of it"


def _content(path: Path) -> bytes | None:
    try:
        with open_regular(path) as stream:
            return stream.read(_LONGEST)
    except OSError:
        return None


def _sums(root: Path) -> dict[str, str]:
    """Read the sums: the hash of each file."""
    text = (_content(root / SUMS) or b"").decode("utf-8", "replace")
    pairs = (line.partition("  ") for line in text.split("\n"))
    return {file: sha256 for sha256, _, file in pairs if file}


def _written(hashes: dict[str, str]) -> bytes:
    return "".join(f"{sha256}  {file}\n" for file, sha256 in sorted(hashes.items())).encode("utf-8", "replace")
