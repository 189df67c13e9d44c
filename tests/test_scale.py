"""How the work grows with the registry, counted in calls, which no busy machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import dialogues
from bundles import unpack
from dialogues.checks.check import check
from dialogues.checks.settings import Settings


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


def test_asking_for_relations_and_partners_grows_no_faster_than_the_registry(tmp_path: Path) -> None:
    small, large = (unpack(chain(count), tmp_path / str(count)) for count in (50, 200))

    def ask(folder: Path) -> None:
        registry = dialogues.read(folder).registry
        for identifier in registry:
            registry.related(identifier, same_partner=False)
        assert len(registry.agreements.where(partner="o-7")) == 1
        assert registry.dialogue("Brazil").agreements == tuple(registry.agreements.values())

    ask(small)
    assert calls(lambda: ask(large)) < 4.4 * calls(lambda: ask(small))
