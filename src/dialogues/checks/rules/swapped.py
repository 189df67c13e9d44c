"""P: what stands in another's place: sides, signatories, names and offices, words that a quote has otherwise.

The rules stand together, however many: all hold a value against the words beside it.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dialogues.checks.rules.named_countries import countries_named
from dialogues.checks.rules.rule import INCOMPLETE, Context, NotApplicable, Outcome, Problem, rule
from dialogues.languages.display import territory_name
from dialogues.names.folding import fold, fold_accents
from dialogues.names.suggestion import suggest
from dialogues.records import Agreement, Evidence, Party, Signatory, Signature
from dialogues.vocabulary import OrganisationKind, Side

_OF_THE_EU = frozenset({OrganisationKind.EU_INSTITUTION, OrganisationKind.EU_DEPARTMENT, OrganisationKind.EU_BODY})


def _is_of_the_eu(party: Party, context: Context) -> bool:
    organisation = context.registry.organisations.get(party.organisation or "")
    return organisation is not None and organisation.kind in _OF_THE_EU


@rule("P431", "info", Agreement)
def eu_body_on_the_partner_side(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """A body of the European Union stands on the partner's side, and none on the EU's.

    ## Why is this bad?
    The two sides were swapped: every list then names the wrong partner. Where the manifest says whose registry it is
    (`own`), that tells it.

    ## Example
    ```yaml
    ==> agreements/namibia-2022.yaml
    parties:
      - {side: eu, country: NA}
      - {side: partner, organisation: european-commission}
    ==> organisations/european-commission.yaml
    kind: eu-institution
    ```

    ## Use instead
    ```yaml
    ==> agreements/namibia-2022.yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: NA}
    ==> organisations/european-commission.yaml
    kind: eu-institution
    ```
    """
    sides = [party.side for party in agreement.parties]
    if Side.EU not in sides or Side.PARTNER not in sides:
        yield NotApplicable("there is no side of the EU, or no partner's")
        return
    if "organisations" in context.incomplete:
        yield INCOMPLETE
        return
    manifest = context.registry.manifest
    if manifest is not None and manifest.own:
        yield NotApplicable("the manifest says whose registry it is")
        return
    of_the_eu = [_is_of_the_eu(party, context) for party in agreement.parties]
    swapped = [
        index
        for index, (party, is_eu) in enumerate(zip(agreement.parties, of_the_eu, strict=True))
        if party.side is Side.PARTNER and is_eu
    ]
    if not swapped:
        return
    eu_side = [is_eu for party, is_eu in zip(agreement.parties, of_the_eu, strict=True) if party.side is Side.EU]
    if not any(eu_side):
        message = f"{agreement.parties[swapped[0]].organisation} is of the EU, and no party of the EU's side is"
        yield Problem(message, ("parties", swapped[0], "side"), "swap the sides, if they were")


@rule("P432", "info", Agreement)
def signatory_on_two_sides(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """One person signed for two parties.

    ## Why is this bad?
    A name was copied to the other party and not changed. A person may sign for two bodies of one side.

    ## Example
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories: [{name: Walter Deffaa}]
      - side: partner
        country: CN
        signatories: [{name: Walter Deffaa}]
    ```

    ## Use instead
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories: [{name: Walter Deffaa}]
      - side: partner
        country: CN
        signatories: [{name: Du Ying}]
    ```
    """
    if sum(bool(party.signatories) for party in agreement.parties) < 2:
        return
    seen: dict[str, Party] = {}
    for index, party in enumerate(agreement.parties):
        for at, signatory in enumerate(party.signatories):
            first = seen.setdefault(fold(signatory.name), party)
            if first is not party and (first.side is not party.side or party.side is Side.PARTY):
                message = f"{signatory.name} signed for another side as well"
                path = ("parties", index, "signatories", at, "name")
                yield Problem(message, path, "name who signed for this party")


_OFFICES = re.compile(
    r"\b(?:president|prime minister|minister|commissioner|director|secretary|ambassador|governor|mayor|chancellor|"
    r"president[ea]|ministr[aeo]|ministre|commissaire|directeur|direttore|secretári[oa]|secretari[oa]|gouverneur|"
    r"gobernador[a]?|governador[a]?|botschafter(?:in)?|minister(?:in)?|kommissar(?:in)?)\b",
    re.IGNORECASE,
)


@rule("P433", "info", Signatory)
def office_in_place_of_the_name(signatory: Signatory, _context: Context) -> Iterator[Outcome]:
    """A name is that of an office, and the office is none.

    ## Why is this bad?
    Name and office were swapped, or the office stands before the name. A family may be called Minister.

    ## Example
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories: [{name: Commissioner for Regional Policy, office: Johannes Hahn}]
      - {side: partner, country: CN}
    ```

    ## Use instead
    ```yaml
    parties:
      - side: eu
        organisation: european-commission
        signatories: [{name: Johannes Hahn, office: Commissioner for Regional Policy}]
      - {side: partner, country: CN}
    ```
    """
    if signatory.office is not None and fold(signatory.office) == fold(signatory.name):
        yield Problem("the office is the person's name", ("office",), "write the office, or leave it out")
        return
    match = _OFFICES.search(signatory.name)
    if match is not None and (signatory.office is None or _OFFICES.search(signatory.office) is None):
        # A last word may be a family name: Ann Minister.
        if match.end() == len(signatory.name) and match.start() > 0 and signatory.office is None:
            return
        hint = "write the person's name, and the office as office"
        yield Problem(f"the name {signatory.name!r} has the word {match[0]!r}", ("name",), hint)


@rule("P434", "info", Agreement)
def quote_names_the_other_side(agreement: Agreement, context: Context) -> Iterator[Outcome]:
    """The quote for a signatory names the country of another party, and not that of the party he signed for.

    ## Why is this bad?
    He may stand on the wrong side. A quote that names no country, both, or the body that he signed for is left alone.

    ## Example
    ```yaml
    parties:
      - side: party
        country: CN
        signatories:
          - name: Ana Paz
            evidence:
              - {for: name, source: page, quote: "Ana Paz, Minister of Chile"}
      - {side: party, country: CL}
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: party, country: CN}
      - side: party
        country: CL
        signatories:
          - name: Ana Paz
            evidence:
              - {for: name, source: page, quote: "Ana Paz, Minister of Chile"}
    ```
    """
    codes = [str(party.country) for party in agreement.parties if party.country]
    if len(set(codes)) < 2:
        yield NotApplicable("the parties are not of several countries")
        return
    if "organisations" in context.incomplete:
        yield INCOMPLETE
        return
    for index, party in enumerate(agreement.parties):
        for at, signatory in enumerate(party.signatories if party.country else ()):
            text = " ".join(each.quote or "" for each in signatory.evidence if each.says is None)
            named = {code for code in codes if territory_name(code) in text}
            if named and party.country not in named and not _names_body(text, party, context):
                others = ", ".join(sorted(map(territory_name, named)))
                path = ("parties", index, "signatories", at, "name")
                message = f"the quote names {others}, and not {territory_name(party.country or '')}"
                yield Problem(message, path, "name the person with the party that he signed for")


def _names_body(text: str, party: Party, context: Context) -> bool:
    """Say whether a quote has a word of the names of the organisation that is the party."""
    organisation = context.registry.organisations.get(party.organisation or "")
    if organisation is None:
        return False
    names = (*organisation.name.values(), *(each.text for each in organisation.other_names))
    return not set(_words(text)).isdisjoint(word for name in names for word in _words(name))


_WORD = re.compile(r"[^\W\d_]{3,}")
_ALIKE = 80.0  # what differs more may be another name: Brukseli


@rule("E520", "info", Signature | Signatory)
def word_not_in_its_quote(part: Signature | Signatory, context: Context) -> Iterator[Outcome]:
    """A place or a name has a word that its quotes do not have, or have in other letters.

    ## Why is this bad?
    The value has a slip, or the word comes from elsewhere: the first name of a person whom the quote names by the
    family name. Accents and capitals do not count, and neither does a place that has another name in the quote.
    Evidence with a note in place of a quote answers. A place that shares nothing with its quote is told where an
    English quote says "in" another one.

    ## Example
    ```yaml
    signed:
      - date: 2016-09-06
        place: Bejing
        evidence:
          - {for: place, source: page, quote: "signed in Beijing"}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2016-09-06
        place: Beijing
        evidence:
          - {for: place, source: page, quote: "signed in Beijing"}
    ```
    """
    key, value = ("place", part.place) if isinstance(part, Signature) else ("name", part.name)
    backing = [each for each in part.evidence if key in each.claims and each.says is None]
    if not isinstance(value, str) or not backing:
        yield NotApplicable("no evidence beside it speaks of a text")
        return
    if any(each.quote is None for each in backing):
        yield NotApplicable("a note says where it stands")
        return
    quoted = " ".join([str(each.quote) for each in backing])
    missing, similar = _not_quoted(value, quoted)
    if not missing:
        return
    written = _as_written(value, missing[0])
    if similar:
        message = f"{written!r} is {_as_written(quoted, similar[0])!r} in the quote"
        yield Problem(message, (key,), "write it as the source does, if it is a slip")
    elif key == "name" and len(missing) < len(_words(value)):
        yield Problem(f"{written!r} is not in the quote", (key,), "add the evidence that has the whole name")
    elif key == "place" and len(missing) == len(_words(value)) and (named := _towns(backing, context)):
        hint = "write it as the source does, or add the evidence that has it"
        yield Problem(f"{value!r} is not in the quote, which says in {named[0]}", (key,), hint)


@lru_cache(4096)  # the same people sign, in the same towns
def _not_quoted(value: str, quoted: str) -> tuple[Sequence[str], Sequence[str]]:
    """Give the words of a value that its quotes do not have, and what is like the first of them in the quotes."""
    if {*_WORD.findall(quoted)}.issuperset(_WORD.findall(value)):
        return (), ()  # as most are, letter by letter
    words = _words(quoted)
    missing = [word for word in _words(value) if word not in words] if words else []
    like = sorted(word for word in words if _may_be_like(missing[0], word)) if missing else []
    return missing, suggest(missing[0], like, likeness=_ALIKE) if like else ()


def _may_be_like(word: str, other: str) -> bool:
    """Say whether enough letters of a word are in another one: to load what compares them takes a while."""
    most = min(sum(letter in other for letter in word), sum(letter in word for letter in other))
    return 200 * most >= _ALIKE * (len(word) + len(other))


_IN = re.compile(r"\bin ([^\W\d_a-z]\w{2,})")
_MONTHS = frozenset(month_name)


def _towns(backing: Sequence[Evidence], context: Context) -> list[str]:
    """Give what English quotes say that something happened in, if it is neither a month nor a country."""
    english = [str(each.quote) for each in backing if context.language_of(each.source) == "en"]
    named = [word for quote in english for word in _IN.findall(quote)]
    return [word for word in named if word not in _MONTHS and not countries_named(word)]


def _words(text: str) -> list[str]:
    return [_folded(word) for word in _WORD.findall(text)]


@lru_cache(8192)
def _folded(word: str) -> str:
    return fold_accents(fold(word))


def _as_written(text: str, folded: str) -> str:
    """Give the word of a text that is this one when it is folded."""
    return str(next(word for word in _WORD.findall(text) if fold_accents(fold(word)) == folded))


RULES = (
    eu_body_on_the_partner_side,
    signatory_on_two_sides,
    office_in_place_of_the_name,
    quote_names_the_other_side,
    word_not_in_its_quote,
)
