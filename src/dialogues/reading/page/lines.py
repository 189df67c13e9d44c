"""A page as lines of words: each word knows its place in the page, and the link it is in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from attrs import field, frozen

MAX_PIECES = 50_000

_WORD = re.compile(r"\S+")
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
        " title tr ul"
    ).split()
)
_CELLS = frozenset({"td", "th", "dd"})
_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "head"})
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

    @classmethod
    def of(cls, words: list[Word], group: int) -> Line:
        """Put words into a line."""
        starts, at = [], 0
        for word in words:
            starts.append(at)
            at += len(word.text) + 1
        return cls(tuple(words), group, " ".join(word.text for word in words), tuple(starts))

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
    group = pieces = 0
    for number, row in enumerate(text.splitlines(), 1):
        found = islice(_WORD.finditer(row), MAX_PIECES - pieces + 1)
        words = [Word(match[0], number, match.start() + 1) for match in found]
        pieces += len(words)
        if pieces > MAX_PIECES:
            return Lines(tuple(lines), (number, 1))
        if words:
            lines.append(Line.of(words, group))
        else:
            group += 1
    return Lines(tuple(lines))


def lines_of_html(text: str, source: str = "") -> Lines:
    """Give the lines of an HTML page, in one pass over its tokens: nesting and what is left open do not matter."""
    from turbohtml import TokenType, tokenize  # here: only pages need it

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
        self.lines: list[Line] = []
        self.row: list[Word] = []
        self.count = 0
        self.group = 0
        self.link: Link | None = None
        self.hidden = ""
        self.open_word = False  # the last word goes on where the next text begins without a space

    def words(self, text: str, line: int, column: int) -> None:
        """Add a run of text, cut at white space."""
        if self.hidden:
            return
        rows = text.split("\n") if "\n" in text else [text]
        for number, row in enumerate(rows):
            if number:
                self.open_word = False
            offset = column if number == 0 else 0
            for match in islice(_WORD.finditer(row), max(0, MAX_PIECES + 1 - self.count)):
                self.count += 1
                if self.open_word and match.start() == 0 and self.row and self.row[-1].link is self.link:
                    last = self.row[-1]
                    self.row[-1] = Word(last.text + match[0], last.line, last.column, last.link)
                else:
                    self.row.append(Word(match[0], line + number, offset + match.start() + 1, self.link))
            if row:
                self.open_word = not row[-1].isspace()

    def open(self, tag: str, attributes: dict[str, str | None], line: int, column: int, *, closed: bool) -> None:
        """Take note of a start tag."""
        if self.hidden:
            return
        if tag in _HIDDEN and not closed:
            self.hidden = tag
        elif tag == "base":
            self.base = urljoin(self.base, _cleaned(attributes.get("href")))
        elif tag == "a" and attributes.get("href") is not None:
            self.link = self._link(attributes)
            self.open_word = False
        elif tag == "img" and attributes.get("alt"):
            self.open_word = False
            self.words(str(attributes["alt"]), line, column)
            self.open_word = False
        elif tag in _LINES:
            self._end_line(tag)
        elif tag in _CELLS:
            self.open_word = False
            self.link = None

    def close(self, tag: str) -> None:
        """Take note of an end tag."""
        if self.hidden:
            self.hidden = "" if tag == self.hidden else self.hidden
        elif tag == "a":
            self.link = None
            self.open_word = False
        elif tag in _LINES and tag != "dt":
            self._end_line(tag)
        elif tag in _CELLS:
            self.open_word = False

    def _end_line(self, tag: str) -> None:
        if self.row:
            self.lines.append(Line.of(self.row, self.group))
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
        try:
            joined = urljoin(self.base, address)
            urlsplit(joined)
            return Link(joined, *rest)
        except ValueError:  # an address that is none, such as http://[
            return Link(None, *rest, dropped="malformed address")


def _cleaned(text: str | None) -> str:
    return (text or "").strip()[:2000]
