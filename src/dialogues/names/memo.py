"""Answers remembered within a bound, so that whoever asks for ever new things cannot fill the memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(Generic[K, V]):
    """A mapping that holds at most so many bytes; what was not asked for longest goes first.

    The bytes are those that the owner says of each answer. Threads may share it: at worst, both find the same answer.
    """

    __slots__ = ("_answers", "_held", "_limit")

    def __init__(self, limit: int) -> None:
        self._answers: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._held = 0
        self._limit = limit

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: K) -> V | None:
        """Give what is remembered; None where nothing is."""
        found = self._answers.get(key)
        if found is None:
            return None
        with suppress(KeyError):  # another thread has just dropped it
            self._answers.move_to_end(key)
        return found[0]

    def put(self, key: K, answer: V, size: int) -> V:
        """Remember an answer of so many bytes, and give it back; what is larger than all of the memo is not kept."""
        if size > self._limit:
            return answer
        before = self._answers.pop(key, None)
        self._answers[key] = (answer, size)
        self._held += size - (before[1] if before else 0)
        while self._held > self._limit:
            try:
                _, (_, dropped) = self._answers.popitem(last=False)
            except KeyError:  # another thread has just emptied it
                self._held = 0
                break
            self._held -= dropped
        return answer
