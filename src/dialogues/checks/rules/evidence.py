"""E: what evidence says, of what, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogues.checks.rules.rule import FINE, Context, NotApplicable, Outcome, Problem, Sourced, rule
from dialogues.findings import Reorder, format_path
from dialogues.records import Evidence
from dialogues.records.evidence import MAX_QUOTE, words_of_quote
from dialogues.records.fields_of import fields_of, keys_of
from dialogues.registry.claims import resolve
from dialogues.vocabulary import EvidenceBasis

_NO_CLAIM = ("id", "evidence", "resolution")


def _is_short(evidence: Evidence, _context: Context) -> NotApplicable | None:
    # So many words have a letter and a space each: most quotes need not be counted.
    return FINE if evidence.quote is not None and len(evidence.quote) <= 2 * MAX_QUOTE else None


@rule("E503", "error", Evidence, unless=_is_short)
def quote_too_long(evidence: Evidence, _context: Context) -> Iterator[Outcome]:
    """A quote has more than 20 words.

    ## Why is this bad?
    A short quote shows where the claim is from; a long one copies the source. Where a script puts no blanks between
    words, three letters count as one.

    ## Example
    ```yaml
    evidence:
      - for: kind
        source: page
        quote: >-
          On 29th November 2007, the Commissioner for Regional Policy and the Brazilian Minister of National Integration
          signed in Brasília a Memorandum of Understanding
    ```

    ## Use instead
    ```yaml
    evidence:
      - for: kind
        source: page
        quote: signed in Brasília a Memorandum of Understanding
    ```
    """
    if evidence.quote is None:
        yield NotApplicable("there is no quote")
    elif (words := words_of_quote(evidence.quote)) > MAX_QUOTE:
        yield Problem(f"the quote has {words} words; {MAX_QUOTE} are allowed", ("quote",), "quote what proves it")


@rule("E508", "error", Sourced)
def claim_that_is_not_there(value: Any, _context: Context) -> Iterator[Outcome]:
    """Evidence or a resolution speaks of a field that its mapping does not have.

    ## Why is this bad?
    The claim that it should prove stays without a source.

    ## Example
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: day, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    kind: type = type(value)
    known = keys_of(kind)
    for name, held in (("evidence", value.evidence), ("resolution", value.resolution)):
        for index, each in enumerate(held):
            for claim in each.claims:
                if claim not in known and resolve(value, claim) is None:
                    fields = [each.key for each in fields_of(kind) if each.key not in _NO_CLAIM]
                    path = (name, index, "for") if name == "evidence" or len(value.resolution) > 1 else (name,)
                    yield Problem(f"there is no {claim!r} here", path, f"allowed: {', '.join(fields)}")


_WHERE = "quote at most 20 words, or say in a note where it stands: the page, the article"


@rule("E509", "warning", Evidence, unless=_is_short)
def evidence_without_quote(evidence: Evidence, _context: Context) -> Iterator[Outcome]:
    """Evidence has neither a quote nor a note that says where.

    ## Why is this bad?
    Whoever checks the claim does not know what to look for in the source.

    ## Example
    ```yaml
    evidence:
      - {for: kind, source: page}
    ```

    ## Use instead
    ```yaml
    evidence:
      - {for: kind, source: page, quote: "signed a Memorandum"}
    ```
    """
    if evidence.quote is None and evidence.note is None and evidence.basis is not EvidenceBasis.ADDRESS:
        yield Problem("the evidence has neither a quote nor a note", ("source",), _WHERE)


def _has_one(value: Any, _context: Context) -> NotApplicable | None:
    return FINE if len(value.evidence) < 2 else None


@rule("E510", "warning", Sourced, unless=_has_one)
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
    seen = set()
    for index, each in enumerate(value.evidence):
        key = (each.claims, each.source, each.quote, each.says)
        if key in seen:
            yield Problem("this evidence stands here already", ("evidence", index, "source"), "remove it")
        seen.add(key)


@rule("E512", "warning", Sourced, fixable=True, unless=_has_one)
def evidence_unsorted(value: Any, _context: Context) -> Iterator[Outcome]:
    """Evidence is not in order: by the text of the path it speaks of, what backs it first, what disputes it behind.

    ## Why is this bad?
    Two people who add evidence would make two orders, and every comparison of versions shows lines that only moved.

    ## Example
    ```yaml
    signed:
      - date: 2007-11-29
        place: Brasilia
        evidence:
          - {for: place, source: page, quote: "in Brasilia"}
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        place: Brasilia
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
          - {for: place, source: page, quote: "in Brasilia"}
    ```
    """

    def key(index: int) -> tuple[str, bool]:
        each = value.evidence[index]
        return (each.claims[0] if each.claims else "", each.says is not None)

    order = tuple(sorted(range(len(value.evidence)), key=key))
    if order != tuple(range(len(value.evidence))):
        at = next(place for place, index in enumerate(order) if place != index)
        path = format_path(("evidence", at))
        yield Problem(
            f"{path} should be what is now {format_path(('evidence', order[at]))}",
            ("evidence", at),
            "sort by path, what disputes a value behind what backs it",
            (Reorder(("evidence",), order),),
        )


RULES = (
    quote_too_long,
    claim_that_is_not_there,
    evidence_without_quote,
    evidence_twice,
    evidence_unsorted,
)
