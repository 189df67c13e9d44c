"""A page as lines of words: each word knows its place in the page, and the link it is in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from attrs import field, frozen

from dialogues.errors import MissingDependency

MAX_PIECES = 200_000

_WORD = re.compile(r"\S+")
_ROW = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_SOFT_HYPHEN = "\u00ad"  # it is printed at the end of a line alone
_BREAK = re.compile(r"\r\n|\r|\n")
_HTML = re.compile(
    r"<(?:!doctype|html|head|body|p|div|a|ul|ol|li|table|tr|td|span|br|h[1-6]|dl|dt|dd)\b", re.IGNORECASE
)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

# Elements that begin a line; all others stand within one. A cell stays in its row, a description behind its term.
_LINES = frozenset(
    (  # noqa: SIM905  # a list of forty words reads better as words
        "address article aside blockquote body br center details dialog div dl dt fieldset figcaption figure footer"
        " form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre section summary table tbody tfoot thead"
        " tr ul"
    ).split()
)
_CELLS = frozenset({"td", "th", "dd"})
# What is no text of the page. A control begins a line that is left out, and the next line ends it.
_HIDDEN = frozenset({"script", "style", "template", "title", "iframe"})
_CONTROLS = frozenset({"button", "select", "textarea"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl", "table", "p"})


@frozen
class Link:
    """A link of the page."""

    address: str | None
    """Where it leads, absolute where the page's address is known; None for what leads to no page or file."""
    language: str = ""
    """The language it says that it leads to (``hreflang``), or that its words are in (``lang``)."""
    media_type: str = ""
    """The media type it says that it leads to."""
    title: str = ""
    """Its title."""
    dropped: str = ""
    """The scheme of an address that is never kept (``javascript``, ``data``)."""


@frozen
class Word:
    """A word of the page."""

    text: str
    """The word."""
    line: int
    """Its line in the page, from 1."""
    column: int
    """Its column, from 1."""
    link: Link | None = None
    """The link it is in."""


@frozen
class Line:
    """What stands in one line for a reader: a paragraph, an item, a row."""

    words: tuple[Word, ...] = field(repr=False)
    """Its words."""
    group: int
    """The number of the list, table or paragraph that it belongs to."""
    text: str = ""
    """Its words with a space between them."""
    starts: tuple[int, ...] = field(default=(), repr=False)
    """The offset at which each word starts."""
    heading: bool = False
    """Whether it is a heading, which what follows belongs to."""

    @classmethod
    def of(cls, words: list[Word], group: int, *, heading: bool = False) -> Line:
        """Put words into a line."""
        starts, at = [], 0
        for word in words:
            starts.append(at)
            at += len(word.text) + 1
        return cls(tuple(words), group, " ".join(word.text for word in words), tuple(starts), heading)

    def word_at(self, offset: int) -> Word:
        """Give the word that stands at an offset of the text."""
        return self.words[max(0, bisect_right(self.starts, offset) - 1)]

    def place(self, offset: int) -> tuple[int, int]:
        """Give the line and column, in the page, of an offset of the text."""
        word = self.word_at(offset)
        start = self.starts[max(0, bisect_right(self.starts, offset) - 1)]
        return word.line, word.column + max(0, offset - start)

    def links(self, start: int, end: int) -> Iterator[Link]:
        """Go through the links of the words between two offsets, each once."""
        seen = None
        for at in range(max(0, bisect_right(self.starts, start) - 1), len(self.words)):
            word = self.words[at]
            if self.starts[at] >= end:
                return
            if self.starts[at] + len(word.text) > start and word.link is not None and word.link is not seen:
                seen = word.link
                yield word.link


@frozen
class Lines:
    """A page as lines."""

    lines: tuple[Line, ...]
    """The lines that have words, in order."""
    cut_at: tuple[int, int] | None = None
    """Where reading stopped, for a page of too many pieces."""


def is_html(text: str) -> bool:
    """Say whether a text is HTML and not plain text: whether it has a tag that pages are made of."""
    return _HTML.search(text) is not None


def lines_of_text(text: str) -> Lines:
    """Give the lines of a plain text; lines without an empty one between them belong together."""
    lines: list[Line] = []
    number, group, pieces, behind = 1, 0, 0, 0
    for row in _ROW.finditer(text):
        breaks = _breaks(text, behind, row.start())
        number, behind = number + breaks, row.end()
        group += breaks > 1
        words = [
            Word(match[0].replace(_SOFT_HYPHEN, "") or match[0], number, match.start() - row.start() + 1)
            for match in islice(_WORD.finditer(text, row.start(), row.end()), MAX_PIECES - pieces)
        ]
        pieces += len(words)
        if words:
            lines.append(Line.of(words, group))
        if pieces == MAX_PIECES:
            return Lines(tuple(lines), (number, words[-1].column if words else 1))
    return Lines(tuple(lines))


def _breaks(text: str, start: int, end: int) -> int:
    """Count the line breaks of a stretch: a carriage return before a line feed belongs to it."""
    if "\r" not in text:
        return text.count("\n", start, end)
    return len(_BREAK.findall(text, start, end))


