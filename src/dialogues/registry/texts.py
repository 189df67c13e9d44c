"""The texts of a record that can be searched, and how they are kept for it: in a registry and in a database alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from dialogues.names.tokens import Term
from dialogues.names.tokens import words as words_of
from dialogues.records import RECORD_TYPES

if TYPE_CHECKING:
    from dialogues.languages.localised import LocalisedText
    from dialogues.languages.tags import LanguageTag
    from dialogues.records import Date, Record
    from dialogues.records.fields import FileRecord
    from dialogues.records.fields_of import Path

GAP = "\ue000"
"""What stands between two texts, so that no phrase reaches from one into the next; no text has it as a word."""

MOST_TOKENS, MOST_LETTERS, MOST_OF_ONE = 16_000, 100_000, 255
"""How many tokens of a record can be searched, of how many letters, and how often one: what PostgreSQL can hold."""

_NAMES = frozenset({"title", "name", "other_titles", "other_names", "designation", "family"})
_BACKING = frozenset({"evidence", "resolution"})
# What is no text: paths, addresses, hashes, names of fields and of parties.
_NO_TEXTS = frozenset({"claims", "href", "address", "archived", "path", "sha256", "since", "party", "scheme"})


class Passage(NamedTuple):
    """A text of a record."""

    path: Path
    """Where it stands, in the keys of the file."""
    text: str
    """What it says."""
    language: str | None
    """The tag of its language, where the record says it."""
    is_name: bool
    """Whether the record is called so: its title or a name of it."""


def passages(record: Record) -> Iterator[Passage]:
    """Give the texts of a record in the order of its fields, its id first: titles, names, quotes, notes, offices …"""
    yield Passage(("id",), record.id, None, True)
    found: list[tuple[Path, str, str | None]] = []
    _gather(record, (), found)
    for path, text, language in found:
        yield Passage(path, text, language, path[0] in _NAMES and _BACKING.isdisjoint(path))


def _gather(part: FileRecord, above: Path, found: list[tuple[Path, str, str | None]]) -> None:
    """Gather the texts of a part of a record; a list is several times as fast here as generators in each other."""
    tag = getattr(part, "language", None)
    language = None if tag is None else str(tag)
    for name, key in _text_fields(type(part)):
        value: Any = getattr(part, name)
        if not value:
            continue
        if isinstance(value, str):
            found.append(((*above, key), value, language))
        elif isinstance(value, tuple):
            for at, each in enumerate(value):
                if isinstance(each, str):
                    found.append(((*above, key, at), each, language))
                else:
                    _gather(each, (*above, key, at), found)
        elif isinstance(value, _localised()):
            found += [((*above, key, str(tag)), text, str(tag)) for tag, text in value.items()]
        else:
            _gather(value, (*above, key), found)


Fields: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""Where JSON has texts: by collection or kind of part, the keys, each with what its value is."""

TEXT, LOCALISED = "text", "localised"


def fields_with_texts() -> Fields:
    """Write down where the JSON of records has texts, so that they are found in it without making records."""
    found: dict[str, list[tuple[str, str]]] = {}
    for collection, kind in RECORD_TYPES.items():
        _write_down(kind, collection, found)
    return found


def _write_down(kind: Any, name: str, found: dict[str, list[tuple[str, str]]]) -> None:
    from dialogues.records.fields_of import field_of  # here: a store knows where its texts are

    if name in found:
        return
    found[name] = []
    for _, key in _text_fields(kind):
        field: Any = field_of(kind, key)
        part = field.part
        found[name].append((key, part.__name__ if part else TEXT if field.holds is str else LOCALISED))
        if part:
            _write_down(part, part.__name__, found)


def passages_of(fields: Fields, collection: str, identifier: str, data: Mapping[str, Any]) -> Iterator[Passage]:
    """Give the texts of a record from its JSON, as :func:`passages` gives those of the record."""
    yield Passage(("id",), identifier, None, True)
    found: list[tuple[Path, str, str | None]] = []
    _gather_of(fields, collection, data, (), found)
    for path, text, language in found:
        yield Passage(path, text, language, path[0] in _NAMES and _BACKING.isdisjoint(path))


def _gather_of(
    fields: Fields,
    kind: str,
    part: Mapping[str, Any],
    above: Path,
    found: list[tuple[Path, str, str | None]],
) -> None:
    language = part.get("language")
    for key, what in fields[kind]:
        value = part.get(key)
        if not value:
            continue
        several = isinstance(value, list)
        for at, each in enumerate(value if several else (value,)):
            path = (*above, key, at) if several else (*above, key)
            if isinstance(each, str):
                found.append((path, each, language))
            elif what == LOCALISED:
                found += [((*path, tag), text, tag) for tag, text in each.items()]
            else:
                _gather_of(fields, what, each, path, found)


@cache
def _localised() -> type[LocalisedText]:
    """Give the type of texts in several languages, which a store that is asked needs not."""
    from dialogues.languages.localised import LocalisedText

    return LocalisedText


_Text: TypeAlias = "tuple[str, LanguageTag | None]"


