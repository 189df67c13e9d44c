"""Agreements and publications as works: what ELI says of them and of their texts, beside our own terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from dialogues.publishing.mapping import RELATIONS
from dialogues.publishing.terms import Triple, address, certain_day, named, text, typed
from dialogues.records import Agreement, Document, Record, Relation
from dialogues.records.fields_of import Path
from dialogues.vocabulary import Answer, MediaType, RelationKind, Status

if TYPE_CHECKING:
    from dialogues.publishing.addresses import Addresses
    from dialogues.publishing.authorities import Authorities

_A = named("rdf:type")
_IANA = "https://www.iana.org/assignments/media-types/"
_OF_FILES = ("media_type", "href", "path", "size", "sha256", "pages")


class Graph(Protocol):
    """What the addresses of records and entries come from."""

    addresses: Addresses
    authorities: Authorities


def of_work(record: Any, graph: Graph, nodes: dict[Path, str]) -> Iterator[Triple]:
    """Give what ELI says of a work and its texts."""
    node = address(nodes[()])
    legal = isinstance(record, Agreement) and record.binding is Answer.YES
    if isinstance(record, Agreement):
        yield from _of_agreement(record, graph, node, legal=legal)
    known = [each.value for each in record.identifiers if each.scheme == "doi" and each.language is None]
    if len(known) == 1:  # of several, each would be of something else
        yield Triple(node, named("schema:sameAs"), address(f"https://doi.org/{known[0]}"))
    for at, document in enumerate(record.documents):
        yield from _of_document(record, document, nodes["documents", at], graph, legal=legal)
        yield Triple(address(nodes["documents", at]), named("eli:realizes"), node)


def _of_agreement(record: Agreement, graph: Graph, node: str, *, legal: bool) -> Iterator[Triple]:
    if legal:
        yield Triple(node, _A, named("eli:LegalResource"))
    if record.kind.eu_code:
        entry = graph.authorities.entry("resource-type", record.kind.eu_code, record.kind.value.replace("-", " "))
        yield Triple(node, named("eli:type_document"), entry)
    for party in record.parties:
        if party.organisation is not None and party.is_party:
            passed = address(graph.addresses.to("organisations", party.organisation))
            yield Triple(node, named("eli:passed_by"), passed)
    for party in record.partners:
        code = party.territory or party.country
        if code is not None:
            yield Triple(node, named("eli:relevant_for"), graph.authorities.area(code))
    dates = [each.date for each in record.signed]
    if len(dates) == 1 and dates[0] is not None and (day := certain_day(dates[0])):
        yield Triple(node, named("eli:date_document"), day)
    if legal:
        yield from _in_force(record, node)
    for relation in record.relations:
        yield from _related(relation, graph, node, legal=legal)


def _in_force(record: Agreement, node: str) -> Iterator[Triple]:
    """Give since when and until when a legal resource is in force, where that is known to the day."""
    for term, date in (
        ("eli:first_date_entry_in_force", record.took_effect),
        ("eli:date_no_longer_in_force", record.ended_on),
    ):
        day = None if date is None else certain_day(date)
        if day is not None:
            yield Triple(node, named(term), day)
    if record.status in (Status.ENDED, Status.SUPERSEDED, Status.NOT_IN_FORCE):
        yield Triple(node, named("eli:in_force"), named("eli:InForce-notInForce"))
    elif record.status is Status.ACTIVE:
        yield Triple(node, named("eli:in_force"), named("eli:InForce-inForce"))


def _related(relation: Relation, graph: Graph, node: str, *, legal: bool) -> Iterator[Triple]:
    """Give a relation to another record as one statement: in our own terms, and in those of others that fit."""
    if relation.agreement is None:
        return
    other = address(graph.addresses.to("agreements", relation.agreement))
    head, *rest = relation.kind.value.split("-")
    yield Triple(node, named("d:" + head + "".join(part.capitalize() for part in rest)), other)
    if relation.kind is RelationKind.SUPERSEDES:
        yield Triple(node, named("eli:repeals" if legal else "dct:replaces"), other)
    elif relation.kind is RelationKind.FOLLOWS:
        yield Triple(node, named("dct:relation"), other)
    elif legal and not relation.part:
        yield from (Triple(node, named(term), other) for term in RELATIONS.get(relation.kind.value, ()))


def _of_document(record: Record, document: Document, node: str, graph: Graph, *, legal: bool) -> Iterator[Triple]:
    """Give a text as an expression of the work, and its file as a manifestation of that."""
    expression = address(node)
    yield Triple(expression, _A, named("eli:Expression"))
    yield Triple(expression, _A, named("d:Document"))
    if legal:
        yield Triple(expression, _A, named("eli:LegalExpression"))
    yield from _title(record, document, expression)
    if all(getattr(document, name) is None for name in _OF_FILES):
        return
    manifestation = f"{node}/{document.media_type.name.lower() if document.media_type else 'file'}"
    file = address(manifestation)
    yield Triple(expression, named("eli:is_embodied_by"), file)
    yield Triple(file, named("eli:embodies"), expression)
    yield Triple(file, _A, named("eli:Manifestation"))
    if legal:
        yield Triple(file, _A, named("eli:Format"))
    yield from _file(document, file, graph, manifestation)


def _title(record: Record, document: Document, expression: str) -> Iterator[Triple]:
    """Give the title of a text: its own; else the work's, in the language of the text or in its first."""
    tag = document.language
    title = getattr(record, "title", None)
    if document.title is not None:
        yield Triple(expression, named("eli:title"), text(document.title, str(tag)))
    elif title is not None:
        language = tag if tag in title else next(iter(title))
        yield Triple(expression, named("eli:title"), text(title[language], str(language)))
        yield Triple(expression, named("d:titleFrom"), text("work"))


def _file(document: Document, file: str, graph: Graph, manifestation: str) -> Iterator[Triple]:
    media = document.media_type
    if media is not None:
        yield from _format(media, file, graph)
    if document.href is not None:
        yield Triple(file, named("eli:is_exemplified_by"), address(document.href))
    if document.path is not None:
        yield Triple(file, named("dcat:downloadURL"), address(graph.addresses.base + document.path))
    if document.size is not None:
        yield Triple(file, named("dcat:byteSize"), typed(str(document.size), "nonNegativeInteger"))
    if document.pages is not None:
        yield Triple(file, named("schema:numberOfPages"), typed(str(document.pages), "integer"))
    if document.sha256 is not None:
        checksum = address(f"{manifestation}#checksum")
        yield Triple(file, named("spdx:checksum"), checksum)
        yield Triple(checksum, _A, named("spdx:Checksum"))
        yield Triple(checksum, named("spdx:algorithm"), named("spdx:checksumAlgorithm_sha256"))
        yield Triple(named("spdx:checksumAlgorithm_sha256"), _A, named("spdx:ChecksumAlgorithm"))
        yield Triple(checksum, named("spdx:checksumValue"), typed(document.sha256, "hexBinary"))


def _format(media: MediaType, file: str, graph: Graph) -> Iterator[Triple]:
    yield Triple(file, named("eli:media_type"), address(_IANA + media.value))
    yield Triple(address(_IANA + media.value), _A, named("dct:MediaType"))
    entry = graph.authorities.entry("file-type", media.eu_code, media.name)
    yield Triple(file, named("dct:format"), entry)
    yield Triple(file, named("eli:format"), entry)
