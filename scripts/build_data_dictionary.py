"""Writes docs/data-dictionary.md, all columns and terms, from the records. Run with PYTHONPATH=src."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dialogues.publishing.columns import Column, ColumnType
from dialogues.publishing.linked_data import terms_of
from dialogues.publishing.mapping import DAYS, KINDS, TOLD_ELSEWHERE
from dialogues.publishing.tables import TABLES
from dialogues.publishing.terms import PREFIXES
from dialogues.records import RECORD_TYPES, Evidence, Resolution
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import fields_of

PAGE = Path(__file__).parent.parent / "docs" / "data-dictionary.md"
_HEAD = """\
# Every column and every term

Written by `scripts/build_data_dictionary.py` from the records themselves. [exporting.md](exporting.md) tells how tables
and linked data are made and read.

"""
_TYPES = {
    ColumnType.STRING: "text",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "true, false",
    ColumnType.DATE: "day",
    ColumnType.CODES: "codes",
    ColumnType.TEXTS: "texts",
}


def page() -> str:
    """Give the page as the records have it."""
    return _HEAD + "\n".join([*_tables(), *_terms()]) + "\n"


def _tables() -> Iterator[str]:
    yield "## Tables\n"
    yield (
        "*Codes* are a list with a space between two, *texts* a JSON array. What is *derived* follows from other\n"
        "columns or from where the row stands.\n"
    )
    for table in TABLES.values():
        yield f"### {table.name}\n"
        yield f"{table.meaning} Key: {', '.join(f'`{name}`' for name in table.key)}."
        yield from (
            f"{', '.join(f'`{each}`' for each in columns)} refer to `{name}`." for columns, (name, _) in table.links
        )
        yield "\n| column | type | what it says |\n|---|---|---|"
        yield from map(_column, table.columns)
        yield ""


def _column(column: Column) -> str:
    kind = _TYPES[column.kind]
    if column.target is not None:
        kind += f", of `{column.target[0]}`"
    marks = "".join([", required" if column.required else "", ", derived" if column.derived else ""])
    return f"| `{column.name}` | {kind}{marks} | {_cell(column.description)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _terms() -> Iterator[str]:
    yield "## Terms\n"
    yield "| prefix | vocabulary |\n|---|---|"
    yield from (f"| `{prefix}` | {address} |" for prefix, address in PREFIXES.items())
    for kind in _kinds():
        classes = KINDS.get(kind.__name__, (f"d:{kind.__name__}",))
        yield f"\n### {kind.__name__}\n"
        yield f"{', '.join(f'`{each}`' for each in classes)}\n"
        yield "| field | terms |\n|---|---|"
        yield from _fields(kind)


def _kinds() -> list[type[FileRecord]]:
    kinds: list[type[FileRecord]] = [*RECORD_TYPES.values()]
    for kind in kinds:
        parts = (each.part for each in fields_of(kind))
        kinds += dict.fromkeys(
            part for part in parts if part is not None and part not in (*kinds, Evidence, Resolution)
        )
    return kinds


def _fields(kind: type[FileRecord]) -> Iterator[str]:
    for field in fields_of(kind):
        if field.part in (Evidence, Resolution):
            continue
        name = f"{kind.__name__}.{field.key}"
        told = [f"`{_short(term)}`" for term in terms_of(kind, field.key)]
        told += [f"`{DAYS[name]}` of a certain day"] if name in DAYS else []
        text = "told of the expression's title or the manifestation" if name in TOLD_ELSEWHERE else ", ".join(told)
        yield f"| `{field.key}` | {text} |"


def _short(term: str) -> str:
    prefix, start = max(PREFIXES.items(), key=lambda each: len(each[1]) if term[1:].startswith(each[1]) else 0)
    return f"{prefix}:{term[1 + len(start) : -1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
