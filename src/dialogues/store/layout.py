"""What stands where in the tables of a store: what writing and asking have to agree on."""

from __future__ import annotations

from typing import Any

from dialogues.records import RECORD_TYPES

FORMAT = 3
"""The version of the tables, and of how texts are parted into tokens: another one has to be built again."""

DAMAGED = "it is damaged or was cut short; build it again with 'dialogues store build'"

SHELVES = {name: at for at, name in enumerate(RECORD_TYPES)}
"""Where the records of a collection stand in the order of the registry."""

RELATED, BY_THE_OTHER = "related", "<"
"""The criterion of relations, and what stands behind one that the other record wrote."""

HASH = "hash"
"""The criterion under which all ids stand with the hashes of their records, without a value."""


def id_of(sort: str) -> str:
    """Give the id that stands at the end of a place in the order of the registry."""
    return sort.rpartition(" ")[2].rstrip(".")


_LONG = 400  # letters; a shorter text is hardly shorter when it is packed


def packed(text: str) -> str | bytes:
    """Write a text that has the same again and again in a quarter of its room; others stay as they are."""
    if len(text) < _LONG:
        return text
    from zlib import compress  # here: who only asks packs nothing

    content = text.encode()
    smaller = compress(content, 1)
    return smaller if 2 * len(smaller) < len(content) else text


def unpacked(written: str | bytes) -> str:
    """Read what :func:`packed` wrote. Raises ValueError for anything else."""
    if isinstance(written, str):
        return written
    from zlib import decompress, error  # here: most texts are short

    try:
        return decompress(written).decode()
    except error as fault:
        raise ValueError(str(fault)) from fault


def as_record(collection: str, data: str) -> Any:
    """Make a record of its row."""
    return RECORD_TYPES[collection].model_validate_json(data)
