"""What the page of 2020 tells beside its listing: every fact of it is a record or a part of one, with its phrase."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import dialogues
from dialogues.checks.rules.figures import read_figure
from dialogues.errors import AmbiguousName, UnknownName, UnknownRecord
from dialogues.records import RECORD_TYPES, Event, Evidence, Figure
from dialogues.records.dates import Date
from dialogues.registry.display import when
from dialogues.vocabulary import Bound, CooperationBasis

Run = Callable[..., Result]
PAGE = "regio-listing-2020"

HAPPENINGS = [
    "energy-internet-summit-2020", "yangzhou-horticultural-exhibition-2021", "essen-study-tour-2019",
    "cross-national-solidarity-2020", "iuc-annual-events", "gdd-pilot-area-2013", "iuc-covid-exchange-sessions",
    "nprd-launch-2019", "gdd-exchange-activities", "iurc-networking-events", "innov-al-virtual-measures",
    "innov-al-internships",
]  # fmt: skip
WEBINAR, WORKSHOP = "eu-asia-webinar-2020", "regional-innovation-workshop-2020"

# The 42 organisations of the page, as it names them, by the ids of their records.
ORGANISATIONS = {
    "dg-regio": 2, "european-commission": 1, "eeas": 1, "dg-devco": 1, "dg-trade": 1, "fpi": 1,
    "partnership-instrument-team": 1, "iuc-team": 1, "iuc-methodology-taskforce": 1, "iuc-japan": 1, "iuc-india": 1,
    "iuc-asia": 1, "iuc-project-support-unit": 1, "es-barcelona-city-council": 1, "es-barcelona-imu": 1,
    "cn-guangzhou-development-district": 1, "cn-national-development-and-reform-commission": 1,
    "in-corporation-panaji": 1, "jp-koriyama-city": 1, "de-stadtwerke-essen": 1, "it-municipality-of-rome": 1,
    "br-ministry-of-regional-development": 1, "es-polytechnic-university-of-catalonia": 1, "es-etsab": 1,
    "es-gina-barcelona-architects": 1, "cn-eiri": 1, "it-sapienza-university": 1, "it-citera": 1,
    "gb-manchester-metropolitan-university": 1, "free-renewable-energy-association": 1, "de-university-of-kiel": 1,
    "cn-peking-university-school-of-government": 1, "spatial-foresight": 1, "infyde": 1, "eurada": 1, "sica": 1,
    "caricom": 1, "sacu": 1, "mercosur": 1, "asean": 1, "celac": 1,
}  # fmt: skip
CITIES = {
    "Barcelona", "Liuzhou", "Guangzhou", "Chengdu", "Rome", "Manchester", "Panaji", "Dubrovnik", "Koriyama", "Essen",
    "Yantai", "Yangzhou", "Bologna",
}  # fmt: skip
# The figures of the page, row by row: as printed, what is meant, and how it bounds the true number.
FIGURES = [
    ("over 60", 60, "more-than"), ("two", 2, "exact"), ("37", 37, "exact"), ("80+", 80, "at-least"),
    ("two", 2, "exact"), ("over 100", 100, "more-than"), ("20", 20, "exact"), ("6", 6, "exact"), ("25%", 25, "exact"),
    ("≥35%", 35, "at-least"), ("≥50%", 50, "at-least"), ("≥75%", 75, "at-least"), ("three", 3, "exact"),
    ("around 50", 50, "around"), ("more than 120", 120, "more-than"), ("over 30", 30, "more-than"),
    ("seven", 7, "exact"), ("ten", 10, "exact"), ("over 1.800", 1800, "more-than"), ("six", 6, "exact"),
    ("four", 4, "exact"),
]  # fmt: skip


def within(value: Any, kind: type[Any]) -> Iterator[Any]:
    """Go through the parts of a record that are of a kind."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for each in value:
            yield from within(each, kind)
    elif hasattr(value, "__pydantic_fields__"):
        for name in value.__pydantic_fields__:
            yield from within(getattr(value, name), kind)


def of_page(record: Any) -> bool:
    return any(each.source == PAGE and each.quote for each in within(record, Evidence))


PROGRAMMES = {
    "iuc", "iurc", "innovact", "innov-al", "partnership-instrument", "ris3", "nprd", "eu-regional-policy",
    "barcelona-asia-pacific", "park-city", "gdd-pilot-area", "cross-national-solidarity",
}  # fmt: skip
COOPERATIONS = {
    "barcelona-liuzhou", "gdd", "eiri-sapienza-mmu", "chengdu-luxizhigu", "panaji-dubrovnik", "koriyama-essen",
    "rome-china-malaysia", "rome-yantai-liuzhou", "yangzhou-exhibition",
}  # fmt: skip


