"""``dialogues site``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dialogues.cli.opening import folder_of, tell_left_out, untold_reading_of
from dialogues.cli.options import json_option
from dialogues.cli.output import print_json, print_line
from dialogues.cli.written import output_option
from dialogues.files import has_manifest
from dialogues.languages.catalogue import LANGUAGES
from dialogues.records.address import web_address
from dialogues.registry import Registry


@click.command("site")
@click.argument("folder", metavar="[DIR]", required=False)
@output_option("DIR", "The folder to write; empty, or made by this command.")
@click.option(
    "--languages",
    metavar="TAGS",
    default=",".join(LANGUAGES),
    show_default=True,
    help="The languages of the pages, with commas; the first is for who asks for none.",
)
@click.option("--base", metavar="URL", help="The address at which it will be: canonical links, and a map of the site.")
@click.option("--templates", metavar="DIR", help="A folder whose templates and assets take the place of the library's.")
@click.option("--since", metavar="OLD", help="An older state, as `dialogues diff` takes it: pages say what changed.")
@json_option
def command(
    folder: str | None,
    output: str,
    languages: str,
    base: str | None,
    templates: str | None,
    since: str | None,
    *,
    as_json: bool,
) -> None:
    """Make a static site of a registry: a page for each record, partner and list, in ten languages.

    DIR is the registry's folder; the one stood in if not given. The site needs
    nothing from outside. It is written as a whole or not at all; what cannot be read
    is left out and named, and the exit code is then 1.

    \b
    Examples:
      dialogues site -o out
      dialogues site data -o out --languages en,uk
    """
    from dialogues.cli.diff import state  # here: of few sites is asked what changed
    from dialogues.site.build import build  # here: with its templates, which no other command needs

    chosen, base = _chosen(languages), _address(base)
    if templates is not None and not Path(templates).is_dir():
        raise click.UsageError(f"--templates {templates}: there is no such folder.")
    data = folder_of(folder)
    reading = untold_reading_of(data)
    registry = reading.registry
    older = None if since is None else state(since, str(data))
    own = None if templates is None else Path(templates)
    _tell_faint(registry)
    home = _home(data, registry)
    with click.progressbar(
        length=len(registry) * (len(chosen) + 2),
        label="Writing",
        file=sys.stderr,
        update_min_steps=50,
        hidden=not sys.stderr.isatty(),  # a log has no use for it
    ) as bar:
        count = build(
            registry,
            Path(output),
            languages=chosen,
            base=base,
            templates=own,
            since=older,
            home=home,
            progress=lambda path: bar.update(1 if "/record" in path or path.endswith("/index.html") else 0),
        )
    if as_json:
        print_json({"output": output, "files": count})
    else:
        click.echo(f"{count} files in {output}; begin with {Path(output) / 'index.html'}")
    sys.exit(int(tell_left_out(reading)))


def _address(base: str | None) -> str | None:
    """Give the address of the site as a browser would send it."""
    if base is None:
        return None
    written = web_address(base)
    if written is None or "?" in written or "#" in written:
        raise click.UsageError(
            f"--base {base!r}: it is no address that pages can be below, like https://example.org/a/."
        )
    return written


def _home(home: Path, registry: Registry) -> Path | None:
    """Give the folder in which the logo of a site is; an export or a release has none."""
    if has_manifest(home):
        return home
    look = None if registry.manifest is None else registry.manifest.site
    if look is not None and look.logo is not None:
        print_line(f"dialogues: the logo {look.logo} is not in {home}; the site has the library's", err=True)
    return None


def _tell_faint(registry: Registry) -> None:
    from dialogues.records.contrast import faint  # here: few registries name a colour

    look = None if registry.manifest is None else registry.manifest.site
    for each in faint(look.accent) if look is not None and look.accent is not None else ():
        print_line(f"dialogues: {each.message} ({each.hint})", err=True)


def _chosen(languages: str) -> list[str]:
    chosen = list(dict.fromkeys(each.strip() for each in languages.split(",") if each.strip()))
    unknown = [each for each in chosen if each not in LANGUAGES]
    if unknown or not chosen:
        named = ", ".join(unknown) or "none"
        raise click.UsageError(f"--languages {named}: the languages of a site are {', '.join(LANGUAGES)}.")
    return chosen
