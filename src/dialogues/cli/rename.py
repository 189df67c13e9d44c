"""``dialogues rename`` and ``dialogues retire``."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from dialogues.cli.opening import own_folder
from dialogues.cli.options import data_alone_option, json_option
from dialogues.cli.output import print_line
from dialogues.cli.written import dry_run_option, write_and_tell
from dialogues.files import read
from dialogues.files.renaming import renamed, retired
from dialogues.records import Date, Retirement
from dialogues.records.fields import MAX_STRING


@click.command("rename")
@click.argument("old")
@click.argument("new")
@data_alone_option
@dry_run_option
@json_option
def rename(old: str, new: str, data: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Give a record another id: its file, all that names it, and the manifest, which keeps the old id.

    \b
    Examples:
      dialogues rename peru-2013 peru-2013-letter --dry-run
      dialogues rename old-name new-name --data .
    """
    folder = own_folder(data)
    reading = read(folder)
    changes = renamed(reading, old, new)
    write_and_tell(folder, changes, dry_run=dry_run, as_json=as_json)
    if not dry_run:
        _tell_settings(folder, old, reading.files[old])


def _tell_settings(folder: Path, old: str, file: str) -> None:
    """Say where the settings still name a record that has another id, or its file."""
    from dialogues.checks.settings import find_settings  # here: what shows a difference needs no settings

    settings = find_settings(folder)
    there = {
        "expect.listings": old if old in {each.source for each in settings.expect.listings} else "",
        "per-file-ignores": file if file in settings.per_file_ignores else "",
        "accept": file if file in {each.file for each in settings.accept} else "",
    }
    for key, name in there.items():
        if name:
            print_line(f"dialogues: {settings.file}: {key} still names {name}: change it there", err=True)


@click.command("retire")
@click.argument("identifier", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is no longer used.")
@click.option("--replaced-by", metavar="ID", help="The record to use instead.")
@data_alone_option
@dry_run_option
@json_option
def retire(
    identifier: str, reason: str, replaced_by: str | None, data: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Retire a record: it is left out of lists, and whoever asks for it is told what to use instead.

    \b
    Examples:
      dialogues retire old-theme --reason "Taken up by another"
      dialogues retire a-2001 --reason "Twice" --replaced-by b-2001
    """
    folder = own_folder(data)
    today = Date.parse(datetime.date.today().isoformat())  # noqa: DTZ011  # the day of the person who writes
    reading = read(folder)
    if replaced_by is not None:
        replaced_by = reading.registry[replaced_by].id
    if not 0 < len(reason.strip()) <= MAX_STRING:
        raise click.UsageError("--reason says why, in words.")
    retirement = Retirement(on=today, reason=reason.strip(), replaced_by=replaced_by)
    change = retired(reading, identifier, retirement)
    write_and_tell(folder, [change], dry_run=dry_run, as_json=as_json)
