"""What a person says of a record that is to be begun, and the id that its words make."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from dialogues.names.folding import fold_accents

_LONGEST_ID = 60


@frozen
class Wish:
    """What a person says of the record that is to be begun."""

    name: str = ""
    """Its title or name."""
    language: str = "en"
    """The language of that."""
    kind: str = ""
    """The word of the closed list of its kind, or its initials."""
    dates: Sequence[str] = ()
    """The days on which it was signed, took place, was published."""
    own: Sequence[str] = ()
    """The own side, for the bodies of the manifest."""
    partners: Sequence[str] = ()
    """The other side; of other kinds than agreements, the countries."""
    organisations: Sequence[str] = ()
    """Organisations that act for the other side, or that the record names; what is not there is begun."""
    place: str = ""
    """The town."""
    sources: Sequence[str] = ()
    """The sources: ids, or addresses, for which sources are begun."""
    quote: str = ""
    """The words of the first source that prove what is written."""
    note: str = ""
    """Where in the first source it stands, where no words are given."""
    documents: Sequence[str] = ()
    """The languages of its texts."""
    pattern: str = ""
    """The id of a record that it is like."""
    identifier: str = ""
    """Its id; made of its name and date if not given."""


def slug(words: str) -> str:
    """Make an id of words."""
    plain = "".join(char if char.isascii() and char.isalnum() else " " for char in fold_accents(words.lower()))
    return "-".join(plain.split())[:_LONGEST_ID].strip("-")
