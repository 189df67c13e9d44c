"""The addresses of records and of what they are made of: they stay when a list is put in another order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from attrs import frozen

from dialogues.errors import CannotExport
from dialogues.records import Document, Manifest, Record
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import field_of
from dialogues.registry.identity import KEYS, canonical
from dialogues.vocabulary import DocumentRole

_HASH = 12  # hexadecimal digits: two parts of a record in 10^7 records would share an address by chance


@frozen
class Addresses:
    """The addresses below the base of a registry."""

    base: str
    """What all of them begin with, as the manifest has it."""

    @classmethod
    def of(cls, manifest: Manifest | None) -> Addresses:
        """Give the addresses of a registry. Raises CannotExport where its manifest names no base."""
        if manifest is None or manifest.prefix is None:
            raise CannotExport(
                "linked data needs addresses: give the manifest (registry.yaml) a base, an https: address that is "
                "yours or a urn: prefix"
            )
        return cls(manifest.prefix)

    def record(self, record: Record) -> str:
        """Give the address of a record."""
        return self.to(record.collection, record.id)

    def to(self, collection: str, identifier: str) -> str:
        """Give the address of a record by its id."""
        return f"{self.base}{collection}/{identifier}"


def short_hash(*parts: str) -> str:
    """Give some digits that are the same for the same texts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:_HASH]


def of_parts(above: str, key: str, parts: Sequence[Any]) -> list[str]:
    """Give the addresses of the parts of a list: by what tells each of them apart, and never by its place."""
    if parts and isinstance(parts[0], Document):
        return _of_documents(above, parts)
    kind = type(parts[0]).__name__ if parts else ""
    told = [_identity(kind, part) for part in parts]
    fragment = f"{above}.{key}" if "#" in above else f"{above}#{key}"
    return [
        f"{fragment}-{short_hash(identity)}" + (f"-{nth}" if nth > 1 else "")
        for identity, nth in zip(told, _numbered(told, parts), strict=True)
    ]


def _identity(kind: str, part: Any) -> str:
    """Write what tells a part apart from the others of its list."""
    if isinstance(part, str) or kind not in KEYS:
        return str(part)
    held = [(key, _plain(part, key)) for key in KEYS[kind][0]]
    return canonical({key: value for key, value in held if value not in (None, [], "")})


def _plain(part: FileRecord, key: str) -> Any:
    field = field_of(type(part), key)
    value = None if field is None else getattr(part, field.name)
    if isinstance(value, FileRecord):
        return value.model_dump(mode="json", exclude_defaults=True)
    return list(map(str, value)) if isinstance(value, tuple) else None if value is None else str(value)


def _numbered(told: Sequence[str], parts: Sequence[Any]) -> list[int]:
    """Give those that nothing tells apart numbers, in the order of all that they say."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(told):
        alike[each].append(at)
    numbers = [1] * len(told)
    for places in alike.values():
        if len(places) > 1:
            for nth, at in enumerate(sorted(places, key=lambda at: _whole(parts[at])), 1):
                numbers[at] = nth
    return numbers


def _whole(part: Any) -> str:
    return part if isinstance(part, str) else canonical(part.model_dump(mode="json", exclude_defaults=True))


def _of_documents(record: str, documents: Sequence[Document]) -> list[str]:
    """Give the addresses of documents: the language, and the role of what is not the text itself.

    Where that is the same for several, the format comes to it, and at last a number.
    """
    names = [f"{each.language}{'' if each.role is DocumentRole.MAIN else f'-{each.role.value}'}" for each in documents]
    several = {name for name in names if names.count(name) > 1}
    names = [
        f"{name}-{each.media_type.name.lower()}" if name in several and each.media_type is not None else name
        for name, each in zip(names, documents, strict=True)
    ]
    numbers = _numbered(names, documents)
    return [f"{record}/{name}" + (f"-{nth}" if nth > 1 else "") for name, nth in zip(names, numbers, strict=True)]
