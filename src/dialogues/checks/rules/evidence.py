"""E: evidence, the sources it names, and what became of disputes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dialogues.checks.rules.rule import INCOMPLETE, Context, NotApplicable, Outcome, Problem, Sourced, Whole, rule
from dialogues.findings import Reorder, format_path
from dialogues.languages.localised import LocalisedText
from dialogues.records import (
    Agreement,
    Cooperation,
    Document,
    Evidence,
    Party,
    Person,
    Programme,
    Relation,
    Signatory,
    Signature,
    Source,
    Theme,
)
from dialogues.records.evidence import MAX_QUOTE
from dialogues.records.fields_of import field_of, fields_of
from dialogues.vocabulary import EvidenceBasis, InstrumentKind, TitleBasis

_PART = re.compile(r"[^.\[\]]+")


def _backed(value: Any, claim: str) -> bool:
    """Say whether evidence speaks of a claim, or of a part of it (``title.en`` of ``title``)."""
    for evidence in value.evidence:
        if claim in evidence.claims:
            return True
    return any(each.startswith((f"{claim}.", f"{claim}[")) for evidence in value.evidence for each in evidence.claims)


def _of_agreement(value: Agreement) -> Iterator[str]:
    if value.kind is not InstrumentKind.UNKNOWN:
        yield "kind"
    if value.title_basis is TitleBasis.OFFICIAL:
        yield "title"


def _of_party(value: Party) -> tuple[str, ...]:
    # Whoever the organisation is, its evidence names the party.
    return ("organisation",) if value.organisation else ("country",) if value.country else ()


# The claims of a part of a record that need evidence.
_CLAIMS: dict[type, Callable[[Any], Iterable[str]]] = {
    Agreement: _of_agreement,
    Party: _of_party,
    Signatory: lambda _: ("name",),
    Signature: lambda value: [name for name in ("date", "place") if getattr(value, name) is not None],
    Document: lambda value: ("language",) if value.language.language != "und" else (),
    Relation: lambda _: ("kind",),
}


@rule("E501", "error", Sourced)
def claim_without_source(value: Any, _context: Context) -> Iterator[Outcome]:
    """A claim has no source: a kind, party, signatory, date, place, language, official title or relation.

    ## Why is this bad?
    Nobody can check it, and nobody can correct it.

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
    claims = _CLAIMS.get(type(value))
    bare = [claim for claim in claims(value) if not _backed(value, claim)] if claims is not None else []
    if bare:
        named, verb = " and ".join(f"the {claim}" for claim in bare), "is" if len(bare) == 1 else "are"
        yield Problem(f"nothing says where {named} {verb} from", (bare[0],), "add evidence beside it")


@rule("E502", "warning", Sourced)
def only_a_mirror(value: Any, context: Context) -> Iterator[Outcome]:
    """A claim rests on copies on unrelated hosts alone.

    ## Why is this bad?
    A mirror may prove the words of a document itself (its title, its own closing formula), and nothing about it.

    ## Example
    ```yaml
    evidence:
      - {for: date, source: some-document-sharing-site, quote: "signed in 2015"}
    ```

    ## Use instead
    ```yaml
    evidence:
      - {for: date, source: regio-colombia, quote: "signed in 2015"}
    ```
    """
    if context.alone:
        yield NotApplicable("the sources are not at hand")
        return
    if not context.mirrors:
        return
    for claim in dict.fromkeys(claim for each in value.evidence for claim in each.claims):
        places = [index for index, each in enumerate(value.evidence) if claim in each.claims]
        first = value.evidence[places[0]]
        on_mirrors = all(value.evidence[index].source in context.mirrors for index in places)
        if on_mirrors and not claim.startswith("title") and first.note is None:
            hint = "find an official source, or say in a note of the evidence that it is the document's own text"
            yield Problem(f"{claim} rests on a mirror alone", ("evidence", places[0], "source"), hint)


@rule("E503", "error", Evidence)
def quote_too_long(evidence: Evidence, _context: Context) -> Iterator[Outcome]:
    """A quote has more than 20 words.

    ## Why is this bad?
    A short quote shows where the claim is from; a long one copies the source.

    ## Example
    ```yaml
    quote: >-
      On 29th November 2007, the Commissioner for Regional Policy and the Brazilian Minister of National Integration
      signed in Brasília a Memorandum of Understanding
    ```

    ## Use instead
    ```yaml
    quote: "On 29th November 2007, the Commissioner for Regional Policy"
    ```
    """
    if evidence.quote is None:
        yield NotApplicable("there is no quote")
    # So many words have a letter and a space each: most quotes need not be counted.
    elif len(evidence.quote) > 2 * MAX_QUOTE and (words := len(evidence.quote.split())) > MAX_QUOTE:
        yield Problem(f"the quote has {words} words; {MAX_QUOTE} are allowed", ("quote",), "quote what proves it")


