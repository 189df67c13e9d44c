"""Events: their dates, contributions and series."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.dates import SWAPPED
from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.records.date_words import dates_in
from dialogues.records.events import Contribution, Event


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
        yield Problem(f"the end, {value.end}, lies before the start, {value.date}", ("end",), SWAPPED)


@rule("D313", "warning", Event)
def printed_date_contradicts_date(value: Event, _context: Context) -> Iterator[Outcome]:
    """The printed date of an event names another day or month than its date.

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
    printed = dates_in(value.printed_date or "")
    if not printed or value.date is None:
        yield NotApplicable("no day or month is printed, or the date is not known")
    elif not any(each.may_be(value.date) for each in printed):
        hint = "look at the source, and correct the slip"
        yield Problem(f"the date is {value.date}, printed is {value.printed_date!r}", ("date",), hint)


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
                hint = "look at the sources; a number that none prints is left out"
                yield Problem(f"{earlier} has the number {event.number} too", ("number",), hint, record=key)
    if not first:
        yield NotApplicable("no event has a number in a series")


RULES = (
    event_ends_before_it_begins,
    printed_date_contradicts_date,
    contribution_without_source,
    contribution_of_nobody,
    series_number_twice,
)
