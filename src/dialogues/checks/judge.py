"""Judging records by rules: which rule is asked of what, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from sys import intern  # ten thousand findings say the same
from typing import TYPE_CHECKING, NamedTuple, get_args

from attrs import evolve, frozen

from dialogues.checks.last_release import LastRelease
from dialogues.checks.report import Outcomes
from dialogues.checks.rules.rule import FINE, Context, File, NotApplicable, Problem, Rule, Sourced, Whole
from dialogues.checks.settings import Expectations
from dialogues.documents.file_bytes import AttachedFile
from dialogues.errors import RuleFailed
from dialogues.files import FileRead, Reading
from dialogues.files.tree import Tree
from dialogues.findings import Edit, Finding, Location, Path, format_path
from dialogues.records import RECORD_TYPES, Agreement, Record
from dialogues.records.date_signs import LANGUAGES
from dialogues.records.entry import Entry
from dialogues.records.fields_of import field_of
from dialogues.registry import Registry

if TYPE_CHECKING:  # its module costs 8 ms, and most checks look into no document
    from dialogues.documents.facts import DocumentFacts

# What the registry as a whole lacks is told of its manifest.
MANIFEST_FILE = "registry.yaml"
# That are known to have no sign of anything that rules of files tell: keys, words of lists, what is said often.
_MOST_TEXTS = 50_000


@frozen
class Told:
    """What a rule found wrong, before its place in a file is looked up."""

    rule: Rule
    """The rule."""
    identifier: str
    """The record at fault; empty for the registry as a whole."""
    problem: Problem
    """The problem, with paths from the record's top."""

    def finding(self, file: str, tree: Tree | None) -> Finding:
        """Say it of a place of a file."""
        problem = self.problem
        location = tree.locate(file, problem.path, key=problem.key) if tree is not None else Location(file)
        path, message, hint = format_path(problem.path), intern(problem.message), intern(problem.hint)
        return Finding(location, self.rule.severity, self.rule.code, message, path, hint, problem.fix)


class FilesJudged(NamedTuple):
    """What came of judging files as they are written, in a form that travels."""

    files: int
    """How many they were."""
    findings: list[Finding]
    """What was found."""
    problems: Counter[str]
    """How often, by code."""
    not_applicable: Counter[tuple[str, str]]
    """How often a rule did not apply, by code and reason."""


class _Group(NamedTuple):
    """Rules of one kind of thing that one question may silence together."""

    rules: tuple[Rule, ...]
    """The rules."""
    silent: Counter[str]
    """How often they had nothing to say, by reason."""


