"""Writes docs/timeline.svg, the dialogues of the bundled registry by partner and year. Run with PYTHONPATH=src."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import dialogues
from dialogues.records import Date
from dialogues.registry.display import partner_name

FILE = Path(__file__).parent.parent / "docs" / "timeline.svg"
_ROW, _LEFT, _TOP, _YEAR = 24, 190, 40, 38
_PALE, _DARK, _BLUE, _ORANGE = "#c9d1d9", "#24292f", "#0b5cad", "#b35900"


def contents() -> str:
    """Give the picture: a row a partner, a disc an agreement, a mark an event."""
    registry = dialogues.load()
    rows = list(registry.dialogues.values())
    first, last = 2006, max(each.span.start.year for each in registry.events.values() if each.span.start is not None)
    width, height = _LEFT + (last - first + 1) * _YEAR + 20, _TOP + len(rows) * _ROW + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<style>text{font:13px system-ui,sans-serif}</style>",
        "<title>Agreements (discs) and events (marks) by partner and year</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for year in range(first, last + 1):
        x = _LEFT + (year - first) * _YEAR
        parts.append(f'<path d="M{x} {_TOP - 8}V{height - 40}" stroke="{_PALE}"/>')
        parts.append(f'<text x="{x + _YEAR / 2:g}" y="{_TOP - 16}" text-anchor="middle" fill="{_DARK}">{year}</text>')
    for at, dialogue in enumerate(rows):
        name = partner_name(registry, dialogue.partner.key, "en")
        short = (
            name if len(name) <= 24 else name.rpartition("(")[2].rstrip(")") if name.endswith(")") else name[:23] + "…"
        )
        y = _TOP + at * _ROW + _ROW / 2
        parts.append(f'<text x="{_LEFT - 10}" y="{y + 4:g}" text-anchor="end" fill="{_DARK}">{escape(short)}</text>')
        parts += _marks(dialogue, first, y)
    parts += _key(height - 16)
    return "\n".join([*parts, "</svg>", ""])


def _marks(dialogue: dialogues.Dialogue, first: int, y: float) -> Iterator[str]:
    for event in dialogue.events:
        if event.span.start is not None:
            x = _x(event.span.start, first)
            yield f'<path d="M{x:g} {y - 6:g}v12" stroke="{_ORANGE}" stroke-width="2"><title>{event.id}</title></path>'
    for agreement in dialogue.agreements:
        if agreement.date is not None:
            x = _x(agreement.date, first)
            yield f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{_BLUE}"><title>{agreement.id}</title></circle>'


def _x(date: Date, first: int) -> float:
    """Place a date in the middle of the days that it can mean."""
    middle = (date.earliest.toordinal() + date.latest.toordinal()) / 2
    days = middle - date.earliest.replace(month=1, day=1).toordinal()
    return round(_LEFT + (date.year - first + days / 366) * _YEAR, 1)


def _key(y: float) -> Iterator[str]:
    yield f'<circle cx="{_LEFT + 6}" cy="{y - 4:g}" r="6" fill="{_BLUE}"/>'
    yield f'<text x="{_LEFT + 18}" y="{y:g}" fill="{_DARK}">an agreement was signed</text>'
    yield f'<path d="M{_LEFT + 220} {y - 10:g}v12" stroke="{_ORANGE}" stroke-width="2"/>'
    yield f'<text x="{_LEFT + 228}" y="{y:g}" fill="{_DARK}">an event; what has only a year stands in its middle</text>'


if __name__ == "__main__":
    FILE.write_text(contents(), encoding="utf-8")
