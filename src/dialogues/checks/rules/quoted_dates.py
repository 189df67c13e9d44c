"""D: dates, and what the words that are printed or quoted for them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.findings import Path
from dialogues.records import Action, Agreement, Cooperation, Event, Phase, Programme, Publication, Signature
from dialogues.records.date_signs import may_name_a_date
from dialogues.records.dates import Date, Precision
from dialogues.records.fields_of import field_of

_NO_DATE = NotApplicable("the date is not known")
_NO_QUOTE = NotApplicable("no quote backs a date alone")
_NOT_READ = NotApplicable("no date can be read in the quotes")

_Dated: TypeAlias = Agreement | Event | Programme | Publication | Cooperation
_Part: TypeAlias = Agreement | Action | Signature | Event | Phase | Publication | Cooperation
# The parts whose dates are compared with what is quoted for them: of an effect or an end, a source may quote the day
# that it is counted from.
_PARTS: tuple[type[_Part], ...] = (Signature, Event, Phase, Publication, Cooperation)
_DATES = {
    "date": "date",
    "start": "start",
    "end": "end",
    "published": "date of publication",
    "since": "beginning",
    "takes_effect": "effect",
    "ended": "end",
    "by": "day by which it was done",
    "until": "last day",
}
# What comes after the signature: effect, end, and what parties do.
_LATER: tuple[type[_Part], ...] = (Agreement, Action)
_LASTS = ("ended", "until")
# A day that others are counted from: "three months after 14 February 2011".
_COUNTED = re.compile(
    r"\b(?:after|following|before|within|days?|weeks?|months?|years?|nach|tage?n?|monate?n?|après|suivant|jours?|mois|"
    r"después|siguientes?|días?|mes(?:es)?|depois|após|dias?|meses|dopo|giorni|mesi|dagen|maanden|после|через|дней)\b"
    r"|[个個箇]月|[天日]内|之后|以後|以后",
    re.IGNORECASE,
)


def dates_quoted(quote: str, language: str, among: tuple[str, ...]) -> tuple[tuple[Date, ...], ...]:
    """Read the dates that a quote names, each with all it may mean; most quotes have no sign of one."""
    if not may_name_a_date(quote):
        return ()
    from dialogues.records.date_words import dates_in  # here: its patterns take 20 ms to make

    return dates_in(quote, language, among)


class _Quoted(NamedTuple):
    """A date, and what a quote that backs it names."""

    path: Path
    """Where the date is."""
    date: Date
    """The date."""
    place: Path
    """Where the evidence is."""
    quote: str
    """The quote."""
    note: str | None
    """What the evidence notes."""
    named: tuple[tuple[Date, ...], ...]
    """The dates that the quote names, each with all it may mean."""

    @property
    def name(self) -> str:
        return _DATES[str(self.path[-1])]


@cache
def _date_fields(kind: type, of: tuple[type[_Part], ...]) -> tuple[str, ...]:
    return tuple(name for name in _DATES if field_of(kind, name) is not None) if issubclass(kind, of) else ()


def _quoted(context: Context, of: tuple[type[_Part], ...] = _PARTS) -> tuple[list[_Quoted], NotApplicable | None]:
    """Give each known date with the dates of each quote that backs it; why there are none, where there are none."""
    found = context.shared.get(of)
    if found is None:
        found = context.shared[of] = _all_quoted(context, of)
    return found


def _all_quoted(context: Context, of: tuple[type[_Part], ...]) -> tuple[list[_Quoted], NotApplicable | None]:
    claims = context.claims
    dates: dict[Path, Date] = {}
    for path, part in claims.sourced:
        for name in _date_fields(part.__class__, of):
            date = getattr(part, name)
            if date is not None:
                dates[*path, name] = date
    if not dates:
        return [], _NO_DATE
    backing: dict[Path, list[Path]] = {}
    quotes: dict[Path, Any] = {}
    for said in claims.evidence:
        if said.claim in dates and said.by.says is None and said.by.quote:
            backing.setdefault(said.place, []).append(said.claim)
            quotes[said.place] = said.by
    # A quote that backs the first and the last day names both.
    alone = {place: paths[0] for place, paths in backing.items() if len(paths) == 1}
    found = []
    for place, path in alone.items():
        named = dates_quoted(quotes[place].quote, context.language_of(quotes[place].source), context.languages)
        if named:
            found.append(_Quoted(path, dates[path], place, quotes[place].quote, quotes[place].note, named))
    return found, (_NOT_READ if alone else _NO_QUOTE) if not found else None


@rule("D307", "warning", _Dated)
def precision_lost(_record: _Dated, context: Context) -> Iterator[Outcome]:
    """A date is less precise than the source quoted for it.

    ## Why is this bad?
    What the source knows is lost. Where it quotes another day, such as that of its own page, a note of the evidence
    says so.

    ## Example
    ```yaml
    signed:
      - date: 2007
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    quoted, none = _quoted(context)
    if none is not None:
        yield none
    told = set()
    for each in quoted:
        # What may mean several days says no more than the date does.
        named = [readings[0] for readings in each.named if len(readings) == 1]
        finer = [
            date
            for date in named
            if date.may_be(each.date) and _PRECISION[date.precision] > _PRECISION[each.date.precision]
        ]
        if finer and each.note is None and each.path not in told:
            told.add(each.path)
            message = f"the {each.name} is {each.date}, its source says {finer[0]}"
            yield Problem(message, each.path, f"write {finer[0]}")


_PRECISION = {precision: number for number, precision in enumerate(Precision)}


@rule("D308", "error", _Dated)
def date_contradicts_its_source(_record: _Dated, context: Context) -> Iterator[Outcome]:
    """A date is another one than the source quoted for it names.

    ## Why is this bad?
    A wrong date is the worst fault of a registry. A source that names another day disputes the date: it is evidence
    with `says`, and the dispute gets a resolution.

    ## Example
    ```yaml
    signed:
      - date: 2007-11-28
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    quoted, none = _quoted(context)
    if none is not None:
        yield none
    for each in quoted:
        if not any(date.may_be(each.date) for readings in each.named for date in readings):
            said = " and ".join(" or ".join(map(str, readings)) for readings in each.named)
            hint = f"correct the {each.name}, or write what the source says as `says`"
            yield Problem(f"the source says {said}, the {each.name} is {each.date}", (*each.place, "quote"), hint)


