"""Rows of tables: a row is an entry, read by its cells and the headings of its columns.

A row over 300 lines: what a cell means depends on the other cells.
"""

from __future__ import annotations

import re

from attrs import define, evolve, field

from dialogues.documents.lines import Cell, Line
from dialogues.documents.link import FORMATS, OBJECT
from dialogues.pages.begun import Begun, Covered, Printed, behind_number
from dialogues.pages.buttons import is_button, size_of_button
from dialogues.pages.clusters import Cluster, clusters, may_list
from dialogues.pages.columns import Column, Columns, is_header, is_heading
from dialogues.pages.documents import with_label
from dialogues.pages.entries import ColumnKind, Detail, LanguageEvidence, ListedDocument, Unread
from dialogues.pages.headings import country_of, name_in
from dialogues.pages.labels import is_label
from dialogues.pages.partners import acronym, begins_as_agreement, countries, is_publication, trimmed
from dialogues.pages.reader import Reader
from dialogues.records.numerals import in_ascii_digits
from dialogues.records.printed_dates import PrintedDate, date_alone, dates_of
from dialogues.vocabulary import MediaType

_NOTHING = re.compile(r"[-–—./\s*]*|n/?a|none|\?|keine?|brak|нет|немає|無|无", re.IGNORECASE)
_NUMBER = re.compile(r"\(?[0-9]{1,3}[.)]?|[0-9]{4,5}[.)]|[IVXLC]{1,7}\.?|[A-Za-z][.)]")
_LONGEST_NUMBER = 8  # characters of a number, and of a word for nothing
_NO_DATE = PrintedDate(0, 0, ())
_DATES = (ColumnKind.SIGNED, ColumnKind.DATE, ColumnKind.IN_FORCE)


