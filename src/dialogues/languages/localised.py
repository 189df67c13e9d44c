"""A text in several languages, answered in the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dialogues.languages.tags import LanguageTag

if TYPE_CHECKING:
    from dialogues.languages.matching import Wanted


class LocalisedText(Mapping[LanguageTag, str]):
    """An immutable mapping from language tag to text."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[LanguageTag, str]) -> None:
        self._texts = tuple(texts.items())

    def __getitem__(self, tag: LanguageTag) -> str:
        for each, text in self._texts:
            if each == tag:
                return text
        raise KeyError(tag)

    def __iter__(self) -> Iterator[LanguageTag]:
        return (tag for tag, _ in self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts))

    def __eq__(self, other: object) -> bool:
        return dict(self._texts) == dict(other) if isinstance(other, Mapping) else NotImplemented

    def __repr__(self) -> str:
        return f"LocalisedText({ {str(tag): text for tag, text in self._texts} })"

    def __getstate__(self) -> tuple[tuple[LanguageTag, str], ...]:
        return self._texts

    def __setstate__(self, state: tuple[tuple[LanguageTag, str], ...]) -> None:
        self._texts = state

    def best(self, wanted: Wanted) -> tuple[LanguageTag, str]:
        """Give the text that suits a reader best, with its language; English, else the first, when none does.

        Raises LookupError when there is no text at all.
        """
        if not self._texts:
            raise LookupError("there is no text in any language")
        tags = [tag for tag, _ in self._texts]
        for tag, text in self._texts:
            if wanted in (tag, str(tag)):
                return tag, text
        from dialogues.languages.matching import Matcher  # here: most readers ask for a language there is

        found = Matcher(tags).match(wanted) or Matcher(tags).match("en")
        tag = found.available if found is not None and isinstance(found.available, LanguageTag) else tags[0]
        return tag, self[tag]
