"""Small tables for notebooks: all text is escaped, and what is long is cut and counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MOST_ROWS = 20
_LONGEST_CELL = 80


def html_table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table as HTML, at most :data:`MOST_ROWS` rows of it; what is left out is counted below."""
    from html import escape  # here: only notebooks need it

    parts = [f"<table><caption>{escape(caption)}</caption>", _row("th", headings)]
    parts += [_row("td", row) for row in rows[:MOST_ROWS]]
    parts.append("</table>")
    if len(rows) > MOST_ROWS:
        parts.append(f"<p>… and {len(rows) - MOST_ROWS} more</p>")
    return "\n".join(parts)


def _row(tag: str, cells: Iterable[str]) -> str:
    from html import escape  # here: likewise

    short = (cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…" for cell in cells)
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in short)}</tr>"
