"""What a database holds of a record: the record itself, and all that it is looked up by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from dialogues.names.folding import fold_accents
from dialogues.records import RECORD_TYPES, Agreement, Organisation, Record
from dialogues.records.fields_of import references
from dialogues.registry.collection import criteria_of, plain_words
from dialogues.registry.indices import Indices, anybody_named
from dialogues.registry.name_book import names_of
from dialogues.registry.texts import GAP, date_key, searched
from dialogues.registry.word_index import LAYERS, numbers, words_of

FORMAT = 1
"""The version of the tables, and of how texts are parted into tokens: another one has to be built again."""

_SHELVES = {name: at for at, name in enumerate(RECORD_TYPES)}


class Row(NamedTuple):
    """The row of a record."""

    id: str
    collection: str
    sort: str
    """The place in the order of the registry: of its collection, then by date or by the name of its file."""
    date: str
    """The place in time."""
    data: str
    """The record as JSON, without what is left at its default."""
    hash: bytes
    """The SHA-256 of the record's canonical JSON."""


def row_of(record: Record) -> Row:
    """Write a record as a row."""
    date = date_key(record.span.start)
    data = record.model_dump_json(exclude_defaults=True)
    # As records.canonical writes it, from what is already JSON.
    canonical = json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    within = f"{date} {record.id}" if isinstance(record, Agreement) else f"{record.id}."
    sort = f"{_SHELVES[record.collection]} {within}"
    return Row(record.id, record.collection, sort, date, data, hashlib.sha256(canonical.encode()).digest())


def terms_of(record: Record, indices: Indices) -> set[tuple[str, str]]:
    """Give the criteria by which a record is looked up, with its values; partners are as the indices have them."""
    at = record.collection
    found = {(f"{at}.{criterion}", str(value)) for criterion, value in criteria_of(record, indices)}
    found |= {("naming", code) for code in record.partner_countries}
    found |= {(f"word-{layer}", word) for layer in range(len(LAYERS)) for word in words_of(record, layer)}
    found |= {("number", number) for number, _ in numbers(record)}
    if isinstance(record, Agreement):
        found |= {("naming-agreement", code) for code in record.partner_countries}
        found |= {("partner", key) for key in indices.partners_named(record)}
        found |= {("anybody", key) for key in anybody_named(record)}
        found |= {("shown", key) for key in map(indices.key_of, record.partners) if key}
        signatories = (each for party in record.parties for each in party.signatories)
        found |= {("signed", word) for each in signatories for word in plain_words(each.name)}
    if isinstance(record, Organisation):
        found |= {("part-of", record.part_of)} if record.part_of else set()
        found |= {("before", each.organisation) for each in record.predecessors}
    return found


def names_rows(record: Record) -> Iterator[tuple[int, str, str, str, str | None, str]]:
    """Give the names that a record is found by: place, folded, without accents, as written, language, how."""
    for at, (key, found) in enumerate(names_of(record)):
        yield at, key, fold_accents(key), found.name, found.language, found.how.value


def relation_rows(record: Record) -> set[tuple[str, str, str]]:
    """Give the relations that a record writes, from both ends: of which record, what, to which."""
    found: set[tuple[str, str, str]] = set()
    for each in references(record):
        if each.identifier != record.id:
            found.add((record.id, each.relation, each.identifier))
            found.add((each.identifier, each.inverse, record.id))
    return found


def text_columns(record: Record) -> tuple[str, str, str]:
    """Give the texts that are searched: names, names marked with their language, and the rest."""
    texts = searched(record)
    names = " ".join(stream for _, stream in texts.names)
    own = " ".join(marked(stream, language) for language, stream in texts.names if language)
    return names, own, texts.rest


def marked(words: str, language: str) -> str:
    """Mark words with a language, so that they can be asked for in it alone; no text has a word like that."""
    return " ".join(f"{language}{GAP}{word}" for word in words.split())


def manifest_hash(data: str) -> str:
    """Give the hash of a manifest's JSON, as records.canonical does."""
    canonical = json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def digest_of(hashes: Iterator[tuple[str, str]]) -> str:
    """Give the digest of a registry from the ids and hashes of its records, in whatever order."""
    lines = "".join(f"{key} {each}\n" for key, each in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()


def as_record(collection: str, data: str) -> Any:
    """Make a record of its row."""
    return RECORD_TYPES[collection].model_validate_json(data)
