"""A whole registry in one JSON file: ``{"manifest": {…}, "records": {collection: {id: record}}}``.

What had faults when it was written out stands in ``left_out``, as the places of the files that could not be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from dialogues.errors import RegistryNotFound, shorten
from dialogues.files.garbage import garbage_collector_paused
from dialogues.files.in_memory import read_records
from dialogues.files.reading import Reading
from dialogues.files.regular import open_regular

MAX_BYTES = 500_000_000
"""Of such a file: a registry of some 200,000 records."""


def read_exported(path: Path, collections: Iterable[str] | None = None) -> Reading:
    """Read a registry from one JSON file.

    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such file, or it is none of a whole registry.
    """
    with garbage_collector_paused():
        value = _value(path)
        return read_records(
            value["records"],
            value.get("manifest"),
            whence=path,
            collections=collections,
            left_out=[str(each) for each in value.get("left_out", ())],
        )


def _value(path: Path) -> dict[str, Any]:
    """Read what the file says; it is judged record by record afterwards."""
    try:
        with open_regular(path) as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise RegistryNotFound(str(path), (error.strerror or "it cannot be read").lower()) from error
    if len(content) > MAX_BYTES:
        raise RegistryNotFound(str(path), f"the file is larger than {MAX_BYTES:,} bytes; load the folder itself")
    try:
        value = json.loads(content, parse_constant=_refuse, object_pairs_hook=_mapping)
    except (ValueError, RecursionError) as error:
        problem = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
        raise RegistryNotFound(str(path), f"it cannot be read as JSON: {problem}") from None
    if not _is_whole(value):
        raise RegistryNotFound(
            str(path), 'it holds no whole registry: {"manifest": …, "records": {collection: {id: …}}}'
        )
    found: dict[str, Any] = value
    return found


def _is_whole(value: Any) -> bool:
    """Say whether a value has the form of a registry, whatever its records are."""
    if not isinstance(value, dict) or not {"records"} <= set(value) <= {"manifest", "records", "left_out"}:
        return False
    records, left_out = value["records"], value.get("left_out", [])
    return (
        isinstance(records, dict)
        and all(isinstance(held, dict) for held in records.values())
        and isinstance(left_out, list)
    )


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _mapping(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    """Refuse a key that stands twice in one mapping, of which readers take either."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {shorten(next(key for key in keys if keys.count(key) > 1))!r} stands twice")
    return found
