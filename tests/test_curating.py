"""Beginning records: from an empty folder to a checked registry, with little written by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dialogues
from dialogues.errors import AmbiguousName, AmbiguousValue, InvalidDate, UnknownName, UnknownValue
from dialogues.files.understood import date_of, party_of, word_of
from dialogues.languages.catalogue import LANGUAGES, label
from dialogues.names.folding import fold, fold_accents
from dialogues.records import RECORD_TYPES
from dialogues.vocabulary import InstrumentKind, OrganisationKind, Status

Run = Callable[..., Result]


def called(run: Run, call: str, *more: str) -> Result:
    return run(*call.split(), *more)


@pytest.fixture
def leipzig(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry of a city, begun in an empty folder that one stands in."""
    monkeypatch.chdir(tmp_path)
    result = called(
        run, "new registry --own Leipzig --kind city-authority --partner Germany --licence CC0-1.0 --name X"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "new: organisations/leipzig.yaml\n"
        "new: registry.yaml\n"
        "to do: organisations/leipzig.yaml:1:1: G805 info: nothing names the organisation (name it where it takes part)\n"
    )
    return tmp_path


QUOTES = [
    ("South Korea", "12 March 2018", "ko", "On 12 March 2018 Leipzig and South Korea signed a memorandum of understanding in English and Korean"),
    ("Brasil", "2019-05-01", "pt", "On 1 May 2019 Leipzig and Brazil signed a memorandum of understanding in Portuguese"),
    ("日本", "2020-06", "ja", "In June 2020 Leipzig and Japan signed a memorandum of understanding in Japanese"),
]  # fmt: skip


@pytest.mark.usefixtures("leipzig")
def test_from_an_empty_folder_to_three_agreements_that_pass(run: Run) -> None:
    """Nothing is written by hand but the words of the source: three lines where they are not given with the call."""
    for partner, date, language, quote in QUOTES:
        call = (
            "--kind",
            "MoU",
            "--source",
            f"https://www.leipzig.de/{language}",
            "--document",
            "en",
            "--document",
            language,
        )
        result = run("new", "agreement", "--partner", partner, "--date", date, *call, "--quote", quote)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.count("to do:") == 0
    checked = run("check", "--fail-on", "info")
    assert (checked.exit_code, checked.stdout) == (0, "7 records read: no findings\n")
    listed = run("list", "--in", "en-US")
    assert listed.stdout == (
        "ID                PARTNER      DATE            LANGUAGES\n"
        "south-korea-2018  South Korea  March 12, 2018  en, ko\n"
        "brazil-2019       Brazil       May 1, 2019     en, pt\n"
        "japan-2020        Japan        June 2020       en, ja\n"
    )


AGREEMENT = """\
title:
  en: Memorandum of understanding with South Korea
title_basis: descriptive  # official | rendered | descriptive
kind: memorandum-of-understanding
binding: unknown  # yes | no | unknown
parties:
  - {side: own, organisation: leipzig}
  - {side: partner, country: KR, organisation: ministry-of-land}
signed:
  - {date: 2018-03-12, place: Seoul}
authentic_languages: unknown
status: unknown  # planned | not-in-force | active | suspended | superseded | ended | unknown
documents:
  - {language: ko}
evidence:
  - for: [documents.0.language, kind, parties.1.country, parties.1.organisation, signed.0.date, signed.0.place]
    source: www-leipzig-de-korea
"""
ORGANISATION = """\
name:
  en: Ministry of Land
# eu-institution | eu-department | eu-body | international-organisation | government | ministry | agency |
# representative-office | parliament | state-or-province | regional-authority | city-authority | university |
# research-institute | company | bank | foundation | association | unknown
kind: unknown
country: KR
evidence:
  - {for: name.en, source: www-leipzig-de-korea}
"""
SOURCE = """\
title: Page of www.leipzig.de
address: https://www.leipzig.de/korea
class: unknown  # official | scholarly | press | reprint | project | mirror | unknown
"""


