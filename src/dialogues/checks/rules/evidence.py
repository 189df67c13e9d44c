"""E: what evidence says, of what, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Sourced, rule
from dialogues.findings import Reorder, format_path
from dialogues.languages.localised import LocalisedText
from dialogues.records import Evidence
from dialogues.records.evidence import MAX_QUOTE
from dialogues.records.fields_of import field_of, fields_of
from dialogues.vocabulary import EvidenceBasis

_PART = re.compile(r"[^.\[\]]+")


@rule("E503", "error", Evidence)
def quote_too_long(evidence: Evidence, _context: Context) -> Iterator[Outcome]:
    """A quote has more than 20 words.

    ## Why is this bad?
    A short quote shows where the claim is from; a long one copies the source.

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
    # So many words have a letter and a space each: most quotes need not be counted.
    elif len(evidence.quote) > 2 * MAX_QUOTE and (words := len(evidence.quote.split())) > MAX_QUOTE:
        yield Problem(f"the quote has {words} words; {MAX_QUOTE} are allowed", ("quote",), "quote what proves it")


def _fields(value: Any) -> list[str]:
    kind: type = type(value)
    return [field.name for field in fields_of(kind)]


def _has(value: Any, claim: str) -> bool:
    """Say whether a path leads to something within a part of a record, known or not."""
    here = value
    for part in _PART.findall(claim):
        below = _below(here, part)
        if not below:
            return False
        (here,) = below
    return True


def _below(here: Any, part: str) -> tuple[Any, ...]:
    """Give what a part of a path leads to, which may be None; nothing where it leads nowhere."""
    if isinstance(here, tuple):
        return here[int(part) : int(part) + 1] if part.isdecimal() else ()
    if isinstance(here, LocalisedText):
        return tuple(text for key, text in here.items() if part in (str(key), key.source))[:1]
    field = field_of(type(here), part)
    return () if field is None else (getattr(here, field.name),)


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


@rule("E512", "warning", Sourced, fixable=True)
def evidence_unsorted(value: Any, _context: Context) -> Iterator[Outcome]:
    """Evidence is not in order: by the field it speaks of, what backs it first, what disputes it behind.

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


RULES = (
    quote_too_long,
    claim_that_is_not_there,
    evidence_without_quote,
    evidence_twice,
    evidence_unsorted,
)
