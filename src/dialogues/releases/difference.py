"""What is different between two states of a registry: items are matched by what they are, not by their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from attrs import evolve
from pydantic_core import to_jsonable_python

from dialogues.languages.localised import LocalisedText
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, field_of, fields_of
from dialogues.registry import Registry
from dialogues.registry.identity import Json, items, matched
from dialogues.releases.changes import MANIFEST, Change, Difference, Operation, Path, Reordering, level_of


def difference(old: Registry, new: Registry) -> Difference:
    """Tell what is different between two states of a registry.

    Items of lists are the same where they have the same identity (a document by its language and media type, a
    party by whom it is, evidence by its source and what it speaks of …); one gone and one new of the same kind are one
    that changed. The order of keys, lists and files is no difference. ``apply`` makes the new state of the old one.
    Nothing is raised: any two states can be compared.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> difference(registry, registry).changes
    ()
    """
    walk = _Walk()
    walk.records(MANIFEST, *({"": each.manifest} if each.manifest is not None else {} for each in (old, new)))
    for name, collection in old.collections.items():
        walk.records(name, collection, new.collections[name])
    return Difference(old.digest, new.digest, tuple(walk.changes), tuple(walk.reorderings))


def dumped(record: FileRecord) -> dict[str, Json]:
    """Write a record as the canonical form has it: as JSON, without what is left at its default."""
    return record.model_dump(mode="json", exclude_defaults=True)


class _Walk:
    """Goes through two states, record by record and field by field."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.reorderings: list[Reordering] = []
        self._at: tuple[str, str] = ("", "")
        self._backing: list[tuple[int, Json]] = []

    def records(self, collection: str, old: Mapping[str, FileRecord], new: Mapping[str, FileRecord]) -> None:
        """Compare the records of a collection."""
        for identifier in sorted({*old, *new}):
            self._at, self._backing = (collection, identifier), []
            before, after = old.get(identifier), new.get(identifier)
            if before is None or after is None:
                self._add((), None if before is None else dumped(before), None if after is None else dumped(after))
            elif before != after:
                self._mapping(type(after), (), (), dumped(before), dumped(after))

    def _mapping(self, kind: type, path: Path, place: tuple[str, ...], old: Json, new: Json) -> None:
        """Compare two mappings; ``place`` is the path with the places of the new state, as evidence writes it."""
        self._backing.append((len(place), new.get("evidence", ())))
        for each in fields_of(kind):
            before, after = (value.get(each.key, default_of(kind, each.key)) for value in (old, new))
            if before != after:
                self._value(each, (*path, each.key), (*place, each.key), before, after)
        self._backing.pop()

    def _value(self, field: FieldOf, path: Path, place: tuple[str, ...], old: Json, new: Json) -> None:
        if isinstance(old, list) and isinstance(new, list):
            self._list(field, path, place, old, new)
        elif isinstance(old, dict) and isinstance(new, dict) and field.part is not None:
            self._mapping(field.part, path, place, old, new)
        elif isinstance(old, dict) and isinstance(new, dict) and field.holds is LocalisedText:
            for tag in [*old, *(tag for tag in new if tag not in old)]:
                if old.get(tag) != new.get(tag):
                    self._add((*path, tag), old.get(tag), new.get(tag), (*place, tag))
        else:
            self._add(path, old, new, place)

    def _list(self, field: FieldOf, path: Path, place: tuple[str, ...], old: list[Json], new: list[Json]) -> None:
        kind = field.part.__name__ if field.part is not None else ""
        pairs = matched(kind, old, new)
        steps = items(kind, old) if kind else []
        kept = {ours for ours, _ in pairs}
        for at, each in enumerate(old):
            if at not in kept:
                self._add(path, each, None, place)
        at_new = {theirs: ours for ours, theirs in pairs}
        for at, each in enumerate(new):
            if at not in at_new:
                self._add(path, None, each, (*place, str(at)))
            elif old[at_new[at]] != each:
                below = (*path, steps[at_new[at]]), (*place, str(at))
                self._item(field, *below, old[at_new[at]], each)
        self._order(path, [at_new.get(at) for at in range(len(new))])

    def _item(self, field: FieldOf, path: Path, place: tuple[str, ...], old: Json, new: Json) -> None:
        if isinstance(old, dict) and isinstance(new, dict) and field.part is not None:
            self._mapping(field.part, path, place, old, new)
        else:
            self._add(path, old, new, place)

    def _order(self, path: Path, old_places: list[int | None]) -> None:
        """Tell where the kept and the new items stand, if that is not in the old order with the new ones behind."""
        rank = {old: at for at, old in enumerate(sorted(each for each in old_places if each is not None))}
        behind = iter(range(len(rank), len(old_places)))
        order = tuple(next(behind) if each is None else rank[each] for each in old_places)
        if order != tuple(range(len(order))):
            self.reorderings.append(Reordering(*self._at, path, order))

    def _add(self, path: Path, old: Json, new: Json, place: tuple[str, ...] = ()) -> None:
        operation = Operation.CHANGED
        if _is_nothing(old) or _is_nothing(new):
            operation = Operation.ADDED if _is_nothing(old) else Operation.REMOVED
        sources = () if _is_nothing(new) else tuple(dict.fromkeys([*_cited(new), *self._backs(place)]))
        change = Change(*self._at, operation, path, old, new, None, sources)
        self.changes.append(evolve(change, level=level_of(change)))

    def _backs(self, place: tuple[str, ...]) -> Iterator[str]:
        """Give the sources of the evidence that speaks of a place and does not dispute it, the nearest first."""
        for depth, evidence in reversed(self._backing):
            below = place[depth:]
            for each in evidence:
                if "says" not in each and any(_speaks(claim.split("."), below) for claim in each["for"]):
                    yield each["source"]


def _is_nothing(value: Json) -> bool:
    """Say whether a value says nothing; a number that is naught says something."""
    return value is None or value is False or value == []


def _speaks(claim: Sequence[str], place: Sequence[str]) -> bool:
    """Say whether a claim's path leads to a place, to something around it or to something within.

    A claim of a whole list backs none of its items for certain: the source may name others of them.
    """
    shared = min(len(claim), len(place))
    of_a_list = len(claim) < len(place) and place[len(claim)].isdigit()
    return bool(shared) and not of_a_list and tuple(claim[:shared]) == tuple(place[:shared])


def _cited(value: Json) -> Iterator[str]:
    """Give the sources that a new item cites itself."""
    if isinstance(value, dict):
        for each in value.get("evidence", ()):
            if "says" not in each:
                yield each["source"]


@cache
def default_of(kind: type, key: str) -> Json:
    """Give what JSON says of a field that a record leaves out; None for nothing."""
    field = field_of(kind, key)
    assert field is not None
    info = kind.__pydantic_fields__[field.name]  # type: ignore[attr-defined]  # it is a kind of record
    return None if info.is_required() else to_jsonable_python(info.default)
