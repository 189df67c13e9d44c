"""Names: countries, organisations and records found by any name, in any language, and never by guess."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import thread_time
from unicodedata import normalize

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from dialogues.errors import AmbiguousName, UnknownName
from dialogues.languages import identify_language, tables
from dialogues.languages.former_countries import former_countries
from dialogues.languages.territories import find_territories, names_of_territories, similar_territories
from dialogues.names.folding import fold, fold_accents, without_article
from dialogues.names.index import NameIndex, build
from dialogues.names.variants import variants
from dialogues.records.identifiers import country_code
from dialogues.registry.found import Found
from dialogues.registry.name_book import NameBook

HERE = Path(__file__).parent

with (HERE / "names.tsv").open(encoding="utf-8", newline="") as lines:
    TABLE = [
        (row["name"], row["language"], row["expected"])
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def subjects(found: tuple[Found, ...]) -> set[str]:
    """Give what bears the name itself: countries and organisations, not the records whose titles have its words."""
    return {
        each.country or (f"@{each.record.id}" if each.record is not None else "")
        for each in found
        if each.how not in ("title word", "year")
    }


def test_the_table_is_large_enough() -> None:
    kinds = Counter("none" if expected == "-" else "several" if " " in expected else "one" for _, _, expected in TABLE)
    assert len(TABLE) >= 400
    assert len({language for _, language, _ in TABLE}) >= 25
    assert kinds["several"] >= 30
    assert kinds["none"] >= 60


@pytest.mark.parametrize(("name", "language", "expected"), TABLE)
def test_a_name_means_what_people_mean_by_it(
    registry: dialogues.Registry, name: str, language: str, expected: str
) -> None:
    found = tuple(each for each in registry.find(name) if each.named)
    assert subjects(found) == (set() if expected == "-" else set(expected.split())), language
    named = [each for each in found if each.how not in ("title word", "year")]
    assert all(each.shared for each in named) or len(named) < 2


PARTNERS = "CN RU BR UA GE MD CL PE AR JP MX CO IN"
MEMBERS = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
# Persian calls Latvia what Mazanderani calls Lithuania.
SHARED_BY_MEMBERS = {"لتونی"}

EVERY_NAME = """
from babel import localedata
wanted = set("{codes}".split())
for locale in sorted(localedata.locale_identifiers()):
    for code, name in localedata.load(locale, merge_inherited=False).get("territories", {{}}).items():
        if code in wanted:
            print(code, name, sep="\\t")
