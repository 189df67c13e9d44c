"""What is printed: JSON, tables and text, plain where no person looks on."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

PLAIN_WIDTH = 80
_NARROWEST = 8  # no column is made narrower than this
_LONGEST_NAME = 36  # of a field that has its value on the same line
# A word with the space behind it; or a character of a script that puts no spaces between words.
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(rf"[{_WIDE}][ \u2009]*|[^ \u2009{_WIDE}]+[ \u2009]*|[ \u2009]+")
_SPACE = re.compile(r"[ \t\n\r\v\f]+")  # and no space that keeps words together


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
    """Print a table that fits the width; the widest columns are wrapped where it does not, and no word is cut."""
    rows = [[visible(cell) for cell in row] for row in rows]
    widths = [max(columns(row[at]) for row in (headings, *rows)) for at in range(len(headings))]
    least = [
        max((columns(piece.rstrip()) for row in (headings, *rows) for piece in _PIECES.findall(row[at])), default=0)
        for at in range(len(headings))
    ]
    while sum(widths) + 2 * (len(widths) - 1) > width():
        at = max(range(len(widths)), key=lambda at: (widths[at] > max(least[at], _NARROWEST), widths[at]))
        if widths[at] <= max(least[at], _NARROWEST):
            break  # an id or an address that is too long is printed whole
        widths[at] -= 1
    for number, row in enumerate((headings, *rows)):
        cells = [wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            line = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = [text + " " * (size - columns(text)) for text, size in zip(line, widths, strict=True)]
            if is_terminal():
                padded = [
                    click.style(text, bold=number == 0, fg="cyan" if number and not column else None)
                    for column, text in enumerate(padded)
                ]
            click.echo("  ".join(padded).rstrip())


def wrapped(text: str, size: int, rest: int | None = None) -> list[str]:
    """Cut a text at its spaces into lines of so many columns, the first of its own; a longer word is a line.

    Line breaks of the text are spaces too: what follows one must not look like a heading.
    Between characters that take two columns, which need no spaces, a line may end as well.
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(_SPACE.sub(" ", text.strip())):
        if line and columns(line + piece.rstrip()) > (size if not lines else rest or size):
            lines.append(line.rstrip())
            line = ""
        line += piece if line or piece.strip() else ""
    return [*lines, line.rstrip()]


def print_heading(text: str) -> None:
    """Print a heading, bold on a terminal."""
    for at, row in enumerate(wrapped(visible(text), width(), width() - 2)):
        line = f"  {row}" if at else row
        click.echo(click.style(line, bold=True) if is_terminal() else line)


def print_fields(fields: Sequence[tuple[str, str]], indent: int = 0) -> None:
    """Print ``name  value`` lines, values wrapped below each other; empty values are left out.

    A name that would leave the values no room has a line of its own.
    """
    shown = [(name, visible(value)) for name, value in fields if value]
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
    for at, line in enumerate(wrapped(visible(text), size)):
        click.echo((f"{' ' * columns(start) if at else start}{line}").rstrip())
