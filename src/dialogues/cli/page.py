"""``dialogues page``."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from dialogues.cli.opening import reading_of
from dialogues.cli.options import Unreadable, json_option, language_option, whole_option
from dialogues.cli.output import print_data, print_json, print_line, print_paragraph, print_table
from dialogues.cli.written import dry_run_option
from dialogues.files import Reading, bundled_folder
from dialogues.files.changes import Change
from dialogues.languages.display import language_name
from dialogues.names.suggestion import suggest
from dialogues.pages import Entry, EntryKind, ListedDocument, Page, read_page
from dialogues.pages.comparison import Comparison, Difference
from dialogues.pages.draft_files import write_drafts
from dialogues.pages.drafts import Draft, drafts

BUNDLED = "bundled"
_MAX_BYTES = 20_000_000


@click.command("page")
@click.argument("file")
@click.option("--source", default="", metavar="ID|URL", help="The page's source in the registry, or its address.")
@click.option("--encoding", help="The encoding that a server gave.")
@click.option(
    "--compare", "folder", metavar="DIR", help=f"Compare with this registry ({BUNDLED} for the one that ships)."
)
@whole_option
@click.option("--draft", metavar="DIR", help="With --compare: write drafts of what is new into this folder.")
@dry_run_option
@language_option
@json_option
def command(
    file: str,
    source: str,
    encoding: str | None,
    folder: str | None,
    draft: str | None,
    language: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say what a listing page lists, HTML or text; - is standard input.

    With --compare, say what differs from the registry, and exit with 1 when something does.

    \b
    Examples:
      dialogues page listing.html
      dialogues page listing.html --compare bundled --in fr
    """
    if draft is not None and folder is None:
        raise click.UsageError("--draft needs --compare.")
    if dry_run and draft is None:
        raise click.UsageError("--dry-run is for --draft, which writes.")
    if draft is not None and not source:
        raise click.UsageError("--draft needs --source: the claims of a draft name the page they are from.")
    content = _content(file)
    if folder is None:
        _print(read_page(content, source, encoding=encoding), language, as_json=as_json)
        return
    reading = reading_of(str(bundled_folder()) if folder == BUNDLED else folder)
    page = read_page(content, source, encoding=encoding, address=_address(source, reading))
    comparison = page.compare(reading.registry)
    found = drafts(page, comparison, reading, source) if draft is not None else ()
    if not dry_run:
        _write(found, draft or "")
    elif not as_json:
        print_data("".join(Change(each.file, None, each.text.encode()).diff(draft or "") for each in found))
    named = [f"{(draft or '').rstrip('/')}/{each.file}" for each in found]
    _print_comparison(page, comparison, named if as_json or not dry_run else [], as_json=as_json)
    sys.exit(int(not comparison.equal))


