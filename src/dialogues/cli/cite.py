"""``dialogues cite``."""

from __future__ import annotations

import click

from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_data, print_line
from dialogues.publishing.citation import STYLES, cite


@click.command("cite")
@click.argument("name", required=False)
@click.option("--style", type=click.Choice(STYLES), default="text", show_default=True, help="The form.")
@data_option
@language_option
@json_option
def command(name: str | None, style: str, data: str | None, language: str, *, as_json: bool) -> None:
    """Say how to cite the registry, or one record of it with its version and its sources.

    --json is --style csl-json.

    \b
    Examples:
      dialogues cite --style bibtex
      dialogues cite peru-2013 --in es
    """
    registry = registry_of(data)
    identifier = None if name is None else registry.resolve(name).id
    text = cite(registry, identifier, "csl-json" if as_json else style, language)
    if as_json or style != "text":
        print_data(text)
    else:
        for line in text.splitlines():
            print_line(line)
