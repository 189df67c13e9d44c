"""Labels of languages as pages print them: codes, names, abbreviations (``АНГЛ``), ``English version``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from attrs import define, evolve

from dialogues.documents.link import FORMATS, Link
from dialogues.languages import tables
from dialogues.languages.labels import LabelKind, LanguageReading, identify_language, is_printed_code
from dialogues.languages.named import names_of_languages
from dialogues.languages.reading import not_understood
from dialogues.languages.tags import LanguageTag
from dialogues.languages.territories import find_territories
from dialogues.names.folding import fold
from dialogues.names.index import WIDELY_USED, NamedCode
from dialogues.pages.entries import LanguageEvidence
from dialogues.pages.partners import LONGEST_TEXT, NO_SPACES, SEPARATORS, USUAL, conjunctions, countries

_LONGEST_TOKEN = 60  # characters; what is longer is no label
_LONGEST_LABEL = 3  # words
_LONGEST_TITLE = 40  # characters of a link's title that could be a language
_IN_TOKEN = rf"[^\s{re.escape(SEPARATORS)}()\[\]（）–—\ufffc"
_TOKEN = re.compile(
    rf"(?!-)(?P<token>[A-Za-z]{_IN_TOKEN}{NO_SPACES}]{{0,{_LONGEST_TOKEN}}}|{_IN_TOKEN}]{{1,{_LONGEST_TOKEN}}})"
)
# Words that say that a text is one in a language: they name none.
_VERSION = re.compile(
    r"(?<!\w)(?:version|versión|versão|versione|versie|verze|verzia|verzija|versiunea|version in|fassung"
    r"|sprachfassung|text|texte|texto|testo|wersja|tekst|edition|édition|edición|версия|версія|текст|language|langue)"
    r"(?!\w)|(?:语|語)?版$",
    re.IGNORECASE,
)
_SMALL = re.compile(r"^(?:in|en|em|auf|po|na|på|w|the|la|le|el|a|die|in het) ", re.IGNORECASE)
LEADING = frozenset({"in", "auf", "på"})
"""Words that lead to the name of a language, and are no code of one."""
_ADJECTIVES = (
    ("nne", "n"),
    ("esa", "és"),
    ("ése", "é"),
    ("ola", "ol"),
    ("e", ""),
    ("a", ""),
    ("ая", "ий"),
    ("ska", "ski"),
)
_BETWEEN_SEPARATORS = re.compile(rf"[^\s{re.escape(SEPARATORS)}\ufffc]+")
# The words of Japan and Korea for texts in a language.
_WRITTEN = {
    "和文": "ja", "仏文": "fr", "露文": "ru", "西文": "es", "独文": "de", "國文": "zh", "국문": "ko", "영문": "en",
    "일문": "ja", "중문": "zh", "불문": "fr", "노문": "ru", "러문": "ru", "서문": "es", "독문": "de",
}  # fmt: skip
_ABBREVIATION = re.compile(r"[^\W\d_]{3,5}\.?")
_BRACKET_AT_END = re.compile(r"(?<=\S)\s*[(\[][^()\[\]]{0,60}[)\]]\s*\Z")
_FILE_CODE = re.compile(r"[-_.]([A-Za-z]{2})(?:\.pdf)?\.[A-Za-z]{3,5}(?:[?#]|\Z)")
# The languages whose names pages abbreviate in other scripts than Latin.
_ABBREVIATING = ("uk", "ru", "be", "bg", "sr", "mk", "el", "kk")


@define
class Label:
    """A printed label."""

    text: str
    """What is printed."""
    start: int
    """Where it starts in the line."""
    end: int
    """Where it ends."""


@lru_cache(4096)
def understood(label: str) -> LanguageReading:
    """Understand a label; one of several words may say ``version``, one in capitals may be an abbreviation."""
    reading = identify_language(label)
    if reading.tag is not None or len(label) > LONGEST_TEXT:
        return reading if reading.tag is None or is_printed_code(label, reading.tag) else _not_printed(label)
    versioned = " ".join(_VERSION.sub(" ", label).split())
    if versioned and versioned != label:
        stripped = _adjective(_SMALL.sub("", versioned))
        if stripped.how is LabelKind.NAME or (stripped.tag is not None and len(versioned) == 2 and versioned.isupper()):
            return evolve(stripped, label=label, how=LabelKind.NAME)
    written = _WRITTEN.get(label) or _arabic(label)
    if written:
        return LanguageReading(label, LanguageTag.parse(written), LabelKind.NAME, f"read as a text in {written}")
    # АНГЛ, ESP; with its point also in small letters, where these are no Latin ones: англ.
    if _ABBREVIATION.fullmatch(label) and (label.isupper() or (label[-1] == "." and not label.isascii())):
        code = _abbreviations().get(fold(label).rstrip(".")[:3], "")
        if code and any(name.startswith(fold(label).rstrip(".")) for name in _abbreviated()[code]):
            return LanguageReading(label, LanguageTag.parse(code), LabelKind.NAME, f"read as an abbreviation of {code}")
    return reading


def _not_printed(label: str) -> LanguageReading:
    return evolve(not_understood("a word, though it is also the code of a rare language"), label=label)


def _arabic(word: str) -> str:
    """Give the language of an adjective of Arabic, which names it with an article and in the feminine: ``إنجليزي``."""
    if not "\u0600" <= word[:1] <= "\u06ff" or " " in word:
        return ""
    stem = word.removeprefix("ال").removesuffix("ة")
    found = identify_language(f"ال{stem}ة")
    return str(found.tag) if found.how is LabelKind.NAME else ""


def _adjective(word: str) -> LanguageReading:
    """Understand the adjective that stands with ``version``: ``française``, ``inglesa``, ``английская``."""
    reading = identify_language(word)
    for ending, name in _ADJECTIVES:
        if reading.how is LabelKind.NAME:
            break
        if word.endswith(ending):
            found = identify_language(word[: -len(ending)] + name)
            reading = found if found.how is LabelKind.NAME else reading
    return reading


@lru_cache(4096)
def understood_alone(label: str) -> LanguageReading:
    """Understand a label that stands alone, in which a word may lead to the language (``En français``)."""
    reading = understood(label)
    bare = _SMALL.sub("", label)
    if reading.tag is None and bare != label and identify_language(bare).how is LabelKind.NAME:
        return evolve(identify_language(bare), label=label)
    return reading


@cache
def _abbreviated() -> dict[str, list[str]]:
    """Give the names that pages abbreviate, by code: of the languages of states, in themselves and in other scripts."""
    from babel import Locale  # here: only a label that is nothing else needs it

    codes = sorted({code for codes in tables.region_languages().values() for code in codes if len(code) == 2})
    found: dict[str, list[str]] = {code: [] for code in codes}
    for locale in _ABBREVIATING:
        names = Locale.parse(locale).languages
        for code in codes:
            if code in names:
                found[code].append(fold(names[code]))
    for code in codes:
        found[code].append(fold(_autonym(code)))
    return found


def _autonym(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code).languages.get(code, ""))
    except UnknownLocaleError:
        return ""


@cache
def _abbreviations() -> dict[str, str]:
    """Give the languages that three letters may stand for; none where they may stand for several."""
    found: dict[str, set[str]] = {}
    for code, names in _abbreviated().items():
        for name in names:
            found.setdefault(name[:3], set()).add(code)
    return {letters: next(iter(codes)) for letters, codes in found.items() if len(codes) == 1 and len(letters) == 3}


def language_of_link(link: Link) -> tuple[LanguageTag | None, LanguageEvidence | None]:
    """Give the language that a link says it leads to, that its title names, or else its file's name."""
    if link.language:
        tag = understood(link.language).tag
    else:
        title = _BRACKET_AT_END.sub("", link.title)  # Version française (PDF, 2 Mo)
        reading = understood(title) if 0 < len(title) <= _LONGEST_TITLE else None
        tag = reading.tag if reading is not None and reading.how is LabelKind.NAME else None
    if tag is not None:
        return tag, LanguageEvidence.LINK
    match = _FILE_CODE.search(link.href)
    if match is not None and match[1].lower() in _abbreviated():
        return understood(match[1].lower()).tag, LanguageEvidence.FILE_NAME
    return None, None


