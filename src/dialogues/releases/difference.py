"""What is different between two states of a registry: items are matched by what they are, not by their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Self, TypeAlias, overload

from attrs import frozen
from pydantic_core import to_jsonable_python

from dialogues.errors import CannotCompare
from dialogues.languages.localised import LocalisedText
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, field_of, fields_of
from dialogues.registry import Registry
from dialogues.registry.identity import Item, Json, items, matched

Step: TypeAlias = "str | Item"
"""A step of a path: a key, or the item of a list."""
Path: TypeAlias = tuple[Step, ...]

MANIFEST = "manifest"
"""The collection that the manifest counts as; its id is empty."""


class Operation(StrEnum):
    """What became of a value, an item or a record."""

    ADDED = "added"
    """It is new."""
    REMOVED = "removed"
    """It is gone."""
    CHANGED = "changed"
    """It is another one."""


class Level(StrEnum):
    """How much a change asks of those who use the registry; the rules stand in ``docs/releases.md``."""

    MAJOR = "major"
    """What others may cite is gone or means something else."""
    MINOR = "minor"
    """Records or values were added."""
    PATCH = "patch"
    """Values were corrected; or evidence or notes alone are others."""

    @property
    def weight(self) -> int:
        """Its place among the levels, the lightest first."""
        return list(Level)[::-1].index(self)


@frozen
class Change:
    """One difference: a record, a value or an item of a list that is new, gone or another one.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> empty = dialogues.registry_of([], registry.manifest)
    >>> change = dialogues.difference(empty, registry).changes[0]
    >>> change.collection, change.record, change.operation.value
    ('agreements', 'argentina-2016', 'added')
    """

    collection: str
    """The collection of the record; ``manifest`` for the manifest."""
    record: str
    """The record's id; empty for the manifest."""
    operation: Operation
    """What became of it."""
    path: Path
    """Where: keys of the file, and what tells the items of lists apart; empty for a whole record."""
    old: Json
    """The old value as JSON has it; None where there was none or nobody knew."""
    new: Json
    """The new value; likewise."""
    level: Level | None
    """How much it asks of users; None for the version and date that a registry gives itself."""
    sources: tuple[str, ...] = ()
    """The sources that back the new value."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the path, without the items."""
        return tuple(step for step in self.path if isinstance(step, str))

    @property
    def of_evidence(self) -> bool:
        """Whether it is of what a claim rests on, and not of a claim."""
        if not _EVIDENCE.isdisjoint(self.keys):
            return True
        # A note that was a text alone, and now has evidence beside it, says what it said.
        return self.operation is Operation.CHANGED and _said(self.old) == _said(self.new) is not None

    def to_dict(self) -> dict[str, Json]:
        """Give what JSON says of it, with the attributes' names; an item in the path is an object."""
        return {
            "collection": self.collection,
            "record": self.record,
            "operation": self.operation.value,
            "path": [step if isinstance(step, str) else step.to_dict() for step in self.path],
            "old": self.old,
            "new": self.new,
            "level": None if self.level is None else self.level.value,
            "evidence": self.of_evidence,
            "sources": list(self.sources),
        }


@frozen
class Reordering:
    """A list whose items stand in another order: no difference, and yet what makes one state exactly the other."""

    collection: str
    """As in a change."""
    record: str
    """Likewise."""
    path: Path
    """The list."""
    order: tuple[int, ...]
    """For each new place, the place among the items that were kept and, behind them, those that are new."""

    def to_dict(self) -> dict[str, Json]:
        """Give what JSON says of it."""
        path = [step if isinstance(step, str) else step.to_dict() for step in self.path]
        return {"collection": self.collection, "record": self.record, "path": path, "order": list(self.order)}


