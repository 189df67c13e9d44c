"""Shortcuts through pypdf, for the process that reads documents: what it gives is the same, in less time.

Each stands in the place of a function of pypdf's, and asks that function wherever the short way does not lead. Where a
version of pypdf has no such function, nothing is put in its place.
"""

from __future__ import annotations

import contextlib
import re
from binascii import unhexlify
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")
_HEXADECIMAL = re.compile(rb"[0-9A-Fa-f\x00\t\n\f\r ]*")  # digits, and the white space of PDF (ISO 32000-2, table 1)
_PLAIN = re.compile(rb"[^()\\]*")
_WHITE_SPACE = b"\x00\t\n\f\r "
_BLOCK = 256
_FONT = "font of this dictionary"


def take_shortcuts() -> None:
    """Put the shortcuts in their places, once a process."""
    for module, of, name, shortcut in _PLACES:
        with contextlib.suppress(ImportError, AttributeError):
            place = import_module(module)
            place = getattr(place, of) if of else place
            own = getattr(place, name)
            if not hasattr(own, "__wrapped__"):
                setattr(place, name, shortcut(own))


def hexadecimal(own: Callable[..., T]) -> Callable[..., T]:
    """Read a hexadecimal string by blocks, and not by its digits; one with anything else in it is left to pypdf.

    Most programs write texts in such strings, and pypdf takes half of its time for their digits.
    """
    from pypdf.generic import create_string_object

    @wraps(own)
    def read(stream: BinaryIO, forced_encoding: Any = None) -> Any:
        start = stream.tell()
        written = _up_to(b">", _HEXADECIMAL, stream)
        if written is None:
            stream.seek(start)
            return own(stream, forced_encoding)
        digits = written.translate(None, _WHITE_SPACE)
        return create_string_object(unhexlify(digits + b"0" * (len(digits) % 2)), forced_encoding)

    return read


def literal(own: Callable[..., T]) -> Callable[..., T]:
    """Read a literal string by blocks, and not by its bytes; one with parentheses or escapes is left to pypdf."""
    from pypdf.generic import create_string_object

    @wraps(own)
    def read(stream: BinaryIO, forced_encoding: Any = None) -> Any:
        start = stream.tell()
        written = _up_to(b")", _PLAIN, stream)
        if written is None:
            stream.seek(start)
            return own(stream, forced_encoding)
        return create_string_object(bytes(written), forced_encoding)

    return read


def _up_to(end: bytes, allowed: re.Pattern[bytes], stream: BinaryIO) -> bytearray | None:
    """Give what stands between the next byte and the end of a string; None where it holds what is not allowed."""
    stream.read(1)
    written = bytearray()
    while block := stream.read(_BLOCK):
        found = allowed.match(block)
        length = found.end() if found else 0
        written += block[:length]
        if length < len(block):
            stream.seek(length + 1 - len(block), 1)
            return written if block[length : length + 1] == end else None
    return None


def copied(own: Callable[[str], dict[int, str]]) -> Callable[[str], dict[int, str]]:
    """Make the table of an encoding once, and copy it for each page."""
    made = cache(own)

    @wraps(own)
    def copy(encoding: str) -> dict[int, str]:
        return dict(made(encoding))

    return copy


def once_each(own: Callable[[Any], T]) -> Callable[[Any], T]:
    """Make a font of its dictionary once, and not for each page that it is drawn on.

    It is kept by the dictionary, and so goes with the document.
    """

    @wraps(own)
    def font(dictionary: Any) -> T:
        kept = getattr(dictionary, "__dict__", {})
        made: T | None = kept.get(_FONT)
        if made is None:
            made = kept[_FONT] = own(dictionary)
        return made

    return font


_PLACES: tuple[tuple[str, str, str, Callable[[Any], Any]], ...] = (
    ("pypdf.generic._data_structures", "", "read_hex_string_from_stream", hexadecimal),
    ("pypdf.generic._data_structures", "", "read_string_from_stream", literal),
    ("pypdf._text_extraction._text_extractor", "", "encoding_dict_from_named_encoding", copied),
    ("pypdf.generic._font", "Font", "from_font_resource", once_each),
)
"""The module, the class in it if any, the function, and what stands in its place."""
