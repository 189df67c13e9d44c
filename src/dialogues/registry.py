"""The registry: an immutable, mapping-like value over all records, with its indices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from dialogues.errors import NoDocuments, UnknownRecord
from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement, Manifest, Organisation, Publication, Record, Source

if TYPE_CHECKING:
    from dialogues.choosing import Choice
    from dialogues.languages.matching import Wanted

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
        ordered = dict(sorted(records.items(), key=lambda item: (_sort_key(item[1]), item[0])))
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

        ``partner`` is a country's alpha-2 code or an organisation's id; ``year`` that of a signature;
        ``language`` that of a document, by any label; what is not understood is met by none.
        """
        criteria = {"partner": partner, "kind": kind, "year": year, "status": status}
        chosen: set[str] | None = None
        for criterion, value in criteria.items():
            if value is not None:
                met = set(self._indices.get(criterion, {}).get(str(value), ()))
                chosen = met if chosen is None else chosen & met
        if language is not None:
            met = set(self._in_language(language))
            chosen = met if chosen is None else chosen & met
        return Agreements({key: each for key, each in self._records.items() if chosen is None or key in chosen})

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


def _sort_key(agreement: Agreement) -> tuple[bool, object]:
    date = agreement.date
    return (date is None, date or agreement.id)


def _index_keys(agreement: Agreement) -> Iterator[tuple[str, Sequence[str]]]:
    yield "partner", partner_keys(agreement)
    yield "kind", (agreement.kind.value,)
    yield "status", (agreement.status.value,)
    yield "year", [str(each.date.year) for each in agreement.signed if each.date is not None]
    yield "language", [document.language.language for document in agreement.documents]


def partner_keys(agreement: Agreement) -> tuple[str, ...]:
    """Give what stands for the partner: its country's code, else the id of the organisation."""
    return tuple(
        key for party in agreement.parties if party.side == "partner" and (key := party.country or party.organisation)
    )


class Registry(Records[Record]):
    """All records by id, and the collections they are in. It never changes and can be shared between threads."""

    __slots__ = ("_collection_names", "agreements", "manifest", "organisations", "publications", "sources")

    manifest: Manifest | None
    """What the registry is; None where its folder has no manifest."""
    agreements: Agreements
    """The agreements, by date."""
    publications: Collection[Publication]
    """The publications."""
    organisations: Collection[Organisation]
    """The organisations."""
    sources: Collection[Source]
    """The sources."""

    def __init__(self, manifest: Manifest | None, records: Mapping[str, Mapping[str, Record]]) -> None:
        self.manifest = manifest
        self.agreements = Agreements(cast("Mapping[str, Agreement]", records.get("agreements", {})))
        for name in ("publications", "organisations", "sources"):
            setattr(self, name, Collection(name, records.get(name, {})))
        found = {name: dict(collection) for name, collection in self.collections.items()}
        super().__init__({key: record for collection in found.values() for key, record in collection.items()})
        self._collection_names = {key: name for name, collection in found.items() for key in collection}

    @property
    def collections(self) -> dict[str, Collection[Record]]:
        """The collections by name."""
        return {
            "agreements": self.agreements,
            "publications": self.publications,
            "organisations": self.organisations,
            "sources": self.sources,
        }

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(collection)} {name}" for name, collection in self.collections.items())
        return f"<Registry ({counts})>"

    def collection_of(self, identifier: str) -> str:
        """Name the collection a record is in. Raises UnknownRecord for an id that is not there."""
        self[identifier]
        return self._collection_names[identifier]

    def earlier(self, identifier: str) -> tuple[Agreement, ...]:
        """Give the agreements with the same partner that stand before this one, by date."""
        return self._same_partner(identifier)[0]

    def later(self, identifier: str) -> tuple[Agreement, ...]:
        """Give the agreements with the same partner that stand behind this one, by date."""
        return self._same_partner(identifier)[1]

    def _same_partner(self, identifier: str) -> tuple[tuple[Agreement, ...], tuple[Agreement, ...]]:
        keys = partner_keys(self.agreements[identifier])
        with_partner = {each for key in keys for each in self.agreements.where(partner=key)}
        ordered = [each for each in self.agreements if each in with_partner]
        at = ordered.index(identifier) if identifier in ordered else 0
        return (
            tuple(self.agreements[each] for each in ordered[:at]),
            tuple(self.agreements[each] for each in ordered[at + 1 :]),
        )

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
        from dialogues.choosing import choose  # here: listing a registry needs no matcher

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
