"""The languages of a text, stretch by stretch, by cld3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from dialogues.errors import InvalidLanguageTag, MissingDependency
from dialogues.languages.scripts import script_shares
from dialogues.languages.tags import LanguageTag

# What cld3 identifies (its README, "Supported Languages"), as BCP 47 language subtags.
IDENTIFIABLE = frozenset(
    (  # noqa: SIM905  # a list of a hundred codes reads better as words
        "af am ar be bg bn bs ca ceb co cs cy da de el en eo es et eu fa fi fil fr fy ga gd gl gu ha haw he hi hmn hr"
        " ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no ny pa pl"
        " ps pt ro ru sd si sk sl sm sn so sq sr st su sv sw ta te tg th tr uk ur uz vi xh yi yo zh zu"
    ).split()
)

LEAST_LETTERS = 40
_CHUNK = 250  # letters that are judged together: a page may hold two languages, one below the other
_LEAST_PROBABILITY = 0.7
# Scripts in which one language alone is written today: no guess is needed.
_ONE_LANGUAGE = {"Armn": "hy", "Geor": "ka", "Grek": "el", "Hang": "ko", "Thai": "th"}
_LONG_LINE = re.compile(r".{1,400}(?:\s|\Z)|.{1,400}", re.DOTALL)


@cache
def _identifier() -> Any:
    try:
        import gcld3  # here: only the text of documents needs it
    except ImportError:
        raise MissingDependency("telling the language of a text", "cld3-py") from None
    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=8_000)


def languages_of(pages: Iterable[str]) -> tuple[tuple[str, float], ...]:
    """Give the languages of a text with their shares of its letters, the largest first; none for too little text.

    Raises :class:`~dialogues.errors.MissingDependency` where cld3 is not installed.
    """
    counted: Counter[str] = Counter()
    for chunk, letters in _chunks(pages):
        language = _language_of(chunk)
        if language:
            counted[language] += letters
    total = counted.total()
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple((language, round(count / total, 3)) for language, count in ordered)


def _chunks(pages: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Cut a text at its lines into stretches that are long enough to be judged; a short page waits for the next."""
    held: list[str] = []
    letters = 0
    for page in pages:
        for row in page.splitlines():
            for line in _LONG_LINE.findall(row):
                held.append(line)
                letters += sum(map(str.isalpha, line))
                if letters >= _CHUNK:
                    yield " ".join(held), letters
                    held, letters = [], 0
        if letters >= LEAST_LETTERS:
            yield " ".join(held), letters
            held, letters = [], 0
    if letters >= LEAST_LETTERS:
        yield " ".join(held), letters


def _language_of(chunk: str) -> str:
    """Identify the language of a stretch of text; empty where that is not certain."""
    script, share = next(iter(script_shares(chunk)), ("", 0.0))
    if script in _ONE_LANGUAGE and share > 0.8:
        return _ONE_LANGUAGE[script]
    found = _identifier().FindLanguage(" ".join(chunk.split()))
    if found.probability < _LEAST_PROBABILITY or found.language == "und":
        return ""
    try:
        return str(LanguageTag.parse(found.language))
    except InvalidLanguageTag:
        return ""
