"""References that lead nowhere, or to a record of another kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path as Folder

from dialogues.files.file import read_tree
from dialogues.files.tree import Path
from dialogues.findings import Finding, Location, Severity, format_path
from dialogues.names.suggestion import suggest
from dialogues.records.fields_of import ReferenceFound, references
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
        self._hints: dict[str, str] = {}

    def wrong(self, folder: Folder | None, files: Mapping[str, str]) -> Iterator[Finding]:
        """Find what is wrong with the references of records; one to a faulty record is no finding of its own.

        The file of a record is read again, once, where there is something to say of it; without a folder there is none.
        """
        for identifier, file in files.items():
            wrong: list[tuple[Path, str, str, str]] = []
            for reference in references(self.registry[identifier]):
                self.referred_to.add(reference.identifier)
                problem = self._problem(reference)
                if problem is not None:
                    wrong.append((reference.path, *problem))
            tree = read_tree(folder, file)[0] if wrong and folder is not None else None
            for path, code, message, hint in wrong:
                place = tree.locate(file, path) if tree is not None else Location(file)
                yield Finding(place, Severity.ERROR, code, message, format_path(path), hint)

    def _problem(self, reference: ReferenceFound) -> tuple[str, str, str] | None:
        target, collection = reference.identifier, reference.collection
        if target in self._faulty or (self._left_out and (not collection or collection in self._left_out)):
            return None
        if target not in self.registry:
            return DANGLING, f"there is no record {target!r}", self._hint(target)
        found = self.registry.collection_of(target)
        if collection and found != collection:
            return WRONG_KIND, f"{target!r} is one of the {found}", f"one of the {collection} is expected here"
        return None

    def _hint(self, target: str) -> str:
        """Say which id may have been meant, once for each that is missing."""
        if target not in self._hints:
            similar = suggest(target, self.registry) if len(self._hints) < _SUGGESTIONS else ()
            self._hints[target] = (
                f"did you mean {similar[0]}?" if similar else "write the record, or name one that is there"
            )
        return self._hints[target]
