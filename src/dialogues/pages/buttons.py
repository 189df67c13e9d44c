"""The words of buttons, which only lead to a file: ``Download``, ``View (80 KB)``, ``Download (EN)``."""

from __future__ import annotations

import itertools
import re

from dialogues.languages.labels import LabelKind
from dialogues.names.folding import fold, fold_accents
from dialogues.pages.labels import Label, is_language, understood_alone
from dialogues.pages.partners import countries

SIZE = r"[0-9][0-9., \u00a0]{0,12} ?(?:[kKMG]i?B|[kKMG]o|bytes|octets|B|o|КБ|МБ|кБ|Кб|Мб)"
"""The pattern of a size, as pages print it."""
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
_SIZE_WITHIN = re.compile(SIZE)
_SIZE_ENDS = frozenset("BosБб")  # the last letters of the units of sizes
_LONGEST_BUTTON = 5  # words of a button
_LONGEST_WORDS = 40  # … and characters
_WORD = re.compile(r"[^\s()\[\]:,;|/–—]+")


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


def label_of_button(text: str, start: int, end: int) -> tuple[Label, str, str] | None:
    """Find the language behind the words of a button (``Download (EN, 12 KB)``); give it, these words and the size."""
    if end - start > _LONGEST_WORDS or not is_button(text[start:end].partition(" ")[0]):
        return None
    size = _SIZE_WITHIN.search(text, start, end)
    words = [word for word in _WORD.finditer(text, start, end) if size is None or not _within(word, size)]
    for before, word in itertools.pairwise(words):
        if not is_button(text[start : before.end()]):
            break
        said = text[word.start() : words[-1].end()]
        named = is_language(said) or understood_alone(said).how is LabelKind.NAME
        if named and (len(said) == 2 or not countries(said)):
            label = Label(said, word.start(), words[-1].end())
            return label, text[start : before.end()], size[0] if size is not None else ""
    return None


def _within(word: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() <= word.start() < other.end()
