"""Pages as ministries, parliaments and registrars make them: tables, dates in rows, icons, labels, addresses.

The files in ``pages/field`` are made after real ones; each stands for a kind, and has neighbours here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import dialogues
from bundles import unpack
from dialogues.pages import Page, read_page
from dialogues.pages.comparison import DifferenceKind
from dialogues.pages.inflected import inflected_countries
from test_drafts import PAGE, US, drafted

FOLDER = Path(__file__).parent / "pages" / "field"
ADDRESS = "https://b.example/x/"


def shown(page: Page) -> list[str]:
    """Write entries in one line each: name, country, date, and label, language, format and file of each document."""
    lines = []
    for entry in page.entries:
        documents = [
            f"{document.printed_label or '-'}/{document.language or '-'}/{document.format.name if document.format else '-'}"
            f" {(document.address or '-').rpartition('/')[2]}"
            for document in entry.documents
        ]
        when = " or ".join(map(str, entry.readings))
        lines.append(" | ".join((entry.name, " ".join(entry.countries), when, ", ".join(documents))))
    return lines


def told(page: Page) -> list[str]:
    return [f"{each.kind}: {each.message}" for each in page.oddities] + [f"unread: {each.text}" for each in page.unread]


FIELD = {
    "30-dates-in-rows": [
        "Chile | CL | 2012-03-14 | EN/en/PDF a1.pdf, ES/es/PDF a2.pdf",
        "Peru | PE | 2012-03-14 | EN/en/PDF b1.pdf",
        "Brazil | BR | 2012-03-14 | EN/en/PDF d1.pdf",
        "Ukraine | UA | 2012-06-07 | EN/en/PDF g1.pdf",
    ],
    "51b-apostrophe": ["France | FR |  | FR/fr/PDF memorandum-d'entente.pdf"],
    "52-senate-table": [
        "Agreement between the Government of the Republic of the Philippines and the Centre for the Seas of Eastern Asia"
        " (CSEA) | PH | 2013-11-26 | -/-/PDF 1.pdf",
        "Treaty on Extradition between the Republic of the Philippines and the Kingdom of Spain | PH ES | 2013-12-06"
        " | -/-/PDF 2.pdf",
        "Extradition Treaty between the Government of the Republic of the Philippines and the Government of the United"
        " Kingdom of Great Britain and Northern Ireland | PH GB | 2013-12-06 | -/-/PDF 3.pdf",
        "Agreement on Social Security between the Portuguese Republic and the Republic of the Philippines | PT PH"
        " | 2014-01-21 | -/-/PDF 4.pdf",
    ],
    "53-icon-links": [
        "Nota Kesepahaman antara Kementerian Agama dan Kementerian Urusan Islam Arab Saudi Nomor 1 Tahun 2023 | SA | "
        " | -/-/- read?id=5093&t=Nota+Kesepahaman",
        "Nota Kesepahaman antara Kementerian Agama dan Kementerian Wakaf Mesir Nomor 2 Tahun 2023 | EG |  | -/-/PDF 5096.pdf",
    ],
    "54-registrar": [
        "Bilateral Air Services Agreement with Ethiopia, 2004 | ET | 2001-05-26 | -/-/PDF a.pdf",
        "Memorandum of Understanding with Uganda on Livestock | UG | 2012-06-07 | -/-/PDF b.pdf",
    ],
    "55-br-between": ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"],
    "56-backslash": [
        "Norway | NO |  | EN/en/PDF 1946-TS0035.pdf",
        "Iceland | IS |  | EN/en/PDF MoU%20Iceland%20(final).pdf",
    ],
    "57-dated-list": [
        "Меморандум про взаєморозуміння з Польщею | PL | 2010-02-27 | -/-/PDF pl-2010.pdf",
        "Меморандум з Бразилією | BR | 2009-12-02 | -/-/DOCX br-2009.docx, EN/en/DOCX br-2009-en.docx, PT/pt/DOCX br-2009-pt.docx",
        "Узбекистан | UZ | 2007-06-22 | УКР/uk/PDF uz.pdf, РУС/ru/PDF uz-ru.pdf, АНГЛ/en/PDF uz-en.pdf",
    ],
    "57c-column-languages": [
        "Österreich | AT | 2012-03-14 | -/de/PDF at-de.pdf, -/fr/PDF at-fr.pdf, -/it/PDF at-it.pdf",
        "Japan | JP | 2013-06-05 | -/de/PDF jp-de.pdf, -/it/PDF jp-it.pdf",
    ],
    "58-ecl": [
        "Memorandum of understanding with Chile | CL |  | English/en/PDF cl_en.pdf, español/es/PDF cl_es.pdf, français/fr/PDF cl_fr.pdf"
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", FIELD)
def test_pages_of_the_field(name: str) -> None:
    page = read_page((FOLDER / f"{name}.html").read_bytes(), ADDRESS)
    assert shown(page) == FIELD[name]
    assert told(page) == []


def test_what_else_the_columns_say_is_kept() -> None:
    page = read_page((FOLDER / "54-registrar.html").read_bytes(), ADDRESS)
    assert [(str(each.kind), each.heading, each.text) for each in page.entries[0].details] == [
        ("in-force", "Date of Entry Into Force", "May 26, 2003"),
        ("subject", "Thematic Area", "Transport"),
    ]
    assert page.entries[0].date_kind == "signed"
    page = read_page((FOLDER / "57c-column-languages.html").read_bytes(), ADDRESS)
    assert {document.title for document in page.entries[0].documents} == {"Vereinbarung über Raumplanung"}
    assert {document.language_from for entry in page.entries for document in entry.documents} == {"column"}


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>"


EN, ES, THIRD = "<a href=a.pdf>EN</a>", "<a href=b.pdf>ES</a>", "<a href=c.pdf>EN</a>"


@pytest.mark.parametrize(
    ("page", "expected", "odd"),
    [
        # Cells with lines of their own.
        (table(f"<td>Chile<td>{EN}<p>{ES}"), ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], []),
        (table(f"<td><div>Chile</div><td><ul><li>{EN}<li>{ES}</ul>"), ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf"], []),
        (table(f"<td><p>Chile<td><div>{EN}</div><div>{ES}</div>", f"<td>Peru<td>{THIRD}"), ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf", "Peru | PE |  | EN/en/PDF c.pdf"], []),
        # Rows that span.
        (table(f"<td rowspan=2>Chile<td>{EN}", f"<td>{ES}", f"<td>Peru<td>{THIRD}"), ["Chile | CL |  | EN/en/PDF a.pdf, ES/es/PDF b.pdf", "Peru | PE |  | EN/en/PDF c.pdf"], []),
        (table(f"<td rowspan=2>Chile<td>Letter<td>{EN}", f"<td>Annex<td>{ES}"), ["Chile | CL |  | EN/en/PDF a.pdf", "Chile | CL |  | ES/es/PDF b.pdf"], []),
        # A table that lays the page out is none.
        (f"<table><tr><td>Menu<td><h2>Chile</h2><p>Letter PDF {EN}</p></table>", ["Chile | CL |  | EN/en/PDF a.pdf"], []),
        (f"<table><tr><td><table><tr><td>Chile<td>{EN}</table><td>x</table>", ["Chile | CL |  | EN/en/PDF a.pdf"], []),
        # Headings in other languages, in letters with spaces, or of no known meaning.
        (table("<th>Kraj<th>Data podpisania<th>Dokument", f"<td>Chile<td>14.03.2012<td>{EN}"), ["Chile | CL | 2012-03-14 | EN/en/PDF a.pdf"], []),
        (table("<td>国名<td>署名日<td>英語<td>日本語", "<td>チリ<td>2012年3月14日<td><a href=a.pdf>PDF</a><td><a href=b.pdf>PDF</a>"), ["チリ | CL | 2012-03-14 | -/en/PDF a.pdf, -/ja/PDF b.pdf"], []),
        (table("<td>P A R T Y<td>D A T E<td>F I L E", f"<td>Chile<td>2012-03-14<td>{EN}"), ["Chile | CL | 2012-03-14 | EN/en/PDF a.pdf"], []),
        (table("<th>Country<th>Xyzzy<th>File", f"<td>Chile<td>Memorandum<td>{EN}<td>", f"<td>Peru<td>Memorandum<td>{THIRD}"), ["Chile | CL |  | EN/en/PDF a.pdf", "Peru | PE |  | EN/en/PDF c.pdf"], []),
        (table("<th>Country<th>Title<th>Xyzzy<th>File", f"<td>Chile<td>Memo<td>A7<td>{EN}", f"<td>Peru<td>Memo<td>A8<td>{THIRD}"), ["Chile | CL |  | EN/en/PDF a.pdf", "Peru | PE |  | EN/en/PDF c.pdf"], ["unknown-column: what the column 'Xyzzy' means is not known"]),
        # Icons and pictures.
        (table("<td>Chile<td><a href=/get/1><i class='fa fa-file-pdf-o'></i></a>"), ["Chile | CL |  | -/-/PDF 1"], []),
        ("<li>Chile <a href=/get/1><img src=/icons/pdf.png alt='' /></a></li>", ["Chile | CL |  | -/-/PDF 1"], []),
        ("<li>Chile <a href=a.pdf aria-label='English'><svg></svg></a></li>", ["Chile | CL |  | English/en/PDF a.pdf"], []),
        ("<li>Chile <a href=a.pdf title='Spanish'><img src=x.gif></a></li>", ["Chile | CL |  | Spanish/es/PDF a.pdf"], []),
        ("<li>Chile <a href=a.pdf><img src=x.gif alt='PDF'></a> <a href=/login><img src=user.png></a></li>", ["Chile | CL |  | -/-/PDF a.pdf"], []),
        # Labels.
        ("<li>Chile: <a href=a.pdf>version française</a> | <a href=b.pdf>versión en español</a></li>", ["Chile | CL |  | version française/fr/PDF a.pdf, versión en español/es/PDF b.pdf"], []),
        ("<li>チリ <a href=a.pdf>英語（PDF形式:70KB）</a></li>", ["チリ | CL |  | 英語/en/PDF a.pdf"], []),
        ("<li>Chile <a href=a.pdf>English Version</a>, <a href=b.pdf>ESP</a></li>", ["Chile | CL |  | English Version/en/PDF a.pdf, ESP/es/PDF b.pdf"], []),
        ("<li>Chile <a href=mou_en.pdf>PDF</a></li>", ["Chile | CL |  | -/en/PDF mou_en.pdf"], []),
        ("<li>Chile PDF <a href=mou_pt.pdf>EN</a></li>", ["Chile | CL |  | EN/en/PDF mou_pt.pdf"], ["contradicting-link: the label 'EN' is en, its file's name says pt"]),
        # Names in other cases, and of several countries.
        ("<html lang=pl><ul><li>Porozumienie z Chinami, 14.03.2012 <a href=a.pdf>PL</a></ul>", ["Porozumienie z Chinami | CN | 2012-03-14 | PL/pl/PDF a.pdf"], []),
        ("<html lang=cs><ul><li>Dohoda s Brazílií <a href=a.pdf>CS</a></ul>", ["Dohoda s Brazílií | BR |  | CS/cs/PDF a.pdf"], []),
        ("<html lang=ru><ul><li>Меморандум с Украиной от 14.03.2012 <a href=a.pdf>RU</a></ul>", ["Меморандум с Украиной | UA | 2012-03-14 | RU/ru/PDF a.pdf"], []),
        ("<html lang=uk><ul><li>Меморандум з Перший <a href=a.pdf>УКР</a></ul>", ["Меморандум з Перший |  |  | УКР/uk/PDF a.pdf"], []),
        ("China PDF EN, Korea PDF EN, Chile PDF EN", ["China | CN |  | EN/en/PDF -", "Korea | KP KR |  | EN/en/PDF -", "Chile | CL |  | EN/en/PDF -"], ["ambiguous-partner: 'Korea' is the name of several countries: KP, KR"]),
    ],
)  # fmt: skip
def test_neighbours(page: str, expected: list[str], odd: list[str]) -> None:
    found = read_page(page, ADDRESS)
    assert shown(found) == expected
    assert told(found) == odd


def test_a_link_to_a_file_in_a_line_that_lists_others_is_a_document_or_told_of() -> None:
    page = read_page(
        "<p>Chile <a href=a.pdf>the memorandum</a> <a href=b.pdf>PDF EN</a> and <a href=c.pdf>its annex</a>", ADDRESS
    )
    assert shown(page) == ["Chile the memorandum | |  | EN/en/PDF b.pdf"] or len(page.entries) == 1
    addresses = {document.address for entry in page.entries for document in entry.documents}
    addresses |= {each.address for each in page.unread}
    assert addresses == {f"{ADDRESS}{name}.pdf" for name in "abc"}


# Names in other cases, of several words too. Of 2,665 forms of the names of CLDR in Russian and Ukrainian, made once with
# a dictionary (pymorphy3), 2,620 were read as their country, 22 as of several, and none as another; of 109,000 words of
# these dictionaries that begin as a country's name does, those that are read as a country are forms of its name.
INFLECTED = {
    "ru": "KZ Республики Казахстан|KR Республикой Корея|US Соединёнными Штатами Америки|US Соединенных Штатов Америки"
    "|ZA Южно-Африканской Республикой|KP Корейской Народно-Демократической Республикой|CN Китайской Народной Республикой"
    "|KP,KR Кореей|KP Северной Кореей|KR Южной Кореи|CG Республикой Конго|CD Демократической Республикой Конго"
    "|NZ Новой Зеландией|SA Саудовской Аравией|IR Исламской Республикой Иран|DE Федеративной Республикой Германия"
    "|GB Соединённого Королевства Великобритании и Северной Ирландии|SE Королевством Швеция|NE Нигером|NG Нигерией"
    "|EG Египта|RS Республикой Сербией",
    "uk": "KR Республікою Корея|KZ з Республікою Казахстан|US Сполученими Штатами Америки|DK Королівством Данія"
    "|AE Об’єднаними Арабськими Еміратами|KP,KR Кореєю|MD Республіки Молдова|NE Нігері|NG Нігерії|PL з Польщею|JM Ямайці",
    "be": "KZ Рэспублікай Казахстан|PL Польшчай",
    "pl": "KR Republiką Korei|KR z Republiką Korei|US Stanami Zjednoczonymi Ameryki|US Stanami Zjednoczonymi|ZA Republiki Południowej Afryki"
    "|CN Chińską Republiką Ludową|KZ Republiką Kazachstanu|GB Wielką Brytanią|KR Koreą Południową|SA Arabią Saudyjską"
    "|ES Królestwem Hiszpanii|RU Federacją Rosyjską|CG Republiki Konga|DE Republiką Federalną Niemiec|CN Chinami",
    "cs": "US Spojenými státy americkými|US Spojených států amerických|KR Jižní Koreou|KR Korejskou republikou|ZA Jihoafrickou republikou"
    "|CN Čínskou lidovou republikou|KZ Republikou Kazachstán|MD Moldavskou republikou|NZ Novým Zélandem|BA Bosnou a Hercegovinou"
    "|KP,KR Koreou|GB Spojeným královstvím",
    "sk": "ZA Južnou Afrikou|US Spojenými štátmi americkými|KR Kórejskou republikou|KR Južnou Kóreou|KP Severnou Kóreou",
    "hr": "US Sjedinjenim Američkim Državama|KR Republikom Korejom|RS Republikom Srbijom|ZA Južnom Afrikom|CN Narodnom Republikom Kinom",
    "sr": "KR Републиком Корејом|US Sjedinjenim Američkim Državama", "bs": "KR Republike Koreje",
    "sl": "US Združenimi državami Amerike|KR Republiko Korejo|KR Južno Korejo|CN Ljudsko republiko Kitajsko",
    "bg": "KR Република Корея|US Съединените американски щати", "mk": "US Соединетите Американски Држави",
    "hu": "KR Koreai Köztársasággal|US Amerikai Egyesült Államokkal|KR Dél-Koreával|ZA Dél-afrikai Köztársasággal|KP Észak-Koreával",
    "fi": "KR Korean tasavallan kanssa|ZA Etelä-Afrikan kanssa|CN Kiinan kansantasavallan|CN Kiinan kanssa",
    "et": "KR Korea Vabariigiga|US Ameerika Ühendriikidega",
    "lt": "KR Korėjos Respublika|KZ su Kazachstano Respublika|US Jungtinėmis Amerikos Valstijomis",
    "lv": "KR Korejas Republiku|US Amerikas Savienotajām Valstīm|KZ Kazahstānas Republiku",
    "el": "KR της Δημοκρατίας της Κορέας|US Ηνωμένων Πολιτειών της Αμερικής|CY Κυπριακής Δημοκρατίας",
    "de": "KR der Republik Korea|US den Vereinigten Staaten von Amerika|US Vereinigten Staaten|CZ Tschechischen Republik|ES Königreich Spanien"
    "|KZ Republik Kasachstan|DE Bundesrepublik Deutschland|GB Vereinigten Königreich Großbritannien und Nordirland|CN Volksrepublik China",
    "nl": "KR Republiek Korea|US Verenigde Staten van Amerika|NL Koninkrijk der Nederlanden",
    "pt": "KR República da Coreia|US Estados Unidos da América|CD República Democrática do Congo|CL República do Chile|ES Reino da Espanha",
    "it": "KR Repubblica di Corea|US Stati Uniti d'America|CL Repubblica del Cile|ZA Repubblica del Sudafrica",
    "ro": "KR Republica Coreea|US Statelor Unite ale Americii|KZ Republica Kazahstan", "sv": "KR Republiken Korea|CN Folkrepubliken Kina",
    "da": "CN Folkerepublikken Kina", "ja": "KR 大韓民国|CL チリ共和国|CN 中華人民共和国|ZA 南アフリカ共和国|ES スペイン王国|CD コンゴ民主共和国",
    "ko": "KR 대한민국|CL 칠레공화국|US 미합중국|ES 스페인 왕국",
    "tr": "KR Kore Cumhuriyeti ile|KZ Kazakistan Cumhuriyeti",
}  # fmt: skip
NO_COUNTRY = {
    "ru": "Чеченской Республикой|Республикой Сербской|Германской Демократической Республикой|Республикой Китай|Палата|Палатой|Мала"
    "|Институтом Африки|Европейским союзом|Самое|Китаев|Белита|Бага",
    "uk": "Палата|Мала|Білорусом|Кита", "pl": "Republiką Serbską|Polską Akademią Nauk|Niemiecką Republiką Demokratyczną",
    "de": "Republik China|Deutschen Demokratischen Republik|Republika Srpska", "pt": "República da China", "ja": "中華民国|韓国共和国|連邦",
    "cs": "Republikou srbskou|Karlovou univerzitou|Evropskou unií", "hr": "Republikom Srpskom", "en": "Республики Казахстан",
}  # fmt: skip


@pytest.mark.parametrize("language", INFLECTED)
def test_names_in_other_cases_are_their_countries(language: str) -> None:
    for each in INFLECTED[language].split("|"):
        codes, _, name = each.partition(" ")
        page = read_page(f"<html lang={language}><ul><li>{name} <a href=a.pdf>EN</a></ul>", ADDRESS)
        (entry,) = page.entries
        kind, country = entry.kind.value, entry.country or ""
        assert (name, ",".join(entry.countries), kind) == (name, codes, "partner")
        message = f"ambiguous-partner: {name!r} is the name of several countries: KP, KR"
        assert (country, told(page)) == (("", [message]) if "," in codes else (codes, []))


@pytest.mark.parametrize("language", NO_COUNTRY)
def test_what_only_looks_like_a_name_in_another_case_is_none(language: str) -> None:
    for name in NO_COUNTRY[language].split("|"):
        assert (name, inflected_countries(name, language)) == (name, ())


@pytest.mark.parametrize(
    ("language", "title", "codes"),
    [
        ("ru", "Соглашение с Республикой Корея о торговле", "KR"),
        ("ru", "Меморандум с Соединёнными Штатами Америки и Республикой Казахстан", "US KZ"),
        ("ru", "Договор с Соединённым Королевством Великобритании и Северной Ирландии", "GB"),
        ("ru", "Протокол с правительством Северной Ирландии", ""),
        ("uk", "Угода з Кореєю", ""),
        ("pl", "Umowa z Republiką Korei o współpracy", "KR"),
        ("pl", "Porozumienie ze Stanami Zjednoczonymi Ameryki", "US"),
        ("cs", "Dohoda se Spojenými státy americkými a Českou republikou", "US CZ"),
        ("sk", "Zmluva s Južnou Afrikou", "ZA"),
        ("hr", "Sporazum s Republikom Srpskom", ""),
    ],
)
def test_a_title_names_countries_in_other_cases(language: str, title: str, codes: str) -> None:
    page = read_page(f"<html lang={language}><ul><li>{title} <a href=a.pdf>EN</a></ul>", ADDRESS)
    assert [(entry.kind.value, " ".join(entry.countries)) for entry in page.entries] == [("agreement", codes)]


# Words that are no names, though a state has them for its code, or is called so in another language.
TITLES = {
    "en": "AGREEMENT BETWEEN THE EU AND CHILE ON TRADE IN GOODS=CL|Memorandum on IT cooperation with Chile=CL|Agreement on AI with Peru=PE"
    "|Agreement with the US=US|Memorandum of Understanding with UK=GB|AGREEMENT BY AND AT NO ME TO BE IS=|Memorandum with USA and DRC=US CD"
    "|PROTOCOL TO AMEND THE TREATY WITH INDIA=IN|Agreement with UAE on MB=AE|Protocol between BE, NL and LU="
    "|MEMORANDUM OF UNDERSTANDING BETWEEN MALI AND CHAD=ML TD|TREATY BETWEEN THE UNITED STATES OF AMERICA AND THE REPUBLIC OF KOREA=US KR",
    "no": "Agreement EU-Brazil on trade=BR|EU–Japan Economic Partnership Agreement=JP|Agreement on climate (EU–Brazil)=BR|China-Chile Free Trade"
    " Agreement=CN CL|Treaty of Austria-Hungary=|Accord UE-Maroc=MA|Agreement with Guinea-Bissau=GW|US-Peru Trade Promotion Agreement=US PE"
    "|Agreement with Saxony-Anhalt=|Agreement with Bosnia-Herzegovina=BA|Agreement on EU-wide rules=",
    "es": "TRATADO DE LIBRE COMERCIO ENTRE CHILE Y PERU=CL PE|CONVENIO DE COOPERACIÓN CON LA REPÚBLICA DE CHILE=CL"
    "|Acuerdo de la Reunión con Chile=CL|Convenio con EE.UU. y México=US MX|Convenio de Granada=",
    "fr": "ACCORD DE COOPERATION ENTRE LA FRANCE ET LE NIGER=FR NE|ACCORD SUR L'EAU AVEC LE MALI=ML|Accord sur l’eau avec le Mali=ML",
    "de": "ABKOMMEN MIT DER TSCHECHISCHEN REPUBLIK SO WIE=CZ|Rahmenabkommen EU–Republik Korea=KR|VERTRAG ZWISCHEN DER BUNDESREPUBLIK DEUTSCHLAND UND DER REPUBLIK POLEN=DE PL",
    "pt": "ACORDO ENTRE A REPÚBLICA PORTUGUESA E OS EUA=PT US",
    "it": "ACCORDO TRA IL GOVERNO DELLA REPUBBLICA ITALIANA ED IL GOVERNO DELLA REPUBBLICA DI MALTA=IT MT",
    "uk": "Угода з США=US", "ru": "Меморандум с РФ=RU",
}  # fmt: skip


@pytest.mark.parametrize("language", TITLES)
def test_a_word_that_only_looks_like_a_name_is_none(language: str) -> None:
    held = dict(each.split("=") for each in TITLES[language].split("|"))
    items = "".join(f"<li><p>{title}</p><a href={at}.pdf>PDF</a>" for at, title in enumerate(held))
    entries = read_page(f"<html lang={language}><ul>{items}</ul>", ADDRESS).entries
    assert {entry.name: " ".join(entry.countries) for entry in entries} == held


# Comparing


RECORDS = """\
==> agreements/kenya-2010.yaml
title: {en: Memorandum with Kenya}
kind: memorandum-of-understanding
parties: [{side: eu, organisation: us}, {side: partner, country: KE}]
documents: [{language: en, href: "https://example.org/K%20enya.pdf"}]
==> agreements/korea-2012.yaml
title: {en: Memorandum with Korea}
kind: memorandum-of-understanding
parties: [{side: eu, organisation: us}, {side: partner, country: KR}]
documents: [{language: en, printed_label: EN}]
listed: [{source: page, position: 1, name: Republic of Korea}]
==> publications/water.yaml
title: {en: On water}
kind: report
documents: [{language: en}]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Republic of Korea PDF EN, Kenya PDF EN", [("unlisted-entry", "kenya-2010", "where it is the same, add the page to 'listed' of kenya-2010")]),
        ("Republic of Korea PDF EN<p>Memorandum with Kenya PDF EN", [("unlisted-entry", "kenya-2010", "where it is the same, add the page to 'listed' of kenya-2010")]),
        ("Republic of Korea PDF EN<p>On water PDF EN", [("unlisted-entry", "water", "where it is the same, add the page to 'listed' of water")]),
        ("Korea PDF EN", [("changed-name", "korea-2012", "where it is the same, write the page's name in 'listed' of korea-2012")]),
        ("Republic of Korea PDF EN, Congo PDF EN", [("ambiguous-entry", None, "find out which is meant, and add the record by hand: nothing is drafted")]),
        ("Republic of Korea <a href='/K enya.pdf'>PDF EN</a> <a href=/b.pdf>ES</a>", [("new-document", "korea-2012", "add it to korea-2012; --draft writes the file"), ("new-address", "korea-2012", "add it to korea-2012 as the document's href")]),
        ("Republic of Korea PDF EN <a href='/K enya.pdf'>KO</a>", [("other-record", "korea-2012", "find out which of the two it belongs to: nothing is drafted")]),
        ("Republic of Korea PDF EN<p>Treaty with Chile PDF EN", [("new-agreement", None, "add a record; --draft begins one")]),
    ],
)  # fmt: skip
def test_a_comparison_says_what_to_do(tmp_path: Path, text: str, expected: list[object]) -> None:
    root = unpack(RECORDS + US + PAGE, tmp_path / "data")
    page = read_page(f"<p>{text}", "page", address="https://example.org/page")
    comparison = page.compare(dialogues.load(root))
    found = [(str(each.kind), each.record, each.to_do) for each in comparison.differences]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_nothing_is_drafted_for_what_is_there_under_another_name(tmp_path: Path) -> None:
    root = unpack(RECORDS + US + PAGE, tmp_path / "data")
    for text in ("Кенія PDF EN", "Congo PDF EN", "On water PDF EN", "Korea PDF EN"):
        assert drafted(root, f"<p>Republic of Korea PDF EN<p>{text}") == ()
    # The page's address is that of a source, in other letters: no source is drafted.
    files = [each.file for each in drafted(root, "Chile PDF EN", "HTTPS://EXAMPLE.org/page")]
    assert files == ["agreements/chile-draft.yaml"]


def test_every_difference_says_what_to_do() -> None:
    from dialogues.pages.comparison import Difference

    for kind in DifferenceKind:
        assert Difference(kind, "x", "a-2001", None).to_do
