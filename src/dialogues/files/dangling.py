"""References that lead nowhere, to a record of another kind, or name a record otherwise than by its id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path as Folder
from typing import Any

from attrs import evolve

from dialogues.files.file import read_placed
from dialogues.files.to_record import MALFORMED
from dialogues.findings import Finding, Location, Severity, format_path
from dialogues.names.suggestion import suggest
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import ReferenceFound, add_targets, field_of, references
from dialogues.registry import Registry

DANGLING, WRONG_KIND = "R601", "R602"
_SUGGESTIONS = 20
"""Each is looked for among all ids; where more are missing, a whole collection is, and no id is misspelt."""


class References:
    """The references between the records of a registry."""

    def __init__(self, registry: Registry, faulty: Collection[str], left_out: Collection[str]) -> None:
        self.registry = registry
        self.referred_to: set[str] = set()
        """The ids that some record refers to, as far as the records were looked at."""
        self._faulty = faulty
        self._left_out = left_out
        self._missing: Counter[str] = Counter()
        self._hints: dict[str, str] = {}

    def wrong(
        self, folder: Folder | None, files: Mapping[str, str], targets: set[tuple[str, str]] | None = None
    ) -> Iterator[Finding]:
        """Find what is wrong with the references of records; one to a faulty record is no finding of its own.

        ``targets`` are what these records refer to, as :func:`~dialogues.records.fields_of.add_targets` gives them;
        they are looked for where they are not known.

        The file of a record is read again, once, where there is something to say of it; without a folder there is none.
        """
        if targets is None:
            targets = set()
            for identifier in files:
                add_targets(self.registry[identifier], targets)
        self.referred_to = {identifier for identifier, _ in targets}
        faulty = {each for each in targets if self._is_wrong(*each)}
        wrong: dict[str, list[ReferenceFound]] = {}
        for identifier, file in files.items() if faulty else ():
            for reference in references(self.registry[identifier]):
                if (reference.identifier, reference.collection) in faulty:
                    wrong.setdefault(file, []).append(reference)
        missing = {
            (each.identifier, each.collection)
            for every in wrong.values()
            for each in every
            if each.identifier not in self.registry
        }
        self._missing = Counter(collection for _, collection in missing)
        for file, every in wrong.items():
            tree = read_placed(folder, file) if folder is not None else None
            for each in every:
                place = tree.locate(file, each.path) if tree is not None else Location(file)
                code, message, hint = self._problem(each)
                yield Finding(place, Severity.ERROR, code, message, format_path(each.path), hint)

    def _is_wrong(self, target: str, collection: str) -> bool:
        if target in self._faulty or (self._left_out and (not collection or collection in self._left_out)):
            return False
        return target not in self.registry or bool(collection and self.registry.collection_of(target) != collection)

    def _problem(self, reference: ReferenceFound) -> tuple[str, str, str]:
        target, collection = reference.identifier, reference.collection
        if target not in self.registry:
            return DANGLING, f"there is no record {target!r}", self._hint(target, collection)
        found = self.registry.collection_of(target)
        return WRONG_KIND, f"{target!r} is one of the {found}", f"one of the {collection} is expected here"

    def _hint(self, target: str, collection: str) -> str:
        """Say which id may have been meant, once for each that is missing."""
        if target not in self._hints:
            renamed = self._renamed(collection)
            similar = suggest(target, self.registry) if len(self._hints) < _SUGGESTIONS else ()
            if renamed:
                self._hints[target] = f"did you rename it? {collection}/{renamed} is named by no record"
            else:
                self._hints[target] = (
                    f"did you mean {similar[0]}?" if similar else "write the record, or name one that is there"
                )
        return self._hints[target]

    def _renamed(self, collection: str) -> str:
        """Give the record that the one that is missing was renamed to.

        It is the only one of its collection that no record names, and only one of that collection is missing.
        """
        if not collection or self._missing[collection] != 1:
            return ""
        unnamed = [name for name in self.registry.collections[collection] if name not in self.referred_to]
        return unnamed[0] if len(unnamed) == 1 else ""


_PART = re.compile(r"[^.\[\]]+")


def with_ids_of_names(findings: Sequence[Finding], registry: Registry, folder: Folder) -> list[Finding]:
    """Say, of each value that is no id where an id is expected, which record bears it as its name."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    told = []
    for finding in findings:
        wanted = _name_for_id(finding, folder) if finding.code == MALFORMED and not finding.fix else None
        if wanted is not None and wanted not in found:
            found[wanted] = _ids_of(*wanted, registry)
        ids = found[wanted] if wanted is not None else ()
        told.append(evolve(finding, hint=f"write {' or '.join(ids)}") if ids else finding)
    return told


def _name_for_id(finding: Finding, folder: Folder) -> tuple[str, str] | None:
    """Give the text that stands where an id is expected, and the collection of the record; None for other places."""
    file = finding.location.file
    kind: Any = RECORD_TYPES.get(file.partition("/")[0])
    tree = read_placed(folder, file) if kind is not None else None
    value: Any = tree.value if tree is not None else None
    mark = None
    for part in _PART.findall(finding.path):
        if isinstance(value, list):
            value = value[int(part)] if part.isdecimal() and int(part) < len(value) else None
            continue
        field = field_of(kind, part)
        value = value.get(part) if isinstance(value, dict) else None
        mark, kind = (None, None) if field is None else (field.reference, field.holds)
    return (value, mark.collection) if mark is not None and isinstance(value, str) and value.strip() else None


def _ids_of(name: str, collection: str, registry: Registry) -> tuple[str, ...]:
    """Give the ids of the records that bear a name, or that a path or an address leads to."""
    file = name.strip().rpartition("/")[2].removesuffix(".yaml").removesuffix(".json")
    if collection and file in registry.collections[collection]:
        return (file,)
    if collection == "sources":
        sources = registry.sources.values()
        return tuple(each.id for each in sources if name.strip() in (each.title, each.address, each.archived))
    records = [each.record for each in registry.find(name) if each.record is not None and each.named]
    return tuple(dict.fromkeys(each.id for each in records if not collection or each.collection == collection))
