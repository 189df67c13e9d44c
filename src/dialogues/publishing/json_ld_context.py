"""A context that makes linked data of our own JSON (JSON-LD 1.1), for whoever has a record and no export of the graph.

It keeps the structure of the records: a document is one node, and what evidence says hangs on what it is beside. The
graph that :mod:`dialogues.publishing.linked_data` writes says more, as ELI and DCAT want it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dialogues.errors import UnknownCollection
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.publishing.addresses import Addresses
from dialogues.publishing.linked_data import camel, terms_of
from dialogues.publishing.mapping import ADDRESSES
from dialogues.publishing.terms import EDTF, OWN, PREFIXES
from dialogues.records import RECORD_TYPES, Date
from dialogues.records.durations import Duration
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.records.identifiers import CountryCode, SubdivisionCode

if TYPE_CHECKING:
    from dialogues.registry import Registry

_XSD = PREFIXES["xsd"]
_TYPES = {Date: EDTF, Duration: f"{_XSD}duration", float: f"{_XSD}decimal", int: f"{_XSD}integer"}


def context(registry: Registry, collection: str) -> dict[str, Any]:
    """Give the ``@context`` of the records of a collection, as ``dialogues export --format jsonl`` writes them.

    Raises :class:`~dialogues.errors.UnknownCollection`, and :class:`~dialogues.errors.CannotExport` where the
    registry's manifest names no base.

    >>> import dialogues
    >>> context(dialogues.load(), "themes")["name"]
    {'@id': 'http://www.w3.org/2004/02/skos/core#prefLabel', '@container': '@language'}
    """
    if collection not in RECORD_TYPES:
        raise UnknownCollection(collection, [*RECORD_TYPES])
    addresses = Addresses.of(registry.manifest)
    head = {"@version": 1.1, "@base": f"{addresses.base}{collection}/", "id": "@id", "collection": None}
    return head | _of_kind(RECORD_TYPES[collection], addresses)


def _of_kind(kind: type, addresses: Addresses) -> dict[str, Any]:
    return {each.key: _of_field(kind, each, addresses) for each in fields_of(kind) if each.key != "id"}


def _of_field(kind: type, field: FieldOf, addresses: Addresses) -> dict[str, Any]:
    """Give what a key means."""
    term = terms_of(kind, field.key)[0][1:-1]
    if field.part is not None:
        return {"@id": term, "@context": _of_kind(field.part, addresses)}
    if field.reference is not None and field.reference.collection:
        return _words(term, f"{addresses.base}{field.reference.collection}/")
    holds = field.holds
    if isinstance(holds, type) and issubclass(holds, StrEnum):
        return _words(term, f"{OWN}{holds.__name__}/")
    return _of_value(term, field)


def _of_value(term: str, field: FieldOf) -> dict[str, Any]:
    """Give what a key means whose values stand for themselves."""
    holds = field.holds
    if holds is LocalisedText:
        return {"@id": term, "@container": "@language"}
    if holds is LanguageTag:
        return {"@id": f"{OWN}{camel(field.key.removesuffix('s'))}Tag"}
    if holds in (CountryCode, SubdivisionCode) or field.reference is not None:
        return {"@id": f"{OWN}{camel(field.key)}Code"}
    if field.key in ADDRESSES:
        return {"@id": term, "@type": "@id"}
    return {"@id": term, "@type": _TYPES[holds]} if holds in _TYPES else {"@id": term}


def _words(term: str, start: str) -> dict[str, Any]:
    """Give what a key means whose values are the ends of addresses."""
    return {"@id": term, "@type": "@vocab", "@context": {"@vocab": start}}
