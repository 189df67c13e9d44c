"""The time line of a registry: its records, and what the parties did with agreements after they signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from dialogues.languages.catalogue import message
from dialogues.records import Action, Agreement, Date, Record, time_key
from dialogues.registry.display import cited_sources, date_text, row, when

if TYPE_CHECKING:
    from dialogues.languages.matching import Language
    from dialogues.registry.display import Known


class Moment(NamedTuple):
    """What stands in a time line: a record, or an act of an agreement."""

    record: Record
    """The record."""
    act: Action | None = None
    """What was done with it; None where the record itself is meant."""

    @property
    def key(self) -> tuple[bool, Date | str, str]:
        """The key by which moments are in order: by date, then by id; what has no date stands last."""
        if self.act is None:
            return time_key(self.record)
        day = self.act.date or self.act.by
        return day is None, day or "", self.record.id

    @property
    def year(self) -> int | None:
        """The year under which it stands; None where it has no date."""
        day = self.key[1]
        return day.year if isinstance(day, Date) else None

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of what it rests on; an act that has no evidence of its own has the record's."""
        return (cited_sources(self.act) if self.act is not None else ()) or cited_sources(self.record)

    def when(self, language: Language) -> str:
        """Write when it was, in the reader's language; empty where nobody knows."""
        if self.act is None:
            return when(self.record, language)
        if self.act.date is None and self.act.by is not None:
            return message("text", "by {date}", language, date=self.act.by.format(language))
        return date_text(self.act.date, None, language)

    def to_dict(self, known: Known, language: Language = "en") -> dict[str, Any]:
        """Give it as JSON values in the reader's language, with the keys of ``dialogues timeline --json``."""
        told = {**row(known, self.record, language), "act": None, "act_of": []}
        if self.act is not None:
            from dialogues.registry.description import acting  # here: most moments are records

            told |= {
                "date": None if self.act.date is None else str(self.act.date),
                "end": None if self.act.until is None else str(self.act.until),
                "date_text": self.when(language) or None,
                "act": self.act.action.value,
                "act_of": acting(known, self.record, self.act.party, language),
            }
        return {**told, "sources": list(self.sources)}


def moments(records: Iterable[Record]) -> tuple[Moment, ...]:
    """Put records and the acts of agreements in order of time."""
    found = []
    for record in records:
        found.append(Moment(record))
        if isinstance(record, Agreement):
            found += [Moment(record, act) for act in record.actions]
    return tuple(sorted(found, key=lambda each: each.key))
