"""What a registry looks up: made once, when somebody first asks, and never changed.

They stand in one module, however many: a store has the same from its tables, and takes each one's place by its name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from sys import getsizeof
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.errors import AmbiguousName, NoPartner, UnknownName
from dialogues.names.memo import Memo
from dialogues.records import kinds
from dialogues.records.order import as_they_lie
from dialogues.registry.relations import Relations
from dialogues.values import Gathering

if TYPE_CHECKING:
    from dialogues.records import Agreement, Manifest, Organisation, Party, Record
    from dialogues.registry.found import Found
    from dialogues.registry.name_book import NameBook
    from dialogues.registry.search import Texts

_BYTES_OF_FOUND = 2_000_000
_BYTES_OF_ONE = 500  # answer, beside the text that was asked for
_BYTES_OF_EACH = 120  # that is found


class Indices(Gathering):
    """The indices over the records of a registry, and the answers that it remembers within a bound."""

    records: Mapping[str, Record]
    """All records by id, collection by collection, agreements in order of time."""
    manifest: Manifest | None
    """What the registry is."""

    def __init__(self, records: Mapping[str, Record], manifest: Manifest | None = None) -> None:
        object.__setattr__(self, "records", records)
        object.__setattr__(self, "manifest", manifest)

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
        return Relations(self.records, self._bound)

    @cached_property
    def texts(self) -> Texts:
        """The texts of the records as they are searched."""
        from dialogues.registry.search import Texts  # here: only needed when somebody searches

        return Texts(self.records)

    @cached_property
    def found(self) -> Memo[str, tuple[Found, ...]]:
        """What names mean, remembered within a bound."""
        return Memo(self.names.find, most=_BYTES_OF_FOUND, each=_BYTES_OF_ONE, weigh=_weight)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over the ids of the records and the hashes of their canonical JSON, sorted by id.

        The manifest counts as a record whose id is empty.
        """
        import hashlib  # here: loading OpenSSL takes 5 ms, and few ask for the digest

        from dialogues.records.canonical import canonical_hash  # here: likewise

        hashes = {key: canonical_hash(record) for key, record in self.records.items()}
        if self.manifest is not None:
            hashes[""] = canonical_hash(self.manifest)
        lines = "".join(f"{key} {each}\n" for key, each in sorted(hashes.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    # Organisations and their parts

    def organisation(self, identifier: str | None) -> Organisation | None:
        """Give an organisation; None where it is missing or faulty, or the id is another record's."""
        record = self.records.get(identifier) if identifier else None
        return record if isinstance(record, kinds.Organisation) else None

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
    def parts(self) -> Mapping[str, Sequence[str]]:
        """The organisations that are directly a part of another one, by its id."""
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for record in self.records.values():
            if isinstance(record, kinds.Organisation) and record.part_of:
                parts[record.part_of].append(record.id)
        return dict(parts)

    @cached_property
    def lines(self) -> Mapping[str, frozenset[str]]:
        """The organisations that took each other's place, by each one's id."""
        near: defaultdict[str, set[str]] = defaultdict(set)
        for record in self.records.values():
            if isinstance(record, kinds.Organisation):
                for each in record.predecessors:
                    near[record.id].add(each.organisation)
                    near[each.organisation].add(record.id)
        lines: dict[str, frozenset[str]] = {}
        for identifier in near:
            if identifier not in lines:
                line = frozenset(reached(identifier, near))
                lines.update(dict.fromkeys(line, line))
        return lines

    def line_of(self, key: str) -> frozenset[str]:
        """Give a partner with those whose place it took, and those who took its own."""
        return self.lines.get(key) or frozenset((key,))

    # Partners and their agreements

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements, in order of time, as they are among the records."""
        return tuple([each for each in self.records.values() if isinstance(each, kinds.Agreement)])

    def key_of(self, party: Party) -> str:
        """Give what a party is shown as: the id of its organisation, else its territory or its country.

        The organisation is shown where it or the party has a territory, where the party has no country, or where it is
        of a kind that stands for itself (a province, a city, a university …); else it acts for the country. Of another
        kind, the whole of it is meant.
        """
        organisation = self.organisation(party.organisation)
        if organisation is not None and organisation.kind.stands_for_itself:
            return organisation.id
        if party.organisation and (self.territory_of(party) or not party.country):
            return self.whole_of(party.organisation)
        return party.territory or party.country or ""

    def territory_of(self, party: Party) -> str | None:
        """Give the part of a country that a party is, by itself or by its organisation; None for no part."""
        organisation = self.organisation(party.organisation)
        return party.territory or (organisation.territory if organisation is not None else None)

    def parties_named(self, parties: Iterable[Party]) -> Iterator[str]:
        """Give all that parties are looked up by: what they are shown as, their organisations and territories."""
        for party in parties:
            yield from filter(None, self._keys_of(party))

    def _keys_of(self, party: Party) -> tuple[str | None, ...]:
        return self.key_of(party), party.organisation, self.territory_of(party)

    @cached_property
    def by_partner(self) -> Mapping[str, Mapping[str, Any]]:
        """The agreements by what a partner is shown as, its organisation and its territory, in their order, with it."""
        found = dict(self.by_shown)
        for key, places in self._partners.acting.items():
            found[key] = _together([places, found[key]]) if key in found else places
        return found

    @property
    def by_shown(self) -> Mapping[str, Mapping[str, Any]]:
        """The same by what a partner is shown as alone."""
        return self._partners.shown

    @cached_property
    def _partners(self) -> _Partners:
        """What the partners of agreements are looked up by, gathered in one walk: to reach a party is what costs."""
        shown, acting, bound, of_country = (defaultdict[str, list[int]](list) for _ in range(4))
        known: dict[tuple[str | None, ...], Sequence[list[int]]] = {}
        for place, agreement in as_they_lie(self.agreements):
            for party in agreement.partners:
                named = party.organisation, party.territory, party.country  # on which alone it depends
                lists = known.get(named)
                if lists is None:
                    key = self.key_of(party)
                    others = {party.organisation, self.territory_of(party)} - {key}
                    lists = [shown[key]] if key else []
                    lists += [acting[each] for each in others if each]
                    if party.country:
                        lists += [of_country[party.country], *([] if party.territory else [bound[party.country]])]
                    known[named] = lists
                for each in lists:
                    each.append(place)
        ids = [key for key, record in self.records.items() if isinstance(record, kinds.Agreement)]

        def placed(held: Mapping[str, list[int]]) -> dict[str, dict[str, int]]:
            return {key: {ids[place]: place for place in sorted(places)} for key, places in held.items()}

        def listed(held: Mapping[str, list[int]]) -> dict[str, list[str]]:
            return {key: [ids[place] for place in sorted({*places})] for key, places in held.items()}

        return _Partners(placed(shown), placed(acting), listed(bound), listed(of_country))

    @cached_property
    def by_party(self) -> Mapping[str, Mapping[str, Any]]:
        """The agreements by what each party, on any side, is shown as, and by its organisation and its territory."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for place, agreement in enumerate(self.agreements):
            for key in self.parties_named(agreement.parties):
                found[key][agreement.id] = place
        return dict(found)

    @cached_property
    def by_anybody(self) -> Mapping[str, Mapping[str, Any]]:
        """The same by whoever is named among the parties, on any side, and by who signed."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for place, agreement in enumerate(self.agreements):
            for key in anybody_named(agreement):
                found[key][agreement.id] = place
        return dict(found)

    def _bound(self, country: str) -> Sequence[str]:
        """Give the ids of the agreements of which a country is a partner itself, in order of time."""
        return self._partners.bound.get(country, ())

    def agreements_with(self, key: str) -> Sequence[str]:
        """Give the ids of the agreements with a country, or with an organisation or a part of it, in order of time."""
        return self._with_parts(key, self.by_partner)

    def agreements_by_party(self, key: str) -> Sequence[str]:
        """Give the ids of the agreements that a country, or an organisation or a part of it, is a party to."""
        return self._with_parts(key, self.by_party)

    def agreements_of(self, key: str) -> Sequence[str]:
        """Give the ids of the agreements that name somebody on whichever side, or that a person signed."""
        return self._with_parts(key, self.by_anybody)

    def _with_parts(self, key: str, index: Mapping[str, Mapping[str, Any]]) -> Sequence[str]:
        return list(_together([each for part in reached(key, self.parts) if (each := index.get(part))]))

    def beside(self, agreement: Agreement) -> tuple[Sequence[str], Sequence[str]]:
        """Give the ids of the agreements with a partner of one, or one of its line, before it and behind it in time.

        Of agreements without an own side, two partners must be in common.
        """
        keys = dict.fromkeys(key for party in agreement.partners if (key := self.key_of(party)))
        of_each = [_together([self.by_shown.get(each, {}) for each in self.line_of(key)]) for key in keys]
        places = _together(of_each)
        if agreement.id not in places:
            return (), ()
        ids = list(places)
        if has_no_own_side(agreement):
            common = Counter(each for held in of_each for each in held)
            ids = [each for each in ids if common[each] > 1 or not has_no_own_side(self.records[each])]
        place = places[agreement.id]
        before, behind = (cut(ids, place, key=places.__getitem__) for cut in (bisect_left, bisect_right))
        return ids[:before], ids[behind:]

    def agreements_of_parts(self, country: str) -> Sequence[str]:
        """Give the ids of the agreements with a part of a country, or a city of it, that do not bind the country."""
        bound = set(self.agreements_with(country))
        return [each for each in self._partners.of_country.get(country, ()) if each not in bound]

    def partners(self) -> Iterator[str]:
        """Give the keys of the partners, in the order of their first agreements."""
        for _, keys in groupby(sorted(self.by_shown, key=self._first), self._first):
            among = [*keys]
            if len(among) > 1:  # in the order of the parties
                agreement = self.agreements[self._first(among[0])]
                among.sort(key=[*map(self.key_of, agreement.partners)].index)
            yield from among

    def _first(self, key: str) -> int:
        """Give the place of the first agreement with a partner."""
        place: int = next(iter(self.by_shown[key].values()))
        return place

    # Names

    def named(self, text: str) -> tuple[Found, ...]:
        """Find what is called so, and not what only says the words."""
        return tuple(each for each in self.found[text] if each.named)

    def partner_key(self, text: str) -> str:
        """Give the key of the country or organisation that a name means, whether there are agreements with it or not.

        Raises :class:`~dialogues.errors.UnknownName`, its kind :class:`~dialogues.errors.NoPartner` for what can be
        no partner, and :class:`~dialogues.errors.AmbiguousName`.
        """
        if text in self.by_partner:
            return text
        found = self.named(text)
        territory = self._territory_called(text, found)
        if territory:
            return territory
        keys = list(dict.fromkeys(each.key for each in found))
        if len(keys) > 1:
            raise AmbiguousName(text, sorted(keys))
        if not keys:
            raise UnknownName(text, self.names.suggest(text))
        if found[0].country is None and self.organisation(keys[0]) is None:
            raise NoPartner(text, keys)
        return keys[0]

    def _territory_called(self, text: str, found: Sequence[Found]) -> str:
        """Give the code of the part of a country that a name means, if it is a party and nothing else is called so."""
        if any(each.country or isinstance(each.record, kinds.Organisation) for each in found):
            return ""
        from dialogues.languages.subdivisions import find_subdivisions  # here: reads the names of all parts

        codes = {each.code for each in find_subdivisions(text) if each.code in self.by_partner}
        return codes.pop() if len(codes) == 1 else ""

    def one(self, text: str, collection: str) -> str:
        """Give the id of the one record of a collection that a name means.

        Raises :class:`~dialogues.errors.UnknownName` and :class:`~dialogues.errors.AmbiguousName`.
        """
        found = [each.record.id for each in self.named(text) if each.record and each.record.collection == collection]
        if len(found) > 1:
            raise AmbiguousName(text, found)
        if not found:
            raise UnknownName(text, self.names.suggest(text))
        return found[0]


def _weight(text: str, found: Sequence[Found]) -> int:
    """Give the bytes of a text that was asked for and of what it means, which may be every record."""
    return getsizeof(text) + _BYTES_OF_EACH * len(found)


class _Partners(NamedTuple):
    """What the partners of agreements are looked up by, and the ids of those agreements, in their order."""

    shown: Mapping[str, Mapping[str, int]]
    """By what a partner is shown as, with the places of the agreements."""
    acting: Mapping[str, Mapping[str, int]]
    """By the organisation and the territory of a partner that is shown as something else, likewise."""
    bound: Mapping[str, Sequence[str]]
    """By the countries that are partners themselves."""
    of_country: Mapping[str, Sequence[str]]
    """By the countries of partners, of those that are a part of one too."""


def has_no_own_side(record: Record) -> bool:
    """Say whether all parties of an agreement are equals, of which none is the registry's own."""
    return isinstance(record, kinds.Agreement) and all(each.side == "party" for each in record.parties)


def _together(held: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Put what is looked up by several keys together, in order of its places; by one key it is in order."""
    if len(held) == 1:
        return held[0]
    found = {identifier: place for each in held for identifier, place in each.items()}
    return dict(sorted(found.items(), key=itemgetter(1)))


def anybody_named(agreement: Agreement) -> Iterator[str]:
    """Give the keys of whoever is named among the parties of an agreement, on any side, and of who signed."""
    for party in agreement.parties:
        yield from party.keys
        yield from (signatory.person for signatory in party.signatories if signatory.person)


def reached(start: str, ways: Mapping[str, Iterable[str]]) -> dict[str, None]:
    """Give what ways lead to from a start, directly or by way of others, and the start itself."""
    found: dict[str, None] = {}
    left = [start]
    while left:
        each = left.pop()
        if each not in found:
            found[each] = None
            left += ways.get(each, ())
    return found