def lines_of_html(text: str, source: str = "") -> Lines:
    """Give the lines of an HTML page, in one pass over its tokens: nesting and what is left open do not matter.

    Raises :class:`~dialogues.errors.MissingDependency` where turbohtml is not installed.
    """
    try:
        from turbohtml import TokenType, tokenize  # here: only pages need it
    except ImportError:
        raise MissingDependency("reading HTML", "turbohtml") from None
    builder = _Builder(source)
    for pieces, token in enumerate(tokenize(text, resolve_references=False)):
        if pieces + builder.count > MAX_PIECES:
            return Lines(builder.finish(), (token.line, token.col + 1))
        if token.type in (TokenType.TEXT, TokenType.CHARACTER_REFERENCE):
            builder.words(token.data or "", token.line, token.col)
        elif token.type is TokenType.START_TAG:
            builder.open(token.tag or "", dict(token.attrs or ()), token.line, token.col, closed=token.self_closing)
        elif token.type is TokenType.END_TAG:
            builder.close(token.tag or "")
    return Lines(builder.finish())


class _Builder:
    """Collects words into lines."""

    def __init__(self, source: str) -> None:
        self.base = source
        self.based = False  # only the first <base> counts (HTML, section 4.2.3)
        self.lines: list[Line] = []
        self.row: list[Word] = []
        self.count = 0
        self.group = 0
        self.link: Link | None = None
        self.hidden = ""
        self.control = False
        self.heading = False
        self.open_word = False  # the last word goes on where the next text begins without a space

    def words(self, text: str, line: int, column: int) -> None:
        """Add a run of text, cut at white space."""
        if self.hidden or self.control:
            return
        behind, row_start = 0, -column
        for match in islice(_WORD.finditer(text), max(0, MAX_PIECES + 1 - self.count)):
            start = match.start()
            breaks = text.count("\n", behind, start)
            if breaks:
                line, row_start = line + breaks, text.rfind("\n", behind, start) + 1
            behind = match.end()
            self.count += 1
            word = match[0].replace(_SOFT_HYPHEN, "")
            if start == 0 and self.open_word and self.row and self.row[-1].link is self.link:
                last = self.row[-1]
                self.row[-1] = Word(last.text + word, last.line, last.column, last.link)
            elif word:
                self.row.append(Word(word, line, start - row_start + 1, self.link))
        if text:
            self.open_word = not text[-1].isspace()

    def open(self, tag: str, attributes: dict[str, str | None], line: int, column: int, *, closed: bool) -> None:
        """Take note of a start tag."""
        if self.hidden:
            return
        if tag in _HIDDEN and not closed:
            self.hidden = tag
        elif tag == "base" and attributes.get("href") is not None and not self.based:
            self.base, self.based = _joined(self.base, _cleaned(attributes.get("href"))) or self.base, True
        elif tag == "a" and attributes.get("href") is not None:
            self.link = self._link(attributes)
            self.open_word = False
        elif tag == "img" and attributes.get("alt"):
            self.open_word = False
            self.words(str(attributes["alt"]), line, column)
            self.open_word = False
        elif tag in _LINES or tag in _CONTROLS:
            self._end_line(tag)
            self.control = tag in _CONTROLS and not closed
            self.heading = tag in _HEADINGS
        elif tag in _CELLS:
            self.open_word = False
            self.link = None
            if self.row and tag != "dd":
                self.row.append(Word("|", line, column + 1))

    def close(self, tag: str) -> None:
        """Take note of an end tag."""
        if self.hidden:
            self.hidden = "" if tag == self.hidden else self.hidden
        elif tag == "a":
            self.link = None
            self.open_word = False
        elif (tag in _LINES and tag != "dt") or tag in _CONTROLS:
            self._end_line(tag)
            self.control = self.heading = False
        elif tag in _CELLS:
            self.open_word = False

    def _end_line(self, tag: str) -> None:
        if self.row:
            self.lines.append(Line.of(self.row, self.group, heading=self.heading))
            self.row = []
        self.open_word = False
        self.group += tag in _LISTS

    def finish(self) -> tuple[Line, ...]:
        """Give the lines."""
        self._end_line("")
        return tuple(self.lines)

    def _link(self, attributes: dict[str, str | None]) -> Link:
        address = _cleaned(attributes.get("href"))
        language = _cleaned(attributes.get("hreflang")) or _cleaned(attributes.get("lang"))
        rest = (language, _cleaned(attributes.get("type")), _cleaned(attributes.get("title")))
        scheme = _OTHER_SCHEME.match(re.sub(r"[\x00-\x20]+", "", address))
        if scheme is not None and not _WEB.match(address):
            return Link(None, *rest, dropped=scheme[1].lower())
        joined = _joined(self.base, address)
        return Link(joined, *rest) if joined is not None else Link(None, *rest, dropped="malformed address")


def _joined(base: str, address: str) -> str | None:
    """Make an address whole; None for one that is none, such as ``http://[``."""
    try:
        joined = urljoin(base, address)
        urlsplit(joined)
    except ValueError:
        return None
    return joined


def _cleaned(text: str | None) -> str:
    return (text or "").strip()[:2000]
