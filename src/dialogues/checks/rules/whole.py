"""G: the registry as a whole, against what is expected of it; and what a check accepts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dialogues.checks.rules.rule import INCOMPLETE, NotApplicable, Outcome, Problem, Whole, rule, told_while_reading
from dialogues.records import Agreement, Organisation, Record, Source

# Relations that lead from everything to everything.
_NO_WAY = ("source", "source-of", "listed-on", "lists", "described-by", "describes")
_EXPECTED = "see what was lost or added, then correct it or the settings"


@rule("G801", "error", Whole)
def count_not_met(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A collection has another number of records than the settings expect.

    ## Why is this bad?
    A record was lost, or added without anybody taking note.

    ## Example
    ```toml
    [expect.counts]
    agreements = 18      # there are 17
    ```

    ## Use instead
    ```toml
    [expect.counts]
    agreements = 17
    ```
    """
    if not whole.expectations.counts:
        yield NotApplicable("no counts are expected")
    for collection, expected in sorted(whole.expectations.counts.items()):
        records = whole.registry.collections.get(collection)
        if records is None:
            known = ", ".join(whole.registry.collections)
            yield Problem(f"{expected} {collection} are expected, which are no collection", (), f"collections: {known}")
        elif collection in whole.incomplete:
            yield INCOMPLETE
        elif len(records) != expected:
            yield Problem(f"{expected} {collection} are expected, the registry has {len(records)}", (), _EXPECTED)


