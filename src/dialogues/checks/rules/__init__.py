"""The rules of the check: one function a rule, its docstring its page; what is told while reading is a page alone.

Another package adds rules through the entry point group ``dialogues.rules``: it names a rule, or a tuple of rules.
"""

from __future__ import annotations

from functools import cache

from dialogues.checks.rules import (
    addresses,
    backing,
    borrowed_quotes,
    circles,
    cooperations,
    copies,
    disputes,
    documents,
    evidence,
    figures,
    files,
    form,
    instruments,
    labels,
    languages,
    letters,
    listings,
    parties,
    people,
    periods,
    quoted_dates,
    relations,
    retirement,
    sides,
    sources,
    swapped,
    tags,
    terms,
    territories,
    text_languages,
    told_while_reading,
    typed,
    whole,
)
from dialogues.checks.rules.parts import UnusualTag
from dialogues.checks.rules.rule import (
    Context,
    File,
    NotApplicable,
    Outcome,
    Problem,
    Rule,
    Sourced,
    Whole,
    rule,
)
from dialogues.errors import RuleFailed

FAMILIES = {
    "S": "structure of files",
    "L": "languages",
    "D": "dates",
    "P": "parties and names",
    "E": "evidence",
    "R": "relations",
    "F": "files of documents",
    "C": "cooperations, places and figures",
    "G": "the registry as a whole",
}
"""The families of rules by the letter their codes begin with."""

RULES: tuple[Rule, ...] = (
    *told_while_reading.RULES,
    *form.RULES,
    *tags.RULES,
    *labels.RULES,
    *languages.RULES,
    *periods.RULES,
    *quoted_dates.RULES,
    *terms.RULES,
    *parties.RULES,
    *sides.RULES,
    *territories.RULES,
    *instruments.RULES,
    *letters.RULES,
    *people.RULES,
    *backing.RULES,
    *sources.RULES,
    *evidence.RULES,
    *disputes.RULES,
    *addresses.RULES,
    *relations.RULES,
    *retirement.RULES,
    *circles.RULES,
    *files.RULES,
    *documents.RULES,
    *text_languages.RULES,
    *cooperations.RULES,
    *figures.RULES,
    *listings.RULES,
    *copies.RULES,
    *borrowed_quotes.RULES,
    *typed.RULES,
    *swapped.RULES,
    *whole.RULES,
)
"""The library's own rules."""

ENTRY_POINTS = "dialogues.rules"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Give the library's own rules and those of other packages, by family and code.

    Raises :class:`~dialogues.errors.RuleFailed` when another package offers what is no rule, or a code that is taken.
    """
    from importlib.metadata import entry_points  # here: 40 ms that only a check should cost

    found = {each.code: each for each in RULES}
    for point in entry_points(group=ENTRY_POINTS):
        try:
            offered = point.load()
        except Exception as error:  # another package's code may fail in any way
            raise RuleFailed(point.name, f"{type(error).__name__}: {error}") from error
        for each in offered if isinstance(offered, tuple | list) else (offered,):
            if not isinstance(each, Rule):
                raise RuleFailed(point.name, f"{each!r} is no rule; make one with dialogues.checks.rules.rule")
            if each.code in found:
                raise RuleFailed(point.name, f"the code {each.code} is taken")
            found[each.code] = each
    families = list(FAMILIES)
    place = {letter: at for at, letter in enumerate(families)}
    return tuple(sorted(found.values(), key=lambda each: (place.get(each.code[0], len(place)), each.code)))


__all__ = [
    "FAMILIES",
    "RULES",
    "Context",
    "File",
    "NotApplicable",
    "Outcome",
    "Problem",
    "Rule",
    "Sourced",
    "UnusualTag",
    "Whole",
    "all_rules",
    "rule",
]
