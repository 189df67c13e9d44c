"""``dialogues check``.

A little over 300 lines, a third of them options: what they ask for is settled in one place.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve, frozen

from dialogues.checks.check import check, check_text
from dialogues.checks.formats import FORMATS
from dialogues.checks.formats.shown import Shown
from dialogues.checks.report import Report
from dialogues.checks.rules import all_rules
from dialogues.checks.settings import Settings, find_settings, is_selector
from dialogues.cli.checked import what_to_check
from dialogues.cli.options import Unreadable
from dialogues.cli.output import print_line
from dialogues.cli.progress import watched
from dialogues.cli.report import tell, usual_form
from dialogues.errors import CannotWrite
from dialogues.files.changes import complete
from dialogues.files.kept import cache_folder
from dialogues.findings import Severity
from dialogues.records import RECORD_TYPES
from dialogues.registry import Registry

if TYPE_CHECKING:  # most checks mend nothing
    from dialogues.checks.fixes import Fixed

_KINDS = {kind.__name__.lower(): kind for kind in RECORD_TYPES.values()}
_NEVER = "never"
CACHE_VARIABLE = "DIALOGUES_CACHE"


class _Selectors(click.ParamType[tuple[str, ...]]):
    """Codes and families of rules, with commas between them."""

    name = "CODES"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split the codes; refuse what names no rule."""
        selectors = tuple(part.strip() for part in str(value).split(",") if part.strip())
        codes = [rule.code for rule in all_rules()]
        for each in selectors:
            if not is_selector(each) or not (each == "ALL" or any(code.startswith(each) for code in codes)):
                self.fail(f"{each!r} is neither a rule's code nor a family; dialogues rules lists them", param, ctx)
        return selectors


@click.command("check")
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), help="The form of the report.  [default: text]")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--select", type=_Selectors(), multiple=True, help="Run these rules alone: codes or families.")
@click.option("--ignore", type=_Selectors(), multiple=True, help="Do not run these rules.")
@click.option(
    "--severity", type=click.Choice([each.value for each in Severity]), help="Tell only what weighs as much, or more."
)
@click.option(
    "--fail-on",
    type=click.Choice([*(each.value for each in Severity), _NEVER]),
    default=Severity.ERROR.value,
    show_default=True,
    help="Exit with 1 when a finding weighs as much.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without a doubt.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--summary", is_flag=True, help="A line a rule: how often, and where first. The same as --format summary."
)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="Tell N findings at most, those that weigh most."
)
@click.option("--every", is_flag=True, help="Tell a finding at each of its places, however many say the same.")
@click.option(
    "--statistics", is_flag=True, help="Tell how often each rule found something, and how often all was fine."
)
@click.option("--write-baseline", metavar="FILE", help="Write down all that is found, so that --new can leave it out.")
@click.option("--new", "baseline", metavar="FILE", help="Tell only what this baseline does not have.")
@click.option("--update-counts", is_flag=True, help="Write the numbers of records into the settings that expect them.")
@click.option("--since", metavar="OLD", help="The release before (a folder, a release or git:REV): no id may be gone.")
@click.option("--bundled", is_flag=True, help="Check the registry that the library ships.")
@click.option(
    "--cache",
    metavar="DIR",
    envvar=CACHE_VARIABLE,
    help="Keep what the files say there, for the next time.  [default: where the system keeps what may be lost]",
)
@click.option("--no-cache", is_flag=True, help="Keep nothing, and use nothing that was kept.")
@click.option("--documents", is_flag=True, help="Look into the local files of documents.")
@click.option(
    "--kind", type=click.Choice(sorted(_KINDS)), metavar="KIND", help="The kind of record on standard input (-)."
)
def command(paths: tuple[str, ...], **given: Any) -> None:
    """Say what is wrong with a registry's files, and mend what can be.

    PATHS are a registry's folder, or files in it: then only these are asked of. If none is given, it is that of
    DIALOGUES_DATA, else the registry that this folder is or lies in. - is standard input.
    What the files say is kept between runs, in the folder of DIALOGUES_CACHE or the system's, by their content.
    The settings are in dialogues.toml, or under [tool.dialogues] in pyproject.toml, in the folder or above it.

    \b
    Examples:
      dialogues check data
      dialogues check --select L,D301 --diff
    """
    asked = _Asked(**given)
    asked.refuse_contradictions(paths)
    change = _Change(
        tuple(code for codes in asked.select for code in codes),
        {code: "on the command line" for codes in asked.ignore for code in codes},
    )
    if paths == ("-",):
        shown, mended = _check_standard_input(asked.kind, change, asked.mend)
    else:
        shown, mended = _check_registry(paths, change, asked)
    if asked.write_baseline is not None:
        _write_baseline(shown.report, asked.write_baseline)
        return
    if asked.baseline is not None:
        from dialogues.checks.baseline import compare_with_baseline  # here: few checks are compared

        compared = compare_with_baseline(shown.report, Path(asked.baseline))
        shown = evolve(shown, report=compared.report, known=compared.known, gone=compared.gone)
    failed = asked.fail_on != _NEVER and shown.report.reaches(Severity(asked.fail_on))
    told = shown.report.weighing(Severity(asked.severity)) if asked.severity is not None else shown.report
    hidden = len(shown.report.findings) - len(told.findings)
    shown = evolve(shown, report=told, statistics=asked.statistics, hidden=hidden, limit=asked.limit, every=asked.every)
    tell(shown, mended, asked.mend, asked.named_form or usual_form())
    sys.exit(int(failed or (asked.diff and bool(mended))))


