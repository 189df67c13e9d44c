"""R: relations between records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule, told_while_reading
from dialogues.records import Agreement, Record, Retirement
from dialogues.records.fields_of import references
from dialogues.vocabulary import RelationKind, Status

_ALONE = NotApplicable("the registry is not at hand")


@told_while_reading("R601")
def dangling_reference() -> None:
    """A record refers to one that is not there.

    ## Why is this bad?
    What it should tell is missing.

    ## Example
    ```yaml
    organisation: european-comission
    ```

    ## Use instead
    ```yaml
    organisation: european-commission
    ```
    """


@told_while_reading("R602")
def reference_to_another_kind() -> None:
    """A record refers to one of another kind than the field asks for.

    ## Why is this bad?
    A source is no organisation.

    ## Example
    ```yaml
    organisation: regio-brazil
    ```

    ## Use instead
    ```yaml
    organisation: dg-regio
    ```
    """


def circles(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Go round the circles that edges make, each from its first id; those told have no record in common.

    Every edge is followed once, since chains may be as long as the registry.
    """
    done: set[str] = set()
    told: set[str] = set()
    for start in sorted(edges):
        way = {} if start in done else {start: iter(edges[start])}
        while way:
            here = next(reversed(way))
            for other in way[here]:
                if other not in way and other not in done:
                    way[other] = iter(edges.get(other, ()))
                    break
                if other in way and other not in told and here not in told:
                    circle = [*way][[*way].index(other) :]
                    if told.isdisjoint(circle):
                        told.update(circle)
                        first = circle.index(min(circle))
                        yield (*circle[first:], *circle[:first])
            else:
                done.add(here)
                way.popitem()


@rule("R603", "error", Whole)
def cyclic_relations(whole: Whole, _context: Context) -> Iterator[Outcome]:
    """An agreement relates to itself, directly or by way of others.

    ## Why is this bad?
    Relations lead from later agreements to earlier ones; a circle says that each came before the other.

    ## Example
    ```yaml
    # agreements/japan-2013.yaml
    relations:
      - {kind: follows, agreement: japan-2021}
    # agreements/japan-2021.yaml
    relations:
      - {kind: follows, agreement: japan-2013}
    ```

    ## Use instead
    ```yaml
    # agreements/japan-2021.yaml
    relations:
      - {kind: follows, agreement: japan-2013}
    ```
    """
    agreements = whole.registry.agreements
    edges = {key: [str(each.agreement) for each in agreement.relations] for key, agreement in agreements.items()}
    if not any(edges.values()):
        yield NotApplicable("no agreement relates to another")
    for way in circles(edges):
        at = edges[way[0]].index(way[1] if len(way) > 1 else way[0])
        message = f"the relations lead in a circle: {' → '.join((*way, way[0]))}"
        yield Problem(
            message, ("relations", at, "agreement"), "keep the relation of the later agreement", record=way[0]
        )


