"""Records that are no longer used: left out wherever a partner is told of, and marked where a search finds them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dialogues
from dialogues.site.partner_pages import PartnerPages
from dialogues.site.site import Site

Run = Callable[..., Result]
MANIFEST = 'format: "1.1"\ntitle: {en: Small}\nversion: 1\ndate: 2026-11-25\nlicence: CC0-1.0\n'
AGREEMENT = (
    "title: {{en: Protocol on fisheries}}\nkind: protocol\n"
    "parties: [{{side: own, country: FR}}, {{side: partner, country: BR}}]\nsigned: [{{date: {day}}}]\n"
)
RETIRED = "retired: {on: 2026-11-25, reason: Written twice., replaced_by: b-1999}\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "registry.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "agreements" / "a-1998.yaml").write_text(AGREEMENT.format(day="1998-01") + RETIRED, encoding="utf-8")
    (tmp_path / "agreements" / "b-1999.yaml").write_text(AGREEMENT.format(day="1999-05-14"), encoding="utf-8")
    return tmp_path


TOLD = [
    ("list", r"\b[ab]-199\d"),
    ("list --json", r'"id": "([ab]-199\d)'),
    ("show Brazil", r"\(([ab]-199\d)\)"),
    ("show Brazil --json", r'"id": "([ab]-199\d)'),
    ("find Brazil", r"[ab]-199\d"),
    ("timeline", r"\(([ab]-199\d)\)"),
    ("timeline --partner Brazil --json", r'"id": "([ab]-199\d)'),
]


@pytest.mark.parametrize(("call", "pattern"), TOLD, ids=lambda each: each[:20])
def test_what_a_partner_has_is_told_without_them(run: Run, data: Path, call: str, pattern: str) -> None:
    result = run(*call.split(), "--data", str(data))
    assert (result.exit_code, re.findall(pattern, result.stdout)) == (0, ["b-1999"])


def test_pictures_count_none_of_them(run: Run, data: Path) -> None:
    drawn = run("timeline", "--svg", "--data", str(data)).stdout
    assert re.findall(r"<title>([^<]*): Protocol", drawn) == ["14 May 1999"]
    registry = dialogues.load(data)
    site = Site(registry, ["en"])
    (partner,) = PartnerPages(site, site.readers["en"]).partners()
    assert (partner.name.text, partner.since, partner.told) == ("Brazil", "since 1999", "agreements: 1")
    dialogue = registry.dialogue("Brazil")
    assert [each.id for each in dialogue.agreements] == ["a-1998", "b-1999"]
    assert [each.id for each in dialogue.in_use["agreements"]] == ["b-1999"]


def test_a_search_finds_them_and_says_that_they_are_retired(run: Run, data: Path) -> None:
    assert run("search", "fisheries", "--data", str(data)).stdout == (
        "a-1998: Protocol on fisheries (retired)\n  title (en)  Protocol on fisheries\n"
        "b-1999: Protocol on fisheries\n  title (en)  Protocol on fisheries\n"
    )
    found = json.loads(run("search", "fisheries", "--data", str(data), "--json").stdout)
    assert [(each["id"], each["retired"]) for each in found] == [("a-1998", True), ("b-1999", False)]


def test_a_retired_record_that_is_asked_for_is_found_and_marked(run: Run, data: Path) -> None:
    assert run("find", "a-1998", "--data", str(data)).stdout.splitlines()[1].split("  ")[:2] == [
        "a-1998",
        "Protocol on fisheries (retired)",
    ]
    found = json.loads(run("find", "a-1998", "--data", str(data), "--json").stdout)["found"]
    assert [(each["name"], each["retired"]) for each in found] == [("Protocol on fisheries", True)]
