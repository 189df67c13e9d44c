"""What a registry looks up: made once, when somebody first asks, and never changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from dialogues.errors import AmbiguousName, NoPartner, UnknownName
from dialogues.names.folding import MAX_LENGTH
from dialogues.names.memo import Memo
from dialogues.records import Agreement, Manifest, Organisation, Party, Record, time_key
from dialogues.records.canonical import canonical_hash
from dialogues.registry.relations import Relations

if TYPE_CHECKING:
    from dialogues.registry.name_book import Found, NameBook

_BYTES_OF_FOUND = 2_000_000
_BYTES_OF_ONE = 600  # that was found, beside the text that was asked for


@frozen(eq=False, repr=False)
class Indices:
    """The indices over the records of a registry, and the answers that it remembers within a bound."""

    records: Mapping[str, Record]
    """All records by id, collection by collection."""
    manifest: Manifest | None = None
    """What the registry is."""

    def get(self, identifier: str, /) -> Record | None:
        """Give a record; None where there is none."""
        return self.records.get(identifier)

    @cached_property
    def names(self) -> NameBook:
        """The names of the records, beside those of the world's territories."""
        from dialogues.registry.name_book import NameBook  # here: only needed when somebody asks by name

        return NameBook(self.records)

    @cached_property
    def relations(self) -> Relations:
        """The relations between the records."""
        return Relations(self.records)

    @cached_property
    def found(self) -> Memo[str, tuple[Found, ...]]:
        """What names mean, remembered within a bound."""
        return Memo(self.names.find, most=_BYTES_OF_FOUND, each=_BYTES_OF_ONE)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over the ids of the records and the hashes of their canonical JSON, sorted by id.

        The manifest counts as a record whose id is empty.
        """
        hashes = {key: canonical_hash(record) for key, record in self.records.items()}
        if self.manifest is not None:
            hashes[""] = canonical_hash(self.manifest)
        lines = "".join(f"{key} {each}\n" for key, each in sorted(hashes.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    # Organisations and their parts

    def organisation(self, identifier: str | None) -> Organisation | None:
        """Give an organisation; None where it is missing or faulty, or the id is another record's."""
        record = self.records.get(identifier) if identifier else None
        return record if isinstance(record, Organisation) else None

    def whole_of(self, identifier: str) -> str:
        """Give the id of the organisation that one is a part of, directly or by way of others; its own id if of none.

        Of a circle, which the check tells of, every organisation is its own whole.
        """
        return self._wholes.get(identifier) or identifier

    @cached_property
    def _wholes(self) -> dict[str, str | None]:
        """The whole of each organisation that has one above it; None where the way up leads into a circle."""
        wholes: dict[str, str | None] = {}
        for identifier in self.records:
            way: dict[str, None] = {}
            top: str | None = identifier
            while top is not None and top not in wholes:
                if top in way:  # a circle
                    top = None
                    break
                organisation = self.organisation(top)
                if organisation is None:
                    break
                way[top] = None
                above = self.organisation(organisation.part_of)
                if above is None:
                    break
                top = above.id
            wholes.update(dict.fromkeys(way, wholes.get(top, top) if top is not None else None))
        return wholes

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        """The organisations that are directly a part of another one, by its id."""
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for record in self.records.values():
            if isinstance(record, Organisation) and record.part_of:
                parts[record.part_of].append(record.id)
        return dict(parts)

    # Partners and their agreements

    def key_of(self, party: Party) -> str:
        """Give what stands for a partner: its country's code, else the id of the whole organisation; empty for none."""
        return party.country or (self.whole_of(party.organisation) if party.organisation else "")

    @cached_property
    def _by_party(self) -> dict[str, dict[str, int]]:
        """The agreements of each partner's country and organisation, with their place in the order of time."""
        agreements = [record for record in self.records.values() if isinstance(record, Agreement)]
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for place, agreement in enumerate(sorted(agreements, key=time_key)):
            for party in agreement.partners:
                for key in (party.country, party.organisation):
                    if key:
                        found[key][agreement.id] = place
        return dict(found)

    def agreements_with(self, key: str) -> Sequence[str]:
        """Give the ids of the agreements with a country, or with an organisation or a part of it, in order of time."""
        found: dict[str, int] = {}
        seen: set[str] = set()
        left = [key]
        while left:
            part = left.pop()
            if part not in seen:
                seen.add(part)
                found |= self._by_party.get(part, {})
                left += self._parts.get(part, ())
        return sorted(found, key=found.__getitem__)

    def partners(self) -> Iterator[str]:
        """Give the keys of the partners, in the order of their first agreements."""
        agreements = [record for record in self.records.values() if isinstance(record, Agreement)]
        keys = (self.key_of(party) for each in sorted(agreements, key=time_key) for party in each.partners)
        yield from dict.fromkeys(key for key in keys if key)

    # Names

    def find(self, text: str) -> tuple[Found, ...]:
        """Find what a name means; see :meth:`dialogues.registry.Registry.find`."""
        return self.found[text] if len(text) <= MAX_LENGTH else ()

    def partner_key(self, text: str) -> str:
        """Give the key of the country or organisation that a name means, whether there are agreements with it or not.

        Raises :class:`~dialogues.errors.UnknownName`, its kind :class:`~dialogues.errors.NoPartner` for what can be
        no partner, and :class:`~dialogues.errors.AmbiguousName`.
        """
        if text in self._by_party:
            return text
        found = self.find(text)
        keys = list(dict.fromkeys(each.key for each in found))
        if len(keys) > 1:
            raise AmbiguousName(text, sorted(keys))
        if not keys:
            raise UnknownName(text, self.names.suggest(text))
        if found[0].country is None and self.organisation(keys[0]) is None:
            raise NoPartner(text, keys)
        return keys[0]
