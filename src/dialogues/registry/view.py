"""A record for a page in the reader's language: each value as its file has it, with its label and its text beside."""

from __future__ import annotations

from typing import Any

from dialogues.languages.catalogue import word
from dialogues.languages.matching import Language
from dialogues.records import Document, Record
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.registry.description import document_text, lines_of
from dialogues.registry.display import Known, field_word, heading_of, when

_NOT_SHOWN = frozenset({"id", "evidence", "resolution"})


def view(known: Known, record: Record, language: Language) -> dict[str, Any]:
    """Give a record as JSON values in the reader's language; see :meth:`dialogues.registry.registry.Registry.view`."""
    told = heading_of(known, record, language)
    plain = record.model_dump(mode="json")
    fields = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if field.name in _NOT_SHOWN or value is None or value == ():
            continue
        fields[field.key] = {
            "label": field_word(type(record), field.name, language),
            "value": plain[field.key if field.key in plain else field.name],
            "text": told.text if value is record.heading else _text(known, record, field, value, language),
        }
    return {
        "id": record.id,
        "collection": record.collection,
        "language": str(language),
        "name": told.text,
        "name_language": None if told.language is None else str(told.language),
        "composed": told.composed,
        "date_text": when(record, language) or None,
        "fields": fields,
    }


def _text(known: Known, record: Record, field: FieldOf, value: Any, language: Language) -> str | list[str]:
    """Write the value of a field as ``show`` does; of several, each."""
    if isinstance(value, tuple):
        return [_one(known, record, field, each, language) for each in value]
    return _one(known, record, field, value, language)


def _one(known: Known, record: Record, field: FieldOf, value: Any, language: Language) -> str:
    if isinstance(value, Document):
        return document_text(value, language)
    own = word("field", field.name, language)
    lines = lines_of(known, record, field, value, language)
    return "; ".join(text if name in ("", own) else f"{name}: {text}" for name, text in lines)
