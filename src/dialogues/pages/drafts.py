"""Drafts of records for what a page lists and the registry lacks: each claim with the page as its source.

A draft is begun by a program and finished by a person: its first line says so, and what is not known is unknown.
Each draft is proved: it is read again before it is given, and says what it was made to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from dialogues.errors import CannotDraft
from dialogues.files import Reading, compose
from dialogues.files.scalars import write_block
from dialogues.files.to_record import to_record
from dialogues.languages.kind_words import other_language
from dialogues.languages.scripts import dominant_script
from dialogues.names.folding import fold_accents
from dialogues.names.placeholders import names_nothing
from dialogues.pages.additions import with_documents
from dialogues.pages.comparison import Comparison, DifferenceKind
from dialogues.pages.entries import ColumnKind, Entry, EntryKind, ListedDocument
from dialogues.pages.kinds import Kinds
from dialogues.pages.listed import organisations_named, source_with
from dialogues.pages.page import Page
from dialogues.pages.partners import acronym
from dialogues.records import RECORD_TYPES
from dialogues.records.address import web_address
from dialogues.records.evidence import MAX_QUOTE, words_of_quote
from dialogues.records.printed_dates import dates_of
from dialogues.vocabulary import InstrumentKind, PublicationKind

MARK = "# Draft: begun from a listing page. Check every line, complete what is unknown, then remove this one."
_LONGEST_ID = 60
# The scripts that others are made of.
_SCRIPTS = {"Jpan": ("Hira", "Kana", "Hani"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",)}
_YEAR = re.compile(r"(?:1[89]|2[01])[0-9]{2}")
_NEW = (DifferenceKind.NEW_PARTNER, DifferenceKind.NEW_AGREEMENT, DifferenceKind.NEW_PUBLICATION)


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
    Raises :class:`~dialogues.errors.CannotDraft` when it is neither, and when a draft would not be a record.
    """
    return tuple(_Drafter(page, comparison, reading, set(reading.registry)).drafts(source))


