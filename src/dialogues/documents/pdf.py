"""Reading a PDF into facts. This runs in a child that may be killed at any moment; nothing else imports pypdf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, TypeVar

from dialogues.documents.fonts import why_not_decodable
from dialogues.documents.legibility import PageText, is_placeholder, without_stamps
from dialogues.documents.properties import properties
from dialogues.documents.shortcuts import take_shortcuts
from dialogues.documents.text import facts_of_text

MAX_PAGES_OF_TEXT = 200
MAX_LETTERS = 500_000
_MOST_OBJECTS = 100  # of a page that are looked into for fonts and pictures
_MOST_LOST = 0.2  # of the letters: more than bullets and signs
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


def prepare_pdf() -> None:
    """Import what reading needs, once for all children."""
    import pypdf

    pypdf.overwrite_configuration(**_LIMITS)  # type: ignore[arg-type]
    take_shortcuts()


def or_none(work: Callable[[], T]) -> T | None:
    """Give a fact, or None where a damaged file does not yield it."""
    try:
        return work()
    except Exception:  # noqa: BLE001  # pypdf raises far more than its own
        return None


def pdf_facts(stream: BinaryIO, *, text: bool = False) -> Iterator[dict[str, Any]]:
    """Give the facts of a PDF, in parts; with ``text``, what it says too."""
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
    yield {"pages": pages, **properties(reader, or_none)}
    read, failed, letters = list[PageText](), 0, 0
    for page in reader.pages:
        found = or_none(partial(_read_page, page))
        failed += found is None
        if found is not None:
            read.append(found)
            letters += len(found.text) + found.lost
        if len(read) + failed == MAX_PAGES_OF_TEXT or letters >= MAX_LETTERS:
            break
    said = {"text": "\n".join(page.text for page in read)[:MAX_LETTERS]} if text else {}
    yield {**_of_pages(read, failed, pages, _container(reader)), **said}


def _of_pages(read: list[PageText], failed: int, pages: int, container: str) -> dict[str, Any]:
    left = without_stamps(read)
    doubts = _doubts(left, container)
    shown = [page.text or ("." if page.lost else "") for page in left]
    facts = {
        "readable": True,
        "unread_pages": failed,
        **facts_of_text(
            [page.text for page in left], doubts, with_text=sum(any(map(_is_shown, each)) for each in shown)
        ),
    }
    stamped = any(before.text.strip() != after.text.strip() for before, after in zip(read, left, strict=True))
    if failed:
        facts["problem"] = f"the text of {_pages(failed)} could not be read"
        facts["text_layer"] = None if facts["text_layer"] == "none" else "some"
    elif len(read) < pages:
        facts["problem"] = f"the text of the first {_pages(len(read))} alone was read"
    elif facts["text_layer"] == "none" and stamped:
        facts["problem"] = "no page has text but a line that is stamped on it: it is a scan"
    elif facts["text_layer"] == "none":
        facts["problem"] = "no page has text: it is a scan, or shows nothing"
    return facts


def _is_shown(character: str) -> bool:
    return character.isalnum() or character == "."


def _pages(number: int) -> str:
    return f"{number:,} page{'' if number == 1 else 's'}"


def _doubts(pages: list[PageText], container: str) -> list[str]:
    """Say why the text that was got is not the document's."""
    lost = sum(page.lost for page in pages)
    got = sum(sum(map(str.isalpha, page.text)) for page in pages)
    doubts = []
    if lost > (lost + got) * _MOST_LOST:
        why = next(page.why for page in pages if page.lost)
        doubts.append(f"its text cannot be decoded: {why}")
    if container and is_placeholder("\n".join(page.text for page in pages)):
        doubts.append(container)
    return doubts


def _read_page(page: Any) -> PageText:
    """Read the text of a page, and set apart what is drawn with fonts whose codes mean nothing."""
    whole = page.extract_text()
    resources = or_none(lambda: page["/Resources"].get_object()) or {}  # noqa: PLW0108  # looked up within
    picture = bool(or_none(partial(_shows_picture, resources)))
    reasons = [or_none(partial(why_not_decodable, font)) for font in or_none(lambda: list(_fonts(resources, 2))) or ()]
    why = next((reason for reason in reasons if reason), "")
    if not why or not whole:
        return PageText(whole, picture=picture)
    kept, lost = _by_font(page)
    missing = sum(not char.isspace() for char in lost)
    return PageText(kept, missing, why, picture) if missing else PageText(whole, picture=picture)


def _by_font(page: Any) -> tuple[str, str]:
    """Give the text of a page that its fonts can be read for, and the rest."""
    texts: tuple[list[str], list[str]] = ([], [])
    reasons: dict[int, bool] = {}

    def visit(text: str, _user: Any, _matrix: Any, font: Any, _size: Any) -> None:
        if font is not None and id(font) not in reasons:
            reasons[id(font)] = bool(or_none(partial(why_not_decodable, font)))
        texts[font is not None and reasons[id(font)]].append(text)

    page.extract_text(visitor_text=visit)
    return "".join(texts[False]), "".join(texts[True])


def _fonts(resources: Any, deep: int) -> Iterator[Any]:
    """Go through the fonts of a page, and of what it draws within itself."""
    for font in resources["/Font"].get_object().values() if "/Font" in resources else ():
        yield font.get_object()
    for each in _objects(resources) if deep else ():
        if "/Resources" in each:
            yield from _fonts(each["/Resources"].get_object(), deep - 1)


def _objects(resources: Any) -> list[Any]:
    found = resources.get("/XObject")
    return [each.get_object() for each in found.get_object().values()][:_MOST_OBJECTS] if found is not None else []


def _shows_picture(resources: Any) -> bool:
    return any(each.get("/Subtype") == "/Image" for each in _objects(resources))


def _container(reader: Any) -> str:
    """Say what a file is that shows only a notice where its content is not understood; empty for a document."""
    root = or_none(lambda: reader.trailer["/Root"].get_object()) or {}  # noqa: PLW0108  # looked up within
    if "/Collection" in root:
        return "it is a portfolio: the documents are attached to it, and its own page is a notice"
    form = or_none(root["/AcroForm"].get_object) if "/AcroForm" in root else None
    if form is not None and "/XFA" in form:
        return "it is a form of XFA: its content is shown by Adobe's programs alone, and its own page is a notice"
    return ""
