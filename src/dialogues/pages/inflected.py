"""Names of countries in another case than a dictionary gives: ``з Польщею``, ``Spojenými státy americkými``.

A word is a form of a name's word where both share a stem and differ in an ending alone; a name of several words, where
each of its words does, in their order. The names are CLDR's and official ones (:mod:`._official_names`); a republic or
kingdom of a country whose name is known is that country (``Республики Казахстан``), but where the words before tell
states apart. As many countries as are equally near are given: a name of several is nobody's.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TypeAlias

from dialogues.names.folding import fold, fold_accents
from dialogues.pages._official_names import EAST_ASIAN_NAMES, OFFICIAL_NAMES

# The languages that inflect names of countries, with how many letters of a name's end an ending replaces.
_LANGUAGES = {
    "be": 1, "bg": 1, "bs": 1, "cs": 1, "el": 2, "et": 1, "fi": 1, "hr": 1, "hu": 1, "lt": 3, "lv": 2, "mk": 1,
    "pl": 1, "ru": 1, "sk": 1, "sl": 1, "sr": 1, "sr_Latn": 1, "tr": 0, "uk": 1, "kk": 0, "az": 0, "ka": 1, "hy": 0,
    "da": 0, "de": 0, "it": 0, "nl": 0, "pt": 0, "ro": 0, "sv": 0,
}  # fmt: skip
_LONGEST_ENDING = 4
_SHORTEST_STEM = 4
_CYRILLIC = frozenset(
    (  # noqa: SIM905  # as words
        "а я у ю е є і ї и ы о ом ем єм ою ею єю ією ої ой ий ей ия ії ией ію ию ии ам ям ами ями ах ях ів ов ев ом ам"
        " та то те ові еві єві"
    ).split()
)
# In Belarusian, Russian and Ukrainian, what the ends of names become, longer ends first; other names stay as they are.
_EAST_SLAVIC = ("be", "ru", "uk")
_ENDS = {
    end: frozenset(endings.split())
    for end, endings in (
        ("ия", "ии ию ией иею"), ("ія", "ії ію ією іє іі іяй"), ("ея", "еи ее ею ей еей еї еєю еє"), ("ка", "ци ці цы"),
        ("га", "зі"), ("ха", "сі"), ("а", "ы и е у ой ою ей ею і о ай аю"), ("я", "и ю ей ею ёй і ї є яй яю"),
        ("ы", "ов ам ами ах аў"), ("ь", "и ю ью ем і сю ём ям я е еві"), ("й", "я ю ем е єм є єві ї ём і"),
        ("", "а у ом е ові еві ем і и я ю"),
    )
}  # fmt: skip
_PLURAL = frozenset("ів ам ами ах".split())  # noqa: SIM905  # of names in -и, in Ukrainian
_CONSONANTS = frozenset("бвгґджзклмнпрстфхцчшщ")
# In the other Slavic languages, the consonants before -a that change in the dative and locative.
_CHANGED = frozenset({("ka", "ce"), ("ga", "dze"), ("ga", "ze"), ("ka", "ci")})
_LATIN = frozenset(
    (  # noqa: SIM905  # as words
        "a e i o u y ą ę ů ú í ý om em iem ą ami emi ach ech ích ou í im mi jo jem jem a om ima ama ah ie ii ią iją ija"
        " os as es is us ų ų oje uje iai su ar am ā ē ī iem ām ām u n ssa ssä sta stä lla llä lle lta ltä an än in en"
        " on un ga s st le l lt ks ni na ta val vel ban ben ból ből nak nek hoz hez ról ről ra re nal al el"
        " ile la yla den dan de da nin nın nun nün ye ya yi yı ı i ü u"
    ).split()
)
_GREEK = frozenset("ας ης ου α η ο ον ε ες ων ους υ".split())  # noqa: SIM905  # as words
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})  # of CLDR's territories

# In names of several words, which have to agree in each: what an ending may replace, and its length.
_MOST_REPLACED, _LONGEST_OF_SEVERAL, _SHORTEST_OF_SEVERAL = 3, 6, 3
_MOST_WORDS = 11
_ADPOSITIONS = frozenset(
    (  # noqa: SIM905  # as words
        "с со з із зі в во у ў у са со са z ze s se so sa v w we med su ar kanssa koos ile με την της το του τις των"
        " οι η ο der den dem die das mit com o a os as con il lo la i gli cu med met de het den det"
    ).split()
)
# A state by its form: stems of the words, without accents. What tells states apart is none: people's, democratic.
_TITLES = re.compile(
    "республик|рэспублік|республік|републик|королевств|королівств|каралеўств|кралств|краљевств|republi|respublik|vabarii"
    "|tasaval|kraljev|kralovst|krolestw|karalyst|karalist|kuningas|kuningri|koztarsas|kiralys|cumhuriyet|krallig"
    "|repubbl|konigreich|koninkrijk|reino$|regno$|regat|kungarike|kongerige|δημοκρατ|βασιλει|rzeczpospolit|rzeczypospolit"
)
_MODIFIERS = re.compile(
    "федератив|федерал|савезн|ислам|іслам|арабск|арабськ|federat|federal|spolkov|savezn|zvezn|islam|arabsk|arapsk|της?$|του$|da$|do$|de$|des$|del$|della$|di$|van$|von$"
)
_EAST_ASIAN_ENDS = ("国", "國", "국", "邦", "방")
_NOT_BY_FORM = frozenset({"CN", "VN"})  # the Republic of China is another one than China
_OF_OTHERS = re.compile("srbsk|srpsk|serbsk|српск|сербск")  # Republika Srpska is no Serbia
# The languages whose names of one word stay as they are.
_UNCHANGED = ("da", "de", "it", "nl", "pt", "ro", "sv")
_EAST_ASIAN_FORM = re.compile("(?:共和国|共和國|王国|王國|공화국|왕국)$")
# What stands before the name of a country that is then another one: Северной Ирландии, Nová Guinea.
_PARTS = re.compile(
    "северн|сяверн|паўночн|північн|южн|південн|паўднёв|јужн|восточн|східн|усходн|источн|западн|західн|заходн|новой|новая|новою|новым|нов[аоие]$"
    "|severn|sjevern|jizn|juzn|polnoc|poludn|wschodn|zachodn|vychod|istocn|vzhodn|zapad|zahodn|nov[aeoy]|pohjois|etela"
    "|eszak|siaur|piet|ziemel|dienvid|kuzey|guney|pohja|louna|βορει|νοτι|ανατολικ|δυτικ"
)


def is_part(word: str) -> bool:
    """Say whether a word before a country's name makes it that of another one, or of a part (``Северной``)."""
    return _PARTS.match(fold_accents(fold(word))) is not None


