"""``dialogues import``."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from pathlib import Path

import click

from dialogues.cli.opening import own_folder, reading_of
from dialogues.cli.options import data_alone_option, json_option, was_given
from dialogues.cli.output import print_data, print_json, print_line
from dialogues.cli.written import dry_run_option, shown_folder
from dialogues.errors import without_passwords
from dialogues.files.changes import write_changes
from dialogues.publishing.foreign_columns import Mapping, read_mapping
from dialogues.publishing.intake import Intake, take_in
from dialogues.publishing.sheets import read_sheets
from dialogues.publishing.templates import held_by_none, template
from dialogues.records import RECORD_TYPES


@click.command("import")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--collection", type=click.Choice([*RECORD_TYPES]), metavar="NAME", help="What the rows are of.")
@click.option("--map", "map_file", metavar="FILE", help="A mapping, for a table with columns of its own.")
@click.option("--partial", is_flag=True, help="Write what is right, though other rows are not.")
@click.option(
    "--template", "of", type=click.Choice([*RECORD_TYPES]), metavar="NAME", help="Print the columns of a table."
)
@data_alone_option
@dry_run_option
@json_option
def command(
    files: tuple[str, ...],
    collection: str | None,
    map_file: str | None,
    of: str | None,
    data: str | None,
    *,
    partial: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make records of the rows of tables: CSV, TSV or Excel, a row a record.

    A sheet is of the collection that it is named for: agreements.csv. Names, dates
    and words are understood as elsewhere, and never guessed: a row that is not
    understood is told by sheet, row and column, and nothing is written then.

    \b
    Examples:
      dialogues import --template agreements
      dialogues import treaties.tsv --map mapping.toml --data .
    """
    if of is not None:
        if files:
            raise click.UsageError("--template prints the columns of a table, and takes none in: leave the files out.")
        if any(map(was_given, ("collection", "map_file", "data", "partial", "dry_run"))):
            raise click.UsageError("--template prints the columns of a table, and goes with --json alone.")
        _print_template(of, as_json=as_json)
        return
    if not files:
        raise click.UsageError("a table is missing: FILE, or --template NAME for what its columns are.")
    mapping = read_mapping(Path(map_file)) if map_file is not None else Mapping()
    folder = own_folder(data)
    sheets = [sheet for file in files for sheet in read_sheets(Path(file), quotes=mapping.quotes)]
    intake = take_in(reading_of(str(folder)), sheets, mapping, collection or "")
    written = (partial or not intake.faults) and not dry_run
    if written:
        write_changes(folder, intake.changes)
    if as_json:
        print_json(
            {
                "records": intake.records,
                "unchanged": intake.unchanged,
                "files": [each.file for each in intake.changes],
                "passed_over": [*intake.passed_over],
                "faults": [each.to_dict() for each in intake.faults],
                "written": written,
            }
        )
    else:
        _tell(intake, folder, written=written, dry_run=dry_run)
    sys.exit(int(bool(intake.faults)))


def _print_template(collection: str, *, as_json: bool) -> None:
    columns = template(collection)
    missing = held_by_none(collection)
    if as_json:
        told = [
            {"name": each.name, "meaning": each.meaning, "required": each.required, "words": [*each.words]}
            for each in columns.values()
        ]
        print_json({"collection": collection, "columns": told, "held_by_none": [*missing]})
        return
    text = io.StringIO()
    csv.writer(text).writerow(columns)
    print_data(text.getvalue())
    print_line(f"dialogues: no column holds all of: {', '.join(missing)}", err=True)


def _tell(intake: Intake, folder: Path, *, written: bool, dry_run: bool) -> None:
    if intake.passed_over:
        told = ", ".join(intake.passed_over)
        print_line(f"dialogues: passed over, since no records are read of other tables of an export: {told}", err=True)
    if dry_run:
        print_data("".join(each.diff(shown_folder(folder)) for each in intake.changes))
    for each in intake.faults:
        print_line(without_passwords(str(each)))
    rows = len({(each.sheet, each.row) for each in intake.faults})
    by_column = Counter(each.column or "the row" for each in intake.faults)
    told = ", ".join(f"{number} {name}" for name, number in by_column.most_common())
    unchanged = f" ({intake.unchanged} there already)" if intake.unchanged else ""
    wrote = "written" if written and intake.changes else "nothing is written"
    files = f"; files: {len(intake.changes)}, {wrote}" if intake.changes else f"; {wrote}"
    bad = f"; rows that are none: {rows} ({told})" if rows else ""
    print_line(f"rows that are records: {intake.records}{unchanged}{bad}{files}", err=dry_run)
