"""E: whether each claim has a source, and one that can back it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule, some
from dialogues.findings import Path, format_path
from dialogues.records import (
    Action,
    Agreement,
    Application,
    Document,
    Party,
    Publication,
    Record,
    Relation,
    Signatory,
    Signature,
    Term,
)
from dialogues.records.fields_of import fields_of
from dialogues.registry.claims import Claims
from dialogues.vocabulary import Access, Capacity, InstrumentKind, Renewal, Side, SourceClass, TitleBasis


def _of_agreement(value: Agreement) -> list[str]:
    said = {
        "kind": value.kind is not InstrumentKind.UNKNOWN,
        "title": value.title_basis is TitleBasis.OFFICIAL,
        "prevailing_language": value.prevailing_language is not None,
        "access": value.access is Access.NOT_PUBLISHED,
    }
    return [claim for claim, is_said in said.items() if is_said]


def _of_party(value: Party) -> list[str]:
    # Whoever the organisation is, its evidence names the party.
    claims = ["organisation"] if value.organisation else ["country"] if value.country else []
    return claims if value.capacity == (Capacity.PARTY,) else [*claims, "capacity"]


def _of_document(value: Document) -> list[str]:
    claims = ["language"] if value.language.language != "und" else []
    return [*claims, "access"] if value.access is Access.NOT_PUBLISHED else claims


def _given(*keys: str) -> Callable[[Any], list[str]]:
    """Name those of some fields of a part that say something."""

    @cache
    def fields(kind: type) -> list[tuple[str, str]]:
        return [(each.key, each.name) for each in fields_of(kind) if each.key in keys]

    def given(value: Any) -> list[str]:
        kind: type = type(value)
        return [key for key, name in fields(kind) if getattr(value, name) not in (None, (), Renewal.UNKNOWN)]

    return given


# The claims of a part of a record that need evidence.
_CLAIMS: dict[type, Callable[[Any], Iterable[str]]] = {
    Agreement: _of_agreement,
    Party: _of_party,
    Signatory: lambda _: ("name",),
    Signature: _given("date", "place"),
    Action: _given("action", "party", "date"),
    Term: _given("duration", "from", "until", "renewal", "renewed_for", "notice"),
    Document: _of_document,
    Relation: lambda _: ("kind",),
    Application: _given("territory"),
}


@rule("E501", "error", Agreement | Publication)
def claim_without_source(_record: Agreement | Publication, context: Context) -> Iterator[Outcome]:
    """A claim has no source: a kind, party, signatory, date, place, language, official title, relation, act or term.

    ## Why is this bad?
    Nobody can check it, and nobody can correct it. Who the bodies are whose registry it is (`own` in the manifest)
    needs no source.

    ## Example
    ```yaml
    signed:
      - date: 2007-11-29
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: regio-brazil, quote: "On 29th November 2007"}
    ```
    """
    claims = context.claims
    own = context.registry.manifest.own if context.registry.manifest is not None else ()
    for path, part in claims.sourced:
        asked = _CLAIMS.get(type(part))
        if asked is None or (own and isinstance(part, Party) and _is_own(part, own)):
            continue
        beside = [claim for each in part.evidence for claim in each.claims]
        bare = [claim for claim in asked(part) if claim not in beside and not claims.is_backed((*path, claim))]
        if bare:
            named, verb = _listed([f"the {claim}" for claim in bare]), "is" if len(bare) == 1 else "are"
            message = f"nothing says where {named} {verb} from"
            yield Problem(message, (*path, bare[0]), "add evidence beside it, or above it")


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _is_own(party: Party, own: tuple[str, ...]) -> bool:
    """Say whether a party is one of those whose registry it is."""
    return party.side in (Side.OWN, Side.EU) and not set(own).isdisjoint(party.keys)


@rule("E502", "warning", Whole)
def only_a_mirror(whole: Whole, _context: object) -> Iterator[Outcome]:
    """Claims rest on a copy on an unrelated host alone.

    ## Why is this bad?
    A mirror may prove the words of a document itself (its title, its own closing formula), and nothing about it. Where
    it is the document's own text, a note of the evidence says so.

    ## Example
    ```yaml
    ==> agreements/colombia-2015.yaml
    signed:
      - date: 2015
        evidence:
          - {for: date, source: sharing-site, quote: "signed in 2015"}
    ==> sources/sharing-site.yaml
    class: mirror
    ```

    ## Use instead
    ```yaml
    ==> agreements/colombia-2015.yaml
    signed:
      - date: 2015
        evidence:
          - {for: date, source: regio-colombia, quote: "signed in 2015"}
    ```
    """
    registry = whole.registry
    mirrors = {key for key, each in registry.sources.items() if each.source_class is SourceClass.MIRROR}
    if not mirrors:
        yield NotApplicable("no source is a mirror")
    for mirror in sorted(mirrors):
        citing = {each.identifier for each in registry.related(mirror, same_partner=False) if each.kind == "source-of"}
        resting = [
            f"{key} {format_path(claim)}"
            for key in sorted(citing)
            for claim in _resting(registry[key], mirror, mirrors)
        ]
        if resting:
            what = "a claim rests" if len(resting) == 1 else f"{len(resting)} claims rest"
            hint = "find an official source, or say in a note of the evidence that it is the document's own text"
            yield Problem(f"{what} on this mirror alone: {some(resting)}", ("class",), hint, record=mirror)


def _resting(record: Record, mirror: str, mirrors: set[str]) -> Iterator[Path]:
    """Give the claims of a record that rest on a mirror first, and on none but mirrors."""
    claims = Claims(record)
    for claim in dict.fromkeys(each.claim for each in claims.evidence if each.by.source == mirror):
        said = claims.said_of(claim)
        first = said[0].by
        alone = first.source == mirror and first.note is None and all(each.by.source in mirrors for each in said)
        if alone and "title" not in claim[-2:]:
            yield claim


RULES = (claim_without_source, only_a_mirror)