def phrases(part: Any) -> str:
    """Give the page's words that a record, or a part of one, rests on."""
    return " | ".join(dict.fromkeys(each.quote for each in part.evidence if each.source == PAGE and each.quote))


def row(kind: str, key: str, part: Any, *values: object) -> tuple[str, ...]:
    return (kind, key, *("" if value is None else str(value) for value in values), phrases(part))


def event_rows(identifier: str, event: Event) -> Iterator[tuple[str, ...]]:
    joined = (" ".join(each) for each in (event.organisers, event.participants, event.partners, event.programmes))
    yield row("event", identifier, event, event.kind.value, event.date, event.printed_date, *joined)
    for each in event.contributions:
        forms = " ".join(each.forms_of_address)
        values = (each.kind.value, forms, each.office, each.organisation, each.country, "; ".join(each.said))
        yield row("contribution", f"{identifier} {each.person or each.group}", each, *values)
    for file in event.files:
        yield row("file", identifier, file, file.printed, file.number, file.person)


def figure_rows(identifier: str, record: object) -> Iterator[tuple[str, ...]]:
    for figure in within(record, Figure):
        if any(each.source == PAGE for each in figure.evidence):
            target = "target" if figure.target else ""
            values = (figure.printed, figure.amount, figure.bound.value, figure.unit, figure.scope, target)
            yield row("figure", identifier, figure, *values)


def page_facts(registry: dialogues.Registry) -> Iterator[tuple[str, ...]]:
    """Give every fact of the page, as the records have it: what it is, its values, the phrase."""
    for identifier in (WEBINAR, WORKSHOP, *HAPPENINGS):
        yield from event_rows(identifier, registry.events[identifier])
    for identifier in sorted(PROGRAMMES):
        programme = registry.programmes[identifier]
        values = (programme.kind.value, programme.predecessor, "; ".join(programme.topics))
        yield row("programme", identifier, programme, *values)
    for identifier in sorted(COOPERATIONS):
        made = registry.cooperations[identifier]
        ends = " + ".join(each.city or each.country or "unknown" for each in made.ends)
        states = (made.basis.value, made.memorandum.value, made.since)
        yield row("cooperation", identifier, made, *states, ends, "; ".join(made.topics))
    for identifier, person in sorted(registry.people.items()):
        yield row("person", identifier, person, person.name, person.order.value, person.family)
    for identifier in sorted(ORGANISATIONS):
        organisation = registry.organisations[identifier]
        if of_page(organisation):
            name = organisation.name.best("en")[1]
            # A misprint of the page is another name of the organisation: its phrase stands there.
            parts = (organisation, *organisation.other_names)
            words = dict.fromkeys(word for part in parts for word in phrases(part).split(" | ") if word)
            yield ("organisation", identifier, name, organisation.kind.value, " | ".join(words))
    for identifier, theme in sorted((key, each) for key, each in registry.themes.items() if of_page(each)):
        yield row("theme", identifier, theme, theme.name.best("en")[1], " ".join(theme.groups))
    for identifier, record in sorted(registry.items()):
        yield from figure_rows(identifier, record)


# Counts


def test_the_facts_of_the_page_are_these_each_with_its_phrase(registry: dialogues.Registry) -> None:
    """The table was held against the page, word by word, when it was written: a slip in the data shows here."""
    found = list(page_facts(registry))
    written = "".join("\t".join(each) + "\n" for each in found)
    assert written == (Path(__file__).parent / "page-2020.tsv").read_text(encoding="utf-8")
    assert [each for each in found if not each[-1]] == []
    assert Counter(each[0] for each in found) == {
        "event": 2 + 12, "contribution": 14 + 6, "file": 10 + 5, "programme": 12, "cooperation": 9, "person": 18,
        "organisation": 40, "theme": 60, "figure": 21,
    }  # fmt: skip


def test_the_counts_of_the_page_are_those_of_the_records(registry: dialogues.Registry) -> None:
    events = registry.events
    assert [str(events[each].date) for each in (WEBINAR, WORKSHOP)] == ["2020-10-13"] * 2
    speakers = {each.person for event in (WEBINAR, WORKSHOP) for each in events[event].contributions if each.person}
    assert speakers == set(registry.people)
    cities = {end.city for each in COOPERATIONS for end in registry.cooperations[each].ends if end.city}
    assert cities == CITIES
    assert {key for key, each in registry.programmes.items() if of_page(each)} == PROGRAMMES
    assert {key for key, each in registry.cooperations.items() if of_page(each)} == COOPERATIONS
    assert set(ORGANISATIONS) <= set(registry.organisations)


