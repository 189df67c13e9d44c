"""Tables taken in: a row becomes a record, or it is told why not, by sheet, row and column; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field, frozen

from dialogues.errors import CannotImport, shorten
from dialogues.files import Reading, compose
from dialogues.files.changes import Change
from dialogues.files.scalars import write_block
from dialogues.files.to_record import to_record
from dialogues.files.wish import slug
from dialogues.names.suggestion import suggest
from dialogues.publishing.cell_parties import CellParties
from dialogues.publishing.cell_values import CellValues, several_of
from dialogues.publishing.foreign_columns import Mapping as TableMapping
from dialogues.publishing.ledger import Ledger, note_of_row
from dialogues.publishing.row_faults import BadCell, RowFault, TakenRow
from dialogues.publishing.row_heads import PLACEHOLDER, cells_of, heads_of, read_heads
from dialogues.publishing.sheets import Sheet
from dialogues.publishing.templates import is_export, is_part_of_export, template
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import fields_of
from dialogues.records.identifiers import record_id
from dialogues.vocabulary import Act, Side

# What others refer to comes first.
_ORDER = (
    "sources",
    "themes",
    "people",
    "organisations",
    "programmes",
    "cooperations",
    "events",
    "publications",
    "agreements",
)


@frozen
class Intake:
    """What tables give: the files of new records, and the rows that are none."""

    changes: tuple[Change, ...]
    """The files to write."""
    faults: tuple[RowFault, ...]
    """Why rows are no records."""
    records: int
    """How many rows are records."""
    unchanged: int
    """How many of these are there already, as they are."""
    passed_over: tuple[str, ...] = ()
    """The sheets that an export wrote beside those of records, which nothing is read of."""


def take_in(reading: Reading, sheets: Iterable[Sheet], mapping: TableMapping, collection: str = "") -> Intake:
    """Make records of the rows of sheets; nothing is written.

    ``collection`` is what the rows are of, where neither the mapping nor the sheet's name says so. Other tables of an
    export are passed over.
    Raises :class:`~dialogues.errors.CannotImport` for a column that nobody knows or that is missing.
    """
    named = bool(collection or mapping.collection)
    every = [(each, not named and is_part_of_export(each.name, each.heads)) for each in sheets]
    wanted = [_of_collection(each, mapping, collection) for each, other in every if not other]
    ledger = Ledger(reading, mapping)
    ledger.promise(wanted)
    rows = _Rows(ledger, CellValues(ledger), CellParties(ledger))
    for name in _ORDER:
        for each, sheet in wanted:
            if each == name:
                rows.of_sheet(name, sheet)
        ledger.settle()
    ledger.drop_unused()
    return Intake(
        tuple(ledger.changes),
        tuple(rows.faults),
        rows.count,
        rows.unchanged,
        tuple(each.place for each, other in every if other),
    )


def _of_collection(sheet: Sheet, mapping: TableMapping, given: str) -> tuple[str, Sheet]:
    """Give the collection of a sheet, and the sheet: an export letter by letter, another with white space folded."""
    name = _collection_of(sheet, mapping, given)
    return name, sheet if is_export(sheet.heads, name) else sheet.folded()


def _collection_of(sheet: Sheet, mapping: TableMapping, given: str) -> str:
    name = given or mapping.collection or sheet.name
    if name not in RECORD_TYPES:
        similar = suggest(name, RECORD_TYPES)
        meant = f"; did you mean {similar[0]}?" if similar else ""
        raise CannotImport(sheet.place, f"say with --collection what its rows are: {', '.join(RECORD_TYPES)}{meant}")
    return name


@define
class _Rows:
    """Takes in the rows of one run."""

    ledger: Ledger
    values: CellValues
    parties: CellParties
    faults: list[RowFault] = field(factory=list)
    count: int = 0
    unchanged: int = 0

    def of_sheet(self, collection: str, sheet: Sheet) -> None:
        """Take in the rows of a sheet."""
        columns = template(collection)
        heads = heads_of(collection, sheet, self.ledger.mapping)
        read = read_heads(heads, self.ledger.mapping)
        self.ledger.exported = is_export(sheet.heads, collection)
        for each in sheet.rows:
            row = TakenRow(sheet, each, heads, cells_of(each, heads, self.ledger.mapping), self.faults)
            self.ledger.witness = (row.cells.get("source", ""), note_of_row(sheet.name, each.number))
            row.fault_unread(read)
            value = self.values.of_row(row, columns)
            if not row.told:
                self._record(collection, value, row)

    def _record(self, collection: str, value: dict[str, Any], row: TakenRow) -> None:
        """Make the record of a row."""
        if collection == "agreements":
            value |= self._of_agreement(row)
        elif collection == "cooperations" and row.cells.get("ends"):
            value["ends"] = [
                {"city": each} for each in several_of(row.cells["ends"], self.ledger.mapping.split.get("ends"))
            ]
        if row.cells.get("source"):
            row.attempt("source", lambda: value.update(evidence=self._evidence(row.cells, value)))
        elif row.cells.get("quote"):
            row.fault("quote", "it is of no source: name that in the column source")
        if row.told:
            return
        value.setdefault("class" if collection == "sources" else "kind", "unknown")
        row.attempt("", lambda: self._enter(collection, value, row))

    def _of_agreement(self, row: TakenRow) -> dict[str, Any]:
        """Give what columns that are no field of an agreement say of it."""
        name = "parties" if "parties" in row.cells else "partners"
        cells, territories, others = self.parties.without_territories(row.cells, name)
        sides = row.attempt(name, lambda: self.parties.sides(cells)) or []
        signatures = []
        for key, act in (("date", Act.SIGNED), ("adopted", Act.ADOPTED)):
            if cells.get(key):
                day = row.attempt(key, lambda key=key: self.values.day(cells[key]))  # type: ignore[misc]
                signatures.append({"date": day, "act": act.value} if act is not Act.SIGNED else {"date": day})
        if cells.get("place"):
            signatures = [{**each, "place": cells["place"]} for each in signatures[:1] or [{}]] + signatures[1:]
        found: dict[str, Any] = {"parties": sides, "signed": signatures}
        if cells.get("languages"):
            texts = [each for each in re.split(r"[;\s]+", cells["languages"]) if each]
            tags = row.attempt("languages", lambda: [*map(self.values.language, texts)])
            found["documents"] = [{"language": each} for each in tags or ()]
        found["applies_to"] = [{"territory": each} for each in territories]
        found["notes"] = [each for each in (cells.get("note"), others) if each]
        return {key: each for key, each in found.items() if each or key == "parties"}

    def _evidence(self, cells: Mapping[str, str], value: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Give the evidence of a row: its source proves what it says."""
        source = self.ledger.reference(cells["source"], "sources")
        quote = {"quote": cells["quote"]} if cells.get("quote") else {"note": self.ledger.witness[1]}
        return [{"for": sorted(_claims(value)), "source": source, **quote}]

    def _given(self, row: TakenRow) -> str:
        """Give the id of a row, as it says or as the mapping makes it; empty where neither does."""
        given = row.cells.get("id", "")
        if self.ledger.mapping.id:
            given = slug(PLACEHOLDER.sub(lambda match: row.row.cells.get(match[1], ""), self.ledger.mapping.id))
        try:
            return record_id(given) if given else ""
        except ValueError as error:
            raise BadCell(f"the id {shorten(given)!r}: {error}") from None

    def _enter(self, collection: str, value: dict[str, Any], row: TakenRow) -> None:
        """Enter the record of a row; faults of its values are told by the columns that they are from."""
        kind, given = RECORD_TYPES[collection], self._given(row)
        identifier = given or slug(_words_of(collection, value)) or "entry"
        ordered = {each.key: value[each.key] for each in fields_of(kind) if each.key in value}
        tree, faults = compose("\n".join((*write_block(ordered), "")), "")
        record = None
        if tree is not None and not faults:
            record, faults = to_record(kind, tree, "", identifier)
        if record is None:
            for each in faults:
                row.fault(each.path.split(".")[0].split("[")[0], f"{each.message} ({each.hint})")
            return
        if not given:
            identifier = self.ledger.identifier_of(identifier, record)
        if not self.ledger.add(collection, identifier, record):
            self.unchanged += 1
        self.count += 1


