"""``dialogues list``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from dialogues.cli.choices import Named, complete_partners
from dialogues.cli.columns import DEFAULT, FORMATS, chosen_columns, print_rows
from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_json, print_line, tell_of_rest
from dialogues.languages.catalogue import counted, message
from dialogues.languages.display import territory_name
from dialogues.records import RECORD_TYPES, Agreement, Record
from dialogues.registry import Registry
from dialogues.registry.display import row
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


_COMPLETED = {"--partner": complete_partners}


def _filters(command: F) -> F:
    for option, what, meaning in reversed(_FILTERS):
        told = f"Only agreements {meaning}; several with commas."
        command = click.option(
            option,
            option[2:].replace("-", "_") + "_",
            metavar=what,
            help=told,
            shell_complete=_COMPLETED.get(option),
        )(command)
    return command


@click.command("list")
@click.argument("collection", type=Named([*RECORD_TYPES]), default="agreements", metavar="[COLLECTION]")
@data_option
@language_option
@_filters
@click.option("--active-on", metavar="DATE", help="Only agreements begun by this day and not known to be over then.")
@click.option("--ends-within", metavar="TIME", help="Only agreements that end within a time from today: 6m, 90d, P1Y.")
@click.option("--retired", is_flag=True, help="Show retired records too, with what is used instead.")
@click.option("--columns", "wanted", metavar="NAMES", help=f"These columns, with commas: {', '.join(DEFAULT)} …")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many, the first.")
@click.option(
    "--format", "form", type=Named(FORMATS), default="table", help="table, tsv or csv, for a program to read."
)
@click.option("--matrix", "as_matrix", is_flag=True, help="Count the texts of agreements by partner and language.")
@click.option("--svg", "as_svg", is_flag=True, help="Print the matrix as a picture (SVG), for a report.")
@json_option
def command(
    collection: str,
    data: str | None,
    language: str,
    active_on: str | None,
    ends_within: str | None,
    wanted: str | None,
    limit: int | None,
    form: str,
    *,
    retired: bool,
    as_matrix: bool,
    as_svg: bool,
    as_json: bool,
    **filters: str | None,
) -> None:
    """List the agreements, by date, in the reader's language; or another collection.

    COLLECTION is agreements, publications, events, programmes, cooperations,
    organisations, people, themes or sources. The filters are for agreements alone.

    \b
    Examples:
      dialogues list --in pt --partner Brazil,Peru
      dialogues list events --format csv --columns id,name,date
      dialogues list --matrix
    """
    asked: dict[str, Any] = {name.rstrip("_"): each.split(",") for name, each in filters.items() if each}
    asked |= {name: each for name, each in (("active_on", active_on), ("ends_within", ends_within)) if each}
    if as_matrix or as_svg:
        narrowed = asked or wanted or limit is not None or retired or form != "table" or collection != "agreements"
        _print_matrix(data, language, is_all=as_matrix and not narrowed, forms=(as_svg, as_json))
        return
    columns = chosen_columns(wanted)
    if collection == "agreements":
        # All that a plain list tells is in these; names of themes and people are looked up in the others.
        narrow = not (asked.keys() & {"theme", "signed_by", "organisation", "partner"} or as_json or "name" in columns)
        registry = registry_of(data, ("agreements", "organisations") if narrow else None)
        records: list[Record] = [*registry.agreements.where(**asked).values()]
        _tell_of_parts(registry, asked.get("partner", ()), language)
    else:
        if asked:
            raise click.UsageError(f"the filters are for agreements alone, and not for {collection}.")
        registry = registry_of(data)
        records = sorted(registry.collections[collection].values(), key=registry.time_key)
    records = [record for record in records if retired or record.retired is None]
    shown = records[:limit]
    if as_json:
        print_json([_row(registry, each, language) for each in shown])
        tell_of_rest(len(records) - len(shown), language)
    elif not records and form == "table" and collection == "agreements":
        print_line(message("text", "no agreement meets all of this", language))
    else:
        print_rows(registry, shown, language, columns, form)
        tell_of_rest(len(records) - len(shown), language)


def _print_matrix(data: str | None, language: str, *, is_all: bool, forms: tuple[bool, bool]) -> None:
    if not is_all:
        raise click.UsageError("--matrix is of all agreements, as a table, --svg or --json; --svg is for it alone.")
    from dialogues.cli.pictures import print_matrix  # here: few want a picture

    as_svg, as_json = forms
    print_matrix(registry_of(data), language, as_svg=as_svg, as_json=as_json)


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


def _row(registry: Registry, record: Record, language: str) -> dict[str, Any]:
    told = row(registry, record, language)
    if isinstance(record, Agreement):
        told["languages"] = [str(document.language) for document in record.documents]
        told["listed"] = [
            {"source": entry.source, "position": entry.position, "name": entry.name} for entry in record.listed
        ]
        told["status"] = record.status.value
    gone = record.retired
    told["retired"] = gone and {"on": str(gone.on), "reason": gone.reason, "replaced_by": gone.replaced_by}
    return told
