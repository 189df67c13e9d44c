"""E: what sources say otherwise, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Sourced, rule


@rule("E504", "error", Sourced)
def disputed_without_resolution(value: Any, _context: Context) -> Iterator[Outcome]:
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
    settled: set[str] = set()
    for index, evidence in enumerate(value.evidence):
        if evidence.says is None:
            continue
        settled = settled or {claim for each in value.resolution for claim in each.claims}
        for claim in evidence.claims:
            if claim not in settled:
                settled.add(claim)  # told once
                hint = "add a resolution that says why a value was chosen, or outcome: open and why none was"
                yield Problem(f"{claim} is disputed, and there is no resolution", ("evidence", index, "says"), hint)


_NO_DISPUTE = NotApplicable("there is no resolution, or no evidence")


@rule("E505", "warning", Sourced)
def resolution_without_dispute(value: Any, _context: Context) -> Iterator[Outcome]:
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
    if not value.resolution or not value.evidence:
        yield _NO_DISPUTE
        return
    disputed = {claim for each in value.evidence if each.says is not None for claim in each.claims}
    for index, resolution in enumerate(value.resolution):
        for claim in resolution.claims:
            if claim not in disputed:
                # A single resolution may stand without a list.
                path = ("resolution", index, "for") if len(value.resolution) > 1 else ("resolution",)
                yield Problem(f"no evidence disputes {claim}", path, "add evidence with `says`")


@rule("E511", "warning", Sourced)
def says_what_the_record_says(value: Any, _context: Context) -> Iterator[Outcome]:
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
    for index, each in enumerate(value.evidence):
        if each.says is None:
            continue
        for claim in each.claims:
            current = getattr(value, claim, None) if claim.isidentifier() else None
            if current is not None and str(current) == each.says:
                yield Problem(
                    f"the source says what the record says: {each.says}", ("evidence", index, "says"), "remove `says`"
                )


RULES = (
    disputed_without_resolution,
    resolution_without_dispute,
    says_what_the_record_says,
)