def tokens(text: str, at: int) -> list[Label]:
    """Give the words that may be one label, from a place on."""
    found: list[Label] = []
    while len(found) < _LONGEST_LABEL:
        match = _TOKEN.match(text, at)
        if match is None or match["token"] in FORMATS:
            break
        found.append(Label(match["token"], match.start("token"), match.end("token")))
        at = match.end()
        if text[at : at + 1] != " ":
            break
        at += 1
    return found


def is_label_word(word: str) -> bool:
    """Say whether a word may be a label: a language's name, or two or three letters that could be its code."""
    if not word[:1].isalpha() or (len(word) > 2 and word in conjunctions()):
        return False
    reading = understood(word)
    if reading.tag is not None or reading.how is LabelKind.COUNTRY_CODE:
        return len(word) <= 3 or reading.how is LabelKind.NAME or "-" in word or "_" in word
    return len(word) in (2, 3) and word.isascii() and word.isalpha()


def is_sure(word: str, *, among_labels: bool) -> bool:
    """Say whether a word is a label where words of a text may follow."""
    reading = understood(word)
    return reading.tag is not None and (
        word.isupper() or reading.how is LabelKind.NAME or (among_labels and len(word) == 2)
    )


def label_before(text: str, end: int, floor: int, *, names_only: bool = False) -> Label | None:
    """Find a language right before a place: ``English (92,4 KB - PDF)``; a country's name is none."""
    floor = max(floor, end - LONGEST_TEXT)
    words = list(_BETWEEN_SEPARATORS.finditer(text[floor:end]))[-_LONGEST_LABEL:]
    if not words or text[floor + words[-1].end() : end].strip():
        return None
    stop = floor + words[-1].end()
    for first in range(len(words)):
        start = floor + words[first].start()
        said = text[start:stop].strip("()[]")
        if understood(said).how is LabelKind.NAME or (
            not names_only and len(words) - first == 1 and is_label_word(said)
        ):
            offset = text.index(said, start)
            return Label(said, offset, offset + len(said))
    return None


