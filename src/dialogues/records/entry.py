"""What the nine kinds of record have in common: names, a time, countries and a word for their kind."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records.dates import Date
from dialogues.records.fields import FileRecord, IdField
from dialogues.vocabulary import NameUse

_LONGEST_HEADING = 60  # characters of a heading in a repr


class Name(NamedTuple):
    """A text that a record is called by.

    >>> import dialogues
    >>> [name.text for name in dialogues.load()["sica"].names][:1]
    ['Sistema de la Integración Centroamericana']
    """

    text: str
    """The name."""
    language: LanguageTag | None = None
    """Its language; None where it has none or none is on record."""
    use: NameUse | None = None
    """How it is used; None for the name that a list shows."""


class Span(NamedTuple):
    """When the matter of a record was.

    >>> import dialogues
    >>> str(dialogues.load()["peru-2013"].span.start)
    '2013-05'
    """

    start: Date | None = None
    """The day it was, or began; None where nobody knows."""
    end: Date | None = None
    """The day it ended; None for what was on one day, goes on, or ended on a day nobody knows."""
    lasts: bool = False
    """Whether it lasts, so that an end that is missing is one that is not known or has not come."""

    @property
    def goes_on(self) -> bool:
        """Whether it began and no end is on record."""
        return self.lasts and self.start is not None and self.end is None


class Entry(FileRecord):
    """A record of a registry: a file in the folder of its collection.

    >>> import dialogues
    >>> isinstance(dialogues.load()["dg-regio"], Entry)
    True
    """

    collection: ClassVar[str]
    """The collection that its kind stands in."""
    kind_field: ClassVar[str] = ""
    """The attribute that says what a record is, by a closed list; empty for a kind without one."""

    id: IdField
    """The file's stem; it is not written in the file."""

    @property
    def heading(self) -> LocalisedText | str | None:
        """What stands over it: its name or title; None where it has neither."""
        return None

    @property
    def names(self) -> tuple[Name, ...]:
        """The texts that it is called by, its heading's first."""
        return tuple(names_of(self.heading))

    @property
    def span(self) -> Span:
        """When its matter was."""
        return Span()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its time, from the first to the last; of what goes on, only the one it began in is known."""
        start, end, _ = self.span
        first, last = start or end, end or start
        return () if first is None or last is None else tuple(range(first.year, last.year + 1))

    @property
    def partner_countries(self) -> tuple[str, ...]:
        """The partner countries that it names, each once, as ISO 3166-1 alpha-2 codes."""
        return ()

    @property
    def country_codes(self) -> tuple[str, ...]:
        """The countries that it is of or about, likewise."""
        return self.partner_countries

    @property
    def languages(self) -> tuple[LanguageTag, ...]:
        """The languages of its texts, each once."""
        return ()

    @property
    def kind_word(self) -> str:
        """The word of the closed list that says what it is; empty where its collection has no such list."""
        return str(getattr(self, self.kind_field).value) if self.kind_field else ""

    def __repr__(self) -> str:
        heading = self.heading
        text = heading.best("en")[1] if isinstance(heading, LocalisedText) else heading or ""
        short = text if len(text) <= _LONGEST_HEADING else text[: _LONGEST_HEADING - 1] + "…"
        start = self.span.start
        about = (short, "" if start is None else str(start), " ".join(map(str, self.languages)))
        told = ", ".join(part for part in about if part)
        return f"<{type(self).__name__} {self.id}{': ' if told else ''}{told}>"

    __str__ = __repr__


def names_of(heading: LocalisedText | str | None) -> Iterator[Name]:
    """Give the texts of a heading as names."""
    if isinstance(heading, str):
        yield Name(heading)
    elif heading is not None:
        for tag, text in heading.items():
            yield Name(text, tag)
