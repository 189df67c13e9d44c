"""A pool of children that read files, each killed when it takes too long, and replaced."""

from __future__ import annotations

import json
import os
import threading
import time
import weakref
from typing import Any

from attrs import define, field

from dialogues.documents.child import CAN_FORK, Child, Server, child_alone
from dialogues.documents.worker import RESULT, WALL_SECONDS

FILES_A_CHILD = 200
ENDED = "could not be read: the process that read it ended"


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
        with self._turns:
            deadline = time.monotonic() + self.wall_seconds
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is not None:
                told, problem = self._read(child, path, deadline)
                if told or child.stopped or problem != ENDED:
                    return _with(told, problem)
            with self._lock:
                child = self._server.child() if self.fork else child_alone()
            return _with(*self._read(child, path, time.monotonic() + self.wall_seconds))

    def _read(self, child: Child, path: str, deadline: float) -> tuple[dict[str, Any], str]:
        """Have a child read a file; give what it told, and what went wrong, or nothing."""
        with self._lock:
            self._busy[threading.get_ident()] = child
        told: dict[str, Any] = {}
        problem = "could not be read: it was not waited for"
        try:
            problem = self._ask(child, path, deadline, told)
        finally:
            child.files += 1
            with self._lock:
                del self._busy[threading.get_ident()]
                done = problem or child.stopped or child.files >= FILES_A_CHILD
                if not done:
                    self._idle.append(child)
            if done:
                child.end()
        return told, problem

    def _ask(self, child: Child, path: str, deadline: float, told: dict[str, Any]) -> str:
        """Ask for a file's facts; give what went wrong, or nothing."""
        try:
            child.connection.send_bytes(path.encode("utf-8", "surrogateescape"))
            while True:
                if not child.connection.poll(max(0.0, deadline - time.monotonic())):
                    return f"could not be read within {self.wall_seconds:g} seconds"
                answer = child.connection.recv_bytes(RESULT)
                if not answer:
                    return ""
                told.update(json.loads(answer))
        except (EOFError, OSError, ValueError):
            return ENDED

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


def _with(told: dict[str, Any], problem: str) -> dict[str, Any]:
    return {**told, "readable": False, "problem": problem} if problem else told


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
