"""What a text is written in: its scripts, and its languages stretch by stretch, by cld3 and by letters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from dialogues.documents.legibility import is_of_another_script, is_of_codes, joined, of_letters, with_headers_last
from dialogues.documents.relatives import SHARING, by_letters, confusable
from dialogues.documents.stretches import LEAST_LETTERS, letters_of, pieces, stretches
from dialogues.errors import InvalidLanguageTag, MissingDependency
from dialogues.languages.scripts import script_shares, scripts_of_language
from dialogues.languages.tags import LanguageTag

# What cld3 identifies (its README, "Supported Languages"), as BCP 47 language subtags.
IDENTIFIABLE = frozenset(
    (  # noqa: SIM905  # a list of a hundred codes reads better as words
        "af am ar be bg bn bs ca ceb co cs cy da de el en eo es et eu fa fi fil fr fy ga gd gl gu ha haw he hi hmn hr"
        " ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no ny pa pl"
        " ps pt ro ru sd si sk sl sm sn so sq sr st su sv sw ta te tg th tr uk ur uz vi xh yi yo zh zu"
    ).split()
)

# A doubt that leaves the letters that were read standing: programs that set Hindi or Thai do not tell of every sign.
CODES_LOST = "its text cannot be decoded: many of its codes stand for no character"
MAX_LETTERS = 500_000
_LEAST_JUDGED = 0.5  # of the letters: else most of the text is of no language that is known
_LEAST_PIECES = 4
_LEAST_SHARE_OF_TWO = (
    0.25  # of the letters of a stretch: else it is one language, of which some lines look like another
)
_LEAST_PROBABILITY = 0.7
_MOST_TOGETHER = 0.2  # of the letters, in lines whose words nothing parts: more than a title
# Scripts in which one language alone is written today: no guess is needed.
_ONE_LANGUAGE = {"Armn": "hy", "Geor": "ka", "Grek": "el", "Hang": "ko", "Thai": "th"}
# Scripts that CLDR's likely subtags name by what they are written with.
WRITTEN_WITH = {
    "Jpan": {"Hira", "Kana", "Hani"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
}
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _identifier() -> Any:
    try:
        import gcld3  # here: only the text of documents needs it
    except ImportError:
        raise MissingDependency("telling the language of a text", "cld3-py") from None
    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=8_000)


def facts_of_text(pages: Sequence[str], doubts: Iterable[str] = (), with_text: int | None = None) -> dict[str, Any]:
    """Tell where there is text, in which scripts and languages, and why it is not to be trusted.

    ``doubts`` are those that are known already: then no language is told. ``with_text`` is the number of pages that
    have text, where some of it was left out.
    """
    if with_text is None:
        with_text = sum(any(map(str.isalnum, page)) for page in pages)
    read = [joined(of_letters(page[:MAX_LETTERS])) for page in pages]
    texts, told = [text for text, _ in read], [*doubts]
    whole = "\n".join(texts)[:MAX_LETTERS]
    letters = sum(map(str.isalpha, whole))
    if sum(together for _, together in read) > letters * _MOST_TOGETHER:
        told.append("its letters stand apart, and nothing tells where a word ends")
    if is_of_codes(whole):
        told.append(CODES_LOST)
    elif is_of_another_script(whole):
        told.append("its words are none: perhaps a font draws another script with Latin letters")
    facts: dict[str, Any] = {
        "text_layer": "all" if pages and with_text == len(pages) else "some" if with_text else "none",
        "scripts": [(script, round(share, 3)) for script, share in script_shares(whole)],
        "letters": letters,
        "words": _different_words(whole),
        "too_little_text": letters < LEAST_LETTERS and not told,
        "languages": [],
        "doubts": told,
    }
    if told or letters < LEAST_LETTERS:
        return facts
    try:
        languages, judged = _judged(with_headers_last(texts))
    except MissingDependency as missing:
        return {**facts, "problem": str(missing)}
    if judged < _LEAST_JUDGED:
        told.append("most of its text is of no language that is known")
    return {**facts, "languages": list(languages)}


def _different_words(text: str) -> int:
    """Count the different words; of what is written without spaces, pairs of letters."""
    words: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        words.update(word[at : at + 2] for at in range(0, len(word), 2)) if word > "\u0e00" else words.add(word)
    return len(words)


def _judged(pages: Iterable[str]) -> tuple[tuple[tuple[str, float], ...], float]:
    """Give the languages of a text with their shares, and the share of its letters that could be judged."""
    counted: Counter[str] = Counter()
    for lines, letters in stretches(pages):
        counted.update(_languages_in(lines, letters))
    asked, unknown = counted.total(), counted.pop("", 0)
    total = counted.total()
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple((language, round(count / total, 3)) for language, count in ordered), 1 - unknown / max(1, asked)


def _languages_in(lines: Sequence[str], letters: int) -> dict[str, int]:
    """Give the languages of a stretch with their letters: two where its lines, or their halves, say so."""
    whole = " ".join(lines)
    one = _language_of(whole)
    parts = pieces(lines) if one not in _ONE_LANGUAGE.values() else []
    if len(parts) < _LEAST_PIECES:
        return {one: letters}
    said = _said(parts, letters * _LEAST_SHARE_OF_TWO)
    found = {language: letters_of(" ".join(of_it)) for language, of_it in said.items() if language}
    two = [language for language, number in found.items() if number >= letters * _LEAST_SHARE_OF_TWO]
    if (
        len(two) < 2
        or confusable(*two[:2])
        or any(_language_of(" ".join(said[language])) != language for language in two)
    ):
        return {one: letters}
    return {language: letters * found[language] // sum(found[each] for each in two) for language in two}


def _said(parts: Sequence[str], least: float) -> dict[str, list[str]]:
    """Give the parts of a stretch by their languages, in order; none where no two can have so many letters each.

    The longest are asked first: where most is of one language, what is left is not asked any more.
    """
    numbers = list(map(letters_of, parts))
    left, languages = sum(numbers), dict[int, str]()
    counted: Counter[str] = Counter()
    for at in sorted(range(len(parts)), key=numbers.__getitem__, reverse=True):
        second = sorted((0, 0, *(number for language, number in counted.items() if language)))[-2]
        if second + left < least:
            return {}
        languages[at] = language = _language_of(parts[at])
        counted[language] += numbers[at]
        left -= numbers[at]
    said: dict[str, list[str]] = defaultdict(list)
    for at, part in enumerate(parts):
        said[languages[at]].append(part)
    return said


def _language_of(chunk: str) -> str:
    """Identify the language of a stretch of text; empty where that is not certain."""
    script, share = next(iter(script_shares(chunk)), ("", 0.0))
    if script in _ONE_LANGUAGE and share > 0.8:
        return _ONE_LANGUAGE[script]
    found = _identifier().FindLanguage(" ".join(chunk.split()))
    if (
        found.probability < SHARING.get(found.language, _LEAST_PROBABILITY)
        or found.language == "und"
        or "-Latn" in found.language
    ):
        return ""  # what cld3 takes for Russian or Hindi in Latin letters is mostly no text at all
    language = _tag(found.language)
    return by_letters(chunk, language) if language and _is_written_in(language, script) else ""


@cache
def _tag(code: str) -> str:
    """Write a code of cld3 as a canonical tag; empty where it is none."""
    try:
        return str(LanguageTag.parse(code))
    except InvalidLanguageTag:
        return ""


@lru_cache(1_000)
def _is_written_in(language: str, script: str) -> bool:
    """Say whether a language is written in a script at all."""
    scripts = scripts_of_language(language.partition("-")[0])
    return not scripts or any(script == each or script in WRITTEN_WITH.get(each, ()) for each in scripts)
