"""Inspecting files: one, or many at once, here or in an executor of the caller's."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from importlib.util import find_spec
from itertools import takewhile
from queue import SimpleQueue
from threading import get_ident
from typing import Any, TypeAlias

from attrs import define, field

from dialogues._version import __version__
from dialogues.documents.facts import DocumentFacts, TextLayer
from dialogues.documents.pool import Children, processors
from dialogues.documents.worker import WITH_TEXT
from dialogues.vocabulary import MediaType

# One that is asked for sixteen files is asked seldom enough; more of them would wait for a slow one among them.
FILES_A_TURN = 16
_TURNS = 32  # that some files are parted into, at least, for workers of which it is not known how many they are
_Found: TypeAlias = list[tuple[int, DocumentFacts]]

_pool: Children | None = None


def _forget() -> None:
    """Let a forked process start children of its own: those of its parent answer its parent."""
    global _pool  # noqa: PLW0603  # one pool a process
    _pool = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _children() -> Children:
    global _pool  # noqa: PLW0603
    if _pool is None:
        _pool = Children()
    return _pool


def inspect(path: str | os.PathLike[str]) -> DocumentFacts:
    """Say what a file is. Never raises for what it finds: a file that cannot be read is a fact, with its problem.

    The file is read in a process of its own, with at most 1 GB of memory and 10 seconds; see :func:`not_limited`.

    >>> inspect("LICENSE").media_type.value
    'text/plain'
    """
    found: list[DocumentFacts] = []
    _inspect([path], found.extend)
    return found[0]


def _inspect(paths: Sequence[str | os.PathLike[str]], take: Callable[[list[DocumentFacts]], None]) -> int:
    """Inspect some files, and give the facts of each; return how many there was time for, one at least."""
    given = [os.fsdecode(each) for each in paths]
    if "\0" in given[0]:
        take([DocumentFacts(given[0], False, "a path has no null character")])
        return 1
    names = iter(given)
    try:
        asked = [os.path.abspath(each) for each in takewhile(_may_be_a_path, given)]  # noqa: PTH100  # must not raise
        return _children().read(asked, lambda some: take([_facts(next(names), told) for told in some]))
    except OSError as error:
        take([DocumentFacts(given[0], False, f"could not be read: {error}")])
        return 1


def _may_be_a_path(text: str) -> bool:
    return "\0" not in text


def text_of(path: str | os.PathLike[str]) -> tuple[DocumentFacts, str]:
    """Say what a file is, and give the text of a PDF as far as it is read; empty for one that has none.

    It is read as :func:`inspect` reads it.
    """
    given = os.fsdecode(path)
    try:
        told = _children().facts(WITH_TEXT + os.path.abspath(given))  # noqa: PTH100  # as above
    except OSError as error:
        return DocumentFacts(given, False, f"could not be read: {error}"), ""
    pieces = sorted((int(key.partition(".")[2]), key) for key in told if key.startswith("text."))
    text = "".join(told.pop(key) for _, key in pieces)
    return _facts(given, told), text


def _facts(path: str, told: dict[str, Any]) -> DocumentFacts:
    media_type, layer = told.get("media_type"), told.get("text_layer")
    changes = {
        "media_type": MediaType(media_type) if media_type else None,
        "text_layer": TextLayer(layer) if layer else None,
        "scripts": tuple((script, share) for script, share in told.get("scripts", ())),
        "languages": tuple((language, share) for language, share in told.get("languages", ())),
        "doubts": tuple(told.get("doubts", ())),
        "notes": tuple(told.get("notes", ())),
    }
    return DocumentFacts(**{"path": path, "readable": False, **told, **changes})


def inspect_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    executor: Executor | None = None,
    on_result: Callable[[DocumentFacts], None] | None = None,
    workers: int | None = None,
) -> tuple[DocumentFacts, ...]:
    """Say what files are, in the order of the paths; the same facts for any number of workers.

    ``executor`` is any of :mod:`concurrent.futures`, or one that behaves so: a pool of processes here, a cluster
    elsewhere, which is given up to sixteen files at once where there are many; without it, ``workers`` threads ask (as
    many as there are processors). No more children read at once in a process than there are processors. A file whose
    worker dies or has another version of the library, or that an executor does not take, or cancels, is read here.
    ``on_result`` is called with the facts of each file as soon as they are there.
    Nothing is raised for what a file is, or that it is missing: its facts have the problem.

    >>> [facts.media_type.value for facts in inspect_many(["LICENSE", "README.md"])]
    ['text/plain', 'text/plain']
    """
    every = list(paths)
    if executor is not None:
        return _with(executor, every, on_result)
    found: dict[int, DocumentFacts] = {}

    def take(some: _Found) -> None:
        for at, facts in some:
            found[at] = facts
            if on_result is not None:
                on_result(facts)

    _Many(every, min(workers or processors(), processors())).inspect(take)  # more threads would wait for each other
    return tuple(found[at] for at in range(len(every)))


@define
class _Many:
    """Files that threads inspect, several in a turn, and fewer towards the end: none is to wait for another."""

    paths: Sequence[str | os.PathLike[str]]
    threads: int
    _waiting: deque[int] = field(init=False)
    _over: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self._waiting = deque(range(len(self.paths)))

    def inspect(self, take: Callable[[_Found], None]) -> None:
        """Inspect all in threads; what they find is taken in this one, whose mistakes are not theirs."""
        ours: set[int] = set()
        told: SimpleQueue[_Found] = SimpleQueue()
        executor = ThreadPoolExecutor(self.threads, initializer=lambda: ours.add(get_ident()))
        reading: list[Future[None]] = []
        try:
            with suppress(RuntimeError):  # no more threads are to be had, as at the end of a program
                reading.extend(executor.submit(self._tell_all, told.put) for _ in self.paths[: self.threads])
            if not reading:
                self._tell_all(told.put)
            ended = 0
            while ended < max(1, len(reading)):
                some = told.get()
                take(some)
                ended += not some
            for each in reading:
                each.result()
        except BaseException:
            # Whoever stops a run does not wait for what is left of it; what others read goes on.
            self._over = True
            executor.shutdown(wait=False, cancel_futures=True)
            _children().stop(ours)
            raise
        finally:
            executor.shutdown()

    def _tell_all(self, tell: Callable[[_Found], None]) -> None:
        """Inspect what waits, and tell of it; nothing at the end."""
        try:
            self._inspect_all(tell)
        except BaseException:
            self._over = True
            raise
        finally:
            tell([])

    def _inspect_all(self, tell: Callable[[_Found], None]) -> None:
        """Inspect what waits, until there is no more."""
        while not self._over and (turn := self._first(max(1, min(FILES_A_TURN, len(self._waiting) // self.threads)))):
            self._turn(turn, tell)

    def _first(self, most: int) -> list[int]:
        turn: list[int] = []
        with suppress(IndexError):  # another thread took the last
            while len(turn) < most:
                turn.append(self._waiting.popleft())
        return turn

    def _turn(self, turn: list[int], tell: Callable[[_Found], None]) -> None:
        places = iter(turn)
        done = _inspect([self.paths[at] for at in turn], lambda some: tell([(next(places), each) for each in some]))
        self._waiting.extendleft(reversed(turn[done:]))


def _with(
    executor: Executor, paths: list[str | os.PathLike[str]], on_result: Callable[[DocumentFacts], None] | None
) -> tuple[DocumentFacts, ...]:
    size = max(1, min(FILES_A_TURN, len(paths) // _TURNS))
    turns = [range(at, min(at + size, len(paths))) for at in range(0, len(paths), size)]
    futures: dict[Future[list[DocumentFacts]], range] = {}
    submit = executor.submit
    with suppress(Exception):  # an executor that takes no more, or whose cluster is gone: the rest is read here
        for turn in turns:
            futures[submit(_inspect_as, __version__, [paths[at] for at in turn])] = turn
    done: SimpleQueue[Future[list[DocumentFacts]]] = SimpleQueue()
    for future in futures:  # as_completed would wait for ever for what was cancelled before it ran
        future.add_done_callback(done.put)
    found: dict[int, DocumentFacts] = {}

    def take(turn: range, read: Iterable[DocumentFacts]) -> None:
        for at, facts in zip(turn, read, strict=True):
            found[at] = facts
            if on_result is not None:
                on_result(facts)

    for _ in futures:
        future = done.get()
        turn = futures[future]
        try:
            read = future.result()
        except Exception:  # noqa: BLE001  # a worker that dies stops nobody: its files are read here
            take(turn, (inspect(paths[at]) for at in turn))
        else:
            take(turn, read)
    for turn in turns[len(futures) :]:
        take(turn, (inspect(paths[at]) for at in turn))
    return tuple(found[at] for at in range(len(paths)))


def _inspect_as(version: str, paths: list[str | os.PathLike[str]]) -> list[DocumentFacts]:
    """Inspect some files in a worker, if its library finds what that of the caller would."""
    if version != __version__:
        raise RuntimeError(f"the worker has version {__version__} of the library, and not {version}")
    found: list[DocumentFacts] = []
    while len(found) < len(paths):
        _inspect(paths[len(found) :], found.extend)
    return found


def not_limited() -> tuple[str, ...]:
    """Name what this platform cannot limit of the processes that read files; nothing where all is.

    Nothing is raised.

    >>> from dialogues.documents import not_limited
    >>> isinstance(not_limited(), tuple)
    True
    """
    return ("memory", "processor time") if find_spec("resource") is None else ()
