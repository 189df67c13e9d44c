"""A registry's folder: a collection is a folder, a record a file, and the file's stem the record's id.

It is one module, since what can be wrong with a folder as a whole is found while its files are read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from attrs import evolve

from dialogues.files.dangling import References, with_ids_of_names
from dialogues.files.file import LINK_OUT, FileRead, compose, leads_out, of_file, read_placed, read_text, unreadable
from dialogues.files.garbage import garbage_collector_paused
from dialogues.files.reading import Reading
from dialogues.files.record_file import Composing, record_of
from dialogues.files.replace import is_leftover
from dialogues.files.root import (
    JOURNAL,
    MANIFEST,
    SUFFIXES,
    chosen_collections,
    is_unfinished,
    manifest_file,
    require_folder,
)
from dialogues.files.workers import Text, Workers
from dialogues.findings import Finding, Location, Replace, Severity
from dialogues.names.suggestion import suggest
from dialogues.records import RECORD_TYPES, Manifest, Record
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import add_targets
from dialogues.records.identifiers import record_id
from dialogues.records.manifest import FORMAT_MAJOR, FORMAT_MINOR
from dialogues.records.shared import share_field_names
from dialogues.registry import Registry

NOT_DATA, LEFT_OVER, UNFINISHED, NO_ID, ID_TWICE = "S107", "S108", "S109", "S401", "S402"
NO_COLLECTION, NO_MANIFEST, OTHER_FORMAT, NEWER_FORMAT, OLDER_FORMAT = "S405", "S406", "S407", "S408", "S409"

R = TypeVar("R", bound=FileRecord)


def read_folder(  # noqa: PLR0913  # all but the first are named
    root: Path,
    visit: Callable[[FileRead], None] | None = None,
    *,
    collections: Iterable[str] | None = None,
    workers: Workers | None = None,
    cache: Path | None = None,
    lasting: bool = False,
) -> Reading:
    """Read a registry; ``visit`` is shown each file that holds values, while its places are still known.

    ``collections`` leaves the others out; references to what was left out are not judged. ``workers`` read the record
    files; ``visit`` is then shown only what they did not read. ``cache`` is a folder where what files say is kept.
    ``lasting`` says that the records stay: what they have in common is then in memory once.
    Raises :class:`~dialogues.errors.RegistryNotFound` and :class:`~dialogues.errors.UnknownCollection`.

    >>> reading = read_folder(Path("data"), collections=["agreements"])
    >>> len(reading.registry.agreements) == len(reading.registry)
    True
    """
    chosen = chosen_collections(collections)
    require_folder(root)
    with garbage_collector_paused():
        kept = None
        if cache is not None and workers is None:
            from dialogues.files.kept import KeptTrees  # here: most registries are read without

            kept = KeptTrees(cache, root)
        work = _Reader(root, visit, workers, compose if kept is None else kept.compose)
        work.share = share_field_names if lasting else None
        manifest = work.manifest()
        work.findings += [*_unfinished(root), *_other_folders(root)]
        records = {collection: work.collection(collection) for collection in chosen}
        registry = Registry(manifest, records)
        reading = Reading(registry, (), root, MappingProxyType(work.files))
        references = References(registry, work.faulty, frozenset(RECORD_TYPES) - frozenset(chosen))
        work.findings += references.wrong(root, work.files, work.targets)
        if kept is not None:
            kept.save(every=collections is None)
    return evolve(
        reading,
        findings=tuple(sorted(with_ids_of_names(work.findings, registry, root))),
        referred_to=frozenset(references.referred_to),
        incomplete=frozenset(work.incomplete),
        manifest_file=manifest_file(root),
        faulty=frozenset(work.faulty),
    )


def read_some(root: Path, files: Iterable[str]) -> tuple[dict[str, Record], dict[str, str], list[Finding]]:
    """Read some record files of a registry: the records by id, the file of each, and what is wrong with the files.

    References are not judged, and ids are only compared with each other.
    """
    require_folder(root)
    work = _Reader(root)
    records: dict[str, Record] = {}
    with garbage_collector_paused():
        for file in files:
            records |= work.some(file.partition("/")[0], [file])
    return records, work.files, work.findings


def folder_faults(root: Path) -> list[Finding]:
    """Say which folders of collections are none, may not be read, or are really elsewhere: nothing in them is read."""
    there = [each for each in RECORD_TYPES if os.path.lexists(root / each)]
    # To ask where a folder really is costs more than whether it is a link.
    faults = ((_link_out(root, each) if (root / each).is_symlink() else None) or _closed(root, each) for each in there)
    return [fault for fault in faults if fault is not None]


def _link_out(root: Path, collection: str) -> Finding | None:
    if not leads_out(root, collection):
        return None
    message = "the link leads out of the data folder: its files were not read"
    return of_file(collection, LINK_OUT, message, "put the folder itself here")


def _closed(root: Path, collection: str) -> Finding | None:
    try:
        with os.scandir(root / collection):
            return None
    except OSError as error:
        return unreadable(collection, "folder", error)


def read_manifest(root: Path) -> tuple[Manifest | None, list[Finding]]:
    """Read the manifest of a registry alone, and what is wrong with it."""
    work = _Reader(root)
    return work.manifest(), work.findings


class _Reader:
    """Reads a folder file by file, and gathers what it finds."""

    def __init__(
        self,
        root: Path,
        visit: Callable[[FileRead], None] | None = None,
        workers: Workers | None = None,
        composed: Composing = compose,
    ) -> None:
        self.root = root
        self.composed = composed
        self.visit = visit
        self.workers = workers
        self.findings: list[Finding] = []
        self.files: dict[str, str] = {}
        self.targets: set[tuple[str, str]] = set()
        self.share: Callable[[FileRecord], None] | None = None
        self.faulty: set[str] = set()
        self.incomplete: set[str] = set()

    def collection(self, collection: str) -> dict[str, Record]:
        """Read the records of a collection, by id."""
        if not os.path.lexists(self.root / collection):
            return {}  # its kind of record need not even be imported
        told = len(self.findings)
        records = self._records(RECORD_TYPES[collection], self._record_files(collection))
        if any(finding.severity is Severity.ERROR for finding in self.findings[told:]):
            self.incomplete.add(collection)
        return records

    def some(self, collection: str, files: Iterable[str]) -> dict[str, Record]:
        """Read the records of some files of a collection, by id."""
        return self._records(RECORD_TYPES[collection], (each for file in files for each in self._record_file(file)))

    def _records(self, kind: type[Record], files: Iterable[tuple[str, str]]) -> dict[str, Record]:
        records: dict[str, Record] = {}
        for file, identifier, record in self._each(kind, files):
            if identifier in self.files:
                self.findings.append(used_twice(file, identifier, self.files[identifier]))
                self.faulty.add(identifier)
            elif record is None:
                self.faulty.add(identifier)
            else:
                records[identifier] = record
                self.files[identifier] = file
                add_targets(record, self.targets, self.share)  # at once, while it is at hand: later takes twice as long
        return records

    def _each(self, kind: type[Record], files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, Record | None]]:
        """Read files with their ids, here or in the workers, and give them in order."""
        if self.workers is None:
            for file, identifier in files:
                yield file, identifier, self._read(file, kind, identifier)
            return
        texts = (Text(file, identifier, self._text(file)) for file, identifier in files)
        for some, read in self.workers.read(kind, texts):
            for at, (file, identifier, text) in enumerate(some):
                if read is not None:
                    record, found = read[at]
                    self.findings += found
                else:
                    record = None if text is None else self._of_text(text, file, kind, identifier)
                yield file, identifier, record

    def _read(self, file: str, kind: type[R], identifier: str | None = None) -> R | None:
        """Read a file's record, if it has one; the file is shown, if it has values without a fault of syntax."""
        text = self._text(file)
        return None if text is None else self._of_text(text, file, kind, identifier)

    def _text(self, file: str) -> str | None:
        text, faults = read_text(self.root, file, inside=True)
        self.findings += faults
        return text

    def _of_text(self, text: str, file: str, kind: type[R], identifier: str | None) -> R | None:
        record, found = record_of(text, file, kind, identifier, self.visit, self.composed)
        self.findings += found
        return record

    def _record_files(self, collection: str) -> Iterator[tuple[str, str]]:
        """Give the files of a collection with the ids their names are, in order of name."""
        fault = _link_out(self.root, collection)
        if fault is not None:
            self.findings.append(fault)
            return
        try:
            names = sorted(entry.name for entry in os.scandir(self.root / collection))
        except OSError as error:
            self.findings.append(unreadable(collection, "folder", error))
            return
        for name in names:
            if is_leftover(name):
                self.findings.append(_left_over(f"{collection}/{name}"))
            elif not name.startswith("."):
                yield from self._record_file(f"{collection}/{name}")

    def _record_file(self, file: str) -> Iterator[tuple[str, str]]:
        stem, dot, suffix = file.rpartition("/")[2].rpartition(".")
        if dot + suffix not in SUFFIXES:
            hint, message = f"a record's file ends in {', '.join(SUFFIXES)}", "this is no record file and was not read"
            self.findings.append(of_file(file, NOT_DATA, message, hint, Severity.WARNING))
            return
        try:
            yield file, record_id(stem)
        except ValueError as error:
            meant = _as_id(stem)
            hint = f"rename it, perhaps to {meant}{dot}{suffix}" if meant else "rename it"
            self.findings.append(of_file(file, NO_ID, f"the file's name is no id: {error}", hint))
            self.faulty.add(meant)

    def manifest(self) -> Manifest | None:
        """Read the manifest; one of a format that this library does not know is told of."""
        file = manifest_file(self.root)
        if file is None:
            self.findings.append(no_manifest())
            return None
        manifest = self._read(file, Manifest)
        if manifest is not None and of_format(manifest.format, Location(file)) is not None:
            tree = read_placed(self.root, file)
            place = tree.locate(file, ("format",)) if tree is not None else Location(file)
            self.findings += filter(None, [of_format(manifest.format, place)])
        return manifest


