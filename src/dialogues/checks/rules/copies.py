"""What was copied and not changed: a whole record, an address, a name in a title or an id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.languages import tables
from dialogues.languages.display import FALLBACK, territory_name
from dialogues.languages.territories import territories_spelled
from dialogues.names.folding import fold
from dialogues.names.index import NamedCode
from dialogues.records import Agreement, Publication, Record

_WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_MOST_WORDS = 4  # of a country's name
_LONGEST = 40  # words of a title that are looked at


# With these a name is that of another place than the country.
_BEFORE = re.compile(
    "(?:new|north|south|east|west|northern|southern|eastern|western|upper|lower|central|indo|trans|czecho"
    "|british|french|german|italian|portuguese|spanish|dutch|belgian|danish|russian)"
)
_AFTER = ("of", "river", "rivers")


def _countries(agreement: Agreement, context: Context) -> set[str] | None:
    """Give the countries of the parties, and where it applies; None where a party has none."""
    found: set[str] = set()
    for party in agreement.parties:
        organisation = context.registry.organisations.get(party.organisation or "")
        code = party.country or (organisation.country if organisation is not None else None)
        if code:
            found.add(str(code))
        elif party.side not in ("eu", "own"):
            return None
    if found:
        found |= {str(each.territory) for each in agreement.applies_to if each.territory}
    # The last two letters of a state that is no more are those of the one that followed it, where one did.
    return found | {code[2:] for code in found if len(code) == len("YDYE") and code[2:] in tables.countries()} or None


@lru_cache(20_000)
def _named(text: str) -> tuple[NamedCode, ...]:
    """Give the countries that a text names by a name of CLDR's, as far as each name is one country's."""
    words = _WORDS.findall(text)[:_LONGEST]
    found: list[NamedCode] = []
    start = 0
    while start < len(words):
        codes, end = _longest(words, start)
        if len(codes) == 1 and not _is_of_another_place(words, start, end):
            found.append(codes[0])
        start = end
    return tuple(found)


def _longest(words: list[str], start: int) -> tuple[tuple[NamedCode, ...], int]:
    """Give what the longest name that begins at a word means, and where it ends; nothing where there is none."""
    for end in range(min(start + _MOST_WORDS, len(words)), start, -1):
        name = " ".join(words[start:end])
        codes = territories_spelled(name.casefold(), fold(name)) if len(name) > 3 else ()
        if codes:
            return codes, end
    return (), start + 1


def _is_of_another_place(words: list[str], start: int, end: int) -> bool:
    """Say whether a name is part of another: Northern Ireland, Benin River, the United States of the Ionian Islands."""
    before, after = words[start - 1 : start], words[end : end + 1]
    return any(_BEFORE.fullmatch(word.casefold()) for word in before) or any(
        word.casefold() in _AFTER for word in after
    )


def _others(text: str, codes: set[str], languages: Collection[str]) -> set[str]:
    """Give the countries that a text in some languages names; none where it names one of these."""
    named = _named(text)
    if any(each.code in codes for each in named):
        return set()
    return {
        each.code
        for each in named
        if each.kind in ("", "long")
        and (each.language == FALLBACK or any(_is_called(each, language) for language in languages))
    }


def _is_called(named: NamedCode, language: str) -> bool:
    """Say whether a name is that of a country in a language: `Island` is Iceland in German, and none in English."""
    return named.language == language or fold(territory_name(named.code, language)) == fold(named.name)


def _names_of(codes: set[str]) -> set[str]:
    return {fold(territory_name(code, language)) for code in codes for language in ("en", "fr", "es", "pt", "de")}


@rule("P430", "info", Agreement)
def another_country_named(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """A title or an id names a country that is no party, and none of the parties.

    ## Why is this bad?
    The record was copied for another country, and the name forgotten. A title that names a party too, a territory that
    the agreement applies to, or no country, is left alone.

    ## Example
    ```yaml
    title: {en: Memorandum with Namibia}
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: KZ}
    ```

    ## Use instead
    ```yaml
    title: {en: Memorandum with Kazakhstan}
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: KZ}
    ```
    """
    codes = _countries(agreement, context)
    if codes is None:
        yield NotApplicable("a party has no country")
        return
    names = _names_of(codes)
    said = [(("title", tag.source), text, (tag.language,)) for tag, text in (agreement.title or {}).items()]
    languages = tuple(tag for *_, each in said for tag in each)
    for path, text, written in [*said, ((), agreement.id.replace("-", " "), languages)]:
        folded = fold(text)
        if any(name in folded for name in names):
            continue
        others = _others(text, codes, written)
        if others:
            what = "the title" if path else "the id"
            message = f"{what} names {', '.join(sorted(map(territory_name, others)))}, which is no party"
            hint = "correct it, or the parties, if the record was copied"
            yield Problem(message, path or ("title",), hint, key=not path)


_COMPARED = ("agreements", "publications", "events", "programmes", "cooperations")


@rule("R620", "warning", Whole)
def record_twice(whole: Whole, _context: object) -> Iterator[Outcome]:
    """Two records say the same, but for their ids.

    ## Why is this bad?
    One of them is a copy in which everything is still to be changed, or the same thing was entered twice. Two
    instruments of one day differ in their titles or in a note.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    title: {en: Letter of intent}
    kind: letter-of-intent
    ==> agreements/chile-2011.yaml
    title: {en: Letter of intent}
    kind: letter-of-intent
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    title: {en: Letter of intent on cities}
    kind: letter-of-intent
    ==> agreements/chile-2011.yaml
    title: {en: Letter of intent on regions}
    kind: letter-of-intent
    ```
    """
    for collection in _COMPARED:
        alike: defaultdict[object, list[Record]] = defaultdict(list)
        for record in whole.registry.collections[collection].values():
            if record.retired is None:
                alike[_heading(record)].append(record)
        for records in alike.values():
            first: dict[str, Record] = {}
            for record in records if len(records) > 1 else ():
                other = first.setdefault(record.model_dump_json(exclude={"id"}), record)
                if other is not record:
                    message = f"{other.id} says the same"
                    yield Problem(message, (), "change what differs, or remove one of them", record=record.id)


def _heading(record: Any) -> object:
    """Give what two records that say the same have in common, cheap to compare."""
    title = getattr(record, "title", None) or getattr(record, "name", None)
    return tuple(title.values()) if title is not None else None


@rule("E519", "info", Whole)
def address_of_another_document(whole: Whole, _context: object) -> Iterator[Outcome]:
    """Two documents have the same address.

    ## Why is this bad?
    One address was copied and not changed. A file in two languages, or a page that leads to both, has one address
    rightly.

    ## Example
    ```yaml
    documents:
      - {language: en, href: https://example.org/mou.pdf}
      - {language: pt, href: https://example.org/mou.pdf}
    ```

    ## Use instead
    ```yaml
    documents:
      - {language: en, href: https://example.org/mou-en.pdf}
      - {language: pt, href: https://example.org/mou-pt.pdf}
    ```
    """
    seen: dict[str, tuple[str, int]] = {}
    records: list[Agreement | Publication] = [
        *whole.registry.agreements.values(),
        *whole.registry.publications.values(),
    ]
    for record in records:
        for index, document in enumerate(record.documents):
            if document.href is None:
                continue
            other, at = seen.setdefault(document.href, (record.id, index))
            if (other, at) != (record.id, index):
                where = f"document {at + 1} of {other}" if other != record.id else f"document {at + 1}"
                message, hint = f"{where} has the same address", "correct one of them, if it was copied"
                yield Problem(message, ("documents", index, "href"), hint, record=record.id)


RULES = (another_country_named, record_twice, address_of_another_document)
