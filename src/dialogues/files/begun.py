"""Records begun for a person to finish: what is known is written, and what a source has to prove waits for its quote.

Nothing is made up: what is not known is unknown or left out, and the check says of the rest what a person must fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from dialogues.errors import CannotDraft, IdTaken
from dialogues.files import Reading
from dialogues.files.begun_agreement import agreement_value
from dialogues.files.changes import Change
from dialogues.files.file import compose
from dialogues.files.patterns import handed_on
from dialogues.files.scalars import TRUE, write_block
from dialogues.files.to_record import to_record
from dialogues.files.understood import country_of, date_of, record_of, word_of
from dialogues.files.wish import Wish, slug
from dialogues.files.word_lists import with_word_lists
from dialogues.files.writing import LONGEST_LINE, first_schema_line, to_texts
from dialogues.languages.localised import LocalisedText
from dialogues.records import RECORD_TYPES, Entry
from dialogues.records.address import web_address
from dialogues.records.fields_of import field_of, fields_of
from dialogues.records.identifiers import record_id
from dialogues.registry import Registry
from dialogues.vocabulary import OrganisationKind

KINDS = {
    "agreement": "agreements",
    "publication": "publications",
    "event": "events",
    "programme": "programmes",
    "cooperation": "cooperations",
    "organisation": "organisations",
    "person": "people",
    "theme": "themes",
    "source": "sources",
}
"""What can be begun, and the collection that it stands in."""
# Where each kind of record says a date, the countries that it is about, and an organisation that it names.
_DATES = {
    "events": ("date", "end"),
    "publications": ("published",),
    "cooperations": ("since",),
    "organisations": ("start", "end"),
}
_COUNTRIES = {"events": "partners", "publications": "countries", "programmes": "countries"}
_ORGANISATIONS = {
    "events": "organisers",
    "publications": "publisher",
    "programmes": "organisations",
    "organisations": "part_of",
    "cooperations": "institutions",
}


@frozen
class Begun:
    """Records that were begun, and are not yet written."""

    identifier: str
    """The id of the one that was asked for."""
    changes: tuple[Change, ...]
    """The files, the one that was asked for last."""


def begin(reading: Reading, kind: str, wish: Wish) -> Begun:
    """Begin a record, and the sources and organisations that it names and that are not there.

    Raises :class:`~dialogues.errors.CannotDraft` for what cannot be a record,
    :class:`~dialogues.errors.IdTaken` for an id that is in use or was, and what :mod:`dialogues.files.understood`
    raises for names, words and dates that are not understood.
    """
    return Beginner(reading, KINDS[kind], wish).begun()


def proved(collection: str, identifier: str, value: Mapping[str, Any], first: Iterable[str] = ()) -> str:
    """Write a record that is begun, and read it again. Raises CannotDraft where it would be none."""
    file, kind = f"{collection}/{identifier}.yaml", RECORD_TYPES[collection]
    required = {name for name, held in kind.model_fields.items() if held.is_required()}
    ordered = {
        each.key: value[each.key]
        for each in fields_of(kind)
        if value.get(each.key) or (each.name in required and each.key in value)
    }
    text = "\n".join((*filter(None, first), *write_block(ordered, longest=LONGEST_LINE), ""))
    tree, faults = compose(text, file)
    if tree is not None and not faults:
        record, faults = to_record(kind, tree, file, identifier)
        if record is not None:
            return with_word_lists(text, kind, file)
    raise CannotDraft(file, faults[0].message if faults else "it would not be read again")


@define
class Beginner:
    """Begins one record, with those that it needs."""

    reading: Reading
    collection: str
    wish: Wish
    changes: list[Change] = field(factory=list)
    used: set[str] = field(init=False)
    sources: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        manifest = self.registry.manifest
        self.used = {*self.registry, *self.reading.faulty, *(manifest.former_ids if manifest is not None else ())}

    @property
    def registry(self) -> Registry:
        """The registry, before anything is begun."""
        return self.reading.registry

    def begun(self) -> Begun:
        """Begin the record that was asked for, and those that it names."""
        if self.wish.identifier:
            self._take(self.wish.identifier)
        _refuse_what_nobody_keeps(self.wish, self.collection)
        source = self.collection == "sources"
        self.sources = [] if source else [self._source(each) for each in self.wish.sources]
        if self.collection == "agreements":
            value, base = agreement_value(self)
        else:
            value, base = self._other()
        identifier = self.wish.identifier or self._free_id(base)
        self._add(self.collection, identifier, value)
        return Begun(identifier, tuple(self.changes))

    # Others

    def _other(self) -> tuple[dict[str, Any], str]:
        kind, pattern = RECORD_TYPES[self.collection], self.pattern()
        value: dict[str, Any] = {**pattern}
        heading = "title" if field_of(kind, "title") is not None else "name"
        if not self.wish.name and not (self.collection == "sources" and self.wish.sources):
            raise CannotDraft(kind.__name__.lower(), f"it needs a {heading}: --name TEXT")
        if self.collection == "sources":
            return self._source_value(), self.wish.name or self.wish.sources[0].split("://")[-1]
        localised = getattr(field_of(kind, heading), "holds", None) is LocalisedText
        value[heading] = {self.wish.language: self.wish.name} if localised else self.wish.name
        value |= self._kind_of(kind, pattern) | self._facts()
        if self.collection == "cooperations":
            value["ends"] = [{"city": self.wish.place}] if self.wish.place else [{"unknown": TRUE}]
        elif self.wish.place and self.collection == "events":
            value["place"] = {"city": self.wish.place}
        name = f"{heading}.{self.wish.language}" if localised else heading
        claims = [name, *(each for each in value if each not in (heading, "title_basis", *pattern))]
        base = "-".join(filter(None, (self.wish.name, *(each[:4] for each in self._dates()[:1]))))
        return {**value, "evidence": self.evidence(claims)}, base

    def _kind_of(self, kind: type[Entry], pattern: Mapping[str, Any]) -> dict[str, str]:
        held = field_of(kind, kind.kind_field) if kind.kind_field else None
        if held is None:
            return {}
        if self.wish.kind:
            return {held.key: word_of(held.key, self.wish.kind, held.holds).value}
        return {held.key: pattern.get(held.key, "unknown")}

    def _dates(self) -> list[str]:
        return [str(date_of(each)) for each in self.wish.dates]

    def _facts(self) -> dict[str, Any]:
        """Give the date, the countries and the organisations."""
        fields = _DATES.get(self.collection, ())
        if len(self.wish.dates) > len(fields):
            raise CannotDraft(self.wish.dates[len(fields)], f"{self.collection} have no field for another date")
        values: dict[str, Any] = dict(zip(fields, self._dates(), strict=False))
        countries = [country_of(self.registry, each) for each in self.wish.partners]
        if countries:
            one = self.collection == "organisations"
            values["country" if one else _COUNTRIES[self.collection]] = countries[0] if one else countries
        organisations = [self.organisation(each, []) for each in self.wish.organisations]
        if organisations:
            key = _ORGANISATIONS[self.collection]
            values[key] = organisations[0] if key in ("publisher", "part_of") else organisations
        return values

    # Sources and organisations

    def _source(self, text: str) -> str:
        """Give the id of a source; of an address that no source has, begin one."""
        if text in self.registry.sources:
            return text
        address = web_address(text)
        if address is None or "://" not in text:
            raise CannotDraft(text, "the source is neither one of the registry's nor an address")
        for each in self.registry.sources.values():
            if each.address and web_address(each.address) == address:
                return str(each.id)
        identifier = self._free_id(text.split("://", 1)[1])
        self._add("sources", identifier, {"title": _host_title(address), "address": address, "class": "unknown"})
        return identifier

    def _source_value(self) -> dict[str, Any]:
        given = next(iter(self.wish.sources), "")
        address = web_address(given) if given else None
        if given and address is None:
            raise CannotDraft(given, "an address begins with http:// or https://")
        for each in self.registry.sources.values():
            if address and not self.wish.identifier and each.address and web_address(each.address) == address:
                raise CannotDraft(given, f"{each.id} has that address; --id begins another source of it all the same")
        return {
            "title": self.wish.name or _host_title(address or ""),
            "address": address,
            "language": self.wish.language if self.wish.name and self.wish.language != "en" else None,
            **self._kind_of(RECORD_TYPES["sources"], {}),
        }

    def organisation(self, text: str, partners: Sequence[Mapping[str, str]]) -> str:
        """Give the id of an organisation; of a name that none bears, begin one."""
        there = record_of(self.registry, text, "organisations")
        if there is not None:
            return there
        identifier = self._free_id(text)
        countries = {each["country"] for each in partners if "country" in each}
        value = {
            "name": {self.wish.language: text},
            "kind": OrganisationKind.UNKNOWN.value,
            "country": countries.pop() if len(countries) == 1 else None,
            "evidence": self.evidence([f"name.{self.wish.language}"]),
        }
        self._add("organisations", identifier, value)
        return identifier

    # What all have

    def evidence(self, claims: Sequence[str]) -> list[dict[str, Any]]:
        """Give one evidence of all claims: its quote is what a person has to fill in, where none is given."""
        speaks = claims[0] if len(claims) == 1 else list(claims)
        quote = {key: each for key, each in (("quote", self.wish.quote), ("note", self.wish.note)) if each}
        return [{"for": speaks, "source": each, **(quote if not at else {})} for at, each in enumerate(self.sources)]

    def pattern(self) -> dict[str, Any]:
        """Give what the record that is taken as a pattern hands on; nothing where none is."""
        if not self.wish.pattern:
            return {}
        record = self.registry[self.wish.pattern]
        if record.collection != self.collection:
            raise CannotDraft(
                record.id, f"it is one of the {record.collection}, and no pattern for the {self.collection}"
            )
        return handed_on(to_texts(record), type(record))

    def _add(self, collection: str, identifier: str, value: Mapping[str, Any]) -> None:
        self.used.add(identifier)
        text = proved(collection, identifier, value, first=(first_schema_line(self.reading.folder / collection),))
        self.changes.append(Change(f"{collection}/{identifier}.yaml", None, text.encode()))

    def _take(self, identifier: str) -> None:
        try:
            record_id(identifier)
        except ValueError as error:
            raise CannotDraft(identifier or "''", str(error)) from None
        if identifier in self.used:
            there = self.registry.get(identifier)
            raise IdTaken(identifier, there.collection if there is not None else "")

    def _free_id(self, words: str) -> str:
        base, number = slug(words) or "entry", 1
        found = base
        while found in self.used:
            number += 1
            found = f"{base}-{number}"
        return found


def _refuse_what_nobody_keeps(wish: Wish, collection: str) -> None:
    """Raise CannotDraft for what is said of a record that has no field for it, so that nothing is lost unseen."""
    if collection != "agreements":  # which have fields for all
        for said, kept, what in (
            ((wish.kind,), {name for name, kind in RECORD_TYPES.items() if kind.kind_field}, "a kind"),
            (wish.dates, _DATES, "a date"),
            (wish.own, (), "an own side"),
            (wish.partners, {*_COUNTRIES, "organisations"}, "a country"),
            (wish.organisations, _ORGANISATIONS, "an organisation"),
            ((wish.place,), ("events", "cooperations"), "a town"),
            (wish.documents, (), "a text"),
        ):
            if any(said) and collection not in kept:
                raise CannotDraft(said[0], f"{collection} have no field for {what}")
    if collection == "sources":
        for beyond in filter(None, (*wish.sources[1:], wish.pattern, wish.quote)):
            raise CannotDraft(beyond, "a source has one address, and neither a pattern nor a quote")
    elif (wish.quote or wish.note) and not wish.sources:
        raise CannotDraft(wish.quote or wish.note, "a quote is of a source: name it with --source ID|URL")


def address_of(text: str) -> str | None:
    """Give the web address that a text is; None for any other text."""
    return web_address(text) if text.startswith(("http://", "https://")) else None


def _host_title(address: str) -> str:
    return f"Page of {address.split('://', 1)[1].split('/', 1)[0]}"
