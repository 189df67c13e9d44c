"""Other ways to write a name of a state, by rule: inverted, in brackets, with ``&``, ``St``, ``S.`` or a footnote.

Each is looked up only where nothing is spelled as the name was written; a name that is made by a rule and borne by
nobody is no name. No rule takes a word away that tells two states apart: *Republic of Viet Nam* was never *Viet Nam*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogues.names.folding import MAX_LENGTH, fold

_MOST_WORDS = 12
_GOVERNMENT = re.compile(
    "^(?:(?:the )?(?:royal )?(?:government|govt|gov't) of (?:the )?"
    "|(?:le |the )?gouvernement (?:royal )?(?:de la |de l'|du |des |de |d')"
    "|(?:el )?gobierno (?:de la |del |de los |de las |de )"
    "|(?:o )?governo (?:da |do |dos |das |de )"
    "|(?:il )?governo (?:della |dell'|del |dei |degli |d')"
    "|(?:die )?regierung (?:der |des |von ))"
)
_ABBREVIATED = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "is": "islands",
    "terr": "territory",
    "peoples": "people's",
    "peoples's": "people's",
    "&": "and",
    "st": "saint",
    "ste": "sainte",
}
_SIDES = {"n": "north", "s": "south", "e": "east", "w": "west"}
_SHORTENED = {"and": "&", "saint": "st", "saints": "sts", "sainte": "ste"}
_FEWEST_TURNED = 3  # words that may be turned round without a comma
# Of names of fewer words those alone have another way to be written that hold one of these words, a mark or a letter by
# itself.
_RULED = {*_ABBREVIATED, *_SHORTENED, *["of", "the", "island", "islands", "gouvernement", "governo"]}
_MARKS = frozenset(",(（[")
# Marks of a footnote behind a name: Kosovo*, Kosovo [1], Kosovo¹.
_FOOTNOTE = re.compile(r"\s*(?:[*†‡§¶]+\)?|\(?[*†‡]+\)|[\[(]\d{1,2}[\])]|[¹²³⁰⁴-⁹]+)$")
_FOOTNOTE_ENDS = frozenset("*†‡§¶+)]¹²³⁰⁴⁵⁶⁷⁸⁹")
_LETTERS = re.compile(r"(?<![^ ])([a-z])(?: ([a-z]))+(?![^ ])")
_ISLANDS = re.compile(" islands?$")
_INSIDE = re.compile("(?<= of) the(?= )")


def variants(name: str, folded: str | None = None) -> Iterator[str]:
    """Give other ways to write a name, folded, the likeliest first; ``folded`` is the name where it is folded already.

    >>> list(variants("Korea, Republic of"))[0], list(variants("NETHERLANDS THE"))[0]
    ('republic of korea', 'the netherlands')
    """
    if len(name) > MAX_LENGTH:
        return
    folded = fold(name) if folded is None else folded
    if name.rstrip()[-1:] in _FOOTNOTE_ENDS and (bare := _FOOTNOTE.sub("", name.rstrip())) != name.rstrip():
        yield from dict.fromkeys(each for each in (fold(bare), *variants(bare)) if each not in ("", folded))
        return
    words = folded.split()
    if (
        len(words) < _FEWEST_TURNED
        and _RULED.isdisjoint(words)
        and _MARKS.isdisjoint(name)
        and 1 not in map(len, words)
    ):
        return  # no rule is for such a name
    seen = {folded}
    for each in _turned(name, folded):
        for written in _written(each):
            if written and written not in seen:
                seen.add(written)
                yield written


def _turned(name: str, folded: str) -> Iterator[str]:
    """Give the name, and as it is when what stands behind a comma, in brackets or before *of* is put in front."""
    yield folded
    for mark, close in ((",", ""), ("(", ")"), ("（", "）"), ("[", "]")):
        head, found, tail = name.partition(mark)
        if found and tail.strip(f" {close}"):
            tail = tail.replace(close, "") if close else tail
            yield fold(f"{tail.strip()} {head.strip()}")
            yield fold(f"{head.strip()} {tail.strip()}")
    words = folded.split()
    if 1 < len(words) <= _MOST_WORDS:
        if words[-1] in ("of", "the"):
            for at in range(1, len(words)):
                yield " ".join((*words[at:], *words[:at]))
        for at in range(1, len(words) - 1):  # Germany Federal Republic
            yield f"{' '.join(words[at:])} of {' '.join(words[:at])}"


def _written(folded: str) -> Iterator[str]:
    """Give a name as it is, in full, in short, without the word for its government, and without articles inside."""
    joined = _LETTERS.sub(lambda match: match[0].replace(" ", ""), folded)
    for each in dict.fromkeys((folded, joined, _with(_ABBREVIATED, joined))):
        yield each
        yield _with(_SHORTENED, each)
        yield _INSIDE.sub("", each)
        bare = _GOVERNMENT.sub("", each, count=1)
        if bare != each:
            yield bare
            yield _INSIDE.sub("", bare)
        yield _ISLANDS.sub("", each)
    side, _, rest = folded.partition(" ")
    if side in _SIDES:
        yield f"{_SIDES[side]} {rest}"


def _with(others: dict[str, str], text: str) -> str:
    """Write words otherwise."""
    words = text.split()
    return text if others.keys().isdisjoint(words) else " ".join(others.get(word, word) for word in words)
