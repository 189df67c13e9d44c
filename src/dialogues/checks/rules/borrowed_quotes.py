"""E: quotes that were copied from another record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from dialogues.checks.rules.named_countries import countries_named, countries_of, may_name_a_country, names_of
from dialogues.checks.rules.quoted_dates import dates_quoted
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.languages.display import territory_name
from dialogues.names.folding import fold
from dialogues.records import Agreement, Evidence

_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_DATES = frozenset(["date", "start", "end", "takes_effect", "ended", "by", "until", "published", "since"])
# Who speaks, and where and when, may be named with a country that is no party.
_ASIDE = _DATES | frozenset(["place", "notes", "relations", "agreement", "outside"])


@rule("E521", "info", Evidence)
def quote_of_another_agreement(evidence: Evidence, context: Context) -> Iterator[Outcome]:
    """A quote names the country or the day of signature of another agreement, and nothing of its own.

    ## Why is this bad?
    It was copied from another record, or from another line of the page. A quote that names a party, several other
    countries, or a country that the record names elsewhere is left alone, and so is one for a place or a date.
    The evidence of a relation speaks of another agreement rightly.

    ## Example
    ```yaml
    title: {en: Memorandum with Namibia}
    kind: memorandum-of-understanding
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: NA}
    evidence:
      - {for: kind, source: page, quote: "signed a memorandum with Kenya"}
    ```

    ## Use instead
    ```yaml
    title: {en: Memorandum with Namibia}
    kind: memorandum-of-understanding
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: NA}
    evidence:
      - {for: kind, source: page, quote: "signed a memorandum with Namibia"}
    ```
    """
    agreement = context.record
    if not isinstance(agreement, Agreement) or evidence.quote is None or evidence.says is not None:
        yield NotApplicable("no quote backs what an agreement says")
        return
    if evidence.note is not None or _is_aside(evidence.claims):
        yield NotApplicable("it is of a place, a date or another agreement, or a note says more")
        return
    quote = evidence.quote
    if not _names_something(quote):
        return
    said = _other_country(quote, agreement, context) or _other_signature(quote, evidence.source, agreement, context)
    if said and not any(evidence is each for relation in agreement.relations for each in relation.evidence):
        yield Problem(f"the quote names {said}", ("quote",), "quote what is said of this agreement, if it was copied")


@lru_cache(4096)  # evidence mostly speaks of the same few
def _is_aside(claims: tuple[str, ...]) -> bool:
    """Say whether one of the claims is of a place, a date or another agreement."""
    return any(not _ASIDE.isdisjoint(str(claim).split(".")) for claim in claims)


@lru_cache(4096)
def _names_something(quote: str) -> bool:
    """Say whether a quote names a country, or a year: most do not."""
    return _YEAR.search(quote) is not None or bool(countries_named(quote))


def _other_country(quote: str, agreement: Agreement, context: Context) -> str:
    """Name the only country of a quote, if the record names it nowhere; the quote names no party."""
    named = countries_named(quote)
    if not named:
        return ""
    codes = countries_of(agreement, context) if len(named) == 1 else None
    if codes is None or named <= codes or not may_name_a_country(quote):
        return ""
    if any(name in fold(quote) for name in names_of(codes)):
        return ""
    texts = _texts(agreement, context)
    if not named.isdisjoint(texts) or any(name in text for name in names_of(named) for text in map(fold, texts)):
        return ""
    return f"{territory_name(next(iter(named)))}, which is no party"


def _texts(agreement: Agreement, context: Context) -> set[str]:
    """Give all texts and codes of an agreement but those of its evidence, and the names of its bodies."""
    bodies = [context.registry.organisations.get(party.organisation or "") for party in agreement.parties]
    names = [name for body in bodies if body is not None for name in body.name.values()]
    return {*_texts_in(agreement.model_dump(mode="json", by_alias=True)), *names}


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for key, each in value.items() if key not in _CITED for text in _texts_in(each))
    elif isinstance(value, Sequence):
        yield from (text for each in value for text in _texts_in(each))


_CITED = ("evidence", "resolution", "documents")


def _other_signature(quote: str, source: str, agreement: Agreement, context: Context) -> str:
    """Name the day of a quote on which another agreement was signed, if none of the quote is of this one."""
    years = _YEAR.findall(quote)
    if not years or not set(years).isdisjoint(each.date.year for each in agreement.signed if each.date is not None):
        return ""
    named = dates_quoted(quote, context.language_of(source), context.languages)
    days = {str(readings[0]) for readings in named if len(readings) == 1}
    own = "\n".join(_texts(agreement, context))
    signed = [(day, other) for day in sorted(days) for other in context.signed_on.get(day, ())]
    related = {each.agreement for each in agreement.relations if each.agreement is not None}
    own_day, own_kin = any(day in own for day in days), any(_is_related(each, agreement, related) for _, each in signed)
    if not signed or own_day or own_kin:
        return ""
    day, other = signed[0]
    return f"{day}, when {other.id} was signed"


def _is_related(other: Agreement, agreement: Agreement, related: Collection[str]) -> bool:
    return other.id in related or any(each.agreement == agreement.id for each in other.relations)


RULES = (quote_of_another_agreement,)