def _words_of(collection: str, value: Mapping[str, Any]) -> str:
    """Give the words that an id is made of: the partners and the year of an agreement, else the name."""
    if collection == "agreements":
        others = [each for each in value["parties"] if each["side"] not in (Side.OWN.value, Side.EU.value)]
        keys = [each.get("organisation") or each.get("territory") or each["country"] for each in others[:2]]
        return " ".join((*keys, value.get("signed", [{}])[0].get("date", "")[:4]))
    heading = value.get("title") or value.get("name") or {}
    return heading if isinstance(heading, str) else next(iter(heading.values()), "")


def _claims(value: Mapping[str, Any]) -> Iterable[str]:
    """Name what a row says that has to be proved."""
    keys = ("country", "territory", "organisation")
    for key, each in value.items():
        if key in ("title", "name") and isinstance(each, dict):
            yield from (f"{key}.{tag}" for tag in each)
        elif key == "parties":
            yield from (f"parties.{at}.{name}" for at, party in enumerate(each) for name in keys if name in party)
        elif key == "signed":
            yield from (f"signed.{at}.{name}" for at, act in enumerate(each) for name in act)
        elif key == "applies_to":
            yield from (f"applies_to.{at}.territory" for at in range(len(each)))
        elif key == "ends":
            yield from (f"ends.{at}.city" for at in range(len(each)))
        elif key == "documents":
            yield from (f"documents.{at}.language" for at in range(len(each)))
        elif each != "unknown" and key not in ("notes", "title_basis", "status"):
            yield key
