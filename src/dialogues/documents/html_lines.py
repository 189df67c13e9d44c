"""A page of HTML as lines, in one pass over its tokens: nesting and what is left open do not matter.

A row of a table is a line with cells, whatever breaks lines within them. A table that only lays a page out is none:
one whose cells hold headings, other tables, or more lines than a cell has.
Over 300 lines, since one pass makes all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from dialogues.documents.html_tables import ROW, TableRead
from dialogues.documents.lines import MAX_PIECES, Line, Lines, Run
from dialogues.documents.link import OBJECT, Link
from dialogues.errors import MissingDependency

_HTML = re.compile(
    r"<(?:!doctype|html|head|body|p|div|a|ul|ol|li|table|tr|td|span|br|h[1-6]|dl|dt|dd)\b", re.IGNORECASE
)

# Elements that begin a line; all others stand within one. A description stays behind its term.
_LINES = frozenset(
    (  # noqa: SIM905  # a list of forty words reads better as words
        "address article aside blockquote body br caption center details dialog div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre section summary table tbody tfoot"
        " thead tr ul"
    ).split()
)
_CELLS = frozenset({"td", "th"})
# What is no text of the page. A control begins a line that is left out, and the next line ends it.
_HIDDEN = frozenset({"script", "style", "template", "title", "iframe"})
_CONTROLS = frozenset({"button", "select", "textarea"})
# Headings by their rank. What the words of a button, or of what acts as one, head depends on what they say.
_ITEM, _SUMMARY, BUTTON = ROW + 1, ROW + 2, ROW + 3
_RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": _SUMMARY, "caption": _SUMMARY}
_BLOCKS = frozenset({"div", "section", "article"})
_APART = frozenset({"aside", "nav", "footer", "main"})  # what stands in these is not below the headings before them
_LISTS = frozenset({"ul", "ol", "dl", "table", "p"})
_PICTURES = frozenset({"img", "i", "svg", "span", "use", "em", "b"})
# How many lists deeper the texts in these stand; a term, a summary and a caption stand between.
_NESTED = {"ul": 1, "ol": 1, "dl": 2, "details": 2, "table": 2}
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot", "table"})
_PLAIN = _LINES - _BLOCKS - _APART - _ROWS - frozenset({*_NESTED, *_RANKS, "dt"})  # lines, and nothing else
_HEAD = frozenset({"base", "html", "meta"})
_OF_LINKS = frozenset({"hreflang", "lang", "type", "aria-label", "title", "class"})
_FOLDS = ("aria-expanded", "-toggle=", "__description")
_ACTING = ('"button"', "=button", "'button'")
# in the attributes of what folds up others, and of what describes the file above it (the Commission's templates)
_LONGEST = 2000  # characters of an attribute


def is_html(text: str) -> bool:
    """Say whether a text is HTML and not plain text: whether it has a tag that pages are made of."""
    return _HTML.search(text) is not None


def lines_of_html(text: str) -> Lines:
    """Give the lines of an HTML page.

    Raises :class:`~dialogues.errors.MissingDependency` where turbohtml is not installed.
    """
    try:
        from turbohtml import tokenize  # here: only pages need it
    except ImportError:
        raise MissingDependency("reading HTML", "turbohtml") from None
    acting = "button" in text and any(each in text for each in _ACTING)
    builder = _Builder(folds=acting or any(each in text for each in _FOLDS))
    cut_at = builder.read(tokenize(text, resolve_references=False))
    return Lines(tuple(builder.finish()), cut_at, builder.base or "", builder.language, builder.marked)


class _Builder:
    """Collects texts into lines."""

    def __init__(self, *, folds: bool) -> None:
        self.folds = folds  # whether some element folds and unfolds others
        self.base: str | None = None  # only the first <base> counts (HTML, section 4.2.3)
        self.language = ""
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.group = 0
        self.link: Link | None = None
        self.link_at = 0  # where the link's words begin among the runs of the line
        self.link_said = False  # whether a line before has words of it
        self.control = False
        self.about = False  # whether the line describes the one above
        self.spare: list[Run] = []  # the words of a control in a heading: its own, if it has no others
        self.rank = 0  # of the line, where it is a heading
        self.described: list[int] | None = None  # where the descriptions of a term begin
        self.marked = False
        self.level = 0  # in how many lists
        self.depth = 0  # in how many blocks
        self.parts = [("", 0)]  # the parts that are open, by their tags
        self.last_part = 0
        self.opened = ""  # the last tag that began a line
        self.tables: list[TableRead] = []
        self.spanned = 0  # cells that were given to rows below

    def read(self, tokens: Iterable[Any]) -> tuple[int, int] | None:
        """Read the tokens of a page; give where reading stopped, where they are too many.

        Most tags do nothing here: a page is read in a few milliseconds only if they cost next to nothing.
        """
        from turbohtml import TokenType  # here: likewise

        text_type, reference = TokenType.TEXT, TokenType.CHARACTER_REFERENCE
        start_tag, end_tag = TokenType.START_TAG, TokenType.END_TAG
        opening, closing = self.opening(), self.closing()
        most, hidden, link, append = MAX_PIECES, "", self.link, self.runs.append
        for pieces, token in enumerate(tokens):
            if pieces > most:
                return token.line, token.col + 1
            kind = token.type
            if kind is text_type or kind is reference:
                if not hidden:
                    append((token.data or "", token, link))
                continue
            tag = token.tag
            if hidden:
                if kind is end_tag and tag == hidden:
                    hidden = ""
                continue
            if kind is start_tag and tag in opening:
                opening[tag](tag, token)
            elif kind is end_tag and tag in closing:
                closing[tag](tag)
            else:
                if kind is start_tag and tag in _HIDDEN and not token.self_closing:
                    hidden = tag
                continue
            most, link = MAX_PIECES - self.spanned, self.link
            append = self.spare.append if self.control and link is None else self.runs.append
        return None

    def opening(self) -> dict[str, Callable[[str, Any], None]]:
        """Give what takes note of a start tag, by its name; of others, none is taken."""
        kinds: list[tuple[frozenset[str], Callable[[str, Any], None]]] = [
            (_PICTURES, self._picture),
            (_HEAD, self._head),
            (_LINES, self._open_line),
            (_PLAIN, self._open_plain),
            (_CONTROLS, self._open_control),
            (_CELLS, self._open_cell),
            (frozenset({"a", "area"}), self._open_link),
            (frozenset({"dd"}), self._describe),
            (frozenset({"dt"}), self._open_term),
            (_APART, self._open_part),
        ]
        if self.folds:
            kinds.append((frozenset({"div", "p", "span", "li", "a"}), self._open_folded))
        return {tag: method for tags, method in kinds for tag in tags}

    def closing(self) -> dict[str, Callable[[str], None]]:
        """Give what takes note of an end tag, by its name."""
        kinds: list[tuple[frozenset[str], Callable[[str], None]]] = [
            (_LINES - {"dt"}, self._end_block),
            (_PLAIN, self._end_plain),
            (_CONTROLS, self._end_control),
            (_CELLS, self._end_line),
            (frozenset({"a"}), self._close_link),
            (frozenset({"dd"}), self._end_description),
            (_APART, self._end_part),
        ]
        return {tag: method for tags, method in kinds for tag in tags}

    def _open_line(self, tag: str, token: Any) -> None:  # noqa: ARG002  # as the others
        nested = _NESTED.get(tag, 0)
        self._end_line(tag, item=nested > 0 and self.opened == "li" and tag != "table")
        self.level += nested
        self.depth += tag in _BLOCKS
        self.opened = tag
        self.control = False
        self.rank = _RANKS.get(tag, 0)
        if tag in _ROWS:
            self._open_row(tag)

    def _open_plain(self, tag: str, token: Any) -> None:  # noqa: ARG002  # as the others
        """Begin a line, and nothing else: as the one above, for the tags that most lines begin with."""
        self._end_line(tag)
        self.opened, self.control, self.rank = tag, False, 0

    def _end_plain(self, tag: str) -> None:
        self._end_line(tag)
        self.opened, self.control, self.rank, self.about = "", False, 0, False

    def _end_block(self, tag: str) -> None:
        self._end_line(tag)
        if tag in _ROWS:
            self._close_row(tag)
        if tag in _NESTED:
            self.level = max(0, self.level - _NESTED[tag])
        elif tag in _BLOCKS:
            self.depth = max(0, self.depth - 1)
        self.opened = ""
        self.control, self.rank, self.about = False, 0, False

    def _open_control(self, tag: str, token: Any) -> None:
        """Leave out a control; in a link, it is the link's words, and a button may be a heading."""
        if self.link is not None:
            return
        if tag == "button" and self.rank:
            self.control = not token.self_closing
            return
        self._end_line(tag)
        self.control, self.rank = not token.self_closing and tag != "button", 0
        if tag == "button" and not token.self_closing:
            self.rank, self.marked = BUTTON, True

    def _end_control(self, tag: str) -> None:
        if self.link is not None:
            return
        if tag == "button" and self.control and self.rank:
            self.control = False
        else:
            self._end_block(tag)

    def _open_folded(self, tag: str, token: Any) -> None:
        """Take what folds up others, and is no button of HTML, for one: what acts as one."""
        if tag == "a":
            self._open_link(tag, token)
        elif tag == "span":
            self._picture(tag, token)
        else:
            self._open_line(tag, token)
        attributes = dict(token.attrs or ())
        folds = "aria-expanded" in attributes or (attributes.get("role") or "").lower() == "button"
        folds = folds or "collapse" in (attributes.get("data-toggle"), attributes.get("data-bs-toggle"))
        if folds and not self.rank and all(run is None or run[0].isspace() for run in self.runs):
            self.rank, self.marked = BUTTON, True
        self.about = self.about or "__description" in (attributes.get("class") or "")

    # Terms with their descriptions, and parts of the page

    def _open_term(self, tag: str, token: Any) -> None:
        self._open_line(tag, token)
        self.described, self.marked = [], True

    def _describe(self, tag: str, token: Any) -> None:
        """Take note of where a description of the line's term begins."""
        self._part(tag, token)
        if self.described is not None:
            self.described.append(len(self.runs))

    def _end_description(self, tag: str) -> None:
        self._part(tag)

    def _open_part(self, tag: str, token: Any) -> None:
        """Begin what stands apart; the end of a block is no end of the page."""
        self._open_line(tag, token)
        if tag in ("aside", "nav") or (tag == "footer" and not self.depth):
            self.last_part += 1
            self.parts.append((tag, self.last_part))

    def _end_part(self, tag: str) -> None:
        self._end_block(tag)
        if tag == "main":
            self.last_part += 1
            self.parts[0] = ("", self.last_part)
        elif self.parts[-1][0] == tag:
            self.parts.pop()

    def _part(self, tag: str, token: Any = None) -> None:  # noqa: ARG002  # as the others
        """Part the words before a description, or behind it."""
        self.runs.append(None)

    def finish(self) -> list[Line]:
        """Give the lines."""
        self._end_line("")
        while self.tables:
            self._close_row("table")
        return self.lines

    def _head(self, tag: str, token: Any) -> None:
        """Take note of what the page says of itself."""
        attributes = dict(token.attrs or ())
        if tag == "base" and attributes.get("href") is not None and self.base is None:
            self.base = _cleaned(attributes.get("href"))
        elif tag == "html":
            self.language = _cleaned(attributes.get("lang")) or self.language
        elif tag == "meta" and _cleaned(attributes.get("http-equiv")).lower() == "content-language":
            self.language = self.language or _cleaned(attributes.get("content"))

    def _picture(self, tag: str, token: Any) -> None:
        """Take the words that stand for a picture, and what a picture in a link says of its file."""
        if (tag != "img" and self.link is None) or self.control:
            return
        attributes = dict(token.attrs or ())
        if tag == "img":
            words = _cleaned(attributes.get("alt")) or _cleaned(attributes.get("title"))
            if words:
                self.runs += [None, (words, token, self.link), None]
        if self.link is not None:
            said = [attributes.get(name) or "" for name in ("src", "class", "href", "xlink:href", "data-icon")]
            self.link.icon = f"{self.link.icon} {' '.join(filter(None, said))}"[:_LONGEST]

    # Links

    def _open_link(self, tag: str, token: Any) -> None:
        if self.link is not None:
            self._close_link()
        said = token.attrs or ()
        link = self.link = _link_that_says(said, token)
        if link is None:
            return
        self.runs.append(None)
        self.link_at, self.link_said = len(self.runs), False
        if tag == "area":
            words = _cleaned(dict(said).get("alt"))
            if words:
                self.runs.append((words, token, link))
            self._close_link()

    def _close_link(self, tag: str = "") -> None:  # noqa: ARG002  # as the others
        """End a link; one that has no words gets its name, or a mark."""
        link = self.link
        if link is None:
            return
        if not self.link_said and not self._says_link():
            self.runs.append((link.title or OBJECT, link.place, link))
        self.runs.append(None)
        self.link = None

    # Lines

    def _says_link(self) -> bool:
        """Say whether the present line has words of the present link."""
        runs, link = self.runs, self.link
        for at in range(len(runs) - 1, self.link_at - 1, -1):
            run = runs[at]
            if run is not None and run[2] is link and not run[0].isspace():
                return True
        return False

    def _end_line(self, tag: str, *, item: bool = False) -> None:
        if self.spare:
            if self.rank and all(run is None or run[0].isspace() for run in self.runs):
                self.runs = self.spare
            self.spare = []
        if self.runs:
            for run in self.runs:
                if run is not None and not run[0].isspace():
                    self._add_line(item=item, leads=tag == "br" and self.opened == "p")
                    break
            self.runs = []
            self.link_at = 0
            self.described = None
        if tag in _LISTS:
            self.group += 1

    def _add_line(self, *, item: bool = False, leads: bool = False) -> None:
        self.link_said = self.link_said or (self.link is not None and self._says_link())
        line = Line(self.runs, self.group, self.rank or (_ITEM if item else 0), self.level, item, self.parts[-1][1])
        if line.rank:
            line.depth = self.depth
            if self.tables and line.rank < ROW:  # a table that holds a heading lays the page out: it goes on behind it
                line.level = max(0, self.level - _NESTED["table"] * len(self.tables))
        if self.about:
            line.about, self.about = True, False
        if self.described is not None or self.rank == _SUMMARY:
            line.level, line.item = max(0, self.level - 1), True
            line.described = tuple(self.described) if self.described is not None else None
        if leads and self.link is None and all(run is None or run[2] is None for run in self.runs):
            line.described, self.marked = (), True  # the first line of a paragraph may head the others
        cell = self.tables[-1].cells[-1] if self.tables and self.tables[-1].cells else None
        (self.lines if cell is None else cell.lines).append(line)

    # Tables

    def _open_row(self, tag: str) -> None:
        if tag == "table":
            if self.tables:
                self.lines += self.tables[-1].lay_out()
            self.tables.append(TableRead(self.group))
        elif self.tables:
            self._end_row(self.tables[-1])
            self.tables[-1].in_head = tag == "thead" or (tag == "tr" and self.tables[-1].in_head)

    def _close_row(self, tag: str) -> None:
        if not self.tables:
            return
        self._end_row(self.tables[-1])
        if tag == "table":
            self.tables.pop()
        elif tag == "thead":
            self.tables[-1].in_head = False

    def _open_cell(self, tag: str, token: Any) -> None:
        self._end_line(tag)
        if self.link is not None:
            self._close_link()
        self.control = False
        if self.tables:
            self.tables[-1].open_cell(token.attrs, heading=tag == "th")

    def _end_row(self, table: TableRead) -> None:
        if table.cells:
            self.spanned += len(table.spanning)
            for line in table.end_row():
                if line.cells:
                    line.level, line.part = self.level, self.parts[-1][1]
                self.lines.append(line)


def _link_that_says(attributes: Iterable[tuple[str, str]], token: Any) -> Link | None:
    """Make a link of what its tag says; None without an address."""
    href: str | None = None
    said: dict[str, str] = {}
    for name, text in attributes:
        if name == "href":
            href = text.strip()
        elif name in _OF_LINKS:
            said[name] = _cleaned(text)
    if href is None:
        return None
    link = Link(href, token)
    if said:
        link.language = said.get("hreflang") or said.get("lang", "")
        link.media_type = said.get("type", "")
        link.title = said.get("aria-label") or said.get("title", "")
        link.icon = said.get("class", "")
    return link


def _cleaned(text: str | None) -> str:
    return (text or "").strip()[:_LONGEST]
