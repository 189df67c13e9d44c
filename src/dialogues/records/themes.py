"""Themes of dialogues, events and cooperations."""

from dialogues.records.evidence import Evidence, Resolution, Retirement
from dialogues.records.fields import FileRecord, IdField, LocalisedField, OneOrMore, Text
from dialogues.vocabulary import ThemeGroup


class Theme(FileRecord):
    """What is spoken of."""

    id: IdField
    """The file's stem; it is not written in the file."""
    name: LocalisedField
    """The name to show, by language."""
    groups: OneOrMore[ThemeGroup] = ()
    """The lists of the page that name it."""
    other_names: tuple[Text, ...] = ()
    """Other words for it, as printed."""
    notes: tuple[Text, ...] = ()
    """What to know about it."""
    evidence: tuple[Evidence, ...] = ()
    """What the theme rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""
