"""What can be said of dates in texts before one is read: the patterns that read them take a while to make."""

from __future__ import annotations

import re

# The languages whose names of months are known: those of the EU, of its partners, and others with many speakers.
LANGUAGES = tuple(
    (  # noqa: SIM905  # as words
        "en ar az be bg bn bs ca cs cy da de el es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko"
        " ky lb lo lt lv mk ml mn mr ms mt my nb ne nl pa pl ps pt ro ru si sk sl sq sr sr_Latn sv sw ta te tg th tk"
        " tr uk ur uz vi zh"
    ).split()
)
# What a date with a year has: a digit, or the units of China and Japan, or a year of Hebrew letters.
_SIGNS = re.compile(r"\d|[年月日號号]|תש")


def may_name_a_date(text: str) -> bool:
    """Say whether a text has a sign of a date; one without has none, in whatever language.

    >>> may_name_a_date("signed on 29 November 2007"), may_name_a_date("二零零六年"), may_name_a_date("in May")
    (True, True, False)
    """
    return _SIGNS.search(text) is not None
