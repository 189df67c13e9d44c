"""The tables as a workbook of Excel: a sheet a table, every text a text and never a formula or a link."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from dialogues.errors import CannotExport, MissingDependency
from dialogues.publishing.cells import texts_of
from dialogues.publishing.rows import rows
from dialogues.publishing.tables import TABLES

if TYPE_CHECKING:
    from dialogues.publishing.selection import Export

_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_FIRST_YEAR = 1901  # Excel has no day before 1900, and takes that for a leap year
# What XML cannot hold stands as Office Open XML writes it (ECMA-376, part 1, 22.9.2.19), and what looks so, likewise.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_NEW_YEAR_1980 = (1980, 1, 1, 0, 0, 0)  # the first time that a zip archive can tell


def write(export: Export, stream: BinaryIO) -> None:
    """Write the tables of an export as a workbook.

    Raises :class:`~dialogues.errors.MissingDependency` where openpyxl is not installed, and
    :class:`~dialogues.errors.CannotExport` for a table or a text that is longer than Excel allows.
    """
    try:
        from openpyxl import Workbook  # here: an extra
        from openpyxl.cell import WriteOnlyCell
    except ImportError:
        raise MissingDependency("a workbook of Excel", "policy-dialogues[excel]") from None
    book = Workbook(write_only=True)
    sheets: dict[str, Any] = {name: book.create_sheet(name) for name in export.tables}
    try:
        _fill(export, sheets, WriteOnlyCell)
    except BaseException:
        for sheet in sheets.values():
            sheet.close()  # it holds a file that it would complain of
        raise
    held = io.BytesIO()
    book.save(held)
    _same_bytes(held, stream)


def _fill(export: Export, sheets: dict[str, Any], make_cell: Callable[..., Any]) -> None:
    """Write a head and the rows of each table into its sheet."""
    counts = dict.fromkeys(sheets, 1)
    for name, sheet in sheets.items():
        sheet.freeze_panes = "A2"
        sheet.append([column.name for column in TABLES[name].columns])
    for name, cells in rows(export.registry, export.tables, export.language, export.records()):
        counts[name] += 1
        if counts[name] > _MOST_ROWS:
            raise CannotExport(f"the table {name} has more rows than a sheet of Excel can have ({_MOST_ROWS:,})")
        line = []
        for value in _values(name, cells):
            if isinstance(value, str):
                cell = make_cell(sheets[name], value)
                cell.data_type = "s"  # and not a formula, whatever it begins with
                line.append(cell)
            else:
                line.append(value)
        sheets[name].append(line)


def _values(table: str, cells: Any) -> Any:
    """Give the cells of a row as Excel has them: numbers, truth values and days as such, the others as text."""
    for value, text in zip(cells, texts_of(table, cells), strict=True):
        if value is None or isinstance(value, bool | int | float):
            yield value
        elif isinstance(value, datetime.date):
            yield value if value.year >= _FIRST_YEAR else value.isoformat()
        else:
            yield _cell_text(table, text)


def _cell_text(table: str, text: str) -> str:
    written = _NO_XML.sub(lambda char: f"_x{ord(char[0]):04X}_", text)
    if len(written) > _LONGEST_CELL:
        raise CannotExport(f"a text of the table {table} is longer than a cell of Excel can be ({_LONGEST_CELL:,})")
    return written


def _same_bytes(book: BinaryIO, stream: BinaryIO) -> None:
    """Copy a workbook without the times at which it was made, which would differ each time."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(entry.filename, _NEW_YEAR_1980)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
