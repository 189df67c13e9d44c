"""``dialogues language``."""

from __future__ import annotations

import sys

import click

from dialogues.cli.options import json_option, language_option
from dialogues.cli.output import print_json, print_table
from dialogues.languages import LanguageReading, identify_language
from dialogues.languages.display import language_name


@click.command("language")
@click.argument("labels", nargs=-1, required=True)
@language_option
@json_option
def command(labels: tuple[str, ...], language: str, *, as_json: bool) -> None:
    """Say how each language label is understood, or what may have been meant.

    \b
    Examples:
      dialogues language Ukrainian mo 中文
      dialogues language zh_TW.UTF-8 --in fr
    """
    readings = [identify_language(label) for label in labels]
    if as_json:
        print_json([reading.to_dict(language) for reading in readings])
    else:
        print_table(
            ("LABEL", "TAG", "HOW", "LANGUAGE"),
            [
                (
                    reading.label if len(reading.label) <= 30 else reading.label[:29] + "…",
                    "-" if reading.tag is None else str(reading.tag),
                    reading.how.value,
                    _words(reading, language),
                )
                for reading in readings
            ],
        )
    if any(reading.tag is None for reading in readings):
        sys.exit(1)


def _words(reading: LanguageReading, language: str) -> str:
    parts = [] if reading.tag is None else [language_name(reading.tag, language)]
    if reading.note:
        parts.append(reading.note)
    if reading.suggestions:
        parts.append(f"did you mean {' or '.join(str(tag) for tag in reading.suggestions)}?")
    return "; ".join(parts)
