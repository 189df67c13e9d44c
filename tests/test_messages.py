"""The catalogues of messages: complete, in the right forms, and cheap."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import dialogues
from dialogues import vocabulary
from dialogues.languages.catalogue import LANGUAGES, counted, label, message, message_language, word
from dialogues.vocabulary import InstrumentKind, MediaType, Side, Status

ROOT = Path(__file__).parent.parent
TRANSLATED = LANGUAGES[1:]
SCRIPTS = {
    "hy": "[\u0531-\u0587]",
    "ka": "[\u10d0-\u10ff]",
    "ru": "[\u0400-\u04ff]",
    "uk": "[\u0400-\u04ff]",
    "zh": "[\u4e00-\u9fff]",
}
OWN = "own translation, not reviewed"
OFFICE = "Publications Office, "
# What stands above an entry: where its words are from, and what they say when they are put back into English.
ORIGIN = re.compile(
    rf"(?P<source>{OWN}|reviewed by .+?|CLDR .+?|{OFFICE}.+?)(?: read back(?P<corrected> and corrected)?: (?P<back>.+))?"
)
# The Office's Spanish label of an exchange of letters is the one word that Spanish has for an exchange of notes.
NOT_TAKEN = {("es", "Publications Office, resource-type EXCH_LET")}
NUMBERS = (0, 1, 2, 3, 5, 11, 21, 101)
LISTS = [
    each
    for each in vars(vocabulary).values()
    if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
]


@pytest.fixture(name="catalogues", scope="module")
def read_catalogues() -> dict[str, Catalog]:
    read = {}
    for language in TRANSLATED:
        with (ROOT / "src/dialogues/languages/messages" / f"{language}.po").open("rb") as file:
            read[language] = read_po(file, abort_invalid=True)
    return read


@pytest.mark.checkout
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_every_message_of_the_code_translated_and_none_beside(
    language: str, catalogues: dict[str, Catalog], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import build_messages

    catalogue = catalogues[language]
    entries = {(each.context, each.id): each for each in catalogue if each.id}
    assert list(entries) == [(each.context, each.id) for each in build_messages.messages()]
    assert [each.id for each in entries.values() if each.fuzzy] == []
    assert [each.id for each in entries.values() if not all(_texts(each.string))] == []
    assert [each.id for each in entries.values() if len(_texts(each.string)) not in (1, catalogue.num_plurals)] == []
    assert [each.id for each in entries.values() if not ORIGIN.fullmatch(" ".join(each.user_comments))] == []
    assert list(catalogue.obsolete) == []


def _texts(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


@pytest.mark.checkout
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_the_message(language: str, catalogues: dict[str, Catalog]) -> None:
    """A form for one may leave the number out, as English does: *one page*."""
    wrong = []
    for each in catalogues[language]:
        expected = set(re.findall(r"{\w+}", _texts(each.id)[-1]))
        wrong += [
            text
            for text in _texts(each.string)
            if each.id and set(re.findall(r"{\w+}", text)) | ({"{number}"} & expected) != expected
        ]
    assert wrong == []


@pytest.mark.checkout
@pytest.mark.parametrize("language", TRANSLATED)
def test_the_forms_of_a_number_are_those_of_cldr(language: str, catalogues: dict[str, Catalog]) -> None:
    """Gettext's usual rules differ: for Spanish, French and Portuguese they have no form for millions."""
    rule = Locale.parse(language).plural_form
    expression = str(catalogues[language].plural_expr)
    forms: dict[str, set[int]] = {}
    for number in (*NUMBERS, 4, 10, 12, 14, 22, 100, 111, 1_000, 1_000_000, 2_000_000):
        forms.setdefault(rule(number), set()).add(_form(expression, number))
    assert all(len(each) == 1 for each in forms.values()), forms
    assert sorted(number for each in forms.values() for number in each) == list(range(catalogues[language].num_plurals))


def _form(expression: str, number: int) -> int:
    from gettext import c2py

    return int(c2py(expression)(number))