def test_what_is_missing_is_begun_and_what_a_person_must_fill_in_is_told(run: Run, leipzig: Path) -> None:
    call = "new agreement --date 2018-03-12 --kind MoU --source https://www.leipzig.de/korea --document ko"
    named = ("--partner", "South Korea", "--organisation", "Ministry of Land", "--place", "Seoul")
    result = called(run, call, *named)
    quote = "(quote at most 20 words, or say in a note where it stands: the page, the article)"
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "new: sources/www-leipzig-de-korea.yaml\n"
        "new: organisations/ministry-of-land.yaml\n"
        "new: agreements/south-korea-2018.yaml\n"
        f"to do: agreements/south-korea-2018.yaml:17:13: E509 warning: the evidence has neither a quote nor a note {quote}\n"
        f"to do: organisations/ministry-of-land.yaml:9:28: E509 warning: the evidence has neither a quote nor a note {quote}\n"
    )
    assert (leipzig / "agreements" / "south-korea-2018.yaml").read_text(encoding="utf-8") == AGREEMENT
    assert (leipzig / "organisations" / "ministry-of-land.yaml").read_text(encoding="utf-8") == ORGANISATION
    assert (leipzig / "sources" / "www-leipzig-de-korea.yaml").read_text(encoding="utf-8") == SOURCE
    # What is there now is not begun again; a second agreement of the year has a number.
    again = called(run, call, *named, "--dry-run")
    assert again.exit_code == 0
    assert again.stdout == "--- /dev/null\n+++ b/agreements/south-korea-2018-2.yaml\n@@ -0,0 +1,17 @@\n" + "".join(
        f"+{line}" for line in AGREEMENT.splitlines(keepends=True)
    )
    assert sorted(each.name for each in (leipzig / "agreements").iterdir()) == ["south-korea-2018.yaml"]


def test_a_record_hands_on_what_is_not_its_own(run: Run, leipzig: Path) -> None:
    call = "new agreement --partner Japan --date 2018 --kind LoI --source https://www.leipzig.de/x --document ja"
    assert called(run, call, "--quote", "Japan and Leipzig, 2018, letter of intent in Japanese").exit_code == 0
    result = run("new", "agreement", "--from", "japan-2018", "--date", "2020", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["id"], told["changes"], told["written"]) == (
        "japan-2020",
        [{"file": "agreements/japan-2020.yaml", "change": "new"}],
        True,
    )
    assert [(each["code"], each["message"]) for each in told["findings"]][:1] == [
        ("E501", "nothing says where the kind is from")
    ]
    assert dialogues.load(leipzig).agreements["japan-2020"].model_dump(mode="json", exclude_defaults=True) == {
        "id": "japan-2020",
        "title": {"en": "Letter of intent with Japan"},
        "kind": "letter-of-intent",
        "parties": [{"side": "own", "organisation": "leipzig"}, {"side": "partner", "country": "JP"}],
        "signed": [{"date": "2020"}],
    }


OTHERS: list[tuple[list[str], str, str]] = [
    (["event", "--name", "A day", "--kind", "seminar", "--date", "2019-05", "--place", "Leipzig", "--partner", "Japan"],
     "events/a-day-2019.yaml",
     "title:\n  en: A day\nkind: seminar\ndate: 2019-05\nplace:\n  city: Leipzig\npartners: [JP]\n"),
    (["publication", "--name", "Bericht", "--language", "de", "--kind", "report", "--date", "3. Mai 2019"],
     "publications/bericht-2019.yaml", "title:\n  de: Bericht\nkind: report\npublished: 2019-05-03\n"),
    (["organisation", "--name", "Ministerium", "--language", "de", "--kind", "ministry", "--partner", "Germany"],
     "organisations/ministerium.yaml", "name:\n  de: Ministerium\nkind: ministry\ncountry: DE\n"),
    (["person", "--name", "Nguyễn Văn An"], "people/nguyen-van-an.yaml", "name: Nguyễn Văn An\n"),
    (["theme", "--name", "Water"], "themes/water.yaml", "name:\n  en: Water\n"),
    (["programme", "--name", "P", "--kind", "programme", "--id", "p-1"], "programmes/p-1.yaml", "name:\n  en: P\nkind: programme\n"),
    (["cooperation", "--name", "C", "--place", "Leipzig"], "cooperations/c.yaml", "name:\n  en: C\nbasis: unknown"),
    (["source", "--source", "https://example.org/a b", "--kind", "press"], "sources/example-org-a-b.yaml",
     "title: Page of example.org\naddress: https://example.org/a%20b\nclass: press\n"),
]  # fmt: skip


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other[0][0])
def test_every_kind_of_record_can_be_begun(run: Run, leipzig: Path, other: tuple[list[str], str, str]) -> None:
    call, file, text = other
    result = run("new", *call)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (leipzig / file).read_text(encoding="utf-8").startswith(text)
    assert len(dialogues.load(leipzig)) == 2


