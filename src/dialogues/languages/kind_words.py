"""The words that name an instrument in a title: they tell which of six languages it is in."""

from __future__ import annotations

import re
from functools import lru_cache

from dialogues.names.folding import fold, fold_accents

# As they stand in titles: folded, so that accents do not count.
_KINDS = {
    "en": "agreement memorandum understanding treaty arrangement declaration statement letter between roadmap",
    "fr": "accord entente traite arrangement declaration lettre entre protocole cooperation",
    "es": "acuerdo memorando entendimiento tratado convenio declaracion carta entre",
    "pt": "acordo memorando entendimento tratado convenio declaracao carta entre",
    "de": "abkommen vereinbarung vertrag erklarung zwischen absichtserklarung",
    "it": "accordo intesa trattato dichiarazione lettera tra",
}
_KIND_WORDS = {language: frozenset(words.split()) for language, words in _KINDS.items()}
_ALL_KIND_WORDS = frozenset().union(*_KIND_WORDS.values())
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 2  # words of another language


@lru_cache(8192)
def _words_folded(word: str) -> tuple[str, ...]:
    """Give a word without its accents; it may be several, with a sign like an apostrophe between them."""
    return tuple(_WORD.findall(fold_accents(fold(word))))


def other_language(title: str, language: str) -> tuple[str, tuple[str, ...]] | None:
    """Give the language whose words for instruments a title has, with these words, where it has none of its own.

    >>> other_language("Memorandum of Understanding with Brazil", "fr")
    ('en', ('memorandum', 'understanding'))
    >>> other_language("Mémorandum d'entente entre le Chili et la Commission", "en")
    ('fr', ('entente', 'entre'))
    """
    own = _KIND_WORDS.get(language)
    if own is None or not own.isdisjoint(words := set(_WORD.findall(title.casefold()))):
        return None
    if not title.isascii():
        words = {folded for word in words for folded in _words_folded(word)}
    if _ALL_KIND_WORDS.isdisjoint(words):
        return None
    # English has no accents: mémorandum is no word of its own.
    if language != "en" and not own.isdisjoint(words):
        return None
    count = {each: len(kinds & words) for each, kinds in _KIND_WORDS.items()}
    other = max(count, key=lambda each: (count[each], each == "en"))
    return (other, tuple(sorted(_KIND_WORDS[other] & words))) if count[other] >= _SURE else None