@define
class _Drafter:
    """Makes the drafts of one page."""

    page: Page
    comparison: Comparison
    reading: Reading
    used: set[str]
    """The ids that are taken."""
    source: str = ""
    """The id of the page's source."""
    kinds: Kinds = field(init=False)
    """What tells the countries that words name."""
    positions: dict[int, int] = field(factory=dict)
    """The place of each entry among the agreements, or the publications."""
    organisations: dict[str, str] = field(factory=dict)
    """The organisations that are drafted, by acronym, else by name."""

    def __attrs_post_init__(self) -> None:
        self.kinds = Kinds(self.page.language.language if self.page.language is not None else "", [])

    def drafts(self, source: str) -> Iterator[Draft]:
        counts = {True: 0, False: 0}
        for entry in self.page.entries:
            published = entry.kind is EntryKind.PUBLICATION
            counts[published] += 1
            self.positions[id(entry)] = counts[published]
        yield from self._source(source)
        added: dict[str, list[ListedDocument]] = {}
        for each in self.comparison.differences:
            if each.kind in _NEW and each.entry is not None:
                yield from self._entry(each.entry)
            elif each.kind is DifferenceKind.NEW_DOCUMENT and each.record and each.document is not None:
                added.setdefault(each.record, []).append(each.document)
        for record, documents in added.items():
            file = self.reading.files[record]
            items = [self._document(document) for document in documents]
            yield Draft(file, with_documents(self.reading, record, items, MARK))

    def _source(self, source: str) -> Iterator[Draft]:
        known = source if source in self.reading.registry.sources else source_with(source, self.reading.registry)
        if known:
            self.source = known
        elif source.startswith(("http://", "https://")):
            self.source = self._free_id("page-" + source.split("://", 1)[1])
            address = web_address(source) or source
            value = {"title": "Listing page", "address": address, "class": "unknown"}
            yield _proved(f"sources/{self.source}.yaml", value)
        else:
            raise CannotDraft(source, "the source is neither one of the registry's nor an address")

    def _entry(self, entry: Entry) -> Iterator[Draft]:
        ends = {
            "documents": [self._document(each, entry) for each in entry.documents],
            "listed": [{"source": self.source, "position": str(self.positions[id(entry)]), "name": entry.name}],
        }
        if names_nothing(entry.name) and entry.kind is not EntryKind.PUBLICATION:
            return  # it says of nobody who the partner is: the page's oddities tell of it
        identifier = self._free_id(entry.name, "draft")
        if entry.kind is EntryKind.PUBLICATION:
            yield _proved(f"publications/{identifier}.yaml", self._publication(entry, ends))
            return
        evidence = [{"for": "country", "source": self.source, "quote": self._quote_of(entry)}]
        partner: dict[str, Any] = {"side": "partner"}
        if entry.country:
            partner |= {"country": entry.country, "evidence": evidence}
        elif entry.kind is EntryKind.PARTNER:
            organisation, found = self._organisation_of(entry)
            yield from found
            partner |= {"organisation": organisation, "evidence": [{**evidence[0], "for": "organisation"}]}
        titled = entry.kind is EntryKind.AGREEMENT
        kind = _instrument(entry.name) if titled else None
        agreement = {
            "title": {self._language(entry.name): entry.name} if titled else {"en": f"Agreement with {entry.name}"},
            "title_basis": "descriptive",
            "kind": (kind or InstrumentKind.UNKNOWN).value,
            "parties": [{"side": "eu"}, partner],
            **self._signed(entry),
            "authentic_languages": "unknown",
            "status": "unknown",
            **ends,
        }
        if kind:
            quote = _quote(entry.printed) if entry.heading else self._quote_of(entry)
            agreement["evidence"] = [{"for": "kind", "source": self.source, "quote": quote}]
        yield _proved(f"agreements/{identifier}.yaml", agreement)

    def _language(self, text: str) -> str:
        """Give the language that the page says it is in, where a text has its script, and no words of another one."""
        tag, script = self.page.language, dominant_script(text)
        if tag is None or other_language(text, tag.language):
            return "und"
        written = tag.maximize().script
        return str(tag) if script in (written, *_SCRIPTS.get(written, ())) else "und"

    def _signed(self, entry: Entry) -> dict[str, Any]:
        """Give the date of signature, where the page says that it is that."""
        if entry.date_kind is not ColumnKind.SIGNED or len(entry.readings) != 1:
            return {}
        evidence = {"for": "date", "source": self.source, "quote": _quote(entry.date)}
        return {"signed": [{"date": str(entry.readings[0]), "evidence": [evidence]}]}

    def _organisation_of(self, entry: Entry) -> tuple[str, list[Draft]]:
        """Give the organisation that a partner is, and its draft where it is new."""
        named = organisations_named(entry.name, self.reading.registry)
        if len(named) == 1:
            return named.pop(), []
        key = acronym(entry.name) or entry.name
        if key in self.organisations:
            return self.organisations[key], []
        identifier = self._free_id(f"{entry.name} organisation", "draft")
        self.organisations[key] = identifier
        return identifier, [_proved(f"organisations/{identifier}.yaml", self._organisation(entry))]

    def _publication(self, entry: Entry, ends: dict[str, Any]) -> dict[str, Any]:
        kind = next((each for each in PublicationKind if entry.name.lower().startswith(each.value)), None)
        quote = _quote(entry.printed)
        # Where the words name another date as well, a person has to say which it is.
        named = {reading for each in dates_of(quote, 0, len(quote)) for reading in each.readings}
        dates = entry.readings if len(entry.readings) == 1 and not named - set(entry.readings) else ()
        language = "" if names_nothing(entry.name) else self._language(entry.name)
        claims = [f"title.{language}" if language else "", "kind" if kind else "", "published" if dates else ""]
        claims = list(filter(None, claims))
        return {
            **({"title": {language: entry.name}} if language else {}),
            "kind": (kind or PublicationKind.UNKNOWN).value,
            **({"published": str(dates[0])} if dates else {}),
            **ends,
            **({"evidence": [{"for": claims, "source": self.source, "quote": quote}]} if claims else {}),
        }

    def _document(self, document: ListedDocument, entry: Entry | None = None) -> dict[str, Any]:
        """Give a document as an item of a list, with its evidence."""
        said = {"quote": _quote(document.printed, end=True)}
        if entry is not None and self._is_of_others(said["quote"], entry):  # of its row, only its label is its own
            where = f"the document at {document.line}:{document.column} of the page"
            said = {"quote": document.printed_label} if document.printed_label else {"note": where}
        values = {
            "language": str(document.language or "und"),
            "printed_label": document.printed_label,
            "media_type": document.format.value if document.format is not None else None,
            "href": document.address,
            "evidence": [{"for": "language", "source": self.source, **said}],
        }
        return {key: value for key, value in values.items() if value is not None}

    def _quote_of(self, entry: Entry) -> str:
        """Quote what tells whom an entry is with: its line, or its name alone where that line names others as well."""
        quote = _quote(entry.heading or entry.printed)
        others = {*self.kinds.named_in(quote)} - {entry.country} if entry.country else ()
        return _quote(entry.heading or entry.name) if others else quote

    def _is_of_others(self, quote: str, entry: Entry) -> bool:
        """Say whether words name other countries than their entry's: a row of a table may name several."""
        named = self.kinds.named_in(quote) if entry.country else ()
        return bool(named) and entry.country not in named and entry.name not in quote

    def _organisation(self, entry: Entry) -> dict[str, Any]:
        """Begin the organisation that a partner is: its name as printed, in a language that the page does not tell."""
        quote, short = _quote(entry.name), acronym(entry.name)
        evidence = [{"for": "text", "source": self.source, "quote": quote}]
        other_names = [{"text": short, "use": "acronym", "evidence": evidence}] if short else []
        return {
            "name": {"und": entry.name},
            "kind": "unknown",
            **({"other_names": other_names} if other_names else {}),
            "evidence": [{"for": "name.und", "source": self.source, "quote": quote}],
        }

    def _free_id(self, words: str, ending: str = "") -> str:
        """Make an id that no record and no other draft has."""
        plain = "".join(char if char.isascii() and char.isalnum() else " " for char in fold_accents(words.lower()))
        said = [word for word in plain.split() if not _YEAR.fullmatch(word)]  # it would be read as the record's
        base = "-".join(filter(None, ("-".join(said)[:_LONGEST_ID].strip("-") or "entry", ending)))
        number, found = 1, base
        while found in self.used:
            number += 1
            found = f"{base}-{number}"
        self.used.add(found)
        return found


