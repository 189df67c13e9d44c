"""Figures and places: values that several kinds of record hold."""

from typing import Annotated

from dialogues.records.evidence import Evidence, Resolution
from dialogues.records.fields import Amount as AmountField
from dialogues.records.fields import CountryField, DateField, FileRecord, IdField, OneOrMore, Reference, Text
from dialogues.vocabulary import Bound


class Figure(FileRecord):
    """A number as a source gives it: with its bound, its unit and what it counts."""

    printed: Text
    """The number as printed (``80+``, ``over 1.800``, ``≥35%``)."""
    amount: AmountField
    """The number that is meant; the dot of ``1.800`` parts thousands."""
    bound: Bound = Bound.EXACT
    """How the number bounds the true one."""
    unit: Text | None = None
    """What is counted or measured; absent when the source prints no noun."""
    scope: Text | None = None
    """What the number holds for: figures of different scope are not added up."""
    target: bool = False
    """Whether it is something aimed at, and no fact."""
    as_of: DateField | None = None
    """When it was so."""
    evidence: tuple[Evidence, ...] = ()
    """What the figure rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    note: Text | None = None
    """What to know about it."""


class Place(FileRecord):
    """Where something is: as much of it as a source tells."""

    city: Text | None = None
    """The city."""
    area: Text | None = None
    """A part of a city, or a province around it."""
    institution: Annotated[IdField, Reference("organisations", "place", "place-of")] | None = None
    """The institution, where that and not a city takes part."""
    country: CountryField | None = None
    """The country's ISO 3166-1 code."""
    online: bool = False
    """Whether it took place online."""
    unknown: bool = False
    """Set for an end that no source names."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    note: Text | None = None
    """What to know about it."""
