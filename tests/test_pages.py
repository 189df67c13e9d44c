"""Listing pages: the real listing, styles of HTML, what is odd, what differs, hostile pages."""

from __future__ import annotations

import html
import json
import os
import re
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from bundles import unpack
from dialogues.checks.check import check_text
from dialogues.languages.display import language_name, territory_name
from dialogues.languages.tags import LanguageTag
from dialogues.pages import read_page
from dialogues.pages.comparison import DifferenceKind
from dialogues.pages.entries import OddityKind
from dialogues.pages.page import Page
from dialogues.records import Agreement

Run = Callable[..., Result]
LISTING = (Path(__file__).parent / "pages" / "listing-2020.txt").read_text(encoding="utf-8")
Listing = list[tuple[str, list[str]]]

PARTNERS: Listing = [
    ("China", ["EN", "zh"]), ("Russia", ["EN", "EN"]), ("Brazil", ["EN", "EN"]), ("Ukraine", ["EN", "Ukrainian"]),
    ("Georgia", ["EN"]), ("Moldova", ["EN"]), ("Chile", ["EN", "es"]), ("Peru", ["EN", "es"]),
    ("Argentina", ["en", "es"]), ("Japan", ["EN"]), ("Mexico", ["EN", "es"]),
    ("Sistema de Integracion de Centro-America (SICA)", ["EN", "es"]), ("Colombia", ["EN", "es"]), ("India", ["EN"]),
]  # fmt: skip
PUBLICATIONS: Listing = [
    (
        "Brochure : European Regional Policy, an inspiration for Countries outside the EU?",
        ["en", "es", "fr", "hy", "ka", "mo", "pt", "Russian", "Ukrainian", "Chinese"],
    ),
    ("Posters", ["en"]),
]


def listed(page: Page, kind: str) -> Listing:
    return [
        (entry.name, [document.printed_label or "" for document in entry.documents])
        for entry in page.entries
        if entry.kind == kind
    ]


def kinds(page: Page) -> list[str]:
    return [each.kind.value for each in page.oddities]


# The real listing


def test_the_real_listing_is_read_whole_and_in_order() -> None:
    page = read_page(LISTING)
    assert listed(page, "partner") == PARTNERS
    assert listed(page, "publication") == PUBLICATIONS
    assert sum(len(entry.documents) for entry in page.entries if entry.kind == "partner") == 24
    assert [entry.country for entry in page.entries[:14]] == [
        "CN", "RU", "BR", "UA", "GE", "MD", "CL", "PE", "AR", "JP", "MX", None, "CO", "IN",
    ]  # fmt: skip
    assert page.entries[14].date == "November 2009"


def test_its_oddities_are_found() -> None:
    said = [f"{each.line}:{each.column} {each.kind.value}: {each.message}" for each in read_page(LISTING).oddities]
    assert said == [
        "5:126 repeated-label: Russia has the label 'EN' twice",
        "5:144 repeated-label: Brazil has the label 'EN' twice",
        "5:148 conjunction: 'and' stands before Ukraine, which is not the last of the list",
        "5:167 name-instead-of-code: 'Ukrainian' among codes; its code is uk",
        "5:257 mixed-case: 'en' here, 'EN' elsewhere",
        "5:296 organisation: 'Sistema de Integracion de Centro-America (SICA)' is an organisation among countries",
        "9:36 retired-code: 'mo': mo is retired, ro replaces it",
        "9:42 name-instead-of-code: 'Russian' among codes; its code is ru",
        "9:50 name-instead-of-code: 'Ukrainian' among codes; its code is uk",
        "9:60 name-instead-of-code: 'Chinese' among codes; its code is zh",
    ]


def test_nothing_of_the_running_text_is_an_entry_and_none_of_the_listing_is_dropped() -> None:
    page = read_page(LISTING)
    assert [(each.line, each.text.split()[0]) for each in page.unread] == [(5, "The"), (5, "These")]
    assert (
        rest(LISTING.splitlines()[4], page)
        == " PDF , PDF , PDF , and PDF , PDF , PDF , PDF , PDF , PDF , PDF , PDF , PDF , PDF , PDF ."
    )


def rest(line: str, page: Page) -> str:
    """Give what is left of a line when all that was read, or kept as unread, is taken out."""
    for text in sorted((each.text for each in page.unread), key=len, reverse=True):
        line = line.replace(text, "", 1)
    for entry in sorted(page.entries, key=lambda each: len(each.name), reverse=True):
        line = line.replace(entry.name, "", 1)
    labels = [document.printed_label or "" for entry in page.entries for document in entry.documents]
    for label in sorted(labels, key=len, reverse=True):
        line = re.sub(rf"(?<!\w){re.escape(label)}(?!\w) ?", "", line, count=1)
    return re.sub(r" +", " ", line).rstrip() if not line.isspace() else ""


def test_the_bundled_registry_is_equal_to_the_real_listing(registry: dialogues.Registry) -> None:
    comparison = read_page(LISTING, "regio-listing-2020").compare(registry)
    assert comparison.differences == ()
    assert comparison.equal
    assert len(comparison.matched) == 16