def test_every_organisation_of_the_page_is_named_with_its_phrase(registry: dialogues.Registry) -> None:
    elsewhere = {each.source for each in within(tuple(registry.agreements.values()), Evidence)}
    assert PAGE in elsewhere
    own = [each for each in ORGANISATIONS if of_page(registry.organisations[each])]
    # Those that were on record before are named by the page in the records that they take part in.
    rest = set(ORGANISATIONS) - set(own)
    assert rest <= {"dg-regio", "european-commission", "cn-national-development-and-reform-commission", "sica"}
    for identifier in rest:
        linked = [registry[each.identifier] for each in registry.related(identifier)]
        assert any(of_page(record) for record in linked), identifier


def test_the_rows_of_figures_are_there_with_bound_and_phrase(registry: dialogues.Registry) -> None:
    figures = [
        figure
        for record in registry.values()
        for figure in within(record, Figure)
        if any(each.source == PAGE for each in figure.evidence)
    ]
    found = sorted((figure.printed, figure.amount, figure.bound.value) for figure in figures)
    assert found == sorted((printed, float(amount), bound) for printed, amount, bound in FIGURES)


@pytest.mark.parametrize(
    ("printed", "amount", "bound"),
    [
        *((printed, amount, bound if bound != "exact" else None) for printed, amount, bound in FIGURES),
        ("37 cities", 37, None), ("2,498,490 €", 2498490, None), ("92,4", 92.4, None), ("1.800.000", 1800000, None),
        ("1 800", 1800, None), ("12.5", 12.5, None), ("many", None, None), ("fewer than 5", 5, "less-than"),
        ("up to 20", 20, "at-most"), ("1.8", 1.8, None),
        ("over EUR 5 million", 5e6, "more-than"), ("at least €1.8bn", 1.8e9, "at-least"), ("0.125", 0.125, None),
        ("1'000", 1000, None), ("12.345", 12345, None), ("12345.678", 12345.678, None),
        ("over 1.8 million", 1800000, "more-than"), ("1.800,50", 1800.5, None), ("more than two", 2, "more-than"),
        ("under implementation 4", 4, None), ("twenty-two", None, None), ("2 thousand", 2000, None),
    ],
)  # fmt: skip
def test_a_printed_number_is_read_as_it_is_meant(printed: str, amount: float | None, bound: str | None) -> None:
    assert read_figure(printed) == (amount, None if bound is None else Bound(bound))


def test_the_themes_of_the_page_are_there(registry: dialogues.Registry) -> None:
    by_group = {
        group: sum(group in each.groups for each in registry.themes.values())
        for group in ("features", "neighbourhood", "values", "governance")
    }
    assert by_group == {"features": 5, "neighbourhood": 4, "values": 4, "governance": 5}
    others = {key for key, theme in registry.themes.items() if not of_page(theme)}
    assert others == {
        "border-integration", "classification-of-regions", "demographic-change", "disadvantaged-regions",
        "environment-and-climate-change", "growth-competitiveness-employment", "innovation-driven-regional-development",
        "territorial-cohesion", "urban-policy",
    }  # fmt: skip
    about = {theme for agreement in registry.agreements.values() for theme in agreement.themes}
    assert others <= about


# Anomalies of the page, by their numbers in the inventory


def test_10_two_events_on_one_date_one_without_a_title(registry: dialogues.Registry) -> None:
    webinar, workshop = registry.events[WEBINAR], registry.events[WORKSHOP]
    assert webinar.date == workshop.date
    assert (webinar.printed_date, workshop.printed_date) == ("13 October 2020", "13 Oct. 2020")
    assert (webinar.title is None, workshop.title is None) == (False, True)


def test_11_a_host_event_for_one_of_them_alone(registry: dialogues.Registry) -> None:
    assert registry.events[WEBINAR].host_event == "European Week of Regions and Cities"
    assert registry.events[WORKSHOP].host_event is None


def test_12_an_organiser_that_is_not_named(registry: dialogues.Registry) -> None:
    assert (registry.events[WEBINAR].organisers, registry.events[WEBINAR].organisers_complete) == (("iuc-team",), "no")


