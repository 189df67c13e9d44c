"""Searching the texts of records: in any script, without syntax, and in one order."""

from __future__ import annotations

import copy
import json
import pickle
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import regex
from attrs.exceptions import FrozenInstanceError
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from dialogues.errors import AmbiguousName, DialoguesError, UnknownCollection, UnknownName, UnknownValue
from dialogues.names import tokens as tokens_module
from dialogues.names.tokens import Token, spans, terms, tokens
from dialogues.records import Agreement
from dialogues.registry.texts import GAP, MOST_LETTERS, MOST_OF_ONE, MOST_TOKENS, Asked, date_key, passages, searched

TOKENS = [
    ("Danuta Hübner", "danuta hubner"),
    ("Côte d’Ivoire, co-operation", "cote d ivoire co operation"),
    ("İSTANBUL ıspanak Straße Łódź", "istanbul ispanak strasse lodz"),
    ("ΑΘΉΝΑ Αθήνας", "αθηνα αθηνασ"),
    ("украї́нська й мой ёлка", "украінська й мой елка"),
    ("შეთანხმება ᲨᲔᲗᲐᲜᲮᲛᲔᲑᲐ", "შეთანხმება შეთანხმება"),
    ("Հուշագիր", "հուշագիր"),
    ("הַסְכָּם", "הסכם"),
    ("اتِّفاقيّة أطلس", "اتفاقية اطلس"),
    ("समझौता ज्ञापन", "समझौता ज्ञापन"),
    ("谅解备忘录", "谅解 解备 备忘 忘录 录"),
    ("合意 書", "合意 意 書"),
    ("データー", "デー ータ ター ー"),
    ("합의", "합의 의"),
    ("นโยบาย", "นโ โย ยบ บา าย ย"),
    ("EU政策2007", "eu 政策 策 2007"),
    ("ＭｏＵ ½ ㈱", "mou 1 2"),
    ('…"*:()- \u202e\x00', ""),
    ("a" * 100, "a" * 60),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS, ids=[text[:12].replace("\x00", "") for text, _ in TOKENS])
def test_a_text_is_parted_into_these_tokens(text: str, expected: str) -> None:
    assert " ".join(each.text for each in tokens(text)) == expected


def test_a_token_knows_where_it_stands() -> None:
    text = "Au: Hübner, 区域政策"
    assert [text[each.start : each.end] for each in tokens(text)] == ["Au", "Hübner", "区域", "域政", "政策", "策"]


ASKED = [
    ("hubner", ["hubner*"]),
    ("of eu", ["of", "eu"]),
    ("Hübner HUBNER", ["hubner*"]),
    ('"regional policy" brazil', ["regional policy", "brazil*"]),
    ("“regional policy” «Союз»", ["regional policy", "союз"]),
    ("„Abkommen über“", ["abkommen uber"]),
    ("п'ять co-operation", ["п ять*", "co operation*"]),
    ("政", ["政*"]),
    ("政策", ["政策"]),
    ("区域政策", ["区域 域政 政策"]),
    ("政策EU", ["政策 策 eu"]),
    ("合意、書", ["合意", "書*"]),
    ('"unclosed thing', ["unclosed*", "thing*"]),
    ("NEAR(a, b) title:x -y z* ^", ["near*", "a", "b", "title*", "x", "y", "z"]),
    ("\"\" '' () * -", []),
    ("a" * 401, []),
]


@pytest.mark.parametrize(("text", "expected"), ASKED, ids=[text[:12] for text, _ in ASKED])
def test_a_question_asks_for_these_terms(text: str, expected: list[str]) -> None:
    assert [" ".join(each.tokens) + "*" * each.begins for each in terms(text)] == expected


def test_questions_leave_nothing_behind_and_long_runs_of_letters_neither(registry: dialogues.Registry) -> None:
    chooser = Random(25)

    def run(length: int) -> str:
        return "".join(chr(chooser.randrange(0x4E00, 0x9FFF)) for _ in range(length))

    registry.search(run(398))  # what is prepared once
    tracemalloc.start()
    for _ in range(50):
        registry.search(run(398))
        tokens(run(398))
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert left < 200_000  # 7 MB, if what each was parted into were remembered


WORDS = st.text("aéü bßİяй区域策ก' -\"“”.", max_size=12)


@given(WORDS, WORDS, WORDS)
def test_what_is_asked_for_as_it_is_written_is_found(before: str, word: str, behind: str) -> None:
    """A text has its own words, whatever stands around them: the two sides are read alike."""
    parted = tokens(f"{before} {word} {behind}")
    for term in terms(word.replace('"', " ")):
        assert spans(parted, term)


