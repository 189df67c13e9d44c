"""``dialogues list``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_json, print_line, print_table
from dialogues.languages.catalogue import counted, message, word
from dialogues.languages.display import territory_name
from dialogues.records import RECORD_TYPES, Agreement, Record
from dialogues.registry import Registry
from dialogues.registry.display import kind_text, marked_name, row
from dialogues.vocabulary import InstrumentKind, Status

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R", bound=Record)


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
@click.option("--retired", is_flag=True, help="Show retired records too, with what is used instead.")
@json_option
def command(
    collection: str,
    data: str | None,
    language: str,
    active_on: str | None,
    ends_within: str | None,
    *,
    retired: bool,
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
        _list_others(data, collection, language, retired=retired, as_json=as_json)
        return
    # All that a plain list tells is in these; names of themes and people are looked up in the others.
    narrow = not asked.keys() & {"theme", "signed_by", "organisation", "partner"}
    registry = registry_of(data, ("agreements", "organisations") if narrow else None)
    chosen = registry.agreements.where(**asked)
    _tell_of_parts(registry, asked.get("partner", ()), language)
    rows = [_agreement(registry, agreement, language) for agreement in _in_use(chosen.values(), retired)]
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo(message("text", "no agreement meets all of this", language))
        return
    columns = {
        "id": [each["id"] for each in rows],
        "partner": [", ".join(dict.fromkeys(partner["name"] for partner in each["partners"])) for each in rows],
        "date": [each["date_text"] or message("text", "unknown", language) for each in rows],
        "languages": [", ".join(each["languages"]) for each in rows],
        **_retirements(rows),
    }
    print_table([word("field", name, language) for name in columns], [*zip(*columns.values(), strict=True)])


def _in_use(records: Iterable[R], retired: bool) -> list[R]:  # noqa: FBT001  # the flag of the command
    """Leave out the records that are retired, unless they are asked for."""
    return [record for record in records if retired or record.retired is None]


def _retirements(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Give the column that says what is used instead, where a record is retired; of one without, since when."""
    told = [each["retired"] for each in rows]
    if not any(told):
        return {}
    uses = [each and (f"→ {each['replaced_by']}" if each["replaced_by"] else each["on"]) for each in told]
    return {"retired": [each or "" for each in uses]}


def _tell_of_parts(registry: Registry, partners: Iterable[str], language: str) -> None:
    """Say how many agreements bind a part or a city of a country alone, and are therefore not listed."""
    for name in partners:
        for each in registry.find(name):
            parts = registry.agreements_of_parts(each.country) if each.country else ()
            if parts:
                told = counted(
                    "text",
                    "one more agreement with a part or a city of {country}, which does not bind it: {agreements}",
                    "{number} more agreements with a part or a city of {country}, which do not bind it: {agreements}",
                    len(parts),
                    language,
                    country=territory_name(str(each.country), language),
                    agreements=", ".join(parts),
                )
                print_line(f"dialogues: {told}", err=True)


def _agreement(registry: Registry, agreement: Agreement, language: str) -> dict[str, Any]:
    return {
        **row(registry, agreement, language),
        "languages": [str(document.language) for document in agreement.documents],
        "listed": [
            {"source": entry.source, "position": entry.position, "name": entry.name} for entry in agreement.listed
        ],
        "status": agreement.status.value,
        "retired": _retirement(agreement),
    }


def _retirement(record: Record) -> dict[str, str | None] | None:
    if record.retired is None:
        return None
    return {"on": str(record.retired.on), "reason": record.retired.reason, "replaced_by": record.retired.replaced_by}


def _list_others(data: str | None, collection: str, language: str, *, retired: bool, as_json: bool) -> None:
    registry = registry_of(data)
    records = sorted(_in_use(registry.collections[collection].values(), retired), key=registry.time_key)
    rows = [{**row(registry, record, language), "retired": _retirement(record)} for record in records]
    if as_json:
        print_json(rows)
        return
    columns: dict[str, list[str]] = {
        "id": [each.id for each in records],
        "name": [marked_name(registry, each.id, language) for each in records],
        "kind": [kind_text(each, language) for each in records],
        "date": [each["date_text"] or message("text", "unknown", language) for each in rows],
    }
    columns |= _retirements(rows)
    # A column that says nothing of any record is left out.
    if not any(columns["kind"]):
        del columns["kind"]
    if not any(each["date_text"] for each in rows):
        del columns["date"]
    print_table([word("field", name, language) for name in columns], [*zip(*columns.values(), strict=True)])
