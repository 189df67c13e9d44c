"""What a registry looks up, looked up in a database: in the place of the dictionaries that one in memory makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from dialogues.names.memo import Memo
from dialogues.records import RECORD_TYPES, kinds
from dialogues.registry.collection import Agreements, Collection, plain_words
from dialogues.registry.indices import Indices, reached
from dialogues.registry.relations import Relations
from dialogues.store.database import Database, Lookup, Terms, damage_told
from dialogues.store.layout import RELATED, SHELVES, as_record, id_of, unpacked

if TYPE_CHECKING:
    from dialogues.languages.tags import LanguageTag
    from dialogues.records import Agreement, Record
    from dialogues.registry.name_book import NameBook

C = TypeVar("C", bound="Record")

_BYTES_OF_RECORDS, _BYTES_OF_ONE = 8_000_000, 14_000  # that are remembered


class StoredRecords(Mapping[str, "Record"]):
    """The records of a database by id, in the order of the registry; those asked for lately are remembered."""

    def __init__(self, database: Database, collection: str | None = None) -> None:
        self._database = database
        self._collection = collection
        self._read: Memo[str, Record] = Memo(self._record, most=_BYTES_OF_RECORDS, each=_BYTES_OF_ONE)

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredRecords, (self._database, self._collection)

    def _record(self, identifier: str) -> Record:
        found = self._database.rows(
            "SELECT collection, json FROM record JOIN data ON data.n = record.n WHERE id = ?", (identifier,)
        )
        if not found or (self._collection is not None and found[0][0] != self._collection):
            raise KeyError(identifier)
        with damage_told(self._database):
            record: Record = as_record(*found[0])
            return record

    def __getitem__(self, identifier: str) -> Record:
        if not isinstance(identifier, str):
            raise KeyError(identifier)
        return self._read[identifier]

    def __contains__(self, identifier: object) -> bool:
        if not isinstance(identifier, str):
            return False
        found = self._database.rows("SELECT collection FROM record WHERE id = ?", (identifier,))
        return bool(found) and self._collection in (None, found[0][0])

    def __iter__(self) -> Iterator[str]:
        return iter([identifier for (identifier,) in self._ids()])

    def _ids(self) -> list[tuple[Any, ...]]:
        if self._collection is None:
            return self._database.rows("SELECT id FROM record ORDER BY sort")
        return self._database.rows("SELECT id FROM record WHERE collection = ? ORDER BY sort", (self._collection,))

    def __len__(self) -> int:
        if self._collection is None:
            return int(self._database.rows("SELECT count(*) FROM record")[0][0])
        return int(self._database.rows("SELECT count(*) FROM record WHERE collection = ?", (self._collection,))[0][0])


class Chosen(Mapping[str, "Record"]):
    """Some of the records, in an order; each is read when it is asked for."""

    def __init__(self, records: Mapping[str, Record], identifiers: Iterable[str]) -> None:
        self._records = records
        self._identifiers = dict.fromkeys(identifiers)

    def __getitem__(self, identifier: str) -> Record:
        if identifier not in self._identifiers:
            raise KeyError(identifier)
        return self._records[identifier]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._identifiers

    def __iter__(self) -> Iterator[str]:
        return iter(self._identifiers)

    def __len__(self) -> int:
        return len(self._identifiers)


class StoredIndices(Indices):
    """The indices of a registry that is in a database."""

    database: Database
    terms: Terms

    def __init__(self, database: Database, records: StoredRecords, manifest: Any) -> None:
        super().__init__(records, manifest)
        object.__setattr__(self, "database", database)
        object.__setattr__(self, "terms", Terms(database))

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredIndices, (self.database, self.records, None)

    @cached_property
    def names(self) -> NameBook:
        """The names of the records, beside those of the world's territories."""
        from dialogues.store.stored_names import StoredNames  # here: only needed when somebody asks by name

        return StoredNames(self.terms, self.records)

    @cached_property
    def relations(self) -> Relations:
        """The relations between the records."""
        return StoredRelations(self)

    @cached_property
    def texts(self) -> Any:
        """The texts of the records as they are searched."""
        from dialogues.store.stored_texts import StoredTexts  # here: only needed when somebody searches

        return StoredTexts(self.database, self.records)

    @cached_property
    def digest(self) -> str:
        """The digest that the store was written with; see :attr:`Indices.digest`."""
        with damage_told(self.database):
            return str(self.database.rows("SELECT value FROM meta WHERE key = 'digest'")[0][0])

    def whole_of(self, identifier: str) -> str:
        """Give the id of the organisation that one is a part of; see :meth:`Indices.whole_of`."""
        way: dict[str, None] = {}
        top = identifier
        while (organisation := self.organisation(top)) is not None:
            if top in way:
                return identifier  # a circle, or the way into one
            way[top] = None
            above = self.organisation(organisation.part_of)
            if above is None:
                break
            top = above.id
        return top

    @cached_property
    def parts(self) -> Mapping[str, Sequence[str]]:
        """The organisations that are directly a part of another one, by its id."""
        return Lookup(lambda key: list(self.terms.with_term("part-of", key)), lambda: self.terms.values("part-of"))

    @cached_property
    def lines(self) -> Mapping[str, frozenset[str]]:
        """The organisations that took each other's place, by each one's id."""
        near = Lookup(self._near, lambda: ())
        return Lookup(lambda key: frozenset(reached(key, near)), lambda: ())

    def _near(self, key: str) -> list[str]:
        organisation = self.organisation(key)
        before = () if organisation is None else organisation.predecessors
        return [*(each.organisation for each in before), *self.terms.with_term("before", key)]

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements, in order of time: all of them are read."""
        every = StoredRecords(self.database, "agreements").values()
        return tuple(each for each in every if isinstance(each, kinds.Agreement))

    @cached_property
    def by_partner(self) -> Mapping[str, Mapping[str, Any]]:
        """The agreements by all that their partners are looked up by."""
        return self.terms.by_term("partner")

    @property
    def by_shown(self) -> Mapping[str, Mapping[str, Any]]:
        """The agreements by what their partners are shown as."""
        return self.terms.by_term("shown")

    @cached_property
    def by_party(self) -> Mapping[str, Mapping[str, Any]]:
        """The agreements by all that their parties, on any side, are looked up by."""
        return self.terms.by_term("party")

    @cached_property
    def by_anybody(self) -> Mapping[str, Mapping[str, Any]]:
        """The agreements by whoever is named among the parties, and by who signed."""
        return self.terms.by_term("anybody")

    def agreements_of_parts(self, country: str) -> Sequence[str]:
        """Give the ids of the agreements with a part of a country that do not bind the country."""
        bound = set(self.agreements_with(country))
        return [each for each in self.terms.with_term("agreements.country", country) if each not in bound]

    def partners(self) -> Iterator[str]:
        """Give the keys of the partners, in the order of their first agreements."""
        rows = self.database.rows("SELECT entries, value FROM term WHERE criterion = 'shown' AND first = ''")
        with damage_told(self.database):
            first = sorted((unpacked(entries).partition("\n")[0], value) for entries, value in rows)
        for sort, same in groupby(first, key=lambda each: each[0]):
            keys = [key for _, key in same]
            if len(keys) > 1:  # an agreement with several: in the order of its parties
                agreement = self.records[id_of(sort)]
                assert isinstance(agreement, kinds.Agreement)
                order = dict.fromkeys(map(self.key_of, agreement.partners))
                keys = [key for key in order if key in keys]
            yield from keys


class StoredRelations(Relations):
    """The relations between the records of a database."""

    def __init__(self, indices: StoredIndices) -> None:
        self._indices = indices

    @cached_property
    def _written(self) -> Mapping[str, set[tuple[str, str]]]:
        return Lookup(self._related, lambda: ())

    def _related(self, identifier: str) -> set[tuple[str, str]]:
        entries = (entry.split(" ") for entry in self._indices.terms.entries(RELATED, identifier))
        return {(kind, other) for kind, other, *_ in entries}

    def naming(self, country: str) -> tuple[Sequence[str], Sequence[str]]:
        """Give the ids of the agreements and of the other records that name a partner country, in their order."""
        agreements: list[str] = []
        others: list[str] = []
        for key, sort in self._indices.terms.with_term("naming", country).items():
            (agreements if sort.startswith(f"{SHELVES['agreements']} ") else others).append(key)
        return agreements, others


def _tag(text: str) -> LanguageTag:
    from dialogues.languages.tags import LanguageTag  # here: many questions have no language

    return LanguageTag.parse(text)


_VALUES: dict[str, Callable[[str], Any]] = {"year": int, "language": _tag}


class _Stored(Collection[C, Any]):
    """The records of one kind, or some of them, in a database."""

    _indices: StoredIndices

    def _by(self, criterion: str) -> Mapping[Any, Sequence[str]]:
        as_value: Callable[[str], Any] = _VALUES.get(criterion, str)
        of = f"{self.name}.{criterion}"
        return Lookup(
            lambda value: list(self._indices.terms.with_term(of, str(value))),
            lambda: map(as_value, self._indices.terms.values(of)),
        )

    def _having(self, criterion: str, values: Iterable[Any]) -> Any:
        met = super()._having(criterion, values)
        return frozenset(met) if isinstance(self._records, Chosen) else met  # of which it has only some

    def part(self, identifiers: Iterable[str]) -> Any:
        """Give some of the records as a collection of their own; each is read when it is asked for."""
        return type(self)(Chosen(self._records, identifiers), self.name, self._indices)  # type: ignore[arg-type]

    def _in_order(self, chosen: AbstractSet[str]) -> list[str]:
        if isinstance(self._records, Chosen):
            return super()._in_order(chosen)
        return self._indices.terms.in_order(chosen)


class StoredCollection(_Stored["Record"]):
    """The records of one kind in a database."""


class StoredAgreements(_Stored["Agreement"], Agreements):
    """The agreements in a database, by date and then by id."""

    _indices: StoredIndices

    def _in_time(self, identifiers: Sequence[str]) -> Any:
        return frozenset(identifiers) if isinstance(self._records, Chosen) else identifiers

    def _signed_by(self, text: str) -> Iterable[str]:
        words = set(plain_words(text))
        if not words:
            return
        of_name = [set(self._indices.terms.with_term("signed", word)) for word in words]
        perhaps = set.intersection(*of_name) | set(self._indices.by_anybody.get(text, {}))
        for key in self._in_order(perhaps):
            signatories = (each for party in self._records[key].parties for each in party.signatories)
            if any(words <= set(plain_words(each.name)) or text == each.person for each in signatories):
                yield key


def stored_collections(database: Database, indices: StoredIndices) -> dict[str, Any]:
    """Give the collections of a database by name."""
    held: dict[str, Any] = dict.fromkeys(RECORD_TYPES, StoredCollection) | {"agreements": StoredAgreements}
    return {name: kind(StoredRecords(database, name), name, indices) for name, kind in held.items()}
