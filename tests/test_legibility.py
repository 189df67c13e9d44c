"""Documents whose text is not their text: nobody is accused on what cannot be read, and what can be is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

import dialogues
from dialogues.documents import DocumentFacts, legibility, text
from dialogues.documents.legibility import joined, with_headers_last
from dialogues.documents.properties import date_of
from dialogues.documents.relatives import confusable
from dialogues.documents.stretches import letters_of, pieces
from dialogues.documents.text import facts_of_text
from dialogues.findings import Severity
from pdfs import pdf, stream, write

FOLDER = Path(__file__).parent / "documents"
FRENCH = (
    "Les Parties conviennent d'échanger leurs expériences en matière de planification des programmes régionaux, de "
    "s'inviter à des séminaires et de rendre compte chaque année de ce qui a été fait dans les deux pays."
)
ENGLISH = (
    "The Parties agree to exchange experience on the planning of regional programmes, to invite each other to seminars "
    "and to report every year on what was done in both countries."
)


def told(facts: DocumentFacts, language: str) -> list[str]:
    return [f"{each.code} {each.severity}: {each.message}" for each in facts.contradictions(language)]


NO_GLYPHS = "its text cannot be decoded: the font Times does not say what its glyphs mean"
NO_WORDS = "its words are none: perhaps a font draws another script with Latin letters"


@pytest.mark.parametrize(
    ("file", "language", "doubts"),
    [
        ("no-tounicode-en.pdf", "en", [NO_GLYPHS]),
        ("no-tounicode-es.pdf", "es", [NO_GLYPHS]),
        (
            "ext-rksj.pdf",
            "ja",
            ["its text cannot be decoded: the font SimSun is encoded by Ext-RKSJ-H, which is not read"],
        ),
        (
            "b5pc-h.pdf",
            "zh-Hant",
            ["its text cannot be decoded: the font SimSun is encoded by B5pc-H, which is not read"],
        ),
        (
            "xfa.pdf",
            "ru",
            ["it is a form of XFA: its content is shown by Adobe's programs alone, and its own page is a notice"],
        ),
        ("portfolio.pdf", "ru", ["it is a portfolio: the documents are attached to it, and its own page is a notice"]),
        ("legacy-font-hi.txt", "hi", [NO_WORDS]),
        ("legacy-font-ka.txt", "ka", [NO_WORDS]),
        ("90ms-ok.pdf", "ja", []),
        ("letterspaced-fr.pdf", "fr", []),
        ("scan-stamp.pdf", "ru", []),
        ("upper-sl.pdf", "sl", []),
        ("xmp-only.pdf", "es", []),
    ],
)
def test_no_right_record_is_accused(file: str, language: str, doubts: list[str]) -> None:
    facts = dialogues.inspect(FOLDER / file)
    assert list(facts.doubts) == doubts
    assert told(facts, language) == []


def test_letters_that_stand_apart_are_read() -> None:
    facts = dialogues.inspect(FOLDER / "letterspaced-fr.pdf")
    assert facts.languages == (("fr", 1.0),)
    assert told(facts, "de") == ["L303 error: the text is in fr, the record says de"]


@pytest.mark.parametrize("language", ["fr", "de", "ru", "el"])
def test_letters_that_stand_apart_are_joined_where_words_can_be_told(language: str) -> None:
    text = {
        "fr": FRENCH,
        "de": "Die Parteien tauschen ihre Erfahrungen mit der Planung regionaler Programme aus.",
        "ru": "Стороны договорились обмениваться опытом планирования региональных программ.",
        "el": "Τα μέρη συμφωνούν να ανταλλάσσουν εμπειρίες για τον σχεδιασμό προγραμμάτων.",
    }[language]
    assert joined("  ".join(" ".join(word) for word in text.split())) == (text, 0)
    together = text.replace(" ", "")
    assert joined(" ".join(together)) == (together, len(together))
    assert joined(text) == (text, 0)


def test_a_stamp_on_a_scan_is_no_text() -> None:
    facts = dialogues.inspect(FOLDER / "scan-stamp.pdf")
    assert (facts.text_layer, facts.problem) == (
        "none",
        "no page has text but a line that is stamped on it: it is a scan",
    )


def test_a_title_whose_letters_stand_apart_makes_no_text_doubtful() -> None:
    title = " ".join("MEMORANDUMOFUNDERSTANDING")
    facts = facts_of_text([title, FRENCH])
    assert (facts["doubts"], facts["languages"]) == ([], [("fr", 1.0)])


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["Page 1\nA b", "Page 2\nC d"], ["A b", "C d", "Page 1"]),
        (["A b", "C d"], ["A b", "C d"]),
        (["A b\nA b", "C d"], ["A b\nA b", "C d"]),
        (["A b", "A  b"], ["", "", "A b"]),
        ([], []),
    ],
)
def test_what_pages_repeat_is_put_behind_all_else(pages: list[str], expected: list[str]) -> None:
    assert with_headers_last(pages) == expected


HEADER = "Memorandum of Understanding on Regional Policy, reference 2019/4711, page {} of 3"
IN_ARMENIAN = (
    "Կողմերը համաձայնում են փոխանակել տարածաշրջանային ծրագրերի պլանավորման փորձը։",
    "Նրանք միմյանց պաշտոնյաներին հրավիրում են քաղաքների և գետերի վերաբերյալ սեմինարների։",
    "Սույն հուշագիրը միջազգային իրավունքով պարտավորություններ չի ստեղծում։",
)


def test_a_header_on_each_page_hides_no_language() -> None:
    facts = facts_of_text([f"{HEADER.format(at)}\n{text}" for at, text in enumerate(IN_ARMENIAN, 1)])
    assert (facts["doubts"], [language for language, _ in facts["languages"]]) == ([], ["hy", "en"])


@pytest.mark.parametrize("order", [1, -1])
def test_a_stretch_is_of_one_script(order: int) -> None:
    facts = facts_of_text(["\n".join([*IN_ARMENIAN, FRENCH[:90], FRENCH[90:]][::order])])
    assert facts["doubts"] == []
    assert {language for language, _ in facts["languages"]} == {"hy", "fr"}


COLUMNS = {
    "fr": (
        "Les Parties conviennent d'échanger",
        "leurs expériences en matière de",
        "planification des programmes",
        "régionaux, de s'inviter à des",
        "séminaires et de rendre compte",
        "chaque année de ce qui a été fait.",
    ),
    "ro": (
        "Părțile convin să facă schimb de",
        "experiență privind planificarea",
        "programelor regionale, să își invite",
        "reciproc funcționarii la seminare și",
        "să raporteze în fiecare an ceea ce",
        "s-a făcut în ambele țări și orașe.",
    ),
    "hy": (
        "Կողմերը համաձայնում են փոխանակել",
        "տարածաշրջանային ծրագրերի պլանավորման",
        "փորձը և միմյանց պաշտոնյաներին",
        "հրավիրել քաղաքների և գետերի վերաբերյալ",
        "սեմինարների և ամեն տարի հաշվետվություն",
        "ներկայացնել այն մասին, թե ինչ է արվել։",
    ),
}


@pytest.mark.parametrize("gap", ["\n", "    ", " "])
@pytest.mark.parametrize("pair", [("fr", "ro"), ("ro", "fr"), ("fr", "hy"), ("hy", "ro")])
def test_two_languages_side_by_side_are_both_there(pair: tuple[str, str], gap: str) -> None:
    left, right = (COLUMNS[language] for language in pair)
    facts = of_text("\n".join(f"{one}{gap}{other}" for one, other in zip(left, right, strict=True)))
    assert {language for language, _ in facts.languages} == set(pair)
    assert [told(facts, language) for language in pair] == [[], []]
    assert [each.code for each in facts.contradictions("et")] == ["L303"]


@pytest.mark.parametrize("language", COLUMNS)
def test_lines_of_one_language_are_of_one(language: str) -> None:
    assert of_text("\n".join(COLUMNS[language] * 3)).languages == ((language, 1.0),)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Les Parties  The Parties"], ["Les Parties", "The Parties"]),
        (["Les Parties\tThe Parties", ""], ["Les Parties", "The Parties"]),
        (["one word of it"], ["one word of it"]),
        (
            ["Les Parties conviennent de The Parties agree to exchange experience"],
            ["Les Parties conviennent de The", "Parties agree to exchange experience"],
        ),
        (["x" * 60], ["x" * 60]),
        ([], []),
    ],
)
def test_lines_are_cut_where_columns_may_be(lines: list[str], expected: list[str]) -> None:
    assert pieces(lines) == expected


def test_cyrillic_that_was_recognised_as_latin_letters_accuses_nobody() -> None:
    facts = of_text(
        "CTopOHbI AOrOBOpuJIuCb ObMeHuBaTbCR OnbITOM nJIaHupOBaHuR perHOHaJIbHbIX nporpaMM H npHrJIaIIIaTb\n"
        "APyr APyra Ha ceMHHapbI, a TaKxKe exKeroAHO OTHuTbIBaTbCR O TOM, HTO cAeJIaHO B ObeHx cTpaHax"
    )
    assert facts.doubts == ("its words are none: perhaps a font draws another script with Latin letters",)
    assert [told(facts, language) for language in ("ru", "en")] == [[], []]


ARABIC = (
    "ﺗﺨﻄﻴﻂ ﻣﺠﺎل ﻓﻲ اﻟﺨﺒﺮات ﺗﺒﺎدل ﻋﻠﻰ اﻟﻄﺮﻓﺎن اﺗﻔﻖ اﻟﻄﺮف ﻣﻮﻇﻔﻲ ﻣﻨﻬﻤﺎ ﻛﻞ وﻳﺪﻋﻮ اﻹﻗﻠﻴﻤﻴﺔ اﻟﺒﺮاﻣﺞ واﻷﻧﻬﺎر اﻟﻤﺪن ﺗﻤﻮﻳﻞ ﺣﻮل دراﺳﻴﺔ "
    "ﺣﻠﻘﺎت إﻟﻰ اﻵﺧﺮ ﻛﻼ ﻓﻲ إﻧﺠﺎزه ﺗﻢ ﻋﻤﺎ ﺗﻘﺮﻳﺮا ﺳﻨﺔ ﻛﻞ وﻳﻘﺪﻣﺎن"
)


def test_arabic_that_is_written_as_it_is_drawn_is_arabic() -> None:
    facts = of_text(f"{ARABIC}\n{ENGLISH}")
    assert {language for language, _ in facts.languages} == {"ar", "en"}
    assert [told(facts, language) for language in ("ar", "en")] == [[], []]
    assert told(of_text(ARABIC), "fa") == ["L303 error: the text is in ar, the record says fa"]


def test_a_text_in_the_script_of_the_record_that_was_not_identified_accuses_nobody() -> None:
    facts = DocumentFacts(
        "a.pdf", True, scripts=(("Latn", 0.52), ("Arab", 0.48)), languages=(("en", 1.0),), letters=900, words=90
    )
    assert [told(facts, language) for language in ("ar", "fa", "ur")] == [[], [], []]
    assert told(facts, "fr") == ["L303 error: the text is in en, the record says fr"]
    assert told(facts, "ka") == ["L304 error: the text is written in Latn, and ka in Geor"]


def test_scripts_that_a_language_mixes_count_together(tmp_path: Path) -> None:
    japanese = "両当事者は、地域計画及び地域政策の立案に関する経験を交換することに合意する。\n" * 2
    (tmp_path / "a.txt").write_text(f"{japanese}{ENGLISH}\n{ENGLISH}", encoding="utf-8")
    facts = dialogues.inspect(tmp_path / "a.txt")
    shares = dict(facts.scripts)
    assert max(shares["Hani"], shares["Hira"]) < 0.2 < shares["Hani"] + shares["Hira"]
    assert told(facts, "ja") == told(facts, "en") == []
    assert told(facts, "ka") == ["L304 error: the text is written in Latn, and ka in Geor"]


@pytest.mark.parametrize(
    ("text", "family", "other"),
    [
        (
            "Stranke su suglasne razmjenjivati iskustva o planiranju regionalnih programa. One pozivaju svoje "
            "službenike na seminare o financiranju gradova i rijeka te svake godine izvješćuju o učinjenom.",
            ("hr", "bs", "sr"),
            "sl",
        ),
        (
            "Para Pihak sepakat untuk saling bertukar pengalaman mengenai perencanaan program wilayah. Mereka saling "
            "mengundang pejabat untuk menghadiri seminar tentang pembiayaan kota dan sungai.",
            ("id", "ms"),
            "tr",
        ),
    ],
)
def test_relatives_that_nobody_tells_apart_are_told_from_others(
    text: str, family: tuple[str, ...], other: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    facts = dialogues.inspect(tmp_path / "a.txt")
    assert [told(facts, language) for language in family] == [[]] * len(family)
    ((language, _),) = facts.languages
    assert told(facts, other) == [f"L303 error: the text is in {language}, the record says {other}"]


def with_signs_lost(text: str, every: int) -> str:
    return "".join("\x05" if at % every == 0 else char for at, char in enumerate(text, 1))


def test_letters_that_were_read_tell_their_script_where_signs_were_lost() -> None:
    thai = (
        "คู่ภาคีตกลงที่จะแลกเปลี่ยนประสบการณ์ในการวางแผนโครงการระดับภูมิภาค ทั้งสองฝ่ายจะเชิญเจ้าหน้าที่เข้าร่วมการสัมมนา"
        "เกี่ยวกับการจัดหาเงินทุนสำหรับเมืองและแม่น้ำ และจะรายงานทุกปีถึงสิ่งที่ได้ดำเนินการในทั้งสองประเทศ "
    )
    facts = of_text(with_signs_lost(thai, 12))
    assert facts.doubts == ("its text cannot be decoded: many of its codes stand for no character",)
    assert told(facts, "th") == []
    assert told(facts, "lo") == ["L304 error: the text is written in Thai, and lo in Laoo"]
    latin = of_text(with_signs_lost(ENGLISH, 12))
    assert latin.doubts == facts.doubts
    assert [told(latin, language) for language in ("en", "fr", "th")] == [[], [], []]


def of_text(text: str) -> DocumentFacts:
    facts = facts_of_text([text])
    return DocumentFacts(
        "a.pdf",
        True,
        scripts=tuple(facts["scripts"]),
        languages=tuple(facts["languages"]),
        doubts=tuple(facts["doubts"]),
        letters=facts["letters"],
        words=facts["words"],
    )


def drawn(lines: list[list[str]], *, picture: bool = True) -> bytes:
    """Write pages of lines in Helvetica, each over a picture."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(lines)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(lines)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        stream(b"\0", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "),
        b"<< >>",
    ]
    images = "/XObject << /Im 4 0 R >>" if picture else ""
    for at, page in enumerate(lines):
        shown = b" T* ".join(b"(" + line.encode("latin-1") + b") Tj" for line in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * at} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {images} >> >>".encode()
        )
        objects.append(stream(b"BT /F1 10 Tf 12 TL 50 780 Td " + shown + b" ET"))
    return write(objects)


