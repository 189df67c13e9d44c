"""The pages that are there once: the start, the time line, the languages, the gaps, the search, and about it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dialogues.languages.localised import LocalisedText
from dialogues.names.folding import fold, fold_accents
from dialogues.records import RECORD_TYPES, Agreement, Record, time_key
from dialogues.site.addresses import INDEX, record_folder
from dialogues.site.downloads import names_of_registry
from dialogues.site.linked import catalogue
from dialogues.site.matrix import matrix
from dialogues.site.partner_pages import Count, PartnerPages, years
from dialogues.site.pictures import KINDS
from dialogues.site.reader import Reader, capital
from dialogues.site.shown import Text
from dialogues.site.site import MISSING, File, Row, Site


class Gap(NamedTuple):
    """Something that is not known of some records."""

    label: str
    """What is not known."""
    records: tuple[Row, ...]
    """The records, or the first of them."""
    number: int
    """How many they are."""


class Changed(NamedTuple):
    """What became of a record."""

    record: Text
    """The record, with a link."""
    texts: tuple[str, ...]
    """What became of it, in English."""


class Group(NamedTuple):
    """The names that begin with one letter."""

    letter: str
    """The letter."""
    names: tuple[Text, ...]
    """The names, with links."""


class OtherPages:
    """Writes the pages of a language that are there once."""

    def __init__(self, site: Site, reader: Reader) -> None:
        self._site = site
        self._reader = reader
        self._partners = PartnerPages(site, reader)

    def pages(self) -> Iterator[File]:
        """Give the pages."""
        yield self._start()
        yield from self._partners.pages()
        yield self._timeline()
        yield self._languages()
        yield self._unknown()
        yield self._about()
        if self._site.since is not None:
            yield self._changes()
        yield self._search()

    def _start(self) -> File:
        site, reader = self._site, self._reader
        dialogues = site.registry.dialogues
        return site.page(
            "start.html",
            reader,
            [],
            site.title(reader.language).text,
            reader.say(
                "Agreements, their texts and what came of them: each value with the source that says it, and with what "
                "other sources say instead."
            ),
            partners=self._partners.partners(),
            map=self._partners.map(),
            timeline=self._partners.timeline(dialogues.values()) if len(dialogues) <= _MOST_ROWS else "",
            matrix=matrix(site.registry, reader) if len(dialogues) <= _MOST_ROWS else None,
            collections=self._collections(),
            linked=catalogue(site, reader),
        )

    def _collections(self) -> list[Count]:
        held = self._site.registry.collections
        return [
            Count(self._reader.collection(name), len(held[name]), self._reader.page(name))
            for name in RECORD_TYPES
            if len(held[name])
        ]

    def _timeline(self) -> File:
        site, reader = self._site, self._reader
        dialogues = site.registry.dialogues
        records = [each for name in KINDS for each in site.registry.collections[name].values() if each.retired is None]
        dated = sorted((each for each in records if each.span.start), key=time_key)
        return site.page(
            "timeline.html",
            reader,
            ["timeline"],
            reader.say("What happened when"),
            timeline=self._partners.timeline(dialogues.values()),
            years=years(site, reader, dated, most=MOST),
        )

    def _languages(self) -> File:
        reader = self._reader
        title = reader.say("Languages of the texts")
        found = matrix(self._site.registry, reader)
        return self._site.page("languages.html", reader, ["languages"], title, matrix=found)

    def _unknown(self) -> File:
        reader = self._reader
        gaps = []
        for label, is_missing in self._gaps():
            records = [
                self._site.row(reader, each) for each in self._asked() if each.retired is None and is_missing(each)
            ]
            if records:
                gaps.append(Gap(label, tuple(records[:MOST]), len(records)))
        title = reader.say("What is not known")
        return self._site.page("unknown.html", reader, ["unknown"], title, gaps=gaps)

    def _asked(self) -> Iterator[Record]:
        for name in ("agreements", "publications", "events"):
            yield from self._site.registry.collections[name].values()

    def _gaps(self) -> list[tuple[str, Callable[[Record], bool]]]:
        say = self._reader.say
        return [
            (say("The sources disagree, and the dispute is open"), self._is_open),
            (say("The date is not known"), lambda each: each.span.start is None),
            (say("The date is uncertain"), lambda each: each.span.start is not None and bool(each.span.start.mark)),
            (say("No text is on record"), lambda each: isinstance(each, Agreement) and not each.documents),
            (say("The language of a text is not determined"), _has_undetermined),
            (
                say("The authentic languages are not known"),
                lambda each: isinstance(each, Agreement) and not each.authentic_languages,
            ),
        ]

    def _is_open(self, record: Record) -> bool:
        return any(each.is_open for each in self._site.backings[record.id].values())

    def _about(self) -> File:
        reader, registry = self._reader, self._site.registry
        publisher = registry.manifest.publisher if registry.manifest is not None else None
        return self._site.page(
            "about.html",
            reader,
            ["about"],
            reader.say("About this registry"),
            digest=registry.digest,
            has_changes=self._site.since is not None,
            since=self._site.since_version,
            downloads=names_of_registry(self._site),
            publisher=reader.record(publisher) if publisher else None,
        )

    def _changes(self) -> File:
        """Write what became of records since an older state; of what is gone, the id tells."""
        site, reader = self._site, self._reader
        changed = [
            Changed(reader.record(key) if key != "registry" else Text(reader.say("About this registry")), texts)
            for key, texts in site.changes.items()
        ]
        title = reader.say("What changed since version {version}", version=site.since_version)
        return site.page("changes.html", reader, ["changes"], title, changed=changed, since=site.since_version)

    def _search(self) -> File:
        """Write the page of the search: without a script it has all names, by their first letter."""
        reader = self._reader
        found: defaultdict[str, set[tuple[str, str | None, str]]] = defaultdict(set)
        for record in self._site.registry.values():
            page = reader.record_page(record.id)
            for text, language in _names(record, reader):
                found[_letter(text)].add((text, language, page))
        groups = [
            Group(
                letter, tuple(Text(*each) for each in sorted(names, key=lambda each: (reader.order(each[0]), each[2])))
            )
            for letter, names in sorted(found.items(), key=lambda each: reader.order(each[0]))
        ]
        return self._site.page("search.html", reader, ["search"], reader.say("Search"), groups=groups)


_MOST_ROWS = 25  # of a picture or a table on the start page
MOST = 200
"""How many records of a year, or with one gap, a page names."""


def _letter(text: str) -> str:
    """Give the letter or digit that a name is looked for under: without an accent, and behind quotation marks.

    >>> _letter("Élan"), _letter("「研究」"), _letter("...")
    ('E', '研', '…')
    """
    folded = fold_accents(fold(text))
    return capital(next((each for each in folded if each.isalnum()), "…"))


def _names(record: Record, reader: Reader) -> Iterator[tuple[str, str | None]]:
    """Give the names by which a reader may look for a record: the one that lists show, and those in other languages."""
    if isinstance(record.heading, LocalisedText):
        for tag, text in record.heading.items():
            yield text, str(tag)
    else:
        named = reader.record(record.id)
        yield named.text, named.language


def _has_undetermined(record: Record) -> bool:
    return record.collection in ("agreements", "publications") and any(str(tag) == "und" for tag in record.languages)


def roots(site: Site) -> Iterator[File]:
    """Give the pages of no language: the choice of languages, what is told where a page is missing, former ids."""
    title = site.title(site.languages[0])
    yield site.neutral(INDEX, title, [], [])
    missing = [Text(reader.say("There is no such page."), each) for each, reader in site.readers.items()]
    yield site.neutral(MISSING, title, missing, [])
    manifest = site.registry.manifest
    for former in manifest.former_ids if manifest is not None else ():
        if former not in site.registry:
            told: Sequence[Text] = [
                Text(reader.say("This record was taken out; its id is not used again."), each)
                for each, reader in site.readers.items()
            ]
            folder = record_folder(former, site.languages)
            yield site.neutral(f"{folder}/{INDEX}", Text(former, site.languages[0]), told, [])
