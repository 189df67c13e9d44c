"""The one walk over what sources say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dialogues
from bundles import unpack
from dialogues import Stance, Statement, statements
from dialogues.records import Evidence
from dialogues.records.fields_of import parts
from dialogues.registry.statements import value_text
from dialogues.vocabulary import EvidenceBasis, ResolutionOutcome, SourceClass

REGISTRY = """\
==> sources/page.yaml
title: A page
address: https://example.org/page
class: official
==> sources/other.yaml
title: Another page
address: https://example.org/other
class: press
==> agreements/brazil-2007.yaml
title: {en: A memorandum}
kind: memorandum-of-understanding
parties:
  - {side: own, country: FR}
  - side: partner
    country: BR
    signatories:
      - name: Anne
        evidence:
          - {for: name, source: page, quote: signed by Anne, note: below the picture}
signed:
  - date: 2007-11-29
    place: Brasília
evidence:
  - {for: kind, source: page, quote: signed a memorandum}
  - {for: [signed.0.date, signed.0.place], source: page, quote: in Brasília on 29 November}
  - {for: signed.0.date, source: other, says: 2007-11-28, quote: on Wednesday, basis: link-name}
  - {for: takes_effect, source: other, says: 2008-01-01, quote: from 1 January}
  - {for: takes_effect, source: page, says: 2008-02-01, quote: from 1 February}
  - {for: parties.BR.country, source: page, quote: with Brazil}
resolution:
  - {for: signed.0, why: The page is of the day itself.}
  - {for: takes_effect, outcome: open, why: Both texts are authentic.}
"""


def made(path: str, value: str | None, source: str, **more: object) -> Statement:
    told = {
        "stance": Stance.DISPUTES if "says" in more else Stance.SUPPORTS,
        "quote": None,
        "says": None,
        "basis": EvidenceBasis.TEXT,
        "note": None,
        "resolution": None,
        "why": None,
    } | more
    weight = {"page": SourceClass.OFFICIAL, "other": SourceClass.PRESS}[source]
    place = tuple(
        int(part) if part.isdecimal() else part for part in path.replace("[", ".").replace("]", "").split(".")
    )
    return Statement("brazil-2007", "agreements", path, value, source, weight, place=place, **told)  # type: ignore[arg-type]


def test_every_piece_of_evidence_is_a_statement_for_each_path_it_speaks_of(tmp_path: Path) -> None:
    settled = {"resolution": ResolutionOutcome.CHOSEN, "why": "The page is of the day itself."}
    left = {"resolution": ResolutionOutcome.OPEN, "why": "Both texts are authentic."}
    quote = "in Brasília on 29 November"
    name = "parties[1].signatories[0].name"
    registry = dialogues.load(unpack(REGISTRY, tmp_path / "data"))
    assert list(statements(registry)) == [
        made("kind", "memorandum-of-understanding", "page", quote="signed a memorandum"),
        made("signed[0].date", "2007-11-29", "page", quote=quote, **settled),
        made("signed[0].place", "Brasília", "page", quote=quote, **settled),
        made(
            "signed[0].date", "2007-11-29", "other", says="2007-11-28", quote="on Wednesday",
            basis=EvidenceBasis.LINK_NAME, **settled,
        ),
        made("takes_effect", None, "other", says="2008-01-01", quote="from 1 January", **left),
        made("takes_effect", None, "page", says="2008-02-01", quote="from 1 February", **left),
        made("parties[1].country", "BR", "page", quote="with Brazil"),
        made(name, "Anne", "page", quote="signed by Anne", note="below the picture"),
    ]  # fmt: skip


def test_no_evidence_is_left_out(registry: dialogues.Registry) -> None:
    claims = [
        (record.id, part.source, claim)
        for record in registry.values()
        for _, part in parts(record)
        if isinstance(part, Evidence)
        for claim in part.claims
    ]
    found = [*statements(registry)]
    assert len(found) == len(claims) > 1000
    assert sorted((each.record, each.source) for each in found) == sorted(each[:2] for each in claims)
    assert {each.stance for each in found} == {*Stance}
    assert all((each.stance is Stance.DISPUTES) == (each.says is not None) for each in found)


def test_what_a_faulty_source_says_is_told_without_its_class(tmp_path: Path) -> None:
    text = REGISTRY.replace("class: press", "class: hearsay")
    found = statements(dialogues.read(unpack(text, tmp_path / "data")).registry)
    assert {(each.source, each.source_class) for each in found} == {("page", SourceClass.OFFICIAL), ("other", None)}


def test_a_statement_is_a_json_object(registry: dialogues.Registry) -> None:
    first = next(statements(registry)).to_dict()
    assert list(first) == [
        "record", "collection", "path", "value", "source", "source_class", "stance", "quote", "says", "basis", "note",
        "resolution", "why",
    ]  # fmt: skip
    assert all(value is None or isinstance(value, str) for value in first.values())


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", '{"en":"A memorandum"}'),
        ("kind", "memorandum-of-understanding"),
        ("binding", "unknown"),
        (
            "parties",
            '[{"side":"own","country":"FR"},{"side":"partner","country":"BR","signatories":[{"name":"Anne"}]}]',
        ),
        ("takes_effect", None),
        ("documents", None),
    ],
)
def test_a_value_is_written_as_its_file_has_it(field: str, text: str | None, tmp_path: Path) -> None:
    record = dialogues.load(unpack(REGISTRY, tmp_path / "data")).agreements["brazil-2007"]
    assert value_text(getattr(record, field)) == text


@given(st.text(min_size=1))
def test_a_text_is_kept_as_it_is(text: str) -> None:
    assert value_text(text) == text
