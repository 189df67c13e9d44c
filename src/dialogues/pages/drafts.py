"""Drafts of records for what a page lists and the registry lacks: each claim with the page as its source.

A draft is begun by a program and finished by a person: its first line says so, and what is not known is unknown.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from dialogues.errors import CannotDraft
from dialogues.files import Reading, compose, read_text
from dialogues.files.edit import append_item
from dialogues.files.replace import replace_file
from dialogues.files.scalars import write_scalar
from dialogues.names.folding import fold_accents
from dialogues.pages.comparison import Comparison, DifferenceKind
from dialogues.pages.entries import Entry, EntryKind, ListedDocument
from dialogues.pages.grammar import acronym
from dialogues.pages.listed import organisations_named
from dialogues.pages.page import Page
from dialogues.records.date_words import dates_in
from dialogues.records.evidence import MAX_QUOTE
from dialogues.registry import Registry
from dialogues.vocabulary import PublicationKind

_MARK = "# Draft: begun from a listing page. Check every line, complete what is unknown, then remove this one.\n"
_LONGEST_ID = 60


@frozen
class Draft:
    """A record's file, begun."""

    file: str
    """Its path below the folder of drafts."""
    text: str
    """What it says."""


def drafts(page: Page, comparison: Comparison, reading: Reading, source: str) -> tuple[Draft, ...]:
    """Make drafts of what is new: files for new entries, and changed files for records that lack a document.

    ``source`` is the id of a source of the registry, or an address, for which a source is drafted too.
    Raises :class:`~dialogues.errors.CannotDraft` when it is neither.
    """
    registry = reading.registry
    found: list[Draft] = []
    used = set(registry)
    if source.startswith(("http://", "https://")):
        identifier = _free_id("page-" + source.split("://", 1)[1], used)
        text = f"{_MARK}title: Listing page\naddress: {write_scalar(source)}\nclass: unknown\n"
        found.append(Draft(f"sources/{identifier}.yaml", text))
    elif source in registry.sources:
        identifier = source
    else:
        raise CannotDraft(source, "the source is neither one of the registry's nor an address")
    for difference in comparison.differences:
        entry = difference.entry
        if difference.kind in (DifferenceKind.NEW_PARTNER, DifferenceKind.NEW_PUBLICATION) and entry is not None:
            found += _entry(entry, page, identifier, registry, used)
    by_record: dict[str, list[ListedDocument]] = {}
    for difference in comparison.differences:
        if difference.kind is DifferenceKind.NEW_DOCUMENT and difference.record and difference.document:
            by_record.setdefault(difference.record, []).append(difference.document)
    for record, added in by_record.items():
        found.append(_with_documents(record, added, identifier, reading))
    return tuple(found)


def write_drafts(folder: Path, found: tuple[Draft, ...]) -> None:
    """Write drafts into a folder, all or none: a file that is there is never overwritten.

    Raises :class:`~dialogues.errors.CannotDraft` when one is there, and OSError when one cannot be written.
    """
    for draft in found:
        if os.path.lexists(folder / draft.file):  # a link that leads nowhere would be written through
            raise CannotDraft(draft.file, f"it is already in {folder}; nothing was written")
    for draft in found:
        (folder / draft.file).parent.mkdir(parents=True, exist_ok=True)
        replace_file(folder / draft.file, draft.text.encode())


def _free_id(words: str, used: set[str], ending: str = "") -> str:
    """Make an id that no record and no other draft has."""
    plain = "".join(char if char.isascii() and char.isalnum() else " " for char in fold_accents(words.lower()))
    base = "-".join(filter(None, ("-".join(plain.split())[:_LONGEST_ID].strip("-") or "entry", ending)))
    number, found = 1, base
    while found in used:
        number += 1
        found = f"{base}-{number}"
    used.add(found)
    return found