@pytest.mark.parametrize(
    ("lines", "picture", "layer"),
    [
        ([["Downloaded on 3 May, page 1 of 2"], ["Downloaded on 3 May, page 2 of 2"]], True, "none"),
        ([["Registered with the Secretariat on 12 March"]], True, "none"),
        ([["Registered with the Secretariat on 12 March"]], False, "all"),
        ([[FRENCH[:90], FRENCH[90:]], ["Page 2"]], True, "all"),
        ([["Archive of the Ministry", "Annex"], ["Archive of the Ministry"]], True, "some"),
    ],
)
def test_a_line_that_other_pages_repeat_over_a_picture_is_a_stamp(
    lines: list[list[str]], picture: bool, layer: str, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn(lines, picture=picture))
    assert dialogues.inspect(tmp_path / "a.pdf").text_layer == layer


FONTS = {
    "numbers": (
        "<< /Type /Font /Subtype /Type3 /Encoding << /Differences [0 /g1 /g2 /g3 /g4] >> /FontMatrix [1 0 0 1 0 0] >>",
        "its text cannot be decoded: the font  names its glyphs by numbers",
    ),
    "legacy": (
        "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+KrutiDev010 /Encoding /WinAnsiEncoding >>",
        "its text cannot be decoded: the font KrutiDev010 draws other letters than its codes say",
    ),
    "georgian": (
        "<< /Type /Font /Subtype /Type1 /BaseFont /AcadNusx /Encoding /WinAnsiEncoding >>",
        "its text cannot be decoded: the font AcadNusx draws other letters than its codes say",
    ),
    "own encoding": (
        "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Foreign /FontDescriptor << /Flags 4 >> >>",
        "its text cannot be decoded: the font Foreign has an encoding of its own and does not tell it",
    ),
    "plain": ("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", ""),
    "differences": (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Own /Encoding << /Differences [65 /A /B /C /eacute] >> >>",
        "",
    ),
}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_whose_codes_mean_nothing_is_told(name: str, tmp_path: Path) -> None:
    font, doubt = FONTS[name]
    content = stream(b"BT /F1 10 Tf 50 780 Td (" + ENGLISH.encode() + b") Tj ET")
    (tmp_path / "a.pdf").write_bytes(
        write(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
                b" /Resources << /Font << /F1 5 0 R >> >> >>",
                content,
                font.encode(),
            ]
        )
    )
    facts = dialogues.inspect(tmp_path / "a.pdf")
    assert list(facts.doubts) == ([doubt] if doubt else [])
    assert told(facts, "ka") == ([] if doubt else ["L304 error: the text is written in Latn, and ka in Geor"])


