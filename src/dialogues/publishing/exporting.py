"""Writing a registry out, in whatever format: as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import frozen

from dialogues.errors import CannotExport, UnknownValue
from dialogues.files.root import chosen_collections
from dialogues.names.suggestion import suggest
from dialogues.publishing.rows import wanted_table
from dialogues.publishing.selection import Export
from dialogues.publishing.tables import CLAIMS, TABLES
from dialogues.publishing.whole import new_file, new_folder
from dialogues.records import RECORD_TYPES

if TYPE_CHECKING:
    from dialogues.registry import Registry


@frozen
class Format:
    """A format that a registry can be written in."""

    writer: str
    """The module of this room that writes it, and its function: of an export, and a folder or a binary stream."""
    suffix: str
    """What the names of its files end in."""
    meaning: str
    """What it is."""
    tables: bool = False
    """Whether it has tables, which can be chosen from."""
    folder: bool = False
    """Whether it is a folder of files, and else one file."""
    one_table: str = ""
    """What writes one of its tables to a stream; empty for a format of which a stream takes all or nothing."""


FORMATS: dict[str, Format] = {
    "csv": Format(
        "package:write",
        ".csv",
        "a folder of tables with their description (Data Package)",
        tables=True,
        folder=True,
        one_table="package:write_one",
    ),
    "parquet": Format(
        "parquet:write", ".parquet", "the tables as Parquet files (needs the extra parquet)", tables=True, folder=True
    ),
    "xlsx": Format("workbook:write", ".xlsx", "the tables as a workbook of Excel (needs the extra excel)", tables=True),
    "json": Format("json_files:write", ".json", "one JSON value with all records"),
    "jsonl": Format("json_files:write_lines", ".jsonl", "a JSON object a line, one for each record"),
    "turtle": Format("graph_files:write_turtle", ".ttl", "linked data as Turtle (needs the extra rdf)"),
    "nquads": Format("graph_files:write_nquads", ".nq", "linked data as N-Quads"),
    "jsonld": Format("graph_files:write_json_ld", ".jsonld", "linked data as JSON-LD (needs the extra rdf)"),
}
"""The formats by name."""


def export(  # noqa: PLR0913  # each option is a question a caller may ask
    registry: Registry,
    target: str | os.PathLike[str] | BinaryIO,
    format: str = "csv",  # noqa: A002  # what everybody calls it
    *,
    collections: Iterable[str] | None = None,
    language: str = "en",
    claims: bool = True,
    force: bool = False,
    tables: Iterable[str] | None = None,
    left_out: Iterable[str] = (),
    progress: Callable[[], None] | None = None,
) -> None:
    """Write a registry to a file or folder: all of it, or nothing.

    ``format`` is one of :data:`FORMATS`; ``target`` a path, or a binary stream for a format that is one file.
    ``collections`` are those whose records are written, all if not given; ``language`` is that of titles and names in
    tables; without ``claims`` nothing of what sources say is in it. ``tables`` leaves the other tables out; a stream
    takes the CSV of one. One collection or table may be given by its name alone. ``left_out`` names the files that
    could not be read, where the format has a place for that. What is there is replaced only with ``force``.

    Raises :class:`~dialogues.errors.UnknownValue` for an unknown format or table,
    :class:`~dialogues.errors.UnknownCollection`, :class:`~dialogues.errors.CannotExport` for what the format cannot
    hold, :class:`~dialogues.errors.CannotWrite` for a place that nothing can be put in, and
    :class:`~dialogues.errors.MissingDependency` when the format needs a package that is not installed.

    >>> import io
    >>> import dialogues
    >>> stream = io.BytesIO()
    >>> export(dialogues.load(), stream, tables=["themes"])
    >>> stream.getvalue().decode().split(",")[0]
    'id'
    """
    if format not in FORMATS:
        raise UnknownValue("format", format, [*FORMATS], suggest(format, [*FORMATS]))
    if tables is not None and not FORMATS[format].tables:
        raise CannotExport(f"{format} is written whole, and has no tables to choose from")
    chosen = _chosen(collections)
    what = Export(registry, chosen, language, claims, tuple(left_out), _tables(chosen, tables, claims), progress)
    of = FORMATS[format]
    write = _writer(of.writer)
    if not isinstance(target, str | os.PathLike):
        _to_stream(what, of, target, write)
    elif of.folder:
        with new_folder(Path(target), force=force, ours=_is_of_a_package) as folder:
            write(what, folder)
    else:
        with new_file(Path(target), force=force) as file, file.open("wb") as stream:
            write(what, stream)


def _to_stream(what: Export, of: Format, stream: BinaryIO, write: Callable[[Export, Any], None]) -> None:
    if not of.folder:
        write(what, stream)
        return
    if not of.one_table or len(what.tables) != 1:
        raise CannotExport("the format is a folder of files, and a stream takes one table of it (--table)")
    _writer(of.one_table)(what, stream)


def _writer(name: str) -> Callable[[Export, Any], None]:
    module, _, function = name.partition(":")
    found: Callable[[Export, Any], None] = getattr(import_module(f"dialogues.publishing.{module}"), function)
    return found


def _chosen(collections: Iterable[str] | None) -> tuple[str, ...]:
    """Put collections into the order of the registry. Raises UnknownCollection for what is none."""
    wanted = chosen_collections(collections)
    return tuple(name for name in RECORD_TYPES if name in wanted)


def _tables(collections: tuple[str, ...], tables: Iterable[str] | None, claims: bool) -> tuple[str, ...]:  # noqa: FBT001
    """Choose the tables: of the collections, of the parts that their records can have, and of all records.

    Raises CannotExport for one that is wanted and whose rows are left out: an empty one would say that there are none.
    """
    filled = tuple(
        name
        for name, table in TABLES.items()
        if (claims or name not in CLAIMS)
        and (name in collections if name in RECORD_TYPES else not table.of or table.of & frozenset(collections))
    )
    if tables is None:
        return filled
    names = (tables,) if isinstance(tables, str) else tables
    wanted = tuple(wanted_table(name).name for name in dict.fromkeys(names))
    for name in wanted:
        if name not in filled:
            raise CannotExport(f"the table {name} would be empty: what it holds is among what is left out")
    return wanted


_SUFFIXES = tuple(each.suffix for each in FORMATS.values() if each.folder)


def _is_of_a_package(name: str) -> bool:
    """Say whether a file's name is one that an export writes into a folder."""
    from dialogues.publishing.package import DESCRIPTOR  # here: the package imports what is exported

    stem, dot, suffix = name.rpartition(".")
    return name == DESCRIPTOR or (dot + suffix in _SUFFIXES and stem in TABLES)
