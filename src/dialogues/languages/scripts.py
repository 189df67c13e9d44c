"""Scripts of a text, by the Unicode script property (UAX #24), as ISO 15924 codes."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from dialogues.languages import tables

# Digits, punctuation and marks belong to all scripts.
_NO_SCRIPT = frozenset({"Common", "Inherited", "Unknown"})
# Blocks in which every letter is Latin but for the micro sign, which belongs to all: most texts need no table.
_LATIN = re.compile("[\x00-\u024f]*")


@lru_cache(65_536)
def script_of(character: str) -> str:
    """Give the script of a character (``Cyrl``); empty for what belongs to none or to all.

    >>> script_of("я"), script_of("中"), script_of("1")
    ('Cyrl', 'Hani', '')
    """
    import unicodedataplus  # here: the table is needed where texts are judged, and not where they are read

    name = unicodedataplus.script(character)
    return "" if name in _NO_SCRIPT else str(unicodedataplus.property_value_aliases["script"][name][0])


def script_shares(text: str) -> tuple[tuple[str, float], ...]:
    """Give the scripts of a text with their shares of the characters that have one, the largest first.

    >>> script_shares("дом A")
    (('Cyrl', 0.75), ('Latn', 0.25))
    """
    if _LATIN.fullmatch(text):
        return (("Latn", 1.0),) if any(map(str.isalpha, text.replace("µ", ""))) else ()
    counted: Counter[str] = Counter()
    for character, count in Counter(text).items():
        script = script_of(character)
        if script:
            counted[script] += count
    total = counted.total()
    return tuple(
        (script, count / total) for script, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )


@lru_cache(4096)
def scripts_of_language(language: str) -> frozenset[str]:
    """Give the scripts that CLDR's likely subtags know a language in, in any region (UTS #35, likely subtags).

    >>> sorted(scripts_of_language("sr")), sorted(scripts_of_language("ka"))
    (['Cyrl', 'Latn'], ['Geor'])
    """
    return frozenset(
        script
        for key, (found, script, _) in tables.likely().items()
        if found == language
        and key.split("-")[0] == language
        and len(key.split("-")) <= 2
        and not key.partition("-")[2].istitle()
    )


def dominant_script(text: str) -> str:
    """Give the script of most of a text; empty where it has no letters."""
    shares = script_shares(text)
    return shares[0][0] if shares else ""