# Lines as they are printed on other pages of the same house


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Letter of intent PDF en es", [("Letter of intent", ["en", "es"], "")]),
        ("Letter of intent (148 KB - PDF)", [("Letter of intent", [None], "148 KB")]),
        ("Letter of intent (2,97 MB - PDF)", [("Letter of intent", [None], "2,97 MB")]),
        ("Letter of intent (PDF, 92.4 kB)", [("Letter of intent", [None], "92.4 kB")]),
        ("Letter of intent English (92,4 KB - PDF)", [("Letter of intent", ["English"], "92,4 KB")]),
        ("EU – India Partnership on Smart Urbanization English PDF en", [("EU – India Partnership on Smart Urbanization", ["en"], "")]),
        (
            'Study "For a vision" : Final Report PDF pt - Executive Summary PDF pt (2018)',
            [('Study "For a vision" : Final Report', ["pt"], ""), ("Executive Summary", ["pt"], "")],
        ),
        ("The EU-Brazil Dialogue on Regional Policy PDF pt (2011)", [("The EU-Brazil Dialogue on Regional Policy", ["pt"], "")]),
        (
            "EU-ARGENTINA Cooperation: Final report PDF en es - Executive Summary PDF en es",
            [("EU-ARGENTINA Cooperation: Final report", ["en", "es"], ""), ("Executive Summary", ["en", "es"], "")],
        ),
        ("Report: Europe and Latin America PDF EN ES PT", [("Report: Europe and Latin America", ["EN", "ES", "PT"], "")]),
        ("Chine PDF EN zh, Russie PDF EN et Ukraine PDF EN uk", [("Chine", ["EN", "zh"], ""), ("Russie", ["EN"], ""), ("Ukraine", ["EN", "uk"], "")]),
        ("The programme is a PDF of two pages.", []),
        ("Read the PDF and Ukraine's answer", []),
    ],
)  # fmt: skip
def test_lines_of_other_pages(line: str, expected: list[object]) -> None:
    found = [
        (entry.name, [document.printed_label for document in entry.documents], entry.documents[0].size)
        for entry in read_page(line).entries
    ]
    assert found == expected


@pytest.mark.parametrize(
    "language",
    ["fr", "de", "es", "pl", "it", "pt", "nl", "sv", "cs", "hu", "ro", "el", "bg", "ru", "zh", "ja", "ka", "hy", "ar"],
)
def test_partner_names_in_other_languages_are_understood(language: str) -> None:
    codes = ["CN", "RU", "BR", "UA", "GE", "MD", "CL", "PE", "AR", "JP", "MX", "CO", "IN"]
    names = [territory_name(code, language) for code in codes]
    page = read_page(", ".join(f"{name} PDF EN es" for name in names) + ".")
    assert [entry.name for entry in page.entries] == names
    assert [entry.country for entry in page.entries] == codes


@pytest.mark.parametrize(
    ("line", "kind", "message"),
    [
        ("China PDF EN ua", "country-code", "UA is the code of a country, not of a language; uk may be meant"),
        ("China PDF EN qq", "unknown-label", "'qq': well-formed, but 'qq' is not a registered language subtag"),
        (
            "China PDF EN, Wakanda PDF EN, Chile PDF EN",
            "unknown-partner",
            "'Wakanda' is no country's name that is known",
        ),
    ],
)
def test_oddities_of_labels_and_names(line: str, kind: str, message: str) -> None:
    (oddity,) = read_page(line).oddities
    assert (oddity.kind, oddity.message) == (kind, message)


NO_DOCUMENTS = [
    "The PDF is available on request.", "Files are in PDF or DOC", "Open PDF as text", "In Japan PDF is popular",
    "Download the PDF in your language", "The programme is a PDF of two pages.", "Read the PDF and Ukraine's answer",
]  # fmt: skip


@pytest.mark.parametrize("line", NO_DOCUMENTS)
def test_running_text_that_speaks_of_a_format_lists_nothing(line: str) -> None:
    page = read_page(line)
    assert (page.entries, page.unread) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected", "unread"),
    [
        # Countries that bear the name of a language, or whose name ends in one.
        ("Georgia (148 KB - PDF)\nIndia (1 MB - PDF)", [("Georgia", [None]), ("India", [None])], []),
        ("Colombia PDF EN es, India (148 KB - PDF)", [("Colombia", ["EN", "es"]), ("India", [None])], []),
        ("Saudi Arabia PDF EN es, North Macedonia PDF EN", [("Saudi Arabia", ["EN", "es"]), ("North Macedonia", ["EN"])], []),
        # Conjunctions and articles.
        ("avec la Colombie PDF EN es et l'Inde PDF EN", [("Colombie", ["EN", "es"]), ("Inde", ["EN"])], ["avec la"]),
        ("Chine PDF EN et la Russie PDF EN et", [("Chine", ["EN"]), ("Russie", ["EN", "et"])], []),
        ("Brazilië PDF EN en de Oekraïne PDF EN", [("Brazilië", ["EN"]), ("Oekraïne", ["EN"])], []),
        ("mit El Salvador PDF es sowie Chile PDF es", [("El Salvador", ["es"]), ("Chile", ["es"])], ["mit"]),
        ("A Comissão com a China PDF EN, a Rússia PDF EN e a Índia PDF EN.", [("China", ["EN"]), ("Rússia", ["EN"]), ("Índia", ["EN"])], ["A Comissão com a"]),
        ("με την Κίνα PDF EN zh, τη Ρωσία PDF EN και την Ινδία PDF EN", [("Κίνα", ["EN", "zh"]), ("Ρωσία", ["EN"]), ("Ινδία", ["EN"])], ["με την"]),
        # Other scripts, and no spaces.
        ("我们与中国 PDF EN zh、俄罗斯 PDF EN EN、巴西 PDF EN PT和印度 PDF EN。", [("中国", ["EN", "zh"]), ("俄罗斯", ["EN", "EN"]), ("巴西", ["EN", "PT"]), ("印度", ["EN"])], ["我们与"]),
        ("中国PDF EN zh、智利PDF es", [("中国", ["EN", "zh"]), ("智利", ["es"])], []),
        ("مع الصين PDF EN zh، وروسيا PDF EN، والهند PDF EN", [("الصين", ["EN", "zh"]), ("روسيا", ["EN"]), ("الهند", ["EN"])], ["مع"]),
        # Labels behind colons, dashes, brackets, commas, slashes; formats in brackets and small letters; none at all.
        ("Brazil PDF: EN - PT", [("Brazil", ["EN", "PT"])], []),
        ("Mexico PDF (EN) (ES), Chile PDF EN, es", [("Mexico", ["EN", "ES"]), ("Chile", ["EN", "es"])], []),
        ("China - PDF - EN / zh", [("China", ["EN", "zh"])], []),
        ("China: EN (PDF), zh (PDF)", [("China", ["EN", "zh"])], []),
        ("China pdf en zh", [("China", ["en", "zh"])], []),
        ("Japan [PDF EN]", [("Japan", ["EN"])], []),
        ("Chile PDF en PDF es, Peru PDF en", [("Chile", ["en", "es"]), ("Peru", ["en"])], []),
        ("China PDF EN, Georgia PDF, Chile PDF EN", [("China", ["EN"]), ("Georgia", [None]), ("Chile", ["EN"])], []),
        # What belongs to a name stays in it.
        ("Final report French PDF en", [("Final report French", ["en"])], []),
        ("Report May 2009 PDF en (2010)", [("Report May 2009", ["en"])], []),
        ("Bra\u00adzil PDF EN", [("Brazil", ["EN"])], []),
        # A name that is none that is known is told as printed; a running text before it is left.
        ("The Commission has concluded formal agreements on this policy with Wakanda PDF EN, Chile PDF es", [("Wakanda", ["EN"]), ("Chile", ["es"])], ["The Commission has concluded formal agreements on this policy with"]),
    ],
)  # fmt: skip
def test_ways_to_print_a_listing(text: str, expected: list[object], unread: list[str]) -> None:
    page = read_page(text)
    assert [(each.name, [document.printed_label for document in each.documents]) for each in page.entries] == expected
    assert [each.text for each in page.unread] == unread


