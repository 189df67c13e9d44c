"""What a database holds of a record: the record itself, and all that it is looked up by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic_core import from_json

from dialogues.names.folding import fold_accents
from dialogues.records import Agreement, Organisation, Record
from dialogues.records.fields_of import relations_of
from dialogues.registry.collection import criteria_of, plain_words
from dialogues.registry.indices import Indices, anybody_named
from dialogues.registry.name_book import names_of
from dialogues.registry.texts import date_key, marked, searched
from dialogues.registry.word_index import LAYERS, numbers, words_of
from dialogues.store.layout import BY_THE_OTHER, HASH, RELATED, SHELVES


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
    hash: str
    """The SHA-256 of the record's canonical JSON, in hexadecimal digits."""


# As records.canonical writes it.
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def row_of(record: Record) -> Row:
    """Write a record as a row."""
    date = date_key(record.span.start)
    data = record.model_dump_json(exclude_defaults=True)
    return Row(record.id, record.collection, _sort_of(record, date), date, data, hash_of(data))


def _sort_of(record: Record, date: str) -> str:
    """Give the place of a record in the order of the registry; its id is the last of it."""
    within = f"{date} {record.id}" if isinstance(record, Agreement) else f"{record.id}."
    return f"{SHELVES[record.collection]} {within}"


def hash_of(data: str) -> str:
    """Give the hash of a record or a manifest from its JSON."""
    return hashlib.sha256(_canonical(from_json(data, cache_strings="keys")).encode()).hexdigest()


def postings_of(record: Record, indices: Indices, row: Row) -> Iterator[tuple[str, Iterable[str], str]]:
    """Give what a record writes into the table of terms: a criterion, values, and the entry that stands there then."""
    yield HASH, ("",), f"{row.id} {row.hash}"
    for criterion, values in _terms_of(record, indices):
        yield criterion, values, row.sort
    for relation, inverse, other in relations_of(record):
        if other != record.id:
            yield RELATED, (record.id,), f"{relation} {other}"
            yield RELATED, (other,), f"{inverse} {record.id} {BY_THE_OTHER}"


def _terms_of(record: Record, indices: Indices) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the criteria by which a record is looked up, with its values, each once; partners are as the indices say."""
    for criterion, value in criteria_of(record, indices):
        yield f"{record.collection}.{criterion}", (str(value),)
    yield "naming", record.partner_countries
    yield "number", {number for number, _ in numbers(record)}
    yield from zip(_WORDS, words_of(record), strict=True)
    if isinstance(record, Agreement):
        yield "shown", {key for key in map(indices.key_of, record.partners) if key}
        yield "partner", {*indices.parties_named(record.partners)}
        yield "party", {*indices.parties_named(record.parties)}
        yield "anybody", {*anybody_named(record)}
        signatories = (each.name for party in record.parties for each in party.signatories)
        yield "signed", {word for name in signatories for word in plain_words(name)}
    if isinstance(record, Organisation):
        yield "part-of", (record.part_of,) if record.part_of else ()
        yield "before", {each.organisation for each in record.predecessors}


_WORDS = tuple(f"word-{at}" for at in range(len(LAYERS)))


def names_rows(record: Record) -> Iterator[tuple[int, str, str, str, str | None, str]]:
    """Give the names that a record is found by: place, folded, without accents, as written, language, how."""
    for at, (key, found) in enumerate(names_of(record)):
        yield at, key, fold_accents(key), found.name, found.language, found.how.value


def text_columns(record: Record) -> tuple[str, str, str]:
    """Give the texts that are searched: names, names marked with their language, and the rest."""
    texts = searched(record)
    names = " ".join(stream for _, stream in texts.names)
    own = " ".join(marked(stream, language) for language, stream in texts.names if language)
    return names, own, texts.rest
