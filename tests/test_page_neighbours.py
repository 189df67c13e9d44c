"""Pages next to those that were reported: other forms of the same kinds, each read as a person would read it."""

from __future__ import annotations

import pytest

from dialogues.pages import Page, read_page
from test_page_fields import ADDRESS, shown, table, told
from test_page_laws import assert_nothing_vanishes


def beside(page: Page) -> list[str]:
    """Show what else was read: sizes, words of buttons, titles, details."""
    found = []
    for entry in page.entries:
        for each in entry.documents:
            found += list(filter(None, (each.title, each.beside, each.size)))
        found += [f"{each.kind.value}: {each.text}" for each in entry.details]
    return found


DESCRIBED = (
    '<html lang="en"><div class="ecl-file"><div class="ecl-file__label"><span>New</span></div>'
    '<div class="ecl-file__title">Memorandum of understanding with Chile</div>'
    '<div class="ecl-file__description"><p>On <b>regional</b> policy</p></div>'
    '<div class="ecl-file__language">English</div><div class="ecl-file__meta">(1.2 MB - PDF)</div>'
    '<a href="a.pdf" aria-label="Download file"><span>Download</span><svg><use xlink:href="#download"></use></svg></a>'
    '<button aria-expanded="false"><span>Other languages (1)</span></button><div><div><div lang="es">español</div>'
    '<div>(15.7 MB - PDF)</div></div><a href="b.pdf">Descargar</a></div></div>'
)
CASES: dict[str, list[tuple[str, list[str], list[str]]]] = {
    "51 addresses": [
        ("<li>France <a href='memorandum-d’entente.pdf'>PDF FR</a>", ["France | FR |  | FR/fr/PDF memorandum-d%E2%80%99entente.pdf"], []),
        ("<li>France <a href='memorandum-d&#39;entente.pdf'>PDF FR</a>", ["France | FR |  | FR/fr/PDF memorandum-d'entente.pdf"], []),
        ("<li>France <a href=\"memorandum d'entente (1).pdf\">PDF FR</a> <a href='a|b.pdf'>EN</a>", ["France | FR |  | FR/fr/PDF memorandum%20d'entente%20(1).pdf, EN/en/PDF a%7Cb.pdf"], []),
    ],
    "52 columns of a senate": [
        (table("<td>T&nbsp;I&nbsp;T&nbsp;L&nbsp;E<td>DATE<p>SUBMITTED</p><td>S T A T U S", "<td>1. Agreement with Chile<td>Sept. 3, 2013<td>Adopted <a href=a.pdf>PDF</a>", "<td>2. Treaty with Peru<td>Oct.\n 4,\n 2013<td>Pending<br><a href=b.pdf>PDF</a>"), ["Agreement with Chile | CL | 2013-09-03 | -/-/PDF a.pdf", "Treaty with Peru | PE | 2013-10-04 | -/-/PDF b.pdf"], ["status: Adopted", "status: Pending"]),
        (table("<th>No.<th>TITLE<th>DATE SIGNED<th>STATUS", "<td><a href=a.pdf>1</a><td>Agreement with Chile<td>3-Sep-2013<td>Adopted", "<td><a href=b.pdf>2</a><td>Treaty with Peru<td>4-Oct-2013<td>Pending"), ["Agreement with Chile | CL | 2013-09-03 | -/-/PDF a.pdf", "Treaty with Peru | PE | 2013-10-04 | -/-/PDF b.pdf"], ["status: Adopted", "status: Pending"]),
        (table("<td>TITLE / TÍTULO<td>DATE<br>ADOPTED", "<td>1) Agreement between Chile and the Kingdom of Spain<br><i>with annex</i> <a href=a.pdf>PDF</a><td>December 6th, 2013"), ["Agreement between Chile and the Kingdom of Spain with annex | CL ES | 2013-12-06 | -/-/PDF a.pdf"], []),
    ],
    "53 links that are icons": [
        (table("<td>1.<td>Nota Kesepahaman dengan Mesir<td><a href=/read?id=1><svg><use xlink:href=#download></use></svg></a>"), ["Nota Kesepahaman dengan Mesir | EG |  | -/-/- read?id=1"], []),
        (table("<td colspan=3><b>Tahun 2023</b>", "<td>1<td>Nota Kesepahaman dengan Mesir<td><a href=a.pdf><img src=/img/pdf.gif></a>", "<td colspan=3><b>Tahun 2022</b>", "<td>2<td>Nota Kesepahaman dengan Chile<td><a href=b.pdf><img src=/img/pdf.gif alt=Unduh></a>"), ["Nota Kesepahaman dengan Mesir | EG |  | -/-/PDF a.pdf", "Nota Kesepahaman dengan Chile | CL |  | -/-/PDF b.pdf"], ["Unduh"]),
        (table("<th>Negara<th>Judul<th>Berkas", "<td>Mesir<td>Nota Kesepahaman<td><a href=a.pdf title=Unduh><i class='fa fa-download'></i></a>"), ["Mesir | EG |  | -/-/PDF a.pdf"], ["Nota Kesepahaman", "Unduh"]),
    ],
    "54 several dates": [
        (table("<th>Treaty Name<th>Date of Signature<th>Entered into Force<th>Download", "<td>Air Services Agreement with Ethiopia, 2004<td>26/05/2001<td>Not yet in force<td><a href=a.pdf>Download (1.2MB)</a>", "<td>MoU with Uganda<td>13/06/2012<td>N/A<td><a href=b.pdf>Download (80 KB)</a>"), ["Air Services Agreement with Ethiopia, 2004 | ET | 2001-05-26 | -/-/PDF a.pdf", "MoU with Uganda | UG | 2012-06-13 | -/-/PDF b.pdf"], ["Download (1.2MB)", "1.2MB", "in-force: Not yet in force", "Download (80 KB)", "80 KB"]),
        (table("<th>Treaty Name<th>Adopted<th>In Force<th>Area<th>Text", "<td>Agreement with Ethiopia<td>26 May, 2001<td>26 May, 2003<td>Transport<td><a href=a.pdf><img src=p.png alt='Download PDF'></a>"), ["Agreement with Ethiopia | ET | 2001-05-26 | -/-/PDF a.pdf"], ["Download", "in-force: 26 May, 2003", "subject: Transport"]),
        (table("<th>Name of Treaty<th>Date of Adoption/Signature<th>Date of Ratification<th>File", "<td>Agreement with Uganda<td>7th June 2012<td>8th July 2013<td><a href=a.pdf>View</a>"), ["Agreement with Uganda | UG | 2012-06-07 | -/-/PDF a.pdf"], ["View", "date: 8th July 2013"]),
    ],
    "55 breaks between": [
        (table("<td>Chile<td><a href=a.pdf>EN</a>;<br/><a href=b.pdf>ES</a>"), ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], []),
        ("<p>Chile<br><a href=a.pdf>EN</a><br><a href=b.pdf>ES</a><br>Peru<br><a href=c.pdf>EN</a></p>", ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf", "Peru | PE |  | EN/en/PDF c.pdf"], []),
        (table("<td>Chile<br>Peru<td><a href=a.pdf>EN</a>"), ["Chile Peru | CL PE |  | EN/en/PDF a.pdf"], ["several-partners: 'Chile Peru' names several countries: CL, PE"]),
        (table("<th>Country<th>Text", "<td>Chile, Peru and Brazil<td><a href=a.pdf>EN</a>"), ["Chile, Peru and Brazil | CL PE BR |  | EN/en/PDF a.pdf"], ["several-partners: 'Chile, Peru and Brazil' names several countries: CL, PE, BR"]),
        ("<li>Chile and Peru <a href=a.pdf>EN</a>", ["Chile and Peru | CL PE |  | EN/en/PDF a.pdf"], ["several-partners: 'Chile and Peru' names several countries: CL, PE"]),
        ("<li>Bosnia and Herzegovina <a href=a.pdf>EN</a><li>Trinidad and Tobago <a href=b.pdf>EN</a>", ["Bosnia and Herzegovina | BA |  | EN/en/PDF a.pdf", "Trinidad and Tobago | TT |  | EN/en/PDF b.pdf"], []),
    ],
    "56 backslashes": [
        (r"<li>Norway <a href='https:\\t.example\data\a.pdf'>PDF EN</a><li>Iceland <a href='\files\a b.pdf'>PDF EN</a>", ["Norway | NO |  | EN/en/PDF a.pdf", "Iceland | IS |  | EN/en/PDF a%20b.pdf"], []),
        (r"<li>Chile <a href='C:\docs\mou.pdf'>PDF EN</a>", ["Chile | CL |  | EN/en/PDF -"], ["dropped-address: the link is c and was dropped"]),
        ("<li>Norway <a href='HTTPS://T.example/a%20b.PDF#page=2'>PDF EN</a>", ["Norway | NO |  | EN/en/PDF a%20b.PDF#page=2"], []),
    ],
    "57 dates in a list": [
        ("<html lang=uk><li>Меморандум з Бразилією, підписано 02.12.2009 р. <a href=a.pdf>EN</a>", ["Меморандум з Бразилією | BR | 2009-12-02 | EN/en/PDF a.pdf"], []),
        ("<html lang=ru><li>Узбекистан, 22.06.2007 г.: <a href=a.pdf>РУС</a>/<a href=b.pdf>АНГЛ</a>", ["Узбекистан | UZ | 2007-06-22 | РУС/ru/PDF a.pdf, АНГЛ/en/PDF b.pdf"], []),
        ("<html lang=pl><li><a href=a.pdf>Porozumienie z Chinami</a> z dnia 27 lutego 2010 r. (PDF, 1,2 MB)<li>Umowa z Brazylią, podpisana 02.12.2009 <a href=b.pdf>PL</a>", ["Porozumienie z Chinami | CN | 2010-02-27 | -/-/PDF a.pdf", "Umowa z Brazylią | BR | 2009-12-02 | PL/pl/PDF b.pdf"], ["1,2 MB"]),
        ("<html lang=de><li>14. März 2012: Vereinbarung mit Chile <a href=a.pdf>PDF (DE)</a>, <a href=b.pdf>PDF (ES)</a>", ["Vereinbarung mit Chile | CL | 2012-03-14 | DE/de/PDF a.pdf, ES/es/PDF b.pdf"], []),
    ],
    "57c columns of languages": [
        (table("<th>Staat<th>Titel<th>Text (DE)<th>PDF Français", "<td>Japan<td>Vereinbarung<td><a href=a.pdf>PDF</a><td><a href=b.pdf>PDF</a>"), ["Japan | JP |  | -/de/PDF a.pdf, -/fr/PDF b.pdf"], ["Vereinbarung", "Vereinbarung"]),
        (table("<th>State<th>Title<th><img src=de.png alt=Deutsch><th><img src=fr.png alt=Français>", "<td>Japan<td>Accord<td><a href=a.pdf>PDF</a><td>–"), ["Japan | JP |  | -/de/PDF a.pdf"], ["Accord"]),
        ("<table><thead><tr><th rowspan=2>State<th rowspan=2>Title<th colspan=2>Texts<tr><th>EN<th>FR</thead><tr><td>Japan<td>Agreement<td><a href=a.pdf>PDF</a><td><a href=b.pdf>PDF</a></table>", ["Japan | JP |  | -/en/PDF a.pdf, -/fr/PDF b.pdf"], ["Agreement", "Agreement"]),
        (table("<th>State<th>Documents IT<th>Files", "<td>Japan<td><a href=a.pdf>PDF</a><td>–"), ["Japan | JP |  | -/-/PDF a.pdf"], []),
    ],
    "58 templates of the Commission": [
        (DESCRIBED, ["Memorandum of understanding with Chile | CL |  | English/en/PDF a.pdf, español/es/PDF b.pdf"], ["Download", "1.2 MB", "Descargar", "15.7 MB", "subject: On regional policy"]),
        ("<html lang=en><h2>Chile</h2><div>Memorandum of understanding</div><div class=ecl-file__description>On water</div><div>English</div><div>(1.2 MB - PDF)</div><a href=a.pdf>Download</a>", ["Chile | CL |  | English/en/PDF a.pdf"], ["Memorandum of understanding", "Download", "1.2 MB", "subject: On water"]),
        ("<html lang=en><article><img src=x.jpg alt=Cover><h3>Letter of intent with Peru</h3><time>14 March 2012</time><ul><li>English<li>(148 KB - PDF)</ul><a href=a.pdf>Download</a></article>", ["Letter of intent with Peru | PE | 2012-03-14 | English/en/PDF a.pdf"], ["Download", "148 KB"]),
    ],
    "pages of ministries": [
        ("<html lang=pl>" + table("<th>Lp.<th>Państwo<th>Tytuł umowy<th>Data i miejsce podpisania<th>Wejście w życie<th>Tekst", "<td>1.<td>Chile<td>Umowa<td>Warszawa, 14.03.2012<td>01.05.2013<td><a href=a.pdf>PDF</a>"), ["Chile | CL | 2012-03-14 | -/-/PDF a.pdf"], ["Umowa", "in-force: 01.05.2013"]),
        ("<html lang=es><div>Chile</div><h5>Memorando de entendimiento</h5><p>Firmado el 14 de marzo de 2012</p><a href=a.pdf>Ver documento</a>", ["Chile | CL | 2012-03-14 | -/-/PDF a.pdf"], ["Memorando de entendimiento", "Ver documento"]),
        ("<ol><li>Chile<sup>1</sup> <a href=a.pdf>EN</a><li>Peru* <a href=b.pdf>EN</a></ol>", ["Chile1 | CL |  | EN/en/PDF a.pdf", "Peru* | PE |  | EN/en/PDF b.pdf"], []),
        (table("<th>Country<th>Title<th>Language<th>File", "<td rowspan=2>Chile<td rowspan=2>Memorandum<td>EN<td><a href=a.pdf>PDF</a>", "<td>ES<td><a href=b.pdf>PDF</a>"), ["Chile | CL |  | EN/en/PDF a.pdf", "Chile | CL |  | ES/es/PDF b.pdf"], ["Memorandum", "Memorandum"]),
    ],
    "codes in a cell of their own": [
        (table("<td>AT<td>Agreement<td><a href=a.pdf>PDF</a>", "<td>DE<td>Agreement<td><a href=b.pdf>PDF</a>"), ["AT | AT |  | -/-/PDF a.pdf", "DE | DE |  | -/-/PDF b.pdf"], ["Agreement", "Agreement"]),
        (table("<td>EN<td>Agreement with Chile<td><a href=a.pdf>PDF</a>", "<td>DE<td>Agreement with Peru<td><a href=b.pdf>PDF</a>"), ["Agreement with Chile | CL |  | EN/en/PDF a.pdf", "Agreement with Peru | PE |  | DE/de/PDF b.pdf"], []),
        (table("<th>Country<th>File", "<td>DE<td><a href=a.pdf>PDF</a>", "<td>ES<td><a href=b.pdf>PDF</a>"), ["DE | DE |  | -/-/PDF a.pdf", "ES | ES |  | -/-/PDF b.pdf"], []),
    ],
    "brackets behind a link": [
        ("<html lang=fr><li>Pérou – Accord du 2 mai 2013 <a href=a.pdf>(format PDF, 80 Ko)</a>", ["Pérou – Accord | PE | 2013-05-02 | -/-/PDF a.pdf"], ["80 Ko"]),
        ("<p><b>Chile</b><br><a href=a.pdf>Memorandum</a> (EN)<br><a href=b.pdf>Protocol</a> (ES, 12 KB)</p>", ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], ["Memorandum", "Protocol", "12 KB"]),
        ("<h2>Chile</h2><p><a href=a.pdf>mou_chile.pdf</a> <span>(12.06 KB)</span></p>", ["Chile | CL |  | -/-/PDF a.pdf"], ["mou_chile.pdf", "12.06 KB"]),
        ("<li><a href=a.pdf>Memorandum with Chile</a> (English)<li><a href=b.pdf>Treaty with Peru</a> (2012)<li><a href=c.pdf>Treaty with Mali</a> (1,2 MB)", ["Memorandum with Chile | CL |  | English/en/PDF a.pdf", "Treaty with Peru | PE | 2012 | -/-/PDF b.pdf", "Treaty with Mali | ML |  | -/-/PDF c.pdf"], ["1,2 MB"]),
        ("<li>Chile <a href=a.pdf>EN</a> (12 KB) <a href=b.pdf>ES</a> (13 KB)", ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], ["12 KB", "13 KB"]),
        ("<li><a href=a.pdf>Treaty with Brazil</a> (UK)<li><a href=b.pdf>Treaty with Oman</a> (not in force)", ["Treaty with Brazil | BR |  | -/-/PDF a.pdf", "Treaty with Oman | OM |  | -/-/PDF b.pdf"], ["unread: (UK)", "unread: (not in force)"]),
    ],
    "words that are codes of rare languages too": [
        ("<li>Peru <a href=a.pdf>MoU</a><li>Chile – Treaty <a href=b.pdf>NEW</a><li>Mali <a href=c.pdf>FIL</a>", ["Peru MoU | PE |  | -/-/PDF a.pdf", "Chile – Treaty NEW | CL |  | -/-/PDF b.pdf", "Mali | ML |  | FIL/fil/PDF c.pdf"], []),
        ("<h2>Peru</h2><p><a href=a.pdf>Act</a></p><p><a href=b.pdf>Map</a></p><p><a href=c.pdf>ESP</a>", ["Peru | PE |  | -/-/PDF a.pdf, -/-/PDF b.pdf, ESP/es/PDF c.pdf"], ["Act", "Map"]),
    ],
    "countries whose names are languages elsewhere": [
        ("<li>Togo <a href=a.pdf>FR</a><li><a href=b.pdf>India</a><li><a href=c.pdf>Mali</a> (PDF, 12 kB)", ["Togo | TG |  | FR/fr/PDF a.pdf", "India | IN |  | -/-/PDF b.pdf", "Mali | ML |  | -/-/PDF c.pdf"], ["12 kB"]),
        ("<p>China PDF EN - India PDF EN HI", ["China | CN |  | EN/en/PDF -", "India | IN |  | EN/en/PDF -, HI/hi/PDF -"], []),
        ("<html lang=id><li>Chili: <a href=a.pdf>Spanyol</a>, <a href=b.pdf>Jepang</a>", ["Chili | CL |  | Spanyol/es/PDF a.pdf, Jepang/ja/PDF b.pdf"], []),
        ("<dl><dt>India<dd><a href=a.pdf>Hindi</a><dt>Finland<dd><a href=b.pdf>Suomi</a></dl>", ["India | IN |  | Hindi/hi/PDF a.pdf", "Finland | FI |  | Suomi/fi/PDF b.pdf"], []),
        ("<li><a href=a.pdf>Malta</a> (<a href=b.pdf>Malti</a>)<li><a href=c.pdf>Treaty with Peru</a> (<a href=d.pdf>ES</a>)", ["Malta | MT |  | -/-/PDF a.pdf, Malti/mt/PDF b.pdf", "Treaty with Peru | PE |  | -/-/PDF c.pdf, ES/es/PDF d.pdf"], []),
        (table("<td>1<td><a href=a.pdf>India</a><td>2012", "<td>2<td><a href=b.pdf>Chile</a><td>2013"), ["India | IN | 2012 | -/-/PDF a.pdf", "Chile | CL | 2013 | -/-/PDF b.pdf"], []),
    ],
    "codes in the brackets of a format": [
        ("<li>Niger (PDF, FR)<li>Peru: Letter of intent (PDF, 12 kB, ES)<li><a href=a.pdf>Togo</a> (FR, PDF)", ["Niger | NE |  | FR/fr/PDF -", "Peru: Letter of intent | PE |  | ES/es/PDF -", "Togo | TG |  | FR/fr/PDF a.pdf"], ["12 kB"]),
        ("<li>Togo (PDF, UK)", ["Togo | TG |  | -/-/PDF -"], ["unread: UK)"]),
    ],
    "titles of several words behind a country": [
        ("<li>Peru – Letter of Intent <a href=a.pdf>EN</a><li>Mali: Exchange of letters, 2012 <a href=b.pdf>FR</a>", ["Peru – Letter of Intent | PE |  | EN/en/PDF a.pdf", "Mali: Exchange of letters | ML | 2012 | FR/fr/PDF b.pdf"], []),
        ("<html lang=es><li>Declaración conjunta con Chile <a href=a.pdf>ES</a>", ["Declaración conjunta con Chile | CL |  | ES/es/PDF a.pdf"], []),
        ("<li>Newsletter of intent to travel to Peru <a href=a.pdf>EN</a>", ["Peru | PE |  | EN/en/PDF a.pdf"], ["unread: Newsletter of intent to travel to"]),
    ],
    "flags, arrows and other pictures": [
        ("<li>🇵🇪 Peru: <a href=a.pdf>📥 ES</a> <a href=b.pdf>🇬🇧</a><li>► Togo <a href=c.pdf>⬇️</a>", ["Peru | PE |  | ES/es/PDF a.pdf, -/-/PDF b.pdf", "Togo | TG |  | -/-/PDF c.pdf"], []),
        (table("<th>Country<th>English<th>Français", "<td>🇨🇱 Chile<td><a href=a.pdf>⬇</a><td><a href=b.pdf>📄</a>"), ["Chile | CL |  | -/en/PDF a.pdf, -/fr/PDF b.pdf"], []),
    ],
    "buttons that say the language": [
        ("<li>Benin <a href=a.pdf>Download (EN, 312 KB)</a><li>Mali <a href=b.pdf>Télécharger en français</a><li>Chad <a href=c.pdf>Download FR</a>", ["Benin | BJ |  | EN/en/PDF a.pdf", "Mali | ML |  | en français/fr/PDF b.pdf", "Chad | TD |  | FR/fr/PDF c.pdf"], ["Download", "312 KB", "Télécharger", "Download"]),
        ("<div><h3>Canada</h3><p>Arrangement</p><p>Signed on 27 October 2016</p><a href=a.pdf>Download (EN)</a><a href=b.pdf>Télécharger (FR)</a></div>", ["Canada | CA | 2016-10-27 | EN/en/PDF a.pdf, FR/fr/PDF b.pdf"], ["Arrangement", "Download", "Télécharger"]),
        ("<li>Chile: <a href=a.pdf>Declaration (EN)</a><li>Peru <a href=b.pdf title='Versión española (PDF, 2 MB)'><img src=pdf.png alt=PDF></a>", ["Chile: Declaration | CL |  | EN/en/PDF a.pdf", "Peru | PE |  | -/es/PDF b.pdf"], []),
    ],
    "two names of one country": [
        ("<li>Türkiye (Turkey) <a href=a.pdf>TR</a><li>Myanmar/Burma <a href=b.pdf>EN</a>", ["Türkiye (Turkey) | TR |  | TR/tr/PDF a.pdf", "Myanmar/Burma | MM |  | EN/en/PDF b.pdf"], []),
    ],
    "abbreviations and brackets of other scripts": [
        ("<h2>Kazakhstan</h2><p>Соглашение <a href=a.pdf>каз.</a>, <a href=b.pdf>рус.</a>, <a href=c.pdf>англ.</a></p>", ["Kazakhstan | KZ |  | каз./kk/PDF a.pdf, рус./ru/PDF b.pdf, англ./en/PDF c.pdf"], ["Соглашение"]),
        ("<html lang=zh><h3>智利</h3><p><a href=a.pdf>谅解备忘录（中文）</a>　<a href=b.pdf>谅解备忘录（英文）</a></p>", ["智利 | CL |  | 中文/zh/PDF a.pdf, 英文/en/PDF b.pdf"], ["谅解备忘录", "谅解备忘录"]),
    ],
    "labels with brackets of their own": [
        ("<li>China <a href=a.pdf>Chinese (Simplified)</a> <a href=b.pdf>(EN)</a><li>Peru <a href=c.pdf>Portuguese (Brazil)</a> (<a href=d.pdf>ES</a>)", ["China | CN |  | Chinese (Simplified)/zh-Hans/PDF a.pdf, EN/en/PDF b.pdf", "Peru | PE |  | Portuguese (Brazil)/pt-BR/PDF c.pdf, ES/es/PDF d.pdf"], ["name-instead-of-code: 'Chinese (Simplified)' among codes; its code is zh-Hans", "name-instead-of-code: 'Portuguese (Brazil)' among codes; its code is pt-BR"]),
        ("<h2>Norway</h2><p><a href=a.pdf>Norsk (bokmål)</a><p><a href=b.pdf>srpski (latinica)</a>", ["Norway | NO |  | Norsk (bokmål)/nb/PDF a.pdf, srpski (latinica)/sr-Latn/PDF b.pdf"], []),
        ("<li>India – <a href=a.pdf>Joint declaration</a> ES/<a href=b.pdf>HI</a>", ["India – Joint declaration | IN |  | -/-/PDF a.pdf, HI/hi/PDF b.pdf"], ["unread: ES"]),
        ("<li>India – <a href=a.pdf>Joint declaration</a> EN/<a href=b.pdf>HI</a>", ["India – Joint declaration | IN |  | -/-/PDF a.pdf, HI/hi/PDF b.pdf"], ["unread: EN"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_neighbour_of_a_case_is_read_likewise(case: str) -> None:
    for page, expected, also in CASES[case]:
        found = read_page(page if page.startswith("<html") else f"<ul>{page}", ADDRESS)
        assert (page, shown(found)) == (page, expected)
        assert (page, [*beside(found), *told(found)]) == (page, also)
        assert_nothing_vanishes(page)
