"""Registries that differ at random: values of one record in another, items gone, doubled, and in another order."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from dialogues.records import RECORD_TYPES, Manifest
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import fields_of
from dialogues.registry import Registry

Json = Any


def states(registry: Registry, size: int) -> dict[str, dict[str, Json]]:
    """Give some records of each collection, as JSON, and the manifest."""
    found: dict[str, dict[str, Json]] = {
        name: {key: each.model_dump(mode="json", exclude_defaults=True) for key, each in [*held.items()][:size]}
        for name, held in registry.collections.items()
    }
    assert registry.manifest is not None
    found["manifest"] = {"": registry.manifest.model_dump(mode="json", exclude_defaults=True)}
    return found


def kind_of(collection: str) -> type[FileRecord]:
    return Manifest if collection == "manifest" else RECORD_TYPES[collection]


def made(states: dict[str, dict[str, Json]]) -> Registry:
    records: Any = {
        name: {key: kind_of(name).model_validate(each, by_alias=True, by_name=False) for key, each in held.items()}
        for name, held in states.items()
    }
    manifest = records.pop("manifest").get("")
    return Registry(manifest, records)


def nodes(kind: type[FileRecord], value: Json) -> Iterator[tuple[type[FileRecord], dict[str, Json]]]:
    """Go through a record and all its parts."""
    yield kind, value
    for field in fields_of(kind):
        below = value.get(field.key)
        for each in below if isinstance(below, list) else [below]:
            if isinstance(each, dict) and field.part is not None:
                yield from nodes(field.part, each)


def pool(states: dict[str, dict[str, Json]]) -> dict[tuple[str, str], list[Json]]:
    """Gather the values that fields have, by kind and key."""
    found: defaultdict[tuple[str, str], list[Json]] = defaultdict(list)
    for name, held in states.items():
        for record in held.values():
            for kind, node in nodes(kind_of(name), record):
                for key, value in node.items():
                    found[kind.__name__, key].append(value)
    return found


def shuffled(value: Json, random: random.Random) -> Json:
    """Put the keys and items of a value in another order, on all levels."""
    if isinstance(value, dict):
        keys = random.sample(list(value), len(value))
        return {key: shuffled(value[key], random) for key in keys}
    if isinstance(value, list):
        return [shuffled(each, random) for each in random.sample(value, len(value))]
    return value


def plain(value: Json) -> Json:
    """Put the items of all lists in one order: what says the same is then equal."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted(map(plain, value), key=repr_of)
    return value


def repr_of(value: Json) -> str:
    if isinstance(value, dict):
        return repr({key: repr_of(value[key]) for key in sorted(value)})
    return repr(value)


def mutated(
    states: dict[str, dict[str, Json]], values: dict[tuple[str, str], list[Json]], random: random.Random, times: int
) -> dict[str, dict[str, Json]]:
    """Change records at random; each can still be read."""
    new = {name: dict(held) for name, held in states.items()}
    for _ in range(times):
        name = random.choice([each for each in new if new[each]])
        key = random.choice(list(new[name]))
        if name != "manifest" and random.random() < 0.1:
            moved = new[name].pop(key)
            if random.random() < 0.5:
                new[name][f"{key[:70]}-new"] = {**moved, "id": f"{key[:70]}-new"}
            continue
        record = shuffled(new[name][key], random) if random.random() < 0.2 else copied(new[name][key])
        kind, node = random.choice([*nodes(kind_of(name), record)])
        change(kind, node, values, random)
        try:
            kind_of(name).model_validate(record, by_alias=True, by_name=False)
        except ValidationError:
            continue
        new[name][key] = record
    return new


def copied(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    return [copied(each) for each in value] if isinstance(value, list) else value


def change(
    kind: type[FileRecord], node: dict[str, Json], values: dict[tuple[str, str], list[Json]], random: random.Random
) -> None:
    """Change one value of a part: leave it out, take another record's, or change a list."""
    key = random.choice([field.key for field in fields_of(kind) if field.name != "id"])
    known = values.get((kind.__name__, key), [])
    value = node.get(key)
    if isinstance(value, list) and value and random.random() < 0.7:
        items = [copied(each) for each in value]
        if random.random() < 0.5:
            items.append(copied(items[0]))
        else:
            items.pop(random.randrange(len(items)))
        items += [copied(random.choice(each)) for each in known[:1] if each and random.random() < 0.3]
        node[key] = items
    elif random.random() < 0.3 or not known:
        node.pop(key, None)
    else:
        node[key] = copied(random.choice(known))
