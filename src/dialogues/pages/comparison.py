"""A listing page against the registry: what the page has and the registry lacks, and the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import cast

from attrs import field, frozen

from dialogues.names.folding import fold
from dialogues.pages.entries import Entry, EntryKind, ListedDocument
from dialogues.pages.grammar import acronym
from dialogues.records import Agreement, Document, Publication
from dialogues.registry import Registry

Listed = Agreement | Publication


class DifferenceKind(StrEnum):
    """How a page and a registry differ."""

    NEW_PARTNER = "new-partner"
    NEW_PUBLICATION = "new-publication"
    NEW_DOCUMENT = "new-document"
    """The page has a document that the record lacks: another language, mostly."""
    NEW_ADDRESS = "new-address"
    """The page gives an address that the record lacks."""
    CHANGED_NAME = "changed-name"
    CHANGED_LABEL = "changed-label"
    CHANGED_ADDRESS = "changed-address"
    GONE_ENTRY = "gone-entry"
    """The registry says that a record is listed, and the page does not list it."""
    GONE_DOCUMENT = "gone-document"
    REPEATED_ENTRY = "repeated-entry"
    """The page lists a second time what the registry has once."""


@frozen
class Difference:
    """One difference between a page and a registry."""

    kind: DifferenceKind
    """What differs."""
    message: str
    """What differs, in a sentence."""
    record: str | None
    """The id of the record; None for what is new."""
    entry: Entry | None = field(repr=False)
    """The entry of the page; None for what is gone."""
    document: ListedDocument | None = field(default=None, repr=False)
    """The document of the page, where the difference is one of a document."""


@frozen
class Comparison:
    """What differs between a page and a registry."""

    differences: tuple[Difference, ...]
    """The differences: in the order of the page, then what is gone."""
    matched: tuple[tuple[Entry, str], ...] = field(default=(), repr=False)
    """The entries that the registry has, each with the record's id."""
    complete: bool = True
    """Whether all of the page was read; of one that was not, nothing is said to be gone."""

    @property
    def equal(self) -> bool:
        """Whether the page and the registry say the same."""
        return self.complete and not self.differences


def compare(entries: Iterable[Entry], source: str, registry: Registry, *, complete: bool = True) -> Comparison:
    """Compare a page's entries with the records that say they are listed: on this page, if the registry knows it."""
    listed = _listed(source, registry)
    left = dict(listed)
    differences: list[Difference] = []
    matched: list[tuple[Entry, str]] = []
    for entry in entries:
        record = _record_of(entry, left, registry)
        if record is not None:
            del left[record.id]
            matched.append((entry, record.id))
            differences += _entry_differences(entry, record, source, complete=complete)
            continue
        record = _record_of(entry, listed, registry)
        if record is not None:
            message = f"{entry.name} is on the page a second time"
            differences.append(Difference(DifferenceKind.REPEATED_ENTRY, message, record.id, entry))
            continue
        new = DifferenceKind.NEW_PARTNER if entry.kind is EntryKind.PARTNER else DifferenceKind.NEW_PUBLICATION
        labels = ", ".join(each.printed_label or "no label" for each in entry.documents)
        message = f"{entry.name} ({labels}) is on the page and not in the registry"
        differences.append(Difference(new, message, None, entry))
    for identifier, record in left.items() if complete else ():
        message = f"{_listed_name(record, source) or identifier} is in the registry and not on the page"
        differences.append(Difference(DifferenceKind.GONE_ENTRY, message, identifier, None))
    return Comparison(tuple(differences), tuple(matched), complete)


def _listed(source: str, registry: Registry) -> dict[str, Listed]:
    """Give the records that stand on a listing, in its order: on the page's own, else on any."""
    known = source if source in registry.sources else _source_with(source, registry)
    found: list[tuple[int, int, str, Listed]] = []
    records = [
        (place, identifier, record)
        for place, collection in enumerate((registry.agreements, registry.publications))
        for identifier, record in cast("Mapping[str, Listed]", collection).items()
    ]
    if not any(each.source == known for _, _, record in records for each in record.listed):
        known = ""
    for place, identifier, record in records:
        positions = [each.position for each in record.listed if known in ("", each.source)]
        if positions:
            found.append((place, positions[0], identifier, record))
    return {identifier: record for _, _, identifier, record in sorted(found, key=lambda each: each[:3])}


def _source_with(address: str, registry: Registry) -> str:
    """Give the id of the source that has an address; empty where none has."""
    return next((each.id for each in registry.sources.values() if address and each.address == address), "")


def _listed_name(record: Listed, source: str) -> str:
    names = [each.name for each in record.listed if source in ("", each.source)] or [
        each.name for each in record.listed
    ]
    return names[0] if names else ""


