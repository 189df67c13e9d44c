"""People, by their names as printed; what they were at an event stands in the event."""

from dialogues.records.evidence import Evidence, Resolution, Retirement
from dialogues.records.fields import FileRecord, IdField, OneOrMore, Text
from dialogues.vocabulary import NameOrder


class PersonName(FileRecord):
    """Another form of a person's name."""

    text: Text
    """The name as printed."""
    evidence: tuple[Evidence, ...] = ()
    """What it rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""


class Person(FileRecord):
    """A person that sources name."""

    id: IdField
    """The file's stem; it is not written in the file."""
    name: Text
    """The name as the first source prints it, capitals included."""
    order: NameOrder = NameOrder.UNKNOWN
    """Which part of the name stands first."""
    family: Text | None = None
    """The family name, where a source tells it."""
    other_names: tuple[PersonName, ...] = ()
    """Other forms of the name."""
    notes: tuple[Text, ...] = ()
    """What to know about the name."""
    evidence: tuple[Evidence, ...] = ()
    """What the claims rest on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""