def _entry(entry: Entry, page: Page, source: str, registry: Registry, used: set[str]) -> Iterator[Draft]:
    position = 1 + [each for each in page.entries if each.kind is entry.kind].index(entry)
    listed = f"listed:\n  - {{source: {source}, position: {position}, name: {write_scalar(entry.name, flow=True)}}}\n"
    documents = "documents:\n" + "".join(document_item(each, source) for each in entry.documents)
    identifier = _free_id(entry.name, used, "draft")
    quote = write_scalar(" ".join(entry.printed.split()[:MAX_QUOTE]), flow=True)
    if entry.kind is EntryKind.PUBLICATION:
        kind = next((each for each in PublicationKind if entry.name.lower().startswith(each.value)), None)
        dates = dates_in(entry.date)
        claims = ["title.en", *(["kind"] if kind else []), *(["published"] if dates else [])]
        text = (
            f"title:\n  en: {write_scalar(entry.name)}\nkind: {(kind or PublicationKind.UNKNOWN).value}\n"
            + (f"published: {dates[0]}\n" if dates else "")
            + f"{documents}{listed}evidence:\n  - {{for: [{', '.join(claims)}], source: {source}, quote: {quote}}}\n"
        )
        yield Draft(f"publications/{identifier}.yaml", _MARK + text)
        return
    if entry.country:
        claim, partner = "country", entry.country
    else:
        claim, named = "organisation", sorted(organisations_named(entry.name, registry))
        partner = named[0] if len(named) == 1 else _free_id(f"{entry.name} organisation", used, "draft")
        if len(named) != 1:
            yield _organisation(entry, partner, source)
    parties = (
        "parties:\n  - side: eu\n  - side: partner\n"
        f"    {claim}: {partner}\n    evidence:\n      - {{for: {claim}, source: {source}, quote: {quote}}}\n"
    )
    title = f"title:\n  en: {write_scalar(f'Agreement with {entry.name}')}\ntitle_basis: descriptive\n"
    text = f"{title}kind: unknown\n{parties}authentic_languages: unknown\nstatus: unknown\n{documents}{listed}"
    yield Draft(f"agreements/{identifier}.yaml", _MARK + text)


def _organisation(entry: Entry, identifier: str, source: str) -> Draft:
    """Draft the organisation that a partner is: its name as printed, in a language that the page does not tell."""
    quote = write_scalar(" ".join(entry.name.split()[:MAX_QUOTE]), flow=True)
    text = f"name:\n  und: {write_scalar(entry.name)}\nkind: unknown\n"
    short = acronym(entry.name)
    if short:
        text += (
            f"other_names:\n  - text: {write_scalar(short)}\n    use: acronym\n"
            f"    evidence:\n      - {{for: text, source: {source}, quote: {quote}}}\n"
        )
    text += f"evidence:\n  - {{for: name.und, source: {source}, quote: {quote}}}\n"
    return Draft(f"organisations/{identifier}.yaml", _MARK + text)


def _quote(printed: str) -> str:
    """Quote a line of the page, its end where it is too long: that is where the labels are."""
    return write_scalar(" ".join(printed.split()[-MAX_QUOTE:]), flow=True)


def document_item(document: ListedDocument, source: str, indent: str = "  ") -> str:
    """Write a document as an item of a list."""
    lines = [f"language: {document.language or 'und'}"]
    if document.printed_label is not None:
        lines.append(f"printed_label: {write_scalar(document.printed_label)}")
    if document.format is not None:
        lines.append(f"media_type: {document.format.value}")
    if document.address is not None:
        lines.append(f"href: {write_scalar(document.address)}")
    lines += ["evidence:", f"  - {{for: language, source: {source}, quote: {_quote(document.printed)}}}"]
    return f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"


def _with_documents(record: str, added: list[ListedDocument], source: str, reading: Reading) -> Draft:
    file = reading.files[record]
    text, _ = read_text(reading.folder, file)
    for document in added:
        tree = compose(text or "", file)[0]
        text = append_item(text or "", tree, "documents", document_item(document, source))
    return Draft(file, _MARK + (text or ""))
