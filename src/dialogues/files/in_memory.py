"""A registry of records that are in no folder: made by a program, or taken out of one file that holds all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from dialogues.files.dangling import References
from dialogues.files.file import UNREADABLE, of_file
from dialogues.files.folder import (
    NO_ID,
    no_collection,
    no_manifest,
    of_format,
    used_twice,
)
from dialogues.files.garbage import garbage_collector_paused
from dialogues.files.reading import Reading
from dialogues.files.root import chosen_collections
from dialogues.files.to_record import WRONG_SHAPE, describe, to_record
from dialogues.files.tree import At, Mark, Tree
from dialogues.findings import Finding, InvalidRegistry, Location, Severity
from dialogues.records import RECORD_TYPES, Entry, Manifest, Record
from dialogues.records.identifiers import record_id
from dialogues.registry import Registry

Values: TypeAlias = "Record | Mapping[str, Any]"
"""A record, or what a file of it would say; its ``id`` may stand beside it."""
Records: TypeAlias = "Mapping[str, Mapping[str, Values]] | Iterable[Record]"
"""Records by collection and id, or records alone, which know both."""

_NOWHERE = Mark(At(0, 0), At(0, 0))


def registry_of(records: Records, manifest: Manifest | Mapping[str, Any] | None = None) -> Registry:
    """Make a registry of records in memory, with the same findings as if each were read from its file.

    ``records`` are mappings by collection and id, each with the keys of a data file or a record; or records alone. A
    finding's place is the collection and the id (``agreements/peru-2013``).

    Raises :class:`~dialogues.findings.InvalidRegistry`, with all findings, for a structure fault: a value that is not
    allowed, an id that is used twice or no id, a reference that leads nowhere.

    >>> import dialogues
    >>> ministry = {"name": {"en": "Ministry"}, "kind": "ministry", "country": "DE"}
    >>> registry_of({"organisations": {"de-ministry": ministry}}).organisations["de-ministry"].country
    'DE'
    """
    reading = read_records(records, manifest)
    if any(finding.severity is Severity.ERROR for finding in reading.findings):
        raise InvalidRegistry(reading.findings)
    return reading.registry


def read_records(
    records: Records,
    manifest: Manifest | Mapping[str, Any] | None = None,
    *,
    whence: Path | None = None,
    collections: Iterable[str] | None = None,
    left_out: Iterable[str] = (),
) -> Reading:
    """Make a registry of what is whole, and tell what is wrong.

    ``whence`` is the file that the records were taken out of; ``left_out`` are the files whose records are not in it.
    """
    chosen = chosen_collections(collections)
    with garbage_collector_paused():
        work = _Reader()
        what = work.manifest(manifest)
        for collection, identifier, value in _each(records):
            if collection in chosen:
                work.record(collection, identifier, value)
            elif collection not in RECORD_TYPES and collection not in work.unknown:
                work.unknown.add(collection)
                work.findings.append(no_collection(collection))
        for file in left_out:
            work.left_out(file)
        registry = Registry(what, work.records)
        references = References(registry, work.faulty, frozenset(RECORD_TYPES) - frozenset(chosen))
        work.findings += references.wrong(None, work.places)
    return Reading(
        registry,
        tuple(sorted(work.findings)),
        whence or Path(),
        MappingProxyType(work.places),
        frozenset(references.referred_to),
        frozenset(work.incomplete),
    )


def _each(records: Records) -> Iterator[tuple[str, str, Any]]:
    if isinstance(records, Mapping):
        for collection, held in records.items():
            for identifier, value in held.items() if isinstance(held, Mapping) else [("", held)]:
                yield str(collection), str(identifier), value
    else:
        for record in records:
            yield record.collection, record.id, record


class _Reader:
    """Takes records one by one, and gathers what it finds."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Record]] = {}
        self.places: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.faulty: set[str] = set()
        self.incomplete: set[str] = set()
        self.unknown: set[str] = set()

    def manifest(self, value: Manifest | Mapping[str, Any] | None) -> Manifest | None:
        """Take the manifest; one of a format that this library does not know is told of."""
        if value is None:
            self.findings.append(no_manifest())
            return None
        manifest: Manifest | None
        if isinstance(value, Manifest):
            manifest = value
        else:
            manifest, faults = to_record(Manifest, _tree(value), "manifest")
            self.findings += faults
        if manifest is not None:
            self.findings += filter(None, [of_format(manifest.format, Location("manifest"))])
        return manifest

    def left_out(self, file: str) -> None:
        """Take notice of a record that had faults when the registry was written out."""
        collection, _, name = file.rpartition("/")
        self.faulty.add(name.rpartition(".")[0])
        self.incomplete |= {collection} & set(RECORD_TYPES)
        message = "the record was left out when the registry was written out, since it had faults"
        self.findings.append(of_file(file, UNREADABLE, message, "mend it, and write the registry out again"))

    def record(self, collection: str, identifier: str, value: Any) -> None:
        """Take a record, or what a file of it would say."""
        place = f"{collection}/{identifier}" if identifier else collection
        found, faults = _made(collection, identifier, value, place)
        if identifier in self.places:
            faults = [used_twice(place, identifier, self.places[identifier])]
            found = None
        self.findings += faults
        if found is None:
            self.faulty.add(identifier)
            self.incomplete.add(collection)
        else:
            self.places[identifier] = place
            self.records.setdefault(collection, {})[identifier] = found


def _made(collection: str, identifier: str, value: Any, place: str) -> tuple[Record | None, list[Finding]]:
    """Make a record of what is given; the id that stands in it must be the one that it stands under."""
    try:
        record_id(identifier)
    except ValueError as error:
        return None, [of_file(place, NO_ID, f"{identifier!r} is no id: {error}", "give it another one")]
    kind = RECORD_TYPES[collection]
    within = getattr(value, "id", None) if isinstance(value, Entry) else _id_within(value)
    if within not in (None, identifier):
        message = f"the record says that its id is {describe(within)}"
        return None, [of_file(place, NO_ID, message, "give it the id that it stands under")]
    if isinstance(value, kind):
        return value, []
    if isinstance(value, Entry):
        message = f"one of the {collection} is expected, found one of the {value.collection}"
        return None, [of_file(place, WRONG_SHAPE, message, "put it into its own collection")]
    return to_record(kind, _tree(value), place, identifier)


def _id_within(value: Any) -> Any:
    return value.get("id") if isinstance(value, Mapping) else None


def _tree(value: Any) -> Tree:
    """Give values the form of a file's; nothing of them has a place."""
    if isinstance(value, Mapping):
        value = {str(key): each for key, each in value.items() if key != "id"}
    return Tree(value, _NOWHERE)