def _is_code(text: str) -> bool:
    """Say whether a text is the code of a language, be it a country's too (``ES``); ``UK`` is usually the country."""
    return len(text) == 2 and text not in USUAL and understood(text).tag is not None


def is_label(text: str) -> bool:
    """Say whether a text that stands alone is a language: its name, or a code."""
    return (
        len(text) < LONGEST_TEXT
        and (_is_code(text) or not countries(text))
        and (understood(text).how is LabelKind.NAME or (" " not in text and is_label_word(text)))
    )


def is_language(word: str) -> bool:
    """Say whether a word in brackets is a language: its name, or its code in capitals."""
    reading = understood(word)
    code = len(word) == 2 and word.isupper() and word not in USUAL
    return reading.tag is not None and (code or reading.how is LabelKind.NAME)


def is_country_first(word: str) -> bool:
    """Say whether a word is a country's name in a language that more people read than where it is a language's.

    ``India`` is Hindi in Javanese, ``Hindi`` is India in Betawi.
    """
    if not countries(word):
        return False
    spoken = [each for each in names_of_languages().find(word) if not each.kind]
    return _usual(find_territories(word)) < _usual(spoken)


def _usual(names: Iterable[NamedCode]) -> tuple[int, int]:
    """Give how usual the best of some names is: by the language in which it is one, then by how many have it."""
    ranks = [(WIDELY_USED.index(each.language), -each.uses) for each in names if each.language in WIDELY_USED]
    return min(ranks, default=(len(WIDELY_USED), 0))
