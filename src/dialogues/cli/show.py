"""``dialogues show``."""

from __future__ import annotations

import click

from dialogues.cli.dialogue import show_dialogue
from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json, print_paragraph
from dialogues.errors import AmbiguousName, UnknownName
from dialogues.findings import format_path
from dialogues.records import Agreement, Document, Organisation, Record, Source
from dialogues.records.fields_of import references
from dialogues.registry import Registry
from dialogues.registry.claims import Claims
from dialogues.registry.description import described, document_text
from dialogues.registry.display import cited_sources, record_name


@click.command("show")
@click.argument("name")
@data_option
@language_option
@json_option
def command(name: str, data: str | None, language: str, *, as_json: bool) -> None:
    """Show one record with its documents, disputes and sources; or the dialogue with a partner."""
    registry = registry_of(data)
    if name not in registry:
        try:
            dialogue = registry.dialogue(name)
        except (UnknownName, AmbiguousName):
            pass  # it names no partner, or not one alone: a record may still be meant
        else:
            show_dialogue(registry, dialogue, language, as_json=as_json)
            return
    record = registry.resolve(name)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    heading = record_name(registry, record.id, language) if record.heading else "no title is known"
    print_heading(f"{record.id}: {heading}")
    fields = [*described(registry, record, language)]
    if isinstance(record, Agreement):
        for label, found in (("earlier", registry.earlier(record.id)), ("later", registry.later(record.id))):
            fields.append((label, ", ".join(each.id for each in found)))
    print_fields(fields, 2)
    _show_documents(getattr(record, "documents", ()), language)
    _show_notes(getattr(record, "notes", ()))
    if not isinstance(record, Source):
        _show_related(registry, record, language)
    _show_disputes(record)
    _show_sources(registry, record, language)


def _show_related(registry: Registry, record: Record, language: str) -> None:
    """Show what others say of a record; what it says of others stands among its fields."""
    own = {each.identifier for each in references(record)}
    shown: dict[str, list[str]] = {}
    for each in registry.related(record.id, same_partner=not isinstance(record, Agreement)):
        if each.identifier not in own and each.kind not in ("source", "source-of"):
            shown.setdefault(each.identifier, []).append(each.kind)
    if isinstance(record, Organisation):
        for key in registry.agreements_with(record.id):
            shown.setdefault(key, ["agreement"])
    if shown:
        print_heading("related")
        fields = ((", ".join(kinds), f"{record_name(registry, key, language)} ({key})") for key, kinds in shown.items())
        print_fields([*fields], 2)


def _show_documents(documents: tuple[Document, ...], language: str) -> None:
    if documents:
        print_heading("documents")
        for document in documents:
            print_fields([(str(document.language), document_text(document, language))], 2)


def _show_notes(notes: tuple[object, ...]) -> None:
    if notes:
        print_heading("notes")
        for note in notes:
            print_paragraph(str(note), "  ")


def _show_disputes(record: Record) -> None:
    claims = Claims(record)
    disputes = [
        *((each.claim, f"{each.by.source} says {each.by.says}") for each in claims.evidence if each.by.says),
        *((each.claim, f"{each.by.outcome.value}: {each.by.why}") for each in claims.resolutions),
    ]
    if disputes:
        print_heading("disputes")
        print_fields(sorted((format_path(path), text) for path, text in disputes), 2)


def _show_sources(registry: Registry, record: Record, language: str) -> None:
    cited = cited_sources(record)
    if cited:
        print_heading("sources")
        print_fields([(each, record_name(registry, each, language)) for each in cited], 2)
