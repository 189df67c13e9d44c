"""``dialogues store``: writing a registry into a database, and keeping it in step."""

from __future__ import annotations

from collections.abc import Callable

import click

from dialogues.cli.opening import folder_of, shown_store
from dialogues.cli.options import json_option
from dialogues.cli.output import print_json, print_line
from dialogues.store.sync import Synchronised, build, sync


@click.group("store")
def command() -> None:
    """Write a registry into a store, a file that answers without being read.

    What was written is given to other commands as --data. For a registry of
    some thousand records, and for processes that start often. Each command
    takes --json.

    \b
    Examples:
      dialogues store build data -o registry.db
      dialogues store sync data -o registry.db
    """


def _run(write: Callable[[str, str], Synchronised], data: str, store: str, *, as_json: bool) -> None:
    done = write(str(folder_of(data)), store)
    if as_json:
        print_json(done.to_dict())
        return
    changed, removed, place = len(done.changed), len(done.removed), shown_store(store)
    print_line(f"{place}: {done.records} records, {changed} written, {removed} removed, {done.read} files read")


_data = click.argument("data", metavar="DIR")
_store = click.option("-o", "--output", "store", required=True, metavar="FILE", help="The store's file.")


@command.command("build")
@_data
@_store
@json_option
def build_command(data: str, store: str, *, as_json: bool) -> None:
    """Write all of a registry's folder, in place of what is there."""
    _run(build, data, store, as_json=as_json)


@command.command("sync")
@_data
@_store
@json_option
def sync_command(data: str, store: str, *, as_json: bool) -> None:
    """Read what changed in a registry's folder, and write that alone.

    A store that is not there is built. Where a file has a fault, or a reference
    leads nowhere now, the store stays as it was.
    """
    _run(sync, data, store, as_json=as_json)
