"""Searching the texts of records: what was asked for, how its answers are ordered, and how each is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.errors import UnknownValue
from dialogues.names.tokens import Term, spans, terms, tokens
from dialogues.registry.texts import RANKS, Asked, Passage, Searched, date_key, passages, searched
from dialogues.values import Value, format_path

if TYPE_CHECKING:
    from dialogues.languages.tags import LanguageTag
    from dialogues.records import Record
    from dialogues.records.fields_of import Path

_AROUND, _LONGEST = 60, 200  # characters of a snippet before the first word, and in all
_MOST_LIMIT = 1_000


class Place(NamedTuple):
    """Where an answer stands among all answers: by rank, then by date, then by id."""

    rank: int
    date: str
    identifier: str

    def __str__(self) -> str:
        return f"{self.rank}.{self.date}.{self.identifier}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read what :attr:`Hit.place` gave. Raises :class:`~dialogues.errors.UnknownValue` for anything else."""
        rank, _, rest = text.partition(".")
        date, dot, identifier = rest.partition(".")
        if not (dot and rank in map(str, range(RANKS)) and text.isascii() and text.isprintable()):
            raise UnknownValue("place to go on behind", text, ["what 'place' of an answer says"])
        return cls(int(rank), date, identifier)


class Match(Value):
    """A text of a record in which words were found.

    >>> import dialogues
    >>> match = dialogues.load().search("Brasília")[0].matches[0]
    >>> match.field, match.language
    ('place.city', None)
    """

    field: str
    """Where it stands in the record (``title.en``, ``parties[1].signatories[0].office``)."""
    language: str | None
    """Its language, where the record says it."""
    words: tuple[str, ...]
    """The words that were found, as the text has them, each once."""
    snippet: str
    """The text, or as much of it as stands around the first of them."""
    marks: tuple[tuple[int, int], ...]
    """Where the words stand in the snippet: first letter, and behind the last."""
    path: Path
    """The field in parts: ``("title", "en")``."""

    __slots__ = __match_args__ = ("field", "language", "words", "snippet", "marks", "path")

    def __init__(  # noqa: PLR0913, PLR0917  # it says as much
        self,
        field: str,
        language: str | None,
        words: tuple[str, ...],
        snippet: str,
        marks: tuple[tuple[int, int], ...],
        path: Path,
    ) -> None:
        self._fill(field, language, words, snippet, marks, path)

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON values, with the keys of ``dialogues search --json``.

        >>> import dialogues
        >>> hit = dialogues.load().search("smart cities")[0]
        >>> sorted(hit.matches[0].to_dict())
        ['field', 'language', 'marks', 'snippet', 'words']
        """
        return {
            "field": self.field,
            "language": self.language,
            "words": list(self.words),
            "snippet": self.snippet,
            "marks": [list(each) for each in self.marks],
        }


class Hit(Value):
    """A record that has all the words, and the texts in which they stand.

    >>> import dialogues
    >>> [hit.id for hit in dialogues.load().search("smart city Koriyama", limit=2)]
    ['eu-asia-webinar-2020']
    """

    id: str
    """The record's id."""
    collection: str
    """The collection that it is in."""
    matches: tuple[Match, ...]
    """The texts: the best one, and others as far as they have words that it lacks."""
    place: str
    """Where it stands among the answers; to go on behind it, give this as ``after``."""
    _records: Mapping[str, Record]

    __match_args__ = ("id", "collection", "matches", "place")
    __slots__ = (*__match_args__, "_records")

    def __init__(
        self,
        id: str,  # noqa: A002  # what the field is called
        collection: str,
        matches: tuple[Match, ...],
        place: str,
        records: Mapping[str, Record],
    ) -> None:
        self._fill(id, collection, matches, place, records)

    @property
    def record(self) -> Record:
        """The record; one in a database is read when it is asked for.

        >>> import dialogues
        >>> hit = dialogues.load().search("smart cities")[0]
        >>> hit.id == hit.record.id
        True
        """
        return self._records[self.id]

    def __reduce__(self) -> tuple[Any, ...]:
        return Hit, (self.id, self.collection, self.matches, self.place, {self.id: self.record})

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON values, with the keys of ``dialogues search --json``.

        >>> import dialogues
        >>> hit = dialogues.load().search("smart cities")[0]
        >>> hit.to_dict()["id"] == hit.id
        True
        """
        return {
            "id": self.id,
            "collection": self.collection,
            "matches": [each.to_dict() for each in self.matches],
            "place": self.place,
        }


class Bounds(NamedTuple):
    """What may be an answer."""

    collection: str | None = None
    """The collection that it is in; None for any."""
    among: AbstractSet[str] | None = None
    """The ids of which it has one; None for any."""


class Texts(Mapping[str, Searched]):
    """The texts of records as they are searched, by id; prepared once, when somebody first searches."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._texts = {key: searched(record) for key, record in records.items()}
        self._dates = {key: date_key(record.span.start) for key, record in records.items()}

    def __getitem__(self, identifier: str) -> Searched:
        return self._texts[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def hit(self, asked: Asked, place: Place) -> Hit:
        """Show where a record has the words."""
        record = self._records[place.identifier]
        return hit({record.id: record}, record.collection, passages(record), asked, place)

    def places(self, asked: Asked, bounds: Bounds, after: Place | None, limit: int) -> Sequence[Place]:
        """Give the places of the first answers behind a place, in their order."""
        found = []
        for identifier in self._texts if bounds.among is None else bounds.among:
            if bounds.collection is not None and self._records[identifier].collection != bounds.collection:
                continue
            rank = asked.rank(self._texts[identifier])
            if rank is not None:
                place = Place(rank, self._dates[identifier], identifier)
                if after is None or place > after:
                    found.append(place)
        return nsmallest(limit, found)


def asked_for(text: str, language: str | LanguageTag | None) -> Asked:
    """Read a question. Raises :class:`~dialogues.errors.UnknownValue` for a language that is none."""
    if language is None:
        return Asked(terms(text), "")
    from dialogues.languages.labels import identify_language  # here: many ask in no language
    from dialogues.languages.tags import LanguageTag

    tag = language
    if not isinstance(tag, LanguageTag):
        reading = identify_language(tag)
        if reading.tag is None:
            raise UnknownValue("language", tag, similar=[str(each) for each in reading.suggestions])
        tag = reading.tag
    return Asked(terms(text), tag.language)


def checked_limit(limit: int) -> int:
    """Check how many answers are asked for. Raises :class:`~dialogues.errors.UnknownValue` for too many or none."""
    if not 1 <= limit <= _MOST_LIMIT:
        raise UnknownValue("limit", str(limit), [f"1 to {_MOST_LIMIT:,}"])
    return limit


def hit(records: Mapping[str, Record], collection: str, texts: Iterable[Passage], asked: Asked, place: Place) -> Hit:
    """Show where a record has the words: the text that has most of them, names and the reader's language first."""
    found = []
    for at, passage in enumerate(texts):
        words = tokens(passage.text)
        met = {term: places for term in asked.terms if (places := spans(words, term))}
        if met:
            own = passage.language is not None and _first_subtag(passage.language) == asked.language
            rank = (-len(met), passage.path == ("id",), not passage.is_name, not own, at)
            found.append((rank, passage, met))
    found.sort(key=lambda each: each[0])
    left = dict.fromkeys(asked.terms)
    shown = []
    for _, passage, met in found:
        if not left.keys().isdisjoint(met):
            shown.append(_match(passage, met))
            for term in met:
                left.pop(term, None)
    return Hit(place.identifier, collection, tuple(shown), str(place), records)


def _first_subtag(tag: str) -> str:
    """Give the language of a canonical tag; none of one that has private subtags alone."""
    first = tag.partition("-")[0]
    return "" if first == "x" else first


def _match(passage: Passage, met: Mapping[Term, Sequence[tuple[int, int]]]) -> Match:
    marks = _joined([span for places in met.values() for span in places])
    text = passage.text
    start, end = _cut(text, *marks[0])
    before, behind = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    # A line break is one character, and so is what is shown in its place.
    snippet = before + "".join(" " if each.isspace() else each for each in text[start:end]) + behind
    within = tuple((first + shift, last + shift) for first, last in marks if first >= start and last <= end)
    words = dict.fromkeys(text[first:last] for first, last in marks)
    return Match(format_path(passage.path), passage.language, tuple(words), snippet, within, passage.path)


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join places that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, first: int, behind: int) -> tuple[int, int]:
    """Choose what is shown of a text: all of a short one, else what stands around a word, cut at blanks."""
    if len(text) <= _LONGEST:
        return 0, len(text)
    start = max(0, first - _AROUND)
    if start:
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), max(start + _LONGEST, behind))
    if end < len(text):
        blank = text.rfind(" ", max(behind, end - 30), end)
        end = blank if blank >= 0 else end
    return start, end
