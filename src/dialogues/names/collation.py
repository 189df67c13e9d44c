"""The order of names in a list, by the alphabet of who reads it.

The code points of Unicode are no alphabet: by them Égypte stands behind Yougoslavie, and Індія behind Японія. The
orders here are those of CLDR for the languages of the catalogue: letters with an accent beside those without one, where
they are no letters of their own; and the script of the reader before the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.names.folding import fold, fold_accents

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "zh": "",
}
_LETTERS = {
    language: {letter: at for at, letter in enumerate(alphabet)}
    for language, alphabet in ({"": _LATIN} | _ALPHABETS).items()
}
_OWN, _HAN, _OTHERS = 0x200, 0x10_000, 0x100_000
"""Where the letters of the reader's alphabet begin, those of Chinese and those of other scripts; digits lie below."""
_COMMON = 0xD8_00
"""Where GB 2312 goes over from the 3,755 common characters, which it has by their sounds, to others, by radicals."""


def collation_key(name: str, language: str) -> tuple[tuple[int, ...], str, str]:
    """Give what a name is sorted by for who reads a language of the catalogue; that of others is sorted as English.

    Spaces come first, then digits, then letters; signs and accents decide only where all else is the same. The common
    Chinese characters are in the order of their sounds (pinyin, GB 2312), others in that of Unicode.

    >>> sorted(["Yougoslavie", "Égypte", "Suède", "Suisse"], key=lambda each: collation_key(each, "fr"))
    ['Égypte', 'Suède', 'Suisse', 'Yougoslavie']
    >>> sorted(["Японія", "Japan", "Індія", "Грузія"], key=lambda each: collation_key(each, "uk"))
    ['Грузія', 'Індія', 'Японія', 'Japan']
    """
    folded = fold(name)
    letters = _LETTERS.get(language.partition("-")[0], _LETTERS[""])
    return tuple(_weights(folded, letters, by_sound=language.startswith("zh"))), folded, name


def _weights(folded: str, letters: dict[str, int], *, by_sound: bool) -> Iterator[int]:
    for char in folded:
        if char in letters:
            yield _OWN + letters[char]
        elif char == " ":
            yield 1
        elif char.isalnum():
            for bare in fold_accents(char):
                yield _OWN + letters[bare] if bare in letters else _weight(bare, by_sound=by_sound)


def _weight(char: str, *, by_sound: bool) -> int:
    if char.isdecimal():
        return 2 + int(char)
    if by_sound and "\u4e00" <= char <= "\u9fff":
        place = int.from_bytes(char.encode("gb2312", "ignore"), "big")
        return _HAN + (place if 0 < place < _COMMON else _COMMON + ord(char))
    return _OTHERS + ord(char)