@given(st.text(max_size=40))
def test_every_token_stands_within_the_text(text: str) -> None:
    for each in tokens(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.text
        assert " " not in each.text
        assert GAP not in each.text


@given(st.text(max_size=40), st.sampled_from(["es", "zh", None]))
def test_no_text_raises_or_is_a_syntax(registry: dialogues.Registry, text: str, language: str | None) -> None:
    found = registry.search(text, language=language)
    plain = " ".join(f'"{" ".join(each.tokens)}"' for each in terms(text) if not each.begins)
    if all(not each.begins for each in terms(text)) and len(plain) <= 400 and text.isascii():
        assert registry.search(plain, language=language) == found


QUESTIONS = [
    ("hubner moscow article", None, ["ng-2008"]),
    ("HÜBNER mosc ART", None, ["ng-2008"]),
    ("政策", "agreements", ["japan-2013"]),
    ("区域", "agreements", []),
    ("都市政策対話", "agreements", ["japan-2013"]),
    ('"policy regional"', None, []),
    ("geddel vieira", "agreements", ["brazil-2007"]),
    ("brazil-2007", "agreements", ["brazil-2007"]),
]


@pytest.mark.parametrize(("text", "collection", "expected"), QUESTIONS)
def test_a_question_finds_these(
    registry: dialogues.Registry, text: str, collection: str | None, expected: list[str]
) -> None:
    found = [each.id for each in registry.search(text, collection=collection)]
    assert found[: len(expected) or 1] == expected


def test_a_hit_says_where_the_words_stand(registry: dialogues.Registry) -> None:
    (hit,) = registry.search("都市政策対話", collection="agreements")
    (match,) = hit.matches
    assert match.field == "parties[1].evidence[1].quote"
    assert match.words == ("都市政策対話",)
    assert [match.snippet[start:end] for start, end in match.marks] == ["都市政策対話"]
    assert hit.to_dict() == {
        "id": "japan-2013",
        "collection": "agreements",
        "matches": [match.to_dict()],
        "place": "3.201310101100.japan-2013",
    }


def test_words_of_two_texts_are_both_shown(registry: dialogues.Registry) -> None:
    hit = next(each for each in registry.search("intent 2013", collection="agreements") if each.id == "japan-2013")
    assert [(each.field, each.words) for each in hit.matches] == [
        ("title.en", ("Intent",)),
        ("parties[0].evidence[0].quote", ("2013",)),
    ]


def agreement(identifier: str, titles: dict[str, str], notes: tuple[str, ...] = (), date: str = "2000") -> Agreement:
    parties = [{"side": "own", "country": "FR"}, {"side": "partner", "country": "BR"}]
    values = {"title": titles, "kind": "treaty", "parties": parties, "notes": notes, "signed": [{"date": date}]}
    return Agreement.model_validate({"id": identifier, **values})


def test_the_order_is_that_of_rank_then_date_then_id() -> None:
    records = [
        agreement("e", {"en": "Nothing"}, ("forestry",)),
        agreement("d2", {"en": "Nothing"}, ("forest",), date="1999"),
        agreement("d1", {"en": "Nothing"}, ("forest",), date="1999"),
        agreement("c", {"es": "forestry"}),
        agreement("b", {"fr": "forest"}),
        agreement("a", {"es": "forest"}, date="2010"),
        agreement("other", {"es": "fores"}),
    ]
    registry = dialogues.Registry(None, {"agreements": {each.id: each for each in records}})
    found = registry.search("forest", language="español")
    assert [each.id for each in found] == ["a", "b", "c", "d1", "d2", "e"]
    assert [each.place[0] for each in found] == ["0", "1", "2", "3", "3", "4"]
    assert [each.id for each in registry.search("forest", language="fr")] == ["b", "a", "c", "d1", "d2", "e"]


@pytest.mark.parametrize("limit", [1, 2, 7, 19, 30, 31])
def test_pages_are_the_whole_in_parts(registry: dialogues.Registry, limit: int) -> None:
    whole = registry.search("cooperation", language="en", limit=30)
    pages: list[dialogues.Hit] = []
    while len(pages) < 30:
        page = registry.search("cooperation", language="en", limit=limit, after=pages[-1].place if pages else None)
        pages += page
        if len(page) < limit:
            break
    assert [each.place for each in pages[:30]] == [each.place for each in whole]


def test_answers_can_be_bounded(registry: dialogues.Registry) -> None:
    assert {each.record.collection for each in registry.search("policy", collection="events")} == {"events"}
    of_japan = {each.id for each in registry.search("policy", partner="Japón", limit=1000)}
    dialogue = registry.dialogue("JP")
    assert of_japan <= {record.id for part in dialogue.parts.values() for record in part}
    assert "japan-2013" in of_japan
    of_years = registry.search("policy", year=(2010, 2012), limit=1000)
    assert of_years
    assert all({*each.record.years} & {2010, 2011, 2012} for each in of_years)
    every = registry.search("policy", limit=1000)
    for years in ([2010], [2010, 2012], [2010, 2012, 2013]):
        wanted = [each.id for each in every if {*each.record.years} & {*years}]
        assert [each.id for each in registry.search("policy", year=years, limit=1000)] == wanted
        assert [each.id for each in registry.search("policy", year=iter(years), limit=1000)] == wanted
    of_all = registry.search("policy", collection="agreements", partner="JP", year=2013)
    assert [each.id for each in of_all] == ["japan-2013"]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"collection": "files"}, UnknownCollection, "no collection is called 'files'; there are: agreements, "),
        ({"partner": "Atlantis"}, UnknownName, "nothing is called 'Atlantis'"),
        ({"partner": "Congo"}, AmbiguousName, "'Congo' is the name of several: CD, CG; use an id"),
        ({"year": "soon"}, UnknownValue, "no year is called 'soon'; there are: 1 to 9999"),
        ({"language": "qqqqqq"}, UnknownValue, "no language is called 'qqqqqq'"),
        ({"limit": 0}, UnknownValue, "no limit is called '0'; there are: 1 to 1,000"),
        (
            {"after": "x"},
            UnknownValue,
            "no place to go on behind is called 'x'; there are: what 'place' of an answer says",
        ),
        (
            {"after": "9.~.x"},
            UnknownValue,
            "no place to go on behind is called '9.~.x'; there are: what 'place' of an answer says",
        ),
        (
            {"after": "0" * 5000 + ".~.x"},
            UnknownValue,
            f"no place to go on behind is called '{'0' * 59}…'; there are: what 'place' of an answer says",
        ),
        (
            {"after": "0.\0.x"},
            UnknownValue,
            "no place to go on behind is called '0.\\x00.x'; there are: what 'place' of an answer says",
        ),
    ],
)
def test_what_bounds_nothing_is_told(
    registry: dialogues.Registry, options: dict[str, object], error: type[DialoguesError], message: str
) -> None:
    with pytest.raises(error) as told:
        registry.search("policy", **options)  # type: ignore[arg-type]
    assert str(told.value).startswith(message)


