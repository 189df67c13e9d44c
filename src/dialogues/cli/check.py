"""``dialogues check``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from dialogues.checks.check import check, check_text
from dialogues.checks.fixes import Fixed, fix_files, fix_text, remove_leftovers, write_fixed
from dialogues.checks.formats import FORMATS, render
from dialogues.checks.formats.shown import Shown
from dialogues.checks.formats.terminal import is_terminal, visible, width
from dialogues.checks.formats.text import pieces, summary
from dialogues.checks.judge import MANIFEST_FILE
from dialogues.checks.rules import all_rules
from dialogues.checks.settings import Settings, find_settings, is_selector
from dialogues.cli.opening import folder_of
from dialogues.cli.options import Unreadable
from dialogues.cli.output import print_data, print_line
from dialogues.errors import CannotWrite
from dialogues.files import bundled_folder
from dialogues.files.changes import complete
from dialogues.findings import Severity
from dialogues.records import RECORD_TYPES

_KINDS = {kind.__name__.lower(): kind for kind in RECORD_TYPES.values()}
_NEVER = "never"


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
@click.option("--statistics", is_flag=True, help="Tell what became of each rule.")
@click.option("--documents", is_flag=True, help="Look into the local files of documents.")
@click.option(
    "--kind", type=click.Choice(sorted(_KINDS)), metavar="KIND", help="The kind of record on standard input (-)."
)
def command(
    paths: tuple[str, ...],
    form: str | None,
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    severity: str | None,
    fail_on: str,
    kind: str | None,
    *,
    as_json: bool,
    fix: bool,
    diff: bool,
    statistics: bool,
    documents: bool,
) -> None:
    """Say what is wrong with a registry's files, and mend what can be.

    PATHS are a registry's folder or files in it. If none is given, it is that of DIALOGUES_DATA, the registry that this
    folder is or lies in, else the bundled one. - is standard input.
    The settings are in dialogues.toml, or under [tool.dialogues] in pyproject.toml, in the folder or above it.
    """
    _refuse_contradictions(paths, form, kind, as_json=as_json, fix=fix, diff=diff)
    change = _Change(
        tuple(code for codes in select for code in codes),
        {code: "on the command line" for codes in ignore for code in codes},
    )
    mend = "fix" if fix else "diff" if diff else ""
    if paths == ("-",):
        shown, mended = _check_standard_input(kind, change, mend)
    else:
        shown, mended = _check_registry(paths, change, mend, documents=documents)
    failed = fail_on != _NEVER and shown.report.reaches(Severity(fail_on))
    told = shown.report.weighing(Severity(severity)) if severity is not None else shown.report
    hidden = len(shown.report.findings) - len(told.findings)
    shown = evolve(shown, report=told, statistics=statistics, hidden=hidden)
    _tell(shown, mended, mend, "json" if as_json else form or _usual_form())
    sys.exit(int(failed or (diff and bool(mended))))


def _refuse_contradictions(
    paths: tuple[str, ...], form: str | None, kind: str | None, *, as_json: bool, fix: bool, diff: bool
) -> None:
    if as_json and form not in (None, "json"):
        raise click.UsageError("--json and --format do not go together.")
    if fix and diff:
        raise click.UsageError("--fix and --diff do not go together.")
    if diff and (as_json or form):
        raise click.UsageError("--diff shows a patch, and no other form.")
    if kind is not None and paths != ("-",):
        raise click.UsageError("--kind is for standard input (-); a file's folder tells its kind.")


def _usual_form() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _tell(shown: Shown, mended: list[Fixed], mend: str, form: str) -> None:
    """Print the report; or the patch, or the mended text, and the report beside it."""
    if mend == "diff":
        print_data("".join(each.diff(visible(shown.prefix)) for each in mended))
        unfixed = tuple(each for each in shown.report.findings if not each.fix)
        left = evolve(shown, report=evolve(shown.report, findings=unfixed))
        click.echo(f"what no fix mends: {summary(left)}", err=True)
    elif shown.text is not None and mend == "fix":
        # The mended text goes on; what is left to a person is told beside it.
        print_data(shown.text)
        click.echo(render(shown, form), nl=False, err=True)
    else:
        _print(shown, form)
        if mended and form == "text":
            _tell_what_was_mended(mended)


def _tell_what_was_mended(mended: list[Fixed]) -> None:
    fixes = sum(each.fixes for each in mended)
    click.echo(f"mended: {fixes} {'finding' if fixes == 1 else 'findings'}, files changed: {len(mended)}")


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
    mended = [fix_text(text, _KINDS[kind], settings=settings)] if mend else []
    if mend == "fix":
        text = mended[0].after
    report = check_text(text, _KINDS[kind], settings=settings)
    return Shown(report, "", text), [each for each in mended if each.fixes]


def _check_registry(
    paths: tuple[str, ...], change: _Change, mend: str, *, documents: bool
) -> tuple[Shown, list[Fixed]]:
    folder, files, prefix = _folder_of(paths, mend)
    settings = change(find_settings(folder))
    if mend == "fix":
        _complete(folder)
    report = check(folder, settings=settings, files=files, documents=documents)
    mended = list(fix_files(folder, report, settings)) if mend else []
    if mend == "fix":
        _write(folder, prefix, mended)
        removed = remove_leftovers(folder, report)
        for file in removed:
            print_line(f"removed: {file}, which a killed run had left behind", err=True)
        if not mended and not removed:
            return Shown(report, prefix), mended
        report = check(folder, settings=settings, files=files, documents=documents)
    return Shown(report, prefix), mended


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
    for number, each in enumerate(mended):
        try:
            write_fixed(folder, each)
        except (OSError, CannotWrite) as error:
            reason = error.fault if isinstance(error, CannotWrite) else (error.strerror or str(error)).lower()
            file = f"{prefix}/{each.file}" if prefix else each.file
            before = f"; {number} {'file was' if number == 1 else 'files were'} mended before it" if number else ""
            raise Unreadable(f"{file} cannot be written: {reason}; it is as it was{before}") from None


def _folder_of(paths: tuple[str, ...], mend: str) -> tuple[Path, list[str] | None, str]:
    """Give the registry's folder, the files asked for (None: all), and the folder as the reader knows it."""
    if not paths:
        folder = folder_of(None)
        if folder == bundled_folder():
            if mend:
                raise click.UsageError("--fix and --diff need the folder of a registry, or files in one.")
            if not folder.is_relative_to(Path.cwd()):  # a green check of another registry would be taken for one's own
                click.echo("dialogues: the registry is the bundled one; this folder lies in none", err=True)
        return folder, None, _prefix(folder)
    given = [Path(path) for path in paths]
    if len(given) == 1 and not given[0].is_file():
        return given[0], None, _prefix(given[0])
    folder = _folder_of_files(given)
    return folder, [os.path.relpath(path, folder).replace(os.sep, "/") for path in given], _prefix(folder)


