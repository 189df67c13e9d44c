"""Answers that are remembered within a bound in bytes; what was not asked for lately is forgotten first."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from sys import getsizeof
from typing import Any, Final, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_NOTHING: Final = object()


class Memo(dict[Key, Value]):
    """A dictionary that makes what it lacks, and takes at most so many bytes.

    What is remembered costs one look-up in a dictionary, since no order of use is kept.
    There are two generations instead: when the young one has taken its half of the room it becomes the old one, and
    the old one is forgotten; what is asked for is taken over into the young one. So what was asked for lately stays,
    whatever else is asked for between. What would take more than half of the room by itself is not remembered.
    Threads may share it: at worst two of them make the same answer.

    >>> lengths = Memo(len, most=100_000, each=100)
    >>> lengths["word"], lengths["word"]
    (4, 4)
    """

    __slots__ = ("_each", "_half", "_make", "_old", "_used", "_weigh")

    def __init__(
        self, make: Callable[[Key], Value], *, most: int, each: int, weigh: Callable[[Key, Value], int] | None = None
    ) -> None:
        """``make`` answers a key; ``each`` is what an answer takes beside its key, ``most`` what all may take.

        ``weigh`` says what a key and its answer take beside ``each``; if it is not given, a key alone is weighed.
        """
        super().__init__()
        self._make = make
        self._each = each
        self._weigh = weigh
        self._half = most // 2
        self._used = 0
        self._old: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        value: Any = self._old.pop(key, _NOTHING)
        if value is _NOTHING:
            value = self._make(key)
        found: Value = value
        weigh = self._weigh
        size = self._each + (getsizeof(key) if weigh is None else weigh(key, found))
        if size > self._half:
            return found
        self._used += size
        if self._used > self._half:
            self._old = dict(self)
            self.clear()
            self._used = size
        self[key] = value
        return found

    def __reduce__(self) -> tuple[Callable[..., Memo[Key, Value]], tuple[Any, ...]]:
        """Copy and pickle without what is remembered: it can be made again."""
        return _empty, (self._make, 2 * self._half, self._each, self._weigh)

    def forget(self) -> None:
        """Forget all answers."""
        self._old = {}
        self.clear()
        self._used = 0


def _empty(
    make: Callable[[Key], Value], most: int, each: int, weigh: Callable[[Key, Value], int] | None
) -> Memo[Key, Value]:
    return Memo(make, most=most, each=each, weigh=weigh)
