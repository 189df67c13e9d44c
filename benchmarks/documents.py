"""Inspecting PDFs with a warm pool, a page, against the bare calls of pypdf, and of others for information."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import pikepdf
import pypdf
import pypdfium2

from dialogues.documents import inspect_many
from pdfs import pdf

TEXT = "The parties intend to exchange information on regional policy, multi-level governance and cities. " * 25
FILES, PAGES = 200, 4


def bare_pypdf(paths: list[Path]) -> None:
    for path in paths:
        reader = pypdf.PdfReader(path)
        assert reader.pdf_header
        assert reader.metadata is not None
        assert len([page.extract_text() for page in reader.pages]) == PAGES


def bare_pdfium(paths: list[Path]) -> None:
    for path in paths:
        document = pypdfium2.PdfDocument(path)
        assert len([page.get_textpage().get_text_bounded() for page in document]) == PAGES


def bare_pikepdf(paths: list[Path]) -> None:
    for path in paths:
        with pikepdf.open(path) as document:
            assert len(document.pages) == PAGES


def seconds(work: object, paths: list[Path]) -> float:
    start = time.perf_counter()
    work(paths)  # type: ignore[operator]
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / f"{number}.pdf" for number in range(FILES)]
        for number, path in enumerate(paths):
            path.write_bytes(pdf([f"{number} {TEXT}"] * PAGES, lang="en", tagged=True, title="Letter of intent"))
        inspect_many(paths[:2], workers=1)  # the pool is warm
        rounds = [
            (seconds(bare_pypdf, paths), seconds(lambda all_: inspect_many(all_, workers=1), paths)) for _ in range(5)
        ]
        ratio = median(ours / bare for bare, ours in rounds)
        bare, ours = median(bare for bare, _ in rounds), median(ours for _, ours in rounds)
        others = {"pypdfium2": seconds(bare_pdfium, paths), "pikepdf (no text)": seconds(bare_pikepdf, paths)}
    per_page = 1000 / (FILES * PAGES)
    print(f"{FILES} files of {PAGES} pages, one worker; pypdf {pypdf.__version__}.\n")
    print("| | ms a page | ratio |")
    print("|---|---|---|")
    print(f"| pypdf, bare calls | {bare * per_page:.2f} | 1 |")
    print(f"| `inspect_many`, warm pool: also hash, scripts, languages | {ours * per_page:.2f} | **{ratio:.2f}** |")
    for each, time_taken in others.items():
        print(f"| {each}, for information | {time_taken * per_page:.2f} | {time_taken / bare:.2f} |")


if __name__ == "__main__":
    main()
