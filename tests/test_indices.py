"""What a registry looks up is what going through all its records finds, in the same order, whatever they say."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogues.errors import InvalidDate
from dialogues.languages.tags import LanguageTag
from dialogues.names.folding import fold, fold_accents
from dialogues.records import RECORD_TYPES, Agreement, Event, Party, Place, Publication, Record, Signatory, Signature
from dialogues.records.dates import Date
from dialogues.records.durations import Duration, end_of
from dialogues.records.fields_of import parts, references
from dialogues.records.terms import active_days, present_end
from dialogues.registry import Registry
from dialogues.registry.collection import plain_words
from dialogues.registry.found import How
from dialogues.registry.word_index import WordIndex, number_of
from dialogues.vocabulary import Side

WORDS = (
    "policy",
    "Policy,",
    "police-work",
    "El Niño",
    "NIÑO",
    "政策",
    "(Ære)",
    "naïve  café",
    "x\ty",
    "=BR",
    "BR",
    "1999",
)
DATES = ("2001", "2001-05", "2001-05-02?", "1999-12-31", "2010-01-15", "9998-01-02", "unknown")
COUNTRIES = ("BR", "CN", "CA", "SUHH")
ORGANISATIONS = [f"org-{at}" for at in range(5)]
PEOPLE = ["jane-doe", "li-wei"]
DAYS = (datetime.date(1999, 12, 31), datetime.date(2012, 2, 1), datetime.date(2030, 1, 1), datetime.date(9999, 1, 1))
_TACIT = {"duration": "P5Y", "from": "signature", "renewal": "tacit"}
TERMS = ({**_TACIT}, {**_TACIT, "renewal": "none"}, {"until": "2012"}, {**_TACIT, "duration": "P9Y"})


class Writing:
    """Writes records at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, *values: Any) -> Any:
        return self.random.choice(values)

    def some(self, most: int, make: Callable[[], Any]) -> list[Any]:
        return [make() for _ in range(self.random.randint(0, most))]

    def text(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 3)))

    def maybe(self, *values: Any) -> Any:
        return self.one(None, *values)

    def chosen(self, values: Sequence[Any], most: int) -> list[Any]:
        return self.random.sample(values, self.random.randint(0, most))

    def party(self, side: str) -> dict[str, Any]:
        who = self.one("country", "territory", "organisation", "acting")
        return said(
            side=side,
            country={"country": self.one(*COUNTRIES), "acting": "BR"}.get(who),
            territory="CA-QC" if who == "territory" else None,
            organisation=self.one(*ORGANISATIONS) if who in ("organisation", "acting") else None,
            printed=self.maybe(self.text()),
            signatories=self.some(
                2, lambda: said(name=self.text(), office=self.maybe(self.text()), person=self.maybe(*PEOPLE))
            ),
        )

    def agreement(self) -> dict[str, Any]:
        sides = self.one(("own", "partner"), ("own", "partner", "partner"), *(("party",) * at for at in (1, 2, 3)))
        place = self.maybe(self.text(), said(city=self.text(), area=self.maybe(self.text())))
        return said(
            title={each: self.text() for each in self.one(("en",), ("en", "es"))},
            kind=self.one("letter-of-intent", "treaty"),
            parties=[self.party(each) for each in sides],
            signed=self.some(2, lambda: said(date=self.one(*DATES), place=place)),
            documents=[
                said(language=each, title=self.maybe(self.text())) for each in self.chosen(["en", "pt", "pt-BR"], 2)
            ],
            identifiers=self.some(2, lambda: {"scheme": "untc", "value": self.one("1-2", "12", "I 3")}),
            status=self.maybe("active", "ended", "planned"),
            term=self.maybe(*TERMS),
            ended=self.maybe("2011", "2029-06"),
            themes=self.chosen(["water"], 1),
        )

    def organisation(self, key: str) -> dict[str, Any]:
        return said(
            name={"en": self.text()},
            kind=self.one("ministry", "city-authority", "international-organisation"),
            part_of=self.maybe(*(each for each in ORGANISATIONS if each != key)),
            predecessors=[{"organisation": each} for each in self.chosen(ORGANISATIONS, 1)],
            **self.one({}, {"country": "CA", "territory": "CA-QC"}),
        )

    def event(self) -> dict[str, Any]:
        return said(
            kind="webinar",
            title={"en": self.text()},
            date=self.one(*DATES),
            partners=self.chosen(COUNTRIES[:3], 2),
            participants=self.chosen(ORGANISATIONS, 2),
            place=self.maybe({"city": self.text()}),
            contributions=self.some(
                1, lambda: said(kind="speaker", person=self.one(*PEOPLE), office=self.maybe(self.text()))
            ),
        )

    def registry(self) -> Registry:
        """Write agreements with whoever there is, and what names the same countries and organisations."""
        places = [{"city": self.text()} for _ in range(self.one(0, 1))]
        held: dict[str, dict[str, Any]] = {
            "organisations": {key: self.organisation(key) for key in ORGANISATIONS},
            "people": {key: {"name": self.text()} for key in PEOPLE},
            "themes": {"water": {"name": {"en": "Water"}}},
            "sources": {"page": {"title": self.text(), "address": "https://example.org/a", "class": "official"}},
            "agreements": {f"agreement-{at}": self.agreement() for at in range(self.random.randint(1, 6))},
            "events": {f"event-{at}": self.event() for at in range(self.random.randint(0, 2))},
            "programmes": {
                "programme": said(name={"en": self.text()}, kind="programme", countries=["BR"], places=places)
            },
        }
        return Registry(
            None,
            {
                name: {key: RECORD_TYPES[name].model_validate({**each, "id": key}) for key, each in records.items()}
                for name, records in held.items()
            },
        )