@rule("E504", "error", Sourced)
def disputed_without_resolution(value: Any, _context: Context) -> Iterator[Outcome]:
    """A source disputes a value, and nothing says what became of the dispute.

    ## Why is this bad?
    A reader sees two statements and not why one was chosen.

    ## Example
    ```yaml
    evidence:
      - {for: language, source: regio-listing-2020, says: en, quote: "Brazil PDF EN EN"}
    ```

    ## Use instead
    ```yaml
    evidence:
      - {for: language, source: regio-listing-2020, says: en, quote: "Brazil PDF EN EN"}
    resolution: {for: language, why: The partner's own page names the language.}
    ```
    """
    settled: set[str] = set()
    for index, evidence in enumerate(value.evidence):
        if evidence.says is None:
            continue
        settled = settled or {claim for each in value.resolution for claim in each.claims}
        for claim in evidence.claims:
            if claim not in settled:
                settled.add(claim)  # told once
                hint = "add a resolution that says why a value was chosen, or outcome: open and why none was"
                yield Problem(f"{claim} is disputed, and there is no resolution", ("evidence", index, "says"), hint)


_NO_DISPUTE = NotApplicable("there is no resolution, or no evidence")


@rule("E505", "warning", Sourced)
def resolution_without_dispute(value: Any, _context: Context) -> Iterator[Outcome]:
    """A resolution speaks of something that no source disputes.

    ## Why is this bad?
    The other statement is missing, and with it the reason for the resolution.

    ## Example
    ```yaml
    resolution: {for: date, why: The press release is of the day itself.}
    ```

    ## Use instead
    ```yaml
    evidence:
      - {for: date, source: rtl-colombia-2021, says: 2021-09-08, quote: "signed on Wednesday"}
    resolution: {for: date, why: The press release is of the day itself.}
    ```
    """
    if not value.resolution or not value.evidence:
        yield _NO_DISPUTE
        return
    disputed = {claim for each in value.evidence if each.says is not None for claim in each.claims}
    for index, resolution in enumerate(value.resolution):
        for claim in resolution.claims:
            if claim not in disputed:
                # A single resolution may stand without a list.
                path = ("resolution", index, "for") if len(value.resolution) > 1 else ("resolution",)
                yield Problem(f"no evidence disputes {claim}", path, "add evidence with `says`")


@rule("E506", "warning", Whole)
def source_never_used(whole: Whole, _context: object) -> Iterator[Outcome]:
    """No record cites a source.

    ## Why is this bad?
    It was meant to prove something, and does not.

    ## Example
    ```yaml
    # sources/regio-japan-old.yaml, which nothing names
    ```

    ## Use instead
    ```yaml
    evidence:
      - {for: date, source: regio-japan-old, quote: "On 10 October 2013"}
    ```
    """
    if whole.incomplete:
        yield INCOMPLETE
        return
    for source in whole.registry.sources.values():
        if source.id not in whole.referred_to and source.retired is None:
            yield Problem("nothing cites the source", (), "cite it, or retire it", record=source.id)


@rule("E507", "info", Source)
def address_not_https(source: Source, _context: Context) -> Iterator[Outcome]:
    """The address of a source is not https.

    ## Why is this bad?
    What is fetched from it can be changed on the way; most hosts answer under https today. An address that was
    cited stays as it was; then the finding is accepted.

    ## Example
    ```yaml
    address: http://ec.europa.eu/regional_policy
    ```

    ## Use instead
    ```yaml
    address: https://ec.europa.eu/regional_policy
    ```
    """
    if not source.address.startswith("https://"):
        yield Problem("the address is not https", ("address",), "see whether it answers under https")


def _fields(value: Any) -> list[str]:
    kind: type = type(value)
    return [field.name for field in fields_of(kind)]


def _has(value: Any, claim: str) -> bool:
    """Say whether a path leads to something within a part of a record, known or not."""
    if field_of(type(value), claim) is not None:
        return True
    here = value
    for part in _PART.findall(claim):
        if isinstance(here, tuple):
            if not part.isdecimal() or int(part) >= len(here):
                return False
            here = here[int(part)]
        elif isinstance(here, LocalisedText):
            found = [text for key, text in here.items() if part in (str(key), key.source)]
            if not found:
                return False
            here = found[0]
        else:
            field = field_of(type(here), part)
            if field is None:
                return False
            here = getattr(here, field.name)
    return True


