"""Reading a listing page: from lines to entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen

from dialogues.documents.html_lines import Line, Lines, Link, is_html, lines_of_html, lines_of_text
from dialogues.errors import MissingDependency, shorten
from dialogues.languages.labels import LabelKind
from dialogues.languages.tags import LanguageTag
from dialogues.pages import grammar
from dialogues.pages.entries import Entry, EntryKind, ListedDocument, Oddity, OddityKind, Unread

if TYPE_CHECKING:
    from dialogues.pages.comparison import Comparison
    from dialogues.registry import Registry

MAX_BYTES = 5_000_000
_LONGEST_TITLE = 40  # characters of a link's title that could be a language
_LONGEST_LINK = 2  # words of a link that is a document's and no name
_LONGEST_PRINTED = 100  # characters of a name in a message
_LONGEST_NAME = 8  # words of a name of which some may be running text


@frozen
class Page:
    """What a listing page says. Entries, unread words and separators are all of its listing lines."""

    entries: tuple[Entry, ...]
    """The partners and publications, in order."""
    oddities: tuple[Oddity, ...] = field(repr=lambda found: str(len(found)))
    """What is odd, in order of place."""
    unread: tuple[Unread, ...] = field(repr=lambda found: str(len(found)))
    """What stands in the lines of the listing and could not be read."""
    source: str = ""
    """The page's address, or the id of its source."""

    @property
    def complete(self) -> bool:
        """Whether all of the page was read: a page that is too large is read to a limit."""
        return not any(each.kind is OddityKind.TOO_LARGE for each in self.oddities)

    def compare(self, registry: Registry) -> Comparison:
        """Compare the page with what a registry says is listed, by the page's source or by any."""
        from dialogues.pages.comparison import compare  # here: reading a page needs no registry

        return compare(self.entries, self.source, registry, complete=self.complete)


def read_page(page: str | bytes, source: str = "", *, encoding: str | None = None, address: str = "") -> Page:
    """Read a listing page, HTML or plain text; nothing is fetched, and no page raises.

    Raises :class:`~dialogues.errors.MissingDependency` for HTML and bytes where turbohtml is not installed.
    ``source`` is the page's address, which makes relative links whole, or the id of its source in a registry;
    ``address`` is the address where ``source`` is an id. ``encoding`` is what a server said of bytes (a byte-order
    mark comes before it, a declaration of the page behind it). At most 5 MB are read.
    """
    odd: list[Oddity] = []
    text = page if isinstance(page, str) else _decoded(page, encoding, odd)
    if len(page) > MAX_BYTES:
        message = f"the page has more than {MAX_BYTES:,} bytes; only so many were read"
        odd.append(Oddity(OddityKind.TOO_LARGE, message, 1, 1))
        text = text[:MAX_BYTES]
    address = address or (source if source.startswith(("http://", "https://")) else "")
    lines = lines_of_html(text, address) if is_html(text) else lines_of_text(text)
    if lines.cut_at is not None:
        odd.append(Oddity(OddityKind.TOO_LARGE, "the page has too many pieces; the rest was not read", *lines.cut_at))
    reader = _Reader(lines, odd)
    entries = reader.read()
    odd += _odd_labels(entries)
    return Page(
        entries, tuple(sorted(odd, key=lambda each: (each.line, each.column, each.kind))), tuple(reader.unread), source
    )


def _decoded(page: bytes, encoding: str | None, odd: list[Oddity]) -> str:
    try:
        from turbohtml.detect import detect  # here: only bytes need it
    except ImportError:
        raise MissingDependency("reading a page", "turbohtml") from None
    head = page[:MAX_BYTES]
    found = detect(head[:65_536]) if head else None
    name = (found.encoding if found is not None else None) or "utf-8"
    if encoding and not (found is not None and found.bom):
        name = encoding
    try:
        text = head.decode(name, "replace")
    except (LookupError, ValueError):  # no encoding, or one that is not of text
        odd.append(Oddity(OddityKind.ENCODING, f"the encoding {name!r} is not known; read as UTF-8", 1, 1))
        text = head.decode("utf-8", "replace")
    if "\ufffd" in text and b"\xef\xbf\xbd" not in head:
        at = text.index("\ufffd")
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        odd.append(Oddity(OddityKind.ENCODING, f"some bytes are not {name}", line, column))
    return text.removeprefix("\ufeff")


@define
class _Begun:
    """An entry that documents may still be added to."""

    name: str
    place: tuple[int, int]
    date: str
    documents: list[ListedDocument]
    printed: str

    def entry(self) -> Entry:
        kind, documents = EntryKind.PUBLICATION, tuple(self.documents)
        return Entry(self.name, kind, documents, *self.place, printed=self.printed, date=self.date)


