"""``dialogues new`` and ``dialogues stub``."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import click

from dialogues.cli.opening import own_folder, reading_of
from dialogues.cli.options import LanguageType, Unreadable, data_alone_option, json_option, was_given
from dialogues.cli.written import dry_run_option, write_and_tell
from dialogues.files.begun import KINDS, begin
from dialogues.files.founding import found
from dialogues.files.root import has_manifest
from dialogues.files.stubs import stubs
from dialogues.files.wish import Wish

_REGISTRY = "registry"


def _words(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """Give a text as it is meant, with its white space folded; one that says nothing is a slip."""
    folded = " ".join(value.split())
    if not folded and was_given(parameter.name or ""):
        raise click.BadParameter("it says nothing; leave it out.", ctx, parameter)
    return folded


@click.command("new", no_args_is_help=True)
@click.argument("kind", type=click.Choice([*KINDS, _REGISTRY]), metavar="KIND")
@click.option("--name", "--title", "name", default="", callback=_words, metavar="TEXT", help="Its name or title.")
@click.option("--language", type=LanguageType(), default="en", show_default=True, help="The language of that.")
@click.option(
    "--kind",
    "word",
    default="",
    callback=_words,
    metavar="WORD",
    help="What it is, by the closed list or initials: MoU.",
)
@click.option("--date", "dates", multiple=True, help="When it was signed, held, published; EDTF or as printed.")
@click.option("--own", multiple=True, metavar="NAME", help="The own side, if not the manifest's.")
@click.option("--partner", "partners", multiple=True, metavar="NAME", help="The other side; or a country it is about.")
@click.option("--organisation", "organisations", multiple=True, metavar="NAME", help="The body that acts for it.")
@click.option("--place", default="", callback=_words, metavar="TOWN", help="Where that was.")
@click.option("--source", "sources", multiple=True, metavar="ID|URL", help="What says so: a source, or its address.")
@click.option("--quote", default="", callback=_words, metavar="TEXT", help="The words that say so, at most 20.")
@click.option("--document", "documents", multiple=True, type=LanguageType(), help="The language of a text; several.")
@click.option("--from", "pattern", default="", callback=_words, metavar="ID", help="A record that it is like.")
@click.option(
    "--id", "identifier", default="", callback=_words, metavar="ID", help="Its id; made of name and year if not given."
)
@click.option("--licence", default="", callback=_words, metavar="SPDX", help="Of a registry: the licence of its data.")
@data_alone_option
@dry_run_option
@json_option
def new(kind: str, data: str | None, licence: str, *, dry_run: bool, as_json: bool, **wished: Any) -> None:
    """Begin a record, with the source and the organisations that it names.

    KIND is agreement, publication, event, programme, cooperation, organisation,
    person, theme or source; or registry, which makes a folder one, a new one too.
    Names are understood as 'dialogues find' does. What only a person can fill in
    is told, as the check does.

    \b
    Examples:
      dialogues new registry --name "Our agreements" --licence CC-BY-4.0
      dialogues new agreement --partner "South Korea" --date 2018-03-12
    """
    wished["kind"] = wished.pop("word")
    wish = Wish(**wished)
    if kind == _REGISTRY:
        _found(data, wish, licence, dry_run=dry_run, as_json=as_json)
        return
    if licence:
        raise click.UsageError("--licence is for a registry.")
    if kind == "person" and was_given("language"):
        raise click.UsageError("a person has one name, of no language: leave --language out.")
    folder = own_folder(data)
    reading = reading_of(str(folder))
    begun = begin(reading, kind, wish)
    write_and_tell(folder, begun.changes, dry_run=dry_run, as_json=as_json, identifier=begun.identifier)


@click.command("stub")
@data_alone_option
@dry_run_option
@json_option
def stub(data: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Begin a record for each id that others refer to and that is not there, marked to be filled.

    \b
    Examples:
      dialogues stub --data .
      dialogues stub --dry-run
    """
    folder = own_folder(data)
    write_and_tell(folder, stubs(reading_of(str(folder))), dry_run=dry_run, as_json=as_json)


def _found(data: str | None, wish: Wish, licence: str, *, dry_run: bool, as_json: bool) -> None:
    if not (wish.name and licence):
        raise click.UsageError("a registry needs --name and --licence.")
    for given, option in (
        (wish.dates, "--date"),
        (wish.organisations, "--organisation"),
        (wish.place, "--place"),
        (wish.sources, "--source"),
        (wish.quote, "--quote"),
        (wish.documents, "--document"),
        (wish.pattern, "--from"),
        (wish.identifier, "--id"),
    ):
        if given:
            raise click.UsageError(f"{option} is not for a registry.")
    if (wish.kind or wish.partners) and not wish.own:
        raise click.UsageError("--kind and --partner are of the body that --own names.")
    folder = Path(data or os.curdir)
    if folder.exists() and not folder.is_dir():
        raise Unreadable(f"{folder}: it is no folder")
    if has_manifest(folder):
        raise Unreadable(f"{folder}: it is a registry already")
    changes = found(folder, wish, licence, datetime.date.today())  # noqa: DTZ011  # the day of the person who writes
    if not dry_run:
        folder.mkdir(exist_ok=True)
    write_and_tell(folder, changes, dry_run=dry_run, as_json=as_json)
