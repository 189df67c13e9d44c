"""How well a colour is read on another, as WCAG 2.2 measures it (success criterion 1.4.3).

The papers are those of a site's style sheet, which a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dialogues.records.manifest import Accent

LEAST = 4.5
"""What WCAG's level AA asks of a text of ordinary size."""
LIGHT = ("#ffffff", "#f5f6f8", "#fdf3e7")
"""What a site's links stand on where paper is light: the page, a tinted part, a dispute."""
DARK = ("#12171e", "#1a2129", "#2b2118")
"""The same where paper is dark."""
_STEPS = 100


class Faint(NamedTuple):
    """A colour that is hard to read."""

    scheme: str
    """On which paper: ``light`` or ``dark``."""
    message: str
    """What is wrong with it."""
    hint: str
    """A shade of it that would do."""


def faint(accent: Accent) -> Iterator[Faint]:
    """Tell of each colour of a site that is hard to read on its paper."""
    for scheme, colour, papers in (("light", accent.light, LIGHT), ("dark", accent.dark, DARK)):
        if colour is not None and (found := contrast(colour, papers)) < LEAST:
            message = f"{colour} has a contrast of {int(found * 100) / 100:.2f} : 1 on the site's {scheme} paper"
            nearest = f"take a shade like {shade(colour, papers)}"
            yield Faint(scheme, f"{message}; WCAG 2.2 AA asks {LEAST} : 1", nearest)


def contrast(colour: str, papers: Sequence[str]) -> float:
    """Give the contrast of a colour with the paper on which it is read worst, from 1 to 21.

    >>> contrast("#000000", ["#ffffff"]), round(contrast("#005a3c", LIGHT), 2)
    (21.0, 7.58)
    """
    own = _luminance(colour)
    return min((max(own, other) + 0.05) / (min(own, other) + 0.05) for other in map(_luminance, papers))


def shade(colour: str, papers: Sequence[str]) -> str:
    """Give the nearest shade of a colour that is read well: darker on light paper, lighter on dark.

    >>> shade("#005a3c", LIGHT), shade("#ffcc00", LIGHT)
    ('#005a3c', '#876c00')
    """
    end = "#000000" if _luminance(papers[0]) > 0.5 else "#ffffff"
    shades = (mixed(end, colour, step / _STEPS) for step in range(_STEPS + 1))
    return next(each for each in shades if contrast(each, papers) >= LEAST)


def mixed(colour: str, paper: str, share: float) -> str:
    """Mix a share of a colour into another.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_parts(colour), _parts(paper), strict=True)
    return "#" + "".join(f"{int(share * one + (1 - share) * other + 0.5):02x}" for one, other in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Give the relative luminance of a colour of sRGB (WCAG 2.2)."""
    red, green, blue = (_linear(each / 255) for each in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
