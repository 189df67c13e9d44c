"""Records for ids that others refer to and that are not there: the least that can be said, marked to be filled."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from dialogues.files import Reading
from dialogues.files.begun import proved
from dialogues.files.changes import Change
from dialogues.files.scalars import TRUE
from dialogues.languages.localised import LocalisedText
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import fields_of, references

STUB = "# To fill: nothing is known of this but its id. Complete it from a source, then remove this line."


def stubs(reading: Reading) -> tuple[Change, ...]:
    """Begin a record for each id that some record refers to and that is not there; each says that it is to be filled.

    An id of which nobody knows the collection is left to a person.
    """
    registry = reading.registry
    missing: dict[str, str] = {}
    for record in (*registry.values(), *filter(None, (registry.manifest,))):
        for each in references(record):
            if each.identifier not in registry and each.collection:
                missing.setdefault(each.identifier, each.collection)
    changes = []
    for identifier, collection in sorted(missing.items()):
        if identifier not in reading.faulty:
            text = proved(collection, identifier, _stub(collection, identifier), first=(STUB,))
            changes.append(Change(f"{collection}/{identifier}.yaml", None, text.encode()))
    return tuple(changes)


def _stub(collection: str, identifier: str) -> dict[str, Any]:
    """Give the least that a record can say: its name is the words of its id, in a language that is not known."""
    kind, words = RECORD_TYPES[collection], identifier.replace("-", " ")
    values: dict[str, Any] = {}
    for each in fields_of(kind):
        if each.name == "id" or not kind.model_fields[each.name].is_required():
            continue
        if each.holds is LocalisedText:
            values[each.key] = {"und": words}
        elif isinstance(each.holds, type) and issubclass(each.holds, StrEnum):
            values[each.key] = "unknown"
        elif each.key == "parties":
            values[each.key] = []
        elif each.key == "ends":
            values[each.key] = [{"unknown": TRUE}]
        else:
            values[each.key] = words
    return values
