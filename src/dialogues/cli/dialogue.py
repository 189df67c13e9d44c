"""What came of an agreement: the dialogue with a partner, and the time line of all of them."""

from __future__ import annotations

import click

from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json
from dialogues.files import load
from dialogues.records import Record
from dialogues.registry import Registry
from dialogues.registry.display import cited_sources, partner_name, partner_names, record_name, row, when
from dialogues.registry.partners import Dialogue


def show_dialogue(registry: Registry, dialogue: Dialogue, language: str, *, as_json: bool) -> None:
    """Print what is on record of a partner, each with its date and source."""
    if as_json:
        print_json(dialogue.to_dict(language))
        return
    print_heading(partner_name(registry, dialogue.partner.key, language))
    for part, records in dialogue.parts.items():
        if records:
            print_heading(part)
            print_fields([(when(each, language) or "unknown", _line(registry, each, language)) for each in records], 2)


def _line(registry: Registry, record: Record, language: str) -> str:
    """Write a record in a line: what it is, its id, and what it rests on."""
    sources = ", ".join(cited_sources(record)) or "no source"
    return f"{record_name(registry, record.id, language)} ({record.id}; {sources})"


@click.command("timeline")
@data_option
@click.option("--partner", metavar="NAME", help="Only the dialogue with this partner.")
@language_option
@json_option
def command(data: str | None, partner: str | None, language: str, *, as_json: bool) -> None:
    """Print agreements, events, programmes, cooperations and publications in order of time.

    A date is as precise as its source; what has none stands last.
    """
    registry = load(data)
    dialogues = [registry.dialogue(partner)] if partner is not None else list(registry.dialogues.values())
    records = {record.id: record for each in dialogues for part in each.parts.values() for record in part}
    ordered = sorted(records.values(), key=registry.time_key)
    if as_json:
        print_json([{**row(registry, each, language), "sources": list(cited_sources(each))} for each in ordered])
        return
    fields = []
    for each in ordered:
        partners, line = partner_names(registry, each, language), _line(registry, each, language)
        fields.append((when(each, language) or "unknown", f"{', '.join(partners)}: {line}" if partners else line))
    print_fields(fields)
