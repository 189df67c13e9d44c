"""Themes of dialogues, events and cooperations."""

from typing import ClassVar

from dialogues.languages.localised import LocalisedText
from dialogues.records.entry import Entry, Name, names_of
from dialogues.records.evidence import Evidence, NoteField, Resolution, Retirement
from dialogues.records.fields import LocalisedField, OneOrMore, Text
from dialogues.vocabulary import ThemeGroup


class Theme(Entry):
    """What is spoken of."""

    collection: ClassVar[str] = "themes"

    name: LocalisedField
    """The name to show, by language."""
    groups: OneOrMore[ThemeGroup] = ()
    """The lists of the page that name it."""
    other_names: tuple[Text, ...] = ()
    """Other words for it, as printed."""
    notes: tuple[NoteField, ...] = ()
    """What to know about it."""
    evidence: tuple[Evidence, ...] = ()
    """What the theme rests on."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""
    retired: Retirement | None = None
    """Set when the record is no longer used."""

    @property
    def heading(self) -> LocalisedText:
        """Its name."""
        return self.name

    @property
    def names(self) -> tuple[Name, ...]:
        """Its name by language, then the others."""
        return (*names_of(self.name), *map(Name, self.other_names))
