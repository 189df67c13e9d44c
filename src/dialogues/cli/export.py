"""``dialogues export``."""

from __future__ import annotations

import sys
from functools import partial

import click

from dialogues.cli.opening import folder_of, left_out_of, tell_left_out, untold_reading_of
from dialogues.cli.options import LanguageType, data_option, json_option, was_given
from dialogues.cli.output import print_json
from dialogues.cli.written import output_option
from dialogues.publishing import FORMATS, export
from dialogues.records import RECORD_TYPES

_HELP = f"""Write the registry out: as tables, JSON or linked data.

\b
{"".join(f"{name:<8}  {form.meaning}{chr(10)}" for name, form in FORMATS.items())}
All of it is written, or nothing. What cannot be read is left out and named; the exit code is then 1.

\b
Examples:
  dialogues export -o tables
  dialogues export --format turtle -o out.ttl
"""


class _Names(click.ParamType[tuple[str, ...]]):
    """Names with commas between them."""

    name = "NAMES"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split the names; none at all is a slip."""
        names = tuple(part.strip() for part in str(value).split(",") if part.strip())
        return names or self.fail("there is no name", param, ctx)


@click.command("export", help=_HELP)
@data_option
@output_option("OUT", "The file or folder to write; - for standard output.")
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="csv", show_default=True, help="The format.")
@click.option("--collections", type=_Names(), help=f"Only these: {', '.join(RECORD_TYPES)}.")
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Only this table.")
@click.option(
    "--language",
    type=LanguageType(),
    default="en",
    show_default=True,
    help="The language of titles and names in tables.",
)
@click.option("--without-claims", is_flag=True, help="Leave out what sources say.")
@click.option("--force", is_flag=True, help="Replace what an earlier export wrote there.")
@json_option
def command(
    data: str | None,
    output: str,
    form: str,
    collections: tuple[str, ...] | None,
    tables: tuple[str, ...],
    language: str,
    *,
    without_claims: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write the registry out."""
    if as_json and output == "-":
        raise click.UsageError("standard output takes what is exported or --json, and not both.")
    if force and output == "-":
        raise click.UsageError("--force replaces what is there, and standard output holds nothing.")
    if was_given("language") and not FORMATS[form].tables:
        raise click.UsageError(f"--language is of tables; {form} has each text in all of its languages.")
    reading = untold_reading_of(folder_of(data))
    left_out = left_out_of(reading)
    write = partial(
        export,
        reading.registry,
        sys.stdout.buffer if output == "-" else output,
        form,
        collections=collections,
        language=language,
        claims=not without_claims,
        force=force,
        tables=tables or None,
        left_out=left_out,
    )
    if output != "-" and sys.stderr.isatty():
        with click.progressbar(length=len(reading.registry), label="writing", file=sys.stderr) as bar:
            write(progress=lambda: bar.update(1))
    else:
        write()
    if as_json:
        print_json({"output": output, "format": form, "left_out": [*left_out]})
    sys.exit(int(tell_left_out(reading)))
