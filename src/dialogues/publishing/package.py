"""The CSV files with their description: a Data Package (version 2, datapackage.org)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dialogues.publishing.cells import write_csv
from dialogues.publishing.columns import Column, ColumnType
from dialogues.publishing.rows import TableRow, rows
from dialogues.publishing.tables import TABLES, Table

if TYPE_CHECKING:
    from dialogues.publishing.selection import Export
    from dialogues.records import Record
    from dialogues.registry import Registry

DESCRIPTOR = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"


def write(export: Export, folder: Path) -> None:
    """Write the tables of an export as CSV files, and the description of them all."""
    write_tables(export, folder)
    text = json.dumps(_descriptor(export, folder), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_bytes((text + "\n").encode("utf-8", "backslashreplace"))


def write_tables(export: Export, folder: Path) -> None:
    """Write the tables of an export as CSV files."""
    with ExitStack() as stack:
        streams = {name: stack.enter_context((folder / f"{name}.csv").open("wb")) for name in export.tables}
        write_csv(streams, _rows(export))


def write_one(export: Export, stream: BinaryIO) -> None:
    """Write the one table of an export as CSV."""
    write_csv({export.tables[0]: stream}, _rows(export))


def texts_of_tables(registry: Registry, language: str) -> dict[str, bytes]:
    """Write all tables of a registry as CSV, in one walk over its records."""
    streams = {name: BytesIO() for name in TABLES}
    write_csv(streams, rows(registry, TABLES, language))
    return {name: stream.getvalue() for name, stream in streams.items()}


def row_of(registry: Registry, record: Record, language: str) -> bytes:
    """Write the row of a record in the table of its collection as CSV, under a head."""
    stream = BytesIO()
    write_csv({record.collection: stream}, rows(registry, {record.collection}, language, [record]))
    return stream.getvalue()


def _rows(export: Export) -> Iterator[TableRow]:
    return rows(export.registry, export.tables, export.language, export.records())


def _descriptor(export: Export, folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = {"$schema": f"{_PROFILES}/datapackage.json", "name": "dialogues"}
    manifest = export.registry.manifest
    if manifest is not None:
        told |= {
            "title": manifest.title.best(export.language)[1],
            "version": manifest.version,
            "licenses": [
                {"name": manifest.licence}
                | ({"path": manifest.licence_address} if manifest.licence_address is not None else {})
            ],
        }
        if manifest.notice is not None:
            told["description"] = manifest.notice
    if export.left_out:
        told["leftOut"] = list(export.left_out)
    told["resources"] = [_resource(TABLES[name], folder / f"{name}.csv", export) for name in export.tables]
    return told


def _resource(table: Table, file: Path, export: Export) -> dict[str, Any]:
    content = file.read_bytes()
    return {
        "name": table.name,
        "title": table.meaning,
        "path": file.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema(table, export.tables, whole=export.whole),
    }


def schema(table: Table, tables: Collection[str], *, whole: bool = True) -> dict[str, Any]:
    """Give the Table Schema of a table; of what it refers to, only tables that are there are named.

    Where some collections are left out, a reference to a record of any collection may lead to one of these.
    """
    links = [
        {"fields": list(columns), "reference": {"resource": name, "fields": list(key)}}
        for columns, (name, key) in table.targets
        if name in tables and (whole or name != "records" or columns == ("record",))
    ]
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    } | ({"foreignKeys": links} if links else {})


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": column.kind.value, "description": column.description}
    if column.kind is ColumnType.CODES:
        told |= {"delimiter": " ", "itemType": "string"}
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.words:
        limits["enum"] = list(column.words)
    return told | ({"constraints": limits} if limits else {})
