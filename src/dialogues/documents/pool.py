"""A pool of children that read files, each killed when it takes too long, and replaced.

A process of our own that has pypdf loaded forks a child in a few milliseconds. multiprocessing's fork server would
do the same, but runs the caller's main script again and refuses to start within the workers of some pools.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from typing import Any

from attrs import define, field

from dialogues.documents.worker import RESULT, WALL_SECONDS

FILES_A_CHILD = 200
_START_SECONDS = 60.0

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


@define
class _Child:
    connection: Connection[Any, Any]
    pid: int
    files: int = 0
    stopped: bool = False
    process: subprocess.Popen[bytes] | None = None

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.pid, _KILL)
        self.connection.close()
        if self.process is not None:
            self.process.wait()


@define(eq=False)
class Children:
    """The children that are idle, and the process that forks more of them."""

    wall_seconds: float = WALL_SECONDS
    fork: bool = CAN_FORK
    _idle: list[_Child] = field(factory=list, init=False)
    _busy: dict[int, _Child] = field(factory=dict, init=False)
    # More files at once than processors would make each of them slow, and the limit would hit what is not.
    _turns: threading.BoundedSemaphore = field(factory=lambda: threading.BoundedSemaphore(processors()), init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)
    _server: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _control: socket.socket | None = field(default=None, init=False)

    def facts(self, path: str) -> dict[str, Any]:
        """Have a child read a file; a child that is too slow, or dies, gives what it had told, and a problem."""
        with self._turns:
            return self._facts(path)

    def _facts(self, path: str) -> dict[str, Any]:
        with self._lock:
            child = self._idle.pop() if self._idle else None
        child = child or self._start()
        with self._lock:
            self._busy[threading.get_ident()] = child
        told: dict[str, Any] = {}
        problem = "could not be read: it was not waited for"
        try:
            problem = self._ask(child, path, told)
        finally:
            child.files += 1
            with self._lock:
                del self._busy[threading.get_ident()]
                done = problem or child.stopped or child.files >= FILES_A_CHILD
                if not done:
                    self._idle.append(child)
            if done:
                child.kill()
        return {**told, "readable": False, "problem": problem} if problem else told

    def _ask(self, child: _Child, path: str, told: dict[str, Any]) -> str:
        """Ask for a file's facts; give what went wrong, or nothing."""
        deadline = time.monotonic() + self.wall_seconds
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
            return "could not be read: the process that read it ended"

    def _start(self) -> _Child:
        with self._lock:
            return self._forked() if self.fork else _alone()

    def _forked(self) -> _Child:
        for _ in range(2):  # a server that has died is replaced once
            ours, theirs = socket.socketpair()
            try:
                socket.send_fds(self._control_socket(), [b"1"], [theirs.fileno()])
            except OSError:
                self._drop_server()
                ours.close()
                continue
            finally:
                theirs.close()
            connection: Connection[Any, Any] = Connection(ours.detach())
            with contextlib.suppress(EOFError, OSError):
                if connection.poll(_START_SECONDS):
                    return _Child(connection, int(connection.recv_bytes(20)))
            connection.close()
            self._drop_server()
        raise OSError("the process that reads documents does not start")

    def _control_socket(self) -> socket.socket:
        if self._server is None or self._server.poll() is not None or self._control is None:
            self._drop_server()
            self._control, theirs = socket.socketpair()
            command = [sys.executable, "-m", "dialogues.documents.worker", "fork", str(theirs.fileno())]
            self._server = subprocess.Popen(  # noqa: S603  # our own module
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
            theirs.close()
        return self._control

    def stop(self, threads: set[int]) -> None:
        """Kill the children that read for some threads at this moment, which are told that theirs ended."""
        with self._lock:
            for child in (child for thread, child in self._busy.items() if thread in threads):
                child.stopped = True
                with contextlib.suppress(OSError):
                    os.kill(child.pid, _KILL)

    def close(self) -> None:
        """End all children."""
        with self._lock:
            for child in self._idle:
                child.kill()
            self._idle.clear()
            self._drop_server()

    def _drop_server(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        self._server = self._control = None


def _alone() -> _Child:
    """Start a single child where nothing can be forked. Raises OSError when it does not start."""
    key = os.urandom(32)
    with socket.create_server(("localhost", 0)) as server:
        host, port = server.getsockname()[:2]
        process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-m", "dialogues.documents.worker", "alone", f"{host}:{port}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        assert process.stdin is not None
        with contextlib.suppress(OSError), process.stdin:
            process.stdin.write(key.hex().encode() + b"\n")
        connection = _accepted(server, process, key)
    return _Child(connection, int(connection.recv_bytes(20)), process=process)


def _accepted(server: socket.socket, process: subprocess.Popen[bytes], key: bytes) -> Connection[Any, Any]:
    """Wait for a child to connect, for as long as it lives."""
    server.settimeout(0.2)
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(TimeoutError, EOFError, AuthenticationError):
            accepted, _ = server.accept()
            accepted.setblocking(True)
            connection: Connection[Any, Any] = Connection(accepted.detach())
            deliver_challenge(connection, key)
            answer_challenge(connection, key)
            return connection
    process.kill()
    process.wait()
    raise OSError("the process that reads documents does not start")


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _environment() -> dict[str, str]:
    """Let the child find what this process finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