@frozen(kw_only=True)
class _Asked:
    """What the command line asks for."""

    form: str | None
    as_json: bool
    summary: bool
    select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    severity: str | None
    fail_on: str
    fix: bool
    diff: bool
    limit: int | None
    every: bool
    statistics: bool
    documents: bool
    cache: str | None
    no_cache: bool
    kind: str | None
    write_baseline: str | None
    baseline: str | None
    bundled: bool
    update_counts: bool
    since: str | None

    @property
    def mend(self) -> str:
        """``fix``, ``diff``, or nothing."""
        return "fix" if self.fix else "diff" if self.diff else ""

    @property
    def named_form(self) -> str | None:
        """The form that is asked for by any option."""
        return "json" if self.as_json else "summary" if self.summary else self.form

    @property
    def cache_folder(self) -> Path | None:
        """Where to keep what the files say; None for nowhere."""
        if self.no_cache:
            return None
        return Path(self.cache) if self.cache else cache_folder() / "trees"

    def refuse_contradictions(self, paths: tuple[str, ...]) -> None:
        """Refuse what nobody can mean. Raises UsageError."""
        forms = [
            option
            for option, named in (("--json", self.as_json), ("--summary", self.summary), ("--format", self.form))
            if named and not (option == "--format" and self.form == self.named_form)
        ]
        if len(forms) > 1:
            raise click.UsageError(f"{' and '.join(forms)} do not go together.")
        if self.fix and self.diff:
            raise click.UsageError("--fix and --diff do not go together.")
        if self.diff and self.named_form:
            raise click.UsageError("--diff shows a patch, and no other form.")
        if self.cache and not self.no_cache and Path(self.cache).exists() and not Path(self.cache).is_dir():
            raise click.UsageError(f"--cache {self.cache}: it is a file, and a folder is needed.")
        if self.kind is not None and paths != ("-",):
            raise click.UsageError("--kind is for standard input (-); a file's folder tells its kind.")
        if self.update_counts and (self.bundled or paths == ("-",)):
            raise click.UsageError("--update-counts writes the settings of a registry of your own.")
        if self.bundled and (paths or self.mend):
            raise click.UsageError(
                "--bundled is a registry of its own, and is not mended: name no other, and no --fix."
            )
        if self.since is not None and paths == ("-",):
            raise click.UsageError("--since is for a registry, and not for standard input (-).")
        if self.write_baseline is not None and (self.baseline is not None or self.mend or paths == ("-",)):
            raise click.UsageError(
                "--write-baseline writes what is found in a registry, and goes with none of --new, --fix, --diff and -."
            )


