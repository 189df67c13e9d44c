"""Python's garbage collector, and records: it walks over what is all alive."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 100_000  # objects: to walk over fewer once takes some milliseconds

_pauses: list[None] = []
"""The pauses of all threads that found the collector on."""


@contextmanager
def garbage_collector_paused() -> Iterator[None]:
    """Keep the collector from walking, again and again, over records that are all alive.

    What was made meanwhile is old afterwards: it is walked over when all that is old is, and not at once.
    """
    enabled = gc.isenabled()
    if enabled:
        _pauses.append(None)
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # What is frozen is counted one by one, so that only much that is new is worth it; if something is, to make
            # what is new old would have somebody's own collected again.
            if gc.get_count()[0] > _MANY and gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
            if _pauses:
                _pauses.pop()


def _end_pauses() -> None:
    """Let a process that was forked meanwhile collect: a worker of a pool may do somebody's work for hours."""
    if _pauses:
        _pauses.clear()
        gc.enable()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_end_pauses)


def leave_out_what_is_alive() -> None:
    """Leave all that is alive in the process out of every later collection; what is dead is collected first."""
    gc.collect()
    gc.freeze()
