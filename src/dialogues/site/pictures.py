"""Pictures of a registry: what happened when, who the partners are, and in which languages there are texts.

Each is an SVG of its own. In a page its colours are those of the page's style sheet; a picture that stands alone brings
them along. What a picture shows a list or a table beside it tells in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple

from dialogues.records import Date
from dialogues.site.projection import HEIGHT, WIDTH, place_on_map

KINDS = ("agreements", "events", "programmes", "cooperations", "publications")
"""The collections whose records are in a time line, in the order of its legend."""
_LANE, _TOP, _YEAR_LINE = 34, 34, 18
_ROWS = {"agreements": 9.0, "events": 9.0, "publications": 17.0, "programmes": 22.0, "cooperations": 27.0}
_NARROWEST = 960.0  # of a picture
_A_YEAR, _A_SHORT_YEAR, _FEW_YEARS = 38.0, 14.0, 25  # the room of a year; that of each where there are many
_LABEL, _STEP = 34.0, 5  # the room of a label; the years from one to the next where each has no room for its own
_NOT_IN_XML = re.compile(r"[^\t\n\r -\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_OWN_STYLE = (
    "svg{background:#fff}text{fill:#55606e;font:12px/1 system-ui,sans-serif}.lane{fill:#1b2430}.rule{stroke:#dde1e7}"
    ".year{stroke:#dde1e7;stroke-dasharray:2 4}.agreements{--mark:#1f4e79}.events{--mark:#b4540a}"
    ".programmes{--mark:#2e7d5b}.cooperations{--mark:#7a4b94}.publications{--mark:#6b7280}"
    ".mark{fill:var(--mark);stroke:#fff}.bar{fill:var(--mark);opacity:.45}.hollow{fill:#fff;stroke:var(--mark)}"
    ".some{fill:#e8eff7}.none{fill:#fdf3e7}"
    "@media(prefers-color-scheme:dark){svg{background:#12171e}text{fill:#a7b1bd}.lane{fill:#e6eaef}"
    ".rule,.year{stroke:#2e3742}.agreements{--mark:#8fbbe6}.events{--mark:#f0a35e}.programmes{--mark:#74c49d}"
    ".cooperations{--mark:#c79be0}.publications{--mark:#9aa4b0}.mark{stroke:#12171e}.hollow{fill:#12171e}"
    ".some{fill:#1c2b3a}.none{fill:#2b2118}}"
)


class Svg(str):
    """A piece of a picture: what it says is escaped already, and a template takes it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class Mark(NamedTuple):
    """A record in a time line."""

    kind: str
    """Its collection."""
    name: str
    """What it is called, with its date."""
    start: Date
    """When it was, or began."""
    end: Date | None
    """When it ended."""
    lasts: bool
    """Whether it goes on."""


class Lane(NamedTuple):
    """A line of a time line: a partner, and what happened with it."""

    name: str
    """The partner."""
    marks: Sequence[Mark]
    """The records."""


def timeline(lanes: Sequence[Lane], title: str, legend: Sequence[tuple[str, str]], *, alone: bool = False) -> Svg:
    """Draw what happened when: a line for each partner, a mark for each record, a bar for what lasted.

    ``legend`` names the collections; ``alone`` brings the colours along, for a picture outside a page. A date that is
    in doubt is a hollow mark. Empty when nothing has a date.
    """
    marks = [mark for lane in lanes for mark in lane.marks]
    if not marks:
        return Svg()
    first = min(mark.start.year for mark in marks)
    last = max((mark.end or mark.start).year for mark in marks) + 1
    left = min(max(len(lane.name) for lane in lanes) * 7.4 + 18, 210) if len(lanes) > 1 else 8.0
    width = max(_NARROWEST, left + (last - first) * (_A_YEAR if last - first <= _FEW_YEARS else _A_SHORT_YEAR))
    scale = _Scale(first, last, left, width - 16)
    low = _TOP + len(lanes) * _LANE
    parts = [*_axis(scale, low)]
    for at, lane in enumerate(lanes):
        parts += _lane(lane, scale, _TOP + at * _LANE, named=len(lanes) > 1)
    used = {mark.kind for mark in marks}
    parts += _legend([each for each in legend if each[0] in used], low + _YEAR_LINE + 26)
    return _picture(width, low + _YEAR_LINE + 40, title, parts, alone=alone)


