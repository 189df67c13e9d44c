"""The example services as they run: over sockets, behind a cache, and within each framework."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import hishel
import httpx
import pytest
from hishel.httpx import CacheTransport

import dialogues
from test_http import REQUESTS, field

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "service.md").read_text(encoding="utf-8") if (ROOT / "docs").exists() else ""
pytestmark = pytest.mark.checkout


@contextmanager
def running(app: str, **settings: str) -> Iterator[str]:
    """Run a service as its page says, on a port that is free; give its address."""
    command = [sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", "0", "--no-access-log"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **settings}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                found = re.search(r"running on (http://127\.0\.0\.1:\d+)", line)
                if found:
                    yield found[1]
                    break
            else:
                pytest.fail("the service did not start")
        finally:
            process.terminate()
            process.stderr.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running("examples.service:app") as found:
        yield found


def ask(address: str, path: str, *fields: tuple[str, str], method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """Ask over a socket of its own; a field may be given several times."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=20)
    connection.putrequest(method, path)
    for name, value in fields:
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def fields_of(name: str, value: str | list[str] | None) -> list[tuple[str, str]]:
    return [(name, each) for each in (value if isinstance(value, list) else [value]) if each is not None]


CAN_BE_SENT = [each for each in REQUESTS if "\\x00" not in each[1]]


def test_the_table_of_requests_is_answered_over_sockets(address: str) -> None:
    assert len(CAN_BE_SENT) >= 60
    for record, accept, lang, role, condition, status, language, reason, location, vary in CAN_BE_SENT:
        query = "&".join(f"{key}={quote(text)}" for key, text in (("lang", lang), ("role", role)) if text)
        path = f"/agreements/{quote(record, safe='')}" + (f"?{query}" if query else "")
        wish = fields_of("Accept-Language", field(accept))
        tag = ask(address, path, *wish)[0].getheader("ETag", "")
        known = fields_of("If-None-Match", field(condition.replace("=", tag))) if condition else []
        response, body = ask(address, path, *wish, *known)
        names = ("Content-Language", "Choice-Reason", "Content-Location", "Vary")
        assert [str(response.status), *(response.getheader(name, "") for name in names)] == [
            status, language, reason, location, vary,
        ], (path, wish)  # fmt: skip
        assert bool(body) == (status != "304")


