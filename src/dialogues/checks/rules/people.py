"""People: their names."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.names.folding import fold, fold_accents
from dialogues.records import Person
from dialogues.vocabulary import NameOrder


@rule("P413", "warning", Person)
def family_name_not_in_name(value: Person, _context: Context) -> Iterator[Outcome]:
    """The family name of a person is no part of the name as printed.

    ## Why is this bad?
    One of them is a slip.

    ## Example
    ```yaml
    name: Liu Lun
    family: Lin
    ```

    ## Use instead
    ```yaml
    name: Liu Lun
    family: Liu
    ```
    """
    if value.family is None:
        yield NotApplicable("the family name is not known")
    elif value.family not in value.name:
        hint = "write it as it stands in the name"
        yield Problem(f"{value.family!r} is no part of {value.name!r}", ("family",), hint)


@rule("P414", "warning", Person)
def name_order_contradicts_family_name(value: Person, _context: Context) -> Iterator[Outcome]:
    """The order of a person's name contradicts where the family name stands.

    ## Why is this bad?
    The person is addressed by the given name.

    ## Example
    ```yaml
    name: Liu Lun
    order: given-first
    family: Liu
    ```

    ## Use instead
    ```yaml
    name: Liu Lun
    order: family-first
    family: Liu
    ```
    """
    if value.family is None or value.order is NameOrder.UNKNOWN or value.family not in value.name:
        yield NotApplicable("the order or the family name is not known")
    elif value.name.startswith(value.family) is (value.order is NameOrder.GIVEN_FIRST):
        hint = "write family-first" if value.order is NameOrder.GIVEN_FIRST else "write given-first"
        yield Problem(f"the order is {value.order}, and the family name {value.family!r}", ("order",), hint)


@rule("P415", "warning", Whole)
def person_twice(value: Whole, _context: Context) -> Iterator[Outcome]:
    """Two people have the same name, in one order or the other.

    ## Why is this bad?
    They are probably one, and what hangs on them is divided.

    ## Example
    ```yaml
    ==> people/liu-lun.yaml
    name: Liu Lun
    ==> people/lun-liu.yaml
    name: Lun Liu
    ```

    ## Use instead
    ```yaml
    ==> people/liu-lun.yaml
    name: Liu Lun
    other_names:
      - text: Lun Liu
    ```
    """
    first: dict[frozenset[str], str] = {}
    for person in value.registry.people.values():
        for text in dict.fromkeys((person.name, *(each.text for each in person.other_names))):
            other = first.setdefault(frozenset(fold_accents(fold(text)).split()), person.id)
            if other != person.id and person.retired is None:
                hint = "make one record of them, or say in a note what tells them apart"
                yield Problem(f"{other} has the same name", ("name",), hint, record=person.id)
                break


RULES = (
    family_name_not_in_name,
    name_order_contradicts_family_name,
    person_twice,
)