def _texts(record: Record) -> tuple[list[_Text], list[_Text]]:
    """Give the names of a record and its other texts, each with its language: passages, but for their paths."""
    names: list[_Text] = [(record.id, None)]
    rest: list[_Text] = []
    values = record.__dict__
    for name, key in _text_fields(type(record)):
        if values[name]:
            _gather_texts(record, ((name, key),), names if key in _NAMES else rest, rest)
    return names, rest


def _gather_texts(part: FileRecord, fields: Iterable[tuple[str, str]], found: list[_Text], rest: list[_Text]) -> None:
    values = part.__dict__
    language = values.get("language")
    for name, key in fields:
        value: Any = values[name]
        if not value:
            continue
        into = rest if key in _BACKING else found
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str):
                into.append((each, language))
            elif isinstance(each, _localised()):
                into += [(text, tag) for tag, text in each.items()]
            else:
                _gather_texts(each, _text_fields(each.__class__), into, rest)


@cache
def _text_fields(kind: type) -> tuple[tuple[str, str], ...]:
    """List the fields that are texts or have some below: attribute and key."""
    from dialogues.records.fields_of import fields_of  # here: a store knows where its texts are

    return tuple(
        (each.name, each.key)
        for each in fields_of(kind)
        if each.name not in _NO_TEXTS
        and each.reference is None
        and (each.holds in (str, _localised()) or (each.part is not None and _text_fields(each.part)))
    )


class Searched(NamedTuple):
    """The texts of a record as they are searched: tokens between blanks, names by their languages and all the rest."""

    names: tuple[tuple[str, str], ...]
    """The language's first subtag, empty where the record says none, and the tokens of the names in it."""
    called: str
    """The tokens of all names."""
    rest: str
    """The tokens of all other texts."""


def searched(record: Record) -> Searched:
    """Prepare the texts of a record."""
    names: dict[str, list[str]] = {}
    rest: list[str] = []
    left, letters = MOST_TOKENS, MOST_LETTERS
    called, others = _texts(record)
    # Names first: nothing is cut off there.
    for at, (text, language) in enumerate((*called, *others)):
        words = words_of(text)[: max(left, 0)]
        letters -= sum(map(len, words))
        if letters < 0:
            break
        if words:
            into = rest
            if at < len(called):
                into = names.setdefault("" if language is None else language.language, [])
            into += words
            into.append(GAP)
            left -= len(words) + 1
    if MOST_TOKENS - left > MOST_OF_ONE:
        _thin([*names.values(), rest])
    streams = tuple((language, _stream(words)) for language, words in names.items())
    return Searched(streams, "".join(stream for _, stream in streams), _stream(rest))


def _thin(streams: Iterable[list[str]]) -> None:
    """Take out what stands in a record too often, from then on; its place stays empty."""
    counted = Counter[str]()
    for words in streams:
        for at, word in enumerate(words):
            counted[word] += 1
            if word != GAP and counted[word] > MOST_OF_ONE:
                words[at] = GAP


def _stream(words: list[str]) -> str:
    return f" {' '.join(words)} " if words else ""


def marked(words: str, language: str) -> str:
    """Mark words with a language, so that they can be asked for in it alone; no text has a word like that."""
    each = f"{language}{GAP}"
    parted = words.split()
    return each + f" {each}".join(parted) if parted else ""


class Asked:
    """A question: what has to be there, and the reader's language."""

    __slots__ = ("_begin", "_whole", "language", "terms")

    def __init__(self, terms: tuple[Term, ...], language: str) -> None:
        self.terms = terms
        self.language = language
        self._whole = [f" {' '.join(each.tokens)} " for each in terms]
        self._begin = [whole[:-1] if each.begins else whole for whole, each in zip(self._whole, terms, strict=True)]

    def in_own_language(self) -> list[Term]:
        """Give the terms as whole words that are marked with the reader's language."""
        return [Term(tuple(marked(" ".join(each.tokens), self.language).split()), begins=False) for each in self.terms]

    def rank(self, texts: Searched) -> int | None:
        """Say how well a record answers, 0 best; None where it does not.

        0: it is called so in the reader's language; 1: in any language; 2: a name of it has words that begin so;
        3: its names and its other texts together have all the words; 4: or words that begin so.
        """
        called, rest = texts.called, texts.rest
        for each in self._begin:  # most records answer nothing, and this decides it
            if each not in called and each not in rest:
                return None
        if self.language and any(tongue == self.language and _has(words, self._whole) for tongue, words in texts.names):
            return 0
        if _has(called, self._whole):
            return 1
        if _has(called, self._begin):
            return 2
        return 3 if all(each in called or each in rest for each in self._whole) else 4


RANKS = 5
"""How many ranks there are."""


def _has(words: str, wanted: Iterable[str]) -> bool:
    return all(each in words for each in wanted)


def date_key(date: Date | None) -> str:
    """Write a date so that texts are in the order of the dates; no date stands last.

    >>> from dialogues import Date
    >>> sorted(map(date_key, map(Date.parse, ["2015-01-01", "2015?", "2015"])))
    ['201501010000', '201501010001', '201501011100']
    """
    if date is None:
        return "~"
    known = f"{date.month is not None:d}{date.day is not None:d}"
    doubt = f"{date.approximate:d}{date.uncertain:d}"
    return f"{date.year:04}{date.month or 1:02}{date.day or 1:02}{known}{doubt}"
