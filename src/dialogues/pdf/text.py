"""The languages of a text, page by page, by cld3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from dialogues.errors import InvalidLanguageTag
from dialogues.languages.scripts import script_shares
from dialogues.languages.tags import LanguageTag

LEAST_LETTERS = 40
_MOST_LETTERS = 20_000
_LEAST_PROBABILITY = 0.7
# Scripts in which one language alone is written today: no guess is needed.
_ONE_LANGUAGE = {"Armn": "hy", "Geor": "ka", "Grek": "el", "Hang": "ko", "Thai": "th", "Hebr": "he"}


@cache
def _identifier() -> Any:
    import gcld3  # here: only the text of documents needs it

    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=_MOST_LETTERS * 4)


def languages_of(pages: Iterable[str]) -> tuple[tuple[str, float], ...]:
    """Give the languages of a text with their shares of its letters, the largest first; none for too little text."""
    counted: Counter[str] = Counter()
    for page in pages:
        letters = sum(map(str.isalpha, page[:_MOST_LETTERS]))
        if letters < LEAST_LETTERS:
            continue
        for language, share in _of_page(page[:_MOST_LETTERS]):
            counted[language] += round(share * letters)
    total = counted.total()
    if not total:
        return ()
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple((language, round(count / total, 3)) for language, count in ordered if count)


def _of_page(page: str) -> list[tuple[str, float]]:
    script, share = next(iter(script_shares(page)), ("", 0.0))
    if script in _ONE_LANGUAGE and share > 0.8:
        return [(_ONE_LANGUAGE[script], 1.0)]
    text = " ".join(page.split())
    found = []
    for each in _identifier().FindTopNMostFreqLangs(text, 3):
        if each.probability < _LEAST_PROBABILITY or each.language == "und":
            continue
        try:
            found.append((str(LanguageTag.parse(each.language)), float(each.proportion)))
        except InvalidLanguageTag:
            continue
    return found
