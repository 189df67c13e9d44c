"""A text in several languages, answered in the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from dialogues.languages.tags import LanguageTag

if TYPE_CHECKING:
    from dialogues.languages.matcher import Matcher
    from dialogues.languages.matching import Wanted


class LocalisedText(Mapping[LanguageTag, str]):
    """An immutable mapping from language tag to text."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[LanguageTag, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, tag: LanguageTag) -> str:
        return self._texts[tag]

    def __iter__(self) -> Iterator[LanguageTag]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __eq__(self, other: object) -> bool:
        return self._texts == dict(other) if isinstance(other, Mapping) else NotImplemented

    def __repr__(self) -> str:
        return f"LocalisedText({ {str(tag): text for tag, text in self._texts.items()} })"

    def __getstate__(self) -> tuple[tuple[LanguageTag, str], ...]:
        return tuple(self._texts.items())

    def __setstate__(self, state: tuple[tuple[LanguageTag, str], ...]) -> None:
        self._texts = dict(state)

    def best(self, wanted: Wanted) -> tuple[LanguageTag, str]:
        """Give the text that suits a reader best, with its language; English, else the first, when none does.

        Raises LookupError when there is no text at all.
        """
        if not self._texts:
            raise LookupError("there is no text in any language")
        for tag, text in self._texts.items():
            if wanted in (tag, str(tag)):
                return tag, text
        matcher = _matcher(tuple(self._texts))
        found = matcher.match(wanted) or matcher.match("en")
        tag = found.available if found is not None and isinstance(found.available, LanguageTag) else next(iter(self))
        return tag, self._texts[tag]


@lru_cache(16)
def _matcher(tags: tuple[LanguageTag, ...]) -> Matcher:
    """Prepare the languages of a text: most texts of a registry are in the same few."""
    from dialogues.languages.matcher import Matcher  # here: most readers ask for a language there is

    return Matcher(tags, memory=40_000)
