"""Documents: what a file really is, read in processes that can be killed, and what contradicts the record."""

from dialogues.documents.facts import DocumentFacts, TextLayer
from dialogues.documents.inspection import inspect, inspect_many, not_limited

__all__ = ["DocumentFacts", "TextLayer", "inspect", "inspect_many", "not_limited"]