# HTML


def address(number: int, at: int) -> str:
    return f"https://example.org/files/{number}-{at}.pdf"


def esc(text: str) -> str:
    return html.escape(text)


def old_sentence(listing: Listing) -> str:
    """The old template: one sentence, the format a link of the first document."""
    parts = []
    for number, (name, labels) in enumerate(listing):
        first, *others = labels
        links = f'<a href="{address(number, 0)}" class="pdf">PDF <span>{esc(first)}</span></a>'
        links += "".join(f' <a href="/files/{number}-{at}.pdf">{esc(label)}</a>' for at, label in enumerate(others, 1))
        parts.append(f"{esc(name)} {links}")
    return f'<base href="https://example.org/"><p>{", ".join(parts)}.</p>'


def items(listing: Listing) -> str:
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = " ".join(f'<a href="{address(number, at)}">{esc(label)}</a>' for at, label in enumerate(labels))
        rows.append(f"<li><b>{esc(name)}</b> PDF {links}</li>")
    return f"<h2>Dialogues</h2><ul>{''.join(rows)}</ul>"


def table(listing: Listing) -> str:
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = " ".join(f'<a href="{address(number, at)}">{esc(label)}</a>' for at, label in enumerate(labels))
        rows.append(f"<tr><td>{esc(name)}</td><td>PDF</td><td>{links}</td></tr>")
    return f"<table><tr><th>Partner</th><th>Format</th><th>Language</th></tr>{''.join(rows)}</table>"