def said(**fields: Any) -> dict[str, Any]:
    """Leave out what is not said."""
    return {key: value for key, value in fields.items() if value not in (None, [], {})}


REGISTRIES = st.integers(0, 2**32).map(lambda seed: Writing(seed).registry())


laws = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def ids(records: Iterable[Record]) -> list[str]:
    return [each.id for each in records]


# Words


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_the_words_of_a_text_are_those_of_its_parts(text: str) -> None:
    from dialogues.registry.word_index import _WORD, _words

    if not text.startswith("="):
        assert [*_words(text)] == _WORD.findall(fold_accents(fold(text)))


def texts(record: Record) -> Iterator[tuple[int, str | None]]:
    """Give each text of a record by whose words it is found, with its layer, by going through all its parts."""
    if isinstance(record, Agreement | Publication | Event):
        layer = int(isinstance(record, Event))
        title = record.title.values() if record.title else ()
        yield from ((layer, each) for each in (*title, record.kind.value.replace("-", " ")))
    if isinstance(record, Agreement):
        yield from ((0, each.title) for each in record.documents)
        yield 0, {"letter-of-intent": "loi"}.get(record.kind.value)
        yield from ((0, f"={each.country}") for each in record.parties if each.country)
        yield from ((0, str(year)) for year in record.years)
    if isinstance(record, Event):
        yield from ((3, each.office) for each in record.contributions)
    for _, part in parts(record, cited=False):
        if isinstance(part, Signatory):
            yield from ((2, part.name), (3, part.office))
        elif isinstance(part, Party):
            yield 3, part.printed
        elif isinstance(part, Place):
            yield from ((4, part.city), (4, part.area))
        elif isinstance(part, Signature) and isinstance(part.place, str):
            yield 4, part.place


def said_in(record: Record, layer: int, word: str) -> bool:
    every = (text for number, text in texts(record) if number == layer and text)
    return any(
        text == word if text.startswith("=") else word in fold_accents(fold(text)).replace("(", " ").replace(")", " ").split()
        for text in every
    )  # fmt: skip


@laws
@given(
    REGISTRIES,
    st.lists(
        st.sampled_from(["policy", "police", "nino", "政策", "ære", "niño", "loi", "brazil", "2001", "br", "no"]),
        min_size=1,
        max_size=3,
    ),
)
def test_words_are_found_where_they_stand(registry: Registry, words: list[str]) -> None:  # fmt: skip
    def countries(word: str) -> list[str]:
        return {"brazil": ["BR"]}.get(word, [])

    expected: dict[str, How] = {}
    several = len(words) > 1
    for layer, how in enumerate([How.TITLE_WORD, How.TITLE_WORD, How.SIGNATORY, How.OFFICE, How.PLACE]):
        for record in registry.values():
            if all(
                said_in(record, layer, fold_accents(word))
                or (several and layer == 0 and any(said_in(record, 0, f"={code}") for code in countries(word)))
                for word in words
            ):
                expected.setdefault(record.id, how)
        if expected and layer < 2:
            break
    found = WordIndex(dict(registry)).with_words(words, countries)
    assert [*found.items()] == [*expected.items()]


