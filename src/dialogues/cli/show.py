"""``dialogues show``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json, print_paragraph
from dialogues.describing import cited_sources, organisation_name, party_name, text_in
from dialogues.findings import format_path
from dialogues.languages.display import language_name
from dialogues.reading import load
from dialogues.reading.shape import dump
from dialogues.records import Agreement, Document, Organisation, Publication, Record, Source
from dialogues.records.evidence import Evidence, Resolution
from dialogues.registry import Registry


@click.command("show")
@click.argument("name")
@data_option
@language_option
@json_option
def command(name: str, data: str | None, language: str, *, as_json: bool) -> None:
    """Show one record, with its documents, disputes and sources."""
    registry = load(data)
    record = registry.resolve(name)
    if as_json:
        print_json(dump(record))
        return
    if isinstance(record, Agreement):
        _show_agreement(registry, record, language)
    elif isinstance(record, Publication):
        _show_publication(registry, record, language)
    elif isinstance(record, Organisation):
        _show_organisation(registry, record, language)
    else:
        _show_source(record)
    _show_disputes(record)
    _show_sources(registry, record)


def _show_agreement(registry: Registry, agreement: Agreement, language: str) -> None:
    print_heading(f"{agreement.id}: {text_in(agreement.title, language)}")
    fields = [("kind", agreement.kind.value.replace("-", " "))]
    for party in agreement.parties:
        name = party_name(registry, party, language)
        acting = organisation_name(registry, party.organisation, language) if party.organisation else ""
        fields.append(("party", f"{name}: {acting}" if party.country and acting else name))
        fields.extend(
            ("", signatory.name + (f", {signatory.office}" if signatory.office else ""))
            for signatory in party.signatories
        )
    for each in agreement.signed:
        date = each.date.format(language) if each.date else "date unknown"
        fields.append((each.act.value, date + (f", {each.place}" if each.place else "")))
    authentic = agreement.authentic_languages
    fields += [
        ("title is", agreement.title_basis.value),
        ("binding", agreement.binding.value),
        ("status", agreement.status.value),
        ("authentic", "unknown" if authentic is None else ", ".join(map(str, authentic))),
    ]
    fields += [(relation.kind.value, relation.agreement) for relation in agreement.relations]
    earlier, later = registry.earlier(agreement.id), registry.later(agreement.id)
    fields += [("earlier", ", ".join(each.id for each in earlier)), ("later", ", ".join(each.id for each in later))]
    print_fields(fields, 2)
    _show_documents(agreement.documents, language)
    _show_notes(agreement.notes)


def _show_publication(registry: Registry, publication: Publication, language: str) -> None:
    print_heading(f"{publication.id}: {text_in(publication.title, language, 'no title is known')}")
    print_fields(
        [
            ("kind", publication.kind.value),
            ("published", publication.published.format(language) if publication.published else "unknown"),
            ("by", organisation_name(registry, publication.publisher, language) if publication.publisher else ""),
            *((each.scheme, each.value) for each in publication.identifiers),
        ],
        2,
    )
    _show_documents(publication.documents, language)
    _show_notes(publication.notes)


def _show_organisation(registry: Registry, organisation: Organisation, language: str) -> None:
    print_heading(f"{organisation.id}: {text_in(organisation.name, language)}")
    names = [f"{name.text} ({name.language})" if name.language else name.text for name in organisation.other_names]
    part_of = organisation_name(registry, organisation.part_of, language) if organisation.part_of else ""
    print_fields(
        [
            ("kind", organisation.kind.value.replace("-", " ")),
            ("country", organisation.country or ""),
            ("part of", part_of),
            *(("also", name) for name in names),
        ],
        2,
    )
    _show_notes(organisation.notes)


def _show_source(source: Source) -> None:
    print_heading(f"{source.id}: {source.title}")
    print_fields(
        [
            ("address", source.address),
            ("class", source.source_class.value),
            ("publisher", source.publisher or ""),
            ("as of", str(source.as_of or "")),
            ("note", source.note or ""),
        ],
        2,
    )


def _show_documents(documents: tuple[Document, ...], language: str) -> None:
    if not documents:
        return
    print_heading("documents")
    for document in documents:
        parts = [language_name(document.language, language)]
        if document.printed_label:
            parts.append(f"printed {document.printed_label!r}")
        if document.media_type:
            parts.append(document.media_type.name)
        parts += [part for part in (document.title, document.href, document.note) if part]
        print_fields([(str(document.language), "; ".join(parts))], 2)


def _show_notes(notes: tuple[str, ...]) -> None:
    if notes:
        print_heading("notes")
        for note in notes:
            print_paragraph(note, "  ")


def _show_disputes(record: Record) -> None:
    disputes = [
        *((path, f"{each.source} says {each.says}") for path, each in _within(record, Evidence) if each.says),
        *((path, f"{each.outcome.value}: {each.why}") for path, each in _within(record, Resolution)),
    ]
    if disputes:
        print_heading("disputes")
        print_fields(sorted(disputes), 2)


def _within(value: Any, kind: type[Any], path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Find the evidence or resolutions of a record, each with the path of what it speaks of."""
    if isinstance(value, kind):
        at = format_path(tuple(part for part in path if part not in ("evidence", "resolution"))[:-1])
        for claim in value.claims:
            yield f"{at}.{claim}" if at else claim, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _within(item, kind, (*path, index))
    elif hasattr(value, "__pydantic_fields__"):
        for name in value.__pydantic_fields__:
            yield from _within(getattr(value, name), kind, (*path, name))


def _show_sources(registry: Registry, record: Record) -> None:
    cited = cited_sources(record)
    if cited:
        print_heading("sources")
        print_fields([(identifier, registry.sources[identifier].title) for identifier in cited], 2)
