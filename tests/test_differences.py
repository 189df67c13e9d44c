"""What is different between two states of a registry."""

from __future__ import annotations

import contextlib
import json
import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
from dialogues.errors import CannotApply, CannotCompare
from dialogues.records import RECORD_TYPES
from dialogues.records.fields_of import fields_of
from dialogues.registry import Registry
from dialogues.registry.identity import KEYS, canonical
from dialogues.releases import Difference, Level, apply, difference
from dialogues.releases.words import counts, lines, markdown
from registries import copied, made, mutated, plain, pool, shuffled, states

STATES = states(dialogues.load(), 3)
VALUES = pool(STATES)
SEEDS = st.integers(0, 2**32)


def is_list(kind: type, name: str) -> bool:
    return "tuple[" in str(kind.__pydantic_fields__[name].annotation)  # type: ignore[attr-defined]


def kinds_in_lists() -> set[str]:
    """Name every kind of part that stands in a list of some record."""
    found: set[str] = set()
    left: list[type] = [*RECORD_TYPES.values()]
    seen: set[type] = set()
    while left:
        kind = left.pop()
        for field in fields_of(kind) if kind not in seen else ():
            if field.part is not None:
                left.append(field.part)
                found |= {field.part.__name__} if is_list(kind, field.name) else set()
        seen.add(kind)
    return found


def test_every_kind_of_part_that_stands_in_a_list_has_an_identity() -> None:
    assert kinds_in_lists() == set(KEYS)


def test_the_keys_of_an_identity_are_keys_of_the_part() -> None:
    from dialogues import records

    for name, rows in KEYS.items():
        keys = {field.key for field in fields_of(getattr(records, name))}
        assert {key for row in rows for key in row} <= keys, name


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 12))
def test_the_difference_applied_to_the_older_state_is_the_newer_one(seed: int, times: int) -> None:
    chance = random.Random(seed)
    old = mutated(STATES, VALUES, chance, times)
    new = mutated(old, VALUES, chance, times)
    found = difference(made(old), made(new))
    assert apply(found, made(old)) == made(new)
    read = Difference.from_dict(json.loads(json.dumps(found.to_dict())))
    assert read.to_dict() == found.to_dict()
    assert apply(read, made(old)).digest == read.new_digest
    assert bool(found) == (plain(old) != plain(new))


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, 12))
def test_another_order_makes_no_difference_to_the_difference(seed: int, times: int) -> None:
    chance = random.Random(seed)
    old = mutated(STATES, VALUES, chance, times)
    new = mutated(old, VALUES, chance, times)
    first = difference(made(old), made(new))
    assert not difference(made(old), made(shuffled(old, chance)))
    again = difference(made(shuffled(old, chance)), made(shuffled(new, chance)))
    assert sorted(map(said, first)) == sorted(map(said, again))
    assert not difference(apply(first, made(shuffled(old, chance))), made(new))


def said(change: Any) -> str:
    return canonical(change.to_dict())


# In words


RECORDS: dict[str, Any] = {
    "manifest": {
        "": {"format": "1.1", "title": {"en": "Example"}, "version": "1", "date": "2026-11-25", "licence": "CC0-1.0"}
    },
    "agreements": {
        "peru-2013": {
            "title": {"en": "Letters of intent with Peru"},
            "kind": "exchange-of-letters-of-intent",
            "parties": [{"side": "own", "organisation": "ministry"}, {"side": "partner", "country": "PE"}],
            "signed": [{"date": "2013-05", "act": "exchanged", "evidence": [{"for": "date", "source": "page"}]}],
            "documents": [
                {"language": "en", "media_type": "application/pdf"},
                {"language": "es", "printed_label": "es"},
            ],
        }
    },
    "organisations": {"ministry": {"name": {"en": "Ministry"}, "kind": "ministry", "country": "DE"}},
    "themes": {},
    "sources": {"page": {"title": "Page", "class": "official"}, "report": {"title": "Report", "class": "press"}},
}


