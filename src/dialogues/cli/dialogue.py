"""What came of an agreement: the dialogue with a partner, and the time line of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

import click

from dialogues.cli.choices import complete_partners
from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json
from dialogues.languages.catalogue import label, message, word
from dialogues.records import Action, Agreement, Date, Record, time_key
from dialogues.registry import Registry
from dialogues.registry.description import acting
from dialogues.registry.display import cited_sources, date_text, marked_name, partner_name, partner_names, row, when
from dialogues.registry.partners import Dialogue


def show_dialogue(registry: Registry, dialogue: Dialogue, language: str, *, sourced: bool, as_json: bool) -> None:
    """Print what is on record of a partner, each with its date, and its sources if asked."""
    if as_json:
        print_json(dialogue.to_dict(language))
        return
    print_heading(partner_name(registry, dialogue.partner.key, language))
    for part, records in dialogue.parts.items():
        told = [each for each in records if each.retired is None]
        if told:
            print_heading(word("collection", part, language))
            unknown = message("text", "without a date", language)
            lines = (
                (when(each, language) or unknown, _line(registry, each, language, sourced=sourced)) for each in told
            )
            print_fields([*lines], 2)


def _line(
    registry: Registry, record: Record, language: str, act: Action | None = None, *, sourced: bool = False
) -> str:
    """Write a record in a line: what it is, its id, what it rests on if asked, and the act of it that is meant."""
    sources = ", ".join(_sources(record, act)) or message("text", "no source", language)
    line = f"{marked_name(registry, record.id, language)} ({record.id}{f'; {sources}' if sourced else ''})"
    if act is None:
        return line
    until = message("text", "until {date}", language, date=act.until.format(language)) if act.until is not None else ""
    parts = [label(act.action, language), until, *acting(registry, record, act.party, language)]
    return f"{line}: {', '.join(part for part in parts if part)}"


def _sources(record: Record, act: Action | None) -> tuple[str, ...]:
    """Give what a record or an act of it rests on; an act that has no evidence of its own has the record's."""
    return (cited_sources(act) if act is not None else ()) or cited_sources(record)


class _Moment(NamedTuple):
    """What stands in a time line: a record, or an act of an agreement."""

    record: Record
    act: Action | None = None

    @property
    def key(self) -> tuple[bool, Date | str, str]:
        if self.act is None:
            return time_key(self.record)
        day = self.act.date or self.act.by
        return day is None, day or "", self.record.id

    @property
    def year(self) -> int | None:
        """The year under which it stands; None where it has no date."""
        day = self.key[1]
        return day.year if isinstance(day, Date) else None

    def when(self, language: str) -> str:
        if self.act is None:
            return when(self.record, language)
        if self.act.date is None and self.act.by is not None:
            return message("text", "by {date}", language, date=self.act.by.format(language))
        return date_text(self.act.date, None, language)

    def to_dict(self, registry: Registry, language: str) -> dict[str, Any]:
        told = {**row(registry, self.record, language), "act": None, "act_of": []}
        if self.act is not None:
            told |= {
                "date": None if self.act.date is None else str(self.act.date),
                "end": None if self.act.until is None else str(self.act.until),
                "date_text": self.when(language) or None,
                "act": self.act.action.value,
                "act_of": acting(registry, self.record, self.act.party, language),
            }
        return {**told, "sources": list(_sources(self.record, self.act))}


def _moments(records: Iterable[Record]) -> list[_Moment]:
    """Put records and the acts of agreements in order of time."""
    found = []
    for record in records:
        found.append(_Moment(record))
        if isinstance(record, Agreement):
            found += [_Moment(record, act) for act in record.actions]
    return sorted(found, key=lambda each: each.key)


@click.command("timeline")
@data_option
@click.option(
    "--partner", metavar="NAME", help="Only the dialogue with this partner.", shell_complete=complete_partners
)
@click.option("--sources", is_flag=True, help="Tell what each line rests on.")
@language_option
@json_option
def command(data: str | None, partner: str | None, language: str, *, sources: bool, as_json: bool) -> None:
    """Print agreements, events, programmes, cooperations and publications in order of time.

    What the parties did with an agreement after they signed it has a line of its own.
    A date is as precise as its source; what has none stands last.

    \b
    Examples:
      dialogues timeline --partner Japan
      dialogues timeline --sources --in uk
    """
    registry = registry_of(data)
    dialogues = [registry.dialogue(partner)] if partner is not None else list(registry.dialogues.values())
    records = {
        record.id: record
        for each in dialogues
        for part in each.parts.values()
        for record in part
        if record.retired is None
    }
    moments = _moments(records.values())
    if as_json:
        print_json([each.to_dict(registry, language) for each in moments])
        return
    for year, those in groupby(moments, lambda each: each.year):
        print_heading(str(year) if year is not None else message("text", "without a date", language))
        print_fields([_told(registry, each, language, sourced=sources) for each in those], 2)


def _told(registry: Registry, moment: _Moment, language: str, *, sourced: bool) -> tuple[str, str]:
    partners = partner_names(registry, moment.record, language)
    line = _line(registry, moment.record, language, moment.act, sourced=sourced)
    when = moment.when(language) or message("text", "unknown", language)
    return when, f"{', '.join(partners)}: {line}" if partners else line