"""


@pytest.mark.parametrize("codes", [PARTNERS, MEMBERS], ids=["partners", "members"])
def test_every_name_cldr_has_means_exactly_that_country(codes: str) -> None:
    listed = subprocess.run(  # in a process of its own: Babel merges locales with their parents as they are used
        [sys.executable, "-c", EVERY_NAME.format(codes=codes)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    names = [line.split("\t") for line in listed.stdout.splitlines()]
    assert len(names) > 3000
    wrong = {name for code, name in names if [each.code for each in find_territories(name)] != [code]}
    assert wrong == (SHARED_BY_MEMBERS if codes == MEMBERS else set())


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("Dahomey", "BJ", "former name"),
        ("Upper Volta", "BF", "former name"),
        ("Burma", "MM", "former name"),  # small locales of CLDR have no other name
        ("Birmanie", "MM", "former name"),
        ("Swaziland", "SZ", "former name"),  # CLDR keeps it as a variant
        ("Свазиленд", "SZ", "former name"),
        ("Siam", "TH", "former name"),
        ("East Timor", "TL", "former name"),
        ("Moldavia", "MD", "CLDR name"),  # in Spanish and Italian, of today
        ("Timor oriental", "TL", "CLDR name"),  # in French
        ("Восточный Тимор", "TL", "CLDR name"),
        ("缅甸", "MM", "CLDR name"),
    ],
)
def test_a_former_name_is_told_from_one_of_today(registry: dialogues.Registry, text: str, code: str, how: str) -> None:
    assert [(each.country, each.how.value) for each in registry.find(text)] == [(code, how)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("china-2006", [("china-2006", "china-2006", None, "identifier", False)]),
        ("BRA", [("BR", "BRA", None, "code", False)]),
        ("el", [("GR", "EL", None, "code", False)]),
        ("Китай", [("CN", "Китай", "ru", "CLDR name", False)]),
        ("brasil", [("BR", "Brasil", "es", "CLDR name", False)]),
        ("osterreich", [("AT", "Österreich", "de", "CLDR name", False)]),
        ("Estados Unidos Mexicanos", [("MX", "Estados Unidos Mexicanos", "es", "long name", False)]),
        ("USSR", [("SUHH", "USSR", "en", "former name", False)]),
        ("NDRC", [("cn-national-development-and-reform-commission", "NDRC", None, "acronym", False)]),
        ("central american integration system",
         [("sica", "Central American Integration System", "en", "own name", False)]),
        ("Sistema de Integracion de Centro-America (SICA)",
         [("sica", "Sistema de Integracion de Centro-America (SICA)", "es", "own name", False)]),
        ("The European Commission", [("european-commission", "European Commission", "en", "own name", False)]),
        ("l’Union européenne", [("european-union", "Union européenne", "fr", "own name", False)]),
        ("2007", [("russia-2007", "2007", None, "year", True), ("brazil-2007", "2007", None, "year", True)]),
        ("MoU with Ukraine", [("ukraine-2009", "MoU with Ukraine", None, "title word", False)]),
        ("memorandum 2006", [("china-2006", "memorandum 2006", None, "title word", False)]),
        ("Brazl", []),
        ("", []),
        ("the", []),
    ],
)  # fmt: skip
def test_what_was_found_says_how(
    registry: dialogues.Registry, text: str, expected: list[tuple[str, str, str | None, str, bool]]
) -> None:
    found = [
        (
            each.country or (each.record.id if each.record is not None else ""),
            each.name,
            each.language,
            each.how.value,
            each.shared,
        )
        for each in registry.find(text)
    ]
    # Spellings that several languages share are told apart by case: which one is named is of no account.
    assert [(a, fold(b), c, d, e) for a, b, c, d, e in found] == [(a, fold(b), c, d, e) for a, b, c, d, e in expected]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Brazl", ("Brazil", "Brasil", "Brésil")),
        ("Germny", ("Germany",)),
        ("SEDATO", ("SEDATU",)),
        ("Росия", ("Россия",)),
        ("Br", ()),
        ("x" * 300, ()),
    ],
)
def test_suggestions(registry: dialogues.Registry, text: str, first: tuple[str, ...]) -> None:
    suggestions = registry.suggest(text)
    assert suggestions[: len(first)] == first
    assert len(suggestions) <= 5
    assert registry.find(text) == () or len(text) < 3


def test_a_partner_is_one_or_an_exception_with_candidates(registry: dialogues.Registry) -> None:
    china = registry.partner("Китай")
    assert (china.key, china.country, china.organisation, list(china.agreements)) == (
        "CN", "CN", None, ["china-2006", "china-2020-plan"],
    )  # fmt: skip
    sica = registry.partner("SICA")
    assert (sica.country, list(sica.agreements)) == (None, ["sica-2015"])
    assert sica.organisation is registry.organisations["sica"]
    with pytest.raises(UnknownName) as unknown:
        registry.partner("Brazl")
    assert str(unknown.value) == "nothing is called 'Brazl'; did you mean Brazil / Brasil / Brésil?"
    with pytest.raises(UnknownName):
        registry.partner("France")


def test_a_name_that_a_partner_shares_is_ambiguous(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "korea-2020.yaml").write_text(
        "title: {en: Declaration}\nkind: declaration\nparties: [{side: partner, country: KR}]\n"
    )
    registry = dialogues.load(tmp_path)
    with pytest.raises(AmbiguousName) as caught:
        registry.partner("Korea")
    assert str(caught.value) == "'Korea' is the name of several: KP, KR; use an id"
    assert registry.partner("South Korea").agreements.keys() == {"korea-2020"}


def test_a_record_is_resolved_by_any_name(registry: dialogues.Registry) -> None:
    assert registry.resolve("México").id == "mexico-2014"
    assert registry.resolve("SICA").id == "sica"
    assert registry.resolve("SICA", documents=True).id == "sica-2015"
    with pytest.raises(AmbiguousName) as caught:
        registry.resolve("日本")
    assert str(caught.value) == "'日本' is the name of several: japan-2013, japan-2021; use an id"
    with pytest.raises(UnknownName) as unknown:
        registry.resolve("Narnia")
    assert isinstance(unknown.value, LookupError)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("Guinea‑Bissau", "guinea bissau"),
        ("ＲＵＳＳＩＡ", "russia"),
        ("  the   Gambia ", "the gambia"),
        ("\u202eBrasil\u202c", "brasil"),
        ("Bra\u200bsil", "brasil"),
        ("ÇİN", "çin"),
        ("भारत", "भारत"),
        ("\ud800", ""),
        ("x" * 300, "x" * 200),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold_accents(fold_accents(name)) == fold_accents(name)
    assert len(without_article(fold(name))) <= len(fold(name))


HOSTILE = [
    "a" * 100_000,
    "\ud800" * 50,
    "\u202e" * 100,
    "\u200b" * 100,
    "é" * 200,
    "ﷺ" * 200,
    "\x00",
    "a " * 90,
    "-" * 200,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_answered_quickly(registry: dialogues.Registry, text: str) -> None:
    registry.suggest("warm up")
    seconds = []
    for number in range(10):
        start = thread_time()
        registry.find(text + " " * number)
        registry.suggest(text)
        seconds.append(thread_time() - start)
    assert min(seconds) < 0.01  # the best of ten, of our own time: a pause of the machine is not ours


def test_a_registry_found_in_still_pickles(registry: dialogues.Registry) -> None:
    import pickle

    registry.find("Brasil")
    assert registry.dialogues
    twin = pickle.loads(pickle.dumps(registry))  # noqa: S301  # our own bytes
    assert twin.find("NDRC") == registry.find("NDRC")


def sourced(file: str) -> list[dict[str, str]]:
    with (HERE.parent / "scripts" / "names" / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


# Names that are in use and plainly right, but for which no source was read yet; it becomes less, never more.
UNSOURCED = {"long-names.tsv": 0, "short-names.tsv": 46, "former-names.tsv": 57, "official-names.tsv": 9}


@pytest.mark.checkout
def test_every_name_of_our_own_has_a_source() -> None:
    known, used = [row["key"] for row in sourced("sources.tsv")], Counter[str]()
    for file, unsourced in UNSOURCED.items():
        sources = Counter(row["source"] for row in sourced(file))
        assert (file, sources.pop("common usage", 0) + sources["everyday"]) == (file, unsourced)
        used += sources
    assert Counter(known) == Counter(set(used))
    long_names = sourced("long-names.tsv")
    assert {row["kind"] for row in long_names} == {"long", "former"}
    spoken = {(row["code"], row["language"]) for row in long_names if row["kind"] == "long"}
    for code in f"{PARTNERS} {MEMBERS}".split():
        assert {(code, language) for language in ("ar", "en", "es", "fr", "ru", "zh")} <= spoken


@pytest.mark.checkout
@pytest.mark.parametrize("file", ["short-names.tsv", "official-names.tsv"])
def test_what_is_said_to_be_of_cldr_is(file: str) -> None:
    """A name is CLDR's, or stands in brackets behind one; a shared one stands within the names of all its states."""
    alternatives = json.loads((HERE.parent / "scripts/cldr/territory-alternatives.json").read_text(encoding="utf-8"))

    def names(language: str, code: str) -> list[str]:
        others = alternatives.get(language.replace("_", "-"), {})
        return [
            fold(name)
            for name in (
                Locale.parse(language.replace("-", "_")).territories.get(code, ""),
                *(name for key, name in others.items() if key.startswith(f"{code}-alt-")),
            )
        ]

    for row in sourced(file):
        held = [names(row["language"], code) for code in row["code"].split(",")]
        name = fold(row["name"])
        if row["source"] == "cldr":
            assert any(name in (each, each.partition("(")[2].rstrip(")")) for each in held[0]), row
        elif row["source"] == "cldr-shared":
            assert all(any(name in each for each in of_state) for of_state in held), row


