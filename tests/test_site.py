"""The site of a registry: whole, honest about languages, escaped, and the same each time."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

import dialogues
from dialogues.errors import CannotWrite
from dialogues.files.logo import read_logo
from dialogues.languages.catalogue import LANGUAGES
from dialogues.names.tokens import tokens
from dialogues.records import Manifest, Record
from dialogues.records.contrast import DARK, LEAST, LIGHT, contrast, shade
from dialogues.site.addresses import PLACES
from dialogues.site.build import build, files
from dialogues.site.search_index import index as index_of
from dialogues.site.search_index import shard
from dialogues.site.site import POLICY, Site
from from_the_right import arabic_is_spoken

SOME = ("en", "ka", "zh")
TURTLE, N_QUADS = RdfFormat.TURTLE, RdfFormat.N_QUADS
VOID = {"meta", "link", "input", "img", "br", "hr", "path", "circle", "rect", "line"}


@pytest.fixture(scope="module")
def pages(registry: dialogues.Registry) -> dict[str, str]:
    return {file.path: file.content.decode() for file in files(Site(registry, SOME))}


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'(?:href|src|action|data-index|data-records)="([^"]*)"', page)]


def target(path: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link))


def test_every_link_within_the_site_leads_to_a_file_of_it(pages: dict[str, str]) -> None:
    folders = {posixpath.dirname(path) for path in pages}
    lost = {
        (path, link)
        for path, text in pages.items()
        if path.endswith(".html")
        for link in links(text)
        if not link.startswith(("http://", "https://", "#"))
        and target(path, link) not in pages
        and target(path, link) not in folders
    }
    assert lost == set()


def test_nothing_is_loaded_from_outside_and_no_script_or_style_stands_in_a_page(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if path.endswith(".html"):
            assert f'http-equiv="Content-Security-Policy" content="{POLICY.replace(chr(39), "&#39;")}"' in text, path
            assert not re.search(
                r"<(?:script|img|iframe|object|embed|source)[^>]*(?:src|data)=\"(?:https?:)?//", text
            ), path
            assert not re.search(r"<link[^>]*rel=\"(?:stylesheet|icon|preload)\"[^>]*href=\"(?:https?:)?//", text), path
            assert not re.search(r"<script(?![^>]*(?:src=|application/ld\+json))", text), path
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), path


def test_the_languages_of_a_page_name_each_other(pages: dict[str, str]) -> None:
    named = {}
    for path, text in pages.items():
        if path.endswith(".html") and path.split("/")[0] in SOME:
            found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', text)
            named[path] = {language: target(path, link) for language, link in found}
    assert named
    for path, others in named.items():
        assert sorted(others) == sorted([*SOME, "x-default"]), path
        assert others[path.split("/")[0]] == path
        for language, other in others.items():
            if language != "x-default":
                assert named[other] == others, (path, other)


class Tongues(HTMLParser):
    """The language of every piece of text, as a browser has it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            known = self.open[-1][1] if self.open else "?"
            given = dict(attrs)
            self.open.append((tag, known if given.get("lang") is None else str(given["lang"])))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1][0] not in ("script", "title"):
            self.found.append((data.strip(), self.open[-1][1]))


def tongues(page: str) -> list[tuple[str, str]]:
    parser = Tongues()
    parser.feed(page)
    assert parser.open == []
    return parser.found


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("ka/brazil-2007/index.html", "Memorandum of Understanding on regional policy cooperation with Brazil", "en"),
        (
            "ka/brazil-2007/index.html",
            "On 29th November 2007, the Commissioner for Regional Policy Danuta Hübner",
            "en",
        ),
        ("ka/brazil-2007/index.html", "ბრაზილია", "ka"),
        ("ka/brazil-2007/index.html", "რა არის ჩაწერილი", "ka"),
        ("zh/jp-mlit/index.html", "国土交通省", "ja"),
        ("zh/index.html", "巴西", "zh"),
        ("en/ukraine-2009/index.html", "uk", "?"),
    ],
)
def test_a_text_that_is_not_in_the_language_of_the_page_says_its_own(
    pages: dict[str, str], path: str, text: str, language: str
) -> None:
    found = {each for said, each in tongues(pages[path]) if text in said}
    if language == "?":
        assert "uk" in {each for _, each in tongues(pages[path])}
    else:
        assert found == {language}


SCRIPTS = {
    "ka": "[ა-ჰ]",
    "zh ja": "[\u4e00-\u9fff\u3040-\u30ff]",
    "ru uk bg": "[а-яґєії]",
    "hy": "[ա-ֆ]",
    "en": "[a-z]",
}


def test_every_page_is_whole_and_its_texts_are_in_the_scripts_of_their_languages(pages: dict[str, str]) -> None:
    """A text that is mostly of one script is in a language of it; what is Latin may be a name anywhere."""
    for path, text in pages.items():
        if path.endswith(".html") and path.startswith(("en/", "ka/")):
            for said, language in tongues(text):
                counts = {languages: len(re.findall(letters, said.lower())) for languages, letters in SCRIPTS.items()}
                most = max(counts, key=lambda each: counts[each])
                if len(said) > 1 and most != "en" and counts[most] > sum(counts.values()) / 2:
                    assert language.partition("-")[0] in {*most.split(), ""}, (path, said)


def test_each_record_has_a_page_in_each_language_a_permanent_one_and_its_data(
    pages: dict[str, str], registry: dialogues.Registry
) -> None:
    for identifier, record in registry.items():
        assert f"{identifier}/index.html" in pages
        assert all(f"{language}/{identifier}/index.html" in pages for language in SOME)
        told = json.loads(pages[f"{identifier}/record.json"])
        assert type(record).model_validate(told) == record


