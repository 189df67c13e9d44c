"""``dialogues diff``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dialogues.cli.opening import folder_of
from dialogues.cli.options import json_option, language_option
from dialogues.cli.output import print_json, print_line, print_paragraph
from dialogues.files import load
from dialogues.files.root import is_release
from dialogues.findings import InvalidRegistry
from dialogues.registry import Registry
from dialogues.releases import difference
from dialogues.releases.revision import PREFIX, at_revision
from dialogues.releases.words import counts, lines, markdown

_STOOD_IN = "dialogues.stood-in"
"""Under this key, a command's context has the registry that one stands in."""


@click.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@language_option
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a list in Markdown, as for a changelog.")
@json_option
def command(old: str, new: str | None, language: str, *, as_markdown: bool, as_json: bool) -> None:
    """Say what is different between two states of a registry, a line a change.

    OLD and NEW are folders, releases, files of `dialogues export`, or git:REV: the state, at a tag, branch or commit,
    of the other one's folder, or of the registry that one stands in where the other is a release or a file. Without
    NEW, the registry that one stands in is the newer one.

    \b
    Examples:
      dialogues diff git:HEAD data
      dialogues diff old.json new.json --markdown
    """
    if as_markdown and as_json:
        raise click.UsageError("--markdown and --json exclude each other.")
    new = str(folder_of(None)) if new is None else new
    before, after = state(old, new), state(new, old)
    found = difference(before, after)
    if as_json:
        print_json(found.to_dict())
    elif as_markdown:
        for text in "\n".join(markdown(found, before, after, language)).strip().split("\n"):
            print_line(text)
    else:
        for line in lines(found, before, after, language):
            print_paragraph(str(line))
        print_line(counts(found))
    sys.exit(1 if found else 0)


def state(where: str, other: str) -> Registry:
    """Load one of the two; where it has faults, say which of the two has them."""
    try:
        if where.startswith(PREFIX):
            return at_revision(where.removeprefix(PREFIX), _folder(other))
        return load(folder_of(where))
    except InvalidRegistry:
        print_line(f"{where} cannot be compared:", err=True)
        raise


def _folder(other: str) -> Path:
    """Give the folder whose earlier state is meant: that of the other one, and of what is none the one stood in."""
    path = Path(other)
    if not other.startswith(PREFIX) and path.is_dir() and not is_release(path):
        return path
    meta = click.get_current_context().meta
    if _STOOD_IN not in meta:  # which it is, is said once
        meta[_STOOD_IN] = folder_of(None)
    found: Path = meta[_STOOD_IN]
    return found
