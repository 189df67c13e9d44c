"""Programmes: their phases, and what follows what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dialogues.checks.rules.dates import SWAPPED
from dialogues.checks.rules.relations import circles
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.records.programmes import Phase, Programme


@rule("D311", "error", Phase)
def phase_ends_before_it_begins(value: Phase, _context: Context) -> Iterator[Outcome]:
    """A phase of a programme ends before it begins.

    ## Why is this bad?
    One of the dates is wrong, or they are swapped.

    ## Example
    ```yaml
    phases:
      - {name: phase 1, start: 2020, end: 2016}
    ```

    ## Use instead
    ```yaml
    phases:
      - {name: phase 1, start: 2016, end: 2020}
    ```
    """
    if value.start is None or value.end is None:
        yield NotApplicable("the start or the end is not known")
    elif value.end.is_before(value.start):
        yield Problem(f"the end, {value.end}, lies before the start, {value.start}", ("end",), SWAPPED)


@rule("D312", "warning", Programme)
def phases_out_of_order(value: Programme, _context: Context) -> Iterator[Outcome]:
    """The phases of a programme are not in order of time.

    ## Why is this bad?
    A reader takes the last one for the present one.

    ## Example
    ```yaml
    phases:
      - {name: phase 2, start: 2021}
      - {name: phase 1, start: 2016}
    ```

    ## Use instead
    ```yaml
    phases:
      - {name: phase 1, start: 2016}
      - {name: phase 2, start: 2021}
    ```
    """
    known = [(index, phase.start) for index, phase in enumerate(value.phases) if phase.start is not None]
    if len(known) < 2:
        yield NotApplicable("fewer than two starts are known")
    for (_, earlier), (index, later) in pairwise(known):
        if later.is_before(earlier):
            message = f"the phase begins {later}, the one before it {earlier}"
            yield Problem(message, ("phases", index, "start"), "put the phases in order of time")


@rule("R611", "error", Whole)
def cyclic_predecessors(value: Whole, _context: Context) -> Iterator[Outcome]:
    """A programme follows itself, directly or by way of others.

    ## Why is this bad?
    A predecessor came before.

    ## Example
    ```yaml
    # programmes/iuc.yaml
    predecessor: iurc
    # programmes/iurc.yaml
    predecessor: iuc
    ```

    ## Use instead
    ```yaml
    # programmes/iurc.yaml
    predecessor: iuc
    ```
    """
    edges = {key: [each.predecessor] for key, each in value.registry.programmes.items() if each.predecessor}
    if not edges:
        yield NotApplicable("no programme has a predecessor")
    for way in circles(edges):
        message = f"the programmes follow each other in a circle: {' → '.join((*way, way[0]))}"
        yield Problem(message, ("predecessor",), "remove the one that is wrong", record=way[0])


RULES = (
    phase_ends_before_it_begins,
    phases_out_of_order,
    cyclic_predecessors,
)
