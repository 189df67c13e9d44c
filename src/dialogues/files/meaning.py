"""What edits mean: the value that a file says when they are made, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dialogues.files.limits import Value
from dialogues.findings import Append, Edit, Insert, Nested, Path, Remove, Reorder, Replace


def edited(value: Value, edits: Iterable[Edit]) -> Value:
    """Give a value with edits, whose paths are those of the value as it is given.

    Raises LookupError, TypeError or ValueError where an edit does not fit.
    """
    copied: Value = _plain(value)
    # Each place is looked up before anything moves: keys are renamed after values are changed, and items moved last.
    places = [(edit, _held(copied, edit)) for edit in edits]
    names: dict[int, tuple[dict[str, Any], dict[str, str]]] = {}
    for edit, held in places:
        if isinstance(edit, Replace):
            if edit.key:
                names.setdefault(id(held), (held, {}))[1][str(edit.path[-1])] = edit.text
            else:
                _replace(held, edit)
        elif isinstance(edit, Insert):
            _insert(held, edit)
        elif isinstance(edit, Append):
            _append(held, edit)
    _remove(places)
    for held, new in names.values():
        _rename(held, new)
    for edit, held in places:
        if isinstance(edit, Reorder):
            _reorder(held, edit)
    return copied


def _plain(value: Nested | Value) -> Any:
    """Copy a value, as it is read."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value]


def _held(value: Any, edit: Edit) -> Any:
    """Give the mapping or list that an edit changes."""
    path: Path = edit.path
    if isinstance(edit, Replace | Append | Remove):
        if not path:
            raise ValueError("a file as a whole is no value of a mapping or list")
        path = path[:-1]
    for part in path:
        value = value[part]
    return value


def _replace(held: Any, edit: Replace) -> None:
    last: Any = edit.path[-1]
    if not isinstance(held[last], str):
        raise TypeError(last)
    held[last] = edit.text


def _remove(places: Iterable[tuple[Edit, Any]]) -> None:
    """Take keys out, once every value has been written in its place."""
    for edit, held in places:
        if isinstance(edit, Remove):
            if not isinstance(held, dict):
                raise TypeError(edit.path[-1])
            del held[str(edit.path[-1])]


def _insert(held: Any, edit: Insert) -> None:
    if not isinstance(held, dict) or edit.key in held:
        raise ValueError(edit.key)
    held[edit.key] = edit.text


def _append(held: Any, edit: Append) -> None:
    last: Any = edit.path[-1]
    there = held.get(last) if isinstance(held, dict) else held[last]
    if not isinstance(there, list | None):
        raise TypeError(last)
    held[last] = [*(there or []), _plain(edit.value)]


def _rename(held: dict[str, Any], new: Mapping[str, str]) -> None:
    """Give keys other names, at once. Raises ValueError where two would be the same."""
    if not new.keys() <= held.keys():
        raise LookupError(sorted(new.keys() - held.keys()))
    renamed = {new.get(key, key): each for key, each in held.items()}
    if len(renamed) < len(held):
        raise ValueError(sorted(new.values()))
    held.clear()
    held.update(renamed)


def _reorder(held: Any, edit: Reorder) -> None:
    if sorted(edit.order) != list(range(len(held))):
        raise ValueError(edit.order)
    if isinstance(held, list):
        held[:] = [held[index] for index in edit.order]
