"""Relations between records, both ways: written once, in the record that names the other, and read from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
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
    ("funding", "programme"): ("funding", "funds"),
    ("interested", "organisation"): ("of-interest-to", "interested-in"),
    ("participants",): ("takes-part", "takes-part-in"),
    ("cooperations",): ("cooperation", "cooperation-of"),
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


class Relations:
    """The relations between the records of a registry."""

    __slots__ = ("_agreements", "_naming", "_written")

    def __init__(self, records: Mapping[str, Record]) -> None:
        written: defaultdict[str, set[Related]] = defaultdict(set)
        naming: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for identifier, record in records.items():
            for kind, inverse, other in set(_written(record)):
                if other in records and other != identifier:
                    written[identifier].add(Related(kind, other))
                    written[other].add(Related(inverse, identifier))
            for country in countries_of(record):
                naming[country][identifier] = None
        self._written = dict(written)
        self._naming = dict(naming)
        self._agreements = frozenset(identifier for identifier, each in records.items() if isinstance(each, Agreement))

    def written(self, identifier: str) -> tuple[Related, ...]:
        """Give what a record says of others and others of it, in order of kind and id."""
        return tuple(sorted(self._written.get(identifier, ())))

    def naming(self, country: str) -> Collection[str]:
        """Give the ids of the records that name a partner country, in the order of the registry."""
        return self._naming.get(country, {}).keys()

    def of(self, identifier: str, record: Record) -> tuple[Related, ...]:
        """Give all relations of a record, in order of kind and id.

        An agreement and what names the same partner country belong together though neither names the other. These
        pairs are found when asked for: all of them would be as many as a partner's agreements squared.
        """
        found = set(self._written.get(identifier, ()))
        for country in countries_of(record):
            same = self._naming[country].keys()
            found.update(
                Related(SAME_PARTNER, other)
                for other in (same if identifier in self._agreements else same & self._agreements)
                if other != identifier
            )
        return tuple(sorted(found))


def _written(record: Record) -> Iterator[tuple[str, str, str]]:
    if isinstance(record, Agreement):
        for relation in record.relations:
            yield relation.kind.value, relation.kind.inverse, relation.agreement
    for reference in references(record):
        if reference.path[-3:-2] == ("evidence",):
            yield "source", "source-of", reference.identifier
            continue
        keys = tuple(part for part in reference.path if isinstance(part, str))
        if keys in _KINDS:
            yield *_KINDS[keys], reference.identifier


def countries_of(record: Record) -> tuple[str, ...]:
    """Give the partner countries that a record names."""
    if isinstance(record, Agreement):
        held = [party.country for party in record.parties if party.side == "partner"]
    else:
        # A field that a record does not have is dear to ask for.
        having: Any = record
        fields = type(record).__pydantic_fields__
        held = [country for name in ("partners", "countries") if name in fields for country in getattr(having, name)]
        held += [end.country for end in having.ends] if "ends" in fields else []
    return tuple(dict.fromkeys(each for each in held if each))