@define(eq=False)
class _Said:
    """A cell, what it says beside its documents, and these."""

    cell: Cell
    column: Column
    text: str
    """Its words without those of documents."""
    start: int
    """Where they start in the cell."""
    documents: list[ListedDocument]
    date: Printed | None = None
    used: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Where its words stand in the page."""
        return self.cell.line.place(self.start)


@define(eq=False)
class Rows:
    """Reads the rows of a page's tables."""

    reader: Reader
    columns: dict[int, Columns] = field(factory=dict)
    """The columns of each table, by its group."""
    looked_at: dict[int, int] = field(factory=dict)
    """The last row of each table whose headings were looked for."""
    of_countries: dict[tuple[int, int], bool] = field(factory=dict)
    """Whether the codes of a table's column are countries', by its group and the column."""
    listing: list[Cell] = field(factory=list)
    """The cells that may have documents, of the row that was asked of."""

    def may_list(self, row: Line) -> bool:
        """Say whether a row may have documents; in a table, a link that has no words is one."""
        own = [cell for cell in row.cells if not cell.of_above]
        self.listing = own if OBJECT in row.text else [cell for cell in own if may_list(cell.line)]
        return bool(self.listing)

    def read(self, number: int, row: Line) -> int:
        """Make an entry of a row, or give its documents to the one before; give where the documents end."""
        if is_header(row):
            return 0
        columns = self._columns(number, row)
        objects = OBJECT in row.text
        found: dict[int, list[Cluster]] = {}
        listing = {*map(id, self.listing)}
        named = False
        for cell in row.cells:
            if id(cell) in listing:
                found[id(cell)] = clusters(cell.line, objects=objects, named=named)
            named = named or bool(countries(cell.line.text))
        if not any(found.values()):
            return self._format_column(number, row, columns)
        said = [self._said(cell, columns.get(cell.column), found.get(id(cell), [])) for cell in row.cells]
        self._entry(number, row, columns, said)
        return 0

    def _columns(self, number: int, row: Line) -> Columns:
        """Give the columns of a row's table, by the last row of headings above it."""
        columns = self.columns.setdefault(row.group, Columns())
        lines = self.reader.lines
        first = number
        seen = self.looked_at.get(row.group, -1)
        while first - 1 > seen and lines[first - 1].group == row.group:
            first -= 1
        self.looked_at[row.group] = number
        for above in lines[first:number]:
            if is_header(above) or (above.cells and not may_list(above) and is_heading(above)):
                columns.read(above)
        return columns

    def _format_column(self, number: int, row: Line, columns: Columns) -> int:
        """Read a row that prints the format in one cell and the labels in another."""
        cells = [cell for cell in row.cells if not cell.of_above]
        formats = [FORMATS[cell.line.text] for cell in cells if cell.line.text in FORMATS]
        labels = [cell for cell in cells if cell.line.text not in FORMATS and is_label(cell.line.text)]
        if len(formats) != 1 or not labels:
            return 0
        said = [self._said(cell, columns.get(cell.column), []) for cell in row.cells if cell.line.text not in FORMATS]
        for each in said:
            if any(each.cell is cell for cell in labels):
                each.documents = self._labelled(each, formats[0])
        self._entry(number, row, columns, said)
        return 0

    def _labelled(self, said: _Said, media_type: MediaType) -> list[ListedDocument]:
        blank = ListedDocument(None, None, media_type, "", None, *said.place, printed=said.text)
        text, place, said.text = said.text, said.place, ""
        return with_label([blank], text, place)

    # One row

    def _said(self, cell: Cell, column: Column, found: list[Cluster]) -> _Said:
        """Read a cell: its documents, and its words before the first of them."""
        reader, line = self.reader, cell.line
        text = line.text
        if cell.of_above:
            return _Said(cell, column, line.said(0, len(text)), 0, [])
        start, end = trimmed(text, 0, found[0].start if found else len(text))
        begin = behind_number(text, start, end)
        if not found:
            return _Said(cell, column, line.said(begin, end), begin, [])
        covered = Covered(line)
        covered.add(0, begin)
        reader.counted += sum(len(each.labels) or 1 for each in found)
        documents: list[ListedDocument] = []
        behind = end
        for index, cluster in enumerate(found):
            covered.add(cluster.start, cluster.end)
            first, last = (begin, end) if index == 0 else trimmed(text, behind, cluster.start)
            made = list(reader.documents.of(line, cluster, first, last))
            if index and first < last:
                covered.add(first, last)
                made = [evolve(each, title=line.said(first, last)) for each in made]
            documents += [evolve(each, date=cluster.year) for each in made] if cluster.year else made
            behind = cluster.end
        covered.add(begin, end)
        reader.unread += covered.left(reader.links)
        return _Said(cell, column, line.said(begin, end), begin, documents)

    def _entry(self, number: int, row: Line, columns: Columns, said: list[_Said]) -> None:
        reader = self.reader
        own = [each for each in said if not each.cell.of_above]
        self._without_words(own)
        date = self._date(own)
        if not date.text:
            date = self._date([each for each in said if each.cell.of_above])
        party, title = self._party(number, said), None
        label = self._label(own)
        if label is None or label is not party:
            title = self._title(said, party)
        documents = self._documents(own, label)
        details = self._details(own, columns)
        name = party or title
        reader.taken = number
        if party is not None and title is not None:
            documents = self._titled(documents, title, details)
        if name is None or (name.cell.of_above and title is None and reader.begun):
            self._continue(number, row, documents, date, details)
        elif party is None and reader.heading is not None and not countries(name.text):
            reader.under_heading(self._titled(documents, name, details), date, details)
        else:
            printed = self._printed(row, name)
            reader.begin(Begun(name.text, name.place, date, documents, printed, row.group, details))
            reader.begun[-1].party = name is party and party.column.kind is ColumnKind.PARTY
            reader.goes_on = True

    def _titled(self, documents: list[ListedDocument], said: _Said, details: list[Detail]) -> list[ListedDocument]:
        """Give documents the title of their row; beside titles of their own it is kept as what the row says."""
        if any(each.title for each in documents):
            details.insert(0, Detail(ColumnKind.TITLE, said.column.heading, said.text, *said.place))
        return [evolve(each, title=each.title or said.text) for each in documents]

    def _continue(
        self, number: int, row: Line, documents: list[ListedDocument], date: Printed, details: list[Detail]
    ) -> None:
        """Give documents to the entry of the row above; without one, the row is unread."""
        reader = self.reader
        if reader.begun and reader.begun[-1].group == row.group:
            held = reader.begun[-1]
            held.add(documents, date)
            held.details += details
            return
        if reader.heading is not None:
            reader.under_heading(documents, date, details)
            return
        above = reader.lines[number - 1] if number else row
        if not above.cells and not may_list(above) and country_of(above.text):  # of the cell beside a table in a table
            begun = Begun(name_in(above.text), above.place(0), date, documents, above.text, row.group, details)
            reader.begin(begun)
            return
        text = " ".join(row.text.replace(OBJECT, " ").split()).strip(" |")
        for address in dict.fromkeys(each.address for each in documents):
            reader.unread.append(Unread(text, *row.place(0), address))

    def _printed(self, row: Line, name: _Said) -> str:
        """Give the words of a row from the name on."""
        if name.cell.of_above:
            return name.text
        return " ".join(row.text[name.cell.start + name.start :].replace(OBJECT, "").split())

    def _without_words(self, said: list[_Said]) -> None:
        for each in said:
            text = in_ascii_digits(each.text)
            if len(text) > _LONGEST_NUMBER and text[0].isalpha():
                each.used = each.column.kind is ColumnKind.NUMBER  # most cells are words
            elif each.column.kind is ColumnKind.NUMBER or _NUMBER.fullmatch(text) or _NOTHING.fullmatch(text):
                each.used = True

    def _date(self, said: list[_Said]) -> Printed:
        """Find the date of a row: that of signature, else one that no heading calls otherwise."""
        dated: list[_Said] = []
        for each in said:
            if each.used:
                continue
            date = date_alone(each.text, self.reader.language)
            kind = each.column.kind if each.column.kind in _DATES else None
            if date is None and kind is not None and each.text:
                date = next(iter(dates_of(each.text, 0, len(each.text), self.reader.language)), _NO_DATE)
            if date is not None:
                each.date = Printed(each.text, date.readings, date.order, kind, calendar=date.calendar)
                dated.append(each)
        order = (ColumnKind.SIGNED, ColumnKind.DATE, None)
        chosen = min(
            (each for each in dated if each.date is not None and each.date.kind in order),
            key=lambda each: order.index(each.date.kind if each.date is not None else None),
            default=None,
        )
        if chosen is None or chosen.date is None:
            return Printed()
        chosen.used = True
        return chosen.date

    def _party(self, number: int, said: list[_Said]) -> _Said | None:
        """Find whom a row is with: by the heading, else the first cell that is a country's name."""
        free = [each for each in said if not each.used and each.date is None and each.text]
        named = [each for each in free if each.column.kind is ColumnKind.PARTY and not each.documents]
        named += [each for each in free if each.column.kind not in (ColumnKind.TITLE, ColumnKind.PLACE)]
        for each in named:
            if each.column.kind is ColumnKind.PARTY or countries(each.text) or acronym(each.text):
                of_party = each.column.kind is ColumnKind.PARTY or not is_label(each.text)
                if not of_party and not self._has_countries(number, each.cell.column):
                    continue
                if begins_as_agreement(each.text) or is_publication(each.text):
                    continue
                each.used = True
                return each
        return None

    def _has_countries(self, number: int, column: int) -> bool:
        """Say whether some code in a column of a row's table is a country's and no language's: ``AT`` above ``DE``."""
        lines = self.reader.lines
        group = lines[number].group
        known = self.of_countries.get((group, column))
        if known is None:
            first = last = number
            while first and lines[first - 1].group == group:
                first -= 1
            while last + 1 < len(lines) and lines[last + 1].group == group:
                last += 1
            texts = {cell.line.text for line in lines[first : last + 1] for cell in line.cells if cell.column == column}
            known = any(text.isupper() and countries(text) and not is_label(text) for text in texts)
            self.of_countries[group, column] = known
        return known

    def _label(self, said: list[_Said]) -> _Said | None:
        """Find a language that stands in a cell of its own, beside documents without a label."""
        documents = [document for each in said for document in each.documents]
        if len(documents) != 1 or documents[0].printed_label is not None:
            return None
        for each in said:
            if not each.used and each.date is None and not each.documents and each.text and is_label(each.text):
                each.used = True
                return each
        return None

    def _title(self, said: list[_Said], party: _Said | None) -> _Said | None:
        """Find the title: by the heading, else the first cell with words that no heading calls otherwise."""
        free = [each for each in said if not each.used and each.date is None and each.text]
        kinds = (ColumnKind.UNKNOWN, ColumnKind.DOCUMENTS, ColumnKind.LANGUAGE)
        by_heading = [each for each in free if each.column.kind is ColumnKind.TITLE]
        plain = [each for each in free if each.column.kind in kinds]
        of_all = by_heading or [each for each in plain if begins_as_agreement(each.text)] or plain
        if not of_all and party is None:
            of_all = free
        if not of_all:
            return None
        of_all[0].used = True
        return of_all[0]

    def _documents(self, said: list[_Said], label: _Said | None) -> list[ListedDocument]:
        """Give the documents of a row, in the language of their column where they have no label."""
        found: list[ListedDocument] = []
        for each in said:
            language = each.column.language
            for document in each.documents:
                if language is not None and document.printed_label is None:
                    document = evolve(document, language=language, language_from=LanguageEvidence.COLUMN)  # noqa: PLW2901
                if (
                    not each.used
                    and each.text
                    and not is_button(each.text)
                    and each.column.kind in (ColumnKind.DOCUMENTS, ColumnKind.LANGUAGE)
                ):
                    document = evolve(document, title=document.title or each.text)  # noqa: PLW2901
                found.append(document)
            if each.documents and is_button(each.text):
                size = size_of_button(each.text)
                found[-len(each.documents) :] = [
                    evolve(one, beside=each.text, size=one.size or size) for one in found[-len(each.documents) :]
                ]
                each.used = True
            if each.documents and each.text and each.column.kind in (ColumnKind.DOCUMENTS, ColumnKind.LANGUAGE):
                each.used = True
        return with_label(found, label.text, label.place) if label is not None else found

    def _details(self, said: list[_Said], columns: Columns) -> list[Detail]:
        """Keep what else the cells say; tell of columns whose meaning is not known."""
        found = []
        for each in said:
            if each.used or not each.text:
                continue
            found.append(Detail(each.column.kind, each.column.heading, each.text, *each.place))
            if each.column.kind is ColumnKind.UNKNOWN:
                columns.tell(each.cell.column, self.reader.odd, each.place)
        return found
