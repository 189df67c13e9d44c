"""Linked data as files: N-Quads by ourselves, Turtle and JSON-LD through pyoxigraph."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dialogues.errors import MissingDependency
from dialogues.publishing.linked_data import triples, triples_of
from dialogues.publishing.terms import PREFIXES, Triple

if TYPE_CHECKING:
    from dialogues.publishing.selection import Export
    from dialogues.records import Record
    from dialogues.registry import Registry

_SHAPES = "shapes.ttl"
_CHUNK = 2_000  # lines that are handed on at once


def write_nquads(export: Export, stream: BinaryIO) -> None:
    """Write N-Quads (all in the default graph, so that it is N-Triples too)."""
    stream.writelines(_chunks(triples(export)))


def write_turtle(export: Export, stream: BinaryIO) -> None:
    """Write Turtle. Raises :class:`~dialogues.errors.MissingDependency` where pyoxigraph is not installed."""
    _convert(triples(export), stream, "TURTLE")


def write_json_ld(export: Export, stream: BinaryIO) -> None:
    """Write JSON-LD, likewise."""
    _convert(triples(export), stream, "JSON_LD")


def turtle_of(registry: Registry, record: Record) -> bytes:
    """Write one record as Turtle, with what sources say of it. Raises as :func:`write_turtle` does.

    Raises :class:`~dialogues.errors.CannotExport` where the registry's manifest names no base.
    """
    stream = io.BytesIO()
    _convert(triples_of(registry, record), stream, "TURTLE")
    return stream.getvalue()


def shapes() -> str:
    """Give the shapes that the linked data of a registry keeps, as Turtle (SHACL). Nothing is raised.

    >>> "sh:NodeShape" in shapes()
    True
    """
    return Path(__file__).with_name(_SHAPES).read_text(encoding="utf-8")


def _convert(told: Iterable[Triple], stream: BinaryIO, form: str) -> None:
    try:
        import pyoxigraph  # here: an extra
    except ImportError:
        raise MissingDependency("writing Turtle or JSON-LD", "policy-dialogues[rdf]") from None
    formats: Any = pyoxigraph.RdfFormat
    quads = pyoxigraph.parse(io.BufferedReader(_Lines(told)), format=formats.N_TRIPLES, lenient=True)
    pyoxigraph.serialize(quads, stream, format=getattr(formats, form), prefixes=PREFIXES)


def _chunks(told: Iterable[Triple]) -> Iterator[bytes]:
    left = iter(told)
    while lines := "".join(map("%s %s %s .\n".__mod__, islice(left, _CHUNK))):
        yield lines.encode()


class _Lines(io.RawIOBase):
    """The lines of an export as a file that is read as they are made."""

    def __init__(self, told: Iterable[Triple]) -> None:
        self._chunks = _chunks(told)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = next(self._chunks, b"")
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