@rule("R604", "error", Agreement)
def relation_against_time(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement relates to a later one.

    ## Why is this bad?
    A relation is written in the later agreement, and the link back is derived; written the other way round, the two
    ends say different things.

    ## Example
    ```yaml
    # agreements/japan-2013.yaml
    relations:
      - {kind: supersedes, agreement: japan-2021}
    ```

    ## Use instead
    ```yaml
    # agreements/japan-2021.yaml
    relations:
      - {kind: supersedes, agreement: japan-2013}
    ```
    """
    if context.alone:
        yield _ALONE
        return
    for index, relation in enumerate(agreement.relations):
        other = context.registry.agreements.get(relation.agreement)
        if other is None or other.date is None or agreement.date is None:
            yield NotApplicable("one of the dates is not known")
        elif agreement.date.is_before(other.date):
            message = f"{agreement.date} is before {other.date}, and yet it {relation.kind} {other.id}"
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
    seen: set[tuple[RelationKind, str]] = set()
    for index, relation in enumerate(agreement.relations):
        if (relation.kind, relation.agreement) in seen:
            yield Problem("this relation stands here already", ("relations", index, "agreement"), "remove it")
        seen.add((relation.kind, relation.agreement))


@rule("R606", "error", Agreement)
def superseded_but_active(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement supersedes another one that is said to be active.

    ## Why is this bad?
    Only one of the two holds.

    ## Example
    ```yaml
    # agreements/japan-2013.yaml
    status: active
    # agreements/japan-2021.yaml
    relations:
      - {kind: supersedes, agreement: japan-2013}
    ```

    ## Use instead
    ```yaml
    # agreements/japan-2013.yaml
    status: superseded
    ```
    """
    if context.alone:
        yield _ALONE
        return
    for index, relation in enumerate(agreement.relations):
        if relation.kind is RelationKind.SUPERSEDES:
            other = context.registry.agreements.get(relation.agreement)
            if other is not None and other.status is Status.ACTIVE:
                message = f"{other.id} is superseded here, and active there"
                yield Problem(message, ("relations", index, "agreement"), f"write status: superseded in {other.id}")


@rule("R607", "warning", Whole)
def superseded_without_successor(whole: Whole, _context: object) -> Iterator[Outcome]:
    """An agreement is superseded, and none supersedes it.

    ## Why is this bad?
    A reader is told that something newer holds, and not what.

    ## Example
    ```yaml
    # agreements/japan-2013.yaml
    status: superseded
    ```

    ## Use instead
    ```yaml
    # agreements/japan-2021.yaml
    relations:
      - {kind: supersedes, agreement: japan-2013}
    ```
    """
    superseded = {
        relation.agreement
        for agreement in whole.registry.agreements.values()
        for relation in agreement.relations
        if relation.kind is RelationKind.SUPERSEDES
    }
    for agreement in whole.registry.agreements.values():
        if agreement.status is Status.SUPERSEDED and agreement.id not in superseded:
            hint = "add the relation to the newer agreement"
            yield Problem("no agreement supersedes this one", ("status",), hint, record=agreement.id)


@rule("R608", "warning", Agreement)
def relation_to_another_partner(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement relates to one with another partner.

    ## Why is this bad?
    A dialogue has one partner; the id is probably another agreement's.

    ## Example
    ```yaml
    # agreements/japan-2021.yaml
    relations:
      - {kind: follows, agreement: india-2017}
    ```

    ## Use instead
    ```yaml
    # agreements/japan-2021.yaml
    relations:
      - {kind: follows, agreement: japan-2013}
    ```
    """
    if context.alone:
        yield _ALONE
        return
    registry = context.registry
    ours = registry.partner_keys(agreement.id)
    for index, relation in enumerate(agreement.relations):
        theirs = registry.partner_keys(relation.agreement) if relation.agreement in registry.agreements else ours
        if set(ours).isdisjoint(theirs):
            message = f"{relation.agreement} is with {', '.join(theirs)}, this one with {', '.join(ours)}"
            yield Problem(message, ("relations", index, "agreement"), "name the agreement that is meant")


@rule("R609", "warning", Retirement)
def retired_without_replacement(retirement: Retirement, _context: Context) -> Iterator[Outcome]:
    """A record is retired, and nothing is named that replaces it.

    ## Why is this bad?
    Whoever follows an old link ends here. Where nothing replaces it, the reason says so and the finding is accepted.

    ## Example
    ```yaml
    retired: {on: 2026-11-23, reason: A copy of another record.}
    ```

    ## Use instead
    ```yaml
    retired: {on: 2026-11-23, reason: A copy of another record., replaced_by: japan-2021}
    ```
    """
    if retirement.replaced_by is None:
        yield Problem("nothing replaces the retired record", ("reason",), "name it with replaced_by")


@rule("R614", "error", Whole)
def replaced_in_a_circle(value: Whole, _context: Context) -> Iterator[Outcome]:
    """A retired record is replaced by itself, directly or by way of others.

    ## Why is this bad?
    Whoever follows the replacements never arrives at a record that is in use.

    ## Example
    ```yaml
    # agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: peru-2012}
    ```

    ## Use instead
    ```yaml
    # agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: peru-2013}
    ```
    """
    edges = {
        key: [record.retired.replaced_by]
        for key, record in value.registry.items()
        if record.retired is not None and record.retired.replaced_by is not None
    }
    if not edges:
        yield NotApplicable("no record is replaced")
    for way in circles(edges):
        message = f"the records replace each other in a circle: {' → '.join((*way, way[0]))}"
        yield Problem(message, ("retired", "replaced_by"), "name a record that is in use", record=way[0])


@rule("R615", "error", Whole)
def replaced_by_another_kind(value: Whole, _context: Context) -> Iterator[Outcome]:
    """A retired record is replaced by a record of another kind.

    ## Why is this bad?
    A source does not stand for an agreement; whoever follows the replacement gets something else.

    ## Example
    ```yaml
    # agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: regio-peru}
    ```

    ## Use instead
    ```yaml
    # agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: peru-2013}
    ```
    """
    asked = False
    for key, record in value.registry.items():
        other = record.retired.replaced_by if record.retired is not None else None
        if other is None or other not in value.registry:
            continue
        asked = True
        kinds = [value.registry.collection_of(each) for each in (key, other)]
        if kinds[0] != kinds[1]:
            message = f"{other} is one of the {kinds[1]}"
            yield Problem(message, ("retired", "replaced_by"), f"name one of the {kinds[0]}", record=key)
    if not asked:
        yield NotApplicable("no record is replaced")


@rule("R610", "warning", Record)
def reference_to_retired(record: Record, context: Context) -> Iterator[Outcome]:
    """A record that is in use refers to a retired one.

    ## Why is this bad?
    The retired record says nothing any more; its replacement does.

    ## Example
    ```yaml
    organisation: mlit-city-bureau      # retired, replaced by jp-mlit-city-bureau
    ```

    ## Use instead
    ```yaml
    organisation: jp-mlit-city-bureau
    ```
    """
    if context.alone:
        yield _ALONE
        return
    if record.retired is not None or not context.retired:
        return
    for each in references(record):
        other = context.retired.get(each.identifier)
        if other is not None:
            replaced = other.retired.replaced_by if other.retired is not None else None
            hint = f"use {replaced}" if replaced else ""
            yield Problem(f"{other.id} is retired", each.path, hint)


@rule("R612", "error", Whole)
def cyclic_parts(value: Whole, _context: Context) -> Iterator[Outcome]:
    """An organisation is a part of itself, directly or by way of others.

    ## Why is this bad?
    A whole is larger than its parts.

    ## Example
    ```yaml
    # organisations/sica.yaml
    part_of: sica-general-secretariat
    # organisations/sica-general-secretariat.yaml
    part_of: sica
    ```

    ## Use instead
    ```yaml
    # organisations/sica-general-secretariat.yaml
    part_of: sica
    ```
    """
    edges = {key: [each.part_of] for key, each in value.registry.organisations.items() if each.part_of}
    if not edges:
        yield NotApplicable("no organisation is a part of another")
    for way in circles(edges):
        message = f"the organisations are parts of each other: {' → '.join((*way, way[0]))}"
        yield Problem(message, ("part_of",), "remove the one that is wrong", record=way[0])


RULES = (
    dangling_reference,
    reference_to_another_kind,
    cyclic_relations,
    relation_against_time,
    relation_twice,
    superseded_but_active,
    superseded_without_successor,
    relation_to_another_partner,
    retired_without_replacement,
    reference_to_retired,
    cyclic_parts,
    replaced_in_a_circle,
    replaced_by_another_kind,
)
