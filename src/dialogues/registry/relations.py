"""Relations between records, both ways: written once, in the record that names the other, and read from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from dialogues.records import kinds

if TYPE_CHECKING:
    from dialogues.records import Record


SAME_PARTNER = "same-partner"


class Related(NamedTuple):
    """A relation of a record to another one.

    >>> import dialogues
    >>> related = dialogues.load().related("koriyama-essen")[0]
    >>> related.kind, related.identifier
    ('end', 'jp-koriyama-city')
    """

    kind: str
    """What the other one is to it (``programme``, ``followed-by``, ``same-partner`` …)."""
    identifier: str
    """The id of the other record."""

    def to_dict(self) -> dict[str, str]:
        """Give it as JSON values.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> registry.related("japan-2021")[0].to_dict()
        {'kind': 'follows', 'id': 'japan-2013'}
        """
        return {"kind": self.kind, "id": self.identifier}


class Relations:
    """The relations between the records of a registry."""

    __slots__ = ("_agreements", "_naming", "_written")

    def __init__(self, records: Mapping[str, Record]) -> None:
        from dialogues.records.fields_of import relations_of  # here: a store has them in a table

        written: defaultdict[str, set[Related]] = defaultdict(set)
        naming: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for identifier, record in records.items():
            for kind, inverse, other in relations_of(record):
                if other in records and other != identifier:
                    written[identifier].add(Related(kind, other))
                    written[other].add(Related(inverse, identifier))
            for country in record.partner_countries:
                naming[country][identifier] = None
        self._written: Mapping[str, AbstractSet[Related]] = dict(written)
        self._naming = dict(naming)
        self._agreements = frozenset(
            identifier for identifier, each in records.items() if isinstance(each, kinds.Agreement)
        )

    def written(self, identifier: str) -> tuple[Related, ...]:
        """Give what a record says of others and others of it, in order of kind and id."""
        return tuple(sorted(self._written.get(identifier, ())))

    def naming(self, country: str) -> Collection[str]:
        """Give the ids of the records that name a partner country, in the order of the registry."""
        return self._naming.get(country, {}).keys()

    def _agreements_naming(self, country: str) -> Iterable[str]:
        """Give those of them that are agreements."""
        return (each for each in self.naming(country) if each in self._agreements)

    def of(self, identifier: str, record: Record) -> tuple[Related, ...]:
        """Give all relations of a record, in order of kind and id.

        An agreement and what names the same partner country belong together though neither names the other. These
        pairs are found when asked for: all of them would be as many as a partner's agreements squared.
        """
        found = set(self._written.get(identifier, ()))
        for country in record.partner_countries:
            same = self.naming(country) if isinstance(record, kinds.Agreement) else self._agreements_naming(country)
            found.update(Related(SAME_PARTNER, other) for other in same if other != identifier)
        return tuple(sorted(found))
