"""The quotes of a registry against the pages they are from: still there, changed, gone, or not to be read."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from attrs import field, frozen

from dialogues.documents.inspection import text_of
from dialogues.errors import MissingDependency
from dialogues.findings import format_path
from dialogues.pages.fetching import Fetched, Fetcher
from dialogues.pages.page import page_text
from dialogues.records import Evidence, Source
from dialogues.records.fields_of import parts
from dialogues.registry import Registry
from dialogues.vocabulary import EvidenceBasis

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
    }
)
_LEFT_OUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*")
_LEAST_ALIKE = 70.0  # of 100: below, a passage is another one
_CONTEXT = 20  # characters around the nearest passage


class QuoteState(StrEnum):
    """What became of a quote."""

    THERE = "there"
    """It stands there; white space, quotation marks and dashes aside."""
    CHANGED = "changed"
    """A passage is like it."""
    GONE = "gone"
    """No passage is like it."""
    UNREAD = "unread"
    """The page cannot be read."""


@frozen
class QuoteRead:
    """A quote, and what became of it."""

    record: str
    """The record whose claim it proves."""
    path: str
    """The place of the evidence in the record."""
    quote: str
    """The words."""
    state: QuoteState
    """What became of it."""
    nearest: str = ""
    """The passage that is most like it, where it changed."""

    def to_dict(self) -> dict[str, str | None]:
        """Give it as JSON values."""
        return {
            "record": self.record,
            "path": self.path,
            "quote": self.quote,
            "state": self.state.value,
            "nearest": self.nearest or None,
        }


@frozen
class SourceRead:
    """A source that was asked, and what became of its quotes."""

    source: str
    """Its id."""
    address: str
    """The address that was asked."""
    moved: str = ""
    """Where it is now, where that is another address."""
    permanent: bool = False
    """Whether it has moved for good."""
    archived: bool = False
    """Whether the archived copy was read."""
    problem: str = ""
    """Why it cannot be read; empty where it can."""
    gone: bool = False
    """Whether the server says that there is no such page."""
    quotes: tuple[QuoteRead, ...] = field(default=(), repr=lambda quotes: str(len(quotes)))
    """Its quotes, in the order of the records."""

    @property
    def whole(self) -> bool:
        """Whether it was read where it was cited, and all of its quotes stand there."""
        return not self.problem and not self.moved and all(each.state is QuoteState.THERE for each in self.quotes)

    def to_dict(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {
            "source": self.source,
            "address": self.address,
            "moved_to": self.moved or None,
            "permanent": self.permanent,
            "archived": self.archived,
            "problem": self.problem or None,
            "gone": self.gone,
            "quotes": [each.to_dict() for each in self.quotes],
        }


def verify(registry: Registry, sources: Iterable[Source], fetcher: Fetcher) -> Iterator[SourceRead]:
    """Ask the addresses of sources, else of their archived copies, and look for what is quoted of them.

    Raises :class:`~dialogues.errors.MissingDependency` without the extra ``online``.
    """
    quoted = _quotes(registry)
    for source in sources:
        if source.address is not None or source.archived is not None:
            yield _verified(source, quoted.get(source.id, ()), fetcher)


def _quotes(registry: Registry) -> dict[str, list[tuple[str, str, Evidence]]]:
    """Gather the quotes of each source: the record, the place and the evidence."""
    found: dict[str, list[tuple[str, str, Evidence]]] = {}
    for record in registry.values():
        for path, part in parts(record):
            if isinstance(part, Evidence) and part.quote:
                found.setdefault(part.source, []).append((record.id, format_path(path), part))
    return found


def _verified(source: Source, quoted: Iterable[tuple[str, str, Evidence]], fetcher: Fetcher) -> SourceRead:
    live = source.address or source.archived or ""
    fetched, text, problem = _read(fetcher, live)
    archived = source.address is None
    first = problem
    if problem and source.archived is not None and not archived:
        _, other_text, other_problem = _read(fetcher, source.archived)
        if not other_problem:
            text, problem, archived = other_text, "", True
            first = f"{first}; the archived copy was read"
    searched = _folded(text)
    address = _folded(live)
    quotes = tuple(
        QuoteRead(record, path, each.quote or "", *_looked_for(each, searched, address, problem))
        for record, path, each in quoted
    )
    moved = fetched.final if not fetched.problem and fetched.final != live else ""
    return SourceRead(source.id, live, moved, fetched.permanent, archived, first, fetched.gone, quotes)


def _read(fetcher: Fetcher, address: str) -> tuple[Fetched, str, str]:
    """Fetch a page and read its text; give what it says, and why not."""
    fetched = fetcher.fetch(address)
    if fetched.problem:
        return fetched, "", fetched.problem
    if fetched.content.startswith(b"%PDF"):
        text, problem = _text_of_pdf(fetched.content)
        return fetched, text, problem
    binary = b"\0" in fetched.content[:1_000] and not fetched.content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if binary:
        return fetched, "", f"its text is not read: it is {fetched.media_type or 'no text'}"
    try:
        return fetched, page_text(fetched.content, fetched.encoding), ""
    except MissingDependency as missing:
        return fetched, "", f"its text is not read: {missing}"


def _text_of_pdf(content: bytes) -> tuple[str, str]:
    descriptor, name = tempfile.mkstemp(suffix=".pdf")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        facts, text = text_of(name)
    finally:
        Path(name).unlink()
    return text, "" if text.strip() else (facts.problem or "no page has text")


def _looked_for(evidence: Evidence, text: str, address: str, problem: str) -> tuple[QuoteState, str]:
    """Look for a quote in a page; its address is what an evidence of that basis quotes."""
    quote = _folded(evidence.quote or "")
    if evidence.basis is EvidenceBasis.ADDRESS:
        return (QuoteState.THERE if quote in address else QuoteState.GONE), ""
    if problem:
        return QuoteState.UNREAD, ""
    if _stands(quote, text):
        return QuoteState.THERE, ""
    nearest = _nearest(quote, text)
    return (QuoteState.CHANGED, nearest) if nearest else (QuoteState.GONE, "")


def _stands(quote: str, text: str) -> bool:
    """Say whether the parts of a quote, between what it leaves out, stand in a text in order."""
    at = 0
    for part in filter(None, _LEFT_OUT.split(quote)):
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _nearest(quote: str, text: str) -> str:
    """Give the passage of whole words that is most like a quote; empty where none is."""
    from rapidfuzz import fuzz  # here: only for a quote that is not there

    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_LEAST_ALIKE)
    if found is None:
        return ""
    first, last = max(0, found.dest_start - _CONTEXT), found.dest_end + _CONTEXT
    words = [(match.start(), match.end()) for match in re.compile(r"\S+").finditer(text, first, last)]
    starts = [start for start, _ in words if start <= found.dest_start + _CONTEXT]
    ends = [end for _, end in words if end >= found.dest_end - _CONTEXT]
    passages = (text[start:end] for start in starts for end in ends if start < end)
    return max(passages, key=lambda passage: fuzz.ratio(quote, passage), default="")


def _folded(text: str) -> str:
    """Fold what a page and a quote may write in two ways: white space, quotation marks, dashes, composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())
