"""From lines to entries: paragraphs, items and headings; rows of tables are read by their cells (:mod:`.rows`).

It is one thing, and longer than others: what one line means depends on what the lines before it were taken for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from attrs import define, evolve, field

from dialogues.documents.lines import Line, Lines
from dialogues.documents.link import OBJECT
from dialogues.errors import shorten
from dialogues.pages.begun import Begun, Covered, Printed, behind_number
from dialogues.pages.buttons import is_button, size_of_button
from dialogues.pages.cards import Fact, fact_of, take
from dialogues.pages.clusters import MAX_DOCUMENTS, Cluster, clusters, is_file, may_list
from dialogues.pages.documents import Documents, with_label
from dialogues.pages.entries import ColumnKind, Detail, ListedDocument, Oddity, OddityKind, Unread
from dialogues.pages.headings import Heading, Headings, country_of, headed, name_in, words_of
from dialogues.pages.inflected import inflected_countries
from dialogues.pages.kinds import Kinds
from dialogues.pages.labels import is_label
from dialogues.pages.links import Links
from dialogues.pages.partners import (
    begins_as_agreement,
    countries,
    is_joined,
    is_publication,
    name_at_end,
    partner_at_end,
    trimmed,
    without_article,
    without_conjunction,
)
from dialogues.pages.stretch import Stretch
from dialogues.records.printed_dates import date_alone, dates_of, lead_before, whole_date

LONGEST_PRINTED = 100  # characters of a name in a message
_LONGEST_LINK = 2  # words of a link that is a document's and no name
_LONGEST_CARD = 12  # lines
_LONGEST_DATED = 60  # characters of a line that is a date and what leads to it
_LONGEST_NAME = 8  # words of a name of which some may be running text


class Rows(Protocol):
    """What reads the rows of tables."""

    def may_list(self, row: Line) -> bool:
        """Say whether a row may have documents."""

    def read(self, number: int, row: Line) -> int:
        """Make an entry of a row; give where its documents end."""


@define(eq=False)
class Reader:
    """Goes through the lines of a page and makes entries of what stands in them."""

    lines: tuple[Line, ...]
    language: str
    links: Links
    odd: list[Oddity]
    documents: Documents
    """What makes the documents."""
    begun: list[Begun] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    taken: int = -1
    """The last line that belongs to an entry."""
    goes_on: bool = False
    """Whether a line of documents alone belongs to the last entry."""
    kinds: Kinds = field(init=False)
    """What tells the countries that a heading names."""
    headings: Headings = field(factory=Headings)
    """The headings above."""
    card: Line | None = None
    """The heading that gave the last entry its name."""
    tail: int = -1
    """The last line that says something of the last entry."""
    listing: list[Line] = field(factory=list)
    """The lines that may have documents."""
    counted: int = 0
    """The documents so far."""
    stopped: bool = False

    @classmethod
    def of(cls, lines: Lines, links: Links, odd: list[Oddity]) -> Reader:
        """Begin to read a page."""
        language = lines.language.partition(",")[0].partition("-")[0].lower()
        held = headed(lines.lines, odd) if lines.marked else lines.lines
        return cls(held, language, links, odd, Documents(links, odd))

    def __attrs_post_init__(self) -> None:
        self.kinds = Kinds(self.language, self.odd)

    def read(self, rows: Rows) -> list[Begun]:
        """Read all lines, those of tables by ``rows``; give the entries."""
        headings = self.headings
        for number, line in enumerate(self.lines):
            if line.rank or line.level < headings.ends_at or line.part != headings.part:
                headings.leave(line)
                if line.rank and fact_of(line) is None:
                    headings.enter(number, line)
            if not (rows.may_list(line) if line.cells else may_list(line)):
                if self.card is not None:
                    self._fact_behind(number, line)
                continue
            self.listing.append(line)
            entries = len(self.begun)
            at = (rows.read if line.cells else self._line)(number, line)
            self.tail = number
            if len(self.begun) > entries and self.card is not None and self.card is not self.under:
                self.card = None
            if self.counted >= MAX_DOCUMENTS or line.cut:
                what = f"the page lists more than {MAX_DOCUMENTS:,} documents"
                if self.counted < MAX_DOCUMENTS:
                    what = "the page has too many words in one line"
                message = f"{what}; the rest was not read"
                self.odd.append(Oddity(OddityKind.TOO_LARGE, message, *line.place(at)))
                self.stopped = True
                return self.begun
        self._left_links()
        return self.begun

    def _fact_behind(self, number: int, line: Line) -> None:
        """Take what a line behind the documents of a card says of its entry."""
        if self.card is self.under and number == self.tail + 1 and self.begun:
            fact = fact_of(line)
            if fact is not None:
                take(self.begun[-1], fact, self.language)
                self.tail = self.taken = number

    @property
    def under(self) -> Line | None:
        """The heading right above."""
        return self.headings.last.line if self.headings.last is not None else None

    @property
    def heading(self) -> Heading | None:
        """The heading right above, where it is a partner's name: a country's, or one with its acronym."""
        return self.headings.partner if self.headings.partner is self.headings.last else None

    def begin(self, begun: Begun) -> None:
        """Begin an entry; it is of the country whose name a heading is that its own heading is below."""
        partner = self.headings.partner
        last = self.headings.last
        if partner is not None and partner is not last:
            begun.below, begun.heading = (partner.country,), partner.line.text
        elif partner is None and last is not None and len(last.line.text) < LONGEST_PRINTED:
            begun.below, begun.heading = self.kinds.several(words_of(last.line)), last.line.text
        self.begun.append(begun)

    def _left_links(self) -> None:
        """Tell of links to files that belong to nothing."""
        for line in self.listing:
            for run in line.runs:
                if run is not None and run[2] is not None and is_file(run[2]) and not self.links.is_used(run[2]):
                    address = self.links.use(run[2])
                    message = f"a link to a file belongs to no entry: {address or run[2].href}"
                    place = (run[2].place.line, run[2].place.col + 1)
                    self.odd.append(Oddity(OddityKind.LEFT_LINK, shorten(message, 300), *place))

    def _line(self, number: int, line: Line) -> int:
        found = clusters(line)
        if not found:
            return 0
        self.counted += sum(len(each.labels) or 1 for each in found)
        covered = Covered(line)
        if self._is_address(number, line, found):
            held = self.begun[-1].documents
            address = self.links.use(line.links(0, len(line.text))[0])
            held[-1] = evolve(held[-1], address=address, beside=line.text.replace(OBJECT, ""))
            self.taken = number
            return 0
        behind = 0
        for index, cluster in enumerate(found):
            self._cluster(number, covered, behind, cluster, first=index == 0)
            if index + 1 < len(found):
                self._conjunction(line, behind, cluster)
            behind = cluster.end
        self._date_behind(covered, behind)
        self.unread += covered.left(self.links)
        self.taken = number
        return found[-1].end

    def _is_address(self, number: int, line: Line, found: list[Cluster]) -> bool:
        """Say whether a line is the link of the document above it: ``Download``."""
        return (
            self.goes_on
            and number == self.taken + 1
            and len(found) == 1
            and not found[0].labels
            and (found[0].start == found[0].end or line.text == OBJECT)
            and line.text.count(" ") < _LONGEST_LINK
            and self.begun[-1].documents[-1].address is None
        )

    def _cluster(self, number: int, covered: Covered, behind: int, cluster: Cluster, *, first: bool) -> None:
        line = covered.line
        text = line.text
        covered.add(cluster.start, cluster.end)
        start, end, button = self._without_button(covered, *trimmed(text, behind, cluster.start))
        date = Printed(cluster.year, whole_date(cluster.year))
        if not cluster.year:
            start, end, date = self._dated(covered, start, end, first=first)
        if first:
            number_end = behind_number(text, start, end)
            covered.add(start, number_end)
            start = number_end
        name = without_conjunction(text, start, end)[0]
        if not first or countries(text[name:end]):
            covered.add(start, name)
            start = name
        bare = without_article(text, start, end)
        covered.add(start, bare)
        start = bare
        if start < end and not is_publication(text[start:end]) and not countries(text[start:end]):
            start, end = self._name(line, start, end, first=first)
        if not first and is_label(text[start:end]):
            start = end  # a label whose document is not here names nothing
        documents = list(self.documents.of(line, cluster, start, end))
        if button and documents:
            documents[0] = evolve(documents[0], beside=button, size=documents[0].size or size_of_button(button))
        covered.add(start, end)
        if start >= end and first:
            start, end, date = self._behind(covered, cluster, date)
        if start < end:
            said = line.said(start, end)
            printed = text[start : max(end, cluster.end)].replace(OBJECT, "")
            self._named(line, Begun(said, line.place(start), date, documents, printed, line.group))
        elif self.begun and (not first or (self.goes_on and number == self.taken + 1)):
            self.begun[-1].add(documents, date)
        else:
            self._adopt(number, covered, cluster, documents, date)

    @staticmethod
    def _without_button(covered: Covered, start: int, end: int) -> tuple[int, int, str]:
        """Take the words that only lead to the file off those before a document (``Download``); give both."""
        text, at = covered.line.text, start
        if not is_button(text[start:end]):
            last = covered.line.linked_at(end) if start < end else None
            if last is None or last.start <= start or not is_button(text[last.start : end]):
                return start, end, ""
            at = last.start
        covered.add(at, end)
        return *trimmed(text, start, at), text[at:end]

    def _behind(self, covered: Covered, cluster: Cluster, date: Printed) -> tuple[int, int, Printed]:
        """Find a name behind the only document of a line: ``[PDF] Chile, 14.03.2012``."""
        text = covered.line.text
        start, end = trimmed(text, cluster.end, len(text))
        if cluster.labels or start >= end:
            return start, start, date
        stretch = Stretch(covered, start, end, self.language)
        found = stretch.take_trailing()
        name = text[stretch.start : stretch.end]
        if not (countries(name) or begins_as_agreement(name) or inflected_countries(name, self.language)):
            covered.release(found)
            return start, start, date
        covered.add(stretch.start, stretch.end)
        return stretch.start, stretch.end, found if found.text else date

    def _named(self, line: Line, begun: Begun) -> None:
        """Begin an entry, or give its documents to the partner whose name is the heading above."""
        self.card = line if line.rank else None
        if self.heading is not None and self.heading.line is not line and not countries(begun.name):
            self.under_heading(begun.titled(), begun.date)
            return
        self.begin(begun)
        self.goes_on = False

    def _dated(self, covered: Covered, start: int, end: int, *, first: bool) -> tuple[int, int, Printed]:
        """Take the dates off both ends of the words before a document; give what is left, and the date."""
        stretch = Stretch(covered, start, end, self.language)
        before = self.begun[-1] if self.begun and not first else None
        leading = stretch.take_leading()
        # Where dates stand behind documents, one that begins the words before the next belongs to the entry above.
        if leading.text and before is not None and stretch.start < stretch.end and not before.date.text:
            before.date, leading = leading, Printed()
        trailing = stretch.take_trailing()
        if leading.text and trailing.text:
            covered.release(leading)
        date = trailing if trailing.text else leading
        return stretch.start, stretch.end, date if date.text else stretch.within()

    def _date_behind(self, covered: Covered, behind: int) -> None:
        """Give a date behind the documents of a line to the last entry, if it has none."""
        if self.begun and not self.begun[-1].date.text:
            end = len(covered.line.text)
            self.begun[-1].date = Stretch(
                covered, *trimmed(covered.line.text, behind, end), self.language
            ).take_leading()

    def _name(self, line: Line, start: int, end: int, *, first: bool) -> tuple[int, int]:
        """Find the name in the words before a document; what stands around it is left unread."""
        text = line.text
        if begins_as_agreement(text[start:end]) or inflected_countries(text[start:end], self.language):
            return start, end
        at = partner_at_end(text, start, end)
        if at < 0 and first and text.count(" ", start, end) >= _LONGEST_NAME:
            at = name_at_end(text, start, end)
        if at > start and first and is_joined(text[start:at]):
            return start, end
        return max(start, at), end

    def under_heading(self, documents: list[ListedDocument], date: Printed, details: Iterable[Detail] = ()) -> None:
        """Give documents that have a title of their own to the country whose name is the heading above."""
        assert self.heading is not None
        heading = self.heading
        if heading.begun is None:
            name = name_in(words_of(heading.line))
            heading.begun = Begun(name, heading.line.place(0), date, documents, heading.line.text, heading.line.group)
            self.begun.append(heading.begun)
        else:
            heading.begun.add(documents, date)
        heading.begun.details += details
        self.goes_on = self.begun[-1] is heading.begun

    def _conjunction(self, line: Line, behind: int, cluster: Cluster) -> None:
        """Tell of a conjunction before an entry that others follow."""
        at, end = trimmed(line.text, behind, cluster.start)
        start, conjunction = without_conjunction(line.text, at, end)
        if behind and conjunction:
            name = shorten(line.text[start:end], LONGEST_PRINTED)
            message = f"{conjunction!r} stands before {name}, which is not the last of the list"
            self.odd.append(Oddity(OddityKind.CONJUNCTION, message, *line.place(at)))

    def _adopt(
        self, number: int, covered: Covered, cluster: Cluster, documents: list[ListedDocument], date: Printed
    ) -> None:
        """Give documents without a name the line above as their name, beyond one that is a language's alone."""
        above, facts, documents, date = self._above(number, cluster, documents, date)
        party = next((fact for fact in facts if fact.kind is ColumnKind.PARTY), None)
        if above <= self.taken and party is None:
            if self.begun and self.goes_on:
                self.begun[-1].add(documents, date)
            else:
                self._without_name(covered, cluster, documents, date)
            return
        if above <= self.taken and party is not None:
            begun = Begun(party.text, party.line.place(party.start), date, documents, party.text, party.line.group)
        else:
            line = self.lines[above]
            begun = self._of_line(line, documents, date)
            if self.heading is not None and self.heading.line is not line and not countries(begun.name):
                for fact in facts:
                    take(begun, fact, self.language)
                self.under_heading(begun.titled(), begun.date, begun.details)
                return
            self._with_party(begun, above, party)
            self.card = line if line.rank else None
            if self.heading is not None and line is self.heading.line:
                self.heading.begun = begun
        begun.party = begun.party or party is not None
        for fact in facts:
            if fact is not party:
                take(begun, fact, self.language)
        self.begin(begun)
        self.goes_on = True

    def _above(
        self, number: int, cluster: Cluster, documents: list[ListedDocument], date: Printed
    ) -> tuple[int, list[Fact], list[ListedDocument], Printed]:
        """Find the line above that is a name, beyond those that say something else; give what these say."""
        above = number - 1
        facts: list[Fact] = []
        title = self.headings.last
        of_card = title is not None and self.taken < title.at < number and begins_as_agreement(title.line.text)
        if title is not None and of_card and number - title.at <= _LONGEST_CARD:
            return title.at, *self._of_card(title.at, number, cluster, documents, date)
        while above > self.taken:
            line = self.lines[above]
            if line.part != self.lines[number].part:
                return self.taken, facts, documents, date
            if above == number - 1 and not cluster.labels and is_label(line.text):
                documents = with_label(documents, line.text, line.place(0))
            elif (fact := fact_of(line)) is not None:
                facts.append(fact)
            elif above - 1 > self.taken and not date.text and (alone := self._date_alone(line)) is not None:
                date = alone
            elif line.text:  # a soft hyphen alone is a line that says nothing
                break
            above -= 1
        return above, facts, documents, date

    def _of_card(
        self, above: int, number: int, cluster: Cluster, documents: list[ListedDocument], date: Printed
    ) -> tuple[list[Fact], list[ListedDocument], Printed]:
        """Give what the lines between a card's heading and its document say: facts, a label, a date."""
        facts: list[Fact] = []
        for line in self.lines[above + 1 : number]:
            fact = fact_of(line)
            if fact is not None:
                facts.append(fact)
            elif not cluster.labels and documents[0].printed_label is None and is_label(line.text):
                documents = with_label(documents, line.text, line.place(0))
            elif not date.text:
                date = self._date_alone(line) or date
        return facts, documents, date

    def _of_line(self, line: Line, documents: list[ListedDocument], date: Printed) -> Begun:
        """Begin an entry whose name is a line above its documents."""
        named, text = Covered(line), line.text
        start, end = trimmed(text, 0, len(text))
        start, end, printed = self._dated(named, behind_number(text, start, end), end, first=True)
        documents = self._with_links_of(line, start, end, documents)
        if date.text and printed.text:
            documents = [evolve(each, date=date.text) for each in documents]
        name = line.said(start, end)
        if line.rank and country_of(words_of(line)):
            name = name_in(words_of(line))
        return Begun(name, line.place(start), printed if printed.text else date, documents, text[start:], line.group)

    def _with_party(self, begun: Begun, above: int, party: Fact | None) -> None:
        """Give an entry the name of its partner, where one stands with it; its own is the title of the documents."""
        if countries(begun.name):
            return
        if party is not None:
            name, place = party.text, party.line.place(party.start)
        else:
            before = self.lines[above - 1] if above - 1 > self.taken else None
            if before is None or before.cells or len(countries(before.text)) != 1:
                return
            name, place = before.text, before.place(0)
        begun.documents = begun.titled()
        begun.name, begun.place, begun.printed, begun.party = name, place, name, True

    def _date_alone(self, line: Line) -> Printed | None:
        """Give the date that a line is, and nothing else."""
        date = None if line.cells else date_alone(line.text, self.language)
        if date is not None:
            return Printed(line.text, date.readings, date.order, calendar=date.calendar)
        text = line.text.rstrip(" .")
        found = dates_of(text, 0, len(text), self.language) if len(text) < _LONGEST_DATED and not line.cells else []
        if len(found) != 1 or found[0].end != len(text) or lead_before(text, 0, found[0].start) > 1:
            return None
        return Printed(line.text, found[0].readings, found[0].order, calendar=found[0].calendar)

    def _with_links_of(self, line: Line, start: int, end: int, documents: list[ListedDocument]) -> list[ListedDocument]:
        """Give the only document the address that its name leads to; what else the name leads to is a document too."""
        links = [link for link in line.links(start, end) if is_file(link) and not self.links.is_used(link)]
        if links and len(documents) == 1 and documents[0].address is None:
            documents = [evolve(documents[0], address=self.links.use(links.pop(0)))]
        return documents

    def _without_name(self, covered: Covered, cluster: Cluster, documents: list[ListedDocument], date: Printed) -> None:
        """Keep documents that no name stands with as unread."""
        said = covered.line.text[cluster.start : cluster.end]
        words = [date.text, *(document.beside for document in documents if document.beside not in said), said]
        text = " ".join(" ".join(words).replace(OBJECT, " ").split())
        for address in dict.fromkeys(document.address for document in documents):
            self.unread.append(Unread(text, *covered.line.place(cluster.start), address))
