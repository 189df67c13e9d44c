"""Relations between records, both ways: written once, in the record that names the other, and read from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dialogues.records import Agreement, Record
from dialogues.records.references import references

SAME_PARTNER = "same-partner"

# What a reference says, by the keys that lead to it, and what it says read from the other end.
_KINDS = {
    ("parties", "organisation"): ("party", "party-of"),
    ("counterparts",): ("counterpart", "counterpart-of"),
    ("publisher",): ("publisher", "published"),
    ("part_of",): ("part-of", "has-part"),
    ("organisers",): ("organiser", "organised"),
    ("programmes",): ("programme", "carries"),
    ("predecessor",): ("successor-of", "followed-by-programme"),
    ("organisations",): ("takes-part", "takes-part-in"),
    ("funding", "organisation"): ("funding", "funds"),
    ("contributions", "person"): ("contributor", "contributed-to"),
    ("contributions", "organisation"): ("represented", "represented-at"),
    ("files", "person"): ("presentation-by", "presented-at"),
    ("events",): ("event", "event-of"),
    ("institutions",): ("institution", "institution-of"),
    ("ends", "institution"): ("end", "end-of"),
    ("place", "institution"): ("place", "place-of"),
    ("places", "institution"): ("place", "place-of"),
    ("themes",): ("theme", "theme-of"),
    ("listed", "source"): ("listed-on", "lists"),
    ("language_lists", "source"): ("described-by", "describes"),
    ("retired", "replaced_by"): ("replaced-by", "replaces"),
}


class Related(NamedTuple):
    """A relation of a record to another one."""

    kind: str
    """What the other one is to it (``programme``, ``followed-by``, ``same-partner`` …)."""
    identifier: str
    """The id of the other record."""


def relations(records: Mapping[str, Record]) -> dict[str, tuple[Related, ...]]:
    """Give the relations of all records, each in both directions, in order of kind and id."""
    found: defaultdict[str, set[Related]] = defaultdict(set)
    of_partner: defaultdict[str, set[str]] = defaultdict(set)
    for identifier, record in records.items():
        for kind, inverse, other in _written(record):
            if other in records and other != identifier:
                found[identifier].add(Related(kind, other))
                found[other].add(Related(inverse, identifier))
        for country in countries_of(record):
            of_partner[country].add(identifier)
    for identifiers in of_partner.values():
        agreements = [each for each in identifiers if isinstance(records[each], Agreement)]
        for agreement in agreements:
            for other in identifiers - {agreement}:
                found[agreement].add(Related(SAME_PARTNER, other))
                found[other].add(Related(SAME_PARTNER, agreement))
    return {identifier: tuple(sorted(related)) for identifier, related in found.items()}


def _written(record: Record) -> Iterator[tuple[str, str, str]]:
    if isinstance(record, Agreement):
        for relation in record.relations:
            yield relation.kind.value, relation.kind.inverse, relation.agreement
    for reference in references(record):
        keys = tuple(part for part in reference.path if isinstance(part, str))
        if keys[-2:] == ("evidence", "source"):
            yield "source", "source-of", reference.identifier
        elif keys in _KINDS:
            yield *_KINDS[keys], reference.identifier


def countries_of(record: Record) -> tuple[str, ...]:
    """Give the partner countries that a record names."""
    held: list[Any] = [*getattr(record, "partners", ()), *getattr(record, "countries", ())]
    if isinstance(record, Agreement):
        held += [party.country for party in record.parties if party.side == "partner"]
    held += [end.country for end in getattr(record, "ends", ())]
    return tuple(dict.fromkeys(each for each in held if each))
