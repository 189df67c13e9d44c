"""The options of a command that writes, what it has written, or would write, and what the check says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from dialogues.checks.formats.terminal import visible
from dialogues.cli.opening import SERVERS
from dialogues.cli.output import print_data, print_json, print_line
from dialogues.files.changes import Change, write_changes
from dialogues.findings import Finding

F = TypeVar("F", bound=Callable[..., Any])
_MOST_TOLD = 20  # findings; the check tells all


def dry_run_option(command: F) -> F:
    """Add ``--dry-run``: show the difference, and write nothing."""
    return click.option("--dry-run", is_flag=True, help="Show the difference, and write nothing.")(command)


def _no_server(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse the address of a database, which would be written as folders of its name, the password one of them."""
    if value is not None and value.startswith(SERVERS):
        raise click.BadParameter("files are written, and no database; 'dialogues store build' writes one.")
    return value


def output_option(metavar: str, what: str, *, required: bool = True) -> Callable[[F], F]:
    """Add ``-o`` and ``--output``: the file or folder to write."""
    return click.option("-o", "--output", metavar=metavar, required=required, callback=_no_server, help=what)


def write_and_tell(
    folder: Path,
    changes: Sequence[Change],
    *,
    dry_run: bool,
    as_json: bool,
    check: bool = True,
    identifier: str | None = None,
) -> None:
    """Write changes, all or none, or show the difference; then say which files they are and what the check finds."""
    made = [each for each in changes if each.before != each.after]
    if not dry_run:
        if check:
            from dialogues.checks.check import require_settings  # here: what shows a difference needs no rules

            require_settings(folder)
        write_changes(folder, made)
    if as_json:
        findings = [] if dry_run or not check else _findings(folder, made)
        print_json(
            {
                **({} if identifier is None else {"id": identifier}),
                "changes": [{"file": each.file, "change": _change(each)} for each in made],
                "written": not dry_run,
                "findings": [each.to_dict() for each in findings],
            }
        )
    elif dry_run:
        print_data("".join(each.diff(shown_folder(folder)) for each in made))
    else:
        _tell(folder, made, check=check)


def shown_folder(folder: Path) -> str:
    """Give a folder as a difference names it; nothing for the one that one stands in."""
    return visible(folder.as_posix() if folder != Path() else "")


def _tell(folder: Path, made: Sequence[Change], *, check: bool) -> None:
    for each in made[:_MOST_TOLD]:
        print_line(f"{_change(each)}: {(folder / each.file).as_posix()}")
    if len(made) > _MOST_TOLD:
        print_line(f"… and {len(made) - _MOST_TOLD} more files")
    if not made:
        print_line("nothing is to be changed")
    findings = _findings(folder, made) if check and made else ()
    for finding in findings[:_MOST_TOLD]:
        file = finding.location.file
        print_line(f"to do: {(folder / file).as_posix()}{str(finding).removeprefix(file)}")
    if len(findings) > _MOST_TOLD:
        print_line(f"… and {len(findings) - _MOST_TOLD} more findings: dialogues check {folder}")


def _change(change: Change) -> str:
    return "new" if change.before is None else "removed" if change.after is None else "changed"


def _findings(folder: Path, made: Sequence[Change]) -> tuple[Finding, ...]:
    """Give what the check says of the files that were written."""
    from dialogues.checks.check import check  # here: what shows a difference needs no rules
    from dialogues.checks.settings import find_settings

    files = [each.file for each in made if each.after is not None]
    return check(folder, settings=find_settings(folder), files=files).findings if files else ()
