"""The site as a browser has it: accessible, without errors, without a request that leaves, by keyboard, on paper.

``make browser`` runs these in Debian's Chromium; ``make full`` in all ten languages.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

import dialogues
from dialogues.names.tokens import tokens
from dialogues.site.build import build
from dialogues.site.site import POLICY

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("DIALOGUES_CHROMIUM", "/usr/bin/chromium")
LANGUAGES = tuple(os.environ.get("DIALOGUES_SITE_LANGUAGES", "en,ka").split(","))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page of each kind, below a language.
KINDS = [
    "",
    "brazil-2007/",
    "georgia-2011/",
    "essen-study-tour-2019/",
    "regio-listing-2020/",
    "dg-regio/",
    "dominique-li/",
    "territorial-cohesion/",
    "agreements/",
    "agreements/partner/cn/",
    "events/year/2011/",
    "sources/",
    "partners/",
    "partners/cn/",
    "partners/sica/",
    "timeline/",
    "languages/",
    "unknown/",
    "about/",
    "search/",
]


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, with the policy as a header too, as a careful server would."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name of the overridden method
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def registry() -> dialogues.Registry:
    return dialogues.load()


@pytest.fixture(scope="session")
def folder(registry: dialogues.Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "out"
    build(registry, out, languages=LANGUAGES)
    return out


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    yield from served(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Whoever runs the tests as root has no sandbox; what is shown is our own.
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Visit:
    """A page, and what went wrong in it."""

    def __init__(self, browser: Browser, site: str, **options: Any) -> None:
        self.site = site
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda said: self.wrong.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.site):
            self.wrong.append(f"asked for {request.url}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def violations(page: Page, *, colours: bool = False) -> list[str]:
    """Give what axe finds; in the dark, only what depends on colours."""
    page.evaluate(f"{AXE.read_text(encoding='utf-8')};0")
    asked = {"type": "rule", "values": ["color-contrast"]} if colours else {"type": "tag", "values": RULES}
    found = page.evaluate("asked => axe.run({runOnly: asked, resultTypes: ['violations']})", asked)
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_each_kind_is_accessible_and_nothing_goes_wrong_in_it(
    browser: Browser, site: str, language: str, scheme: str
) -> None:
    wrong = {}
    with Visit(browser, site, color_scheme=scheme, viewport={"width": 1280, "height": 900}) as visit:
        for kind in KINDS:
            answer = visit.page.goto(f"{site}{language}/{kind}")
            assert answer is not None
            assert answer.status == 200, kind
            visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            found = violations(visit.page, colours=scheme == "dark") + visit.wrong
            visit.wrong.clear()
            if found:
                wrong[kind] = found
    assert wrong == {}


@pytest.mark.parametrize("path", ["", "404.html", "brazil-2007/"])
def test_a_page_of_no_language_is_accessible(browser: Browser, site: str, path: str) -> None:
    with Visit(browser, site) as visit:
        visit.page.goto(f"{site}{path}")
        assert violations(visit.page) + visit.wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [320, 640])
def test_a_page_fits_a_small_screen_and_one_that_is_magnified(
    browser: Browser, site: str, language: str, size: int
) -> None:
    wide = {}
    with Visit(browser, site, viewport={"width": size, "height": 800}) as visit:
        for kind in KINDS:
            visit.page.goto(f"{site}{language}/{kind}")
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            if width > size:
                wide[kind] = width
    assert wide == {}


def focused(page: Page) -> str:
    found: str = page.evaluate(
        "(e => e.id || (e.closest('figure, .scroll') === e ? e.className : e.getAttribute('href') || e.tagName))"
        "(document.activeElement)"
    )
    return found


def test_the_keyboard_alone_reaches_search_partners_time_line_and_matrix(browser: Browser, site: str) -> None:
    with Visit(browser, site) as visit:
        visit.page.goto(f"{site}en/")
        visit.page.keyboard.press("Tab")
        assert focused(visit.page) == "#content"  # the link that skips what is on all pages
        reached = [focused(visit.page)]
        for _ in range(80):
            visit.page.keyboard.press("Tab")
            reached.append(focused(visit.page))
    wanted = ["q", "../en/partners/br/index.html", "wide-picture", "scroll", "../en/agreements/index.html"]
    assert [each for each in wanted if each not in reached] == []


def test_a_record_takes_three_pages_of_paper_at_most(browser: Browser, site: str) -> None:
    with Visit(browser, site) as visit:
        visit.page.goto(f"{site}en/brazil-2007/")
        printed = visit.page.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    assert len(PdfReader(BytesIO(printed)).pages) <= 3


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hubner", "brazil-2007"),
        ("Hübner", "brazil-2007"),
        ("政策", "japan-2013"),
        ("地域政策", "japan-2021"),
        ("საქართველო", "georgia-2011"),
        ("меморандум", "ukraine-2009"),
        ("regional policy brazil", "brazil-2007"),
        ("braz", "brazil-2007"),
    ],
)
def test_the_search_finds_in_every_script(browser: Browser, site: str, asked: str, found: str) -> None:
    with Visit(browser, site) as visit:
        visit.page.goto(f"{site}ka/search/?q={asked}" if "ka" in LANGUAGES else f"{site}en/search/?q={asked}")
        visit.page.wait_for_selector("#found .rows")
        links = visit.page.eval_on_selector_all("#found .rows a", "all => all.map(each => each.getAttribute('href'))")
        assert f"/{found}/" in " ".join(links)
        assert visit.wrong == []


def test_the_script_parts_words_as_the_library_does(browser: Browser, site: str, registry: dialogues.Registry) -> None:
    """Every name of the registry, asked for whole, finds its record: each word of it is a word of the index."""
    lost = []
    with Visit(browser, site) as visit:
        visit.page.goto(f"{site}en/search/")
        names = [(record.id, name.text) for record in registry.values() for name in record.names[:4]]
        for identifier, name in [each for each in names if tokens(each[1])][::23]:
            visit.page.fill("#q", name[:300])
            visit.page.press("#q", "Enter")
            visit.page.wait_for_selector("#found p")
            visit.page.wait_for_function("document.querySelector('#found p').textContent")
            links = visit.page.eval_on_selector_all("#found .rows a", "all => all.map(each => each.href)")
            if not any(f"/{identifier}/" in link or f"/{identifier}_/" in link for link in links):
                lost.append((identifier, name))
    assert lost == []


def test_without_a_script_all_names_and_lists_are_there(browser: Browser, site: str) -> None:
    with Visit(browser, site, java_script_enabled=False) as visit:
        visit.page.goto(f"{site}en/search/")
        assert visit.page.locator("#names a", has_text="Danuta").count() > 0
        visit.page.goto(f"{site}en/agreements/partner/br/")
        assert visit.page.locator(".rows a").count() == 1


def test_a_list_is_narrowed_while_one_writes(browser: Browser, site: str) -> None:
    with Visit(browser, site) as visit:
        visit.page.goto(f"{site}en/events/")
        visit.page.fill("#narrow", "yangzhou")
        shown = visit.page.locator(".rows > li:visible")
        assert 0 < shown.count() < 5
        visit.page.fill("#narrow", "nothing of the kind")
        assert visit.page.locator("[role=status]").inner_text() == "Nothing here has these words."
        assert visit.wrong == []


def test_a_site_on_a_disk_has_its_style_and_its_links(browser: Browser, folder: Path) -> None:
    with Visit(browser, "file://") as visit:
        visit.page.goto((folder / "index.html").as_uri())
        visit.page.click("text=English")
        visit.page.click("nav.main >> text=Agreements")
        visit.page.wait_for_url("**/agreements/index.html")
        assert visit.page.evaluate("getComputedStyle(document.querySelector('.brand')).display") == "flex"
        assert visit.page.locator(".rows > li").count() == 18
        visit.page.goto(f"{(folder / 'en' / 'search' / 'index.html').as_uri()}?q=hubner")
        visit.page.wait_for_selector("#found p")
        told = "The index cannot be read here; the names below can."
        visit.page.wait_for_function("told => document.querySelector('#found p').textContent === told", arg=told)
        assert visit.page.locator("#names a", has_text="Brazil").first.is_visible()


def test_a_language_that_is_written_from_the_right_is_mirrored(
    browser: Browser, registry: dialogues.Registry, tmp_path: Path
) -> None:
    build(registry, tmp_path / "out", languages=["ar"])
    for site in served(tmp_path / "out"):
        for width in (320, 1280):
            with Visit(browser, site, viewport={"width": width, "height": 800}) as visit:
                for kind in ("", "brazil-2007/", "agreements/", "partners/cn/"):
                    visit.page.goto(f"{site}ar/{kind}")
                    box = visit.page.locator(".brand img").bounding_box()
                    assert box is not None
                    assert box["x"] > width / 2
                    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, kind
