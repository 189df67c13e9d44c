"""G: what listing pages print, against what the registry has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogues.checks.rules.rule import INCOMPLETE, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.checks.rules.whole import EXPECTED
from dialogues.checks.settings import ListingExpectation
from dialogues.registry import Registry


@rule("G802", "error", Whole)
def listing_not_met(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A listing page prints another number of agreements, publications or documents than the settings expect.

    ## Why is this bad?
    The registry is the listing's image: what the page printed must be there, and no more.

    ## Example
    ```yaml
    ==> dialogues.toml
    [[expect.listings]]
    source = "listing-2020"
    agreements = 2
    ==> agreements/chile-2010.yaml
    listed:
      - {source: listing-2020, position: 1, name: Chile}
    ```

    ## Use instead
    ```yaml
    ==> dialogues.toml
    [[expect.listings]]
    source = "listing-2020"
    agreements = 1
    ==> agreements/chile-2010.yaml
    listed:
      - {source: listing-2020, position: 1, name: Chile}
    ```
    """
    if not whole.expectations.listings:
        yield NotApplicable("no listings are expected")
    if whole.incomplete & {"agreements", "publications"}:
        yield INCOMPLETE
        return
    empty = {place.source for place in _places(whole) if not place.taken_by}
    for expected in whole.expectations.listings:
        if expected.source in empty:
            yield NotApplicable("a place of the listing is empty")
            continue
        message = _difference(expected, _listed_on(whole.registry, expected.source))
        if message:
            yield Problem(message, (), EXPECTED, setting=("expect.listings", "source", expected.source))


def _difference(expected: ListingExpectation, found: dict[str, int]) -> str:
    wanted = [(what, getattr(expected, what)) for what in found]
    differ = [(what, number) for what, number in wanted if number not in (None, found[what])]
    if not differ:
        return ""
    printed = " and ".join(f"{number} {what}" for what, number in differ)
    there = " and ".join(str(found[what]) for what, _ in differ)
    return f"{expected.source} prints {printed}, the registry has {there}"


def _listed_on(registry: Registry, source: str) -> dict[str, int]:
    """Count what the registry has of a listing."""
    agreements, publications = (
        [each for each in records.values() if any(entry.source == source for entry in each.listed)]
        for records in (registry.agreements, registry.publications)
    )
    return {
        "agreements": len(agreements),
        "publications": len(publications),
        "documents": sum(len(each.documents) for each in agreements),
    }


class _Place(NamedTuple):
    """A place of a listing that is empty, or that two records take."""

    source: str
    position: int
    identifier: str
    """The record that stands behind the empty place, or takes one that is taken."""
    at: int
    taken_by: str


def _places(whole: Whole) -> Iterator[_Place]:
    """Find the places of listings at which not just one record stands."""
    for collection in (whole.registry.agreements, whole.registry.publications):
        last: dict[str, tuple[int, str]] = {}
        entries = sorted(
            (entry.source, entry.position, identifier, index)
            for identifier, record in collection.items()
            for index, entry in enumerate(record.listed)
        )
        for source, position, identifier, index in entries:
            before, other = last.get(source, (0, ""))
            if position == before:
                yield _Place(source, position, identifier, index, other)
            elif position != before + 1:
                yield _Place(source, before + 1, identifier, index, "")
            last[source] = (position, identifier)


@rule("G803", "error", Whole)
def listing_position(whole: Whole, _context: object) -> Iterator[Outcome]:
    """Two records stand at the same place of a listing, or a place is empty.

    ## Why is this bad?
    The order of a listing is a fact; a gap means that a record is missing.

    ## Example
    ```yaml
    ==> agreements/china-2006.yaml
    listed:
      - {source: listing-2020, position: 1, name: China}
    ==> agreements/russia-2007.yaml
    listed:
      - {source: listing-2020, position: 1, name: Russia}
    ```

    ## Use instead
    ```yaml
    ==> agreements/china-2006.yaml
    listed:
      - {source: listing-2020, position: 1, name: China}
    ==> agreements/russia-2007.yaml
    listed:
      - {source: listing-2020, position: 2, name: Russia}
    ```
    """
    for place in _places(whole):
        path = ("listed", place.at, "position")
        if place.taken_by:
            message = f"{place.taken_by} stands at place {place.position} of {place.source}"
            yield Problem(message, path, "look at the page, and correct a position", record=place.identifier)
        elif whole.incomplete & {"agreements", "publications"}:
            yield INCOMPLETE
        else:
            message = f"place {place.position} of {place.source} is empty"
            hint = "add what stands there, or correct the position"
            yield Problem(message, path, hint, record=place.identifier)


RULES = (
    listing_not_met,
    listing_position,
)
