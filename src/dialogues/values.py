"""Values that never change and need no attrs: what a fresh process answers with.

attrs makes the other values of the library. To import it, with the ``inspect`` that it needs, and to let it write the
methods of these few classes takes as long as all else that a process does until a store's first answer.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any, ClassVar, Never, dataclass_transform


@dataclass_transform(eq_default=False, frozen_default=True)
class Unchanging:
    """What has its attributes from its beginning, and keeps them; ``object.__setattr__`` gives them."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> Never:
        from attrs.exceptions import FrozenInstanceError  # here: only a mistake needs it

        raise FrozenInstanceError

    def __delattr__(self, name: str) -> Never:
        from attrs.exceptions import FrozenInstanceError  # here: likewise

        raise FrozenInstanceError


class Gathering(Unchanging):
    """What keeps its attributes, and beside them what it has worked out: copied and pickled without that.

    It can be worked out again, takes more room than what it is of, and another thread may be at it.
    """

    def __getstate__(self) -> dict[str, Any]:
        """Give what it was made of."""
        return {
            name: value
            for name, value in self.__dict__.copy().items()
            if not isinstance(getattr(type(self), name, None), cached_property)
        }


class Value(Unchanging):
    """A value that is as its fields are: equal to another of its class with the same, and shown by them.

    ``__match_args__`` names the fields, which are what it is made from, in their order.
    """

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def _fill(self, *parts: object) -> None:
        """Give the attributes, in the order of the slots."""
        names: tuple[str, ...] = self.__slots__
        for name, part in zip(names, parts, strict=True):
            object.__setattr__(self, name, part)

    def _parts(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__match_args__])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Value) or other.__class__ is not self.__class__:
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        shown = zip(self.__match_args__, self._parts(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={part!r}' for name, part in shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._parts()


@lru_cache(16_384)
def format_path(parts: tuple[str | int, ...]) -> str:
    """Write a path within a record: ``("parties", 0, "country")`` is ``parties[0].country``.

    >>> format_path(("parties", 0, "country"))
    'parties[0].country'
    """
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
