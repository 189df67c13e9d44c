"""The words of records by which they are found where nothing is called so: titles, numbers, people, offices, places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.names.folding import MAX_LENGTH, fold, fold_accents
from dialogues.records import kinds
from dialogues.records.order import as_they_lie
from dialogues.registry.found import How

if TYPE_CHECKING:
    from dialogues.records import Agreement, Event, Party, Place, Publication, Record

# Words that say nothing about which record is meant, in the languages of the titles.
_EMPTY_WORDS = frozenset(
    (  # noqa: SIM905  # 58 words in two lines
        "a an and between eu european for from in of on the to union with al con da de del do dos e el en entre la las "
        "le les los o para por sobre y à et du des sur avec der die das mit und von zu і з у в на между и"
    ).split()
)
# By kind of agreement, as text: the closed lists take 3 ms, and a store has the words of its records as rows.
_KIND_WORDS = {
    "memorandum of understanding": "mou",
    "letter of intent": "loi",
    "exchange of letters of intent": "loi letter",
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
    if text.isalpha() or not (_DIGIT.search(text) if text.isascii() else any(map(str.isdigit, text))):
        return ""
    return "".join(filter(str.isalnum, text.casefold()))


def numbers(record: Record) -> Sequence[tuple[str, str]]:
    """Give the numbers that a record is known by, each as it is compared and as it is written."""
    if not isinstance(record, (kinds.Agreement, kinds.Publication, kinds.Source)):  # faster than a union
        return ()
    printings = record.published_in if isinstance(record, kinds.Agreement) else ()
    if not record.identifiers and not printings:
        return ()
    # What it relates to has numbers of its own.
    texts = [text for each in record.identifiers for text in (each.value, each.printed, f"{each.scheme} {each.value}")]
    texts += [text for each in printings if each.number for text in (each.number, f"{each.title} {each.number}")]
    return [(number, text) for text in texts if text and (number := number_of(text))]


class Layer(NamedTuple):
    """Words of one sort."""

    how: How
    """What sort of words they are."""
    partners: bool = False
    """Whether a word may also name the partner."""
    last: bool = False
    """Whether what is found in it is not looked for any further."""
    alike: bool = True
    """Whether many records have the same texts, and not only the same words."""


LAYERS = (
    Layer(How.TITLE_WORD, partners=True, last=True, alike=False),
    Layer(How.TITLE_WORD, last=True, alike=False),
    Layer(How.SIGNATORY),
    Layer(How.OFFICE),
    Layer(How.PLACE),
)
"""Where words are looked for, the likeliest first: the titles of agreements and publications, and those of events."""


class WordIndex:
    """The words of records, by layer; all are indexed when they are first needed."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records

    def with_words(self, words: list[str], countries: Callable[[str], list[str]]) -> dict[str, How]:
        """Find the records all of whose words are there, layer by layer, and within one in the registry's order.

        ``countries`` gives the codes of the countries that a word names.
        """
        found: dict[str, How] = {}
        plain = [fold_accents(word) for word in words]
        first = plain[0]
        every: Iterable[tuple[How, bool, Any]]
        if len(plain) == 1:  # it was looked up as a name of a country before
            every = [(how, last, met) for how, _, last, index in self._asked if (met := index.get(first))]
        else:
            every = self._with_all(words, plain, countries)
        for how, last, chosen in every:
            for each in self._in_order(set(chosen)):
                found.setdefault(each, how)
            if last:
                break
        return found

    def _with_all(
        self, words: list[str], plain: list[str], countries: Callable[[str], list[str]]
    ) -> Iterator[tuple[How, bool, set[Any]]]:
        """Give the records that have several words in a layer, for each layer that has some."""
        for how, partners, last, index in self._asked:
            if partners:
                chosen = _with_all(index, words, plain, countries)
            else:
                known = [index.get(word, ()) for word in plain] if plain[0] in index else [()]
                chosen = set.intersection(*map(set, known)) if all(known) else set()
            if chosen:
                yield how, last, chosen

    @cached_property
    def _asked(self) -> Sequence[tuple[How, bool, bool, Mapping[str, Any]]]:
        """The layers with their indices, in the order in which they are asked."""
        return [(each.how, each.partners, each.last, index) for each, index in zip(LAYERS, self._layers, strict=True)]

    @cached_property
    def _layers(self) -> Sequence[Mapping[str, Iterable[Any]]]:
        """Where records stand in the registry that have a word, by layer.

        One walk gathers all layers, since reaching the parts of a record costs more than what is done with them. A text
        is parted, and a word folded, once.
        """
        gathered = [
            (each.alike, defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)) for each in LAYERS
        ]
        for place, record in as_they_lie(self._records.values()):
            for number, found in texts_of(record):
                alike, of_text, of_word = gathered[number]
                for text in found:
                    if alike or text[0] == "=":
                        of_text[text].append(place)
                    else:
                        for word in text[:MAX_LENGTH].split(" "):
                            of_word[word].append(place)
        return [_by_word(of_text, of_word) for _, of_text, of_word in gathered]

    @cached_property
    def _ids(self) -> Sequence[str]:
        return tuple(self._records)

    def _in_order(self, chosen: AbstractSet[Any]) -> Sequence[str]:
        """Give the ids of records in the order of the registry."""
        return [self._ids[place] for place in sorted(chosen)]


