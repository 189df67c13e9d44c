"""The registry: records, their collections, and what is asked of them."""

from dialogues.records.order import time_key
from dialogues.registry.collection import Agreements, Collection, Records
from dialogues.registry.registry import Registry

__all__ = ["Agreements", "Collection", "Records", "Registry", "time_key"]
