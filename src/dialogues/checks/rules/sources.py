"""E: the sources that claims rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dialogues.checks.rules.rule import INCOMPLETE, Context, NotApplicable, Outcome, Problem, Sourced, Whole, rule
from dialogues.records import (
    Agreement,
    Cooperation,
    Document,
    Party,
    Person,
    Programme,
    Relation,
    Signatory,
    Signature,
    Source,
    Theme,
)
from dialogues.records.events import Contribution
from dialogues.vocabulary import InstrumentKind, TitleBasis


def _backed(value: Any, claim: str) -> bool:
    """Say whether evidence speaks of a claim, or of a part of it (``title.en`` of ``title``)."""
    for evidence in value.evidence:
        if claim in evidence.claims:
            return True
    return any(each.startswith((f"{claim}.", f"{claim}[")) for evidence in value.evidence for each in evidence.claims)


def _of_agreement(value: Agreement) -> Iterator[str]:
    if value.kind is not InstrumentKind.UNKNOWN:
        yield "kind"
    if value.title_basis is TitleBasis.OFFICIAL:
        yield "title"


def _of_party(value: Party) -> tuple[str, ...]:
    # Whoever the organisation is, its evidence names the party.
    return ("organisation",) if value.organisation else ("country",) if value.country else ()


# The claims of a part of a record that need evidence.
_CLAIMS: dict[type, Callable[[Any], Iterable[str]]] = {
    Agreement: _of_agreement,
    Party: _of_party,
    Signatory: lambda _: ("name",),
    Signature: lambda value: [name for name in ("date", "place") if getattr(value, name) is not None],
    Document: lambda value: ("language",) if value.language.language != "und" else (),
    Relation: lambda _: ("kind",),
}


@rule("E501", "error", Sourced)
def claim_without_source(value: Any, _context: Context) -> Iterator[Outcome]:
    """A claim has no source: a kind, party, signatory, date, place, language, official title or relation.

    ## Why is this bad?
    Nobody can check it, and nobody can correct it.

    ## Example
    ```yaml
    signed:
      - date: 2007-11-29
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2007-11-29
        evidence:
          - {for: date, source: regio-brazil, quote: "On 29th November 2007"}
    ```
    """
    claims = _CLAIMS.get(type(value))
    bare = [claim for claim in claims(value) if not _backed(value, claim)] if claims is not None else []
    if bare:
        named, verb = " and ".join(f"the {claim}" for claim in bare), "is" if len(bare) == 1 else "are"
        yield Problem(f"nothing says where {named} {verb} from", (bare[0],), "add evidence beside it")


@rule("E502", "warning", Sourced)
def only_a_mirror(value: Any, context: Context) -> Iterator[Outcome]:
    """A claim rests on copies on unrelated hosts alone.

    ## Why is this bad?
    A mirror may prove the words of a document itself (its title, its own closing formula), and nothing about it.

    ## Example
    ```yaml
    ==> agreements/colombia-2015.yaml
    signed:
      - date: 2015
        evidence:
          - {for: date, source: sharing-site, quote: "signed in 2015"}
    ==> sources/sharing-site.yaml
    class: mirror
    ```

    ## Use instead
    ```yaml
    ==> agreements/colombia-2015.yaml
    signed:
      - date: 2015
        evidence:
          - {for: date, source: regio-colombia, quote: "signed in 2015"}
    ```
    """
    if context.alone:
        yield NotApplicable("the sources are not at hand")
        return
    if not context.mirrors:
        return
    for claim in dict.fromkeys(claim for each in value.evidence for claim in each.claims):
        places = [index for index, each in enumerate(value.evidence) if claim in each.claims]
        first = value.evidence[places[0]]
        on_mirrors = all(value.evidence[index].source in context.mirrors for index in places)
        if on_mirrors and not claim.startswith("title") and first.note is None:
            hint = "find an official source, or say in a note of the evidence that it is the document's own text"
            yield Problem(f"{claim} rests on a mirror alone", ("evidence", places[0], "source"), hint)


@rule("E506", "warning", Whole)
def source_never_used(whole: Whole, _context: object) -> Iterator[Outcome]:
    """No record cites a source.

    ## Why is this bad?
    It was meant to prove something, and does not.

    ## Example
    ```yaml
    ==> sources/regio-japan-old.yaml
    title: A page that nothing names
    ```

    ## Use instead
    ```yaml
    ==> agreements/japan-2013.yaml
    evidence:
      - {for: kind, source: regio-japan-old, quote: "a letter of intent"}
    ```
    """
    if whole.incomplete:
        yield INCOMPLETE
        return
    for source in whole.registry.sources.values():
        if source.id not in whole.referred_to and source.retired is None:
            yield Problem("nothing cites the source", (), "cite it, or retire it", record=source.id)


@rule("E507", "info", Source)
def address_not_https(source: Source, _context: Context) -> Iterator[Outcome]:
    """The address of a source is not https.

    ## Why is this bad?
    What is fetched from it can be changed on the way; most hosts answer under https today. An address that was
    cited stays as it was; then the finding is accepted.

    ## Example
    ```yaml
    address: http://ec.europa.eu/regional_policy
    ```

    ## Use instead
    ```yaml
    address: https://ec.europa.eu/regional_policy
    ```
    """
    if source.address is not None and not source.address.startswith("https://"):
        yield Problem("the address is not https", ("address",), "see whether it answers under https")


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


RULES = (
    claim_without_source,
    only_a_mirror,
    source_never_used,
    address_not_https,
    name_without_source,
    contribution_without_source,
)