def _print_comparison(page: Page, comparison: Comparison, written: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "differences": [_difference(each) for each in comparison.differences],
                "matched": len(comparison.matched),
                "complete": comparison.complete,
                "drafts": written,
                **_left(page),
            }
        )
        return
    for each in comparison.differences:
        print_paragraph(f"{each.message} ({each.to_do})", f"{each.kind.value:17}")
    _print_left(page)
    if not comparison.complete:
        click.echo("the page was not read to its end: what is gone cannot be told")
    said = _counted(len(comparison.differences), "difference") if comparison.differences else "nothing differs"
    click.echo(f"entries in the registry: {len(comparison.matched)}; {said}")
    for path in written:
        print_line(f"drafted: {path}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _content(file: str) -> bytes:
    """Read the page, of a regular file or standard input and at most so much: a device or a pipe may have no end."""
    try:
        content = sys.stdin.buffer.read(_MAX_BYTES + 1) if file == "-" else _of_file(file)
    except OSError as error:
        raise click.UsageError(f"{file}: {(error.strerror or 'it cannot be read').lower()}") from None
    if len(content) > _MAX_BYTES:
        raise Unreadable(f"{file}: it has more than {_MAX_BYTES:,} bytes, and a page that is read has at most so many")
    if content.startswith(b"%PDF"):
        raise Unreadable(f"{file}: it is a PDF, and no page; 'dialogues inspect' says what it is")
    return content


def _of_file(file: str) -> bytes:
    # Without waiting: opening a pipe that nobody writes to would take for ever.
    with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise Unreadable(f"{file}: it is no regular file; - reads standard input")
        return stream.read(_MAX_BYTES + 1)


def _write(found: tuple[Draft, ...], folder: str) -> None:
    try:
        write_drafts(Path(folder), found)
    except OSError as error:
        raise Unreadable(f"{folder}: {(error.strerror or str(error)).lower()}") from None


def _print(page: Page, language: str, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "source": page.source or None,
                "entries": [_entry(each) for each in page.entries],
                **_left(page),
            }
        )
        return
    # Most pages of partners print no dates, and a column of nothing tells nothing.
    dated = any(entry.date or any(each.date for each in entry.documents) for entry in page.entries)
    rows = [
        (
            f"{document.line}:{document.column}",
            entry.kind.value if first else "",
            entry.name if first else "",
            *((_day(entry, document, first=first),) if dated else ()),
            document.printed_label or "-",
            language_name(document.language, language) if document.language else "not known",
            " ".join(filter(None, (document.format.name if document.format else "", document.size))),
        )
        for entry in page.entries
        for first, document in ((each is entry.documents[0], each) for each in entry.documents)
    ]
    if rows:
        print_table(("PLACE", "KIND", "NAME", *(("DATE",) if dated else ()), "LABEL", "LANGUAGE", "FORMAT"), rows)
    kinds = Counter(each.kind for each in page.entries)
    counts = {kind.value: kinds[kind] for kind in EntryKind if kind is not EntryKind.AGREEMENT or kinds[kind]}
    click.echo(", ".join(_counted(number, what) for what, number in {**counts, "document": len(rows)}.items()))
    for entry in page.entries:
        for document in entry.documents:
            if document.address is not None:
                print_line(f"address {document.line}:{document.column} {document.address}")
    for each in page.oddities:
        print_paragraph(each.message, f"odd     {each.line}:{each.column} {each.kind.value}: ")
    _print_left(page)


def _day(entry: Entry, document: ListedDocument, *, first: bool) -> str:
    """Write the date of a document, or of its entry beside the first: what it means, or else as it is printed."""
    if document.date or not first:
        return document.date
    return " or ".join(map(str, entry.readings)) or entry.date


def _print_left(page: Page) -> None:
    for words in page.unread:
        said = " ".join(filter(None, (words.text, words.address)))
        print_paragraph(said, f"unread  {words.line}:{words.column} ")


def _left(page: Page) -> dict[str, Any]:
    """Give what is odd and what was not read."""
    return {
        "oddities": [
            {"kind": each.kind.value, "message": each.message, "line": each.line, "column": each.column}
            for each in page.oddities
        ],
        "unread": [
            {"text": each.text, "line": each.line, "column": each.column, "address": each.address}
            for each in page.unread
        ],
    }


def _address(source: str, reading: Reading) -> str:
    """Give the address of the page's source; a source that is neither known nor an address is a slip."""
    if not source or source.startswith(("http://", "https://")):
        return ""
    sources = reading.registry.sources
    if source not in sources:
        similar = suggest(source, sources)
        hint = f" Did you mean {similar[0]}?" if similar else ""
        raise click.UsageError(f"{source!r} is neither a source of the registry nor an address.{hint}")
    return str(sources[source].address)


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.kind.value,
        "country": entry.country,
        "countries": list(entry.countries),
        "date": entry.date,
        "date_readings": [str(each) for each in entry.readings],
        "date_kind": entry.date_kind.value if entry.date_kind else None,
        "printed": entry.printed,
        "heading": entry.heading,
        "line": entry.line,
        "column": entry.column,
        "documents": [_document(each) for each in entry.documents],
        "details": [
            {
                "kind": each.kind.value,
                "heading": each.heading,
                "text": each.text,
                "line": each.line,
                "column": each.column,
            }
            for each in entry.details
        ],
    }


def _document(document: ListedDocument) -> dict[str, Any]:
    return {
        "printed_label": document.printed_label,
        "language": str(document.language) if document.language else None,
        "language_from": document.language_from.value if document.language_from else None,
        "format": document.format.value if document.format else None,
        "size": document.size,
        "address": document.address,
        "title": document.title,
        "date": document.date,
        "beside": document.beside,
        "line": document.line,
        "column": document.column,
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind.value,
        "message": difference.message,
        "to_do": difference.to_do,
        "record": difference.record,
        "entry": _entry(difference.entry) if difference.entry else None,
        "document": _document(difference.document) if difference.document else None,
    }
