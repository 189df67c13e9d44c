"""A child that reads files, and the server that forks one in a few milliseconds.

multiprocessing's fork server would do the same, but runs the caller's main script again and refuses to start within
the workers of some pools.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, answer_challenge, deliver_challenge
from typing import Any

from attrs import define, field

from dialogues.documents.isolation import child_command, child_surroundings
from dialogues.documents.worker import UNREAD

_START_SECONDS = 60.0
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_NOT_STARTED = "the process that reads documents does not start"

CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")


@define(eq=False)
class Child:
    """A process that reads one file after the other."""

    told: Connection[Any, Any]
    """It is asked by this one, and tells by it what it finds."""
    wakes: Connection[Any, Any]
    """By this one it wakes who asked, since there is something to hear."""
    pid: int
    files: int = 0
    stopped: bool = False
    process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """Kill it while it reads; whoever waits for its answer is told that it ended."""
        self.stopped = True
        with contextlib.suppress(OSError):
            os.kill(self.pid, _KILL)

    def end(self) -> None:
        """Kill it and let go of it."""
        with contextlib.suppress(OSError):
            os.kill(self.pid, _KILL)
        self.close()
        if self.process is not None:
            _waited_for(self.process)

    def close(self) -> None:
        """Close what it is asked by."""
        self.told.close()
        self.wakes.close()

    def let_go(self) -> None:
        """Let go of it in a process that was forked from its own: it answers there."""
        self.close()
        if self.process is not None:
            _not_ours(self.process)


@define(eq=False)
class Server:
    """The process that has all libraries loaded and forks a child for each socket that it is handed."""

    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _control: socket.socket | None = field(default=None, init=False)

    def child(self) -> Child:
        """Have a child forked. Raises OSError when that fails twice: a server that has died is replaced once."""
        for _ in range(2):
            told, wakes = _pair(), _pair()
            try:
                socket.send_fds(self._control_socket(), [b"1"], [told[1].fileno(), wakes[1].fileno()])
            except OSError:
                self._drop()
                told[0].close()
                wakes[0].close()
                continue
            finally:
                told[1].close()
                wakes[1].close()
            child = Child(Connection(told[0].detach()), Connection(wakes[0].detach()), 0)
            with contextlib.suppress(EOFError, OSError):
                if child.told.poll(_START_SECONDS):
                    child.pid = int(child.told.recv_bytes(20))
                    return child
            child.close()
            self._drop()
        raise OSError(_NOT_STARTED)

    def _control_socket(self) -> socket.socket:
        if self._process is None or self._process.poll() is not None or self._control is None:
            self._drop()
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603  # our own module
                    child_command("fork", str(theirs.fileno())),
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    **child_surroundings(),
                )
        return self._control

    def end(self) -> None:
        """End the server, and with it the children that it forked."""
        if self._process is not None and self._process.poll() is None:
            with contextlib.suppress(OSError):  # it leads no group yet: then it has no children either
                os.killpg(self._process.pid, _KILL)
        self._drop()

    def _drop(self) -> None:
        """End the server alone: its children go on with what they read."""
        if self._process is not None:
            _waited_for(self._process)  # before the socket is closed, which it takes for the end of this process
        if self._control is not None:
            self._control.close()
        self._process = self._control = None

    def let_go(self) -> None:
        """Let go of it in a process that was forked from its own."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            _not_ours(self._process)
        self._process = self._control = None


def _pair() -> tuple[socket.socket, socket.socket]:
    """Give two ends, between which there is room for what a child tells unasked (:data:`UNREAD`)."""
    ends = socket.socketpair()
    for end in ends:
        for direction in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            end.setsockopt(socket.SOL_SOCKET, direction, 4 * UNREAD)
    return ends


def _waited_for(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()


def _not_ours(process: subprocess.Popen[bytes]) -> None:
    process.returncode = 0  # another process waits for it, and this one must not warn that it still runs
    if process.stdin is not None:
        process.stdin.close()


def child_alone() -> Child:
    """Start a single child where nothing can be forked. Raises OSError when it does not start."""
    key = os.urandom(32)
    with socket.create_server(("localhost", 0)) as server:
        host, port = server.getsockname()[:2]
        process = subprocess.Popen(  # noqa: S603  # our own module
            child_command("alone", f"{host}:{port}"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **child_surroundings(),
        )
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.write(key.hex().encode() + b"\n")
            process.stdin.flush()  # and left open: its end tells the child that this process ended
        told, wakes = (_accepted(server, process, key) for _ in range(2))
    return Child(told, wakes, int(told.recv_bytes(20)), process=process)


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
    _waited_for(process)
    raise OSError(_NOT_STARTED)
