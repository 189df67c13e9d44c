"""The folder of a registry: what makes a folder one, and the one that the library ships."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dialogues.errors import RegistryNotFound, UnknownCollection
from dialogues.records import RECORD_TYPES

MANIFEST = "registry"
RELEASE, WHOLE = "release.json", "records.json"
"""The files of a release: what it is, and the whole registry."""
SUFFIXES = (".yaml", ".yml", ".json")
JOURNAL = ".dialogues-writing.json"
"""What a run is about to change, while it changes several files (:mod:`dialogues.files.changes`)."""


@cache
def bundled_folder() -> Path:
    """Give the folder of the registry that the library ships.

    A checkout's own ``data/`` comes before an installed copy, so that an editor of the data sees the edit.
    """
    return _home() / "data"


def schema_folder() -> Path:
    """Give the folder of the JSON Schemas that the library ships, one folder a version of the format."""
    return _home() / "schemas"


def _home() -> Path:
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent.parent
    if (
        package.parent.name == "src"
        and (checkout / "pyproject.toml").is_file()
        and (checkout / "data" / f"{MANIFEST}.yaml").is_file()
    ):
        return checkout
    return package


def has_manifest(root: Path) -> bool:
    """Say whether a folder has the manifest of a registry. Nothing is raised for one that is not there.

    >>> has_manifest(Path("data")), has_manifest(Path("docs"))
    (True, False)
    """
    return manifest_file(root) is not None


def is_registry(root: Path) -> bool:
    """Say whether a folder holds a registry: a manifest, or a folder of records.

    Nothing is raised for what is no folder.

    >>> is_registry(Path("data")), is_registry(Path("docs"))
    (True, False)
    """
    return manifest_file(root) is not None or any((root / name).is_dir() for name in RECORD_TYPES)


def is_release(root: Path) -> bool:
    """Say whether a folder holds a release, made by ``dialogues release``."""
    return (root / RELEASE).is_file()


def is_unfinished(root: Path) -> bool:
    """Say whether a run was killed while it changed several files, and left the rest to be done."""
    return os.path.lexists(root / JOURNAL)


def require_folder(root: Path) -> None:
    """Raise :class:`~dialogues.errors.RegistryNotFound` for what is no folder of a registry.

    Nothing else is raised.

    >>> require_folder(Path("data"))
    """
    try:
        if not root.exists():
            raise RegistryNotFound(str(root), f"there is no such {'file' if root.suffix in SUFFIXES else 'folder'}")
        if not root.is_dir():
            raise RegistryNotFound(
                str(root), "it is a file; a registry is a folder, or one file whose name ends in .json"
            )
        if is_release(root):
            raise RegistryNotFound(
                str(root), "it is a release; its records are in one file, and here a folder is meant"
            )
        if not is_registry(root):
            raise RegistryNotFound(str(root), f"it has neither {MANIFEST}.yaml nor a folder of records{_meant(root)}")
        with os.scandir(root):
            pass
    except OSError as error:
        raise RegistryNotFound(str(root), (error.strerror or "it cannot be read").lower()) from error


def _meant(root: Path) -> str:
    """Say which folder may have been meant: the one around a folder of records, or one below."""
    around = root.resolve().parent
    if root.resolve().name in RECORD_TYPES and is_registry(around):
        return f"; it is one itself, of the registry {root.parent if root.name else around}"
    below = sorted(each for each in root.iterdir() if each.is_dir() and manifest_file(each) is not None)
    return f"; did you mean {below[0]}?" if below else ""


def manifest_file(root: Path) -> str | None:
    """Give the name of a registry's manifest; None where there is none."""
    return next((name for suffix in SUFFIXES if (root / (name := MANIFEST + suffix)).exists()), None)


def chosen_collections(collections: Iterable[str] | None) -> tuple[str, ...]:
    """Give the collections to read, each once; one name alone may be given as it is."""
    if collections is None:
        return tuple(RECORD_TYPES)
    chosen = tuple(dict.fromkeys((collections,) if isinstance(collections, str) else collections))
    for name in chosen:
        if name not in RECORD_TYPES:
            raise UnknownCollection(name, tuple(RECORD_TYPES))
    return chosen
