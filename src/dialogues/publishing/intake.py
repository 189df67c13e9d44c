"""Tables taken in: a row becomes a record, or it is told why not, by sheet, row and column; nothing is guessed.

It is one thing, though it is long: what a cell means depends on its column, the mapping and what was read before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from attrs import define, field, frozen

from dialogues.errors import CannotImport, DialoguesError, IdTaken, InvalidDate, UnknownName, UnknownValue, shorten
from dialogues.files import Reading, compose
from dialogues.files.begun import address_of, begin
from dialogues.files.changes import Change
from dialogues.files.scalars import write_block
from dialogues.files.to_record import to_record
from dialogues.files.understood import country_of, date_of, party_of, record_of, word_of
from dialogues.files.wish import Wish, slug
from dialogues.files.writing import canonical_text, first_schema_line
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.names.suggestion import suggest
from dialogues.publishing.foreign_columns import Mapping as TableMapping
from dialogues.publishing.sheets import Sheet, SheetRow
from dialogues.publishing.templates import TemplateColumn, known_heads, template
from dialogues.records import RECORD_TYPES, Date, Entry
from dialogues.records.fields_of import FieldOf, field_of, fields_of, references
from dialogues.records.identifiers import CountryCode, SubdivisionCode, record_id
from dialogues.registry import Registry
from dialogues.vocabulary import Act, Side

T = TypeVar("T")

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
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@frozen
class RowFault:
    """Why a row is no record."""

    sheet: str
    """The sheet, as a person finds it."""
    row: int
    """The row, counted from 1."""
    column: str
    """The head of the column; empty for the row as a whole."""
    message: str
    """What was found, and what to do."""

    def __str__(self) -> str:
        return f"{self.sheet}:{self.row}: {f'{self.column}: ' if self.column else ''}{self.message}"

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column or None, "message": self.message}


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


class _Bad(Exception):
    """A cell that is not understood."""


def take_in(reading: Reading, sheets: Iterable[Sheet], mapping: TableMapping, collection: str = "") -> Intake:
    """Make records of the rows of sheets; nothing is written.

    ``collection`` is what the rows are of, where neither the mapping nor the sheet's name says so.
    Raises :class:`~dialogues.errors.CannotImport` for a column that nobody knows or that is missing.
    """
    wanted = [(_collection_of(each, mapping, collection), each) for each in sheets]
    work = _Intake(reading, mapping)
    work.promise(wanted)
    for name in _ORDER:
        for each, sheet in wanted:
            if each == name:
                work.sheet(name, sheet)
        work.settle()
    work.drop_unused()
    return Intake(tuple(work.changes), tuple(work.faults), work.count, work.unchanged)


def _collection_of(sheet: Sheet, mapping: TableMapping, given: str) -> str:
    name = given or mapping.collection or sheet.name
    if name not in RECORD_TYPES:
        similar = suggest(name, RECORD_TYPES)
        meant = f"; did you mean {similar[0]}?" if similar else ""
        raise CannotImport(sheet.place, f"say with --collection what its rows are: {', '.join(RECORD_TYPES)}{meant}")
    return name


@define
class _Intake:
    """Takes in the sheets of one run."""

    reading: Reading
    mapping: TableMapping
    changes: list[Change] = field(factory=list)
    faults: list[RowFault] = field(factory=list)
    count: int = 0
    unchanged: int = 0
    registry: Registry = field(init=False)
    _new: dict[str, dict[str, Entry]] = field(factory=dict)
    _used: set[str] = field(init=False)
    _parties: dict[str, dict[str, str] | str] = field(factory=dict)
    _named: dict[tuple[str, str], str] = field(factory=dict)
    _sheet: Sheet | None = None
    _row: tuple[str, str] = ("", "")
    _begun: set[str] = field(factory=set)
    _promised: set[tuple[str, str]] = field(factory=set)
    _lines: dict[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.registry = self.reading.registry
        manifest = self.registry.manifest
        self._used = {*self.registry, *self.reading.faulty, *(manifest.former_ids if manifest is not None else ())}

    def settle(self, *but: str) -> None:
        """Let what was read be found by what is read next."""
        new = {name: records for name, records in self._new.items() if name not in but}
        if new:
            held = {name: dict(each) for name, each in self.registry.collections.items()}
            for name, records in new.items():
                held[name].update(records)  # type: ignore[arg-type]  # of their own collection
            self.registry = Registry(self.registry.manifest, held)
            self._new = {name: records for name, records in self._new.items() if name in but}

    def promise(self, sheets: Iterable[tuple[str, Sheet]]) -> None:
        """Remember the ids that the rows of this run have: others refer to them before they are read."""
        for collection, sheet in sheets:
            heads = self.mapping.columns.get("id", "id")
            for row in sheet.rows:
                for head in (heads,) if isinstance(heads, str) else heads:
                    if row.cells.get(head):
                        self._promised.add((collection, row.cells[head]))

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

    def sheet(self, collection: str, sheet: Sheet) -> None:
        """Take in the rows of a sheet."""
        self._sheet = sheet
        columns = template(collection)
        read = self._heads(collection, sheet)
        for row in sheet.rows:
            cells = self._cells(row, read)
            self._row = (cells.get("source", ""), f"Row {row.number} of {sheet.name}.")
            told = len(self.faults)
            value = self._value(cells, columns, row, read)
            if len(self.faults) == told:
                self._record(collection, value, cells, row, read)

    # Columns

    def _heads(self, collection: str, sheet: Sheet) -> dict[str, tuple[str, ...]]:
        """Map our columns to the heads that they are read from; refuse a head that nobody knows."""
        columns, mapped = template(collection), self.mapping.columns
        for name in (*mapped, *self.mapping.constant, *self.mapping.words, *self.mapping.begins, *self.mapping.split):
            if name not in columns:
                raise CannotImport(
                    name, f"it is none of the columns of {collection}: dialogues import --template {collection}"
                )
        read = {name: (heads,) if isinstance(heads, str) else tuple(heads) for name, heads in mapped.items()}
        foreign = {head for heads in read.values() for head in heads}
        for head in foreign | set(self.mapping.ignored):
            if head not in sheet.heads:
                raise CannotImport(sheet.place, f"it has no column {head!r}, which the mapping names")
        taken = foreign | set(self.mapping.ignored) | {each.column for each in self.mapping.begins.values()}
        taken |= set(_PLACEHOLDER.findall(self.mapping.id))
        for head in sheet.heads:
            if not head or head in taken:
                continue
            if head in columns and head not in read:
                read[head] = (head,)
            elif head not in known_heads(collection):
                similar = suggest(head, columns)
                meant = f"; did you mean {similar[0]}?" if similar else ""
                what = f"nobody knows the column {head!r}{meant}: name it in a mapping, under columns or ignored"
                raise CannotImport(sheet.place, what)
        return read

    def _cells(self, row: SheetRow, read: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Give the cells of a row by our columns."""
        cells = {
            name: next((row.cells[head] for head in heads if head in row.cells), "") for name, heads in read.items()
        }
        cells = {**self.mapping.constant, **{name: cell for name, cell in cells.items() if cell}}
        for name, each in self.mapping.begins.items():
            text = row.cells.get(each.column, "").casefold()
            begun = [words for words in each.words if text.startswith(words.casefold())]
            if begun and name not in {key for key in read if cells.get(key)}:
                cells[name] = each.words[max(begun, key=len)]
        return cells

    def _fault(self, row: SheetRow, heads: Sequence[str], message: str) -> None:
        place = self._sheet.place if self._sheet is not None else ""
        self.faults.append(RowFault(place, row.number, " or ".join(heads), message))

    # Values

    def _value(
        self,
        cells: Mapping[str, str],
        columns: Mapping[str, TemplateColumn],
        row: SheetRow,
        read: Mapping[str, Sequence[str]],
    ) -> dict[str, Any]:
        """Give what the cells of a row say, as a file says it; what is not understood is a fault."""
        value: dict[str, Any] = {}
        for name, cell in cells.items():
            column = columns[name].column
            if column is None or name == "id":
                continue
            kind = column.owner or RECORD_TYPES["agreements"]
            held = field_of(kind, column.path[-1])
            if held is None or (held.holds is LocalisedText and name.endswith("_language") and column.owner is None):
                continue
            try:
                meant = self._meant(name, cell, held, cells)
            except (_Bad, DialoguesError) as error:
                self._fault(row, read.get(name, (name,)), str(error))
                continue
            _put(value, column.path, meant)
        for name, each in columns.items():
            if each.required and name not in cells and not name.endswith("_language") and name != "kind":
                self._fault(row, read.get(name, (name,)), "it is empty, and every record has it")
        return value

    def _meant(self, name: str, cell: str, held: FieldOf, cells: Mapping[str, str]) -> Any:
        """Say what a cell means, as a file says it."""
        word = self.mapping.words.get(name, {}).get(cell, cell)
        if held.several:
            return [self._one(name, each, held) for each in _several(word, held, self.mapping.split.get(name, ""))]
        if held.holds is LocalisedText:
            return {self._language(cells.get(f"{name}_language", self.mapping.language)): word}
        return self._one(name, word, held)

    def _one(self, name: str, text: str, held: FieldOf) -> str:
        holds = held.holds
        if isinstance(holds, type) and issubclass(holds, StrEnum):
            return str(word_of(name, text, holds).value)
        if held.reference is not None:
            return self._reference(text, held.reference.collection)
        read = {
            Date: lambda: self._day(text),
            LanguageTag: lambda: self._language(text),
            CountryCode: lambda: self._country(text),
            SubdivisionCode: lambda: text,
            bool: lambda: _truth(text),
        }.get(holds)
        return text if read is None else read()

    def _language(self, text: str) -> str:
        from dialogues.languages.labels import identify_language  # here: most cells are no language

        reading = identify_language(text)
        if reading.tag is None or reading.ambiguous_with:
            raise UnknownValue("language", text, similar=[str(each) for each in reading.suggestions])
        return str(reading.tag)

    def _country(self, text: str) -> str:
        return country_of(self.registry, text)

    def _reference(self, text: str, collection: str) -> str:
        """Give the id that a name means; where the mapping says so, a record is begun for one that nothing bears."""
        if text in self._used or not collection or (collection, text) in self._promised:
            return text
        key = (collection, text.casefold())
        if key not in self._named:
            there = record_of(self.registry, text, collection)
            if there is None and collection == "sources":
                there = self._source(text)
            if there is None and collection in self.mapping.begin:
                there = self._begin("theme" if collection == "themes" else "organisation", text)
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
        return self._begin("source", "", sources=(address,))

    def _begin(self, what: str, name: str, identifier: str = "", **more: Any) -> str:
        """Begin a record that a row names."""
        source, note = self._row
        if source and what != "source":
            more |= {"sources": (self._reference(source, "sources"),), "note": note}
        reading = Reading(self.registry, (), self.reading.folder, {}, faulty=frozenset(self._used))
        begun = begin(reading, what, Wish(name=name, language=self.mapping.language, identifier=identifier, **more))
        for each in begun.changes:
            collection, _, rest = each.file.partition("/")
            self._keep(collection, rest.removesuffix(".yaml"), (each.after or b"").decode())
        return begun.identifier

    def _keep(self, collection: str, identifier: str, text: str) -> None:
        tree, _ = compose(text, "")
        record = to_record(RECORD_TYPES[collection], tree, "", identifier)[0] if tree is not None else None
        assert record is not None
        self._used.add(identifier)
        self._new.setdefault(collection, {})[identifier] = record
        self.changes.append(Change(f"{collection}/{identifier}.yaml", None, text.encode()))
        self._begun.add(f"{collection}/{identifier}.yaml")
        self.settle("agreements")  # which nothing is named by: there may be many

    # Parties of agreements

    def _sides(self, cells: Mapping[str, str]) -> list[dict[str, Any]]:
        """Give the parties of a row: an own side and partners, or parties of equal standing where nobody is the own."""
        own = self._own(cells)
        if "parties" in cells:
            every = self._party_list("parties", cells["parties"])
            mine = [each for each in every if any(_same(each, other) for other in own)]
            others = [each for each in every if each not in mine]
        else:
            mine, others = own, self._party_list("partners", cells.get("partners", ""))
        if not others and not mine:
            return []
        if not mine:
            return [{"side": Side.PARTY.value, **each} for each in others]
        side = self._own_word()
        return [*({"side": side, **each} for each in mine), *({"side": Side.PARTNER.value, **each} for each in others)]

    def _own(self, cells: Mapping[str, str]) -> list[dict[str, str]]:
        if cells.get("own"):
            return self._party_list("own", cells["own"])
        manifest = self.registry.manifest
        own = manifest.own if manifest is not None else ()
        if "parties" in cells:
            return [{("country" if key.isupper() else "organisation"): key} for key in own]
        return [{("country" if own[0].isupper() else "organisation"): own[0]}] if len(own) == 1 else []

    def _own_word(self) -> str:
        eu = any(each.side is Side.EU for record in self.registry.agreements.values() for each in record.parties)
        return Side.EU.value if eu else Side.OWN.value

    def _party_list(self, name: str, cell: str) -> list[dict[str, str]]:
        between = self.mapping.split.get(name, "")
        texts = [each.strip() for each in cell.split(between or ";")]
        if not between and ";" not in cell and all(map(self._is_key, cell.split())):
            texts = cell.split()  # codes and ids, as an export writes them
        parties, bad = [], []
        for text in filter(None, texts):
            found = self._party(text)
            if isinstance(found, str):
                bad.append(found)
            elif found not in parties:
                parties.append(found)
        if bad:
            raise _Bad("; ".join(bad))
        return parties

    def _is_key(self, text: str) -> bool:
        return (
            text in self.registry.organisations or re.fullmatch(r"[A-Z]{2}([A-Z]{2}|-[A-Z0-9]{1,3})?", text) is not None
        )

    def _party(self, text: str) -> dict[str, str] | str:
        """Give what a name means, or what is wrong with it; each name is looked up once."""
        if text not in self._parties:
            try:
                self._parties[text] = self._looked_up(text)
            except DialoguesError as error:
                self._parties[text] = str(error)
        return self._parties[text]

    def _looked_up(self, text: str) -> dict[str, str]:
        meant = self.mapping.names.get(text, text)
        new = self.mapping.organisations.get(text)
        if new is not None:
            if new.id not in self._used:
                partners = () if new.country is None else (new.country,)
                self._begin("organisation", new.name, new.id, kind=new.kind, partners=partners)
            return {"organisation": new.id}
        if meant in self.registry.organisations:
            return {"organisation": meant}
        try:
            return party_of(self.registry, meant)
        except UnknownName:
            if "organisations" not in self.mapping.begin:
                raise
            return {"organisation": self._begin("organisation", meant)}

    # Records

    def _record(
        self,
        collection: str,
        value: dict[str, Any],
        cells: Mapping[str, str],
        row: SheetRow,
        read: Mapping[str, Sequence[str]],
    ) -> None:
        """Make the record of a row."""
        told = len(self.faults)
        if collection == "agreements":
            value |= self._of_agreement(cells, row, read)
        if cells.get("source"):
            self._try(row, read.get("source", ("source",)), lambda: value.update(evidence=self._evidence(cells, value)))
        if len(self.faults) > told:
            return
        value.setdefault("class" if collection == "sources" else "kind", "unknown")
        text = self._try(row, (), lambda: self._text(collection, value, cells, row, read))
        if text is not None:
            self.count += 1

    def _try(self, row: SheetRow, heads: Sequence[str], make: Callable[[], T]) -> T | None:
        """Make something of cells; what is not understood is a fault of their column."""
        try:
            return make()
        except (_Bad, DialoguesError) as error:
            self._fault(row, heads, str(error))
            return None

    def _of_agreement(
        self, cells: Mapping[str, str], row: SheetRow, read: Mapping[str, Sequence[str]]
    ) -> dict[str, Any]:
        """Give what columns that are no field of an agreement say of it."""
        name = "parties" if "parties" in cells else "partners"
        cells, territories, others = self._without_territories(cells, name)
        sides = self._try(row, read.get(name, (name,)), lambda: self._sides(cells)) or []
        signatures = []
        for key, act in (("date", Act.SIGNED), ("adopted", Act.ADOPTED)):
            if cells.get(key):
                day = self._try(row, read.get(key, (key,)), lambda key=key: self._day(cells[key]))  # type: ignore[misc]
                signatures.append({"date": day, "act": act.value} if act is not Act.SIGNED else {"date": day})
        if cells.get("place"):
            signatures = [{**each, "place": cells["place"]} for each in signatures[:1] or [{}]] + signatures[1:]
        found: dict[str, Any] = {"parties": sides, "signed": signatures}
        if cells.get("languages"):
            texts = [each for each in re.split(r"[;\s]+", cells["languages"]) if each]
            tags = self._try(row, read.get("languages", ("languages",)), lambda: [*map(self._language, texts)])
            found["documents"] = [{"language": each} for each in tags or ()]
        found["applies_to"] = [{"territory": each} for each in territories]
        found["notes"] = [each for each in (cells.get("note"), others) if each]
        return {key: each for key, each in found.items() if each or key == "parties"}

    def _without_territories(self, cells: Mapping[str, str], name: str) -> tuple[dict[str, str], list[str], str]:
        """Take the territories out of the parties: give the cells, the codes, and a note of those that have none."""
        if not self.mapping.territories or name not in cells:
            return dict(cells), [], ""
        between = self.mapping.split.get(name, "") or ";"
        names = [each.strip() for each in cells[name].split(between)]
        there = [each for each in names if re.fullmatch(self.mapping.territories, each)]
        codes, left = [], []
        for each in there:
            party = self._party(each)
            code = None if isinstance(party, str) else party.get("territory", party.get("country"))
            codes += [code] if code and code not in codes else []
            left += [] if code else [each]
        note = f"The table names among the parties, as a territory: {', '.join(left)}." if left else ""
        kept = f"{between} ".join(each for each in names if each not in there)
        return {**cells, name: kept}, codes, note

    def _day(self, text: str) -> str:
        try:
            return str(date_of(text, (self.mapping.language, "en")))
        except InvalidDate:
            return str(date_of(text))

    def _evidence(self, cells: Mapping[str, str], value: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Give the evidence of a row: its source proves what it says."""
        claims = []
        for key, each in value.items():
            if key in ("title", "name") and isinstance(each, dict):
                claims += [f"{key}.{tag}" for tag in each]
            elif key == "parties":
                keys = ("country", "territory", "organisation")
                claims += [f"parties.{at}.{name}" for at, party in enumerate(each) for name in keys if name in party]
            elif key == "signed":
                claims += [f"signed.{at}.{name}" for at, act in enumerate(each) for name in act]
            elif key == "applies_to":
                claims += [f"applies_to.{at}.territory" for at in range(len(each))]
            elif key == "documents":
                claims += [f"documents.{at}.language" for at in range(len(each))]
            elif each != "unknown" and key not in ("notes", "title_basis", "status"):
                claims.append(key)
        source = self._reference(cells["source"], "sources")
        quote = {"quote": cells["quote"]} if cells.get("quote") else {"note": self._row[1]}
        return [{"for": sorted(claims), "source": source, **quote}]

    def _identifier(self, collection: str, value: Mapping[str, Any], cells: Mapping[str, str], row: SheetRow) -> str:
        """Give the id of a row: as it says, as the mapping makes it, else of its name and year."""
        given = cells.get("id", "")
        if self.mapping.id:
            given = slug(_PLACEHOLDER.sub(lambda match: row.cells.get(match[1], ""), self.mapping.id))
        if given:
            try:
                return record_id(given)
            except ValueError as error:
                raise _Bad(f"the id {shorten(given)!r}: {error}") from None
        heading = value.get("title") or value.get("name") or {}
        name = heading if isinstance(heading, str) else next(iter(heading.values()), "")
        words = name
        if collection == "agreements":
            others = [each for each in value["parties"] if each["side"] not in (Side.OWN.value, Side.EU.value)]
            keys = [each.get("organisation") or each.get("territory") or each["country"] for each in others[:2]]
            words = " ".join((*keys, value.get("signed", [{}])[0].get("date", "")[:4]))
        base, number = slug(words) or "entry", 1
        found = base
        while found in self._used:
            number += 1
            found = f"{base}-{number}"
        return found

    def _text(
        self,
        collection: str,
        value: dict[str, Any],
        cells: Mapping[str, str],
        row: SheetRow,
        read: Mapping[str, Sequence[str]],
    ) -> str | None:
        """Write the record of a row; faults of its values are told by the columns that they are from."""
        kind, identifier = RECORD_TYPES[collection], self._identifier(collection, value, cells, row)
        ordered = {each.key: value[each.key] for each in fields_of(kind) if each.key in value}
        tree, faults = compose("\n".join((*write_block(ordered), "")), "")
        record = None
        if tree is not None and not faults:
            record, faults = to_record(kind, tree, "", identifier)
        if record is None:
            for each in faults:
                name = each.path.split(".")[0].split("[")[0]
                self._fault(row, read.get(name, (name,) if name else ()), f"{each.message} ({each.hint})")
            return None
        if identifier in self._used:
            there = self.registry.get(identifier) or self._new.get(collection, {}).get(identifier)
            if there is not None and self._says_the_same(record, there):
                self.unchanged += 1
                return ""
            raise IdTaken(identifier, there.collection if there is not None else "")
        if collection not in self._lines:
            self._lines[collection] = first_schema_line(self.reading.folder / collection)
        text = canonical_text(record, first_line=self._lines[collection])
        self._used.add(identifier)
        self._new.setdefault(collection, {})[identifier] = record
        self.changes.append(Change(f"{collection}/{identifier}.yaml", None, text.encode()))
        return text

    def _says_the_same(self, record: Entry, there: Entry) -> bool:
        """Say whether a record that is there has all that a row says."""
        from dialogues.files.writing import to_texts  # here: only for a row that is there already

        old = to_texts(there)
        return record.collection == there.collection and all(
            old.get(key) == each for key, each in to_texts(record).items()
        )


def _put(value: dict[str, Any], path: Sequence[str], meant: Any) -> None:
    for part in path[:-1]:
        value = value.setdefault(part, {})
    value[path[-1]] = meant


def _several(cell: str, held: FieldOf, between: str) -> list[str]:
    """Part a cell that holds several."""
    if between:
        return [each.strip() for each in cell.split(between) if each.strip()]
    if held.holds is str:
        if cell.startswith("["):
            try:
                return [str(each) for each in json.loads(cell)]
            except ValueError:
                pass
        return [each.strip() for each in cell.split(";") if each.strip()]
    named = held.reference is not None and re.fullmatch(r"[a-z0-9-]+( [a-z0-9-]+)*", cell) is None
    if ";" in cell or named:
        return [each.strip() for each in cell.split(";") if each.strip()]
    return cell.split()


def _truth(text: str) -> str:
    if text.casefold() in _YES:
        return "true"
    if text.casefold() in _NO:
        return "false"
    raise _Bad(f"true or false is expected, found {shorten(text)!r}")


def _same(party: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Say whether a party is one of the own: by its organisation, else by its country."""
    if "organisation" in other:
        return party.get("organisation") == other["organisation"]
    return "organisation" not in party and "territory" not in party and party.get("country") == other.get("country")