@frozen
class Difference(Sequence[Change]):
    """The changes that lead from one state of a registry to another, in order of collection, id and field.

    It is false where both say the same, in whatever order.

    >>> import dialogues
    >>> registry = dialogues.load()
    >>> bool(dialogues.difference(registry, registry)), dialogues.difference(registry, registry).changes
    (False, ())
    """

    old_digest: str
    """The digest of the older state."""
    new_digest: str
    """The digest of the newer state."""
    changes: tuple[Change, ...]
    """Every change."""
    reorderings: tuple[Reordering, ...] = ()
    """The lists whose order is another one; they count for nothing."""

    @property
    def facts(self) -> tuple[Change, ...]:
        """The changes of what the records say."""
        return tuple(each for each in self.changes if not each.of_evidence)

    @property
    def evidence(self) -> tuple[Change, ...]:
        """The changes of what it rests on."""
        return tuple(each for each in self.changes if each.of_evidence)

    @property
    def level(self) -> Level | None:
        """How much all of it asks of users; None where nothing but version and date is another."""
        levels = (each.level for each in self.changes if each.level is not None)
        return max(levels, default=None, key=lambda level: level.weight)

    @property
    def counts(self) -> dict[str, int]:
        """How many records were added, removed and changed, with how many changes, and how much evidence was."""
        whole = [each for each in self.changes if not each.path]
        records = {(each.collection, each.record) for each in self.changes if each.path}
        counts = {f"records_{each.value}": sum(one.operation is each for one in whole) for each in Operation}
        counts["records_changed"] = len(records)
        counts["changes"] = sum(1 for each in self.facts if each.path)
        counts |= {f"evidence_{each.value}": sum(one.operation is each for one in self.evidence) for each in Operation}
        return counts

    def to_dict(self) -> dict[str, Json]:
        """Give what JSON says of it: ``level``, ``counts``, ``changes``, ``reorderings`` and both digests."""
        return {
            "old_digest": self.old_digest,
            "new_digest": self.new_digest,
            "level": None if self.level is None else self.level.value,
            "counts": self.counts,
            "changes": [each.to_dict() for each in self.changes],
            "reorderings": [each.to_dict() for each in self.reorderings],
        }

    @classmethod
    def from_dict(cls, value: Mapping[str, Json]) -> Self:
        """Read what :meth:`to_dict` gave, as ``changes.json`` of a release has it.

        Raises :class:`~dialogues.errors.CannotCompare` for what is no such value.
        """
        try:
            changes = tuple(
                Change(
                    str(each["collection"]),
                    str(each["record"]),
                    Operation(each["operation"]),
                    _path(each["path"]),
                    each["old"],
                    each["new"],
                    None if each["level"] is None else Level(each["level"]),
                    tuple(map(str, each["sources"])),
                )
                for each in value["changes"]
            )
            reorderings = tuple(
                Reordering(
                    str(each["collection"]), str(each["record"]), _path(each["path"]), tuple(map(int, each["order"]))
                )
                for each in value["reorderings"]
            )
            return cls(str(value["old_digest"]), str(value["new_digest"]), changes, reorderings)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise CannotCompare("the difference", "it is not what `dialogues diff --json` writes") from None

    @overload
    def __getitem__(self, at: int) -> Change: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, at: int | slice) -> Change | tuple[Change, ...]:
        return self.changes[at]

    def __len__(self) -> int:
        return len(self.changes)


def _path(steps: Iterable[Json]) -> Path:
    """Read the path of a change; of an item, JSON does not say whether it was alone."""
    return tuple(
        step
        if isinstance(step, str)
        else Item({key: each for key, each in step.items() if key != "nth"}, int(step.get("nth", 1)), alone=False)
        for step in steps
    )


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
        nothing: tuple[Json, ...] = (None, [], False)
        operation = Operation.CHANGED
        if old in nothing or new in nothing:
            operation = Operation.ADDED if old in nothing else Operation.REMOVED
        sources = tuple(dict.fromkeys([*_cited(new), *self._backs(place)])) if new not in nothing else ()
        change = Change(*self._at, operation, path, old, new, None, sources)
        self.changes.append(Change(*self._at, operation, path, old, new, _level(change), sources))

    def _backs(self, place: tuple[str, ...]) -> Iterator[str]:
        """Give the sources of the evidence that speaks of a place and does not dispute it, the nearest first."""
        for depth, evidence in reversed(self._backing):
            below = place[depth:]
            for each in evidence:
                if "says" not in each and any(_speaks(claim.split("."), below) for claim in each["for"]):
                    yield each["source"]


def _said(value: Json) -> str | None:
    """Give the text of a note, in either of its forms; None for what is none."""
    text = value.get("text") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def place_of(path: Path) -> str:
    """Write a path for a person: ``documents[pt, application/pdf].title``."""
    text = ""
    for step in path:
        if isinstance(step, str):
            text += f".{step}" if text else step
        else:
            told = [*map(_plain, step.values.values()), *([f"#{step.nth}"] if step.nth > 1 or not step.values else [])]
            text += f"[{', '.join(told)}]"
    return text


def _plain(value: Json) -> str:
    return " ".join(map(_plain, value)) if isinstance(value, list) else str(value)


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


_EVIDENCE = frozenset({"evidence", "resolution"})
_REMARKS = frozenset({"note", "notes", "evidence", "resolution"})
_OWN_NAMES = frozenset({"version", "date"})
_TERMS = frozenset({"base", "licence"})


def _level(change: Change) -> Level | None:
    """Say how much a change asks of users: the rules that ``docs/releases.md`` tells."""
    if change.collection == MANIFEST and change.path:
        return _level_of_manifest(change)
    if not change.path:
        return {Operation.ADDED: Level.MINOR, Operation.REMOVED: Level.MAJOR}[change.operation]
    if not _REMARKS.isdisjoint(change.keys):
        return Level.PATCH
    unknown = change.operation is Operation.ADDED or change.old == "unknown"
    return Level.MINOR if unknown else Level.PATCH


def _level_of_manifest(change: Change) -> Level | None:
    key = change.keys[0]
    if key in _OWN_NAMES:
        return None
    if key == "format" and change.old.split(".")[0] != change.new.split(".")[0]:
        return Level.MAJOR
    if key in _TERMS and change.operation is not Operation.ADDED:
        return Level.MAJOR
    return Level.MINOR if key == "format" or change.operation is Operation.ADDED else Level.PATCH
