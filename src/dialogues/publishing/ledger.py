"""What a run that takes in tables knows of and has made: the records that are there, the new ones, and their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from dialogues.errors import IdTaken, UnknownName
from dialogues.files import Reading, compose
from dialogues.files.begun import address_of, begin
from dialogues.files.changes import Change
from dialogues.files.to_record import to_record
from dialogues.files.understood import record_of
from dialogues.files.wish import Wish
from dialogues.files.writing import canonical_text, first_schema_line, to_texts
from dialogues.names.suggestion import suggest
from dialogues.publishing.foreign_columns import Mapping as TableMapping
from dialogues.publishing.sheets import Sheet
from dialogues.records import RECORD_TYPES, Entry
from dialogues.records.fields_of import references
from dialogues.registry import Registry

_ROW = re.compile(r"Row \d+ of .*\.", re.DOTALL)


def note_of_row(sheet: str, number: int) -> str:
    """Say where a row stands: what its evidence has for a quote."""
    return f"Row {number} of {sheet}."


@define
class Ledger:
    """The records of a run, and the files that they are to be."""

    reading: Reading
    mapping: TableMapping
    changes: list[Change] = field(factory=list)
    """The files to write."""
    registry: Registry = field(init=False)
    """What is there, with what was read before the present collection."""
    used: set[str] = field(init=False)
    """The ids that no other record may have."""
    witness: tuple[str, str] = ("", "")
    """What proves the present row: the cell of its source, and a note that says where the row stands."""
    exported: bool = False
    """Whether the present sheet is one that an export wrote, whose parties are codes and ids, and no names."""
    _new: dict[str, dict[str, Entry]] = field(factory=dict)
    _named: dict[tuple[str, str], str] = field(factory=dict)
    _begun: set[str] = field(factory=set)
    _promised: set[tuple[str, str]] = field(factory=set)
    _lines: dict[str, str] = field(factory=dict)
    _met: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.registry = self.reading.registry
        manifest = self.registry.manifest
        self.used = {*self.registry, *self.reading.faulty, *(manifest.former_ids if manifest is not None else ())}

    def promise(self, sheets: Iterable[tuple[str, Sheet]]) -> None:
        """Remember the ids that the rows of this run have: others refer to them before they are read."""
        for collection, sheet in sheets:
            heads = self.mapping.columns.get("id", "id")
            for row in sheet.rows:
                for head in (heads,) if isinstance(heads, str) else heads:
                    if row.cells.get(head):
                        self._promised.add((collection, row.cells[head]))

    def settle(self, *but: str) -> None:
        """Let what was read be found by what is read next."""
        new = {name: records for name, records in self._new.items() if name not in but}
        if new:
            held = {name: dict(each) for name, each in self.registry.collections.items()}
            for name, records in new.items():
                held[name].update(records)  # type: ignore[arg-type]  # of their own collection
            self.registry = Registry(self.registry.manifest, held)
            self._new = {name: records for name, records in self._new.items() if name in but}

    def drop_unused(self) -> None:
        """Leave out what was begun for rows that are no records, or that such a one names."""
        while True:
            named = {each.identifier for record in self.registry.values() for each in references(record)}
            unused = {file for file in self._begun if file.rpartition("/")[2].removesuffix(".yaml") not in named}
            if not unused:
                return
            self._begun -= unused
            self.changes = [each for each in self.changes if each.file not in unused]
            held = {
                name: {key: each for key, each in records.items() if f"{name}/{key}.yaml" not in unused}
                for name, records in self.registry.collections.items()
            }
            self.registry = Registry(self.registry.manifest, held)

    def reference(self, text: str, collection: str) -> str:
        """Give the id that a name means; where the mapping says so, a record is begun for one that nothing bears."""
        if text in self.used or not collection or (collection, text) in self._promised:
            return text
        key = (collection, text.casefold())
        if key not in self._named:
            there = record_of(self.registry, text, collection)
            if there is None and collection == "sources":
                there = self._source(text)
            if there is None and collection in self.mapping.begin:
                there = self.begin("theme" if collection == "themes" else "organisation", text)
            if there is None:
                raise UnknownName(text, [*suggest(text, self.registry.collections[collection])])
            self._named[key] = there
        return self._named[key]

    def _source(self, text: str) -> str:
        """Give the id of the source that has an address; one that none has is begun."""
        address = address_of(text)
        if address is None:
            raise UnknownName(text, [*suggest(text, self.registry.sources)])
        for each in self.registry.sources.values():
            if each.address and address_of(each.address) == address:
                return str(each.id)
        return self.begin("source", "", sources=(address,))

    def begin(self, what: str, name: str, identifier: str = "", **more: Any) -> str:
        """Begin a record that a row names."""
        source, note = self.witness
        if source and what != "source":
            more |= {"sources": (self.reference(source, "sources"),), "note": note}
        reading = Reading(self.registry, (), self.reading.folder, {}, faulty=frozenset(self.used))
        begun = begin(reading, what, Wish(name=name, language=self.mapping.language, identifier=identifier, **more))
        for each in begun.changes:
            collection, _, rest = each.file.partition("/")
            self._keep(collection, rest.removesuffix(".yaml"), (each.after or b"").decode())
        return begun.identifier

    def _keep(self, collection: str, identifier: str, text: str) -> None:
        tree, _ = compose(text, "")
        record = to_record(RECORD_TYPES[collection], tree, "", identifier)[0] if tree is not None else None
        assert record is not None
        self._enter(collection, identifier, record, text)
        self._begun.add(f"{collection}/{identifier}.yaml")
        self.settle("agreements")  # which nothing is named by: there may be many

    def identifier_of(self, base: str, record: Entry) -> str:
        """Give the id of a row that has none: of the record that an earlier run made of it, else one that is free."""
        found, number = base, 1
        while found in self.used:
            there = self.reading.registry.get(found)
            if there is not None and found not in self._met and _says_the_same(record, there):
                self._met.add(found)
                return found
            number += 1
            found = f"{base}-{number}"
        return found

    def add(self, collection: str, identifier: str, record: Entry) -> bool:
        """Enter the record of a row, and say whether it is new; one that is there as it is, is not.

        Raises :class:`~dialogues.errors.IdTaken` where another record has the id.
        """
        if identifier in self.used:
            there = self.registry.get(identifier) or self._new.get(collection, {}).get(identifier)
            if there is not None and _says_the_same(record, there):
                return False
            raise IdTaken(identifier, there.collection if there is not None else "")
        if collection not in self._lines:
            self._lines[collection] = first_schema_line(self.reading.folder / collection)
        self._enter(collection, identifier, record, canonical_text(record, first_line=self._lines[collection]))
        return True

    def _enter(self, collection: str, identifier: str, record: Entry, text: str) -> None:
        self.used.add(identifier)
        self._new.setdefault(collection, {})[identifier] = record
        self.changes.append(Change(f"{collection}/{identifier}.yaml", None, text.encode()))


def _says_the_same(record: Entry, there: Entry) -> bool:
    """Say whether a record that is there has all that a row says; in which row that stands is no part of it."""
    new, old = _without_rows(to_texts(record)), _without_rows(to_texts(there))
    return record.collection == there.collection and all(old.get(key) == each for key, each in new.items())


def _without_rows(told: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the notes of evidence that say in which row of a table it stands."""
    evidence = told.get("evidence")
    if not isinstance(evidence, list):
        return dict(told)
    return {**told, "evidence": [
        {key: note for key, note in each.items() if key != "note" or not _ROW.fullmatch(str(note))} for each in evidence
    ]}  # fmt: skip
