"""``dialogues list``."""

from __future__ import annotations

from typing import Any

import click

from dialogues.cli.options import LanguageType, data_option, json_option, language_option
from dialogues.cli.output import print_json, print_table
from dialogues.files import load
from dialogues.records import RECORD_TYPES, Agreement
from dialogues.registry import Registry
from dialogues.registry.display import row
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
    chosen = registry.agreements.where(kind=kind, year=year, language=document_language)  # type: ignore[arg-type]
    if partner is not None:
        theirs = registry.partner(partner).agreements
        chosen = chosen.where(partner=partner) if theirs else chosen
    rows = [_agreement(registry, agreement, language) for agreement in chosen.values()]
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
                each["id"],
                ", ".join(dict.fromkeys(partner["name"] for partner in each["partners"])),
                each["date_text"] or "unknown",
                ", ".join(each["languages"]),
            )
            for each in rows
        ],
    )


def _agreement(registry: Registry, agreement: Agreement, language: str) -> dict[str, Any]:
    return {
        **row(registry, agreement, language),
        "languages": [str(document.language) for document in agreement.documents],
        "listed": [
            {"source": entry.source, "position": entry.position, "name": entry.name} for entry in agreement.listed
        ],
        "status": agreement.status.value,
    }


def _list_others(data: str | None, collection: str, language: str, *, as_json: bool) -> None:
    registry = load(data)
    records = [record for record in registry.collections[collection].values() if record.retired is None]
    rows = [row(registry, record, language) for record in sorted(records, key=registry.time_key)]
    if as_json:
        print_json(rows)
        return
    columns = {
        "ID": [each["id"] for each in rows],
        "NAME": [each["name"] for each in rows],
        "KIND": [(each["kind"] or "").replace("-", " ") for each in rows],
        "DATE": [each["date_text"] or "unknown" for each in rows],
    }
    # A column that says nothing of any record is left out.
    if not any(columns["KIND"]):
        del columns["KIND"]
    if not any(each["date_text"] for each in rows):
        del columns["DATE"]
    print_table([*columns], [*zip(*columns.values(), strict=True)])
