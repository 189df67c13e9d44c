"""The columns of a list of records: as a table for a person, as tab- or comma-separated values for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Final

import click

from dialogues.checks.formats.terminal import visible
from dialogues.cli.output import print_data, print_table
from dialogues.languages.catalogue import label, message
from dialogues.records import Agreement, Record
from dialogues.registry import Registry
from dialogues.registry.display import field_word, kind_text, marked_name, partner_names, when

FORMATS: Final = ("table", "tsv", "csv")
DEFAULT: Final = ("id", "name", "partner", "kind", "date", "status", "languages", "retired")
"""The columns there are; which of them a list has if none is asked for depends on the collection."""
_OF_AGREEMENTS = ("id", "partner", "date", "languages", "retired")
_OF_OTHERS = ("id", "name", "kind", "date", "retired")
# What a spreadsheet would take for a formula begins with one of these.
_FORMULA = ("=", "+", "-", "@")


def chosen_columns(text: str | None) -> tuple[str, ...]:
    """Read what columns are asked for; none where that is not said. What is no column is wrong use."""
    names = tuple(name.strip() for name in text.split(",") if name.strip()) if text is not None else ()
    for name in names:
        if name not in DEFAULT:
            from dialogues.names.suggestion import suggest  # here: only needed when a word is misspelt

            similar = suggest(name, DEFAULT)
            meant = f"did you mean {similar[0]}?" if similar else f"there are: {', '.join(DEFAULT)}"
            raise click.BadParameter(f"no column is called {name!r}; {meant}", param_hint="--columns")
    return names


def print_rows(
    registry: Registry, records: Sequence[Record], language: str, columns: tuple[str, ...], form: str
) -> None:
    """Print a list of records; a column that nobody asked for and that says nothing of any record is left out."""
    names = columns or (_OF_AGREEMENTS if records and isinstance(records[0], Agreement) else _OF_OTHERS)
    cells = {name: [_CELLS[name](registry, each, language) for each in records] for name in names}
    if not columns and form == "table":
        # Of an agreement, what is not known is said to be unknown.
        always = {"id", *_OF_AGREEMENTS[:-1]} if names is _OF_AGREEMENTS else {"id"}
        cells = {name: cell for name, cell in cells.items() if any(cell) or name in always}
    rows = [*zip(*cells.values(), strict=True)]
    if form == "table":
        unknown = message("text", "unknown", language)
        at = [*cells].index("date") if "date" in cells else -1
        shown = [[cell or (unknown if number == at else "") for number, cell in enumerate(row)] for row in rows]
        kind = type(records[0]) if records else Agreement
        print_table([field_word(kind, name, language) for name in cells], shown)
    else:
        print_data(_separated([[*cells], *rows], form))


def _separated(rows: Sequence[Sequence[str]], form: str) -> str:
    """Write rows as RFC 4180 has it, or with tabs, a line each.

    No text of a record becomes a formula, a row or a cell, or commands a terminal.
    """
    plain = [[visible(" ".join(cell.split())) for cell in row] for row in rows]
    if form == "tsv":
        return "".join("\t".join(row) + "\n" for row in plain)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in plain)
    return file.getvalue()


def _partner(registry: Registry, record: Record, language: str) -> str:
    return ", ".join(partner_names(registry, record, language))


def _status(_registry: Registry, record: Record, language: str) -> str:
    return label(record.status, language) if isinstance(record, Agreement) else ""


def _languages(_registry: Registry, record: Record, _language: str) -> str:
    documents = getattr(record, "documents", ())
    return ", ".join(str(each.language) for each in documents) or ", ".join(map(str, record.languages))


def _retired(_registry: Registry, record: Record, _language: str) -> str:
    """Say what is used instead of a record that is retired, else since when it is."""
    if record.retired is None:
        return ""
    return f"→ {record.retired.replaced_by}" if record.retired.replaced_by else str(record.retired.on)


_CELLS: dict[str, Callable[[Registry, Record, str], str]] = {
    "id": lambda _registry, record, _language: record.id,
    "name": lambda registry, record, language: marked_name(registry, record.id, language),
    "partner": _partner,
    "kind": lambda _registry, record, language: kind_text(record, language),
    "date": lambda _registry, record, language: when(record, language),
    "status": _status,
    "languages": _languages,
    "retired": _retired,
}
