"""PDFs of a paragraph in many languages and forms, as offices make them: what `siege.judged_documents` judges."""

from __future__ import annotations

import csv
import re
import textwrap
import unicodedata
import zlib
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

from attrs import frozen

from pdfs import stream, write

_WIDTH = 76
_NARROW = 24
_STAMP = "Registered with the Secretariat, No. 4711/2019, sheet {} of 2"
_ENGLISH_HEADER = "Memorandum of Understanding - Ref. 2019/4711 - page {} of 3"
# What a font that draws two letters as one loses of them, where nobody wrote down what its glyph means.
_LIGATURES = {"ffi": "f", "fi": "f", "fl": "f", "ff": "f", "tt": "t", "لا": "ل", "և": ""}
# Cyrillic and Greek, as programs read them that know Latin letters alone.
_CYRILLIC = "АA ВB ЕE КK МM НH ОO РP СC ТT ХX аa вB гr дA еe ёe иu кk мm нH оo пn рp сc тT уy хx цu ъb ыbI ьb яR іi їi єe ґr ўy лJI жxK з3 ч4 шW щW юIO эE фcp йU бb"
_GREEK = "αa βB γy δo εe ζl ηn θ0 ιi κk λA μu νv ξE οo πn ρp σo ςc τt υu φcp χx ψw ωw άa έe ήn ίi όo ύu ώw ΤT ΠII"
_LOOK_ALIKE = {ord(pair[0]): pair[1:] for pair in (*_CYRILLIC.split(), *_GREEK.split())}
# The medial or else the last shape of each Arabic letter.
_SHAPES = {
    int(of[1], 16): chr(shape)
    for shape in range(0xFE80, 0xFEF5)
    if len(of := unicodedata.decomposition(chr(shape)).split()) == 2 and of[0].startswith("<")
}
_PERSONS = (
    "Maria Kovács; Jürgen Müller; Wang Xiaoming; Anne-Sophie Lefèvre; João Pereira da Silva; Olga Ivanova; Tamar Beridze;"
    " Aram Petrosyan; Giovanni Rossi; Katarzyna Nowak; Søren Jensen; Mehmet Yılmaz; Nguyễn Văn An; Kim Min-jun; Haruto Sato;"
    " José Luis García; Elena Popescu; Pekka Virtanen; Liis Tamm; Jānis Bērziņš; Petras Kazlauskas; Siobhán Ní Bhriain"
)
_FROM_THE_RIGHT = ("ar", "he")
# Whose letters are still read without their marks.
_TYPED_PLAIN = frozenset(
    "cs de el es et fi fr ga hr hu it lt lv pl pt ro sk sl sv tr vi".split()  # noqa: SIM905  # codes read better as words
)


@frozen
class Paragraph:
    """A paragraph of a memorandum."""

    language: str
    neighbour: str
    """The language that is most easily taken for it and must not be: the wrong record."""
    text: str

    @property
    def second(self) -> str:
        """The other language of a document in two."""
        return "fr" if self.language == "en" else "en"

    @property
    def sentence(self) -> str:
        """Its first sentence."""
        return re.split(r"(?<=[.。։।])", self.text)[0].split(" ทั้ง")[0]


@frozen
class Form:
    """A way in which a document is made."""

    name: str
    make: Callable[[Paragraph], bytes | None]
    """Give the file; None for a language that has no such form."""
    bilingual: bool = False
    """Whether it holds a second language too."""
    readable: bool = True
    """Whether its text can be read as it is meant."""


