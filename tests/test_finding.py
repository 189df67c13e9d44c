"""Finding records by what they say: whatever a record says can be found, and the answer tells how it matched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dialogues
from dialogues import Registry
from dialogues.languages import LanguageTag
from dialogues.languages.localised import LocalisedText
from dialogues.records import Agreement, Organisation, OrganisationName, Record
from dialogues.records.fields_of import parts
from dialogues.records.figures import Place
from dialogues.records.parties import Signatory
from dialogues.registry.name_book import NameBook
from dialogues.vocabulary import NameUse, OrganisationKind

TREATIES = Path(__file__).parent.parent / "examples" / "registries" / "treaties"


@pytest.fixture(scope="module")
def treaties() -> Registry:
    return dialogues.load(TREATIES)


@pytest.fixture(scope="module")
def bundled() -> Registry:
    return dialogues.load()


def told(registry: Registry, text: str) -> list[str]:
    return [f"{each.key} {each.how}" for each in registry.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Danuta Hübner", ["brazil-2007 signatory"]),
        ("hubner", ["brazil-2007 signatory"]),
        ("Hübner, Danuta", ["brazil-2007 signatory"]),
        ("brochure", ["brochure-2009 title word"]),
        ("webinar", ["eu-asia-webinar-2020 title word"]),
        ("Stadtwerke", ["essen-study-tour-2019 title word"]),
        ("Lima", ["brazil-2007 signatory"]),
        ("Brasília", ["brazil-2007 place", "brasilia-national-conference-2013 place"]),
        ("Danuta Nobody", []),
        ("of the", []),
    ],
)
def test_by_what_the_shipped_records_say(text: str, expected: list[str], bundled: Registry) -> None:
    assert told(bundled, text)[: len(expected) or None] == expected


def test_an_id_is_found_in_any_letters(bundled: Registry, treaties: Registry) -> None:
    for registry in (bundled, treaties):
        for identifier in registry:
            for text in (identifier, identifier.upper(), identifier.title()):
                # What is called so, or is a code, comes before an id in other letters.
                assert any(each.key == identifier for each in registry.find(text)) or registry.find(text)[0].named
    assert told(bundled, "CHINA-2006") == ["china-2006 identifier"]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (
            "Food and Agriculture Organization (FAO)",
            {"food and agriculture organization": "own name", "FAO": "acronym"},
        ),
        ("人力资源和社会保障部（MoHRSS）", {"人力资源和社会保障部": "own name", "mohrss": "acronym"}),
        ("Ministry of Economy (of Ukraine)", {"Ministry of Economy": "", "of Ukraine": ""}),  # no acronym
        ("Agency (I)", {"Agency": "", "I": ""}),
        ("(FAO)", {"FAO": ""}),  # behind no name
        ("ОБСЕ (ОБСЕ)", {"обсе": "own name"}),
    ],
)
def test_a_name_is_found_without_its_acronym_in_brackets_and_by_it(printed: str, found: dict[str, str]) -> None:
    name = OrganisationName(text=printed, use=NameUse.PRINTED)
    kind = OrganisationKind.INTERNATIONAL_ORGANISATION
    body = Organisation(
        id="body", name=LocalisedText({LanguageTag.parse("en"): "A body"}), kind=kind, other_names=(name,)
    )
    book = NameBook({"body": body})
    assert {text: " ".join(each.how for each in book.find(text) if each.record) for text in (*found, printed)} == {
        **found,
        printed: "own name",
    }


def test_an_agreement_hangs_on_each_of_its_parties(bundled: Registry, treaties: Registry) -> None:
    for registry in (bundled, treaties):
        for agreement in registry.agreements.values():
            for party in agreement.parties:
                for key in filter(None, (party.organisation, party.territory, registry._indices.key_of(party))):
                    assert agreement.id in registry.agreements_by_party(key)
            assert all(agreement.id in registry.agreements_by_party(key) for key in registry.partner_keys(agreement.id))
    # A province is no party for its country.
    assert "quebec-mali-1980" in treaties.agreements_by_party("ca-quebec")
    assert "quebec-mali-1980" not in treaties.agreements_by_party("CA")


@pytest.mark.parametrize("text", ["BWBV0003115", "bwbv-0003115", "BWBV 000.31/15", "bwb BWBV0003115"])
def test_a_number_is_found_however_it_is_written(text: str, treaties: Registry) -> None:
    assert told(treaties, text)[0] == "netherlands-oman-2009 number"


def test_title_words_need_no_accents(treaties: Registry) -> None:
    assert told(treaties, "Quebec programme") == told(treaties, "Québec programme")
    assert told(treaties, "Quebec programme")


# What bears the very name comes first, then titles; if there are none, all that say the words.
LOOSE = ["title word", "signatory", "office", "place"]


@pytest.mark.parametrize("name", ["treaties", "bundled"])
def test_every_number_signatory_and_town_finds_its_record_or_what_comes_before(
    name: str, request: pytest.FixtureRequest
) -> None:
    registry: Registry = request.getfixturevalue(name)
    asked = 0
    for record in registry.values():
        for how, text in said(record):
            found = registry.find(text)
            asked += 1
            assert found, (record.id, text)
            before = how != "number" and (found[0].how.value not in LOOSE or found[0].how.value == "title word")
            assert before or any(each.record is record for each in found), (record.id, text, found)
    assert asked > 20


def said(record: Record) -> Iterator[tuple[str, str]]:
    """Give what a record says, with how it is looked for."""
    for each in getattr(record, "identifiers", ()):
        yield from (("number", text) for text in (each.value, each.printed) if text)
    for _, part in parts(record):
        if isinstance(part, Place) and part.city:
            yield "place", part.city
        if isinstance(record, Agreement) and isinstance(part, Signatory):
            yield "signatory", part.name
            yield "signatory", " ".join(reversed(part.name.split()))


def test_what_only_says_the_words_is_no_answer_to_a_name(bundled: Registry) -> None:
    assert [each.named for each in bundled.find("Lima")] == [False] * len(bundled.find("Lima"))
    with pytest.raises(LookupError) as raised:
        bundled.resolve("Lima")
    assert str(raised.value) == "nothing is called 'Lima'; did you mean brazil-2007?"
    with pytest.raises(LookupError):
        bundled.partner("Lima")
