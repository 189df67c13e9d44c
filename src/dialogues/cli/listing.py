"""``dialogues list``."""

from __future__ import annotations

import click

from dialogues.cli.options import LanguageType, data_option, json_option, language_option
from dialogues.cli.output import print_json, print_table
from dialogues.describing import summary
from dialogues.reading import load
from dialogues.registry import Agreements
from dialogues.vocabulary import InstrumentKind


@click.command("list")
@data_option
@language_option
@click.option("--partner", metavar="NAME", help="Only agreements with this partner.")
@click.option(
    "--kind",
    metavar="KIND",
    type=click.Choice([kind.value for kind in InstrumentKind]),
    help="Only instruments of this kind.",
)
@click.option("--year", metavar="YYYY", type=click.IntRange(1, 9999), help="Only agreements signed in this year.")
@click.option("--language", "document_language", type=LanguageType(), help="Only agreements with a text in it.")
@json_option
def command(
    data: str | None,
    language: str,
    partner: str | None,
    kind: str | None,
    year: int | None,
    document_language: str | None,
    *,
    as_json: bool,
) -> None:
    """List the agreements, by date, in the reader's language."""
    registry = load(data)
    chosen = registry.agreements.where(kind=kind, year=year, language=document_language)
    if partner is not None:
        theirs = registry.partner(partner).agreements
        chosen = Agreements({key: each for key, each in chosen.items() if key in theirs})
    rows = [summary(registry, agreement, language) for agreement in chosen.values()]
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("no agreement meets all of this")
        return
    print_table(
        ("ID", "PARTNER", "DATE", "LANGUAGES"),
        [
            (row["id"], row["partner"]["name"], row["date_text"] or "unknown", ", ".join(row["languages"]))
            for row in rows
        ],
    )
