"""What is printed: JSON, tables and text, plain where no person looks on."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

PLAIN_WIDTH = 80
_NARROWEST = 12  # no column is made narrower than this


def print_json(value: Any) -> None:
    """Print one JSON value; the same value gives the same bytes."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def is_terminal() -> bool:
    """Say whether a person looks on and colours are welcome (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Give the width to fit: the terminal's, at least 40; 80 where there is none."""
    return max(40, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns) if sys.stdout.isatty() else PLAIN_WIDTH


def visible(text: str) -> str:
    """Write out control and direction characters, which could make a terminal show what is not there."""
    if text.isprintable():
        return text
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs") else f"\\u{ord(char):04x}"
        for char in text
    )


def columns(text: str) -> int:
    """Count the columns a text takes on a terminal: East Asian wide characters take two, marks none."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that fits the width; the widest columns are wrapped where it does not."""
    rows = [[visible(cell) for cell in row] for row in rows]
    if is_terminal():
        _print_rich_table(headings, rows)
        return
    widths = [max(columns(row[at]) for row in (headings, *rows)) for at in range(len(headings))]
    while sum(widths) + 2 * (len(widths) - 1) > width() and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for row in (headings, *rows):
        cells = [_wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            line = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = (text + " " * (size - columns(text)) for text, size in zip(line, widths, strict=True))
            click.echo("  ".join(padded).rstrip())


def _wrap(text: str, size: int) -> list[str]:
    return textwrap.wrap(text, size, break_long_words=True) if columns(text) > size else [text]


def _print_rich_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console  # here: 90 ms that a pipe should not cost
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading)
    for row in rows:
        table.add_row(Text(row[0], style="cyan"), *(Text(cell) for cell in row[1:]))
    Console().print(table)


def print_heading(text: str) -> None:
    """Print a heading, bold on a terminal."""
    lines = textwrap.wrap(visible(text), width(), subsequent_indent="  ") or [""]
    for line in lines:
        click.echo(click.style(line, bold=True) if is_terminal() else line)


def print_fields(fields: Sequence[tuple[str, str]], indent: int = 0) -> None:
    """Print ``name  value`` lines, values wrapped below each other; empty values are left out."""
    shown = [(name, visible(value)) for name, value in fields if value]
    if not shown:
        return
    size = max(len(name) for name, _ in shown) + 2
    for name, value in shown:
        print_paragraph(value, " " * indent + name.ljust(size))


def print_paragraph(text: str, start: str = "") -> None:
    """Print a text wrapped to the width, its first line behind a start and the others below it."""
    wrapped = textwrap.wrap(
        visible(text),
        max(width(), len(start) + 20),
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
    click.echo("\n".join(wrapped) if wrapped else start.rstrip())
