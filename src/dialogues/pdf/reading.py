"""Reading a file into facts. This runs in a child that may be killed at any moment; nothing else imports pypdf."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from dialogues.languages.scripts import script_shares
from dialogues.pdf.text import LEAST_LETTERS, languages_of
from dialogues.reading.attached import MAX_ATTACHED, media_type_of
from dialogues.vocabulary import MediaType

MAX_PAGES_OF_TEXT = 200
MAX_LETTERS = 500_000
_MAX_TITLE = 500
_MAX_LANG = 100
# Far above what a memorandum needs, far below what fills the memory.
_LIMITS = {
    "maximum_declared_stream_length": 50_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "jbig2_maximum_output_length": 5_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "zlib_maximum_output_length": 20_000_000,
    "brotli_maximum_output_length": 20_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "image_maximum_buffer_size": 5_000_000,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 500_000,
    "xmp_maximum_input_length": 1_000_000,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 200_000,
    "xform_maximum_invocations_per_extraction": 500,
    "disable_legacy_handling": True,
}
FAILURES = (Exception, MemoryError, RecursionError)

T = TypeVar("T")


def prepare() -> None:
    """Import what reading needs, once for all children."""
    import pypdf

    pypdf.overwrite_configuration(**_LIMITS)  # type: ignore[arg-type]
    languages_of(["prepared " * 20, "приготовлено " * 20])
    _html(b"<p>prepared</p>")


def facts_of(path: str) -> Iterator[dict[str, Any]]:
    """Give the facts of a file in two parts: those of its bytes, then those of the document; never raises."""
    try:
        yield from _facts(path)
    except FAILURES as error:
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


def _facts(path: str) -> Iterator[dict[str, Any]]:
    import hashlib
    import stat

    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            yield {"readable": False, "problem": "it is no regular file"}
            return
        if status.st_size > MAX_ATTACHED:
            yield {"readable": False, "problem": f"it is larger than {MAX_ATTACHED:,} bytes", "size": status.st_size}
            return
        digest, size, head = hashlib.sha256(), 0, b""
        while chunk := stream.read(1 << 20):
            head = head or chunk[:4096]
            size += len(chunk)
            digest.update(chunk)
            if size > MAX_ATTACHED:
                break
        media_type = media_type_of(head)
        facts = {
            "readable": False,
            "size": size,
            "sha256": digest.hexdigest(),
            "media_type": media_type.value if media_type else None,
        }
        if size != status.st_size or os.fstat(stream.fileno()).st_size != size:
            yield {"readable": False, "problem": "it changed while it was read"}
            return
        yield facts
        stream.seek(0)
        if media_type is MediaType.PDF:
            yield facts | _pdf(stream)
        elif media_type in (MediaType.HTML, MediaType.XHTML):
            yield facts | _html(stream.read(5_000_000))
        elif media_type is MediaType.TEXT:
            pages = [stream.read(2_000_000).decode("utf-8", "replace")]
            yield facts | {"readable": True, **_of_text(pages)}
        elif not size:
            yield facts | {"problem": "it is empty"}
        else:
            named = f" of type {media_type.value}" if media_type else ", of no format that is known"
            yield facts | {"readable": media_type is not None, "problem": f"its text is not read: it is a file{named}"}


def _pdf(stream: Any) -> dict[str, Any]:
    import pypdf

    reader = pypdf.PdfReader(stream)
    facts: dict[str, Any] = {"readable": True, "pdf_version": reader.pdf_header.removeprefix("%PDF-")[:10]}
    facts["encrypted"] = reader.is_encrypted
    if reader.is_encrypted and not _or_none(lambda: reader.decrypt("")):
        return facts | {"readable": False, "problem": "it is encrypted and cannot be opened without its password"}
    facts["pages"] = len(reader.pages)
    facts |= _properties(reader)
    texts = [_page_text(page) for _, page in zip(range(MAX_PAGES_OF_TEXT), reader.pages, strict=False)]
    failed = sum(text is None for text in texts)
    if failed:
        facts["problem"] = f"the text of {failed} pages could not be read"
    if facts["pages"] > MAX_PAGES_OF_TEXT:
        facts["problem"] = f"the text of the first {MAX_PAGES_OF_TEXT} pages alone was read"
    facts |= _of_text([text or "" for text in texts])
    if facts["text_layer"] == "none" and "problem" not in facts:
        facts["problem"] = "no page has text: it is a scan, or shows nothing"
    return facts


def _or_none(work: Callable[[], T]) -> T | None:
    """Give a fact, or None where a damaged file does not yield it."""
    try:
        return work()
    except FAILURES:
        return None


def _properties(reader: Any) -> dict[str, Any]:
    root = _or_none(lambda: reader.trailer["/Root"].get_object()) or {}  # noqa: PLW0108  # looked up within
    mark = _or_none(lambda: root["/MarkInfo"].get_object()["/Marked"]) if "/MarkInfo" in root else False
    lang = _or_none(lambda: str(root["/Lang"].get_object())) if "/Lang" in root else None
    info = _or_none(partial(getattr, reader, "metadata"))
    created = _or_none(lambda: info.creation_date) if info else None
    modified = _or_none(lambda: info.modification_date) if info else None
    title = _or_none(lambda: info.title) if info else None
    return {
        "title": str(title)[:_MAX_TITLE] if title else None,
        "created": created.isoformat() if created else None,
        "modified": modified.isoformat() if modified else None,
        "declared": lang[:_MAX_LANG] if lang else None,
        "tagged": bool(mark),
    }


def _page_text(page: Any) -> str | None:
    text = _or_none(page.extract_text)
    return text[:MAX_LETTERS] if text is not None else None


def _html(content: bytes) -> dict[str, Any]:
    import re

    from turbohtml.detect import detect

    from dialogues.reading.page.lines import lines_of_html

    encoding = detect(content[:65_536]).encoding or "utf-8"
    text = content.decode(encoding, "replace")
    match = re.search(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([^\"'\s>]{1,100})", text[:20_000], re.IGNORECASE)
    title = re.search(r"<title[^>]{0,100}>([^<]{1,500})", text[:50_000], re.IGNORECASE)
    lines = "\n".join(line.text for line in lines_of_html(text).lines)
    return {
        "readable": True,
        "declared": match[1] if match else None,
        "title": " ".join(title[1].split()) if title else None,
        **_of_text([lines]),
    }


def _of_text(pages: list[str]) -> dict[str, Any]:
    """Tell where there is text, in which scripts and languages."""
    with_text = sum(any(map(str.isalnum, page)) for page in pages)
    whole = "\n".join(pages)[:MAX_LETTERS]
    layer = "all" if pages and with_text == len(pages) else "some" if with_text else "none"
    return {
        "text_layer": layer,
        "scripts": [(script, round(share, 3)) for script, share in script_shares(whole)],
        "languages": list(languages_of(pages)),
        "too_little_text": sum(map(str.isalpha, whole)) < LEAST_LETTERS,
    }


def absolute(path: str | os.PathLike[str]) -> str:
    """Give a path that means the same file to a child."""
    return str(Path(path).absolute())
