"""A listing page against the registry: what the page has and the registry lacks, and the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field, frozen

from dialogues.errors import shorten
from dialogues.pages.entries import Entry, EntryKind, ListedDocument
from dialogues.pages.listed import (
    Listed,
    ListedRecord,
    listed_records,
    names_of,
    partner_keys,
    plain,
    unlisted_records,
)
from dialogues.records import Document
from dialogues.records.address import web_address
from dialogues.registry import Registry

_LONGEST_PRINTED = 100  # characters of a name in a message


class DifferenceKind(StrEnum):
    """How a page and a registry differ."""

    NEW_PARTNER = "new-partner"
    NEW_AGREEMENT = "new-agreement"
    """The page lists an agreement by its title that no record stands for."""
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
    UNLISTED_ENTRY = "unlisted-entry"
    """The registry has a record for it, under another name perhaps, that does not say it is on this listing."""
    AMBIGUOUS_ENTRY = "ambiguous-entry"
    """The name is that of several countries or organisations (``Korea``)."""
    OTHER_RECORD = "other-record"
    """The page gives a document to one record that the registry has in another."""


_TO_DO = {
    DifferenceKind.NEW_PARTNER: "add a record; --draft begins one",
    DifferenceKind.NEW_AGREEMENT: "add a record; --draft begins one",
    DifferenceKind.NEW_PUBLICATION: "add a record; --draft begins one",
    DifferenceKind.NEW_DOCUMENT: "add it to {record}; --draft writes the file",
    DifferenceKind.NEW_ADDRESS: "add it to {record} as the document's href",
    DifferenceKind.CHANGED_NAME: "where it is the same, write the page's name in 'listed' of {record}",
    DifferenceKind.CHANGED_LABEL: "look at the document, and write the page's label in {record} as printed_label",
    DifferenceKind.CHANGED_ADDRESS: "see whether it is the same document, and change the href in {record}",
    DifferenceKind.GONE_ENTRY: "see whether the page names it otherwise; else say in a note of {record} since when",
    DifferenceKind.GONE_DOCUMENT: "keep it in {record}, and say in a note since when the page lacks it",
    DifferenceKind.REPEATED_ENTRY: "see whether it is another agreement than {record}; that is a record of its own",
    DifferenceKind.UNLISTED_ENTRY: "where it is the same, add the page to 'listed' of {record}",
    DifferenceKind.AMBIGUOUS_ENTRY: "find out which is meant, and add the record by hand: nothing is drafted",
    DifferenceKind.OTHER_RECORD: "find out which of the two it belongs to: nothing is drafted",
}


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

    @property
    def to_do(self) -> str:
        """What to do about it, in a sentence."""
        return _TO_DO[self.kind].format(record=self.record)


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
    listed = listed_records(source, registry)
    left = dict(listed.records)
    unlisted = unlisted_records(listed)
    elsewhere = _addresses(registry)
    differences: list[Difference] = []
    matched: list[tuple[Entry, str]] = []
    for entry in entries:
        record = listed.meant_by(entry, left)
        if record is not None:
            del left[record.id]
            matched.append((entry, record.id))
            differences += _entry_differences(entry, record, source, elsewhere, complete=complete)
        else:
            differences.append(_not_listed(entry, listed, unlisted))
    for identifier, record in left.items() if complete else ():
        message = f"{_listed_name(record, source) or identifier} is in the registry and not on the page"
        differences.append(Difference(DifferenceKind.GONE_ENTRY, message, identifier, None))
    return Comparison(tuple(differences), tuple(matched), complete)


def _addresses(registry: Registry) -> dict[str, str]:
    """Give the record that has a document, by the document's address."""
    return {
        web_address(document.href) or document.href: key
        for collection in (registry.agreements, registry.publications)
        for key, record in collection.items()
        for document in record.documents
        if document.href
    }


_NEW = {
    EntryKind.PARTNER: DifferenceKind.NEW_PARTNER,
    EntryKind.AGREEMENT: DifferenceKind.NEW_AGREEMENT,
    EntryKind.PUBLICATION: DifferenceKind.NEW_PUBLICATION,
}


