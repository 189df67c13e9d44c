"""A numbered state of the registry, and the difference of two."""

from dialogues.releases.changes import Change, Difference, Level, Operation, Reordering
from dialogues.releases.difference import difference
from dialogues.releases.patch import apply

__all__ = ["Change", "Difference", "Level", "Operation", "Reordering", "apply", "difference"]
