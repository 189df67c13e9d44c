"""What may have been meant: the one way in which the library answers a word that it does not know."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 100  # characters of a word that are looked at: what is longer is no slip
_LIKENESS = 70.0


def suggest(word: str, words: Iterable[str], *, limit: int = 1, likeness: float = _LIKENESS) -> tuple[str, ...]:
    """Give the words that are spelled most like one, the most alike first; of equals, the first given.

    ``likeness`` is the least that counts, from 0 to 100: the share of letters that two spellings have in common
    (normalised insertions and deletions, capitals aside). ``limit`` is how many are given at most.

    >>> suggest("agreement", ["agreements", "events"])
    ('agreements',)
    """
    from rapidfuzz import fuzz, process  # here: 40 ms, and only needed for a word that was not found

    spellings = {each: each.casefold() for each in words}
    found = process.extract(
        word[:_LONGEST].casefold(), spellings, scorer=fuzz.ratio, limit=limit, score_cutoff=likeness
    )
    return tuple(each for _, _, each in found)