def of_format(written: str, place: Location) -> Finding | None:
    """Say that data has a format that this library does not know, or not wholly, or an older one; None for its own."""
    major, minor = (int(part) for part in written.split("."))
    known, fix = f"{FORMAT_MAJOR}.{FORMAT_MINOR}", tuple[Replace, ...]()
    if (major, minor) == (FORMAT_MAJOR, FORMAT_MINOR):
        return None
    if major != FORMAT_MAJOR:
        code, severity, hint = OTHER_FORMAT, Severity.ERROR, "use the version of the library that was made for it"
        message = f"the data has format {written}; this library reads format {FORMAT_MAJOR}"
    elif minor > FORMAT_MINOR:
        code, severity, hint = NEWER_FORMAT, Severity.WARNING, "update the library"
        message = f"the data has format {written}, newer than this library's {known}"
    else:
        code, severity, hint = OLDER_FORMAT, Severity.INFO, f"write {known}; every file stays as it is"
        message, fix = f"the data has format {written}; {known} can say more", (Replace(("format",), known),)
    return Finding(place, severity, code, message, "format", hint, fix)


def no_manifest() -> Finding:
    """Say that a registry has no manifest."""
    hint = f"write {MANIFEST}.yaml with format, title, version, date and licence"
    return of_file(f"{MANIFEST}.yaml", NO_MANIFEST, "the registry has no manifest", hint, Severity.WARNING)