def _language_of(link: Link) -> LanguageTag | None:
    """Give the language that a link says it leads to, or that its title names."""
    if link.language:
        return grammar.understood(link.language).tag
    reading = grammar.understood(link.title) if 0 < len(link.title) <= _LONGEST_TITLE else None
    return reading.tag if reading is not None and reading.how is LabelKind.NAME else None


class _Reader:
    """Goes through the lines of a page and makes entries of what the grammar finds in them."""

    def __init__(self, lines: Lines, odd: list[Oddity]) -> None:
        self.lines = lines.lines
        self.odd = odd
        self.begun: list[_Begun] = []
        self.unread: list[Unread] = []
        self.taken = -1  # the last line that belongs to an entry
        self.goes_on = False  # whether a line of documents alone belongs to the last entry
        self.heading: Line | None = None  # the heading above, where it is a country's name
        self.headed: _Begun | None = None  # the entry of that heading

    def read(self) -> tuple[Entry, ...]:
        """Read all lines; give the entries."""
        documents = 0
        for number, line in enumerate(self.lines):
            if line.heading:
                self.heading = line if len(grammar.countries(line.text)) == 1 else None
                self.headed = None
            found = grammar.clusters(line)
            if found:
                self._line(number, line, found)
                documents += sum(len(each.labels) or 1 for each in found)
            if documents >= grammar.MAX_DOCUMENTS:
                message = f"the page lists more than {grammar.MAX_DOCUMENTS:,} documents; the rest was not read"
                self.odd.append(Oddity(OddityKind.TOO_LARGE, message, *line.place(found[-1].end)))
                break
        entries = tuple(_kinds((each.entry() for each in self.begun), self._groups()))
        self._partners(entries)
        return entries

    def _groups(self) -> dict[tuple[int, int], int]:
        """Give the group that each word's place is in."""
        return {
            (word.line, word.column): (line.group if len(line.words) < 1_000 else -number)
            for number, line in enumerate(self.lines)
            for word in line.words
        }

    def _line(self, number: int, line: Line, found: list[grammar.Cluster]) -> None:
        behind = 0
        if self._is_address(number, line, found):
            (link, *_) = line.links(0, len(line.text))
            held = self.begun[-1].documents
            held[-1] = evolve(held[-1], address=link.address)
            self.taken = number
            return
        for index, cluster in enumerate(found):
            self._cluster(number, line, behind, cluster, first=index == 0)
            if index + 1 < len(found):
                self._conjunction(line, behind, cluster)
            behind = cluster.end
        self._leave(line, behind, len(line.text))
        self.taken = number

    def _is_address(self, number: int, line: Line, found: list[grammar.Cluster]) -> bool:
        """Say whether a line is the link of the document above it: ``Download``."""
        return (
            self.goes_on
            and number == self.taken + 1
            and len(found) == 1
            and not found[0].labels
            and found[0].start == found[0].end
            and len(line.words) <= _LONGEST_LINK
            and self.begun[-1].documents[-1].address is None
        )

    def _cluster(self, number: int, line: Line, behind: int, cluster: grammar.Cluster, *, first: bool) -> None:
        text = line.text
        start, end = grammar.trimmed(text, behind, cluster.start)
        if not first or grammar.countries(text[slice(grammar.without_conjunction(text, start, end)[0], end)]):
            start, _ = grammar.without_conjunction(text, start, end)
        start = grammar.without_article(text, start, end)
        date = cluster.year
        if not date:
            end, date = grammar.date_behind(text, start, end)
            start, end = grammar.trimmed(text, start, end)
        if start < end and not grammar.is_publication(text[start:end]) and not grammar.countries(text[start:end]):
            start, end = self._name(line, start, end, first=first)
        documents = list(self._documents(line, cluster, start, end))
        name = text[start:end]
        if start < end and self.heading is not None and self.heading is not line and not grammar.countries(name):
            self._under_heading([evolve(each, title=name) for each in documents], date)
        elif start < end:
            self.begun.append(_Begun(name, line.place(start), date, documents, text[start : cluster.end]))
            self.goes_on = False
        elif self.begun and (not first or (self.goes_on and number == self.taken + 1)):
            self.begun[-1].documents += documents
        else:
            self._adopt(number, line, cluster, documents, date)

    def _name(self, line: Line, start: int, end: int, *, first: bool) -> tuple[int, int]:
        """Find the name in the words before a document; what stands around it is left unread."""
        text = line.text
        cell = text.find(" | ", start, end)
        if cell > 0 and grammar.countries(text[start:cell]):
            self._leave(line, cell, end)
            return start, cell
        at = grammar.partner_at_end(text, start, end)
        if at < 0 and first and text.count(" ", start, end) >= _LONGEST_NAME:
            at = grammar.name_at_end(text, start, end)
        if at > start:
            self._leave(line, start, at)
        return max(start, at), end

    def _under_heading(self, documents: list[ListedDocument], date: str) -> None:
        """Give documents that have a title of their own to the country whose name is the heading above."""
        assert self.heading is not None
        if self.headed is None:
            name = self.heading.text
            self.headed = _Begun(name, self.heading.place(0), date, documents, name)
            self.begun.append(self.headed)
        else:
            self.headed.documents += documents
        self.goes_on = self.begun[-1] is self.headed

    def _conjunction(self, line: Line, behind: int, cluster: grammar.Cluster) -> None:
        """Tell of a conjunction before an entry that others follow."""
        at, end = grammar.trimmed(line.text, behind, cluster.start)
        start, conjunction = grammar.without_conjunction(line.text, at, end)
        if behind and conjunction:
            name = shorten(line.text[start:end], _LONGEST_PRINTED)
            message = f"{conjunction!r} stands before {name}, which is not the last of the list"
            self.odd.append(Oddity(OddityKind.CONJUNCTION, message, *line.place(at)))

    def _adopt(
        self, number: int, line: Line, cluster: grammar.Cluster, documents: list[ListedDocument], date: str
    ) -> None:
        """Give documents without a name the line above as their name, beyond one that is a language's alone."""
        above = number - 1
        if above > self.taken and not cluster.labels and grammar.may_be_label(self.lines[above].text):
            label = self.lines[above]
            tag, (at_line, at_column) = grammar.understood(label.text).tag, label.place(0)
            changes: dict[str, Any] = {
                "printed_label": label.text,
                "language": tag,
                "line": at_line,
                "column": at_column,
                "printed": label.text,
            }
            documents = [evolve(each, **changes) for each in documents]
            above -= 1
        if above <= self.taken:
            if self.begun and self.goes_on:
                self.begun[-1].documents += documents
            else:
                self.unread.append(Unread(line.text[cluster.start : cluster.end], *line.place(cluster.start)))
            return
        named = self.lines[above]
        start, end = grammar.trimmed(named.text, 0, len(named.text))
        end, printed = grammar.date_behind(named.text, start, end)
        start, end = grammar.trimmed(named.text, start, end)
        links = [link for link in named.links(start, end) if grammar.media_type_of(link) is not None]
        if links and len(documents) == 1 and documents[0].address is None:
            documents = [evolve(documents[0], address=links[0].address)]
        name = named.text[start:end]
        if self.heading is not None and self.heading is not named and not grammar.countries(name):
            self._under_heading([evolve(each, title=name) for each in documents], date or printed)
            return
        self.begun.append(_Begun(name, named.place(start), date or printed, documents, named.text[start:]))
        if named is self.heading:
            self.headed = self.begun[-1]
        self.goes_on = True

    def _leave(self, line: Line, start: int, end: int) -> None:
        """Keep words that belong to no entry; separators are none."""
        start, end = grammar.trimmed(line.text, start, end)
        if line.text[start:end].strip(" .)]"):
            self.unread.append(Unread(line.text[start:end], *line.place(start)))

    def _documents(self, line: Line, cluster: grammar.Cluster, start: int, end: int) -> Iterator[ListedDocument]:
        """Make a document of each label; one of a format alone."""
        printed = line.text[start if start < end else cluster.start : cluster.end]  # one text for all labels
        for label in cluster.labels or (None,):
            link = self._link(line, cluster, label, start, end)
            at = label.start if label is not None else min(cluster.start, len(line.text) - 1)
            reading = grammar.understood(label.text) if label is not None else None
            tag = reading.tag if reading is not None else None
            linked = _language_of(link) if link is not None else None
            place = line.place(at)
            if link is not None and link.dropped:
                self.odd.append(
                    Oddity(OddityKind.DROPPED_ADDRESS, f"the link is {link.dropped} and was dropped", *place)
                )
            if tag is not None and linked is not None and tag.language != linked.language and label is not None:
                message = f"the label {label.text!r} is {tag}, its link says {linked}"
                self.odd.append(Oddity(OddityKind.CONTRADICTING_LINK, message, *place))
            yield ListedDocument(
                label.text if label is not None else None,
                tag or (linked if reading is None else None),
                cluster.format or (grammar.media_type_of(link) if link is not None else None),
                cluster.size,
                link.address if link is not None else None,
                *place,
                printed=printed,
            )

    def _link(
        self, line: Line, cluster: grammar.Cluster, label: grammar.Label | None, start: int, end: int
    ) -> Link | None:
        """Find the link of a label: its own, else that of the only document's format or name."""
        if label is not None:
            own = next(line.links(label.start, label.end), None)
            if own is not None:
                return own
        if len(cluster.labels) > 1 and label is not cluster.labels[0]:
            return None
        links = [*line.links(cluster.start, cluster.end), *line.links(start, end)]
        if len(cluster.labels) > 1:  # the format's link is the first label's
            links = [*line.links(cluster.start, cluster.labels[0].start)]
        return next((each for each in links if each.dropped or grammar.media_type_of(each) or each.language), None)

    def _partners(self, entries: Iterable[Entry]) -> None:
        """Tell of partners that are organisations, or not understood."""
        for entry in entries:
            if entry.kind is not EntryKind.PARTNER or entry.country is not None:
                continue
            place = (entry.line, entry.column)
            several, name = grammar.countries(entry.name), shorten(entry.name, _LONGEST_PRINTED)
            if grammar.acronym(entry.name):
                message = f"{name!r} is an organisation among countries"
                self.odd.append(Oddity(OddityKind.ORGANISATION, message, *place))
            elif several:
                message = f"{name!r} is the name of several countries: {', '.join(several)}"
                self.odd.append(Oddity(OddityKind.UNKNOWN_PARTNER, message, *place))
            else:
                message = f"{name!r} is no country's name that is known"
                self.odd.append(Oddity(OddityKind.UNKNOWN_PARTNER, message, *place))


