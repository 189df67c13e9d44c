"""Pictures and tables of a whole registry: ``dialogues timeline --svg`` and ``dialogues list --matrix``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from dialogues.cli.output import print_data, print_json, print_table
from dialogues.languages.catalogue import LANGUAGES
from dialogues.registry import Registry
from dialogues.registry.partners import Dialogue
from dialogues.site.matrix import Matrix, matrix
from dialogues.site.partner_pages import lane_name, legend, mark_of
from dialogues.site.pictures import Lane, timeline
from dialogues.site.reader import Reader


def print_timeline(registry: Registry, dialogues: Iterable[Dialogue], language: str) -> None:
    """Print the time line as an SVG that stands alone; where nothing has a date, say so on standard error."""
    reader = Reader(registry, language, LANGUAGES)
    lanes = [
        Lane(
            lane_name(each.partner.key, reader),
            [mark_of(record, reader) for part in each.in_use.values() for record in part if record.span.start],
        )
        for each in dialogues
    ]
    picture = timeline(lanes, reader.say("What happened when"), legend(reader), alone=True)
    if picture:
        print_data(picture)
    else:
        click.echo("dialogues: there is no picture, since nothing has a date", err=True)


def print_matrix(registry: Registry, language: str, *, as_svg: bool, as_json: bool) -> None:
    """Print which partner's agreements have texts in which language: a table, an SVG or a JSON value."""
    reader = Reader(registry, language, LANGUAGES)
    found = matrix(registry, reader)
    if as_json:
        print_json(_told(found))
    elif found is None:
        click.echo(reader.say("There is no agreement with a partner."), err=as_svg)  # it is no picture
    elif as_svg:
        print_data(found.svg(reader))
    else:
        headings = [reader.say("Partner"), *(str(tag) for tag in found.tags), reader.say("no text on record")]
        print_table(
            headings,
            [
                [each.name.text, *(str(number or "") for number in each.numbers), str(each.without or "")]
                for each in found.rows
            ],
        )


def _told(found: Matrix | None) -> dict[str, Any]:
    if found is None:
        return {"languages": [], "rows": []}
    return {
        "languages": [str(tag) for tag in found.tags],
        "rows": [
            {
                "partner": each.name.text,
                "key": each.key,
                "texts": [
                    {"language": str(tag), "number": number}
                    for tag, number in zip(found.tags, each.numbers, strict=True)
                    if number
                ],
                "without": each.without,
            }
            for each in found.rows
        ],
    }
