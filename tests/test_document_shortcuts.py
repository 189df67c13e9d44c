"""What is read of documents in less time is what is read the long way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf._codecs import encoding_dict_from_named_encoding
from pypdf.generic import read_hex_string_from_stream, read_string_from_stream
from pypdf.generic._font import Font

from dialogues.documents.shortcuts import _PLACES, copied, hexadecimal, literal, once_each
from pdfs import pdf
from test_documents import SENTENCES

FOLDER = Path(__file__).parent / "documents"
DIGITS = st.text("0123456789abcdefABCDEF", max_size=600).map(str.encode)
HEXADECIMAL = st.lists(DIGITS | st.sampled_from([b" ", b"\n", b"\0", b"\x0b", b">", b"<", b"/", b"g", b""]), max_size=9)
LITERAL = st.lists(
    st.binary(max_size=20) | st.sampled_from([b"a" * 255, b"b" * 256, b"(", b")", b"\\", b"\\)", b"\\101", b"\r\n"]),
    max_size=9,
)
ENCODINGS = st.sampled_from([None, "bytes", "utf-16-be", "latin-1", dict.fromkeys(range(100), "x"), ["y"] * 50])


def outcome(read: Callable[..., Any], content: bytes, encoding: Any) -> tuple[Any, ...]:
    """Give what a function reads, or what it raises, and where it leaves the stream."""
    stream = BytesIO(content)
    try:
        found = read(stream, encoding)
    except Exception as error:  # noqa: BLE001  # whatever it is, both must raise it
        return type(error), str(error), stream.tell()
    return type(found), found, getattr(found, "original_bytes", None), vars(found), stream.tell()


@given(st.lists(HEXADECIMAL.map(b"".join), min_size=1, max_size=2).map(b">".join), ENCODINGS)
@example(b"0041" * 64 + b">", None)
@example(b"0041" * 64 + b"4>" + b" " * 300, "bytes")
@settings(max_examples=300)
def test_a_hexadecimal_string_is_what_pypdf_reads(content: bytes, encoding: Any) -> None:
    short = hexadecimal(read_hex_string_from_stream)
    for each in (b"<" + content, b"<" + content + b">rest"):
        assert outcome(short, each, encoding) == outcome(read_hex_string_from_stream, each, encoding)


@given(LITERAL.map(b"".join), ENCODINGS)
@example(b"a" * 256 + b")", None)
@example(b"\xfe\xff\x00a)", None)
@settings(max_examples=300)
def test_a_literal_string_is_what_pypdf_reads(content: bytes, encoding: Any) -> None:
    short = literal(read_string_from_stream)
    for each in (b"(" + content, b"(" + content + b")rest"):
        assert outcome(short, each, encoding) == outcome(read_string_from_stream, each, encoding)


@pytest.mark.parametrize(
    ("shortcut", "plain", "other"), [(hexadecimal, b"<" + b"41" * 500, b"z"), (literal, b"(" + b"a" * 1_000, b"(")]
)
def test_what_is_left_to_pypdf_is_not_read_far_ahead(shortcut: Any, plain: bytes, other: bytes) -> None:
    stream = CountedReads(plain + other * 100_000)
    assert shortcut(lambda stream, _encoding: stream.tell())(stream) == 0
    assert stream.most <= len(plain) + 256


class CountedReads(BytesIO):
    """Bytes that know how far they were read."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.most = max(self.most, self.tell())
        return found


def test_a_table_of_codes_is_made_once_and_is_nobodys_else() -> None:
    short = copied(encoding_dict_from_named_encoding)
    for encoding in ("cp1252", "mac_roman"):
        short(encoding)[65] = "changed"
        assert short(encoding) == encoding_dict_from_named_encoding(encoding)


@pytest.mark.parametrize("name", ["made", *sorted(each.name for each in FOLDER.glob("*.pdf"))])
def test_pages_whose_fonts_are_made_once_have_their_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf(list(SENTENCES.values())) if name == "made" else (FOLDER / name).read_bytes()
    made: list[int] = []
    own = Font.from_font_resource

    def texts() -> list[str]:
        return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages for _ in range(2)]

    def counted(dictionary: Any) -> Font:
        made.append(id(dictionary))
        return own(dictionary)

    expected = texts()
    monkeypatch.setattr(Font, "from_font_resource", staticmethod(once_each(counted)))
    assert texts() == expected
    assert len(made) == len(set(made))


def test_all_shortcuts_lead_somewhere() -> None:
    """A version of pypdf that has none of these functions is read all the same, and as slowly as it was."""
    code = (
        "from importlib import import_module; from dialogues.documents import contents, shortcuts; contents.prepare()\n"
        "for module, of, name, _ in shortcuts._PLACES:\n"
        "    place = import_module(module); place = getattr(place, of) if of else place\n"
        "    print(hasattr(getattr(place, name), '__wrapped__'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * len(_PLACES)
