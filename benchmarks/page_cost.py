"""Ordinary listing pages of 55 kB against lxml's parse of the same text: what a reading costs beside a tree alone.

Run as ``python benchmarks/page_cost.py [ROUNDS]``. An ordinary page is a menu, text, scripts and a listing of twenty
partners; others are a listing from their head to their end. Seconds of the processor, rounds interleaved, so that what
else the machine does falls on both; what is read once (the tables of names) is not counted.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable

import lxml.html

from dialogues import read_page

SIZE = 55_000
PARTNERS = (
    "China", "Russia", "Brazil", "Ukraine", "Georgia", "Moldova", "Chile", "Peru", "Argentina", "Japan", "Mexico",
    "Colombia", "India", "Kenya", "Norway", "Canada", "Viet Nam", "Republic of Korea", "South Africa", "Morocco",
)  # fmt: skip
MENU = '<li class="menu-item"><a class="menu-link" href="/en/policy/{0}">Policy and strategy {0}</a></li>\n'
TEXT = (
    '<p class="text">The Commission works with partners outside the Union on <em>regional</em> policy, and shares what '
    'it has learnt; see <a href="/en/page/{0}">the page of year {0}</a> and the notes &amp; studies of it.</p>\n'
)
SCRIPT = "<script>window.queue = window.queue || []; queue.push(['track', {{page: {0}, kind: 'policy'}}]);</script>\n"


def item(number: int) -> str:
    name = PARTNERS[number % len(PARTNERS)]
    return (
        f"<li><b>{name}</b> ({number % 28 + 1:02}.{number % 12 + 1:02}.{2000 + number % 20}) PDF "
        f'<a href="/files/{number}_en.pdf">EN</a> <a href="/files/{number}_es.pdf">es</a></li>\n'
    )


def card(number: int) -> str:
    name = PARTNERS[number % len(PARTNERS)]
    return (
        f'<div class="file"><div class="file__title">Memorandum of understanding with {name}</div>'
        f'<div class="file__language">English</div><div class="file__meta">(92,4 KB - PDF)</div>'
        f'<a class="link" href="/files/{number}.pdf">Download</a></div>\n'
    )


def row(number: int) -> str:
    name = PARTNERS[number % len(PARTNERS)]
    return (
        f"<tr><td>{number + 1}</td><td>Agreement on science with {name}</td><td>{name}</td>"
        f"<td>{number % 28 + 1} May {2000 + number % 20}</td><td>in force</td>"
        f'<td><a href="/files/{number}.pdf">PDF</a></td></tr>\n'
    )


HEAD = "<tr><th>No</th><th>Title</th><th>Country</th><th>Date of signature</th><th>Status</th><th>Document</th></tr>"


def filled(make: Callable[[int], str], size: int, first: int = 0) -> str:
    pieces: list[str] = []
    while size > 0:
        pieces.append(make(first + len(pieces)))
        size -= len(pieces[-1])
    return "".join(pieces)


def whole(body: str) -> str:
    return f'<!doctype html>\n<html lang="en"><head><title>International</title></head><body>\n{body}</body></html>\n'


def ordinary(listing: str) -> str:
    menu, scripts = filled(MENU.format, 14_000), filled(SCRIPT.format, 8_000)
    text = filled(TEXT.format, SIZE - len(menu) - len(scripts) - len(listing) - 200)
    return whole(f"<ul>{menu}</ul>{scripts}<main>{text}{listing}</main>")


def pages() -> dict[str, str]:
    few = range(20)
    return {
        "ordinary, a list": ordinary(f"<ul>{''.join(map(item, few))}</ul>"),
        "ordinary, cards": ordinary("".join(map(card, few))),
        "ordinary, a table": ordinary(f"<table>{HEAD}{''.join(map(row, few))}</table>"),
        "a list alone": whole(f"<ul>{filled(item, SIZE)}</ul>"),
        "cards alone": whole(filled(card, SIZE)),
        "a table alone": whole(f"<table>{HEAD}{filled(row, SIZE)}</table>"),
    }


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 41
    print("| page | entries | lxml, ms | here, ms | ratio of medians | of minima |\n|---|---|---|---|---|---|")
    for name, page in pages().items():
        entries = len(read_page(page, "https://example.org/").entries)
        bare, here = [], []
        gc.collect()
        for _ in range(rounds):
            start = time.process_time()
            lxml.html.fromstring(page)
            middle = time.process_time()
            read_page(page, "https://example.org/")
            bare.append(1000 * (middle - start))
            here.append(1000 * (time.process_time() - middle))
        medians = statistics.median(bare), statistics.median(here)
        print(
            f"| {name}, {len(page) // 1000} kB | {entries} | {medians[0]:.2f} | {medians[1]:.2f} |"
            f" {medians[1] / medians[0]:.1f} | {min(here) / min(bare):.1f} |"
        )


if __name__ == "__main__":
    main()