# Each text may be the language before it, and is the one behind it; the last is what the record is told.
RELATIVES = {
    "uk": "Сторони домовилися обмінюватися досвідом планування регіональних програм, запрошувати одна одну на семінари "
    "та щороку звітувати про зроблене в обох країнах, її області й ґрунти.",
    "ru": "Стороны договорились обмениваться опытом планирования региональных программ, приглашать друг друга на "
    "семинары и ежегодно отчитываться о сделанном в обеих странах; это объединяет.",
    "cs": "Strany se dohodly, že si budou vyměňovat zkušenosti s plánováním regionálních programů, zvát se na semináře a "
    "každý rok podávat zprávu o tom, co bylo uděláno v obou zemích.",
    "sk": "Strany sa dohodli, že si budú vymieňať skúsenosti s plánovaním regionálnych programov, pozývať sa na semináre "
    "a každý rok podávať správu o tom, čo sa vykonalo v oboch krajinách; ľudia, vôľa, päť.",
}


@pytest.mark.parametrize(("said", "other"), [("uk", "ru"), ("ru", "uk"), ("cs", "sk"), ("sk", "cs")])
def test_near_relatives_are_told_apart_by_their_letters(said: str, other: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RELATIVES[said] * 2, encoding="utf-8")
    facts = dialogues.inspect(tmp_path / "a.txt")
    assert told(facts, said) == []
    assert told(facts, other) == [f"L303 error: the text is in {said}, the record says {other}"]


