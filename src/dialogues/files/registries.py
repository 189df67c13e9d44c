"""Registries by where they are: a folder of files, a release, or one JSON file that holds all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dialogues.files.garbage import leave_out_what_is_alive
from dialogues.files.reading import Reading
from dialogues.files.root import WHOLE, bundled_folder, chosen_collections, is_release
from dialogues.files.snapshot import read_snapshot
from dialogues.findings import InvalidRegistry, Severity
from dialogues.registry import Registry

if TYPE_CHECKING:  # its module costs 10 ms, and most registries are read without one
    from concurrent.futures import Executor


def load(
    folder: str | os.PathLike[str] | None = None,
    *,
    collections: Iterable[str] | None = None,
    freeze: bool = False,
    cache: str | os.PathLike[str] | None = None,
) -> Registry:
    """Load a registry: the one that the library ships, or that of a folder, a release or an exported JSON file.

    ``collections`` loads these alone, which is faster; references to what is left out are not judged.
    ``freeze`` is for a process that keeps the registry and answers from it: garbage is collected once, and all that is
    alive then, in the whole process and not of the library alone, is left out of every later collection
    (:func:`gc.freeze`). A registry that is frozen is not given back when nothing uses it any more, until
    :func:`gc.unfreeze`. ``cache`` is a folder as in :func:`read`.

    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such registry,
    :class:`~dialogues.errors.UnknownCollection` when a collection is called otherwise, and
    :class:`~dialogues.findings.InvalidRegistry`, with all findings, when a file has a structure fault.

    >>> load()["china-2006"].collection
    'agreements'
    """
    reading = read_registry(folder, collections, cache=cache)
    if any(finding.severity is Severity.ERROR for finding in reading.findings):
        raise InvalidRegistry(reading.findings)
    if freeze:
        leave_out_what_is_alive()
    return reading.registry


def read(
    folder: str | os.PathLike[str] | None = None,
    *,
    executor: Executor | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> Reading:
    """Read a registry and tell what is wrong with it; bad data never raises.

    ``executor``, any of :mod:`concurrent.futures` or one that behaves so, parses and validates the record files in its
    workers; the outcome is the same. They open no file, and what a worker does not do is done here. A release or a JSON
    file is read here. ``cache`` is a folder in which what the files say is kept for the next time, by their SHA-256
    (:func:`dialogues.files.kept.cache_folder` gives the one of the command line); with an executor it is not used.

    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such registry.

    >>> read("data").findings
    ()
    """
    return read_registry(folder, executor=executor, cache=cache)


def read_registry(
    folder: str | os.PathLike[str] | None = None,
    collections: Iterable[str] | None = None,
    executor: Executor | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> Reading:
    """Read a registry as :func:`read` does, or some collections of it; references to what is left out are not judged.

    Raises :class:`~dialogues.errors.RegistryNotFound` and :class:`~dialogues.errors.UnknownCollection`.
    """
    root = bundled_folder() if folder is None else Path(folder)
    chosen = None if collections is None else chosen_collections(collections)
    if executor is None and root == bundled_folder():
        shipped = read_snapshot(chosen)
        if shipped is not None:
            return shipped
    return _read_files(root, chosen, executor, cache)


def _read_files(
    root: Path,
    collections: Iterable[str] | None,
    executor: Executor | None,
    cache: str | os.PathLike[str] | None,
) -> Reading:
    from dialogues.files.folder import read_folder  # here: the bundled registry is read without
    from dialogues.files.workers import Workers

    release = is_release(root)
    if not release and (root.suffix != ".json" or not root.is_file()):
        workers = None if executor is None else Workers(executor)
        return read_folder(
            root, collections=collections, workers=workers, cache=None if cache is None else Path(cache), lasting=True
        )
    from dialogues.files.exported import read_exported  # here: most registries are folders

    return read_exported(root / WHOLE if release else root, collections)
