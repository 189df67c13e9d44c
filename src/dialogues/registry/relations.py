"""Relations between records, both ways: written once, in the record that names the other, and read from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from dialogues.records import kinds
from dialogues.records.order import as_they_lie

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


_related = partial(tuple.__new__, Related)  # faster than to name its fields


class Relations:
    """The relations between the records of a registry; each sort is gathered when somebody first asks for it."""

    def __init__(self, records: Mapping[str, Record], with_country: Callable[[str], Sequence[str]]) -> None:
        """``with_country`` gives the ids of the agreements of which a country is a partner itself, in their order."""
        self._records = records
        self._with_country = with_country

    @cached_property
    def _written(self) -> Mapping[str, Collection[tuple[str, str]]]:
        from dialogues.records.fields_of import relations_of  # here: a store has them in a table

        records = self._records
        written: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for _, record in as_they_lie(records.values()):
            identifier = record.id
            own = written[identifier]
            for kind, inverse, other in relations_of(record):
                if other in records and other != identifier:
                    own.append((kind, other))  # no Related yet: few are ever asked for
                    written[other].append((inverse, identifier))
        return dict(written)

    @cached_property
    def _others_naming(self) -> Mapping[str, Sequence[str]]:
        """The ids of what is no agreement and names a country as a partner."""
        naming: defaultdict[str, list[str]] = defaultdict(list)
        for identifier, record in self._records.items():
            if not isinstance(record, kinds.Agreement):
                for country in record.partner_countries:
                    naming[country].append(identifier)
        return dict(naming)

    def written(self, identifier: str) -> tuple[Related, ...]:
        """Give what a record says of others and others of it, in order of kind and id."""
        return tuple(map(_related, sorted({*self._written.get(identifier, ())})))

    def naming(self, country: str) -> tuple[Sequence[str], Sequence[str]]:
        """Give the ids of the agreements and of the other records that name a partner country, in their order."""
        return self._with_country(country), self._others_naming.get(country, ())

    def of(self, identifier: str, record: Record) -> tuple[Related, ...]:
        """Give all relations of a record, in order of kind and id.

        An agreement and what names the same partner country belong together though neither names the other. These
        pairs are found when asked for: all of them would be as many as a partner's agreements squared.
        """
        same: set[str] = set()
        for country in record.partner_countries:
            agreements, others = self.naming(country)
            same.update(agreements, others if isinstance(record, kinds.Agreement) else ())
        same.discard(identifier)
        # Two runs that are in order: putting them together compares each once.
        found = dict.fromkeys([*self.written(identifier), *[_related((SAME_PARTNER, other)) for other in sorted(same)]])
        return tuple(sorted(found))
