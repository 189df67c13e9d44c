"""What a claim rests on, and what became of a dispute."""

import re
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from dialogues.records.fields import (
    DateField,
    FileRecord,
    IdField,
    OneOrMore,
    Reference,
    Text,
    text_or_mapping,
)
from dialogues.vocabulary import EvidenceBasis, ResolutionOutcome

MAX_QUOTE = 20  # words
# Scripts that put no blanks between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
_UNBROKEN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_LETTERS_A_WORD = 3  # Chinese and Thai words have about two and four; no short quote shall count as long


def words_of_quote(quote: str) -> int:
    """Count the words of a quote, where no blanks are by the letters."""
    if quote.isascii():
        return len(quote.split())
    letters = sum(map(len, _UNBROKEN.findall(quote)))
    return len(_UNBROKEN.sub(" ", quote).split()) + letters // _LETTERS_A_WORD if letters else len(quote.split())


class Evidence(FileRecord):
    """A source that backs or disputes a claim, beside what it speaks of."""

    claims: OneOrMore[Text] = Field(alias="for")
    """The field or fields it speaks of: a path within the mapping that holds the evidence (``date``)."""
    source: Annotated[IdField, Reference("sources", "source", "source-of")]
    """The source's id."""
    quote: Text | None = None
    """The source's own words, at most 20 of them."""
    says: Text | None = None
    """What the source says where it disputes the record's value; absent where it backs it."""
    basis: EvidenceBasis = EvidenceBasis.TEXT
    """What part of the source says it."""
    note: Text | None = None
    """What to know about the evidence."""


class Resolution(FileRecord):
    """Why a disputed value was chosen, or why none was."""

    claims: OneOrMore[Text] = Field(alias="for")
    """The disputed field or fields: a path as in the evidence."""
    why: Text
    """The reason, in a sentence."""
    outcome: ResolutionOutcome = ResolutionOutcome.CHOSEN
    """Whether a value was chosen or the dispute left open."""


class Note(FileRecord):
    """A note that has evidence of its own."""

    text: Text
    """What to know."""
    evidence: tuple[Evidence, ...] = ()
    """What it rests on, ``for: text``."""
    resolution: OneOrMore[Resolution] = ()
    """What became of disputes."""

    def __str__(self) -> str:
        return str(self.text)


NoteField = Annotated[Annotated[Text, Tag("~text")] | Annotated[Note, Tag("~mapping")], Discriminator(text_or_mapping)]
"""A note: a text, or a mapping of a text and its evidence."""


class Retirement(FileRecord):
    """Why a record is no longer used: records are retired, never deleted, and their ids never used again."""

    on: DateField
    """When it was retired."""
    reason: Text
    """Why."""
    replaced_by: Annotated[IdField, Reference("", "replaced-by", "replaces")] | None = None
    """The id of the record to use instead."""