def definitions(listing: Listing) -> str:
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = "".join(
            f'<a href="{address(number, at)}" type="application/pdf">{esc(label)}</a>'
            for at, label in enumerate(labels)
        )
        rows.append(f"<dt>{esc(name)}</dt><dd>{links}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


def new_template(listing: Listing) -> str:
    """The new template: a title, and for each language a block with its name, size and format."""
    rows = []
    for number, (name, labels) in enumerate(listing):
        files = "".join(
            f'<div class="ecl-file"><div class="ecl-file__language">{esc(label)}</div>'
            f'<div class="ecl-file__meta">(92,4 KB - PDF)</div><a href="{address(number, at)}">Download</a></div>'
            for at, label in enumerate(labels)
        )
        rows.append(f"<section><h3>{esc(name)}</h3>{files}</section>")
    return "".join(rows)


def sized(listing: Listing) -> str:
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = "".join(
            f'<li><a href="{address(number, at)}">{esc(label)} (148 KB - PDF)</a></li>'
            for at, label in enumerate(labels)
        )
        rows.append(f"<h3>{esc(name)}</h3><ul>{links}</ul>")
    return "".join(rows)


def links_alone(listing: Listing) -> str:
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = " | ".join(f'<a href="{address(number, at)}">{esc(label)}</a>' for at, label in enumerate(labels))
        rows.append(f"<div>{esc(name)}: {links}</div>")
    return "<main>" + "".join(rows) + "</main>"


def careless(listing: Listing) -> str:
    """Unclosed tags, capitals, entities, nested markup."""
    rows = []
    for number, (name, labels) in enumerate(listing):
        letters = "".join(f"&#{ord(char)};" if char.isalpha() else esc(char) for char in name)
        links = "&nbsp;".join(
            f"<A HREF={address(number, at)}><FONT><I>{esc(label)}</I></FONT></A>" for at, label in enumerate(labels)
        )
        rows.append(f"<LI><span><em>{letters}</em>&nbsp;<img src=p.gif alt=PDF> {links}")
    return "<UL>" + "\n".join(rows) + "<script>document.write('Atlantis PDF EN')</script><!-- Atlantis PDF EN -->"


def breaks(listing: Listing) -> str:
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = " ".join(f'<a href="{address(number, at)}">{esc(label)}</a>' for at, label in enumerate(labels))
        rows.append(f"{esc(name)} PDF {links}<br>")
    return f"<p>{''.join(rows)}</p>"


def with_hreflang(listing: Listing) -> str:
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = "".join(
            f'<a hreflang="{tag_of(label)}" title="{esc(name)}" href="{address(number, at)}">{esc(label)}</a>'
            for at, label in enumerate(labels)
        )
        rows.append(f"<li>{esc(name)} PDF {links}</li>")
    return f"<ol>{''.join(rows)}</ol>"


def tag_of(label: str) -> str:
    return str(dialogues.identify_language(label).tag)


def new_component(listing: Listing) -> str:
    """The new template with its title, button and list of translations, below a heading."""

    def file(label: str, number: int, at: int, part: str) -> str:
        return (
            f'<div class="ecl-file__{part}info"><div class="ecl-file__{part}title">{esc(label)}</div>'
            f'<div class="ecl-file__{part}meta">(92,4 KB - PDF)</div></div>'
            f'<a class="ecl-link" href="{address(number, at)}">Download</a>'
        )

    sections = []
    for number, (name, labels) in enumerate(listing):
        others = "".join(f"<li>{file(label, number, at, 'translation-')}</li>" for at, label in enumerate(labels) if at)
        translations = f"<button>Available translations ({len(labels) - 1})</button><ul>{others}</ul>" if others else ""
        sections.append(
            f'<h3>{esc(name)}</h3><div class="ecl-file"><div class="ecl-file__title">Letter of intent</div>'
            f"{file(labels[0], number, 0, '')}{translations}</div>"
        )
    return "".join(sections)


def wide_table(listing: Listing) -> str:
    """A table with columns between name and documents."""
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = " ".join(f'<a href="{address(number, at)}">{esc(label)}</a>' for at, label in enumerate(labels))
        rows.append(f"<tr><td>{esc(name)}<td>2006<td>Memorandum<td>{links}")
    return f"<table>{''.join(rows)}</table>"


def titles(listing: Listing) -> str:
    """Below a heading, a line with a title and the documents."""
    rows = []
    for number, (name, labels) in enumerate(listing):
        links = " ".join(f'<a href="{address(number, at)}">{esc(label)}</a>' for at, label in enumerate(labels))
        rows.append(f"<h4>{esc(name)}</h4><p>Letter of intent PDF {links}</p>")
    return "".join(rows)


STYLES = [old_sentence, items, table, definitions, new_template, sized, links_alone, careless, breaks, with_hreflang]


# The styles that give a country's heading to what stands below it: SICA is no country.
UNDER_HEADINGS = [new_component, titles]


@pytest.mark.parametrize("style", [*UNDER_HEADINGS, wide_table], ids=lambda style: style.__name__)
def test_documents_with_a_title_belong_to_the_country_above(style: Callable[[Listing], str]) -> None:
    countries = [row for row in PARTNERS if "SICA" not in row[0]]
    page = read_page(style(countries))
    assert listed(page, "partner") == countries
    assert [[document.address for document in entry.documents] for entry in page.entries] == [
        [address(number, at) for at in range(len(labels))] for number, (_, labels) in enumerate(countries)
    ]
    if style in UNDER_HEADINGS:
        assert {entry.documents[0].title for entry in page.entries} == {"Letter of intent"}
    else:
        assert {(entry.date, entry.documents[0].title) for entry in page.entries} == {("2006", "Memorandum")}
    assert page.unread == ()


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_the_real_listing_in_html_reads_to_the_same_entries(style: Callable[[Listing], str]) -> None:
    page = read_page(f"<!doctype html><html><body><p>Some text.</p>{style(PARTNERS)}</body></html>")
    assert listed(page, "partner") == PARTNERS
    assert listed(page, "publication") == []
    addresses = [[document.address for document in entry.documents] for entry in page.entries]
    expected: list[list[str | None]] = [
        [address(number, at) for at in range(len(labels))] for number, (_, labels) in enumerate(PARTNERS)
    ]
    assert addresses == expected
    assert {document.format.name for entry in page.entries for document in entry.documents if document.format} == {
        "PDF"
    }


LABELS = st.sampled_from(["EN", "en", "zh", "es", "fr", "pt-BR", "Ukrainian", "русский", "中文", "español", "mo", "ka"])
NAMES = st.sampled_from(
    ["China", "Brasil", "Україна", "საქართველო", "Côte d’Ivoire", "Republic of Korea", "日本", "Chile", "Perú"]
)
LISTINGS = st.lists(
    st.tuples(NAMES, st.lists(LABELS, min_size=1, max_size=4)), min_size=2, max_size=6, unique_by=lambda row: row[0]
)


def sentence(listing: Listing) -> str:
    return ", ".join(f"{name} PDF {' '.join(labels)}" for name, labels in listing) + "."


def rows(listing: Listing) -> str:
    return "\n".join(f"{name}: PDF {' '.join(labels)}" for name, labels in listing)


def commas(listing: Listing) -> str:
    return "; ".join(f"{name} PDF {', '.join(labels)}" for name, labels in listing) + "."


def bracketed(listing: Listing) -> str:
    return "\n".join(f"{name}: {', '.join(f'{label} (PDF)' for label in labels)}" for name, labels in listing)


def with_sizes(listing: Listing) -> str:
    return "\n\n".join("\n".join((name, *(f"{label} (1,5 MB - PDF)" for label in labels))) for name, labels in listing)


PLAIN = [sentence, rows, commas, bracketed, with_sizes]


@given(LISTINGS, st.sampled_from([*PLAIN, *STYLES, *UNDER_HEADINGS]))
def test_a_random_listing_is_read_back_without_loss(listing: Listing, style: Callable[[Listing], str]) -> None:
    page = read_page(style(listing))
    assert listed(page, "partner") == listing
    assert page.unread == ()


@given(LISTINGS, st.sampled_from(PLAIN))
def test_an_entry_can_be_quoted_to_the_letter(listing: Listing, style: Callable[[Listing], str]) -> None:
    for text in (style(listing), LISTING, f"Letter of intent\nEnglish\n(92,4 KB - PDF)\n\n{style(listing)}"):
        folded = " ".join(text.split())
        for entry in read_page(text).entries:
            assert entry.printed.startswith(entry.name)
            assert entry.printed in folded
            for document in entry.documents:
                assert (document.printed_label or "") in document.printed
                assert document.printed in folded


@pytest.mark.parametrize(
    ("page", "source", "expected"),
    [
        ('<head><base href="http://a.example/"><p>China PDF <a href="x.pdf">EN</a>', "https://b.example/c/", ["http://a.example/x.pdf"]),
        ('<base href="/d/"><base href="http://e.example/"><p>China PDF <a href="x.pdf">EN</a>', "https://b.example/c/", ["https://b.example/d/x.pdf"]),
        ('<p>China PDF <a href="//f.example/x.pdf">EN</a> <a href="?id=1">zh</a>', "https://b.example/c", ["https://f.example/x.pdf", "https://b.example/c?id=1"]),
        ('<p>China <a type="application/pdf" href="/download?id=3">EN</a>, Chile <a href="/d">PDF EN</a>', "https://b.example", ["https://b.example/download?id=3", "https://b.example/d"]),
        ('<p>Chile: <a href="a.pdf">English (PDF)</a>, <a href="b.pdf">Spanish (PDF)</a>', "https://b.example/", ["https://b.example/a.pdf", "https://b.example/b.pdf"]),
    ],
)  # fmt: skip
def test_addresses_are_made_whole(page: str, source: str, expected: list[str]) -> None:
    found = read_page(page, source)
    assert [document.address for entry in found.entries for document in entry.documents] == expected
    assert found.unread == ()


def test_a_page_whose_head_is_left_open_is_read() -> None:
    page = read_page("<html><head><title>PDF EN</title><body><p>China PDF EN zh<svg><p>Chile PDF EN<button>Peru PDF EN")
    assert listed(page, "partner") == [("China", ["EN", "zh"]), ("Chile", ["EN"])]


def test_the_title_of_a_link_may_tell_the_language() -> None:
    (entry,) = read_page('<p>China <a href="a.pdf" title="Spanish">PDF</a>').entries
    assert [(each.printed_label, str(each.language)) for each in entry.documents] == [(None, "es")]


def test_a_link_that_is_a_name_is_no_download_of_what_stands_above() -> None:
    (entry,) = read_page('<h3>Chile</h3><div>English (1 KB - PDF)</div><a href="/d.pdf">Annex on water</a>').entries
    assert [(each.printed_label, each.address, each.title) for each in entry.documents] == [
        ("English", None, ""),
        (None, "/d.pdf", "Annex on water"),
    ]


def test_places_are_those_of_the_source() -> None:
    source = "<ul>\n  <li>China\n <b>PDF</b> <a href=x.pdf>EN</a></li>\n</ul>"
    (entry,) = read_page(source).entries
    assert source.splitlines()[entry.line - 1][entry.column - 1 :].startswith("China")
    (document,) = entry.documents
    assert source.splitlines()[document.line - 1][document.column - 1 :].startswith("EN</a>")


def test_addresses_that_are_no_pages_are_dropped_and_told_of() -> None:
    page = read_page(
        '<p>China PDF <a href="javascript:alert(1)">EN</a> <a href="data:text/html,x">zh</a> <a href="http://[">es</a>'
    )
    assert [document.address for document in page.entries[0].documents] == [None, None, None]
    assert [(each.kind.value, each.message) for each in page.oddities if each.kind is OddityKind.DROPPED_ADDRESS] == [
        ("dropped-address", "the link is javascript and was dropped"),
        ("dropped-address", "the link is data and was dropped"),
        ("dropped-address", "the link is malformed address and was dropped"),
    ]


def test_a_link_that_contradicts_its_label_is_told_of() -> None:
    page = read_page('<p>Brazil PDF <a hreflang="pt" href="x.pdf">EN</a>')
    assert kinds(page) == ["contradicting-link"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Perú PDF EN es".encode("utf-8-sig"), None),
        ("Perú PDF EN es".encode("utf-16"), None),
        ("<meta charset=windows-1252><p>Perú PDF EN es".encode("cp1252"), None),
        ("Perú PDF EN es".encode("latin-1"), "latin-1"),
        ("Перу PDF EN es".encode("koi8-r"), "koi8-r"),
        ("Perú PDF EN es".encode("utf-8-sig"), "latin-1"),
    ],
)
def test_encodings_are_read_by_their_rules(content: bytes, encoding: str | None) -> None:
    assert [entry.country for entry in read_page(content, encoding=encoding).entries] == ["PE"]


