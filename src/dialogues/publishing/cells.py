"""Cells as text: what a CSV file, and every format made of one, has between its commas."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, BinaryIO, TypeAlias

from dialogues.publishing.columns import ColumnType
from dialogues.publishing.rows import TableRow
from dialogues.publishing.tables import TABLES, Row


def number_text(number: float) -> str:
    """Write a number as a person would: ``1800`` and not ``1800.0``."""
    return str(int(number)) if number.is_integer() else repr(number)


_WRITERS: dict[ColumnType, Callable[[Any], str]] = {
    ColumnType.BOOLEAN: lambda value: "true" if value else "false",
    ColumnType.INTEGER: str,
    ColumnType.NUMBER: lambda value: number_text(float(value)),
    ColumnType.DATE: str,
    ColumnType.CODES: " ".join,
    ColumnType.TEXTS: lambda value: json.dumps(value, ensure_ascii=False) if value else "",
}
_Changes: TypeAlias = "tuple[tuple[int, Callable[[Any], str]], ...]"


@cache
def _written(table: str) -> _Changes:
    """Give the columns whose cells are not written as they are, each with what writes them."""
    columns = enumerate(TABLES[table].columns)
    return tuple((at, _WRITERS[column.kind]) for at, column in columns if column.kind in _WRITERS)


def texts_of(table: str, cells: Row) -> Sequence[str]:
    """Give the cells of a row as CSV has them, but for quotation marks; what is not known is an empty cell."""
    written = dict(_written(table))
    return ["" if cell is None else written.get(at, str)(cell) for at, cell in enumerate(cells)]


_ROWS = 2_000  # held before they are written: some hundred kilobytes


def write_csv(streams: Mapping[str, BinaryIO], rows: Iterable[TableRow]) -> None:
    """Write rows as CSV (RFC 4180: UTF-8, lines ended by CRLF), each into the stream of its table, under a head."""
    for name, stream in streams.items():
        stream.write(_encoded(csv_text([(column.name,) for column in TABLES[name].columns])))
    held: dict[str, list[Row]] = {name: [] for name in streams}
    for count, (table, cells) in enumerate(rows):
        held[table].append(cells)
        if count % _ROWS == 0:
            _flush(streams, held)
    _flush(streams, held)


def _flush(streams: Mapping[str, BinaryIO], held: Mapping[str, list[Row]]) -> None:
    for name, rows in held.items():
        if rows:
            written = dict(_written(name))
            columns = [_column(cells, written.get(at)) for at, cells in enumerate(zip(*rows, strict=True))]
            streams[name].write(_encoded(csv_text(columns)))
            rows.clear()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _column(cells: tuple[Any, ...], write: Callable[[Any], str] | None) -> Sequence[str]:
    """Give the cells of a column as texts."""
    if not any(cells) and (write is None or cells.count(None) == len(cells)):
        return ("",) * len(cells)
    if write is not None:
        return ["" if cell is None else write(cell) for cell in cells]
    return [cell or "" for cell in cells] if not all(cells) else cells


_QUOTED = (",", '"', "\r", "\n")
"""What a cell is put in quotation marks for."""


def csv_text(columns: Sequence[Sequence[str]]) -> str:
    r"""Write columns of texts beside each other as lines of CSV: most need no quotation marks, which is quickly seen.

    >>> csv_text([["a", "b"], ["c, d", ""]])
    'a,"c, d"\r\nb,\r\n'
    """
    return "".join(f"{line}\r\n" for line in map(",".join, zip(*map(_quoted, columns), strict=True)))


def _quoted(texts: Sequence[str]) -> Sequence[str]:
    together = " ".join(texts)
    found = [char for char in _QUOTED if char in together]
    if not found:
        return texts
    return ['"' + text.replace('"', '""') + '"' if any(map(text.__contains__, found)) else text for text in texts]
