"""The grammar of a listing: where in a line a document stands, under which label, of what.

A document is a format (``PDF EN zh``), a size and format in brackets (``English (92,4 KB - PDF)``), or, in a line that
prints no format, a link to a file (``<a href="mou.pdf">EN</a>``). See docs/pages.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import urlsplit

from attrs import frozen

from dialogues.languages.labels import LabelKind, LanguageReading, identify_language
from dialogues.names.folding import fold
from dialogues.reading.page.lines import Line, Link
from dialogues.territories import find_territories
from dialogues.vocabulary import MediaType

FORMATS = {
    "PDF": MediaType.PDF,
    "HTML": MediaType.HTML,
    "HTM": MediaType.HTML,
    "XHTML": MediaType.XHTML,
    "DOC": MediaType.DOC,
    "DOCX": MediaType.DOCX,
    "ODT": MediaType.ODT,
    "RTF": MediaType.RTF,
    "TXT": MediaType.TEXT,
}
_NAMES = "|".join(sorted(FORMATS, key=len, reverse=True))
_SIZE = r"[0-9][0-9., \u00a0]{0,12} ?(?:[kKMG]i?B|[kKMG]o|bytes|octets|B|o|КБ|МБ)"
_FORMAT = re.compile(
    rf"\(\s*(?P<size>{_SIZE})\s*[-–—,;/]\s*(?P<bracketed>{_NAMES})\s*\)"
    rf"|\(\s*(?P<first>{_NAMES})\s*[-–—,;/]\s*(?P<second>{_SIZE})\s*\)"
    rf"|(?<![\w.])(?P<bare>{_NAMES})(?![\w])"
)
_TOKEN = re.compile(r" +(?P<token>[^\s,;.:()\[\]|/–—]+)")
_RUNS_ON = re.compile(r" +[^\W\d_]")
_YEAR = re.compile(r" *\((?P<year>[12][0-9]{3})\)")
_EDGES_BEFORE = " \t,;:.|/·•–—-"
_EDGES_BEHIND = " \t,;:|/·•–—-("
_LONGEST_LABEL = 3  # words
_LONGEST_PARTNER = 8  # words
_LONGEST_TEXT = 200  # characters that are looked at for a name or label
_LONGEST_DATE = 60


@frozen
class Label:
    """A printed label."""

    text: str
    """What is printed."""
    start: int
    """Where it starts in the line."""
    end: int
    """Where it ends."""


@frozen
class Cluster:
    """A format and the labels that belong to it."""

    start: int
    """Where it starts in the line."""
    end: int
    """Where it ends."""
    format: MediaType | None
    """The format; None where a link says none."""
    labels: tuple[Label, ...]
    """The labels, in order; none where only a size is printed."""
    size: str = ""
    """The size, as printed."""
    year: str = ""
    """A year in brackets behind it."""


@lru_cache(4096)
def understood(label: str) -> LanguageReading:
    """Understand a label."""
    return identify_language(label)


@cache
def conjunctions() -> frozenset[str]:
    """Give the words that stand before the last item of a list, in the languages of CLDR (``and``, ``et``, ``und``)."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    found = set()
    for identifier in locale_identifiers():
        if "_" not in identifier:
            pattern = Locale.parse(identifier).list_patterns.get("standard", {}).get("end", "")
            found |= {word for word in re.sub(r"\{[01]\}|,", " ", pattern).split() if word.isalpha()}
    return frozenset(found)


def clusters(line: Line) -> list[Cluster]:
    """Find the documents of a line, in order."""
    found: list[Cluster] = []
    text = line.text
    for match in _FORMAT.finditer(text):
        behind = found[-1].end if found else 0
        if match.start() < behind:
            continue
        if match["bare"]:
            cluster = _bare(line, match, behind)
            if cluster is not None:
                found.append(cluster)
        else:
            name = match["bracketed"] or match["first"]
            size = (match["size"] or match["second"]).strip()
            label = _label_before(text, match.start(), behind)
            start = label.start if label else match.start()
            found.append(Cluster(start, match.end(), FORMATS[name], (label,) if label else (), size))
    return found or list(_linked(line))


