"""The registry: an immutable, mapping-like value over all records, with its indices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from attrs import frozen

from dialogues.errors import AmbiguousName, NoDocuments, NoPartner, UnknownName, UnknownRecord, UnknownValue
from dialogues.languages.tags import LanguageTag
from dialogues.records import RECORD_TYPES, Agreement, Manifest, Organisation, Publication, Record, Source
from dialogues.registry.timeline import time_key
from dialogues.vocabulary import InstrumentKind, Status

if TYPE_CHECKING:
    from dialogues.languages.matching import Wanted
    from dialogues.records import Cooperation, Event, Person, Programme, Theme
    from dialogues.registry.choice import Choice
    from dialogues.registry.name_book import Found, NameBook
    from dialogues.registry.relations import Related, Relations

_MEMO_SIZE = 4096

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Records(Mapping[str, R_co], Generic[R_co]):
    """Records by id; an id that is not there raises :class:`~dialogues.errors.UnknownRecord`, a LookupError."""

    __slots__ = ("_records",)

    def __init__(self, records: Mapping[str, R_co]) -> None:
        self._records = dict(records)

    def __getitem__(self, identifier: str) -> R_co:
        try:
            return self._records[identifier]
        except KeyError:
            from difflib import get_close_matches  # here: only needed for an id that is not there

            similar = get_close_matches(identifier, self._records, n=3, cutoff=0.75)
            raise UnknownRecord(identifier, similar) from None

    def get(self, identifier: str, default: Any = None) -> Any:
        """Give the record, or the default where there is none."""
        return self._records.get(identifier, default)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class Collection(Records[R_co]):
    """The records of one kind by id, in the order of their ids; agreements are in order of date."""

    __slots__ = ("_indices", "name")

    def __init__(self, name: str, records: Mapping[str, R_co]) -> None:
        super().__init__(records)
        self.name = name
        self._indices: dict[str, dict[str, list[str]]] = {}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} {self.name}>"


class Agreements(Collection[Agreement]):
    """The agreements, by date and then by id."""

    __slots__ = ()

    def __init__(self, records: Mapping[str, Agreement]) -> None:
        ordered: dict[str, Agreement] = {record.id: record for record in sorted(records.values(), key=time_key)}
        super().__init__("agreements", ordered)
        indices: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for identifier, agreement in ordered.items():
            for criterion, values in _index_keys(agreement):
                for value in dict.fromkeys(values):
                    indices[criterion][value].append(identifier)
        self._indices = {criterion: dict(index) for criterion, index in indices.items()}

    def where(
        self,
        *,
        partner: str | None = None,
        kind: str | None = None,
        year: int | str | None = None,
        language: str | LanguageTag | None = None,
        status: str | None = None,
    ) -> Agreements:
        """Give the agreements that meet all the criteria, as a collection of their own.

        ``partner`` is a country's alpha-2 code, or an organisation's id as an agreement has it (for any name, and for
        the whole of what signed, see :meth:`Registry.partner`); ``year`` that of a signature;
        ``language`` that of a document, by any label; what no agreement has is met by none.
        Raises :class:`~dialogues.errors.UnknownValue` for a kind or a status that there is not.
        """
        for field, vocabulary, given in (("kind", InstrumentKind, kind), ("status", Status, status)):
            if given is not None and given not in list(vocabulary):
                raise UnknownValue(field, str(given), list(vocabulary))
        criteria = {"partner": partner, "kind": kind, "year": year, "status": status}
        chosen: set[str] | None = None
        for criterion, value in criteria.items():
            if value is not None:
                met = set(self._indices.get(criterion, {}).get(str(value), ()))
                chosen = met if chosen is None else chosen & met
        if language is not None:
            met = set(self._in_language(language))
            chosen = met if chosen is None else chosen & met
        return self if chosen is None else Agreements({key: self._records[key] for key in chosen})

    def _in_language(self, language: str | LanguageTag) -> Iterator[str]:
        from dialogues.languages.labels import identify_language  # here: listing a registry needs no names
        from dialogues.languages.matching import MatchReason, relation

        tag = language if isinstance(language, LanguageTag) else identify_language(language).tag
        if tag is None:
            return
        for identifier in self._indices.get("language", {}).get(tag.language, ()):
            for document in self._records[identifier].documents:
                if relation(tag, document.language) in (MatchReason.EXACT, MatchReason.SAME_LANGUAGE):
                    yield identifier
                    break


def _index_keys(agreement: Agreement) -> Iterator[tuple[str, Sequence[str]]]:
    yield "partner", partner_keys(agreement)
    yield "kind", (agreement.kind.value,)
    yield "status", (agreement.status.value,)
    yield "year", [str(each.date.year) for each in agreement.signed if each.date is not None]
    yield "language", [document.language.language for document in agreement.documents]


@frozen
class Partner:
    """The other side of a dialogue: a country or an organisation."""

    key: str
    """The country's alpha-2 code, else the organisation's id."""
    country: str | None
    """The country's ISO 3166-1 alpha-2 code; None for an organisation."""
    organisation: Organisation | None
    """The organisation; None for a country."""
    agreements: Agreements
    """The agreements with the partner, by date."""