def test_bytes_that_cannot_be_decoded_and_unknown_encodings_are_told_of() -> None:
    assert kinds(read_page(b"<meta charset=utf-8><p>Per\xfa PDF EN")) == ["encoding"]
    for encoding in ("klingon", "idna", "undefined", "rot13", "utf-8\0"):
        assert kinds(read_page(b"Peru PDF EN", encoding=encoding)) == ["encoding"]


# Hostile pages

BOMBS = {
    "deep": "<div>" * 1_000_000,
    "attributes": "<a " + " ".join(f"a{number}=x" for number in range(200_000)) + ">PDF EN",
    "unclosed": "<p><b><i><a href=x.pdf>PDF EN " * 150_000,
    "nulls": "\0<p>\0" * 1_000_000,
    "words": "PDF EN " * 700_000,
    "one-line": "<p>" + "China PDF EN zh, " * 290_000,
    "brackets": "(" * 5_000_000,
    "spaces": "PDF" + " " * 4_900_000 + "EN",
    "letters": "<p>" + "a" * 4_900_000 + " PDF EN",
    "references": "<p>" + "&amp;" * 1_000_000,
    "names": "and " * 1_200_000 + "PDF EN",
    "bases": "<base href=x/>" * 350_000 + "<p>China PDF <a href=y.pdf>EN</a>",
    "links": "<a href=x.pdf>EN" * 300_000,
    "one-word": "PDF-" * 1_250_000,
    "breaks": "\n" * 5_000_000,
    "headings": "<h3>China</h3><p>Letter</p><p>(1 KB - PDF)</p>" * 100_000,
    "no-spaces": "中国PDF EN、" * 500_000,
    "elisions": "l'" * 2_500_000 + "Inde PDF EN",
}


@pytest.mark.checkout
@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_hostile_page_takes_no_quadratic_time(name: str) -> None:
    """A guard with room for a slow machine; ``benchmarks/pages.py`` holds each of them to two seconds."""
    start = time.process_time()
    page = read_page(BOMBS[name])
    assert time.process_time() - start < 8
    assert isinstance(page, Page)


