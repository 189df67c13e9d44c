"""Changes: what became of a value, an item or a record, and how much that asks of users.

Over 300 lines, with the examples of its methods: a change and a difference are one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Self, TypeAlias, overload

from attrs import frozen

from dialogues.errors import CannotCompare
from dialogues.registry.identity import Item, Json

Step: TypeAlias = "str | Item"
"""A step of a path: a key, or the item of a list."""
Path: TypeAlias = tuple[Step, ...]

MANIFEST = "manifest"
"""The collection that the manifest counts as; its id is empty."""


class Operation(StrEnum):
    """What became of a value, an item or a record.

    >>> [each.value for each in Operation]
    ['added', 'removed', 'changed']
    """

    ADDED = "added"
    """It is new."""
    REMOVED = "removed"
    """It is gone."""
    CHANGED = "changed"
    """It is another one."""


class Level(StrEnum):
    """How much a change asks of those who use the registry; the rules stand in ``docs/releases.md``.

    >>> [each.value for each in Level]
    ['major', 'minor', 'patch']
    """

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
        """The keys of the path, without the items.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> change = dialogues.difference(registry, newer).changes[0]
        >>> change.path, change.keys
        (('notes',), ('notes',))
        """
        return tuple(step for step in self.path if isinstance(step, str))

    @property
    def of_evidence(self) -> bool:
        """Whether it is of what a claim rests on, and not of a claim.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> change = dialogues.difference(registry, newer).changes[0]
        >>> change.of_evidence
        False
        """
        if not _EVIDENCE.isdisjoint(self.keys):
            return True
        # A note that was a text alone, and now has evidence beside it, says what it said.
        return self.operation is Operation.CHANGED and _said(self.old) == _said(self.new) is not None

    def to_dict(self) -> dict[str, Json]:
        """Give what JSON says of it, with the attributes' names; an item in the path is an object.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> change = dialogues.difference(registry, newer).changes[0]
        >>> sorted(change.to_dict())
        ['collection', 'evidence', 'level', 'new', 'old', 'operation', 'path', 'record', 'sources']
        """
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
    """A list whose items stand in another order: no difference, and yet what makes one state exactly the other.

    >>> Reordering("agreements", "peru-2013", ("documents",), (1, 0)).order
    (1, 0)
    """

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
        """The changes of what the records say.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> difference = dialogues.difference(registry, newer)
        >>> len(difference.facts), len(difference.evidence)
        (2, 0)
        """
        return tuple(each for each in self.changes if not each.of_evidence)

    @property
    def evidence(self) -> tuple[Change, ...]:
        """The changes of what it rests on.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> difference = dialogues.difference(registry, newer)
        >>> difference.evidence
        ()
        """
        return tuple(each for each in self.changes if each.of_evidence)

    @property
    def level(self) -> Level | None:
        """How much all of it asks of users; None where nothing but version and date is another.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> difference = dialogues.difference(registry, newer)
        >>> difference.level, dialogues.difference(registry, registry).level
        (<Level.PATCH: 'patch'>, None)
        """
        levels = (each.level for each in self.changes if each.level is not None)
        return max(levels, default=None, key=lambda level: level.weight)

    @property
    def counts(self) -> dict[str, int]:
        """How many records were added, removed and changed, with how many changes, and how much evidence was.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> difference = dialogues.difference(registry, newer)
        >>> difference.counts["records_changed"]
        1
        """
        whole = [each for each in self.changes if not each.path]
        records = {(each.collection, each.record) for each in self.changes if each.path}
        counts = {f"records_{each.value}": sum(one.operation is each for one in whole) for each in Operation}
        counts["records_changed"] = len(records)
        counts["changes"] = sum(1 for each in self.facts if each.path)
        counts |= {f"evidence_{each.value}": sum(one.operation is each for one in self.evidence) for each in Operation}
        return counts

    def to_dict(self) -> dict[str, Json]:
        """Give what JSON says of it: ``level``, ``counts``, ``changes``, ``reorderings`` and both digests.

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> difference = dialogues.difference(registry, newer)
        >>> sorted(difference.to_dict())
        ['changes', 'counts', 'level', 'new_digest', 'old_digest', 'reorderings']
        """
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

        >>> import dialogues
        >>> registry = dialogues.load()
        >>> peru = registry.agreements["peru-2013"]
        >>> newer = registry.with_record(peru.model_copy(update={"notes": ()}))
        >>> difference = dialogues.difference(registry, newer)
        >>> type(difference).from_dict(difference.to_dict()) == difference
        True
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


_EVIDENCE = frozenset({"evidence", "resolution"})
_REMARKS = frozenset({"note", "notes", "evidence", "resolution"})
_OWN_NAMES = frozenset({"version", "date"})
_TERMS = frozenset({"base", "licence"})


def level_of(change: Change) -> Level | None:
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
