"""The law of pages: every link to a file, and every word beside one, is an entry's, or unread, or an oddity."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import test_pages as pages
from bundles import unpack
from dialogues.documents.html_lines import is_html, lines_of_html
from dialogues.documents.lines import Line, lines_of_text
from dialogues.documents.link import FORMATS, OBJECT
from dialogues.errors import CannotDraft
from dialogues.pages import Page, read_page
from dialogues.pages.begun import is_connecting
from dialogues.pages.headings import headed
from dialogues.records.address import web_address
from test_drafts import PAGE, UNFINISHED, US, found_by_check

ADDRESS = "https://example.org/a/"
# `make full` reads 2,000 pages.
PAGES = int(os.environ.get("DIALOGUES_PAGES", "150"))
FIXTURES = sorted((Path(__file__).parent / "pages").rglob("*.*"))
_WORD = re.compile(r"\w+")
_LEAD = re.compile(rf"(?<=[(（\[])(?:format|fichier|file|datei|archivo) (?=(?:{'|'.join(FORMATS)})\b)", re.IGNORECASE)


def accounted_words(page: Page) -> set[str]:
    """Give the words of all that was read, or kept as unread or odd; the quote of an entry does not count."""
    texts = [each.text for each in page.unread] + [each.message for each in page.oddities]
    for entry in page.entries:
        texts += [entry.name, entry.date, *(each.text for each in entry.details)]
        for document in entry.documents:
            texts += [document.title, document.printed_label or "", document.size, document.beside, document.date]
    return set(_WORD.findall(" ".join(texts)))


def accounted_addresses(page: Page) -> set[str]:
    found = {document.address for entry in page.entries for document in entry.documents}
    found |= {each.address for each in page.unread}
    told = " ".join(each.message for each in page.oddities)
    return {each for each in found if each} | set(re.findall(r"https?://\S+", told))


def assert_nothing_vanishes(text: str) -> None:
    page = read_page(text, ADDRESS)
    if not page.complete:
        return
    lines = lines_of_html(text) if is_html(text) else lines_of_text(text)
    addresses, words = accounted_addresses(page), accounted_words(page)
    dropped = sum(each.kind == "dropped-address" for each in page.oddities)
    for line in headed(lines.lines, []):
        files = [link for _, _, link in line.linked if link.format is not None]
        missing = [link.href for link in files if web_address(link.href, ADDRESS) not in addresses]
        assert len(missing) <= dropped, (missing, line.text)
        if files:
            assert [word for word in words_of(line) if word not in words] == [], line.text


def words_of(line: Line) -> list[str]:
    """Give the words of a line that count: no format, no number of an item, no article, no conjunction."""
    pieces = [cell.line.text for cell in line.cells if not cell.of_above] or [line.text]
    found = []
    for piece in pieces:
        said = re.sub(r"^\W*[0-9]{1,3}[.)] ", "", _LEAD.sub(" ", piece.replace(OBJECT, " ")))
        if re.fullmatch(r"\W*(?:[0-9]{1,3}|n/?a)?\W*", said, re.IGNORECASE):
            continue
        found += [
            word
            for token in said.split()
            if not is_connecting(token.strip(",;:()."))
            for word in _WORD.findall(token)
            if word.removesuffix("形式") not in FORMATS and word != "pdf"
        ]
    return found


# Pages that are made up

NAMES = st.sampled_from(
    ["China", "Brasil", "Україна", "日本", "Côte d’Ivoire", "Korea", "Narnia", "Arab Maghreb Union (UMA)"]
)
TITLES = st.sampled_from(
    ["Memorandum of Understanding", "Letter of intent", "Annex", "Меморандум про взаєморозуміння", "Vereinbarung",
     "Final report", "What was said", "Nota Kesepahaman", "協定", "see also the text of"]
)  # fmt: skip
DATES = st.sampled_from(
    ["14.03.2012", "03/04/2012", "2012-03-14", "7th June, 2012", "14. März 2012", "Nov. 26, 2013", "May 2011", "2009",
     "(2010)", "14 березня 2012 р.", "2012年3月14日"]
)  # fmt: skip
LABELS = st.sampled_from(
    ["EN", "es", "Ukrainian", "УКР", "中文", "English version", "version française", "qq", "Download", "pt-BR"]
)
WORDS = st.builds(lambda number: f"word{number}", st.integers(0, 99_999))


@st.composite
def links(draw: st.DrawFn) -> str:
    number = draw(st.integers(0, 99_999))
    href = draw(
        st.sampled_from(
            [
                "f{}.pdf",
                "/d/f{}.docx",
                "f {}.pdf",
                "../x\\f{}.PDF?v=1",
                "https://f.example/{}.odt#p",
                "{}.rtf",
                "g{}?id=1",
                "f{}_es.pdf",
            ]
        )
    ).format(number)
    inside = draw(
        st.one_of(
            LABELS,
            TITLES,
            WORDS,
            st.sampled_from(
                ["PDF", "", "<i class='fa fa-file-pdf-o'></i>", "<img src=pdf-icon.png alt=''>", "<img src=a.png alt='PDF'>",
                 "<img src=i.png title='Spanish'>", "<b>PDF</b> <span>EN</span>", "English (PDF, 12 KB)", "<div>PDF</div>"]
            ),
        )
    )  # fmt: skip
    extra = draw(
        st.sampled_from(
            [
                "",
                " hreflang=pt",
                " title='French'",
                " aria-label='English'",
                " type='application/pdf'",
                " target=_blank",
            ]
        )
    )
    return f'<a href="{href}"{extra}>{inside}</a>'


PIECES = st.one_of(
    links(),
    links(),
    NAMES,
    TITLES,
    DATES,
    LABELS,
    WORDS,
    st.sampled_from(["PDF", "(PDF, 1,2 MB)", "and", "–", "|", ",", "the", "&nbsp;"]),
)


def joined(parts: list[str], between: str) -> str:
    return between.join(parts)


TEXTS = st.builds(joined, st.lists(PIECES, min_size=1, max_size=6), st.sampled_from([" ", ", ", " - ", " | "]))
CELLS = st.builds(
    joined,
    st.lists(TEXTS, min_size=0, max_size=3),
    st.sampled_from(["<br>", "<p>", "<div>", " ", "</p><p>", "<ul><li>"]),
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 5))
    headings = draw(
        st.one_of(
            st.just([]),
            st.lists(
                st.sampled_from(
                    [
                        "Title",
                        "Party",
                        "Date of signature",
                        "Staat",
                        "DE",
                        "Document",
                        "Files",
                        "Заголовок",
                        "No",
                        "Xyzzy",
                        "",
                    ]
                ),
                min_size=width,
                max_size=width,
            ),
        )
    )
    tag = draw(st.sampled_from(["td", "th"]))
    rows = [f"<tr>{''.join(f'<{tag}>{each}</{tag}>' for each in headings)}</tr>"] if headings else []
    for _ in range(draw(st.integers(1, 4))):
        cells = draw(st.lists(st.one_of(CELLS, NAMES, DATES, links()), min_size=width, max_size=width))
        spans = draw(
            st.lists(
                st.sampled_from(["", "", "", " rowspan=2", " colspan=2", " rowspan=0"]), min_size=width, max_size=width
            )
        )
        rows.append("<tr>" + "".join(f"<td{span}>{cell}" for span, cell in zip(spans, cells, strict=True)))
    return f"<table>{''.join(rows)}</table>"


BLOCKS = st.one_of(
    st.builds(lambda items: f"<ul><li>{'<li>'.join(items)}</ul>", st.lists(TEXTS, min_size=1, max_size=4)),
    st.builds(lambda a, b: f"<ul><li>{a}<ul><li>{b}</ul></ul>", TEXTS, TEXTS),
    tables(),
    st.builds(lambda a, b: f"<dl><dt>{a}<dd>{b}</dl>", TEXTS, TEXTS),
    st.builds(lambda a, b, c: f"<dl><dt>{a}<dd>{b}<dd>{c}<dt>{b}<dd><p>{c}</p></dl>", NAMES, TEXTS, TEXTS),
    st.builds(lambda a, b: f"<button aria-expanded=false>{a}</button><div><h4>{b}</h4><p>{b}</div>", NAMES, TEXTS),
    st.builds(lambda a, b: f"<h2>{a}</h2><h3><button>{b}</button></h3><ul><li>{b}</ul>", NAMES, TEXTS),
    st.builds(lambda a, b: f"<details><summary>{a}<ul><li>{b}</ul></details><aside>{b}</aside>", NAMES, TEXTS),
    st.builds(lambda a, b: f"<h3>{a}</h3><div class=card><div>{b}</div></div>", NAMES, TEXTS),
    st.builds(
        lambda a, b, c: f"<div><div>{a}</div><div>{b}</div><div>(92,4 KB - PDF)</div>{c}</div>", TITLES, LABELS, links()
    ),
    st.builds(lambda parts: f"<p>{'<br>'.join(parts)}</p>", st.lists(TEXTS, min_size=1, max_size=3)),
    st.builds(lambda a, b: f"<a href='card.pdf'><h4>{a}</h4><p>{b}</p></a>", TITLES, WORDS),
)
PAGES_MADE = st.builds(
    lambda lang, blocks: f"<!doctype html><html lang={lang}><body>{''.join(blocks)}</body></html>",
    st.sampled_from(["en", "uk", "de", "es", "id", "''"]),
    st.lists(BLOCKS, min_size=1, max_size=4),
)


@settings(max_examples=PAGES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(PAGES_MADE)
@example('<html><body><ul><li>China<ul><li><a href="f0.pdf">Download</a> <a href="f0.pdf">EN</a> 2009</ul></ul></body>')
@example(
    '<html><body><h3>China</h3><p><a href="f0.pdf">EN</a></p>'
    '<ul><li>China China 14.03.2012<li>03/04/2012 <a href="f0.pdf">EN</a></ul></body></html>'
)
def test_nothing_of_a_page_vanishes(page: str) -> None:
    assert_nothing_vanishes(page)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_nothing_of_a_real_page_vanishes(path: Path) -> None:
    assert_nothing_vanishes(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "style", [*pages.STYLES, *pages.UNDER_HEADINGS, pages.wide_table], ids=lambda style: style.__name__
)
def test_nothing_of_a_known_layout_vanishes(style: Callable[[pages.Listing], str]) -> None:
    assert_nothing_vanishes(style(pages.PARTNERS))


# Every draft passes the check, but for what it leaves to a person


def assert_drafts_pass(root: Path, text: str) -> None:
    try:
        codes = found_by_check(unpack(US + PAGE, root), text)
    except CannotDraft:
        return
    # A page that offers one file twice is as it is, and is told of: E519 tells it to the person who completes the draft.
    twice = any(each.kind == "repeated-address" for each in read_page(text, ADDRESS).oddities)
    assert codes - UNFINISHED - ({"E519"} if twice else set()) == set()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_the_drafts_of_a_real_page_pass(path: Path, tmp_path: Path) -> None:
    assert_drafts_pass(tmp_path / "data", path.read_text(encoding="utf-8"))


@settings(max_examples=max(25, PAGES // 10), deadline=None, suppress_health_check=[*HealthCheck])
@given(PAGES_MADE)
@example(
    '<html><body><table><tr><td><td><td><td rowspan=2><a href="f0.pdf">EN</a> <a href="f0.pdf"></a> China'
    '<tr><td><td><td><td><a href="f0.pdf">EN</a></table></body></html>'
)
@example('<html><body><h4>China</h4><p><a href="f0.pdf">EN</a> PDF the</p></body></html>')
@example(
    '<html lang=en><body><p>China</p><ul><li><a href="f0.pdf">EN</a> Brasil <a href="f1.pdf" hreflang=pt>Memorandum of'
    " Understanding</a></ul></body></html>"
)
@example('<html lang=en><body><table><tr><td>日本<td>China <a href="f0.pdf">EN</a></table></body></html>')
def test_the_drafts_of_a_page_pass(tmp_path_factory: pytest.TempPathFactory, page: str) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    assert_drafts_pass(folder / "data", page)
    shutil.rmtree(folder)