JSON, PROBLEM = "application/json", "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status", "kind", "expected"),
    [
        ("/agreements?year=2007", 200, JSON, ["russia-2007", "brazil-2007"]),
        ("/agreements?year=2007&in=fr", 200, JSON, ["russia-2007", "brazil-2007"]),
        ("/agreements?partner=Japan&partner=Peru", 200, JSON, ["peru-2013", "japan-2013", "japan-2021"]),
        ("/agreements?partner=Japan&year=2013", 200, JSON, ["japan-2013"]),
        ("/agreements?kind=treaty", 200, JSON, []),
        ("/agreements?language=Ukrainian", 200, JSON, ["ukraine-2009"]),
        ("/agreements?limit=2", 200, JSON, ["china-2006", "russia-2007"]),
        ("/agreements?limit=2&after=russia-2007", 200, JSON, ["brazil-2007", "ukraine-2009"]),
        ("/agreements?limit=0", 200, JSON, []),
        (f"/agreements?year=2007&limit={'9' * 6_000}", 200, JSON, ["russia-2007", "brazil-2007"]),
        ("/agreements?limit=-1&year=2007", 200, JSON, ["russia-2007", "brazil-2007"]),
        ("/programmes?kind=platform", 200, JSON, ["innov-al", "innovact"]),
        ("/agreements?after=nothing", 404, PROBLEM, "no record 'nothing'"),
        ("/agreements?yaer=2007", 422, PROBLEM, "no filter is called 'yaer'; there are: kind, country, year, language, partner, status, theme, organisation, signed_by"),
        ("/events?partner=Japan", 422, PROBLEM, "no filter is called 'partner'; there are: kind, country, year, language"),
        ("/agreements?kind=treatty", 422, PROBLEM, "no kind is called 'treatty'; did you mean treaty?"),
        ("/agreements?year=20o7", 422, PROBLEM, "no year is called '20o7'; there are: 1 to 9999"),
        ("/agreements?partner=Brazl", 404, PROBLEM, "nothing is called 'Brazl'; did you mean Brazil / Brasil / Brésil?"),
        ("/agreements?in=!!", 422, PROBLEM, "not a well-formed language tag (RFC 5646): '!!'"),
        ("/agreement", 404, PROBLEM, "no collection is called 'agreement'; there are: agreements, publications, events, programmes, cooperations, organisations, people, themes, sources"),
        ("/agreement/brazil-2007", 404, PROBLEM, "GET /agreement/brazil-2007"),
        ("/", 404, PROBLEM, "GET /"),
        ("/a/b/c", 404, PROBLEM, "GET /a/b/c"),
        ("/schemas/treaty", 404, PROBLEM, "GET /schemas/treaty"),
        ("/search?q=Brazl", 200, JSON, ["named", "hits", "suggestions"]),
        ("/search", 200, JSON, ["named", "hits", "suggestions"]),
        ("/search?q=city&after=nowhere", 422, PROBLEM, "no place to go on behind is called 'nowhere'; there are: what 'place' of an answer says"),
        ("/timeline?partner=Norway", 404, PROBLEM, "'Norway' is NO: the registry has no agreement with it"),
        ("/timeline?partner=Georgia", 200, JSON, ["georgia-2011"]),
        ("/release", 200, JSON, ["digest", "library", "manifest"]),
        ("/schemas/agreement", 200, "application/schema+json", ["$schema"]),
    ],
    ids=lambda part: str(part)[:40],
)  # fmt: skip
def test_an_address_answers(address: str, path: str, status: int, kind: str, expected: Any) -> None:
    response, body = ask(address, path)
    value = json.loads(body)
    assert (response.status, response.getheader("Content-Type")) == (status, kind)
    if status != 200:
        assert value["detail"] == expected
        return
    told = [each["id"] for each in value] if isinstance(value, list) else [*value]
    assert told[: len(expected) or None] == expected
    again, nothing = ask(address, path, ("If-None-Match", response.getheader("ETag", "")))
    assert (again.status, nothing, again.getheader("Vary")) == (304, b"", response.getheader("Vary"))


def test_a_list_is_worded_in_the_language_of_the_reader(address: str) -> None:
    path = "/agreements?partner=Brazil"
    told = {}
    for wish in ("pt", "fr-CA", "ja, ru;q=0.3", "ja", "*;q=0"):
        response, body = ask(address, path, ("Accept-Language", wish))
        told[wish] = (
            response.getheader("Content-Language"),
            json.loads(body)[0]["date_text"],
            response.getheader("Vary"),
        )
    assert told == {
        "pt": ("pt", "29 de novembro de 2007", "Accept-Language"),
        "fr-CA": ("fr", "29 novembre 2007", "Accept-Language"),
        "ja, ru;q=0.3": ("ru", "29 ноября 2007\N{NARROW NO-BREAK SPACE}г.", "Accept-Language"),
        "ja": ("en", "November 29, 2007", "Accept-Language"),
        "*;q=0": ("en", "November 29, 2007", "Accept-Language"),
    }
    response, body = ask(address, f"{path}&in=de", ("Accept-Language", "pt"))
    assert (response.getheader("Content-Language"), response.getheader("Vary")) == ("de", None)
    assert json.loads(body)[0]["date_text"] == "29. November 2007"


@pytest.mark.parametrize("limit", [1, 7, 100])
def test_the_pages_of_a_list_are_the_list(address: str, limit: int, registry: dialogues.Registry) -> None:
    found: list[str] = []
    path = f"/events?limit={limit}"
    while path:
        response, body = ask(address, path)
        found += [each["id"] for each in json.loads(body)]
        following = re.fullmatch(r'<(.*)>; rel="next"', response.getheader("Link", ""))
        path = following[1] if following else ""
    assert found == [each.id for each in registry.events.values() if each.retired is None]


def test_a_search_tells_names_texts_or_what_was_meant(address: str, registry: dialogues.Registry) -> None:
    told = json.loads(ask(address, f"/search?q={quote('Китай')}")[1])
    assert [each["country"] for each in told["named"]] == ["CN"]
    told = json.loads(ask(address, "/search?q=Brazl")[1])
    assert told == {"named": [], "hits": [], "suggestions": ["Brazil", "Brasil", "Brésil"]}
    found: list[str] = []
    path = "/search?q=city"
    while path:
        response, body = ask(address, path)
        found += [each["id"] for each in json.loads(body)["hits"]]
        following = re.fullmatch(r'<(.*)>; rel="next"', response.getheader("Link", ""))
        path = following[1] if following else ""
    assert found == [each.id for each in registry.search("city", language="en", limit=1_000)]
    assert len(found) > 40


