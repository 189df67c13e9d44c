"""Building a store from a registry's folder, and keeping it in step: only what changed is read again.

Whoever reads, and whatever is killed, has the old state or the new one: a build replaces a file as a whole, and what a
synchronisation changes is one transaction, as all is on a server.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from attrs import frozen

from dialogues.errors import CannotUseStore
from dialogues.files import read_folder
from dialogues.files.garbage import garbage_collector_paused
from dialogues.registry.indices import Indices
from dialogues.store.changes import Changes, as_json, raise_faults
from dialogues.store.database import Database
from dialogues.store.listing import Listing, listing_of
from dialogues.store.rows import postings_of, row_of
from dialogues.store.store import is_server
from dialogues.store.tables import Entry, Target, listings_of

_CHANGED = "files of the folder were changed while they were read; run the command again when that is over"
_TOGETHER = 500  # records
_MANY = 1_000  # files


@frozen
class Synchronised:
    """What building or synchronising a store did."""

    records: int
    """How many records the store has."""
    read: int
    """How many files were read again."""
    changed: tuple[str, ...]
    """The ids of the records that are new or other than before."""
    removed: tuple[str, ...]
    """The ids of the records that are no longer there."""

    def to_dict(self) -> dict[str, object]:
        """Give it as JSON values, with the keys of ``dialogues store sync --json``."""
        return {
            "records": self.records,
            "read": self.read,
            "changed": list(self.changed),
            "removed": list(self.removed),
        }


def build(folder: str | os.PathLike[str], store: str | os.PathLike[str]) -> Synchronised:
    """Write a registry's folder into a store, in place of one that may be there.

    Raises :class:`~dialogues.errors.RegistryNotFound`, :class:`~dialogues.findings.InvalidRegistry` for a folder with
    faults, and :class:`~dialogues.errors.CannotUseStore` for a file that is no store or cannot be written, or when the
    folder was changed meanwhile.
    """
    root, target = Path(folder), target_of(store)
    target.require_ours()
    with garbage_collector_paused():  # all that is read stays until all is written
        return _built(root, target)


def _built(root: Path, target: Target) -> Synchronised:
    before = listing_of(root)
    sums: dict[str, bytes] = {}
    reading = read_folder(root, lambda each: sums.update({each.file: hashlib.sha256(each.text.encode()).digest()}))
    raise_faults(list(reading.findings))
    registry = reading.registry
    postings: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with target.written(anew=True) as tables:
        numbered = enumerate(registry.values(), start=1)
        while some := [*islice(numbered, _TOGETHER)]:
            files = [reading.files[record.id] for _, record in some]
            entries = [
                Entry(n, record, row_of(record), file, sums[file])
                for (n, record), file in zip(some, files, strict=True)
            ]
            tables.put(entries)
            _gather(entries, registry.indices, postings)
        tables.write()
        tables.write_postings(postings)
        tables.write_meta(as_json(registry.manifest))
        for name, content in before.kept().items():
            tables.write_listing(name, content)
        if listing_of(root).parts != before.parts:
            raise CannotUseStore(target.place, _CHANGED)
    return Synchronised(len(registry), len(registry), tuple(registry), ())


def _gather(entries: Sequence[Entry], indices: Indices, postings: Mapping[str, Mapping[str, list[str]]]) -> None:
    """Gather what records are looked up by."""
    for each in entries:
        for criterion, values, entry in postings_of(each.record, indices, each.row):
            held = postings[criterion]
            for value in values:
                held[value].append(entry)


def sync(folder: str | os.PathLike[str], store: str | os.PathLike[str]) -> Synchronised:
    """Bring a store in step with its folder: files of another size or time are read, and taken in if they changed.

    A store that is not there is built. What is wrong with a file, or a reference that leads nowhere now, leaves the
    store as it was. Raises as :func:`build` does.
    """
    root, target = Path(folder), target_of(store)
    if not target.is_there():
        return build(root, store)
    now = listing_of(root)
    with target.locked() as old:
        return _synchronised(root, target, old, now)


def _synchronised(root: Path, target: Target, old: Database, now: Listing) -> Synchronised:
    kept = listings_of(old)
    other, gone = now.other_than(kept)
    size = int(old.rows("SELECT count(*) FROM record")[0][0])
    if not other and not gone:
        return Synchronised(size, 0, (), ())
    changes = Changes(root, old, set(other), gone)
    new = now.kept(other)
    if not changes.is_any and (new == kept or len(other) < _MANY):
        # Saved again and the same: to look at a few again costs less than to write.
        return Synchronised(size, 0, (), ())
    with garbage_collector_paused():
        changes.read()
        with target.written() as tables:
            if changes.is_any:
                changes.take_in(tables, target.place)
            for name in {**kept, **new}:
                tables.write_listing(name, new.get(name, b""), kept.get(name, b""))
            if not now.is_left(root, other):
                raise CannotUseStore(target.place, _CHANGED)
    size += len(changes.records) - len(changes.replaced)
    changed, removed = tuple(sorted(changes.records)), tuple(sorted(changes.removed))
    return Synchronised(size, len(changes.changed), changed, removed)


def target_of(store: str | os.PathLike[str]) -> Target:
    """Give where a store is written: a server where it has the address of one, else a file."""
    place = os.fspath(store)
    if is_server(place):
        from dialogues.store.postgresql_tables import Server  # here: most stores are files

        return Server(place)
    from dialogues.store.sqlite_tables import File  # here: likewise

    return File(place)
