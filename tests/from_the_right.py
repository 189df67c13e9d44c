"""A language that is written from the right, with words of its own: none of the library's ten, but pages are tried in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dialogues.languages import catalogue

ARABIC = Path(__file__).parent / "arabic"
"""The catalogue of what the pages of a site say, in Arabic."""


@contextmanager
def arabic_is_spoken() -> Iterator[None]:
    """Say messages in Arabic too, as if the catalogue beside this file were one of the library's."""
    folder, languages = catalogue._FOLDER, catalogue.LANGUAGES
    vars(catalogue).update(_FOLDER=ARABIC, LANGUAGES=("en", "ar"))
    _forget()
    try:
        yield
    finally:
        vars(catalogue).update(_FOLDER=folder, LANGUAGES=languages)
        _forget()


def _forget() -> None:
    catalogue.message_language.cache_clear()
    catalogue._catalogue.cache_clear()
