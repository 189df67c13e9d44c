"""What a table to be taken in can say: the columns of an export that are not derived, and a few for who writes one.

One definition of the tables (:mod:`dialogues.publishing.tables`) serves both directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from attrs import frozen

from dialogues.publishing.columns import Column
from dialogues.publishing.tables import TABLES
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import fields_of

_CLAIMS = frozenset({"evidence", "resolution"})


@frozen
class TemplateColumn:
    """A column of a table to be taken in."""

    name: str
    """Its head."""
    meaning: str
    """What it says."""
    column: Column | None = None
    """The column of the export whose field it is; None for one that says several fields at once."""
    required: bool = False
    """Whether every row has it."""
    words: tuple[str, ...] = ()
    """The words of its closed list."""


_OF_AGREEMENTS = {
    "date": "The day of signature, as EDTF or as printed.",
    "adopted": "The day on which it was adopted, by an assembly or a board.",
    "place": "Where that was.",
    "partners": "The other side: countries, parts of them and organisations by code, id or name; ; between several.",
    "parties": "All parties, instead of `partners`: those of the registry's own are the own side.",
    "own": "The own side, where it is not the manifest's.",
    "languages": "The languages of its documents, as tags or names; several with a space or ; between.",
    "note": "What to know about it.",
}
_OF_ALL = {
    "source": "What says so: the id of a source, or an address, for which one is begun.",
    "quote": "The words that say so, at most 20.",
}


@cache
def template(collection: str) -> Mapping[str, TemplateColumn]:
    """Give the columns of a table of a collection, by their heads."""
    found = {
        each.name: TemplateColumn(each.name, each.description, each, each.required and each.name != "id", each.words)
        for each in TABLES[collection].columns
        if not each.derived
    }
    if collection == "agreements":
        found |= {name: TemplateColumn(name, meaning) for name, meaning in _OF_AGREEMENTS.items()}
    if collection == "cooperations":
        found["ends"] = TemplateColumn("ends", "The towns that work together; ; between two.", required=True)
    if collection != "sources":
        found |= {name: TemplateColumn(name, meaning) for name, meaning in _OF_ALL.items()}
    return found


@cache
def known_heads(collection: str) -> frozenset[str]:
    """Give the heads that an export has and that follow from others: they are not read, and no finding."""
    return frozenset(each.name for each in TABLES[collection].columns) - template(collection).keys()


def is_export(heads: Iterable[str], collection: str) -> bool:
    """Say whether a table is one that an export wrote: it has all columns, also those that follow from others."""
    return {each.name for each in TABLES[collection].columns} <= set(heads)


def is_part_of_export(name: str, heads: Iterable[str]) -> bool:
    """Say whether a table is one of those that an export writes beside the collections: none of records."""
    return name in TABLES and name not in RECORD_TYPES and is_export(heads, name)


@cache
def held_by_none(collection: str) -> tuple[str, ...]:
    """Name the fields of a record that no column of its template holds, or not wholly."""
    kind = RECORD_TYPES[collection]
    columns = (each.column for each in template(collection).values())
    held = {each.path[0] for each in columns if each is not None and each.path}
    return tuple(each.key for each in fields_of(kind) if each.key not in held)