def test_a_record_and_the_registry_can_be_fetched_in_the_forms_of_others(
    pages: dict[str, str], registry: dialogues.Registry
) -> None:
    brazil = registry.agreements["brazil-2007"]
    assert (
        pages["brazil-2007/record.csv"].splitlines()
        == pages["assets/tables/agreements.csv"].splitlines()[:: [*registry.agreements].index("brazil-2007") + 1][:2]
    )
    statements = {str(each) for each in pyoxigraph.parse(pages["brazil-2007/record.ttl"], format=TURTLE)}
    whole = {str(each) for each in pyoxigraph.parse(pages["assets/registry.nq"], format=N_QUADS)}
    assert statements <= whole
    assert sum("/brazil-2007/claim/" in each for each in statements) > 5 * len(brazil.parties)
    for name, file in (("JSON", "json"), ("CSV", "csv"), ("Turtle (RDF)", "ttl"), ("JSON-LD", "jsonld")):
        assert f'<a href="../../brazil-2007/record.{file}">{name}</a>' in pages["ka/brazil-2007/index.html"]
    linked = json.loads(pages["brazil-2007/record.jsonld"])
    meaning = target("brazil-2007/record.jsonld", linked["@context"])
    assert json.loads(pages[meaning])["@context"]["parties"]["@id"].endswith("party")
    assert pages["brazil-2007/record.bib"].startswith("@misc{brazil-2007,\n")
    assert "with Brazil (29 November 2007)}}" in pages["brazil-2007/record.bib"]
    assert pages["assets/tables/agreements.csv"].count("\n") == len(registry.agreements) + 1
    assert "<urn:x-dialogues:regio:agreements/brazil-2007>" in pages["assets/registry.nq"]
    assert set(json.loads(pages["assets/records.json"])["agreements"]) == set(registry.agreements)


def test_what_rests_on_a_source_is_named_in_the_language_of_the_page(pages: dict[str, str]) -> None:
    section = pages["ka/panama-sica/index.html"].partition('<ul class="resting">')[2].partition("</section>")[0]
    assert re.findall("<b>(.*?)</b>", section) == ["სახელი", "სხვა სახელი"]


def test_every_quote_and_every_disputed_value_of_a_record_stands_on_its_page(
    pages: dict[str, str], registry: dialogues.Registry
) -> None:
    quoted = 0
    for said in dialogues.statements(registry):
        page = unescape(pages[f"en/{said.record}/index.html"])
        if said.quote:
            assert said.quote in page, said
            quoted += 1
        if said.stance is dialogues.Stance.DISPUTES:
            assert "The sources disagree." in page
        if said.why:
            assert said.why in page
    assert quoted > 1_000


def test_a_dispute_shows_both_sides_in_words_and_the_reason(pages: dict[str, str]) -> None:
    told = " ".join(said for said, _ in tongues(pages["en/brazil-2007/index.html"]))
    assert (
        "The sources disagree. A side was chosen. Here: Portuguese Memorandum of Understanding on regional policy "
        "cooperation with Brazil PDF PT EU - Brazil official Instead: English Brazil PDF EN EN"
    ) in told
    assert "Why: DG REGIO's page on Brazil offers the memorandum under the label PT" in told


def test_a_date_in_doubt_says_so_and_is_told_to_no_search_engine(pages: dict[str, str]) -> None:
    page = pages["en/georgia-2011/index.html"]
    assert '<span class="unsure">14 February 2011 (?) <small>uncertain</small></span>' in page
    linked = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert "dateCreated" not in linked
    certain = json.loads(
        re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages["en/brazil-2007/index.html"])[0]
    )
    assert certain["dateCreated"] == "2007-11-29"


def test_a_site_says_what_changed_since_an_older_state(registry: dialogues.Registry) -> None:
    themes = registry.themes
    changed = themes["partnership"].model_copy(update={"notes": ("It is one of three.",)})
    older = dialogues.Registry(
        registry.manifest, {"themes": {key: themes[key] for key in ("partnership", "connectivity")}}
    )
    newer = dialogues.Registry(registry.manifest, {"themes": {"partnership": changed, "covid-19": themes["covid-19"]}})
    made = {file.path: file.content.decode() for file in files(Site(newer, ["fr"], since=older))}
    page = made["fr/partnership/index.html"]
    assert '<ul class="changes"><li lang="en">notes added: It is one of three.</li></ul>' in page
    assert re.findall(r'<li lang="en">(.*?)</li>', made["fr/changes/index.html"]) == [
        "removed from themes: connectivity; its id is not among the former_ids of the manifest",
        "added to themes: COVID-19",
        "notes added: It is one of three.",
    ]
    assert "changes" not in "".join(file.path for file in files(Site(newer, ["fr"])))


def test_the_same_registry_gives_the_same_bytes(registry: dialogues.Registry) -> None:
    first, second = (list(files(Site(registry, ["uk"]))) for _ in range(2))
    assert first == second
    assert len({file.path for file in first}) == len(first)


