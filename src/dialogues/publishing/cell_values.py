"""What the cell of a field means, as a file says it: nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from attrs import frozen

from dialogues.errors import InvalidDate, UnknownValue, shorten
from dialogues.files.understood import country_of, date_of, word_of
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.publishing.ledger import Ledger
from dialogues.publishing.row_faults import BadCell, TakenRow
from dialogues.publishing.templates import TemplateColumn
from dialogues.records import RECORD_TYPES, Date
from dialogues.records.fields_of import FieldOf, field_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode

_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


@frozen
class CellValues:
    """Reads the cells of fields, with the mapping of the table and what was read before."""

    ledger: Ledger
    """What the run knows of and has made."""

    def of_row(self, row: TakenRow, columns: Mapping[str, TemplateColumn]) -> dict[str, Any]:
        """Give what the cells of a row say; what is not understood is a fault."""
        value: dict[str, Any] = {}
        for name, cell in row.cells.items():
            column = columns[name].column
            if column is None or name == "id":
                continue
            kind = column.owner or RECORD_TYPES["agreements"]
            held = field_of(kind, column.path[-1])
            if held is None or (held.holds is LocalisedText and name.endswith("_language") and column.owner is None):
                continue
            told = row.told
            meant = row.attempt(name, lambda: self._meant(name, cell, held, row.cells))  # noqa: B023  # called at once
            if row.told == told:
                _put(value, column.path, meant)
        for name, each in columns.items():
            missing = each.required and name not in row.cells and not row.is_unread(name)
            if missing and not name.endswith("_language") and name != "kind":
                row.fault(name, "it is empty, and every record has it")
        return value

    def _meant(self, name: str, cell: str, held: FieldOf, cells: Mapping[str, str]) -> Any:
        """Say what a cell means, as a file says it."""
        mapping = self.ledger.mapping
        word = mapping.words.get(name, {}).get(cell, cell)
        if held.several:
            return [self._one(name, each, held) for each in _several(word, held, mapping.split.get(name, ""))]
        if held.holds is LocalisedText:
            return {self.language(cells.get(f"{name}_language", mapping.language)): word}
        return self._one(name, word, held)

    def _one(self, name: str, text: str, held: FieldOf) -> str:
        holds = held.holds
        if isinstance(holds, type) and issubclass(holds, StrEnum):
            return str(word_of(name, text, holds).value)
        if held.reference is not None:
            return self.ledger.reference(text, held.reference.collection)
        read = {
            Date: lambda: self.day(text),
            LanguageTag: lambda: self.language(text),
            CountryCode: lambda: country_of(self.ledger.registry, text),
            SubdivisionCode: lambda: text,
            bool: lambda: _truth(text),
        }.get(holds)
        return text if read is None else read()

    def language(self, text: str) -> str:
        """Give the tag of a language by tag or name."""
        from dialogues.languages.labels import identify_language  # here: most cells are no language

        reading = identify_language(text)
        if reading.tag is None or reading.ambiguous_with:
            raise UnknownValue("language", text, similar=[str(each) for each in reading.suggestions])
        return str(reading.tag)

    def day(self, text: str) -> str:
        """Give a date as EDTF, of EDTF or as the table's language prints it."""
        try:
            return str(date_of(text, (self.ledger.mapping.language, "en")))
        except InvalidDate:
            return str(date_of(text))


def _put(value: dict[str, Any], path: Sequence[str], meant: Any) -> None:
    for part in path[:-1]:
        value = value.setdefault(part, {})
    value[path[-1]] = meant


def several_of(cell: str, between: str | None = None) -> list[str]:
    """Part a cell at what stands between several, ``;`` where nothing else is said."""
    return [each.strip() for each in cell.split(between or ";") if each.strip()]


def _several(cell: str, held: FieldOf, between: str) -> list[str]:
    """Part a cell that holds several."""
    if between:
        return several_of(cell, between)
    if held.holds is str:
        if cell.startswith("["):
            try:
                return [str(each) for each in json.loads(cell)]
            except ValueError:
                pass
        return several_of(cell)
    named = held.reference is not None and re.fullmatch(r"[a-z0-9-]+( [a-z0-9-]+)*", cell) is None
    if ";" in cell or named:
        return several_of(cell)
    return cell.split()


def _truth(text: str) -> str:
    if text.casefold() in _YES:
        return "true"
    if text.casefold() in _NO:
        return "false"
    raise BadCell(f"true or false is expected, found {shorten(text)!r}")
