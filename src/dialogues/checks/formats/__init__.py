"""Reports: what a check found, for a person, for a program and for the services that show it in place."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what a terminal shows is asked for by commands that check nothing
    from dialogues.checks.formats.shown import Shown

FORMATS = ("text", "summary", "json", "github", "sarif", "junit", "markdown")
"""The forms of a report."""


def render(shown: Shown, form: str) -> str:
    """Write a report in one of :data:`FORMATS`; the same report gives the same bytes.

    Raises KeyError for another form.
    """
    if form not in FORMATS:
        raise KeyError(form)
    write: Callable[[Shown], str] = import_module(f"dialogues.checks.formats.{form}").write
    return write(shown)


__all__ = ["FORMATS", "render"]
