"""What stands in the place of a name that is not there: ``TODO``, ``n/a``, ``Title``, the name of a file."""

from __future__ import annotations

import re

NOTHING = frozenset(
    {"todo", "to do", "fixme", "tbd", "tba", "tbc", "xxx", "xxxx", "n/a", "n.a.", "na.", "?", "??", "???", "...", "…"}
    | {"to be confirmed", "to be determined", "to be done", "not available", "lorem ipsum", "-", "--"}
)
"""What says nothing in any text, in small letters."""
OF_THE_FORM = frozenset({"title", "untitled", "no title", "name", "no name", "unnamed"})
"""What names nothing where a name or title stands."""
FILE_NAME = re.compile(r"[\w.-]+\.(?:pdf|docx?|odt|rtf|html?)", re.IGNORECASE)
"""The name of a file, which is none of what it says."""


def names_nothing(text: str) -> bool:
    """Say whether a text names nothing where a name or title stands.

    >>> names_nothing("mou_final.pdf"), names_nothing("Title"), names_nothing("Chile")
    (True, True, False)
    """
    folded = text.casefold()
    return folded in NOTHING or folded in OF_THE_FORM or FILE_NAME.fullmatch(text) is not None
