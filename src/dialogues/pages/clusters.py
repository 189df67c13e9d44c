"""The documents of a line: where a format stands, and the labels that belong to it.

A document is a format (``PDF EN zh``), a size and format in brackets (``English (92,4 KB - PDF)``), or, in a line that
prints no format, a link to a file (``<a href="mou.pdf">EN</a>``). See docs/pages.md.
Over 300 lines: the forms of a cluster are told from each other by one look at a line.
"""

from __future__ import annotations

import re
from itertools import islice

from attrs import define, evolve

from dialogues.documents.lines import Line
from dialogues.documents.link import FORMATS, OBJECT, Link
from dialogues.languages.labels import LabelKind
from dialogues.pages.buttons import SIZE, label_of_button
from dialogues.pages.labels import (
    LEADING,
    Label,
    is_country_first,
    is_label_word,
    is_language,
    is_sure,
    label_before,
    tokens,
    understood,
    understood_alone,
)
from dialogues.pages.partners import (
    LONGEST_TEXT,
    NO_SPACES,
    PICTURES,
    SEPARATORS,
    alternatives,
    conjunctions,
    countries,
    partner_at_end,
    trimmed,
    without_article,
)
from dialogues.records.printed_dates import date_alone, is_month
from dialogues.vocabulary import MediaType

MAX_DOCUMENTS = 10_000

_NAMES = "|".join(sorted(FORMATS, key=len, reverse=True))
_KIND = r"(?:形式|格式|文件|ファイル|-?(?:file|Datei|Dokument|fichier))?"  # PDF形式, PDF-Datei
_LEAD = r"(?:(?:[Ff]ormato?|[Ff]ichier|[Ff]ile|[Dd]atei|[Aa]rchivo|формат)\s+)?"  # (format PDF, 80 Ko)
_BETWEEN = r"\s*[-–—,;/:：、，]\s*"
_FORMAT = re.compile(
    rf"(?=[(（\[p{''.join(sorted({name[0] for name in FORMATS}))}])(?:"  # a first look, at what each begins with
    rf"[(（]\s*(?P<size>{SIZE})(?:{_BETWEEN}|\s+)(?P<bracketed>{_NAMES}){_KIND}\s*[)）]"
    rf"|[(（]\s*{_LEAD}(?P<first>{_NAMES}){_KIND}(?:{_BETWEEN}|\s+)(?P<second>{SIZE})\s*[)）]"
    rf"|[(\[（]\s*{_LEAD}(?P<alone>{_NAMES}){_KIND}\s*[)\]）]"
    rf"|[(（](?P<several>(?=[^()（）]{{0,60}}(?<![\w.])(?:{_NAMES})(?!\w))[^()（）]{{5,80}})[)）]"
    rf"|(?:(?<![\w.])|(?<=[{NO_SPACES}]))(?P<bare>{_NAMES}|pdf)(?![\w]))"
)
_PARTS = re.compile(r"\s*[,;|·•、，]\s*|\s+[-–—/]\s+")
_SIZES = re.compile(SIZE)
_SIZE_BEHIND = re.compile(rf" ?[-–—,|·/]? ?(?P<size>{SIZE})(?!\w)")
_SEPARATOR = re.compile(rf"[{re.escape(SEPARATORS)}]| [–—-] ")
_FIRST_GAP = re.compile(r"(?: ?[:–—|-])? *[(\[]?(?<=[\s:–—|(\[-])")
_GAP = re.compile(r" +[(\[]?|[)\]] ?[(\[]")
_SEPARATED = re.compile(r" ?[,/|、，،] ?| [–—-] ")
_ENDS = re.compile(rf" *(?:\Z|[{re.escape(SEPARATORS)})\]\ufffc]| [–—-] )")
_RUNS_ON = re.compile(r" +[^\W\d_]")
_DAY_BEHIND = re.compile(r"\.? ?[0-9]")
_YEAR = re.compile(r" *\((?P<year>[12][0-9]{3})\)")
_LANGUAGE_AT_END = re.compile(r"[(\[（](?P<label>[^\W\d_]{2,20}(?: [^\W\d_]{2,20})?)[)\]）] ?\Z")
_IN_BRACKETS = re.compile(r" ?[(\[（](?P<said>[^()\[\]（）]{1,30})[)\]）]")
_SCRIPT = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@define
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
    beside: str = ""
    """A language before the format, where a label behind it says the same."""
    link: Link | None = None
    """The link that is the document, where no format is printed."""


def may_list(line: Line) -> bool:
    """Say whether a line may have documents, before its words are looked at."""
    texts: list[str] = []
    for run in line.runs:
        if run is not None:
            text, _, link = run
            if link is not None and (link.format is not None or (link.language and is_file(link))):
                return True
            texts.append(text)
    return _may_print_format("\n".join(texts))


def _may_print_format(text: str) -> bool:
    """Say whether one of what stands in all names of formats does; written out, since it is asked of all of a page."""
    return (
        "pdf" in text
        or ("D" in text and ("PDF" in text or "DOC" in text or "ODT" in text))
        or ("T" in text and ("HTM" in text or "RTF" in text or "TXT" in text))
    )


