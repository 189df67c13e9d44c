"""Python's garbage collector, and records: it walks over what is all alive."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 100_000  # objects: to walk over fewer once takes some milliseconds


@contextmanager
def garbage_collector_paused() -> Iterator[None]:
    """Keep the collector from walking, again and again, over records that are all alive.

    What was made meanwhile is old afterwards: it is walked over when all that is old is, and not at once.
    """
    enabled = gc.isenabled()
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


def leave_out_what_is_alive() -> None:
    """Leave all that is alive in the process out of every later collection; what is dead is collected first."""
    gc.collect()
    gc.freeze()