def _bare(line: Line, match: re.Match[str], behind: int) -> Cluster | None:
    text = line.text
    labels = _labels_behind(text, match.end())
    before = _label_before(text, match.start(), behind, names_only=True)
    if before is not None and not labels:
        labels = [before]
    if not labels and not any(_leads_to_file(link) for link in line.links(match.start(), match.end())):
        return None  # the word alone: the running text speaks of PDF
    start = min(match.start(), before.start) if before is not None else match.start()
    end = max(match.end(), *(label.end for label in labels)) if labels else match.end()
    year = _YEAR.match(text, end)
    return Cluster(
        start, year.end() if year else end, FORMATS[match["bare"]], tuple(labels), "", year["year"] if year else ""
    )


def _labels_behind(text: str, at: int) -> list[Label]:
    """Give the labels behind a format: words that name a language, and short ones that could be its code."""
    found: list[Label] = []
    while (label := _label_at(text, at)) is not None:
        found.append(label)
        at = label.end
    # Where the text runs on, short words may be words: "the PDF of two pages".
    if found and _RUNS_ON.match(text, at):
        sure = [_is_sure(label.text) for label in found]
        found = found[: sure.index(False)] if False in sure else found
    return found


def _label_at(text: str, at: int) -> Label | None:
    tokens = _tokens(text, at)
    for count in range(len(tokens), 0, -1):
        start, end = tokens[0].start, tokens[count - 1].end
        words = text[start:end]
        if (count > 1 and understood(words).how is LabelKind.NAME) or (
            count == 1 and _may_be_label(words) and not _joins(words, text, end)
        ):
            return Label(words, start, end)
    return None


def _is_sure(word: str) -> bool:
    reading = understood(word)
    return reading.tag is not None and (len(word) == 2 or word.isupper() or reading.how is LabelKind.NAME)


def _joins(word: str, text: str, end: int) -> bool:
    """Say whether a word that could be a code joins two names: ``et`` before Ukraine is French, and not Estonian."""
    if fold(word) not in conjunctions():
        return False
    match = _TOKEN.match(text, end)
    return (
        match is not None
        and match["token"][0].isupper()
        and len(match["token"]) > 3
        and (
            match["token"] not in FORMATS
            and (understood(match["token"]).tag is None or bool(countries(match["token"])))
        )
    )


def _tokens(text: str, at: int) -> list[Label]:
    found: list[Label] = []
    while len(found) < _LONGEST_LABEL:
        match = _TOKEN.match(text, at)
        if match is None or match["token"] in FORMATS:
            break
        found.append(Label(match["token"], match.start("token"), match.end("token")))
        at = match.end()
    return found


def _may_be_label(word: str) -> bool:
    if not word[0].isalpha() or (len(word) > 2 and word in conjunctions()):
        return False
    reading = understood(word)
    if reading.tag is not None or reading.how is LabelKind.COUNTRY_CODE:
        return len(word) <= 3 or reading.how is LabelKind.NAME or "-" in word or "_" in word
    return len(word) in (2, 3) and word.isascii() and word.isalpha()


def _label_before(text: str, end: int, floor: int, *, names_only: bool = False) -> Label | None:
    """Find a language right before a place: ``English (92,4 KB - PDF)``."""
    floor = max(floor, end - _LONGEST_TEXT)
    words = list(re.finditer(r"[^\s,;:|]+", text[floor:end]))[-_LONGEST_LABEL:]
    if not words or text[floor + words[-1].end() : end].strip():
        return None
    for first in range(len(words)):
        start, stop = floor + words[first].start(), floor + words[-1].end()
        said = text[start:stop].strip("()[]")
        reading = understood(said)
        if (reading.how is LabelKind.NAME and not countries(said)) or (
            not names_only and len(words) - first == 1 and _may_be_label(said)
        ):
            return Label(said, text.index(said, start), text.index(said, start) + len(said))
    return None


def _leads_to_file(link: Link) -> bool:
    return media_type_of(link) is not None