def test_every_collection_has_a_kind_that_can_be_begun() -> None:
    from dialogues.files.begun import KINDS

    assert [*KINDS.values()] == [*RECORD_TYPES]


REFUSED: list[tuple[str, str, str]] = [
    ("agreement --partner Brazl", "UnknownName", "nothing is called 'Brazl'; did you mean Brazil / Brasil / Brésil?"),
    ("agreement --partner Korea", "AmbiguousName", "'Korea' is the name of several: KP, KR; use an id"),
    ("agreement --partner Japan --date 03/04/2012", "AmbiguousValue", "the date '03/04/2012' may be 2012-03-04 or 2012-04-03: write which"),
    ("agreement --partner Japan --kind memo", "UnknownValue", "no kind is called 'memo'; there are: "),
    ("agreement", "CannotDraft", "agreement: it needs a partner: --partner NAME, or --organisation NAME for a body"),
    ("agreement --partner Japan --id leipzig", "IdTaken", "the id 'leipzig' is that of one of the organisations: ids are unique over all collections"),
    ("agreement --partner Japan --id Japan", "CannotDraft", "Japan: an id is lower-case letters, digits and single hyphens, like china-2006"),
    ("agreement --partner Japan --source page", "CannotDraft", "page: the source is neither one of the registry's nor an address"),
    ("agreement --from leipzig", "CannotDraft", "leipzig: it is one of the organisations, and no pattern for the agreements"),
    ("agreement --from nothing", "UnknownRecord", "no record 'nothing'"),
    ("event", "CannotDraft", "event: it needs a title: --name TEXT"),
    ("theme --name X --date 2019", "CannotDraft", "2019: themes have no field for a date"),
    ("theme --name X --kind list", "CannotDraft", "list: themes have no field for a kind"),
    ("theme --name X --own Leipzig", "CannotDraft", "Leipzig: themes have no field for an own side"),
    ("person --name X --place Bonn", "CannotDraft", "Bonn: people have no field for a town"),
    ("event --name X --document en", "CannotDraft", "en: events have no field for a text"),
    ("source --name X --partner Japan", "CannotDraft", "Japan: sources have no field for a country"),
    ("source --source https://a.example --source https://b.example", "CannotDraft", "https://b.example: a source has one address, and neither a pattern nor a quote"),
    ("source --source https://a.example --quote words", "CannotDraft", "words: a source has one address, and neither a pattern nor a quote"),
    ("agreement --partner Japan --quote words", "CannotDraft", "words: a quote is of a source: name it with --source ID|URL"),
    ("event --name X --date 12-13.March.2020", "InvalidDate", "several days are no date: give the first and the last one by themselves: "),
    ("publication --name X --date 2019 --date 2020", "CannotDraft", "2020: publications have no field for another date"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "error", "told"), REFUSED, ids=lambda part: part[:40])
def test_what_is_not_understood_is_told_and_nothing_is_written(
    run: Run, leipzig: Path, call: str, error: str, told: str
) -> None:
    before = sorted(each.as_posix() for each in leipzig.rglob("*"))
    result = run("new", *call.split())
    assert (type(result.exception).__name__, result.stdout) == (error, "")
    assert str(result.exception).startswith(told)
    assert sorted(each.as_posix() for each in leipzig.rglob("*")) == before


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("--date 2019", "--date is not for a registry."),
        ("--source https://a.example", "--source is not for a registry."),
        ("--id a", "--id is not for a registry."),
        ("--kind ministry", "--kind and --partner are of the body that --own names."),
    ],
)
def test_what_a_registry_has_no_place_for_is_told(run: Run, tmp_path: Path, call: str, told: str) -> None:
    result = run("new", "registry", "--name", "X", "--licence", "MIT", "--data", str(tmp_path), *call.split())
    assert (result.exit_code, result.stderr.splitlines()[-1], [*tmp_path.iterdir()]) == (2, f"Error: {told}", [])


