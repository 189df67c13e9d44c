"""``dialogues find``."""

from __future__ import annotations

import sys
from typing import Any

import click

from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_json, print_line, print_table
from dialogues.languages.catalogue import label, message, word
from dialogues.languages.display import language_name, territory_name
from dialogues.languages.tags import LanguageTag
from dialogues.registry import Registry
from dialogues.registry.display import marked_name, record_name, row
from dialogues.registry.found import Found

_LONGEST_ECHO = 80  # characters of a name that is repeated


@click.command("find")
@click.argument("name")
@data_option
@language_option
@json_option
def command(name: str, data: str | None, language: str, *, as_json: bool) -> None:
    """Say who or what bears a name: a country, an organisation, an agreement …

    \b
    Examples:
      dialogues find Китай
      dialogues find "Ministry of National Integration"
    """
    registry = registry_of(data)
    found = registry.find(name)
    suggestions = () if found else registry.suggest(name)
    if as_json:
        rows = [_as_json(registry, each, language) for each in found]
        print_json({"name": name, "found": rows, "suggestions": list(suggestions)})
    elif found:
        print_table(
            (
                message("text", "found", language),
                word("field", "name", language),
                message("text", "how", language),
                word("collection", "agreements", language),
            ),
            [
                (
                    _identifier(each),
                    _marked(registry, each, language),
                    _how(each, language),
                    ", ".join(_agreements(registry, each)),
                )
                for each in found
            ],
        )
    else:
        print_line(_not_found(name, suggestions, language))
    if not found:
        sys.exit(1)


def _identifier(found: Found) -> str:
    return found.key


def _title(registry: Registry, found: Found, language: str) -> str:
    if found.country is not None:
        return territory_name(found.country, language)
    return record_name(registry, _identifier(found), language)


def _marked(registry: Registry, found: Found, language: str) -> str:
    if found.country is not None:
        return territory_name(found.country, language)
    return marked_name(registry, _identifier(found), language)


def _not_found(name: str, suggestions: tuple[str, ...], language: str) -> str:
    short = repr(name if len(name) <= _LONGEST_ECHO else name[:_LONGEST_ECHO] + "…")
    if not suggestions:
        return message("text", "nothing is called {name}", language, name=short)
    names = " / ".join(suggestions)
    return message("text", "nothing is called {name}; did you mean {names}?", language, name=short, names=names)


def _how(found: Found, language: str) -> str:
    parts = [label(found.how, language)]
    if found.language:
        parts.append(language_name(LanguageTag.parse(found.language), language))
    if found.shared:
        parts.append(message("text", "shared with others", language))
    return ", ".join(parts)


def _agreements(registry: Registry, found: Found) -> list[str]:
    with_it = registry.agreements_with(_identifier(found))
    return [key for key, each in with_it.items() if each.retired is None or found.record is each]


def _as_json(registry: Registry, found: Found, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": _title(registry, found, language), "partners": [], "date": None, "end": None}
    if found.record is not None:
        shared = row(registry, found.record, language)
        told = {key: shared[key] for key in told}
    return {**found.to_dict(), **told, "agreements": _agreements(registry, found)}
