"""What the columns of a table mean, by their headings in any of many languages."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import define, field, frozen

from dialogues.documents.lines import Cell, Line
from dialogues.errors import shorten
from dialogues.languages.labels import LabelKind
from dialogues.languages.tags import LanguageTag
from dialogues.names.folding import fold_accents
from dialogues.pages.entries import ColumnKind, Oddity, OddityKind
from dialogues.pages.labels import understood

_LONGEST = 80  # characters of a heading
# Pieces of headings, without accents and in small letters; the first kind of which a piece is found counts.
_PIECES = {
    ColumnKind.NUMBER: (
        r"^(?:α/α|sorszam|lp|번호|ลำดับ|ลำดับที่|م|رقم|ردیف|מס(?:פר)?['׳]?)\.?(?: |$)",
        r"^(?:no|nr|n|№|#|num|number|numero|numer|lfd|id|ref|номер|项|番号|序号)\.?(?: |$)",
    ),
    ColumnKind.IN_FORCE: (
        r"in(?:to)? force|effective|inkraft|in kraft|wirksam|vigueur|vigor|vigore|wejsci|v platnost|ucinnost",
        r"сил[уи]|чинност|yururlu|berlaku|生效|発効|hatalyba|voimaan|ikraft|i kraft",
        r"ισχυ|jousto|joustumi|isigalioj|speka|na snagu|na silu|u silu|발효|บังคับใช้|มีผล|نفاذ|سريان|اجرا|תוקף",
    ),
    ColumnKind.PLACE: (
        r"place|\bort\b|lieu|lugar|luogo|\blocal\b|miejsce|misto|місце|место|tempat|\byer\b|地点|場所|plaats|\bsted\b",
        r"τοπος|장소|สถานที่|مكان|محل|מקום",
    ),
    ColumnKind.SIGNED: (
        r"sign|unterzeich|abschlu|conclu|firma|assinatura|podpis|підписан|подписан|adopt|заключ|уклад|imza|alair",
        r"tanda tangan|undertec|allekirj|ondertek|签署|签订|簽署|簽訂|署名|締結",
        r"υπογραφ|allkirj|pasiras|parakst|서명|체결|ลงนาม|توقيع|إبرام|امضا|חתימה|celebra",
    ),
    ColumnKind.DATE: (
        r"\bdat[aeou]\w*|fecha|\bday\b|\bjahr\b|year|annee|\bano\b|\banno\b|\brok\b|дата|рік|год|tanggal|tahun|tarih",
        r"日期|日付|年月日|时间|ημερομηνια|datums?\b|kelt|kuupaev|일자|날짜|วันที่|تاريخ|تاریخ|תאריך",
    ),
    ColumnKind.STATUS: (
        r"stat(?:us|o|e)\b|\bstand\b|etat|estado|стан|статус|durum|状态|状況|situac|κατασταση|상태|สถานะ|حالة|وضعیت|סטטוס|מצב",
    ),
    ColumnKind.PARTY: (
        r"part(?:y|ies|ner\w*|e|es|i)\b|countr|staat|\bland\b|lander|pays|pais|paes[ei]|kraj|panstwo|країн|стран|держав",
        r"сторон|negara|ulke|orszag|zeme|krajina|drzava|χωρα|国|地区|国家|vertragsp|contrap|organi[sz]ation|국가|상대국|ประเทศ|คู่ภาคี|دولة|الدول|بلد|الطرف|کشور|מדינה|מדינות|riik|salis|valsts",
    ),
    ColumnKind.TITLE: (
        r"titl|titel|titre|titul|titolo|tytul|nazw|nazev|naziv|назв|названи|наименован|name|\bnom\b|nombre",
        r"treat(?:y|ies)|agreement|instrument|memorand|vereinbarung|abkommen|accord|acuerdo|convenio|umowa|smlouva",
        r"judul|perjanjian|bezeichnung|标题|名称|名稱|件名|題名|協定名|条約名|τιτλος|megnevezes|\bcim\b|조약명|협정명|명칭|제목|ชื่อ|عنوان|اسم|שם|כותרת|nimetus|pavadinimas|nosaukums",
    ),
    ColumnKind.DOCUMENTS: (
        r"document|download|\bfiles?\b|pdf|\btext|\blinks?\b|sprache|langue|language|idioma|lingua|jezyk|jazyk|мов[аи]",
        r"язык|dokument|datei|fichier|archivo|ficheiro|unduh|\bformat|berkas|dosya|下载|言語|语言|ダウンロード|файл",
        r"завантаж|скачать|tekst|version|\blien|enlace|herunterladen|telecharger|descarg|檔案|附件|文件|ファイル|本文|αρχειο|κειμενο",
        r"letoltes|원문|파일|본문|다운로드|ไฟล์|เอกสาร|ดาวน์โหลด|ملف|تحميل|نص|متن|فایل|دانلود|קובץ|להורדה|הורדה|נוסח|scarica|baixar|stahn",
    ),
    ColumnKind.SUBJECT: (
        r"theme|thematic|area|committee|subject|topic|thema|domaine|\btema\b|materia|sector|gegenstand|bereich",
        r"тема|предмет",
    ),
}
_LANGUAGE_BEHIND = re.compile(r"(?P<apart>[(\[]| [-–—:] ?)? ?(?<![^\W\d_])(?P<label>[^\W\d_]{2,20})[)\]]?\Z")
_PATTERNS = tuple((kind, re.compile("|".join(pieces))) for kind, pieces in _PIECES.items())
_PATTERN_OF = dict(_PATTERNS)


@frozen
class Column:
    """What a column means."""

    kind: ColumnKind
    """Its kind."""
    heading: str
    """Its heading, as printed; empty where it has none."""
    language: LanguageTag | None = None
    """The language of its documents, where the heading names one."""


UNTOLD = Column(ColumnKind.UNKNOWN, "")


@lru_cache(1024)
def column_of(heading: str) -> Column:
    """Understand the heading of a column."""
    if not heading or len(heading) > _LONGEST:
        return Column(ColumnKind.UNKNOWN, heading)
    letters = heading.split()
    said = "".join(letters) if len(letters) > 2 and all(len(each) == 1 for each in letters) else heading
    reading = understood(said)
    if reading.tag is not None and (reading.how is LabelKind.NAME or said.isupper() or len(said) == 2):
        return Column(ColumnKind.LANGUAGE, heading, reading.tag)
    folded = " ".join(fold_accents(said.casefold()).split())
    kind = next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), ColumnKind.UNKNOWN)
    if kind is ColumnKind.PLACE and all(
        _PATTERN_OF[each].search(folded) for each in (ColumnKind.SIGNED, ColumnKind.DATE)
    ):
        kind = ColumnKind.SIGNED  # "date and place of signature": the date is worth more
    return Column(kind, heading, _language_of(said) if kind is ColumnKind.DOCUMENTS else None)


def _language_of(heading: str) -> LanguageTag | None:
    """Give the language that stands behind the heading of documents: ``Text (DE)``, ``PDF English``."""
    match = _LANGUAGE_BEHIND.search(heading)
    if match is None:
        return None
    reading = understood(match["label"])
    return reading.tag if reading.how is LabelKind.NAME or (match["apart"] and match["label"].isupper()) else None


@define(eq=False)
class Columns:
    """The columns of one table."""

    of: dict[int, Column] = field(factory=dict)
    told: set[int] = field(factory=set)

    def get(self, number: int) -> Column:
        """Give a column, by its number from 0."""
        return self.of.get(number, UNTOLD)

    def read(self, row: Line) -> None:
        """Take a row as the headings."""
        for cell in row.cells:
            if not cell.of_above:
                self.of[cell.column] = column_of(cell.line.text)

    def tell(self, number: int, odd: list[Oddity], place: tuple[int, int]) -> None:
        """Tell, once, of a column whose meaning is not known and whose words are kept."""
        if number in self.told:
            return
        self.told.add(number)
        heading = self.get(number).heading
        what = (
            f"the column {shorten(heading)!r}"
            if heading
            else f"column {number + 1} of the table, which has no heading,"
        )
        odd.append(Oddity(OddityKind.UNKNOWN_COLUMN, f"what {what} means is not known", *place))


def is_header(row: Line) -> bool:
    """Say whether a row is of headings alone by its tags, and leads to nothing."""
    own = [cell for cell in row.cells if not cell.of_above]
    return len(own) > 1 and all(cell.heading for cell in own) and not row.linked and _known(own)


def is_heading(row: Line) -> bool:
    """Say whether a row has the headings of a table: by its tags, or by what most of its cells say."""
    own = [cell for cell in row.cells if not cell.of_above]
    if own and all(cell.heading for cell in own):
        return True
    return len(own) > 1 and _known(own)


def _known(cells: list[Cell]) -> bool:
    """Say whether most cells are understood as headings."""
    known = sum(column_of(cell.line.text).kind is not ColumnKind.UNKNOWN for cell in cells)
    return 2 * known > len(cells)