@laws
@given(REGISTRIES, st.sampled_from(["12", "1 2", "untc 12", "I-3"]), st.sampled_from([2001, 2010, 1998]))
def test_numbers_and_years_are_found_where_they_stand(registry: Registry, number: str, year: int) -> None:
    known = [
        each
        for each in registry.agreements.values()
        if any(
            number_of(number) in (number_of(of.value), number_of(f"{of.scheme} {of.value}")) for of in each.identifiers
        )
    ]
    assert [each.record for each in registry.find(number) if each.how is How.NUMBER] == known
    signed = [each for each in registry.agreements.values() if year in each.years]
    assert [each.record for each in registry.find(str(year)) if each.how is How.YEAR] == signed


# Criteria


def territories(registry: Registry, agreement: Agreement) -> set[str | None]:
    return {registry.indices.territory_of(each) for each in agreement.parties}


CRITERIA: dict[str, Callable[[Registry, Agreement], bool]] = {
    "kind=treaty": lambda _, each: each.kind.value == "treaty",
    "country=BR": lambda _, each: "BR" in each.country_codes,
    "year=2001": lambda _, each: 2001 in each.years,
    "language=pt": lambda _, each: LanguageTag.parse("pt") in each.languages or LanguageTag.parse("pt-BR") in each.languages,
    "status=ended": lambda _, each: each.status.value == "ended",
    "theme=water": lambda _, each: "water" in each.themes,
    "territory=CA-QC": lambda registry, each: "CA-QC" in territories(registry, each),
    "signed_by=li-wei": lambda _, each: any(of.person == "li-wei" or {"li", "wei"} <= set(plain_words(of.name)) for party in each.parties for of in party.signatories),
    "signed_by=NINO": lambda _, each: any("nino" in plain_words(of.name) for party in each.parties for of in party.signatories),
}  # fmt: skip


@laws
@given(REGISTRIES, st.sets(st.sampled_from([*CRITERIA]), min_size=1, max_size=3), st.booleans())
def test_criteria_pick_what_meets_all_of_them(registry: Registry, chosen: set[str], turned: bool) -> None:
    asked: Any = dict(each.split("=") for each in sorted(chosen))
    kept = [each for each in chosen if asked[each.partition("=")[0]] == each.partition("=")[2]]
    among = registry.agreements.part(reversed([*registry.agreements])) if turned else registry.agreements
    expected = [each.id for each in among.values() if all(CRITERIA[name](registry, each) for name in kept)]
    assert [*among.where(**asked)] == expected


@laws
@given(REGISTRIES, st.tuples(st.integers(1998, 2005), st.integers(2000, 2011)).filter(lambda span: span[0] <= span[1]))
def test_a_range_of_years_is_each_of_them(registry: Registry, span: tuple[int, int]) -> None:
    among = [each.id for each in registry.agreements.values() if any(span[0] <= year <= span[1] for year in each.years)]
    assert [*registry.agreements.where(year=span)] == among
    assert [*registry.agreements.where(year=range(span[0], span[1] + 1))] == among


def outcome(ask: Callable[[], list[str]]) -> object:
    """Give an answer, or what is raised: of a term that ends when no calendar has a day."""
    try:
        return ask()
    except InvalidDate as error:
        return str(error)


@laws
@given(REGISTRIES, st.sampled_from(DAYS))
def test_what_is_active_and_what_ends_is_asked_of_each_agreement(registry: Registry, day: datetime.date) -> None:
    until = end_of(Date(day.year, day.month, day.day), Duration.parse("P1M")).latest

    def is_active(agreement: Agreement) -> bool:
        days = active_days(agreement, day)
        return days is not None and days[0] <= day <= days[1]

    def ends(agreement: Agreement) -> bool:
        end = present_end(agreement, day)
        return end is not None and day <= end.latest and end.earliest <= until

    every = registry.agreements
    for _ in range(2):
        assert outcome(lambda: [*every.where(active_on=str(day))]) == outcome(
            lambda: ids(each for each in every.values() if is_active(each))
        )
        ending = outcome(lambda: [*every.where(ends_within="P1M", today=day)])
        assert ending == outcome(lambda: ids(each for each in every.values() if ends(each)))