@pytest.mark.parametrize("language", ["hi", "mr", "ne", "mai", "sa"])
def test_relatives_that_letters_do_not_tell_apart_accuse_nobody(language: str, tmp_path: Path) -> None:
    hindi = "दोनों पक्ष क्षेत्रीय कार्यक्रमों की योजना के अनुभव का आदान-प्रदान करने पर सहमत हैं और हर वर्ष मिलेंगे। "
    (tmp_path / "a.txt").write_text(hindi * 5, encoding="utf-8")
    assert told(dialogues.inspect(tmp_path / "a.txt"), language) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "L303 error: the text is in en, the record says pt"),
        (ENGLISH[:90], "L305 warning: the text is in en, the record says pt, as far as so little text tells"),
        (
            "The Parties agree to report every year\n" * 8,
            "L305 warning: the text is in en, the record says pt, as far as so little text tells",
        ),
    ],
)
def test_little_text_or_few_words_are_no_proof(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert told(dialogues.inspect(tmp_path / "a.txt"), "pt") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "nksuksa i{k {ks=h; dk;ZØeksa dh ;kstuk ds vuqHko dk vknku&iznku djus ij lger gSaA ",
        "mxareebi Tanxmdebian gacvalon gamocdileba dagegmvis sferoSi da waradginon angariSi samuSaos Sesaxeb. ",
        "7KH\x033DUWLHV\x03DJUHH\x03WR\x03H[FKDQJH\x03H[SHULHQFH\x03RQ\x03WKH\x03SODQQLQJ ",
        "xkqf wmzv jjqp tthrx vvgk plmnb qwrtz zxcvb hgfds lkjhg mnbvc rtzuw ",
    ],
)
def test_what_is_no_language_accuses_nobody(text: str) -> None:
    facts = facts_of_text([text * 9])
    told = DocumentFacts("a.pdf", True, **{key: facts[key] for key in ("scripts", "languages", "letters", "words")})
    assert facts["doubts"] or told.contradictions("en") == (), facts


