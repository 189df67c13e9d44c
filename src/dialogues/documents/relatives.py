"""Languages that are near each other: which a text does not tell apart, and which its letters do."""

from __future__ import annotations

# Languages that a text does not tell apart with certainty, or that are written as one.
CONFUSABLE = (
    frozenset({"bs", "hr", "sr", "sh", "cnr"}),
    frozenset({"id", "ms"}),
    frozenset({"hi", "mr", "ne", "mai", "sa", "bho", "kok", "new", "doi", "brx"}),
    frozenset({"gl", "pt"}),
    frozenset({"gl", "es"}),
    frozenset({"fa", "prs", "tg"}),
    frozenset({"af", "nl"}),
    frozenset({"xh", "zu", "nd", "nr", "ss"}),
    frozenset({"nb", "nn", "no", "da"}),
    frozenset({"ro", "mo"}),
    frozenset({"zh", "yue", "wuu", "nan", "hak", "hsn", "gan", "lzh"}),
)
# Relatives that share what cld3 is sure of between them: that it is one of them is certain long before which.
SHARING = dict.fromkeys(("bs", "hr", "sr", "id", "ms"), 0.4)
# Near relatives that cld3 mixes up, and the letters that each of them does not write: those decide, or nobody does.
_NOT_WRITTEN = (
    {"be": "ищъїєґ", "ru": "іїєґў", "uk": "ыэъёў"},
    {"bg": "ѓќѕљњџјыэ", "mk": "щъьюяй"},
    {"cs": "ľĺŕôä", "sk": "ěřů"},
)


def confusable(one: str, other: str) -> bool:
    """Say whether a text does not tell two languages apart with certainty."""
    return any({one, other} <= family for family in CONFUSABLE)


def by_letters(chunk: str, language: str) -> str:
    """Decide among near relatives by the letters that each does not write; empty where that does not decide."""
    family = next((each for each in _NOT_WRITTEN if language in each), None)
    if family is None:
        return language
    text = chunk.casefold()
    fits = [each for each, letters in family.items() if sum(map(text.count, letters)) <= len(text) // 500]
    return fits[0] if len(fits) == 1 else ""
