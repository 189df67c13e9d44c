"""The process that reads files which must not be trusted: one that has all prepared, and forks a child when asked.

It is run as a file, by an interpreter that has no path but its own; see :mod:`dialogues.documents.isolation`.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Client, Connection
from typing import Any

MEMORY = 1 << 30
RESULT = 1_000_000
WITH_TEXT = "\0text\0"
"""Before a path, it asks for what the file says too: no path has such a character."""
CPU_SECONDS = 10
WALL_SECONDS = 10.0
TURN_SECONDS = 0.05  # after which no more of the files that were asked for is begun
UNREAD = 32_000  # bytes that are told before who asked is woken
_UNREAD_PARTS = 100
_WAKE = struct.Struct("!I?")
GRACE_SECONDS = 5.0  # the parent is to end a child that is too slow; it ends itself only after that


def limit() -> None:
    """Limit the memory of this process, where the platform can."""
    try:
        import resource
    except ImportError:
        return
    _lower(resource.RLIMIT_AS, MEMORY)
    _lower(resource.RLIMIT_CORE, 0)


@contextlib.contextmanager
def _limited_time() -> Iterator[None]:
    """Limit the processor time of a file, and its time by the clock: a parent that dies kills nobody.

    The clock is stopped afterwards: a child that waits for the next file must not be killed for it.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS + GRACE_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def _lower(which: int, wanted: int) -> None:
    """Set a soft limit; one of the caller's that is lower stays."""
    import resource

    _, hard = resource.getrlimit(which)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


class _Teller:
    """Tells in parts, which wait for who asked; it wakes them when a turn ends, or before what waits is too much."""

    def __init__(self, told: Connection[Any, Any], wakes: Connection[Any, Any]) -> None:
        self._told, self._wakes = told, wakes
        self._parts = self._unread = self._unread_parts = 0

    def tell(self, part: bytes) -> None:
        self._parts += 1
        self._unread += len(part)
        self._unread_parts += 1
        if self._unread > UNREAD or self._unread_parts > _UNREAD_PARTS:
            self._wake(done=False)
        self._told.send_bytes(part)

    def end(self) -> None:
        self._wake(done=True)
        self._parts = 0

    def _wake(self, *, done: bool) -> None:
        self._wakes.send_bytes(_WAKE.pack(self._parts, done))
        self._unread = self._unread_parts = 0


def read_wake(message: bytes) -> tuple[int, bool]:
    """Give how many parts a turn was told in up to now, and whether it is at its end."""
    parts, done = _WAKE.unpack(message)
    return parts, done


def work(told: Connection[Any, Any], wakes: Connection[Any, Any]) -> None:
    """Read files for as long as somebody asks."""
    teller = _Teller(told, wakes)
    try:
        while True:
            asked = json.loads(told.recv_bytes(RESULT))
            begun = time.monotonic()
            for path in asked:
                _read(path, teller)
                teller.tell(b"")
                if time.monotonic() - begun > TURN_SECONDS:
                    break
            teller.end()
    except (EOFError, OSError):
        return


def _read(asked: str, teller: _Teller) -> None:
    """Read a file, and tell of it; an empty part behind them all is the end of a file."""
    from dialogues.documents.contents import facts_of

    path = asked.removeprefix(WITH_TEXT)
    with _limited_time():
        for facts in facts_of(path, text=path != asked):
            written = json.dumps(facts).encode()
            if len(written) > RESULT:
                written = json.dumps({"readable": False, "problem": "its facts are too large"}).encode()
            teller.tell(written)


def serve(descriptor: int) -> None:
    """Prepare all, then fork a child for each socket that is handed over; all end with the caller."""
    from dialogues.documents.contents import prepare

    os.setpgid(0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare()
    gc.freeze()  # a collection in a child would write to all memory that it shares with this process
    control = socket.socket(fileno=descriptor)
    while True:
        data, descriptors, *_ = socket.recv_fds(control, 1, 2)
        if not data:
            os.killpg(0, signal.SIGKILL)  # the caller ended: so do the children, and this process
        if os.fork() == 0:
            control.close()
            told: Connection[Any, Any] = Connection(descriptors[0])
            limit()
            told.send_bytes(str(os.getpid()).encode())
            work(told, Connection(descriptors[1]))
            os._exit(0)
        for each in descriptors:
            os.close(each)


def serve_alone(address: str, key: str) -> None:
    """Be a single child where nothing can be forked: connect, and read files until the caller ends."""
    from dialogues.documents.contents import prepare

    threading.Thread(target=_end_with_caller, daemon=True).start()
    prepare()
    host, _, port = address.rpartition(":")
    told, wakes = (Client((host, int(port)), authkey=bytes.fromhex(key)) for _ in range(2))
    told.send_bytes(str(os.getpid()).encode())
    limit()
    work(told, wakes)


def _end_with_caller() -> None:
    while os.read(0, 1_000):
        pass
    os._exit(1)


def load_package(folder: str, path: list[str]) -> None:
    """Load this very package from its folder, and let the rest be found behind what the interpreter finds itself."""
    from importlib.util import module_from_spec, spec_from_file_location

    sys.path += [each for each in path if each not in sys.path]
    file = os.path.join(folder, "__init__.py")  # noqa: PTH118  # pathlib would be imported for this alone
    spec = spec_from_file_location("dialogues", file, submodule_search_locations=[folder])
    assert spec is not None
    assert spec.loader is not None
    sys.modules["dialogues"] = package = module_from_spec(spec)
    spec.loader.exec_module(package)


def main(kind: str, target: str, folder: str, *path: str) -> None:
    """Be what the caller asks for."""
    load_package(folder, list(path))
    if kind == "fork":
        serve(int(target))
    else:
        serve_alone(target, sys.stdin.readline().strip())


if __name__ == "__main__":
    main(*sys.argv[1:])
