"""Fixing: the findings that can be mended without a doubt are, and the file is judged again."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from dialogues.checks.check import check, check_text
from dialogues.checks.report import Report
from dialogues.checks.settings import Settings
from dialogues.files import read_text
from dialogues.files.changes import rewritten, write_changes
from dialogues.files.edit import apply_all
from dialogues.files.folder import LEFT_OVER
from dialogues.files.replace import remove_leftover
from dialogues.findings import Reorder
from dialogues.records import RECORD_TYPES, Record
from dialogues.registry import Registry

_ROUNDS = 50  # each round mends what it can; a rule of another package may undo what one of ours does


@frozen
class Fixed:
    """A file, mended."""

    file: str
    """Its path relative to the folder."""
    before: str
    """What it said."""
    after: str
    """What it says now."""
    fixes: int
    """The number of findings that were mended."""

    def diff(self, prefix: str = "") -> str:
        """Show what changed, as a unified diff; ``prefix`` is the folder as the reader knows it."""
        file = f"{prefix}/{self.file}".lstrip("/")
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(
                self.before.splitlines(keepends=True),
                self.after.splitlines(keepends=True),
                f"a/{file}",
                f"b/{file}",
            )
        )


def fix_text(text: str, kind: type[Record], file: str = "-", settings: Settings | None = None) -> Fixed:
    """Mend what can be mended in the text of a record, until nothing is left; mending it again changes nothing."""
    now, fixes = text, 0
    for _ in range(_ROUNDS):
        found = [each.fix for each in check_text(now, kind, file, settings).findings if each.fix]
        # Moving comes last: the other edits name places by their numbers.
        now, made = apply_all(now, [fix for fix in found if not isinstance(fix[0], Reorder)], file)
        if not made:
            now, made = apply_all(now, [fix for fix in found if isinstance(fix[0], Reorder)], file)
        if not made:
            break
        fixes += made
    return Fixed(file, text, now, fixes)


def fix_files(folder: Path, report: Report, settings: Settings) -> Iterable[Fixed]:
    """Mend the files of a registry in which a report has findings that can be, one after the other; none is written."""
    for file in sorted({finding.location.file for finding in report.findings if finding.fix}):
        kind = RECORD_TYPES.get(file.split("/")[0])
        text, _ = read_text(folder, file)
        if text is None:
            continue
        fixed = fix_text(text, kind, file, settings) if kind else _fix_manifest(text, file, report)
        if fixed.fixes:
            yield fixed


def _fix_manifest(text: str, file: str, report: Report) -> Fixed:
    """Mend the manifest, which can only be judged with its registry: what was found is mended once."""
    fixes = [each.fix for each in report.findings if each.location.file == file and each.fix]
    return Fixed(file, text, *apply_all(text, fixes, file))


def check_mended(  # noqa: PLR0913  # the last two are named
    folder: Path,
    mended: Iterable[Fixed],
    settings: Settings,
    files: Iterable[str] | None,
    *,
    documents: bool,
    since: Registry | None = None,
) -> Report:
    """Check a registry as it would be with its mended files, which are not written."""
    with TemporaryDirectory() as beside:
        copy = Path(beside) / "data"
        shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(".*"), copy_function=_link_or_copy)
        for each in mended:
            (copy / each.file).unlink()  # it may be another name of the file itself
            (copy / each.file).write_bytes(each.after.encode())
        return check(copy, settings=settings, files=files, documents=documents, since=since)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)


def remove_leftovers(folder: Path, report: Report) -> tuple[str, ...]:
    """Remove the files that killed runs left behind and a report tells of, and give their names.

    Raises OSError when one cannot be removed.
    """
    left = tuple(finding.location.file for finding in report.findings if finding.code == LEFT_OVER)
    for file in left:
        remove_leftover(folder, file)
    return left


def write_fixed(folder: Path, fixed: Iterable[Fixed]) -> None:
    """Write mended files in place of the old ones, all or none.

    Raises :class:`~dialogues.errors.CannotWrite` when one is no longer what was mended, and OSError when that fails;
    all files are then as they were.
    """
    write_changes(folder, [rewritten(folder, each.file, each.before, each.after) for each in fixed])