@given(st.integers(0, 8), st.lists(st.sampled_from(["a", "ab", "abc", "abcd", "区域", "政"]), max_size=8))
def test_a_rank_is_that_of_the_tokens(at: int, words: list[str]) -> None:
    """Texts between blanks answer as lists of tokens do."""
    name, note = " ".join(words[:at]), " ".join(words[at:])
    record = agreement("x", {"en": name or "-"}, (note,) if note else ())
    texts = searched(record)
    for question in ("a", "abc", "abc ab", '"ab abc"', "区域", "政", "a 政"):
        asked = Asked(terms(question), "en")
        of_names, of_all = [tokens(name)], [tokens(name), tokens(note)]

        def has(every: list[list[Token]], *, whole: bool, asked: Asked = asked) -> bool:
            exact = [each._replace(begins=each.begins and not whole) for each in asked.terms]
            return all(any(spans(one, term) for one in every) for term in exact)

        expected = (
            (0 if has(of_names, whole=True) else 2 if has(of_names, whole=False) else None),
            (3 if has(of_all, whole=True) else 4 if has(of_all, whole=False) else None),
        )
        assert asked.rank(texts) == next((each for each in expected if each is not None), None), question


def test_what_stands_in_a_record_too_often_is_left_out_from_then_on() -> None:
    often = agreement("x", {"en": "x"}, ("tree " * (MOST_OF_ONE + 20),))
    assert searched(often).rest.split().count("tree") == MOST_OF_ONE
    notes = tuple(" ".join(f"w{note}n{at}" for at in range(1_500)) for note in range(12))
    long = searched(agreement("x", {"en": "title"}, notes))
    assert sum(len(stream.split()) for _, stream in long.names) + len(long.rest.split()) <= MOST_TOKENS + 1
    assert Asked(terms("title"), "en").rank(long) == 0
    assert Asked(terms("w11n1499"), "en").rank(long) is None


def test_what_would_be_too_long_for_a_database_is_left_out() -> None:
    """The text with which a record has too many letters, and what is behind it; its names are still found."""
    notes = tuple(
        f"n{at} " + " ".join(f"{chr(0x20000 + at)}{word:05}" + "\U00020000" * 40 for word in range(400))
        for at in range(4)
    )
    long = searched(agreement("x", {"en": "title"}, notes))
    assert sum(len(each) for each in long.rest.split()) <= MOST_LETTERS
    assert Asked(terms("title n0"), "en").rank(long) is not None
    assert Asked(terms("n3"), "en").rank(long) is None