MANY = {  # Many labels, names or links in one line
    "slashes": "<li>Brazil PDF " + "EN/" * 10_001,
    "commas": "<li>Brazil PDF " + "EN, " * 10_001,
    "spaces": "Brazil PDF" + " EN" * 10_001,
    "brackets": "Brazil PDF" + " (EN)" * 10_001,
    "a-long-name": "<li>Brazil " + "x" * 100_000 + " (ABC) PDF" + " EN" * 2_500,
    "long-names": ("<li>" + "and " * 500 + "Kenya PDF EN") * 50,
    "links": "<p>Brazil " + "<a href=/a.pdf>EN</a>" * 5_000,
    "links-without-label": "<p>Brazil " + "<a href=/a.pdf>file</a> " * 5_000,
    "links-in-a-long-line": "<p>" + "Brazil <a href=/a.pdf>PDF EN</a>, " * 2_500,
    "rows": "<table>" + "<tr><td>Brazil<td><a href=a.pdf>PDF</a>" * 2_500,
    "no-spaces": "中国PDF" + "EN、" * 10_001,
    "lone-labels": "<h2>Brazil</h2>" + "<p>EN</p><p>(1 KB - PDF)</p>" * 2_500,
}


@pytest.mark.parametrize("name", sorted(MANY))
def test_memory_grows_with_the_page_and_not_with_its_square(name: str) -> None:
    """The limit of 300 MB for 5 MB is 60 bytes a byte; what any page costs at the least is taken off."""
    read_page("Brazil PDF EN")
    tracemalloc.start()
    read_page(MANY[name])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_at_most_so_many_documents_are_read_of_a_page_and_of_a_line() -> None:
    for text in (
        MANY["slashes"],
        MANY["spaces"],
        "<li>Brazil PDF EN es" * 5_001,
        "<p>Brazil " + "<a href=a.pdf>EN</a> " * 15_000,
    ):
        page = read_page(text)
        assert 10_000 <= sum(len(entry.documents) for entry in page.entries) < 10_010
        (told,) = [each.message for each in page.oddities if each.kind is OddityKind.TOO_LARGE]
        assert told == "the page lists more than 10,000 documents; the rest was not read"


def test_mixed_encodings_and_more_than_is_read_are_findings() -> None:
    page = read_page(b"\xff\xfe\x00<p>China PDF EN \x80\x81" + b"x" * 5_000_000)
    assert "too-large" in kinds(page)


@given(st.text(max_size=300) | st.text("<>/apdiv =\"'&;PDF EN,()-12\n", max_size=200) | st.binary(max_size=200))
def test_no_page_raises(content: str | bytes) -> None:
    assert isinstance(read_page(content, "https://example.org/"), Page)


SAYS_NOTHING = [
    ("<li>Chile<li>&shy;<li><a href='x.pdf'>PDF</a>", [("Chile", [None])]),
    ("<li>Agreement with Brazil<li>&shy;<li><a href='x.pdf'>PDF</a>", [("Agreement with Brazil", [None])]),
    ("Chile: EN ((PDF)", [("Chile: EN", [None])]),
]


@pytest.mark.parametrize(("page", "expected"), SAYS_NOTHING)
def test_what_prints_nothing_is_neither_a_label_nor_a_name(page: str, expected: list[object]) -> None:
    entries = read_page(page, "https://example.org/").entries
    assert [(entry.name, [each.printed_label for each in entry.documents]) for entry in entries] == expected


# Differences


def compared(text: str, registry: dialogues.Registry) -> list[tuple[str, str | None]]:
    comparison = read_page(text, "regio-listing-2020").compare(registry)
    return [(each.kind.value, each.record) for each in comparison.differences]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("India PDF EN.", "India PDF EN, Kenya PDF EN.", [("new-partner", None)]),
        ("Japan PDF EN,", "Japan PDF EN ja,", [("new-document", "japan-2013")]),
        ("China PDF EN zh,", "", [("gone-entry", "china-2006")]),
        ("Peru PDF EN es", "Peru PDF EN", [("gone-document", "peru-2013")]),
        ("Ukraine PDF EN Ukrainian", "Ukraine PDF EN uk", [("changed-label", "ukraine-2009")]),
        ("Moldova PDF", "Republic of Moldova PDF", [("changed-name", "moldova-2010")]),
        ("Posters: PDF en", "Posters: PDF en\n\nReport on dialogues PDF en", [("new-publication", None)]),
        ("India PDF EN.", "Индия PDF EN.", [("changed-name", "india-2017")]),
    ],
)
def test_what_changed_is_told(registry: dialogues.Registry, old: str, new: str, expected: list[object]) -> None:
    assert old in LISTING
    assert compared(LISTING.replace(old, new), registry) == expected


def test_an_organisation_is_known_by_any_of_its_names(registry: dialogues.Registry) -> None:
    sica = "Sistema de Integracion de Centro-America (SICA)"
    for name in ("Central American Integration System (SICA)", "SICA", "Sistema de la Integración Centroamericana"):
        text = LISTING.replace(sica, name)
        assert compared(text, registry) == [("changed-name", "sica-2015")], name


def test_what_is_listed_twice_is_told_of(registry: dialogues.Registry) -> None:
    text = LISTING.replace("India PDF EN.", "India PDF EN, China PDF EN zh.")
    assert compared(text, registry) == [("repeated-entry", "china-2006")]


def test_of_a_page_that_is_cut_nothing_is_said_to_be_gone(run: Run) -> None:
    result = run("page", "-", "--compare", "bundled", input="word " * 200_000 + LISTING)
    assert (result.exit_code, result.stdout) == (
        1,
        "the page was not read to its end: what is gone cannot be told\nentries in the registry: 0; nothing differs\n",
    )


RUSSIA = """\
==> agreements/russia-2007.yaml
title: {en: Memorandum}
kind: memorandum-of-understanding
parties:
  - {side: eu}
  - {side: partner, country: RU}
documents:
  - {language: en, printed_label: EN, href: "https://example.org/1.pdf"}
  - {language: und, printed_label: EN, href: "https://example.org/2.pdf"}
  - {language: fr, note: On no page.}
listed:
  - {source: page, position: 1, name: Russia}
==> sources/page.yaml
title: A page
address: https://example.org/page
class: official
"""


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([("EN", "2.pdf")], ["gone-document"]),
        ([("EN", "2.pdf"), ("EN", "1.pdf")], []),
        ([("EN", "1.pdf"), ("RU", "3.pdf")], ["changed-label", "changed-address"]),
        ([("EN", "1.pdf"), ("EN", "2.pdf"), ("FR", "4.pdf")], ["changed-label", "new-address"]),
    ],
)
def test_documents_are_paired_by_address_label_and_language(
    tmp_path: Path, links: list[tuple[str, str]], expected: list[str]
) -> None:
    registry = dialogues.load(unpack(RUSSIA, tmp_path / "data"))
    html = "<p>Russia PDF " + " ".join(f'<a href="{address}">{label}</a>' for label, address in links)
    for source in ("page", "https://example.org/page", ""):
        page = read_page(html, source, address="https://example.org/page")
        assert [each.kind.value for each in page.compare(registry).differences] == expected