def test_romanised_text_is_no_proof_of_its_language() -> None:
    assert facts_of_text(["Storony dogovorilis obmenivatsya opytom planirovaniya regionalnykh programm. " * 6])[
        "languages"
    ] != [("ru", 1.0)]


@pytest.mark.parametrize(
    ("file", "declared", "language", "expected"),
    [
        ("lang-utf16.pdf", "EN-CA", "en", []),
        ("lang-x-unknown.pdf", "x-unknown", "en", []),
        ("xmp-only.pdf", "es-CL", "es", []),
        ("content-language.html", "uk", "uk", []),
    ],
)
def test_what_a_file_declares(file: str, declared: str, language: str, expected: list[str]) -> None:
    facts = dialogues.inspect(FOLDER / file)
    assert facts.declared == declared
    assert told(facts, language) == expected


@pytest.mark.parametrize("declared", ["x-unknown", "mis", "und", "zxx", "x-default"])
def test_some_declarations_say_nothing(declared: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([FRENCH], lang=declared))
    facts = dialogues.inspect(tmp_path / "a.pdf")
    assert (facts.declared_language, told(facts, "fr")) == (None, [])


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        ("<html lang=uk><meta http-equiv=content-language content=ru>", "uk"),
        ('<html><meta content="uk, ru" http-equiv="Content-Language">', None),
        ("<html><META HTTP-EQUIV='Content-Language' CONTENT='uk'>", "uk"),
        ("<html><body class=x lang='uk'>", "uk"),
        ("<html lang=''><meta http-equiv=content-language content=uk>", "uk"),
        ("<html><meta name=language content=uk>", None),
    ],
)
def test_where_a_page_declares_its_language(head: str, declared: str | None, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"{head}<p>{RELATIVES['uk']}</p>", encoding="utf-8")
    assert dialogues.inspect(tmp_path / "a.html").declared == declared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D:2007", "2007"),
        ("D:200711", "2007-11"),
        ("D:20071129", "2007-11-29"),
        ("D:2007112912", "2007-11-29T12:00:00"),
        ("D:20071129120000Z", "2007-11-29T12:00:00+00:00"),
        ("D:20071129120000-03'00'", "2007-11-29T12:00:00-03:00"),
        ("20071129120000+0530", "2007-11-29T12:00:00+05:30"),
        ("29 November 2007", None),
        ("", None),
    ],
)
def test_dates_keep_their_precision(text: str, expected: str | None) -> None:
    assert date_of(text) == expected