class Judging:
    """One run of rules over files, records and a registry."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.before: LastRelease | None = None
        self.told: list[Told] = []
        self.findings: list[Finding] = []
        self._without_signs = {""}
        self._of_type: dict[type, tuple[Rule, ...]] = {}
        self._groups: dict[type, tuple[_Group, ...]] = {}
        self._asked: Counter[type] = Counter()
        self._problems: Counter[str] = Counter()
        self._not_applicable: Counter[tuple[str, str]] = Counter()

    def file(self, read: FileRead) -> None:
        """Judge a file as it is written."""
        fresh = frozenset(read.tree.texts).difference(self._without_signs)
        file = File(read.text, read.tree, read.kind, read.file.endswith(".json"), fresh)
        self._asked[File] += 1
        rules = self._rules_of(File)
        shown = _shown(rules, file)
        for rule in rules:
            if rule.signs is None or rule.code in shown:
                for problem in self._problems_of(rule, file, None):
                    self.findings.append(Told(rule, "", problem).finding(read.file, read.tree))
        if not shown:
            if len(self._without_signs) > _MOST_TEXTS:
                self._without_signs = {""}
            self._without_signs |= fresh

    def files_judged(self) -> FilesJudged:
        """Give what came of all files, where nothing else was judged."""
        return FilesJudged(self._asked[File], self.findings, self._problems, self._not_applicable)

    def add(self, judged: FilesJudged) -> None:
        """Add files that were judged elsewhere."""
        self._asked[File] += judged.files
        self.findings += judged.findings
        self._problems += judged.problems
        self._not_applicable += judged.not_applicable

    def record(self, record: Record, context: Context) -> None:
        """Judge a record and all its parts."""
        rule = None
        try:
            for value, path in context.parts.every:
                kind = value.__class__
                self._asked[kind] += 1
                for group in self._groups.get(kind) or self._groups_of(kind):
                    rule = group.rules[0]
                    if rule.unless is not None and (none := rule.unless(value, context)) is not None:
                        if none is not FINE:
                            group.silent[none.reason] += 1
                        continue
                    for rule in group.rules:
                        for outcome in rule.judge(value, context):
                            if outcome.__class__ is NotApplicable:
                                self._not_applicable[rule.code, outcome.reason] += 1
                            else:
                                self._problems[rule.code] += 1
                                self.told.append(Told(rule, record.id, _below(_problem(outcome), path)))
        except Exception as error:  # another package's rule may fail in any way
            raise _failed(rule, error) from error

    def registry(
        self,
        reading: Reading,
        expectations: Expectations,
        documents: Mapping[str, DocumentFacts],
        asked: Collection[str],
        step: Callable[[], None],
    ) -> None:
        """Judge the records of a registry that are asked of, and the registry as a whole."""
        # A file that was looked into is not opened a second time.
        attached = {
            path: AttachedFile("", False, False, facts.size or 0, facts.sha256, facts.media_type)
            for path, facts in documents.items()
            if facts.sha256
        }
        retired = {identifier: record for identifier, record in reading.registry.items() if record.retired is not None}
        registry = reading.registry
        languages, signed = _languages(registry), _signed_on(registry)
        folder, missing = reading.folder, reading.incomplete

        def context_of(record: Record) -> Context:
            return Context(registry, record, False, folder, attached, retired, documents, languages, missing, signed)

        record = None
        for record in registry.values():
            if record.id in asked:
                self.record(record, context_of(record))
                step()
        context = context_of(record) if record is not None else None
        self._asked[Whole] += 1
        whole = Whole(reading.registry, expectations, reading.referred_to, reading.incomplete, self.before)
        for rule in self._rules_of(Whole):
            for problem in self._problems_of(rule, whole, context):
                self.told.append(Told(rule, problem.record, problem))

    def _problems_of(self, rule: Rule, value: object, context: Context | None) -> list[Problem]:
        problems: list[Problem] = []
        try:
            for outcome in rule.judge(value, context):
                if type(outcome) is NotApplicable:
                    self._not_applicable[rule.code, outcome.reason] += 1
                else:
                    problems.append(_problem(outcome))
        except Exception as error:  # likewise
            raise _failed(rule, error) from error
        self._problems[rule.code] += len(problems)
        return problems

    def _rules_of(self, kind: type) -> tuple[Rule, ...]:
        if kind not in self._of_type:
            self._of_type[kind] = tuple(rule for rule in self.rules if is_asked(rule, kind))
        return self._of_type[kind]

    def _groups_of(self, kind: type) -> tuple[_Group, ...]:
        """Put the rules of a kind together that one question may silence; the others are a group each or one."""
        by_question: dict[object, list[Rule]] = {}
        for rule in self._rules_of(kind):
            by_question.setdefault(rule.unless, []).append(rule)
        self._groups[kind] = tuple(_Group(tuple(rules), Counter()) for rules in by_question.values())
        return self._groups[kind]

    def outcomes(self) -> tuple[Outcomes, ...]:
        """Give what became of each rule, in order of code."""
        asked: Counter[str] = Counter()
        for kind, count in self._asked.items():
            for rule in self._rules_of(kind):
                asked[rule.code] += count
        reasons: dict[str, Counter[str]] = {rule.code: Counter() for rule in self.rules}
        for (code, reason), count in self._not_applicable.items():
            reasons[code][reason] += count
        for group in chain.from_iterable(self._groups.values()):
            for rule in group.rules:
                reasons[rule.code] += group.silent
        return tuple(
            Outcomes(rule.code, asked[rule.code], self._problems[rule.code], dict(sorted(reasons[rule.code].items())))
            for rule in sorted(self.rules, key=lambda rule: rule.code)
            if rule.of is not None
        )


def _languages(registry: Registry) -> tuple[str, ...]:
    """Give the languages of a registry's sources whose months have names on record, and English."""
    used = {each.language.language for each in registry.sources.values() if each.language is not None}
    return tuple(sorted({"en", *used}.intersection(LANGUAGES)))


def _signed_on(registry: Registry) -> dict[str, list[Agreement]]:
    found: dict[str, list[Agreement]] = {}
    for each in registry.agreements.values():
        for signature in each.signed:
            found.setdefault(str(signature.date), []).append(each)
    return found


def _shown(rules: Iterable[Rule], file: File) -> set[str]:
    """Give the codes of the rules whose signs a file has."""
    shown, rule = set(), None
    try:
        for rule in rules:
            if rule.signs is not None and rule.signs(file):
                shown.add(rule.code)
    except Exception as error:  # likewise
        raise _failed(rule, error) from error
    return shown


def _failed(rule: Rule | None, error: Exception) -> Exception:
    """Say which rule of another package failed; a fault of our own stays what it is."""
    if rule is None or rule.judge.__module__.startswith("dialogues."):
        return error
    return RuleFailed(rule.code, f"{type(error).__name__}: {error}")


def _problem(outcome: object) -> Problem:
    if not isinstance(outcome, Problem):
        raise TypeError(f"a rule yields Problem or NotApplicable, and not {type(outcome).__name__}")
    return outcome


def is_asked(rule: Rule, kind: type) -> bool:
    """Say whether a rule judges things of a kind."""
    if rule.of is None:
        return False
    if rule.of is Sourced:
        return field_of(kind, "evidence") is not None
    if rule.of is Entry:
        return kind in RECORD_TYPES.values()
    return kind in (get_args(rule.of) or (rule.of,))


def _below(problem: Problem, path: Path) -> Problem:
    if not path:
        return problem
    return evolve(problem, path=(*path, *problem.path), fix=tuple(below(edit, path) for edit in problem.fix))


def below(edit: Edit, path: Path) -> Edit:
    """Move an edit below a path."""
    return evolve(edit, path=(*path, *edit.path))
