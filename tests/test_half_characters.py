"""Half a character (a surrogate), which JSON may hold and no file can be written with: a finding wherever it stands."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

import dialogues

HALF = "\ud800"
_BY_LANGUAGE = ("title", "name", "description", "designation", "short_name")


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the places of all texts of a JSON value."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(each, (*path, key))


def with_half(value: Any, path: tuple[Any, ...]) -> Any:
    """Put half a character behind the text of a place."""
    made = copy.deepcopy(value)
    within = made
    for key in path[:-1]:
        within = within[key]
    within[path[-1]] += HALF
    return made


def kind_of(path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give a place without numbers and languages: of places of one kind, one is tried."""
    return tuple(
        "*" if isinstance(key, int) or (at and path[at - 1] in _BY_LANGUAGE) else key for at, key in enumerate(path)
    )


def told(record: Any) -> Any:
    return json.loads(record.model_dump_json(exclude_defaults=True, by_alias=True, exclude={"id"}))


def test_every_text_of_a_record_and_of_the_manifest_is_whole(registry: dialogues.Registry) -> None:
    manifest = told(registry.manifest)
    tried: set[tuple[Any, ...]] = set()
    for record in registry.values():
        value = told(record)
        for path in texts(value):
            kind = (record.collection, *kind_of(path))
            if kind not in tried:
                tried.add(kind)
                with pytest.raises(dialogues.InvalidRegistry):
                    dialogues.registry_of({record.collection: {str(record.id): with_half(value, path)}}, manifest)
    for path in texts(manifest):
        with pytest.raises(dialogues.InvalidRegistry):
            dialogues.registry_of({}, with_half(manifest, path))
    assert len(tried) > 150


def test_it_is_told_with_its_place() -> None:
    theme = {"name": {"en": "Energy", "fr": f"\u00c9nergie{HALF}"}}
    with pytest.raises(dialogues.InvalidRegistry) as raised:
        dialogues.registry_of({"themes": {"energy": theme}})
    assert str(raised.value.findings[-1]) == (
        "themes/energy:1:1: S305 error: the text in fr has half characters (surrogates) (correct it, or remove it)"
    )
