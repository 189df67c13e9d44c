"""Cells as text: what a CSV file, and every format made of one, has between its commas."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from dialogues.publishing.columns import ColumnType
from dialogues.publishing.rows import TableRow
from dialogues.publishing.tables import TABLES, Row


def number_text(number: float) -> str:
    """Write a number as a person would: ``1800`` and not ``1800.0``."""
    return str(int(number)) if number.is_integer() else repr(number)


_WRITERS: dict[ColumnType, Callable[[Any], str]] = {
    ColumnType.BOOLEAN: lambda value: "true" if value else "false",
    ColumnType.NUMBER: lambda value: number_text(float(value)),
    ColumnType.CODES: " ".join,
    ColumnType.TEXTS: lambda value: json.dumps(value, ensure_ascii=False) if value else "",
}


@cache
def _written(table: str) -> tuple[tuple[int, Callable[[Any], str]], ...]:
    """Give the columns whose cells are not written as they are, each with what writes them."""
    columns = enumerate(TABLES[table].columns)
    return tuple((at, _WRITERS[column.kind]) for at, column in columns if column.kind in _WRITERS)


def texts_of(table: str, cells: Row) -> Sequence[Any]:
    """Give the cells of a row as CSV has them; None is an empty cell."""
    written = _written(table)
    if not written:
        return cells
    texts: list[Any] = [*cells]
    for at, write in written:
        if texts[at] is not None:
            texts[at] = write(texts[at])
    return texts


class Writable(Protocol):
    """What text can be written to."""

    def write(self, text: str, /) -> object:
        """Write a text."""


def write_csv(streams: Mapping[str, Writable], rows: Iterable[TableRow]) -> None:
    """Write rows as CSV (RFC 4180: UTF-8, lines ended by CRLF), each into the stream of its table, under a head."""
    writers = {name: csv.writer(stream) for name, stream in streams.items()}
    for name, writer in writers.items():
        writer.writerow([column.name for column in TABLES[name].columns])
    write = {name: writer.writerow for name, writer in writers.items()}
    for table, cells in rows:
        write[table](texts_of(table, cells))