@pytest.mark.parametrize("option", ["--name", "--kind", "--place", "--quote", "--from", "--id", "--licence"])
def test_an_option_of_blanks_alone_is_refused(run: Run, leipzig: Path, option: str) -> None:
    result = run("new", "agreement", "--partner", "Peru", "--data", str(leipzig), option, " \t")
    name = "'--name' / '--title'" if option == "--name" else f"'{option}'"
    told = f"Error: Invalid value for {name}: it says nothing; leave it out."
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, told)
    assert not (leipzig / "agreements").exists()


def test_blanks_around_and_within_a_text_are_as_they_are_meant(run: Run, leipzig: Path) -> None:
    call = ("new", "theme", "--name", "  Air\n quality ", "--data", str(leipzig))
    assert run(*call).exit_code == 0
    assert (leipzig / "themes" / "air-quality.yaml").read_text(encoding="utf-8") == "name:\n  en: Air quality\n"


def test_a_registry_may_be_begun_in_a_new_folder(run: Run, tmp_path: Path) -> None:
    call = ("new", "registry", "--name", "X", "--licence", "MIT", "--data")
    mine = tmp_path / "mine"
    assert (run(*call, str(mine), "--dry-run").exit_code, mine.exists()) == (0, False)
    assert run(*call, str(mine)).exit_code == 0
    assert [each.name for each in mine.iterdir()] == ["registry.yaml"]
    again, file = run(*call, str(mine)), run(*call, str(mine / "registry.yaml"))
    assert (again.exit_code, again.stderr) == (2, f"Error: {mine}: it is a registry already\n")
    assert (file.exit_code, file.stderr) == (2, f"Error: {mine / 'registry.yaml'}: it is no folder\n")
    assert isinstance(run(*call, str(tmp_path / "a" / "b")).exception, FileNotFoundError)


def test_a_source_has_the_language_of_its_title(run: Run, leipzig: Path) -> None:
    called(run, "new source --name Rapport --language fr --id report")
    assert "\nlanguage: fr\n" in (leipzig / "sources" / "report.yaml").read_text(encoding="utf-8")


def test_an_event_has_a_first_and_a_last_day(run: Run, leipzig: Path) -> None:
    called(run, "new event --name Forum --kind seminar --date 2020-03-12 --date 13.03.2020")
    text = (leipzig / "events" / "forum-2020.yaml").read_text(encoding="utf-8")
    assert "date: 2020-03-12\nend: 2020-03-13\n" in text


def test_a_source_whose_address_is_there_is_begun_again_only_under_an_id(run: Run, leipzig: Path) -> None:
    called(run, "new source --source https://example.org/a")
    result = run("new", "source", "--source", "https://example.org/a")
    told = "https://example.org/a: example-org-a has that address; --id begins another source of it all the same"
    assert str(result.exception) == told
    called(run, "new source --source https://example.org/a --id later")
    assert sorted(each.name for each in (leipzig / "sources").iterdir()) == ["example-org-a.yaml", "later.yaml"]


