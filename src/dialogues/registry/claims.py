"""The claims of a record, and what its evidence and its resolutions say of them.

Evidence speaks of its own mapping or of any path below it, so what is said of a claim may stand beside it or above. A
path ends at a field or at a whole part, which then counts for all below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any, Generic, NamedTuple, TypeVar

from attrs import field, frozen

from dialogues.languages.localised import LocalisedText
from dialogues.records import Evidence, Party, Resolution
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import Path, field_of, keys_of, parts

_PART = re.compile(r"[^.\[\]]+")
Saying = TypeVar("Saying", Evidence, Resolution)


class Found(NamedTuple):
    """What a path leads to."""

    path: Path
    """The path in keys and numbers, whatever names it was written with."""
    value: Any
    """What stands there, which may be None."""


class Said(NamedTuple, Generic[Saying]):
    """What is said of a claim, and where."""

    written: str
    """The claim as written."""
    claim: Path
    """Its path from the record's top; that of the mapping and the text itself where it leads nowhere."""
    value: Any
    """What the record says there."""
    place: Path
    """Where it is said."""
    by: Saying
    """The evidence, or the resolution."""


_made = partial(tuple.__new__, Said)  # for each of many: half of the time


def resolve(value: Any, claim: str) -> Found | None:
    """Follow a path within a mapping (``signed.0.date``, ``parties.CA-QC.printed``); None where it leads nowhere.

    An item of a list is named by its number, one of the parties also by what fits it alone.
    """
    if claim.isidentifier():  # as most are: a field of the mapping itself
        return _below(value, claim)
    path: Path = ()
    here = value
    for part in _PART.findall(claim):
        below: Found | None = _below(here, part)
        if below is None:
            return None
        path, here = (*path, *below.path), below.value
    return Found(path, here) if path else None


def _below(here: Any, part: str) -> Found | None:
    if isinstance(here, tuple):
        at = int(part) if part.isascii() and part.isdecimal() else _number_of_party(here, part)
        return Found((at,), here[at]) if at is not None and at < len(here) else None
    if isinstance(here, LocalisedText):
        return next((Found((key.source,), text) for key, text in here.items() if part in (str(key), key.source)), None)
    field = field_of(type(here), part)
    return None if field is None else Found((field.key,), getattr(here, field.name))


def _number_of_party(items: tuple[Any, ...], name: str) -> int | None:
    if not items or not isinstance(items[0], Party):
        return None
    fitting = fitting_parties(items, name)
    return fitting[0] if len(fitting) == 1 else None


def fitting_parties(parties: tuple[Party, ...], name: str) -> list[int]:
    """Give the numbers of the parties that a name fits: those whose narrowest name it is, else those that have it.

    >>> quebec, canada = Party(side="party", country="CA", territory="CA-QC"), Party(side="party", country="CA")
    >>> fitting_parties((quebec, canada), "CA"), fitting_parties((quebec, quebec), "CA")
    ([1], [0, 1])
    """
    narrowest = [index for index, party in enumerate(parties) if party.keys[:1] == (name,)]
    return narrowest or [index for index, party in enumerate(parties) if name in party.keys]


@frozen
class Claims:
    """What the evidence and the resolutions of a record say, by the paths that they speak of."""

    record: FileRecord
    """The record."""
    _sourced: Sequence[tuple[Path, Any]] | None = field(default=None, repr=False, eq=False)
    """Its parts that may carry evidence, where somebody has gone through it before."""

    @cached_property
    def parts(self) -> tuple[tuple[Path, FileRecord], ...]:
        """The record and all its parts but evidence and resolutions, each with its path."""
        return tuple(parts(self.record, cited=False))

    @cached_property
    def sourced(self) -> Sequence[tuple[Path, Any]]:
        """The parts of the record that may carry evidence, each with its path."""
        if self._sourced is not None:
            return self._sourced
        return tuple([each for each in self.parts if "evidence" in keys_of(type(each[1]))])

    @cached_property
    def evidence(self) -> tuple[Said[Evidence], ...]:
        """What evidence says, in the order of the record."""
        found: list[Said[Evidence]] = []
        for path, part in self.sourced:
            if not part.evidence:
                continue
            kind: type = type(part)
            fields = keys_of(kind)
            for index, by in enumerate(part.evidence):
                place = (*path, "evidence", index)
                for written in by.claims:
                    known = fields.get(written)
                    if known is None:
                        found.append(_said(part, path, written, by, place))
                    else:  # as nearly all are: a field of the mapping itself
                        found.append(_made((written, (*path, known.key), getattr(part, known.name), place, by)))
        return tuple(found)

    @cached_property
    def disputes(self) -> tuple[Said[Evidence], ...]:
        """What evidence says otherwise than the record."""
        if not any(by.says is not None for _, part in self.sourced for by in part.evidence):
            return ()
        return tuple([each for each in self.evidence if each.by.says is not None])

    @cached_property
    def resolutions(self) -> tuple[Said[Resolution], ...]:
        """What resolutions say, in the order of the record."""
        found: list[Said[Resolution]] = []
        for path, part in self.sourced:
            for index, by in enumerate(part.resolution):
                # A single resolution may stand without a list.
                place = (*path, "resolution", *((index, "for") if len(part.resolution) > 1 else ()))
                found += [_said(part, path, written, by, place) for written in by.claims]
        return tuple(found)

    @cached_property
    def _by_claim(self) -> dict[Path, list[Said[Evidence]]]:
        found: dict[Path, list[Said[Evidence]]] = {}
        for each in self.evidence:
            found.setdefault(each.claim, []).append(each)
        return found

    @cached_property
    def _above(self) -> frozenset[Path]:
        """All paths that lead to what evidence speaks of: evidence of ``title.en`` speaks of the title."""
        return frozenset(path[:length] for path in self._by_claim for length in range(1, len(path) + 1))

    def is_backed(self, claim: Path) -> bool:
        """Say whether evidence speaks of a claim, of a part of it, or of a whole that it is in."""
        return claim in self._above or any(claim[:length] in self._by_claim for length in range(1, len(claim)))

    def said_of(self, claim: Path) -> list[Said[Evidence]]:
        """Give the evidence that speaks of a claim by its own path."""
        return self._by_claim.get(claim, [])


def touch(one: Path, other: Path) -> bool:
    """Say whether two paths are the same, or one of them leads to a whole that the other is in.

    >>> touch(("signed", 0), ("signed", 0, "date")), touch(("signed", 0), ("signed", 1))
    (True, False)
    """
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _said(part: Any, path: Path, written: str, by: Saying, place: Path) -> Said[Saying]:
    # What leads nowhere is told by a rule of its own.
    found: Found = resolve(part, written) or Found((written,), None)
    return Said(written, (*path, *found.path), found.value, place, by)
