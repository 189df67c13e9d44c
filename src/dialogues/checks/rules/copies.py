"""What was copied and not changed: a whole record, an address, a name in a title or an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dialogues.checks.rules.named_countries import countries_of, names_of, other_countries
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.languages.display import territory_name
from dialogues.names.folding import fold
from dialogues.records import Agreement, Publication, Record


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
    codes = countries_of(agreement, context)
    if codes is None:
        yield NotApplicable("a party has no country")
        return
    said = [(("title", tag.source), text, (tag.language,)) for tag, text in (agreement.title or {}).items()]
    languages = tuple(tag for *_, each in said for tag in each)
    for path, text, written in [*said, ((), agreement.id.replace("-", " "), languages)]:
        others = other_countries(text, codes, written)
        if others and not any(name in fold(text) for name in names_of(codes)):
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
