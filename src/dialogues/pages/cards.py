"""What stands around a document in a card: the words of a button, and lines that say what they are (``Signed: …``)."""

from __future__ import annotations

import re

from attrs import frozen

from dialogues.documents.lines import Line
from dialogues.names.folding import fold, fold_accents
from dialogues.pages.begun import Begun, Printed
from dialogues.pages.clusters import SIZE
from dialogues.pages.columns import column_of
from dialogues.pages.documents import with_label
from dialogues.pages.entries import ColumnKind, Detail
from dialogues.pages.labels import is_label
from dialogues.records.printed_dates import date_alone

_HEADING = re.compile(r"(?P<heading>[^:：\d]{2,40}?) ?[:：] ?")
_KINDS = frozenset(ColumnKind) - {ColumnKind.NUMBER, ColumnKind.UNKNOWN, ColumnKind.TITLE}
_DATES = (ColumnKind.SIGNED, ColumnKind.DATE)
# What the buttons of pages say, without accents and in small letters; a button has nothing else.
_BUTTON = frozenset(
    (  # noqa: SIM905  # as words
        "download downloads view open read see file files document documents text texts full pdf here link"
        " the attachment herunterladen anzeigen ansehen datei dokument volltext telecharger consulter fichier"
        " texte ouvrir lire descargar descarga ver archivo documento texto completo baixar ficheiro arquivo"
        " scarica apri testo pobierz otworz plik tekst stahnout stiahnut soubor preuzmi prenesi letoltes"
        " megnyitas szoveg lataa avaa ladda ner hent last ned parsisiusti lejupieladet laadi alla indir unduh"
        " скачать открыть файл текст документ завантажити завантаження відкрити изтегли преузми ληψη αρχειο"
        " κειμενο تحميل تنزيل دانلود متن النص ملف הורדה להורדה קובץ ดาวน์โหลด ไฟล์ 下载 下載"
        " 查看 全文 ダウンロード 本文 다운로드 원문"
    ).split()
)
_SIZE = re.compile(rf"[(\[]?(?P<size>{SIZE})[)\]]?\Z")
_SIZE_ENDS = frozenset("BosБб")  # the last letters of the units of sizes
_LONGEST_BUTTON = 5  # words of a button
_LONGEST_WORDS = 40  # … and characters
_LONGEST = 200  # characters of a line that says one thing


@frozen
class Fact:
    """A line that says one thing of an agreement, and what."""

    kind: ColumnKind
    heading: str
    text: str
    line: Line
    start: int

    def detail(self) -> Detail:
        """Give it as what an entry keeps."""
        return Detail(self.kind, self.heading, self.text, *self.line.place(self.start))

    def date(self, language: str) -> Printed | None:
        """Give the date that it tells, where it is of the agreement's."""
        found = date_alone(self.text, language) if self.kind in _DATES else None
        if found is None:
            return None
        return Printed(self.text, found.readings, found.order, self.kind, calendar=found.calendar)


def size_of_button(text: str) -> str:
    """Give the size that the words of a button end with: ``Download (1.2 MB)``."""
    match = _SIZE.search(text)
    return match["size"] if match is not None else ""


def is_button(text: str) -> bool:
    """Say whether words only lead to a file (``Download``, ``Text:``, ``View (80 KB)``) and name nothing."""
    if len(text) > _LONGEST_WORDS:
        return False
    first = text.partition(" ")[0]
    if first.isascii() and first.isalpha() and first.lower() not in _BUTTON:
        return False  # as most begin
    bare = _SIZE.sub("", text) if text.rstrip(")]")[-1:] in _SIZE_ENDS else text
    words = fold_accents(fold(bare.strip(" :：–-"))).split()
    return 0 < len(words) < _LONGEST_BUTTON and all(word in _BUTTON for word in words)


def fact_of(line: Line) -> Fact | None:
    """Read a line that begins with what it tells: ``Country: Chile``, or a term with its description."""
    if line.about:
        return Fact(ColumnKind.SUBJECT, "", line.text, line, 0)
    if line.cells or len(line.text) > _LONGEST:
        return None
    match = _HEADING.match(line.text)
    heading, start = (match["heading"], match.end()) if match is not None else _term(line)
    text = line.text[start:].strip()
    kind = column_of(heading).kind if heading else ColumnKind.UNKNOWN
    return Fact(kind, heading, text, line, start) if text and kind in _KINDS else None


def _term(line: Line) -> tuple[str, int]:
    """Give the term of a line that is a description, and where the description starts."""
    parts = [run for run in line.runs if run is None or not run[0].isspace()]
    if len(parts) < 3 or parts[0] is None or parts[1] is not None:
        return "", 0
    starts = line.starts
    return (line.text[: starts[1]].strip(), starts[1]) if len(starts) > 1 else ("", 0)


def take(begun: Begun, fact: Fact, language: str) -> None:
    """Add what a line of a card says to its entry."""
    date = fact.date(language)
    if date is not None and not begun.date.text:
        begun.date = date
    elif fact.kind is ColumnKind.DOCUMENTS and is_label(fact.text) and len(begun.documents) == 1:
        if begun.documents[0].printed_label is None:
            begun.documents = with_label(begun.documents, fact.text, fact.line.place(fact.start))
    else:
        begun.details.append(fact.detail())