def test_other_methods(address: str) -> None:
    got, body = ask(address, "/agreements/brazil-2007", ("Accept-Language", "pt"))
    head, nothing = ask(address, "/agreements/brazil-2007", ("Accept-Language", "pt"), method="HEAD")
    assert (head.status, nothing) == (200, b"")
    dates = {"date"}
    told = [{name: value for name, value in each.getheaders() if name not in dates} for each in (got, head)]
    assert told[0] == told[1]
    assert told[0]["content-length"] == str(len(body))
    options, nothing = ask(address, "/agreements/brazil-2007", method="OPTIONS")
    assert (options.status, options.getheader("Allow"), nothing) == (204, "GET, HEAD, OPTIONS", b"")
    refused, body = ask(address, "/agreements", ("Content-Length", "0"), method="POST")
    assert (refused.status, refused.getheader("Allow")) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(body)["title"] == "Method Not Allowed"


def test_a_long_header_is_answered_and_a_longer_one_is_refused(address: str) -> None:
    response, _ = ask(address, "/agreements/brazil-2007", ("Accept-Language", "pt," * 15_000))
    assert (response.status, response.getheader("Content-Language")) == (200, "pt")
    response, _ = ask(address, "/agreements/brazil-2007", ("Accept-Language", "pt," * 33_000))
    assert response.status in (200, 400, 431)  # the server's own limit, before the service


# Through a cache


WISHES = ["pt", "en", "pt-BR, en;q=0.5", "zh-TW, en;q=0.1", "ja", "mo", "uk, ru;q=0.9", "*", "en;q=0, *;q=0.5", ""]
PATHS = [
    "/agreements/brazil-2007",
    "/publications/brochure-2009",
    "/agreements?year=2007",
    "/agreements/brazil-2007?lang=pt",
]
QUESTIONS = [(path, wish) for path in PATHS for wish in WISHES] * 3
Random(28).shuffle(QUESTIONS)


def test_readers_of_different_languages_share_a_cache_and_never_get_each_others(address: str, tmp_path: Path) -> None:
    """A shared cache that keeps to RFC 9111 stands between: what it gives is what the service would have given."""
    storage = hishel.SqliteStorage(database_path=tmp_path / "cache.db")
    transport = CacheTransport(httpx.HTTPTransport(), storage=storage, rfc=hishel.CacheOptions(shared=True))
    revalidated = 0
    with (
        httpx.Client(base_url=address, transport=transport) as through,
        httpx.Client(base_url=address) as direct,
    ):
        for path, wish in QUESTIONS:
            headers = {"Accept-Language": wish}
            cached, fresh = through.get(path, headers=headers), direct.get(path, headers=headers)
            assert cached.content == fresh.content, (path, wish)
            for name in ("Content-Language", "ETag", "Content-Location", "Choice-Reason"):
                assert cached.headers.get(name) == fresh.headers.get(name), (path, wish, name)
            revalidated += cached.extensions["caching"]["revalidated"]
    assert revalidated >= len(QUESTIONS) // 2


def test_a_cache_that_offers_all_that_it_has_gets_the_tag_of_what_the_reader_should_have(address: str) -> None:
    """It keeps one answer a tag, and asks whether any of them will do (RFC 9111 section 4.3.1), whoever got them."""
    kept: dict[str, dict[str, bytes]] = {}
    offered = 0
    for path, wish in QUESTIONS:
        wished = ("Accept-Language", wish)
        known = kept.setdefault(path, {})
        response, body = ask(address, path, wished, *([("If-None-Match", ", ".join(known))] if known else []))
        tag = response.getheader("ETag", "")
        if response.status == 304:
            offered += 1
            body = known[tag]
        known[tag] = body
        fresh, expected = ask(address, path, wished)
        assert body == expected, (path, wish)
        assert response.getheader("Choice-Reason") == fresh.getheader("Choice-Reason")
    assert offered >= len(QUESTIONS) // 2