_Named: TypeAlias = "tuple[tuple[str, ...], tuple[str, ...]]"  # the words of a name, and its codes


@cache
def _names(language: str) -> dict[tuple[int, str], list[_Named]]:
    """Give the names of a language with their codes, by how many words they have and the first letters."""
    from babel import Locale  # here: only a name that is none in any dictionary needs it

    named: set[_Named] = {
        (tuple(_words(name)), (code,))
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code not in _NO_COUNTRIES
    }
    for each in OFFICIAL_NAMES.get(language, "").split("|"):
        code, _, name = each.partition(" ")
        named.add((tuple(_words(name)), tuple(code.split(","))))
    found: dict[tuple[int, str], list[_Named]] = {}
    for words, codes in sorted(named):
        if words and (len(words) > 1 or len(words[0]) > 3):
            found.setdefault((len(words), words[0][:3]), []).append((words, codes))
    return found


def _words(name: str) -> list[str]:
    return fold(name).replace("ё", "е").split()


def _of(language: str, word: str) -> tuple[str, ...]:
    if language == "sr":
        return ("sr", "sr_Latn")
    if language:
        return (language,) if language in _LANGUAGES else ()
    # A page that does not say its language: those of the word's script.
    return ("uk", "ru", "bg", "sr", "mk", "be") if any("\u0400" <= char <= "\u04ff" for char in word) else ()


@lru_cache(8192)
def inflected_countries(phrase: str, language: str) -> tuple[str, ...]:
    """Give the countries whose name a phrase is, in another case; none, one, or several of one name."""
    if not phrase.isascii() and phrase[-1:] in _EAST_ASIAN_ENDS:
        return _in_east_asian(phrase)
    spoken = _of(language, phrase)
    words = phrase.split() if spoken and len(phrase) < 200 else []
    while words and words[0] in _ADPOSITIONS:
        words.pop(0)
    while words and words[-1] in _ADPOSITIONS:
        words.pop()
    if not words or not words[0][:1].isupper() or len(words) > _MOST_WORDS:
        return ()
    folded = _words(" ".join(words))
    return _nearest(folded, spoken) or (_by_form(folded, spoken) if len(folded) > 1 else ())


