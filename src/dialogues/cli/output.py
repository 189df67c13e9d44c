"""What is printed: JSON, tables and text, plain where no person looks on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from dialogues.checks.formats.json_text import json_text
from dialogues.checks.formats.terminal import BLOCKS_BELOW, columns, is_terminal, pieces, visible, width, wrapped
from dialogues.errors import without_passwords

_NARROWEST = 8  # no column is made narrower than this
_LONGEST_NAME = 36  # of a field that has its value on the same line


def print_json(value: Any) -> None:
    """Print one JSON value; the same value gives the same bytes."""
    print_data(json_text(value))


def print_data(text: str) -> None:
    """Print what a program reads: in UTF-8, whatever the encoding of the terminal."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def print_line(text: str, *, err: bool = False) -> None:
    """Print one line; what a text could command or hide is written out.

    On standard error, if asked, the passwords of addresses are left out.
    """
    click.echo(visible(without_passwords(text) if err else text), err=err)


def _prose(text: str) -> str:
    """Write a text out; its line breaks are spaces."""
    return visible(text.replace("\n", " "))


def heading_case(text: str) -> str:
    """Write the heading of a column in capitals; Georgian has none that every terminal can show."""
    capitals = text.upper()
    return text if any("\u1c90" <= char <= "\u1cbf" for char in capitals) else capitals


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that fits the width; the widest columns are wrapped where it does not, and no word is cut.

    Where there is no room for a table each row is a block of its own.
    """
    if width() < BLOCKS_BELOW:
        _print_blocks(headings, rows)
        return
    table = [[heading_case(each) for each in headings], *([_prose(cell) for cell in row] for row in rows)]
    widths = _widths(table)
    for number, row in enumerate(table):
        cells = [wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            line = [cell[at] if at < len(cell) else "" for cell in cells]
            click.echo(_laid_out(line, widths, heading=number == 0))


def _print_blocks(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for first, *others in rows:
        print_heading(first)
        print_fields([*zip(headings[1:], others, strict=True)], 2)


def _laid_out(line: Sequence[str], widths: Sequence[int], *, heading: bool) -> str:
    """Put the cells of a line side by side, no blank behind the last; headings and ids are bold on a terminal."""
    while line and not line[-1]:
        line = line[:-1]
    bold = is_terminal()
    parts = []
    for at, (text, size) in enumerate(zip(line, widths, strict=False)):
        padding = "" if at == len(line) - 1 else " " * (size - columns(text) + 2)
        styled = click.style(text, bold=True, underline=heading) if bold and text and (heading or at == 0) else text
        parts.append(styled + padding)
    return "".join(parts)


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    """Give each column its room: what its widest cell takes, or less where the table would not fit.

    Words are kept whole while that fits; then long ones end a line behind their hyphens.
    """
    room = width() - 2 * (len(table[0]) - 1)
    widths = [max(map(columns, cells)) for cells in zip(*table, strict=True)]
    whole = [
        max((columns(piece.rstrip()) for cell in cells for piece in pieces(cell)), default=0)
        for cells in zip(*table, strict=True)
    ]
    for least in (whole, [min(each, _NARROWEST) for each in whole]):
        while sum(widths) > room:
            at = max(range(len(widths)), key=lambda at: (widths[at] > max(least[at], _NARROWEST), widths[at]))
            if widths[at] <= max(least[at], _NARROWEST):
                break
            widths[at] -= 1
    return widths


def print_heading(text: str) -> None:
    """Print a heading, bold on a terminal."""
    for at, row in enumerate(wrapped(_prose(text), width(), width() - 2)):
        line = f"  {row}" if at else row
        click.echo(click.style(line, bold=True) if is_terminal() else line)


def print_fields(fields: Sequence[tuple[str, str]], indent: int = 0) -> None:
    """Print ``name  value`` lines, values wrapped below each other; empty values are left out.

    A name that would leave the values no room has a line of its own, as every name has on a narrow terminal.
    """
    shown = [(_prose(name), value) for name, value in fields if value]
    longest = _LONGEST_NAME if width() >= BLOCKS_BELOW else 0
    short = [columns(name) for name, _ in shown if columns(name) <= longest]
    size = max(short, default=2) + 2 if longest else 2
    for name, value in shown:
        if columns(name) > longest:
            print_paragraph(name, " " * indent)
            print_paragraph(value, " " * (indent + size))
        else:
            print_paragraph(value, " " * indent + name + " " * (size - columns(name)))


def print_paragraph(text: str, start: str = "") -> None:
    """Print a text wrapped to the width, its first line behind a start and the others below it."""
    size = max(width() - columns(start), _NARROWEST)
    for at, line in enumerate(wrapped(_prose(text), size)):
        click.echo((f"{' ' * columns(start) if at else start}{line}").rstrip())


def tell_of_rest(number: int, language: str) -> None:
    """Say on standard error how many answers a limit left out; nothing where it left out none."""
    if number:
        from dialogues.languages.catalogue import counted  # here: most answers leave out none

        told = counted("text", "one more is left out", "{number} more are left out", number, language)
        print_line(f"dialogues: {told}", err=True)