def _by_word(texts: Mapping[str, list[int]], words: Mapping[str, list[int]]) -> Mapping[str, Sequence[int]]:
    """Give the places of records by word, of those by whole text and of those by the word as it is written."""
    found: dict[str, list[int]] = {}
    more: defaultdict[str, list[list[int]]] = defaultdict(list)
    for words_of_each, held in ((_words, texts), (_folded, words)):
        for text, places in held.items():
            for word in words_of_each(text):
                if word in found:
                    more[word].append(places)
                else:
                    found[word] = places
    for word, others in more.items():
        found[word] = [*found[word], *chain(*others)]
    return found


def _with_all(
    index: Mapping[str, Any], words: Iterable[str], plain: Iterable[str], countries: Callable[[str], list[str]]
) -> set[Any]:
    """Give the records that have all words, without their accents, or the country that a word names."""
    chosen: set[Any] | None = None
    for word, bare in zip(words, plain, strict=True):
        met = set(index.get(bare, ()))
        for code in countries(word):
            met.update(index.get(f"={code}", ()))
        chosen = met if chosen is None else chosen & met
        if not chosen:
            break
    return chosen or set()


def words_of(record: Record) -> list[set[str]]:
    """Give the words of a record, and of its parts, for each of :data:`LAYERS`."""
    found: list[set[str]] = [set() for _ in LAYERS]
    for number, texts in texts_of(record):
        found[number] |= {word for text in texts for word in _words(text)}
    return found


def _words(text: str) -> Iterable[str]:
    """Give the words of a text; a code behind an equals sign is kept as it is."""
    if text.startswith("="):
        return (text,)
    return chain.from_iterable(map(_folded_lately, text[:MAX_LENGTH].split(" ")))


def _folded(written: str) -> Sequence[str]:
    """Give the words of what stands between two blanks, which are those that it gives within its text."""
    if written.isascii() and written.isalnum():  # as nearly all do
        return (written.lower(),)
    return _WORD.findall(fold_accents(fold(written)))


_folded_lately = lru_cache(4_096)(_folded)


def texts_of(record: Record) -> Sequence[tuple[int, Sequence[str]]]:
    """Give the texts of a record, and of its parts, whose words it is found by, with the number of their layer."""
    texts = _TEXTS.get(record.collection)
    return () if texts is None else texts(record)


def _of_agreement(record: Agreement) -> Sequence[tuple[int, Sequence[str]]]:
    titles = _of_title(record)
    if record.other_titles:
        titles += [each.text for each in record.other_titles]
    if record.designation:
        titles += record.designation.values()
    if titles[0] in _KIND_WORDS:
        titles.append(_KIND_WORDS[titles[0]])
    if record.published_in:
        titles += [each.title for each in record.published_in if each.title]
    people, offices = _of_parties(record.parties, titles)
    places: list[str] = []
    for act in record.signed:
        if act.date is not None:
            titles.append(str(act.date.year))
        if act.place is not None:
            places += (act.place,) if isinstance(act.place, str) else _of_places((act.place,))
    return (0, titles), (2, people), (3, offices), (4, places)


def _of_parties(parties: Iterable[Party], titles: list[str]) -> tuple[list[str], list[str]]:
    """Give who signed, and the offices and what a text calls the parties; their countries are added to the titles."""
    people: list[str] = []
    offices: list[str] = []
    for party in parties:
        if party.country:
            titles.append(f"={party.country}")
        if party.printed:
            offices.append(party.printed)
        for each in party.signatories:
            people.append(each.name)
            if each.office:
                offices.append(each.office)
    return people, offices


def _of_publication(record: Publication) -> Sequence[tuple[int, Sequence[str]]]:
    return ((0, _of_title(record)),)


def _of_title(record: Agreement | Publication) -> list[str]:
    found = [record.kind.replace("-", " "), *(record.title.values() if record.title else ())]
    found += [each.title for each in record.documents if each.title]
    return found


def _of_event(record: Event) -> Sequence[tuple[int, Sequence[str]]]:
    titles = [record.kind.replace("-", " "), *(record.title.values() if record.title else ())]
    offices = [text for each in record.contributions for text in (each.office, each.group) if text]
    return (1, titles), (3, offices), (4, _of_places(() if record.place is None else (record.place,)))


def _of_places(places: Iterable[Place]) -> Sequence[str]:
    return [text for each in places for text in (each.city, each.area) if text]


_TEXTS: Mapping[str, Callable[[Any], Sequence[tuple[int, Sequence[str]]]]] = {
    "agreements": _of_agreement,
    "publications": _of_publication,
    "events": _of_event,
    "programmes": lambda record: ((4, _of_places(record.places)),),
    "cooperations": lambda record: ((4, _of_places(record.ends)),),
}
