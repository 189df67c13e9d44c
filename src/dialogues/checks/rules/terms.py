"""D: from when an agreement holds and how long, and whether its status says the same."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.errors import InvalidDate
from dialogues.findings import Path
from dialogues.records import Agreement
from dialogues.records.dates import Date
from dialogues.records.durations import Duration, end_of, start_of
from dialogues.records.terms import present_end
from dialogues.registry.claims import Claims
from dialogues.vocabulary import ActionKind, Renewal, Status

_NO_MANIFEST = NotApplicable("the registry has no date")
_SOON = Duration(months=6)


@rule("D314", "warning", Agreement)
def retroactive_without_source(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """An agreement took effect before it was signed, and no source is given for that.

    ## Why is this bad?
    That is lawful and rare (VCLT 28); a slip in one of the dates is more frequent. Evidence answers it.

    ## Example
    ```yaml
    signed:
      - date: 1985-05-10
    takes_effect: 1985-02-16
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 1985-05-10
    takes_effect: 1985-02-16
    evidence:
      - {for: takes_effect, source: page, quote: "Effective Date: February 16, 1985"}
    ```
    """
    effect = agreement.took_effect
    first = agreement.span.start if effect is not None else None
    if first is None or effect is None:
        yield NotApplicable("the signature or the effect is not known")
    elif effect.is_before(first):
        paths = [("takes_effect",)] if agreement.takes_effect else _acts_of_all(agreement, ActionKind.ENTRY_INTO_FORCE)
        claims = Claims(agreement)
        if not any(claims.is_backed(path) for path in paths):
            hint = "give the source, or correct one of the dates"
            yield Problem(f"it took effect {effect}, before it was signed {first}", paths[0], hint)


def _acts_of_all(agreement: Agreement, kind: ActionKind) -> list[Path]:
    """Give the places of the dated acts of a kind that are of all parties."""
    return [
        ("actions", index)
        for index, each in enumerate(agreement.actions)
        if each.action is kind and not each.party and each.date is not None
    ]


@rule("D315", "warning", Agreement)
def date_contradicts_action(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """The effect or the end of an agreement is on another day than the action that says the same.

    ## Why is this bad?
    `takes_effect` is an entry into force of all parties, `ended` a termination by all; one of the dates is a slip, or
    the action is of one party and does not name it.

    ## Example
    ```yaml
    takes_effect: 2018-01-01
    actions:
      - {action: entry-into-force, date: 2018-02-01}
    ```

    ## Use instead
    ```yaml
    actions:
      - {action: entry-into-force, date: 2018-02-01}
    ```
    """
    asked = False
    for name, kind in (("takes_effect", ActionKind.ENTRY_INTO_FORCE), ("ended", ActionKind.TERMINATION)):
        written: Date | None = getattr(agreement, name)
        if written is None:
            continue
        acts = [agreement.actions[int(path[1])].date for path in _acts_of_all(agreement, kind)]
        dates = [date for date in acts if date is not None]
        if not dates:
            continue
        asked = True
        if not any(date.may_be(written) for date in dates):
            message = f"{name} is {written}, the {kind.value} of all parties {dates[0]}"
            yield Problem(message, (name,), "correct one of them, or name the party that acted")
    if not asked:
        yield NotApplicable("the date and the action are not both known")


@rule("D316", "warning", Agreement)
def signed_but_planned(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement is planned, and yet has a day on which it was signed.

    ## Why is this bad?
    What is planned is not signed; an approval of the signing is no signature.

    ## Example
    ```yaml
    status: planned
    signed:
      - date: 2021-06-02
    ```

    ## Use instead
    ```yaml
    status: not-in-force
    signed:
      - date: 2021-06-02
    ```
    """
    if agreement.status is not Status.PLANNED:
        yield NotApplicable("the agreement is not planned")
    elif agreement.span.start is not None and not _lies_ahead(agreement.span.start, context):
        hint = "write another status, or remove the date"
        yield Problem(f"the agreement is planned, and was signed {agreement.span.start}", ("status",), hint)


