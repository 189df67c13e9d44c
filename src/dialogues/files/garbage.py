"""Python's garbage collector, and records: it walks over what is all alive."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
            if gc.get_freeze_count() == 0:  # else somebody's own would be collected again
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def leave_out_what_is_alive() -> None:
    """Leave all that is alive in the process out of every later collection; what is dead is collected first."""
    gc.collect()
    gc.freeze()