def test_13_one_person_with_two_forms_of_address(registry: dialogues.Registry) -> None:
    forms = [
        each.forms_of_address
        for event in (WEBINAR, WORKSHOP)
        for each in registry.events[event].contributions
        if each.person == "rudolf-niessler"
    ]
    assert forms == [(), ("Dr.",)]
    others = {
        each.person: each.forms_of_address
        for event in (WEBINAR, WORKSHOP)
        for each in registry.events[event].contributions
        if len(each.forms_of_address) > 1
    }
    assert others == {
        "robert-hassink": ("Professor", "Mr"), "liu-lun": ("Professor", "Prof."), "vitarque-coelho": ("Dr.", "Dr"),
    }  # fmt: skip


def test_14_name_orders_and_capitals_are_kept_and_both_orders_found(registry: dialogues.Registry) -> None:
    people = {each: (registry.people[each].name, registry.people[each].order.value) for each in ("yi-liu", "liu-lun")}
    assert people == {"yi-liu": ("Yi LIU", "given-first"), "liu-lun": ("Liu Lun", "family-first")}
    for name in ("Liu Lun", "Lun Liu", "lun liu"):
        assert [each.record.id for each in registry.find(name) if each.record] == ["liu-lun"]
    assert [each.record.id for each in registry.find("Liu Yi") if each.record] == ["yi-liu"]


def test_15_unnamed_speakers(registry: dialogues.Registry) -> None:
    (group,) = [each for each in registry.events[WEBINAR].contributions if each.person is None]
    assert group.group == "Representatives from Chengdu"


def test_16_files_that_match_no_speaker(registry: dialogues.Registry) -> None:
    files = registry.events[WEBINAR].files
    assert [each.printed for each in files][7:] == [
        "07_Chengdu (China)",
        "08_Rome (Sapienza)",
        "09_Methodolgy Taskforce",
    ]
    assert [each.number for each in files] == [None, "01", "02", "03", "04", "05", "06", "07", "08", "09"]
    names = {each.text for each in registry.organisations["iuc-methodology-taskforce"].other_names}
    assert {"IUC Methodolofgy Taskforce", "Methodolgy Taskforce"} <= names


def test_17_five_files_of_one_label(registry: dialogues.Registry) -> None:
    files = registry.events[WORKSHOP].files
    assert [each.printed for each in files] == ["Presentation"] * 5
    assert [each.person for each in files] == [
        "robert-hassink", "liu-lun", "silke-haarich", "jaime-del-castillo", "vitarque-coelho",
    ]  # fmt: skip


def test_18_acronyms_that_the_page_never_writes_out(registry: dialogues.Registry) -> None:
    for name in (
        "IUC", "IURC", "INNOVACT", "INNOV-AL", "CITERA", "CARICOM", "SACU", "MERCOSUR", "ASEAN", "EURADA", "INFYDE", "CELAC",
    ):  # fmt: skip
        assert len(registry.find(name)) == 1, name
    (dispute,) = [each for each in registry.programmes["iuc"].evidence if each.says]
    assert dispute.says == "project"


def test_19_bounds_and_thousands(registry: dialogues.Registry) -> None:
    figures = {each.printed: each for each in registry.programmes["innovact"].figures}
    assert (figures["over 1.800"].amount, figures["over 1.800"].unit) == (1800, None)
    assert {each.printed: each.bound for each in registry.programmes["iuc"].figures}["80+"] is Bound.AT_LEAST


def test_20_figures_of_different_scope_are_not_added_up(registry: dialogues.Registry) -> None:
    scopes = {each.printed: each.scope for each in registry.programmes["iuc"].figures}
    assert scopes["37"] == "China, India, Japan and Malaysia in phase 1"
    assert scopes["80+"] == "the whole programme"


def test_21_cooperations_that_are_no_pairs(registry: dialogues.Registry) -> None:
    ends = {identifier: len(each.ends) for identifier, each in registry.cooperations.items()}
    assert (ends["eiri-sapienza-mmu"], ends["yangzhou-exhibition"]) == (3, 4)
    assert [end.unknown for end in registry.cooperations["gdd"].ends] == [False, True]
    assert [(end.city, end.country) for end in registry.cooperations["rome-china-malaysia"].ends][1:] == [
        (None, "CN"), (None, "MY"),
    ]  # fmt: skip


def test_22_a_memorandum_in_the_future_has_a_state_and_no_date(registry: dialogues.Registry) -> None:
    cooperation = registry.cooperations["eiri-sapienza-mmu"]
    assert (cooperation.basis.value, cooperation.memorandum.value) == ("institutional-memorandum", "planned")
    assert cooperation.since is None
    signed = {key for key, each in registry.cooperations.items() if each.memorandum.value == "signed"}
    assert signed == {"koriyama-essen"}


