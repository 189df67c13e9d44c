"""R: what must not lead in a circle: relations, predecessors, parts and replacements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.findings import Path
from dialogues.vocabulary import RelationKind


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


def _told(  # noqa: PLR0913  # what the rules have in common, and each has words of its own
    edges: Mapping[str, Sequence[str]],
    otherwise: str,
    message: str,
    path: Callable[[int], Path],
    hint: str,
    *,
    may_be: Callable[[tuple[str, ...]], bool] = lambda _: False,
) -> Iterator[Outcome]:
    """Tell of each circle at the edge that it begins with, unless it may be one.

    Where there are no edges at all, the rule has no say.
    """
    if not any(any(others) for others in edges.values()):
        yield NotApplicable(otherwise)
    for way in circles(edges):
        if may_be(way):
            continue
        at = edges[way[0]].index(way[1] if len(way) > 1 else way[0])
        yield Problem(f"{message}: {' → '.join((*way, way[0]))}", path(at), hint, record=way[0])


@rule("R603", "error", Whole)
def cyclic_relations(whole: Whole, _context: Context) -> Iterator[Outcome]:
    """An agreement relates to itself, directly or by way of others.

    ## Why is this bad?
    Relations lead from later agreements to earlier ones; a circle says that each came before the other. Agreements of
    one day may speak of each other.

    ## Example
    ```yaml
    ==> agreements/japan-2013.yaml
    relations:
      - {kind: follows, agreement: japan-2021}
    ==> agreements/japan-2021.yaml
    relations:
      - {kind: follows, agreement: japan-2013}
    ```

    ## Use instead
    ```yaml
    ==> agreements/japan-2021.yaml
    relations:
      - {kind: follows, agreement: japan-2013}
    ```
    """
    agreements = whole.registry.agreements
    # Of two companions both may say so; what is outside leads nowhere. Numbers stay those of the list.
    edges = {
        key: ["" if each.kind is RelationKind.ACCOMPANIES else each.agreement or "" for each in agreement.relations]
        for key, agreement in agreements.items()
    }

    def of_one_day(way: tuple[str, ...]) -> bool:
        """Say whether none of several agreements came before the others."""
        days = {str(agreements[each].date) for each in way}
        return len(way) > 1 and len(days) == 1 and days != {"None"}

    message, hint = "the relations lead in a circle", "keep the relation of the later agreement"
    path: Callable[[int], Path] = lambda at: ("relations", at, "agreement")  # noqa: E731  # two lines of a def say less
    return _told(edges, "no agreement relates to another", message, path, hint, may_be=of_one_day)


@rule("R611", "error", Whole)
def cyclic_predecessors(value: Whole, _context: Context) -> Iterator[Outcome]:
    """A programme follows itself, directly or by way of others.

    ## Why is this bad?
    A predecessor came before.

    ## Example
    ```yaml
    ==> programmes/iuc.yaml
    predecessor: iurc
    ==> programmes/iurc.yaml
    predecessor: iuc
    ```

    ## Use instead
    ```yaml
    ==> programmes/iurc.yaml
    predecessor: iuc
    ```
    """
    edges = {key: [each.predecessor] for key, each in value.registry.programmes.items() if each.predecessor}
    message, hint = "the programmes follow each other in a circle", "remove the one that is wrong"
    return _told(edges, "no programme has a predecessor", message, lambda _: ("predecessor",), hint)


@rule("R612", "error", Whole)
def cyclic_parts(value: Whole, _context: Context) -> Iterator[Outcome]:
    """An organisation is a part of itself, directly or by way of others.

    ## Why is this bad?
    A whole is larger than its parts.

    ## Example
    ```yaml
    ==> organisations/sica.yaml
    part_of: sica-secretariat
    ==> organisations/sica-secretariat.yaml
    part_of: sica
    ```

    ## Use instead
    ```yaml
    ==> organisations/sica-secretariat.yaml
    part_of: sica
    ```
    """
    edges = {key: [each.part_of] for key, each in value.registry.organisations.items() if each.part_of}
    message, hint = "the organisations are parts of each other", "remove the one that is wrong"
    return _told(edges, "no organisation is a part of another", message, lambda _: ("part_of",), hint)


@rule("R618", "error", Whole)
def cyclic_succession(value: Whole, _context: Context) -> Iterator[Outcome]:
    """An organisation took its own place, directly or by way of others.

    ## Why is this bad?
    A predecessor was there before.

    ## Example
    ```yaml
    ==> organisations/tw-ccnaa.yaml
    predecessors:
      - {organisation: tw-tcusa}
    ==> organisations/tw-tcusa.yaml
    predecessors:
      - {organisation: tw-ccnaa}
    ```

    ## Use instead
    ```yaml
    ==> organisations/tw-tcusa.yaml
    predecessors:
      - {organisation: tw-ccnaa}
    ```
    """
    organisations = value.registry.organisations
    edges = {key: [each.organisation for each in one.predecessors] for key, one in organisations.items()}
    message, hint = "the organisations took each other's place", "remove the one that is wrong"
    return _told(
        edges, "no organisation has a predecessor", message, lambda at: ("predecessors", at, "organisation"), hint
    )


@rule("R614", "error", Whole)
def replaced_in_a_circle(value: Whole, _context: Context) -> Iterator[Outcome]:
    """A retired record is replaced by itself, directly or by way of others.

    ## Why is this bad?
    Whoever follows the replacements never arrives at a record that is in use.

    ## Example
    ```yaml
    ==> agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: peru-2012}
    ```

    ## Use instead
    ```yaml
    ==> agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: peru-2013}
    ```
    """
    edges = {
        key: [record.retired.replaced_by]
        for key, record in value.registry.items()
        if record.retired is not None and record.retired.replaced_by is not None
    }
    message, hint = "the records replace each other in a circle", "name a record that is in use"
    return _told(edges, "no record is replaced", message, lambda _: ("retired", "replaced_by"), hint)


RULES = (
    cyclic_relations,
    cyclic_predecessors,
    cyclic_parts,
    cyclic_succession,
    replaced_in_a_circle,
)
