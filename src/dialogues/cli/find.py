"""``dialogues find``."""

from __future__ import annotations

import sys
from typing import Any

import click

from dialogues.cli.opening import registry_of
from dialogues.cli.options import data_option, json_option, language_option
from dialogues.cli.output import print_json, print_line, print_table, tell_of_rest
from dialogues.languages.catalogue import label, message, word
from dialogues.languages.display import language_name, territory_name
from dialogues.languages.tags import LanguageTag
from dialogues.records import Person
from dialogues.registry import Registry
from dialogues.registry.display import marked_name, record_name, row
from dialogues.registry.found import Found

_MOST_SHOWN = 6  # ids of agreements in a table; JSON has all
_LONGEST_ECHO = 80  # characters of a name that is repeated


@click.command("find")
@click.argument("name")
@data_option
@language_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many, the best.")
@json_option
def command(name: str, data: str | None, language: str, limit: int | None, *, as_json: bool) -> None:
    """Say who or what bears a name: a country, an organisation, an agreement …

    The best answers stand first. An agreement hangs on who is a party to it, on
    whichever side, and on who signed it.

    \b
    Examples:
      dialogues find Китай
      dialogues find "Ministry of National Integration"
    """
    registry = registry_of(data)
    found = registry.find(name)
    suggestions = () if found else registry.suggest(name)
    shown = found[:limit]
    if as_json:
        rows = [_as_json(registry, each, language) for each in shown]
        print_json({"name": name, "found": rows, "count": len(found), "suggestions": list(suggestions)})
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
                    each.key,
                    _title(registry, each, language),
                    _how(each, language),
                    _first(_agreements(registry, each), language),
                )
                for each in shown
            ],
        )
        tell_of_rest(len(found) - len(shown), language)
    else:
        print_line(_not_found(name, suggestions, language))
    if not found:
        sys.exit(1)


def _title(registry: Registry, found: Found, language: str, *, marked: bool = True) -> str:
    """Name what was found; if it is marked, with its language where that is another one, and that it is retired."""
    if found.country is not None:
        return territory_name(found.country, language)
    if not marked:
        return record_name(registry, found.key, language)
    retired = f" ({word('field', 'retired', language)})" if _is_retired(found) else ""
    return f"{marked_name(registry, found.key, language)}{retired}"


def _is_retired(found: Found) -> bool:
    return found.record is not None and found.record.retired is not None


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
    by = registry.agreements_of if isinstance(found.record, Person) else registry.agreements_by_party
    return [key for key, each in by(found.key).items() if each.retired is None or found.record is each]


def _first(keys: list[str], language: str) -> str:
    more = len(keys) - _MOST_SHOWN
    rest = [message("site", "and {number} more", language, number=more)] if more > 0 else []
    return " ".join((", ".join(keys[:_MOST_SHOWN]), *rest))


def _as_json(registry: Registry, found: Found, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": _title(registry, found, language, marked=False),
        "partners": [],
        "date": None,
        "end": None,
    }
    if found.record is not None:
        shared = row(registry, found.record, language)
        told = {key: shared[key] for key in told}
    return {**found.to_dict(), **told, "agreements": _agreements(registry, found), "retired": _is_retired(found)}
