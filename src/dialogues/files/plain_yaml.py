"""YAML without a fault, read for its values alone: most files are fine, and nobody asks where in them a value stands.

Whatever could be a fault is not judged here: :mod:`dialogues.files.from_yaml` reads such a text, and tells it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from yaml import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
    YAMLError,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs hide that it is there

from dialogues.files.tree import MAX_DEPTH, MAX_NODES, MAX_STRING, Value

MERGE_KEY = "<<"
_LONGEST = MAX_NODES // 2  # characters: no character begins more than a key and an empty value

Plain: TypeAlias = tuple[Value, list[str]]
"""The value of a text, with all keys and texts in their order."""


def plain(text: str) -> Plain | None:
    """Give the value of a YAML document; None where it could have a fault, is long, or holds nothing."""
    if len(text) > _LONGEST or "\u00a0" in text:
        return None
    try:
        return _composed(CParser(text).get_event)
    except YAMLError:
        return None


def _composed(get_event: Any) -> Plain | None:  # noqa: C901, PLR0912  # one loop, since a call an event costs half the gain
    texts: list[str] = []
    above: list[tuple[Any, str | None]] = []
    found: Value = None
    held: Any = None  # the list or mapping that is being read; None above all
    key: str | None = None
    documents = 0
    while True:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            item: Any = event.value
            if event.anchor is not None or event.tag is not None or len(item) > MAX_STRING:
                return None
            texts.append(item)
            if key is None and type(held) is dict:
                if item in held or item == MERGE_KEY:
                    return None
                key = item
                continue
            if not item and event.implicit[0]:
                item = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            no_key = key is None and type(held) is dict
            if no_key or event.anchor is not None or event.tag is not None or len(above) >= MAX_DEPTH:
                return None
            above.append((held, key))
            held, key = {} if kind is MappingStartEvent else [], None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            item = held
            held, key = above.pop()
        elif kind is DocumentStartEvent:
            documents += 1
            continue
        elif kind is StreamStartEvent or kind is DocumentEndEvent:
            continue
        else:  # the end, or an alias
            return (found, texts) if kind is StreamEndEvent and documents == 1 else None
        if held is None:
            found = item
        elif key is None:
            held.append(item)
        else:
            held[key] = item
            key = None
