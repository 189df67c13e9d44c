"""``dialogues list``."""

from __future__ import annotations

import click

from dialogues.cli.options import LanguageType, data_option, json_option, language_option
from dialogues.cli.output import print_json, print_table
from dialogues.files import load
from dialogues.records import RECORD_TYPES
from dialogues.registry.display import record_name, summary, when
from dialogues.registry.registry import Agreements
from dialogues.registry.timeline import dates_of, time_key
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
            (
                row["id"],
                ", ".join(dict.fromkeys(each["name"] for each in row["partners"])),
                row["date_text"] or "unknown",
                ", ".join(row["languages"]),
            )
            for row in rows
        ],
    )


def _list_others(data: str | None, collection: str, language: str, *, as_json: bool) -> None:
    registry = load(data)
    records = [record for record in registry.collections[collection].values() if record.retired is None]
    rows: list[dict[str, str | None]] = [
        {
            "id": record.id,
            "name": record_name(registry, record.id, language),
            "kind": getattr(record, "kind", None) or getattr(record, "basis", None),
            "date": str(start) if (start := dates_of(record)[0]) else None,
            "date_text": when(record, language) or None,
        }
        for record in sorted(records, key=time_key)
    ]
    if as_json:
        print_json(rows)
        return
    columns = {
        "ID": [row["id"] or "" for row in rows],
        "NAME": [row["name"] or "" for row in rows],
        "KIND": [(row["kind"] or "").replace("-", " ") for row in rows],
        "DATE": [row["date_text"] or "unknown" for row in rows],
    }
    # A column that says nothing of any record is left out.
    if not any(columns["KIND"]):
        del columns["KIND"]
    if not any(row["date_text"] for row in rows):
        del columns["DATE"]
    print_table([*columns], [*zip(*columns.values(), strict=True)])