def test_a_title_in_xmp_alone_is_read_and_what_differs_is_noted(run: Callable[..., Result]) -> None:
    assert dialogues.inspect(FOLDER / "xmp-only.pdf").title == "Carta de intenciones"
    assert dialogues.inspect(FOLDER / "date-year.pdf").created == "2007"
    output = run("inspect", str(FOLDER / "no-tounicode-en.pdf"), "--language", "en").stdout
    assert "  languages  not known\n" in output
    assert "  beware     its text cannot be decoded: the font Times does not say what its\n" in output


@pytest.mark.parametrize(("marked", "tagged"), [("true", True), ("false", False)])
def test_what_says_that_it_is_not_tagged_is_not(marked: str, tagged: bool, tmp_path: Path) -> None:
    content = pdf([FRENCH], tagged=True).replace(b"/Marked true", f"/Marked {marked}".encode())
    (tmp_path / "a.pdf").write_bytes(content)
    assert dialogues.inspect(tmp_path / "a.pdf").tagged is tagged


def test_errors_are_beyond_doubt() -> None:
    facts = DocumentFacts("a.pdf", True, scripts=(("Latn", 1.0),), languages=(("en", 1.0),), letters=5_000, words=400)
    (found,) = facts.contradictions("pt")
    assert found.severity is Severity.ERROR