def _lies_ahead(date: Date, context: Context) -> bool:
    """Say whether a date is later than the registry's."""
    manifest = context.registry.manifest
    return manifest is not None and manifest.date.is_before(date)


@rule("D317", "warning", Agreement)
def effect_but_not_in_force(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement is not in force, and yet has taken effect.

    ## Why is this bad?
    One of the two is out of date.

    ## Example
    ```yaml
    status: not-in-force
    takes_effect: 2012-05-01
    ```

    ## Use instead
    ```yaml
    status: active
    takes_effect: 2012-05-01
    ```
    """
    if agreement.status is not Status.NOT_IN_FORCE or agreement.took_effect is None:
        yield NotApplicable("the agreement is not said to be not in force, or its effect is not known")
    elif not _lies_ahead(agreement.took_effect, context):
        message = f"the agreement is not in force, and took effect {agreement.took_effect}"
        yield Problem(message, ("status",), "write another status, or correct the date")


@rule("D318", "warning", Agreement)
def term_over_while_active(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """The term of an agreement is over, and yet it is said to be active.

    ## Why is this bad?
    It has ended, or an extension is missing. Where it may have been renewed tacitly, nothing is told.

    ## Example
    ```yaml
    status: active
    signed:
      - date: 2007-11-29
    term: {duration: P5Y, from: signature, renewal: none}
    ```

    ## Use instead
    ```yaml
    status: ended
    signed:
      - date: 2007-11-29
    term: {duration: P5Y, from: signature, renewal: none}
    ```
    """
    manifest = context.registry.manifest
    if agreement.status is not Status.ACTIVE or agreement.ended_on is not None:
        yield NotApplicable("the agreement is not said to be active, or its end is known")
    elif manifest is None:
        yield _NO_MANIFEST
    elif agreement.term is not None and agreement.term.renewal in (Renewal.TACIT, Renewal.UNKNOWN):
        yield NotApplicable("the term may have been renewed")
    elif (end := _end(agreement, manifest.date.latest)) is None:
        yield NotApplicable("the end of the term is not known")
    elif agreement.status_on is not None and not end.is_before(agreement.status_on):
        yield NotApplicable("the status is of a day within the term")
    elif end.is_before(manifest.date):
        hint = "write ended, or add the extension"
        yield Problem(f"the agreement is active, and its term was over {end}", ("status",), hint)


def _end(agreement: Agreement, on: datetime.date) -> Date | None:
    """Give the last day as it stands on a day; None where it is not known, or no calendar has it."""
    try:
        return present_end(agreement, on)
    except InvalidDate:
        return None


@rule("D319", "info", Agreement)
def notice_running_out(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """The last day on which notice can be given lies less than half a year ahead of the registry's date.

    ## Why is this bad?
    Nothing is wrong: who wants to end the agreement with its term has to say so until then.

    ## Example
    ```yaml
    status: active
    term: {until: 2027-06-30, renewal: tacit, renewed_for: P5Y, notice: P3M}
    ```

    ## Use instead
    ```yaml
    status: active
    term: {until: 2031-06-30, renewal: tacit, renewed_for: P5Y, notice: P3M}
    ```
    """
    manifest, notice = context.registry.manifest, agreement.term.notice if agreement.term is not None else None
    if notice is None or agreement.status not in (Status.ACTIVE, Status.UNKNOWN):
        yield NotApplicable("no notice is agreed, or the agreement does not hold")
        return
    if manifest is None:
        yield _NO_MANIFEST
        return
    end = _end(agreement, manifest.date.latest)
    if end is None or end.is_before(manifest.date):
        yield NotApplicable("the end of the term is not known, or behind")
        return
    last = start_of(end, notice)
    if not last.is_before(manifest.date) and not end_of(manifest.date, _SOON).is_before(last):
        message = f"notice can be given until {last}, before the term ends {end}"
        yield Problem(message, ("term", "notice"), "decide whether it should go on")


RULES = (
    retroactive_without_source,
    date_contradicts_action,
    signed_but_planned,
    effect_but_not_in_force,
    term_over_while_active,
    notice_running_out,
)