def edited(*edits: tuple[str, Any]) -> Registry:
    """Make the example registry with other values: a path of keys and positions, and what shall stand there."""
    values = copied(RECORDS)
    for place, value in edits:
        *above, last = (int(part) if part.isdigit() else "" if part == "-" else part for part in place.split("/"))
        node = values
        for part in above:
            node = node[part]
        if value is None:
            del node[last]
        elif isinstance(node, list):
            node[last : last + 1] = [value]  # type: ignore[index, operator]
        else:
            node[last] = value
    for name, held in values.items():
        for key, record in held.items():
            held[key] = record if name == "manifest" else {**record, "id": key}
    return made(values)


PERU = "agreements/peru-2013"
REPORTED = {"for": ["date"], "source": "report", "quote": "on 14 May 2013"}

WORDS: list[tuple[list[tuple[str, Any]], list[str]]] = [
    ([], ["no difference"]),
    (
        [(f"{PERU}/signed/0/date", "2013-05-14"), (f"{PERU}/signed/0/evidence/0", REPORTED)],
        [
            "peru-2013: signed May 2013 → May 14, 2013 (report)",
            "peru-2013: evidence: 1 added, 1 removed",
            "patch: 1 record changed; 1 change; evidence: 1 added, 1 removed",
        ],
    ),
    (
        [(f"{PERU}/signed/0/place", "Lima"), (f"{PERU}/signed/0/evidence/0", {"for": "place", "source": "report"})],
        [
            "peru-2013: signed place added: Lima (report)",
            "peru-2013: evidence: 1 added, 1 removed",
            "minor: 1 record changed; 1 change; evidence: 1 added, 1 removed",
        ],
    ),
    (
        [(f"{PERU}/signed/0/date", None)],
        ["peru-2013: signed date removed: May 2013", "patch: 1 record changed; 1 change"],
    ),
    (
        [(f"{PERU}/documents/1/language", "pt")],
        [
            "peru-2013: documents (Spanish (es)) language Spanish (es) → Portuguese (pt)",
            "patch: 1 record changed; 1 change",
        ],
    ),
    (
        [(f"{PERU}/documents/0", None)],
        [
            "peru-2013: documents removed: language English (en); media type PDF",
            "patch: 1 record changed; 1 change",
        ],
    ),
    (
        [(f"{PERU}/documents/2", {"language": "fr", "evidence": [{"for": "language", "source": "page"}]})],
        ["peru-2013: documents added: language French (fr) (page)", "minor: 1 record changed; 1 change"],
    ),
    (
        [(f"{PERU}/title/es", "Cartas de intención")],
        ["peru-2013: title (es) added: Cartas de intención", "minor: 1 record changed; 1 change"],
    ),
    (
        [(f"{PERU}/status", "active"), (f"{PERU}/notes", ["A *note*\nof two lines."])],
        [
            "peru-2013: status unknown → active",
            "peru-2013: notes added: A *note* of two lines.",
            "minor: 1 record changed; 2 changes",
        ],
    ),
    (
        [(f"{PERU}/parties/0/organisation", "page"), (f"{PERU}/authentic_languages", ["en", "es"])],
        [
            "peru-2013: parties (own side, Ministry (ministry)) organisation Ministry (ministry) → Page (page)",
            "peru-2013: authentic languages added: English (en), Spanish (es)",
            "minor: 1 record changed; 2 changes",
        ],
    ),
    (
        [(f"{PERU}/retired", {"on": "2026-11", "reason": "It is a draft."})],
        ["peru-2013: retired added: on November 2026; reason It is a draft.", "minor: 1 record changed; 1 change"],
    ),
    (
        [("organisations/office", {"name": {"en": "Office"}, "kind": "agency"}), ("sources/report", None)],
        [
            "office: added to organisations: Office",
            "report: removed from sources: Report; its id is not among the former_ids of the manifest",
            "major: 1 record added, 1 removed",
        ],
    ),
    (
        [("sources/report", None), ("manifest/-/former_ids", ["report"])],
        [
            "registry: former ids added: report",
            "report: removed from sources: Report",
            "major: 1 record removed, 1 changed; 1 change",
        ],
    ),
    (
        [("manifest/-/version", "2"), ("manifest/-/date", "2026-12")],
        [
            "registry: version 1 → 2",
            "registry: date November 25, 2026 → December 2026",
            "version alone: 1 record changed; 2 changes",
        ],
    ),
    (
        [("manifest/-/base", "urn:example:a:"), ("manifest/-/format", "2.0")],
        ["registry: format 1.1 → 2.0", "registry: base added: urn:example:a:", "major: 1 record changed; 2 changes"],
    ),
    # A source of the whole list backs none of its items for certain.
    (
        [
            (f"{PERU}/authentic_languages", ["en"]),
            (f"{PERU}/evidence", [{"for": "counterparts", "source": "page"}]),
            (f"{PERU}/counterparts", ["ministry"]),
        ],
        [
            "peru-2013: authentic languages added: English (en)",
            "peru-2013: counterparts added: Ministry (ministry)",
            "peru-2013: evidence: 1 added",
            "minor: 1 record changed; 2 changes; evidence: 1 added",
        ],
    ),
]


