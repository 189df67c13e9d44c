"""What counts as the same spelling of a name.

A name is compared twice: exactly (:func:`fold`) and, only where nothing matches exactly,
without accents (:func:`fold_accents`), since Tongan *Lūsia* is Russia and Yoruba *Luṣia* is Saint Lucia.
"""

from __future__ import annotations

import re
from unicodedata import category, is_normalized, normalize

MAX_LENGTH = 200
"""Longer texts are no names: they are not looked up."""

# All that people type for an apostrophe or a modifier letter like it, and for a hyphen.
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‚‛′ʹʻʼʽˈ՚＇ʾʿ"), "'")
_HYPHENS = dict.fromkeys(map(ord, "-‐‑‒–—―−﹘﹣－־᠆/_"), " ")
_PUNCTUATION = dict.fromkeys(map(ord, '.,·・…"“”„«»'), " ")
_LETTERS = {ord("ł"): "l", ord("ø"): "o", ord("đ"): "d", ord("ı"): "i", ord("ħ"): "h", ord("æ"): "ae", ord("œ"): "oe"}
_SAME = _APOSTROPHES | _HYPHENS | _PUNCTUATION
_MARKS = re.compile("[\u0300-\u036f]")
_SPECIAL = re.compile(f"[\u0307{re.escape(''.join(map(chr, _SAME)))}]")
_PLAIN = re.compile("[a-z0-9 ]*")
_ARTICLE = re.compile(
    "(?:the|la|le|les|el|los|las|lo|il|i|gli|o|os|a|as|der|die|das|de|het|den|det|un|una|une|ein|eine) |(?:l|d)'"
)


def fold(name: str) -> str:
    """Fold case, width, apostrophes, hyphens, full stops and white space; drop invisible characters.

    >>> fold("Côte d’Ivoire"), fold("ＲＵＳＳＩＡ")
    ("côte d'ivoire", 'russia')
    """
    if name.isascii():
        lowered = name[:MAX_LENGTH].lower()
        if lowered.isalnum():
            return lowered
        if _PLAIN.fullmatch(lowered):
            return " ".join(lowered.split())
    folded = name[:MAX_LENGTH].casefold()
    if not is_normalized("NFKC", folded):
        folded = normalize("NFKC", normalize("NFKC", name[:MAX_LENGTH]).casefold())
    if _SPECIAL.search(folded):
        folded = folded.translate(_SAME).replace("i\u0307", "i")  # what casefold makes of a Turkish capital İ
    elif folded.isalpha():
        return folded
    if not folded.isprintable():
        folded = "".join(char for char in folded if category(char) not in _INVISIBLE)
    return " ".join(folded.split())


# Format characters (joiners, bidi controls, byte-order mark), controls, surrogates.
_INVISIBLE = frozenset({"Cf", "Cc", "Cs"})


def fold_accents(folded: str) -> str:
    """Take the accents off a folded name; marks that are vowels (Devanagari, Thai, Hebrew …) stay.

    >>> fold_accents("méxico"), fold_accents("việt nam")
    ('mexico', 'viet nam')
    """
    if folded.isascii():
        return folded
    bare = _MARKS.sub("", normalize("NFD", folded))
    return bare if bare.isascii() else normalize("NFC", bare).translate(_LETTERS)


# The stress of running text, on the vowels of Cyrillic; no alphabet of today has such letters.
_STRESS = re.compile("([аеиоуыэюяіє]\u0308?)[\u0300\u0301]")


def without_stress(folded: str) -> str:
    """Take marks of stress off a folded name in Cyrillic letters: *ру́сский*, *украї́нська*.

    >>> without_stress("ру\u0301сский")
    'русский'
    """
    if folded.isascii() or (not _MARKS.search(folded) and "ѐ" not in folded and "ѝ" not in folded):
        return folded
    return normalize("NFC", _STRESS.sub(r"\1", normalize("NFD", folded)))


def without_article(folded: str) -> str:
    """Take a leading article off a folded name: *la Russie*, *the Gambia*."""
    match = _ARTICLE.match(folded) if " " in folded or "'" in folded else None
    return folded[match.end() :] if match else folded