def test_23_a_target_printed_as_a_fact(registry: dialogues.Registry) -> None:
    figures = registry.cooperations["chengdu-luxizhigu"].figures
    assert [(each.printed, each.target) for each in figures] == [
        ("25%", True),
        ("≥35%", False),  # the page prints the word of the greening alone
        ("≥50%", True),
        ("≥75%", True),
    ]


def test_25_partners_that_are_also_of_interest(registry: dialogues.Registry) -> None:
    interested = [each.country or each.organisation for each in registry.programmes["eu-regional-policy"].interested]
    assert interested == ["CN", "RU", "BR", "caricom", "sacu", "mercosur", "asean"]
    assert [len(registry.agreements_with(each or "")) for each in interested] == [2, 1, 1, 0, 0, 0, 0]
    assert ("interested-in", "eu-regional-policy") in registry.related("asean")
    assert not any(each.organisation == "sica" for each in registry.programmes["eu-regional-policy"].interested)


def test_26_documents_without_an_address_are_valid(registry: dialogues.Registry) -> None:
    documents = [each for agreement in registry.agreements.values() for each in agreement.documents]
    assert all(each.href is None for each in documents)
    assert all(each.media_type is None for event in registry.events.values() for each in event.files)


def test_27_posters_of_unknown_number(registry: dialogues.Registry) -> None:
    assert len(registry.publications["posters"].documents) == 1
    assert any("number of posters" in note for note in registry.publications["posters"].notes)


def test_28_a_title_that_ends_in_a_question(registry: dialogues.Registry) -> None:
    (listed,) = registry.publications["brochure-2009"].listed
    assert listed.name == "European Regional Policy, an inspiration for Countries outside the EU?"


# Disputes that are kept


def test_contradictions_are_kept(registry: dialogues.Registry) -> None:
    (phase,) = registry.programmes["iuc"].phases
    assert [each.says for each in phase.evidence if each.says] == ["2017"] * 3
    assert str(phase.start) == "2016?"
    liuzhou = registry.cooperations["barcelona-liuzhou"]
    assert [each.says for each in liuzhou.evidence if each.says] == [
        "formal pairing with Barnsley", "formal pairing with New York City",
    ]  # fmt: skip


def test_the_series_of_dialogues_with_china_has_its_gaps(registry: dialogues.Registry) -> None:
    series = sorted(
        (str(each.date), each.number) for each in registry.events.values() if (each.series or "").startswith("EU-China")
    )
    assert series == [
        ("2006-05", 1), ("2007-10-08", 2), ("2009-10-13", 4), ("2011?", 6), ("2012-12-20", 7), ("2013-10-09", None),
        ("2014-11-28", 9), ("2017-05-31", 12), ("2018-07", 13), ("2018-07-16", None), ("2019-04-09", None),
        ("2024-02-27", 15),
    ]  # fmt: skip


# Relations


INVERSES = {
    "party": "party-of", "counterpart": "counterpart-of", "publisher": "published", "part-of": "has-part",
    "organiser": "organised", "programme": "carries", "successor-of": "followed-by-programme",
    "takes-part": "takes-part-in", "funding": "funds", "contributor": "contributed-to", "represented": "represented-at",
    "presentation-by": "presented-at", "event": "event-of", "institution": "institution-of", "end": "end-of",
    "place": "place-of", "theme": "theme-of", "listed-on": "lists", "described-by": "describes", "source": "source-of",
    "cooperation": "cooperation-of", "of-interest-to": "interested-in",
    "replaced-by": "replaces", "same-partner": "same-partner", "follows": "followed-by", "implements": "implemented-by",
}  # fmt: skip
BOTH = INVERSES | {inverse: kind for kind, inverse in INVERSES.items()}


def test_related_is_symmetric_and_without_loops(registry: dialogues.Registry) -> None:
    for identifier in registry:
        for kind, other in registry.related(identifier):
            assert other != identifier
            assert (BOTH[kind], identifier) in registry.related(other), (identifier, kind, other)


@pytest.mark.parametrize("kind", ["part-of", "successor-of", "follows", "implements", "replaced-by"])
def test_what_must_not_go_round_does_not(registry: dialogues.Registry, kind: str) -> None:
    for identifier in registry:
        seen, todo = set(), [identifier]
        while todo:
            for each in registry.related(todo.pop()):
                if each.kind == kind:
                    assert each.identifier != identifier
                    if each.identifier not in seen:
                        seen.add(each.identifier)
                        todo.append(each.identifier)