def test_where_no_registry_is_nothing_is_begun(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = "no registry is here: name its folder with --data, or begin one: dialogues new registry"
    for call in (("new", "theme", "--name", "X"), ("stub",)):
        result = run(*call)
        assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {told}")
    assert run("new", "registry", "--name", "X").exit_code == 2


def test_the_own_side_is_to_be_filled_where_the_manifest_has_none(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "registry", "--name", "X", "--licence", "CC0-1.0").exit_code == 0
    result = run("new", "agreement", "--partner", "Norway", "--date", "1990")
    assert result.exit_code == 0
    assert "P402 error: the party has neither a country nor an organisation" in result.stdout or "side" in result.stdout
    text = (tmp_path / "agreements" / "norway-1990.yaml").read_text(encoding="utf-8")
    assert '  - {side: own}\n  - {side: partner, country: "NO"}\n' in text


# Stubs


def test_records_that_are_missing_are_begun_and_marked(run: Run, leipzig: Path) -> None:
    (leipzig / "agreements").mkdir()
    (leipzig / "agreements" / "oman-2001.yaml").write_text(
        "title: {en: X}\nkind: declaration\nthemes: [water]\nparties:\n"
        "  - {side: own, organisation: leipzig}\n"
        "  - {side: partner, country: OM, organisation: om-ministry, signatories: [{name: A, person: a-b}]}\n"
        "relations:\n  - {kind: supersedes, agreement: oman-1999}\n"
        "evidence:\n  - {for: [kind, parties], source: page, quote: x}\n",
        encoding="utf-8",
    )
    (leipzig / "sources").mkdir()
    (leipzig / "sources" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    result = run("stub")
    assert result.exit_code == 0
    made = [line.removeprefix("new: ") for line in result.stdout.splitlines() if line.startswith("new: ")]
    assert made == [
        "people/a-b.yaml",
        "organisations/om-ministry.yaml",
        "agreements/oman-1999.yaml",
        "sources/page.yaml",
        "themes/water.yaml",
    ]
    first = "# To fill: nothing is known of this but its id. Complete it from a source, then remove this line.\n"
    assert (
        (leipzig / "organisations" / "om-ministry.yaml")
        .read_text(encoding="utf-8")
        .startswith(f"{first}name:\n  und: om ministry\n")
    )
    (leipzig / "sources" / "broken.yaml").unlink()
    codes = {each.code for each in dialogues.check(leipzig).findings}
    assert "S509" in codes
    assert "R601" not in codes
    assert run("stub").stdout == "nothing is to be changed\n"


# What people write


@pytest.mark.parametrize(
    ("text", "word"),
    [("MoU", "memorandum-of-understanding"), ("mou", "memorandum-of-understanding"), ("LoI", "letter-of-intent"),
     ("Joint Declaration", "joint-declaration"), ("memorandum of understanding", "memorandum-of-understanding")],
)  # fmt: skip
def test_words_of_closed_lists_are_understood(text: str, word: str) -> None:
    assert word_of("kind", text, InstrumentKind).value == word


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_closed_lists_are_understood_by_their_labels_in_ten_languages(language: str) -> None:
    for field, words in (("kind", InstrumentKind), ("status", Status), ("kind", OrganisationKind)):
        every = {(fold_accents(fold(label(word, each))), word) for word in words for each in LANGUAGES}
        called = Counter(text for text, _ in every)
        for word in words:
            text = label(word, language)
            if called[fold_accents(fold(text))] == 1:
                assert word_of(field, text.upper(), words) is word
            else:  # two words that a language calls alike are told, and none is chosen
                with pytest.raises(AmbiguousValue):
                    word_of(field, text, words)


def test_no_word_is_guessed() -> None:
    with pytest.raises(UnknownValue) as unknown:
        word_of("status", "in force", Status)
    assert str(unknown.value) == "no status is called 'in force'; did you mean not-in-force?"


@pytest.mark.parametrize(
    ("text", "languages", "date"),
    [("2013-05", ("en",), "2013-05"), ("2011-02-14?", ("en",), "2011-02-14?"), ("29 November 2007", ("en",), "2007-11-29"),
     ("29 de noviembre de 2007", ("es",), "2007-11-29"), ("13/04/2012", ("en",), "2012-04-13"), ("2012", ("en",), "2012"),
     ("3. Mai 2019", ("de",), "2019-05-03"), ("2012年4月3日", ("zh",), "2012-04-03"), ("13.4.2012", ("de",), "2012-04-13")],
)  # fmt: skip
def test_dates_are_understood_as_they_are_printed(text: str, languages: tuple[str, ...], date: str) -> None:
    assert str(date_of(text, languages)) == date


@pytest.mark.parametrize(
    ("text", "error"),
    [("03/04/2012", AmbiguousValue), ("soon", InvalidDate), ("5 May 2010 and 6 May 2010", InvalidDate)],
)
def test_no_date_is_guessed(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        date_of(text)


def test_parties_are_understood_as_names_are_found(registry: dialogues.Registry) -> None:
    assert party_of(registry, "Китай") == {"country": "CN"}
    assert party_of(registry, "Québec") == {"country": "CA", "territory": "CA-QC"}
    assert party_of(registry, "CA-QC") == {"country": "CA", "territory": "CA-QC"}
    assert party_of(registry, "European Commission") == {"organisation": "european-commission"}
    for text, error in (("Korea", AmbiguousName), ("Narnia", UnknownName), ("Limburg", AmbiguousName)):
        with pytest.raises(error):
            party_of(registry, text)
