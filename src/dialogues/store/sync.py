"""Building a store from a registry's folder, and keeping it in step: only what changed is read again.

Whoever reads, and whatever is killed, has the old state or the new one: a file is replaced as a whole, the tables of a
server in one transaction.
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
from dialogues.store.layout import unpacked
from dialogues.store.listing import Listing, file_of, is_changed, listing_of
from dialogues.store.rows import postings_of, row_of
from dialogues.store.store import is_server
from dialogues.store.tables import Entry, Target

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
    hashes: list[str] = []
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
            hashes += [f"{each.row.id} {each.row.hash}" for each in entries]
        tables.write()
        tables.write_postings(postings)
        tables.write_meta(as_json(registry.manifest), sorted(hashes))
        tables.write_listing("files", "\n".join(sorted(before.settled(before.lines))))
        if listing_of(root).lines != before.lines:
            raise CannotUseStore(target.place, _CHANGED)
    return Synchronised(len(registry), len(registry), tuple(registry), ())


def _gather(entries: Sequence[Entry], indices: Indices, postings: Mapping[str, Mapping[str, list[str]]]) -> None:
    """Gather what records are looked up by."""
    for each in entries:
        for criterion, values, entry in postings_of(each.record, indices, each.row.sort):
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
    found = old.rows("SELECT content FROM listing WHERE name = 'files'")
    lines = unpacked(found[0][0]).split("\n") if found and found[0][0] else []
    kept = frozenset(lines)
    other, left = now.lines - kept, kept - now.lines
    size = int(old.rows("SELECT count(*) FROM record")[0][0])
    if not other and not left:
        return Synchronised(size, 0, (), ())
    perhaps = {file_of(line) for line in other}
    changes = Changes(root, old, perhaps, {file_of(line) for line in left} - perhaps)
    new = now.settled(other)
    if not changes.is_any and (new == left or len(perhaps) < _MANY):
        return Synchronised(
            size, 0, (), ()
        )  # saved again and the same: to look at a few again costs less than to write
    files = "\n".join([*(line for line in lines if line not in left), *sorted(new)])
    with garbage_collector_paused():
        changes.read()
        with target.written() as tables:
            if changes.is_any:
                changes.take_in(tables, target.place)
            tables.write_listing("files", files)
            if is_changed(root, now, perhaps):
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