def test_a_site_with_an_address_has_canonical_links_a_map_and_a_feed(registry: dialogues.Registry) -> None:
    made = {file.path: file.content.decode() for file in files(Site(registry, ("en", "fr"), "https://example.org/reg"))}
    page = made["fr/brazil-2007/index.html"]
    assert '<link rel="canonical" href="https://example.org/reg/fr/brazil-2007/">' in page
    assert '<link rel="alternate" hreflang="x-default" href="https://example.org/reg/brazil-2007/">' in page
    assert "https://example.org/reg/brazil-2007/</bdi>" in page  # how to cite it
    assert '<a href="https://example.org/reg/fr/index.html" hreflang="fr" lang="fr" dir="ltr">' in made["404.html"]
    sitemap = ET.fromstring(made["sitemap.xml"])  # noqa: S314  # what we wrote
    addresses = [each.text for each in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "https://example.org/reg/fr/brazil-2007/" in addresses
    assert len(addresses) == sum(path.startswith(("en/", "fr/")) and path.endswith(".html") for path in made)
    assert made["robots.txt"] == "User-agent: *\nDisallow:\nSitemap: https://example.org/reg/sitemap.xml\n"
    feed = ET.fromstring(made["fr/feed.xml"])  # noqa: S314  # what we wrote
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 50
    assert {each.findtext("{http://www.w3.org/2005/Atom}id", "")[:24] for each in entries} == {
        "https://example.org/reg/"
    }


def test_every_page_tells_search_engines_what_it_is(pages: dict[str, str]) -> None:
    told = {}
    for path, text in pages.items():
        if path.startswith("ka/") and path.endswith(".html"):
            (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
            told[path] = json.loads(found)
    assert told["ka/timeline/index.html"] == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": "რა და როდის მოხდა",
        "inLanguage": "ka",
        "isPartOf": {"@type": "Dataset", "name": "Regional policy dialogues of the European Union"},
    }
    assert told["ka/index.html"]["@type"] == "Dataset"
    assert told["ka/brazil-2007/index.html"]["@type"] == "CreativeWork"


def test_without_an_address_there_is_no_canonical_link_and_no_map(pages: dict[str, str]) -> None:
    assert 'rel="canonical"' not in pages["en/index.html"]
    assert "sitemap.xml" not in pages
    assert pages["robots.txt"] == "User-agent: *\nDisallow:\n"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("es", ["India", "Japón", "México", "Moldavia", "Perú"]),
        ("uk", ["Індія", "Мексика", "Молдова", "Перу", "Японія"]),
    ],
)
def test_partners_stand_in_the_order_of_the_alphabet_of_the_reader(
    registry: dialogues.Registry, language: str, names: list[str]
) -> None:
    some = {
        key: each for key, each in registry.agreements.items() if key.startswith(("ind", "jap", "mex", "mol", "per"))
    }
    made = {
        file.path: file.content.decode()
        for file in files(Site(dialogues.Registry(None, {"agreements": some}), [language]))
    }
    listed = made[f"{language}/index.html"].partition('<ul class="partners">')[2].partition("</ul>")[0]
    assert re.findall(r"<a [^>]*>(.*?)</a>", listed) == names
    table = made[f"{language}/languages/index.html"].partition("<tbody>")[2]
    assert [re.sub("<.*?>", "", each) for each in re.findall(r'<th scope="row">(.*?)</th>', table)] == names
    narrowed = made[f"{language}/agreements/index.html"].partition('<nav class="filters"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="[^"]*/partner/[^"]*">(.*?)</a>', narrowed) == names


@pytest.mark.parametrize(
    ("base", "own", "names"),
    [
        ("https://example.org/reg", None, ["https://example.org/reg/en", "https://example.org/reg/brazil-2007/"]),
        ("https://example.org/reg/", None, ["https://example.org/reg/en", "https://example.org/reg/brazil-2007/"]),
        (None, "https://example.org/reg", ["https://example.org/reg/en", "https://example.org/reg/brazil-2007/"]),
        (None, "urn:example:reg", ["urn:example:reg:en", "urn:example:reg:agreements/brazil-2007"]),
        (None, "urn:example:reg:", ["urn:example:reg:en", "urn:example:reg:agreements/brazil-2007"]),
    ],
)
def test_the_names_in_a_feed_are_below_the_base_however_it_ends(
    registry: dialogues.Registry, base: str | None, own: str | None, names: list[str]
) -> None:
    assert registry.manifest is not None
    manifest = registry.manifest if own is None else registry.manifest.model_copy(update={"base": own})
    one = dialogues.Registry(manifest, {"agreements": {"brazil-2007": registry["brazil-2007"]}})
    made = {file.path: file.content for file in files(Site(one, ["en"], base))}
    feed = ET.fromstring(made["en/feed.xml"])  # noqa: S314  # what we wrote
    assert [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}id")] == names


def test_the_address_by_which_a_record_is_cited_has_a_page_where_it_lies_on_the_site(
    registry: dialogues.Registry,
) -> None:
    assert registry.manifest is not None
    manifest = registry.manifest.model_copy(update={"base": "https://example.org/reg"})
    held = {"agreements": {"brazil-2007": registry["brazil-2007"]}, "organisations": {"sica": registry["sica"]}}
    one = dialogues.Registry(manifest, held)
    made = {file.path: file.content.decode() for file in files(Site(one, ["en", "fr"]))}
    assert "url = {https://example.org/reg/agreements/brazil-2007}," in made["brazil-2007/record.bib"]
    for path in ("agreements/brazil-2007/index.html", "organisations/sica/index.html"):
        head, _, body = made[path].partition("<body")
        folder = path.split("/")[1]
        assert f'<link rel="canonical" href="https://example.org/reg/{folder}/">' in head
        assert "hreflang" not in head
        assert [target(path, each) for each in links(body)] == [
            f"en/{folder}/index.html",
            f"fr/{folder}/index.html",
            f"{folder}/record.json",
        ]
    for other in (Site(one, ["en"], "https://example.org/"), Site(registry, ["en"])):
        assert not any(file.path.startswith("agreements/") for file in files(other))


