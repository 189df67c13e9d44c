"""What came of an agreement: the dialogue with a partner, and the time line of all of them."""

from __future__ import annotations

from typing import Any

import click

from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json
from dialogues.files import load
from dialogues.languages.display import territory_name
from dialogues.records import Record
from dialogues.registry.display import (
    cited_sources,
    organisation_name,
    partner_names,
    record_name,
    when,
)
from dialogues.registry.registry import Dialogue, Registry
from dialogues.registry.timeline import dates_of, time_key


def show_dialogue(registry: Registry, dialogue: Dialogue, language: str, *, as_json: bool) -> None:
    """Print what is on record of a partner, each with its date and source."""
    partner = dialogue.partner
    name = (
        territory_name(partner.country, language)
        if partner.country
        else organisation_name(registry, partner.key, language)
    )
    parts: dict[str, tuple[Record, ...]] = {
        "agreements": dialogue.agreements,
        "events": dialogue.events,
        "programmes": dialogue.programmes,
        "cooperations": dialogue.cooperations,
        "publications": dialogue.publications,
    }
    if as_json:
        found = {part: [_row(registry, record, language) for record in records] for part, records in parts.items()}
        print_json({"partner": {"key": partner.key, "name": name, "country": partner.country}, **found})
        return
    print_heading(name)
    for part, records in parts.items():
        if records:
            print_heading(part)
            rows = [_row(registry, record, language) for record in records]
            print_fields([(row["date_text"] or "unknown", _line(row)) for row in rows], 2)


def _line(row: dict[str, Any]) -> str:
    """Write a row in a line: what it is, its id, and what it rests on."""
    return f"{row['title']} ({row['id']}; {', '.join(row['sources']) or 'no source'})"


def _row(registry: Registry, record: Record, language: str) -> dict[str, Any]:
    start, end = dates_of(record)
    return {
        "id": record.id,
        "title": record_name(registry, record.id, language),
        "kind": getattr(record, "kind", None) or getattr(record, "basis", None),
        "date": str(start) if start else None,
        "end": str(end) if end else None,
        "date_text": when(record, language) or None,
        "partners": list(partner_names(registry, record, language)),
        "sources": list(cited_sources(record)),
    }


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
    records: dict[str, Record] = {}
    for each in dialogues:
        for part in (each.agreements, each.events, each.programmes, each.cooperations, each.publications):
            records.update({record.id: record for record in part})
    ordered = sorted(records.values(), key=time_key)
    rows = [{**_row(registry, record, language), "collection": registry.collection_of(record.id)} for record in ordered]
    if as_json:
        print_json(rows)
        return
    print_fields(
        [
            (
                row["date_text"] or "unknown",
                f"{', '.join(row['partners'])}: {_line(row)}" if row["partners"] else _line(row),
            )
            for row in rows
        ]
    )