COUNTED = {
    "en": "0 pages, one page, 2 pages, 3 pages, 5 pages, 11 pages, 21 pages, 101 pages, 1,000,000 pages",
    "es": "0 páginas, 1 página, 2 páginas, 3 páginas, 5 páginas, 11 páginas, 21 páginas, 101 páginas, 1.000.000 de páginas",
    "fr": "0 page, 1 page, 2 pages, 3 pages, 5 pages, 11 pages, 21 pages, 101 pages, 1\N{NARROW NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}000 de pages",
    "hy": "0 էջ, 1 էջ, 2 էջ, 3 էջ, 5 էջ, 11 էջ, 21 էջ, 101 էջ, 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 էջ",
    "ka": "0 გვერდი, 1 გვერდი, 2 გვერდი, 3 გვერდი, 5 გვერდი, 11 გვერდი, 21 გვერდი, 101 გვერდი, 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 გვერდი",
    "pt": "0 página, 1 página, 2 páginas, 3 páginas, 5 páginas, 11 páginas, 21 páginas, 101 páginas, 1.000.000 de páginas",
    "ro": "0 pagini, o pagină, 2 pagini, 3 pagini, 5 pagini, 11 pagini, 21 de pagini, 101 pagini, 1.000.000 de pagini",
    "ru": "0 страниц, 1 страница, 2 страницы, 3 страницы, 5 страниц, 11 страниц, 21 страница, 101 страница, 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 страниц",
    "uk": "0 сторінок, 1 сторінка, 2 сторінки, 3 сторінки, 5 сторінок, 11 сторінок, 21 сторінка, 101 сторінка, 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 сторінок",
    "zh": "0页, 1页, 2页, 3页, 5页, 11页, 21页, 101页, 1,000,000页",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_has_the_form_that_the_language_asks_for(language: str) -> None:
    told = [counted("text", "one page", "{number} pages", number, language) for number in (*NUMBERS, 1_000_000)]
    assert ", ".join(told) == COUNTED[language]


@pytest.mark.checkout
def test_the_catalogues_compile_without_warnings(catalogues: dict[str, Catalog], tmp_path: Path) -> None:
    for language, catalogue in catalogues.items():
        with (tmp_path / f"{language}.mo").open("wb") as file:
            write_mo(file, catalogue)
        assert [error for _, errors in catalogue.check() for error in errors] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_vocabulary_has_a_label_of_its_own(language: str) -> None:
    for kind in LISTS:
        labels = [label(member, language) for member in kind]
        assert len(set(labels)) == len(labels), kind
        if language in SCRIPTS and kind is not MediaType:
            assert [each for each in labels if not re.search(SCRIPTS[language], each)] == []
        elif language != "en" and kind is not MediaType:
            untranslated = {text for member in kind if (text := label(member, language)) == label(member)}
            assert len(untranslated) <= len(labels) / 2, untranslated  # instrument and suspension are French too


@pytest.mark.parametrize(
    ("member", "language", "expected"),
    [
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "en", "memorandum of understanding"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "es", "memorando de acuerdo"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "fr", "protocole d’accord"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "hy", "փոխըմբռնման հուշագիր"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "ka", "ურთიერთგაგების მემორანდუმი"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "pt-BR", "memorando de entendimento"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "mo", "memorandum de înțelegere"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "ru", "меморандум о взаимопонимании"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "uk", "меморандум про взаєморозуміння"),
        (InstrumentKind.MEMORANDUM_OF_UNDERSTANDING, "zh-Hans-CN", "谅解备忘录"),
        (Side.EU, "en-GB", "EU side"),
        (Status.NOT_IN_FORCE, "de", "not in force"),
        (MediaType.PDF, "ka", "PDF"),
    ],
)
def test_a_label_is_in_the_readers_language(member: StrEnum, language: str, expected: str) -> None:
    assert dialogues.label(member, language) == expected


def test_a_language_that_has_no_catalogue_is_answered_in_english_and_never_in_a_related_one() -> None:
    asked = ("be", "ca", "gl", "de", "zh-TW", "zh-Hant", "und", "sr-Latn")
    assert {message_language(each) for each in asked} == {"en"}
    assert [message_language(each) for each in ("es-419", "pt-PT", "ro-MD", "uk-UA", "en-US")] == ["es", "pt", "ro", "uk", "en"]  # fmt: skip


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(dialogues.InvalidLanguageTag) as caught:
        label(Status.ACTIVE, "not a tag")
    assert str(caught.value) == "not a well-formed language tag (RFC 5646): 'not a tag'"


