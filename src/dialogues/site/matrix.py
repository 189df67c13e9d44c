"""Which partner's agreements have texts in which language, and which have none on record."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement
from dialogues.registry import Registry
from dialogues.site.pictures import Svg, grid
from dialogues.site.reader import Reader
from dialogues.site.shown import Text


class MatrixRow(NamedTuple):
    """A partner."""

    key: str
    """The code of its country, or its id."""
    name: Text
    """Its name, with a link to its page."""
    numbers: tuple[int, ...]
    """How many texts there are in each language."""
    without: int
    """How many of its agreements have no text on record."""


class Matrix(NamedTuple):
    """Partners and languages of texts."""

    tags: tuple[LanguageTag, ...]
    """The languages, the most frequent first; ``und`` stands last."""
    columns: tuple[str, ...]
    """The languages in the reader's words."""
    rows: tuple[MatrixRow, ...]
    """The partners, in order of their names."""

    def svg(self, reader: Reader) -> Svg:
        """Draw it as a picture that stands alone."""
        columns = [*self.columns, reader.say("no text on record")]
        rows = [(each.name.text, [*each.numbers, each.without]) for each in self.rows]
        return grid(columns, rows, reader.say("Texts of the agreements by partner and language"))


def matrix(registry: Registry, reader: Reader) -> Matrix | None:
    """Count the texts of agreements, retired ones left out; None where there is no partner.

    Every document counts: an annex is a text, too.
    """
    held = {
        key: [each for each in dialogue.agreements if each.retired is None]
        for key, dialogue in registry.dialogues.items()
    }
    counts = {
        key: Counter(each.language for record in records for each in record.documents) for key, records in held.items()
    }
    every: Counter[LanguageTag] = Counter()
    for each in counts.values():
        every.update(each)
    tags = tuple(sorted(every, key=lambda tag: (str(tag) == "und", -every[tag], str(tag))))
    rows = [
        MatrixRow(key, reader.partner(key), tuple(counts[key][tag] for tag in tags), _without(records))
        for key, records in held.items()
    ]
    rows.sort(key=lambda each: (reader.order(each.name.text), each.key))
    return Matrix(tags, tuple(reader.tag(tag).text for tag in tags), tuple(rows)) if rows else None


def _without(records: list[Agreement]) -> int:
    return sum(not each.documents for each in records)
