"""R: relations between records."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import INCOMPLETE, Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.records import Agreement, Relation
from dialogues.vocabulary import RelationKind, Status

ALONE = NotApplicable("the registry is not at hand")
"""What a rule about other records says of one that is checked by itself."""


@rule("R604", "error", Agreement)
def relation_against_time(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement relates to a later one, other than as its companion.

    ## Why is this bad?
    A relation is written in the later agreement, and the link back is derived; written the other way round, the two
    ends say different things.

    ## Example
    ```yaml
    ==> agreements/japan-2013.yaml
    signed:
      - date: 2013
    relations:
      - {kind: supersedes, agreement: japan-2021}
    ==> agreements/japan-2021.yaml
    signed:
      - date: 2021
    ```

    ## Use instead
    ```yaml
    ==> agreements/japan-2013.yaml
    signed:
      - date: 2013
    ==> agreements/japan-2021.yaml
    signed:
      - date: 2021
    relations:
      - {kind: supersedes, agreement: japan-2013}
    ```
    """
    if context.alone:
        yield ALONE
        return
    for index, relation in enumerate(agreement.relations):
        other = context.registry.agreements.get(relation.agreement or "")
        if relation.kind is RelationKind.ACCOMPANIES:
            continue  # either of the two may say so
        if other is None or other.span.start is None or agreement.date is None:
            yield NotApplicable("one of the dates is not known")
        elif agreement.date.is_before(other.span.start):
            message = f"{agreement.date} is before {other.span.start}, and yet it {relation.kind} {other.id}"
            hint = f"write the relation in {other.id}"
            yield Problem(message, ("relations", index, "agreement"), hint)


