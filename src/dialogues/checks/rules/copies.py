"""What was copied and not changed: a whole record, an address, a name in a title or an id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.languages.display import territory_name
from dialogues.languages.territories import territories_spelled
from dialogues.names.folding import fold
from dialogues.records import Agreement, Publication, Record

_WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_MOST_WORDS = 4  # of a country's name
_LONGEST = 40  # words of a title that are looked at


def _countries(agreement: Agreement, context: Context) -> set[str] | None:
    """Give the countries of the parties; None where one has none."""
    found = set()
    for party in agreement.parties:
        organisation = context.registry.organisations.get(party.organisation or "")
        code = party.country or (organisation.country if organisation is not None else None)
        if code:
            found.add(str(code))
        elif party.side not in ("eu", "own"):
            return None
    return found or None


@lru_cache(20_000)
def _named(text: str) -> frozenset[str]:
    """Give the countries that a text names by a name of CLDR's, as far as each name is one country's."""
    words = _WORDS.findall(text)[:_LONGEST]
    found: set[str] = set()
    for start in range(len(words)):
        for length in range(min(_MOST_WORDS, len(words) - start), 0, -1):
            name = " ".join(words[start : start + length])
            codes = territories_spelled(name.casefold(), fold(name)) if len(name) > 3 else ()
            if codes:
                found.update([codes[0].code] if len(codes) == 1 and codes[0].kind in ("", "long") else [])
                break
    return frozenset(found)


def _names_of(codes: set[str]) -> set[str]:
    return {fold(territory_name(code, language)) for code in codes for language in ("en", "fr", "es", "pt", "de")}


@rule("P430", "info", Agreement)
def another_country_named(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """A title or an id names a country that is no party, and none of the parties.

    ## Why is this bad?
    The record was copied for another country, and the name forgotten. A title that names a party too, or no country, is
    left alone.

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
    said = [(("title", tag.source), text) for tag, text in (agreement.title or {}).items()]
    for path, text in [*said, ((), agreement.id.replace("-", " "))]:
        folded = fold(text)
        if any(name in folded for name in names):
            continue
        others = _named(text)
        if others and others.isdisjoint(codes):
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
