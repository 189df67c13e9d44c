"""``dialogues why``."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from dialogues.cli.choices import complete_ids
from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json, print_line
from dialogues.languages.catalogue import label, message
from dialogues.registry import Registry
from dialogues.registry.display import marked_name
from dialogues.registry.grounds import Ground, grounds_of, statement_in_words
from dialogues.vocabulary import ResolutionOutcome


@click.command("why")
@click.argument("name", shell_complete=complete_ids)
@data_option
@language_option
@json_option
def command(name: str, data: str | None, language: str, *, as_json: bool) -> None:
    """Say what each claim of a record rests on: sources, their own words, disputes.

    \b
    Examples:
      dialogues why brazil-2007
      dialogues why "Chile 2010" --in es
    """
    registry = registry_of(data)
    record = registry.resolve(name)
    grounds = [*grounds_of(registry, record, language)]
    if as_json:
        print_json([{**each.to_dict(), "claim": ground.claim} for ground in grounds for each in ground.statements])
    else:
        print_heading(f"{record.id}: {marked_name(registry, record.id, language)}")
        print_grounds(registry, grounds, language)
    if not grounds:
        sys.exit(1)


def print_grounds(registry: Registry, grounds: Iterable[Ground], language: str) -> None:
    """Print claims with what they rest on, and how each dispute ended."""
    empty, unknown = True, message("text", "unknown", language)
    for ground in grounds:
        empty = False
        print_heading(f"{ground.claim}: {ground.text or unknown}")
        # Of a source that is missing or has a fault, and is not quoted, there is nothing to say but its id.
        fields = [(each.source, statement_in_words(registry, each, language) or unknown) for each in ground.statements]
        if ground.why is not None:
            outcome = next(each.resolution for each in ground.statements if each.why is not None)
            fields.append((label(outcome or ResolutionOutcome.CHOSEN, language), ground.why))
        print_fields(fields, 2)
    if empty:
        print_line(message("text", "no evidence is on record", language))
