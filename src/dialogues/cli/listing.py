"""``dialogues list``."""

from __future__ import annotations

import click

from dialogues.cli.options import LanguageType, data_option, json_option, language_option
from dialogues.cli.output import print_json, print_table
from dialogues.describing import dates_of, record_name, summary, when
from dialogues.reading import load
from dialogues.records import RECORD_TYPES
from dialogues.registry import Agreements
from dialogues.vocabulary import InstrumentKind


@click.command("list")
@click.argument("collection", type=click.Choice([*RECORD_TYPES]), default="agreements", metavar="[COLLECTION]")
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
    collection: str,
    data: str | None,
    language: str,
    partner: str | None,
    kind: str | None,
    year: int | None,
    document_language: str | None,
    *,
    as_json: bool,
) -> None:
    """List the agreements, by date, in the reader's language; or another collection.

    COLLECTION is agreements, publications, events, programmes, cooperations,
    organisations, people, themes or sources. The filters are for agreements alone.
    """
    if collection != "agreements":
        if partner or kind or year or document_language:
            raise click.UsageError("--partner, --kind, --year and --language filter agreements alone.")
        _list_others(data, collection, language, as_json=as_json)
        return
    registry = load(data, collections=("agreements", "organisations"))  # all that a list tells is in these
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


def _list_others(data: str | None, collection: str, language: str, *, as_json: bool) -> None:
    registry = load(data)
    rows: list[dict[str, str | None]] = [
        {
            "id": identifier,
            "name": record_name(registry, identifier, language),
            "kind": getattr(record, "kind", None) or getattr(record, "basis", None),
            "date": str(start) if (start := dates_of(record)[0]) else None,
            "date_text": when(record, language),
        }
        for identifier, record in registry.collections[collection].items()
        if record.retired is None
    ]
    if any(row["date"] for row in rows):
        rows.sort(key=lambda row: (row["date"] is None, row["date"] or ""))
    if as_json:
        print_json(rows)
        return
    # A column that says nothing of any record is left out.
    held = [
        key for key in ("id", "name", "kind", "date_text") if any(row[key] for row in rows) or key in ("id", "name")
    ]
    print_table(
        [{"date_text": "DATE"}.get(key, key.upper()) for key in held],
        [
            [
                (row[key] or ("unknown" if key == "date_text" else "")).replace("-", " " if key == "kind" else "-")
                for key in held
            ]
            for row in rows
        ],
    )
