"""What a campaign is: numbered tries that depend on nothing but a seed and their number, run on all processors."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Done:
    """What came of some tries."""

    tries: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds of the slowest try; of processor time where a try is a process of its own."""
    megabytes: float = 0.0
    """The most memory of a process, where that is measured."""
    counted: Counter[str] = field(default_factory=Counter)
    """What else is worth knowing, by the words for it."""

    def add(self, more: Done) -> None:
        """Add what came of other tries."""
        self.tries += more.tries
        self.faults += more.faults
        self.slowest = max(self.slowest, more.slowest)
        self.megabytes = max(self.megabytes, more.megabytes)
        self.counted += more.counted


@dataclass(frozen=True)
class Campaign:
    """An attack: ``batch`` makes the tries of a range of numbers, ``seconds`` is when no more are begun."""

    name: str
    attack: str
    tries: int
    step: int
    seconds: float
    batch: Callable[[int, range], Done]
    needs: Callable[[], str] = str
    """Say what the machine lacks for it; empty where it lacks nothing."""


def dice(campaign: str, seed: int, number: int) -> random.Random:
    """Give the randomness of a try: the same for the same campaign, seed and number."""
    return random.Random(f"{campaign} {seed} {number}")


def run(campaign: Campaign, seed: int, tries: range | None = None) -> Done:
    """Make the tries of a campaign; those that its time does not suffice for are left out, and missing in the count."""
    wanted = range(campaign.tries) if tries is None else tries
    starts = range(wanted.start, wanted.stop, campaign.step)
    batches = [range(start, min(start + campaign.step, wanted.stop)) for start in starts]
    deadline = time.monotonic() + campaign.seconds
    done = Done()
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), mp_context=get_context("fork")) as processes:
        for more in processes.map(partial(_batch, campaign.batch, seed, deadline), batches):
            done.add(more)
    return done


def _batch(batch: Callable[[int, range], Done], seed: int, deadline: float, tries: range) -> Done:
    if time.monotonic() > deadline:
        return Done()
    try:
        return batch(seed, tries)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what the campaign looks for
        return Done(len(tries), [f"{tries.start}–{tries.stop - 1}: {type(error).__name__}: {error}"[:500]])


def timed(done: Done, work: Callable[[], T]) -> T:
    """Do the work of a try, and count it and its time."""
    start = time.monotonic()
    try:
        return work()
    finally:
        done.tries += 1
        done.slowest = max(done.slowest, time.monotonic() - start)
