"""A registry as linked data: each record, its parts, and what sources say of them.

What a record says is a plain statement about it. What a source says is a node of its own (``d:Claim``), with the
source, its words and whether it backs or disputes: a disputed value stands in ``d:says`` and nowhere else.
A little over 300 lines: one graph, and a function for each kind of node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.findings import format_path
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.publishing.addresses import Addresses, of_parts, short_hash
from dialogues.publishing.authorities import Authorities
from dialogues.publishing.mapping import ADDRESSES, DAYS, KINDS, TERMS, TOLD_ELSEWHERE
from dialogues.publishing.terms import Triple, address, certain_day, edtf, named, own, text, typed
from dialogues.publishing.works import of_work
from dialogues.records import (
    Date,
    Document,
    Evidence,
    Note,
    OrganisationName,
    OtherTitle,
    PersonName,
    Record,
    Resolution,
    Retirement,
)
from dialogues.records.durations import Duration
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, Path, fields_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode
from dialogues.registry.claims import Claims
from dialogues.vocabulary import Answer, NameUse

if TYPE_CHECKING:
    from dialogues.publishing.selection import Export
    from dialogues.registry import Registry

_A = named("rdf:type")
_ABOUT, _RECORD, _FIELD, _STANCE = named("d:about"), named("d:record"), named("d:field"), named("d:stance")
_CLAIM, _ENTITY, _DERIVED = named("d:Claim"), named("prov:Entity"), named("prov:wasDerivedFrom")
_SUPPORTS, _DISPUTES, _BASIS = named("d:Supports"), named("d:Disputes"), named("d:basis")
_VALUE, _SAYS, _NOTE = named("prov:value"), named("d:says"), named("skos:note")
_TEXTS = (str, Note, OrganisationName, OtherTitle, PersonName)


def triples(export: Export) -> Iterator[Triple]:
    """Give the statements of an export, record by record; at last those of the lists that they use.

    Raises :class:`~dialogues.errors.CannotExport` where the registry's manifest names no base.
    """
    graph = _Graph(export.registry, Addresses.of(export.registry.manifest))
    yield from _of_registry(graph, export)
    for record in export.records():
        yield from graph.record(record, claims=export.claims)
    yield from graph.authorities.triples()


def triples_of(registry: Registry, record: Record) -> Iterator[Triple]:
    """Give the statements of one record, with what sources say of it; at last those of the lists that it uses.

    Raises :class:`~dialogues.errors.CannotExport` where the registry's manifest names no base.
    """
    graph = _Graph(registry, Addresses.of(registry.manifest))
    yield from graph.record(record, claims=True)
    yield from graph.authorities.triples()


def camel(key: str) -> str:
    """Write a key as the name of a term: ``takes_effect`` is ``takesEffect``."""
    head, *rest = key.split("_")
    return head + "".join(part.capitalize() for part in rest)


@cache
def terms_of(kind: type, key: str) -> tuple[str, ...]:
    """Give the terms of a field, as N-Triples writes them."""
    shorts = TERMS.get(f"{kind.__name__}.{key}") or TERMS.get(f"*.{key}") or (f"d:{camel(key)}",)
    return tuple(map(named, shorts))


@cache
def classes_of(kind: type) -> tuple[str, ...]:
    """Give the classes of a kind of record or part, as N-Triples writes them."""
    return tuple(map(named, KINDS.get(kind.__name__, (f"d:{kind.__name__}",))))


@cache
def _told_of(kind: type) -> tuple[tuple[FieldOf, tuple[str, ...]], ...]:
    """Give the fields of a kind that are told of its own node, each with its terms."""
    return tuple(
        (field, terms_of(kind, field.key))
        for field in fields_of(kind)
        if field.part not in (Evidence, Resolution) and f"{kind.__name__}.{field.key}" not in TOLD_ELSEWHERE
    )


class _Below(NamedTuple):
    """A part that is told of once the record or part that it is in has been."""

    part: Any
    node: str
    path: Path


class _Graph:
    """Turns records into statements, and remembers what of the lists of others they use."""

    def __init__(self, registry: Registry, addresses: Addresses) -> None:
        self.registry = registry
        self.addresses = addresses
        self.authorities = Authorities()

    def record(self, record: Record, *, claims: bool) -> Iterator[Triple]:
        """Give the statements of a record."""
        node = self.addresses.record(record)
        nodes: dict[Path, str] = {}
        yield from self.part(record, node, (), nodes)
        if hasattr(record, "documents"):
            yield from of_work(record, self, nodes)
        if claims:
            yield from self.claims(record, nodes)

    def part(self, part: FileRecord, node: str, path: Path, nodes: dict[Path, str]) -> Iterator[Triple]:
        """Give the statements of a record or part that has an address of its own."""
        nodes[path] = node
        below: list[_Below] = []
        if not isinstance(part, Document):
            yield from (Triple(own(node), _A, each) for each in classes_of(type(part)))
        yield from self.fields(part, _Below(part, node, path), below)
        for each in below:
            yield from self.part(each.part, each.node, each.path, nodes)

    def fields(self, part: FileRecord, here: _Below, below: list[_Below]) -> Iterator[Triple]:
        """Give the statements of the fields of a record or part; what has an address of its own is put off."""
        kind, subject = type(part), own(here.node)
        for field, terms in _told_of(kind):
            value = getattr(part, field.name)
            if value is None or value == () or value is False:
                continue
            if field.part is not None:
                yield from self.below(kind, field, value, here, below)
                continue
            for each in value if field.several else (value,):
                for object_ in self.objects(field, each):
                    for term in terms:
                        yield Triple(subject, term, object_)
                if isinstance(each, LanguageTag | Date):
                    yield from self.beside(kind, field, subject, each)

    def beside(self, kind: type, field: FieldOf, subject: str, value: Any) -> Iterator[Triple]:
        """Give what is said of a value beside it: the day of a date, the whole tag of a language."""
        if isinstance(value, LanguageTag):
            key = field.key.removesuffix("s")
            yield Triple(subject, named(f"d:{camel(key)}Tag"), text(str(value)))
        elif isinstance(value, Date) and f"{kind.__name__}.{field.key}" in DAYS:
            day = certain_day(value)
            if day is not None:
                yield Triple(subject, named(DAYS[f"{kind.__name__}.{field.key}"]), day)

    def objects(self, field: FieldOf, value: Any) -> Iterator[str]:
        """Write a value of a field; nothing where it is unknown."""
        if field.reference is not None:
            collection = field.reference.collection or self._collection(value)
            if collection:
                yield own(self.addresses.to(collection, value))
            return
        if field.holds in (CountryCode, SubdivisionCode):
            yield self.authorities.area(value)
        elif field.key in ADDRESSES:
            yield address(value)
        else:
            write: Callable[[_Graph, Any], Iterator[str]] = _WRITE.get(type(value), _enum)
            yield from write(self, value)

    def _collection(self, identifier: str) -> str:
        record = self.registry.get(identifier)
        return "" if record is None else record.collection

    def below(self, kind: type, field: FieldOf, value: Any, here: _Below, below: list[_Below]) -> Iterator[Triple]:
        """Give the statements that lead to the parts that a field holds, and put off what these say themselves."""
        subject, terms, key = own(here.node), terms_of(kind, field.key), camel(field.key)
        if isinstance(value, str):  # a text that stands for a part
            yield from (Triple(subject, term, text(value)) for term in terms)
        elif isinstance(value, Retirement):
            yield from self.fields(value, here, below)
            yield Triple(subject, named("adms:status"), self.authorities.entry("distribution-status", "DEPRECATED"))
        elif not field.several:
            node = f"{here.node}.{key}" if "#" in here.node else f"{here.node}#{key}"
            yield from self.linked(subject, terms, _Below(value, node, (*here.path, field.key)), below)
        else:
            for at, (item, node) in enumerate(zip(value, of_parts(here.node, key, value), strict=True)):
                yield from self.linked(subject, terms, _Below(item, node, (*here.path, field.key, at)), below)

    def linked(self, subject: str, terms: tuple[str, ...], to: _Below, below: list[_Below]) -> Iterator[Triple]:
        """Give the statements that lead to a part; of a note or a name its text, and the part where it has sources."""
        item = to.part
        if isinstance(item, _TEXTS):
            yield from _label(subject, terms, item)
            if isinstance(item, str) or not (item.evidence or item.resolution):
                return
            terms = (named("d:note" if isinstance(item, Note) else "d:otherName"),)
        yield from (Triple(subject, term, own(to.node)) for term in terms)
        below.append(to)

    # What sources say

    def claims(self, record: Record, nodes: dict[Path, str]) -> Iterator[Triple]:
        """Give what sources say of a record, and what became of disputes."""
        top, claims = nodes[()], Claims(record)
        for said in claims.evidence:
            each = said.by
            about, field = _about(nodes, said.claim)
            subject = own(f"{top}/claim/{short_hash(about, field, each.source, each.says or '', each.quote or '')}")
            yield Triple(subject, _A, _CLAIM)
            yield Triple(subject, _A, _ENTITY)
            yield from _told(subject, about, field, top)
            yield Triple(subject, _DERIVED, own(self.addresses.to("sources", each.source)))
            yield Triple(subject, _STANCE, _SUPPORTS if each.says is None else _DISPUTES)
            yield Triple(subject, _BASIS, self.authorities.concept(each.basis))
            if each.quote is not None:
                yield Triple(subject, _VALUE, text(each.quote))
            if each.says is not None:
                yield Triple(subject, _SAYS, text(each.says))
            if each.note is not None:
                yield Triple(subject, _NOTE, text(each.note))
        for outcome in claims.resolutions:
            about, field = _about(nodes, outcome.claim)
            subject = own(f"{top}/resolution/{short_hash(about, field, outcome.by.outcome.value, outcome.by.why)}")
            yield Triple(subject, _A, named("d:Resolution"))
            yield from _told(subject, about, field, top)
            yield Triple(subject, named("d:outcome"), self.authorities.concept(outcome.by.outcome))
            yield Triple(subject, named("d:why"), text(outcome.by.why))


def _told(subject: str, about: str, field: str, record: str) -> Iterator[Triple]:
    yield Triple(subject, _ABOUT, own(about))
    yield Triple(subject, _RECORD, own(record))
    if field:
        yield Triple(subject, _FIELD, text(field))


def _about(nodes: dict[Path, str], place: Path) -> tuple[str, str]:
    """Give the node that a path leads into, and the rest of the path."""
    length = next(length for length in range(len(place), -1, -1) if place[:length] in nodes)
    return nodes[place[:length]], format_path(place[length:])


def _label(subject: str, terms: tuple[str, ...], item: Any) -> Iterator[Triple]:
    """Give a note or another name as a text of what has it."""
    if isinstance(item, str | Note):
        yield from (Triple(subject, term, text(str(item))) for term in terms)
        return
    language = "" if getattr(item, "language", None) is None else str(item.language)
    use = getattr(item, "use", None)
    if isinstance(item, OtherTitle):
        labels = terms
    elif use in (NameUse.PRINTED, None):
        labels = (named("skos:hiddenLabel" if use else "skos:altLabel"),)
    else:
        labels = (named("skos:altLabel"), *((named("schema:alternateName"),) if use is NameUse.ACRONYM else ()))
    yield from (Triple(subject, label, text(item.text, language)) for label in labels)


# Values


def _localised(_graph: _Graph, value: LocalisedText) -> Iterator[str]:
    for tag, words in value.items():
        yield text(words, str(tag))


def _number(_graph: _Graph, value: float) -> Iterator[str]:
    yield typed(str(int(value)) if value.is_integer() else f"{value:f}", "decimal")


def _answer(_graph: _Graph, value: Answer) -> Iterator[str]:
    if value is not Answer.UNKNOWN:
        yield typed("true" if value is Answer.YES else "false", "boolean")


def _enum(graph: _Graph, value: StrEnum) -> Iterator[str]:
    if value.value != "unknown":
        yield graph.authorities.concept(value)


_WRITE: dict[type, Callable[[_Graph, Any], Iterator[str]]] = {
    str: lambda _graph, value: iter((text(value),)),
    bool: lambda _graph, value: iter((typed("true", "boolean"),) if value else ()),
    int: lambda _graph, value: iter((typed(str(value), "integer"),)),
    float: _number,
    Answer: _answer,
    Date: lambda _graph, value: iter((edtf(value),)),
    Duration: lambda _graph, value: iter((typed(str(value), "duration"),)),
    LanguageTag: lambda graph, value: iter((graph.authorities.language(value),)),
    LocalisedText: _localised,
}


def _of_registry(graph: _Graph, export: Export) -> Iterator[Triple]:
    """Give the catalogue and the data set that the registry is (DCAT-AP 3)."""
    from dialogues.publishing.catalogue import of_registry  # here: it is told once, and last of all

    yield from of_registry(graph.addresses, graph.authorities, export)