def test_every_record_is_reached_from_an_agreement_or_says_why_not(registry: dialogues.Registry) -> None:
    """A common source is no way: everything of one page would lead to everything else. Sources are what is cited."""
    no_way = ("source", "source-of", "listed-on", "lists", "described-by", "describes")
    reached, todo = set(registry.agreements), list(registry.agreements)
    while todo:
        for each in registry.related(todo.pop()):
            if each.kind not in no_way and each.identifier not in reached:
                reached.add(each.identifier)
                todo.append(each.identifier)
    notes = {
        identifier: getattr(registry[identifier], "notes")[0]  # noqa: B009 - sources have no notes, and are left out
        for identifier in sorted(set(registry) - reached - set(registry.sources))
    }
    assert notes == {
        "celac": "The page prints it within the name of a programme alone, EU-CELAC INNOVACT: nothing is said of its part in it.",
        "eeas": (
            "DG REGIO acts in support of it and in cooperation with it, as the page says, which makes it take part in"
            " nothing here."
        ),
        "dialogues-developers": (
            "They publish this registry, beside the library that reads it; they are no party to anything here."
        ),
        "posters": (
            "The page prints neither a title nor a date nor a number of posters; of what they are is not said, so nothing"
            " leads to them."
        ),
    }
    for identifier in registry.sources:
        assert any(each.kind in ("source-of", "lists", "describes") for each in registry.related(identifier)), (
            identifier
        )


def test_an_unknown_record_has_no_relations(registry: dialogues.Registry) -> None:
    with pytest.raises(UnknownRecord):
        registry.related("nowhere")


# Dialogues


def test_what_came_of_the_agreement_with_japan(registry: dialogues.Registry) -> None:
    japan = registry.dialogue("Japan")
    assert [each.id for each in japan.agreements] == ["japan-2013", "japan-2021"]
    assert [each.id for each in japan.later] == ["japan-2021"]
    assert [each.id for each in japan.events] == [
        "open-days-delegations-2011", "eu-japan-seminar-tokyo-2012", "eu-japan-seminar-2013",
        "koriyama-memorandum-2017", "iuc-japan-launch-2017", "iuc-japan-exchange-meeting-2018-04",
        "iuc-japan-exchange-meeting-2018", "iuc-japan-exchange-meeting-2019-05", "essen-study-tour-2019",
        "koriyama-supplement-2019", "iuc-japan-exchange-meeting-2019", "cross-national-solidarity-2020", WEBINAR,
        "iuc-japan-meeting-2020", "iurc-japan-exchange-meeting-2022-07", "koriyama-signing-2022",
        "iurc-japan-exchange-meeting-2022-11", "iurc-japan-exchange-meeting-2023-06",
        "iurc-japan-exchange-meeting-2023-10",
        "eu-japan-seminar-2012",  # the last, since its year is disputed
    ]  # fmt: skip
    assert [each.id for each in japan.programmes] == ["world-cities", "iuc", "iurc", "cross-national-solidarity"]
    assert [each.id for each in japan.cooperations] == ["koriyama-essen"]


def test_formal_pairings_differ_from_the_cooperations_of_the_page(registry: dialogues.Registry) -> None:
    pairings = {key for key, each in registry.cooperations.items() if each.basis is CooperationBasis.FORMAL_PAIRING}
    assert pairings == {
        "almada-belo-horizonte", "barcelona-new-york", "bologna-guangzhou", "koriyama-essen", "liuzhou-barnsley",
        "rome-yantai", "rotterdam-surat",
    }  # fmt: skip
    assert {key for key in pairings if of_page(registry.cooperations[key])} == {"koriyama-essen"}


def test_a_programme_that_names_countries_is_in_no_dialogue_of_those_that_have_none(
    registry: dialogues.Registry,
) -> None:
    assert "KR" in registry.programmes["iurc"].countries
    assert "KR" not in registry.dialogues
    with pytest.raises(UnknownName, match="'Malaysia' is MY: the registry has no agreement with it"):
        registry.dialogue("Malaysia")


def test_there_is_a_dialogue_for_each_partner(registry: dialogues.Registry) -> None:
    assert list(registry.dialogues) == [
        "CN", "RU", "BR", "UA", "MD", "CL", "GE", "PE", "JP", "MX", "CO", "sica", "AR", "IN",
    ]  # fmt: skip
    for key, each in registry.dialogues.items():
        assert each == registry.dialogue(key)
        records: list[Any] = [*each.events, *each.programmes, *each.cooperations]
        for record in records:
            assert key in record.partner_countries


