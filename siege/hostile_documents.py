"""Documents that are made to do harm: bombs in every filter, loops, actions, encryption, and what is no file."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import dialogues
from dialogues.documents import inspection
from pdfs import hostile, page_with, pdf, stream, write
from siege.campaign import Campaign, Done
from test_pages import BOMBS

LIMIT_SECONDS = 10
LIMIT_MEGABYTES = 1024
_CATALOG, _NO_PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
_DEEP = 100_000


def _bombs() -> Iterator[tuple[str, bytes]]:
    zeros = b"\0" * 50_000_000
    for times in (1, 2, 3):
        content = zeros
        for _ in range(times):
            content = zlib.compress(content, 9)
        yield f"flate-{times}.pdf", page_with(content, "[" + "/FlateDecode " * times + "]")
        yield f"hex-{times}.pdf", page_with(b"41" * 3_000_000 * times + b">", "/ASCIIHexDecode")
        yield f"85-{times}.pdf", page_with(b"z" * 3_000_000 * times + b"~>", "/ASCII85Decode")
        yield f"run-{times}.pdf", page_with(b"\x81A" * 1_000_000 * times, "/RunLengthDecode")
        yield f"lzw-{times}.pdf", page_with(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 60_000 * times, "/LZWDecode")
    for predictor in (2, 10, 15, 99):
        for columns in (-1, 1, 99_999_999):
            parameters = (
                f"/DecodeParms << /Predictor {predictor} /Columns {columns} /Colors 32 /BitsPerComponent 16 >> "
            )
            yield f"predictor-{predictor}-{columns}.pdf", page_with(zlib.compress(b"\2" * 300_000), "/FlateDecode", parameters)  # fmt: skip


def _loops() -> Iterator[tuple[str, bytes]]:
    chain = [f"<< /Type /Pages /Parent {n} 0 R /Kids [{n + 2} 0 R] /Count 1 >>".encode() for n in range(1, 5_000)]
    for name, objects in {
        "tree-chain": [_CATALOG, *chain, _PAGE],
        "tree-itself": [_CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"],
        "tree-count": [_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>", _PAGE],
        "tree-no-list": [_CATALOG, b"<< /Type /Pages /Kids 2 0 R /Count 1 >>"],
        "resources": [_CATALOG, _PAGES, _PAGE[:-2] + b"/Resources 4 0 R /Contents 5 0 R >>", b"4 0 R", stream(b"/X Do")],
        "length": [_CATALOG, _PAGES, _PAGE[:-2] + b"/Contents 4 0 R >>", b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"],
        "names": [_CATALOG[:-2] + b"/Names << /Dests 3 0 R >> >>", _NO_PAGES, b"<< /Kids [3 0 R 3 0 R] >>"],
        "forms": [_CATALOG[:-2] + b"/AcroForm << /Fields [3 0 R] >> >>", _NO_PAGES, b"<< /Kids [3 0 R] /Parent 3 0 R >>"],
        "extends": [_CATALOG, _NO_PAGES, stream(b"1 0", "/Type /ObjStm /N 1 /First 4 /Extends 3 0 R ")],
        "many-in-stream": [_CATALOG, _NO_PAGES, stream(b"9 0", "/Type /ObjStm /N 99999999 /First 99999999 ")],
        "dictionaries": [_CATALOG, _NO_PAGES, b"<< /A " * _DEEP + b">>" * _DEEP],
        "lists": [b"[" * _DEEP, _NO_PAGES],
        "brackets": [_CATALOG[:-2] + b"/Lang " + b"(" * 1_000_000 + b">>", _NO_PAGES],
        "long-name": [_CATALOG[:-2] + b"/" + b"A" * 2_000_000 + b" 1 >>", _NO_PAGES],
        "long-number": [_CATALOG, b"<< /Type /Pages /Kids [] /Count " + b"9" * 1_000_000 + b" >>"],
        "hex-string": [_CATALOG[:-2] + b"/Lang <" + b"F" * 2_000_001 + b"> >>", _NO_PAGES],
    }.items():  # fmt: skip
        yield f"{name}.pdf", write(objects)
    good = pdf(["text"])
    yield "previous-itself.pdf", good.replace(b"/Root 1 0 R ", f"/Root 1 0 R /Prev {good.rindex(b'xref')} ".encode(), 1)
    yield "start-negative.pdf", good.replace(b"startxref\n", b"startxref\n-", 1)
    yield "start-far.pdf", good.replace(b"startxref\n", b"startxref\n9999999999", 1)
    yield "updates.pdf", good + good[good.rindex(b"xref\n") :] * 10_000


def _actions() -> Iterator[tuple[str, bytes]]:
    for name, action in {
        "script": b"/S /JavaScript /JS (while(1){app.alert(1)})", "launch": b"/S /Launch /F (/bin/sh) /Win << /F (cmd) >>",
        "address": b"/S /URI /URI (http://localhost:1/x)", "submit": b"/S /SubmitForm /F (http://localhost:1/x)",
        "remote": b"/S /GoToR /F (/etc/passwd) /D [0 /Fit]", "import": b"/S /ImportData /F (/etc/passwd)",
    }.items():  # fmt: skip
        yield f"{name}.pdf", write([_CATALOG[:-2] + b"/OpenAction << " + action + b" >> >>", _PAGES, _PAGE])
    laughs = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>".encode() for n in range(20)
    )
    for name, text in {
        "xmp-laughs": laughs + b"]><x>&u;</x>",
        "xmp-file": b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
        "xmp-deep": b"<a>" * 100_000,
    }.items():
        metadata = stream(text, "/Type /Metadata /Subtype /XML ")
        yield f"{name}.pdf", write([_CATALOG[:-2] + b"/Metadata 4 0 R >>", _PAGES, _PAGE, metadata])
    for version, revision, length in ((1, 2, 40), (2, 3, -8), (4, 4, 99_999_999), (5, 6, 256), (99, 99, 0)):
        crypt = (
            f"<< /Filter /Standard /V {version} /R {revision} /Length {length} /P -4 /O <{'41' * 48}> /U <{'42' * 48}>"
        )
        objects = [_CATALOG, _PAGES, _PAGE, f"{crypt} /OE <{'43' * 32}> /UE <{'44' * 32}> /CF << >> >>".encode()]
        yield f"encrypted-{version}.pdf", write(objects, trailer="/Encrypt 4 0 R /ID [<41> <41>] ")


def _contents() -> Iterator[tuple[str, bytes]]:
    for name, content in {
        "saved": b"q " * 2_000_000, "numbers": b"1 " * 3_000_000, "image": b"BI /W 9 /H 9 ID " + b"\0" * 3_000_000,
        "string": b"BT (" + b"a" * 3_000_000 + b") Tj ET", "unclosed": b"BT (((((((" * 200_000,
        "shown": b"BT /F1 9 Tf [" + b"(a) -9999999 " * 500_000 + b"] TJ ET", "fonts": b"/F1 1 Tf " * 500_000,
    }.items():  # fmt: skip
        yield f"content-{name}.pdf", page_with(zlib.compress(content), "/FlateDecode")
    good, cmap = pdf(["text"]), b"1 beginbfrange\n<0000> <FFFFFFFF> <0000>\nendbfrange\n" * 1_000
    yield "cmap.pdf", write(
        [_CATALOG, _PAGES, _PAGE[:-2] + b"/Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
         b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
         stream(b"BT /F1 9 Tf <0001> Tj ET"), stream(cmap)]
    )  # fmt: skip
    yield "polyglot.pdf", b"<html><script>" + good
    yield "head-at-1000.pdf", b"\n" * 1_000 + good


def _others() -> Iterator[tuple[str, bytes]]:
    for name in ("deep", "attributes", "unclosed", "nulls", "one-line", "references", "letters"):
        yield f"{name}.html", b"<!doctype html>" + BOMBS[name].encode()
    yield "word.txt", b"a" * 5_000_000
    yield "wide.txt", "\U0010ffff".encode() * 500_000
    yield "half.txt", b"\xff\xfe" + b"\0\xd8" * 1_000_000
    yield "lines.txt", "中\n".encode() * 1_000_000
    yield "marks.txt", ("a" + "\u0301" * 1_000_000).encode()
    yield "bomb.docx", b"PK\x03\x04" + b"word/" + zlib.compress(b"\0" * 10_000_000)
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 100_000
    yield "deep.rtf", b"{\\rtf" + b"{" * 1_000_000


def _no_files(folder: Path) -> Iterator[Path]:
    """Make what is no file, or too large a one."""
    os.mkfifo(folder / "pipe.pdf")
    yield folder / "pipe.pdf"
    (folder / "folder.pdf").mkdir()
    yield folder / "folder.pdf"
    for name, target in {"zero": "/dev/zero", "full": "/dev/full", "loop": "loop.pdf", "nowhere": "nothing"}.items():
        (folder / f"{name}.pdf").symlink_to(target)
        yield folder / f"{name}.pdf"
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(folder / "socket.pdf"))
    yield folder / "socket.pdf"
    for name, size in (("large", 199_000_000), ("larger", 2_000_000_000)):
        with (folder / f"{name}.pdf").open("wb") as sparse:
            sparse.truncate(size)
        yield folder / f"{name}.pdf"
    yield folder / ("x" * 5_000)


@cache
def _documents() -> list[tuple[str, bytes]]:
    made = (*hostile().items(), *_bombs(), *_loops(), *_actions(), *_contents(), *_others())
    return [(f"{number}-{name}", content) for number, (name, content) in enumerate(made)]


class _Memory(threading.Thread):
    """Watches how much memory the processes take that read documents."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.wait(0.02):
            server = inspection._children()._server._process  # noqa: SLF001  # nobody else needs to know
            for folder in Path("/proc").glob("[0-9]*"):
                with suppress(OSError, StopIteration):
                    if server and (folder / "stat").read_text().rpartition(")")[2].split()[2] == str(server.pid):
                        lines = (folder / "status").read_text().splitlines()
                        most = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
                        self.most = max(self.most, int(most) / 1024)


