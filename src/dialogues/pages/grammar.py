"""The grammar of a listing: where in a line a document stands, under which label, of what.

A document is a format (``PDF EN zh``), a size and format in brackets (``English (92,4 KB - PDF)``), or, in a line that
prints no format, a link to a file (``<a href="mou.pdf">EN</a>``). See docs/pages.md.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from urllib.parse import urlsplit

from attrs import frozen

from dialogues.documents.html_lines import Line, Link
from dialogues.languages.labels import LabelKind, LanguageReading, identify_language
from dialogues.languages.territories import find_territories
from dialogues.names.folding import fold
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
# In scripts that put no space between words, a format may stand right behind one.
_NO_SPACES = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_FORMAT = re.compile(
    rf"\(\s*(?P<size>{_SIZE})\s*[-–—,;/]\s*(?P<bracketed>{_NAMES})\s*\)"
    rf"|\(\s*(?P<first>{_NAMES})\s*[-–—,;/]\s*(?P<second>{_SIZE})\s*\)"
    rf"|[(\[]\s*(?P<alone>{_NAMES})\s*[)\]]"
    rf"|(?:(?<![\w.])|(?<=[{_NO_SPACES}]))(?P<bare>{_NAMES}|pdf)(?![\w])"
)
_SEPARATORS = ",;:.|/·•、，；：。،؛"
_LONGEST_TOKEN = 60  # characters; what is longer is no label
_SEPARATOR = re.compile(rf"[{re.escape(_SEPARATORS)}]| [–—-] ")
_IN_TOKEN = rf"[^\s{re.escape(_SEPARATORS)}()\[\]–—"
_TOKEN = re.compile(
    rf"(?P<token>[A-Za-z]{_IN_TOKEN}{_NO_SPACES}]{{0,{_LONGEST_TOKEN}}}|{_IN_TOKEN}]{{1,{_LONGEST_TOKEN}}})"
)
_FIRST_GAP = re.compile(r"(?: ?[:–—|-])? *[(\[]?(?<=[\s:–—|(\[-])")
_GAP = re.compile(r" +[(\[]?|[)\]] ?[(\[]")
_SEPARATED = re.compile(r" ?[,/|、，،] ?| [–—-] ")
_ENDS = re.compile(rf" *(?:\Z|[{re.escape(_SEPARATORS)})\]]| [–—-] )")
_RUNS_ON = re.compile(r" +[^\W\d_]")
_YEAR = re.compile(r" *\((?P<year>[12][0-9]{3})\)")
_EDGES_BEFORE = f" \t{_SEPARATORS}–—-])"
_EDGES_BEHIND = f" \t{_SEPARATORS.replace('.', '')}–—-(["
_LONGEST_LABEL = 3  # words
_LONGEST_PARTNER = 8  # words
_LONGEST_TEXT = 200  # characters that are looked at for a name or label
_LONGEST_DATE = 60
MAX_DOCUMENTS = 10_000

# Articles before the names of countries, as in the languages of the Commission's pages.
_ARTICLES = frozenset(
    (  # noqa: SIM905  # as words
        "the la le les el los las lo il gli i o a os as de het der die das den dem ο η το οι τα την τη τον της του των"
    ).split()
)
_ELISIONS = ("l'", "l’", "d'", "d’", "all'", "all’", "dell'", "dell’")


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
    """Give the words that join the items of a list, in the languages of CLDR (``and``, ``et``, ``und``, ``or``)."""
    return frozenset(word for word, _, _ in _list_words()) | {"oraz", "sowie", "&"}


@cache
def _alternatives() -> frozenset[str]:
    """Give the words for ``or``."""
    return frozenset(word for word, kind, _ in _list_words() if kind == "or")


@cache
def _attached() -> tuple[str, ...]:
    """Give the conjunctions that are written without a space before what they join (``و``, ``和``)."""
    return tuple(sorted({word for word, _, attached in _list_words() if attached and not word.isascii()}))


@cache
def _list_words() -> frozenset[tuple[str, str, bool]]:
    """Give the words between the last two items of a list: word, kind, whether it is written to the last item."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    found = set()
    for identifier in locale_identifiers():
        if "_" not in identifier:
            for kind, patterns in Locale.parse(identifier).list_patterns.items():
                joint = patterns.get("end", "").partition("{0}")[2].partition("{1}")[0]
                if kind in ("standard", "or"):
                    words = [word.strip(",") for word in joint.split()]
                    found |= {(word, kind, not joint.endswith(" ")) for word in words if word.isalpha()}
    return frozenset(found)