@pytest.mark.parametrize(
    ("name", "error"), [("Narnia", UnknownName), ("Guinea", UnknownName), ("Dominica", UnknownName)]
)
def test_a_name_of_no_partner_is_told_of(registry: dialogues.Registry, name: str, error: type[Exception]) -> None:
    with pytest.raises((error, AmbiguousName)):
        registry.dialogue(name)


def test_a_dialogue_of_a_registry_without_events_is_its_agreements(registry: dialogues.Registry) -> None:
    base = dialogues.load(collections=("agreements", "organisations"))
    assert [each.id for each in base.dialogue("Japan").agreements] == ["japan-2013", "japan-2021"]
    assert base.dialogue("Japan").events == ()
    assert len(base) < len(registry)


# The command


def test_the_dialogue_is_shown_by_name_and_the_record_by_id(run: Run) -> None:
    shown = run("show", "Japón", "--in", "es").stdout.splitlines()
    assert shown[:3] == [
        "Japón", "acuerdos",
        "  10 de octubre de 2013  Carta de intenciones: Unión Europea – Japón",
    ]  # fmt: skip
    assert all(len(line) <= 80 for line in shown)
    assert run("show", "japan-2013").stdout.startswith("japan-2013: ")
    value = json.loads(run("show", "JP", "--json").stdout)
    assert [each["id"] for each in value["agreements"]] == ["japan-2013", "japan-2021"]


def test_the_time_line_is_in_order_and_honest(run: Run) -> None:
    rows = json.loads(run("timeline", "--json").stdout)
    dates = [row["date"] for row in rows]
    known = [date for date in dates if date]
    assert [date[:4] for date in known] == sorted(date[:4] for date in known)
    assert dates[len(known) :] == [None] * (len(dates) - len(known))
    assert {row["collection"] for row in rows} == {"agreements", "events", "programmes", "cooperations", "publications"}
    peru = run("timeline", "--partner", "Perú", "--in", "fr").stdout.splitlines()
    assert [line for line in peru if line[0] != " "] == ["2012", "2013", "2016", "2017", "2019", "2021"]
    assert [line[2:].partition("  ")[0] for line in peru if line[0] == " " and line[2] != " "] == [
        "novembre 2012",
        "mai 2013",
        "2016 (?) – 2020",
        "2017 –",
        "1 janvier 2019 – 30 novembre 2020",
        "2021 – 2023",
    ]
    assert all(len(line) <= 80 for line in peru)


ACTS = """\
title: {en: Linking agreement}
kind: agreement
parties:
  - {side: party, country: FR}
  - {side: party, country: CA, territory: CA-QC}
signed:
  - {date: 2013-09-27}
actions:
  - {action: withdrawal, party: [CA-QC], by: 2018-06}
  - action: entry-into-force
    date: 2014-01-01
    evidence: [{for: date, source: gazette, quote: on 1 January 2014}]
  - {action: denunciation, party: [FR, CA-QC]}
  - {action: extension, date: 2014, until: 2016-12-31}
evidence: [{for: kind, source: page, quote: the agreement}]
"""


def test_what_the_parties_did_after_they_signed_is_on_the_time_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "linking-2013.yaml").write_text(ACTS, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    for name in ("page", "gazette"):
        source = "{title: A page, address: 'https://example.org/', class: official}"
        (tmp_path / "sources" / f"{name}.yaml").write_text(source, encoding="utf-8")
    rows = json.loads(run("timeline", "--data", str(tmp_path), "--in", "fr", "--json").stdout)
    keys = ("date", "end", "date_text", "act", "act_of", "sources")
    every, gazette = ["gazette", "page"], ["gazette"]
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("2013-09-27", None, "27 septembre 2013", None, [], every),
        ("2014", "2016-12-31", "2014", "extension", [], every),
        ("2014-01-01", None, "1 janvier 2014", "entry-into-force", [], gazette),
        (None, None, "au plus tard : juin 2018", "withdrawal", ["Québec"], every),
        (None, None, None, "denunciation", ["France", "Québec"], every),
    ]
    assert {row["id"] for row in rows} == {"linking-2013"}
    assert run("timeline", "--sources", "--data", str(tmp_path)).stdout == (
        "2013\n"
        "  27 September 2013  France, Quebec: Linking agreement (linking-2013; gazette,\n"
        "                     page)\n"
        "2014\n"
        "  2014            France, Quebec: Linking agreement (linking-2013; gazette,\n"
        "                  page): extension, until 31 December 2016\n"
        "  1 January 2014  France, Quebec: Linking agreement (linking-2013; gazette):\n"
        "                  entry into force\n"
        "2018\n"
        "  by June 2018  France, Quebec: Linking agreement (linking-2013; gazette, page):\n"
        "                withdrawal, Quebec\n"
        "without a date\n"
        "  unknown  France, Quebec: Linking agreement (linking-2013; gazette, page):\n"
        "           denunciation, France, Quebec\n"
    )


