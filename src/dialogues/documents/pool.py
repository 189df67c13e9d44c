"""A pool of children that read files, each killed when it takes too long, and replaced."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import Any

from attrs import define, field

from dialogues.documents.child import CAN_FORK, Child, Server, child_alone
from dialogues.documents.turn import Turn
from dialogues.documents.worker import WALL_SECONDS

FILES_A_CHILD = 200


@define(eq=False)
class Children:
    """The children that are idle, and the process that forks more of them; all end with it."""

    wall_seconds: float = WALL_SECONDS
    fork: bool = CAN_FORK
    _idle: list[Child] = field(factory=list, init=False)
    _busy: dict[int, Child] = field(factory=dict, init=False)
    # More files at once than processors would make each of them slow, and the limit would hit what is not.
    _turns: threading.BoundedSemaphore = field(factory=lambda: threading.BoundedSemaphore(processors()), init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)
    _server: Server = field(factory=Server, init=False)

    def __attrs_post_init__(self) -> None:
        weakref.finalize(self, _end, self._idle, self._server, os.getpid())

    def facts(self, path: str) -> dict[str, Any]:
        """Have a child read a file; a child that is too slow, or dies, gives what it had told, and a problem.

        One that died while it was idle costs nothing: the file is read by another.
        """
        found: list[dict[str, Any]] = []
        self.read([path], found.extend)
        return found[0]

    def read(self, paths: Sequence[str], take: Callable[[list[dict[str, Any]]], None]) -> int:
        """Have a child read some files, one after the other, and give their facts as soon as they are there.

        Returns how many of them it came to, which the first is always among.
        """
        with self._turns:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is not None:
                turn = self._turn(child, paths[: max(1, FILES_A_CHILD - child.files)], take)
                if not turn.problem or (turn.files and turn.may_be_repeated()):
                    return turn.files
                if not turn.may_be_repeated():
                    return turn.ended()
            with self._lock:
                child = self._server.child() if self.fork else child_alone()
            turn = self._turn(child, paths[:1], take)
            return turn.ended() if turn.problem else turn.files

    def _turn(self, child: Child, paths: Sequence[str], take: Callable[[list[dict[str, Any]]], None]) -> Turn:
        """Have a child take its turn, and end it where something went wrong."""
        turn = Turn(child, take, self.wall_seconds)
        with self._lock:
            self._busy[threading.get_ident()] = child
        try:
            turn.read(paths)
        finally:
            child.files += turn.files
            with self._lock:
                del self._busy[threading.get_ident()]
                done = turn.problem or child.stopped or child.files >= FILES_A_CHILD
                if not done:
                    self._idle.append(child)
            if done:
                child.end()
        return turn

    def stop(self, threads: set[int]) -> None:
        """Kill the children that read for some threads at this moment, which are told that theirs ended."""
        with self._lock:
            for child in (child for thread, child in self._busy.items() if thread in threads):
                child.stop()

    def close(self) -> None:
        """End all children, also those that read; whoever waits for one is told that it ended."""
        with self._lock:
            for child in self._busy.values():
                child.stop()
            _end(self._idle, self._server, os.getpid())


def _end(idle: list[Child], server: Server, owner: int) -> None:
    """End the children of a pool that nobody has any more; a process that was forked lets go of its parent's."""
    ours = os.getpid() == owner
    for child in idle:
        child.end() if ours else child.let_go()
    idle.clear()
    server.end() if ours else server.let_go()


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