def test_a_hit_is_a_value(registry: dialogues.Registry) -> None:
    hit = registry.search("Brasília", limit=1)[0]
    match = hit.matches[0]
    assert repr(match).startswith("Match(field='place.city', language=None, words=('Brasília',), snippet='")
    assert repr(hit) == f"Hit(id={hit.id!r}, collection={hit.collection!r}, matches=({match!r},), place={hit.place!r})"
    again = pickle.loads(pickle.dumps(hit))  # noqa: S301  # our own bytes
    assert again == hit == copy.deepcopy(hit) != match
    assert hash(again) == hash(hit)
    assert again.record == hit.record
    for value, name in ((hit, "id"), (match, "path"), (registry, "manifest"), (registry.agreements, "name")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)
        with pytest.raises(FrozenInstanceError):
            delattr(value, name)


def test_texts_in_latin_letters_are_parted_as_all_others_are() -> None:
    """They do without the tables of all letters: of each character, these must say what the tables say."""
    letter = regex.compile(r"[\p{L}\p{N}\p{M}]")
    for character in map(chr, (*range(0x250), *range(0x2000, 0x2060))):
        assert tokens_module._is_latin(character)
        assert bool(tokens_module._LATIN_RUN.fullmatch(character)) == bool(letter.fullmatch(character)), character
    assert not any(map(tokens_module._is_latin, "\u0250\u1fff\u2060ʼдא政"))


LATIN = st.text(st.sampled_from([*map(chr, range(0x20, 0x250)), *map(chr, range(0x2000, 0x2060)), *'"“„«»”’ -.'] * 2))


@given(LATIN)
def test_latin_texts_answer_as_by_the_tables(text: str) -> None:
    tables = tokens_module._patterns()
    runs = tables.run.findall(text)
    expected = [part[0][:60] for run in runs for part in tables.part.finditer(tokens_module._folded(run))]
    assert [each.text for each in tokens(text)] == expected
    assert [*tokens_module.words(text)] == expected
    asked = tokens_module._LATIN_ASKED.finditer(text)
    assert [each.groups() for each in asked] == [each.groups() for each in tables.asked.finditer(text)]


def test_all_texts_of_the_bundled_registry_are_searched(registry: dialogues.Registry) -> None:
    fields = {".".join(str(part) for part in each.path if not isinstance(part, int))
              for record in registry.values() for each in passages(record)}  # fmt: skip
    assert {
        "id", "title.en", "name.ja", "notes", "parties.signatories.name", "parties.signatories.office", "signed.place",
        "parties.evidence.quote", "documents.printed_label", "other_names.text", "resolution.why",
    } <= fields  # fmt: skip
    assert not {each for each in fields if each.rpartition(".")[2] in ("for", "source", "href", "address", "sha256")}


def test_dates_are_in_order_as_texts(registry: dialogues.Registry) -> None:
    dates = [dialogues.Date.parse(each) for each in ("0999", "2015", "2015?", "2015-01", "2015-01-01~", "2015-01-02")]
    assert sorted(dates) == sorted(dates, key=date_key)
    in_time = sorted(registry.values(), key=registry.time_key)
    assert in_time == sorted(registry.values(), key=lambda each: (date_key(each.span.start), each.id))


def test_the_command_shows_the_records_and_the_texts(run: Callable[..., Result]) -> None:
    result = run("search", "hubner moscow article", "--in", "fr")
    assert result.output == (
        "ng-2008: Article of 3 June 2008 on the visit of Commissioner Hübner to Moscow\n"
        "  titre  Article of 3 June 2008 on the visit of Commissioner Hübner to Moscow\n"
    )
    assert result.exit_code == 0


def test_nothing_found_is_exit_code_1(run: Callable[..., Result]) -> None:
    result = run("search", "zzz\x1b[31m")
    assert (result.output, result.exit_code) == ("no text has 'zzz\\x1b[31m'\n", 1)
    result = run("search", "zzz", "--json")
    assert (result.output, result.exit_code) == ("[]\n", 1)


def test_the_last_line_says_how_to_go_on(run: Callable[..., Result]) -> None:
    first = run("search", "policy", "--limit", "2")
    place = first.stderr.rpartition(" ")[2].strip()
    assert first.stderr == f"dialogues: there may be more: --after {place}\n"
    ukrainian = run("search", "policy", "--limit", "2", "--in", "uk").stderr
    assert ukrainian.rpartition(" ")[0] == "dialogues: можливо, є ще: --after"
    both = json.loads(run("search", "policy", "--limit", "4", "--json").stdout)
    second = json.loads(run("search", "policy", "--limit", "2", "--after", place, "--json").stdout)
    assert [each["place"] for each in second] == [each["place"] for each in both[2:]]


def test_only_who_searches_pays_for_it(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = "import sys, dialogues\ndialogues.load().find('China')\nprint('dialogues.registry.search' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "False\n"
