"""R: records that are retired, and what stands in their place."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.relations import ALONE
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.records import Record, Retirement
from dialogues.records.fields_of import references


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


@rule("R610", "warning", Record)
def reference_to_retired(record: Record, context: Context) -> Iterator[Outcome]:
    """A record that is in use refers to a retired one.

    ## Why is this bad?
    The retired record says nothing any more; its replacement does.

    ## Example
    ```yaml
    ==> agreements/japan-2013.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, organisation: mlit-bureau}
    ==> organisations/mlit-bureau.yaml
    retired: {on: 2026-01-01, reason: Written twice., replaced_by: jp-mlit-bureau}
    ```

    ## Use instead
    ```yaml
    ==> agreements/japan-2013.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, organisation: jp-mlit-bureau}
    ==> organisations/mlit-bureau.yaml
    retired: {on: 2026-01-01, reason: Written twice., replaced_by: jp-mlit-bureau}
    ```
    """
    if context.alone:
        yield ALONE
        return
    if record.retired is not None or not context.retired:
        return
    for each in references(record):
        other = context.retired.get(each.identifier)
        if other is not None:
            replaced = other.retired.replaced_by if other.retired is not None else None
            hint = f"use {replaced}" if replaced else ""
            yield Problem(f"{other.id} is retired", each.path, hint)


@rule("R615", "error", Whole)
def replaced_by_another_kind(value: Whole, _context: Context) -> Iterator[Outcome]:
    """A retired record is replaced by a record of another kind.

    ## Why is this bad?
    A source does not stand for an agreement; whoever follows the replacement gets something else.

    ## Example
    ```yaml
    ==> agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: regio-peru}
    ==> sources/regio-peru.yaml
    title: Peru
    ```

    ## Use instead
    ```yaml
    ==> agreements/peru-2012.yaml
    retired: {on: 2026-01-01, reason: The year was wrong., replaced_by: peru-2013}
    ==> agreements/peru-2013.yaml
    title: {en: Declaration}
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


RULES = (retired_without_replacement, reference_to_retired, replaced_by_another_kind)
