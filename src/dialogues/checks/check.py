"""Checking a registry: one report of all that is wrong with it, and of what was accepted with a reason.

It is one thing, a little over 300 lines: what is read, judged, placed, accepted and counted is one run.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from dialogues.checks.document_facts import document_facts
from dialogues.checks.judge import MANIFEST_FILE, Judging, Told
from dialogues.checks.last_release import last_release
from dialogues.checks.report import Accepted, Report, once_an_id
from dialogues.checks.rules import Context, all_rules
from dialogues.checks.settings import AcceptedFinding, Settings, find_settings
from dialogues.checks.settings_text import place_of, read_text_of
from dialogues.checks.visited import Visited, VisitsElsewhere, VisitsTold, weighed
from dialogues.errors import InvalidSettings, shorten
from dialogues.files import FileRead, Reading, bundled_folder, compose, read_folder, require_folder
from dialogues.files.as_meant import as_meant
from dialogues.files.comments import Acceptance, acceptances, acceptances_in_toml
from dialogues.files.file import read_placed
from dialogues.files.garbage import garbage_collector_paused
from dialogues.files.to_record import to_record
from dialogues.files.workers import Workers
from dialogues.findings import Finding, Location, Severity
from dialogues.names.suggestion import suggest
from dialogues.records import RECORD_TYPES, Manifest, Record
from dialogues.registry import Registry

if TYPE_CHECKING:  # its module costs 10 ms, and most checks need none
    from concurrent.futures import Executor

Progress: TypeAlias = Callable[[int], None]
NO_SETTING = ("", "")  # the settings as a whole
UNUSED, NO_REASON, UNKNOWN_CODE = "G901", "G902", "G903"


def check(  # noqa: PLR0913  # all but the first are named
    folder: str | os.PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
    files: Iterable[str] | None = None,
    documents: bool = False,
    since: Registry | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    cache: str | os.PathLike[str] | None = None,
) -> Report:
    """Check a registry's folder, the bundled one if none is given.

    ``settings`` are those of the folder if none are given; ``files`` (paths relative to the folder) asks of these
    alone, while the whole registry is read. ``documents`` looks into the local files of documents. ``since`` is the
    registry as it was released before, else what the settings name as that: an id of it that is gone without a trace is
    a finding. ``progress`` is called with the number of steps so far: a step is a file that was read or a record that
    was judged.
    ``executor``, any of :mod:`concurrent.futures` or one that behaves so, parses, validates and judges the record files
    in its workers, and looks into documents there; records are judged among each other here. ``cache`` is a folder in
    which what the files say is kept for the next time, by their SHA-256; with an executor it is not used. The report is
    the same with any of them and with none.
    Raises :class:`~dialogues.errors.RegistryNotFound` when there is no such folder,
    :class:`~dialogues.errors.InvalidSettings` and :class:`~dialogues.errors.RuleFailed`.

    >>> report = check("tests/broken")
    >>> report.findings[0].code in {each["code"] for each in report.to_dict()["findings"]}
    True
    """
    root = bundled_folder() if folder is None else Path(folder)
    require_folder(root)
    chosen = find_settings(root) if settings is None else settings
    wanted = None if files is None else frozenset(files)
    run = _Run(chosen, wanted, progress)
    run.judging.before = last_release(since, chosen)
    with garbage_collector_paused():
        kept = None if cache is None else Path(cache)
        reading = read_folder(root, run.visit, workers=run.workers(executor), cache=kept)
        asked = {name for name, file in reading.files.items() if wanted is None or file in wanted}
        facts = document_facts(reading, asked, executor) if documents else {}
        run.judging.registry(reading, chosen.expect, facts, asked, run.step)
        for identifier in run.visited.meant.keys() - reading.files.keys():
            # It is in no registry, since it cannot be read: it is asked what a record alone can be asked.
            meant = run.visited.meant[identifier].record
            run.judging.record(meant, _alone(meant, reading.registry.manifest))
        findings, accepted = run.finish(reading)
    if wanted is not None:
        findings = [finding for finding in findings if finding.location.file in wanted]
        accepted = [each for each in accepted if each.finding.location.file in wanted]
    return Report(
        tuple(once_an_id(sorted(findings))), len(reading.registry), tuple(accepted), run.judging.outcomes(), root
    )


def require_settings(folder: str | os.PathLike[str]) -> None:
    """Raise :class:`~dialogues.errors.InvalidSettings` where a check of a folder would, before anything is judged."""
    chosen = find_settings(Path(folder))
    _Run(chosen)
    last_release(None, chosen)


def check_text(text: str, kind: type[Record], file: str = "-", settings: Settings | None = None) -> Report:
    """Check the text of one record, without the registry that it belongs to.

    The name of the file tells whether it is JSON, and names the record's id; a text from elsewhere has none.
    """
    run = _Run(settings or Settings())
    tree, faults = compose(text, file)
    if tree is None:
        return Report(tuple(sorted(run.weighed(faults))), 0, (), run.judging.outcomes())
    stem = Path(file).stem
    identifier = "record" if stem == "-" else stem
    record, findings = to_record(kind, tree, file, identifier)
    judged = None if faults else record or as_meant(kind, tree, file, identifier)
    if not faults:
        run.judging.file(FileRead(file, kind, text, tree))
    if judged is not None:
        run.judging.record(judged, _alone(judged))
    told = [each.finding(file, tree) for each in run.judging.told]
    left, accepted = run.weighed([*faults, *findings, *told, *run.judging.findings]), list[Accepted]()
    if not file.endswith(".json"):
        left, accepted = run.accept(file, left, acceptances(text, tree), complete=False)
    return Report(tuple(sorted(left)), int(record is not None and not faults), tuple(accepted), run.judging.outcomes())


def _alone(record: Record, manifest: Manifest | None = None) -> Context:
    """Give what rules may look at of a record that is judged without its registry."""
    collection = next(name for name, kind in RECORD_TYPES.items() if kind is type(record))
    return Context(Registry(manifest, {collection: {record.id: record}}), record, alone=True)


class _Run:
    """One check: its rules, and the comments that accept findings."""

    def __init__(
        self, settings: Settings, wanted: frozenset[str] | None = None, progress: Progress | None = None
    ) -> None:
        self.settings = settings
        self.wanted = wanted
        self.progress = progress
        self.done = 0
        self.codes = {rule.code for rule in all_rules()}
        self.always = {rule.code for rule in all_rules() if rule.always}
        self._verify()
        self.judging = Judging(weighed(rule, settings) for rule in all_rules() if settings.selects(rule.code))
        self.visited = Visited(self.judging, wanted)

    def _verify(self) -> None:
        """Refuse settings that name no rule, or what cannot be ignored: a slip there would switch the check off."""
        for key, selector in self.settings.selectors():
            if selector != "ALL" and not any(code.startswith(selector) for code in self.codes):
                similar = suggest(selector, sorted(self.codes))
                hint = f"; did you mean {similar[0]}?" if similar else ""
                raise InvalidSettings(self.settings.file, key, f"no rule has the code {selector}{hint}")
            if selector in self.always and key != "select":
                problem = f"{selector} keeps a record from being read: it is always told, as an error"
                raise InvalidSettings(self.settings.file, key, problem)

    def visit(self, read: FileRead) -> None:
        """Judge a file while its text is at hand."""
        self.step()
        self.visited.visit(read)

    def workers(self, executor: Executor | None) -> Workers | None:
        """Give the workers that look at files as :meth:`visit` does."""
        if executor is None:
            return None
        return Workers(executor, VisitsElsewhere(self.settings, self.wanted, frozenset(self.codes)), self._add)

    def _add(self, told: VisitsTold) -> None:
        for _ in range(told.files):
            self.step()
        self.visited.add(told)

    def step(self) -> None:
        """Tell that a file was read, or a record judged."""
        self.done += 1
        if self.progress is not None:
            self.progress(self.done)

    def weighed(self, findings: Iterable[Finding]) -> list[Finding]:
        """Leave out what the settings do not select, and give the others the weight they say."""
        return [
            finding if finding.code in self.always else self._weighing_as_set(finding)
            for finding in findings
            if finding.code in self.always or self.settings.selects(finding.code, finding.location.file)
        ]

    def _weighing_as_set(self, finding: Finding) -> Finding:
        severity = self.settings.severity_of(finding.code, finding.severity)
        return finding if severity is finding.severity else evolve(finding, severity=severity)

    def finish(self, reading: Reading) -> tuple[list[Finding], list[Accepted]]:
        """Find the places of all that was told, and take out what is accepted."""
        findings = [*reading.findings, *self.judging.findings]
        by_file: dict[str, list[Told]] = {}
        manifest = reading.manifest_file or MANIFEST_FILE
        while self.judging.told:  # each is let go of once its place is known: there may be many
            told = self.judging.told.pop()
            if told.problem.setting and self.settings.file:
                place = self._place_of_setting(reading, told, manifest)
                findings.append(evolve(told.finding("", None), location=place))
                continue
            meant = self.visited.meant.get(told.identifier)
            by_file.setdefault(meant.file if meant else reading.files.get(told.identifier, manifest), []).append(told)
        for file in sorted(by_file):
            tree = read_placed(reading.folder, file)
            findings += [told.finding(file, tree) for told in reversed(by_file.pop(file))]
        findings = self.weighed(findings)
        accepted: list[Accepted] = []
        read = {*reading.files.values(), manifest}
        if self.settings.file:
            settings = self._in_settings(reading, NO_SETTING).file
            self.visited.acceptances[settings] = acceptances_in_toml(read_text_of(self.settings.file))
            read.add(settings)
        of_file: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            of_file[finding.location.file].append(finding)
        for file, found in sorted(self.visited.acceptances.items()):
            of_file[file], more = self.accept(file, of_file[file], found, complete=file in read)
            accepted += more
        for each in self.settings.accept:
            accepted += self._accept_by_settings(each, of_file, reading)
        return [finding for found in of_file.values() for finding in found], accepted

    def accept(
        self, file: str, findings: Sequence[Finding], found: Iterable[Acceptance], *, complete: bool
    ) -> tuple[list[Finding], list[Accepted]]:
        """Take out the findings of a file that its comments accept, and tell of the comments that accept nothing.

        ``complete`` says whether every rule was asked: of a record that could not be read, most were not.
        """
        left: defaultdict[tuple[int, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            left[finding.location.line, finding.code].append(finding)
        accepted: list[Accepted] = []
        for each in found:
            for code in self._accepted_by(each):
                taken = left.pop((each.line, code), ())
                accepted += [Accepted(finding, each.reason) for finding in taken]
                if complete and not taken and self.settings.selects(code, file):
                    unused = _unused(file, each, code)
                    left[unused.location.line, UNUSED].append(unused)
            for fault in _faults_of(file, each, self.codes, self.always):
                left[fault.location.line, fault.code].append(fault)
        return self.weighed(finding for every in left.values() for finding in every), accepted

    def _place_of_setting(self, reading: Reading, told: Told, manifest: str) -> Location:
        """Find the place of what the settings expect: in them, or in the manifest, where a comment accepts it there."""
        for each in self.visited.acceptances.get(manifest, ()):
            if told.rule.code in self._accepted_by(each):
                return Location(manifest, each.line)
        return self._in_settings(reading, told.problem.setting)

    def _in_settings(self, reading: Reading, setting: tuple[str, ...]) -> Location:
        """Find the line of a setting, in its file as seen from the registry's folder."""
        file = os.path.relpath(self.settings.file, reading.folder.resolve()).replace(os.sep, "/")
        return place_of(read_text_of(self.settings.file), file, setting)

    def _accept_by_settings(
        self, each: AcceptedFinding, of_file: dict[str, list[Finding]], reading: Reading
    ) -> list[Accepted]:
        """Take out the findings that the settings accept; tell where there are none."""
        found = [
            finding
            for finding in of_file.get(each.file, ())
            if finding.code == each.code and each.at in ("", finding.path) and each.code not in self.always
        ]
        if found:
            of_file[each.file] = [finding for finding in of_file[each.file] if finding not in found]
        elif self.settings.selects(each.code, each.file) and (self.wanted is None or each.file in self.wanted):
            place = self._in_settings(reading, ("accept", "file", each.file))
            message = f"no finding {each.code} is in {each.file}" + (f" at {each.at}" if each.at else "")
            unused = Finding(place, Severity.WARNING, UNUSED, message, "", "take it out of the settings")
            of_file.setdefault(place.file, []).extend(self.weighed([unused]))
        return [Accepted(finding, each.reason) for finding in found]

    def _accepted_by(self, acceptance: Acceptance) -> list[str]:
        """Give the codes that a comment accepts: those that there are and that can be, if it has a reason."""
        return [code for code in acceptance.codes if acceptance.reason and code in self.codes - self.always]


