"""Judging records by rules: which rule is asked of what, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from sys import intern  # ten thousand findings say the same
from typing import Any, NamedTuple, get_args

from attrs import evolve, frozen

from dialogues.checks.last_release import LastRelease
from dialogues.checks.report import Outcomes
from dialogues.checks.rules.rule import Context, File, NotApplicable, Problem, Rule, Sourced, UnusualTag, Whole
from dialogues.checks.settings import Expectations
from dialogues.documents.facts import DocumentFacts
from dialogues.documents.file_bytes import AttachedFile
from dialogues.errors import RuleFailed
from dialogues.files import FileRead, Reading
from dialogues.files.tree import Tree
from dialogues.findings import Edit, Finding, Location, Path, format_path
from dialogues.languages.localised import LocalisedText
from dialogues.languages.tags import LanguageTag
from dialogues.records import RECORD_TYPES, Agreement, Record
from dialogues.records.entry import Entry
from dialogues.records.fields_of import field_of, fields_of
from dialogues.records.printed_dates import LANGUAGES
from dialogues.registry import Registry

# What the registry as a whole lacks is told of its manifest.
MANIFEST_FILE = "registry.yaml"


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


class Judging:
    """One run of rules over files, records and a registry."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.before: LastRelease | None = None
        self.told: list[Told] = []
        self.findings: list[Finding] = []
        self._of_type: dict[type, tuple[Rule, ...]] = {}
        self._asked: Counter[type] = Counter()
        self._problems: Counter[str] = Counter()
        self._not_applicable: Counter[tuple[str, str]] = Counter()

    def file(self, read: FileRead) -> None:
        """Judge a file as it is written."""
        file = File(read.text, read.tree, read.kind, read.file.endswith(".json"), "\n".join(read.tree.texts))
        self._asked[File] += 1
        for rule in self._rules_of(File):
            for problem in self._problems_of(rule, file, None):
                self.findings.append(Told(rule, "", problem).finding(read.file, read.tree))

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
            for value, path in parts(record):
                kind = type(value)
                self._asked[kind] += 1
                for rule in self._of_type.get(kind) or self._rules_of(kind):
                    for outcome in rule.judge(value, context):
                        if type(outcome) is NotApplicable:
                            self._not_applicable[rule.code, outcome.reason] += 1
                        else:
                            self._problems[rule.code] += 1
                            self.told.append(Told(rule, record.id, _below(_problem(outcome), path)))
        except Exception as error:
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
        except Exception as error:
            raise _failed(rule, error) from error
        self._problems[rule.code] += len(problems)
        return problems

    def _rules_of(self, kind: type) -> tuple[Rule, ...]:
        if kind not in self._of_type:
            self._of_type[kind] = tuple(rule for rule in self.rules if is_asked(rule, kind))
        return self._of_type[kind]

    def outcomes(self) -> tuple[Outcomes, ...]:
        """Give what became of each rule, in order of code."""
        return tuple(
            Outcomes(
                rule.code,
                sum(count for kind, count in self._asked.items() if is_asked(rule, kind)),
                self._problems[rule.code],
                {reason: count for (code, reason), count in sorted(self._not_applicable.items()) if code == rule.code},
            )
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


class _Field(NamedTuple):
    name: str
    key: str
    what: str


@cache
def _plan(kind: type) -> tuple[_Field, ...]:
    """List the fields of a record type that hold parts, tags or localised texts."""
    plan = []
    for each in fields_of(kind):
        if each.name == "evidence":
            plan.append(_Field(each.name, each.key, "leaf"))
        elif each.part is not None:
            plan.append(_Field(each.name, each.key, "part"))
        elif each.holds is LanguageTag:
            plan.append(_Field(each.name, each.key, "tag"))
        elif each.holds is LocalisedText:
            plan.append(_Field(each.name, each.key, "text"))
    return tuple(plan)


@lru_cache(4096)
def _is_usual(source: str) -> bool:
    """Say whether a tag, as written, is canonical and made of registered subtags that are in use."""
    tag = LanguageTag.parse(source)
    return str(tag) == source and not tag.problems and not tag.deprecated


def parts(value: Any, path: Path = ()) -> Iterator[tuple[Any, Path]]:
    """Go through a record and all its parts, localised texts and unusual tags, each with its path."""
    yield value, path
    for name, key, what in _plan(type(value)):  # type: ignore[arg-type]  # a class can always be a key
        held = getattr(value, name)
        if not held:
            continue
        if what == "leaf":  # evidence, which most parts are: it has none below
            for index, each in enumerate(held):
                yield each, (*path, key, index)
        elif what == "part":
            if held.__class__ is tuple:
                for index, each in enumerate(held):
                    if each.__class__ is not str:  # a text may stand in a part's place
                        yield from parts(each, (*path, key, index))
            elif held.__class__ is not str:
                yield from parts(held, (*path, key))
        else:
            yield from _texts_and_tags(value, held, key, path, is_text=what == "text")


def _texts_and_tags(value: Any, held: Any, key: str, path: Path, *, is_text: bool) -> Iterator[tuple[Any, Path]]:
    if is_text:
        yield held, (*path, key)
    for tag, place in _tags(held, key):
        if not _is_usual(tag.source):
            yield UnusualTag(tag, value, place, is_text), path


def _tags(held: Any, key: str) -> Iterator[tuple[LanguageTag, Path]]:
    if isinstance(held, LanguageTag):
        yield held, (key,)
    elif isinstance(held, LocalisedText):
        for tag in held:
            yield tag, (key, tag.source)
    else:
        for index, tag in enumerate(held):
            yield tag, (key, index)
