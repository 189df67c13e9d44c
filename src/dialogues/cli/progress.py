"""How far a long check is, told to whoever waits for it at a terminal, on standard error."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path

import click

from dialogues.records import RECORD_TYPES

_PATIENCE = 1.0  # seconds before anything is told
_EVERY = 0.1
_BAR = 30  # columns


class Progress:
    """A bar: a step is a file that was read, or a record that was judged."""

    def __init__(self, folder: Path, files: list[str] | None) -> None:
        read = _count(folder)
        self.total = read + (read if files is None else len(files))
        self.begun = self.told = time.monotonic()
        self.shown = False

    def __call__(self, done: int) -> None:
        """Draw the bar, once there was something to wait for, and not oftener than the eye can see."""
        now = time.monotonic()
        if now - self.begun < _PATIENCE or now - self.told < _EVERY or not self.total:
            return
        self.told, self.shown = now, True
        part = min(1.0, done / self.total)
        filled = int(part * _BAR)
        click.echo(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {part:4.0%}", err=True, nl=False)

    def end(self) -> None:
        """Take the bar away."""
        if self.shown:
            click.echo(f"\r{' ' * (_BAR + 8)}\r", err=True, nl=False)


def watched(folder: Path, files: list[str] | None) -> Progress | None:
    """Give a bar where somebody looks on; None in a pipe, which keeps it out of logs."""
    return Progress(folder, files) if sys.stderr.isatty() else None


def _count(folder: Path) -> int:
    """Count the files of the collections, roughly: all that their folders hold."""
    total = 0
    for collection in RECORD_TYPES:
        with suppress(OSError):
            total += sum(1 for _ in (folder / collection).iterdir())
    return total
