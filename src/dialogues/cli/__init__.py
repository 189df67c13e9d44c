"""The command line. Each command lives in a module of its own, imported when it is called."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Iterable
from importlib import import_module

import click

from dialogues.checks.formats.terminal import is_terminal, visible
from dialogues.errors import DialoguesError, NoSuitableDocument, without_passwords
from dialogues.findings import InvalidRegistry

_COMMANDS = {
    "attach": ("inspect:put", "Put the facts of a document's file into its record."),
    "check": ("check", "Say what is wrong with a registry's files; mend what can be."),
    "choose": ("choose", "Choose the document that suits a reader best."),
    "cite": ("cite", "Say how to cite the registry, or one record with its sources."),
    "completion": ("completion", "Print what makes a shell complete commands and ids."),
    "diff": ("diff", "Say what is different between two states of a registry."),
    "export": ("export", "Write the registry out: tables, JSON, linked data."),
    "find": ("find", "Say who or what bears a name."),
    "import": ("taking_in", "Make records of the rows of a spreadsheet."),
    "inspect": ("inspect:look", "Say what document files really are."),
    "language": ("language", "Say how a language label is understood."),
    "list": ("listing", "List agreements, or another collection, in the reader's language."),
    "new": ("new:new", "Begin a record, with what it names and is not there."),
    "page": ("page", "Read a listing page; compare it with the registry."),
    "release": ("release", "Write a release with the hash of all that is in it; verify one."),
    "rename": ("rename:rename", "Give a record another id, wherever it is named."),
    "retire": ("rename:retire", "Retire a record, and say what is used instead."),
    "rule": ("rules:one", "Say what a rule of the check wants, and why."),
    "rules": ("rules:every", "List the rules of the check."),
    "schema": ("schema", "Print the JSON Schema of a kind of record."),
    "search": ("search", "Search titles, names, quotes, notes and offices."),
    "show": ("show", "Show a record, or what came of the agreements with a partner."),
    "site": ("site", "Make a site of a registry, to look at."),
    "sources": ("sources", "Ask the pages of sources whether what is quoted still stands there."),
    "store": ("store", "Write a registry into a file that answers without being read."),
    "stub": ("new:stub", "Begin the records that others refer to and that are not there."),
    "timeline": ("dialogue", "Print what came of the agreements, in order of time."),
    "why": ("why", "Say what each claim of a record rests on."),
}


# What a shell gives for a program that was stopped by Ctrl-C, or whose reader went away.
_STOPPED, _PIPE_CLOSED = 130, 141


# A terminal that is narrower has what an option means below it, and not beside it.
_NARROW = 60


class _Formatter(click.HelpFormatter):
    """Writes help that fits a narrow terminal too: click's own is never of fewer than 50 columns."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        from shutil import get_terminal_size  # here: only help asks

        there = get_terminal_size().columns
        super().__init__(indent_increment, there if width is None and there < _NARROW else width, max_width)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        if self.width >= _NARROW:
            super().write_dl(rows, col_max, col_spacing)
            return
        for term, meaning in rows:
            self.write(f"{'':>{self.current_indent}}{term}\n")
            self.indent()
            if meaning:
                self.write_text(meaning)
            self.dedent()

    def getvalue(self) -> str:
        return "".join(f"{line.rstrip()}\n" for line in super().getvalue().splitlines())


class _Context(click.Context):
    """Has help written so."""

    formatter_class = _Formatter


class _Commands(click.Group):
    """Imports a command's module only when the command is called or its help asked for."""

    context_class = _Context

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return [*_COMMANDS]

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, variable = _COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(f"dialogues.cli.{module}"), variable or "command")
        command.context_class = _Context
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from dialogues.names.suggestion import suggest  # here: only needed when a command is misspelt

            similar = suggest(args[0], _COMMANDS)
            hint = f" Did you mean {similar[0]}?" if similar else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's signature
    if not value or ctx.resilient_parsing:
        return
    from dialogues.files.bundled import versions

    click.echo(versions())
    ctx.exit()


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    callback=_version,
    expose_value=False,
    is_eager=True,
    help="Tell the versions and exit.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Agreements, their documents and what hangs on them.

    A registry of the EU's dialogues on regional policy, or of your own: typed, checked, and answered in the
    reader's language. Exit codes: 0 fine, 1 findings, differences or nothing found, 2 wrong use or unreadable input.

    \b
    Examples:
      dialogues list --in es
      dialogues show Brazil
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; what is wrong with the call or the data is told in words, never as a traceback."""
    # A command is over before collecting garbage would pay.
    gc.disable()
    # No plugin of pydantic has to look at our records; searching for one costs as much as reading the registry.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if sys.stdout is None or sys.stderr is None:  # they are closed: nobody would see what is found, or what is wrong
        if sys.stderr is not None:
            click.echo("dialogues: standard output is closed", err=True)
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter gets its escape; nothing is lost and nothing crashes.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except click.ClickException as error:
        error.message = _shown(error.message)  # type: ignore[misc]  # click shows it with the usage of the command
        error.show()
        code = error.exit_code
    except click.Abort:
        code = _STOPPED
    except DialoguesError as error:
        for line in _lines_of(error):
            click.echo(_shown(line), err=True)
        code = 1 if isinstance(error, NoSuitableDocument) else 2
    except OSError as error:
        click.echo(_shown(f"dialogues: {_of_system(error)}"), err=True)
        # The rest of it cannot be written either: without this, Python would try again, and say so at length.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    sys.exit(code)


def _shown(message: str) -> str:
    """Write a message out; the password of an address, whichever it is and whoever says so, is left out."""
    return visible(without_passwords(message))


def _lines_of(error: DialoguesError) -> list[str]:
    """Say what is wrong, a line for each thing; a line break within one is foreign and will be written out."""
    if not isinstance(error, InvalidRegistry):
        return [f"dialogues: {error}"]
    head, *findings = error.lines
    return [f"dialogues: {head}", *findings, "Run 'dialogues check' on the folder to see all of them."]


def _of_system(error: OSError) -> str:
    where = error.filename or ("standard output" if error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF) else "")
    problem = (error.strerror or str(error)).lower()
    return f"{os.fsdecode(where)}: {problem}" if where else problem


def _run(arguments: list[str] | None) -> int | str | None:
    stdout = sys.stdout
    try:
        return cli.main(args=arguments, prog_name="dialogues", standalone_mode=False, color=is_terminal()) or 0
    except SystemExit as end:
        # click puts another stream in the place of one whose reader went away.
        return end.code if sys.stdout is stdout else _PIPE_CLOSED
