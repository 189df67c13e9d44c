"""Reading a listing page: from lines to entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from dialogues.documents.html_lines import is_html, lines_of_html
from dialogues.documents.lines import lines_of_text
from dialogues.errors import MissingDependency
from dialogues.languages.tags import LanguageTag
from dialogues.pages.ambiguous import settled
from dialogues.pages.entries import Entry, Oddity, OddityKind, Unread
from dialogues.pages.labels import understood
from dialogues.pages.links import Links
from dialogues.pages.odd_documents import odd_documents
from dialogues.pages.odd_labels import odd_labels
from dialogues.pages.reader import Reader
from dialogues.pages.rows import Rows

if TYPE_CHECKING:
    from dialogues.pages.comparison import Comparison
    from dialogues.registry import Registry

MAX_BYTES = 5_000_000
_LARGE = 20_000  # bytes from which the collector walks over enough lines to be felt


@frozen
class Page:
    """What a listing page says. Entries, unread words and separators are all of its listing lines.

    >>> import dialogues
    >>> page = dialogues.read_page("Brazil PDF EN EN")
    >>> [(entry.name, entry.country, len(entry.documents)) for entry in page.entries]
    [('Brazil', 'BR', 2)]
    """

    entries: tuple[Entry, ...]
    """The partners and publications, in order."""
    oddities: tuple[Oddity, ...] = field(repr=lambda found: str(len(found)))
    """What is odd, in order of place."""
    unread: tuple[Unread, ...] = field(repr=lambda found: str(len(found)))
    """What stands in the lines of the listing and could not be read."""
    source: str = ""
    """The page's address, or the id of its source."""
    language: LanguageTag | None = None
    """The language that the page says it is in."""

    @property
    def complete(self) -> bool:
        """Whether all of the page was read: a page that is too large is read to a limit.

        >>> import dialogues
        >>> page = dialogues.read_page("<ul><li>Chile <a href='mou.pdf'>PDF EN</a></li></ul>")
        >>> page.complete
        True
        """
        return not any(each.kind is OddityKind.TOO_LARGE for each in self.oddities)

    def compare(self, registry: Registry) -> Comparison:
        """Compare the page with what a registry says is listed, by the page's source or by any.

        >>> import dialogues
        >>> page = dialogues.read_page("<ul><li>Chile <a href='mou.pdf'>PDF EN</a></li></ul>")
        >>> type(page.compare(dialogues.load())).__name__
        'Comparison'
        """
        from dialogues.pages.comparison import compare  # here: reading a page needs no registry

        return compare(self.entries, self.source, registry, complete=self.complete)


def read_page(page: str | bytes, source: str = "", *, encoding: str | None = None, address: str = "") -> Page:
    """Read a listing page, HTML or plain text; nothing is fetched, and no page raises.

    Raises :class:`~dialogues.errors.MissingDependency` for HTML and bytes where turbohtml is not installed.
    ``source`` is the page's address, which makes relative links whole, or the id of its source in a registry;
    ``address`` is the address where ``source`` is an id. ``encoding`` is what a server said of bytes (a byte-order
    mark comes before it, a declaration of the page behind it). At most 5 MB are read.

    >>> [entry.name for entry in read_page("<ul><li>Brazil PDF EN</ul>").entries]
    ['Brazil']
    """
    if len(page) > _LARGE:
        from dialogues.files.garbage import garbage_collector_paused  # here: only a large page is worth it

        with garbage_collector_paused():
            return _read(page, source, encoding, address)
    return _read(page, source, encoding, address)


def page_text(content: bytes, encoding: str | None = None) -> str:
    """Give what a page says, HTML or plain text, a line for each of its blocks; at most 5 MB are read.

    Raises :class:`~dialogues.errors.MissingDependency` where turbohtml is not installed.
    """
    text = _decoded(content, encoding, [])
    lines = lines_of_html(text) if is_html(text) else lines_of_text(text)
    return "\n".join(line.text for line in lines.lines)


def _read(page: str | bytes, source: str, encoding: str | None, address: str) -> Page:
    odd: list[Oddity] = []
    text = page if isinstance(page, str) else _decoded(page, encoding, odd)
    if len(page) > MAX_BYTES:
        message = f"the page has more than {MAX_BYTES:,} bytes; only so many were read"
        odd.append(Oddity(OddityKind.TOO_LARGE, message, 1, 1))
        text = text[:MAX_BYTES]
    address = address or (source if source.startswith(("http://", "https://")) else "")
    lines = lines_of_html(text) if is_html(text) else lines_of_text(text)
    if lines.cut_at is not None:
        odd.append(Oddity(OddityKind.TOO_LARGE, "the page has too many pieces; the rest was not read", *lines.cut_at))
    reader = Reader.of(lines, Links.of(address, lines.base, odd), odd)
    begun = reader.read(Rows(reader))
    settled(begun, odd)
    entries = reader.kinds.of(begun)
    odd += odd_labels(entries)
    odd += odd_documents(entries)
    ordered = sorted(odd, key=lambda each: (each.line, each.column, each.kind))
    language = understood(lines.language.partition(",")[0]).tag if lines.language else None
    return Page(entries, tuple(ordered), tuple(reader.unread), source, language)


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
