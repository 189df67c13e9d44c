"""How much of what is ours is told in the reader's language: counted word by word."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.pofile import read_po
from click.testing import Result

import dialogues
from dialogues.languages.catalogue import LANGUAGES
from dialogues.languages.display import day_interval
from dialogues.languages.localised import LocalisedText
from dialogues.languages.matching import compare
from dialogues.records.fields import FileRecord

ROOT = Path(__file__).parent.parent
Run = Callable[..., Result]

CALLS = {
    "show": ("brazil-2007", "brochure-2009", "eu-asia-webinar-2020", "iuc", "koriyama-essen"),
    "show Japan": ("show", "Japan"),
    "list": ("list",),
    "list events": ("list", "events"),
    "timeline": ("timeline",),
    "choose": ("choose", "china-2006", "--wants", "zh-TW, en;q=0.5"),
}
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
ADDRESS = re.compile(r"https?://\S+|\b[a-z0-9]+(?:-[a-z0-9]+)+\b|\[[a-zA-Z-]+\]|urn:\S+")


def texts(value: object) -> Iterator[str]:
    """Give all that a record says as text, whatever its language."""
    if isinstance(value, FileRecord):
        for name in type(value).__pydantic_fields__:
            yield from texts(getattr(value, name))
    elif isinstance(value, LocalisedText):
        yield from value.values()
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif type(value) is str:
        yield value


def localised(value: object, language: str) -> Iterator[str]:
    """Give what a record says in a language."""
    if isinstance(value, FileRecord):
        for name in type(value).__pydantic_fields__:
            yield from localised(getattr(value, name), language)
    elif isinstance(value, LocalisedText):
        yield from (text for tag, text in value.items() if compare(language, tag).is_same_language)
    elif isinstance(value, tuple):
        for each in value:
            yield from localised(each, language)


def messages(language: str) -> list[str]:
    """Give what the catalogue of a language has; the messages themselves for English."""
    with (ROOT / "src/dialogues/languages/messages" / f"{'es' if language == 'en' else language}.po").open(
        "rb"
    ) as file:
        entries = [each for each in read_po(file) if each.id]
    held = [each.id if language == "en" else each.string or "" for each in entries]
    return [part for each in held for part in ([each] if isinstance(each, str) else each)]


def words(texts: list[str]) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(text)}


def vocabulary_of(registry: dialogues.Registry, language: str) -> set[str]:
    """Give the words that are a language's: the catalogue's, CLDR's, and those of names that sources give in it."""
    locale = Locale.parse(language)
    days = [datetime.date(2011, month, day) for month in range(1, 13) for day in (1, 2, 11)]
    dates = [format_date(day, "long", locale=locale) for day in days]
    dates += [format_skeleton("yMMMM", day, locale=locale) for day in days]
    dates += [day_interval(day, day.replace(day=day.day + 2), language) for day in days]
    named = [text for record in registry.values() for text in localised(record, language)]
    return words([*messages(language), *dates, *locale.territories.values(), *locale.languages.values(), *named])


def ours(output: str, foreign: list[str]) -> list[str]:
    """Give the words of an output that are ours: without what records say, ids, addresses and marks of languages."""
    text = " ".join(output.split())
    for each in foreign:
        if each in text:
            text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", text)
    return WORD.findall(ADDRESS.sub(" ", text))


@pytest.fixture(name="foreign", scope="module")
def said_by_records(registry: dialogues.Registry) -> list[str]:
    """Give what records say, the longest first; not what is a message too, which might hide that nobody translated it."""
    english = {each.casefold() for each in messages("en")}
    said = {" ".join(text.split()) for record in registry.values() for text in texts(record)}
    said |= {part for text in said for part in (f"{text!r}", f"{text!r}"[1:-1])}
    return sorted((each for each in said if len(each) > 1 and each.casefold() not in english), key=len, reverse=True)


@pytest.mark.checkout
def test_what_is_ours_is_in_the_readers_language(registry: dialogues.Registry, run: Run, foreign: list[str]) -> None:
    rows, missing = [], {}
    tags = {tag for record in registry.values() for tag in record.languages}
    codes = {part for tag in tags for part in str(tag).split("-")} | {"en", "zh", "TW", "q", "und"}
    known = {language: vocabulary_of(registry, language) for language in LANGUAGES}
    left = {language: _not_in(foreign, registry, language) for language in LANGUAGES}
    for name, call in CALLS.items():
        cells = []
        for language in LANGUAGES:
            calls = [("show", each) for each in call] if name == "show" else [call]
            outputs = [run(*each, "--in", language, env={"COLUMNS": None}).stdout for each in calls]
            found = [word for output in outputs for word in ours(output, left[language]) if word not in codes]
            lacking = [word for word in found if word.casefold() not in known[language]]
            if lacking:
                missing[name, language] = sorted(set(lacking))
            cells.append((len(found) - len(lacking)) / len(found))
        rows.append((name, cells))
    table = written(rows)
    print(table)  # noqa: T201  # it is what is asked for
    assert [(name, language) for name, cells in rows for language, share in zip(LANGUAGES, cells, strict=True) if share < 0.95] == [], missing  # fmt: skip
    assert table in (ROOT / "docs/languages.md").read_text(encoding="utf-8"), table


@pytest.mark.checkout
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_count_would_tell_of_english(
    registry: dialogues.Registry, run: Run, foreign: list[str], language: str
) -> None:
    own = vocabulary_of(registry, language)
    for call in (("show", "brazil-2007"), ("list",), CALLS["choose"]):
        found = ours(run(*call, "--in", "en", env={"COLUMNS": None}).stdout, foreign)
        assert len(found) > 20
        assert sum(word.casefold() in own for word in found) / len(found) < 0.5, call


def _not_in(foreign: list[str], registry: dialogues.Registry, language: str) -> list[str]:
    """Leave in what records say in the language itself: names that a source gives in it are the reader's."""
    own = {text for record in registry.values() for text in localised(record, language)}
    return foreign if language == "en" else [each for each in foreign if each not in own]


def written(rows: list[tuple[str, list[float]]]) -> str:
    lines = [f"| | {' | '.join(LANGUAGES)} |", f"|---|{'--:|' * len(LANGUAGES)}"]
    lines += [f"| `{name}` | {' | '.join(f'{100 * share:.0f}' for share in cells)} |" for name, cells in rows]
    return "\n".join(lines)
