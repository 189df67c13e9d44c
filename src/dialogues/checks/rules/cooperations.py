"""Cooperations, places and funding."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.records.cooperations import Cooperation
from dialogues.records.figures import Place
from dialogues.records.programmes import Funding, Interest
from dialogues.vocabulary import CooperationBasis, MemorandumState


@rule("C101", "error", Cooperation)
def cooperation_with_one_end(value: Cooperation, _context: Context) -> Iterator[Outcome]:
    """A cooperation has fewer than two ends.

    ## Why is this bad?
    Nobody cooperates alone; an end that no source names is written as unknown.

    ## Example
    ```yaml
    ends:
      - {city: Guangzhou}
    ```

    ## Use instead
    ```yaml
    ends:
      - {city: Guangzhou}
      - {unknown: true, note: No European partner is named.}
    ```
    """
    if len(value.ends) < 2:
        yield Problem(
            f"{len(value.ends)} end is given, two are needed",
            ("ends",),
            "write one nobody names as unknown: true",
            key=True,
        )


@rule("C102", "error", Place)
def place_of_nothing(value: Place, _context: Context) -> Iterator[Outcome]:
    """A place says nothing, or is unknown and says something.

    ## Why is this bad?
    A place is a city, area, institution, country or online; or it is unknown.

    ## Example
    ```yaml
    place: {note: in the south}
    ```

    ## Use instead
    ```yaml
    place: {city: Essen}
    ```
    """
    said = any((value.city, value.area, value.institution, value.country, value.online))
    if said is value.unknown:
        message = "it is unknown, and yet says where" if said else "it says neither where nor that it is unknown"
        hint = "remove unknown, or what it says" if said else "write what is known, or unknown: true"
        yield Problem(message, ("unknown",) if said else (), hint)


@rule("C103", "error", Cooperation)
def memorandum_with_the_wrong_basis(value: Cooperation, _context: Context) -> Iterator[Outcome]:
    """A cooperation rests on a memorandum of institutions, and names no state of it, or no institution.

    ## Why is this bad?
    A memorandum is signed by somebody, or is to be.

    ## Example
    ```yaml
    basis: institutional-memorandum
    ```

    ## Use instead
    ```yaml
    basis: institutional-memorandum
    memorandum: planned
    institutions: [cn-eiri]
    ```
    """
    if value.basis is not CooperationBasis.INSTITUTIONAL_MEMORANDUM:
        yield NotApplicable("it rests on something else")
    elif value.memorandum in (MemorandumState.UNKNOWN, MemorandumState.NONE) or not value.institutions:
        yield Problem("its memorandum has no state, or it names no institution", ("basis",), "say planned or signed")


@rule("C105", "error", Funding)
def funding_of_nobody(value: Funding, _context: Context) -> Iterator[Outcome]:
    """A funding names neither an organisation nor a fund.

    ## Why is this bad?
    Nobody paid.

    ## Example
    ```yaml
    funding:
      - {role: funder}
    ```

    ## Use instead
    ```yaml
    funding:
      - {programme: partnership-instrument, role: funder}
    ```
    """
    if value.organisation is None and value.programme is None:
        yield Problem("it names neither an organisation nor a fund", ("role",), "name who paid, or the fund", key=True)


@rule("C106", "error", Interest)
def interest_of_nobody(value: Interest, _context: Context) -> Iterator[Outcome]:
    """An interest names neither a country nor an organisation.

    ## Why is this bad?
    Nobody is interested.

    ## Example
    ```yaml
    interested:
      - evidence: [{for: country, source: page, quote: interest in European regional policy}]
    ```

    ## Use instead
    ```yaml
    interested:
      - country: CN
        evidence: [{for: country, source: page, quote: interest in European regional policy}]
    ```
    """
    if value.organisation is None and value.country is None:
        yield Problem("it names neither a country nor an organisation", (), "name who is interested")


RULES = (
    cooperation_with_one_end,
    place_of_nothing,
    memorandum_with_the_wrong_basis,
    funding_of_nobody,
    interest_of_nobody,
)
