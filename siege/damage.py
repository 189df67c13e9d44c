"""Damage done to bytes: what disks, editors, merges and people with bad intentions make of a file."""

from __future__ import annotations

import random
import re

# What has a meaning in YAML, JSON or PDF, or for whoever prints it.
TOKENS = (
    *(b"\t", b"\r", b"\n", b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b[31m", b"\xe2\x80\xae"),
    *(b"\xe2\x80\xa8", b"\xc2\x85", b"&a ", b"*a", b"!!python/object/apply:os.system ", b"!!binary ", b"<<: ", b"? "),
    *(b"- ", b": ", b", ", b"#", b" #", b"|", b">-", b"'", b'"', b"\\", b"{", b"}", b"[", b"]", b"%", b"@", b"`"),
    *(b"---\n", b"...\n", b"%YAML 3.0\n---\n", b"null", b"~", b"no", b"0x7f", b"1e999", b".nan", b"-1", b"9" * 400),
    *(b"2007-02-30", b"{{", b"::error ::x\n", b"=cmd()", b"../" * 8, b"[" * 300, b"- " * 300, b"a" * 5_000),
    *(b"obj", b"endobj", b"stream", b"endstream", b"<<", b">>", b"/Kids", b"/Length 99999999", b"R", b"/FlateDecode"),
)


def damaged(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """Give a content with one to six damages; ``other`` is what pieces are taken from."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        content = rng.choice(_DAMAGES)(rng, content, other)
    return content


def _place(rng: random.Random, content: bytes) -> tuple[int, int]:
    start = rng.randrange(len(content) + 1)
    return start, min(len(content), start + rng.choice((1, 1, 2, 8, 40, 400)))


def _flipped(rng: random.Random, content: bytes, _other: bytes) -> bytes:
    start, end = _place(rng, content)
    return content[:start] + bytes(byte ^ (1 << rng.randrange(8)) for byte in content[start:end]) + content[end:]


def _cut(rng: random.Random, content: bytes, _other: bytes) -> bytes:
    start, end = _place(rng, content)
    return content[:start] + content[end:]


def _ended(rng: random.Random, content: bytes, _other: bytes) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def _inserted(rng: random.Random, content: bytes, _other: bytes) -> bytes:
    start, _ = _place(rng, content)
    return content[:start] + rng.choice(TOKENS) + content[start:]


def _replaced(rng: random.Random, content: bytes, other: bytes) -> bytes:
    (start, end), (begin, stop) = _place(rng, content), _place(rng, other)
    return content[:start] + other[begin:stop] + content[end:]


def _lines(rng: random.Random, content: bytes, other: bytes) -> bytes:
    lines, others = content.splitlines(keepends=True) or [b""], other.splitlines(keepends=True) or [b""]
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(5)
    if what == 0:
        lines.insert(to, lines[at])
    elif what == 1:
        lines[at], lines[to] = lines[to], lines[at]
    elif what == 2:
        lines[at] = rng.choice((b" ", b"  ", b"\t", b"- ")) + lines[at]
    elif what == 3:
        lines[at] = lines[at].lstrip(b" ") if rng.random() < 0.5 else lines[at][1:]
    else:
        lines[at:to] = [rng.choice(others)]
    return b"".join(lines)


def _word(rng: random.Random, content: bytes, other: bytes) -> bytes:
    """Put a word in the place of another: what is left can often be read."""
    words, others = list(_WORD.finditer(content)), _WORD.findall(other)
    if not words or not others:
        return content
    found = rng.choice(words)
    put: bytes = rng.choice(others)
    return content[: found.start()] + put + content[found.end() :]


_WORD = re.compile(rb"[\w.-]+")
_DAMAGES = (_flipped, _cut, _ended, _inserted, _replaced, _lines, _lines, _word, _word, _word, _word)