def is_file(link: Link) -> bool:
    """Say whether a link leads to a file, or says in which language what it leads to is."""
    return link.format is not None or bool(link.language and _SCRIPT.match(link.href))


def clusters(line: Line, *, objects: bool = False, named: bool = False) -> list[Cluster]:
    """Find the documents of a line, in order; of a line of very many, the first :data:`MAX_DOCUMENTS` or so.

    ``objects`` is for a cell of a table: there, a link without words is one, wherever it leads. ``named`` says that a
    country is named in a cell before: what is a country's name and a language's is a language then.
    """
    found: list[Cluster] = []
    text, documents = line.text, 0
    for match in islice(_FORMAT.finditer(text), MAX_DOCUMENTS):
        behind = found[-1].end if found else 0
        if match.start() < behind:
            continue
        cluster = _read(line, match, behind)
        if cluster is not None:
            found.append(cluster)
            documents += len(cluster.labels) or 1
            if documents >= MAX_DOCUMENTS:
                break
    return _with_links(line, found, objects=objects, named=named)


def _read(line: Line, match: re.Match[str], behind: int) -> Cluster | None:
    """Read what stands where a format is printed."""
    if match["several"] is None:
        return _bare(line, match, behind) if match["bare"] else _bracketed(line.text, match, behind)
    cluster = _of_several(match)
    inner = None if cluster is not None else _FORMAT.search(line.text, match.start() + 1, match.end())
    return _bare(line, inner, behind) if inner is not None and inner["bare"] else cluster


def _of_several(match: re.Match[str]) -> Cluster | None:
    """Read a bracket with format, size, date and language, in any order; None where it has anything else."""
    said: dict[str, str] = {}
    label, at = None, match.start("several")
    for part in _PARTS.split(match["several"]):
        text = part.strip()
        start = match.string.index(text, at)
        at = start + len(text)
        if text in FORMATS:
            said.setdefault("format", text)
        elif _SIZES.fullmatch(text):
            said.setdefault("size", text)
        elif label is None and (understood_alone(text).how is LabelKind.NAME or is_language(text)):
            label = Label(text, start, at)
        elif date_alone(text) is not None:
            said.setdefault("date", text)
        else:
            return None
    if "format" not in said:
        return None
    labels = (label,) if label is not None else ()
    return Cluster(*match.span(), FORMATS[said["format"]], labels, said.get("size", ""), said.get("date", ""))


def _bracketed(text: str, match: re.Match[str], behind: int) -> Cluster:
    name = match["bracketed"] or match["first"] or match["alone"]
    size = (match["size"] or match["second"] or "").strip()
    label = None
    if partner_at_end(text, *trimmed(text, max(behind, match.start() - LONGEST_TEXT), match.start())) < 0:
        label = label_before(text, match.start(), behind)
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
    before = label_before(text, match.start(), behind, names_only=True) if at < 0 else None
    if before is not None and labels and _language(before) != _language(labels[0]):
        before = None  # it belongs to the name
    if before is not None and not labels:
        labels = [before]
    if (
        not labels
        and not (of_partner and _ENDS.match(text, match.end()))
        and not any(link.format is not None for link in line.links(match.start(), match.end()))
    ):
        return None  # the word alone: the running text speaks of PDF
    start = min(match.start(), before.start) if before is not None else match.start()
    stop = max(match.end(), *(label.end for label in labels)) if labels else match.end()
    size = _SIZE_BEHIND.match(text, stop)
    stop = size.end() if size is not None else stop
    year = _YEAR.match(text, stop)
    found = FORMATS[match["bare"].upper()]
    beside = before.text if before is not None and before is not labels[0] else ""
    end = year.end() if year else stop
    said = size["size"] if size is not None else ""
    return Cluster(start, end, found, tuple(labels), said, year["year"] if year else "", beside)


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
        while sure < len(found) and is_sure(found[sure].text, among_labels=of_partner or sure > 0):
            sure += 1
        del found[sure:]
    return found


def _runs_on(text: str, at: int) -> bool:
    """Say whether words of the text follow, and no conjunction that leads to another entry."""
    match = _RUNS_ON.match(text, at)
    words = tokens(text, match.end() - 1) if match is not None else []
    return bool(words) and not _joins(words[0].text, text, words[0].end)


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
    words = tokens(text, at)
    if len(words) > 1 and words[0].text in LEADING and understood(words[1].text).how is LabelKind.NAME:
        return Label(text[words[0].start : words[1].end], words[0].start, words[1].end)  # in English
    for count in range(len(words), 0, -1):
        start, end = words[0].start, words[count - 1].end
        said = text[start:end]
        if (count > 1 and understood(said).how is LabelKind.NAME) or (
            count == 1 and is_label_word(said) and not _joins(said, text, end) and not _is_month(said, text, end)
        ):
            return Label(said, start, end)
    return None


