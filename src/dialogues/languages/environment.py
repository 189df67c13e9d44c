"""The language of who calls, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dialogues.errors import InvalidLanguageTag
from dialogues.languages.tags import LanguageTag

OWN: Final = "DIALOGUES_LANG"
"""The variable that decides before those of the system."""
SYSTEM: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of POSIX (XBD 8.2), in their order; one that is empty is not set."""
DEFAULT: Final = "en-GB"
"""Where none says a language: in a register of the Commission, 29 November 2007."""
_NONE = frozenset({"c", "posix"})


def reader_language(variables: Mapping[str, str]) -> str:
    """Give the language that the environment asks for, as a tag: :data:`OWN`, else the system's, else British English.

    Of the system's variables the first that is set counts, and says nothing where it is no language (``C.UTF-8``).
    Raises :class:`~dialogues.errors.InvalidLanguageTag` where :data:`OWN` is no language tag or locale name.

    >>> reader_language({"LANG": "pt_BR.UTF-8"}), reader_language({"LC_ALL": "C.UTF-8", "LANG": "de_DE"})
    ('pt-BR', 'en-GB')
    """
    own = variables.get(OWN, "")
    if own:
        tag = LanguageTag.parse(own)
        if tag.problems:
            raise InvalidLanguageTag(own, f"{OWN} names no language, since {tag.problems[0]}")
        return str(tag)
    system = next((value for name in SYSTEM if (value := variables.get(name, ""))), "")
    if not system or system.partition(".")[0].lower() in _NONE:
        return DEFAULT
    try:
        tag = LanguageTag.parse(system)
    except InvalidLanguageTag:
        return DEFAULT
    return DEFAULT if tag.language in ("und", "") else str(tag)