# What is found by less work


LINES = st.lists(
    st.sampled_from([FRENCH, ENGLISH, *IN_ARMENIAN]).flatmap(
        lambda each: st.tuples(st.integers(0, len(each) - 1), st.integers(5, 70)).map(
            lambda cut: each[cut[0] : cut[0] + cut[1]]
        )
    ),
    min_size=1,
    max_size=8,
)


@given(LINES)
@example([ENGLISH[:60], ENGLISH[60:120], FRENCH[:60], FRENCH[60:120]])
@example([ENGLISH[:60], ENGLISH[60:120], ENGLISH[120:], FRENCH[:60]])
@settings(max_examples=200, deadline=None)
def test_a_language_is_found_without_asking_for_all_lines(lines: list[str]) -> None:
    letters = sum(map(letters_of, lines))
    assert text._languages_in(lines, letters) == _all_asked(lines, letters)


def _all_asked(lines: list[str], letters: int) -> dict[str, int]:
    one = text._language_of(" ".join(lines))
    parts = pieces(lines) if one not in text._ONE_LANGUAGE.values() else []
    if len(parts) < 4:
        return {one: letters}
    said: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        said[text._language_of(part)].append(part)
    found = {language: letters_of(" ".join(of_it)) for language, of_it in said.items() if language}
    two = [language for language, number in found.items() if number >= letters / 4]
    if len(two) < 2 or confusable(*two[:2]):
        return {one: letters}
    if any(text._language_of(" ".join(said[language])) != language for language in two):
        return {one: letters}
    return {language: letters * found[language] // sum(found[each] for each in two) for language in two}


@given(st.text("abAÀà {};=|^~<>.", max_size=80))
@settings(max_examples=300)
def test_a_text_without_signs_has_no_strange_word(line: str) -> None:
    strange = any(legibility._STRANGE.search(word) for word in line.split())
    assert not strange or legibility._PERHAPS_STRANGE.search(line)