def test_sixteen_readers_at_once_get_their_own(address: str) -> None:
    wishes = ["pt", "en", "ro", "uk", "zh", "hy", "ka", "ru"] * 40

    def language(wish: str) -> str | None:
        response, body = ask(address, "/publications/brochure-2009", ("Accept-Language", wish))
        assert json.loads(body)["document"]["language"] == response.getheader("Content-Language")
        return response.getheader("Content-Language")

    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(language, wishes)) == wishes


# A registry that changes


def test_what_the_files_say_anew_is_answered_and_what_is_wrong_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "examples" / "registries" / "treaties", folder)
    manifest = folder / "registry.yaml"
    text = manifest.read_text(encoding="utf-8")
    with running("examples.service:app", DIALOGUES_DATA=str(folder), DIALOGUES_RELOAD="0.05") as address:
        first = ask(address, "/agreements/netherlands-oman-2009")[0].getheader("ETag")
        manifest.write_text(text.replace("version: 2026.11", "version: 2026.12"), encoding="utf-8")
        assert until(address, lambda value: value["manifest"]["version"] == "2026.12")
        second = ask(address, "/agreements/netherlands-oman-2009", ("If-None-Match", str(first)))[0]
        assert (second.status, second.getheader("ETag") == first) == (200, False)
        manifest.write_text("format: [", encoding="utf-8")
        time.sleep(0.5)
        assert ask(address, "/agreements/netherlands-oman-2009")[0].getheader("ETag") == second.getheader("ETag")
        manifest.write_text(text.replace("version: 2026.11", "version: 2027.1"), encoding="utf-8")
        assert until(address, lambda value: value["manifest"]["version"] == "2027.1")


def until(address: str, met: Any) -> bool:
    """Wait until the release is as it should be."""
    for _ in range(200):
        if met(json.loads(ask(address, "/release")[1])):
            return True
        time.sleep(0.05)
    return False


# Other frameworks


def code_of(heading: str) -> dict[str, Any]:
    """Run the code that the page gives for a framework."""
    block = re.findall(r"```python\n(.*?)```", PAGE.partition(f"## {heading}\n")[2], flags=re.DOTALL)[0]
    assert len(block.splitlines()) <= 16
    names: dict[str, Any] = {"__name__": f"page_{heading.lower()}"}
    exec(compile(block, f"docs/service.md, {heading}", "exec"), names)  # noqa: S102  # our own page
    return names


IN_A_FRAMEWORK = [
    ("/agreements/brazil-2007", "pt", None, (200, "pt", "Accept-Language")),
    ("/agreements/brazil-2007?lang=pt", "en", None, (200, "pt", None)),
    ("/agreements/brazil-2007", "*;q=0", None, (406, "en", "Accept-Language")),
    ("/agreements/brazil-2007", None, "*", (304, None, "Accept-Language")),
    ("/agreements/russia-2007?lang=ru", None, None, (406, "en", None)),
    ("/agreements/Japan", None, None, (300, "en", None)),
    ("/agreements/brazil-2070", None, None, (404, "en", None)),
    ("/agreements/%D0%91%D1%80%D0%B0%D0%B7%D0%B8%D0%BB%D0%B8%D1%8F", "pt", None, (200, "pt", "Accept-Language")),
]


def told(status: int, headers: Any) -> tuple[int, str | None, str | None]:
    return status, headers.get("Content-Language"), headers.get("Vary")


def headers_of(accept: str | None, known: str | None) -> dict[str, str]:
    return {name: value for name, value in (("Accept-Language", accept), ("If-None-Match", known)) if value is not None}


def test_the_code_for_flask() -> None:
    client = code_of("Flask")["app"].test_client()
    for path, accept, known, expected in IN_A_FRAMEWORK:
        answer = client.get(path, headers=headers_of(accept, known))
        assert told(answer.status_code, answer.headers) == expected, path


DJANGO = """\
import json, sys
from django.conf import settings
settings.configure(ROOT_URLCONF="views", ALLOWED_HOSTS=["testserver"], SECRET_KEY="x", MIDDLEWARE=[])
import django
django.setup()
from django.test import Client
client = Client()
for path, headers in json.load(sys.stdin):
    answer = client.get(path, headers=headers)
    print(json.dumps([answer.status_code, answer.headers.get("Content-Language"), answer.headers.get("Vary")]))
"""


