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
from dialogues.records import Agreement, Application, Organisation, Party, Place, Signature
from dialogues.records.dates import Date, parse_date

# Parts of a country (ISO 3166-2) that have a code of their own in ISO 3166-1.
_COUNTRIES = {
    **dict.fromkeys(("FI-01",), "AX"),
    **dict.fromkeys(("NL-BQ1", "NL-BQ2", "NL-BQ3"), "BQ"),
    **dict.fromkeys(("NO-21", "NO-22"), "SJ"),
    "FR-971": "GP",
    "FR-972": "MQ",
    "FR-973": "GF",
    "FR-974": "RE",
    "FR-976": "YT",
    **{
        code: code[3:]
        for code in (  # noqa: SIM905  # as words
            "CN-HK CN-MO CN-TW FR-BL FR-GF FR-GP FR-MF FR-MQ FR-NC FR-PF FR-PM FR-RE FR-TF FR-WF FR-YT NL-AW NL-CW"
            " NL-SX US-AS US-GU US-MP US-PR US-UM US-VI"
        ).split()
    },
}
# Countries that bear the name of a city of theirs, in one language or another.
_CITIES = frozenset("DJ GI GT HK KW LU MC MO MX PA SG SM ST SV TN VA".split())  # noqa: SIM905  # as words


@rule("P417", "warning", Party | Organisation | Application)
def territory_is_a_country(value: Party | Organisation | Application, _context: Context) -> Iterator[Outcome]:
    """A territory has the code of a part of a country, and one of its own among countries (ISO 3166-1).

    ## Why is this bad?
    Who asks for Hong Kong by the code that all registers use does not find it.

    ## Example
    ```yaml
    applies_to:
      - {territory: CN-HK}
    ```

    ## Use instead
    ```yaml
    applies_to:
      - {territory: HK}
    ```
    """
    if value.territory is None:
        yield NotApplicable("no territory is named")
    elif value.territory in _COUNTRIES:
        code = _COUNTRIES[value.territory]
        hint = f"write {code}" if isinstance(value, Application) else f"write country: {code}, and no territory"
        yield Problem(f"{value.territory} has a code of its own: {code}", ("territory",), hint)


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
    elif value.territory in _COUNTRIES:
        yield NotApplicable("the territory has a code of its own, which is told")
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
    The party was the state before or after it, or one of the dates is wrong.

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
    for index in former:
        code = str(agreement.parties[index].country)
        wrong = _outside(code, first, first)
        if wrong:
            yield Problem(f"signed {first}, but {wrong}", ("parties", index, "country"), _HINT_OF_STATE)


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
    territory_is_a_country,
    territory_elsewhere,
    place_is_a_country,
    state_of_another_time,
    organisation_of_another_time,
)