@rule("R605", "warning", Agreement)
def relation_twice(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """An agreement has two relations of one kind to the same agreement.

    ## Why is this bad?
    One of them probably meant another agreement or kind.

    ## Example
    ```yaml
    relations:
      - {kind: follows, agreement: japan-2013}
      - {kind: follows, agreement: japan-2013}
    ```

    ## Use instead
    ```yaml
    relations:
      - {kind: follows, agreement: japan-2013}
    ```
    """
    seen: set[tuple[RelationKind, str | None]] = set()
    for index, relation in enumerate(agreement.relations):
        if relation.agreement is not None and (relation.kind, relation.agreement) in seen:
            yield Problem("this relation stands here already", ("relations", index, "agreement"), "remove it")
        seen.add((relation.kind, relation.agreement))


@rule("R606", "error", Agreement)
def superseded_but_active(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement supersedes another one that is said to be active.

    ## Why is this bad?
    Only one of the two holds. Until the newer one takes effect (`from: entry-into-force`), or where it takes the place
    of a part only (`part: true`), both do.

    ## Example
    ```yaml
    ==> agreements/japan-2013.yaml
    status: active
    ==> agreements/japan-2021.yaml
    relations:
      - {kind: supersedes, agreement: japan-2013}
    ```

    ## Use instead
    ```yaml
    ==> agreements/japan-2013.yaml
    status: superseded
    ==> agreements/japan-2021.yaml
    relations:
      - {kind: supersedes, agreement: japan-2013}
    ```
    """
    if context.alone:
        yield ALONE
        return
    for index, relation in enumerate(agreement.relations):
        if relation.kind is RelationKind.SUPERSEDES and not relation.part and not _waits(agreement, relation, context):
            other = context.registry.agreements.get(relation.agreement or "")
            if other is not None and other.status is Status.ACTIVE:
                message = f"{other.id} is superseded here, and active there"
                yield Problem(message, ("relations", index, "agreement"), f"write status: superseded in {other.id}")


def _waits(agreement: Agreement, relation: Relation, context: Context) -> bool:
    """Say whether an agreement is not yet in force, or not known to be where its relation depends on that."""
    if agreement.status in (Status.PLANNED, Status.NOT_IN_FORCE):
        return True
    if relation.since is None:
        return False
    effect, manifest = agreement.took_effect, context.registry.manifest
    return effect is None or (manifest is not None and manifest.date.is_before(effect))


@rule("R607", "warning", Whole)
def superseded_without_successor(whole: Whole, _context: object) -> Iterator[Outcome]:
    """An agreement is superseded, and none supersedes it.

    ## Why is this bad?
    A reader is told that something newer holds, and not what. Where that has no record here, a note says what it is.

    ## Example
    ```yaml
    ==> agreements/japan-2013.yaml
    status: superseded
    ```

    ## Use instead
    ```yaml
    ==> agreements/japan-2013.yaml
    status: superseded
    ==> agreements/japan-2021.yaml
    relations:
      - {kind: supersedes, agreement: japan-2013}
    ```
    """
    if "agreements" in whole.incomplete:
        yield INCOMPLETE  # the newer one may be in it
        return
    superseded = {
        relation.agreement
        for agreement in whole.registry.agreements.values()
        for relation in agreement.relations
        if relation.kind is RelationKind.SUPERSEDES
    }
    for agreement in whole.registry.agreements.values():
        if agreement.status is Status.SUPERSEDED and agreement.id not in superseded and not agreement.notes:
            hint = "add the relation to the newer agreement, or a note where that has no record"
            yield Problem("no agreement supersedes this one", ("status",), hint, record=agreement.id)


@rule("R608", "warning", Agreement)
def relation_to_another_partner(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement relates to one with another partner.

    ## Why is this bad?
    A dialogue has one partner; the id is probably another agreement's. A body that took another's place counts as the
    same one. Frameworks (`based-on`) and companions (`accompanies`) may be with others.

    ## Example
    ```yaml
    ==> agreements/japan-2021.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: JP}
    relations:
      - {kind: follows, agreement: india-2017}
    ==> agreements/india-2017.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: IN}
    ```

    ## Use instead
    ```yaml
    ==> agreements/japan-2021.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: JP}
    relations:
      - {kind: follows, agreement: japan-2013}
    ==> agreements/japan-2013.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: JP}
    ```
    """
    if context.alone:
        yield ALONE
        return
    if "organisations" in context.incomplete:
        yield INCOMPLETE  # which body is of which country, and took whose place, may be in it
        return
    for index, relation in enumerate(agreement.relations):
        other = context.registry.agreements.get(relation.agreement or "")
        if other is None or relation.kind in (RelationKind.ACCOMPANIES, RelationKind.BASED_ON):
            continue
        ours, theirs = context.registry.partner_keys(agreement.id), context.registry.partner_keys(other.id)
        if not ours or not theirs:
            yield NotApplicable("the partner of one of the two is not known")
        elif not context.registry.same_partner(agreement.id, other.id):
            message = f"{other.id} is with {_partners(other)}, this one with {_partners(agreement)}"
            yield Problem(message, ("relations", index, "agreement"), "name the agreement that is meant")


def _partners(agreement: Agreement) -> str:
    return " and ".join(filter(None, (party.country or party.organisation for party in agreement.partners)))


@rule("R613", "warning", Whole)
def series_number_twice(value: Whole, _context: Context) -> Iterator[Outcome]:
    """Two events of a series have the same number.

    ## Why is this bad?
    One of them is a slip; where no source prints a number, none is given.

    ## Example
    ```yaml
    ==> events/dialogue-2017.yaml
    series: EU-China dialogue
    number: 12
    ==> events/dialogue-2018.yaml
    series: EU-China dialogue
    number: 12
    ```

    ## Use instead
    ```yaml
    ==> events/dialogue-2017.yaml
    series: EU-China dialogue
    number: 12
    ==> events/dialogue-2018.yaml
    series: EU-China dialogue
    number: 13
    ```
    """
    first: dict[tuple[str, int], str] = {}
    for key, event in value.registry.events.items():
        if event.series is not None and event.number is not None:
            earlier = first.setdefault((event.series, event.number), key)
            if earlier != key:
                hint = "look at the sources; a number that none prints is left out"
                yield Problem(f"{earlier} has the number {event.number} too", ("number",), hint, record=key)
    if not first:
        yield NotApplicable("no event has a number in a series")


RULES = (
    relation_against_time,
    relation_twice,
    superseded_but_active,
    superseded_without_successor,
    relation_to_another_partner,
    series_number_twice,
)
