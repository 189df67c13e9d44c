"""Scripts of a text, by the Unicode script property (UAX #24), as ISO 15924 codes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dialogues.languages import tables

if TYPE_CHECKING:
    import regex

# The scripts of Unicode 16, those of most texts first. Digits, punctuation and marks belong to all scripts.
_SCRIPTS = (  # noqa: SIM905  # a list of codes reads better as words
    "Latn Cyrl Grek Arab Hebr Hani Hira Kana Hang Armn Geor Deva Thai Adlm Aghb Ahom Armi Avst Bali Bamu Bass"
    " Batk Beng Bhks Bopo Brah Brai Bugi Buhd Cakm Cans Cari Cham Cher Chrs Copt Cpmn Cprt Diak Dogr Dsrt Dupl"
    " Egyp Elba Elym Ethi Gara Glag Gong Gonm Goth Gran Gujr Gukh Guru Hano Hatr Hluw Hmng Hmnp Hung Ital Java"
    " Kali Kawi Khar Khmr Khoj Kits Knda Krai Kthi Lana Laoo Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand"
    " Mani Marc Medf Mend Merc Mero Mlym Modi Mong Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkoo Nshu Ogam"
    " Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Perm Phag Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb"
    " Saur Sgnw Shaw Shrd Sidd Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Tagb Takr Tale Talu Taml Tang"
    " Tavt Telu Tfng Tglg Thaa Tibt Tirh Tnsa Todr Toto Tutg Ugar Vaii Vith Wara Wcho Xpeo Xsux Yezi Yiii Zanb"
).split()
# Blocks in which every letter is Latin but for the micro sign, which belongs to all: most texts need no table.
_LATIN = re.compile("[\x00-\u024f]*")


@lru_cache(65_536)
def script_of(character: str) -> str:
    """Give the script of a character (``Cyrl``); empty for what belongs to none or to all.

    >>> script_of("я"), script_of("中"), script_of("1")
    ('Cyrl', 'Hani', '')
    """
    found = _of_a_script().match(character)
    return _SCRIPTS[found.lastindex - 1] if found and found.lastindex else ""


@cache
def _of_a_script() -> regex.Pattern[str]:
    import regex  # here: its tables are needed where texts are judged, and not where they are read

    return regex.compile("|".join(rf"(\p{{Script={code}}})" for code in _SCRIPTS))


def script_shares(text: str) -> tuple[tuple[str, float], ...]:
    """Give the scripts of a text with their shares of the characters that have one, the largest first.

    >>> script_shares("дом A")
    (('Cyrl', 0.75), ('Latn', 0.25))
    """
    if _LATIN.fullmatch(text):
        return (("Latn", 1.0),) if any(map(str.isalpha, text.replace("µ", ""))) else ()
    counted: Counter[str] = Counter()
    for character, count in Counter(text).items():
        script = script_of(character)
        if script:
            counted[script] += count
    total = counted.total()
    return tuple(
        (script, count / total) for script, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )


@lru_cache(4096)
def scripts_of_language(language: str) -> frozenset[str]:
    """Give the scripts that CLDR's likely subtags know a language in, in any region (UTS #35, likely subtags).

    >>> sorted(scripts_of_language("sr")), sorted(scripts_of_language("ka"))
    (['Cyrl', 'Latn'], ['Geor'])
    """
    keys = _likely_keys()
    found = set()
    for at in range(bisect_left(keys, language), len(keys)):
        own, _, behind = keys[at].partition("-")
        if not own.startswith(language):
            break
        if own == language and "-" not in behind and not behind.istitle():
            likely, script, _ = tables.likely()[keys[at]]
            if likely == language:
                found.add(script)
    return frozenset(found)


@cache
def _likely_keys() -> list[str]:
    """Give what likely subtags are on record of, in order: the keys of a language stand together."""
    return sorted(tables.likely())


def dominant_script(text: str) -> str:
    """Give the script of most of a text; empty where it has no letters."""
    shares = script_shares(text)
    return shares[0][0] if shares else ""
