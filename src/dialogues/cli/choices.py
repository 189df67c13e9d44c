"""Words of the command line that are chosen from a list: misspelt ones are answered, and a shell completes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Named(click.Choice[str]):
    """A closed list of words; for a word that is none of them, the nearest is named."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the word, or say what may have been meant."""
        if value not in self.choices:
            from dialogues.names.suggestion import suggest  # here: only needed when a word is misspelt

            similar = suggest(str(value), self.choices)
            meant = f" Did you mean {similar[0]}?" if similar else ""
            self.fail(f"{value!r} is none of {', '.join(self.choices)}.{meant}", param, ctx)
        return str(value)


def items(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Give those words that begin as what was typed does."""
    from click.shell_completion import CompletionItem  # here: only a shell asks

    return [CompletionItem(word) for word in sorted(set(words)) if word.startswith(incomplete)]


def complete_ids(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id of a record of the registry that ``--data`` names."""
    from dialogues.errors import DialoguesError  # here: only a shell asks
    from dialogues.files import load

    try:
        return items(load(ctx.params.get("data")), incomplete)
    except DialoguesError:
        return []  # a folder that cannot be read has nothing to offer


def complete_partners(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the key of a partner: a country's code or an organisation's id."""
    from dialogues.errors import DialoguesError  # here: only a shell asks
    from dialogues.files import load

    try:
        return items(load(ctx.params.get("data")).dialogues, incomplete)
    except DialoguesError:
        return []


def complete_rules(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the code or the name of a rule."""
    from dialogues.checks.rules import all_rules  # here: only a shell asks

    return items((each for rule in all_rules() for each in (rule.code, rule.name)), incomplete)


def complete_languages(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the tag of a language: those that everything is said in first, else those of CLDR."""
    from dialogues.languages.catalogue import LANGUAGES  # here: only a shell asks

    known: Sequence[str] = LANGUAGES if not incomplete else _cldr_languages()
    return items(known, incomplete)


def _cldr_languages() -> list[str]:
    from babel.localedata import locale_identifiers  # here: only a shell asks

    return [identifier.replace("_", "-") for identifier in locale_identifiers()]
