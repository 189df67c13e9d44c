"""The campaigns of ``make siege``, a few tries of each: they run, they count, and they find what is there to find."""

from __future__ import annotations

import pytest
from siege import broken_pdfs, broken_records, failing_calls, hostile_documents, hostile_pages, kills, names
from siege.campaign import Campaign, Done, dice, run
from siege.judged_documents import faults, table, verdicts
from siege.judged_pdfs import FORMS, paragraphs

pytestmark = pytest.mark.checkout


@pytest.mark.parametrize(
    ("campaign", "tries"),
    [
        (broken_records.CAMPAIGN, range(100)),
        (broken_pdfs.CAMPAIGN, range(100)),
        (kills.CAMPAIGN, range(2)),
        (failing_calls.CAMPAIGN, range(4)),
        (hostile_documents.CAMPAIGN, range(60, 66)),
        (hostile_documents.CAMPAIGN, range(118, 126)),
        (hostile_pages.CAMPAIGN, range(18, 38)),
        (names.CAMPAIGN, range(500)),
    ],
    ids=lambda value: value.name if isinstance(value, Campaign) else str(value),
)
def test_a_few_tries_find_no_fault(campaign: Campaign, tries: range) -> None:
    if campaign.needs():
        pytest.skip(f"the machine lacks {campaign.needs()}")
    done = run(campaign, 1, tries)
    assert done.faults == []
    assert done.tries == len(tries)


def bad(seed: int, tries: range) -> Done:
    if 5 in tries:
        raise ValueError("as it was meant to")
    return Done(len(tries), [], dice("bad", seed, tries.start).random())


def test_a_fault_names_its_tries_and_the_others_go_on() -> None:
    done = run(Campaign("bad", "an attack", 12, 3, 60, bad), 1)
    assert (done.tries, done.faults) == (12, ["3–5: ValueError: as it was meant to"])
    assert done == run(Campaign("bad", "an attack", 12, 3, 60, bad), 1)


def test_a_campaign_stops_by_itself() -> None:
    assert run(Campaign("bad", "an attack", 12, 3, -1, bad), 1) == Done()


def test_the_campaigns_are_as_large_as_they_are_said_to_be() -> None:
    assert len(hostile_documents._documents()) + 10 == hostile_documents.CAMPAIGN.tries
    assert len(hostile_pages._pages()) == hostile_pages.CAMPAIGN.tries


def test_some_judged_documents_accuse_no_right_record() -> None:
    found = verdicts([each for each in paragraphs() if each.language in ("hr", "id", "ja", "ka", "ro")])
    assert faults(found) == []
    assert table(found).splitlines()[-2:] == [
        "| all whose text can be read | 65 | 0 | 2 | 63 (97%) |",
        "| all | 85 | 0 | 21 | 64 |",
    ]


def test_the_documents_that_are_judged_are_many() -> None:
    assert len({each.language for each in paragraphs()}) == 40
    assert sum(form.make(each) is not None for form in FORMS for each in paragraphs()) == 706