@frozen
class Dialogue:
    """What came of the agreements with a partner: everything on record that names it, in order of time."""

    partner: Partner
    """The partner."""
    agreements: tuple[Agreement, ...]
    """The agreements, by date."""
    events: tuple[Event, ...]
    """The events, by date; those without one stand last."""
    programmes: tuple[Programme, ...]
    """The programmes that name the partner, by their beginning."""
    cooperations: tuple[Cooperation, ...]
    """The cooperations of its cities and institutions, by their beginning."""
    publications: tuple[Publication, ...]
    """The publications about the dialogue, by date."""

    @property
    def later(self) -> tuple[Agreement, ...]:
        """The instruments behind the first agreement."""
        return self.agreements[1:]


def partner_keys(agreement: Agreement) -> tuple[str, ...]:
    """Give what stands for the partner: its country's code and the id of the organisation that acts for it."""
    return tuple(key for party in agreement.partners for key in (party.country, party.organisation) if key)


class Registry(Records[Record]):
    """All records by id, and the collections they are in. It never changes and can be shared between threads."""

    __slots__ = (
        "_collection_names",
        "_found",
        "_name_book",
        "_relations",
        "agreements",
        "cooperations",
        "events",
        "manifest",
        "organisations",
        "people",
        "programmes",
        "publications",
        "sources",
        "themes",
    )

    manifest: Manifest | None
    """What the registry is; None where its folder has no manifest."""
    agreements: Agreements
    """The agreements, by date."""
    publications: Collection[Publication]
    """The publications."""
    events: Collection[Event]
    """The events."""
    programmes: Collection[Programme]
    """The programmes, platforms, instruments and policies."""
    cooperations: Collection[Cooperation]
    """The cooperations of cities and institutions."""
    organisations: Collection[Organisation]
    """The organisations."""
    people: Collection[Person]
    """The people."""
    themes: Collection[Theme]
    """The themes."""
    sources: Collection[Source]
    """The sources."""

    def __init__(self, manifest: Manifest | None, records: Mapping[str, Mapping[str, Record]]) -> None:
        self.manifest = manifest
        self.agreements = Agreements(cast("Mapping[str, Agreement]", records.get("agreements", {})))
        for name in RECORD_TYPES:
            if name != "agreements":
                setattr(self, name, Collection(name, records.get(name, {})))
        found = {name: dict(collection) for name, collection in self.collections.items()}
        super().__init__({key: record for collection in found.values() for key, record in collection.items()})
        self._collection_names = {key: name for name, collection in found.items() for key in collection}
        self._name_book: NameBook | None = None
        self._relations: Relations | None = None
        self._found: dict[str, tuple[Found, ...]] = {}

    @property
    def collections(self) -> dict[str, Collection[Record]]:
        """The collections by name."""
        return {name: getattr(self, name) for name in RECORD_TYPES}

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(collection)} {name}" for name, collection in self.collections.items() if collection)
        return f"<Registry ({counts})>"

    def collection_of(self, identifier: str) -> str:
        """Name the collection a record is in. Raises UnknownRecord for an id that is not there."""
        self[identifier]
        return self._collection_names[identifier]

    def related(self, identifier: str, *, same_partner: bool = True) -> tuple[Related, ...]:
        """Give the typed relations of a record, those it writes and those others write of it, by kind and id.

        ``same_partner`` says whether an agreement and what names the same partner country are related by that alone.
        Raises UnknownRecord for an id that is not there.
        """
        record = self[identifier]
        relations = self._related()
        return relations.of(identifier, record) if same_partner else relations.written(identifier)

    def _related(self) -> Relations:
        if self._relations is None:
            from dialogues.registry.relations import Relations  # here: only needed when somebody asks

            self._relations = Relations(self._records)
        return self._relations

    @property
    def dialogues(self) -> Mapping[str, Dialogue]:
        """The dialogues by the key of their partners, in the order of their first agreements."""
        keys: dict[str, None] = {}
        for agreement in self.agreements.values():
            for partner in agreement.partners:
                if partner.country or partner.organisation:
                    keys.setdefault(partner.country or self.whole_of(partner.organisation or ""))
        return {key: self._dialogue(self._partner(key)) for key in keys}

    def whole_of(self, organisation: str) -> str:
        """Give the id of the organisation that one is a part of, directly or by way of others; its own id if of none.

        Of a circle, which the check tells of, every organisation is its own whole.
        """
        way = [organisation]
        while (record := self.organisations.get(way[-1])) is not None and record.part_of in self.organisations:
            if record.part_of in way:
                return organisation
            way.append(record.part_of)
        return way[-1]

    def dialogue(self, text: str) -> Dialogue:
        """Give the dialogue with the one partner that a name means: what is on record of it, in order of time.

        Raises as :meth:`partner` does.
        """
        return self._dialogue(self.partner(text))

    def _dialogue(self, partner: Partner) -> Dialogue:
        # An agreement's country, or the organisation itself: whatever else a record names is no partner.
        naming = (
            self._related().naming(partner.country)
            if partner.country
            else {each.identifier for each in self.related(partner.key)}
        )

        def of(collection: Collection[Any]) -> list[Any]:
            return [collection[identifier] for identifier in sorted(naming) if identifier in collection]

        return Dialogue(
            partner,
            tuple(partner.agreements.values()),
            tuple(sorted(of(self.events), key=time_key)),
            tuple(sorted(of(self.programmes), key=time_key)),
            tuple(sorted(of(self.cooperations), key=time_key)),
            tuple(sorted(of(self.publications), key=time_key)),
        )

    def earlier(self, identifier: str) -> tuple[Agreement, ...]:
        """Give the agreements with the same partner that stand before this one, by date."""
        return self._same_partner(identifier)[0]

    def later(self, identifier: str) -> tuple[Agreement, ...]:
        """Give the agreements with the same partner that stand behind this one, by date."""
        return self._same_partner(identifier)[1]

    def _same_partner(self, identifier: str) -> tuple[tuple[Agreement, ...], tuple[Agreement, ...]]:
        keys = partner_keys(self.agreements[identifier])[:1]  # the country, where there is one
        with_partner = {each for key in keys for each in self.agreements.where(partner=key)}
        ordered = [each for each in self.agreements if each in with_partner]
        at = ordered.index(identifier) if identifier in ordered else 0
        return (
            tuple(self.agreements[each] for each in ordered[:at]),
            tuple(self.agreements[each] for each in ordered[at + 1 :]),
        )

    def find(self, text: str) -> tuple[Found, ...]:
        """Find the countries, organisations and records that a name means, best first; nothing is guessed.

        An id; a code or a name of a country, in any language; a name or an acronym of an organisation; a year;
        words of a title. Where several share a name, all are given and marked as shared.
        """
        try:
            return self._found[text]
        except KeyError:
            if len(self._found) >= _MEMO_SIZE:
                self._found.clear()
            found = self._found[text] = self._names().find(text)
            return found

    def suggest(self, text: str) -> tuple[str, ...]:
        """Give at most five names that may have been meant by one that is not found."""
        return self._names().suggest(text)

    def _names(self) -> NameBook:
        if self._name_book is None:
            from dialogues.registry.name_book import NameBook  # here: only needed when somebody asks by name

            self._name_book = NameBook(self._records)
        return self._name_book

    def partner(self, text: str) -> Partner:
        """Give the one partner that a name means, with its agreements.

        Raises :class:`~dialogues.errors.UnknownName` when nothing bears the name,
        :class:`~dialogues.errors.NoPartner`, which is one, when what bears it has no agreement, and
        :class:`~dialogues.errors.AmbiguousName` when several partners do.
        """
        found = self.find(text)
        keys = {each.country or (each.record.id if each.record is not None else "") for each in found}
        partners = {key: chosen for key in sorted(keys) if (chosen := self.agreements_with(key))}
        if len(keys) > 1 and partners:
            raise AmbiguousName(text, sorted(keys))
        if not partners:
            raise NoPartner(text, sorted(keys)) if keys else UnknownName(text, self.suggest(text))
        return self._partner(next(iter(partners)))

    def _partner(self, key: str) -> Partner:
        country = key if len(key) == 2 else None
        return Partner(key, country, self.organisations.get(key), self.agreements_with(key))

    def agreements_with(self, key: str) -> Agreements:
        """Give the agreements with a country, or with an organisation or a part of it."""
        parts = {key}
        while more := {each.id for each in self.organisations.values() if each.part_of in parts} - parts:
            parts |= more
        return Agreements(
            {
                identifier: agreement
                for part in sorted(parts)
                for identifier, agreement in self.agreements.where(partner=part).items()
            }
        )

    def resolve(self, text: str, *, documents: bool = False) -> Record:
        """Give the one record that a name means: by id, by any other name, or the only agreement with a partner.

        ``documents`` asks for a record that has documents to choose from.
        Raises :class:`~dialogues.errors.UnknownName` or :class:`~dialogues.errors.AmbiguousName`.
        """
        candidates: dict[str, Record] = {}
        for each in self.find(text):
            if each.record is not None and not (documents and isinstance(each.record, Organisation)):
                candidates[each.record.id] = each.record
            else:
                key = each.country or (each.record.id if each.record is not None else "")
                candidates.update(self.agreements_with(key))
        if not candidates:
            found = sorted(each.country or (each.record.id if each.record else "") for each in self.find(text))
            raise NoPartner(text, found) if found else UnknownName(text, self.suggest(text))
        if len(candidates) > 1:
            raise AmbiguousName(text, list(candidates))
        return next(iter(candidates.values()))

    def choose(
        self,
        identifier: str,
        wanted: Wanted,
        *,
        strict: bool = False,
        related: bool = False,
        fallback: Sequence[str] | None = None,
    ) -> Choice:
        """Choose the document of an agreement or publication that suits a reader best; see :func:`choose`.

        Raises UnknownRecord for an id that is not there, NoDocuments for a record of another kind,
        and NoSuitableDocument when ``strict`` finds nothing.
        """
        from dialogues.registry.choice import choose  # here: listing a registry needs no matcher

        record = self[identifier]
        if not isinstance(record, Agreement | Publication):
            raise NoDocuments(identifier, self.collection_of(identifier))
        return choose(
            identifier,
            record.documents,
            wanted,
            authentic=record.authentic_languages if isinstance(record, Agreement) else None,
            strict=strict,
            related=related,
            fallback=fallback,
        )
