"""How the work grows with the registry, counted in calls, which no busy machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dialogues
from bundles import unpack
from dialogues.checks.check import check
from dialogues.checks.settings import Settings
from dialogues.languages.display import territory_name


def chain(count: int) -> str:
    """Write a registry where every record belongs to the one before it, and all to one partner."""
    text = ""
    for at in range(count):
        before = max(at - 1, 0)
        text += (
            f"==> agreements/a-{at}.yaml\ntitle: {{en: Example {at}}}\nkind: declaration\n"
            f"parties: [{{side: partner, country: BR, organisation: o-{at}}}]\n"
            f"relations: [{{kind: follows, agreement: a-{before}}}]\n"
            "documents: [{language: mo}]  # dialogues: ignore[L201] printed so\n"
            f"==> organisations/o-{at}.yaml\nname: {{en: Ministry {at}}}\nkind: ministry\ncountry: BR\npart_of: o-{before}\n"
            f"==> programmes/p-{at}.yaml\nname: {{en: Programme {at}}}\nkind: programme\npredecessor: p-{before}\n"
            f"==> events/e-{at}.yaml\nkind: webinar\nseries: Dialogue\nnumber: {at}\npartners: [BR]\n"
            f"themes: [t-{at}]\ncontributions: [{{person: h-{at}}}]\n"
            f"==> people/h-{at}.yaml\nname: Jane Doe {at}\n==> themes/t-{at}.yaml\nname: {{en: Theme {at}}}\n"
            f"==> themes/u-{at}.yaml\nname: {{en: Unreached {at}}}\n"
        )
    return text


def calls(work: Callable[[], object]) -> int:
    count = 0

    def tell(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_four_times_the_records_are_four_times_the_work(tmp_path: Path) -> None:
    """A rule that looks at every record for every record shows here."""
    small, large = (unpack(chain(count), tmp_path / str(count)) for count in (50, 200))
    report = check(small, settings=Settings())  # whatever is prepared once is no part of it
    assert {"R603", "R611", "R612", "G807"} <= {each.code for each in report.findings}
    assert len(report.accepted) == 50
    assert calls(lambda: check(large, settings=Settings())) < 4.4 * calls(lambda: check(small, settings=Settings()))


def partners(count: int) -> str:
    """Write a registry of so many partners: half of them organisations, with parts that signed in their place."""
    text = ""
    for at in range(count):
        party = f"organisation: part-{at}" if at % 2 else f"country: {('BR', 'CL', 'JP')[at % 3]}"
        text += (
            f"==> organisations/whole-{at}.yaml\nname: {{en: Whole Number{at}}}\nkind: ministry\ncountry: BR\n"
            f"==> organisations/part-{at}.yaml\nname: {{en: Part Number{at}}}\nkind: ministry\npart_of: whole-{at}\n"
            f"==> agreements/a-{at}.yaml\ntitle: {{en: Example Number{at}}}\nkind: declaration\n"
            f"signed: [{{date: {1000 + at}}}]\nparties: [{{side: partner, {party}}}]\ndocuments: [{{language: pt}}]\n"
            f"==> events/e-{at}.yaml\nkind: webinar\ndate: 2001\nparticipants: [whole-{at}]\npartners: [CL]\n"
        )
    return text


QUESTIONS: dict[str, Callable[[dialogues.Registry], object]] = {
    "dialogues": lambda registry: [registry.dialogues for _ in range(20)],
    "dialogue": lambda registry: [registry.dialogue(f"whole-{at}") for at in range(1, 40, 2)],
    "partner": lambda registry: [registry.partner(f"Whole Number{at}") for at in range(1, 40, 2)],
    "find": lambda registry: [registry.find(f"Example Number{at}") for at in range(40)],
    "where": lambda registry: [
        registry.agreements.where(partner=f"whole-{at}", year=1000 + at, language="pt") for at in range(1, 40, 2)
    ],
    "where on events": lambda registry: [registry.events.where(year=(1990 + at, 1999)) for at in range(9)],
    "related": lambda registry: [registry.related(f"whole-{at}") for at in range(40)],
    "earlier": lambda registry: [registry.earlier(f"a-{at}") for at in range(1, 40, 2)],
    "whole_of": lambda registry: [registry.whole_of(f"part-{at}") for at in range(40)],
    "what is not there": lambda registry: [registry.get(f"no-{at}") for at in range(40)],
}


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    small, large = (unpack(partners(count), tmp_path_factory.mktemp("partners") / str(count)) for count in (60, 240))
    return small, large


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_asked_again_and_again_grows_no_faster_than_the_registry(
    sizes: tuple[Path, Path], question: str
) -> None:
    """What is looked up is made once, at the first question: a fresh registry of each size answers all."""
    ask = QUESTIONS[question]
    small, large = (dialogues.read(folder).registry for folder in sizes)
    ask(small)  # whatever is loaded once is no part of it
    small = dialogues.read(sizes[0]).registry
    first = calls(lambda: ask(small))
    assert calls(lambda: ask(large)) < 5 * first
    assert calls(lambda: ask(small)) <= first
    assert calls(lambda: ask(large)) <= first


def test_asking_for_relations_and_partners_grows_no_faster_than_the_registry(tmp_path: Path) -> None:
    small, large = (unpack(chain(count), tmp_path / str(count)) for count in (50, 200))

    def ask(folder: Path) -> None:
        registry = dialogues.read(folder).registry
        for identifier in registry:
            registry.related(identifier, same_partner=False)
        assert registry.agreements.where(partner="o-7").keys() == registry.agreements_with("o-7").keys()
        assert registry.dialogue("Brazil").agreements == tuple(registry.agreements.values())

    ask(small)
    assert calls(lambda: ask(large)) < 4.4 * calls(lambda: ask(small))


NEW = [
    "KE",
    "CN",
    "RU",
    "BR",
    "UA",
    "GE",
    "MD",
    "CL",
    "PE",
    "AR",
    "JP",
    "MX",
    "CO",
    "IN",
    "TR",
    "EG",
    "ZA",
    "NG",
    "ID",
    "PH",
]


def listing(count: int) -> str:
    """Write a registry whose agreements with organisations are all on one page."""
    text = "==> sources/page.yaml\ntitle: A page\naddress: https://example.org/page\nclass: official\n"
    for at in range(count):
        text += (
            f"==> agreements/a-{at}.yaml\ntitle: {{en: Example {at}}}\nkind: declaration\n"
            f"parties: [{{side: eu}}, {{side: partner, organisation: o-{at}}}]\n"
            f"documents: [{{language: en, printed_label: EN}}]\nlisted: [{{source: page, position: {at + 1}, name: Body {at}}}]\n"
            f"==> organisations/o-{at}.yaml\nname: {{en: Ministry {at}}}\nkind: ministry\n"
        )
    return text


def test_comparing_a_page_grows_with_the_registry_and_the_page_and_not_with_both(tmp_path: Path) -> None:
    registries = [dialogues.load(unpack(listing(count), tmp_path / str(count))) for count in (50, 200)]
    new = ", ".join(f"{territory_name(code, 'en')} PDF EN" for code in NEW)
    page = dialogues.read_page(f"{new}, Body 1 (BODY) PDF EN, Ministry 3 (MIN) PDF EN.", "page")

    def compared(registry: dialogues.Registry) -> tuple[int, int]:
        comparison = page.compare(registry)
        return len(comparison.matched), sum(each.kind == "new-partner" for each in comparison.differences)

    assert [compared(registry) for registry in registries] == [(1, 21), (1, 21)]
    small, large = registries
    assert calls(lambda: compared(large)) < 4.4 * calls(lambda: compared(small))
