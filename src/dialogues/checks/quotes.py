"""What became of quotes, as findings of the files that have them: every form of a report tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from dialogues.checks.report import Report
from dialogues.files import Reading
from dialogues.findings import Finding, Location, Severity, format_path

_WEIGHTS = {"changed": Severity.WARNING, "gone": Severity.ERROR, "unread": Severity.INFO}
_PART = re.compile(r"[^.\[\]]+")


class QuoteTold(Protocol):
    """A quote, and what became of it."""

    @property
    def record(self) -> str:
        """The record whose claim it proves."""

    @property
    def path(self) -> str:
        """The place of the evidence in the record."""

    @property
    def quote(self) -> str:
        """The words."""

    @property
    def state(self) -> str:
        """``there``, ``changed``, ``gone`` or ``unread``."""

    @property
    def nearest(self) -> str:
        """The passage that is most like it."""


class SourceTold(Protocol):
    """A source that was asked."""

    @property
    def source(self) -> str:
        """Its id."""

    @property
    def moved(self) -> str:
        """Where it is now."""

    @property
    def problem(self) -> str:
        """Why it cannot be read."""

    @property
    def quotes(self) -> Iterable[QuoteTold]:
        """Its quotes."""


def report_of(reading: Reading, sources: Iterable[SourceTold]) -> Report:
    """Make a report of what became of the quotes of sources, each told where it stands in a file."""
    findings = [finding for source in sources for finding in _findings(reading, source)]
    return Report(tuple(sorted(findings)), len(reading.registry), folder=reading.folder)


def _findings(reading: Reading, source: SourceTold) -> Iterator[Finding]:
    if source.problem or source.moved:
        code, told = ("page-unread", source.problem) if source.problem else ("page-moved", f"it is now {source.moved}")
        hint = "look for it, or for a copy (archived)" if source.problem else "write that address"
        place = reading.locate(source.source, ("address",))
        yield Finding(place, Severity.INFO, code, told, "address", hint)
    for each in source.quotes:
        weight = _WEIGHTS.get(each.state)
        if weight is not None:
            path = tuple(int(part) if part.isdecimal() else part for part in _PART.findall(each.path))
            yield _finding(reading.locate(each.record, (*path, "quote")), weight, source.source, each, path)


def _finding(place: Location, weight: Severity, source: str, each: QuoteTold, path: tuple[str | int, ...]) -> Finding:
    told = {
        "changed": f"{source} no longer says this, but: {each.nearest}",
        "gone": f"{source} says nothing like it",
        "unread": f"{source} cannot be read",
    }[str(each.state)]
    hint = "" if each.state == "unread" else "quote what it says now, or name the copy that says it (archived)"
    return Finding(place, weight, f"quote-{each.state}", told, format_path((*path, "quote")), hint)
