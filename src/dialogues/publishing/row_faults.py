"""Why a row of a table is no record: told by sheet, row and column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from attrs import define, frozen

from dialogues.errors import DialoguesError
from dialogues.publishing.sheets import Sheet, SheetRow

T = TypeVar("T")


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


class BadCell(Exception):
    """A cell that is not understood."""


@define
class TakenRow:
    """A row that is taken in: its cells by our columns, and what is wrong with them."""

    sheet: Sheet
    """The sheet that it is in."""
    row: SheetRow
    """The row as it stands there."""
    heads: Mapping[str, Sequence[str]]
    """Our columns, with the heads that each is read from."""
    cells: Mapping[str, str]
    """Its cells by our columns."""
    faults: list[RowFault]
    """Where faults are told; that of the whole run."""
    told: int = 0
    """How many faults this row has."""

    def fault(self, name: str, message: str) -> None:
        """Tell what is wrong with the cell of one of our columns; with the row, where none is named."""
        heads = self.heads.get(name, (name,) if name else ())
        self.faults.append(RowFault(self.sheet.place, self.row.number, " or ".join(heads), message))
        self.told += 1

    def fault_unread(self, read: Collection[str]) -> None:
        """Tell of the cells that cannot be read, under the heads that are read."""
        for head, why in self.row.unread.items():
            if head in read:
                self.faults.append(RowFault(self.sheet.place, self.row.number, head, why))
                self.told += 1

    def is_unread(self, name: str) -> bool:
        """Say whether a cell of one of our columns cannot be read."""
        return any(head in self.row.unread for head in self.heads.get(name, ()))

    def attempt(self, name: str, make: Callable[[], T]) -> T | None:
        """Make something of a cell; what is not understood is a fault of its column."""
        try:
            return make()
        except (BadCell, DialoguesError) as error:
            self.fault(name, str(error))
            return None
