"""What the search of a site asks: the words of all records, in shards, so that a question loads few of them.

Words are those of :mod:`dialogues.names.tokens`, as everywhere; the script of the site parts what is asked for in the
same way. A shard holds the words that begin with one letter, or with letters of one block of a script.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from dialogues.languages.catalogue import LANGUAGES
from dialogues.names.tokens import tokens
from dialogues.records import Record
from dialogues.registry.texts import passages
from dialogues.site.reader import Reader
from dialogues.site.site import File, Site

A_SHARD_OF_RECORDS = 500
_ASCII = 128


def shard(token: str) -> str:
    """Name the shard that a word is in.

    >>> shard("hubner"), shard("政策"), shard("საქართველო")
    ('h', 'u65', 'u10')
    """
    point = ord(token[0])
    return token[0] if point < _ASCII else f"u{point >> 8:02x}"


def index(site: Site, records: Sequence[Record]) -> Iterator[File]:
    """Write the words of all records, and the numbers of the records that have each: ``~number`` where it is a name."""
    found: defaultdict[str, dict[str, dict[int, bool]]] = defaultdict(dict)
    readers = [Reader(site.registry, language, site.languages) for language in LANGUAGES]
    for number, record in enumerate(records):
        for word, is_name in _words(readers, record).items():
            found[shard(word)].setdefault(word, {})[number] = is_name
    for name, words in sorted(found.items()):
        listed = {
            word: [~number if is_name else number for number, is_name in words[word].items()] for word in sorted(words)
        }
        yield File(f"assets/search/{name}.json", _json(listed))


def _words(readers: Sequence[Reader], record: Record) -> dict[str, bool]:
    """Give the words of a record, and whether it is called so: its texts, and its partners' names in ten languages."""
    found: dict[str, bool] = {}
    for passage in passages(record):
        for token in tokens(passage.text):
            found[token.text] = found.get(token.text, False) or passage.is_name
    for reader in readers:
        for each in reader.partners_of(record):
            for token in tokens(each.text):
                found.setdefault(token.text, True)
    return found


def names(reader: Reader, site: Site, records: Sequence[Record]) -> Iterator[File]:
    """Write what a language shows of each record that is found, by its number."""
    rows: list[list[Any]] = []
    for record in records:
        row = site.row(reader, record)
        language = None if row.name.language == reader.language else row.name.language
        kind = ", ".join(dict.fromkeys(part for part in (row.collection, row.kind) if part))
        rows.append([row.name.href, row.name.text, language, row.when, kind])
    for at in range(0, len(rows), A_SHARD_OF_RECORDS):
        path = f"{reader.language}/search/records-{at // A_SHARD_OF_RECORDS}.json"
        yield File(path, _json(rows[at : at + A_SHARD_OF_RECORDS]))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
