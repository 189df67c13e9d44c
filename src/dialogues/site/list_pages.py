"""The pages that list records: each collection, and each collection by kind, partner and year, without a script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dialogues.records import RECORD_TYPES, Record, time_key
from dialogues.site.addresses import partner_folder
from dialogues.site.reader import Reader, capital
from dialogues.site.shown import Text
from dialogues.site.site import TIMED, File, Site

A_PAGE = 500
"""How many records a page lists."""


class Choice(NamedTuple):
    """A page that a list can be narrowed to."""

    text: str
    """What the records there have in common."""
    language: str | None
    """The language of that text, where it may be another."""
    href: str
    """Where the page is."""
    number: int
    """How many records there are."""


class Filter(NamedTuple):
    """A way to narrow a list down."""

    label: str
    """What it goes by."""
    choices: tuple[Choice, ...]
    """The pages."""
    is_open: bool
    """Whether the page is one of them."""


class Cut(NamedTuple):
    """The records of a collection that have something in common."""

    by: str
    """The criterion: ``kind``, ``partner`` or ``year``."""
    folder: str
    """The name of its folder."""
    text: Text
    """What they have in common."""
    records: tuple[Record, ...]
    """The records."""


class ListPages:
    """Writes the lists of a collection in one language."""

    def __init__(self, site: Site, collection: str) -> None:
        self._site = site
        self._collection = collection
        held = site.registry.collections[collection]
        self._records = tuple(sorted(held.values(), key=time_key)) if collection in TIMED else tuple(held.values())

    def of(self, reader: Reader) -> Iterator[File]:
        """Give the pages of a language."""
        records = self._ordered(self._records, reader)
        cuts = list(self._cuts(records, reader))
        yield from self._list(reader, [self._collection], Text(reader.collection(self._collection)), records, cuts)
        for cut in cuts:
            folders = [self._collection, cut.by, cut.folder]
            yield from self._list(reader, folders, cut.text, cut.records, cuts)

    def _ordered(self, records: Sequence[Record], reader: Reader) -> tuple[Record, ...]:
        if self._collection in TIMED:
            return tuple(records)
        return tuple(sorted(records, key=lambda each: (reader.order(reader.record(each.id).text), each.id)))

    def _cuts(self, records: Sequence[Record], reader: Reader) -> Iterator[Cut]:
        """Give the ways to narrow the list down; one that all records would meet is none."""
        partners = {
            str(each.id): [
                (partner_folder(key, self._site.registry.dialogues), reader.partner(key)) for key in self._keys(each)
            ]
            for each in records
        }
        ways: Mapping[str, Mapping[str, list[tuple[str, Text]]]] = {
            "kind": {each.id: _kind(each, reader) for each in records},
            "partner": partners,
            "year": {each.id: [(f"{year:04}", Text(str(year))) for year in each.years[:1]] for each in records},
        }
        for by, of in ways.items():
            held: defaultdict[str, list[Record]] = defaultdict(list)
            texts: dict[str, Text] = {}
            for each in records:
                for folder, text in of[each.id]:
                    held[folder].append(each)
                    texts[folder] = text
            if len(held) < _FEWEST:
                continue
            if by == "year":
                order = sorted(held)
            else:
                order = sorted(held, key=lambda each: (reader.order(texts[each].text), each))
            for folder in order:
                text = texts[folder]
                yield Cut(by, folder, Text(capital(text.text), text.language), tuple(held[folder]))

    def _keys(self, record: Record) -> tuple[str, ...]:
        registry = self._site.registry
        if record.collection == "agreements":
            return tuple(key for key in registry.partner_keys(record.id) if key in registry.dialogues)
        return tuple(code for code in record.partner_countries if code in registry.dialogues)

    def _list(
        self, reader: Reader, folders: Sequence[str], heading: Text, records: Sequence[Record], cuts: Sequence[Cut]
    ) -> Iterator[File]:
        """Write a list, on several pages where it is long."""
        parts = [records[at : at + A_PAGE] for at in range(0, len(records), A_PAGE)] or [()]
        places = [[*folders, *([f"page-{at + 1}"] if at else [])] for at in range(len(parts))]
        name = reader.collection(self._collection)
        narrowed_by = {"kind": "Kind", "partner": "Partner", "year": "Year"}.get(folders[1]) if len(folders) > 1 else ""
        title = heading.text if len(folders) == 1 else f"{name}: {heading.text}"
        for at, (part, place) in enumerate(zip(parts, places, strict=True)):
            number = f" ({at + 1})" if at else ""
            yield self._site.page(
                "collection.html",
                reader,
                place,
                title + number,
                heading=heading,
                collection_name=name,
                narrowed=len(folders) > 1,
                narrowed_by=reader.say(narrowed_by) if narrowed_by else "",
                all_page=reader.page(self._collection),
                number=len(records),
                filters=self._filters(reader, cuts, folders),
                records=[self._site.row(reader, each) for each in part],
                pages=[Choice(str(each + 1), None, reader.page(*places[each]), 0) for each in range(len(parts))]
                if len(parts) > 1
                else [],
            )

    def _filters(self, reader: Reader, cuts: Sequence[Cut], folders: Sequence[str]) -> list[Filter]:
        labels = {"kind": reader.say("Kind"), "partner": reader.say("Partner"), "year": reader.say("Year")}
        filters = []
        for by, label in labels.items():
            choices = tuple(
                Choice(
                    cut.text.text, cut.text.language, reader.page(self._collection, by, cut.folder), len(cut.records)
                )
                for cut in cuts
                if cut.by == by
            )
            if choices:
                filters.append(Filter(label, choices, by in folders))
        return filters


_FEWEST = 2


def _kind(record: Record, reader: Reader) -> list[tuple[str, Text]]:
    return [(record.kind_word, Text(reader.kind(record)))] if record.kind_field else []


def list_pages(site: Site, reader: Reader) -> Iterator[File]:
    """Give the lists of all collections that have a record."""
    for collection in RECORD_TYPES:
        if len(site.registry.collections[collection]):
            yield from ListPages(site, collection).of(reader)
