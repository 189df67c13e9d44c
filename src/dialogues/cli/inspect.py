"""``dialogues inspect`` and ``dialogues attach``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from dialogues.cli.choices import complete_ids
from dialogues.cli.opening import folder_of
from dialogues.cli.options import LanguageType, Unreadable, json_option
from dialogues.cli.output import print_data, print_fields, print_heading, print_json, print_line, print_paragraph
from dialogues.cli.written import dry_run_option, shown_folder
from dialogues.documents import DocumentFacts, inspect_many, not_limited
from dialogues.errors import CannotAttach
from dialogues.files import has_manifest, read
from dialogues.files.attach import attach, change_of, write_attached
from dialogues.findings import Finding, InvalidRegistry, Severity
from dialogues.languages.tags import LanguageTag


@click.command("inspect")
@click.argument("files", nargs=-1, required=True)
@click.option("--language", type=LanguageType(), help="Say what contradicts this language.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many files are read at once.")
@json_option
def look(files: tuple[str, ...], language: str | None, workers: int | None, *, as_json: bool) -> None:
    """Say what document files really are: format, pages, text layer, scripts, languages …

    Exits with 1 when a file or a page of it cannot be read, or contradicts --language.

    \b
    Examples:
      dialogues inspect letter.pdf
      dialogues inspect *.pdf --language es
    """
    for missing in not_limited():
        click.echo(f"dialogues: {missing} cannot be limited on this platform", err=True)
    found = _with_progress(files, workers)
    contradictions = [facts.contradictions(language) if language else () for facts in found]
    if as_json:
        print_json([facts.to_dict(language) for facts in found])
    else:
        for facts, each in zip(found, contradictions, strict=True):
            _print(facts, each)
    serious = any(finding.severity is not Severity.INFO for each in contradictions for finding in each)
    sys.exit(int(serious or not all(facts.readable and not facts.unread_pages for facts in found)))


def _with_progress(files: tuple[str, ...], workers: int | None) -> tuple[DocumentFacts, ...]:
    if len(files) < 2 or not sys.stderr.isatty():
        return inspect_many(files, workers=workers)
    with click.progressbar(length=len(files), label="reading", file=sys.stderr) as bar:
        return inspect_many(files, workers=workers, on_result=lambda _: bar.update(1))


def _print(facts: DocumentFacts, contradictions: tuple[Finding, ...]) -> None:
    print_heading(facts.path)
    declared = facts.declared or ""
    if facts.declared and facts.declared_language is None:
        declared += " (no language tag)"
    elif facts.declared_language is not None and str(facts.declared_language) != facts.declared:
        declared += f" ({facts.declared_language})"
    pdf = f" {facts.pdf_version}" if facts.pdf_version else ""
    print_fields(
        [
            ("problem", facts.problem),
            ("format", f"{facts.media_type.value}{pdf}" if facts.media_type else ""),
            ("size", f"{facts.size:,} bytes" if facts.size is not None else ""),
            ("sha256", facts.sha256),
            ("pages", str(facts.pages) if facts.pages is not None else ""),
            ("encrypted", "yes" if facts.encrypted else ""),
            ("title", facts.title or ""),
            ("created", facts.created or ""),
            ("modified", facts.modified or ""),
            ("declares", declared),
            ("tagged", "yes" if facts.tagged else ""),
            ("text on", {"all": "all pages", "some": "some pages", "none": "no page"}.get(facts.text_layer or "", "")),
            ("scripts", _shares(facts.scripts)),
            ("languages", _shares(facts.languages) or _no_language(facts)),
            *(("beware", f"{doubt}; read it and see") for doubt in facts.doubts),
            *(("note", note) for note in facts.notes),
        ],
        2,
    )
    for finding in contradictions:
        print_paragraph(finding.message, f"  {finding.code} {finding.severity.value}: ")


def _no_language(facts: DocumentFacts) -> str:
    if facts.doubts:
        return "not known"
    if facts.too_little_text:
        return "too little text"
    return "not identified" if facts.scripts else ""


def _shares(shares: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{code} {share:.0%}" for code, share in shares)


def _registry_of(file: str) -> Path:
    """Give the folder of the registry that a file lies in: the nearest one above it with a manifest."""
    for folder in Path(os.path.realpath(file)).parents:
        if has_manifest(folder):
            return folder
    raise click.UsageError(f"{file}: it lies in no registry's folder; put it into one, or name that with --data.")


@click.command("attach")
@click.argument("identifier", shell_complete=complete_ids, metavar="ID")
@click.argument("language", type=LanguageType())
@click.argument("file")
@click.option("--force", is_flag=True, help="Attach a file that contradicts the record.")
@click.option("--new", is_flag=True, help="Add a document in the language where the record has none.")
@click.option("--data", metavar="DIR", help="The registry's folder; the one that the file lies in if not given.")
@dry_run_option
@json_option
def put(
    identifier: str,
    language: str,
    file: str,
    data: str | None,
    *,
    force: bool,
    new: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Put a file's facts into the record of a document: path, size, sha256, pages, media type.

    ID may be any name of the record. The file lies in the folder of a registry, which --data names where no manifest is
    above the file. One that contradicts the record beyond doubt is refused.

    \b
    Examples:
      dialogues attach peru-2013 es data/files/peru-2013-es.pdf
      dialogues attach peru-2013 es letter.pdf --data data
    """
    reading = read(folder_of(data) if data is not None else _registry_of(file))
    if any(finding.severity is Severity.ERROR for finding in reading.findings):
        raise InvalidRegistry(reading.findings)
    try:
        attached = attach(reading, identifier, LanguageTag.parse(language), file, force=force, new=new)
        if not dry_run:
            write_attached(reading, attached)
    except CannotAttach as error:
        print_line(f"dialogues: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        raise Unreadable(f"the record cannot be written: {(error.strerror or str(error)).lower()}") from None
    if as_json:
        print_json({"file": attached.file, **attached.facts.to_dict(language)})
        return
    if dry_run:
        print_data(change_of(reading, attached).diff(shown_folder(reading.folder)))
    count = attached.facts.pages
    pages = f", {count} page{'' if count == 1 else 's'}" if count is not None else ""
    print_line(f"{attached.file}: {attached.facts.size:,} bytes{pages}, sha256 {attached.facts.sha256[:12]}…")
    if attached.facts.problem:
        print_line(attached.facts.problem)
    for doubt in attached.facts.doubts:
        print_line(f"{doubt}; read it and see")
    for finding in attached.contradictions:
        print_line(f"{finding.code} {finding.severity.value}: {finding.message}")
