"""Reading a file into facts. This runs in a child that may be killed at any moment; nothing else imports pypdf."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, TypeVar

from dialogues.documents.file_bytes import CHANGED, AttachedFile, changed, hashed, open_file
from dialogues.documents.text import LEAST_LETTERS, languages_of
from dialogues.errors import MissingDependency
from dialogues.languages.scripts import script_shares
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
T = TypeVar("T")


def prepare() -> None:
    """Import what reading needs, once for all children."""
    import pypdf

    pypdf.overwrite_configuration(**_LIMITS)  # type: ignore[arg-type]
    _of_text(["prepared " * 20, "приготовлено " * 20])
    _html(b"<p>prepared</p>")


def facts_of(path: str) -> Iterator[dict[str, Any]]:
    """Give the facts of a file in two parts: those of its bytes, then those of the document; never raises."""
    try:
        yield from _facts(path)
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


def _facts(path: str) -> Iterator[dict[str, Any]]:
    with open_file(path) as stream:
        status = os.fstat(stream.fileno())
        file = hashed(stream)
        if file.problem:
            yield {"readable": False, "problem": file.problem, **({"size": file.size} if file.size else {})}
            return
        facts = {
            "readable": False,
            "size": file.size,
            "sha256": file.sha256,
            "media_type": file.media_type.value if file.media_type else None,
        }
        yield facts
        stream.seek(0)
        for more in _of_document(stream, file):
            facts |= more
            yield facts
        if changed(stream, status):
            yield {"readable": False, "problem": CHANGED}


def _of_document(stream: BinaryIO, file: AttachedFile) -> Iterator[dict[str, Any]]:
    if file.media_type is MediaType.PDF:
        yield from _pdf(stream)
    elif file.media_type in (MediaType.HTML, MediaType.XHTML):
        yield _html(stream.read(5_000_000))
    elif file.media_type is MediaType.TEXT:
        content = stream.read(2_000_000)
        encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        yield {"readable": True, **_of_text([content.decode(encoding, "replace")])}
    elif not file.size:
        yield {"problem": "it is empty"}
    else:
        named = f" of type {file.media_type.value}" if file.media_type else ", of no format that is known"
        yield {"readable": file.media_type is not None, "problem": f"its text is not read: it is a file{named}"}


def _pdf(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    import pypdf

    reader = pypdf.PdfReader(stream)
    yield {"pdf_version": reader.pdf_header.removeprefix("%PDF-")[:10], "encrypted": reader.is_encrypted}
    if reader.is_encrypted and not reader.decrypt(""):
        yield {"problem": "it is encrypted and cannot be opened without its password"}
        return
    pages = len(reader.pages)
    if not pages:
        yield {"problem": "it has no page"}
        return
    yield {"pages": pages, **_properties(reader)}
    texts: list[str | None] = []
    letters = 0
    for page in reader.pages:
        texts.append(_or_none(page.extract_text))
        letters += len(texts[-1] or "")
        if len(texts) == MAX_PAGES_OF_TEXT or letters >= MAX_LETTERS:
            break
    read = [text for text in texts if text is not None]
    failed = len(texts) - len(read)
    facts = {"readable": True, "unread_pages": failed, **_of_text(read)}
    if failed:
        facts["problem"] = f"the text of {_pages(failed)} could not be read"
        facts["text_layer"] = None if facts["text_layer"] == "none" else "some"
    elif len(texts) < pages:
        facts["problem"] = f"the text of the first {_pages(len(texts))} alone was read"
    elif facts["text_layer"] == "none":
        facts["problem"] = "no page has text: it is a scan, or shows nothing"
    yield facts


def _pages(number: int) -> str:
    return f"{number:,} page{'' if number == 1 else 's'}"


def _or_none(work: Callable[[], T]) -> T | None:
    """Give a fact, or None where a damaged file does not yield it."""
    try:
        return work()
    except Exception:  # noqa: BLE001  # as above
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


def _html(content: bytes) -> dict[str, Any]:
    from dialogues.documents.html_lines import lines_of_html

    try:
        text = _decoded(content)
        lines = "\n".join(line.text for line in lines_of_html(text).lines)
    except MissingDependency as missing:
        return {"readable": True, "problem": f"its text is not read: {missing}"}
    head = "".join(part.partition("<!--")[0] for part in text[:50_000].split("-->"))  # without its comments
    match = re.search(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([^\"'\s>]{1,100})", head, re.IGNORECASE)
    title = re.search(r"<title[^>]{0,100}>([^<]{1,500})", head, re.IGNORECASE)
    return {
        "readable": True,
        "declared": match[1] if match else None,
        "title": " ".join(title[1].split()) if title else None,
        **_of_text([lines]),
    }


def _decoded(content: bytes) -> str:
    try:
        from turbohtml.detect import detect
    except ImportError:
        raise MissingDependency("reading HTML", "turbohtml") from None
    return content.decode(detect(content[:65_536]).encoding or "utf-8", "replace")


def _of_text(pages: list[str]) -> dict[str, Any]:
    """Tell where there is text, in which scripts and languages."""
    with_text = sum(any(map(str.isalnum, page)) for page in pages)
    whole = "\n".join(pages)[:MAX_LETTERS]
    layer = "all" if pages and with_text == len(pages) else "some" if with_text else "none"
    facts = {
        "text_layer": layer,
        "scripts": [(script, round(share, 3)) for script, share in script_shares(whole)],
        "too_little_text": sum(map(str.isalpha, whole)) < LEAST_LETTERS,
    }
    try:
        return {**facts, "languages": list(languages_of(pages))}
    except MissingDependency as missing:
        return {**facts, "languages": [], "problem": str(missing)}