def _unused(file: str, each: Acceptance, code: str) -> Finding:
    told = _of_comment(file, each, UNUSED, f"no finding {code} is in line {each.line}", "remove the comment")
    return evolve(told, severity=Severity.WARNING)


def _faults_of(file: str, each: Acceptance, codes: set[str], always: set[str]) -> list[Finding]:
    hint = "write # dialogues: ignore[CODE] and the reason"
    if not each.codes:
        return [_of_comment(file, each, UNKNOWN_CODE, "the comment cannot be read", hint)]
    unknown = [code for code in each.codes if code not in codes]
    if unknown:
        message = f"no rule has the code {', '.join(map(shorten, unknown))}"
        return [_of_comment(file, each, UNKNOWN_CODE, message, "dialogues rules lists them")]
    if not each.reason:
        return [_of_comment(file, each, NO_REASON, "the reason is missing", hint)]
    refused = [code for code in each.codes if code in always]
    if refused:
        message = f"{', '.join(refused)} cannot be accepted: the record cannot be read"
        return [_of_comment(file, each, UNKNOWN_CODE, message, "mend what it tells of, and remove the comment")]
    return []


def _of_comment(file: str, each: Acceptance, code: str, message: str, hint: str) -> Finding:
    comment = each.comment
    place = Location(file, comment.line, comment.column, comment.line, comment.column + len(comment.text))
    return Finding(place, Severity.ERROR, code, message, "", hint)
