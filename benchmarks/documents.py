"""Inspecting PDFs with a warm pool, a page, against the bare calls of pypdf, and of others for information."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import pikepdf
import pypdf
import pypdfium2
from rounds import run

from dialogues.documents import inspect_many
from pdfs import pdf

TEXT = "The parties intend to exchange information on regional policy, multi-level governance and cities. " * 25
FILES, PAGES = 200, 4


def bare_pypdf(paths: list[Path]) -> None:
    for path in paths:
        reader = pypdf.PdfReader(path)
        assert reader.pdf_header
        assert reader.metadata is not None
        assert len([page.extract_text() for page in reader.pages]) > 0


def bare_pdfium(paths: list[Path]) -> None:
    for path in paths:
        document = pypdfium2.PdfDocument(path)
        assert len([page.get_textpage().get_text_bounded() for page in document]) > 0


def bare_pikepdf(paths: list[Path]) -> None:
    for path in paths:
        with pikepdf.open(path) as document:
            assert len(document.pages) > 0


def measure(what: str, paths: list[Path]) -> None:
    works: dict[str, Callable[[], object]] = {
        "pypdf, bare calls": lambda: bare_pypdf(paths),
        "`inspect_many`, warm pool: also hash, scripts, languages": lambda: inspect_many(paths, workers=1),
        "pypdfium2, for information": lambda: bare_pdfium(paths),
        "pikepdf (no text), for information": lambda: bare_pikepdf(paths),
    }
    times = run({name: watch(work) for name, work in works.items()}, 5)
    print(f"\n{what}\n\n| | ms of processor a file | ratio |\n|---|---|---|")
    for each in works:
        print(f"| {each} | {times.spread(each, len(paths) / 1000)} | {times.ratio(each, 'pypdf, bare calls')} |")


class Below(threading.Thread):
    """Looks, again and again, at what the processes below this one have taken of the processor (Linux).

    They read documents and are replaced now and then, and nobody waits for those that end: what they took were lost.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.own = 0.0
        self._ticks: dict[int, int] = {}
        self._before = sum(self._look().values())

    def run(self) -> None:
        while not self.ended.wait(0.02):
            self._ticks |= self._look()
        self._ticks |= self._look()
        self.own = time.thread_time()

    def _look(self) -> dict[int, int]:
        ticks, above = {}, {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            above[int(path.parent.name)] = int(fields[1])
            ticks[int(path.parent.name)] = sum(map(int, fields[11:13]))
        below = {os.getpid()}
        while more := {each for each, parent in above.items() if parent in below} - below:
            below |= more
        return {each: ticks[each] for each in below - {os.getpid()}}

    @property
    def seconds(self) -> float:
        return (sum(self._ticks.values()) - self._before) / os.sysconf("SC_CLK_TCK")


def watch(work: Callable[[], object]) -> Callable[[], float]:
    """Time the processor of this process and of all below it."""

    def timed() -> float:
        below = Below()
        start = time.process_time()
        below.start()
        work()
        below.ended.set()
        below.join()
        return time.process_time() - start - below.own + below.seconds

    return timed


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        for pages, what in ((PAGES, "long ones"), (1, "small ones")):
            paths = [Path(name) / f"{pages}-{number}.pdf" for number in range(FILES)]
            for number, path in enumerate(paths):
                text = f"{number} {TEXT}" if pages > 1 else f"{number} {TEXT[:400]}"
                path.write_bytes(pdf([text] * pages, lang="en", tagged=True, title="Letter of intent"))
            inspect_many(paths[:2], workers=1)  # the pool is warm
            measure(f"{FILES} files, {what} ({pages} pages), one worker; pypdf {pypdf.__version__}.", paths)


if __name__ == "__main__":
    main()
