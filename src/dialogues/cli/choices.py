"""Words of the command line that are chosen from a list: misspelt ones are answered, and a shell completes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from dialogues.registry import Registry


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


def _registry(ctx: click.Context) -> Registry:
    from dialogues.cli.opening import stood_in  # here: only a shell asks
    from dialogues.files.registries import read_registry

    data = ctx.params.get("data")
    return read_registry(stood_in()[0] if data is None else data).registry


def complete_ids(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id of a record of the registry that ``--data`` names."""
    from dialogues.errors import DialoguesError  # here: only a shell asks

    try:
        return items(_registry(ctx), incomplete)
    except DialoguesError:
        return []  # a folder that cannot be read has nothing to offer


def complete_partners(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a partner: a country's code or an organisation's id, or its name of one word for the reader."""
    return items(_partners(ctx), incomplete)


def complete_shown(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete what is shown: a record by its id, a dialogue by its partner."""
    ids = [each.value for each in complete_ids(ctx, parameter, incomplete)]
    return items([*ids, *_partners(ctx)], incomplete)


def _partners(ctx: click.Context) -> list[str]:
    """Give what partners are called for a reader. A name of several words would be several for a shell."""
    import os  # here and below: only a shell asks

    from dialogues.errors import DialoguesError
    from dialogues.languages.environment import reader_language
    from dialogues.registry.display import partner_name

    try:
        registry = _registry(ctx)
        languages = dict.fromkeys((ctx.params.get("language") or reader_language(os.environ), "en"))
        names = [partner_name(registry, key, language) for key in registry.dialogues for language in languages]
    except DialoguesError:
        return []
    return [*registry.dialogues, *(name for name in names if len(name.split()) == 1)]


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