def _write_baseline(report: Report, file: str) -> None:
    from dialogues.checks.baseline import write_baseline  # here: as above

    try:
        write_baseline(report, Path(file))
    except OSError as error:
        raise Unreadable(f"{file} cannot be written: {(error.strerror or str(error)).lower()}") from None
    print_line(f"{file}: {len(report.findings)} {'finding' if len(report.findings) == 1 else 'findings'} written down")


@frozen
class _Change:
    """What the command line says otherwise than the settings."""

    select: tuple[str, ...]
    ignore: dict[str, str]

    def __call__(self, settings: Settings) -> Settings:
        changes = {"select": self.select or settings.select, "ignore": {**settings.ignore, **self.ignore}}
        return settings.model_copy(update=changes)


def _check_standard_input(kind: str | None, change: _Change, mend: str) -> tuple[Shown, list[Fixed]]:
    if kind is None:
        raise click.UsageError(f"Standard input needs --kind: {', '.join(sorted(_KINDS))}.")
    text, settings = _standard_input(), change(Settings())
    mended: list[Fixed] = []
    if mend:
        from dialogues.checks.fixes import fix_text  # here: most checks mend nothing

        mended.append(fix_text(text, _KINDS[kind], settings=settings))
    if mend == "fix":
        text = mended[0].after
    report = check_text(mended[0].after if mended else text, _KINDS[kind], settings=settings)
    return Shown(report, "", text), [each for each in mended if each.fixes]


def _check_registry(paths: tuple[str, ...], change: _Change, asked: _Asked) -> tuple[Shown, list[Fixed]]:
    folder, files, prefix = what_to_check(paths, bundled=asked.bundled)
    settings = change(find_settings(folder))
    if asked.update_counts:
        from dialogues.cli.counts import update_counts  # here: few checks write settings

        update_counts(folder, settings)
        settings = change(find_settings(folder))

    since = _before(asked.since, folder)
    check_it = partial(
        check, settings=settings, files=files, documents=asked.documents, since=since, cache=asked.cache_folder
    )

    def checked() -> Report:
        progress = watched(folder, files)
        try:
            return check_it(folder, progress=progress)
        finally:
            if progress is not None:
                progress.end()

    if asked.fix:
        _complete(folder)
    report = checked()
    if not asked.mend:
        return Shown(report, prefix), []
    from dialogues.checks.fixes import check_mended, fix_files, remove_leftovers  # here: most checks mend nothing

    mended = list(fix_files(folder, report, settings))
    if asked.fix:
        _write(folder, prefix, mended)
        removed = remove_leftovers(folder, report)
        for file in removed:
            print_line(f"removed: {file}, which a killed run had left behind", err=True)
        if mended or removed:
            report = checked()
    elif mended:
        report = check_mended(folder, mended, settings, files, documents=asked.documents, since=since)
    return Shown(report, prefix), mended


def _before(since: str | None, folder: Path) -> Registry | None:
    """Load the registry as it was released before, where that is asked for."""
    if since is None:
        return None
    from dialogues.cli.diff import state  # here: it loads all that tells of differences

    return state(since, str(folder))


def _complete(folder: Path) -> None:
    """Do the rest of what a run that was killed had begun to write."""
    if folder.is_dir():
        files = complete(folder)
        if files:
            told = f"files that a killed run had begun to write are written: {len(files)}"
            print_line(f"dialogues: {told}", err=True)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"standard input is not UTF-8: byte {error.start + 1}") from None


def _write(folder: Path, prefix: str, mended: list[Fixed]) -> None:
    from dialogues.checks.fixes import write_fixed  # here: as above

    try:
        write_fixed(folder, mended)
    except (OSError, CannotWrite) as error:
        reason, file = (error.strerror or str(error)).lower() if isinstance(error, OSError) else error.fault, ""
        if isinstance(error, CannotWrite):
            file = error.file
        elif len(mended) == 1:
            file = mended[0].file
        what = f"{prefix}/{file}" if prefix and file else file or f"one of {len(mended)} mended files"
        rest = "it is as it was" if len(mended) == 1 else "nothing is mended"
        raise Unreadable(f"{what} cannot be written: {reason}; {rest}") from None