def _record_of(entry: Entry, listed: dict[str, Listed], registry: Registry) -> Listed | None:
    """Find the record that an entry means: by the printed name, by the partner, by a title."""
    names = _names(entry)
    for record in listed.values():
        if names & {_plain(each.name) for each in record.listed}:
            return record
    keys = {entry.country} if entry.country is not None else organisations_named(entry.name, registry)
    for record in listed.values():
        if entry.kind is EntryKind.PARTNER and isinstance(record, Agreement):
            if any(record.id in registry.agreements_with(key) for key in keys):
                return record
        elif isinstance(record, Publication) and names & {_plain(text) for text in (record.title or {}).values()}:
            return record
    return None


def organisations_named(name: str, registry: Registry) -> set[str]:
    """Give the ids of what a name means: as printed, without the acronym in brackets, and by it alone."""
    short = acronym(name)
    for text in (name, name.removesuffix(f"({short})").strip(), short) if short else (name,):
        found: set[str] = {each.record.id for each in registry.find(text) if each.record is not None}
        if found:
            return found
    return set()


def _names(entry: Entry) -> set[str]:
    """Give the names that an entry goes by: what is printed, and without the kind that stands before it."""
    return {name for name in (_plain(entry.name), _plain(entry.name.partition(":")[2])) if name}


def _plain(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(name)).split())


def _entry_differences(entry: Entry, record: Listed, source: str, *, complete: bool) -> list[Difference]:
    found: list[Difference] = []
    printed = {each.name for each in record.listed}
    if entry.name not in printed and not _names(entry) & {_plain(each) for each in printed}:
        message = f"the page prints {entry.name!r}, the registry has {_listed_name(record, source)!r}"
        found.append(Difference(DifferenceKind.CHANGED_NAME, message, record.id, entry))
    pairs, new, gone = _paired(list(entry.documents), list(record.documents))
    for theirs, document in pairs:
        found += _document_differences(entry, theirs, document, record.id)
    for theirs in new:
        label = theirs.printed_label or "no label"
        message = f"{entry.name}: the page has a document {label!r} ({theirs.language or 'language not known'}) more"
        found.append(Difference(DifferenceKind.NEW_DOCUMENT, message, record.id, entry, theirs))
    for document in gone if complete else ():
        message = (
            f"{entry.name}: the document {document.printed_label!r} ({document.language}) is no longer on the page"
        )
        found.append(Difference(DifferenceKind.GONE_DOCUMENT, message, record.id, entry))
    return found


def _paired(
    theirs: list[ListedDocument], ours: list[Document]
) -> tuple[list[tuple[ListedDocument, Document]], list[ListedDocument], list[Document]]:
    """Pair documents: by address, label and language; then the only one left with one whose language is not known."""
    pairs: list[tuple[ListedDocument, Document]] = []
    for same in (_same_address, _same_label, _same_language):
        for each in list(theirs):
            found = next((document for document in ours if same(each, document)), None)
            if found is not None:
                pairs.append((each, found))
                theirs.remove(each)
                ours.remove(found)
    # A document without a printed label was never on the page.
    ours = [each for each in ours if each.printed_label is not None]
    if len(theirs) == len(ours) == 1 and (theirs[0].language is None or ours[0].language.language == "und"):
        pairs.append((theirs.pop(), ours.pop()))
    return pairs, theirs, ours


def _same_address(theirs: ListedDocument, ours: Document) -> bool:
    return theirs.address is not None and theirs.address == ours.href


def _same_label(theirs: ListedDocument, ours: Document) -> bool:
    return theirs.printed_label is not None and theirs.printed_label == ours.printed_label


def _same_language(theirs: ListedDocument, ours: Document) -> bool:
    return theirs.language is not None and theirs.language.language == ours.language.language


def _document_differences(entry: Entry, theirs: ListedDocument, ours: Document, identifier: str) -> list[Difference]:
    found = []
    # A page that prints names where the listing printed codes says the same language, in another label.
    if theirs.printed_label is not None and theirs.printed_label != ours.printed_label:
        message = f"{entry.name}: the label {ours.printed_label!r} is now {theirs.printed_label!r}"
        found.append(Difference(DifferenceKind.CHANGED_LABEL, message, identifier, entry, theirs))
    if theirs.address is not None and ours.href is None:
        message = f"{entry.name}: the document {theirs.printed_label!r} has the address {theirs.address}"
        found.append(Difference(DifferenceKind.NEW_ADDRESS, message, identifier, entry, theirs))
    elif theirs.address is not None and theirs.address != ours.href:
        message = f"{entry.name}: the address of {theirs.printed_label!r} is now {theirs.address}, was {ours.href}"
        found.append(Difference(DifferenceKind.CHANGED_ADDRESS, message, identifier, entry, theirs))
    return found