def paragraphs() -> list[Paragraph]:
    """Give the paragraphs, one a language."""
    with (Path(__file__).parent / "paragraphs.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Paragraph(row["language"], row["neighbour"], row["paragraph"])
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def lines_of(text: str, width: int = _WIDTH) -> list[str]:
    """Break a text into lines, at its spaces where it has any."""
    return textwrap.wrap(text, width, break_on_hyphens=False)


def document(pages: list[list[str]], *, told: bool = True, picture: bool = False) -> bytes:
    """Write pages of lines with a font of numbered glyphs, as programs embed them; ``told`` says what they mean."""
    letters = sorted({char for page in pages for line in page for char in line}, key=place_of)
    codes = {char: number for number, char in enumerate(letters, 3)}
    kids = " ".join(f"{8 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Serif /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (b" /ToUnicode 5 0 R >>" if told else b" >>"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Serif /DW 500 /CIDSystemInfo 7 0 R >>",
        stream(zlib.compress(_meanings(codes)), "/Filter /FlateDecode "),
        stream(b"\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "),
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
    ]
    shows = " /XObject << /Im 6 0 R >>" if picture else ""
    for at, page in enumerate(pages):
        drawn = b" T* ".join(b"<" + "".join(f"{codes[char]:04X}" for char in line).encode() + b"> Tj" for line in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {9 + 2 * at} 0 R"
            f" /Resources << /Font << /F1 3 0 R >>{shows} >> >>".encode()
        )
        objects.append(
            stream(zlib.compress(b"BT /F1 10 Tf 12 TL 50 780 Td " + drawn + b" ET"), "/Filter /FlateDecode ")
        )
    return write(objects)


def place_of(char: str) -> int:
    """Give a letter its place in a font, far from that in Unicode and the same each time."""
    return zlib.crc32(char.encode())


def _meanings(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def _plain(each: Paragraph) -> bytes:
    return document([lines_of(each.text)])


def _untold(each: Paragraph) -> bytes:
    return document([lines_of(each.text)], told=False)


def _spaced(each: Paragraph) -> bytes | None:
    """Set letters apart by a space, words by two."""
    return document([["  ".join(" ".join(word) for word in line.split()) for line in lines_of(each.text, 40)]])


def _run_together(each: Paragraph) -> bytes | None:
    """Set letters apart by a space, and words by no more."""
    return document([[" ".join(line.replace(" ", "")) for line in lines_of(each.text, 40)]])


def _capitals(each: Paragraph) -> bytes | None:
    text = each.text.replace("i", "İ") if each.language == "tr" else each.text
    return document([lines_of(text.upper())]) if text.upper() != text else None


def _scan(each: Paragraph) -> bytes:
    own = each.sentence.split(maxsplit=2)[0][:20]
    return document([[_STAMP.format(number), own] for number in (1, 2)], picture=True)


def _bilingual(each: Paragraph) -> bytes:
    return document([[*lines_of(each.text), "", *lines_of(_other(each).text)]])


def _other(each: Paragraph) -> Paragraph:
    return next(one for one in paragraphs() if one.language == each.second)


def _without_ligatures(each: Paragraph) -> bytes | None:
    text = each.text
    for together, left in _LIGATURES.items():
        text = text.replace(together, left)
    return document([lines_of(text)]) if text != each.text else None


def _in_shapes(each: Paragraph) -> bytes | None:
    """Write the shapes of Arabic letters, and ligatures, as characters of their own."""
    text = each.text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ").translate(_SHAPES)
    return document([lines_of(text)]) if text != each.text else None


def _with_holes(each: Paragraph) -> bytes:
    """Lose three letters of a paragraph wherever they stand, as a font does that does not tell what some glyphs mean."""
    often = sorted({char for char in each.text if char.isalpha()}, key=lambda char: (-each.text.count(char), char))
    text = each.text.translate(dict.fromkeys(map(ord, often[4:7])))
    return document([lines_of(text)])


def _without_accents(each: Paragraph) -> bytes | None:
    """Leave out the marks on letters, as typists do who have no keys for them."""
    if each.language not in _TYPED_PLAIN:
        return None
    plain = "".join(char for char in unicodedata.normalize("NFD", each.text) if not unicodedata.combining(char))
    return document([lines_of(plain)])


def _as_seen(each: Paragraph) -> bytes | None:
    """Write from the left what is read from the right, as old programs store it."""
    if each.language not in _FROM_THE_RIGHT:
        return None
    return document([[line[::-1] for line in lines_of(each.text)]])


def _columns(each: Paragraph) -> bytes:
    """Write two languages side by side, line by line, as treaties are."""
    left, right = (lines_of(text, 36) for text in (each.text, _other(each).text))
    return document([[line for pair in zip_longest(left, right, fillvalue="") for line in pair]])


def _rows(each: Paragraph) -> bytes:
    """Write two languages side by side, both in one line, as columns come out that are drawn across."""
    left, right = (lines_of(text, 36) for text in (each.text, _other(each).text))
    return document([[f"{one:36}  {other}" for one, other in zip_longest(left, right, fillvalue="")]])


def _recognised_badly(each: Paragraph) -> bytes:
    """Take each fifteenth letter for the one before it in Unicode, as bad recognition takes it for another."""
    read = "".join(
        chr(ord(char) - 1) if char.isalpha() and at % 15 == 0 else char for at, char in enumerate(each.text, 1)
    )
    return document([lines_of(read)], picture=True)


def _recognised_as_latin(each: Paragraph) -> bytes | None:
    """Take Cyrillic or Greek letters for the Latin ones, digits and signs that look like them."""
    read = each.text.translate(_LOOK_ALIKE)
    return document([lines_of(read)], picture=True) if each.language in ("be", "bg", "el", "ru", "uk") else None


def _names(each: Paragraph) -> bytes:
    """List persons under a title: their names are of no language."""
    return document([[each.sentence[:25], *_PERSONS.split("; ")]])


def _with_headers(each: Paragraph) -> bytes:
    lines = lines_of(each.text)
    third = -(-len(lines) // 3)
    parts = [lines[start : start + third] for start in range(0, len(lines), third)]
    return document([[_ENGLISH_HEADER.format(at), "2019/4711", *part, str(at)] for at, part in enumerate(parts, 1)])


def _narrow(each: Paragraph) -> bytes:
    """Cut words at the ends of narrow lines."""
    text, lines = each.text, []
    while text:
        line, text = text[:_NARROW], text[_NARROW:]
        cut = line[-1:].isalpha() and text[:1].isalpha() and " " in line
        lines.append(line.strip() + ("-" if cut else ""))
        text = text.lstrip()
    return document([lines])


def _short(each: Paragraph) -> bytes:
    return document([lines_of(each.sentence)])


def _contents(each: Paragraph) -> bytes:
    """Write a table of contents: the words of a paragraph, each with dots and a number."""
    words = [word.strip(".,;:") for word in lines_of(each.text, 22)]
    return document([[f"{at}. {word.capitalize()} ........ {at * 3}" for at, word in enumerate(words, 1)]])


FORMS = (
    Form("a subset of a font, told in Unicode", _plain),
    Form("a subset of a font, not told", _untold, readable=False),
    Form("letters set apart, words further", _spaced),
    Form("letters set apart, words no further", _run_together, readable=False),
    Form("capitals", _capitals),
    Form("a scan with a stamp", _scan, readable=False),
    Form("bilingual, with English", _bilingual, bilingual=True),
    Form("bilingual, in columns, line after line", _columns, bilingual=True),
    Form("bilingual, in columns, drawn across", _rows, bilingual=True),
    Form("recognised badly", _recognised_badly),
    Form("recognised as Latin letters", _recognised_as_latin, readable=False),
    Form("names of persons", _names, readable=False),
    Form("ligatures lost", _without_ligatures),
    Form("ligatures and shapes as characters", _in_shapes),
    Form("accents lost", _without_accents),
    Form("from the left what is read from the right", _as_seen),
    Form("three letters lost wherever they stand", _with_holes),
    Form("three pages with an English header and numbers", _with_headers),
    Form("narrow columns, words cut", _narrow),
    Form("a table of contents", _contents),
    Form("a sentence", _short),
)
