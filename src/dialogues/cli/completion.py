"""``dialogues completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from dialogues.cli.choices import Named

_VARIABLE = "_DIALOGUES_COMPLETE"


@click.command("completion")
@click.argument("shell", type=Named(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands, ids, partners, rules and languages.

    SHELL is bash, zsh or fish.

    \b
    Examples:
      dialogues completion bash >> ~/.bashrc
      dialogues completion fish > ~/.config/fish/completions/dialogues.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "dialogues", _VARIABLE).source())