@pytest.mark.parametrize(
    "collection",
    ["publications", "events", "programmes", "cooperations", "organisations", "people", "themes", "sources"],
)
def test_every_collection_is_listed_and_every_record_shown(
    run: Run, registry: dialogues.Registry, collection: str
) -> None:
    rows = json.loads(run("list", collection, "--json").stdout)
    assert sorted(row["id"] for row in rows) == sorted(registry.collections[collection])
    dates = [row["date"] for row in rows if row["date"]]
    assert dates == sorted(dates, key=Date.parse)
    assert [row["date"] for row in rows][: len(dates)] == dates
    assert run("list", collection).exit_code == 0
    for identifier in list(registry.collections[collection])[:3]:
        result = run("show", identifier, "--in", "uk")
        assert result.exit_code == 0
        assert result.stdout.startswith(f"{identifier}: ")


PHASE = {"name": "p", "start": "2010", "end": "2012"}


@pytest.mark.parametrize(
    ("collection", "values", "dates", "text"),
    [
        ("programmes", {"phases": [PHASE]}, ("2010", "2012"), "2010 – 2012"),
        ("programmes", {"phases": [PHASE, {"name": "q", "start": "2015"}]}, ("2010", None), "2010 –"),
        ("programmes", {"phases": [{"name": "q", "start": "2009"}, PHASE]}, ("2009", "2012"), "2009 – 2012"),
        ("programmes", {"phases": [{"name": "q", "end": "2012"}]}, (None, "2012"), "unknown – 2012"),
        ("events", {"end": "2019-05-03"}, (None, "2019-05-03"), "unknown – May 3, 2019"),
        ("events", {"date": "2019-05-03", "end": "2019-05-01"}, None, "May 3, 2019 – May 1, 2019"),
        ("cooperations", {"since": "2019"}, ("2019", None), "2019 –"),
        ("people", {}, (None, None), ""),
    ],
)
def test_when_a_record_was(
    collection: str, values: dict[str, Any], dates: tuple[str | None, str | None] | None, text: str
) -> None:
    needed: dict[str, dict[str, Any]] = {
        "programmes": {"name": {"en": "x"}, "kind": "programme"},
        "events": {"kind": "workshop"},
        "cooperations": {"name": {"en": "x"}, "basis": "unknown", "ends": []},
        "people": {"name": "x"},
    }
    record = RECORD_TYPES[collection].model_validate({"id": "x", **needed[collection], **values})
    if dates is not None:
        assert tuple(each and str(each) for each in record.span[:2]) == dates
    assert when(record, "en") == text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("eu-regional-policy", "  interested     China\n"),
        ("age-friendly-guidelines", "  cooperation  Rome, Yantai and Liuzhou (rome-yantai-liuzhou)\n"),
        ("regional-innovation-workshop-2020", "Professor Robert Hassink, University of Kiel, Germany"),
        ("regional-innovation-workshop-2020", "(presentation, also Mr)"),
        ("dg-regio", "organised, represented at"),
        ("sica", "  agreement  Letter of intent on a dialogue on regional policy"),
        ("decn-japan-2021", "  language   Japanese\n"),
    ],
)
def test_show_leaves_nothing_out(run: Run, name: str, told: str) -> None:
    shown = run("show", name).stdout
    assert " ".join(told.split()) in " ".join(shown.split())


def test_filters_are_for_agreements_alone(run: Run) -> None:
    result = run("list", "events", "--year", "2020")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: the filters are for agreements alone, and not for events.\n")


def test_what_is_found_is_told_up_to_a_limit(run: Run) -> None:
    few = run("find", "memorandum", "--limit", "2", "--json")
    every = json.loads(run("find", "memorandum", "--json").stdout)
    assert json.loads(few.stdout) == {**every, "found": every["found"][:2]}
    assert every["count"] == len(every["found"])
    assert run("find", "memorandum", "--limit", "2").stderr == f"dialogues: {every['count'] - 2} more are left out\n"
    told = " ".join(run("find", "European Commission").stdout.split())
    assert "china-2006, russia-2007, brazil-2007, ukraine-2009," in told
    assert "and 10 more" in told


def test_people_are_found_on_the_command_line(run: Run) -> None:
    assert run("find", "Lun Liu").stdout.splitlines()[1].split()[0] == "liu-lun"