def test_an_id_that_was_taken_out_takes_no_page_of_the_site_and_claims_no_translation(
    registry: dialogues.Registry,
) -> None:
    assert registry.manifest is not None
    manifest = registry.manifest.model_copy(update={"former_ids": ("en", "sources", "peru-2001")})
    listed = list(files(Site(dialogues.Registry(manifest, {"sources": dict(registry.sources)}), ["en", "fr"])))
    made = {file.path: file.content.decode() for file in listed}
    assert len(made) == len(listed)
    for folder in ("en_", "sources_", "peru-2001"):
        assert "This record was taken out; its id is not used again." in made[f"{folder}/index.html"]
    for path in ("404.html", "peru-2001/index.html"):
        assert "hreflang" not in made[path].partition("<body")[0]
    assert made["index.html"].count('<link rel="alternate" hreflang=') == 3


@pytest.fixture(scope="module")
def index(registry: dialogues.Registry) -> dict[str, bytes]:
    return {file.path: file.content for file in index_of(Site(registry, ["en"]), list(registry.values()))}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hubner", "brazil-2007"),
        ("政策", "japan-2013"),
        ("中国", "china-2006"),
        ("საქართველო", "georgia-2011"),
        ("меморандум", "ukraine-2009"),
        ("brasil", "brazil-2007"),
        ("чили", "chile-2010"),
    ],
)
def test_the_index_finds_in_every_script(
    registry: dialogues.Registry, index: dict[str, bytes], asked: str, found: str
) -> None:
    records = list(registry)
    for token in tokens(asked)[:1]:
        words = json.loads(index[f"assets/search/{shard(token.text)}.json"])
        numbers = [
            ~number if number < 0 else number for word in words if word.startswith(token.text) for number in words[word]
        ]
        assert found in {records[number] for number in numbers}


@pytest.mark.checkout
def test_the_site_of_another_body_s_registry_is_whole(tmp_path: Path) -> None:
    """Without a base: no linked data, no feed; each page's links lead to a file, and its texts say their language."""
    home = shutil.copytree(Path(__file__).parent.parent / "examples" / "registries" / "treaties", tmp_path / "treaties")
    manifest = (home / "registry.yaml").read_text(encoding="utf-8")
    (home / "registry.yaml").write_text(re.sub("(?m)^base: .*\n", "", manifest), encoding="utf-8")
    treaties = dialogues.load(home)
    made = {file.path: file.content.decode() for file in files(Site(treaties, ["en", "fr"]))}
    folders = {posixpath.dirname(path) for path in made}
    lost = {
        (path, link)
        for path, text in made.items()
        if path.endswith(".html")
        for link in links(text)
        if not link.startswith(("http://", "https://", "#"))
        and target(path, link) not in made
        and target(path, link) not in folders
    }
    assert lost == set()
    for identifier, record in treaties.items():
        page = made[f"fr/{identifier}/index.html"]
        assert {language for _, language in tongues(page)} >= {"fr"}
        assert f"{identifier}/record.csv" in made
        assert f"{identifier}/record.ttl" not in made
        told = " ".join(said for said, _ in tongues(page))
        for date in (each.date for each in getattr(record, "signed", ()) if each.date is not None):
            assert date.mark == "" or "incertain" in told or "incertaine" in told, identifier


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} \u202eoverride </title></script>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dialogues.Registry:
    folder = tmp_path_factory.mktemp("hostile")
    write = {
        "registry.yaml": {
            "format": "1.1",
            "title": {"en": HOSTILE},
            "version": HOSTILE,
            "date": "2026-11-25",
            "licence": HOSTILE,
            "notice": HOSTILE,
        },
        "agreements/en.json": {
            "title": {"en": HOSTILE, "ar": "اتفاق"},
            "kind": "treaty",
            "parties": [
                {
                    "side": "party",
                    "country": "FR",
                    "printed": HOSTILE,
                    "signatories": [{"name": HOSTILE, "office": HOSTILE}],
                },
                {"side": "party", "organisation": "search"},
            ],
            "signed": [
                {
                    "date": "2001-02-03?",
                    "place": HOSTILE,
                    "evidence": [
                        {"for": "date", "source": "about", "quote": HOSTILE},
                        {"for": "date", "source": "about", "says": HOSTILE, "quote": HOSTILE},
                    ],
                }
            ],
            "documents": [{"language": tag, "printed_label": HOSTILE, "title": HOSTILE} for tag in MANY],
            "notes": [HOSTILE, "long" * 2_000],
        },
        "organisations/search.json": {"name": {"en": "n" * 3_000}, "kind": "ministry"},
        "sources/about.json": {"title": HOSTILE, "address": "https://example.org/", "class": "press"},
        "events/agreements.json": {"kind": "meeting", "printed_date": HOSTILE},
    }
    for name, value in write.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    return dialogues.read(folder).registry


MANY = [f"{first}{second}" for first in "abcdefghijklmnopqrst" for second in "abcdefghijklmnopqrstuvwxyz"][:500]


def test_a_hostile_registry_is_whole_escaped_and_readable(hostile: dialogues.Registry) -> None:
    assert {"en", "search", "about", "agreements"} == set(hostile)
    made = {file.path: file.content.decode() for file in files(Site(hostile, ("en", "fr")))}
    for identifier in hostile:
        assert identifier in PLACES | {"en"}
        assert f"en/{identifier}_/index.html" in made
    for path, text in made.items():
        if path.endswith(".html"):
            assert "<script>alert" not in text, path
            assert "<img src=x" not in text, path
            assert "{{ 7*7 }}" in text or "7*7" not in text, path
            tongues(text)
        elif path.endswith(".xml"):
            ET.fromstring(text)  # noqa: S314  # what we wrote
    page = made["en/en_/index.html"]
    assert '<script type="application/ld+json">' in page
    assert json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])["name"] == HOSTILE
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 1_000


