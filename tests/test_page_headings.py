"""Headings of pages: what stands below a country's name is that country's, whatever element prints the name."""

from __future__ import annotations

import pytest

from dialogues.pages import read_page
from test_page_fields import shown, told
from test_page_laws import assert_nothing_vanishes

A, B, C = "<a href=a.pdf>Memorandum</a>", "<a href=b.pdf>Protocol</a>", "<a href=c.pdf>Treaty</a>"
LIST = f"<ul><li>{A}<li>{B}</ul>"
CHILE = "Chile | CL |  | -/-/PDF a.pdf, -/-/PDF b.pdf"
PERU = "Peru | PE |  | -/-/PDF c.pdf"
BOTH = [CHILE, PERU]
ALONE = ["Memorandum |  |  | -/-/PDF a.pdf", "Protocol |  |  | -/-/PDF b.pdf"]
BELOW = ["Memorandum | CL |  | -/-/PDF a.pdf", "Protocol | CL |  | -/-/PDF b.pdf"]
UNFOLDS = "<button aria-expanded=false>"


@pytest.mark.parametrize(
    ("page", "expected", "odd"),
    [
        # Terms with several descriptions.
        (f"<dl><dt>Chile<dd>{A}<dd>{B}<dt>Peru<dd>{C}</dl>", BOTH, []),
        (f"<dl><dt>Chile:</dt><dd>{A}</dd><dd>{B}</dd><dt>Peru:</dt><dd>{C}</dd></dl>", BOTH, []),
        (f"<dl><div><dt>Chile</dt><dd>{A}</dd><dd>{B}</dd></div><div><dt>Peru</dt><dd>{C}</dd></div></dl>", BOTH, []),
        (f"<dl><dt>Chile</dt><dd>{LIST}</dd><dt>Peru</dt><dd>{C}</dd></dl>", BOTH, []),
        (f"<dl><dt>Chile</dt><dd><p>{A}</p><p>{B}</p></dd><dt>Peru</dt><dd><p>{C}</p></dd></dl>", BOTH, []),
        (f"<dl><dt><b>Chile</b></dt><dd>{A}</dd><dd>{B}</dd></dl><p>{C}</p>", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        (f"<dl><dt>Chile<dd>{A}<dd>{B}<dt>Other texts<dd>{C}</dl>", [CHILE, "Other texts Treaty |  |  | -/-/PDF c.pdf"], []),
        (f"<dl><dt>Chile<dt>Peru<dd>{A}<dd>{B}</dl>", [each.replace("CL", "CL PE") for each in BELOW], ["ambiguous-partner: 'Chile' and 'Peru' head the same documents; whose they are is not told"]),
        (f"<dl><dt>Chile<dd>{A}<dd>Signed: 14.03.2012<dt>Peru<dd>{C}</dl>", ["Chile | CL |  | -/-/PDF a.pdf", PERU], ["unread: Signed: 14.03.2012"]),
        (f"<dl><dt>Chile<dd>14.03.2012<dd><a href=a.pdf>EN</a><dt>Peru<dd>{C}</dl>", ["Chile | CL | 2012-03-14 | EN/en/PDF a.pdf", PERU], []),
        ("<dl><dt>Chile<dd><a href=a.pdf>EN</a> <a href=b.pdf>ES</a></dl>", ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], []),
        ("<ul><li>Chile<dl><dt>Treaty<dd><a href=c.pdf>EN</a></dl><li>Peru</ul>", ["Chile | CL |  | EN/en/PDF c.pdf"], []),
        # A term that is a link to a file is the document itself.
        ("<dl><dt><a href=a.pdf>Chile</a><dd>Memorandum on water</dl>", ["Chile | CL |  | -/-/PDF a.pdf"], ["unread: Memorandum on water"]),
        # Accordions.
        (f"<h3>{UNFOLDS}Chile</button></h3><div>{LIST}</div><h3>{UNFOLDS}Peru</button></h3><p>{C}", BOTH, []),
        (f"<h3>{UNFOLDS}<span>Chile</span><i class=icon></i></button></h3><div>{LIST}</div>", [CHILE], []),
        (f"<h3>Chile {UNFOLDS}Show all</button></h3><div>{LIST}</div>", [CHILE], []),
        (f"<h3>Chile (2)</h3><div>{LIST}</div>", [CHILE], []),
        ("<h3>Chile (2)</h3><p><a href=a.pdf>EN</a><p><a href=b.pdf>ES</a>", ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], []),
        (f"{UNFOLDS}Chile</button><div>{LIST}</div>{UNFOLDS}Peru</button><div>{C}</div>", BOTH, []),
        (f"<button>Chile</button><div>{LIST}</div><button>Peru</button><div>{C}</div>", BOTH, []),
        (f"<div role=button>Chile</div><div>{LIST}</div><div role=button>Peru</div><div>{C}</div>", BOTH, []),
        (f"<div><a data-toggle=collapse href=#c>Chile</a></div><div id=c>{LIST}</div><div><a data-toggle=collapse href=#d>Peru</a></div><div id=d>{C}</div>", BOTH, []),
        (f"<details><summary>{UNFOLDS}Chile</button></summary>{LIST}</details><details><summary>Peru</summary>{C}</details>", BOTH, []),
        (f"<details><summary><h3>Chile</h3></summary>{LIST}</details><details><summary><h3>Peru</h3></summary>{C}</details>", BOTH, []),
        (f"<details><summary>Chile</summary>{LIST}</details><p>{C}", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        (f"<details><summary>Chile</summary><h4>Agreements</h4>{LIST}</details>", BELOW, []),
        (f"{UNFOLDS}Chile</button><div><h4>Agreements</h4>{LIST}</div>", BELOW, []),
        (f"<div>{UNFOLDS}Chile</button><div>{LIST}</div></div><h2>Other texts</h2><p>{C}", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        (f"{UNFOLDS}Chile</button><div>{LIST}</div>{UNFOLDS}Other texts</button><div>{C}</div>", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        # Captions, rows that are headings, and headings in tables that lay the page out.
        ("<table><caption>Chile</caption><tr><th>Title<th>Text<tr><td>Memorandum<td><a href=a.pdf>PDF</a><tr><td>Protocol<td><a href=b.pdf>PDF</a></table><table><caption>Peru</caption><tr><td>Treaty<td><a href=c.pdf>PDF</a></table>", BOTH, []),
        ("<table><caption>Chile</caption><tr><td>Memorandum<td><a href=a.pdf>PDF</a><tr><td>Protocol<td><a href=b.pdf>PDF</a></table><p><a href=c.pdf>Treaty</a>", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        ("<table><tr><th colspan=2>CHILE<tr><td>Memorandum<td><a href=a.pdf>PDF</a><tr><td>Protocol<td><a href=b.pdf>PDF</a><tr><th colspan=2>PERU<tr><td>Treaty<td><a href=c.pdf>PDF</a></table>", [CHILE.replace("Chile", "CHILE"), PERU.replace("Peru", "PERU")], []),
        (f"<table><tr><td><h2>Chile</h2></table><table><tr><td>{A}<tr><td>{B}</table>", [CHILE], []),
        (f"<details><summary>Chile (2 agreements)</summary><table><tr><td>Memorandum<td><a href=a.pdf>PDF</a><tr><td>Protocol<td><a href=b.pdf>PDF</a></table></details><p>{C}", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        # A table in a cell, beside the name of the country.
        ("<table><tr><td>Chile<td><table><tr><td>EN<td><a href=a.pdf>PDF</a><tr><td>ES<td><a href=b.pdf>PDF</a></table><tr><td>Peru<td><table><tr><td>ES<td><a href=c.pdf>PDF</a></table></table>", ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf", "Peru | PE |  | ES/es/PDF c.pdf"], []),
        # A line of a menu names nothing that stands behind it.
        ("<nav><ol><li>Asia<li>Japan</ol></nav><div><a href=x.html hreflang=de>DE</a></div><main><p>Chile <a href=a.pdf>EN</a></main>", ["Chile | CL |  | EN/en/PDF a.pdf"], ["unread: DE"]),
        # The first line of a paragraph.
        (f"<p><b>Chile</b><br>{A}<br>{B}</p><p><b>Peru</b><br>{C}</p>", BOTH, []),
        (f"<p>Chile<br>{A}<br>{B}<br>Peru<br>{C}</p>", BOTH, []),
        (f"<p>Chile<br>{A}<br>{B}</p><p>{C}</p>", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        ("<p>Chile<br><a href=a.pdf>EN</a><br><a href=b.pdf>ES</a></p>", ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], []),
        # Flags, links within the page and signs of what is folded are no part of a name.
        (f"<h3><img src=f.png alt='Flag of Chile'> Chile</h3>{LIST}<h3>Peru <a href=#top>Back to top</a></h3><p>{C}", BOTH, []),
        (f"<details><summary><span>+</span> Chile »</summary>{LIST}</details>", [CHILE], []),
        ("<h3><img src=f.png alt=Chile></h3><p><a href=a.pdf>EN</a>", ["Chile | CL |  | EN/en/PDF a.pdf"], []),
        ("<h3><img src=f.png alt='Flag'> Chile</h3><p><a href=a.pdf>EN</a>", ["Chile | CL |  | EN/en/PDF a.pdf"], []),
        # Buttons that head nothing: a menu, filters, the words that lead to other languages.
        (f"<h2>Chile</h2><p>{A}</p>{UNFOLDS}Menu</button><p>{B}</p>", [CHILE], []),
        (f"<button>Chile</button><button>Peru</button><div>{LIST}</div>", ALONE, []),
        (f"<h2>Chile</h2><p>Letter <a href=a.pdf>EN</a></p>{UNFOLDS}Other languages (1)</button><ul><li>español <a href=b.pdf>PDF</a></ul>", ["Chile | CL |  | EN/en/PDF a.pdf, español/es/PDF b.pdf"], ["name-instead-of-code: 'español' among codes; its code is es"]),
        ("<p>Chile</p><button><a href=a.pdf>EN</a></button>", ["Chile | CL |  | EN/en/PDF a.pdf"], []),
        # Headings below headings.
        (f"<h2>Chile</h2><h3>Agreements</h3>{LIST}<h2>Peru</h2><p>{C}", [*BELOW, PERU], []),
        (f"<h2>Chile</h2><h3>Agreements</h3>{LIST}<h2>Other texts</h2><p>{C}", [*BELOW, "Treaty |  |  | -/-/PDF c.pdf"], []),
        ("<h2>Chile</h2><h3>Agreements</h3><p><a href=a.pdf>Treaty with Peru</a>", ["Treaty with Peru | PE |  | -/-/PDF a.pdf"], []),
        ("<h2>Chile</h2><h3>Texts</h3><p><a href=a.pdf>Final report</a>", ["Final report |  |  | -/-/PDF a.pdf"], []),
        (f"<h2>Regional Policy (REGIO)</h2><h3>Agreements</h3>{LIST}", ALONE, []),
        (f"<h2>Chile</h2><h3>Peru</h3><p>{C}", [PERU], []),
        (f"<h2>Chile / Peru</h2><p>{C}", ["Treaty | CL PE |  | -/-/PDF c.pdf"], []),
        # What stands aside is below no heading before it.
        (f"<h2>Chile</h2>{LIST}<aside><h3>See also</h3><p>{C}</aside>", [CHILE, "Treaty |  |  | -/-/PDF c.pdf"], []),
        (f"<h2>Chile</h2><p>{A}</p><aside><p>{C}</p></aside><p>{B}</p>", ["Chile | CL |  | -/-/PDF a.pdf, -/-/PDF b.pdf", "Treaty |  |  | -/-/PDF c.pdf"], []),
        (f"<main><h2>Chile</h2>{LIST}</main><div><footer><p><a href=c.pdf>Privacy statement</a></footer></div>", [CHILE, "Privacy statement |  |  | -/-/PDF c.pdf"], []),
        (f"<article><h2>Chile</h2><footer>{LIST}</footer></article>", [CHILE], []),
    ],
)  # fmt: skip
def test_what_stands_below_a_country_is_its(page: str, expected: list[str], odd: list[str]) -> None:
    found = read_page(f"<html lang=en>{page}", "https://m.example/x/")
    assert sorted(shown(found)) == sorted(expected)
    assert told(found) == odd
    assert_nothing_vanishes(f"<html lang=en>{page}")


def test_an_entry_names_the_heading_that_its_country_is_of() -> None:
    page = read_page(f"<h2>Chile</h2><h3>Agreements</h3>{LIST}<h3>Treaties</h3><p><a href=d.pdf>Treaty with Peru</a>")
    assert [(entry.name, entry.country, entry.heading) for entry in page.entries] == [
        ("Memorandum", "CL", "Chile"),
        ("Protocol", "CL", "Chile"),
        ("Treaty with Peru", "PE", ""),
    ]
