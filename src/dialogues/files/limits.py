"""How much a record file may hold, and what its values are."""

from __future__ import annotations

from typing import Any, TypeAlias

MAX_BYTES = 2_000_000
MAX_DEPTH = 64
MAX_NODES = 100_000
MAX_STRING = 20_000

Value: TypeAlias = dict[str, Any] | list[Any] | str | None
"""What a file says: text, lists and mappings."""
