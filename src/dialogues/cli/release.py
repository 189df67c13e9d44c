"""``dialogues release``."""

from __future__ import annotations

import sys

import click

from dialogues.cli.diff import state
from dialogues.cli.opening import folder_of
from dialogues.cli.options import json_option
from dialogues.cli.output import print_json, print_line
from dialogues.cli.written import output_option
from dialogues.files import load
from dialogues.findings import InvalidRegistry
from dialogues.registry import Registry
from dialogues.releases import Level, difference
from dialogues.releases.manifest import refusals
from dialogues.releases.revision import PREFIX
from dialogues.releases.words import counts

_TOLD = ("version", "date", "change", "previous", "digest")


@click.command("release")
@click.argument("data", required=False)
@output_option("DIR", "The folder to write; it must be new or empty.", required=False)
@click.option("--previous", metavar="OLD", help="The release before: a folder, a release or git:REV.")
@click.option(
    "--change", type=click.Choice([each.value for each in Level]), help="The kind of change that it is thought to be."
)
@click.option("--check", is_flag=True, help="Only say what kind of change it is, and what stands against it.")
@click.option("--verify", metavar="DIR", help="Say whether a release is as it was written.")
@json_option
def command(
    data: str | None,
    output: str | None,
    previous: str | None,
    change: str | None,
    verify: str | None,
    *,
    check: bool,
    as_json: bool,
) -> None:
    """Write a release of a registry: its records in open forms, with the hash of each record and file.

    The registry that one stands in is released, or that of DATA. What cannot follow the release before is refused: a
    smaller claim than the change is, the same version, an earlier date, ids that are gone; and so is a registry with a
    fault, of which records would be missing. Nothing is written then, and the exit code is 1.

    \b
    Examples:
      dialogues release data --check --previous old
      dialogues release --verify release
    """
    if verify is not None:
        if data or output or previous or change or check:
            raise click.UsageError("--verify DIR goes with --json alone.")
        _verify(verify, as_json=as_json)
        return
    if check and output is not None:
        raise click.UsageError("--check writes nothing: give it, or -o.")
    if output is None and not check:
        raise click.UsageError("-o DIR is missing: the folder to write.")
    if previous is None and (check or change is not None):
        raise click.UsageError(f"{'--check' if check else '--change'} needs --previous.")
    data = str(folder_of(data))
    if check:
        assert previous is not None
        _check(state(previous, data), _whole(data), change, as_json=as_json)
    elif output is not None:
        before = None if previous is None else state(previous, data)
        _release(_whole(data), output, before, change, as_json=as_json)


def _whole(data: str) -> Registry:
    """Load what is to be released; where it has faults, say so and end."""
    try:
        return state(data, data) if data.startswith(PREFIX) else load(data)
    except InvalidRegistry as error:
        for line in error.lines[1:]:
            print_line(line, err=True)
        print_line("dialogues: nothing is released: what cannot be read would be missing", err=True)
        sys.exit(1)


def _check(old: Registry, new: Registry, claimed: str | None, *, as_json: bool) -> None:
    """Say what kind of change it is, and why it cannot be released as what it claims."""
    step = difference(old, new)
    problems = refusals(step, old, new, None if claimed is None else Level(claimed))
    if as_json:
        level = None if step.level is None else step.level.value
        print_json({"level": level, "counts": step.counts, "problems": list(problems)})
    else:
        print_line(counts(step))
        for each in problems:
            print_line(each)
    sys.exit(1 if problems else 0)


def _release(registry: Registry, folder: str, previous: Registry | None, claimed: str | None, *, as_json: bool) -> None:
    from dialogues.errors import CannotRelease  # here: with the next one, what --check does not need
    from dialogues.releases.release import release

    try:
        made = release(registry, folder, previous=previous, claimed=None if claimed is None else Level(claimed))
    except CannotRelease as error:
        print_line(f"dialogues: {error}", err=True)
        sys.exit(1)
    if as_json:
        told = {key: value for key, value in made.to_dict().items() if key in _TOLD}
        print_json({**told, "records": len(made.records), "files": len(made.files)})
        return
    kind = "" if made.change is None else f", a {made.change} change"
    print_line(f"release {made.version} of {made.date}{kind}: {len(made.records):,} records, digest {made.digest}")


def _verify(folder: str, *, as_json: bool) -> None:
    from dialogues.releases.verification import verify  # here: writing needs none of it

    found = verify(folder)
    if as_json:
        print_json(found.to_dict())
    elif found.problems:
        for each in found.problems:
            print_line(each)
    else:
        print_line(f"release {found.version} of {found.date}: all {found.files} files are as they were written")
    sys.exit(1 if found.problems else 0)
