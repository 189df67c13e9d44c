"""``dialogues show``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

import click

from dialogues.cli.dialogue import show_dialogue
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json, print_paragraph
from dialogues.errors import AmbiguousName, UnknownName
from dialogues.files import load
from dialogues.findings import format_path
from dialogues.languages.display import language_name, territory_name
from dialogues.records import (
    Agreement,
    Contribution,
    Document,
    EventFile,
    Figure,
    Funding,
    Interest,
    Organisation,
    OrganisationName,
    PersonName,
    Phase,
    Place,
    Publication,
    Record,
    Source,
)
from dialogues.records.dates import Date
from dialogues.records.evidence import Evidence, Resolution
from dialogues.records.fields_of import fields_of, parts, references
from dialogues.registry import Registry
from dialogues.registry.display import (
    cited_sources,
    date_text,
    figure_text,
    organisation_name,
    party_name,
    place_text,
    record_name,
    text_in,
)

C = TypeVar("C", Evidence, Resolution)


@click.command("show")
@click.argument("name")
@data_option
@language_option
@json_option
def command(name: str, data: str | None, language: str, *, as_json: bool) -> None:
    """Show one record with its documents, disputes and sources; or the dialogue with a partner."""
    registry = load(data)
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
    if isinstance(record, Agreement):
        _show_agreement(registry, record, language)
    elif isinstance(record, Publication):
        _show_publication(registry, record, language)
    elif isinstance(record, Organisation):
        _show_organisation(registry, record, language)
    elif isinstance(record, Source):
        _show_source(record, language)
    else:
        _show_other(registry, record, language)
    if not isinstance(record, Source):
        _show_related(registry, record, language)
    _show_disputes(record)
    _show_sources(registry, record)


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
            *(("country", territory_name(code, language)) for code in publication.countries),
            *(
                (label, f"{record_name(registry, identifier, language)} ({identifier})")
                for label, identifiers in (
                    ("programme", publication.programmes),
                    ("event", publication.events),
                    ("cooperation", publication.cooperations),
                )
                for identifier in identifiers
            ),
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


def _show_other(registry: Registry, record: Record, language: str) -> None:
    """Show an event, programme, cooperation, person or theme: its fields in order, its parts in words."""
    print_heading(f"{record.id}: {record_name(registry, record.id, language)}")
    fields: list[tuple[str, str]] = []
    for name, *_ in fields_of(type(record)):
        value = getattr(record, name)
        if name in ("id", "name", "title", "evidence", "resolution", "retired", "notes") or value in (None, (), False):
            continue
        label = name.replace("_", " ")
        for at, each in enumerate(value if isinstance(value, tuple) else (value,)):
            fields.append((label if at == 0 else "", _in_words(registry, name, each, language)))
    print_fields(fields, 2)
    _show_notes(getattr(record, "notes", ()))


def _in_words(registry: Registry, name: str, value: Any, language: str) -> str:
    if type(value) in _WORDS:
        return _WORDS[type(value)](registry, value, language)
    if name in ("countries", "partners", "country"):
        return territory_name(value, language)
    if name not in ("host_event", "series", "kind") and value in registry:
        return record_name(registry, value, language)
    return value.replace("-", " ") if isinstance(value, StrEnum) else str(value)


def _contribution(registry: Registry, value: Contribution, language: str) -> str:
    who = record_name(registry, value.person, language) if value.person else value.group or ""
    organisation = organisation_name(registry, value.organisation, language) if value.organisation else ""
    country = territory_name(value.country, language) if value.country else ""
    address = "".join(f"{form} " for form in value.forms_of_address[:1])
    also = f"also {', '.join(value.forms_of_address[1:])}" if value.forms_of_address[1:] else ""
    about = "".join(f", {part}" for part in (value.office, organisation, country) if part)
    kind = ", ".join(part for part in (value.kind.value, also) if part)
    return f"{address}{who}{about} ({kind})" + "".join(f"; {words}" for words in value.said)


def _file(registry: Registry, value: EventFile, language: str) -> str:
    return value.printed + (f" ({record_name(registry, value.person, language)})" if value.person else "")


def _phase(_registry: Registry, value: Phase, language: str) -> str:
    return f"{value.name}: {date_text(value.start, value.end, language) or 'dates unknown'}"


def _funding(registry: Registry, value: Funding, language: str) -> str:
    payers = [record_name(registry, key, language) for key in (value.organisation, value.programme) if key]
    amount = f", {figure_text(value.amount)}" if value.amount else ""
    return f"{' / '.join(payers) or 'nobody named'} ({value.role.value}{amount})"


def _interest(registry: Registry, value: Interest, language: str) -> str:
    if value.country:
        return territory_name(value.country, language)
    return organisation_name(registry, value.organisation, language) if value.organisation else "nobody named"


_WORDS: dict[type, Callable[[Registry, Any, str], str]] = {
    Contribution: _contribution,
    Date: lambda _registry, value, language: str(value.format(language)),
    EventFile: _file,
    Figure: lambda _registry, value, _language: figure_text(value),
    Funding: _funding,
    Interest: _interest,
    OrganisationName: lambda _registry, value, _language: str(value.text),
    PersonName: lambda _registry, value, _language: str(value.text),
    Phase: _phase,
    Place: place_text,
}


def _show_source(source: Source, language: str) -> None:
    print_heading(f"{source.id}: {source.title}")
    print_fields(
        [
            ("address", source.address),
            ("class", source.source_class.value),
            ("language", language_name(source.language, language) if source.language else ""),
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
        *((path, f"{each.source} says {each.says}") for path, each in _claims(record, Evidence) if each.says),
        *((path, f"{each.outcome.value}: {each.why}") for path, each in _claims(record, Resolution)),
    ]
    if disputes:
        print_heading("disputes")
        print_fields(sorted(disputes), 2)


def _claims(record: Record, kind: type[C]) -> Iterator[tuple[str, C]]:
    """Find the evidence or resolutions of a record, each with the path of what it speaks of."""
    for path, part in parts(record):
        if isinstance(part, kind):
            owner = path[: max(at for at, each in enumerate(path) if each in ("evidence", "resolution"))]
            at = format_path(owner)
            for claim in part.claims:
                yield f"{at}.{claim}" if at else claim, part


def _show_sources(registry: Registry, record: Record) -> None:
    cited = cited_sources(record)
    if cited:
        print_heading("sources")
        print_fields([(identifier, registry.sources[identifier].title) for identifier in cited], 2)
