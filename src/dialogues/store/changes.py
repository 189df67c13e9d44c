"""What is other in a registry's folder than in its store, and how it is taken in: by what changed alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from dialogues.files.dangling import References
from dialogues.files.file import of_file, read_text
from dialogues.files.folder import ID_TWICE, read_manifest, read_some
from dialogues.findings import Finding, InvalidRegistry, Severity
from dialogues.records import Manifest, Organisation, Record
from dialogues.registry.indices import Indices, reached
from dialogues.store.database import Database, Lookup, Terms
from dialogues.store.layout import RELATED
from dialogues.store.lookups import StoredIndices, StoredRecords
from dialogues.store.rows import postings_of, row_of
from dialogues.store.store import Store
from dialogues.store.tables import Entry, Tables


class _Known(NamedTuple):
    """What a store knows of a record."""

    id: str
    file: str
    n: int
    collection: str
    sha256: bytes


class Changes:
    """What is other in a folder than in its store."""

    def __init__(self, root: Path, old: Database, perhaps: set[str], gone: set[str]) -> None:
        """``perhaps`` are the files of another size or time, ``gone`` those that are no longer there."""
        self.root = root
        self.old = old
        self.perhaps = perhaps
        stems = sorted({Path(file).stem for file in (*perhaps, *gone)})
        question = f"SELECT id, file, n, collection, sha256 FROM record WHERE id {old.among}"  # noqa: S608  # a constant
        self.known = {each.id: each for each in (_Known(*row) for row in old.rows(question, (old.listed(stems),)))}
        sums = {each.file: bytes(each.sha256) for each in self.known.values()}
        self.sums = {file: _sum(root, file) for file in perhaps if "/" in file}
        self.changed = sorted(file for file, found in self.sums.items() if sums.get(file) != found)
        self._again = {*gone, *self.changed}
        self.manifest = self._manifest_as_kept
        if any("/" not in file for file in (*perhaps, *gone)):
            manifest, findings = read_manifest(root)
            raise_faults(findings)
            self.manifest = as_json(manifest)

    @cached_property
    def _manifest_as_kept(self) -> str | None:
        found = self.old.rows("SELECT value FROM meta WHERE key = 'manifest'")
        return found[0][0] if found else None

    @property
    def is_any(self) -> bool:
        """Whether anything is other, and not only saved again."""
        again = bool(self._again & {each.file for each in self.known.values()})
        return bool(self.changed) or again or self.manifest != self._manifest_as_kept

    def read(self) -> None:
        """Read what changed. Raises InvalidRegistry for a file with a fault, and for an id that is used twice."""
        self.records, self.files, findings = read_some(self.root, self.changed)
        raise_faults([*findings, *self._twice()])
        self.rows = {identifier: row_of(record) for identifier, record in self.records.items()}
        known = {each.id for each in self.known.values() if each.file in self._again}
        self.removed = known - self.records.keys()
        self.replaced = known | (self.known.keys() & self.records.keys())

    def _twice(self) -> Iterator[Finding]:
        """Find ids that a new file shares with one that is there and was not read again."""
        for identifier, file in self.files.items():
            there = self.known.get(identifier)
            if there is not None and there.file not in self._again:
                message = f"the id {identifier!r} is used twice, first by {there.file}"
                yield of_file(file, ID_TWICE, message, "ids are unique over all collections: rename one of the files")

    def take_in(self, tables: Tables, place: str) -> None:
        """Write what changed. Raises InvalidRegistry for a reference that leads nowhere then."""
        before, old = _records_and_indices(self.old)
        was = _postings({key: before[key] for key in self.replaced}, old)
        above = {key for key in (*self.records, *self.removed) if self._is_another_whole(key, before)}
        below = _below(self.old, above)
        self._replace(tables, before)
        behind, new = _records_and_indices(tables)
        tables.change_postings(was, _postings(self.records, new))
        below |= _below(tables, above)
        named = [each for each in _naming(tables, below) if each not in self.records]
        question = f"SELECT id FROM record WHERE collection = 'agreements' AND id {tables.among}"  # noqa: S608
        agreements = [key for (key,) in tables.rows(question, (tables.listed(sorted(named)),))]
        was = _postings({key: before[key] for key in agreements}, old)
        tables.change_postings(was, _postings({key: behind[key] for key in agreements}, new))
        tables.write_meta(self.manifest)
        raise_faults(list(self._dangling(tables, place)))

    def _is_another_whole(self, key: str, before: Mapping[str, Record]) -> bool:
        """Say whether agreements with an organisation, or with a part of it, may be looked up by something else now."""
        was, now = (
            (record.kind, record.part_of, record.territory) if isinstance(record, Organisation) else None
            for record in (before.get(key), self.records.get(key))
        )
        return was != now

    def _replace(self, tables: Tables, before: Mapping[str, Record]) -> None:
        for identifier in sorted(self.replaced):
            tables.take_out(self.known[identifier].n, before[identifier])
        last = tables.rows("SELECT max(n) FROM record")[0][0] or 0
        new = [key for key in self.records if key not in self.replaced]
        numbers = {key: self.known[key].n for key in self.replaced}
        last = max([last, *numbers.values()])
        numbers |= {key: last + at for at, key in enumerate(new, start=1)}
        entries = [
            Entry(numbers[key], record, self.rows[key], self.files[key], self.sums[self.files[key]])
            for key, record in self.records.items()
        ]
        tables.put(entries)
        tables.write()

    def _dangling(self, tables: Tables, place: str) -> Iterator[Finding]:
        """Find what is wrong with references: those of what was read, and those to what is gone or of another kind."""
        other = {
            key
            for key, record in self.records.items()
            if key in self.known and self.known[key].collection != record.collection
        }
        question = f"SELECT id, file FROM record WHERE id {tables.among}"  # noqa: S608  # a constant
        naming: list[Any] = tables.rows(question, (tables.listed(sorted(_naming(tables, self.removed | other))),))
        references = References(Store(tables, place), (), frozenset())
        return references.wrong(self.root, {**dict(naming), **self.files})


def _records_and_indices(database: Database) -> tuple[StoredRecords, Indices]:
    records = StoredRecords(database)
    return records, StoredIndices(database, records, None)


def _postings(records: Mapping[str, Record], indices: Indices) -> set[tuple[str, str, str]]:
    return {
        (criterion, value, entry)
        for record in records.values()
        for criterion, values, entry in postings_of(record, indices, row_of(record))
        for value in values
    }


def _below(database: Database, identifiers: Iterable[str]) -> set[str]:
    """Give ids with those of all organisations that are a part of one of them, as the database has it."""
    terms = Terms(database)
    parts: Mapping[str, Iterable[str]] = Lookup(lambda key: terms.with_term("part-of", key), lambda: ())
    return {found for each in identifiers for found in reached(each, parts)}


def _naming(database: Database, identifiers: Iterable[str]) -> set[str]:
    """Give the ids of the records that name one of others."""
    terms, found = Terms(database), set[str]()
    for identifier in identifiers:
        for entry in terms.entries(RELATED, identifier):
            _, other, *by_the_other = entry.split(" ")
            found.add(other if by_the_other else identifier)
    return found


def _sum(root: Path, file: str) -> bytes:
    """Give the hash of a file's text, and none of what has no text: that is told when it is read as a record."""
    text, _ = read_text(root, file, inside=True)
    return b"" if text is None else hashlib.sha256(text.encode()).digest()


def as_json(manifest: Manifest | None) -> str | None:
    """Write a manifest as a store keeps it."""
    return None if manifest is None else manifest.model_dump_json(exclude_defaults=True)


def raise_faults(findings: list[Finding]) -> None:
    """Raise InvalidRegistry where one of the findings is an error."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise InvalidRegistry(tuple(sorted(findings)))