def test_drafts_say_no_more_than_the_page(run: Run, tmp_path: Path) -> None:
    root = unpack(RUSSIA, tmp_path / "data")
    text = (
        "<base href='https://example.org/'><p>Russia PDF <a href='1.pdf'>EN</a> <a href='2.pdf'>EN</a>, Chile PDF es,"
        " Arab Maghreb Union (UMA) PDF EN</p><p>Brochure: On water, November 2009 - PDF en</p><p>Leaflet PDF en</p>"
    )
    drafts = tmp_path / "drafts"
    call = ("page", "-", "--compare", str(root), "--draft", str(drafts), "--source", "https://new.example/")
    shown = run(*call, "--dry-run", input=text)
    assert (shown.exit_code, drafts.exists(), "drafted" in shown.stdout) == (1, False, False)
    result = run(
        "page", "-", "--compare", str(root), "--draft", str(drafts), "--source", "https://new.example/", input=text
    )
    written = sorted(path.relative_to(drafts).as_posix() for path in drafts.rglob("*.yaml"))
    assert written == [
        "agreements/arab-maghreb-union-uma-draft.yaml",
        "agreements/chile-draft.yaml",
        "organisations/arab-maghreb-union-uma-organisation-draft.yaml",
        "publications/brochure-on-water-draft.yaml",
        "publications/leaflet-draft.yaml",
        "sources/page-new-example.yaml",
    ]
    assert [f"+++ b/{str(drafts).lstrip('/')}/{each}" for each in written] == sorted(
        line for line in shown.stdout.splitlines() if line.startswith("+++ ")
    )
    for name in written:
        target = root / name
        target.parent.mkdir(exist_ok=True)
        target.write_text((drafts / name).read_text(encoding="utf-8"), encoding="utf-8")
    merged = dialogues.load(root)  # the drafts can be read as they are
    brochure, leaflet = merged.publications["brochure-on-water-draft"], merged.publications["leaflet-draft"]
    assert (brochure.kind.value, str(brochure.published), leaflet.kind.value) == ("brochure", "2009-11", "unknown")
    assert merged.sources["page-new-example"].source_class.value == "unknown"
    quotes = {each.quote for record in merged.values() for each in getattr(record, "evidence", ())}
    assert quotes == {"Brochure: On water, November 2009 - PDF en", "Leaflet PDF en", "Arab Maghreb Union (UMA)"}
    assert result.exit_code == 1


