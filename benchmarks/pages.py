"""Listing pages of 5 MB that are made to be slow: each is answered, with what was read and what was not.

Run as ``python benchmarks/pages.py``; the limit is 2 seconds of processor a page.
"""

from __future__ import annotations

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
}


def main() -> None:
    pages: dict[str, str | bytes] = {name: piece * (SIZE // len(piece)) for name, piece in PIECES.items()}
    pages["200,000 attributes"] = "<a " + " ".join(f"a{number}=x" for number in range(200_000)) + ">PDF EN"
    pages["spaces"] = "PDF" + " " * (SIZE - 5) + "EN"
    pages["UTF-16"] = ("China PDF EN zh, " * (SIZE // 34)).encode("utf-16")
    pages["all bytes"] = bytes(range(256)) * (SIZE // 256)
    print("| 5 MB of | seconds | documents | cut |\n|---|---|---|---|")
    for name, page in pages.items():
        start = time.process_time()
        found = read_page(page)
        seconds = time.process_time() - start
        cut = any(each.kind is OddityKind.TOO_LARGE for each in found.oddities)
        documents = sum(len(entry.documents) for entry in found.entries)
        print(f"| {name} | {seconds:.2f} | {documents:,} | {'yes' if cut else ''} |")


if __name__ == "__main__":
    main()
