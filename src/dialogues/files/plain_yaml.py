"""YAML without a fault, read for its values alone: most files are fine, and nobody asks where in them a value stands.

Whatever could be a fault is not judged here: :mod:`dialogues.files.from_yaml` reads such a text, and tells it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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

from dialogues.files.limits import MAX_DEPTH, MAX_NODES, MAX_STRING, Value

MERGE_KEY = "<<"
NO_BREAK_SPACE = "\u00a0"
_REFUSED = ("&", "!", MERGE_KEY, NO_BREAK_SPACE)
"""What no text has where it would be a fault, and a few have within a value."""
_LONGEST = MAX_NODES // 2  # characters: no character begins more than a key and an empty value


def plain(text: str, texts: list[str] | None = None) -> Value:
    """Give the value of a YAML document; None where it could have a fault, is long, or holds nothing.

    ``texts`` is given all its keys and texts, in the order of the file.
    """
    if len(text) > _LONGEST:
        return None
    noted: list[str] = [] if texts is None else texts
    try:
        bare = len(text) <= MAX_STRING and not any(map(text.__contains__, _REFUSED))
        return _composed(CParser(text).get_event, noted.append, bare=bare)
    except YAMLError:
        return None


def _composed(get_event: Any, note: Callable[[str], None], *, bare: bool) -> Value:  # noqa: C901, PLR0912  # one loop: a call costs too much
    """Compose the value; ``bare`` says that no anchor, tag or odd key and no text that is too long can be there."""
    above: list[tuple[Any, str | None, bool]] = []
    found: Value = None
    held: Any = None  # the list or mapping that is being read; None above all
    mapping = False
    key: str | None = None
    documents = 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is ScalarEvent:
            item: Any = event.value
            note(item)
            if not bare and (event.anchor is not None or event.tag is not None or len(item) > MAX_STRING):
                return None
            if mapping and key is None:
                if item in held or (not bare and (item == MERGE_KEY or NO_BREAK_SPACE in item)):
                    return None
                key = item
                continue
            if not item and event.implicit[0]:
                item = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            no_key = mapping and key is None
            if no_key or event.anchor is not None or event.tag is not None or len(above) >= MAX_DEPTH:
                return None
            above.append((held, key, mapping))
            mapping = kind is MappingStartEvent
            held, key = {} if mapping else [], None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            item = held
            held, key, mapping = above.pop()
        elif kind is DocumentStartEvent:
            documents += 1
            continue
        elif kind is StreamStartEvent or kind is DocumentEndEvent:
            continue
        else:  # the end, or an alias
            return found if kind is StreamEndEvent and documents == 1 else None
        if mapping:
            held[key] = item
            key = None
        elif held is None:
            found = item
        else:
            held.append(item)


def texts_of(value: Value) -> list[str]:
    """Give all keys and texts of a value, in the order of the file."""
    texts: list[str] = []
    _add_texts(value, texts.append)
    return texts


def _add_texts(value: Value, add: Callable[[str], None]) -> None:
    if isinstance(value, dict):
        for key, each in value.items():
            add(key)
            if each.__class__ is str:
                add(each)
            else:
                _add_texts(each, add)
    elif isinstance(value, list):
        for each in value:
            _add_texts(each, add)
    else:
        add(value or "")