def _is_month(word: str, text: str, end: int) -> bool:
    """Say whether a word that could be a code is a month's name, with its day behind it (``Nov. 26``)."""
    return len(word) > 2 and _DAY_BEHIND.match(text, end) is not None and is_month(word)


def _joins(word: str, text: str, end: int) -> bool:
    """Say whether a word that could be a code joins two names: ``et`` before Ukraine is French, and not Estonian."""
    if word.isupper() or word not in conjunctions():
        return False
    behind = text[end : end + LONGEST_TEXT]
    match = _FORMAT.search(behind)
    if match is not None and not behind[: match.start()].strip():
        return word in alternatives()  # "PDF or DOC"
    stretch = _SEPARATOR.split(behind[: match.start()] if match else behind)[0]
    at, stop = trimmed(stretch, 0, len(stretch))
    name = stretch[without_article(stretch, at, stop) : stop]
    return bool(countries(name)) or any(
        len(each) > 3 and each[0].isupper() and understood(each).tag is None for each in name.split()
    )


def _of_name(line: Line, start: int, end: int, link: Link, until: int) -> Cluster:
    """Take a link whose words are a document's name; a language in brackets at their end is its label."""
    found = label_of_button(line.text, start, end)
    if found is not None:
        return Cluster(start, end, link.format, (found[0],), found[2], beside=found[1], link=link)
    match = _LANGUAGE_AT_END.search(line.text, start, end)
    label = None
    if match is not None and (is_language(match["label"]) or understood_alone(match["label"]).how is LabelKind.NAME):
        label = Label(match["label"], match.start("label"), match.end("label"))
    start = match.start() if match is not None and label is not None else end
    return _with_brackets(line.text, Cluster(start, end, link.format, (label,) if label else (), link=link), until)


def _with_brackets(text: str, cluster: Cluster, until: int) -> Cluster:
    """Give a link what stands in brackets behind it, before another link: its language, its size, its year."""
    stop, behind, size = _bracket_behind(text, cluster.end, until)
    if behind is not None and cluster.labels:
        return cluster
    year = _YEAR.match(text, stop, until)
    labels = (behind,) if behind is not None else cluster.labels
    if year is not None:
        return evolve(cluster, end=year.end(), labels=labels, size=size, year=year["year"])
    return evolve(cluster, end=stop, labels=labels, size=size) if stop > cluster.end else cluster


def _bracket_behind(text: str, at: int, until: int) -> tuple[int, Label | None, str]:
    """Read the language and the size in brackets behind a link: ``(EN)``, ``(12.06 KB)``; give where they end."""
    match = _IN_BRACKETS.match(text, at, until)
    if match is None:
        return at, None, ""
    said, start = match["said"], match.start("said")
    size = _SIZES.search(said)
    label: Label | None = None
    for part in re.finditer(r"[^\s,;|/–-]+", said):
        if size is not None and size.start() <= part.start() < size.end():
            continue
        if label is not None or not is_language(part[0]):
            return at, None, ""
        label = Label(part[0], start + part.start(), start + part.end())
    return match.end(), label, size[0] if size is not None else ""


def _is_country(text: str, start: int, said: str, before: list[Cluster]) -> bool:
    """Say whether the words of a link are a country before they are a language (``India``): no name stands before."""
    if (len(said) <= 3 and said.isascii()) or not is_country_first(said):
        return False
    behind, label = (before[-1].end, before[-1].labels[-1:]) if before else (0, ())
    at, end = trimmed(text, behind, start)
    return at >= end and not any(understood(each.text).how is LabelKind.NAME for each in label)


def _with_links(line: Line, found: list[Cluster], *, objects: bool, named: bool) -> list[Cluster]:
    """Take the links to files as documents: all of a line that prints no format, else those that are a label alone."""
    linked: list[Cluster] = []
    taken = iter(found)
    cluster = next(taken, None)
    behind = [each[0] for each in line.linked[1:]]
    for (start, end, link), until in zip(line.linked, [*behind, len(line.text)], strict=False):
        while cluster is not None and cluster.end <= start:
            cluster = next(taken, None)
        whole = line.text[start:end]
        if not whole.isascii():
            whole = whole.strip(PICTURES)
        said = whole.strip("()[] ")
        if (cluster is not None and cluster.start < end) or not (is_file(link) or (objects and said == OBJECT)):
            continue
        if whole[-1:] == ")" and understood_alone(whole.strip()).tag is not None:
            said = whole.strip()  # Portuguese (Brazil)
        if said in ("", OBJECT):  # a picture, or nothing that could be read
            linked.append(_with_brackets(line.text, Cluster(start, end, link.format, (), link=link), until))
        elif understood_alone(said).tag is not None and (named or not _is_country(line.text, start, said, linked)):
            offset = line.text.index(said, start)
            label = Label(said, offset, offset + len(said))
            linked.append(_with_brackets(line.text, Cluster(start, end, link.format, (label,), link=link), until))
        elif not found:  # the link's words are the document's name
            linked.append(_of_name(line, start, end, link, until))
        if len(linked) >= MAX_DOCUMENTS:
            break
    return sorted([*found, *linked], key=lambda each: each.start) if linked else found