class _Scale(NamedTuple):
    first: int
    last: int
    left: float
    right: float

    def at(self, year: float) -> float:
        return self.left + (year - self.first) / (self.last - self.first) * (self.right - self.left)

    def of(self, date: Date, *, end: bool = False) -> float:
        """Give where a date is: the middle of the time that it may be."""
        early, late = date.earliest, date.latest
        place = (early.timetuple().tm_yday + late.timetuple().tm_yday) / 2 if not end else late.timetuple().tm_yday
        return self.at(date.year + (place - 1) / 366)


def _axis(scale: _Scale, low: float) -> Iterable[Svg]:
    step = 1 if scale.at(scale.first + 1) - scale.left >= _LABEL else _STEP
    for year in range(scale.first, scale.last + 1):
        if year % step and year != scale.last:
            continue
        x = scale.at(year)
        yield _svg('<line class="year" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2:.0f}"/>', x, _TOP - 12, low)
        if year + step <= scale.last:
            middle = (x + scale.at(year + 1)) / 2
            for y in (_TOP - 16, low + 15):
                yield _svg('<text x="{:.1f}" y="{:.0f}" text-anchor="middle">{}</text>', middle, y, year)


def _lane(lane: Lane, scale: _Scale, top: float, *, named: bool) -> Iterable[Svg]:
    yield _svg('<line class="rule" x1="0" x2="{:.1f}" y1="{:.0f}" y2="{:.0f}"/>', scale.right, top + _LANE, top + _LANE)
    if named:
        name = lane.name if len(lane.name) * 7.4 < scale.left else f"{lane.name[: int(scale.left / 7.4) - 2]}…"
        yield _svg('<text class="lane" x="4" y="{:.0f}">{}<title>{}</title></text>', top + 20, name, lane.name)
    order = sorted(lane.marks, key=lambda mark: -KINDS.index(mark.kind))
    for mark in order:
        yield _mark(mark, scale, top + _ROWS[mark.kind])


def _mark(mark: Mark, scale: _Scale, y: float) -> Svg:
    x = scale.of(mark.start)
    if mark.kind in ("programmes", "cooperations"):
        start = scale.of(mark.start) if mark.start.month else scale.at(mark.start.year)
        end = scale.of(mark.end, end=True) if mark.end else scale.right if mark.lasts else start + 4
        shape = _svg(
            '<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="3.5" rx="1.7">',
            start,
            y,
            max(end - start, 4),
        )
        tag = "rect"
    elif mark.kind == "agreements":
        shape = _svg('<path class="{}" d="M{:.1f} {:.1f}l7 7-7 7-7-7z">', _doubt(mark), x, y - 1)
        tag = "path"
    elif mark.kind == "events":
        shape = _svg('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="4.2">', _doubt(mark), x, y + 6)
        tag = "circle"
    else:
        shape = _svg('<rect class="{}" x="{:.1f}" y="{:.1f}" width="7" height="7">', _doubt(mark), x - 3.5, y)
        tag = "rect"
    return _svg('<g class="{}">{}<title>{}</title></{}></g>', mark.kind, shape, mark.name, Svg(tag))


def _doubt(mark: Mark) -> str:
    return "hollow" if mark.start.mark else "mark"