def test_the_code_for_django(tmp_path: Path) -> None:
    """In a process of its own: Django is set up once a process."""
    block = re.findall(r"```python\n(.*?)```", PAGE.partition("## Django\n")[2], flags=re.DOTALL)[0]
    assert len(block.splitlines()) <= 16
    (tmp_path / "views.py").write_text(block, encoding="utf-8")
    (tmp_path / "main.py").write_text(DJANGO, encoding="utf-8")
    asked = [(path, headers_of(accept, known)) for path, accept, known, _ in IN_A_FRAMEWORK]
    done = subprocess.run(
        [sys.executable, "main.py"], input=json.dumps(asked), capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stderr == ""
    assert [tuple(json.loads(line)) for line in done.stdout.splitlines()] == [each[3] for each in IN_A_FRAMEWORK]


@pytest.fixture
def fastapi(monkeypatch: pytest.MonkeyPatch) -> Any:
    from fastapi.testclient import TestClient  # here: for these tests alone

    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    import fastapi_service

    return TestClient(fastapi_service.app)


def test_the_service_for_fastapi(fastapi: Any) -> None:
    for path, accept, known, expected in IN_A_FRAMEWORK:
        answer = fastapi.get(path, headers=headers_of(accept, known))
        assert told(answer.status_code, answer.headers) == expected, path
    listed = fastapi.get("/agreements", params={"kind": ["letter-of-intent"], "active_on": "2016"}).json()
    assert [each["id"] for each in listed] == [
        "japan-2013",
        "mexico-2014",
        "colombia-2015",
        "sica-2015",
        "argentina-2016",
    ]
    for query, detail in {
        "kind=letter": "no kind is called 'letter'",
        "language=Klingon!": "language: not a well-formed language tag (RFC 5646): 'Klingon!'",
        "active_on=2016-13": "active_on: no such day in the calendar: '2016-13'",
    }.items():
        refused = fastapi.get(f"/agreements?{query}")
        assert (refused.status_code, refused.headers["Content-Type"]) == (422, PROBLEM)
        assert refused.json()["detail"].startswith(detail)
    assert fastapi.get("/nothing").json()["title"] == "Not Found"
    for path in ("/agreements", "/agreements/brazil-2007"):
        got, head, posted = fastapi.get(path), fastapi.head(path), fastapi.post(path)
        assert (head.status_code, head.headers["content-type"]) == (200, got.headers["content-type"])
        assert (posted.status_code, posted.headers["allow"]) == (405, "GET, HEAD")


def test_what_the_service_for_fastapi_answers_is_what_openapi_says(fastapi: Any, registry: dialogues.Registry) -> None:
    import jsonschema_rs  # here: for this test alone

    text = fastapi.get("/openapi.json").json()
    schema = {"$ref": "#/components/schemas/Negotiated", "components": text["components"]}
    for record in registry.agreements:
        for wish in ("pt", "zh", ""):
            answer = fastapi.get(f"/agreements/{record}", headers={"Accept-Language": wish})
            assert [str(each) for each in jsonschema_rs.validator_for(schema).iter_errors(answer.json())] == []


def test_openapi_is_the_file_beside_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("examples", "scripts"):
        monkeypatch.syspath_prepend(str(ROOT / folder))
    import build_openapi

    assert build_openapi.contents() == build_openapi.FILE.read_text(encoding="utf-8")


def test_the_page_of_services_says_what_the_example_answers(address: str) -> None:
    """Each address of the table answers, and the command that asks the first one is true."""
    paths = re.findall(r"^\| `(/.*?)`", PAGE, flags=re.MULTILINE)
    assert len(paths) == 7
    for path in paths:
        assert ask(address, quote(path, safe="/?=&"))[0].status == 200, path
    wish, asked = re.findall(r"curl -i -H 'Accept-Language: (.*?)' http://127\.0\.0\.1:8000(\S+)", PAGE)[0]
    assert ask(address, asked, ("Accept-Language", wish))[0].getheader("Content-Language") == "pt"


def test_the_example_is_short_enough_to_be_read() -> None:
    assert len((ROOT / "examples" / "service.py").read_text(encoding="utf-8").splitlines()) <= 150
