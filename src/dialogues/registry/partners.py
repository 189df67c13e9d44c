"""The other side of agreements, and what came of the agreements with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from dialogues.languages.matching import Language
from dialogues.records import Agreement, Cooperation, Event, Organisation, Programme, Publication, Record
from dialogues.registry.collection import Agreements
from dialogues.registry.display import partner_name, row
from dialogues.registry.indices import Indices
from dialogues.registry.table import html_table


@frozen
class Partner:
    """The other side of a dialogue: a country or an organisation.

    >>> import dialogues
    >>> partner = dialogues.load().partner("Japon")
    >>> partner.key, partner.country, [*partner.agreements]
    ('JP', 'JP', ['japan-2013', 'japan-2021'])
    """

    key: str
    """The country's or territory's code, else the organisation's id."""
    country: str | None
    """The country's ISO 3166-1 alpha-2 code; None for another kind of partner."""
    territory: str | None
    """The ISO 3166-2 code of a part of a country; None for another kind of partner."""
    organisation: Organisation | None
    """The organisation; None for a country, and for one whose record is missing."""
    agreements: Agreements
    """The agreements with the partner, by date."""

    def to_dict(self, name: str) -> dict[str, str | None]:
        """Give it as JSON values, with its name in the reader's language.

        >>> import dialogues
        >>> dialogues.load().partner("Brasil").to_dict("Brazil")
        {'key': 'BR', 'name': 'Brazil', 'country': 'BR', 'territory': None}
        """
        return {"key": self.key, "name": name, "country": self.country, "territory": self.territory}


@frozen(repr=False)
class Dialogue:
    """What came of the agreements with a partner: everything on record that names it, in order of time.

    >>> import dialogues
    >>> dialogue = dialogues.load().dialogue("Japan")
    >>> [agreement.id for agreement in dialogue.agreements]
    ['japan-2013', 'japan-2021']
    """

    partner: Partner
    """The partner."""
    agreements: tuple[Agreement, ...]
    """The agreements, by date."""
    events: tuple[Event, ...]
    """The events, by date; those without one stand last."""
    programmes: tuple[Programme, ...]
    """The programmes that name the partner, by their beginning."""
    cooperations: tuple[Cooperation, ...]
    """The cooperations of its cities and institutions, by their beginning."""
    publications: tuple[Publication, ...]
    """The publications about the dialogue, by date."""
    _indices: Indices = field(eq=False)

    @property
    def later(self) -> tuple[Agreement, ...]:
        """The instruments behind the first agreement.

        >>> import dialogues
        >>> japan = dialogues.load().dialogue("Japan")
        >>> [each.id for each in japan.later]
        ['japan-2021']
        """
        return self.agreements[1:]

    @property
    def parts(self) -> Mapping[str, tuple[Record, ...]]:
        """What there is, by collection.

        >>> import dialogues
        >>> japan = dialogues.load().dialogue("Japan")
        >>> {name: len(parts) for name, parts in japan.parts.items()}
        {'agreements': 2, 'events': 20, 'programmes': 4, 'cooperations': 1, 'publications': 0}
        """
        return {
            "agreements": self.agreements,
            "events": self.events,
            "programmes": self.programmes,
            "cooperations": self.cooperations,
            "publications": self.publications,
        }

    @property
    def in_use(self) -> Mapping[str, tuple[Record, ...]]:
        """The same without retired records, as lists, pictures and sites tell it.

        >>> import dialogues
        >>> japan = dialogues.load().dialogue("Japan")
        >>> japan.in_use == japan.parts
        True
        """
        return {name: tuple(each for each in part if each.retired is None) for name, part in self.parts.items()}

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Give it as JSON values in the reader's language, with the keys of ``dialogues show NAME --json``.

        Retired records are left out, as in every list.

        >>> import dialogues
        >>> japan = dialogues.load().dialogue("Japan")
        >>> japan.to_dict("fr")["partner"]
        {'key': 'JP', 'name': 'Japon', 'country': 'JP', 'territory': None}
        """
        name = partner_name(self._indices, self.partner.key, language)
        rows = {
            part: [row(self._indices, record, language) for record in records] for part, records in self.in_use.items()
        }
        return {"partner": self.partner.to_dict(name), **rows}

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(records)} {part}" for part, records in self.parts.items() if records)
        return f"<Dialogue with {self.partner.key}: {counts or 'nothing on record'}>"

    def _repr_html_(self) -> str:
        """Show a notebook what there is, a row each."""
        told = self.to_dict()
        rows = [(part, each["id"], each["name"], each["date_text"] or "") for part in self.parts for each in told[part]]
        return html_table(repr(self), ("collection", "id", "name", "date"), rows)
