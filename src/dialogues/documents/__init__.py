"""Documents: what a file really is, read in processes that can be killed, and what contradicts the record."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.documents.facts import DocumentFacts, TextLayer
    from dialogues.documents.inspection import inspect, inspect_many, not_limited

__all__ = ["DocumentFacts", "TextLayer", "inspect", "inspect_many", "not_limited"]

_MODULE_OF = {"DocumentFacts": "facts", "TextLayer": "facts"} | dict.fromkeys(
    ("inspect", "inspect_many", "not_limited"), "inspection"
)

if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """Import a name on first use (PEP 562): who reads records starts no processes."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module 'dialogues.documents' has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"dialogues.documents.{_MODULE_OF[name]}"), name)
        return found