# Partners and relations


@laws
@given(REGISTRIES)
def test_partners_are_those_of_each_agreement(registry: Registry) -> None:
    indices = registry.indices
    every = [*registry.agreements.values()]
    shown = [indices.key_of(party) for each in every for party in each.partners]
    assert [*indices.partners()] == [*dict.fromkeys(key for key in shown if key)]

    def named(agreement: Agreement) -> set[str | None]:
        keys = (
            (indices.key_of(each), each.organisation, indices.territory_of(each), *above(each.organisation))
            for each in agreement.partners
        )
        wholes = {whole for each in agreement.partners for whole in above(indices.key_of(each))}
        return {key for each in keys for key in each} | wholes

    def above(identifier: str | None) -> Iterator[str]:
        """Give the organisations that one is a part of, directly or by way of others."""
        seen: set[str] = set()
        while (organisation := indices.organisation(identifier)) is not None and organisation.id not in seen:
            seen.add(organisation.id)
            yield organisation.id
            identifier = organisation.part_of
        if identifier is not None and identifier not in seen:
            yield identifier

    for key in (*ORGANISATIONS, *COUNTRIES, "CA-QC"):
        assert indices.agreements_with(key) == ids(each for each in every if key in named(each))
        parts_alone = [each for each in every if key in each.country_codes and key not in named(each)]
        assert indices.agreements_of_parts(key) == ids(parts_alone)


@laws
@given(REGISTRIES)
def test_earlier_and_later_are_those_with_the_same_partner(registry: Registry) -> None:
    order = [*registry.agreements]
    for at, key in enumerate(order):
        assert ids(registry.earlier(key)) == [each for each in order[:at] if registry.same_partner(key, each)]
        assert ids(registry.later(key)) == [each for each in order[at + 1 :] if registry.same_partner(key, each)]


@laws
@given(REGISTRIES)
def test_relations_are_read_from_both_ends(registry: Registry) -> None:
    said = {
        (record.id, each.relation, each.inverse, each.identifier)
        for record in registry.values()
        for each in references(record)
        if each.identifier in registry and each.identifier != record.id
    }
    for key, record in registry.items():
        written = {(kind, other) for of, kind, _, other in said if of == key}
        written |= {(inverse, of) for of, _, inverse, other in said if other == key}
        same = {
            ("same-partner", each.id)
            for each in registry.values()
            if each.id != key
            and (isinstance(record, Agreement) or isinstance(each, Agreement))
            and not set(record.partner_countries).isdisjoint(each.partner_countries)
        }
        assert registry.related(key, same_partner=False) == tuple(sorted(written))
        assert registry.related(key) == tuple(sorted(written | same))


@laws
@given(REGISTRIES)
def test_a_dialogue_is_what_names_its_partner(registry: Registry) -> None:
    for key, dialogue in registry.dialogues.items():
        assert ids(dialogue.agreements) == [*registry.agreements_with(key)]
        if key.isupper() and "-" not in key:
            naming = {str(each.id) for each in registry.values() if key in each.partner_countries}
        else:
            naming = (
                {each.identifier for each in registry.related(key, same_partner=False)} if key in registry else set()
            )
        for name in ("events", "programmes", "cooperations", "publications"):
            held = [each for each in registry.collections[name].values() if each.id in naming]
            assert ids(dialogue.parts[name]) == ids(sorted(held, key=registry.time_key))


def test_equals_who_share_one_partner_alone_are_beside_those_with_an_own_side() -> None:
    """One whose only party is Brazil has no partner in common with itself, and still stands among those with Brazil."""

    def agreement(key: str, year: int, *parties: tuple[Side, str]) -> Agreement:
        held = [{"side": side.value, "country": country} for side, country in parties]
        return Agreement.model_validate(
            {"id": key, "title": {"en": key}, "kind": "treaty", "parties": held, "signed": [{"date": str(year)}]}
        )

    first = agreement("first", 2000, (Side.OWN, "CN"), (Side.PARTNER, "BR"))
    alone = agreement("alone", 2001, (Side.PARTY, "BR"))
    last = agreement("last", 2002, (Side.OWN, "CN"), (Side.PARTNER, "BR"))
    registry = Registry(None, {"agreements": {each.id: each for each in (first, alone, last)}})
    assert (ids(registry.earlier("alone")), ids(registry.later("alone"))) == (["first"], ["last"])
