"""P, R: how instruments are known, by designations and numbers, and what a relation must say."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.records import Agreement, Relation
from dialogues.vocabulary import InstrumentKind

_UNREAD = str.maketrans("", "", " -./")
_FROM_EFFECT = "entry-into-force"


@rule("P416", "warning", Agreement)
def designation_missing(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """The kind of an instrument is `other`, and nothing says what it is called.

    ## Why is this bad?
    A reader learns only what it is not. The designation is shown in the kind's place.

    ## Example
    ```yaml
    kind: other
    ```

    ## Use instead
    ```yaml
    kind: other
    designation: {fr: Procès-verbal}
    ```
    """
    if agreement.kind is InstrumentKind.OTHER and agreement.designation is None:
        yield Problem("nothing says what the instrument is called", ("kind",), "add its designation, by language")


@rule("R616", "warning", Whole)
def number_twice(whole: Whole, _context: object) -> Iterator[Outcome]:
    """Two agreements have the same number of one scheme.

    ## Why is this bad?
    They are one agreement with two records, or one of the numbers is a slip. Numbers are compared without case, spaces,
    hyphens, dots and slashes.

    ## Example
    ```yaml
    ==> agreements/oman-1987.yaml
    identifiers:
      - {scheme: bwb, value: BWBV0003115}
    ==> agreements/oman-2009.yaml
    identifiers:
      - {scheme: bwb, value: BWBV 0003115}
    ```

    ## Use instead
    ```yaml
    ==> agreements/oman-1987.yaml
    identifiers:
      - {scheme: bwb, value: BWBV0002041}
    ==> agreements/oman-2009.yaml
    identifiers:
      - {scheme: bwb, value: BWBV0003115}
    ```
    """
    first: dict[tuple[str, str], str] = {}
    for agreement in whole.registry.agreements.values():
        for index, each in enumerate(agreement.identifiers if agreement.retired is None else ()):
            number = (each.scheme.casefold(), each.value.casefold().translate(_UNREAD))
            other = first.setdefault(number, agreement.id)
            if other != agreement.id:
                message = f"{other} has the number {each.scheme} {each.value} too"
                hint = "correct the number, or retire one of the records"
                yield Problem(message, ("identifiers", index, "value"), hint, record=agreement.id)
    if not first:
        yield NotApplicable("no agreement has a number")


@rule("R617", "error", Relation)
def relation_to_one(relation: Relation, _context: Context) -> Iterator[Outcome]:
    """A relation names neither a record nor an instrument outside, or both.

    ## Why is this bad?
    Nobody knows what the agreement relates to.

    ## Example
    ```yaml
    relations:
      - {kind: amends}
    ```

    ## Use instead
    ```yaml
    relations:
      - {kind: amends, outside: {title: {en: Convention on long-range transboundary air pollution}, date: 1979-11-13}}
    ```
    """
    if (relation.agreement is None) == (relation.outside is None):
        message = "neither a record nor an instrument outside is named"
        if relation.agreement is not None:
            message = "a record is named, and an instrument outside as well"
        yield Problem(message, ("kind",), "write agreement, the id of a record, or outside, where there is none")


@rule("R619", "error", Relation)
def unknown_condition(relation: Relation, _context: Context) -> Iterator[Outcome]:
    """A relation holds from something else than the entry into force.

    ## Why is this bad?
    A reader of the data cannot tell from when it holds. A relation without `from` holds from the signature.

    ## Example
    ```yaml
    relations:
      - {kind: supersedes, agreement: oman-1987, from: ratification}
    ```

    ## Use instead
    ```yaml
    relations:
      - {kind: supersedes, agreement: oman-1987, from: entry-into-force}
    ```
    """
    if relation.since is not None and relation.since != _FROM_EFFECT:
        message = f"a relation holds from its {_FROM_EFFECT} or at once, found {relation.since!r}"
        yield Problem(message, ("from",), f"write {_FROM_EFFECT}, or leave it out")


RULES = (designation_missing, number_twice, relation_to_one, unknown_condition)
