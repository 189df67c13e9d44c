"""``dialogues sources``."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Sequence

import click

from dialogues.checks.formats import FORMATS, render
from dialogues.checks.formats.shown import Shown
from dialogues.checks.quotes import report_of
from dialogues.cli.opening import own_folder, reading_of, registry_of
from dialogues.cli.options import data_option, json_option
from dialogues.cli.output import print_data, print_json, print_line, print_paragraph
from dialogues.cli.written import dry_run_option, shown_folder
from dialogues.files.accessed import with_accessed
from dialogues.files.changes import Change, write_changes
from dialogues.pages.fetching import Fetcher, usual_cache
from dialogues.pages.quotes import QuoteState, SourceRead, verify
from dialogues.records import Source
from dialogues.registry import Registry


@click.command("sources")
@click.argument("identifiers", nargs=-1, metavar="[ID...]")
@click.option("--verify", "asked", is_flag=True, help="Fetch each page, and look for what is quoted of it.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="The form of the report.")
@click.option("--record", is_flag=True, help="Write the day into the sources that were read (accessed).")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Ask this host though it is not public.")
@click.option("--no-cache", is_flag=True, help="Ask again what was asked today.")
@data_option
@dry_run_option
@json_option
def command(
    identifiers: tuple[str, ...],
    hosts: tuple[str, ...],
    data: str | None,
    form: str,
    *,
    asked: bool,
    record: bool,
    no_cache: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say of sources when they were read and where a copy is; with --verify, ask them.

    Nothing is fetched without --verify, which needs the extra online: one request
    a second from a host, bounded in size and time, and never from a host that is
    not public. Exit 1 when a quote is not there, or a page cannot be read.

    \b
    Examples:
      dialogues sources
      dialogues sources --verify regio-brazil
    """
    if dry_run and not record:
        raise click.UsageError("--dry-run is for --record, which writes.")
    if not asked:
        if record or form != "text" or hosts or no_cache:
            raise click.UsageError("--record, --format, --allow-host and --no-cache are for --verify.")
        _list(data, identifiers, as_json=as_json)
        return
    reading = reading_of(data)
    registry, form = reading.registry, "json" if as_json else form
    fetcher = Fetcher(frozenset(hosts), None if no_cache else usual_cache())
    read: list[SourceRead] = []
    try:
        for each in verify(registry, _chosen(registry, identifiers), fetcher):
            read.append(each)
            if form == "text":
                _tell(each)
    finally:
        fetcher.close()
    recorded = _recorded(data, read) if record else ()
    if record and not dry_run:
        write_changes(own_folder(data), recorded)
    if form not in ("text", "json"):
        print_data(render(Shown(report_of(reading, read), reading.folder.as_posix()), form))
    elif form == "json":
        print_json({"sources": [each.to_dict() for each in read], "recorded": [each.file for each in recorded]})
    else:
        counts = Counter(quote.state for each in read for quote in each.quotes)
        told = ", ".join(f"{counts[state]} {state.value}" for state in QuoteState if counts[state])
        print_line(f"sources asked: {len(read)}; quotes: {told or 'none'}")
        for change in recorded:
            print_data(change.diff(shown_folder(own_folder(data)))) if dry_run else print_line(
                f"changed: {change.file}"
            )
    sys.exit(int(not all(each.whole for each in read)))


def _chosen(registry: Registry, identifiers: Sequence[str]) -> list[Source]:
    """Give the sources of some ids, or all that are in use. Raises UnknownRecord for an id that is none's."""
    if identifiers:
        return [registry.sources[each] for each in identifiers]
    return [each for each in registry.sources.values() if each.retired is None]


def _tell(read: SourceRead) -> None:
    states = Counter(each.state for each in read.quotes)
    told = ", ".join(f"{states[state]} {state.value}" for state in QuoteState if states[state]) or "nothing quoted"
    parts = [read.problem, f"moved to {read.moved}" if read.moved else "", told]
    print_paragraph("; ".join(filter(None, parts)), f"{read.source}: ")
    for each in read.quotes:
        if each.state in (QuoteState.CHANGED, QuoteState.GONE):
            now = f"; now: {each.nearest!r}" if each.nearest else ""
            print_paragraph(f"{each.record} {each.path}: {each.quote!r}{now}", f"  {each.state.value}: ")


def _list(data: str | None, identifiers: Sequence[str], *, as_json: bool) -> None:
    registry = registry_of(data)
    rows = [
        {
            "id": each.id,
            "address": each.address,
            "accessed": None if each.accessed is None else str(each.accessed),
            "archived": each.archived,
        }
        for each in _chosen(registry, identifiers)
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        parts = [f"accessed {row['accessed']}" if row["accessed"] else "", row["address"] or "", row["archived"] or ""]
        print_paragraph(" ".join(filter(None, parts)), f"{row['id']}: ")


def _recorded(data: str | None, read: Sequence[SourceRead]) -> tuple[Change, ...]:
    """Give the changes that say of sources that they were read today, where they are cited."""
    reading = reading_of(str(own_folder(data)))
    today = datetime.date.today().isoformat()  # noqa: DTZ011  # the day of the person who asks
    changes = with_accessed(reading, [each.source for each in read if not each.problem and not each.archived], today)
    return tuple(each for each in changes if each.before != each.after)
