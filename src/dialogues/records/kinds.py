"""The kinds of record, and of parts of one, each imported when it is first asked for.

For modules that tell kinds apart and must not wait for all of them: a store answers most questions without any.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.records import (
        Agreement,
        Event,
        Organisation,
        Party,
        Person,
        Place,
        Publication,
        Signatory,
        Signature,
        Source,
    )

__all__ = [
    "Agreement",
    "Event",
    "Organisation",
    "Party",
    "Person",
    "Place",
    "Publication",
    "Signatory",
    "Signature",
    "Source",
]


if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """Import a kind on first use (PEP 562)."""
        found = getattr(import_module("dialogues.records"), name)
        globals()[name] = found
        return found