def _in_east_asian(name: str) -> tuple[str, ...]:
    """Give the country of an official name of Japan or Korea: ``大韓民国``, ``チリ共和国``."""
    from dialogues.pages.partners import countries  # here: its names are seldom needed

    code = EAST_ASIAN_NAMES.get(name.replace(" ", ""))
    rest = _EAST_ASIAN_FORM.sub("", name).rstrip()
    found = (code,) if code else countries(rest) if rest != name else ()
    return found if len(found) == 1 and (code or found[0] not in (*_NOT_BY_FORM, "KP", "KR")) else ()


def _nearest(words: list[str], spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Give the countries of the names that share most letters with a phrase."""
    best, found = 0, set()
    for language in spoken:
        for name, codes in _names(language).get((len(words), words[0][:3]), ()):
            near = _likeness(words, name, language)
            if near > best:
                best, found = near, {codes}
            elif near and near == best:
                found.add(codes)
    return tuple(sorted({code for codes in found for code in codes}))


def _likeness(words: list[str], name: tuple[str, ...], language: str) -> int:
    """Count the letters that a phrase and a name share; 0 where one is no form of the other."""
    if len(words) == 1:
        word = words[0]
        if language in _UNCHANGED:
            return len(word) if word == name[0] else 0
        shared = _declined if language in _EAST_SLAVIC else _shared
        return shared(word, name[0], _LANGUAGES[language]) if len(word) > 3 else 0
    counts = [_shared_of_several(word, of_name) for word, of_name in zip(words, name, strict=True)]
    return sum(counts) if all(counts) else 0


def _stem(word: str, name: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))


def _shared_of_several(word: str, name: str) -> int:
    """Count the letters of the stem that two words of longer names share."""
    if word == name:
        return len(word)
    length = _stem(word, name)
    if (
        length < max(_SHORTEST_OF_SEVERAL, len(name) // 2)
        or len(name) - length > _MOST_REPLACED
        or len(word) - length > _LONGEST_OF_SEVERAL
    ):
        return 0
    return length


def _shared(word: str, name: str, replaced: int) -> int:
    """Count the letters of the stem that a word and a name share; 0 where one is no form of the other."""
    length = _stem(word, name)
    ending, behind = word[length:], name[length:]
    known = ending in _CYRILLIC or ending in _LATIN or ending in _GREEK or not ending or (behind, ending) in _CHANGED
    if (
        (len(behind) > replaced and (behind, ending) not in _CHANGED)
        or len(ending) > _LONGEST_ENDING
        or not known
        or length < min(_SHORTEST_STEM, len(name) - 1)
    ):
        return 0
    return length


def _declined(word: str, name: str, replaced: int) -> int:  # noqa: ARG001  # as _shared
    """Count the letters of the stem of a name in Belarusian, Russian or Ukrainian; 0 for what is no form of it."""
    if word == name or name.endswith("оа"):
        return len(word) if word == name else 0
    for end, endings in _ENDS.items():
        if not name.endswith(end) or (not end and name[-1] not in _CONSONANTS):
            continue
        stem = name.removesuffix(end)
        if word.startswith(stem) and (word[len(stem) :] in endings or (end == "ы" and word == stem)):
            return len(stem)
        if end in ("ия", "ія", "ея"):
            return 0
    stem = name[:-1]
    return (
        len(stem)
        if name[-1] == "и" and (word == stem or (word[len(stem) :] in _PLURAL and word.startswith(stem)))
        else 0
    )


def _by_form(words: list[str], spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Give the country of a republic or kingdom: what is left without that word is its name."""
    from dialogues.pages.partners import countries  # here: its names are seldom needed

    plain = [fold_accents(word) for word in words]
    if not any(map(_TITLES.match, plain)) or any(map(_OF_OTHERS.match, plain)):
        return ()
    rest = [
        word for word, bare in zip(words, plain, strict=True) if not _TITLES.match(bare) and not _MODIFIERS.match(bare)
    ]
    if not rest:
        return ()
    found = countries(" ".join(rest)) or _nearest(rest, spoken)
    return found if len(found) == 1 and found[0] not in _NOT_BY_FORM else ()