@rule("G802", "error", Whole)
def listing_not_met(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A listing page prints another number of agreements, publications or documents than the settings expect.

    ## Why is this bad?
    The registry is the listing's image: what the page printed must be there, and no more.

    ## Example
    ```toml
    [[expect.listings]]
    source = "regio-listing-2020"
    agreements = 15      # the page prints 14
    ```

    ## Use instead
    ```toml
    [[expect.listings]]
    source = "regio-listing-2020"
    agreements = 14
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
        agreements, publications = (
            [each for each in records.values() if any(entry.source == expected.source for entry in each.listed)]
            for records in (whole.registry.agreements, whole.registry.publications)
        )
        found = {
            "agreements": len(agreements),
            "publications": len(publications),
            "documents": sum(len(each.documents) for each in agreements),
        }
        wanted = {what: getattr(expected, what) for what in found}
        differ = [what for what in found if wanted[what] not in (None, found[what])]
        if differ:
            printed = " and ".join(f"{wanted[what]} {what}" for what in differ)
            there = " and ".join(str(found[what]) for what in differ)
            yield Problem(f"{expected.source} prints {printed}, the registry has {there}", (), _EXPECTED)


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
    # agreements/china-2006.yaml and agreements/russia-2007.yaml
    listed:
      - {source: regio-listing-2020, position: 1, name: …}
    ```

    ## Use instead
    ```yaml
    # agreements/russia-2007.yaml
    listed:
      - {source: regio-listing-2020, position: 2, name: Russia}
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


@rule("G804", "error", Whole)
def id_used_again(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A record has the id of one that was taken out.

    ## Why is this bad?
    Old links would lead to another record than the one they were made for.

    ## Example
    ```yaml
    # registry.yaml
    former_ids: [japan-2014]
    # and agreements/japan-2014.yaml
    ```

    ## Use instead
    ```yaml
    # agreements/japan-2014-letter.yaml
    ```
    """
    former = whole.registry.manifest.former_ids if whole.registry.manifest else ()
    if not former:
        yield NotApplicable("no ids were taken out")
    for identifier in former:
        if identifier in whole.registry:
            yield Problem("this id belonged to another record once", (), "choose another id", record=identifier)


@rule("G805", "info", Whole)
def organisation_never_used(whole: Whole, _context: object) -> Iterator[Outcome]:
    """No record names an organisation.

    ## Why is this bad?
    It takes part in nothing. A partner without an agreement is a mistake or a plan.

    ## Example
    ```yaml
    # organisations/sacu.yaml, which nothing names
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: partner, organisation: sacu}
    ```
    """
    if whole.incomplete:
        yield INCOMPLETE
        return
    for organisation in whole.registry.organisations.values():
        if organisation.id not in whole.referred_to and organisation.retired is None:
            yield Problem("nothing names the organisation", (), "name it where it takes part", record=organisation.id)


@rule("G806", "info", Whole)
def address_twice(whole: Whole, _context: object) -> Iterator[Outcome]:
    """Two sources have the same address.

    ## Why is this bad?
    They are one page with two ids, and what rests on it looks as if it had two sources. Two states of a page that
    changes tell themselves apart by `as_of`.

    ## Example
    ```yaml
    # sources/regio-japan-old.yaml and sources/regio-japan-new.yaml
    address: https://example.org/japan
    ```

    ## Use instead
    ```yaml
    # sources/regio-japan-new.yaml
    address: https://example.org/japan
    as_of: 2024-05
    ```
    """
    first: dict[tuple[str, object], str] = {}
    for source in whole.registry.sources.values():
        other = first.setdefault((source.address.rstrip("/"), source.as_of), source.id)
        if other != source.id and source.retired is None:
            yield Problem(f"{other} has the same address", ("address",), "use one of them", record=source.id)


@rule("G807", "info", Whole)
def record_without_a_link(whole: Whole, _context: object) -> Iterator[Outcome]:
    """No way of relations leads from an agreement to a record, and no note of it says why.

    ## Why is this bad?
    Nobody who starts from an agreement ever finds it. A common source is no relation.

    ## Example
    ```yaml
    # people/jane-doe.yaml, who contributed to nothing
    ```

    ## Use instead
    ```yaml
    contributions:
      - {person: jane-doe}
    ```
    """
    if whole.incomplete or not whole.registry.agreements:
        yield INCOMPLETE if whole.incomplete else NotApplicable("there is no agreement")
        return
    partners = {country for each in whole.registry.agreements.values() for country in each.partner_countries}
    reached = {
        key
        for key, each in whole.registry.items()
        if isinstance(each, Agreement) or not partners.isdisjoint(each.partner_countries)
    }
    silent = [key for key, each in whole.registry.items() if key not in reached and _is_silent(each)]
    todo = list(reached) if silent else []
    while todo:
        for each in whole.registry.related(todo.pop(), same_partner=False):
            if each.kind not in _NO_WAY and each.identifier not in reached:
                reached.add(each.identifier)
                todo.append(each.identifier)
    for key in silent:
        if key not in reached:
            yield Problem("no agreement leads here", (), "link it, or say in a note why not", record=key)


def _is_silent(record: Record) -> bool:
    """Say whether a record is in use and has no note that could say why nothing leads to it."""
    # An organisation that nothing names is told of by G805, a source by E506.
    if isinstance(record, Organisation | Source) or record.retired is not None:
        return False
    return not getattr(record, "notes", ())


# Acceptances: what is told of them is told by the check itself, when all else has been judged.


@told_while_reading("G901", "warning")
def unused_acceptance() -> None:
    """A finding is accepted in a file, and there is no such finding.

    ## Why is this bad?
    The fault was mended and the comment forgotten; it would hide the next one.

    ## Example
    ```yaml
    date: 2007-11-29  # dialogues: ignore[D307] the source gives the year alone
    ```

    ## Use instead
    ```yaml
    date: 2007-11-29
    ```
    """


@told_while_reading("G902")
def acceptance_without_reason() -> None:
    """A finding is accepted without a reason.

    ## Why is this bad?
    Nobody can tell whether the reason still holds.

    ## Example
    ```yaml
    date: 2007  # dialogues: ignore[D307]
    ```

    ## Use instead
    ```yaml
    date: 2007  # dialogues: ignore[D307] the day is that of the press release
    ```
    """


@told_while_reading("G903")
def acceptance_of_unknown_code() -> None:
    """A comment accepts a finding of a rule that does not exist, or is not readable.

    ## Why is this bad?
    It does nothing, and whoever wrote it believes that it does.

    ## Example
    ```yaml
    date: 2007  # dialogues: ignore[D37] the day is that of the press release
    ```

    ## Use instead
    ```yaml
    date: 2007  # dialogues: ignore[D307] the day is that of the press release
    ```
    """


RULES = (
    count_not_met,
    listing_not_met,
    listing_position,
    id_used_again,
    organisation_never_used,
    address_twice,
    record_without_a_link,
    unused_acceptance,
    acceptance_without_reason,
    acceptance_of_unknown_code,
)
