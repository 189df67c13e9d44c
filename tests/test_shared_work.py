"""What the check works out once for several rules, or leaves out, changes no answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogues.checks.judge import Judging, is_asked
from dialogues.checks.rules import RULES, Context, File, Outcome
from dialogues.checks.rules import rule as rule_of
from dialogues.checks.rules.parts import parts_of_record
from dialogues.checks.rules.rule import FINE
from dialogues.errors import RuleFailed
from dialogues.files import FileRead, compose, read_folder
from dialogues.files.plain_yaml import plain, texts_of
from dialogues.files.scalars import write_scalar
from dialogues.languages.territories import names_of_territories, territories_spelled
from dialogues.names.folding import fold
from dialogues.records import Agreement
from dialogues.registry.claims import Claims

ROOT = Path(__file__).parent.parent

OF_FILES = [each for each in RULES if each.of is File]
# Texts with a sign of something that a rule of files tells of, or nearly.
SLIPS = (
    "a\u00a0b", "&amp;", "R&D", "<b>x", "QuÃ©bec", "“Cairo”", "“Cairo", "TODO", "n/a", "?", "-", "name", "unknown",
    "Untitled", "mou_final.pdf", "12", "2026.10", "010", "12:30", "-1", "no", "on", "NO", "it's", " x", "x ", "a  b",
    "a\tb", "a\n", "\nb", "e\u0301", "\u0301x", "P\u0430we\u0142", "x\u200b", "\u00ad", "\u007f", "#12", "Gazette #12",
    "", "Brasília", "Kenya", "x\u202fy", "\u061c", "ＡＢ", "no name", "...", "…",
)  # fmt: skip
TEXTS = st.sampled_from(SLIPS) | st.text(st.characters(codec="utf-8"), max_size=8)
PLACES = (
    "title: {{en: {}}}\n", "signed:\n  - place: {}\n", "notes: [{}]\n", "kind: {}\n", "documents: []\nstatus: {}\n",
    "signed:\n  - evidence:\n      - {{for: place, source: page, quote: {}}}\n", "status: x\nkind: {}\n",
    "parties:\n  - side: eu\n    signatories:\n      - {{name: {}, office: Mayor}}\n", "'x': {}\n", "on: {}\n",
)  # fmt: skip


def read(text: str, file: str = "agreements/x.yaml") -> FileRead | None:
    tree, faults = compose(text, file)
    return None if tree is None or faults else FileRead(file, Agreement, text, tree)


def written(text: str, place: str) -> str:
    return place.format(write_scalar(text, flow=True))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(PLACES)), min_size=1, max_size=6))
def test_what_was_seen_in_other_files_changes_no_finding_of_a_file(held: list[tuple[str, str]]) -> None:
    together = Judging(OF_FILES)
    for number, (text, place) in enumerate(held):
        shown = read(written(text, place), f"agreements/x-{number}.yaml")
        if shown is None:
            continue
        alone = Judging(OF_FILES)
        before = len(together.findings)
        alone.file(shown)
        together.file(shown)
        assert together.findings[before:] == alone.findings


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(PLACES))
@example("12", PLACES[1])
@example("mou_final.pdf", PLACES[0])
@example("it's", PLACES[1])
def test_a_rule_that_is_not_asked_has_nothing_to_say(text: str, place: str) -> None:
    for file in ("agreements/x.yaml", "agreements/x.json"):
        shown = read(written(text, place)) if file.endswith(".yaml") else read('{"kind": "x"}', file)
        if shown is None:
            continue
        asked = File(shown.text, shown.tree, shown.kind, file.endswith(".json"))
        for rule in OF_FILES:
            if rule.signs is not None and not rule.signs(asked):
                assert list(rule.judge(asked, None)) == [], rule.code


def test_what_is_gone_through_once_says_the_same_as_what_each_goes_through() -> None:
    for record in read_folder(ROOT / "data").registry.values():
        shared, own = Claims(record, parts_of_record(record).sourced), Claims(record)
        assert [*shared.sourced] == [*own.sourced]
        assert shared.evidence == own.evidence
        assert own.disputes == tuple(each for each in own.evidence if each.by.says is not None)


@pytest.mark.parametrize("folder", ["data", "examples/registries/treaties"])
def test_a_rule_that_a_question_silences_would_say_so_itself(folder: str) -> None:
    registry = read_folder(ROOT / folder).registry
    silenced = set()
    for record in registry.values():
        context = Context(registry, record)
        for value, _ in context.parts.every:
            for rule in RULES:
                if rule.unless is None or not is_asked(rule, type(value)):
                    continue
                none = rule.unless(value, context)
                if none is not None:
                    silenced.add(rule.code)
                    assert list(rule.judge(value, context)) == ([] if none is FINE else [none]), rule.code
    assert silenced == {each.code for each in RULES if each.unless is not None}


def test_what_fails_in_the_signs_of_a_rule_of_another_package_is_told() -> None:
    def silent(_value: object, _context: object) -> Iterator[Outcome]:
        return iter(())

    silent.__module__ = "house_rules"
    failing = rule_of("M101", "warning", File, signs=lambda file: bool(1 // len(file.text[:0])))(silent)
    shown = read("kind: x\n")
    assert shown is not None
    with pytest.raises(RuleFailed) as failed:
        Judging([failing]).file(shown)
    assert str(failed.value) == str(RuleFailed("M101", "ZeroDivisionError: integer division or modulo by zero"))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(PLACES))
def test_the_texts_of_a_file_are_those_of_its_value(text: str, other: str, place: str) -> None:
    texts: list[str] = []
    value = plain(written(text, place) + written(other, "notes: [{}, '', x]\n"), texts)
    assert value is None or texts == texts_of(value)


@pytest.mark.parametrize(
    "name", ["South Sudan", "Côte d’Ivoire", "Trinidad and Tobago", "中国", "Российская Федерация"]
)
def test_a_name_begins_with_its_first_words(name: str) -> None:
    assert territories_spelled(name.casefold(), fold(name))
    words = fold(name).split()
    assert all(names_of_territories().begins(" ".join(words[:count])) for count in range(1, len(words) + 1))
    assert not names_of_territories().begins("cooperation")
    assert not names_of_territories().begins("")
