"""What is asked of a child at once: to read some files, one after the other."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field

from dialogues.documents.child import Child
from dialogues.documents.worker import RESULT, TURN_SECONDS, read_wake

ENDED = "could not be read: the process that read it ended"
_LAST_SECONDS = 1.0  # that a child which was killed may take to end


@define
class Turn:
    """A turn of a child; what it tells of a file waits outside of it, and is not lost when it dies.

    It wakes who asked once a turn, not for each of the parts that a file is told in: waking takes longer than reading
    most of them.
    """

    child: Child
    take: Callable[[list[dict[str, Any]]], None]
    """Takes the facts of files, as soon as they are there; it raises nothing."""
    wall_seconds: float
    files: int = field(default=0, init=False)
    """The number of files whose facts were given."""
    problem: str = field(default="could not be read: it was not waited for", init=False)
    """What went wrong with the file behind these; empty where nothing did."""
    _told: dict[str, Any] = field(factory=dict, init=False)
    _read: list[dict[str, Any]] = field(factory=list, init=False)
    _parts: int = field(default=0, init=False)

    def read(self, paths: Sequence[str]) -> None:
        """Ask for the facts of files, and give those of each that was read to its end."""
        try:
            self.problem = self._ask(paths)
        except (EOFError, OSError, ValueError):
            self.problem = ENDED
        if self.problem:
            with contextlib.suppress(EOFError, OSError, ValueError):
                self._hear_what_waits(_LAST_SECONDS)
        if self.files == len(paths):
            self.problem = ""

    def _ask(self, paths: Sequence[str]) -> str:
        """Ask, and wait for the end; give what went wrong, or nothing."""
        self.child.told.send_bytes(json.dumps(paths).encode())
        # Files are begun in the first moments of a turn only: from then on the last of them has its whole time.
        moments = time.monotonic() + TURN_SECONDS
        deadline = moments
        while True:
            if self.child.wakes.poll(max(0.0, deadline - time.monotonic())):
                parts, done = read_wake(self.child.wakes.recv_bytes(RESULT))
                self._hear(parts)
                if done:
                    return ""
            elif deadline == moments:
                self._hear_what_waits(0.0)
                deadline += self.wall_seconds if len(paths) > 1 else self.wall_seconds - TURN_SECONDS
            else:
                self.child.stop()
                return f"could not be read within {self.wall_seconds:g} seconds"

    def _hear(self, parts: int) -> None:
        """Hear what is told up to a part; the last may not be written wholly, for want of room."""
        while self._parts < parts:
            self._add(self.child.told.recv_bytes(RESULT))
        self._give()

    def _hear_what_waits(self, seconds: float) -> None:
        """Hear what waits, and what comes within some time of each other."""
        try:
            while self.child.told.poll(seconds):
                self._add(self.child.told.recv_bytes(RESULT))
        finally:
            self._give()

    def _add(self, part: bytes) -> None:
        """Add a part to the facts of a file; an empty one is their end."""
        self._parts += 1
        if part:
            self._told.update(json.loads(part))
        else:
            self._read.append(self._told)
            self._told = {}

    def _give(self) -> None:
        if self._read:
            read, self._read = self._read, []
            self.files += len(read)
            self.take(read)

    def may_be_repeated(self) -> bool:
        """Say whether the child died before it told anything of a file, by no wish of ours: perhaps it was idle."""
        return self.problem == ENDED and not self._told and not self.child.stopped

    def ended(self) -> int:
        """Give what was told of the file with which something went wrong, too; give the number of files."""
        self.take([{**self._told, "readable": False, "problem": self.problem}])
        return self.files + 1
