"""What a page shows of a record: facts, their values, and what each of them rests on."""

from __future__ import annotations

from attrs import frozen

from dialogues.vocabulary import EvidenceBasis, SourceClass

OWN_WORDS = None
"""The language of a text that is in the page's, or is a name or a number and in none."""
NOT_KNOWN = ""
"""The language of a text that is in some language, but nobody says in which: HTML writes ``lang=""``."""


@frozen
class Text:
    """A piece of a value: a text in its language, and where it leads."""

    text: str
    """What it says."""
    language: str | None = OWN_WORDS
    """Its language, where that may be another than the page's."""
    href: str = ""
    """The page of this site that tells more of it, as a path from the root."""
    outside: str = ""
    """The address elsewhere that it is."""
    style: str = ""
    """``unsure`` for a date that is in doubt, ``unknown`` for what nobody knows, ``code`` for an id or a checksum."""


@frozen
class Cited:
    """A source that speaks of a value. The same in all languages of the site: a page says the words of lists."""

    source: str
    """The id of the source."""
    title: str
    """What the source is, in English."""
    href: str
    """The folder of its page; empty where the source has no record."""
    source_class: SourceClass | None
    """How far it can be relied on."""
    quote: str | None
    """Its own words."""
    quoted: str
    """The language of the quote; empty where nobody says it."""
    says: str | None
    """What it says instead, where it disputes the value."""
    meant: object
    """The same as a value of the field: a date, a language, a word of a list, a country, the id of a record, a text."""
    basis: EvidenceBasis
    """What part of the source says it."""
    note: str | None
    """What to know about it."""


@frozen
class Backing:
    """What a value rests on, and what speaks against it."""

    supporting: tuple[Cited, ...]
    """The sources that back the value."""
    disputing: tuple[Cited, ...]
    """The sources that say something else."""
    why: tuple[str, ...]
    """The reason why a side was chosen, or why none was."""
    is_open: bool
    """Whether the dispute was left open."""

    @property
    def is_disputed(self) -> bool:
        """Whether a source says something else."""
        return bool(self.disputing)


@frozen
class Value:
    """A value of a fact: texts, or a part of the record with facts of its own, and what it rests on."""

    texts: tuple[Text, ...]
    """What is shown first; empty where the record does not say it."""
    facts: tuple[Fact, ...] = ()
    """What the part says else."""
    backing: Backing | None = None
    """What the first of it rests on."""
    is_said: bool = True
    """Whether the record says it at all: that it does not is shown as not known."""


@frozen
class Fact:
    """What a record says under one label."""

    field: str
    """The field's name in the data: a mark for style and tests."""
    label: str
    """Its name in the reader's language."""
    values: tuple[Value, ...]
    """Its values."""
