"""What a report shows: the findings of a check, and the paths they are shown under."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from dialogues.checks.settings_text import read_text_of
from dialogues.files import read_text
from dialogues.findings import Finding, Severity

if TYPE_CHECKING:  # a report can write itself in these forms
    from dialogues.checks.report import Report


def order(severity: Severity) -> int:
    """Give the place of a weight, the heaviest first."""
    return list(Severity).index(severity)


@frozen
class Shown:
    """A check's report, and where its files are for whoever reads it."""

    report: Report
    """The report."""
    prefix: str = ""
    """The folder's path as the reader knows it; put before the paths of files."""
    text: str | None = field(default=None, repr=False)
    """The text that was checked, where it was no file."""
    hidden: int = 0
    """The number of findings that weigh too little to be shown."""
    statistics: bool = False
    """Whether to tell what became of each rule."""
    limit: int | None = None
    """The number of findings to tell; None for all."""
    every: bool = False
    """Whether a text tells each finding at its place, also those that say the same."""
    known: int = 0
    """The number of findings that a baseline has, which are not told."""
    gone: int = 0
    """The number of findings of the baseline that are no more."""

    @property
    def told(self) -> tuple[Finding, ...]:
        """The findings to tell, in order of place: where there is a limit, those that weigh most."""
        findings = self.report.findings
        if self.limit is None or len(findings) <= self.limit:
            return findings
        return tuple(sorted(sorted(findings, key=lambda each: order(each.severity))[: self.limit]))

    def path(self, finding: Finding) -> str:
        """Give the path of a finding's file, as the reader knows it."""
        file = finding.location.file
        shown = f"{self.prefix.rstrip('/')}/{file}" if self.prefix and self.text is None else file
        return posixpath.normpath(shown) if file.startswith("../") else shown

    def located(self) -> Report:
        """Give the report with the paths of files as the reader knows them."""

        def seen(finding: Finding) -> Finding:
            return evolve(finding, location=evolve(finding.location, file=self.path(finding)))

        accepted = tuple(evolve(each, finding=seen(each.finding)) for each in self.report.accepted)
        return evolve(self.report, findings=tuple(map(seen, self.told)), accepted=accepted)

    def lines(self, file: str) -> list[str]:
        """Give the lines of a file; none where it cannot be read."""
        text = self.text
        if text is None and self.report.folder is not None:
            # The settings may stand above the registry.
            above = file.startswith("../") or file.endswith(".toml")
            text = read_text_of(str(self.report.folder / file)) if above else read_text(self.report.folder, file)[0]
        return text.splitlines() if text is not None else []
