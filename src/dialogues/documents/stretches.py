"""Cutting a text into stretches that are long enough to be judged, each of one script, and these into pieces."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dialogues.languages.scripts import script_shares

LEAST_LETTERS = 40
_LETTERS = 250  # that are judged together: a page may hold two languages, one below the other
_PIECE = 50  # letters: a line across two columns has more, and is cut in half
_OF_ONE_SCRIPT = 0.9
_LONG_LINE = re.compile(r".{1,400}(?:\s|\Z)|.{1,400}", re.DOTALL)
_GAP = re.compile(r"\s{2,}|\t")
# Scripts of one language, in one line.
_WRITTEN_TOGETHER = {"Hira": "Hani", "Kana": "Hani"}


def letters_of(text: str) -> int:
    """Count the letters of a text."""
    return sum(map(str.isalpha, text))


def stretches(pages: Iterable[str]) -> Iterator[tuple[list[str], int]]:
    """Cut a text at its lines into stretches of one script each, and count their letters.

    What a page has too little of waits for the next.
    """
    held: dict[str, list[str]] = defaultdict(list)
    letters: Counter[str] = Counter()
    for page in pages:
        for row in page.splitlines():
            for script, part in (each for line in _LONG_LINE.findall(row) for each in _by_script(line)):
                held[script].append(part)
                letters[script] += letters_of(part)
                if letters[script] >= _LETTERS:
                    yield held.pop(script), letters.pop(script)
        for script in [script for script, number in letters.items() if number >= LEAST_LETTERS]:
            yield held.pop(script), letters.pop(script)


def _by_script(line: str) -> list[tuple[str, str]]:
    """Part the words of a line by their scripts: columns in two languages may stand in one line."""
    script, share = _script_of(line)
    if share >= _OF_ONE_SCRIPT or not script:
        return [(script, line)]
    words: dict[str, list[str]] = defaultdict(list)
    for word in line.split():
        script = _script_of(word)[0] or script
        words[script].append(word)
    return [(each, " ".join(of_it)) for each, of_it in words.items()]


def _script_of(text: str) -> tuple[str, float]:
    """Give the script of most letters of a text, and its share; empty where it has none."""
    shares: dict[str, float] = defaultdict(float)
    for script, share in script_shares(text):
        shares[_WRITTEN_TOGETHER.get(script, script)] += share
    return max(shares.items(), key=lambda item: item[1], default=("", 0.0))


def pieces(lines: Sequence[str]) -> list[str]:
    """Cut the lines of a stretch at wide gaps, and long ones in half: so columns in two languages come apart.

    >>> pieces(["Les Parties  The Parties"])
    ['Les Parties', 'The Parties']
    """
    return [half for line in lines for cell in _GAP.split(line) for half in _halves(cell) if half]


def _halves(cell: str) -> list[str]:
    if letters_of(cell) <= _PIECE:
        return [cell]
    words = cell.split()
    return [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