def used_twice(file: str, identifier: str, first: str) -> Finding:
    """Say that two records have the same id."""
    message = f"the id {identifier!r} is used twice, first by {first}"
    return of_file(file, ID_TWICE, message, "ids are unique over all collections: rename one of the files")


def no_collection(name: str) -> Finding:
    """Say that what holds records is no collection."""
    similar = suggest(name, RECORD_TYPES)
    hint = f"did you mean {similar[0]}?" if similar else f"collections are: {', '.join(RECORD_TYPES)}"
    return of_file(name, NO_COLLECTION, f"{name} is no collection: its files were not read", hint, Severity.WARNING)


def _unfinished(root: Path) -> Iterator[Finding]:
    """Tell of a run that was killed while it changed several files, and of what one left beside the manifest."""
    yield from (_left_over(entry.name) for entry in os.scandir(root) if is_leftover(entry.name))
    if is_unfinished(root):
        message = "a run that was killed while it wrote several files left its work half done"
        yield of_file(JOURNAL, UNFINISHED, message, "dialogues check --fix completes it")


def _left_over(file: str) -> Finding:
    message = "a run that was killed while it wrote left this behind"
    return of_file(file, LEFT_OVER, message, "dialogues check --fix removes it", Severity.INFO)


def _other_folders(root: Path) -> Iterator[Finding]:
    """Find folders with record files that are no collection: a misspelt one would be lost without a word."""
    names = sorted(entry.name for entry in os.scandir(root) if entry.name not in RECORD_TYPES and Path(entry).is_dir())
    for folder in names:
        with suppress(OSError):
            if not folder.startswith(".") and any(file.suffix in SUFFIXES for file in (root / folder).iterdir()):
                yield no_collection(folder)


def _as_id(stem: str) -> str:
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in stem.lower()).split()
    return "-".join(words)[:80]