def index(*names: tuple[str, str, str]) -> NameIndex:
    return NameIndex(build(names, babel_version="-"))


def test_of_the_codes_that_share_a_name_the_one_that_most_locales_call_so_stands_first() -> None:
    names = index(("Lad", "aa", "en"), ("Lad", "zz", "fr"), ("Lad", "zz", "de"))
    assert [(each.code, each.uses) for each in names.find("lad")] == [("zz", 2), ("aa", 1)]
    assert [str(identify_language(label).tag) for label in ("makua", "ladin")] == ["vmw", "lld"]


def test_the_uses_of_two_spellings_count_together() -> None:
    names = index(("élan", "zz", "fr"), ("èlan", "zz", "it"), ("elân", "aa", "ro"))
    assert [(each.code, each.uses, each.exact) for each in names.find("elan")] == [("zz", 2, False), ("aa", 1, False)]


@pytest.mark.parametrize(
    ("text", "name"), [("Portgl", "Portugal"), ("Portuugaal", "Portugal"), ("Belgiumiumium", None)]
)
def test_names_that_have_two_letters_more_or_less_are_suggested(text: str, name: str | None) -> None:
    found = [each.name for each in names_of_territories().similar(text, limit=20)]
    assert (name in found) if name else found == []


with (HERE / "party-names.tsv").open(encoding="utf-8", newline="") as lines:
    PARTIES = [
        (row["name"], row["expected"], row["source"])
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


@pytest.mark.parametrize(("name", "expected", "source"), PARTIES, ids=[row[0] for row in PARTIES])
def test_a_party_is_found_as_a_treaty_prints_it(name: str, expected: str, source: str) -> None:
    assert source
    assert sorted(each.code for each in find_territories(name)) == ([] if expected == "-" else expected.split())


def test_every_code_of_iso_3166_1_is_found_in_its_three_forms_and_no_code_that_the_check_refuses() -> None:
    assert len(tables.countries()) == 250
    for code in tables.countries():
        three, numeric = tables.region_codes()[code]
        forms = [code, three] if code == "XK" else [code, three, numeric]
        assert [[each.code for each in find_territories(form)] for form in forms] == [[code]] * len(forms)
        assert country_code(code) == code
    # Every code that any name leads to is one of a country of today, or of a state that is no more.
    known = tables.countries() | {code for code, each in former_countries().items() if each.today is None}
    names = names_of_territories()
    for initial in "abcdefghijklmnopqrstuvwxyzабвгдеиклмнопрстуфяاب中日":
        for key in names.keys(initial):
            assert {each.code for each in names.find_exactly(key)} <= known


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Democratic Socialist Federation of Brazil", ["BR"]),
        ("Republic of Viet Nam", ["VN"]),
        ("Germny", ["DE"]),
        ("East Germny", ["DDDE"]),
        ("Czechoslovakya", ["CSHH"]),
        ("Chinaa", ["CN"]),
    ],
)
def test_a_suggestion_is_the_country_in_the_text_and_never_its_opposite(text: str, codes: list[str]) -> None:
    assert find_territories(text) == ()
    assert list(dict.fromkeys(each.code for each in similar_territories(text)))[:1] == codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("S. Korea", "KR"),
        ("N Korea", "KP"),
        ("Korea, S.", "KR"),
        ("Korea (N.)", "KP"),
        ("N. Macedonia", "MK"),
        ("W. Sahara", "EH"),
        ("Kosovo*", "XK"),
        ("Kosovo (*)", "XK"),
        ("Kosovo [1]", "XK"),
        ("Kosovo¹", "XK"),
        ("Kosovo* ", "XK"),
        ("the Netherlands **)", "NL"),
        ("S. Africa*", "ZA"),
        ("N. Ireland", None),  # a part of a state, and not the state that is called so with less
        ("N. Brazil", None),
        ("*", None),
        ("[1]", None),
    ],
)
def test_a_side_may_be_abbreviated_and_a_footnote_is_no_part_of_a_name(name: str, code: str | None) -> None:
    assert [each.code for each in find_territories(name)] == ([code] if code else [])


