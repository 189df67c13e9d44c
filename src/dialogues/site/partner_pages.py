"""The pages of partners: the life of a dialogue in order of time, and who took part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dialogues.records import Agreement, Event, Record, time_key
from dialogues.registry.display import acronym_of
from dialogues.registry.partners import Dialogue
from dialogues.site.addresses import partner_folder
from dialogues.site.pictures import KINDS, Lane, Mark, Svg, timeline, world
from dialogues.site.reader import Reader
from dialogues.site.shown import Text
from dialogues.site.site import File, Row, Site

_MOST_LANES, _MOST_MARKS = 60, 1_500
_ROOM = 25  # letters of a name before a line


class Partner(NamedTuple):
    """A partner in a list."""

    name: Text
    """Its name, with a link to its page."""
    since: str
    """Since when there is an agreement with it; empty where nobody knows."""
    told: str
    """How much is on record of it."""


class Year(NamedTuple):
    """A year of a dialogue."""

    text: str
    """The year; empty for what has no date."""
    records: tuple[Row, ...]
    """What happened in it, in order of time, or the first of it."""
    more: int = 0
    """How much there is besides."""


class Taking(NamedTuple):
    """A person who took part."""

    name: Text
    """The person."""
    offices: str
    """The offices that sources name."""


class PartnerPages:
    """Writes the pages of partners in one language, and gives what other pages show of them."""

    def __init__(self, site: Site, reader: Reader) -> None:
        self._site = site
        self._reader = reader

    def pages(self) -> Iterator[File]:
        """Give the list of partners, and a page for each."""
        dialogues = self._site.registry.dialogues
        if not dialogues:
            return
        title = self._reader.say("Partners")
        yield self._site.page(
            "partners.html", self._reader, ["partners"], title, partners=self.partners(), map=self.map()
        )
        for key, dialogue in dialogues.items():
            yield self._page(key, dialogue)

    def partners(self) -> list[Partner]:
        """Give all partners, in the order of their names."""
        named = [(self._reader.partner(key), each) for key, each in self._site.registry.dialogues.items()]
        named.sort(key=lambda each: (self._reader.order(each[0].text), each[1].partner.key))
        return [Partner(name, self._since(each), self._told(each)) for name, each in named]

    def _since(self, dialogue: Dialogue) -> str:
        first = min((each.span.start for each in dialogue.in_use["agreements"] if each.span.start), default=None)
        return "" if first is None else self._reader.say("since {year}", year=first.year)

    def _told(self, dialogue: Dialogue) -> str:
        counts = [(name, len(records)) for name, records in dialogue.in_use.items() if records]
        return " · ".join(f"{self._reader.word('collection', name)}: {number}" for name, number in counts)

    def map(self) -> Svg:
        """Draw the partners on a map of the world."""
        dots = []
        for key, dialogue in self._site.registry.dialogues.items():
            if key.isupper() and "-" not in key:
                number = sum(map(len, dialogue.in_use.values()))
                dots.append((key, f"{self._reader.partner(key).text} ({number})", number))
        return world(dots, self._reader.say("Where the partners are"))

    def timeline(self, dialogues: Iterable[Dialogue]) -> Svg:
        """Draw what happened with partners; nothing where they are too many for a picture."""
        dialogues = list(dialogues)
        if (
            len(dialogues) > _MOST_LANES
            or sum(len(part) for each in dialogues for part in each.in_use.values()) > _MOST_MARKS
        ):
            return Svg()
        lanes = [Lane(lane_name(each.partner.key, self._reader), self._marks(each)) for each in dialogues]
        return timeline(lanes, self._reader.say("What happened when"), legend(self._reader))

    def _marks(self, dialogue: Dialogue) -> list[Mark]:
        return [mark_of(each, self._reader) for part in dialogue.in_use.values() for each in part if each.span.start]

    def _page(self, key: str, dialogue: Dialogue) -> File:
        reader = self._reader
        named = reader.partner(key)
        heading = Text(named.text if key.isupper() else reader.full_partner_name(key), named.language)
        records = [each for part in dialogue.in_use.values() for each in part]
        counts = [Count(reader.collection(name), len(part)) for name, part in dialogue.in_use.items() if part]
        return self._site.page(
            "partner.html",
            reader,
            ["partners", partner_folder(key, self._site.registry.dialogues)],
            heading.text,
            f"{heading.text}: {self._told(dialogue)}",
            heading=heading,
            counts=counts,
            organisation=None if key.isupper() else reader.record(key),
            timeline=self.timeline([dialogue]),
            years=years(self._site, reader, records),
            people=self._people(records),
        )

    def _people(self, records: Sequence[Record]) -> list[Taking]:
        """Give who signed or contributed, with the offices that sources name."""
        found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for record in records:
            for person, name, office in _taking_part(record):
                found[person, name].update(dict.fromkeys([office] if office else []))
        people = [
            Taking(self._reader.record(person) if person else Text(name), "; ".join(offices))
            for (person, name), offices in found.items()
        ]
        return sorted(people, key=lambda each: self._reader.order(each.name.text))


class Count(NamedTuple):
    """How many records of a collection there are."""

    text: str
    """The collection, in the reader's language."""
    number: int
    """How many."""
    href: str = ""
    """Where they are listed."""


def _taking_part(record: Record) -> Iterator[tuple[str, str, str]]:
    if isinstance(record, Agreement):
        for party in record.parties:
            for each in party.signatories:
                yield each.person or "", "" if each.person else each.name, each.office or ""
    elif isinstance(record, Event):
        for contribution in record.contributions:
            if contribution.person:
                yield contribution.person, "", contribution.office or ""


def years(site: Site, reader: Reader, records: Iterable[Record], most: int | None = None) -> list[Year]:
    """Put records in order of time, by the year in which they were or began; at most so many of a year."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for each in sorted(records, key=time_key):
        start = each.span.start
        found["" if start is None else str(start.year)].append(each)
    return [
        Year(text, tuple(site.row(reader, each) for each in held[:most]), len(held) - len(held[:most]))
        for text, held in found.items()
    ]


def mark_of(record: Record, reader: Reader) -> Mark:
    """Give a record as a mark of a time line; it must have a beginning."""
    start, end, lasts = record.span
    assert start is not None
    name = f"{reader.when(record)}: {reader.record(record.id).text}"
    return Mark(record.collection, name, start, end, lasts)


def lane_name(key: str, reader: Reader) -> str:
    """Name a partner before its line: an organisation whose name has no room there by its acronym."""
    name = reader.partner(key).text
    return name if len(name) <= _ROOM else acronym_of(reader.registry, key) or name


def legend(reader: Reader) -> list[tuple[str, str]]:
    """Name the collections of a time line."""
    return [(name, reader.word("collection", name)) for name in KINDS]