def _folder_of_files(given: list[Path]) -> Path:
    """Give the registry that all of some files are in."""
    missing = [path for path in given if not path.is_file()]
    if missing:
        what = "is a folder; give one folder, or files" if missing[0].is_dir() else "there is no such file"
        raise click.UsageError(f"{missing[0]}: {what}")
    folders = {os.path.abspath(folder): folder for folder in map(_registry_of, given)}  # noqa: PTH100  # follows no link
    if len(folders) > 1:
        raise click.UsageError(f"the files are of several registries: {', '.join(sorted(folders))}")
    return next(iter(folders.values()))


def _registry_of(file: Path) -> Path:
    """Give the folder of the registry that a file is in, written as the file is: relative or absolute."""
    if Path(os.path.abspath(file.parent)).name in RECORD_TYPES:  # noqa: PTH100  # follows no link
        return Path(os.path.normpath(file.parent / os.pardir))
    if file.stem == Path(MANIFEST_FILE).stem:
        return file.parent
    raise click.UsageError(f"{file}: it is in none of a registry's folders: {', '.join(RECORD_TYPES)}")


def _prefix(folder: Path) -> str:
    """Write a folder as seen from where the command runs, where it is below."""
    absolute, here = folder.absolute(), Path.cwd()
    if absolute == here:
        return ""
    shown = absolute.relative_to(here) if absolute.is_relative_to(here) else folder
    return shown.as_posix()


_STYLES: dict[str, dict[str, Any]] = {
    "file": {"bold": True},
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "info": {"fg": "cyan"},
    "mark": {"fg": "red"},
    "hint": {"fg": "green"},
}


def _print(shown: Shown, form: str) -> None:
    if form != "text":
        print_data(render(shown, form))
        return
    coloured = is_terminal()
    for text, what in pieces(shown, width()):
        click.echo(click.style(text, **_STYLES.get(what, {})) if coloured and text else text)
