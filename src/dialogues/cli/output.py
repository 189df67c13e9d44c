"""What is printed: JSON, tables and text, plain where no person looks on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from dialogues.checks.formats.json_text import json_text
from dialogues.checks.formats.terminal import columns, is_terminal, pieces, visible, width, wrapped

_NARROWEST = 8  # no column is made narrower than this
_LONGEST_NAME = 36  # of a field that has its value on the same line


def print_json(value: Any) -> None:
    """Print one JSON value; the same value gives the same bytes."""
    print_data(json_text(value))


def print_data(text: str) -> None:
    """Print what a program reads: in UTF-8, whatever the encoding of the terminal."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def print_line(text: str, *, err: bool = False) -> None:
    """Print one line, on standard error if asked; what a text could command or hide is written out."""
    click.echo(visible(text), err=err)


def _prose(text: str) -> str:
    """Write a text out; its line breaks are spaces."""
    return visible(text.replace("\n", " "))


def heading_case(text: str) -> str:
    """Write the heading of a column in capitals; Georgian has none that every terminal can show."""
    capitals = text.upper()
    return text if any("\u1c90" <= char <= "\u1cbf" for char in capitals) else capitals


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that fits the width; the widest columns are wrapped where it does not, and no word is cut."""
    table = [[heading_case(each) for each in headings], *([_prose(cell) for cell in row] for row in rows)]
    widths = _widths(table)
    for number, row in enumerate(table):
        cells = [wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            line = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = [text + " " * (size - columns(text)) for text, size in zip(line, widths, strict=True)]
            click.echo("  ".join(_coloured(padded, heading=number == 0)).rstrip())


def _coloured(line: list[str], *, heading: bool) -> list[str]:
    """Give the cells of a line as a terminal shows them: headings bold, the first column in a colour."""
    if not is_terminal():
        return line
    if heading:
        return [click.style(text, bold=True) for text in line]
    return [click.style(line[0], fg="cyan"), *line[1:]]


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    """Give each column its room: what its widest cell takes, or less where the table would not fit."""
    widths = [max(map(columns, cells)) for cells in zip(*table, strict=True)]
    least = [
        max((columns(piece.rstrip()) for cell in cells for piece in pieces(cell)), default=0)
        for cells in zip(*table, strict=True)
    ]
    while sum(widths) + 2 * (len(widths) - 1) > width():
        at = max(range(len(widths)), key=lambda at: (widths[at] > max(least[at], _NARROWEST), widths[at]))
        if widths[at] <= max(least[at], _NARROWEST):
            break  # an id or an address that is too long is printed whole
        widths[at] -= 1
    return widths


def print_heading(text: str) -> None:
    """Print a heading, bold on a terminal."""
    for at, row in enumerate(wrapped(_prose(text), width(), width() - 2)):
        line = f"  {row}" if at else row
        click.echo(click.style(line, bold=True) if is_terminal() else line)


def print_fields(fields: Sequence[tuple[str, str]], indent: int = 0) -> None:
    """Print ``name  value`` lines, values wrapped below each other; empty values are left out.

    A name that would leave the values no room has a line of its own.
    """
    shown = [(_prose(name), value) for name, value in fields if value]
    short = [columns(name) for name, _ in shown if columns(name) <= _LONGEST_NAME]
    size = max(short, default=2) + 2
    for name, value in shown:
        if columns(name) > _LONGEST_NAME:
            click.echo(" " * indent + name)
            print_paragraph(value, " " * (indent + size))
        else:
            print_paragraph(value, " " * indent + name + " " * (size - columns(name)))


def print_paragraph(text: str, start: str = "") -> None:
    """Print a text wrapped to the width, its first line behind a start and the others below it."""
    size = max(width() - columns(start), 20)
    for at, line in enumerate(wrapped(_prose(text), size)):
        click.echo((f"{' ' * columns(start) if at else start}{line}").rstrip())
