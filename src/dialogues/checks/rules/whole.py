"""G: the registry as a whole, against what is expected of it.

The rules stand together, however many, each with its examples.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogues.checks.rules.rule import INCOMPLETE, Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.files.logo import read_logo
from dialogues.records import Agreement, Organisation, Record, Source
from dialogues.records.contrast import faint
from dialogues.registry import Registry

# Relations that lead from everything to everything.
_NO_WAY = ("source", "source-of", "listed-on", "lists", "described-by", "describes")


EXPECTED = "see what was lost or added, then correct it or the settings"
UPDATED = "see what was lost or added, then correct it, or the settings with --update-counts"
COUNTS = "expect.counts"
"""What to do where the registry is not what the settings expect."""


@rule("G801", "error", Whole)
def count_not_met(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A collection has another number of records than the settings expect.

    ## Why is this bad?
    A record was lost, or added without anybody taking note.

    ## Example
    ```yaml
    ==> dialogues.toml
    [expect.counts]
    agreements = 2
    ==> agreements/chile-2010.yaml
    notes: [The only one.]
    ```

    ## Use instead
    ```yaml
    ==> dialogues.toml
    [expect.counts]
    agreements = 1
    ==> agreements/chile-2010.yaml
    notes: [The only one.]
    ```
    """
    if not whole.expectations.counts:
        yield NotApplicable("no counts are expected")
    for collection, expected in sorted(whole.expectations.counts.items()):
        records = whole.registry.collections.get(collection)
        if records is None:
            known = ", ".join(whole.registry.collections)
            message = f"{expected} {collection} are expected, which are no collection"
            yield Problem(message, (), f"collections: {known}", setting=(COUNTS, collection))
        elif collection in whole.incomplete:
            yield INCOMPLETE
        elif len(records) != expected:
            message = f"{expected} {collection} are expected, the registry has {len(records)}"
            yield Problem(message, (), UPDATED, setting=(COUNTS, collection))


@rule("G804", "error", Whole)
def id_used_again(whole: Whole, _context: object) -> Iterator[Outcome]:
    """A record has the id of one that was taken out.

    ## Why is this bad?
    Old links would lead to another record than the one they were made for.

    ## Example
    ```yaml
    ==> registry.yaml
    former_ids: [japan-2014]
    ==> agreements/japan-2014.yaml
    title: {en: Another agreement than before}
    ```

    ## Use instead
    ```yaml
    ==> registry.yaml
    former_ids: [japan-2014]
    ==> agreements/japan-2014-letter.yaml
    title: {en: Another agreement than before}
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
    ==> organisations/sacu.yaml
    name: {en: Southern African Customs Union}
    ```

    ## Use instead
    ```yaml
    ==> organisations/sacu.yaml
    name: {en: Southern African Customs Union}
    ==> agreements/sacu-2015.yaml
    parties:
      - {side: eu, organisation: european-commission}
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
    ==> sources/japan-old.yaml
    address: https://example.org/japan
    ==> sources/japan-new.yaml
    address: https://example.org/japan
    ```

    ## Use instead
    ```yaml
    ==> sources/japan-old.yaml
    address: https://example.org/japan
    ==> sources/japan-new.yaml
    address: https://example.org/japan
    as_of: 2024-05
    ```
    """
    first: dict[tuple[str, object], str] = {}
    for source in whole.registry.sources.values():
        other = first.setdefault(((source.address or source.id).rstrip("/"), source.as_of), source.id)
        if other != source.id and source.retired is None:
            yield Problem(f"{other} has the same address", ("address",), "use one of them", record=source.id)


@rule("G807", "info", Whole)
def record_without_a_link(whole: Whole, _context: object) -> Iterator[Outcome]:
    """No way of relations leads from an agreement to a record, and no note of it says why.

    ## Why is this bad?
    Nobody who starts from an agreement ever finds it. A common source is no relation.

    ## Example
    ```yaml
    ==> agreements/brazil-2007.yaml
    title: {en: Memorandum of Understanding}
    ==> people/jane-doe.yaml
    name: Jane Doe
    ```

    ## Use instead
    ```yaml
    ==> agreements/brazil-2007.yaml
    title: {en: Memorandum of Understanding}
    ==> people/jane-doe.yaml
    name: Jane Doe
    notes: [She spoke at a conference on the whole of regional policy.]
    ```
    """
    if whole.incomplete or not whole.registry.agreements:
        yield INCOMPLETE if whole.incomplete else NotApplicable("there is no agreement")
        return
    near = _near_agreements(whole.registry)
    silent = [key for key, each in whole.registry.items() if key not in near and _is_silent(each)]
    reached = _reached_from(whole.registry, near) if silent else near
    for key in silent:
        if key not in reached:
            yield Problem("no agreement leads here", (), "link it, or say in a note why not", record=key)


