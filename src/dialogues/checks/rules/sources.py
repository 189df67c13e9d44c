"""E: the sources that claims rest on."""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import INCOMPLETE, Context, Outcome, Problem, Whole, rule, some
from dialogues.records import Cooperation, Person, Programme, Source, Theme
from dialogues.records.events import Contribution


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


@rule("E507", "info", Whole)
def address_not_https(whole: Whole, _context: object) -> Iterator[Outcome]:
    """The addresses of sources are not https.

    ## Why is this bad?
    What is fetched from them can be changed on the way; most hosts answer under https today. An address that was
    cited stays as it was, so this is told once, of all of them.

    ## Example
    ```yaml
    ==> sources/page.yaml
    address: http://ec.europa.eu/regional_policy
    ```

    ## Use instead
    ```yaml
    ==> sources/page.yaml
    address: https://ec.europa.eu/regional_policy
    ```
    """
    sources = whole.registry.sources.values()
    plain = [each.id for each in sources if each.address and each.address.startswith("http:") and not each.retired]
    if plain:
        what = "source has an address that is" if len(plain) == 1 else "sources have addresses that are"
        message = f"{len(plain)} {what} not https: {some(plain)}"
        yield Problem(message, (), "see whether they answer under https")


@rule("E518", "error", Source)
def source_nowhere(source: Source, _context: Context) -> Iterator[Outcome]:
    """A source has neither an address nor a citation nor a number.

    ## Why is this bad?
    Nobody can find it, so it proves nothing.

    ## Example
    ```yaml
    title: Collection of treaties, volume 12
    address:
    ```

    ## Use instead
    ```yaml
    title: Collection of treaties, volume 12
    address:
    citation: Collection of treaties, vol. 12, Ottawa 1951, p. 33
    ```
    """
    if source.address is None and source.citation is None and not source.identifiers:
        hint = "give its address, how it is cited, or a number that it is known by"
        yield Problem("nothing says where the source can be found", ("title",), hint)


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
    source_never_used,
    address_not_https,
    source_nowhere,
    name_without_source,
    contribution_without_source,
)
