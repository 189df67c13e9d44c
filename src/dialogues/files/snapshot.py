"""The bundled registry as it ships: one file beside the library, of which records are made without reading YAML.

``scripts/wheel_contents.py`` makes it when a wheel is built: the version of the library, and under the path of each
file what it says. In a checkout it is not looked at, so that an editor of the data sees the edit.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic_core import from_json

from dialogues._version import __version__
from dialogues.files.garbage import garbage_collector_paused
from dialogues.files.reading import Reading
from dialogues.files.root import MANIFEST, bundled_folder, chosen_collections, manifest_file
from dialogues.records import RECORD_TYPES, Manifest, Record
from dialogues.records.fields_of import add_targets
from dialogues.records.restored import restored
from dialogues.registry import Registry

SNAPSHOT = Path(__file__).with_name("bundled.json")


def read_snapshot(collections: Iterable[str] | None = None) -> Reading | None:
    """Give the bundled registry as it ships; None where there is none, or it was made of another version.

    Raises :class:`~dialogues.errors.UnknownCollection`.
    """
    chosen = chosen_collections(collections)
    if bundled_folder() != SNAPSHOT.parent.parent / "data":
        return None
    with garbage_collector_paused(), suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        written = from_json(SNAPSHOT.read_bytes(), cache_strings="all")
        return _reading(written["files"], chosen) if written["library"] == __version__ else None
    return None


def _reading(written: dict[str, Any], chosen: tuple[str, ...]) -> Reading:
    records: dict[str, dict[str, Record]] = {collection: {} for collection in chosen}
    files: dict[str, str] = {}
    targets: set[tuple[str, str]] = set()
    for file, value in written.items():
        collection, _, name = file.rpartition("/")
        if collection in records:
            identifier = name.partition(".")[0]
            record = restored(RECORD_TYPES[collection], {**value, "id": identifier})
            add_targets(record, targets)
            records[collection][identifier] = record
            files[identifier] = file
    root = bundled_folder()
    manifest = manifest_file(root) or MANIFEST
    return Reading(
        Registry(restored(Manifest, written[manifest]), records),
        (),
        root,
        MappingProxyType({each: files[each] for collection in chosen for each in records[collection]}),
        frozenset(identifier for identifier, _ in targets),
        manifest_file=manifest,
    )
