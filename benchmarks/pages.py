"""Listing pages of 5 MB that are made to be slow or large: each is answered, with what was read and what was not.

Run as ``python benchmarks/pages.py``; the limits are 2 seconds of processor and 300 MB a page. Each page is read in a
process of its own, since the highest use of memory is a process's.
"""

from __future__ import annotations

import multiprocessing
import resource
import time

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


def row(name: str) -> str:
    page = hostile()[name]
    read_page("China PDF EN et")  # what is read once is no part of it
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = read_page(page)
    seconds = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    cut = any(each.kind is OddityKind.TOO_LARGE for each in found.oddities)
    documents = sum(len(entry.documents) for entry in found.entries)
    return f"| {name} | {seconds:.2f} | {memory:,} | {documents:,} | {'yes' if cut else ''} |"


def main() -> None:
    print("| 5 MB of | seconds | MB | documents | cut |\n|---|---|---|---|---|")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for line in pool.imap(row, hostile(), chunksize=1):
            print(line, flush=True)


if __name__ == "__main__":
    main()
