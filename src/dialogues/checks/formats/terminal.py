"""What is shown to a person: written out so that it commands nothing, measured in columns, cut into lines."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from functools import cache

PLAIN_WIDTH = 80
BLOCKS_BELOW = 60  # columns; a table has no room there
_PLAIN_HEIGHT = 24
_NARROWEST = 20  # no terminal is taken to be narrower
_UNLIMITED = 1_000_000  # where a program reads, no line is cut
# A word with the space behind it; or a character of a script that puts no spaces between words.
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PIECES = rf"[{_WIDE}][ \u2009]*|[^ \u2009{_WIDE}]+[ \u2009]*|[ \u2009]+"
_PLAIN_PIECES = re.compile("[^ ]+ *| +")  # of texts without wide characters and thin spaces
_SPACE = re.compile(r"[ \t\n\r\v\f]+")  # and no space that keeps words together

# Control, direction and other characters without a shape, halves of a character, and breaks of lines and paragraphs.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Hebrew to Myanmar, Khmer, Mongolian and their neighbours: beside their letters, joiners, spaces of no width and the
# three marks of direction that embed and override nothing are spelling, as in CLDR's own names.
_JOINED = (
    "\u0590-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\ua8ff\ua980-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
)
_SPELLING = (
    rf"(?<=[{_JOINED}])[\u061c\u180e\u200b-\u200f]|[\u061c\u180e\u200b-\u200f](?=[{_JOINED}])"
    "|(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"  # pictures that are made of several
)
# What the services that run checks take for a command of the program: ``::error …`` where a line begins, and a line may
# begin behind any space or wide character; ``##[error]`` and ``##vso[…]`` anywhere.
_COMMAND = rf"(?<![^\s{_WIDE}]):(?=:)|#(?=#\w*\[)"
_compiled = cache(re.compile)  # on first use: the patterns of many letters take 10 ms, which most commands do without


def written_out(text: str) -> list[str]:
    """Give each character of a text as it is shown: itself, or its number where it could do or hide something."""
    spelling = {match.start() for match in _compiled(_SPELLING).finditer(text)}
    commands = {match.start() for match in _compiled(_COMMAND).finditer(text)}
    return [
        _number(char) if at in commands or (unicodedata.category(char) in _HIDDEN and at not in spelling) else char
        for at, char in enumerate(text)
    ]


def visible(text: str) -> str:
    r"""Write out what could command a terminal or a service, show what is not there, or begin a line of its own.

    What is spelling stays: joiners between the letters of Persian or Malayalam.

    >>> print(visible("a\x1b[31m\u202eb"), visible("::error::no"), visible("می\u200cروم") == "می\u200cروم")
    a\u001b[31m\u202eb \u003a:error::no True
    """
    if text.isprintable() and "::" not in text and "##" not in text:
        return text
    return "".join(written_out(text))


def _number(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


# Letters that are a column each, or two: Latin, Greek, Cyrillic, Armenian, Georgian, Chinese, Japanese, Korean. Others
# join and stack, and pictures are made of several.
_JOINING = (
    "[^\0-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1c90-\u1cbf\u1e00-\u200a\u2010-\u2027\u202f-\u205e"
    "\u20a0-\u20cf\u2e80-\u3029\u3030-\u3098\u309b-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uffee]"
)


def columns(text: str) -> int:
    """Count the columns a text takes on a terminal: wide ones take two, joined letters what they take together."""
    if text.isascii():
        return len(text)
    if _compiled(_JOINING).search(text):
        from wcwidth import wcswidth  # here: few texts have such letters, and its tables take a while

        measured: int = wcswidth(text)
        return measured if measured >= 0 else len(text)
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def pieces(text: str) -> list[str]:
    """Give a text in the pieces between which a line may end: words, each with the space behind it, wide characters."""
    return (_PLAIN_PIECES if max(text, default="") < "\u2009" else _compiled(_PIECES)).findall(text)


def wrapped(text: str, size: int, rest: int | None = None) -> list[str]:
    """Cut a text at its spaces into lines of so many columns, the first of its own; a longer word is a line.

    Line breaks of the text are spaces too: what follows one must not look like a heading.
    Between characters that take two columns, which need no spaces, a line may end as well; and behind a hyphen of a
    word that is too long, unless it is an address, which has to be copied.
    """
    lines: list[str] = []
    line = ""
    for piece in _short_pieces(_SPACE.sub(" ", text.strip()), min(size, rest or size)):
        if line and columns(line + piece.rstrip()) > (size if not lines else rest or size):
            lines.append(line.rstrip())
            line = ""
        line += piece if line or piece.strip() else ""
    return [*lines, line.rstrip()]


def _short_pieces(text: str, size: int) -> list[str]:
    found = []
    for piece in pieces(text):
        if columns(piece.rstrip()) > size and "://" not in piece:
            found += _HYPHENED.findall(piece)
        else:
            found.append(piece)
    return found


_HYPHENED = re.compile(r"[^-/_]*[-/_]+(?=[^ ])|[^-/_]+")


def width() -> int:
    """Give the width to fit: ``COLUMNS``, else the terminal's, at least 20; where a program reads, no line is cut."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdecimal():
        return _UNLIMITED
    return max(_NARROWEST, shutil.get_terminal_size((PLAIN_WIDTH, _PLAIN_HEIGHT)).columns)


def height() -> int:
    """Give the lines of the terminal's screen: ``LINES``, else what it says of itself, else 24."""
    return shutil.get_terminal_size((PLAIN_WIDTH, _PLAIN_HEIGHT)).lines


def is_terminal() -> bool:
    """Say whether colours are welcome: ``NO_COLOR``, then ``FORCE_COLOR``, then whether a capable terminal looks on."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