def _kinds(entries: Iterable[Entry], groups: dict[tuple[int, int], int]) -> Iterator[Entry]:
    """Tell partners from publications: by their names, and by the company they keep."""
    entries = list(entries)
    named = [grammar.countries(entry.name) for entry in entries]
    company = Counter(
        groups.get((entry.line, entry.column)) for entry, codes in zip(entries, named, strict=True) if codes
    )
    for entry, codes in zip(entries, named, strict=True):
        among_partners = company[groups.get((entry.line, entry.column))] > 1
        if len(codes) == 1:
            yield evolve(entry, kind=EntryKind.PARTNER, country=codes[0])
        elif codes or (not grammar.is_publication(entry.name) and (grammar.acronym(entry.name) or among_partners)):
            yield evolve(entry, kind=EntryKind.PARTNER)
        else:
            yield entry


def _odd_labels(entries: tuple[Entry, ...]) -> Iterator[Oddity]:
    written: defaultdict[tuple[EntryKind, str], Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for document in entry.documents:
            written[entry.kind, (document.printed_label or "").casefold()][document.printed_label or ""] += 1
    for entry in entries:
        labels = [document.printed_label for document in entry.documents if document.printed_label]
        with_codes = any(len(label) <= 3 for label in labels)
        name = shorten(entry.name, _LONGEST_PRINTED)  # it is printed with each label
        seen: set[str] = set()
        for document in entry.documents:
            label = document.printed_label
            if label is None:
                continue
            place = (document.line, document.column)
            forms = written[entry.kind, label.casefold()].most_common()
            if label in seen:
                message = f"{name} has the label {label!r} twice"
                yield Oddity(OddityKind.REPEATED_LABEL, message, *place)
            elif len(forms) > 1 and forms[0][0] != label:
                yield Oddity(OddityKind.MIXED_CASE, f"{label!r} here, {forms[0][0]!r} elsewhere", *place)
            seen.add(label)
            yield from _odd_label(label, place, with_codes=with_codes)


def _odd_label(label: str, place: tuple[int, int], *, with_codes: bool) -> Iterator[Oddity]:
    reading = grammar.understood(label)
    if reading.how is LabelKind.COUNTRY_CODE:
        meant = " or ".join(map(str, reading.suggestions))
        yield Oddity(OddityKind.COUNTRY_CODE, f"{reading.note}; {meant} may be meant", *place)
    elif reading.tag is None:
        yield Oddity(OddityKind.UNKNOWN_LABEL, f"{label!r}: {reading.note}", *place)
    elif reading.tag.deprecated:
        yield Oddity(OddityKind.RETIRED_CODE, f"{label!r}: {reading.note}", *place)
    elif reading.how is LabelKind.NAME and with_codes:
        yield Oddity(OddityKind.NAME_INSTEAD_OF_CODE, f"{label!r} among codes; its code is {reading.tag}", *place)