def test_a_folder_that_holds_something_else_is_not_touched(registry: dialogues.Registry, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CannotWrite) as caught:
        build(registry, tmp_path, languages=["en"])
    assert str(caught.value) == (
        f"{tmp_path}: it holds files that are no site made by this library; name another folder"
    )
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_what_came_into_a_folder_while_a_site_was_made_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    manifest = {"format": "1.1", "title": {"en": "X"}, "version": "1", "date": "2026", "licence": "CC0-1.0"}
    small = dialogues.registry_of({}, manifest)

    def write(_path: str) -> None:
        out.mkdir(exist_ok=True)
        (out / "letter.txt").write_text("mine")

    with pytest.raises(CannotWrite) as caught:
        build(small, out, languages=["en"], progress=write)
    assert str(caught.value) == f"{out}: it holds files that are no site made by this library; name another folder"
    assert [each.name for each in tmp_path.rglob("*")] == ["out", "letter.txt"]


def test_a_folder_with_a_file_of_that_name_that_others_made_is_not_touched(
    registry: dialogues.Registry, tmp_path: Path
) -> None:
    for theirs in ("{}", "[]", '{"made_by": "me"}', "no JSON"):
        (tmp_path / "site.json").write_text(theirs)
        with pytest.raises(CannotWrite):
            build(registry, tmp_path, languages=["en"])
        assert (tmp_path / "site.json").read_text() == theirs


def test_a_site_is_replaced_by_whatever_name_it_has_but_not_below_ones_feet(
    registry: dialogues.Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = dialogues.Registry(registry.manifest, {"themes": dict(list(registry.themes.items())[:2])})
    build(small, tmp_path / "out", languages=["en"])
    build(small, tmp_path / "out" / ".." / "out", languages=["fr"])
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "fr").is_dir()
    monkeypatch.chdir(tmp_path / "out")
    with pytest.raises(CannotWrite) as caught:
        build(small, Path(), languages=["en"])
    why = "one stands in it, or below it, and it would be another one afterwards; name it from elsewhere"
    assert str(caught.value) == f".: {why}"
    monkeypatch.chdir(tmp_path / "out" / "fr")
    with pytest.raises(CannotWrite) as caught:
        build(small, Path(".."), languages=["en"])
    assert str(caught.value) == f"..: {why}"
    assert (tmp_path / "out" / "fr").is_dir()


