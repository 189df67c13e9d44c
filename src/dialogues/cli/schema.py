"""``dialogues schema``."""

from __future__ import annotations

import json

import click

from dialogues.cli.choices import Named
from dialogues.cli.output import print_json, print_line, print_table
from dialogues.files.root import SUFFIXES, require_folder, schema_folder
from dialogues.records import RECORD_TYPES
from dialogues.records.json_schema import KINDS, additions, json_schema
from dialogues.records.manifest import FORMAT_MAJOR, FORMAT_MINOR


@click.command("schema")
@click.argument("kind", type=Named(sorted(KINDS)), required=False, metavar="[KIND]")
@click.option("--format-version", is_flag=True, help="Print the version of the data format, and what it adds to 1.0.")
@click.option("--data", metavar="DIR", help="Offer the ids of this registry's records where a record is named.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value (the schema is JSON in any case).")
def command(kind: str | None, data: str | None, *, format_version: bool, as_json: bool) -> None:
    """Print the JSON Schema of a kind of record, or name the kinds.

    KIND is agreement, cooperation, event, manifest, organisation, person,
    programme, publication, source or theme.

    \b
    Examples:
      dialogues schema agreement --data .
      dialogues schema --format-version
    """
    if format_version:
        _print_additions(kind, as_json=as_json)
    elif kind is not None:
        print_json(json_schema(kind, None if data is None else _ids(data)))
    elif as_json:
        print_json(sorted(KINDS))
    else:
        click.echo("\n".join(sorted(KINDS)))


def _ids(data: str) -> dict[str, list[str]]:
    """Give the ids of a registry's records by collection: the names of its files, which need not be read."""
    from dialogues.cli.opening import folder_of  # here: a schema alone needs nothing that reads registries

    folder = folder_of(data)
    require_folder(folder)
    return {
        collection: sorted({each.stem for each in (folder / collection).glob("*") if each.suffix in SUFFIXES})
        for collection in RECORD_TYPES
    }


def _print_additions(kind: str | None, *, as_json: bool) -> None:
    """Print the format's version, and each key and word that 1.0 lacks; 1.0 is read as it is."""
    folder = schema_folder() / "1.0"
    before = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    rows = [each for each in additions(before) if kind in (None, each.kind)]
    version = f"{FORMAT_MAJOR}.{FORMAT_MINOR}"
    if as_json:
        print_json({"format": version, "reads": ["1.0", version], "added": [each._asdict() for each in rows]})
        return
    print_line(f"{version}; 1.0 is read as it is, and lacks:")
    told = [(each.kind, each.what, each.meaning.replace("``", "")) for each in rows]
    print_table(("FILE", "KEY OR WORD", "WHAT IT SAYS"), told)
