"""A registry begun in a folder: its manifest, and the bodies whose registry it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dialogues.errors import CannotDraft, UnknownName
from dialogues.files import Reading, compose
from dialogues.files.begun import begin
from dialogues.files.changes import Change
from dialogues.files.root import MANIFEST
from dialogues.files.scalars import write_block
from dialogues.files.to_record import to_record
from dialogues.files.understood import party_of
from dialogues.files.wish import Wish
from dialogues.records import Manifest
from dialogues.records.manifest import FORMAT_MAJOR, FORMAT_MINOR
from dialogues.registry import Registry


def found(folder: Path, wish: Wish, licence: str, today: datetime.date) -> tuple[Change, ...]:
    """Begin a registry: the manifest, and an organisation for each own body that is no country.

    Raises :class:`~dialogues.errors.CannotDraft` where it would be none.
    """
    changes: list[Change] = []
    own = [_own(folder, each, wish, changes) for each in wish.own]
    value: dict[str, Any] = {
        "format": f"{FORMAT_MAJOR}.{FORMAT_MINOR}",
        "title": {wish.language: wish.name},
        "version": "1",
        "date": today.isoformat(),
        "licence": licence,
    }
    if own:
        value["own"] = own[0] if len(own) == 1 else own
    text = "\n".join((*write_block(value), ""))
    tree, faults = compose(text, MANIFEST)
    record = None if tree is None or faults else to_record(Manifest, tree, MANIFEST)[0]
    if record is None:
        raise CannotDraft(MANIFEST, "it would not be read again")
    return (*changes, Change(f"{MANIFEST}.yaml", None, text.encode()))


def _own(folder: Path, text: str, wish: Wish, changes: list[Change]) -> str:
    """Give the key of an own body: a country's code, else the id of an organisation that is begun."""
    nothing = Registry(None, {})
    try:
        party = party_of(nothing, text)
    except UnknownName:
        party = {}
    if party and "territory" not in party:
        return party["country"]
    begun = begin(
        Reading(nothing, (), folder, MappingProxyType({})),
        "organisation",
        Wish(name=text, language=wish.language, kind=wish.kind, partners=_countries(wish.partners)),
    )
    changes += begun.changes
    return begun.identifier


def _countries(partners: Sequence[str]) -> tuple[str, ...]:
    return tuple(partners[:1])
