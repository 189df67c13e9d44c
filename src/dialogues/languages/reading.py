"""What a label says about a language: the answer, and the ways in which it is found."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from dialogues.languages.display import FALLBACK, Language, language_name
from dialogues.languages.tags import LanguageTag


class LabelKind(StrEnum):
    """The way in which a label was understood.

    >>> from dialogues import identify_language
    >>> identify_language("Ukrainian").how
    <LabelKind.NAME: 'name'>
    """

    TAG = "tag"
    """A BCP 47 tag of registered subtags, or a locale name that is one."""
    ISO_639 = "iso-639"
    """A three-letter code of ISO 639-2 (bibliographic or terminological) or 639-3, which BCP 47 writes otherwise."""
    EU_CODE = "eu-code"
    """A code or an address of the EU Publications Office's language table."""
    NAME = "name"
    """A name of the language, in whatever language."""
    COUNTRY_CODE = "country-code"
    """No language but a country's code; the suggestions are the country's official languages."""
    UNKNOWN = "unknown"
    """Not understood."""


@frozen
class LanguageReading:
    """What a label says about a language, and how that was found out.

    >>> import dialogues
    >>> reading = dialogues.identify_language("espagnol")
    >>> str(reading.tag), reading.how.value
    ('es', 'name')
    """

    label: str
    """The label as it was given."""
    tag: LanguageTag | None
    """The language; None when the label names none."""
    how: LabelKind
    """The way the label was understood."""
    note: str = ""
    """What is worth knowing about the label, in a sentence; empty when it is plain."""
    ambiguous_with: tuple[LanguageTag, ...] = ()
    """The other languages that bear the same name; :attr:`tag` is the one that most locales call so."""
    suggestions: tuple[LanguageTag, ...] = ()
    """The languages that may have been meant, when :attr:`tag` is None."""

    def to_dict(self, language: Language = FALLBACK) -> dict[str, object]:
        """Give the reading as plain data, with the keys that ``dialogues language --json`` prints.

        ``name`` is the name of the language, in the reader's ``language``.

        >>> from dialogues import identify_language
        >>> identify_language("Ukrainian").to_dict()["tag"]
        'uk'
        """
        return {
            "label": self.label,
            "tag": None if self.tag is None else str(self.tag),
            "name": None if self.tag is None else language_name(self.tag, language),
            "how": self.how.value,
            "note": self.note,
            "ambiguous_with": [str(tag) for tag in self.ambiguous_with],
            "suggestions": [str(tag) for tag in self.suggestions],
        }


def understood(tag: str | LanguageTag, how: LabelKind, note: str = "") -> LanguageReading:
    """Make the reading of a label that was understood; the label itself is put in at the end."""
    return LanguageReading("", tag if isinstance(tag, LanguageTag) else LanguageTag.parse(tag), how, note)


def not_understood(note: str, suggestions: tuple[LanguageTag, ...] = ()) -> LanguageReading:
    """Make the reading of a label that was not."""
    return LanguageReading("", None, LabelKind.UNKNOWN, note, (), suggestions)
