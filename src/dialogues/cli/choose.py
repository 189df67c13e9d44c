"""``dialogues choose``."""

from __future__ import annotations

import sys

import click

from dialogues.cli.choices import complete_ids
from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_json, print_line, print_paragraph
from dialogues.errors import NoSuitableDocument
from dialogues.languages.tags import LanguageTag
from dialogues.registry.choice import Choice, ChoiceReason, read_wanted
from dialogues.vocabulary import Answer, DocumentRole


@click.command("choose")
@click.argument("name", shell_complete=complete_ids)
@click.option("--wants", required=True, metavar="LANGS", help="What the reader wants: 'zh-TW, en;q=0.5', 'español' …")
@click.option("--strict", is_flag=True, help="Serve the language asked for, or nothing.")
@click.option("--related", is_flag=True, help="Allow a language that readers of the one asked for usually read.")
@click.option(
    "--fallback", metavar="LANGS", help="What to serve when nothing matches: 'en,*' if not given, '' for nothing."
)
@click.option(
    "--role",
    type=click.Choice([role.value for role in DocumentRole]),
    help="What to serve of the record; the text itself or a translation if not given.",
)
@data_option
@language_option
@json_option
def command(
    name: str,
    wants: str,
    fallback: str | None,
    role: str | None,
    data: str | None,
    language: str,
    *,
    strict: bool,
    related: bool,
    as_json: bool,
) -> None:
    """Choose the document of a record that suits a reader best, and say why.

    \b
    Examples:
      dialogues choose china-2006 --wants "zh-TW, en;q=0.5"
      dialogues choose Peru --wants español --in es
    """
    wanted = read_wanted(wants)
    if not wanted.ranges:
        raise click.BadParameter("; ".join(wanted.problems) or "no language is named", param_hint="--wants")
    policy = None if fallback is None else tuple(part.strip() for part in fallback.split(",") if part.strip())
    asked = None if role is None else DocumentRole(role)
    registry = registry_of(data)
    record = registry.resolve(name, documents=True)
    identifier = record.id
    if record.retired is not None:
        use = record.retired.replaced_by
        told = f"retired on {record.retired.on}: {record.retired.reason}" + (f"; use {use}" if use else "")
        print_line(f"dialogues: {identifier} is {told}", err=True)
    try:
        choice = registry.choose(identifier, wanted, strict=strict, related=related, fallback=policy, role=asked)
    except NoSuitableDocument as error:
        if not as_json:
            raise
        others = tuple(map(LanguageTag.parse, error.available))
        choice = Choice(
            identifier, None, wanted, None, ChoiceReason.NONE, None, Answer.UNKNOWN, others, error.undetermined
        )
    if as_json:
        print_json(choice.to_dict(language))
    else:
        print_paragraph(choice.explain(language))
    if choice.document is None:
        sys.exit(1)
