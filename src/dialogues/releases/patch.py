"""Making the new state of a registry of the old one and what is different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

from pydantic import ValidationError

from dialogues.errors import CannotApply
from dialogues.records import RECORD_TYPES, Manifest
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import field_of
from dialogues.registry import Registry
from dialogues.registry.identity import Json, canonical, items
from dialogues.releases.changes import MANIFEST, Change, Difference, Operation, Path, Reordering, Step, place_of
from dialogues.releases.difference import default_of, dumped

Edit: TypeAlias = Change | Reordering


def apply(difference: Difference, old: Registry) -> Registry:
    """Make the new state of a registry: ``apply(difference(old, new), old) == new``.

    Raises :class:`~dialogues.errors.CannotApply` where the registry does not say what the difference starts from.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> peru = registry.agreements["peru-2013"]
    >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
    >>> difference = dialogues.difference(registry, newer)
    >>> from dialogues.releases import apply
    >>> apply(difference, registry) == newer
    True
    """
    states: dict[str, dict[str, FileRecord]] = {name: dict(held) for name, held in old.collections.items()}
    states[MANIFEST] = {} if old.manifest is None else {"": old.manifest}
    edits: defaultdict[tuple[str, str], list[Edit]] = defaultdict(list)
    every: tuple[Edit, ...] = (*difference.changes, *difference.reorderings)
    for each in every:
        edits[each.collection, each.record].append(each)
    for (collection, identifier), of_record in edits.items():
        if collection not in states:
            raise CannotApply(identifier, collection)
        held = states[collection]
        record = _made(_kind(collection), identifier, held.get(identifier), of_record)
        if record is not None:
            held[identifier] = record
        else:
            held.pop(identifier, None)
    manifest: Any = states.pop(MANIFEST).get("")
    records: Any = states
    return Registry(manifest, records)


class _Elsewhere(Exception):
    """What is there is not what the difference starts from."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


def _made(kind: type[FileRecord], identifier: str, old: FileRecord | None, edits: list[Edit]) -> FileRecord | None:
    """Make the new state of a record; None for one that is gone."""
    try:
        value = _patched(None if old is None else dumped(old), kind, edits)
        if value is None:
            return None
        if kind is not Manifest and value.get("id") != identifier:
            raise CannotApply(identifier, "id")
        return kind.model_validate(value, by_alias=True, by_name=False)
    except _Elsewhere as error:
        raise CannotApply(identifier or MANIFEST, place_of(error.path)) from None
    except (ValidationError, AttributeError):  # of a difference that somebody else wrote
        raise CannotApply(identifier or MANIFEST, "") from None


def _kind(collection: str) -> type[FileRecord]:
    return Manifest if collection == MANIFEST else RECORD_TYPES[collection]


def _patched(value: Json, kind: type[FileRecord] | None, edits: Iterable[Edit], depth: int = 0) -> Json:
    """Edit a value: what ends here is done to it as a whole, what goes on is done below."""
    here: list[Edit] = []
    below: dict[str, list[Edit]] = {}
    for each in edits:
        if len(each.path) == depth:
            here.append(each)
        else:
            below.setdefault(_known_as(each.path[depth]), []).append(each)
    if isinstance(value, list) and not any(map(_is_of_a_whole_list, here)):
        return _patched_list(value, kind, here, below, depth)
    for change in here:
        if not isinstance(change, Change) or canonical(value or None) != canonical(change.old or None):
            raise _Elsewhere(change.path)
        value = change.new
    for group in below.values():
        value = _patched_key(value, kind, group, depth)
    return value


def _known_as(step: Step) -> str:
    return step if isinstance(step, str) else canonical(step.to_dict())


def _is_of_a_whole_list(edit: Edit) -> bool:
    return isinstance(edit, Change) and (isinstance(edit.old, list) or isinstance(edit.new, list))


def _patched_key(value: Json, kind: type[FileRecord] | None, edits: list[Edit], depth: int) -> Json:
    """Edit what a mapping holds under a key."""
    key = edits[0].path[depth]
    if not isinstance(value, dict) or not isinstance(key, str):
        raise _Elsewhere(edits[0].path)
    field = None if kind is None else field_of(kind, key)
    nothing = None if kind is None or field is None else default_of(kind, key)
    new = _patched(value.get(key, nothing), None if field is None else field.part, edits, depth + 1)
    left = {other: each for other, each in value.items() if other != key}
    return left if new is None else {**left, key: new}


def _patched_list(
    value: list[Json], kind: type[FileRecord] | None, here: list[Edit], below: dict[str, list[Edit]], depth: int
) -> list[Json]:
    """Edit a list: its items, then what is gone, what is new and the order."""
    places = {_known_as(step): at for at, step in enumerate(items(kind.__name__, value))} if kind and below else {}
    found = list(value)
    for step, group in below.items():
        if step not in places:
            raise _Elsewhere(group[0].path)
        found[places[step]] = _patched(value[places[step]], kind, group, depth + 1)
    changes = [each for each in here if isinstance(each, Change)]
    gone = _gone(value, [change for change in changes if change.operation is Operation.REMOVED])
    found = [each for at, each in enumerate(found) if at not in gone]
    found += [change.new for change in changes if change.operation is Operation.ADDED]
    for each in here:
        if isinstance(each, Reordering):
            if sorted(each.order) != list(range(len(found))):
                raise _Elsewhere(each.path)
            found = [found[at] for at in each.order]
    return found


def _gone(value: list[Json], removed: list[Change]) -> set[int]:
    """Find the items that are gone: the last ones, where several are the same."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(value if removed else ()):
        places[canonical(each)].append(at)
    gone: set[int] = set()
    for change in removed:
        same = places[canonical(change.old)]
        if not same:
            raise _Elsewhere(change.path)
        gone.add(same.pop())
    return gone
