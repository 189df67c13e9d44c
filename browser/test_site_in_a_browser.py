"""The site as a browser has it: accessible, without errors, without a request that leaves, by keyboard, on paper.

``make browser`` runs these in Debian's Chromium; ``make full`` in all ten languages.
"""

from __future__ import annotations

import os
import sys
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
from dialogues.records import Manifest
from dialogues.site.build import build
from dialogues.site.site import POLICY

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "tests"))

from from_the_right import arabic_is_spoken  # noqa: E402  # the tests are no package

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


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site in Arabic, with the catalogue that the tests bring; the names in it are worked out anew."""
    out = tmp_path_factory.mktemp("arabic") / "out"
    with arabic_is_spoken():
        build(dialogues.load(), out, languages=["ar", "en"])
    yield from served(out)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_in_arabic_is_accessible(browser: Browser, arabic: str, scheme: str) -> None:
    wrong = {}
    with Visit(browser, arabic, color_scheme=scheme, viewport={"width": 1280, "height": 900}) as visit:
        for kind in KINDS:
            visit.page.goto(f"{arabic}ar/{kind}")
            visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            found = violations(visit.page, colours=scheme == "dark") + visit.wrong
            visit.wrong.clear()
            if found:
                wrong[kind] = found
    assert wrong == {}


# What begins a line stands at its right, and texts from the left keep their own order: by where their boxes are.
_PLACES = """() => {
  const box = query => document.querySelector(query).getBoundingClientRect();
  const text = query => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(query));
    return range.getBoundingClientRect();
  };
  const direction = query => getComputedStyle(document.querySelector(query)).direction;
  return {
    width: document.documentElement.scrollWidth,
    brand: box('.brand img').left, name: box('.brand').right,
    heading: text('h1').right, main: document.querySelector('main').firstElementChild.getBoundingClientRect().right,
    quote: document.querySelector('q[lang=en]') && direction('q[lang=en]'),
  };
}"""


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_a_language_that_is_written_from_the_right_is_mirrored(browser: Browser, arabic: str, width: int) -> None:
    with Visit(browser, arabic, viewport={"width": width, "height": 800}) as visit:
        for kind in KINDS:
            visit.page.goto(f"{arabic}ar/{kind}")
            visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            found = visit.page.evaluate(_PLACES)
            assert found["width"] <= width, kind
            assert found["brand"] > width / 2, kind
            assert found["brand"] + 28 <= found["name"] + 1, kind  # the logo comes first, at the right of the name
            assert found["heading"] >= found["main"] - 1, kind  # whatever its language, it begins where the page does
            assert found["quote"] in (None, "ltr"), kind
        visit.page.goto(f"{arabic}ar/timeline/")
        lost = (
            "all => all.filter(each => { const [one, all] = [each, each.ownerSVGElement].map(any => any."
            "getBoundingClientRect()); return one.left < all.left - 1 || one.right > all.right + 1; }).length"
        )
        assert visit.page.eval_on_selector_all(".picture text", "all => all.length") > 20
        assert (
            visit.page.eval_on_selector_all(".picture text", lost) == 0
        )  # a picture is read from the left in all languages
        visit.page.goto(f"{arabic}ar/brazil-2007/")
        label, value = (visit.page.locator(f"dl.facts > .kind > {each}").bounding_box() for each in ("dt", "dd"))
        assert label is not None
        assert value is not None
        assert label["x"] + label["width"] >= value["x"] + value["width"] - 1
        assert visit.page.locator("h1").inner_text() == "مذكرة تفاهم: الاتحاد الأوروبي – البرازيل"


def test_the_colour_that_a_manifest_names_is_that_of_links_and_can_be_read(
    browser: Browser, registry: dialogues.Registry, tmp_path: Path
) -> None:
    assert registry.manifest is not None
    told = registry.manifest.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    told["site"] = {"name": {"en": "Ours"}, "logo": "logo.svg", "accent": {"light": "#005a3c"}}
    (tmp_path / "logo.svg").write_bytes((HERE.parent / "src/dialogues/site/assets/icon.svg").read_bytes())
    named = {name: dict(held) for name, held in registry.collections.items()}
    build(dialogues.Registry(Manifest.model_validate(told), named), tmp_path / "out", languages=["en"], home=tmp_path)
    for site in served(tmp_path / "out"):
        for scheme in ("light", "dark"):
            with Visit(browser, site, color_scheme=scheme) as visit:
                for kind in ("", "brazil-2007/", "agreements/", "languages/"):
                    visit.page.goto(f"{site}en/{kind}")
                    visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
                    assert violations(visit.page) + visit.wrong == [], kind
                    assert visit.page.evaluate("document.querySelector('.brand img').naturalWidth") > 0
                if scheme == "light":
                    colour = "getComputedStyle(document.querySelector('main a')).color"
                    assert visit.page.evaluate(colour) == "rgb(0, 90, 60)"