def test_a_site_that_cannot_be_put_in_place_leaves_the_old_one(
    registry: dialogues.Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = dialogues.Registry(registry.manifest, {"themes": dict(list(registry.themes.items())[:2])})
    build(small, tmp_path / "out", languages=["en"])
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name.endswith(".tmp"):
            raise PermissionError(13, "Permission denied", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        build(small, tmp_path / "out", languages=["fr"])
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "en").is_dir()


def test_a_build_that_breaks_leaves_the_old_site_and_nothing_beside_it(
    registry: dialogues.Registry, tmp_path: Path
) -> None:
    small = dialogues.Registry(registry.manifest, {"themes": dict(list(registry.themes.items())[:2])})
    out = tmp_path / "out"
    build(small, out, languages=["en"])
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    class Stopped(Exception):
        pass

    def stop(path: str) -> None:
        if path.endswith("404.html"):
            raise Stopped

    with pytest.raises(Stopped):
        build(small, out, languages=["fr"], progress=stop)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    build(small, out, languages=["fr"])
    assert not (out / "en").exists()


def test_a_ministry_puts_its_own_templates_and_colours_in_the_place_of_ours(
    registry: dialogues.Registry, tmp_path: Path
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "brand.css").write_text(":root { --accent: #005a3c; }")
    (tmp_path / "assets" / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "assets" / "pictures").mkdir()
    (tmp_path / "assets" / "pictures" / "house.svg").write_text("<svg/>")
    (tmp_path / "about.html").write_text('{% extends "base.html" %}{% block content %}<h1>Ministry</h1>{% endblock %}')
    small = dialogues.Registry(registry.manifest, {"themes": dict(list(registry.themes.items())[:2])})
    made = {file.path: file.content.decode() for file in files(Site(small, ["en"], templates=tmp_path))}
    assert made["assets/brand.css"] == ":root { --accent: #005a3c; }"
    assert made["assets/logo.svg"] == "<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert made["assets/pictures/house.svg"] == "<svg/>"
    assert "<h1>Ministry</h1>" in made["en/about/index.html"]


# The look that a manifest names

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle id="a" cx="4" cy="4" r="4"/><use href="#a"/></svg>'


def looking(registry: dialogues.Registry, **site: object) -> dialogues.Registry:
    """Give a small registry whose manifest says what its site looks like."""
    assert registry.manifest is not None
    told = {**registry.manifest.model_dump(mode="json", by_alias=True, exclude_defaults=True), "site": site}
    return dialogues.Registry(Manifest.model_validate(told), {"themes": dict(list(registry.themes.items())[:1])})


@pytest.mark.parametrize(
    ("template", "place", "problem"),
    [
        (b"{% bad %}", ":1", "Encountered unknown tag 'bad'."),
        (b"\n{{ nobody.name }}", ":2", "'nobody' is undefined"),
        (b'{% extends "base.html" %}\n{% block content %}\n{{ 1 / 0 }}\n{% endblock %}', ":3", "division by zero"),
        (b'{% extends "base.html" %}\n{% set reader = 1 %}', ":2", "'int object' has no attribute 'direction'"),
        (b"\n\n{{ path.upper(1) }}", ":3", "str.upper() takes no arguments (1 given)"),
        (b"\xff", "", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_with_its_place(
    run: Callable[..., Result], tmp_path: Path, template: bytes, place: str, problem: str
) -> None:
    data, own = tmp_path / "data", tmp_path / "look"
    (data / "themes").mkdir(parents=True)
    (data / "themes" / "growth.yaml").write_text("name: {en: growth}\n")
    own.mkdir()
    (own / "about.html").write_bytes(template)
    out = tmp_path / "out"
    told = run("site", str(data), "-o", str(out), "--templates", str(own), "--languages", "en")
    assert isinstance(told.exception, CannotWrite)
    assert str(told.exception) == f"{own / 'about.html'}{place}: the template cannot be used: {problem}"
    assert sorted(tmp_path.iterdir()) == [data, own]


def test_name_logo_and_colour_of_a_site_are_those_of_the_manifest(registry: dialogues.Registry, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG)
    ours = looking(
        registry, name={"en": "Ours", "fr": "Le nôtre"}, logo="logo.svg", accent={"light": "#005A3C", "dark": "#7fd1ae"}
    )
    made = {file.path: file.content.decode() for file in files(Site(ours, ["en", "fr"], home=tmp_path))}
    assert made["assets/logo.svg"] == SVG
    assert made["assets/brand.css"] == (
        "/* The colour that the registry's manifest names. */\n"
        ":root { --accent: #005a3c; --accent-tint: #e6efec; }\n"
        "@media (prefers-color-scheme: dark) { :root { --accent: #7fd1ae; --accent-tint: #233535; } }\n"
    )
    page = made["fr/timeline/index.html"]
    assert " – Le nôtre</title>" in page
    assert '<link rel="icon" type="image/svg+xml" href="../../assets/logo.svg">' in page
    assert '<img src="../../assets/logo.svg" alt="" height="28"><span>Le nôtre</span></a>' in page
    assert '<link rel="icon" type="image/svg+xml" href="assets/logo.svg">' in made["index.html"]
    record = made[f"fr/{next(iter(ours))}/index.html"]
    title = registry.manifest.title.best("fr")[1] if registry.manifest else ""
    assert (
        f'<bdi lang="en">{title}</bdi>, version' in record
    )  # what is cited is the registry, whatever its site is called


def test_a_folder_of_templates_comes_before_the_manifest(registry: dialogues.Registry, tmp_path: Path) -> None:
    own = tmp_path / "look"
    (own / "assets").mkdir(parents=True)
    (own / "assets" / "brand.css").write_text(":root {}")
    (own / "assets" / "icon.svg").write_text(SVG)
    ours = looking(registry, logo="nowhere.png", accent={"light": "#005a3c"})
    made = {file.path: file.content.decode() for file in files(Site(ours, ["en"], templates=own, home=tmp_path))}
    assert (made["assets/brand.css"], made["assets/icon.svg"]) == (":root {}", SVG)
    assert "assets/logo" not in made["en/index.html"]


def test_where_no_dark_shade_is_named_one_that_can_be_read_is_found(registry: dialogues.Registry) -> None:
    made = {
        file.path: file.content.decode() for file in files(Site(looking(registry, accent={"light": "#005a3c"}), ["en"]))
    }
    light, dark = re.findall("--accent: (#[0-9a-f]{6})", made["assets/brand.css"])
    assert light == "#005a3c"
    assert contrast(dark, DARK) >= LEAST > contrast(light, DARK)


def test_the_papers_that_colours_are_measured_on_are_those_of_the_style_sheet(pages: dict[str, str]) -> None:
    style = pages["assets/site.css"]
    for papers, scheme in (
        (LIGHT, style.partition("@media (prefers-color-scheme: dark)")[0]),
        (DARK, style.partition("@media (prefers-color-scheme: dark)")[2]),
    ):
        named = {
            name: re.findall(rf"--{name}: (#[0-9a-f]+);", scheme)[0]
            for name in ("paper", "tint", "warn-tint", "accent")
        }
        assert [
            named["paper"].replace("#fff", "#ffffff") if len(named["paper"]) == 4 else named["paper"],
            named["tint"],
            named["warn-tint"],
        ] == [*papers]
        assert contrast(named["accent"], papers) >= LEAST


@given(st.integers(0, 0xFFFFFF), st.sampled_from([LIGHT, DARK]))
def test_every_colour_has_a_shade_that_can_be_read(number: int, papers: tuple[str, ...]) -> None:
    colour = f"#{number:06x}"
    found = shade(colour, papers)
    assert contrast(found, papers) >= LEAST
    assert (found == colour) == (contrast(colour, papers) >= LEAST)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
RUNS, OUTSIDE = "it has parts that run or move", "it asks for something outside of itself"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("logo.svg", SVG.encode(), ""),
        ("logo.svg", f'\ufeff<?xml version="1.0"?>\n<!-- ours -->\n{SVG}'.encode(), ""),
        ("logo.PNG", PNG, ""),
        ("logo.png", SVG.encode(), "it is no PNG"),
        ("logo.svg", PNG, "it is no SVG in UTF-8"),
        ("logo.svg", b"<html><body>no</body></html>", "it is no SVG"),
        ("logo.svg", b"<svg><script>alert(1)</script></svg>", RUNS),
        ("logo.svg", b"<svg><s:SCRIPT/></svg>", RUNS),
        ("logo.svg", b"<svg onload = 'alert(1)'/>", RUNS),
        ("logo.svg", b"<svg><a href='javascript:alert(1)'/></svg>", RUNS),
        ("logo.svg", b"<svg><foreignObject/></svg>", RUNS),
        ("logo.svg", b"<svg><animate attributeName='href' to='x'/></svg>", RUNS),
        ("logo.svg", b"<svg><image href='https://example.org/a.png'/></svg>", OUTSIDE),
        ("logo.svg", b"<svg><use xlink:href='&#104;ttps://example.org/'/></svg>", OUTSIDE),
        ("logo.svg", b"<svg><style>@import 'a.css'</style></svg>", OUTSIDE),
        ("logo.svg", b"<svg style='fill:url(//example.org)'/>", OUTSIDE),
        ("logo.svg", b"<svg style='fill:url(#a)'/>", ""),
        ("logo.svg", b"<svg><image href='data:image/png;base64,AA=='/></svg>", ""),
        ("logo.svg", b"<svg><image href='data:image/svg+xml,AA=='/></svg>", OUTSIDE),
        (
            "logo.svg",
            b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
            "it has a document type, which may define anything",
        ),
        ("logo.svg", SVG.encode() + b" " * 500_000, "it has 500,116 bytes, and each page asks for it: at most 500,000"),
        ("none.svg", b"", "there is no such file"),
    ],
)
def test_a_logo_is_shown_to_everybody_only_where_it_is_a_picture_and_no_more(
    registry: dialogues.Registry, tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    if content:
        (tmp_path / name).write_bytes(content)
    assert read_logo(tmp_path, name) == ((b"", problem) if problem else (content, ""))
    if problem:
        with pytest.raises(CannotWrite) as caught:
            Site(looking(registry, logo=name), ["en"], home=tmp_path)
        assert str(caught.value) == f"{name}: the manifest names it as the logo of the site, and {problem}"


def test_a_logo_that_lies_elsewhere_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "logo.svg").write_text(SVG)
    (tmp_path / "data" / "logo.svg").symlink_to(tmp_path / "logo.svg")
    (tmp_path / "data" / "dir.svg").mkdir()
    assert read_logo(tmp_path / "data", "logo.svg") == (b"", "the path leads out of the data folder")
    assert read_logo(tmp_path / "data", "dir.svg")[1] != ""


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ("{accent: {light: green}}", 'a colour is # and six hexadecimal digits, in quotes: "#005a3c"'),
        ("{accent: {light: }}", 'a colour is # and six hexadecimal digits, in quotes: "#005a3c"'),
        ("{logo: ../logo.svg}", "a path is relative to the data folder, written with / and without .."),
        ("{logo: logo.jpg}", "a logo is a file .svg or .png"),
    ],
)
def test_a_look_that_cannot_be_is_told_with_its_place(tmp_path: Path, site: str, message: str) -> None:
    text = f'format: "1.1"\ntitle: {{en: T}}\nversion: 1\ndate: 2026-11-26\nlicence: MIT\nsite: {site}\n'
    (tmp_path / "registry.yaml").write_text(text)
    (finding,) = dialogues.read(tmp_path).findings
    assert (finding.code, finding.location.line, finding.path.partition(".")[0]) == ("S305", 6, "site")
    assert finding.message.startswith(message)


