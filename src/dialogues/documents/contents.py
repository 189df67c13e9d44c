"""Reading a file into facts: of its bytes, then of the document. This runs in a child that may be killed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from dialogues.documents.file_bytes import CHANGED, AttachedFile, changed, hashed, open_file
from dialogues.documents.pdf import pdf_facts, prepare_pdf
from dialogues.documents.text import facts_of_text
from dialogues.errors import MissingDependency
from dialogues.vocabulary import MediaType

_MOST_IN_MEMORY = 20_000_000
_PIECE = 100_000  # letters of a text that are sent at once
# Where a page says its language, the nearest to the text first: `lang`, then the pragma (HTML, 4.2.5.3).
_LANGUAGES = (
    re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([^\"'\s>]{1,100})", re.IGNORECASE),
    re.compile(r"<html[^>]{0,500}?\sxml:lang\s*=\s*[\"']?([^\"'\s>]{1,100})", re.IGNORECASE),
    re.compile(r"<body[^>]{0,500}?\slang\s*=\s*[\"']?([^\"'\s>]{1,100})", re.IGNORECASE),
    re.compile(
        r"<meta(?=[^>]{0,500}?http-equiv\s*=\s*[\"']?content-language\b)[^>]{0,500}?"
        r"\scontent\s*=\s*[\"']?([^\"'\s>,;]{1,100})[\"'\s>]",
        re.IGNORECASE,
    ),
)
_TITLE = re.compile(r"<title[^>]{0,100}>([^<]{1,500})", re.IGNORECASE)


def prepare() -> None:
    """Import what reading needs, once for all children."""
    prepare_pdf()
    facts_of_text(["prepared " * 20, "приготовлено " * 20])
    _html(b"<p>prepared</p>")


def facts_of(path: str, *, text: bool = False) -> Iterator[dict[str, Any]]:
    """Give the facts of a file in parts: those of its bytes, then those of the document; never raises.

    What a later part says stands for what an earlier one said. With ``text``, what the file says follows in pieces:
    ``text.0``, ``text.1`` …
    """
    try:
        for facts in _facts(path, text=text):
            whole = facts.pop("text", "")
            yield facts
            for at in range(0, len(whole), _PIECE):
                yield {f"text.{at // _PIECE}": whole[at : at + _PIECE]}
    except Exception as error:  # noqa: BLE001  # pypdf raises far more than its own; the file is told of
        yield {"readable": False, "problem": _said(error)}


def _said(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be opened: {error.strerror.lower()}"
    if isinstance(error, MemoryError):
        return "could not be read: it needs too much memory"
    detail = " ".join(str(error).split())[:200]
    return f"could not be read: {type(error).__name__}{f': {detail}' if detail else ''}"


def _facts(path: str, *, text: bool) -> Iterator[dict[str, Any]]:
    with open_file(path) as stream:
        status = os.fstat(stream.fileno())
        file = hashed(stream)
        if file.problem:
            yield {"readable": False, "problem": file.problem, **({"size": file.size} if file.size else {})}
            return
        yield {
            "readable": False,
            "size": file.size,
            "sha256": file.sha256,
            "media_type": file.media_type.value if file.media_type else None,
        }
        stream.seek(0)
        yield from _of_document(stream, file, text=text)
        if changed(stream, status):
            yield {"readable": False, "problem": CHANGED}


def _of_document(stream: BinaryIO, file: AttachedFile, *, text: bool) -> Iterator[dict[str, Any]]:
    if file.media_type is MediaType.PDF:
        # Thousands of small reads are faster in memory; a large file must not fill it.
        held = BytesIO(stream.read()) if file.size <= _MOST_IN_MEMORY else stream
        return pdf_facts(held, text=text)
    return iter([_of_other(stream, file)])


def _of_other(stream: BinaryIO, file: AttachedFile) -> dict[str, Any]:
    if file.media_type in (MediaType.HTML, MediaType.XHTML):
        return _html(stream.read(5_000_000))
    if file.media_type is MediaType.TEXT:
        content = stream.read(2_000_000)
        encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        return {"readable": True, **facts_of_text([content.decode(encoding, "replace")])}
    if not file.size:
        return {"problem": "it is empty"}
    named = f" of type {file.media_type.value}" if file.media_type else ", of no format that is known"
    return {"readable": file.media_type is not None, "problem": f"its text is not read: it is a file{named}"}


def _html(content: bytes) -> dict[str, Any]:
    from dialogues.documents.html_lines import lines_of_html

    try:
        text = _decoded(content)
        lines = "\n".join(line.text for line in lines_of_html(text).lines)
    except MissingDependency as missing:
        return {"readable": True, "problem": f"its text is not read: {missing}"}
    head = "".join(part.partition("<!--")[0] for part in text[:50_000].split("-->"))  # without its comments
    declared = next(
        (match[1] for match in (pattern.search(head) for pattern in _LANGUAGES) if match and match[1].strip()), None
    )
    title = _TITLE.search(head)
    return {
        "readable": True,
        "declared": declared,
        "title": " ".join(title[1].split()) if title else None,
        **facts_of_text([lines]),
    }


def _decoded(content: bytes) -> str:
    try:
        from turbohtml.detect import detect
    except ImportError:
        raise MissingDependency("reading HTML", "turbohtml") from None
    return content.decode(detect(content[:65_536]).encoding or "utf-8", "replace")
