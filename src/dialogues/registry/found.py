"""What is found by a name, and by which kind of name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dialogues.records import Record


class How(StrEnum):
    """By which kind of name something was found."""

    IDENTIFIER = "identifier"
    CODE = "code"
    CLDR_NAME = "CLDR name"
    LONG_NAME = "long name"
    SHORT_NAME = "short name"
    """An everyday name, sometimes of several countries."""
    FORMER_NAME = "former name"
    OWN_NAME = "own name"
    """A name of an organisation, in one of its languages or as a source prints it."""
    ACRONYM = "acronym"
    TITLE_WORD = "title word"
    """Every word stands in the title, or names the kind, the partner or the year."""
    YEAR = "year"
    NUMBER = "number"
    """A number in a treaty series, a gazette or a register, without case, spaces and punctuation."""
    SIGNATORY = "signatory"
    """Words of the name of somebody who signed."""
    OFFICE = "office"
    """Words of an office, or of what a text calls a party."""
    PLACE = "place"
    """Words of a town or an area."""


class Found(NamedTuple):
    """Something that bears a name. A named tuple, since making it is a good part of finding it.

    >>> import dialogues
    >>> found = dialogues.load().find("Китай")[0]
    >>> found.country, found.name, found.how.value, str(found.language)
    ('CN', 'Китай', 'CLDR name', 'ru')
    """

    record: Record | None
    """The record; None for a country."""
    country: str | None
    """The ISO 3166-1 alpha-2 code of a country; None for a record."""
    name: str
    """The name that matched, as it is spelled."""
    language: str | None
    """The language of the name, the most usual one where several share it; None where it has none."""
    how: How
    """By which kind of name it was found."""
    shared: bool = False
    """Whether others bear the same name."""

    @property
    def key(self) -> str:
        """What stands for it: the country's code, else the record's id.

        >>> import dialogues
        >>> found = dialogues.load().find("Brasil")[0]
        >>> found.key
        'BR'
        """
        return self.country or (self.record.id if self.record is not None else "")

    @property
    def named(self) -> bool:
        """Whether it is called so; else it only says the words, as who signed it, in what office or where.

        >>> import dialogues
        >>> found = dialogues.load().find("Brasil")[0]
        >>> found.named, dialogues.load().find("Danuta Hübner")[-1].named
        (True, False)
        """
        return self.how not in _SAID

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON values, with the keys of ``dialogues find --json``.

        >>> import dialogues
        >>> found = dialogues.load().find("Brasil")[0]
        >>> found.to_dict()["country"]
        'BR'
        """
        return {
            "id": None if self.record is None else self.record.id,
            "collection": None if self.record is None else self.record.collection,
            "country": self.country,
            "matched": self.name,
            "language": self.language,
            "how": self.how.value,
            "shared": self.shared,
        }


_SAID = frozenset({How.SIGNATORY, How.OFFICE, How.PLACE})
