"""``dialogues schema``."""

from __future__ import annotations

import click

from dialogues.cli.output import print_json
from dialogues.records.json_schema import KINDS, json_schema


@click.command("schema")
@click.argument("kind", type=click.Choice(sorted(KINDS)), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value (the schema is JSON in any case).")
def command(kind: str | None, *, as_json: bool) -> None:
    """Print the JSON Schema of a kind of record, or name the kinds."""
    if kind is not None:
        print_json(json_schema(kind))
    elif as_json:
        print_json(sorted(KINDS))
    else:
        click.echo("\n".join(sorted(KINDS)))
