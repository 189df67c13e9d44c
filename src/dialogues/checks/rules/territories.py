"""P: the codes of countries and of their parts, and places that are countries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dialogues.checks.rules.rule import Context, NotApplicable, Outcome, Problem, rule
from dialogues.languages import tables
from dialogues.languages.display import FALLBACK, territory_name
from dialogues.languages.former_countries import former_country
from dialogues.languages.territories import find_territories
from dialogues.names.folding import fold
from dialogues.records import Agreement, Organisation, Party, Place, Signature
from dialogues.records.dates import Date, parse_date
from dialogues.vocabulary import Side

# Countries that bear the name of a city, in one language or another, or bore it: Benin in Nigeria, Belize until 1973.
_CITIES = frozenset("BJ BZ DJ GI GT HK KW LU MC MO MX PA SG SM ST SV TN VA".split())  # noqa: SIM905  # as words


@rule("P418", "error", Party | Organisation)
def territory_elsewhere(value: Party | Organisation, _context: Context) -> Iterator[Outcome]:
    """A territory is no part of the country beside it.

    ## Why is this bad?
    The first letters of its code are those of its country, so one of the two is wrong.

    ## Example
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: US, territory: CA-QC}
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: CA, territory: CA-QC}
    ```
    """
    if value.territory is None or value.country is None or len(value.country) > 2:
        yield NotApplicable("no territory is named, or no country of today")
    elif value.territory[:2] != value.country:
        message = f"{value.territory} is a part of {value.territory[:2]}, and not of {value.country}"
        yield Problem(message, ("territory",), "correct the territory or the country")


@rule("P419", "warning", Signature | Place)
def place_is_a_country(value: Signature | Place, _context: Context) -> Iterator[Outcome]:
    """A town has the name of a country.

    ## Why is this bad?
    A country is no town; `{country: CA}` says what the source says. Countries that bear the name of a city of theirs
    are left alone.

    ## Example
    ```yaml
    signed:
      - {date: 2001-05-15, place: Canada}
    ```

    ## Use instead
    ```yaml
    signed:
      - date: 2001-05-15
        place: {country: CA}
    ```
    """
    key, text = ("place", value.place) if isinstance(value, Signature) else ("city", value.city)
    if not isinstance(text, str):
        yield NotApplicable("no town is named")
        return
    code = _country_called(text)
    if code:
        hint = f"write place: {{country: {code}}}" if key == "place" else f"write country: {code}"
        yield Problem(f"{text!r} is a country", (key,), hint)


@lru_cache(4096)
def _country_called(name: str) -> str:
    """Give the one country that is called so in English or in a language of its own; empty where there is none."""
    found = find_territories(name)
    if len(found) != 1 or found[0].code in _CITIES or found[0].kind not in ("", "long"):
        return ""
    code = found[0].code
    own = (fold(territory_name(code, language)) for language in tables.region_languages().get(code, ()))
    # In other languages a country may be called as a town is elsewhere: Salvador.
    return code if found[0].language == FALLBACK or fold(name) in own else ""


@rule("P421", "error", Agreement)
def state_of_another_time(agreement: Agreement, _context: Context) -> Iterator[Outcome]:
    """A party is a state that was no more when the agreement was concluded, or that was not yet.

    ## Why is this bad?
    The party was the state before or after it, or one of the dates is wrong. A state that began later is told of only
    where two alone concluded the agreement, or where it is said to have acted before: an agreement of several may be
    joined.

    ## Example
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: SUHH}
    signed:
      - date: 1997-03-04
    ```

    ## Use instead
    ```yaml
    parties:
      - {side: eu, organisation: european-commission}
      - {side: partner, country: RU}
    signed:
      - date: 1997-03-04
    ```
    """
    former = [index for index, party in enumerate(agreement.parties) if party.country and len(party.country) > 2]
    if not former:
        yield NotApplicable("no party is a state that is no more")
        return
    first = agreement.span.start
    if first is None:
        yield NotApplicable("the date is not known")
        return
    joined_later = _is_open(agreement)
    for index in former:
        code = str(agreement.parties[index].country)
        acts = [each.date for each in agreement.signed if code in each.party and isinstance(each.date, Date)]
        since = acts[0] if acts else None if joined_later else first
        wrong = _outside(code, since, first)
        if wrong:
            yield Problem(f"signed {first}, but {wrong}", ("parties", index, "country"), _HINT_OF_STATE)


def _is_open(agreement: Agreement) -> bool:
    """Say whether an agreement has parties enough for one to have joined it later: more than one on the other side."""
    sides = [party.side for party in agreement.parties]
    return sides.count(Side.PARTNER) > 1 or sides.count(Side.PARTY) > 2


_HINT_OF_STATE = "write the code of the state that there was, or correct the date"


@rule("P423", "error", Organisation)
def organisation_of_another_time(organisation: Organisation, _context: Context) -> Iterator[Outcome]:
    """An organisation came into being after the state that it is of had ended, or ceased to be before it began.

    ## Why is this bad?
    It belongs to the state before or after that one, or one of the dates is wrong.

    ## Example
    ```yaml
    ==> organisations/ministry.yaml
    country: SUHH
    start: 1995
    ```

    ## Use instead
    ```yaml
    ==> organisations/ministry.yaml
    country: RU
    start: 1995
    ```
    """
    if organisation.country is None or len(organisation.country) == 2:
        yield NotApplicable("it is of no state that is no more")
        return
    wrong = _outside(organisation.country, organisation.end, organisation.start)
    if wrong:
        known = [str(each) for each in (organisation.start, organisation.end) if each is not None]
        yield Problem(f"it is of {'/'.join(known)}, but {wrong}", ("country",), _HINT_OF_STATE)


def _outside(code: str, last: Date | None, first: Date | None) -> str:
    """Say that all of a time lies before a state began, or after it had ended; empty where it does not."""
    state = former_country(code)
    if state is None:
        return ""
    if last is not None and state.began is not None and last.is_before(parse_date(state.began)):
        return f"{code} ({state.name()}) began {state.began}"
    if first is not None and state.ended is not None and parse_date(state.ended).is_before(first):
        return f"{code} ({state.name()}) ended {state.ended}"
    return ""


RULES = (
    territory_elsewhere,
    place_is_a_country,
    state_of_another_time,
    organisation_of_another_time,
)
