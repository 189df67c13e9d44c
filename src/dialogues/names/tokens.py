"""What a text is searched by: words without case and accents, and pairs of letters where a script parts no words.

All that searches uses this one function: a registry in memory, a database, an index of a site. What is written here
and what is asked for go the same way, so that the answers are the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    import regex

LONGEST_QUESTION = 400
"""Characters; a longer text is no question, and nothing is found."""

_LONGEST = 60  # characters of a token; what a longer word has behind them does not count
_SHORTEST_BEGINNING = 3  # letters; a shorter word stands for itself alone
_LETTERS = {ord("ł"): "l", ord("ø"): "o", ord("đ"): "d", ord("ı"): "i", ord("ħ"): "h", ord("æ"): "ae", ord("œ"): "oe"}
_UNPARTED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〆〇"


class Token(NamedTuple):
    """A word, or a pair of letters of a script that parts no words."""

    text: str
    """Without case and accents."""
    start: int
    """Where it begins in the text, in characters."""
    end: int
    """Where it ends."""


class Term(NamedTuple):
    """What a text must have, of all that is asked for: a word, or several in their order."""

    tokens: tuple[str, ...]
    """The tokens, side by side."""
    begins: bool
    """Whether the last of them may be the beginning of a longer one."""


class _Patterns(NamedTuple):
    run: regex.Pattern[str]
    part: regex.Pattern[str]
    asked: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    import regex  # here: its tables are needed where somebody searches

    return _Patterns(
        run=regex.compile(r"[\p{L}\p{N}\p{M}]+"),
        part=regex.compile(rf"([{_UNPARTED}][{_UNPARTED}\p{{M}}]*)|(?:(?![{_UNPARTED}])[\p{{L}}\p{{N}}\p{{M}}])+"),
        asked=regex.compile(r'"([^"]*)"|[“„«]([^“”„«»]*)[“”»]|([\p{L}\p{N}\p{M}\'’ʼ‐‑\-./&@_·・]+)'),
    )


# Marks of Latin, Greek and Cyrillic letters, points of Hebrew, vowels of Arabic and its stretching; й and ў are letters
# of their own.
_MARKS = re.compile(
    r"[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0640\u064b-\u065f\u0670]|(?<![иу])\u0306"
)

# Texts in Latin letters alone do without the tables of all letters, which take 7 ms to load: the same is found in them.
_LATIN = re.compile(r"[\0-\u024f\u2000-\u205f]*")
_LATIN_RUN = re.compile(r"[0-9A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-\u024f]+")
_LATIN_ASKED = re.compile(r'"([^"]*)"|[“„«]([^“”„«»]*)[“”»]|([0-9A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-\u024f\'’‐‑\-./&@_·]+)')
_ASCII_RUN = re.compile("[0-9A-Za-z]+")


def _is_latin(text: str) -> bool:
    return text.isascii() or _LATIN.fullmatch(text) is not None


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    text = normalize("NFKC", normalize("NFKC", word).casefold())
    return normalize("NFC", _MARKS.sub("", normalize("NFD", text))).translate(_LETTERS)


def _parts(run: str) -> tuple[Token, ...]:
    """Part letters and digits that stand together into tokens; places are counted from their beginning."""
    folded = _folded(run)
    same = len(folded) == len(run)  # else a place within is not known, and the whole is meant
    found = []
    if folded.isascii():
        found = [Token(part[0][:_LONGEST], *part.span()) for part in _ASCII_RUN.finditer(folded)]
        return tuple(found if same else [Token(each.text, 0, len(run)) for each in found])
    for part in _patterns().part.finditer(folded):
        at, end = part.span()
        if part[1] is None:
            found.append(Token(part[0][:_LONGEST], at, end))
        else:
            # The last letter has a token of its own, so that every letter begins one.
            found += [
                Token(folded[start : min(start + 2, end)], start, min(start + 2, end)) for start in range(at, end)
            ]
    return tuple(found if same else [Token(each.text, 0, len(run)) for each in found])


_lately = lru_cache(16_384)(_parts)


def _parts_of(run: str) -> tuple[Token, ...]:
    """Part what is written in a record; no long one is remembered, whose pairs take two hundred times its room."""
    return (_lately if len(run) <= _LONGEST else _parts)(run)


def tokens(text: str) -> list[Token]:
    """Part a text into its tokens, in their order; what is no letter and no digit parts them and is dropped.

    Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese give every pair of letters, and the last letter of a run.

    >>> [each.text for each in tokens("Danuta Hübner, 区域政策")]
    ['danuta', 'hubner', '区域', '域政', '政策', '策']
    """
    return _tokens(text, _parts_of)


def _tokens(text: str, parts: Callable[[str], tuple[Token, ...]]) -> list[Token]:
    found = []
    for run in (_LATIN_RUN if _is_latin(text) else _patterns().run).finditer(text):
        start = run.start()
        found += [Token(each.text, start + each.start, start + each.end) for each in parts(run[0])]
    return found


_ASCII = re.compile("[a-z0-9]+")


@lru_cache(4_096)
def words(text: str) -> tuple[str, ...]:
    """Give the texts of the tokens alone, which is faster; sources are quoted in the same words again and again."""
    if text.isascii():
        return tuple(word[:_LONGEST] for word in _ASCII.findall(text.lower()))
    runs = (_LATIN_RUN if _is_latin(text) else _patterns().run).findall(text)
    return tuple([each.text for run in runs for each in _parts_of(run)])


def terms(text: str) -> tuple[Term, ...]:
    """Read what somebody asks for: all of it must be there, each once; nothing but quotation marks has a meaning.

    A word stands also for those that begin with it, from three letters on; what is in quotation marks stands for
    itself, in its order. A text of more than 400 characters asks for nothing.

    >>> terms('hubn "regional policy"')
    (Term(tokens=('hubn',), begins=True), Term(tokens=('regional', 'policy'), begins=False))
    """
    if len(text) > LONGEST_QUESTION:
        return ()
    found: dict[Term, None] = {}
    for asked in (_LATIN_ASKED if _is_latin(text) else _patterns().asked).finditer(text):
        term = _term(asked[3] or asked[2] or asked[1] or "", quoted=asked[3] is None)
        if term is not None:
            found[term] = None
    return tuple(found)


def _term(text: str, *, quoted: bool) -> Term | None:
    words = _tokens(text, _parts)  # what anybody asks for is not remembered: it may be anything
    if not words:
        return None
    last = words[-1]
    unparted = len(last.text) == 1 and not last.text.isascii() and _patterns().part.fullmatch(last.text)
    if unparted and unparted[1] is not None:
        # The last letter alone: behind a pair that ends in it, it says nothing more; else it may begin a pair.
        if len(words) > 1 and len(words[-2].text) == 2 and words[-2].text[1] == last.text and words[-2].end == last.end:
            return Term(tuple(each.text for each in words[:-1]), begins=False)
        return Term(tuple(each.text for each in words), begins=True)
    begins = not quoted and len(last.text) >= _SHORTEST_BEGINNING
    return Term(tuple(each.text for each in words), begins=begins)


def spans(found: list[Token], term: Term) -> list[tuple[int, int]]:
    """Give where a term stands in a text of these tokens: from the first letter to the last, each time."""
    size, last = len(term.tokens), term.tokens[-1]
    places = []
    for at in range(len(found) - size + 1):
        if all(found[at + step].text == term.tokens[step] for step in range(size - 1)):
            text = found[at + size - 1].text
            if text == last or (term.begins and text.startswith(last)):
                places.append((found[at].start, found[at + size - 1].end))
    return places
