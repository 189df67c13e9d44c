"""``dialogues show``."""

from __future__ import annotations

import click

from dialogues.cli.choices import complete_shown
from dialogues.cli.dialogue import show_dialogue
from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_fields, print_heading, print_json, print_paragraph
from dialogues.cli.why import print_grounds
from dialogues.errors import AmbiguousName, UnknownName
from dialogues.findings import format_path
from dialogues.languages.catalogue import label, message, message_language, word
from dialogues.records import Agreement, Document, Organisation, Record, Source
from dialogues.records.fields_of import Path, references
from dialogues.registry import Registry
from dialogues.registry.claims import Claims
from dialogues.registry.description import described, document_text, said_in_words
from dialogues.registry.display import cited_sources, heading_of, marked_name
from dialogues.registry.grounds import field_at, grounds_of, path_in_words
from dialogues.vocabulary import RelationKind, Status

_BETWEEN_AGREEMENTS = {name for kind in RelationKind for name in (kind.value, kind.inverse)}


@click.command("show")
@click.argument("name", shell_complete=complete_shown)
@data_option
@language_option
@click.option("--sources", is_flag=True, help="Of the dialogue with a partner: tell what each line rests on.")
@click.option("--evidence", is_flag=True, help="Tell what each claim rests on, as why does.")
@json_option
def command(name: str, data: str | None, language: str, *, sources: bool, evidence: bool, as_json: bool) -> None:
    """Show one record with its documents, disputes and sources; or the dialogue with a partner.

    \b
    Examples:
      dialogues show brazil-2007 --in pt
      dialogues show Japan --sources
    """
    registry = registry_of(data)
    if name not in registry:
        try:
            dialogue = registry.dialogue(name)
        except (UnknownName, AmbiguousName):
            pass  # it names no partner, or not one alone: a record may still be meant
        else:
            if evidence:
                raise click.UsageError(f"--evidence is of a record, and {name!r} is a partner; --sources is of that.")
            show_dialogue(registry, dialogue, language, sourced=sources, as_json=as_json)
            return
    record = registry.resolve(name)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    told = heading_of(registry, record, language)
    heading = told.text if record.heading else message("text", "no title is known", language)
    mark = f" [{told.language}]" if told.language is not None else ""
    print_heading(f"{record.id}: {heading}{mark}{_no_longer(record, language)}")
    fields = [*described(registry, record, language)]
    if isinstance(record, Agreement):
        earlier, later = message("text", "earlier", language), message("text", "later", language)
        fields.append((earlier, ", ".join(each.id for each in registry.earlier(record.id))))
        fields.append((later, ", ".join(each.id for each in registry.later(record.id))))
    print_fields(fields, 2)
    _show_documents(getattr(record, "documents", ()), language)
    _show_notes(getattr(record, "notes", ()), language)
    if not isinstance(record, Source):
        _show_related(registry, record, language)
    if evidence:
        print_heading(word("field", "evidence", language))
        print_grounds(registry, grounds_of(registry, record, language), language)
    else:
        _show_disputes(registry, record, language)
    _show_sources(registry, record, language)


def _no_longer(record: Record, language: str) -> str:
    """Say behind a heading what must not be overlooked: that the record is not used, or the agreement does not hold."""
    said = [word("field", "retired", language)] if record.retired is not None else []
    if isinstance(record, Agreement) and record.status not in (Status.ACTIVE, Status.UNKNOWN):
        said.append(label(record.status, language))
    return f" ({', '.join(said)})" if said else ""


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
        print_heading(message("text", "related", language))
        print_fields(
            [
                (
                    ", ".join(_relation(kind, language) for kind in kinds),
                    f"{marked_name(registry, key, language)} ({key})",
                )
                for key, kinds in shown.items()
            ],
            2,
        )


def _show_documents(documents: tuple[Document, ...], language: str) -> None:
    if documents:
        print_heading(word("field", "documents", language))
        for document in documents:
            print_fields([(str(document.language), document_text(document, language))], 2)


def _show_notes(notes: tuple[object, ...], language: str) -> None:
    if notes:
        print_heading(as_written(word("field", "notes", language), language))
        for note in notes:
            print_paragraph(str(note), "  ")


def _show_disputes(registry: Registry, record: Record, language: str) -> None:
    claims = Claims(record)
    disputes = [
        *(
            (each.claim, message("text", "{source} says {value}", language, source=each.by.source, value=said))
            for each in claims.evidence
            if each.by.says
            for said in [said_in_words(registry, field_at(record, each.claim), each.by.says, language)]
        ),
        *((each.claim, f"{label(each.by.outcome, language)}: {each.by.why}") for each in claims.resolutions),
    ]
    if disputes:
        print_heading(message("text", "disputes", language))
        disputes.sort(key=_by_path)
        print_fields([(path_in_words(record, path, language), text) for path, text in disputes], 2)


def _by_path(dispute: tuple[Path, str]) -> tuple[str, str]:
    path, text = dispute
    return format_path(path), text


def _relation(kind: str, language: str) -> str:
    """Name a relation: those between agreements have a list of their own."""
    return word("RelationKind" if kind in _BETWEEN_AGREEMENTS else "relation", kind, language)


def as_written(heading: str, language: str) -> str:
    """Say over a text of the record, for a reader of another language than the registry's, that it is left as it is."""
    if message_language(language) == "en":
        return heading
    return message("text", "{heading} (as written)", language, heading=heading)


def _show_sources(registry: Registry, record: Record, language: str) -> None:
    cited = cited_sources(record)
    if cited:
        print_heading(word("collection", "sources", language))
        # One that is missing, or has a fault, is named by its id.
        unknown = message("text", "unknown", language)
        sources = [(identifier, registry.get(identifier)) for identifier in cited]
        print_fields([(key, source.title if isinstance(source, Source) else unknown) for key, source in sources], 2)
