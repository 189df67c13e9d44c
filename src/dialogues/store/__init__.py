"""The same questions, answered by a database: for registries that are large, and for processes that start often."""

from dialogues.store.store import Store, open_store

__all__ = ["Store", "open_store"]