def _origin(message: Message) -> dict[str, str | None]:
    found = ORIGIN.fullmatch(" ".join(message.user_comments))
    assert found is not None, message.id
    return found.groupdict()


@pytest.mark.checkout
def test_the_documentation_counts_where_the_words_are_from_and_what_was_read_back(
    catalogues: dict[str, Catalog],
) -> None:
    lines = ["| | entries | own | Publications Office | CLDR | reviewed | read back | corrected by it |"]
    lines.append(f"|---|{'--:|' * 7}")
    for language, catalogue in catalogues.items():
        origins = [_origin(each) for each in catalogue if each.id]
        sources = [str(each["source"]) for each in origins]
        counts = [
            len(origins),
            sources.count(OWN),
            *(sum(each.startswith(start) for each in sources) for start in (OFFICE, "CLDR ", "reviewed by ")),
            sum(each["back"] is not None for each in origins),
            sum(each["corrected"] is not None for each in origins),
        ]
        lines.append(f"| {language} | {' | '.join(map(str, counts))} |")
    table = "\n".join(lines)
    assert table in (ROOT / "docs/languages.md").read_text(encoding="utf-8"), table


@pytest.mark.checkout
@pytest.mark.parametrize("language", TRANSLATED)
def test_what_was_read_back_names_no_other_places_than_the_message(
    language: str, catalogues: dict[str, Catalog]
) -> None:
    wrong = []
    for each in catalogues[language]:
        if each.id and (back := _origin(each)["back"]):
            places = set(re.findall(r"{\w+}", " ".join(_texts(each.id))))
            wrong += [(each.id, back)] if set(re.findall(r"{\w+}", back)) - places else []
    assert wrong == []


with (Path(__file__).parent / "labels-of-others.tsv").open(encoding="utf-8", newline="") as lines:
    LABELS_OF_OTHERS = [
        (language, row["source"], row["context"], row["message"], row[language])
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for language in TRANSLATED
        if row[language]
    ]
"""The labels of the Publications Office's tables (in version 20220928-0 and 20220316-0) and CLDR's."""


@pytest.mark.checkout
def test_what_the_publications_office_or_cldr_has_a_label_for_is_theirs(catalogues: dict[str, Catalog]) -> None:
    expected, found = {}, {}
    for language, source, context, text, theirs in LABELS_OF_OTHERS:
        entry = catalogues[language].get(text, context)
        assert entry is not None
        if (language, source) not in NOT_TAKEN:
            expected[language, context, text] = (source, theirs)
    for language, catalogue in catalogues.items():
        for entry in catalogue:
            if entry.id and (source := str(_origin(entry)["source"])) and not source.startswith((OWN, "reviewed by ")):
                found[language, entry.context, entry.id] = (source, entry.string)
    assert found == expected


def test_what_no_catalogue_has_is_said_in_english() -> None:
    assert message("text", "no catalogue has {this}", "uk", this="it") == "no catalogue has it"
    assert word("field", "no_such_field", "uk") == "no such field"


def test_a_word_of_a_field_depends_on_what_it_means() -> None:
    assert (word("field", "signed", "es"), label(vocabulary.Act.SIGNED, "es")) == ("firma", "firmado")
    assert (word("collection", "events", "fr"), word("part", "documents", "fr")) == ("événements", "document")


def test_a_language_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "import sys, dialogues\n"
        "assert 'dialogues.languages.catalogue' not in sys.modules\n"
        "dialogues.label(dialogues.vocabulary.Status.ACTIVE)\n"
        "from dialogues.languages import catalogue\n"
        "assert not catalogue._catalogue.cache_info().currsize and 'babel' not in sys.modules\n"
        "dialogues.label(dialogues.vocabulary.Status.ACTIVE, 'uk')\n"
        "assert catalogue._catalogue.cache_info().currsize == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
