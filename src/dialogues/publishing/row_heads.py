"""Which head of a table stands for which of our columns, and the cells of a row by these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dialogues.errors import CannotImport
from dialogues.names.suggestion import suggest
from dialogues.publishing.foreign_columns import Mapping as TableMapping
from dialogues.publishing.sheets import Sheet, SheetRow
from dialogues.publishing.templates import known_heads, template

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A foreign column in the pattern of an id."""


def heads_of(collection: str, sheet: Sheet, mapping: TableMapping) -> dict[str, tuple[str, ...]]:
    """Map our columns to the heads that they are read from.

    Raises :class:`~dialogues.errors.CannotImport` for a head that nobody knows, and for a column that is missing.
    """
    columns, mapped = template(collection), mapping.columns
    for name in (*mapped, *mapping.constant, *mapping.words, *mapping.begins, *mapping.split):
        if name not in columns:
            raise CannotImport(
                name, f"it is none of the columns of {collection}: dialogues import --template {collection}"
            )
    read = {name: (heads,) if isinstance(heads, str) else tuple(heads) for name, heads in mapped.items()}
    foreign = {head for heads in read.values() for head in heads}
    for head in foreign | set(mapping.ignored):
        if head not in sheet.heads:
            raise CannotImport(sheet.place, f"it has no column {head!r}, which the mapping names")
    taken = foreign | set(mapping.ignored) | {each.column for each in mapping.begins.values()}
    taken |= set(PLACEHOLDER.findall(mapping.id))
    for head in sheet.heads:
        if not head or head in taken:
            continue
        if head in columns and head not in read:
            read[head] = (head,)
        elif head not in known_heads(collection):
            similar = suggest(head, columns)
            meant = f"; did you mean {similar[0]}?" if similar else ""
            what = f"nobody knows the column {head!r}{meant}: name it in a mapping, under columns or ignored"
            raise CannotImport(sheet.place, what)
    return read


def read_heads(read: Mapping[str, Sequence[str]], mapping: TableMapping) -> frozenset[str]:
    """Give the heads of a table whose cells say something: of our columns, and what the mapping makes others of."""
    of_columns = {head for heads in read.values() for head in heads}
    begun = {each.column for each in mapping.begins.values()}
    return frozenset(of_columns | begun | {*PLACEHOLDER.findall(mapping.id)})


def cells_of(row: SheetRow, read: Mapping[str, Sequence[str]], mapping: TableMapping) -> dict[str, str]:
    """Give the cells of a row by our columns."""
    cells = {name: next((row.cells[head] for head in heads if head in row.cells), "") for name, heads in read.items()}
    cells = {**mapping.constant, **{name: cell for name, cell in cells.items() if cell}}
    for name, each in mapping.begins.items():
        text = row.cells.get(each.column, "").casefold()
        begun = [words for words in each.words if text.startswith(words.casefold())]
        if begun and name not in {key for key in read if cells.get(key)}:
            cells[name] = each.words[max(begun, key=len)]
    return cells