def _proved(file: str, value: dict[str, Any]) -> Draft:
    """Write a record, and read it again. Raises CannotDraft where that gives another one, or none."""
    text = "\n".join((MARK, *write_block(value), ""))
    collection, _, name = file.partition("/")
    tree, faults = compose(text, file)
    if tree is not None and not faults:
        record, faults = to_record(RECORD_TYPES[collection], tree, file, name.removesuffix(".yaml"))
        if record is not None and not faults and tree.value == value:
            return Draft(file, text)
    raise CannotDraft(file, faults[0].message if faults else "it cannot be written so that it reads as it is printed")


def _instrument(title: str) -> InstrumentKind | None:
    """Tell the kind of an agreement by the English words that its title begins with."""
    lowered = title.lower()
    return next((each for each in InstrumentKind if lowered.startswith(each.value.replace("-", " "))), None)


def _quote(printed: str, *, end: bool = False) -> str:
    """Quote the beginning of a line that is too long; or its end, where the labels are."""
    words = printed.split()
    words = words[-MAX_QUOTE:] if end else words[:MAX_QUOTE]
    while len(words) > 1 and words_of_quote(" ".join(words)) > MAX_QUOTE:  # in scripts without blanks, words are long
        words.pop(0 if end else -1)
    return " ".join(words)
