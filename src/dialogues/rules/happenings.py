"""C, and more of D, E, P, R and G: events, programmes, cooperations, people, themes and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dialogues.names.folding import fold, fold_accents
from dialogues.records import Agreement, Organisation, Person, Record, Source, Theme
from dialogues.records.cooperations import Cooperation
from dialogues.records.events import Contribution, Event
from dialogues.records.figures import Figure, Place
from dialogues.records.programmes import Phase, Programme
from dialogues.relating import countries_of
from dialogues.rules.dates import days_in
from dialogues.rules.relations import circles
from dialogues.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.vocabulary import Bound, CooperationBasis, MemorandumState, NameOrder

# Relations that lead from everything to everything.
_NO_WAY = ("source", "source-of", "listed-on", "lists", "described-by", "describes")

_NUMBER = re.compile(r"[0-9]+(?:[.,\u00a0 ][0-9]{3})+(?![0-9])|[0-9]+(?:[.,][0-9]+)?")
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905  # as words
_BOUNDS = (
    (re.compile(r"\b(?:over|more than)\b|>", re.IGNORECASE), Bound.MORE_THAN),
    (re.compile(r"\bat least\b|[0-9]\+|≥", re.IGNORECASE), Bound.AT_LEAST),
    (re.compile(r"\b(?:around|about|approximately|some)\b|~", re.IGNORECASE), Bound.AROUND),
    (re.compile(r"\b(?:up to|at most)\b|≤", re.IGNORECASE), Bound.AT_MOST),
    (re.compile(r"\b(?:less than|fewer than|under)\b|<", re.IGNORECASE), Bound.LESS_THAN),
)


def read_figure(printed: str) -> tuple[float | None, Bound | None]:
    """Read a printed number and the bound that its words give; a dot or comma before three digits parts thousands.

    >>> read_figure("over 1.800")
    (1800.0, <Bound.MORE_THAN: 'more-than'>)
    >>> read_figure("≥35%"), read_figure("seven")
    ((35.0, <Bound.AT_LEAST: 'at-least'>), (7.0, None))
    """
    match = _NUMBER.search(printed)
    bound = next((bound for pattern, bound in _BOUNDS if pattern.search(printed)), None)
    if match is None:
        word = printed.lower()
        return (float(_WORDS.index(word)) if word in _WORDS else None), bound
    digits = re.sub(r"[.,\u00a0 ](?=[0-9]{3}(?![0-9]))", "", match[0]).replace(",", ".")
    return float(digits), bound


@rule("D310", "error", Event)
def event_ends_before_it_begins(value: Event, _context: Context) -> Iterator[Outcome]:
    """An event ends before it begins.

    ## Why is this bad?
    One of the dates is wrong, or they are swapped.

    ## Example
    ```yaml
    date: 2021-10-08
    end: 2021-04-08
    ```

    ## Use instead
    ```yaml
    date: 2021-04-08
    end: 2021-10-08
    ```
    """
    if value.date is None or value.end is None:
        yield NotApplicable("the start or the end is not known")
    elif value.end.is_before(value.date):
        yield Problem(f"the end, {value.end}, lies before the start, {value.date}", ("end",))


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
        yield Problem(f"the end, {value.end}, lies before the start, {value.start}", ("end",))


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
            yield Problem(f"the phase begins {later}, the one before it {earlier}", ("phases", index, "start"))


@rule("D313", "warning", Event)
def printed_date_contradicts_date(value: Event, _context: Context) -> Iterator[Outcome]:
    """The printed date of an event names another day than its date.

    ## Why is this bad?
    One of them is a slip.

    ## Example
    ```yaml
    date: 2020-10-14
    printed_date: 13 October 2020
    ```

    ## Use instead
    ```yaml
    date: 2020-10-13
    printed_date: 13 October 2020
    ```
    """
    days = days_in(value.printed_date or "")
    if not days or value.date is None:
        yield NotApplicable("no day is printed, or the date is not known")
    elif not any(day.may_be(value.date) for day in days):
        yield Problem(f"the date is {value.date}, printed is {value.printed_date!r}", ("date",))


@rule("E513", "error", Programme | Cooperation | Theme | Person)
def name_without_source(value: Programme | Cooperation | Theme | Person, _context: Context) -> Iterator[Outcome]:
    """A programme, cooperation, theme or person has no source for its name or kind.

    ## Why is this bad?
    Nobody can tell that it exists.

    ## Example
    ```yaml
    name: {en: International Urban Cooperation}
    kind: programme
    ```

    ## Use instead
    ```yaml
    name: {en: International Urban Cooperation}
    kind: programme
    evidence:
      - {for: [name.en, kind], source: page, quote: IUC}
    ```
    """
    if not any(claim.partition(".")[0] == "name" for each in value.evidence for claim in each.claims):
        yield Problem("nothing says where the name is from", ("name",), "add evidence for it", key=True)


@rule("E514", "error", Figure)
def figure_without_source(value: Figure, _context: Context) -> Iterator[Outcome]:
    """A figure has no source.

    ## Why is this bad?
    A number without a source is a rumour.

    ## Example
    ```yaml
    figures:
      - {printed: 80+, amount: 80, bound: at-least}
    ```

    ## Use instead
    ```yaml
    figures:
      - printed: 80+
        amount: 80
        bound: at-least
        evidence:
          - {for: printed, source: page, quote: 80+ city pairings}
    ```
    """
    if not value.evidence:
        yield Problem("nothing says where the figure is from", ("printed",), "add evidence for it")


@rule("E515", "error", Contribution)
def contribution_without_source(value: Contribution, _context: Context) -> Iterator[Outcome]:
    """A contribution to an event has no source.

    ## Why is this bad?
    People are said to have spoken who perhaps did not.

    ## Example
    ```yaml
    contributions:
      - {person: liu-lun}
    ```

    ## Use instead
    ```yaml
    contributions:
      - person: liu-lun
        evidence:
          - {for: person, source: page, quote: Professor Liu Lun}
    ```
    """
    if not value.evidence:
        yield Problem("nothing says that it was made", ("person" if value.person else "group",), "add evidence for it")


@rule("P412", "error", Contribution)
def contribution_of_nobody(value: Contribution, _context: Context) -> Iterator[Outcome]:
    """A contribution is neither a person's nor a group's.

    ## Why is this bad?
    Nobody made it.

    ## Example
    ```yaml
    contributions:
      - {kind: speaker}
    ```

    ## Use instead
    ```yaml
    contributions:
      - {group: Representatives from Chengdu}
    ```
    """
    if value.person is None and value.group is None:
        yield Problem("it is neither a person's nor a group's", ("kind",), "name the person or the group", key=True)


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
        yield Problem(f"{value.family!r} is no part of {value.name!r}", ("family",))


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
        yield Problem(f"the order is {value.order}, and the family name {value.family!r}", ("order",))


@rule("P415", "warning", Whole)
def person_twice(value: Whole, _context: Context) -> Iterator[Outcome]:
    """Two people have the same name, in one order or the other.

    ## Why is this bad?
    They are probably one, and what hangs on them is divided.

    ## Example
    ```yaml
    # people/liu-lun.yaml and people/lun-liu.yaml
    name: Liu Lun
    ```

    ## Use instead
    ```yaml
    # people/liu-lun.yaml
    name: Liu Lun
    order: family-first
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
        yield Problem(message, ("unknown",) if said else ())


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


@rule("C104", "error", Figure)
def figure_contradicts_its_print(value: Figure, _context: Context) -> Iterator[Outcome]:
    """The amount of a figure is not the number that is printed, or its bound not that of the words.

    ## Why is this bad?
    80+ is at least 80, and 1.800 is 1800 and not 1.8.

    ## Example
    ```yaml
    {printed: over 1.800, amount: 1.8}
    ```

    ## Use instead
    ```yaml
    {printed: over 1.800, amount: 1800, bound: more-than}
    ```
    """
    amount, bound = read_figure(value.printed)
    if amount is None:
        yield NotApplicable("no number is printed")
    elif amount != value.amount:
        yield Problem(f"{value.printed!r} is {amount:g}, the amount is {value.amount:g}", ("amount",))
    elif bound is not None and bound is not value.bound:
        yield Problem(
            f"{value.printed!r} is {bound}, the bound is {value.bound}",
            ("bound",) if "bound" in value.model_fields_set else ("amount",),
        )


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
        yield Problem(message, ("predecessor",), record=way[0])


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
        yield Problem(message, ("part_of",), record=way[0])


@rule("R613", "error", Whole)
def series_number_twice(value: Whole, _context: Context) -> Iterator[Outcome]:
    """Two events of a series have the same number.

    ## Why is this bad?
    One of them is a slip; where no source prints a number, none is given.

    ## Example
    ```yaml
    # events/dialogue-2017.yaml and events/dialogue-2018.yaml
    series: EU-China dialogue
    number: 12
    ```

    ## Use instead
    ```yaml
    # events/dialogue-2018.yaml
    series: EU-China dialogue
    number: 13
    ```
    """
    first: dict[tuple[str, int], str] = {}
    for key, event in value.registry.events.items():
        if event.series is not None and event.number is not None:
            earlier = first.setdefault((event.series, event.number), key)
            if earlier != key:
                yield Problem(f"{earlier} has the number {event.number} too", ("number",), record=key)
    if not first:
        yield NotApplicable("no event has a number in a series")


@rule("G807", "info", Whole)
def record_without_a_link(value: Whole, _context: Context) -> Iterator[Outcome]:
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
    if not value.registry.agreements:
        yield NotApplicable("there is no agreement")
        return
    partners = {country for each in value.registry.agreements.values() for country in countries_of(each)}
    reached = {
        key
        for key, each in value.registry.items()
        if isinstance(each, Agreement) or not partners.isdisjoint(countries_of(each))
    }
    silent = [key for key, each in value.registry.items() if key not in reached and _is_silent(each)]
    todo = list(reached) if silent else []
    while todo:
        for each in value.registry.related(todo.pop(), same_partner=False):
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
    fields = type(record).__pydantic_fields__
    return not any(name in fields and getattr(record, name) for name in ("notes", "note"))


RULES = (
    event_ends_before_it_begins,
    phase_ends_before_it_begins,
    phases_out_of_order,
    printed_date_contradicts_date,
    name_without_source,
    figure_without_source,
    contribution_without_source,
    contribution_of_nobody,
    family_name_not_in_name,
    name_order_contradicts_family_name,
    person_twice,
    cooperation_with_one_end,
    place_of_nothing,
    memorandum_with_the_wrong_basis,
    figure_contradicts_its_print,
    cyclic_predecessors,
    cyclic_parts,
    series_number_twice,
    record_without_a_link,
)
