"""Listing pages that are made to do harm: to fill the memory, take the time, or bring in an address or a command."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dialogues.pages import read_page
from siege.campaign import Campaign, Done
from test_pages import BOMBS

LIMIT_SECONDS = 4.0  # of processor time: benchmarks/pages.py holds each to 2, on a machine that does nothing else
LIMIT_MEGABYTES = 300
_MEMORY = 1 << 30
_ADDRESSES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x"),
    *(
        "data:text/html,<script>alert(1)</script>",
        "blob:https://example.org/1",
        "file:///etc/passwd",
        "\\\\host\\share",
    ),
    *(
        "//host/x.pdf",
        "http://[::1",
        "http://a:b:c/x.pdf",
        "http://user:password@example.org/x.pdf",
        "x.pdf\n::error::y",
    ),
    *(
        "x.pdf\x1b[31m",
        "x.pdf\u202e",
        "x.pdf\u2028y",
        "x" * 100_000,
        "../" * 50_000 + "x.pdf",
        "?" * 100_000,
        "%00.pdf",
    ),
)
_ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-be", "utf-32", "utf-7", "latin-1", "cp1251", "gb18030", "shift_jis", "koi8-r"),
    *("cp037", "iso2022_jp", "hz"),
)


@cache
def _pages() -> list[tuple[str, str | bytes]]:
    made: list[tuple[str, str | bytes]] = [*BOMBS.items()]
    made += [
        (f"address {number}", f"<ul><li>China <a href='{each}'>PDF EN</a></ul>")
        for number, each in enumerate(_ADDRESSES)
    ]
    made += _labels()
    made += _tags()
    text = "<p>Brésil / Бразилия / 巴西 PDF EN, pt</p>" * 2_000
    made += [(each, text.encode(each, "replace") + bytes(range(256))) for each in _ENCODINGS]
    return made


def _labels() -> Iterator[tuple[str, str]]:
    """Give one line with many labels, formats, names or marks."""
    for number in (8_000, 32_000):
        for piece in ("EN/", "EN, ", "PDF EN/", "(EN)", "EN and "):
            yield f"{number} of {piece}", "<li>Brazil PDF " + piece * number
    yield "commas", "<li>Brazil PDF EN" + "," * 1_000_000
    yield "accents", "<li>Brazil PDF EN" + "\u0301" * 500_000
    yield "directions", "<li>Brazil PDF EN" + "\u202e\u2066" * 300_000


def _tags() -> Iterator[tuple[str, str]]:
    """Give markup that is never closed, closed too often, or means something to whoever prints it."""
    yield "tables", "<table><tr><td>" * 300_000
    yield "comments", "<!--" * 1_000_000
    yield "cdata", "<![CDATA[" * 500_000
    yield "scripts", "<script>" * 500_000
    yield "entities", "&#x110000;&#0;&nosuch;" * 200_000
    yield "titles", "<a title='" + "EN " * 300_000 + "'>PDF</a>"
    yield "commands", "<li>::error::x\r\n::add-mask::y\x1b]0;z\x07 PDF EN"
    yield "surrogates", "<li>Brazil \ud800\udfff PDF EN"
    yield "numbers", "<li>Brazil " + "9" * 1_000_000 + " PDF EN"
    yield "dates", "<li>" + "29/11/2007 " * 300_000 + "PDF EN"


def _read(page: str | bytes) -> int:
    """Read a page in this process, which ends then; say whether it brought in what it should not."""
    try:
        found = read_page(page, "https://example.org/listing")
    except Exception:  # noqa: BLE001  # no page raises
        return 3
    addresses = [document.address or "" for entry in found.entries for document in entry.documents]
    return 4 if any(not each.startswith(("http://", "https://")) for each in addresses if each) else 0


def batch(_seed: int, tries: range) -> Done:
    """Read some of the pages, each in a process whose time and memory are counted."""
    done = Done()
    read_page("<ul><li>Brésil PDF EN, pt</ul>".encode())  # what every page needs is loaded once
    for number in tries:
        name, page = _pages()[number]
        before = _resident()
        pid = os.fork()
        if pid == 0:
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            os._exit(_read(page))
        _, status, used = os.wait4(pid, 0)
        code, seconds = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
        megabytes = max(0.0, used.ru_maxrss / 1024 - before)
        done.tries, done.slowest = done.tries + 1, max(done.slowest, seconds)
        done.megabytes = max(done.megabytes, megabytes)
        if code or seconds > LIMIT_SECONDS or megabytes > LIMIT_MEGABYTES:
            said = {3: "an exception", 4: "an address that is none"}.get(code, f"exit code {code}")
            done.faults.append(f"{number}: {name}: {said}, {seconds:.1f} s, {megabytes:.0f} MB")
    return done


def _resident() -> float:
    """Give the memory that a forked process begins with."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


CAMPAIGN = Campaign("pages", "hostile listing pages, read", 75, 5, 180, batch)