@rule("E508", "error", Sourced)
def claim_that_is_not_there(value: Any, _context: Context) -> Iterator[Outcome]:
    """Evidence or a resolution speaks of a field that its mapping does not have.

    ## Why is this bad?
    The claim that it should prove stays without a source.

    ## Example
    ```yaml
    - date: 2007-11-29
      evidence:
        - {for: day, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    - date: 2007-11-29
      evidence:
        - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    own = _fields(value)
    for name, held in (("evidence", value.evidence), ("resolution", value.resolution)):
        for index, each in enumerate(held):
            for claim in each.claims:
                if claim not in own and not _has(value, claim):
                    fields = [field for field in own if field not in ("id", "evidence", "resolution")]
                    path = (name, index, "for") if name == "evidence" or len(value.resolution) > 1 else (name,)
                    yield Problem(f"there is no {claim!r} here", path, f"allowed: {', '.join(fields)}")


@rule("E509", "warning", Evidence)
def evidence_without_quote(evidence: Evidence, _context: Context) -> Iterator[Outcome]:
    """Evidence has neither a quote nor a note.

    ## Why is this bad?
    Whoever checks the claim does not know what to look for in the source.

    ## Example
    ```yaml
    - {for: date, source: regio-brazil}
    ```

    ## Use instead
    ```yaml
    - {for: date, source: regio-brazil, quote: "On 29th November 2007"}
    ```
    """
    if evidence.quote is None and evidence.note is None and evidence.basis is not EvidenceBasis.ADDRESS:
        yield Problem("the evidence has neither a quote nor a note", ("source",), "quote at most 20 words")


@rule("E510", "warning", Sourced)
def evidence_twice(value: Any, _context: Context) -> Iterator[Outcome]:
    """The same evidence stands twice.

    ## Why is this bad?
    It looks as if the claim had more support than it has.

    ## Example
    ```yaml
    evidence:
      - {for: kind, source: page, quote: "signed a Memorandum"}
      - {for: kind, source: page, quote: "signed a Memorandum"}
    ```

    ## Use instead
    ```yaml
    evidence:
      - {for: kind, source: page, quote: "signed a Memorandum"}
    ```
    """
    if len(value.evidence) < 2:
        return
    seen = set()
    for index, each in enumerate(value.evidence):
        key = (each.claims, each.source, each.quote, each.says)
        if key in seen:
            yield Problem("this evidence stands here already", ("evidence", index, "source"), "remove it")
        seen.add(key)


@rule("E511", "warning", Sourced)
def says_what_the_record_says(value: Any, _context: Context) -> Iterator[Outcome]:
    """Evidence disputes a value with the value itself.

    ## Why is this bad?
    `says` is for what a source says otherwise; evidence that backs a value has none.

    ## Example
    ```yaml
    - date: 2007-11-29
      evidence:
        - {for: date, source: page, says: 2007-11-29, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    - date: 2007-11-29
      evidence:
        - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    for index, each in enumerate(value.evidence):
        if each.says is None:
            continue
        for claim in each.claims:
            current = getattr(value, claim, None) if claim.isidentifier() else None
            if current is not None and str(current) == each.says:
                yield Problem(
                    f"the source says what the record says: {each.says}", ("evidence", index, "says"), "remove `says`"
                )


@rule("E512", "warning", Sourced, fixable=True)
def evidence_unsorted(value: Any, _context: Context) -> Iterator[Outcome]:
    """Evidence is not in order: by the field it speaks of, what backs it first, what disputes it behind.

    ## Why is this bad?
    Two people who add evidence would make two orders, and every comparison of versions shows lines that only moved.

    ## Example
    ```yaml
    evidence:
      - {for: place, source: page, quote: "in Brasilia"}
      - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    evidence:
      - {for: date, source: page, quote: "On 29th November 2007"}
      - {for: place, source: page, quote: "in Brasilia"}
    ```
    """
    if len(value.evidence) < 2:
        return
    fields = _fields(value)

    def key(index: int) -> tuple[int, bool]:
        each = value.evidence[index]
        first = _PART.match(each.claims[0]) if each.claims else None
        return (fields.index(first[0]) if first and first[0] in fields else len(fields), each.says is not None)

    order = tuple(sorted(range(len(value.evidence)), key=key))
    if order != tuple(range(len(value.evidence))):
        at = next(place for place, index in enumerate(order) if place != index)
        path = format_path(("evidence", at))
        yield Problem(
            f"{path} should be what is now {format_path(('evidence', order[at]))}",
            ("evidence", at),
            "sort by field, what disputes a value behind what backs it",
            (Reorder(("evidence",), order),),
        )


@rule("E513", "error", Programme | Cooperation | Theme | Person)
def name_without_source(value: Programme | Cooperation | Theme | Person, _context: Context) -> Iterator[Outcome]:
    """A programme, cooperation, theme or person has no source for its name or kind.

    ## Why is this bad?
    Nobody can tell that it exists.

    ## Example
    ```yaml
    name: {en: International Urban Cooperation}
    kind: programme
    ```

    ## Use instead
    ```yaml
    name: {en: International Urban Cooperation}
    kind: programme
    evidence:
      - {for: [name.en, kind], source: page, quote: IUC}
    ```
    """
    if not any(claim.partition(".")[0] == "name" for each in value.evidence for claim in each.claims):
        yield Problem("nothing says where the name is from", ("name",), "add evidence for it", key=True)


RULES = (
    claim_without_source,
    only_a_mirror,
    quote_too_long,
    disputed_without_resolution,
    resolution_without_dispute,
    source_never_used,
    address_not_https,
    claim_that_is_not_there,
    evidence_without_quote,
    evidence_twice,
    says_what_the_record_says,
    evidence_unsorted,
    name_without_source,
)
