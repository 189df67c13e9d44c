"""The words of records by which they are found where nothing is called so: titles, numbers, people, offices, places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.names.folding import fold, fold_accents
from dialogues.records import kinds
from dialogues.registry.found import How

if TYPE_CHECKING:
    from dialogues.records import Identifier, Record

# Words that say nothing about which record is meant, in the languages of the titles.
_EMPTY_WORDS = frozenset(
    (  # noqa: SIM905  # 58 words in two lines
        "a an and between eu european for from in of on the to union with al con da de del do dos e el en entre la las "
        "le les los o para por sobre y à et du des sur avec der die das mit und von zu і з у в на между и"
    ).split()
)
# By kind of agreement, as text: the closed lists take 3 ms, and a store has the words of its records as rows.
_KIND_WORDS = {
    "memorandum-of-understanding": "mou",
    "letter-of-intent": "loi",
    "exchange-of-letters-of-intent": "loi letter",
}


_WORD = re.compile(r"[^\s()\[\]<>;:!?¿¡（）「」]+")


_DIGIT = re.compile("[0-9]")


def significant(key: str) -> list[str]:
    """Give the words of a folded text that can tell one record from another; none for one word of two letters."""
    words = [word for word in ([key] if key.isalpha() else _WORD.findall(key)) if word not in _EMPTY_WORDS]
    # A word of Chinese or Japanese may have two letters.
    return [] if len(words) == 1 and len(words[0]) < 3 and words[0] < "\u2e80" else words


def number_of(text: str) -> str:
    """Write a number without case, spaces and punctuation, as numbers are compared; empty for what has no digit.

    >>> number_of("Trb. 1995, 7"), number_of("treaty")
    ('trb19957', '')
    """
    if text.isalpha() or (text.isascii() and not _DIGIT.search(text)):
        return ""
    bare = "".join(filter(str.isalnum, text.casefold()))
    return bare if any(map(str.isdigit, bare)) else ""


def numbers(record: Record) -> Iterator[tuple[str, str]]:
    """Give the numbers that a record is known by, each as it is compared and as it is written."""
    if not isinstance(record, kinds.Agreement | kinds.Publication | kinds.Source):
        return
    # What it relates to has numbers of its own.
    known: list[Identifier] = [*record.identifiers]
    for each in known:
        for text in (each.value, each.printed, f"{each.scheme} {each.value}"):
            if text and (number := number_of(text)):
                yield number, text
    for printing in record.published_in if isinstance(record, kinds.Agreement) else ():
        for text in (printing.number, f"{printing.title} {printing.number}" if printing.number else None):
            if text and (number := number_of(text)):
                yield number, text


class Layer(NamedTuple):
    """Words of one sort."""

    how: How
    """What sort of words they are."""
    collections: tuple[str, ...]
    """The collections whose records have them; none for any."""
    texts: Callable[[Record, Sequence[Any]], Iterator[str | None]]
    """Gives the texts of a record, and of its parts, that hold them."""
    partners: bool = False
    """Whether a word may also name the partner."""
    last: bool = False
    """Whether what is found in it is not looked for any further."""


class WordIndex:
    """The words of records, by layer; each layer is indexed when it is first needed."""

    __slots__ = ("_layers", "_records")

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._layers: dict[int, Mapping[str, Sequence[str]]] = {}

    def with_words(self, words: list[str], countries: Callable[[str], list[str]]) -> dict[str, How]:
        """Find the records all of whose words are there, layer by layer, and within one in the registry's order.

        ``countries`` gives the codes of the countries that a word names.
        """
        found: dict[str, How] = {}
        plain = [fold_accents(word) for word in words]
        wanted = set(plain)
        for number, layer in enumerate(LAYERS):
            index = self._layers.get(number) or self._index(number)
            if len(plain) == 1:  # it was looked up as a name of a country before
                chosen = index.get(plain[0], ())
            elif layer.partners:
                chosen = self._in_order(_with_all(index, zip(words, plain, strict=True), countries))
            elif index.keys() >= wanted:
                chosen = self._in_order(set.intersection(*[set(index[word]) for word in wanted]))
            else:
                continue
            for each in chosen:
                found.setdefault(each, layer.how)
            if found and layer.last:
                break
        return found

    def _index(self, number: int) -> Mapping[str, Sequence[str]]:
        """Give the ids of the records that have a word in a layer."""
        if number not in self._layers:
            from dialogues.records.fields_of import parts_of  # here: a store has the words in a table

            index: defaultdict[str, list[str]] = defaultdict(list)
            for identifier, record in self._records.items():
                for word in words_of(record, number, parts_of(record)):
                    index[word].append(identifier)
            self._layers[number] = dict(index)
        return self._layers[number]

    def _in_order(self, chosen: AbstractSet[str]) -> Sequence[str]:
        """Put ids in the order of the registry."""
        return [each for each in self._records if each in chosen] if chosen else ()


def _with_all(
    index: Mapping[str, Sequence[str]], words: Iterable[tuple[str, str]], countries: Callable[[str], list[str]]
) -> set[str]:
    """Give the ids of the records that have all words, without their accents, or the country that a word names."""
    chosen: set[str] | None = None
    for word, plain in words:
        met = set(index.get(plain, ()))
        for code in countries(word):
            met.update(index.get(f"={code}", ()))
        chosen = met if chosen is None else chosen & met
        if not chosen:
            break
    return chosen or set()


def words_of(record: Record, layer: int, parts: Sequence[Any]) -> set[str]:
    """Give the words of a record, and of its parts, in a layer of :data:`LAYERS`."""
    if record.collection not in (LAYERS[layer].collections or (record.collection,)):
        return set()
    return {word for text in LAYERS[layer].texts(record, parts) if text for word in _words(text)}


@lru_cache(4_096)
def _words(text: str) -> tuple[str, ...]:
    """Give the words of a text; a code behind an equals sign is kept as it is."""
    return (text,) if text.startswith("=") else tuple(_WORD.findall(fold_accents(fold(text))))


def _titles(record: Record, _parts: Sequence[Any]) -> Iterator[str | None]:
    if isinstance(record, kinds.Agreement | kinds.Publication | kinds.Event):
        yield from record.title.values() if record.title else ()
        yield record.kind.value.replace("-", " ")
    if isinstance(record, kinds.Agreement | kinds.Publication):
        yield from (each.title for each in record.documents)
    if isinstance(record, kinds.Agreement):
        yield from (each.text for each in record.other_titles)
        yield from record.designation.values() if record.designation else ()
        yield _KIND_WORDS.get(record.kind)
        yield from (f"={party.country}" for party in record.parties if party.country)
        yield from map(str, record.years)
        yield from (each.title for each in record.published_in)


def _people(record: Record, _parts: Sequence[Any]) -> Iterator[str | None]:
    if isinstance(record, kinds.Agreement):
        yield from (each.name for party in record.parties for each in party.signatories)


def _offices(record: Record, parts: Sequence[Any]) -> Iterator[str | None]:
    yield from (each.office for each in parts if isinstance(each, kinds.Signatory))
    yield from (each.printed for each in parts if isinstance(each, kinds.Party))
    if isinstance(record, kinds.Event):
        yield from (text for each in record.contributions for text in (each.office, each.group))


def _places(_record: Record, parts: Sequence[Any]) -> Iterator[str | None]:
    for part in parts:
        if isinstance(part, kinds.Place):
            yield from (part.city, part.area)
        elif isinstance(part, kinds.Signature) and isinstance(part.place, str):
            yield part.place


LAYERS = (
    Layer(How.TITLE_WORD, ("agreements", "publications"), _titles, partners=True, last=True),
    Layer(How.TITLE_WORD, ("events",), _titles, last=True),
    Layer(How.SIGNATORY, ("agreements",), _people),
    Layer(How.OFFICE, ("agreements", "events"), _offices),
    Layer(How.PLACE, (), _places),
)
"""Where words are looked for, the likeliest first."""
