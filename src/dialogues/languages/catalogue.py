"""What this library says itself, in the reader's language: gettext's catalogues, one for each language.

The messages are English, and their translations stand in ``messages/*.po``. A wheel holds them compiled; a checkout
reads what a translator edits. A catalogue is loaded when its language is first asked for, and English needs none.
What a record says is no message: it stays in its language (:mod:`dialogues.languages.localised`).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dialogues.languages.english import english

if TYPE_CHECKING:
    from gettext import NullTranslations

    from dialogues.languages.matching import Language

LANGUAGES: Final = ("en", "es", "fr", "hy", "ka", "pt", "ro", "ru", "uk", "zh")
"""The languages that the messages are in: those of the Commission's brochure of 2009."""
_FOLDER = Path(__file__).with_name("messages")
_EN = LANGUAGES[0]
_GROUPED = 1000  # from here on a number is written in groups of digits


@lru_cache(256)
def message_language(language: Language) -> str:
    """Say in which of :data:`LANGUAGES` messages are told to a reader of a language; English where no other suits.

    A related language or another script is none: who reads Belarusian is not answered in Russian.
    Raises :class:`~dialogues.errors.InvalidLanguageTag` when the language is not well-formed.

    >>> message_language("pt-BR"), message_language("mo"), message_language("de"), message_language("zh-TW")
    ('pt', 'ro', 'en', 'en')
    """
    if language in LANGUAGES:
        return str(language)
    from dialogues.languages.matching import compare  # here: most readers name one of the ten

    return next((each for each in LANGUAGES if compare(language, each).is_same_language), _EN)


def message(context: str, text: str, language: Language, /, **values: object) -> str:
    """Say a message in a language, with values in the places that it names; in English where that has none."""
    found = text if (spoken := message_language(language)) == _EN else _catalogue(spoken).pgettext(context, text)
    return found.format_map(values) if values else found


def counted(context: str, one: str, several: str, number: int, language: Language, /, **values: object) -> str:
    """Say a message that has a number, in the form that the number asks for in the language (CLDR's plural rules)."""
    spoken = message_language(language)
    if spoken == _EN:
        found = one if number == 1 else several
    else:
        found = _catalogue(spoken).npgettext(context, one, several, number)
    return found.format_map({"number": _written(number, language), **values})


def _written(number: int, language: Language) -> str:
    if number < _GROUPED:
        return str(number)
    from dialogues.languages.display import decimal  # here: few numbers are that large

    return decimal(number, language)


def noted(_context: str, text: str) -> str:
    """Mark a text as a message that is said elsewhere, for who collects them."""
    return text


def label(member: StrEnum, language: Language = _EN) -> str:
    """Name a value of a closed list in a language: a kind, a status, a role; in English where that has no word.

    Raises :class:`~dialogues.errors.InvalidLanguageTag` when the language is not well-formed.

    >>> from dialogues.vocabulary import InstrumentKind
    >>> label(InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "uk")
    'меморандум про взаєморозуміння'
    """
    return word(type(member).__name__, member.value, language)


def word(context: str, name: str, language: Language = _EN) -> str:
    """Name a field (context ``field``), a ``part``, a ``relation`` or a ``collection`` in a language."""
    return message(context, english(context, name), language)


@cache
def _catalogue(language: str) -> NullTranslations:
    from gettext import GNUTranslations  # here: an English reader needs no catalogue

    source, compiled = (_FOLDER / f"{language}.{kind}" for kind in ("po", "mo"))
    if _is_newer(source, compiled):
        return _compiled(source)
    with compiled.open("rb") as file:
        return GNUTranslations(file)


def _is_newer(source: Path, compiled: Path) -> bool:
    """Say whether a translator changed what was compiled; a wheel has no source."""
    return source.exists() and not (compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns)


def _compiled(source: Path) -> NullTranslations:
    """Compile what a translator edits, in memory."""
    from gettext import GNUTranslations  # here: nearly always it is compiled already
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    written = BytesIO()
    write_mo(written, catalogue)
    written.seek(0)
    return GNUTranslations(written)