def _not_listed(entry: Entry, listed: Listed, unlisted: Listed) -> Difference:
    """Tell of an entry that no record of the listing stands for any more: it is there twice, elsewhere, or new."""
    name = _short(entry.name)
    record = listed.meant_by(entry, listed.records)
    if record is not None:
        message = f"{name} is on the page a second time"
        return Difference(DifferenceKind.REPEATED_ENTRY, message, record.id, entry)
    record = unlisted.meant_by(entry, unlisted.records)
    if record is not None:
        message = f"{name} is on the page; the registry has {record.id}, which does not say that it is listed there"
        return Difference(DifferenceKind.UNLISTED_ENTRY, message, record.id, entry)
    several = sorted(partner_keys(entry, listed.registry)) if entry.kind is EntryKind.PARTNER else []
    if len(several) > 1:
        message = f"{name} is on the page, and may be {' or '.join(several)}"
        return Difference(DifferenceKind.AMBIGUOUS_ENTRY, message, None, entry)
    labels = _short(", ".join(each.printed_label or "no label" for each in entry.documents))
    return Difference(_NEW[entry.kind], f"{name} ({labels}) is on the page and not in the registry", None, entry)


def _short(text: str) -> str:
    """Cut what is printed in a message: a name is printed with each of its documents."""
    return shorten(text, _LONGEST_PRINTED)


def _listed_name(record: ListedRecord, source: str) -> str:
    names = [each.name for each in record.listed if source in ("", each.source)] or [
        each.name for each in record.listed
    ]
    return names[0] if names else ""


def _entry_differences(
    entry: Entry, record: ListedRecord, source: str, elsewhere: Mapping[str, str], *, complete: bool
) -> list[Difference]:
    found: list[Difference] = []
    printed = {each.name for each in record.listed}
    if entry.name not in printed and not names_of(entry) & {plain(each) for each in printed}:
        message = f"the page prints {_short(entry.name)!r}, the registry has {_listed_name(record, source)!r}"
        found.append(Difference(DifferenceKind.CHANGED_NAME, message, record.id, entry))
    name = _short(entry.name)
    pairs, new, gone = _paired(list(entry.documents), list(record.documents))
    for theirs, document in pairs:
        found += _document_differences(entry, theirs, document, record.id)
    for theirs in new:
        label = repr(theirs.printed_label) if theirs.printed_label else "without a label"
        other = elsewhere.get(theirs.address or "")
        kind, more = DifferenceKind.NEW_DOCUMENT, "more"
        if other is not None and other != record.id:
            kind, more = DifferenceKind.OTHER_RECORD, f"that the registry has in {other}"
        message = f"{name}: the page has a document {label} ({theirs.language or 'language not known'}) {more}"
        found.append(Difference(kind, message, record.id, entry, theirs))
    for document in gone if complete else ():
        message = f"{name}: the document {document.printed_label!r} ({document.language}) is no longer on the page"
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
    return theirs.address is not None and theirs.address == (web_address(ours.href) if ours.href else None)


def _same_label(theirs: ListedDocument, ours: Document) -> bool:
    return theirs.printed_label is not None and theirs.printed_label == ours.printed_label


def _same_language(theirs: ListedDocument, ours: Document) -> bool:
    return theirs.language is not None and theirs.language.language == ours.language.language


def _document_differences(entry: Entry, theirs: ListedDocument, ours: Document, identifier: str) -> list[Difference]:
    found = []
    name = _short(entry.name)
    # A page that prints names where the listing printed codes says the same language, in another label.
    if theirs.printed_label is not None and theirs.printed_label != ours.printed_label:
        message = f"{name}: the label {ours.printed_label!r} is now {theirs.printed_label!r}"
        found.append(Difference(DifferenceKind.CHANGED_LABEL, message, identifier, entry, theirs))
    if theirs.address is not None and ours.href is None:
        message = f"{name}: the document {theirs.printed_label!r} has the address {theirs.address}"
        found.append(Difference(DifferenceKind.NEW_ADDRESS, message, identifier, entry, theirs))
    elif theirs.address is not None and not _same_address(theirs, ours):
        message = f"{name}: the address of {theirs.printed_label!r} is now {theirs.address}, was {ours.href}"
        found.append(Difference(DifferenceKind.CHANGED_ADDRESS, message, identifier, entry, theirs))
    return found
