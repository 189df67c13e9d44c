"""What came of an agreement: the dialogue with a partner, and the time line of all of them."""

from __future__ import annotations

from itertools import groupby

import click

from dialogues.cli.choices import complete_partners
from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json
from dialogues.languages.catalogue import label, message, word
from dialogues.records import Action, Record
from dialogues.registry import Registry
from dialogues.registry.description import acting
from dialogues.registry.display import marked_name, partner_name, partner_names, when
from dialogues.registry.partners import Dialogue
from dialogues.registry.timeline import Moment


def show_dialogue(registry: Registry, dialogue: Dialogue, language: str, *, sourced: bool, as_json: bool) -> None:
    """Print what is on record of a partner, each with its date, and its sources if asked."""
    if as_json:
        print_json(dialogue.to_dict(language))
        return
    print_heading(partner_name(registry, dialogue.partner.key, language))
    for part, records in dialogue.in_use.items():
        if records:
            print_heading(word("collection", part, language))
            unknown = message("text", "without a date", language)
            lines = (
                (when(each, language) or unknown, _line(registry, each, language, sourced=sourced)) for each in records
            )
            print_fields([*lines], 2)


def _line(
    registry: Registry, record: Record, language: str, act: Action | None = None, *, sourced: bool = False
) -> str:
    """Write a record in a line: what it is, its id, what it rests on if asked, and the act of it that is meant."""
    sources = ", ".join(Moment(record, act).sources) or message("text", "no source", language)
    line = f"{marked_name(registry, record.id, language)} ({record.id}{f'; {sources}' if sourced else ''})"
    if act is None:
        return line
    until = message("text", "until {date}", language, date=act.until.format(language)) if act.until is not None else ""
    parts = [label(act.action, language), until, *acting(registry, record, act.party, language)]
    return f"{line}: {', '.join(part for part in parts if part)}"


@click.command("timeline")
@data_option
@click.option(
    "--partner", metavar="NAME", help="Only the dialogue with this partner.", shell_complete=complete_partners
)
@click.option("--sources", is_flag=True, help="Tell what each line rests on.")
@click.option("--svg", "as_svg", is_flag=True, help="Print a picture (SVG), for a report.")
@language_option
@json_option
def command(  # a parameter an option
    data: str | None, partner: str | None, language: str, *, sources: bool, as_svg: bool, as_json: bool
) -> None:
    """Print agreements, events, programmes, cooperations and publications in order of time.

    What the parties did with an agreement after they signed it has a line of its own.
    A date is as precise as its source; what has none stands last.

    \b
    Examples:
      dialogues timeline --partner Japan
      dialogues timeline --sources --in uk
      dialogues timeline --svg > timeline.svg
    """
    if as_svg and (sources or as_json):
        raise click.UsageError("--svg is a picture, and takes neither --sources nor --json.")
    registry = registry_of(data)
    if as_svg:
        from dialogues.cli.pictures import print_timeline  # here: few want a picture

        dialogues = [registry.dialogue(partner)] if partner is not None else registry.dialogues.values()
        print_timeline(registry, dialogues, language)
        return
    moments = registry.timeline(partner)
    if as_json:
        print_json([each.to_dict(registry, language) for each in moments])
        return
    for year, those in groupby(moments, lambda each: each.year):
        print_heading(str(year) if year is not None else message("text", "without a date", language))
        print_fields([_told(registry, each, language, sourced=sources) for each in those], 2)


def _told(registry: Registry, moment: Moment, language: str, *, sourced: bool) -> tuple[str, str]:
    partners = partner_names(registry, moment.record, language)
    line = _line(registry, moment.record, language, moment.act, sourced=sourced)
    when = moment.when(language) or message("text", "unknown", language)
    return when, f"{', '.join(partners)}: {line}" if partners else line
