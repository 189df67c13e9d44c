"""Sheets as people keep them: CSV, TSV and Excel, as rows of texts with their numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from dialogues.errors import CannotImport, MissingDependency
from dialogues.files.regular import open_regular
from dialogues.publishing.workbook_cells import UnreadCell, rows_of_workbook

MAX_BYTES = 200_000_000
_MAX_CELL = 1_000_000  # characters
SUFFIXES = (".csv", ".tsv", ".xlsx")


@frozen
class SheetRow:
    """A row of a sheet."""

    number: int
    """Its number as a spreadsheet counts, from 1; the head is 1."""
    cells: dict[str, str]
    """Its cells by the heads of their columns, as they stand; empty ones are left out."""
    unread: Mapping[str, str] = field(factory=dict)
    """Why cells cannot be read, by the heads of their columns."""

    def folded(self) -> SheetRow:
        """Give it with the white space of its cells folded, as people mean it who fill in a sheet."""
        folded = ((head, " ".join(cell.split())) for head, cell in self.cells.items())
        return evolve(self, cells={head: cell for head, cell in folded if cell})


@frozen
class Sheet:
    """A sheet: its heads, and its rows."""

    file: str
    """The file it is in, as it was given."""
    name: str
    """Its name in a workbook; the file's stem for a file of one sheet."""
    heads: tuple[str, ...]
    """The heads of its columns, in order."""
    rows: tuple[SheetRow, ...]
    """The rows that hold something."""

    @property
    def place(self) -> str:
        """Name it as a message does."""
        return _place(self.file, self.name)

    def folded(self) -> Sheet:
        """Give it with the white space of its cells folded."""
        return evolve(self, rows=tuple(each.folded() for each in self.rows))


def _place(file: str, name: str) -> str:
    return f"{file}[{name}]" if file.lower().endswith(".xlsx") else file


def read_sheets(path: Path, *, quotes: bool = True) -> tuple[Sheet, ...]:
    """Read the sheets of a file; ``quotes`` says whether quotation marks enclose cells of CSV and TSV.

    Raises :class:`~dialogues.errors.CannotImport` for what cannot be read, and
    :class:`~dialogues.errors.MissingDependency` for Excel without the extra ``excel``.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise CannotImport(str(path), f"a table ends in {', '.join(SUFFIXES)}")
    try:
        with open_regular(path) as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotImport(str(path), (error.strerror or "it cannot be read").lower()) from None
    if len(content) > MAX_BYTES:
        raise CannotImport(str(path), f"it is larger than {MAX_BYTES:,} bytes")
    if suffix == ".xlsx":
        return tuple(_of_workbook(path, content))
    return (_of_text(path, content, "\t" if suffix == ".tsv" else "", quotes=quotes),)


def _of_text(path: Path, content: bytes, delimiter: str, *, quotes: bool) -> Sheet:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotImport(str(path), f"it is not UTF-8: byte {error.start + 1:,}; save it as UTF-8") from None
    if not delimiter:
        head = text.partition("\n")[0]
        delimiter = max(",;\t", key=head.count)
    return _sheet(path, path.stem, _lines(path, text, delimiter, quotes=quotes))


def _lines(path: Path, text: str, delimiter: str, *, quotes: bool) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a text with their numbers; a mark that is never closed, which swallows what follows, is told."""
    allowed = csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
        strict=True,
    )
    begun = 1
    try:
        for row in reader:
            yield reader.line_num, row
            begun = reader.line_num + 1
    except csv.Error as error:
        where = f"{begun}-{reader.line_num}" if reader.line_num > begun else str(begun)
        problem = f"the quotation marks around a cell are not right: {error}" if '"' in text else str(error)
        raise CannotImport(f"{path}:{where}", problem) from None
    finally:
        csv.field_size_limit(allowed)  # it is of the whole process


def _of_workbook(path: Path, content: bytes) -> Iterator[Sheet]:
    try:
        sheets = [*rows_of_workbook(content)]
    except MissingDependency:
        raise
    except Exception as error:  # noqa: BLE001  # whatever openpyxl raises for what is no workbook
        raise CannotImport(str(path), f"it is no workbook of Excel: {error}") from None
    for name, rows in sheets:
        if any(any(row) for row in rows):  # a new workbook has sheets that nobody has filled
            yield _sheet(path, name, iter([*enumerate(rows, 1)]))


def _sheet(path: Path, name: str, rows: Iterator[tuple[int, list[str]]]) -> Sheet:
    place = _place(str(path), name)
    _, first = next(iter(rows), (1, []))
    for each in first:
        if isinstance(each, UnreadCell):
            raise CannotImport(f"{place}:1", f"a cell of the head: {each}")
    heads = [each.strip() for each in first]
    if not any(heads):
        raise CannotImport(place, "it has no head: the first row names the columns")
    while heads and not heads[-1]:
        heads.pop()
    twice = sorted({each for each in heads if heads.count(each) > 1})
    if twice:
        raise CannotImport(place, f"the column {twice[0]!r} stands twice in the head")
    held = []
    for number, row in rows:
        if any(each.strip() and not isinstance(each, UnreadCell) for each in row[len(heads) :]):
            raise CannotImport(f"{place}:{number}", f"the row has {len(row)} cells, and the head {len(heads)}")
        told = {head: cell for head, cell in zip(heads, row, strict=False) if head and cell}
        unread = {head: str(cell) for head, cell in told.items() if isinstance(cell, UnreadCell)}
        cells = {head: cell for head, cell in told.items() if head not in unread}
        if unread or any(cell.strip() for cell in cells.values()):
            held.append(SheetRow(number, cells, unread))
    return Sheet(str(path), name, tuple(heads), tuple(held))
