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
from multiprocessing.connection import Connection, Listener
from typing import Any

from attrs import define, field

from dialogues.pdf.child import RESULT

WALL_SECONDS = 10.0
FILES_A_CHILD = 200
_START_SECONDS = 60.0

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


@define
class _Child:
    connection: Connection[Any, Any]
    pid: int
    files: int = 0
    process: subprocess.Popen[bytes] | None = None

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        self.connection.close()
        if self.process is not None:
            self.process.wait()


@define(eq=False)
class Children:
    """The children that are idle, and the process that forks more of them."""

    wall_seconds: float = WALL_SECONDS
    fork: bool = CAN_FORK
    _idle: list[_Child] = field(factory=list, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)
    _server: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _control: socket.socket | None = field(default=None, init=False)

    def facts(self, path: str) -> dict[str, Any]:
        """Have a child read a file; a child that is too slow, or dies, gives what it had told, and a problem."""
        with self._lock:
            child = self._idle.pop() if self._idle else None
        child = child or self._start()
        told: dict[str, Any] = {}
        try:
            problem = self._ask(child, path, told)
        except BaseException:
            child.kill()
            raise
        if problem:
            child.kill()
            return {**told, "readable": False, "problem": problem}
        child.files += 1
        if child.files >= FILES_A_CHILD:
            child.kill()
        else:
            with self._lock:
                self._idle.append(child)
        return told

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
                self._server = None
                ours.close()
                continue
            finally:
                theirs.close()
            connection: Connection[Any, Any] = Connection(ours.detach())
            with contextlib.suppress(EOFError, OSError):
                if connection.poll(_START_SECONDS):
                    return _Child(connection, int(connection.recv_bytes(20)))
            connection.close()
            self._server = None
        raise OSError("the process that reads documents does not start")

    def _control_socket(self) -> socket.socket:
        if self._server is None or self._server.poll() is not None or self._control is None:
            if self._control is not None:
                self._control.close()
            self._control, theirs = socket.socketpair()
            command = [sys.executable, "-m", "dialogues.pdf.child", "fork", str(theirs.fileno())]
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

    def close(self) -> None:
        """End all children."""
        with self._lock:
            for child in self._idle:
                child.kill()
            self._idle.clear()
            if self._control is not None:
                self._control.close()
            if self._server is not None:
                self._server.kill()
                self._server.wait()
            self._server = self._control = None


def _alone() -> _Child:
    """Start a single child where nothing can be forked."""
    key = os.urandom(32)
    with Listener(("localhost", 0), authkey=key) as listener:
        host, port = listener.address[:2]
        process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-m", "dialogues.pdf.child", "alone", f"{host}:{port}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        assert process.stdin is not None
        process.stdin.write(key.hex().encode() + b"\n")
        process.stdin.close()
        connection = listener.accept()
    return _Child(connection, int(connection.recv_bytes(20)), process=process)


def _environment() -> dict[str, str]:
    """Let the child find what this process finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
