"""The page of a record: what it says, what each value rests on, and what it has to do with others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dialogues.languages.localised import LocalisedText
from dialogues.records import Agreement, Record, Source, time_key
from dialogues.records.fields_of import references
from dialogues.registry.statements import Stance, Statement, statements
from dialogues.site.addresses import INDEX
from dialogues.site.backing import field_at, language_of
from dialogues.site.downloads import names_of_record, of_record
from dialogues.site.facts import Facts
from dialogues.site.feeds import name_of
from dialogues.site.linked import linked
from dialogues.site.reader import Reader, capital
from dialogues.site.shown import Text
from dialogues.site.site import File, Row, Site, heading_of
from dialogues.vocabulary import RelationKind

MOST = 200
"""How many records a page names under one connection."""
_INVERSE = {kind.inverse: kind for kind in RelationKind}


class Related(NamedTuple):
    """The records that are the same to one."""

    label: str
    """What they are to it."""
    records: tuple[Row, ...]
    """The records, in order of time."""
    more: int
    """How many there are besides."""


class Resting(NamedTuple):
    """A record that cites a source."""

    record: Text
    """The record."""
    said: tuple[dict[str, Any], ...]
    """For each value: its field, the quote and its language, and whether it is disputed."""


class RecordPages:
    """Writes the pages of records, and beside them their data."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._facts = {language: Facts(reader) for language, reader in site.readers.items()}
        self._resting: defaultdict[str, list[Statement]] = defaultdict(list)
        for each in statements(site.registry):
            self._resting[each.source].append(each)
        self._neighbours: dict[str, tuple[str, str]] = {}
        self._agreements = list(site.registry.agreements)
        self._places = {key: at for at, key in enumerate(self._agreements)}
        self._lines = {
            key: [self._places[each.id] for each in dialogue.agreements]
            for key, dialogue in site.registry.dialogues.items()
        }

    def of(self, record: Record) -> Iterator[File]:
        """Give the pages of a record: in each language, in none, and its data.

        Where its address in the manifest's way (``BASE/agreements/ID``) lies on the site there is a page, too: that is
        what citations and linked data name.
        """
        folder = self._site.folder(record.id)
        for reader in self._site.readers.values():
            yield self._page(record, reader, folder)
        lines = []
        if isinstance(record.heading, LocalisedText):
            lines = [Text(text, str(tag)) for tag, text in record.heading.items()][1:]
        first = heading_of(record, self._site.readers[self._site.languages[0]])
        if isinstance(record.heading, LocalisedText):
            tag, text = next(iter(record.heading.items()))
            first = Text(text, str(tag))
        page, data = f"{folder}/{INDEX}", f"{folder}/record.json"
        yield self._site.neutral(page, first, lines, [folder], data)
        if self._site.has_own_addresses:
            yield self._site.neutral(f"{record.collection}/{record.id}/{INDEX}", first, lines, [folder], data, page)
        yield from of_record(self._site, record)

    def _page(self, record: Record, reader: Reader, folder: str) -> File:
        site, facts, backing = self._site, self._facts[reader.language], self._site.backings[record.id]
        heading, when = heading_of(record, reader), reader.when(record)
        partners = reader.partners_of(record)
        told = [reader.kind(record), *(each.text for each in partners), when]
        address = name_of(site, record)
        retired = record.retired
        earlier, later = self._beside(record, reader)
        return site.page(
            "record.html",
            reader,
            [folder],
            heading.text,
            capital(", ".join(each for each in told if each)),
            record=record,
            heading=heading,
            when=when,
            partners=partners,
            disputes=site.disputes(record.id),
            facts=facts.of(record, backing),
            documents=facts.documents(record, backing),
            notes=facts.notes(record, backing),
            relations=self._relations(record, reader),
            resting=self._resting_on(record, reader),
            retired=retired,
            retired_on="" if retired is None else reader.date(retired.on).text,
            replaced_by=None if retired is None or not retired.replaced_by else reader.record(retired.replaced_by),
            downloads=names_of_record(site, record),
            changes=site.changes.get(record.id, ()),
            since=site.since_version,
            permanent=f"{folder}/{INDEX}",
            address=address,
            linked=linked(site, record, reader),
            earlier=earlier,
            later=later,
        )

    def _beside(self, record: Record, reader: Reader) -> tuple[Text | None, Text | None]:
        """Give the agreements with the same partner that stand next before and behind one."""
        if record.id not in self._neighbours:
            self._neighbours[record.id] = self._next_to(record) if isinstance(record, Agreement) else ("", "")
        before, behind = (reader.record(each) if each else None for each in self._neighbours[record.id])
        return before, behind

    def _next_to(self, record: Agreement) -> tuple[str, str]:
        """Look from an agreement to both sides, in the order of time: all of a partner's would be their square."""
        registry = self._site.registry
        before: list[int] = []
        behind: list[int] = []
        for key in registry.partner_keys(record.id):
            line = self._lines.get(key, ())
            at = bisect_left(line, self._places[record.id])
            before += self._first(record.id, line[:at][::-1][:MOST])
            behind += self._first(record.id, line[at + 1 : at + 1 + MOST])
        return (
            self._agreements[max(before)] if before else "",
            self._agreements[min(behind)] if behind else "",
        )

    def _first(self, identifier: str, places: Sequence[int]) -> list[int]:
        registry, agreements = self._site.registry, self._agreements
        found = next((each for each in places if registry.same_partner(identifier, agreements[each])), None)
        return [] if found is None else [found]

    def _relations(self, record: Record, reader: Reader) -> list[Related]:
        registry = self._site.registry
        found: defaultdict[str, list[Record]] = defaultdict(list)
        # What the record names itself is a link beside its label; what rests on a source is told with the words.
        told = {(each.relation, each.identifier) for each in references(record)}
        for kind, other in registry.related(record.id, same_partner=False):
            if kind != "source-of" and (kind, other) not in told:
                found[kind].append(registry[other])
        related = []
        for kind, records in found.items():
            ordered = sorted(records, key=time_key)
            rows = tuple(self._site.row(reader, each) for each in ordered[:MOST])
            related.append(Related(self._label(kind, reader), rows, max(len(ordered) - MOST, 0)))
        return sorted(related, key=lambda each: (len(each.records), each.label))

    @staticmethod
    def _label(kind: str, reader: Reader) -> str:
        if kind in set(RelationKind):
            return capital(reader.label(RelationKind(kind)))
        return capital(reader.word("RelationKind" if kind in _INVERSE else "relation", kind))

    def _resting_on(self, record: Record, reader: Reader) -> list[Resting]:
        if not isinstance(record, Source):
            return []
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for each in self._resting[record.id]:
            found[each.record].append(each)
        language = language_of(record)
        return [
            Resting(reader.record(key), tuple(self._said(each, reader, language) for each in said))
            for key, said in found.items()
        ]

    def _said(self, said: Statement, reader: Reader, language: str) -> dict[str, Any]:
        record = self._site.registry[said.record]
        # The text of a name or a note is what the part says: the part has the name.
        is_part = len(said.place) > 1 and said.place[-1] == "text"
        field = field_at(record, said.place[:-1] if is_part else said.place)
        return {
            "field": "" if field is None else capital(reader.word("part" if is_part else "field", field.name)),
            "quote": said.quote,
            "quoted": language,
            "disputes": said.stance is Stance.DISPUTES,
        }
