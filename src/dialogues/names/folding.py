"""What counts as the same spelling of a name.

A name is compared twice: exactly (:func:`fold`) and, only where nothing matches exactly,
without accents (:func:`fold_accents`), since Tongan *Lūsia* is Russia and Yoruba *Luṣia* is Saint Lucia.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 200
"""Longer texts are no names: they are not looked up."""

# All that people type for an apostrophe or a modifier letter like it, and for a hyphen.
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‚‛′ʹʻʼʽˈ՚＇ʾʿ"), "'")
_HYPHENS = dict.fromkeys(map(ord, "-‐‑‒–—―−﹘﹣－־᠆/_"), " ")
_PUNCTUATION = dict.fromkeys(map(ord, '.,·・…"“”„«»'), " ")
_LETTERS = {ord("ł"): "l", ord("ø"): "o", ord("đ"): "d", ord("ı"): "i", ord("ħ"): "h", ord("æ"): "ae", ord("œ"): "oe"}
_SAME = _APOSTROPHES | _HYPHENS | _PUNCTUATION
_MARKS = re.compile("[\u0300-\u036f]")
_SIMPLE = re.compile("[a-z0-9 ]*")
_ARTICLE = re.compile(
    "(?:the|la|le|les|el|los|las|lo|il|i|gli|o|os|a|as|der|die|das|de|het|den|det|un|una|une|ein|eine) |(?:l|d)'"
)


@lru_cache(16_384)
def fold(name: str) -> str:
    """Fold case, width, apostrophes, hyphens, full stops and white space; drop invisible characters.

    >>> fold("Côte d’Ivoire"), fold("ＲＵＳＳＩＡ")
    ("côte d'ivoire", 'russia')
    """
    lowered = name.lower()
    if len(name) <= MAX_LENGTH and _SIMPLE.fullmatch(lowered):
        return " ".join(lowered.split())
    if len(name) > MAX_LENGTH:
        name = name[:MAX_LENGTH]
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).translate(_SAME)
    return " ".join("".join(char for char in folded if unicodedata.category(char) not in _INVISIBLE).split())


# Format characters (joiners, bidi controls, byte-order mark), controls, surrogates.
_INVISIBLE = frozenset({"Cf", "Cc", "Cs"})


def fold_accents(folded: str) -> str:
    """Take the accents off a folded name; marks that are vowels (Devanagari, Thai, Hebrew …) stay.

    >>> fold_accents("méxico"), fold_accents("việt nam")
    ('mexico', 'viet nam')
    """
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", folded))).translate(_LETTERS)


def without_article(folded: str) -> str:
    """Take a leading article off a folded name: *la Russie*, *the Gambia*."""
    match = _ARTICLE.match(folded)
    return folded[match.end() :] if match else folded
