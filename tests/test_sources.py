"""Sources asked: a real server on this machine, which redirects, fails, drips, lies and changes its pages."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import Result

import dialogues
from dialogues.pages.fetching import Fetcher
from dialogues.pages.guard import Refused, is_public, public_addresses
from dialogues.pages.quotes import verify
from pdfs import pdf

Run = Callable[..., Result]
HOST = "127.0.0.1"
QUOTE = "On 29th November 2007, the Commissioner signed a memorandum"
PAGE = f"<html><body><p>News</p><p>{QUOTE} with Brazil.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    """The pages of the server, by their paths."""

    asked: ClassVar[list[tuple[str, dict[str, str], float]]] = []
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers), time.monotonic()))
        getattr(self, f"get_{self.path.strip('/').split('/')[0].replace('-', '_')}", self.get_missing)()

    def answer(self, content: bytes, media_type: str = "text/html; charset=utf-8", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()
        self.wfile.write(content)

    def to(self, where: str, status: int = 302) -> None:
        self.send_response(status)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def get_missing(self) -> None:
        self.answer(b"no such page", status=404)

    def get_gone(self) -> None:
        self.answer(b"", status=410)

    def get_broken(self) -> None:
        self.answer(b"", status=500)

    def get_page(self) -> None:
        self.answer(PAGE.encode())

    def get_other(self) -> None:
        self.answer(PAGE.replace("signed a memorandum", "has signed the memorandum").encode())

    def get_away(self) -> None:
        self.answer(b"<p>Nothing of it.</p>")

    def get_cyrillic(self) -> None:
        self.answer("<p>Меморандум подписан в Киеве</p>".encode("cp1251"), "text/html; charset=windows-1251")

    def get_typographic(self) -> None:
        self.answer("<p>the\u00a0“Memorandum” –\nsigned</p>".encode())

    def get_pdf(self) -> None:
        self.answer(pdf(["On 29th November 2007 signed a memorandum"]), "application/pdf")

    def get_picture(self) -> None:
        self.answer(b"\x89PNG\r\n\x1a\n\0\0\0\0", "image/png")

    def get_moved(self) -> None:
        self.to("/page", 301)

    def get_round(self) -> None:
        self.to("/round")

    def get_inwards(self) -> None:
        self.to("http://localhost:1/page")

    def get_file(self) -> None:
        self.to("file:///etc/passwd")

    def get_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def get_silent(self) -> None:
        time.sleep(3)
        self.close_connection = True

    def get_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65_536)
        except OSError:
            self.close_connection = True


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer((HOST, 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://{HOST}:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(frozenset({HOST}), pause=0.0, max_seconds=0.8, max_bytes=300_000)
    yield made
    made.close()


PROBLEMS = [
    ("missing", "the server answers 404 Not Found"),
    ("gone", "the server answers 410 Gone"),
    ("broken", "the server answers 500 Internal Server Error"),
    ("round", "it leads from one address to the next, more than 5 times"),
    ("file", "it leads to what is no address of the web"),
    ("drip", "it takes more than 0.8 seconds"),
    ("silent", "it takes more than 0.8 seconds"),
    ("endless", "it has more than 300,000 bytes"),
    ("page", ""),
    ("moved", ""),
]


@pytest.mark.parametrize(("path", "problem"), PROBLEMS)
def test_what_goes_wrong_is_told_and_in_time(site: str, fetcher: Fetcher, path: str, problem: str) -> None:
    began = time.monotonic()
    found = fetcher.fetch(f"{site}/{path}")
    assert found.problem == problem
    assert found.gone == (path in ("missing", "gone"))
    assert time.monotonic() - began < 2.5


def test_a_redirect_inwards_is_refused(site: str, fetcher: Fetcher) -> None:
    found = fetcher.fetch(f"{site}/inwards")
    assert found.problem.startswith("localhost is ")
    assert found.problem.endswith(", which is not public; --allow-host localhost would ask it all the same")


def test_what_is_not_public_is_never_asked(site: str) -> None:
    Site.asked.clear()
    guarded = Fetcher(pause=0.0)
    for host in (HOST, "localhost"):
        found = guarded.fetch(site.replace(HOST, host) + "/page")
        assert found.status is None
        assert "which is not public" in found.problem
    guarded.close()
    assert Site.asked == []


def test_a_name_is_resolved_once_and_what_it_means_is_checked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means a public address for whoever checks it, and this machine for whoever connects, gains nothing."""
    port = int(site.rpartition(":")[2])
    answers = [("203.0.113.5",), ("8.8.8.8", HOST)]
    asked: list[object] = []

    def resolve(host: object, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answers[len(asked) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for _ in answers:  # one that is for documentation, and one of two that is this machine
        with pytest.raises(Refused):
            public_addresses("rebound.example", port)
    assert asked == ["rebound.example"] * 2


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1", "::1",
     "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::",
     "ff02::1", "192.0.2.1", "x"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_known(address: str) -> None:
    assert not is_public(address)


def test_an_address_that_is_public_is_known() -> None:
    assert [each for each in ("8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8") if not is_public(each)] == []


def test_no_cookie_and_nothing_of_the_environment_is_sent(
    site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text(f"machine {HOST} login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    Site.asked.clear()
    fetcher.fetch(f"{site}/page")
    fetcher.fetch(f"{site}/page?again")
    sent = [{key.lower() for key in headers} for _, headers, _ in Site.asked]
    assert sent == [{"host", "accept", "accept-encoding", "connection", "user-agent"}] * 2


def test_a_host_is_asked_once_a_second(site: str) -> None:
    Site.asked.clear()
    polite = Fetcher(frozenset({HOST}))
    for number in range(2):
        polite.fetch(f"{site}/page?{number}")
    polite.close()
    (_, _, first), (_, _, second) = Site.asked
    assert second - first >= 0.95


def test_what_was_asked_today_is_not_asked_again(site: str, tmp_path: Path) -> None:
    Site.asked.clear()
    found = []
    for _ in range(2):
        fetcher = Fetcher(frozenset({HOST}), tmp_path, pause=0.0)
        found.append(fetcher.fetch(f"{site}/moved"))
        fetcher.fetch(f"{site}/broken")
        fetcher.close()
    assert found[0] == found[1]
    assert [path for path, _, _ in Site.asked] == ["/moved", "/page", "/broken", "/broken"]


# The quotes of a registry


def registry(folder: Path, site: str) -> Path:
    """Write a registry whose sources are pages of the server."""
    quotes = {
        "page": QUOTE,
        "other": QUOTE,
        "away": QUOTE,
        "cyrillic": "Меморандум подписан в Киеве",
        "typographic": 'the "Memorandum" - signed',
        "pdf": "On 29th November 2007 … a memorandum",
        "picture": "x",
        "moved": QUOTE,
        "gone": QUOTE,
    }
    (folder / "sources").mkdir(parents=True)
    (folder / "agreements").mkdir()
    manifest = 'format: "1.1"\ntitle: {en: X}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\n'
    (folder / "registry.yaml").write_text(manifest, encoding="utf-8")
    for name in quotes:
        archived = f"archived: {site}/page\n" if name == "gone" else ""
        text = f"title: {name}  # as printed\naddress: {site}/{name}\nclass: official\n{archived}note: x\n"
        (folder / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
    evidence = "".join(
        f"  - {{for: kind, source: {name}, quote: {json.dumps(each, ensure_ascii=False)}}}\n"
        for name, each in quotes.items()
    )
    (folder / "agreements" / "brazil-2007.yaml").write_text(
        f"title: {{en: X}}\nkind: declaration\nparties: [{{side: party, country: BR}}]\nevidence:\n{evidence}",
        encoding="utf-8",
    )
    return folder


def test_for_every_quote_it_is_told_what_became_of_it(site: str, fetcher: Fetcher, tmp_path: Path) -> None:
    held = dialogues.load(registry(tmp_path / "data", site))
    told = [each.to_dict() for each in verify(held, held.sources.values(), fetcher)]
    assert {each["source"]: [quote["state"] for quote in each["quotes"]] for each in told} == {
        "page": ["there"], "other": ["changed"], "away": ["gone"], "cyrillic": ["there"], "typographic": ["there"],
        "pdf": ["there"], "picture": ["unread"], "moved": ["there"], "gone": ["there"],
    }  # fmt: skip
    by_id = {each["source"]: each for each in told}
    assert by_id["other"]["quotes"][0]["nearest"] == "On 29th November 2007, the Commissioner has signed the memorandum"
    assert (by_id["moved"]["moved_to"], by_id["moved"]["permanent"]) == (f"{site}/page", True)
    assert (by_id["gone"]["gone"], by_id["gone"]["archived"]) == (True, True)
    assert by_id["gone"]["problem"] == "the server answers 410 Gone; the archived copy was read"
    assert by_id["picture"]["problem"] == "its text is not read: it is image/png"


def test_the_command_tells_it_in_lines_and_asks_once_a_day(site: str, tmp_path: Path, run: Run) -> None:
    data = registry(tmp_path / "data", site)
    call = ("sources", "--verify", "--allow-host", HOST, "--data", str(data))
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    text = run(*call, "other", env=env)
    assert (text.exit_code, text.stdout) == (
        1,
        "other: 1 changed\n"
        "  changed: brazil-2007 evidence[1]: 'On 29th November 2007, the Commissioner\n"
        "           signed a memorandum'; now: 'On 29th November 2007, the Commissioner\n"
        "           has signed the memorandum'\n"
        "sources asked: 1; quotes: 1 changed\n",
    )
    fine = run(*call, "page", env=env)
    assert (fine.exit_code, fine.stdout) == (0, "page: 1 there\nsources asked: 1; quotes: 1 there\n")
    Site.asked.clear()
    told = json.loads(run(*call, "page", "other", "--json", env=env).stdout)
    assert [each["source"] for each in told["sources"]] == ["page", "other"]
    assert (told["recorded"], Site.asked) == ([], [])


def test_the_day_is_written_only_where_that_is_asked_for(site: str, tmp_path: Path, run: Run) -> None:
    data = registry(tmp_path / "data", site)
    before = {each: each.read_bytes() for each in data.rglob("*.yaml")}
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    call = ("sources", "page", "--verify", "--allow-host", HOST, "--data", str(data))
    assert run(*call, env=env).exit_code == 0
    assert run(*call, "--record", "--dry-run", env=env).stdout.count("+accessed: ") == 1
    assert {each: each.read_bytes() for each in data.rglob("*.yaml")} == before
    assert "changed: sources/page.yaml" in run(*call, "--record", env=env).stdout
    source = dialogues.load(data).sources["page"]
    assert source.accessed is not None
    path = data / "sources" / "page.yaml"
    assert path.read_text(encoding="utf-8") == before[path].decode().replace(
        "note: x", f"accessed: {source.accessed}\nnote: x"
    )
    # A page that is gone was not read where it is cited, though its copy was.
    assert run(*call, "gone", "--record", env=env).exit_code == 1
    gone = data / "sources" / "gone.yaml"
    assert gone.read_bytes() == before[gone]
    assert f"page: accessed {source.accessed} {site}/page" in run("sources", "--data", str(data)).stdout


def test_every_form_of_a_report_tells_it_where_it_stands(site: str, tmp_path: Path, run: Run) -> None:
    data = registry(tmp_path / "data", site)
    call = ("sources", "away", "moved", "--verify", "--allow-host", HOST, "--data", str(data))
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    lines = (data / "agreements" / "brazil-2007.yaml").read_text(encoding="utf-8").splitlines()
    (row,) = [number for number, line in enumerate(lines) if "source: away" in line]
    first = lines[row].index('"') + 1
    github = run(*call, "--format", "github", env=env)
    assert github.exit_code == 1
    gone, moved = [line for line in github.stdout.splitlines() if line.startswith("::")][:2]
    where = f"line={row + 1},endLine={row + 1},col={first},endColumn={first + len(json.dumps(QUOTE))}"
    assert gone == (
        f"::error file={data}/agreements/brazil-2007.yaml,{where},title=quote-gone::away says nothing like it"
        "%0Aquote what it says now, or name the copy that says it (archived)"
    )
    assert moved.startswith(f"::notice file={data}/sources/moved.yaml,line=2,")
    assert moved.endswith(f",title=page-moved::it is now {site}/page%0Awrite that address")
    (one,) = json.loads(run(*call, "--format", "sarif", env=env).stdout)["runs"]
    assert [each["id"] for each in one["tool"]["driver"]["rules"]] == ["page-moved", "quote-gone"]
    assert [each["ruleId"] for each in one["results"]] == ["quote-gone", "page-moved"]
    junit = run(*call, "--format", "junit", env=env).stdout
    assert '<testsuites name="dialogues" tests="2" failures="1" errors="0">' in junit


def test_nothing_is_asked_without_verify(site: str, tmp_path: Path, run: Run) -> None:
    data = registry(tmp_path / "data", site)
    Site.asked.clear()
    assert run("sources", "--data", str(data)).exit_code == 0
    assert run("sources", "--record", "--data", str(data)).exit_code == 2
    assert Site.asked == []
