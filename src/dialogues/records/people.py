"""People, by their names as printed; what they were at an event stands in the event."""

from typing import ClassVar

from dialogues.records.entry import Entry, Name
from dialogues.records.evidence import Evidence, NoteField, Resolution, Retirement
from dialogues.records.fields import FileRecord, OneOrMore, Text
from dialogues.vocabulary import NameOrder


class PersonName(FileRecord):
    """Another form of a person's name."""

    text: Text
    """The name as printed."""
    evidence: tuple[Evidence, ...] = ()
    """What it rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Person(Entry):
    """A person that sources name."""

    collection: ClassVar[str] = "people"

    name: Text
    """The name as the first source prints it, capitals included."""
    order: NameOrder = NameOrder.UNKNOWN
    """Which part of the name stands first."""
    family: Text | None = None
    """The family name, where a source tells it."""
    other_names: tuple[PersonName, ...] = ()
    """Other forms of the name."""
    notes: tuple[NoteField, ...] = ()
    """What to know about the name."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def heading(self) -> str:
        """The name."""
        return self.name

    @property
    def names(self) -> tuple[Name, ...]:
        """The name, then the others."""
        return (Name(self.name), *(Name(each.text) for each in self.other_names))
