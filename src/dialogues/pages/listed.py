"""The records that stand on a listing, and which of them an entry of a page means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias, cast

from attrs import define, field

from dialogues.names.folding import fold
from dialogues.pages.entries import Entry, EntryKind
from dialogues.pages.partners import acronym
from dialogues.records import Agreement, Publication
from dialogues.records.address import web_address
from dialogues.registry import Registry

ListedRecord: TypeAlias = Agreement | Publication


@define(slots=False)
class Listed:
    """The records of a listing, in its order, with indices that are built once."""

    records: dict[str, ListedRecord]
    """The records by id."""
    registry: Registry = field(repr=False)
    """The registry that they are of."""

    @cached_property
    def _places(self) -> dict[str, int]:
        return {identifier: place for place, identifier in enumerate(self.records)}

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _index((plain(each.name), key) for key, record in self.records.items() for each in record.listed)

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        return _index(
            (plain(text), key) for key, record in self.records.items() for text in (record.title or {}).values()
        )

    @cached_property
    def _by_partner(self) -> dict[str, list[str]]:
        return _index(
            (partner, key)
            for key, record in self.records.items()
            if isinstance(record, Agreement)
            for partner in partners_of(record, self.registry)
        )

    def meant_by(self, entry: Entry, among: Mapping[str, object]) -> ListedRecord | None:
        """Give the record that an entry means, of those left: by the printed name, else by the partner or a title.

        A title that names a partner means its record only where the partner has no other one.
        """
        names = names_of(entry)
        found = self._first(among, [self._by_name.get(name, []) for name in names])
        if found is None and entry.kind is EntryKind.AGREEMENT:
            found = self._first(among, [self._by_title.get(name, []) for name in names])
            with_partner = {key for code in entry.countries for key in self._by_partner.get(code, []) if key in among}
            found = found or (with_partner.pop() if len(with_partner) == 1 else None)
        elif found is None:
            partners = partner_keys(entry, self.registry) if entry.kind is EntryKind.PARTNER else set()
            partnered = [self._by_partner.get(partner, []) for partner in partners]
            of_publications = [self._publications(self._by_title.get(name, [])) for name in names]
            found = self._first(among, [*partnered, *of_publications])
        return self.records[found] if found is not None else None

    def _publications(self, keys: list[str]) -> list[str]:
        return [key for key in keys if isinstance(self.records[key], Publication)]

    def _first(self, among: Mapping[str, object], found: list[list[str]]) -> str | None:
        left = (next((key for key in keys if key in among), None) for keys in found)
        return min((key for key in left if key is not None), key=self._places.__getitem__, default=None)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, key in pairs:
        found.setdefault(name, []).append(key)
    return found


def listed_records(source: str, registry: Registry) -> Listed:
    """Give the records that say they are listed, in the order of the listing: on the page's own, else on any."""
    known = source if source in registry.sources else source_with(source, registry)
    records = [
        (place, identifier, record)
        for place, collection in enumerate((registry.agreements, registry.publications))
        for identifier, record in cast("Mapping[str, ListedRecord]", collection).items()
        if record.listed
    ]
    if not any(each.source == known for _, _, record in records for each in record.listed):
        known = ""
    found: list[tuple[int, int, str, ListedRecord]] = []
    for place, identifier, record in records:
        positions = [each.position for each in record.listed if known in ("", each.source)]
        if positions:
            found.append((place, positions[0], identifier, record))
    return Listed(
        {identifier: record for _, _, identifier, record in sorted(found, key=lambda each: each[:3])}, registry
    )


def source_with(address: str, registry: Registry) -> str:
    """Give the id of the source that has an address; empty where none has."""
    written = web_address(address) if address else None
    return next(
        (
            each.id
            for each in registry.sources.values()
            if written and each.address and web_address(each.address) == written
        ),
        "",
    )


def unlisted_records(listed: Listed) -> Listed:
    """Give the agreements and publications that do not say they are on the listing."""
    registry = listed.registry
    records: dict[str, ListedRecord] = {
        key: record
        for collection in (registry.agreements, registry.publications)
        for key, record in cast("Mapping[str, ListedRecord]", collection).items()
        if key not in listed.records
    }
    return Listed(records, registry)


def partners_of(agreement: Agreement, registry: Registry) -> Iterator[str]:
    """Give all that an agreement's partner is known by: country, organisation, and what that is a part of."""
    seen: set[str] = set()
    for party in agreement.partners:
        if party.country and party.country not in seen:
            seen.add(party.country)
            yield party.country
        organisation: str | None = party.organisation
        while organisation and organisation not in seen:
            seen.add(organisation)
            yield organisation
            held = registry.organisations.get(organisation)
            organisation = held.part_of if held is not None else None


def partner_keys(entry: Entry, registry: Registry) -> set[str]:
    """Give the codes of the countries that an entry's name may mean, else the ids of the organisations."""
    return set(entry.countries) or organisations_named(entry.name, registry)


def organisations_named(name: str, registry: Registry) -> set[str]:
    """Give the ids of what a name means: as printed, without the acronym in brackets, and by it alone."""
    short = acronym(name)
    for text in (name, name.removesuffix(f"({short})").strip(), short) if short else (name,):
        found: set[str] = {each.record.id for each in registry.find(text) if each.record is not None and each.named}
        if found:
            return found
    return set()


def names_of(entry: Entry) -> set[str]:
    """Give the names that an entry goes by: what is printed, and without the kind that stands before it."""
    return {name for name in (plain(entry.name), plain(entry.name.partition(":")[2])) if name}


def plain(name: str) -> str:
    """Write a name so that two spellings of it are equal: folded, its letters and digits alone."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(name)).split())