def test_a_link_that_leads_nowhere_is_not_written_through(run: Run, tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "kenya-draft.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    arguments = ("--source", "regio-listing-2020", "--compare", "bundled", "--draft", str(tmp_path))
    result = run("page", "-", *arguments, input="Kenya PDF EN, Chile PDF es")
    assert str(result.exception) == f"agreements/kenya-draft.yaml: it is already in {tmp_path}; nothing was written"
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_addresses_are_compared_too(registry: dialogues.Registry) -> None:
    page = read_page(items(PARTNERS), "regio-listing-2020")
    found = {each.kind for each in page.compare(registry).differences}
    assert found == {DifferenceKind.NEW_ADDRESS, DifferenceKind.GONE_ENTRY}


# The command


def test_the_page_is_printed(run: Run) -> None:
    output = run("page", "-", "--in", "es", input="China PDF EN zh, and Narnia PDF xx, Chile PDF es.").stdout
    assert output == (
        "PLACE  KIND     NAME    LABEL  LANGUAGE   FORMAT\n"
        "1:11   partner  China   EN     inglés     PDF\n"
        "1:14                    zh     chino      PDF\n"
        "1:33   partner  Narnia  xx     not known  PDF\n"
        "1:47   partner  Chile   es     español    PDF\n"
        "3 partners, 0 publications, 4 documents\n"
        "odd     1:18 conjunction: 'and' stands before Narnia, which is not the last of\n"
        "                          the list\n"
        "odd     1:22 unknown-partner: 'Narnia' is no country's name that is known\n"
        "odd     1:33 unknown-label: 'xx': well-formed, but 'xx' is not a registered\n"
        "                            language subtag\n"
    )


def test_the_dates_of_a_page_are_printed(run: Run) -> None:
    text = "Chile (14.03.2012) PDF EN, Peru (03/04/2012) PDF EN es, Kenya (15 Safar 1402) PDF EN, Japan PDF EN (2009)."
    output = run("page", "-", input=text).stdout
    assert output.splitlines()[:7] == [
        "PLACE  KIND     NAME   DATE                      LABEL  LANGUAGE  FORMAT",
        "1:24   partner  Chile  2012-03-14                EN     English   PDF",
        "1:50   partner  Peru   2012-04-03 or 2012-03-04  EN     English   PDF",
        "1:53                                             es     Spanish   PDF",
        "1:83   partner  Kenya  15 Safar 1402             EN     English   PDF",
        "1:97   partner  Japan  2009                      EN     English   PDF",
        "4 partners, 0 publications, 5 documents",
    ]


def test_the_json_has_the_names_of_the_library(run: Run) -> None:
    value = json.loads(run("page", "-", "--json", input="Chile PDF es and more").stdout)
    assert value["entries"] == [
        {
            "name": "Chile", "kind": "partner", "country": "CL", "countries": ["CL"], "date": "", "date_readings": [],
            "date_kind": None, "printed": "Chile PDF es", "heading": "", "line": 1, "column": 1, "details": [],
            "documents": [
                {
                    "printed_label": "es", "language": "es", "language_from": "label", "format": "application/pdf", "size": "", "address": None, "title": "", "date": "", "beside": "",
                    "line": 1, "column": 11,
                }
            ],
        }
    ]  # fmt: skip
    assert value["unread"] == [{"text": "and more", "line": 1, "column": 14, "address": None}]


def test_a_comparison_exits_with_one_when_something_differs(run: Run) -> None:
    arguments = ("page", "-", "--source", "regio-listing-2020", "--compare", "bundled")
    same = run(*arguments, input=LISTING)
    left = (
        "unread  5:1 The Commission, DG REGIO, has concluded formal agreements on\n"
        "            regional policy cooperation with\n"
        "unread  5:389 These countries are confronted with wide regional disparities.\n"
    )
    assert (same.exit_code, same.stdout) == (0, left + "entries in the registry: 16; nothing differs\n")
    other = run(*arguments, input=LISTING.replace("India PDF EN.", "India PDF EN, Kenya PDF EN."))
    assert (other.exit_code, other.stdout) == (
        1,
        "new-partner      Kenya (EN) is on the page and not in the registry (add a\n"
        "                 record; --draft begins one)\n"
        + left.replace("5:389", "5:403")
        + "entries in the registry: 16; 1 difference\n",
    )


def test_drafts_are_written_once_and_can_be_checked(run: Run, tmp_path: Path) -> None:
    text = LISTING.replace("India PDF EN.", "India PDF EN, Kenya PDF EN sw.").replace(
        "Japan PDF EN,", "Japan PDF EN ja,"
    )
    arguments = (
        "page",
        "-",
        "--source",
        "regio-listing-2020",
        "--compare",
        "bundled",
        "--draft",
        str(tmp_path / "drafts"),
    )
    first = run(*arguments, input=text)
    assert first.stdout.endswith(
        f"drafted: {tmp_path}/drafts/agreements/kenya-draft.yaml\ndrafted: {tmp_path}/drafts/agreements/japan-2013.yaml\n"
    )
    draft = (tmp_path / "drafts" / "agreements" / "kenya-draft.yaml").read_text(encoding="utf-8")
    assert draft == (
        "# Draft: begun from a listing page. Check every line, complete what is unknown, then remove this one.\n"
        "title:\n  en: Agreement with Kenya\ntitle_basis: descriptive\nkind: unknown\n"
        "parties:\n  - {side: eu}\n  - side: partner\n    country: KE\n    evidence:\n"
        "      - {for: country, source: regio-listing-2020, quote: Kenya PDF EN sw}\n"
        "authentic_languages: unknown\nstatus: unknown\ndocuments:\n"
        "  - language: en\n    printed_label: EN\n    media_type: application/pdf\n    evidence:\n"
        "      - {for: language, source: regio-listing-2020, quote: Kenya PDF EN sw}\n"
        "  - language: sw\n    printed_label: sw\n    media_type: application/pdf\n    evidence:\n"
        "      - {for: language, source: regio-listing-2020, quote: Kenya PDF EN sw}\n"
        "listed:\n  - {source: regio-listing-2020, position: 15, name: Kenya}\n"
    )
    report = check_text(draft, Agreement)
    assert [each.code for each in report.findings if each.severity == "error"] == ["P405"]
    changed = (tmp_path / "drafts" / "agreements" / "japan-2013.yaml").read_text(encoding="utf-8")
    assert "  - language: ja\n    printed_label: ja\n" in changed
    again = run(*arguments, input=text)
    assert (
        str(again.exception)
        == f"agreements/kenya-draft.yaml: it is already in {tmp_path / 'drafts'}; nothing was written"
    )


def test_entries_of_one_name_get_drafts_of_their_own(run: Run, tmp_path: Path) -> None:
    arguments = ("page", "-", "--source", "regio-listing-2020", "--compare", "bundled", "--draft", str(tmp_path))
    result = run(*arguments, input=LISTING.replace("India PDF EN.", "India PDF EN, Kenya PDF EN, Kenya PDF sw."))
    assert result.stdout.endswith(
        f"drafted: {tmp_path}/agreements/kenya-draft.yaml\ndrafted: {tmp_path}/agreements/kenya-draft-2.yaml\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.html"], "Error: nowhere.html: no such file or directory"),
        (["-", "--draft", "x"], "Error: --draft needs --compare."),
        (["-", "--compare", "bundled", "--dry-run"], "Error: --dry-run is for --draft, which writes."),
        (
            ["-", "--compare", "bundled", "--draft", "x"],
            "Error: --draft needs --source: the claims of a draft name the page they are from.",
        ),
    ],
    ids=str,
)
def test_wrong_use_is_told_in_words(run: Run, arguments: list[str], message: str) -> None:
    result = run("page", *arguments, input="")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, message)


def test_language_names_of_labels_are_in_the_readers_language() -> None:
    assert language_name(LanguageTag.parse("ka"), "fr") == "géorgien"


def test_a_pdf_is_no_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    result = run("page", str(tmp_path / "a.pdf"))
    assert result.exit_code == 2
    assert result.stderr.endswith("a.pdf: it is a PDF, and no page; 'dialogues inspect' says what it is\n")


def test_what_is_no_file_or_has_no_end_is_refused(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.html").touch()
    os.truncate(tmp_path / "large.html", 2_000_000_000)
    told = {
        "/dev/zero": "it is no regular file; - reads standard input",
        str(tmp_path / "pipe"): "it is no regular file; - reads standard input",
        str(tmp_path): "is a directory",
        str(tmp_path / "large.html"): "it has more than 20,000,000 bytes, and a page that is read has at most so many",
    }
    for file, message in told.items():
        result = run("page", file)
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {file}: {message}")
    result = run("page", "-", input=b"x" * 20_000_001)
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: -: it has more than 20,000,000 bytes, and a page that is read has at most so many\n",
    )


def test_a_source_that_is_not_known_is_told_with_what_is_meant(run: Run) -> None:
    result = run("page", "-", "--source", "regio-listing-202", "--compare", "bundled", input="x")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: 'regio-listing-202' is neither a source of the registry nor an address. Did you mean regio-listing-2020?",
    )
