"""What ``release.json`` says: which state of the registry a release is, and the hash of every record and file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from dialogues.documents.file_bytes import read_attached
from dialogues.errors import CannotRelease, RegistryNotFound
from dialogues.files.regular import open_regular
from dialogues.files.root import RELEASE
from dialogues.records.canonical import canonical_hash
from dialogues.registry import Registry
from dialogues.releases.changes import Difference, Level

SUMS = "SHA256SUMS"
"""The hashes of all files of a release, as ``sha256sum`` writes and checks them."""
_LONGEST = 200_000_000

_MEDIA_TYPES = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".md": "text/markdown",
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
}


@frozen
class ReleasedFile:
    """A file of a release."""

    path: str
    """Its path below the folder of the release, with ``/``."""
    bytes: int
    """How many it has."""
    sha256: str
    """Their SHA-256."""
    media_type: str
    """What it is (RFC 6838)."""

    def to_dict(self) -> dict[str, str | int]:
        """Give what JSON says of it, with the attributes' names."""
        return {"path": self.path, "bytes": self.bytes, "sha256": self.sha256, "media_type": self.media_type}


@frozen
class Release:
    """A numbered state of a registry, as it was written out."""

    format: str
    """The version of the data format."""
    version: str
    """The version of the data, as its manifest gives it."""
    date: str
    """The date of that version (EDTF)."""
    change: str | None
    """How much the step from the release before asks of users (major, minor, patch); None where none is named."""
    previous: Mapping[str, str] | None
    """The version and the digest of the release before."""
    digest: str
    """The digest of the registry, over the hashes of its records and its manifest."""
    manifest: str
    """The hash of the manifest's canonical JSON."""
    counts: Mapping[str, int]
    """How many records each collection has."""
    records: Mapping[str, Mapping[str, str]] = field(repr=False)
    """The collection of each record and the hash of its canonical JSON, by id."""
    files: tuple[ReleasedFile, ...] = field(repr=False)
    """The files, but for this one and that of the sums."""

    def to_dict(self) -> dict[str, Any]:
        """Give what ``release.json`` says."""
        return {
            "format": self.format,
            "version": self.version,
            "date": self.date,
            "change": self.change,
            "previous": None if self.previous is None else dict(self.previous),
            "digest": self.digest,
            "manifest": {"sha256": self.manifest},
            "counts": dict(self.counts),
            "records": {key: dict(each) for key, each in self.records.items()},
            "files": [each.to_dict() for each in self.files],
        }


def release_of(
    registry: Registry,
    files: Sequence[ReleasedFile] = (),
    previous: Registry | None = None,
    step: Difference | None = None,
) -> Release:
    """Say which state of a registry a release is.

    Raises :class:`~dialogues.errors.CannotRelease` for a registry without a manifest.
    """
    manifest = registry.manifest
    if manifest is None:
        raise CannotRelease("the registry", ["it has no manifest, and so neither version nor date"])
    before = None
    if previous is not None and previous.manifest is not None:
        before = {"version": previous.manifest.version, "digest": previous.digest}
    return Release(
        manifest.format,
        manifest.version,
        str(manifest.date),
        None if step is None or step.level is None else step.level.value,
        before,
        registry.digest,
        canonical_hash(manifest),
        {name: len(held) for name, held in registry.collections.items()},
        {
            key: {"collection": record.collection, "sha256": canonical_hash(record)}
            for key, record in sorted(registry.items())
        },
        tuple(files),
    )


def files_below(root: Path) -> list[str]:
    """List the files below a folder, and whatever else is no folder, in order; links are not followed."""
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_symlink() or not path.is_dir()
    )


def released_file(root: Path, file: str) -> ReleasedFile:
    """Read size and hash of a file. Raises OSError when it cannot be read."""
    facts = read_attached(root, file)
    if facts.problem:
        raise OSError(0, facts.problem, file)
    return ReleasedFile(file, facts.size, facts.sha256, _MEDIA_TYPES.get(Path(file).suffix, "text/plain"))


def json_bytes(value: Any) -> bytes:
    """Write a JSON value to be read by people too; the same value gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def read_release(root: Path) -> dict[str, Any]:
    """Read ``release.json`` as far as a release is verified by it.

    Raises :class:`~dialogues.errors.RegistryNotFound` where there is none, or it is not what this library writes.
    """
    try:
        with open_regular(root / RELEASE) as stream:
            value = json.loads(stream.read(_LONGEST))
    except OSError as error:
        raise RegistryNotFound(str(root), f"it is no release: {RELEASE}: {(error.strerror or '').lower()}") from error
    except (ValueError, RecursionError):
        raise RegistryNotFound(str(root), f"{RELEASE} is not JSON: it was changed, or is of another program") from None
    if not _has_form(value):
        raise RegistryNotFound(str(root), f"{RELEASE} is not what `dialogues release` writes: it was changed")
    found: dict[str, Any] = value
    return found


def _has_form(value: Any) -> bool:
    texts = ("format", "version", "date", "digest")
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(key), str) for key in texts)
        and isinstance(value.get("files"), list)
        and all(
            isinstance(each, dict)
            and isinstance(each.get("path"), str)
            and isinstance(each.get("sha256"), str)
            and isinstance(each.get("bytes"), int)
            for each in value["files"]
        )
    )


def sums(files: Sequence[ReleasedFile]) -> bytes:
    """Write hashes and paths as ``sha256sum --check`` reads them."""
    return "".join(f"{each.sha256}  {each.path}\n" for each in sorted(files, key=lambda each: each.path)).encode()


def refusals(step: Difference, old: Registry, new: Registry, claimed: Level | None = None) -> tuple[str, ...]:
    """Say why a state of a registry cannot follow another one: nothing where it can.

    A claim that is smaller than what the change is, another state under the same version, a date before the older one,
    and an id that is gone and not kept from being used again.
    """
    found = []
    if claimed is not None and step.level is not None and claimed.weight < step.level.weight:
        found.append(f"it claims to be a {claimed.value} change and is a {step.level.value} one")
    if old.manifest is not None and new.manifest is not None:
        if step and old.manifest.version == new.manifest.version:
            found.append(f"it differs from the one before, which has the same version, {old.manifest.version}")
        if new.manifest.date.is_before(old.manifest.date):
            found.append(f"its date, {new.manifest.date}, lies before {old.manifest.date}, that of the one before")
    former = new.manifest.former_ids if new.manifest is not None else ()
    lost = sorted(key for key in old if key not in new and key not in former)
    if lost:
        found.append(f"ids are gone that are not among the former_ids of the manifest: {', '.join(lost)}")
    return tuple(found)
