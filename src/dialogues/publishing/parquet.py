"""The tables as Parquet files with the types of their columns, made by DuckDB from the CSV."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogues.errors import MissingDependency
from dialogues.publishing.columns import Column, ColumnType
from dialogues.publishing.package import write_tables
from dialogues.publishing.tables import TABLES

if TYPE_CHECKING:
    from dialogues.publishing.selection import Export

_TYPES = {
    ColumnType.STRING: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
}


def write(export: Export, folder: Path) -> None:
    """Write the tables of an export as Parquet files.

    Lists of codes and of texts are lists of text. Raises :class:`~dialogues.errors.MissingDependency` where DuckDB is
    not installed.
    """
    try:
        import duckdb  # here: an extra of 70 MB
    except ImportError:
        raise MissingDependency("Parquet", "policy-dialogues[parquet]") from None
    # A name that DuckDB could take for a pattern, as the target's may be, is no place for what it is to read.
    with tempfile.TemporaryDirectory(prefix="dialogues") as beside, duckdb.connect() as connection:
        connection.execute("SET threads = 1")  # of several, each would write its rows when it is done
        write_tables(export, Path(beside))
        for name in export.tables:
            _convert(connection, name, Path(beside) / f"{name}.csv", folder / f"{name}.parquet")


def _convert(connection: Any, name: str, source: Path, target: Path) -> None:
    columns = TABLES[name].columns
    texts = ", ".join(f"{_name(column)}: 'VARCHAR'" for column in columns)
    read = f"read_csv({_text(source)}, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
    read += f"auto_detect = false, max_line_size = 100000000, columns = {{{texts}}})"
    chosen = ", ".join(f"{_typed(column)} AS {_name(column)}" for column in columns)
    query = f"COPY (SELECT {chosen} FROM {read}) TO {_text(target)} (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
    connection.execute(query)


def _typed(column: Column) -> str:
    """Write what makes the typed value of a column of its text."""
    name = _name(column)
    if column.kind is ColumnType.CODES:
        return f"string_split({name}, ' ')"
    if column.kind is ColumnType.TEXTS:
        return f"from_json({name}, '[\"VARCHAR\"]')"
    return f"CAST({name} AS {_TYPES[column.kind]})"


def _name(column: Column) -> str:
    return f'"{column.name}"'


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
