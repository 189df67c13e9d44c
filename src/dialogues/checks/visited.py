"""What is judged of files while their text is at hand: here, or in the workers of an executor."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import NamedTuple, cast

from attrs import evolve, frozen

from dialogues.checks.judge import FilesJudged, Judging, is_asked
from dialogues.checks.rules import Rule, all_rules
from dialogues.checks.rules.rule import File
from dialogues.checks.settings import Settings
from dialogues.files import FileRead
from dialogues.files.comments import Acceptance, acceptances
from dialogues.records import Record


class MeantRecord(NamedTuple):
    """What cannot be read and was meant without a doubt."""

    file: str
    """Its file."""
    record: Record
    """What was meant."""


class VisitsTold(NamedTuple):
    """What was seen in files, in a form that travels."""

    files: int
    """How many they were."""
    judged: FilesJudged
    """What the rules of files say of them."""
    acceptances: dict[str, tuple[Acceptance, ...]]
    """The comments that accept findings, by file."""
    meant: dict[str, MeantRecord]
    """What was meant, by id."""


class Visited:
    """The files that were looked at."""

    def __init__(self, judging: Judging, wanted: Collection[str] | None) -> None:
        self.judging = judging
        self.wanted = wanted
        self.files = 0
        self.acceptances: dict[str, tuple[Acceptance, ...]] = {}
        self.meant: dict[str, MeantRecord] = {}

    def visit(self, read: FileRead) -> None:
        """Judge a file while its text is at hand."""
        self.files += 1
        if self.wanted is not None and read.file not in self.wanted:
            return
        self.judging.file(read)
        if read.meant is not None:
            record = cast("Record", read.meant)
            self.meant[record.id] = MeantRecord(read.file, record)
        if not read.file.endswith(".json"):
            found = acceptances(read.text, read.tree)
            if found:
                self.acceptances[read.file] = found

    def told(self) -> VisitsTold:
        """Give what was seen."""
        return VisitsTold(self.files, self.judging.files_judged(), self.acceptances, self.meant)

    def add(self, told: VisitsTold) -> None:
        """Add what was seen elsewhere."""
        self.files += told.files
        self.judging.add(told.judged)
        self.acceptances |= told.acceptances
        self.meant |= told.meant


@frozen
class VisitsElsewhere:
    """What a worker needs to look at files as this process does."""

    settings: Settings
    """The settings of the check."""
    wanted: frozenset[str] | None
    """The files that are asked of; None for all."""
    codes: frozenset[str]
    """The codes of all rules of this process: a worker that has others is not asked."""

    def __call__(self) -> Visited:
        """Begin to look at files. Raises RuntimeError where the rules are others than those of the check."""
        rules = _rules_here()
        if {rule.code for rule in rules} != self.codes:
            raise RuntimeError("the worker has other rules")
        selected = (rule for rule in rules if is_asked(rule, File) and self.settings.selects(rule.code))
        return Visited(Judging(weighed(rule, self.settings) for rule in selected), self.wanted)


@cache
def _rules_here() -> tuple[Rule, ...]:
    """Give the rules of a worker; to look for those of other packages takes longer than a task."""
    return all_rules()


def weighed(rule: Rule, settings: Settings) -> Rule:
    """Give a rule the weight that the settings say."""
    return evolve(rule, severity=settings.severity_of(rule.code, rule.severity))
