"""P: the sides of an agreement, in what capacity parties stand on them, and whether who acted is one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.names.suggestion import suggest
from dialogues.records import Action, Agreement, Application, Party, Signature
from dialogues.registry.claims import fitting_parties
from dialogues.vocabulary import ActionKind, Side


@rule("P405", "error", Party)
def party_is_nobody(party: Party, _context: Context) -> Iterator[Outcome]:
    """A party names neither a country, nor a part of one, nor an organisation.

    ## Why is this bad?
    Nobody knows who concluded the agreement.

    ## Example
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner}
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: BR}
    ```
    """
    if not party.keys:
        yield Problem("the party names neither a country nor an organisation", ("side",), "name one of them, or both")


@rule("P406", "error", Agreement)
def side_missing(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """An agreement lacks a party on one of its sides.

    ## Why is this bad?
    It takes two to agree: one on each side, or two where no side is the registry's own (`side: party`). Who is named as
    a depositary or witness alone is no party.

    ## Example
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: BR}
    ```
    """
    sides = [party.side for party in agreement.parties if party.is_party]
    if Side.PARTY in sides:
        if len(sides) < 2:
            yield Problem("only one party is named", ("parties",), "add the other ones", key=True)
        return
    there = set(sides)
    missing = [] if there & {Side.EU, Side.OWN} else ["eu or own"]
    missing += [] if Side.PARTNER in there else ["partner"]
    if missing:
        hint = "add the party: side, and country or organisation"
        yield Problem(f"no party is on the side: {', '.join(missing)}", ("parties",), hint, key=True)


_BY_A_PARTY = frozenset(
    {
        ActionKind.RATIFICATION,
        ActionKind.ACCEPTANCE,
        ActionKind.APPROVAL,
        ActionKind.ACCESSION,
        ActionKind.SUCCESSION,
        ActionKind.ENTRY_INTO_FORCE,
        ActionKind.WITHDRAWAL,
        ActionKind.DENUNCIATION,
    }
)


@rule("P420", "error", Agreement)
def named_party_unknown(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """A signature, an action or a territory names a party that none of the parties is, or that several may be.

    ## Why is this bad?
    Nobody knows who acted. A party is named by the id of its organisation, its territory or its country: by the
    narrowest that it has, or by any that fits it alone.

    ## Example
    ```yaml
    parties:
      - {side: party, country: CA}
      - {side: party, country: MX}
    actions:
      - {action: ratification, party: US, date: 2019-06-19}
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: party, country: CA}
      - {side: party, country: MX}
    actions:
      - {action: ratification, party: MX, date: 2019-06-19}
    ```
    """
    lists: list[tuple[str, tuple[Signature | Action | Application, ...]]] = [("signed", agreement.signed)]
    if agreement.actions or agreement.applies_to:
        lists += [("actions", agreement.actions), ("applies_to", agreement.applies_to)]
    asked = False
    for field, items in lists:
        for index, item in enumerate(items):
            for number, name in enumerate(item.party):
                asked = True
                fitting = fitting_parties(agreement.parties, name)
                if len(fitting) != 1:
                    # A single name may stand without a list.
                    path = (field, index, "party", *((number,) if len(item.party) > 1 else ()))
                    there = list(dict.fromkeys(key for party in agreement.parties for key in party.keys))
                    yield _misnamed(name, len(fitting), there, path)
    if not asked:
        yield NotApplicable("no act names a party")


def _misnamed(name: str, fitting: int, there: list[str], path: tuple[str | int, ...]) -> Problem:
    if fitting:
        hint = "name it by the id of its organisation, or by its territory"
        return Problem(f"{name!r} may be any of {fitting} parties", path, hint)
    similar = suggest(name, there)
    hint = f"did you mean {similar[0]}?" if similar else f"the parties are: {', '.join(there)}"
    return Problem(f"{name!r} is none of the parties", path, hint)


@rule("P422", "warning", Agreement)
def capacity_contradicted(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """A capacity is given twice or left empty, or who is named in another capacity alone acts as a party.

    ## Why is this bad?
    Who ratifies, accedes or withdraws is a party. Somebody without a capacity is none, and is counted nowhere.

    ## Example
    ```yaml
    parties:
      - {side: party, country: CN}
      - {side: party, country: RU}
      - {side: party, country: KZ, capacity: depositary}
    actions:
      - {action: ratification, party: KZ, date: 2007-11-16}
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: party, country: CN}
      - {side: party, country: RU}
      - {side: party, country: KZ, capacity: [party, depositary]}
    actions:
      - {action: ratification, party: KZ, date: 2007-11-16}
    ```
    """
    for index, party in enumerate(agreement.parties):
        if party.capacity and len(set(party.capacity)) == len(party.capacity):
            continue
        twice = [each.value for each, count in Counter(party.capacity).items() if count > 1]
        message = f"the capacity {twice[0]} is given twice" if twice else "no capacity is given"
        yield Problem(message, ("parties", index, "capacity"), "write each once, or leave it out for a party")
    for index, action in enumerate(agreement.actions):
        outside = [name for name in action.party if _is_no_party(agreement, action, name)]
        if outside:
            message = f"{outside[0]} did what a party does, and is named as no party"
            yield Problem(message, ("actions", index, "party"), "add party to its capacity, or correct the action")


def _is_no_party(agreement: Agreement, action: Action, name: str) -> bool:
    parties: list[Party] = [agreement.parties[each] for each in fitting_parties(agreement.parties, name)]
    return action.action in _BY_A_PARTY and len(parties) == 1 and not parties[0].is_party


@rule("P424", "warning", Agreement)
def sides_swapped(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """One of the bodies whose registry it is stands on the partner's side, and none on its own.

    ## Why is this bad?
    The sides are probably swapped: the agreement is listed as one with ourselves.

    ## Example
    ```yaml
    ==> registry.yaml
    own: PT
    ==> agreements/angola-2001.yaml
    parties:
      - {side: own, country: AO}
      - {side: partner, country: PT}
    ```

    ## Use instead
    ```yaml
    ==> registry.yaml
    own: PT
    ==> agreements/angola-2001.yaml
    parties:
      - {side: own, country: PT}
      - {side: partner, country: AO}
    ```
    """
    own = set(context.registry.manifest.own) if context.registry.manifest is not None else set()
    if not own:
        yield NotApplicable("the manifest does not say whose registry it is")
        return
    ours = [index for index, party in enumerate(agreement.parties) if not own.isdisjoint(party.keys)]
    sides = {agreement.parties[index].side for index in ours}
    if sides == {Side.PARTNER}:
        message = f"{agreement.parties[ours[0]].keys[0]} is one of those whose registry it is"
        yield Problem(message, ("parties", ours[0], "side"), "swap the sides, or correct own in the manifest")


RULES = (
    party_is_nobody,
    side_missing,
    named_party_unknown,
    capacity_contradicted,
    sides_swapped,
)
