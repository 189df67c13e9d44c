"""What the cells of a workbook of Excel show, as texts; what no text is for is told, and never guessed or left out.

A workbook holds more than it shows, and less: a month typed into Excel is kept as its first day, a formula that no
program has worked out has no value, and of merged cells the first alone has one.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dialogues.errors import MissingDependency

if TYPE_CHECKING:
    from openpyxl import Workbook

_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")  # half a character is none
_UNSHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # of a format: words, locales and conditions, what is escaped
_MARKED = re.compile(rb"<(?:\w+:)?(?:f[\s>/]|mergeCell\s)")
_PIECE = 1 << 20  # bytes
_NO_VALUE = "it is a formula without a value: open the workbook in its program and save it, or write the value"


class UnreadCell(str):
    """A cell that cannot be read; the text says why."""

    __slots__ = ()


def rows_of_workbook(content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """Give the names of the sheets and their rows.

    Raises :class:`~dialogues.errors.MissingDependency` without the extra ``excel``, and whatever openpyxl raises for
    what is no workbook.
    """
    try:
        from openpyxl import load_workbook  # here: the extra excel
    except ImportError:
        raise MissingDependency("reading a workbook of Excel", "policy-dialogues[excel]") from None
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    # Merged cells and formulas are told by a workbook that is read as a whole alone, which takes much memory.
    marked = _places(load_workbook(io.BytesIO(content))) if _has_marked(content) else {}
    for sheet in book.worksheets:
        unread = marked.get(sheet.title, {})
        yield (
            sheet.title,
            [
                [_shown(cell, unread.get((number, at), "")) for at, cell in enumerate(row, 1)]
                for number, row in enumerate(sheet.iter_rows(), 1)
            ],
        )


def _has_marked(content: bytes) -> bool:
    """Say whether a workbook has a formula or merged cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            with archive.open(name) as stream:
                end = b""
                while piece := stream.read(_PIECE):
                    if _MARKED.search(end + piece):
                        return True
                    end = piece[-64:]
    return False


def _places(book: Workbook) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """Say of the cells of each sheet, by row and column, what keeps one that has no value from being empty."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in book.worksheets:
        places = found[sheet.title] = {}
        for number, row in enumerate(sheet.iter_rows(min_row=1, min_col=1), 1):
            places |= {(number, at): _NO_VALUE for at, each in enumerate(row, 1) if each.data_type == "f"}
        for merged in sheet.merged_cells.ranges:
            first = sheet.cell(merged.min_row, merged.min_col)
            if first.value is not None:
                told = f"it is merged with the cell {first.coordinate}: write into each cell what it holds"
                places |= {place: told for place in merged.cells if place != (merged.min_row, merged.min_col)}
    return found


def _shown(cell: Any, unread: str) -> str:
    """Give the text that a cell shows."""
    value = cell.value
    if value is None:
        # An empty text is a formula's value too, and has a type of its own.
        return UnreadCell(unread) if unread and getattr(cell, "data_type", "n") != "str" else ""
    if cell.data_type == "e":
        return UnreadCell(f"it holds the error {value}: mend what it is worked out from, or empty it")
    if isinstance(value, datetime.datetime):
        return _date(value, cell.number_format)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # As Office Open XML writes what XML cannot hold, and what looks so (ECMA-376, part 1, 22.9.2.19).
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def _date(value: datetime.datetime, shape: str) -> str:
    """Give a date at the precision that its cell shows, where the rest is what Excel adds: the first day or month."""
    if value.time() != datetime.time():
        return value.isoformat(" ")
    shown = _UNSHOWN.sub("", shape.partition(";")[0]).casefold()
    day, month, year = ("d" in shown, "m" in shown, bool({"y", "e"} & {*shown}))
    if not year and (day or month):  # typed without a year, a date is of the year in which it was typed
        return UnreadCell(f"it shows no year, and holds {value.date()}: write the date with its year")
    if day or not year or value.day != 1:
        return value.date().isoformat()
    return f"{value:%Y-%m}" if month else f"{value:%Y}" if value.month == 1 else value.date().isoformat()