# How people come to write a name otherwise than it is spelled.
_WRITTEN = (
    str,
    str.upper,
    str.title,
    str.lower,
    fold,
    fold_accents,
    lambda name: normalize("NFD", name),
    lambda name: normalize("NFKD", name),
    lambda name: f" {name}\u00a0",
    lambda name: name.replace(" ", "  "),
    lambda name: name.replace(" ", "-"),
    lambda name: f"the {name}",
    lambda name: f"{name}*\n",
    lambda name: name[:3],
    lambda name: "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in name),
)


@given(st.sampled_from([name for name, _, _ in TABLE]) | st.text(max_size=6), st.sampled_from(_WRITTEN))
def test_a_name_means_the_same_however_short_the_way_to_it(name: str, written: Callable[[str], str]) -> None:
    text = written(name)
    found = [(each.country, each.name, each.language, each.shared) for each in NameBook({}).find(text)]
    known = find_territories(text)
    assert found == [(each.code, each.name, each.language or None, len(known) > 1) for each in known]


@given(st.text(max_size=80) | st.text("STst&,() ofthe'", max_size=80) | st.text("nS. *†[1](2)¹", max_size=20))
def test_other_ways_to_write_a_name_are_few_and_folded(name: str) -> None:
    found = list(variants(name))
    assert len(found) < 400
    assert len(set(found)) == len(found)
    assert fold(name) not in found


@pytest.mark.parametrize(
    ("every_spelling", "names"),
    [
        (False, {"es": "Islas Baleares", "es-MX": "Islas Baleares", "ca": "Illes Balears", "zh": "巴利阿里"}),
        (True, {"es": "Islas Baleares", "es-MX": "Islas baleares", "ca": "Illes Balears", "zh": "巴利阿里"}),
    ],
)
def test_an_index_gives_the_names_of_a_code(every_spelling: bool, names: dict[str, str]) -> None:
    rows = [
        ("Islas Baleares", "ES-IB", "es"),
        ("Islas baleares", "ES-IB", "es_MX"),
        ("Illes Balears", "ES-IB", "ca"),
        ("巴利阿里", "ES-IB:former", "zh"),
        ("巴利", "ES-IBX", "zh"),  # a longer code
        ("Illes", "XES-IB", "ca"),  # likewise
    ]
    index = NameIndex(build(rows, babel_version="0", every_spelling=every_spelling))
    assert index.names_of("ES-IB") == names
    assert index.names_of("ES-I") == {}
    assert [(each.code, each.uses) for each in index.find("ISLAS BALEARES")] == [("ES-IB", 2)]