def test_the_command_tells_of_a_faint_colour_and_of_a_logo_that_is_not_at_hand(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    (data / "themes").mkdir(parents=True)
    (data / "themes" / "growth.yaml").write_text("name: {en: growth}\n")
    (data / "registry.yaml").write_text(
        'format: "1.1"\ntitle: {en: T}\nversion: 1\ndate: 2026-11-26\nlicence: MIT\n'
        'site: {logo: logo.svg, accent: {light: "#ffcc00"}}\n'
    )
    faint = (
        "dialogues: #ffcc00 has a contrast of 1.37 : 1 on the site's light paper; WCAG 2.2 AA asks 4.5 : 1 "
        "(take a shade like #876c00)"
    )
    done = run("site", str(data), "-o", str(tmp_path / "out"), "--languages", "en")
    assert isinstance(done.exception, CannotWrite)
    assert done.exception.file == "logo.svg"
    assert done.stderr.splitlines()[0] == faint
    whole = tmp_path / "all.json"
    run("export", "--data", str(data), "--format", "json", "--output", str(whole))
    done = run("site", str(whole), "-o", str(tmp_path / "out"), "--languages", "en")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[:2] == [
        faint,
        f"dialogues: the logo logo.svg is not in {whole}; the site has the library's",
    ]


# A language that is written from the right


@pytest.fixture(scope="module")
def arabic() -> dict[str, str]:
    """Build a small registry's pages in Arabic, with its words; names that it has worked out are its own."""
    whole = dialogues.load()
    chosen = ("brazil-2007", "georgia-2011")
    sources = {each.source for each in dialogues.statements(whole) if each.record in chosen}
    held: dict[str, dict[str, Record]] = {
        "agreements": {key: whole.agreements[key] for key in chosen},
        "sources": {key: whole.sources[key] for key in sorted(sources)},
        "organisations": dict(whole.organisations),
        "themes": dict(whole.themes),
    }
    with arabic_is_spoken():
        made = files(Site(dialogues.Registry(whole.manifest, held), ["ar"]))
        return {file.path: file.content.decode() for file in made if file.path.endswith(".html")}


IN_ARABIC = ["", *(f"{each}/" for each in ("brazil-2007", "georgia-2011", "agreements", "partners", "partners/br"))]
IN_ARABIC += [f"{each}/" for each in ("timeline", "languages", "unknown", "search", "about")]


@pytest.mark.parametrize("folder", IN_ARABIC)
def test_a_page_that_is_read_from_the_right_is_in_arabic_and_says_of_each_text_what_it_is(
    arabic: dict[str, str], folder: str
) -> None:
    """What stands in the page's language has Arabic letters: all words of ours; the rest are names, codes and formats."""
    page = arabic[f"ar/{folder}index.html"]
    assert '<html lang="ar" dir="rtl">' in page
    named = {"Danuta Hübner", "Geddel Vieira Lima", "Johannes Hahn", "Brazil", "Georgia"}
    formats = {"EN", "PDF", "PT", "JSON", "CSV", "Turtle (RDF)", "N-Quads (RDF)", "JSON-LD", "BibTeX", "CC-BY-4.0"}
    ours = [
        text
        for text, language in tongues(page)
        if language == "ar" and re.search("[A-Za-z]", text) and not text.startswith(("urn:", "CSV: ")) and len(text) > 1
    ]
    assert {each for each in ours if not re.fullmatch("[0-9a-f]{64}", each)} <= named | formats
    assert sum(bool(re.search("[\u0600-\u06ff]", text)) for text, _ in tongues(page)) > 10
    others = re.findall(r'<\w+[^>]*? lang="(?!ar")[^"]*"[^>]*>', page.partition("<body>")[2])
    assert [each for each in others if not re.search(' dir="(ltr|auto)"', each)] == []


def test_dates_numbers_and_names_of_places_are_arabic_where_the_page_is(arabic: dict[str, str]) -> None:
    page = unescape(arabic["ar/georgia-2011/index.html"])
    assert '<span class="unsure">14 فبراير 2011 (?) <small>غير مؤكد</small></span>' in page
    assert "<h1>إعلان مشترك: الاتحاد الأوروبي – جورجيا</h1>" in page
    assert "مصدران" in unescape(arabic["ar/brazil-2007/index.html"])  # two sources: a form of its own


def test_the_command_says_where_to_begin(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "data" / "themes").mkdir(parents=True)
    (tmp_path / "data" / "themes" / "growth.yaml").write_text("name: {en: growth}\n")
    done = run("site", str(tmp_path / "data"), "-o", str(tmp_path / "out"), "--languages", "en,fr")
    assert (done.exit_code, done.stdout) == (0, f"65 files in {tmp_path}/out; begin with {tmp_path}/out/index.html\n")


NO_BASE = "it is no address that pages can be below, like https://example.org/a/."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--languages", "en,xx"], f"--languages xx: the languages of a site are {', '.join(LANGUAGES)}."),
        (["--base", "ftp://x"], f"--base 'ftp://x': {NO_BASE}"),
        (["--base", "https://"], f"--base 'https://': {NO_BASE}"),
        (["--base", "https://example.org/a?b"], f"--base 'https://example.org/a?b': {NO_BASE}"),
        (["--templates", "none"], "--templates none: there is no such folder."),
    ],
)
def test_the_command_says_what_is_wrong_with_the_call(
    run: Callable[..., Result], tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = run("site", "-o", str(tmp_path / "out"), *arguments)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: {message}")
    assert not (tmp_path / "out").exists()


def test_a_picture_and_an_entry_to_cite_hold_no_character_that_is_a_command(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "registry.yaml").write_text(
        'format: "1.1"\ntitle: {en: "Re\\u001b[31md"}\nversion: "1"\ndate: 2026-01-01\nlicence: CC0-1.0\n'
    )
    (tmp_path / "agreements" / "a-2001.yaml").write_text(
        'title: {en: "T\\u0007 \\uFFFF <b> \\u001b]0;x"}\nkind: treaty\nsigned: [{date: 2001-02-03}]\n'
        'parties: [{side: own, country: DE}, {side: partner, country: "NO"}]\n'
    )
    picture = ET.fromstring(run("timeline", "--svg", "--data", str(tmp_path)).stdout)  # noqa: S314  # what we wrote
    titles = [each.text for each in picture.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[-1] == "3 February 2001: T  <b> ]0;x"
    cited = run("cite", "a-2001", "--style", "bibtex", "--data", str(tmp_path)).stdout
    assert "title = {{T \uffff <b> ]0;x (3 February 2001)}}" in cited
    assert "In: Re[31md, version 1" in cited


def test_where_there_is_nothing_to_draw_no_file_gets_words(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "growth.yaml").write_text("name: {en: growth}\n")
    drawn = run("timeline", "--svg", "--data", str(tmp_path))
    told = "dialogues: there is no picture, since nothing has a date\n"
    assert (drawn.exit_code, drawn.stdout, drawn.stderr) == (0, "", told)
    drawn = run("list", "--matrix", "--svg", "--data", str(tmp_path))
    assert (drawn.exit_code, drawn.stdout, drawn.stderr) == (0, "", "There is no agreement with a partner.\n")


def test_a_picture_for_a_report_stands_alone_and_names_what_it_shows(run: Callable[..., Result]) -> None:
    picture = run("timeline", "--partner", "Japan", "--svg", "--in", "ru").stdout
    svg = ET.fromstring(picture)  # noqa: S314  # what we wrote
    assert svg.get("aria-label") == "Что и когда произошло"
    titles = [each.text for each in svg.iter("{http://www.w3.org/2000/svg}title")]
    assert "10 октября 2013 г.: Письмо о намерениях: Европейский союз – Япония" in [
        (each or "").replace("\u202f", " ").replace("\xa0", " ") for each in titles
    ]
    assert "<style>" in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


def test_the_matrix_is_a_table_in_a_terminal(run: Callable[..., Result]) -> None:
    lines = run("list", "--matrix", "--in", "pt").stdout.splitlines()
    assert lines[0].split() == ["PARCEIRO", "EN", "ES", "PT", "UK", "ZH", "UND", "NENHUM", "TEXTO", "REGISTADO"]
    assert [line.split() for line in lines if line.startswith(("Brasil", "Rússia"))] == [
        ["Brasil", "1", "1"],
        ["Rússia", "1", "1"],
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--matrix", "--kind", "treaty"], ["events", "--matrix"], ["--svg"], ["--matrix", "--format", "csv"],
        ["--matrix", "--columns", "id"], ["--matrix", "--limit", "2"], ["--matrix", "--retired"],
    ],
)  # fmt: skip
def test_a_matrix_is_of_all_agreements(run: Callable[..., Result], arguments: list[str]) -> None:
    done = run("list", *arguments)
    told = "Error: --matrix is of all agreements, as a table, --svg or --json; --svg is for it alone."
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, told)