def clusters(line: Line) -> list[Cluster]:
    """Find the documents of a line, in order; of a line of very many, the first :data:`MAX_DOCUMENTS` or so."""
    found: list[Cluster] = []
    text, documents = line.text, 0
    for match in islice(_FORMAT.finditer(text), MAX_DOCUMENTS):
        behind = found[-1].end if found else 0
        if match.start() < behind:
            continue
        cluster = _bare(line, match, behind) if match["bare"] else _bracketed(text, match, behind)
        if cluster is not None:
            found.append(cluster)
            documents += len(cluster.labels) or 1
            if documents >= MAX_DOCUMENTS:
                break
    return _with_links(line, found)


def _bracketed(text: str, match: re.Match[str], behind: int) -> Cluster:
    name = match["bracketed"] or match["first"] or match["alone"]
    size = (match["size"] or match["second"] or "").strip()
    label = _label_before(text, match.start(), behind)
    start = label.start if label else match.start()
    return Cluster(start, match.end(), FORMATS[name], (label,) if label else (), size)


def _bare(line: Line, match: re.Match[str], behind: int) -> Cluster | None:
    text = line.text
    start, end = trimmed(text, behind, match.start())
    at = partner_at_end(text, start, end)
    of_partner = at >= 0
    labels = _labels_behind(text, match.end(), of_partner=at == start)
    if match["bare"] not in FORMATS and not (of_partner and labels):
        return None  # in small letters it is a word of the text
    before = _label_before(text, match.start(), behind, names_only=True)
    if before is not None and labels and _language(before) != _language(labels[0]):
        before = None  # it belongs to the name
    if before is not None and not labels:
        labels = [before]
    linked = any(_leads_to_file(link) for link in line.links(match.start(), match.end()))
    if not labels and not linked and not (of_partner and _ENDS.match(text, match.end())):
        return None  # the word alone: the running text speaks of PDF
    start = min(match.start(), before.start) if before is not None else match.start()
    stop = max(match.end(), *(label.end for label in labels)) if labels else match.end()
    year = _YEAR.match(text, stop)
    found = FORMATS[match["bare"].upper()]
    return Cluster(start, year.end() if year else stop, found, tuple(labels), "", year["year"] if year else "")


def _language(label: Label) -> str:
    tag = understood(label.text).tag
    return tag.language if tag is not None else ""


def _labels_behind(text: str, at: int, *, of_partner: bool) -> list[Label]:
    """Give the labels behind a format: words that name a language, and short ones that could be its code."""
    found: list[Label] = []
    gap = _FIRST_GAP.match(text, at)
    while gap is not None and len(found) < MAX_DOCUMENTS and (label := _label_at(text, gap.end())) is not None:
        found.append(label)
        at = label.end
        gap = _GAP.match(text, at)
        separated = _SEPARATED.match(text, at)
        if separated is not None and _is_separate_label(text, separated.end()):
            gap = separated
    # Where the text runs on, short words may be words: "the PDF of two pages".
    if found and _runs_on(text, at):
        sure = 0
        while sure < len(found) and _is_sure(found[sure].text, among_labels=of_partner or sure > 0):
            sure += 1
        del found[sure:]
    return found


def _runs_on(text: str, at: int) -> bool:
    """Say whether words of the text follow, and no conjunction that leads to another entry."""
    match = _RUNS_ON.match(text, at)
    word = _TOKEN.match(text, match.end() - 1) if match is not None else None
    return word is not None and not _joins(word["token"], text, word.end())


def _is_separate_label(text: str, at: int) -> bool:
    """Say whether a label stands alone behind a separator (``PDF EN, es`` or ``EN / zh``), and no name begins."""
    label = _label_at(text, at)
    return (
        label is not None
        and _ENDS.match(text, label.end) is not None
        and understood(label.text).tag is not None
        and (len(label.text) == 2 or not countries(label.text))
    )


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


def _is_sure(word: str, *, among_labels: bool) -> bool:
    reading = understood(word)
    return reading.tag is not None and (
        word.isupper() or reading.how is LabelKind.NAME or (among_labels and len(word) == 2)
    )


def _joins(word: str, text: str, end: int) -> bool:
    """Say whether a word that could be a code joins two names: ``et`` before Ukraine is French, and not Estonian."""
    if word.isupper() or word not in conjunctions():
        return False
    behind = text[end : end + _LONGEST_TEXT]
    match = _FORMAT.search(behind)
    if match is not None and not behind[: match.start()].strip():
        return word in _alternatives()  # "PDF or DOC"
    stretch = _SEPARATOR.split(behind[: match.start()] if match else behind)[0]
    at, stop = trimmed(stretch, 0, len(stretch))
    name = stretch[without_article(stretch, at, stop) : stop]
    return bool(countries(name)) or any(
        len(each) > 3 and each[0].isupper() and understood(each).tag is None for each in name.split()
    )


