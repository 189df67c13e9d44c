"""P: parties, and the organisations and persons behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, Whole, rule
from dialogues.names.folding import fold
from dialogues.records import Agreement, Organisation, Party, Signatory
from dialogues.records.events import Contribution

_NO_DATE = NotApplicable("the date is not known")


def _organisations(agreement: Agreement, context: Context) -> list[tuple[int, Organisation]]:
    """Give the organisations that are parties, with their numbers; looked up once for all rules that ask."""
    found: list[tuple[int, Organisation]] | None = context.shared.get(_organisations)
    if found is None:
        named = [(index, party.organisation) for index, party in enumerate(agreement.parties) if party.organisation]
        known = [(index, context.registry.organisations.get(name)) for index, name in named]
        found = context.shared[_organisations] = [(index, each) for index, each in known if each is not None]
    return found


@rule("D303", "error", Agreement)
def before_the_party_existed(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement was signed before an organisation that is a party to it existed.

    ## Why is this bad?
    The party was another one, a predecessor perhaps, or one of the dates is wrong.

    ## Example
    ```yaml
    ==> agreements/china-2006.yaml
    parties:
      - {side: eu, organisation: european-union}
      - {side: partner, country: CN}
    signed:
      - date: 2006-05-15
    ==> organisations/european-union.yaml
    start: 2009-12-01
    ```

    ## Use instead
    ```yaml
    ==> agreements/china-2006.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: CN}
    signed:
      - date: 2006-05-15
    ```
    """
    date = agreement.date
    if date is None:
        yield _NO_DATE
        return
    for index, organisation in _organisations(agreement, context):
        if organisation.start is not None and date.is_before(organisation.start):
            message = f"signed {date}, but {organisation.id} exists since {organisation.start}"
            hint = "name the predecessor that signed, or correct a date"
            yield Problem(message, ("parties", index, "organisation"), hint)


@rule("P402", "error", Agreement)
def after_the_party_ended(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """An agreement was signed after an organisation that is a party to it had ceased to exist.

    ## Why is this bad?
    The party was its successor, or one of the dates is wrong.

    ## Example
    ```yaml
    ==> agreements/chile-2010.yaml
    parties:
      - {side: eu, organisation: european-communities}
      - {side: partner, country: CL}
    signed:
      - date: 2010-11-25
    ==> organisations/european-communities.yaml
    end: 2009-11-30
    ```

    ## Use instead
    ```yaml
    ==> agreements/chile-2010.yaml
    parties:
      - {side: eu, organisation: european-union}
      - {side: partner, country: CL}
    signed:
      - date: 2010-11-25
    ```
    """
    first = agreement.span.start
    if first is None:
        yield _NO_DATE
        return
    for index, organisation in _organisations(agreement, context):
        if organisation.end is not None and organisation.end.is_before(first):
            message = f"signed {first}, but {organisation.id} ended {organisation.end}"
            hint = "name the successor that signed, or correct a date"
            yield Problem(message, ("parties", index, "organisation"), hint)


@rule("P403", "info", Signatory)
def signatory_without_office(signatory: Signatory, _context: Context) -> Iterator[Outcome]:
    """A signatory has no office.

    ## Why is this bad?
    A person signs for an office. Where no source prints it for that day, it stays away; the finding asks to look.

    ## Example
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories:
          - name: Walter Deffaa
      - {side: partner, country: CN}
    ```

    ## Use instead
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories:
          - name: Walter Deffaa
            office: Director-General
      - {side: partner, country: CN}
    ```
    """
    if signatory.office is None:
        message = f"the office of {signatory.name} is not known"
        yield Problem(message, ("name",), "add it where a source prints it for that day")


@rule("P404", "warning", Whole)
def organisation_twice(whole: Whole, _context: object) -> Iterator[Outcome]:
    """Two organisations of one country bear the same name.

    ## Why is this bad?
    They are probably one organisation with two records, and what hangs on it is divided between them.

    ## Example
    ```yaml
    ==> organisations/sica.yaml
    name: {en: Central American Integration System}
    ==> organisations/central-american-system.yaml
    name: {en: Central American Integration System}
    ```

    ## Use instead
    ```yaml
    ==> organisations/sica.yaml
    name: {en: Central American Integration System}
    other_names:
      - {text: SICA, use: acronym}
    ```
    """
    named: defaultdict[tuple[str | None, str], list[Organisation]] = defaultdict(list)
    for organisation in whole.registry.organisations.values():
        if organisation.retired is not None:
            continue
        for text in dict.fromkeys((*organisation.name.values(), *(each.text for each in organisation.other_names))):
            alike = named[organisation.country, fold(text)]
            other = next((each for each in alike if _may_be_one(each, organisation)), None)
            if other is not None:
                hint = "make one record of them, or retire one"
                message = f"{other.id} is called {text!r} as well"
                yield Problem(message, ("name",), hint, key=True, record=organisation.id)
                break
            alike.append(organisation)


def _may_be_one(one: Organisation, other: Organisation) -> bool:
    """Say whether two organisations of one name may be one: a committee may be called alike in two wholes."""
    return one.part_of is None or other.part_of is None or one.part_of == other.part_of


@rule("P407", "error", Party)
def organisation_of_another_country(party: Party, context: Context) -> Iterator[Outcome]:
    """The organisation of a party belongs to another country, or part of one, than the party.

    ## Why is this bad?
    One of the two is wrong. Codes are compared as written: a body of the Soviet Union (`SUHH`) is none of Russia's.

    ## Example
    ```yaml
    ==> agreements/brazil-2007.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: PE, organisation: br-ministry}
    ==> organisations/br-ministry.yaml
    country: BR
    ```

    ## Use instead
    ```yaml
    ==> agreements/brazil-2007.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: BR, organisation: br-ministry}
    ==> organisations/br-ministry.yaml
    country: BR
    ```
    """
    organisation = context.registry.organisations.get(party.organisation or "")
    if organisation is None or not (party.country and organisation.country):
        yield NotApplicable("the party or its organisation has no country")
        return
    for one, other in ((organisation.country, party.country), (organisation.territory, party.territory)):
        if one and other and one != other:
            message = f"{organisation.id} is of {one}, the party of {other}"
            yield Problem(message, ("organisation",), "correct the country, or name another organisation")
            return


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


RULES = (
    before_the_party_existed,
    after_the_party_ended,
    signatory_without_office,
    organisation_twice,
    organisation_of_another_country,
    contribution_of_nobody,
)