@pytest.mark.parametrize(("edits", "told"), WORDS)
def test_a_change_is_told_in_a_line(edits: list[tuple[str, Any]], told: list[str]) -> None:
    old, new = edited(), edited(*edits)
    found = difference(old, new)
    assert [*map(str, lines(found, old, new)), counts(found)] == told
    assert apply(found, old) == new


def test_a_change_is_one_json_object() -> None:
    old, new = edited(), edited((f"{PERU}/documents/1/language", "pt"), (f"{PERU}/signed/0/evidence/0", REPORTED))
    at = {"collection": "agreements", "record": "peru-2013"}
    patch: dict[str, Any] = {**at, "level": "patch"}
    assert difference(old, new).to_dict() == {
        "old_digest": old.digest,
        "new_digest": new.digest,
        "level": "patch",
        "counts": {
            "records_added": 0,
            "records_removed": 0,
            "records_changed": 1,
            "changes": 1,
            "evidence_added": 1,
            "evidence_removed": 1,
            "evidence_changed": 0,
        },
        "changes": [
            {
                **patch,
                "operation": "removed",
                "path": ["signed", {"act": "exchanged"}, "evidence"],
                "old": {"for": ["date"], "source": "page"},
                "new": None,
                "evidence": True,
                "sources": [],
            },
            {
                **patch,
                "operation": "added",
                "path": ["signed", {"act": "exchanged"}, "evidence"],
                "old": None,
                "new": REPORTED,
                "evidence": True,
                "sources": [],
            },
            {
                **patch,
                "operation": "changed",
                "path": ["documents", {"language": "es"}, "language"],
                "old": "es",
                "new": "pt",
                "evidence": False,
                "sources": [],
            },
        ],
        "reorderings": [],
    }


def test_a_list_in_another_order_is_no_difference_and_yet_the_newer_state_is_exact() -> None:
    documents = RECORDS["agreements"]["peru-2013"]["documents"]
    old, new = edited(), edited((f"{PERU}/documents", documents[::-1]))
    found = difference(old, new)
    assert not found
    assert found.level is None
    assert old != new == apply(found, old)
    assert [each.to_dict() for each in found.reorderings] == [
        {"collection": "agreements", "record": "peru-2013", "path": ["documents"], "order": [1, 0]}
    ]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ((f"{PERU}/signed/0/date", "2013-05-14"), "peru-2013: signed[exchanged].date"),
        ((f"{PERU}/documents/1", None), "peru-2013: documents[es].language"),
        ((PERU, None), "peru-2013: signed[exchanged].date"),
        (("sources/report", None), "report"),
    ],
)
def test_a_difference_of_another_state_is_not_applied(edit: tuple[str, Any], message: str) -> None:
    found = difference(
        edited(),
        edited((f"{PERU}/signed/0/date", "2013"), (f"{PERU}/documents/1/language", "pt"), ("sources/report", None)),
    )
    with pytest.raises(CannotApply) as raised:
        apply(found, edited(edit))
    assert (
        str(raised.value)
        == f"{message} is not what the difference starts from; apply it to the older of its two states"
    )


