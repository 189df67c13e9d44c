"""Where a place stands on the map: the projection Equal Earth, in which no part of the world is drawn too large.

Source: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", 2018.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

WIDTH, HEIGHT = 1000, 432
"""The size of the map: it reaches from 84 degrees north to 56 degrees south."""

_TERMS = (1.340264, -0.081106, 0.000893, 0.003796)
_HALF = sqrt(3) / 2
_TOP = 84.0


def place_on_map(longitude: float, latitude: float) -> tuple[float, float]:
    """Give the place of a point, in degrees, on the map: from the left and from the top.

    >>> [round(each) for each in place_on_map(0, 84)], [round(each) for each in place_on_map(180, 0)]
    ([500, 0], [1000, 241])
    """
    east, north = _plane(longitude, latitude)
    return WIDTH / 2 + east * _SCALE, (_NORTH - north) * _SCALE


def _plane(longitude: float, latitude: float) -> tuple[float, float]:
    one, two, three, four = _TERMS
    angle = asin(_HALF * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    spread = _HALF * (9 * four * sixth * square + 7 * three * sixth + 3 * two * square + one)
    north = angle * (one + two * square + sixth * (three + four * square))
    return radians(longitude) * cos(angle) / spread, north


_SCALE = WIDTH / 2 / _plane(180, 0)[0]
_NORTH = _plane(0, _TOP)[1]
