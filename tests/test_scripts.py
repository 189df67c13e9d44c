"""Scripts of characters: what Unicode says, held against the names of the characters, which come from elsewhere."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from dialogues.languages.scripts import _SCRIPTS, _of_a_script, script_of, script_shares

NAMED = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "COPTIC": "Copt", "ARMENIAN": "Armn", "HEBREW": "Hebr",
    "ARABIC": "Arab", "SYRIAC": "Syrc", "THAANA": "Thaa", "NKO": "Nkoo", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "GURMUKHI": "Guru", "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda",
    "MALAYALAM": "Mlym", "SINHALA": "Sinh", "LAO": "Laoo", "TIBETAN": "Tibt", "MYANMAR": "Mymr", "GEORGIAN": "Geor",
    "KHMER": "Khmr", "MONGOLIAN": "Mong", "CHEROKEE": "Cher", "TIFINAGH": "Tfng", "GLAGOLITIC": "Glag",
    "HIRAGANA": "Hira", "KATAKANA": "Kana", "BOPOMOFO": "Bopo", "LISU": "Lisu", "VAI": "Vaii", "OL CHIKI": "Olck",
    "MEETEI MAYEK": "Mtei", "DESERET": "Dsrt", "OSMANYA": "Osma", "ADLAM": "Adlm",
}  # fmt: skip


def test_a_letter_is_of_the_script_that_its_name_says() -> None:
    kinds = ("LETTER", "CAPITAL LETTER", "SMALL LETTER", "SYLLABLE")
    expected = {f"{name} {kind}": script for name, script in NAMED.items() for kind in kinds}
    wrong, seen = [], set()
    for number in range(sys.maxunicode + 1):
        if not chr(number).isalpha():
            continue  # a mark may belong to several
        words = unicodedata.name(chr(number), "").split()
        for size in (2, 3, 4):
            script = expected.get(" ".join(words[:size]))
            if script:
                seen.add(script)
                if script_of(chr(number)) != script:
                    wrong.append((hex(number), " ".join(words), script_of(chr(number))))
    assert wrong == []
    assert seen == set(NAMED.values())


@pytest.mark.parametrize(
    ("text", "script"),
    [
        *(("中", "Hani"), ("々", "Hani"), ("한", "Hang"), ("ก", "Thai"), ("ሀ", "Ethi"), ("ᠠ", "Mong")),
        # What belongs to all scripts or to none: digits, marks, punctuation, private use, unassigned, half a pair.
        *((each, "") for each in ("1", "５", "\u0301", "。", "ー", "€", "\ue000", "\u0378", "\ud800", "")),
    ],
)
def test_the_script_of_a_character(text: str, script: str) -> None:
    assert script_of(text) == script


def test_every_script_is_listed_once_and_has_a_character() -> None:
    assert len(set(_SCRIPTS)) == len(_SCRIPTS)
    letters = "".join(map(chr, range(sys.maxunicode + 1)))
    found = {_SCRIPTS[match.lastindex - 1] for match in _of_a_script().finditer(letters) if match.lastindex}
    assert found == set(_SCRIPTS)


def test_the_shares_of_a_mixed_text_are_of_its_letters_alone() -> None:
    assert script_shares("Договор № 12 / Agreement") == (("Latn", 9 / 16), ("Cyrl", 7 / 16))
    assert script_shares("12 % – 34") == ()