@rule("G810", "error", Whole)
def logo_unusable(whole: Whole, context: Context | None) -> Iterator[Outcome]:
    """The logo of the site is not there, or cannot be shown to everybody.

    ## Why is this bad?
    No site is made. A logo that runs something, or asks for something elsewhere, would do so in the name of the
    registry; it is a PNG, or an SVG that is whole in itself, of at most 500,000 bytes.

    ## Example
    ```yaml
    ==> registry.yaml
    site:
      logo: files/logo.svg
    ==> agreements/chile-2010.yaml
    notes: [The only one.]
    ==> files/logo.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script>alert(1)</script></svg>
    ```

    ## Use instead
    ```yaml
    ==> registry.yaml
    site:
      logo: files/logo.svg
    ==> agreements/chile-2010.yaml
    notes: [The only one.]
    ==> files/logo.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>
    ```
    """
    site = whole.registry.manifest.site if whole.registry.manifest else None
    if site is None or site.logo is None:
        yield NotApplicable("the manifest names no logo")
    elif context is None or context.folder is None:
        yield NotApplicable("the folder is not at hand")
    elif problem := read_logo(context.folder, site.logo)[1]:
        yield Problem(f"{site.logo}: {problem}", ("site", "logo"), "put a plain SVG or PNG there, or name another file")


@rule("G809", "warning", Whole)
def accent_hard_to_read(whole: Whole, _context: object) -> Iterator[Outcome]:
    """The colour of the site's links is hard to read on its paper.

    ## Why is this bad?
    Who sees less well cannot read the links. WCAG 2.2 asks of level AA a contrast of 4.5 : 1 (success criterion 1.4.3),
    and the law asks for AA of what public bodies publish. The paper is the palest, or the brightest in the dark, that a
    link of the site stands on.

    ## Example
    ```yaml
    ==> registry.yaml
    site:
      accent: {light: "#ffcc00"}
    ```

    ## Use instead
    ```yaml
    ==> registry.yaml
    site:
      accent: {light: "#876c00", dark: "#ffcc00"}
    ```
    """
    site = whole.registry.manifest.site if whole.registry.manifest else None
    if site is None or site.accent is None:
        yield NotApplicable("the manifest names no colour")
        return
    for each in faint(site.accent):
        yield Problem(each.message, ("site", "accent", each.scheme), each.hint)


def _near_agreements(registry: Registry) -> set[str]:
    """Give the agreements, and what is of a country of theirs."""
    partners = {country for each in registry.agreements.values() for country in each.partner_countries}
    return {
        key
        for key, each in registry.items()
        if isinstance(each, Agreement) or not partners.isdisjoint(each.partner_countries)
    }


def _reached_from(registry: Registry, start: set[str]) -> set[str]:
    """Give all that relations lead to from some records."""
    reached, todo = set(start), list(start)
    while todo:
        for each in registry.related(todo.pop(), same_partner=False):
            if each.kind not in _NO_WAY and each.identifier not in reached:
                reached.add(each.identifier)
                todo.append(each.identifier)
    return reached


def _is_silent(record: Record) -> bool:
    """Say whether a record is in use and has no note that could say why nothing leads to it."""
    # An organisation that nothing names is told of by G805, a source by E506.
    if isinstance(record, Organisation | Source) or record.retired is not None:
        return False
    return not getattr(record, "notes", ())


@rule("G808", "error", Whole)
def id_gone(whole: Whole, _context: object) -> Iterator[Outcome]:
    """An id that the release before had is gone without a trace.

    ## Why is this bad?
    Who cites it finds nothing, and nobody says what became of it. A record that is used no more is retired and stays
    (`dialogues retire`), one that has another id is renamed (`dialogues rename`), which keeps the old id among the
    former ones.

    ## Example
    ```yaml
    ==> dialogues.toml
    [expect]
    release = "../2026.10"
    ==> ../2026.10/release.json
    {"format": "1.1", "version": "2026.10", "date": "2026-10-01", "digest": "", "files": [],
     "records": {"korea-2018": {"collection": "agreements"}}}
    ==> registry.yaml
    former_ids: [peru-2001]
    ```

    ## Use instead
    ```yaml
    ==> dialogues.toml
    [expect]
    release = "../2026.10"
    ==> ../2026.10/release.json
    {"format": "1.1", "version": "2026.10", "date": "2026-10-01", "digest": "", "files": [],
     "records": {"korea-2018": {"collection": "agreements"}}}
    ==> registry.yaml
    former_ids: [korea-2018, peru-2001]
    ```
    """
    if whole.before is None:
        yield NotApplicable("no release before is named")
        return
    former = whole.registry.manifest.former_ids if whole.registry.manifest else ()
    for identifier, collection in sorted(whole.before.collections.items()):
        if identifier in whole.registry or identifier in former:
            continue
        if collection in whole.incomplete:
            yield INCOMPLETE
        else:
            message = f"{identifier} is gone, one of the {collection} of release {whole.before.version}"
            yield Problem(message, ("former_ids",), "bring it back, rename or retire it, or add it to former_ids")


RULES = (
    count_not_met,
    id_used_again,
    organisation_never_used,
    address_twice,
    record_without_a_link,
    id_gone,
    logo_unusable,
    accent_hard_to_read,
)
