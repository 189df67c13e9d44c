"""Makes the data of the map: the land as one path without borders, and a place for each country.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    PYTHONPATH=src python scripts/build_map.py package/land-110m.json /usr/share/zoneinfo/zone.tab

The land is Natural Earth's at 1:110 million (public domain), in the form of world-atlas (ISC). It has no borders, since
those of Natural Earth draw some that are disputed. The places are those of the time zone database (public domain): of a
country's chief zone, which is a large town of it and mostly its capital.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from dialogues.site.projection import place_on_map

Point = tuple[float, float]
Ring = list[Point]

FOLDER = Path(__file__).parent.parent / "src" / "dialogues" / "site"
SMALLEST = 1.2  # square units of the map of 1000 by 432: what is smaller would be a speck
SOUTHERNMOST = -57.0  # the map ends there, and Antarctica is no partner
# Of countries with several zones, the one of the capital or of the largest town.
CHIEF = [
    "America/Argentina/Buenos_Aires",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "America/Toronto",
    "Africa/Kinshasa",
    "America/Santiago",
    "Asia/Shanghai",
    "Asia/Nicosia",
    "Europe/Berlin",
    "America/Guayaquil",
    "Europe/Madrid",
    "Pacific/Pohnpei",
    "America/Nuuk",
    "Asia/Jakarta",
    "Pacific/Tarawa",
    "Asia/Almaty",
    "Pacific/Majuro",
    "Asia/Ulaanbaatar",
    "America/Mexico_City",
    "Asia/Kuala_Lumpur",
    "Pacific/Auckland",
    "Pacific/Tahiti",
    "Pacific/Port_Moresby",
    "Asia/Gaza",
    "Europe/Lisbon",
    "Europe/Moscow",
    "Europe/Kyiv",
    "America/New_York",
    "Asia/Tashkent",
    "Antarctica/McMurdo",
]


def rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """Give the outlines of the land in degrees (TopoJSON 1.0: arcs are differences of whole numbers)."""
    (along, up), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * along + left, y * up + low))
        arcs.append(points)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                yield [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]]


def unrolled(ring: Ring) -> Ring:
    """Give an outline that goes on where it passes the 180th meridian, without a jump to the other side."""
    found = [ring[0]]
    for longitude, latitude in ring[1:]:
        east = longitude
        while east - found[-1][0] > 180:
            east -= 360
        while east - found[-1][0] < -180:
            east += 360
        found.append((east, latitude))
    return found


def cut(ring: Ring, edge: float, side: int) -> Ring:
    """Keep what lies on one side of a meridian (Sutherland and Hodgman)."""
    found: Ring = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        first, second = (x1 - edge) * side <= 0, (x2 - edge) * side <= 0
        if first:
            found.append((x1, y1))
        if first != second:
            share = (edge - x1) / (x2 - x1)
            found.append((edge, y1 + share * (y2 - y1)))
    return found


def area(ring: Ring) -> float:
    """Give the area of an outline."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def land(topology: dict[str, Any]) -> str:
    """Write the land as the path of a picture."""
    parts = []
    for ring in rings(topology):
        if max(point[1] for point in ring) < SOUTHERNMOST:
            continue
        for turn in (-360, 0, 360):
            shifted = [(x + turn, y) for x, y in unrolled(ring)]
            drawn = [place_on_map(*point) for point in cut(cut(shifted, 180, 1), -180, -1)]
            if len(drawn) > 2 and area(drawn) >= SMALLEST:
                parts.append(path(drawn))
    return "".join(parts)


def path(ring: Ring) -> str:
    """Write an outline: its first point, then the steps from each to the next, in tenths."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(tenths)]
    told = "".join(f"{number(x)}{number(y, behind=True)}" + " " for x, y in steps if x or y)
    text = f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{told}z"
    return re.sub(r" (?=[-z])", "", text)


def number(tenths: int, *, behind: bool = False) -> str:
    """Write a number of tenths as short as can be."""
    text = f"{tenths / 10:g}".replace("0.", ".")
    return f" {text}" if behind and not text.startswith("-") else text


def places(table: str) -> str:
    """Write a line a country: its code, and where it is, in degrees."""
    found: dict[str, str] = {}
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        code, where, zone = line.split("\t")[:3]
        if code not in found or zone in CHIEF:
            latitude, longitude = re.findall(r"[-+]\d+", where)
            found[code] = f"{code}\t{degrees(longitude, 3):.1f}\t{degrees(latitude, 2):.1f}\n"
    return "".join(found[code] for code in sorted(found))


def degrees(text: str, size: int) -> float:
    """Read degrees, minutes and seconds that stand side by side (ISO 6709)."""
    digits = text[1:].ljust(size + 4, "0")
    value = int(digits[:size]) + int(digits[size : size + 2]) / 60 + int(digits[size + 2 : size + 4]) / 3600
    return -value if text.startswith("-") else value


if __name__ == "__main__":
    atlas, zones = map(Path, sys.argv[1:])
    (FOLDER / "_land.txt").write_text(land(json.loads(atlas.read_text(encoding="utf-8"))) + "\n", encoding="ascii")
    (FOLDER / "_places.tsv").write_text(places(zones.read_text(encoding="utf-8")), encoding="ascii")