def test_two_of_one_identity_are_told_apart_by_a_number() -> None:
    same = {"language": "en", "media_type": "application/pdf"}
    twice = [{**same, "title": "A"}, {**same, "title": "B"}]
    old = edited((f"{PERU}/documents", twice))
    new = edited((f"{PERU}/documents", [{**twice[1], "pages": 2}, twice[0]]))
    found = difference(old, new)
    assert [change.to_dict()["path"] for change in found] == [["documents", {**same, "nth": 2}, "pages"]]
    assert [*map(str, lines(found, old, new))] == ["peru-2013: documents (English (en), PDF, 2) pages added: 2"]
    assert apply(found, old) == new


def test_markdown_says_it_too_and_obeys_nothing_of_the_data() -> None:
    title = "<script> [x](y) *a* `b`\n\x1b[2J\u202e"
    old = edited()
    new = edited((f"{PERU}/title/en", title), ("themes/a", {"name": {"en": "A"}}), ("themes/b", {"name": {"en": "B"}}))
    assert [*markdown(difference(old, new), old, new)] == [
        "- 2 records added to themes: `a`, `b`",
        r"- `peru-2013`: title (en) Letters of intent with Peru → \<script\> \[x\](y) \*a\* \`b\` \u001b\[2J\u202e",
        "",
        "In all: minor: 2 records added, 1 changed; 1 change.",
    ]


def test_the_difference_of_the_bundled_registry_takes_a_tenth_of_a_second(registry: Registry) -> None:
    every = states(registry, 1_000)
    other = made(mutated(every, pool(every), random.Random(7), 200))
    took = []
    for _ in range(3):
        begin = time.process_time()
        found = difference(registry, other)
        took.append(time.process_time() - begin)
    assert len(found) > 50
    assert min(took) < 0.1, took


def test_naught_is_a_value() -> None:
    sized = [{"language": "en", "size": 0}]
    old, new = edited((f"{PERU}/documents", sized)), edited((f"{PERU}/documents", [{"language": "en", "size": 3}]))
    assert [*map(str, lines(difference(old, new), old, new))] == ["peru-2013: documents size 0 → 3"]
    assert [*map(str, lines(difference(new, old), new, old))] == ["peru-2013: documents size 3 → 0"]
    assert apply(difference(old, new), old) == new
    assert apply(difference(new, old), new) == old


def test_a_note_that_got_evidence_says_what_it_said() -> None:
    source = [{"for": "text", "source": "page"}]
    old, new = (
        edited((f"{PERU}/notes", ["A note."])),
        edited((f"{PERU}/notes", [{"text": "A note.", "evidence": source}])),
    )
    (change,) = difference(old, new)
    assert (change.of_evidence, change.level) == (True, Level.PATCH)
    assert counts(difference(old, new)) == "patch: 1 record changed; evidence: 1 changed"
    assert apply(difference(old, new), old) == new


def test_what_says_nothing_of_what_it_is_is_still_matched() -> None:
    pair = {"name": {"en": "A and B"}, "basis": "unknown", "ends": [{"city": "A"}, {"unknown": True}]}
    old = edited(("cooperations", {"a-b": pair}))
    new = edited(
        ("cooperations", {"a-b": {**pair, "ends": [{"unknown": True, "note": "No other is named."}, {"city": "A"}]}})
    )
    assert [*map(str, lines(difference(old, new), old, new))] == ["a-b: ends note added: No other is named."]
    assert apply(difference(old, new), old) == new


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_a_difference_that_somebody_wrote_is_applied_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    value = difference(
        edited(), edited((f"{PERU}/documents/1/language", "pt"), (f"{PERU}/retired", {"on": "2026", "reason": "A."}))
    ).to_dict()
    node: Any = value
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        key = chance.choice(keys)
        if chance.random() < 0.4 or not isinstance(node[key], dict | list) or not node[key]:
            node[key] = chance.choice(
                [None, 3, "", "a", "id", "documents", "added", "removed", [], {}, [["a"]], {"language": "en"}, [{}]]
            )
            break
        node = node[key]
    with contextlib.suppress(CannotApply, CannotCompare):
        apply(Difference.from_dict(value), edited())
