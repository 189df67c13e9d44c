"""The parties of an agreement, and what they did with it."""

from typing import Annotated

from pydantic import Discriminator, Tag

from dialogues.records.evidence import Evidence, Resolution
from dialogues.records.fields import (
    CountryField,
    DateField,
    FileRecord,
    IdField,
    OneOrMore,
    OrUnknown,
    Reference,
    TerritoryField,
    Text,
    text_or_mapping,
)
from dialogues.records.figures import Place
from dialogues.vocabulary import Act, ActionKind, Capacity, Side


class Signatory(FileRecord):
    """A person who put a hand to an agreement, or adopted it, for a party."""

    name: Text
    """The name as the source prints it."""
    office: Text | None = None
    """The office held that day, where a source prints it for that day."""
    on_behalf_of: Text | None = None
    """The person for whom the signatory acted."""
    person: Annotated[IdField, Reference("people", "signatory", "signed")] | None = None
    """The id of the person, where there is a record."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Party(FileRecord):
    """One side of an agreement: a country, a part of one, an organisation, or one that acts for a country."""

    side: Side
    """The own side, the partner's, or ``party`` where no side is the registry's own."""
    country: CountryField | None = None
    """The country's ISO 3166-1 code, or the ISO 3166-3 code of a state that is no more; absent for an organisation of
    several countries. Where a part of it is the party, it says where that is, and is not bound."""
    territory: TerritoryField | None = None
    """The ISO 3166-2 code of the part of a country that is the party (``CA-QC``)."""
    organisation: Annotated[IdField, Reference("organisations", "party", "party-of")] | None = None
    """The id of the organisation that is the party, or acts for the country."""
    capacity: OneOrMore[Capacity] = (Capacity.PARTY,)
    """In what capacity it is named, one or more: who lacks ``party`` is no party."""
    printed: Text | None = None
    """What the text calls it, where that differs from its name."""
    signatories: tuple[Signatory, ...] = ()
    """Those of whom a source says that they signed."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""

    @property
    def is_party(self) -> bool:
        """Whether it is named as a party, and not as a depositary or witness alone."""
        return Capacity.PARTY in self.capacity

    @property
    def keys(self) -> tuple[str, ...]:
        """What an act may name it by: its organisation's id, its territory, its country, the narrowest first."""
        return tuple(key for key in (self.organisation, self.territory, self.country) if key)


_TextOrPlace = Annotated[
    Annotated[Text, Tag("~text")] | Annotated[Place, Tag("~mapping")], Discriminator(text_or_mapping)
]


class Signature(FileRecord):
    """One act by which the agreement was concluded; several where letters were exchanged on several days."""

    date: OrUnknown[DateField] = None
    """The day, month or year; absent or ``unknown`` when no source gives it."""
    printed: Text | None = None
    """The date as printed, whole, where it has another calendar or form."""
    place: OrUnknown[_TextOrPlace] = None
    """The town, as the source's language or English calls it, or a place; absent when no source gives it."""
    act: Act = Act.SIGNED
    """What the parties did with the text."""
    side: Side | None = None
    """The side that acted, where the two acted apart."""
    party: OneOrMore[Text] = ()
    """The party or parties that acted, where they acted apart: an organisation's id, a territory or a country."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Action(FileRecord):
    """What a party did with the agreement after it was signed, or what became of it."""

    action: ActionKind
    """What was done."""
    party: OneOrMore[Text] = ()
    """The party or parties that did it: an organisation's id, a territory or a country; absent for all."""
    date: OrUnknown[DateField] = None
    """The day; absent or ``unknown`` when no source gives it."""
    by: OrUnknown[DateField] = None
    """The day by which it was done, where the day itself is not known."""
    until: OrUnknown[DateField] = None
    """The last day of an extension, a suspension or a provisional application."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
