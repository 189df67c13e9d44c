"""PDFs made for tests: text in any script, scans, several languages, and files that are meant to do harm."""

from __future__ import annotations

import zlib

DAMAGED = """\
%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>
endobj
4 0 obj
<< /Length 3 /Filter /JBIG2Decode >>
stream
abc
endstream
endobj
5 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
endobj
xref
0 6
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000058 00000 n\x20
0000000115 00000 n\x20
0000000237 00000 n\x20
0000000310 00000 n\x20
trailer
<< /Size 6 /Root 1 0 R >>
startxref
380
%%EOF
"""
"""A document with one page, whose text nobody can read."""


def _cmap(text: str) -> bytes:
    highs = sorted({ord(char) >> 8 for char in text} | {0})
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in highs]
    blocks = [ranges[start : start + 100] for start in range(0, len(ranges), 100)]
    body = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def stream(content: bytes, extra: str = "") -> bytes:
    return f"<< /Length {len(content)} {extra}>>\nstream\n".encode() + content + b"\nendstream"


def write(objects: list[bytes], root: int = 1, trailer: str = "") -> bytes:
    """Write numbered objects as a file; the first is number 1."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def pdf(pages: list[str], *, lang: str | None = None, tagged: bool = False, title: str = "") -> bytes:
    """Write a document; an empty page is a picture without text."""
    kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(len(pages)))
    catalog = "<< /Type /Catalog /Pages 2 0 R"
    catalog += f" /Lang ({lang})" if lang is not None else ""
    catalog += " /MarkInfo << /Marked true >>" if tagged else ""
    info = f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> /CreationDate (D:20071129120000Z) >>"
    objects = [
        f"{catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        stream(zlib.compress(_cmap("".join(pages))), "/Filter /FlateDecode "),
        info.encode(),
    ]
    for at, text in enumerate(pages):
        content = b"0.5 g 50 50 400 600 re f"
        if text:
            lines = [text[start : start + 60] for start in range(0, len(text), 60)]
            shown = b" T* ".join(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj" for line in lines)
            content = b"BT /F1 10 Tf 12 TL 50 780 Td " + shown + b" ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {8 + 2 * at} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(stream(zlib.compress(content), "/Filter /FlateDecode "))
    return write(objects, trailer="/Info 6 0 R ")


def page_with(content: bytes, filters: str, extra: str = "") -> bytes:
    """Write a document of one page whose content is as it is given."""
    return write(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
            stream(content, f"/Filter {filters} {extra}" if filters else extra),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            # A form that draws itself, for whoever draws it.
            stream(
                b"/X Do /X Do BT /F1 9 Tf (a) Tj ET",
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> ",
            ),
        ]
    )


def hostile() -> dict[str, bytes]:
    """Give files that are meant to do harm, by name."""
    good = pdf(["Letter of intent between the European Commission and the Ministry. " * 20])
    deflated = zlib.compress(b"\0" * 300_000_000, 9)
    twice = zlib.compress(deflated, 9)
    kids = " ".join(["3 0 R"] * 100_000)
    encrypted = write(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>",
         b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"],
        trailer="/Encrypt 3 0 R /ID [<41> <41>] ",
    )  # fmt: skip
    return {
        "truncated.pdf": good[: len(good) // 2],
        "mutated.pdf": bytes(byte ^ 0x55 if at % 97 == 13 else byte for at, byte in enumerate(good)),
        "no-xref.pdf": good.replace(b"xref", b"xxxx"),
        "flate-bomb.pdf": page_with(deflated, "/FlateDecode"),
        "flate-bomb-twice.pdf": page_with(twice, "[/FlateDecode /FlateDecode]"),
        "lzw-bomb.pdf": page_with(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 200_000, "/LZWDecode"),
        "run-length-bomb.pdf": page_with(b"\x81A" * 5_000_000, "/RunLengthDecode"),
        "ascii-hex-bomb.pdf": page_with(b"41" * 20_000_000 + b">", "/ASCIIHexDecode"),
        "ascii85-bomb.pdf": page_with(b"z" * 20_000_000 + b"~>", "/ASCII85Decode"),
        "many-filters.pdf": page_with(twice, "[" + "/FlateDecode " * 500 + "]"),
        "predictor.pdf": page_with(
            zlib.compress(b"\2" * 1_000_000), "/FlateDecode", "/DecodeParms << /Predictor 12 /Columns 99999999 >> "
        ),
        "million-pages.pdf": write(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                f"<< /Type /Pages /Kids [{' '.join(['4 0 R'] * 100)}] /Count 1000000 >>".encode(),
                b"<< /Type /Page /Parent 4 0 R /MediaBox [0 0 9 9] >>",
                f"<< /Type /Pages /Parent 2 0 R /Kids [{kids}] /Count 100000 >>".encode(),
            ]
        ),
        "cyclic-pages.pdf": write(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
            ]
        ),
        "cyclic-lang.pdf": write(
            [b"<< /Type /Catalog /Pages 2 0 R /Lang 3 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", b"3 0 R"]
        ),
        "deep.pdf": write(
            [
                b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 50_000 + b"]" * 50_000 + b" >>",
                b"<< /Type /Pages /Kids [] /Count 0 >>",
            ]
        ),
        "long-content.pdf": page_with(zlib.compress(b"BT 1 0 0 1 0 0 Tm (a) Tj ET " * 2_000_000), "/FlateDecode"),
        "many-words.pdf": page_with(
            zlib.compress(b"BT /F1 9 Tf " + b"(a b c) Tj T* " * 3_000_000 + b"ET"), "/FlateDecode"
        ),
        "draws-itself.pdf": page_with(b"/X Do " * 1_000, ""),
        "dct.pdf": page_with(b"\xff\xd8\xff\xe0" + b"\0" * 1_000, "/DCTDecode"),
        "jbig2.pdf": page_with(b"\x97JB2\r\n\x1a\n" + b"\0" * 1_000, "/JBIG2Decode"),
        "ccitt.pdf": page_with(
            b"\0" * 1_000, "/CCITTFaxDecode", "/DecodeParms << /K -1 /Columns 99999999 /Rows 99999999 >> "
        ),
        "outlines.pdf": write(
            [
                b"<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R >>",
                b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
                b"<< /First 3 0 R /Last 3 0 R /Next 3 0 R /Parent 3 0 R >>",
                b"<< /Type /Page /Parent 4 0 R /MediaBox [0 0 9 9] >>",
            ]
        ),
        "previous.pdf": good.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev 15 ", 1),
        "encrypted.pdf": encrypted,
        "lang.pdf": pdf(["text"], lang="x" * 5_000),
        "picture.pdf": b"GIF89a\1\0\1\0\0\0\0;",
        "empty.pdf": b"",
        "zeros.pdf": b"\0" * 100_000,
        "head-alone.pdf": b"%PDF-1.7\n",
        "unknown.bin": bytes(range(256)) * 10,
    }