def _legend(kinds: Sequence[tuple[str, str]], y: float) -> Iterable[Svg]:
    x = 8.0
    for kind, name in kinds:
        if kind in ("programmes", "cooperations"):
            sign = _svg('<rect class="bar" x="{:.1f}" y="{:.1f}" width="14" height="4" rx="2"/>', x, y - 6)
        elif kind == "agreements":
            sign = _svg('<path class="mark" d="M{:.1f} {:.1f}l6 6-6 6-6-6z"/>', x + 7, y - 10)
        elif kind == "events":
            sign = _svg('<circle class="mark" cx="{:.1f}" cy="{:.1f}" r="4.2"/>', x + 7, y - 4)
        else:
            sign = _svg('<rect class="mark" x="{:.1f}" y="{:.1f}" width="7" height="7"/>', x + 4, y - 8)
        yield _svg('<g class="{}">{}<text x="{:.1f}" y="{:.1f}">{}</text></g>', kind, sign, x + 20, y, name)
        x += 36 + len(name) * 7.6


def world(dots: Iterable[tuple[str, str, int]], title: str) -> Svg:
    """Draw the land of the world, without borders, and a dot for each partner: its code, its name and how much it has.

    A code whose place is not known has no dot. Empty when no partner has one.
    """
    places = _places()
    parts = []
    for code, name, number in sorted(dots, key=lambda dot: -dot[2]):
        if code in places:
            x, y = place_on_map(*places[code])
            size = 4 + min(number, 36) ** 0.5
            parts.append(
                _svg(
                    '<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>',
                    x,
                    y,
                    size,
                    name,
                )
            )
    if not parts:
        return Svg()
    land = _svg('<path class="land" d="{}"/>', Svg(_land()))
    return _picture(WIDTH, HEIGHT, title, [land, *parts])


def grid(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], title: str) -> Svg:
    """Draw a table of numbers as a picture that stands alone: names before the rows, names above the columns."""
    left = max((len(name) for name, _ in rows), default=0) * 7.4 + 18
    wide, high, top = 34.0, 26.0, 24 + max(map(len, columns), default=0) * 5.4
    parts: list[Svg] = []
    for at, name in enumerate(columns):
        x = left + (at + 0.5) * wide + 4
        parts.append(
            _svg('<text class="lane" transform="translate({:.1f} {:.1f}) rotate(-50)">{}</text>', x, top - 6, name)
        )
    for at, (name, numbers) in enumerate(rows):
        y = top + at * high
        parts.append(_svg('<text class="lane" x="4" y="{:.1f}">{}</text>', y + 17, name))
        for column, number in enumerate(numbers):
            if number:
                kind = "none" if column == len(columns) - 1 else "some"
                x = left + column * wide
                parts.append(
                    _svg(
                        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{}" height="{}" rx="3"/>'
                        '<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>',
                        kind,
                        x + 1,
                        y + 1,
                        wide - 2,
                        high - 2,
                        x + wide / 2,
                        y + 17,
                        number,
                    )
                )
    width = left + len(columns) * wide + top * 0.8
    return _picture(width, top + len(rows) * high + 8, title, parts, alone=True)


def _picture(width: float, height: float, title: str, parts: Iterable[Svg], *, alone: bool = False) -> Svg:
    style = _svg("<style>{}</style>", Svg(_OWN_STYLE)) if alone else ""
    return _svg(
        '<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" '
        'height="{1:.0f}" role="img" aria-label="{2}"><title>{2}</title>{3}{4}</svg>\n',
        width,
        height,
        title,
        style,
        Svg("".join(parts)),
    )


def in_xml(text: str) -> str:
    """Escape a text; what XML 1.0 cannot hold, even escaped, is left out."""
    return escape(_NOT_IN_XML.sub("", text))


def _svg(form: str, *values: object) -> Svg:
    """Put values into a piece of a picture; texts are escaped."""
    told = (in_xml(each) if isinstance(each, str) and not isinstance(each, Svg) else each for each in values)
    return Svg(form.format(*told))


@cache
def _land() -> str:
    return files(__package__).joinpath("_land.txt").read_text(encoding="ascii").strip()


@cache
def _places() -> dict[str, tuple[float, float]]:
    lines = files(__package__).joinpath("_places.tsv").read_text(encoding="ascii").splitlines()
    return {code: (float(east), float(north)) for code, east, north in (line.split("\t") for line in lines)}
