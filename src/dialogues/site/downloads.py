"""What can be fetched from a site: each record as data and as an entry to cite, and the whole registry."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from dialogues.publishing.citation import cite
from dialogues.publishing.exporting import export
from dialogues.publishing.graph_files import turtle_of
from dialogues.publishing.json_ld_context import context
from dialogues.publishing.package import row_of, texts_of_tables
from dialogues.publishing.tables import TABLES
from dialogues.records import RECORD_TYPES, Record
from dialogues.site.site import File, Site


def of_record(site: Site, record: Record) -> Iterator[File]:
    """Give the files of a record: its data, its row, its statements where its registry names a base, and for BibTeX."""
    folder = site.folder(record.id)
    told = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    yield File(f"{folder}/record.json", _pretty(told))
    yield File(f"{folder}/record.csv", row_of(site.registry, record, site.languages[0]))
    if has_linked_data(site):
        yield File(f"{folder}/record.ttl", turtle_of(site.registry, record))
        meaning = f"../assets/contexts/{record.collection}.jsonld"
        yield File(f"{folder}/record.jsonld", _pretty({"@context": meaning, **told}))
    if site.registry.manifest is not None:
        yield File(
            f"{folder}/record.bib",
            cite(site.registry, record.id, "bibtex", site.readers[site.languages[0]].dated).encode(),
        )


def names_of_record(site: Site, record: Record) -> list[tuple[str, str]]:
    """Name the files of a record, and where they are."""
    folder = site.folder(record.id)
    named = [("JSON", f"{folder}/record.json"), ("CSV", f"{folder}/record.csv")]
    if has_linked_data(site):
        named += [("Turtle (RDF)", f"{folder}/record.ttl"), ("JSON-LD", f"{folder}/record.jsonld")]
    return named + ([("BibTeX", f"{folder}/record.bib")] if site.registry.manifest is not None else [])


def has_linked_data(site: Site) -> bool:
    """Say whether records have names that hold everywhere."""
    return site.registry.manifest is not None and site.registry.manifest.base is not None


def of_registry(site: Site) -> Iterator[File]:
    """Give the files of the whole registry: JSON, a CSV file for each table that has rows, and N-Quads."""
    told: dict[str, dict[str, object]] = {}
    for record in site.registry.values():
        dumped = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        told.setdefault(record.collection, {})[record.id] = dumped
    yield File("assets/records.json", f"{json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n".encode())
    for name, content in texts_of_tables(site.registry, site.languages[0]).items():
        yield File(f"assets/tables/{name}.csv", content)
    if has_linked_data(site):
        for name in RECORD_TYPES:
            meaning = {"@context": context(site.registry, name)}
            yield File(f"assets/contexts/{name}.jsonld", _pretty(meaning))
        stream = io.BytesIO()
        export(site.registry, stream, "nquads")
        yield File("assets/registry.nq", stream.getvalue())


def names_of_registry(site: Site) -> list[tuple[str, str]]:
    """Name the files of the whole registry, and where they are."""
    named = [("JSON", "assets/records.json")]
    named += [("N-Quads (RDF)", "assets/registry.nq")] if has_linked_data(site) else []
    return named + [(f"CSV: {name}", f"assets/tables/{name}.csv") for name in TABLES]


def _pretty(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
