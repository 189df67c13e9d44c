"""The example service over sockets, beside the same framework answering stored bytes: processor time and memory.

Sixteen threads ask, each over a connection of its own. What is measured is the server's processor time, since the
readers share the machine with it; Linux alone tells it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ROOT = Path(__file__).parent.parent
THREADS, EACH = 16, 250
TICKS = os.sysconf("SC_CLK_TCK")
BODY = b'{"record":{"id":"brazil-2007","padding":"' + b"x" * 8_000 + b'"}}'
FIELDS = {"ETag": '"1"', "Vary": "Accept-Language", "Content-Type": "application/json", "Content-Language": "pt"}


async def stored(_request: Request) -> Response:
    return Response(BODY, headers=FIELDS)


bare = Starlette(routes=[Route("/{collection}/{record}", stored)])
"""What the framework and the server cost by themselves, with as long a body."""


def wishes(seed: int) -> Iterator[str]:
    """Give headers as browsers write them, none of them twice."""
    random = Random(seed)  # noqa: S311  # the same headers each time
    tags = ["pt", "pt-BR", "en", "en-GB", "fr", "de", "es", "uk", "ru", "zh-TW", "zh", "ja", "ka", "hy", "ro"]
    while True:
        chosen = random.sample(tags, 4)
        yield ", ".join([chosen[0], *(f"{tag};q={random.randint(1, 999) / 1000:g}" for tag in chosen[1:])])


@contextmanager
def running(app: str, folder: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "uvicorn", app, "--app-dir", str(folder), "--port", "0", "--no-access-log"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        for line in process.stderr or ():
            if found := re.search(r"running on http://(\S+)", line):
                break
        yield found[1], process.pid
        process.terminate()


def processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid: int) -> float:
    return int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[0]) / 1024


def ask(address: str, path: str, headers: Iterator[dict[str, str]], count: int) -> None:
    connection = HTTPConnection(address)
    for _, each in zip(range(count), headers, strict=False):
        connection.request("GET", path, headers=each)
        assert connection.getresponse().read() is not None
    connection.close()


def load(address: str, path: str, header: str = "", each: int = EACH) -> None:
    """Ask from sixteen threads; every header another one where none is given."""
    with ThreadPoolExecutor(THREADS) as threads:
        for seed in range(THREADS):
            fields = (
                {"If-None-Match": header} if header.startswith('"') else {"Accept-Language": header or wish}
                for wish in wishes(seed)
            )
            threads.submit(ask, address, path, fields, each)


def measured(address: str, pid: int, path: str, header: str = "") -> tuple[float, float]:
    """Give microseconds of the server's processor a request, and requests a second."""
    load(address, path, header, 20)
    before, start = processor(pid), time.perf_counter()
    load(address, path, header)
    count = THREADS * EACH
    return (processor(pid) - before) / count * 1e6, count / (time.perf_counter() - start)


def etag(address: str, path: str) -> str:
    connection = HTTPConnection(address)
    connection.request("GET", path)
    return str(connection.getresponse().getheader("ETag"))


def main() -> None:
    print(
        "| sixteen readers | server's processor, µs a request | requests a second | against the first |\n"
        "|---|---|---|---|"
    )
    record = "/agreements/brazil-2007"
    with running("services:bare", ROOT / "benchmarks") as (address, pid):
        bare_cost, rate = measured(address, pid, record, "pt")
    print(f"| the framework alone, 8 kB of stored bytes | {bare_cost:.0f} | {rate:.0f} | 1.00 |")
    with running("examples.service:app", ROOT) as (address, pid):
        started = memory(pid)
        for what, path, header in (
            ("a record, one header", record, "pt-PT, en;q=0.5"),
            ("a record, every header another one", record, ""),
            ("a record that the reader has (304)", record, etag(address, record)),
            ("a list of 18 agreements", "/agreements?in=pt", "pt"),
            ("a search of names and texts", "/search?q=Brasil", "pt"),
        ):
            cost, rate = measured(address, pid, path, header)
            print(f"| {what} | {cost:.0f} | {rate:.0f} | {cost / bare_cost:.2f} |")
        first = memory(pid)
        load(address, record, "", 10_000 // THREADS)
        print(f"\nMemory: {started:.0f} MB when started, {first:.0f} MB after these,", end=" ")
        print(f"{memory(pid):.0f} MB after 10,000 more with as many headers.")


if __name__ == "__main__":
    main()
