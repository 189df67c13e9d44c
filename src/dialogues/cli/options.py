"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from dialogues.cli.choices import complete_languages
from dialogues.errors import InvalidLanguageTag
from dialogues.languages.environment import DEFAULT, reader_language
from dialogues.languages.tags import LanguageTag

F = TypeVar("F", bound=Callable[..., Any])


class Unreadable(click.ClickException):
    """What was given cannot be read, or what is asked for cannot be written."""

    exit_code = 2


def was_given(name: str) -> bool:
    """Say whether a parameter of the command that runs was given, and does not have its default."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


class LanguageType(click.ParamType[str]):
    """A language, by any label."""

    name = "LANG"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the canonical tag; say what may have been meant when there is none."""
        tag = _plain_tag(str(value))
        if tag:
            return tag
        from dialogues.languages import identify_language  # here: a plain tag needs no names

        reading = identify_language(str(value))
        if reading.tag is None:
            meant = " or ".join(str(tag) for tag in reading.suggestions)
            self.fail(f"{value!r}: {reading.note}" + (f"; did you mean {meant}?" if meant else ""), param, ctx)
        if reading.ambiguous_with:
            self.fail(f"{value!r}: {reading.note}; use a tag", param, ctx)
        return str(reading.tag)


def _plain_tag(text: str) -> str:
    """Give the canonical form of a valid tag that no other reading competes with; else an empty string."""
    try:
        tag = LanguageTag.parse(text)
    except InvalidLanguageTag:
        return ""
    return "" if tag.problems or not text.islower() else str(tag)


def _keep_whole(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's
    ctx.meta["dialogues.whole"] = value


def data_option(command: F) -> F:
    """Add ``--data DIR``, the registry that is asked, and ``--whole``, which refuses one with faults."""
    what = "The registry: a folder, a release or an exported JSON file; if not given, the one stood in."
    return click.option("--data", metavar="DIR", default=None, help=what)(whole_option(command))


def whole_option(command: F) -> F:
    """Add ``--whole``; :mod:`dialogues.cli.opening` looks for it."""
    return click.option(
        "--whole", is_flag=True, expose_value=False, callback=_keep_whole, help="Refuse a registry that has a fault."
    )(command)


def data_alone_option(command: F) -> F:
    """Add ``--data DIR``, for a command that writes."""
    return click.option(
        "--data", metavar="DIR", default=None, help="The registry's folder; if not given, the one stood in."
    )(command)


def _reader(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """Give the reader's language: as asked for, else the environment's; tell where nothing can be said in it."""
    language = reader_language(os.environ) if value is None else value
    if language == DEFAULT:
        return language
    from dialogues.languages.display import FALLBACK, locale_for  # here: a plain list in English needs no locale

    tag = LanguageTag.parse(language)
    if locale_for(tag).language == FALLBACK != tag.language:
        click.echo(f"dialogues: nothing here is in the language {tag}; English is used", err=True)
    return language


def language_option(command: F) -> F:
    """Add ``--in LANG``: the reader's language."""
    return click.option(
        "--in",
        "language",
        type=LanguageType(),
        default=None,
        callback=_reader,
        shell_complete=complete_languages,
        help="The reader's language; of the environment if not given, else British English.",
    )(command)


def json_option(command: F) -> F:
    """Add ``--json``: one JSON value instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")(command)
