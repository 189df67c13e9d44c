"""Tables of a page while they are read: cells by column, those that span rows, and tables that only lay a page out."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from dialogues.documents.lines import Line, Run, row

ROW = 7  # the rank of a row that is a heading: below all of HTML's own
_MOST_LINES = 40  # of a cell; one with more lays a page out
_WIDEST = 1000  # HTML, section 4.9.11: a cell spans at most so many columns
_LONGEST_SPAN = 65_534  # … and rows


@define(eq=False)
class CellRead:
    """A cell: its lines."""

    column: int
    width: int
    height: int
    heading: bool
    lines: list[Line] = field(factory=list)

    def as_line(self, group: int) -> Line:
        """Give its lines as one."""
        if len(self.lines) == 1:
            return self.lines[0]
        runs: list[Run] = []
        for line in self.lines:
            runs += [None, *line.runs]
        return Line(runs, group, max((line.rank for line in self.lines), default=0))


@define(eq=False)
class TableRead:
    """A table."""

    group: int
    """Its number among the lists and tables of the page."""
    in_head: bool = False
    layout: bool = False
    """Whether it only lays the page out."""
    cells: list[CellRead] = field(factory=list)
    """The cells of the present row."""
    spanning: dict[int, tuple[CellRead, int]] = field(factory=dict)
    """The cells of rows above that reach into the present row, by column, and for how many rows more."""

    def open_cell(self, attributes: Sequence[tuple[str, str]] | None, *, heading: bool) -> None:
        """Begin a cell in the first column that is free."""
        column = self.cells[-1].column + self.cells[-1].width if self.cells else 0
        while column in self.spanning:
            column += self.spanning[column][0].width
        width = height = 1
        for name, text in attributes or ():
            if name == "colspan":
                width = _number(text, _WIDEST)
            elif name == "rowspan":
                height = _number(text, _LONGEST_SPAN)
        self.cells.append(CellRead(column, width, height, heading or self.in_head))

    def lay_out(self) -> list[Line]:
        """Give the lines of the present row's cells as lines of their own: the table only lays the page out."""
        self.layout = True
        lines = [line for cell in self.cells for line in cell.lines]
        for cell in self.cells:
            cell.lines = []
        return lines

    def end_row(self) -> list[Line]:
        """Give the present row as one line with cells; the lines of a cell that stands alone, or lays the page out."""
        cells, self.cells = self.cells, []
        held = [cell for cell in cells if cell.lines]
        laid_out = self.layout or any(_lays_out(cell) for cell in held)
        above = {} if laid_out else dict(self.spanning)
        self._span([] if laid_out else cells)
        if laid_out or (len(held) < 2 and not (held and above)):
            if len(held) == 1 and len(held[0].lines) == 1 and (held[0].heading or held[0].width > 1):
                held[0].lines[0].rank = held[0].lines[0].rank or ROW
            return [line for cell in held for line in cell.lines]
        found = [(cell.as_line(self.group), cell.column, cell.heading, False) for cell in held]
        found += [(cell.as_line(self.group), column, cell.heading, True) for column, (cell, _) in above.items()]
        return [row(sorted(found, key=lambda each: each[1]) if above else found, self.group)]

    def _span(self, cells: list[CellRead]) -> None:
        """Keep what reaches into the rows below."""
        if cells or self.spanning:
            left = {column: (cell, rows - 1) for column, (cell, rows) in self.spanning.items() if rows > 1}
            self.spanning = left | {cell.column: (cell, cell.height - 1) for cell in cells if cell.height > 1}


def _lays_out(cell: CellRead) -> bool:
    if len(cell.lines) == 1:  # as most have
        return cell.lines[0].rank > 0
    return len(cell.lines) > _MOST_LINES or any(line.rank for line in cell.lines)


def _number(text: str, most: int) -> int:
    digits = text.strip()[:6]
    return max(1, min(int(digits), most)) if digits.isascii() and digits.isdigit() else 1
