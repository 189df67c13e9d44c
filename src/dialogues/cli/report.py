"""What a check tells: the report in its form, a patch, or a mended text."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from dialogues.checks.formats import render
from dialogues.checks.formats import summary as summary_form
from dialogues.checks.formats import text as text_form
from dialogues.checks.formats.shown import Shown
from dialogues.checks.formats.terminal import height, is_terminal, visible, width
from dialogues.cli.checked import workspace_prefix
from dialogues.cli.options import Unreadable
from dialogues.cli.output import print_data

if TYPE_CHECKING:  # most checks mend nothing
    from dialogues.checks.fixes import Fixed

# The services that show these look for a file from the top of the workspace, wherever the command runs.
_OF_A_WORKSPACE = ("github", "sarif")


def usual_form() -> str:
    """Give the form that nobody had to ask for."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def tell(shown: Shown, mended: list[Fixed], mend: str, form: str) -> None:
    """Print the report; or the patch, or the mended text, and the report beside it."""
    if form in _OF_A_WORKSPACE and shown.report.folder is not None:
        shown = evolve(shown, prefix=workspace_prefix(shown.report.folder))
    if mend == "diff":
        print_data("".join(each.diff(visible(shown.prefix)) for each in mended))
        click.echo(f"what no fix mends: {text_form.summary(shown)}", err=True)
    elif shown.text is not None and mend == "fix":
        # The mended text goes on; what is left to a person is told beside it.
        print_data(shown.text)
        click.echo(render(shown, form), nl=False, err=True)
    else:
        _print(shown, form)
        if form == "github":
            _add_to_the_page(shown)
        if mended and form == "text":
            _tell_what_was_mended(mended)


def _tell_what_was_mended(mended: list[Fixed]) -> None:
    fixes = sum(each.fixes for each in mended)
    click.echo(f"mended: {fixes} {'finding' if fixes == 1 else 'findings'}, files changed: {len(mended)}")


def _add_to_the_page(shown: Shown) -> None:
    """Add a summary to the page of a step of GitHub Actions, which says where that is."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not page:
        return
    try:
        with Path(page).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(render(shown, "markdown"))
    except OSError as error:
        raise Unreadable(f"{page} cannot be written: {(error.strerror or str(error)).lower()}") from None


_STYLES: dict[str, dict[str, Any]] = {
    "file": {"bold": True},
    # Red and magenta can be read on light and on dark; yellow, green and cyan cannot on light, blue not on dark.
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "magenta"},
    "info": {"bold": True},
    "mark": {"fg": "red"},
}


def _print(shown: Shown, form: str) -> None:
    if form not in ("text", "summary"):
        print_data(render(shown, form))
        return
    coloured = is_terminal()
    looked_at = sys.stdout.isatty()
    columns = width() if looked_at else text_form.UNBOUNDED
    if form == "text":
        pieces = text_form.pieces(shown, columns)
    else:
        pieces = summary_form.pieces(shown, columns, height() if looked_at else text_form.UNBOUNDED)
    for text, what in pieces:
        click.echo(click.style(text, **_STYLES.get(what, {})) if coloured and text else text)
