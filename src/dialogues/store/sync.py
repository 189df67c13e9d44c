"""Building a store from a registry's folder, and keeping it in step: only what changed is read again.

Whoever reads, and whatever is killed, has the old state or the new one: a file is replaced as a whole, the tables of a
server in one transaction.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from dialogues.errors import CannotUseStore
from dialogues.files import read_folder
from dialogues.files.dangling import References
from dialogues.files.file import of_file
from dialogues.files.folder import ID_TWICE, read_manifest, read_some
from dialogues.files.garbage import garbage_collector_paused
from dialogues.files.root import SUFFIXES, require_folder
from dialogues.findings import Finding, InvalidRegistry, Severity
from dialogues.records import RECORD_TYPES, Record
from dialogues.store.database import Database
from dialogues.store.lookups import StoredIndices, StoredRecords
from dialogues.store.store import Store, is_server
from dialogues.store.tables import FileState, Tables, Target

_NAMING = "SELECT DISTINCT record.id, file FROM relation JOIN record ON record.n = relation.n WHERE subject"
_CHANGED = "files of the folder were changed while they were read; run the command again when that is over"


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
    before = _listing(root)
    hashes: dict[str, bytes] = {}
    reading = read_folder(root, lambda each: hashes.update({each.file: hashlib.sha256(each.text.encode()).digest()}))
    _raise_faults(list(reading.findings))
    registry = reading.registry
    with target.written(anew=True) as tables:
        for n, (identifier, record) in enumerate(registry.items(), start=1):
            file = reading.files[identifier]
            tables.put(record, file, FileState(*before.get(file, (0, 0)), hashes[file]), n)
            tables.put_terms(record, registry.indices, n)
        tables.write()
        tables.write_meta(registry.manifest)
        _require_unchanged(root, before, target.place)
    return Synchronised(len(registry), len(registry), tuple(registry), ())


def sync(folder: str | os.PathLike[str], store: str | os.PathLike[str]) -> Synchronised:
    """Bring a store in step with its folder: files of another size or time are read, and taken in if they changed.

    A store that is not there is built. What is wrong with a file, or a reference that leads nowhere now, leaves the
    store as it was. Raises as :func:`build` does.
    """
    root, target = Path(folder), target_of(store)
    if not target.is_there():
        return build(root, store)
    require_folder(root)
    with target.locked() as old:
        return _Sync(root, target, old).run()


class _Sync:
    """One synchronisation of a store that nobody else writes."""

    def __init__(self, root: Path, target: Target, old: Database) -> None:
        self.root = root
        self.target = target
        self.old = old
        rows = self.old.rows("SELECT file, size, mtime, id, n, collection FROM record")
        self.known = {file: (size, mtime) for file, size, mtime, *_ in rows}
        self.ids = {file: identifier for file, _, _, identifier, *_ in rows}
        self.n = {identifier: n for *_, identifier, n, _ in rows}
        self.kind = {identifier: kind for *_, identifier, _, kind in rows}
        self.now = _listing(root)

    def run(self) -> Synchronised:
        gone = [file for file in self.known if file not in self.now]
        perhaps = [file for file, state in self.now.items() if self.known.get(file) != state]
        hashes = {file: _sha256(self.root / file) for file in perhaps}
        written = self._written(perhaps)
        changed = [file for file in perhaps if written.get(file) != hashes[file]]
        manifest, findings = read_manifest(self.root)
        _raise_faults(findings)
        other = (manifest and manifest.model_dump_json(exclude_defaults=True)) != self._manifest()
        if not (gone or perhaps or other):
            return Synchronised(len(self.n), 0, (), ())
        records, files, findings = read_some(self.root, changed)
        _raise_faults([*findings, *self._twice(files, {*gone, *changed})])
        states = {file: FileState(*self.now[file], hashes[file]) for file in perhaps}
        removed = {self.ids[file] for file in (*gone, *changed) if file in self.ids} - records.keys()
        with self.target.written() as tables, garbage_collector_paused():
            self._apply(tables, records, files, states, removed)
            _raise_faults(self._dangling(tables, records, files, removed))
            tables.write_meta(manifest)
            _require_unchanged(self.root, self.now, self.target.place)
        return Synchronised(len(self.n.keys() - removed), len(changed), tuple(sorted(records)), tuple(sorted(removed)))

    def _written(self, files: list[str]) -> dict[str, bytes]:
        """Give the hashes that the store has of files."""
        question = f"SELECT file, sha256 FROM record WHERE file {self.old.among}"  # noqa: S608  # a constant
        return {file: bytes(each) for file, each in self.old.rows(question, (self.old.listed(files),))}

    def _manifest(self) -> str | None:
        found = self.old.rows("SELECT value FROM meta WHERE key = 'manifest'")
        return found[0][0] if found else None

    def _twice(self, files: Mapping[str, str], again: set[str]) -> Iterator[Finding]:
        """Find ids that a new file shares with one that is there and was not read again."""
        other = {identifier: file for file, identifier in self.ids.items() if file not in again}
        for identifier, file in files.items():
            if identifier in other:
                message = f"the id {identifier!r} is used twice, first by {other[identifier]}"
                yield of_file(file, ID_TWICE, message, "ids are unique over all collections: rename one of the files")

    def _apply(
        self,
        tables: Tables,
        records: Mapping[str, Record],
        files: Mapping[str, str],
        states: Mapping[str, FileState],
        removed: set[str],
    ) -> None:
        for file, state in states.items():
            tables.do("UPDATE record SET size = ?, mtime = ? WHERE file = ?", (state.size, state.mtime, file))
        touched = {*records, *removed}
        around = tables.below(touched)
        for identifier in touched & self.n.keys():
            tables.take_out(self.n[identifier])
        fresh = iter(range(max(self.n.values(), default=0) + 1, 2**62))
        for identifier, record in records.items():
            if identifier not in self.n:
                self.n[identifier] = next(fresh)
            tables.put(record, files[identifier], states[files[identifier]], self.n[identifier])
        tables.write()
        self._derive(tables, records, around)

    def _derive(self, tables: Tables, records: Mapping[str, Record], around: set[str]) -> None:
        """Work out again what changed records are looked up by, and what depends on organisations that changed."""
        n = self.n
        stored = StoredRecords(tables)
        indices = StoredIndices(tables, stored, None)
        for identifier, record in records.items():  # first, so that what is below them is known
            tables.put_terms(record, indices, n[identifier])
        tables.write()
        around |= tables.below(records)
        question = f"{_NAMING} {tables.among} AND collection = 'agreements'"
        for identifier, _ in tables.rows(question, (tables.listed(sorted(around)),)):
            tables.do("DELETE FROM term WHERE n = ?", (n[identifier],))
            tables.put_terms(stored[identifier], indices, n[identifier])
        tables.write()

    def _dangling(
        self, tables: Tables, records: Mapping[str, Record], files: Mapping[str, str], removed: set[str]
    ) -> list[Finding]:
        """Find what is wrong with references: those of what was read, and those to what is gone or of another kind."""
        other = {key for key, record in records.items() if self.kind.get(key, record.collection) != record.collection}
        naming: list[Any] = tables.rows(f"{_NAMING} {tables.among}", (tables.listed(sorted(removed | other)),))
        references = References(Store(tables, self.target.place), (), frozenset())
        return list(references.wrong(self.root, {**dict(naming), **files}))


def target_of(store: str | os.PathLike[str]) -> Target:
    """Give where a store is written: a server where it has the address of one, else a file."""
    place = os.fspath(store)
    if is_server(place):
        from dialogues.store.postgresql_tables import Server  # here: most stores are files

        return Server(place)
    from dialogues.store.sqlite_tables import File  # here: likewise

    return File(place)


def _listing(root: Path) -> dict[str, tuple[int, int]]:
    """Give the size and time of every record file of a folder."""
    require_folder(root)
    found: dict[str, tuple[int, int]] = {}
    for collection in RECORD_TYPES:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(root / collection) as entries:
            for entry in entries:
                name = entry.name
                if not name.startswith(".") and name.endswith(SUFFIXES):
                    with suppress(OSError):
                        status = entry.stat()
                        found[f"{collection}/{name}"] = status.st_size, status.st_mtime_ns
    return found


def _require_unchanged(root: Path, before: Mapping[str, tuple[int, int]], path: str) -> None:
    if _listing(root) != before:
        raise CannotUseStore(path, _CHANGED)


def _sha256(file: Path) -> bytes:
    """Give the hash of a file's text: a byte-order mark is none of it."""
    try:
        return hashlib.sha256(file.read_bytes().removeprefix(codecs.BOM_UTF8)).digest()
    except OSError:
        return b""  # what cannot be read is told of when it is read as a record


def _raise_faults(findings: list[Finding]) -> None:
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise InvalidRegistry(tuple(sorted(findings)))