def batch(_seed: int, tries: range) -> Done:
    """Inspect some of the documents; the last ones are no files."""
    done, memory = Done(), _Memory()
    memory.start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = folder / "good.pdf"
        good.write_bytes(pdf(["text"]))
        others = list(_no_files(folder))
        dialogues.inspect(good)
        for number in tries:
            if number < len(_documents()):
                path = folder / _documents()[number][0]
                path.write_bytes(_documents()[number][1])
            else:
                path = others[number - len(_documents())]
            begun = time.monotonic()
            facts = dialogues.inspect(path)
            seconds = time.monotonic() - begun
            done.tries, done.slowest = done.tries + 1, max(done.slowest, seconds)
            done.counted["with a problem" if facts.problem else "read"] += 1
            if seconds > LIMIT_SECONDS + 2 or not (facts.readable or facts.problem):
                done.faults.append(f"{number}: {path.name}: {seconds:.1f} s, {facts.problem or 'no problem'}")
            if not dialogues.inspect(good).readable:
                done.faults.append(f"{number}: after {path.name} a good file could not be read")
            if path not in others:
                path.unlink()
    memory.stop.set()
    memory.join()
    done.megabytes = memory.most
    if memory.most > LIMIT_MEGABYTES:
        done.faults.append(f"{tries.start}–{tries.stop - 1}: {memory.most:.0f} MB")
    return done


CAMPAIGN = Campaign("documents", "hostile documents, inspected", 126, 9, 240, batch)
