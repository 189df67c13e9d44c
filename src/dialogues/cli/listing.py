"""``dialogues list``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_json, print_table
from dialogues.records import RECORD_TYPES, Agreement
from dialogues.registry import Registry
from dialogues.registry.display import row
from dialogues.vocabulary import InstrumentKind, Status

F = TypeVar("F", bound=Callable[..., Any])


_KINDS = ", ".join(kind.value for kind in InstrumentKind)
# The filters of agreements: the option, what it is called in the help, and what it asks.
_FILTERS = (
    ("--partner", "NAME", "with this partner: a country, a part of one, or an organisation"),
    ("--kind", "KIND", f"of this kind: {_KINDS}"),
    ("--year", "YYYY", "signed in this year"),
    ("--language", "LANG", "with a text in this language"),
    ("--status", "STATUS", f"of this status: {', '.join(status.value for status in Status)}"),
    ("--theme", "NAME", "on this theme"),
    ("--organisation", "NAME", "that name this organisation on either side"),
    ("--territory", "CODE", "with this part of a country (CA-QC), as a party"),
    ("--signed-by", "NAME", "that this person signed"),
)


def _filters(command: F) -> F:
    for option, what, meaning in reversed(_FILTERS):
        told = f"Only agreements {meaning}; several with commas."
        command = click.option(option, option[2:].replace("-", "_") + "_", metavar=what, help=told)(command)
    return command


@click.command("list")
@click.argument("collection", type=click.Choice([*RECORD_TYPES]), default="agreements", metavar="[COLLECTION]")
@data_option
@language_option
@_filters
@click.option("--active-on", metavar="DATE", help="Only agreements known to hold on this day.")
@click.option("--ends-within", metavar="TIME", help="Only agreements that end within a time from today: 6m, 90d, P1Y.")
@json_option
def command(
    collection: str,
    data: str | None,
    language: str,
    active_on: str | None,
    ends_within: str | None,
    *,
    as_json: bool,
    **filters: str | None,
) -> None:
    """List the agreements, by date, in the reader's language; or another collection.

    COLLECTION is agreements, publications, events, programmes, cooperations,
    organisations, people, themes or sources. The filters are for agreements alone.
    """
    asked: dict[str, Any] = {name.rstrip("_"): each.split(",") for name, each in filters.items() if each}
    asked |= {name: each for name, each in (("active_on", active_on), ("ends_within", ends_within)) if each}
    if collection != "agreements":
        if asked:
            raise click.UsageError(f"the filters are for agreements alone, and not for {collection}.")
        _list_others(data, collection, language, as_json=as_json)
        return
    # All that a plain list tells is in these; names of themes and people are looked up in the others.
    narrow = not asked.keys() & {"theme", "signed_by", "organisation", "partner"}
    registry = registry_of(data, ("agreements", "organisations") if narrow else None)
    chosen = registry.agreements.where(**asked)
    _tell_of_parts(registry, asked.get("partner", ()))
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


def _tell_of_parts(registry: Registry, partners: Iterable[str]) -> None:
    """Say how many agreements bind a part or a city of a country alone, and are therefore not listed."""
    for name in partners:
        for each in registry.find(name):
            parts = registry.agreements_of_parts(each.country) if each.country else ()
            if parts:
                told = f"{len(parts)} more with a part or a city of {each.country}, which does not bind it"
                click.echo(f"dialogues: {told}: {', '.join(parts)}", err=True)


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
    registry = registry_of(data)
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
