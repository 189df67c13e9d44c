"""``dialogues check``."""

from __future__ import annotations

import sys

import click

from dialogues.checking import as_json as finding_as_json
from dialogues.checking import check
from dialogues.cli.options import json_option
from dialogues.cli.output import print_json, visible


@click.command("check")
@click.argument("folder", required=False)
@json_option
def command(folder: str | None, *, as_json: bool) -> None:
    """Say what is wrong with a registry's files: FOLDER, or the bundled one."""
    report = check(folder)
    if as_json:
        findings = [finding_as_json(finding) for finding in report.findings]
        print_json({"findings": findings, "records": report.records, "summary": report.counts()})
    else:
        for finding in report.findings:
            click.echo(visible(str(finding)))
        counts = ", ".join(f"{count} {name}" for name, count in report.counts().items() if count)
        click.echo(f"{report.records} records read: {counts or 'no findings'}")
    if report.failed:
        sys.exit(1)