def _tokens(text: str, at: int) -> list[Label]:
    found: list[Label] = []
    while len(found) < _LONGEST_LABEL:
        match = _TOKEN.match(text, at)
        if match is None or match["token"] in FORMATS:
            break
        found.append(Label(match["token"], match.start("token"), match.end("token")))
        at = match.end()
        if text[at : at + 1] != " ":
            break
        at += 1
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
    words = list(re.finditer(rf"[^\s{re.escape(_SEPARATORS)}]+", text[floor:end]))[-_LONGEST_LABEL:]
    if not words or text[floor + words[-1].end() : end].strip():
        return None
    stop = floor + words[-1].end()
    if partner_at_end(text, floor, stop) >= 0:
        return None  # a country, whatever language bears its name
    for first in range(len(words)):
        start = floor + words[first].start()
        said = text[start:stop].strip("()[]")
        if understood(said).how is LabelKind.NAME or (
            not names_only and len(words) - first == 1 and _may_be_label(said)
        ):
            offset = text.index(said, start)
            return Label(said, offset, offset + len(said))
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
    return (
        len(text) < _LONGEST_TEXT
        and not countries(text)
        and (understood(text).how is LabelKind.NAME or (" " not in text and _may_be_label(text)))
    )


def _with_links(line: Line, found: list[Cluster]) -> list[Cluster]:
    """Take the links to files as documents: all of a line that prints no format, else those that are a label alone."""
    runs: list[tuple[Link, int, int]] = []
    for word, start in zip(line.words, line.starts, strict=True):
        if word.link is None:
            continue
        if runs and runs[-1][0] is word.link:
            runs[-1] = (word.link, runs[-1][1], start + len(word.text))
        else:
            runs.append((word.link, start, start + len(word.text)))
    linked = []
    taken = iter(found)
    cluster = next(taken, None)
    for link, start, end in runs:
        while cluster is not None and cluster.end <= start:
            cluster = next(taken, None)
        if (cluster is not None and cluster.start < end) or not (
            _leads_to_file(link) or (link.language and link.dropped)
        ):
            continue
        said = line.text[start:end].strip("()[] ")
        if understood(said).tag is not None:
            offset = line.text.index(said, start)
            linked.append(Cluster(start, end, media_type_of(link), (Label(said, offset, offset + len(said)),)))
        elif not found:  # the link's words are the document's name
            linked.append(Cluster(end, end, media_type_of(link), ()))
        if len(linked) >= MAX_DOCUMENTS:
            break
    return sorted([*found, *linked], key=lambda each: each.start) if linked else found


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


# Where a name may start: at a word, and at any letter of a script that puts no space between words.
_STARTS = re.compile(rf"(?<!\S)\S|[{_NO_SPACES}]")


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
    stretch = text[start : min(end, start + _LONGEST_TEXT)]
    first, _, rest = stretch.partition(" ")
    if rest and fold(first) in conjunctions() and fold(first) not in _ARTICLES:
        return start + len(first) + 1, first
    for word in _attached():
        if stretch.startswith(word) and countries(stretch[len(word) :]):
            return start + len(word), word
    return start, ""


def without_article(text: str, start: int, end: int) -> int:
    """Step over an article that begins the name of a country (``la Russie``, ``l'Inde``)."""
    stretch = text[start : min(end, start + _LONGEST_TEXT)]
    first, _, rest = stretch.partition(" ")
    # A capital makes it a part of the name: El Salvador.
    if rest and first in _ARTICLES and countries(rest):
        return start + len(first) + 1
    elided = next((each for each in _ELISIONS if stretch.startswith(each)), "")
    return start + len(elided) if elided and countries(stretch[len(elided) :]) else start


def name_at_end(text: str, start: int, end: int) -> int:
    """Find where the words in capitals start that end a running text: a name that is none that is known."""
    match = re.search(r"(?:(?<=\s)[(]?[^\W\d_a-z]\S*\s?)+\Z", text[start:end])
    return start + match.start() if match is not None else start


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
    starts = [match.start() + first for match in _STARTS.finditer(text[first:end])]
    for at in starts[-_LONGEST_PARTNER:]:
        begin = without_article(text, at, end)
        if countries(text[begin:end]):
            return begin
    return -1
