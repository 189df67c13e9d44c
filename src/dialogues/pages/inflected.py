"""Names of countries in another case than a dictionary gives: ``з Польщею``, ``z Chinami``, ``Kiinan kanssa``."""

from __future__ import annotations

from functools import cache, lru_cache

from dialogues.names.folding import fold

# The languages that inflect names of countries, with how many letters of a name's end an ending replaces.
_LANGUAGES = {
    "be": 2, "bg": 1, "bs": 2, "cs": 2, "el": 2, "et": 1, "fi": 1, "hr": 2, "hu": 1, "lt": 3, "lv": 2, "mk": 1,
    "pl": 2, "ru": 2, "sk": 2, "sl": 2, "sr": 2, "sr_Latn": 2, "tr": 0, "uk": 2, "kk": 0, "az": 0, "ka": 1, "hy": 0,
}  # fmt: skip
_LONGEST_ENDING = 4
_SHORTEST_STEM = 4
_CYRILLIC = frozenset(
    (  # noqa: SIM905  # as words
        "а я у ю е є і ї и ы о ом ем єм ою ею єю ією ої ой ий ей ия ії ией ію ию ии ам ям ами ями ах ях ів ов ев ом ам"
        " та то те"
    ).split()
)
_LATIN = frozenset(
    (  # noqa: SIM905  # as words
        "a e i o u y ą ę ů ú í ý om em iem ą ami emi ach ech ích ou í im mi jo jem jem a om ima ama ah ie ii ią iją ija"
        " os as es is us ų ų oje uje iai su ar am ā ē ī iem ām ām u n ssa ssä sta stä lla llä lle lta ltä an än in en"
        " on un ga s st le l lt ks ni na ta val vel ban ben ból ből nak nek hoz hez ról ről ra re nal al el"
        " ile la yla den dan de da nin nın nun nün ye ya yi yı ı i ü u"
    ).split()
)
_GREEK = frozenset("ας ης ου α η ο ον ε ες ων ους υ".split())  # noqa: SIM905  # as words


@cache
def _stems(language: str) -> dict[str, list[tuple[str, str]]]:
    """Give the names of one word with their codes, by their first letters."""
    from babel import Locale  # here: only a name that is none in any dictionary needs it

    found: dict[str, list[tuple[str, str]]] = {}
    for code, name in Locale.parse(language).territories.items():
        if len(code) == 2 and " " not in name and len(name) > 3:
            folded = fold(name)
            found.setdefault(folded[:3], []).append((folded, code))
    return found


def _of(language: str, word: str) -> tuple[str, ...]:
    if language == "sr":
        return ("sr", "sr_Latn")
    if language:
        return (language,) if language in _LANGUAGES else ()
    # A page that does not say its language: those of the word's script.
    return ("uk", "ru", "bg", "sr", "mk", "be") if any("\u0400" <= char <= "\u04ff" for char in word) else ()


@lru_cache(4096)
def inflected_country(word: str, language: str) -> str | None:
    """Give the country whose name a word is, in another case; None where there is none, or several are as near."""
    if not word[:1].isupper() or not 3 < len(word) < 40 or " " in word.strip():
        return None
    folded = fold(word)
    best, codes = 0, set()
    for each in _of(language, word):
        for name, code in _stems(each).get(folded[:3], ()):
            near = _shared(folded, name, _LANGUAGES[each])
            if near > best:
                best, codes = near, {code}
            elif near and near == best:
                codes.add(code)
    return codes.pop() if len(codes) == 1 else None


def _shared(word: str, name: str, replaced: int) -> int:
    """Count the letters of the stem that a word and a name share; 0 where one is no form of the other."""
    length = next((at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    ending = word[length:]
    known = ending in _CYRILLIC or ending in _LATIN or ending in _GREEK or not ending
    if (
        len(name) - length > replaced
        or len(ending) > _LONGEST_ENDING
        or not known
        or length < min(_SHORTEST_STEM, len(name) - 1)
    ):
        return 0
    return length
