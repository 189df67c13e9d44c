"""``dialogues search``."""

from __future__ import annotations

import sys
from typing import Any

import click

from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json, print_line
from dialogues.languages.catalogue import message, word
from dialogues.languages.tags import LanguageTag
from dialogues.records import RECORD_TYPES, Source
from dialogues.registry import Registry
from dialogues.registry.display import is_readers, marked_name, row
from dialogues.registry.grounds import path_in_words
from dialogues.registry.search import Hit, Match


@click.command("search")
@click.argument("text")
@data_option
@language_option
@click.option("--collection", type=click.Choice([*RECORD_TYPES]), metavar="NAME", help="Only in this collection.")
@click.option("--partner", metavar="NAME", help="Only what is on record of this partner.")
@click.option("--year", metavar="YYYY", help="Only what was in this year; several with commas.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most.")
@click.option("--after", metavar="PLACE", help="Go on behind this place, as the last answer gives it.")
@json_option
def command(
    text: str,
    data: str | None,
    language: str,
    collection: str | None,
    partner: str | None,
    year: str | None,
    limit: int,
    after: str | None,
    *,
    as_json: bool,
) -> None:
    """Search the texts of records, in any script: titles, names, quotes, notes …

    All the words must be there; from three letters on, a word also stands for
    those that begin with it. Words in quotation marks stand side by side.

    \b
    Examples:
      dialogues search hubner
      dialogues search 政策 --collection agreements
    """
    registry = registry_of(data)
    years = None if year is None else year.split(",")
    hits = registry.search(
        text, language=language, collection=collection, partner=partner, year=years, limit=limit, after=after
    )
    if as_json:
        print_json([_as_json(registry, each, language) for each in hits])
    else:
        _show(registry, text, hits, language, limit)
    if not hits:
        sys.exit(1)


def _show(registry: Registry, text: str, hits: tuple[Hit, ...], language: str, limit: int) -> None:
    for each in hits:
        retired = f" ({word('field', 'retired', language)})" if each.record.retired is not None else ""
        print_heading(f"{each.id}: {marked_name(registry, each.id, language)}{retired}")
        print_fields([(_where(each, match, language), _marked(each, match, language)) for match in each.matches], 2)
    if not hits:
        print_line(message("text", "no text has {text}", language, text=repr(text)))
    elif len(hits) == limit:
        more = message("text", "there may be more", language)
        print_line(f"dialogues: {more}: --after {hits[-1].place}", err=True)


def _where(hit: Hit, match: Match, language: str) -> str:
    return path_in_words(hit.record, match.path, language)


def _marked(hit: Hit, match: Match, language: str) -> str:
    """Give the text, with the tag of its language behind it where the record says it and the reader's is another.

    A source's title may be ours: that the source is in a language says nothing of it.
    """
    if match.language is None or isinstance(hit.record, Source) or is_readers(LanguageTag(match.language), language):
        return match.snippet
    return f"{match.snippet} [{match.language}]"


def _as_json(registry: Registry, hit: Hit, language: str) -> dict[str, Any]:
    return {**row(registry, hit.record, language), "retired": hit.record.retired is not None, **hit.to_dict()}
