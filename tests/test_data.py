"""The registry that ships: what it must say, and that every claim of it has a source that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from click.testing import Result

import dialogues
from dialogues.checks.check import check
from dialogues.findings import Severity
from dialogues.records import Agreement, Document, Evidence, Party, Publication, Signature
from dialogues.records.fields_of import parts
from dialogues.vocabulary import InstrumentKind, ResolutionOutcome, Side, SourceClass, Status, TitleBasis

LISTING = "regio-listing-2020"

# The line of the listing page of 2020, as printed: partner, then the labels of its documents.
PRINTED_LINE = (
    "China PDF EN zh, Russia PDF EN EN, Brazil PDF EN EN, and Ukraine PDF EN Ukrainian, Georgia PDF EN, Moldova PDF EN,"
    " Chile PDF EN es, Peru PDF EN es, Argentina PDF en es, Japan PDF EN, Mexico PDF EN es,"
    " Sistema de Integracion de Centro-America (SICA) PDF EN es, Colombia PDF EN es, India PDF EN."
)

# id: kind, date, place, languages
EXPECTED = {
    "china-2006": ("memorandum-of-understanding", "2006-05-15", "Beijing", "en zh"),
    "russia-2007": ("memorandum-of-understanding", "2007-05-23", None, "en und"),
    "brazil-2007": ("memorandum-of-understanding", "2007-11-29", "Brasília", "en pt"),
    "ukraine-2009": ("memorandum-of-understanding", "2009-07-22", None, "en uk"),
    "moldova-2010": ("declaration", "2010-07-15?", "Chișinău", "en"),
    "chile-2010": ("exchange-of-letters-of-intent", "2010-11-25", "Santiago", "en es"),
    "georgia-2011": ("joint-declaration", "2011-02-14?", None, "en"),
    "peru-2013": ("exchange-of-letters-of-intent", "2013-05", None, "en es"),
    "japan-2013": ("letter-of-intent", "2013-10-10", None, "en"),
    "mexico-2014": ("letter-of-intent", "2014-10-08", "Brussels", "en es"),
    "sica-2015": ("letter-of-intent", "2015", None, "en es"),
    "colombia-2015": ("letter-of-intent", "2015", None, "en es"),
    "argentina-2016": ("letter-of-intent", "2016-07-04", "Brussels", "en es"),
    "india-2017": ("joint-declaration", "2017-10-06", "New Delhi", "en"),
    "japan-2021": ("unknown", "2021-05-21", None, "en"),
    "colombia-2021": ("action-plan", "2021-09-09", None, ""),
    "india-2019": ("action-plan", None, None, ""),
    "china-2020-plan": ("action-plan", None, None, ""),
}

SIGNATORIES = {
    "brazil-2007": ["Danuta Hübner", "Geddel Vieira Lima"],
    "ukraine-2009": ["Paweł Samecki", "Vasyl Kuybida"],
    "moldova-2010": ["Johannes Hahn", "Vlad Filat"],
    "georgia-2011": ["Johannes Hahn"],
    "japan-2013": ["Walter Deffaa"],
    "mexico-2014": ["Johannes Hahn", "Alejandro Nieto Enríquez"],
    "argentina-2016": ["Neven Mimica", "Susana Mabel Malcorra"],
    "india-2017": ["Jean-Claude Juncker", "Donald Tusk", "Narendra Modi"],
    "colombia-2021": ["Elisa Ferreira", "Marta Lucía Ramírez"],
}

# What a copy on an unrelated host may prove: the text of a document itself.
MIRRORED = {
    ("ukraine-2009", "title.uk"),
    ("ukraine-2009", "documents[1].title"),
    ("colombia-2015", "title.es"),
    ("colombia-2015", "documents[1].title"),
    ("colombia-2015", "parties[1].organisation"),
    ("india-2017", "documents[0].title"),
}


def test_the_printed_line_is_rebuilt_from_the_records_alone(registry: dialogues.Registry) -> None:
    entries = sorted(
        (entry.position, entry.name, agreement.documents)
        for agreement in registry.agreements.values()
        for entry in agreement.listed
        if entry.source == LISTING
    )
    parts = [
        f"{name} PDF {' '.join(document.printed_label or '' for document in documents)}"
        for _, name, documents in entries
    ]
    # The list was four long once: the page still prints "and" before the fourth.
    parts[3] = f"and {parts[3]}"
    assert ", ".join(parts) + "." == PRINTED_LINE
    assert sum(len(documents) for _, _, documents in entries) == 24


def test_the_brochure_is_rebuilt_too(registry: dialogues.Registry) -> None:
    brochure = registry.publications["brochure-2009"]
    labels = " ".join(document.printed_label or "" for document in brochure.documents)
    assert labels == "en es fr hy ka mo pt Russian Ukrainian Chinese"
    assert " ".join(str(document.language) for document in brochure.documents) == "en es fr hy ka ro pt ru uk zh"
    assert [len(each.languages) for each in brochure.language_lists] == [10, 4, 7]


def test_every_agreement_says_what_was_decided(registry: dialogues.Registry) -> None:
    said = {}
    for identifier, agreement in registry.agreements.items():
        planned = agreement.status is Status.PLANNED
        (signature,) = (Signature(),) if planned else agreement.signed
        said[identifier] = (
            agreement.kind.value,
            None if signature.date is None else str(signature.date),
            signature.place,
            " ".join(str(document.language) for document in agreement.documents),
        )
        assert (agreement.binding.value, agreement.status.value) == ("unknown", "planned" if planned else "unknown")
        assert agreement.authentic_languages is None
    assert said == EXPECTED


def test_only_those_are_signatories_of_whom_a_source_says_so(registry: dialogues.Registry) -> None:
    said = {
        identifier: [signatory.name for party in agreement.parties for signatory in party.signatories]
        for identifier, agreement in registry.agreements.items()
    }
    assert {identifier: names for identifier, names in said.items() if names} == SIGNATORIES


def claims(agreement: Agreement) -> Iterator[tuple[str, tuple[Evidence, ...], str]]:
    """Give the claims that need a source: where they stand, the evidence beside them, and its ``for``."""
    if agreement.kind is not InstrumentKind.UNKNOWN:
        yield "kind", agreement.evidence, "kind"
    if agreement.title_basis is TitleBasis.OFFICIAL:
        yield "title", agreement.evidence, "title"
    for number, party in enumerate(agreement.parties):
        yield from party_claims(number, party)
    for number, signature in enumerate(agreement.signed):
        yield from signature_claims(number, signature)
    for number, document in enumerate(agreement.documents):
        yield from document_claims(number, document)
    for number, relation in enumerate(agreement.relations):
        yield f"relations[{number}]", relation.evidence, "kind"


def party_claims(number: int, party: Party) -> Iterator[tuple[str, tuple[Evidence, ...], str]]:
    at = f"parties[{number}]"
    if party.country:
        yield f"{at}.country", party.evidence, "country"
    if party.organisation:
        yield f"{at}.organisation", party.evidence, "organisation"
    for place, signatory in enumerate(party.signatories):
        for field in ("name", "office", "on_behalf_of"):
            if getattr(signatory, field):
                yield f"{at}.signatories[{place}].{field}", signatory.evidence, field


def signature_claims(number: int, signature: Signature) -> Iterator[tuple[str, tuple[Evidence, ...], str]]:
    for field in ("date", "place"):
        if getattr(signature, field):
            yield f"signed[{number}].{field}", signature.evidence, field


def document_claims(number: int, document: Document) -> Iterator[tuple[str, tuple[Evidence, ...], str]]:
    for field in ("language", "title"):
        if getattr(document, field) and str(document.language) != "und":
            yield f"documents[{number}].{field}", document.evidence, field


def test_every_claim_has_evidence_of_a_class_that_counts(registry: dialogues.Registry) -> None:
    unproven = []
    for agreement in registry.agreements.values():
        for at, evidence, name in claims(agreement):
            backing = [each for each in evidence if name in each.claims and each.says is None]
            classes = {registry.sources[each.source].source_class for each in backing}
            if not classes - {SourceClass.MIRROR} and not (classes and (agreement.id, at) in MIRRORED):
                unproven.append((agreement.id, at))
    assert unproven == []


def evidence_of(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from evidence_of(item)
    elif hasattr(value, "__pydantic_fields__"):
        for name in value.__pydantic_fields__:
            yield from evidence_of(getattr(value, name))


def test_quotes_are_short_and_every_source_is_used(registry: dialogues.Registry) -> None:
    every = [each for record in registry.values() for each in evidence_of(record)]
    assert [each.quote for each in every if each.quote and len(each.quote.split()) > 20] == []
    used = {each.source for each in every}
    used |= {
        each.source for record in registry.values() if isinstance(record, Publication) for each in record.language_lists
    }
    assert set(registry.sources) == used


def test_what_is_disputed_says_what_came_of_it(registry: dialogues.Registry) -> None:
    def open_disputes(value: object) -> Iterator[tuple[str, str]]:
        if isinstance(value, tuple):
            for item in value:
                yield from open_disputes(item)
        elif hasattr(value, "__pydantic_fields__"):
            settled = {claim for each in getattr(value, "resolution", ()) for claim in each.claims}
            for each in getattr(value, "evidence", ()):
                if each.says is not None and not settled & set(each.claims):
                    yield each.source, each.says
            for name in value.__pydantic_fields__:
                yield from open_disputes(getattr(value, name))

    assert [found for record in registry.values() for found in open_disputes(record)] == []


@pytest.mark.parametrize(
    ("identifier", "statement"),
    [
        ("argentina-2016", "2012"),
        ("brazil-2007", "en"),
        ("india-2017", "signed"),
    ],
)
def test_the_second_statement_is_kept(registry: dialogues.Registry, identifier: str, statement: str) -> None:
    assert statement in {each.says for each in evidence_of(registry[identifier])}


def test_the_eu_side_is_named_as_each_source_prints_it(registry: dialogues.Registry) -> None:
    sides: dict[str, list[str]] = {"european-commission": [], "dg-regio": []}
    for identifier, agreement in registry.agreements.items():
        if agreement.listed:
            party = next(party for party in agreement.parties if party.side is Side.EU)
            sides[str(party.organisation)].append(identifier)
    assert sides == {
        "european-commission": [
            "china-2006", "russia-2007", "brazil-2007", "ukraine-2009", "moldova-2010", "mexico-2014", "india-2017",
        ],
        "dg-regio": [
            "chile-2010", "georgia-2011", "peru-2013", "japan-2013", "colombia-2015", "sica-2015", "argentina-2016",
        ],
    }  # fmt: skip


# What an audit found wrong and sources read again put right: the record, the path, and the whole value of today.
CORRECTED: list[tuple[str, str, object]] = [
    ("nprd", "phases.0.name", "Decreto nº 6.047"),
    ("nprd", "phases.0.start", "2007-02-22"),
    ("nprd", "phases.0.end", "2019"),
    ("nprd", "phases.1.name", "Decreto nº 9.810"),
    ("nprd", "phases.1.start", "2019-05-30"),
    ("nprd", "phases.1.end", "2024"),
    ("iuc", "countries", ["CN", "IN", "JP", "MY", "US", "CA", "MX", "BR", "AR", "PE", "CL", "CO"]),
    ("iuc", "phases.0.name", "phase 1"),
    ("iuc", "phases.0.start", "2016?"),
    ("iuc", "phases.0.end", "2020"),
    ("eu-japan-seminar-2012", "date", None),
    (
        "eu-japan-seminar-2012",
        "title.en",
        "Putting urban development into an international context: exchanging best practice between Europe, Japan and Latin"
        " America",
    ),
    ("eu-japan-seminar-tokyo-2012", "date", "2012-05-15"),
    ("eu-japan-seminar-tokyo-2012", "organisers", ["jp-mlit", "dg-regio"]),
    ("koriyama-essen", "memorandum", "signed"),
    ("koriyama-memorandum-2017", "date", "2017"),
    ("koriyama-supplement-2019", "date", "2019-09-02"),
    ("yangzhou-horticultural-exhibition-2021", "programmes", ["iuc", "iurc"]),
    ("yangzhou-horticultural-exhibition-2021", "end", "2021-10-08"),
    ("yangzhou-exhibition", "programmes", ["iuc", "iurc"]),
    ("eeas", "name.en", "European External Action Service"),
    ("eeas", "kind", "eu-body"),
    ("china-2020-plan", "status", "planned"),
    ("india-2019", "designation.en", "Joint Action Work Plan"),
    ("in-corporation-panaji", "name.en", "Corporation of the City of Panaji"),
    ("eu-regional-policy", "organisations", ["dg-regio"]),
    ("cetregio", "name.en", "Chinese European Training on Regional Policy"),
    ("cetregio", "phases.0.name", "CETREGIO 2011-2014"),
    ("cetregio", "phases.0.start", None),
    ("cetregio", "phases.0.end", "2014"),
    ("world-cities", "kind", "project"),
    ("world-cities", "predecessor", "cetregio"),
    ("world-cities", "organisations", ["dg-regio"]),
    ("nelson-jorge", "order", "given-first"),
    ("nelson-jorge", "family", "Jorge"),
    ("cross-national-solidarity", "organisations", []),
    ("innov-al", "organisations", ["dg-regio", "infyde"]),
    ("innovact", "organisations", ["spatial-foresight", "tecnalia"]),
    ("panaji-dubrovnik", "basis", "unknown"),
    ("regional-innovation-workshop-2020", "organisers", ["dg-regio", "iuc-team"]),
]


@pytest.mark.parametrize(("identifier", "path", "value"), CORRECTED, ids=[" ".join(each[:2]) for each in CORRECTED])
def test_what_was_corrected_stays_so(registry: dialogues.Registry, identifier: str, path: str, value: object) -> None:
    found: Any = registry[identifier].model_dump(mode="json")
    for key in path.split("."):
        found = found[int(key) if key.isdigit() else key]
    assert found == value


def test_an_open_dispute_has_no_plain_value(registry: dialogues.Registry) -> None:
    values = {
        (record.id, claim, str(getattr(part, claim)))
        for record in registry.values()
        for _, part in [((), record), *parts(record)]
        for resolution in getattr(part, "resolution", ())
        if resolution.outcome is ResolutionOutcome.OPEN
        for claim in resolution.claims
    }
    assert values == {
        ("cetregio", "start", "None"),
        ("eu-japan-seminar-2012", "date", "None"),
        ("india-2019", "end", "None"),
        ("india-2019", "start", "None"),
        ("japan-2021", "kind", "unknown"),
        ("panaji-dubrovnik", "basis", "unknown"),
        ("panaji-dubrovnik", "memorandum", "unknown"),
        ("russia-2007", "language", "und"),
    }


def test_no_statement_stands_without_a_quote_but_what_an_address_says(registry: dialogues.Registry) -> None:
    bare = [
        (record.id, each.claims, each.basis.value)
        for record in registry.values()
        for each in evidence_of(record)
        if each.quote is None
    ]
    assert bare == [("brazil-eu-dialogue-book-2011", ("kind",), "address")]


def test_organisations_have_names_beside_english_each_with_its_source(registry: dialogues.Registry) -> None:
    table = [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "fi",
        "fr",
        "ga",
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sv",
    ]
    others = {
        identifier: [str(tag) for tag in each.name if str(tag) != "en"]
        for identifier, each in registry.organisations.items()
    }
    assert {identifier: tags for identifier, tags in others.items() if tags} == {
        "br-ministry-of-national-integration": ["pt"],
        "cl-subdere": ["es"],
        "co-ministry-of-foreign-affairs": ["es"],
        "dg-devco": table,
        "dg-regio": ["es", "ja", *(tag for tag in table if tag != "es")],
        "dg-trade": table,
        "eeas": table,
        "european-council": table,
        "european-union": table,
        "fpi": table,
        "european-commission": [
            "uk",
            "es",
            "bg",
            "cs",
            "da",
            "de",
            "et",
            "el",
            "fr",
            "it",
            "lv",
            "lt",
            "hu",
            "mt",
            "nl",
            "pl",
            "pt",
            "ro",
            "sk",
            "sl",
            "fi",
            "sv",
            "zh",
            "hr",
            "ga",
            "hy",
            "ka",
            "ru",
        ],
        "ge-ministry-of-regional-development-and-infrastructure": ["ka"],
        "jp-mlit": ["ja"],
        "jp-mlit-city-bureau": ["ja"],
        "jp-mlit-national-spatial-planning-and-regional-policy-bureau": ["ja"],
        "mx-sedatu": ["es"],
        "sica": ["es"],
        "sica-general-secretariat": ["es"],
        "ua-ministry-of-regional-development-and-construction": ["uk"],
    }
    for identifier, tags in others.items():
        proved = {claim for each in registry.organisations[identifier].evidence for claim in each.claims}
        assert {f"name.{tag}" for tag in tags} <= proved, identifier


def test_the_command_line_tells_it_so(run: Callable[..., Result]) -> None:
    mexico = run("show", "Mexico").stdout
    assert "International Urban Cooperation (iuc)" in mexico
    nprd = run("show", "nprd").stdout
    assert "phases         Decreto nº 6.047: 22 February 2007 – 2019; The first decree;" in nprd
    assert "Decreto nº 9.810: 30 May 2019 – 2024; The second decree" in nprd


def test_the_check_finds_no_fault_and_what_it_accepts_has_a_reason() -> None:
    report = check()
    assert {finding.severity for finding in report.findings} == {Severity.INFO}
    assert {finding.code for finding in report.findings} == {"G805", "L207", "L208", "L210", "P403"}
    assert report.accepted == ()
    assert not report.failed
