"""Listing pages of 5 MB that are made to be slow or large: each is answered, with what was read and what was not.

Run as ``python benchmarks/pages.py``; the limits are 2 seconds of processor and 300 MB a page. Each page is read in a
process of its own, since the highest use of memory is a process's; where Linux does not tell it, nothing is said of it.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
from pathlib import Path

import lxml.html
from rounds import here, run

from dialogues import read_page
from dialogues.pages.entries import OddityKind

SIZE = 5_000_000
PIECES = {
    "nested elements": "<div>",
    "unclosed everything": "<p><b><i><a href=x.pdf>PDF EN ",
    "NULs": "\0<p>\0",
    "formats": "PDF EN ",
    "one sentence": "China PDF EN zh, ",
    "paragraphs": "<p>China PDF EN zh</p>",
    "headings": "<h3>China</h3><p>Letter</p><p>(1 KB - PDF)</p>",
    "bases": "<base href=x/>",
    "links": "<a href=x.pdf>EN</a>",
    "links left open": "<a href=x.pdf>EN",
    "formats in one word": "PDF-",
    "sizes": "(1 KB - PDF)",
    "line breaks": "\n",
    "brackets": "(",
    "digits": "1",
    "references": "&amp;",
    "conjunctions": "and ",
    "elisions": "l'",
    "letters without spaces": "中国PDF EN、",
    "rows": "<tr><td>Brazil<td>14.03.2012<td><a href=a.pdf>PDF</a>",
    "numbers": "12.03.2012 ",
    "dashes": "<li>Brazil – ",
}
# One line with a name, and then this.
IN_ONE_LINE = {
    "labels with slashes": "EN/",
    "labels with commas": "EN, ",
    "labels": "EN ",
    "labels in brackets": "(EN)",
}


def hostile() -> dict[str, str | bytes]:
    pages: dict[str, str | bytes] = {name: piece * (SIZE // len(piece)) for name, piece in PIECES.items()}
    pages |= {name: "<li>Brazil PDF " + piece * (SIZE // len(piece)) for name, piece in IN_ONE_LINE.items()}
    pages["a name of 1 MB"] = "<li>Brazil " + "x" * 1_000_000 + " (ABC) PDF" + " EN" * 1_000_000
    pages["200,000 attributes"] = "<a " + " ".join(f"a{number}=x" for number in range(200_000)) + ">PDF EN"
    pages["spaces"] = "PDF" + " " * (SIZE - 5) + "EN"
    pages["UTF-16"] = ("China PDF EN zh, " * (SIZE // 34)).encode("utf-16")
    pages["all bytes"] = bytes(range(256)) * (SIZE // 256)
    return pages


def most_memory(*, anew: bool = False) -> int:
    """Give the most memory that this process had, in MB; ``anew`` begins with what it has now.

    ``ru_maxrss`` is that of the parent where a child has less.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    if anew:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) // 1024


def row(name: str) -> str:
    page = hostile()[name]
    read_page("China PDF EN et")  # what is read once is no part of it
    gc.collect()
    before = most_memory(anew=True)
    start = time.process_time()
    found = read_page(page)
    seconds = time.process_time() - start
    memory = most_memory() - before
    cut = any(each.kind is OddityKind.TOO_LARGE for each in found.oddities)
    documents = sum(len(entry.documents) for entry in found.entries)
    return f"| {name} | {seconds:.2f} | {memory:,} | {documents:,} | {'yes' if cut else ''} |"


PROSE = "The parties exchange information on regional policy, on cities and on the cooperation of regions. " * 12
ENTRIES = "".join(
    f'<li><a href="{name.lower()}.pdf">{name} PDF EN {tag}</a> (120 KB)</li>'
    for name, tag in (("Brazil", "pt"), ("China", "zh"), ("Japan", "ja"), ("Ukraine", "uk"), ("Chile", "es"))
)
ORDINARY = f"<html><body>{f'<p>{PROSE}</p>' * 40}<ul>{ENTRIES * 5}</ul></body></html>"


def by_lxml() -> list[tuple[str, str]]:
    """Give the links with their words, and read all text: it knows no entries, formats and languages."""
    page = lxml.html.document_fromstring(ORDINARY)
    assert page.text_content()
    return [(link.get("href"), link.text_content()) for link in page.iter("a")]


def main() -> None:
    times = run({"lxml.html": here(by_lxml), "`read_page`": here(lambda: read_page(ORDINARY))}, 15)
    print(f"An ordinary page of {len(ORDINARY) // 1000} kB, {len(by_lxml())} links.\n")
    print("| | ms | to lxml |\n|---|---|---|")
    for each in times.seconds:
        print(f"| {each} | {times.spread(each, 0.001)} | {times.ratio(each, 'lxml.html')} |")
    print("\n| 5 MB of | seconds | MB | documents | cut |\n|---|---|---|---|---|")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for line in pool.imap(row, hostile(), chunksize=1):
            print(line, flush=True)


if __name__ == "__main__":
    main()
