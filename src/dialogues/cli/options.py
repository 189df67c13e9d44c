"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dialogues.errors import InvalidLanguageTag
from dialogues.languages.tags import LanguageTag

F = TypeVar("F", bound=Callable[..., Any])


class Unreadable(click.ClickException):
    """What was given cannot be read, or what is asked for cannot be written."""

    exit_code = 2


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


def data_option(command: F) -> F:
    """Add ``--data DIR``: another registry than the bundled one."""
    what = "The registry: a folder, a release or an exported JSON file; the bundled one if not given."
    return click.option("--data", metavar="DIR", default=None, help=what)(command)


def language_option(command: F) -> F:
    """Add ``--in LANG``: the reader's language."""
    return click.option(
        "--in", "language", type=LanguageType(), default="en", show_default=True, help="The reader's language."
    )(command)


def json_option(command: F) -> F:
    """Add ``--json``: one JSON value instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")(command)