def media_type_of(link: Link) -> MediaType | None:
    """Tell the format of the file that a link says it leads to: by its type, else by the end of its address."""
    if link.media_type:
        try:
            return MediaType(link.media_type.partition(";")[0].strip().lower())
        except ValueError:
            pass
    try:
        path = urlsplit(link.address or "").path
    except ValueError:
        return None
    found = FORMATS.get(path.rpartition(".")[2].upper())
    # A page's own address ends in .html too: that is no document.
    return found if found not in (MediaType.HTML, MediaType.XHTML) or link.language else None


def may_be_label(text: str) -> bool:
    """Say whether a line that stands alone is a language: its name, or a code."""
    return len(text) < _LONGEST_TEXT and (
        understood(text).how is LabelKind.NAME or (" " not in text and _may_be_label(text) and not countries(text))
    )


def _linked(line: Line) -> Iterator[Cluster]:
    """Take the links to files as documents, in a line that prints no format."""
    at = 0
    for link in line.links(0, len(line.text)):
        if not _leads_to_file(link) and not (link.language and link.dropped):
            continue
        words = [
            (start, word)
            for word, start in zip(line.words, line.starts, strict=True)
            if word.link is link and start >= at
        ]
        if not words:
            continue
        start, end = words[0][0], words[-1][0] + len(words[-1][1].text)
        at = end
        said = line.text[start:end].strip("()[] ")
        if understood(said).tag is not None:
            offset = line.text.index(said, start)
            yield Cluster(start, end, media_type_of(link), (Label(said, offset, offset + len(said)),))
        else:  # the link's words are the document's name
            yield Cluster(end, end, media_type_of(link), ())


# Names

_PUBLICATIONS = re.compile(
    r"(?:brochures?|posters?|stud(?:y|ies)|(?:final )?reports?|executive summary|guidelines?|leaflets?|books?"
    r"|publications?|étude|rapport|affiches?|folleto|carteles?|estudio|informe|broschüre|plakate?|studie|bericht)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r".+\((?P<acronym>[A-ZÀ-Þ][A-ZÀ-Þ-]{2,11})\)")
_DATE_BEHIND = re.compile(
    r"[\s,–—-]*(?P<date>(?:[0-3]?[0-9]\.? )?[^\W\d_]{3,12}\.? [12][0-9]{3}|\(?[12][0-9]{3}\)?)[\s,–—-]*\Z"
)


@lru_cache(4096)
def countries(name: str) -> tuple[str, ...]:
    """Give the codes of the countries that bear a name."""
    if len(name) < 2 or len(name) > 100 or (len(name) < 4 and not name.isupper() and name.isascii()):
        return ()
    return tuple(dict.fromkeys(each.code for each in find_territories(name)))


def acronym(name: str) -> str:
    """Give the acronym in brackets behind an organisation's name."""
    match = _ACRONYM.fullmatch(name)
    return match["acronym"] if match else ""


def is_publication(name: str) -> bool:
    """Say whether a name begins as that of a publication does."""
    return _PUBLICATIONS.match(name) is not None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the separators off both ends of a stretch of text."""
    while start < end and text[start] in _EDGES_BEFORE:
        start += 1
    while end > start and text[end - 1] in _EDGES_BEHIND:
        end -= 1
    return start, end


def without_conjunction(text: str, start: int, end: int) -> tuple[int, str]:
    """Step over a conjunction that begins a name (``and Ukraine``); give what was stepped over."""
    first, _, rest = text[start : min(end, start + _LONGEST_TEXT)].partition(" ")
    if rest and fold(first) in conjunctions():
        return start + len(first) + 1, first
    return start, ""


def date_behind(text: str, start: int, end: int) -> tuple[int, str]:
    """Take a date off the end of a name (``… outside the EU? November 2009 -``); give the name's end and the date."""
    first = max(start, end - _LONGEST_DATE)
    match = _DATE_BEHIND.search(text[first:end])
    if match is None:
        return end, ""
    return first + match.start(), match["date"].strip("()")


def partner_at_end(text: str, start: int, end: int) -> int:
    """Find where the longest name of a country starts that ends a running text (``… cooperation with China``)."""
    first = max(start, end - _LONGEST_TEXT)
    starts = [match.start() + first for match in re.finditer(r"(?<!\S)\S+", text[first:end])]
    for at in starts[-_LONGEST_PARTNER:]:
        if countries(text[at:end]):
            return at
    return -1
