"""A text in several languages, answered in the reader's."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, overload

from dialogues.errors import InvalidLanguageTag
from dialogues.languages.tags import LanguageTag

if TYPE_CHECKING:
    from dialogues.languages.matcher import Matcher
    from dialogues.languages.matching import Wanted

T = TypeVar("T")


class LocalisedText(Mapping[LanguageTag, str]):
    """An immutable mapping from language tag to text.

    It is asked for a language by its tag or by text, and answers with that of another region too: of Portuguese text,
    ``title["pt-BR"]``. What it holds is exact: ``"pt-BR" in title`` is false, and iteration gives the tags there are.
    ``str`` gives the text that suits an English reader best.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[LanguageTag, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, tag: LanguageTag | str) -> str:
        try:
            asked = LanguageTag.parse(tag) if isinstance(tag, str) else tag
            if asked in self._texts:
                return self._texts[asked]
            from dialogues.languages.matching import compare  # here: most texts are asked for by a tag that they have

            held = next((each for each in self._texts if compare(asked, each).is_same_language), None)
        except InvalidLanguageTag:
            held = None
        if held is None:
            raise KeyError(tag)
        return self._texts[held]

    @overload
    def get(self, tag: LanguageTag | str, /) -> str | None: ...

    @overload
    def get(self, tag: LanguageTag | str, /, default: T) -> str | T: ...

    def get(self, tag: LanguageTag | str, /, default: T | None = None) -> str | T | None:
        """Give the text in a language, of whatever region; the default where there is none."""
        try:
            return self[tag]
        except KeyError:
            return default

    def __contains__(self, tag: object) -> bool:
        try:
            return (LanguageTag.parse(tag) if isinstance(tag, str) else tag) in self._texts
        except InvalidLanguageTag:
            return False

    def __str__(self) -> str:
        return self.best("en")[1] if self._texts else ""

    def __iter__(self) -> Iterator[LanguageTag]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def items(self) -> ItemsView[LanguageTag, str]:
        """Give the texts with their languages, in their order."""
        return self._texts.items()

    def values(self) -> ValuesView[str]:
        """Give the texts, in their order."""
        return self._texts.values()

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
            if wanted == tag.canonical or wanted == tag:  # noqa: PLR1714  # most ask by text, for a tag there is
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
