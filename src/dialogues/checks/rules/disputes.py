"""E: what sources say otherwise, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.records import Record
from dialogues.records.fields import FileRecord
from dialogues.registry.claims import touch
from dialogues.vocabulary import ResolutionOutcome


@rule("E504", "error", Record)
def disputed_without_resolution(_record: Record, context: Context) -> Iterator[Outcome]:
    """A source disputes a value, and nothing says what became of the dispute.

    ## Why is this bad?
    A reader sees two statements and not why one was chosen.

    ## Example
    ```yaml
    documents:
      - language: pt
        evidence:
          - {for: language, source: page, says: en, quote: "Brazil PDF EN EN"}
    ```

    ## Use instead
    ```yaml
    documents:
      - language: pt
        evidence:
          - {for: language, source: page, says: en, quote: "Brazil PDF EN EN"}
        resolution: {for: language, why: The partner's own page names the language.}
    ```
    """
    claims = context.claims
    disputes = claims.disputes
    settled = [each.claim for each in claims.resolutions] if disputes else []
    for each in disputes:
        if not any(touch(each.claim, claim) for claim in settled):
            settled.append(each.claim)  # told once
            hint = "add a resolution that says why a value was chosen, or outcome: open and why none was"
            yield Problem(f"{each.written} is disputed, and there is no resolution", (*each.place, "says"), hint)


_NO_DISPUTE = NotApplicable("there is no resolution")


@rule("E505", "warning", Record)
def resolution_without_dispute(_record: Record, context: Context) -> Iterator[Outcome]:
    """A resolution speaks of something that no source disputes.

    ## Why is this bad?
    The other statement is missing, and with it the reason for the resolution.

    ## Example
    ```yaml
    signed:
      - date: 2021-09-09
        evidence:
          - {for: date, source: page, quote: "signed on 9 September 2021"}
        resolution: {for: date, why: The press release is of the day itself.}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2021-09-09
        evidence:
          - {for: date, source: page, quote: "signed on 9 September 2021"}
          - {for: date, source: rtl-2021, says: 2021-09-08, quote: "signed on Wednesday"}
        resolution: {for: date, why: The press release is of the day itself.}
    ```
    """
    claims = context.claims
    if not claims.resolutions:
        yield _NO_DISPUTE
        return
    disputed = [each.claim for each in claims.disputes]
    for each in claims.resolutions:
        if not any(touch(each.claim, claim) for claim in disputed):
            yield Problem(f"no evidence disputes {each.written}", each.place, "add evidence with `says`")


@rule("E511", "warning", Record)
def says_what_the_record_says(_record: Record, context: Context) -> Iterator[Outcome]:
    """Evidence disputes a value with the value itself.

    ## Why is this bad?
    `says` is for what a source says otherwise; evidence that backs a value has none.

    ## Example
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: page, says: 2007-11-29, quote: "On 29th November 2007"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: page, quote: "On 29th November 2007"}
    ```
    """
    for each in context.claims.disputes:
        if each.value is not None and str(each.value) == each.by.says:
            message = f"the source says what the record says: {each.by.says}"
            yield Problem(message, (*each.place, "says"), "remove `says`")


@rule("E517", "warning", Record)
def open_with_a_value(_record: Record, context: Context) -> Iterator[Outcome]:
    """A dispute is left open, and yet the record has one of the disputed values.

    ## Why is this bad?
    A reader takes the value for the one that was chosen. What is open is `unknown` or left out, and every candidate
    stands in the evidence with `says`. A title, a party or an id is never open.

    ## Example
    ```yaml
    takes_effect: 2018-01-01
    evidence:
      - {for: takes_effect, source: page, says: 2018-02-01, quote: from 1 February 2018}
    resolution: {for: takes_effect, outcome: open, why: Both texts are authentic.}
    ```

    ## Use instead
    ```yaml
    takes_effect: unknown
    evidence:
      - {for: takes_effect, source: other, says: 2018-01-01, quote: from 1 January 2018}
      - {for: takes_effect, source: page, says: 2018-02-01, quote: from 1 February 2018}
    resolution: {for: takes_effect, outcome: open, why: Both texts are authentic.}
    ```
    """
    left_open = [each for each in context.claims.resolutions if each.by.outcome is ResolutionOutcome.OPEN]
    if not left_open:
        yield NotApplicable("no dispute is open")
    for each in left_open:
        if _says_something(each.value):
            hint = "write unknown or leave it out, and put every candidate into the evidence with `says`"
            yield Problem(f"{each.written} is open, and yet says {_shown(each.value)}", each.claim, hint)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _says_something(value: object) -> bool:
    """Say whether a value is one: not unknown, and no part with values of its own."""
    if isinstance(value, tuple):
        return any(map(_says_something, value))
    return value is not None and not isinstance(value, FileRecord) and str(value) not in ("unknown", "und")


RULES = (
    disputed_without_resolution,
    resolution_without_dispute,
    says_what_the_record_says,
    open_with_a_value,
)