@rule("D320", "info", Agreement)
def later_date_not_in_its_quote(_record: Agreement, context: Context) -> Iterator[Outcome]:
    """An effect, an end or the date of an action is another one, or less precise, than the quote for it names.

    ## Why is this bad?
    The date has a slip, or the source knows more. It is an info and not an error as of a signature, since sources often
    quote the day from which the effect is counted: a quote that counts (days, months, after), evidence with a note, and
    the day behind a last day are left alone.

    ## Example
    ```yaml
    takes_effect: 2018-05-24
    evidence:
      - {for: takes_effect, source: page, quote: "will enter into force on 23 May 2018"}
    ```

    ## Use instead
    ```yaml
    takes_effect: 2018-05-23
    evidence:
      - {for: takes_effect, source: page, quote: "will enter into force on 23 May 2018"}
    ```
    """
    quoted, none = _quoted(context, _LATER)
    if none is not None:
        yield none
    for each in quoted:
        said = [readings[0] for readings in each.named if len(readings) == 1]
        if each.note is not None or not said or any(_agree(date, each) for date in said):
            continue
        near = [date for date in said if date.may_be(each.date)]
        if near or _COUNTED.search(each.quote) is None:
            what = (near or said)[0]
            yield Problem(
                f"the {each.name} is {each.date}, its source says {what}", each.path, f"write {what}, if it is"
            )


def _agree(said: Date, each: _Quoted) -> bool:
    """Say whether a quote's date says no more and nothing else than the record's."""
    if said.may_be(each.date):
        return _PRECISION[said.precision] <= _PRECISION[each.date.precision]
    last = said.precision is Precision.DAY and each.path[-1] in _LASTS
    return last and said.earliest - timedelta(1) == each.date.earliest and each.date.precision is Precision.DAY


@rule("D313", "warning", Event)
def printed_date_contradicts_date(value: Event, context: Context) -> Iterator[Outcome]:
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
    printed = dates_quoted(value.printed_date or "", "", context.languages)
    if not printed or value.date is None:
        yield NotApplicable("no day or month is printed, or the date is not known")
    elif not any(date.may_be(value.date) for readings in printed for date in readings):
        hint = "look at the source, and correct the slip"
        yield Problem(f"the date is {value.date}, printed is {value.printed_date!r}", ("date",), hint)


RULES = (
    precision_lost,
    date_contradicts_its_source,
    later_date_not_in_its_quote,
    printed_date_contradicts_date,
)
