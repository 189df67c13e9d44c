"""A registry as linked data: what it says, in which terms, and what it never says."""

from __future__ import annotations

import io
import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pyshacl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

import dialogues
from bundles import unpack
from dialogues import vocabulary
from dialogues.publishing import context, export, shapes
from dialogues.publishing.addresses import of_parts
from dialogues.publishing.authorities import Authorities
from dialogues.publishing.linked_data import terms_of
from dialogues.publishing.mapping import DAYS, KINDS, TERMS, TOLD_ELSEWHERE
from dialogues.publishing.terms import OWN, PREFIXES, address, text
from dialogues.records import RECORD_TYPES, Document, Manifest, Party, Record
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import field_of, fields_of
from dialogues.records.json_schema import json_schema

ROOT = Path(__file__).parent.parent
D = rdflib.Namespace(OWN)
ELI = rdflib.Namespace(PREFIXES["eli"])
PROV = rdflib.Namespace(PREFIXES["prov"])
DCT = rdflib.Namespace(PREFIXES["dct"])
SKOS = rdflib.Namespace(PREFIXES["skos"])
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")

BASE = "https://example.org/agreements-of-ours/"
RECORDS = """\
==> registry.yaml
format: "1.1"
title: {en: Examples, pt: Exemplos}
version: 7
date: 2026-11-24
licence: CC-BY-4.0
publisher: ministry
base: "https://example.org/agreements-of-ours"
==> sources/page.yaml
title: A page
address: https://example.org/page
class: official
==> sources/other.yaml
title: Another page
address: https://example.org/other
class: press
==> organisations/ministry.yaml
name: {pt: Ministério, en: Ministry}
kind: ministry
country: BR
other_names:
  - {text: MIN, use: acronym}
  - {text: The Ministery, use: printed, evidence: [{for: text, source: page, quote: the Ministery}]}
==> agreements/kosovo-2015.yaml
title: {en: A memorandum}
kind: memorandum-of-understanding
parties:
  - {side: own, country: FR}
  - {side: partner, country: XK, organisation: ministry}
signed:
  - date: 2015-06?
    place: Pristina
    evidence:
      - {for: date, source: page, quote: in June of the year}
      - {for: date, source: other, says: 2015-07, quote: last July}
    resolution: {for: date, why: The page is of the day itself.}
takes_effect: unknown
documents:
  - {language: zh-Hans, media_type: application/pdf, size: 3, printed_label: ZH}
  - {language: und}
evidence:
  - {for: kind, source: page, quote: signed a memorandum}
  - {for: takes_effect, source: page, says: 2016-01-01, quote: from January}
  - {for: takes_effect, source: other, says: 2016-02-01, quote: from February}
resolution: {for: takes_effect, outcome: open, why: Nobody knows.}
==> agreements/treaty-2016.yaml
title: {fr: Un traité}
kind: treaty
identifiers:
  - {scheme: doi, value: 10.1000/182}
binding: yes
takes_effect: 2017-01-01
status: active
parties:
  - {side: own, country: FR}
  - {side: partner, country: BR}
signed:
  - {date: 2016-03-02}
relations:
  - {kind: supersedes, agreement: kosovo-2015}
documents:
  - {language: fr, title: "Traité", media_type: application/pdf}
  - {language: fr, media_type: text/html}
"""


@pytest.fixture
def small(tmp_path: Path) -> dialogues.Registry:
    return dialogues.load(unpack(RECORDS, tmp_path / "data"))


def graph(registry: dialogues.Registry, **options: Any) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(registry, "nquads", **options), format="nt")


def written(registry: dialogues.Registry, name: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    export(registry, stream, name, **options)
    return stream.getvalue()


@cache
def bundled() -> rdflib.Graph:
    return graph(dialogues.load())


def with_base(registry: dialogues.Registry, base: str = "urn:x-example:") -> dialogues.Registry:
    assert registry.manifest is not None
    manifest = registry.manifest.model_copy(update={"base": base})
    return dialogues.Registry(manifest, {name: dict(held) for name, held in registry.collections.items()})


def node(path: str) -> URIRef:
    return URIRef(BASE + path)


# Addresses


def test_without_a_base_there_are_no_addresses(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from dialogues.cli import main

    data = unpack(RECORDS.replace('base: "https://example.org/agreements-of-ours"\n', ""), tmp_path / "data")
    with pytest.raises(SystemExit) as ended:
        main(["export", "--data", str(data), "--format", "nquads", "-o", str(tmp_path / "out.nq")])
    assert ended.value.code == 2
    assert capfd.readouterr().err == (
        "dialogues: linked data needs addresses: give the manifest (registry.yaml) a base, an https: address that is "
        "yours or a urn: prefix\n"
    )
    assert not (tmp_path / "out.nq").exists()


@pytest.mark.parametrize(
    ("base", "record"),
    [
        ("https://example.org/a", "https://example.org/a/agreements/kosovo-2015"),
        ("https://example.org/a/", "https://example.org/a/agreements/kosovo-2015"),
        ("urn:x-a:b", "urn:x-a:b:agreements/kosovo-2015"),
        ("urn:x-a:b:", "urn:x-a:b:agreements/kosovo-2015"),
    ],
)
def test_a_record_has_its_address_below_the_base(base: str, record: str, small: dialogues.Registry) -> None:
    assert (URIRef(record), DCT.identifier, Literal("kosovo-2015")) in graph(with_base(small, base))


def turned_round(value: Any) -> Any:
    """Put every list of parts of a record into the opposite order."""
    if isinstance(value, tuple):
        return tuple(turned_round(each) for each in reversed(value))
    if not isinstance(value, FileRecord):
        return value
    fields = {field.name: turned_round(getattr(value, field.name)) for field in fields_of(type(value))}
    return value.model_copy(update=fields)


@pytest.mark.parametrize("which", ["small", "registry"])
def test_nothing_changes_where_a_list_is_put_in_another_order(which: str, request: pytest.FixtureRequest) -> None:
    ours: dialogues.Registry = request.getfixturevalue(which)
    records = {
        name: {key: turned_round(record) for key, record in held.items()} for name, held in ours.collections.items()
    }
    turned = dialogues.Registry(ours.manifest, records)
    assert turned != ours
    # The digest tells of the order, and is the one thing that does.
    found = set(written(turned, "nquads").replace(turned.digest.encode(), b"").splitlines())
    assert found == set(written(ours, "nquads").replace(ours.digest.encode(), b"").splitlines())


def test_each_of_several_texts_has_an_address() -> None:
    def document(**told: str) -> Document:
        return Document.model_validate(told)

    pdf, html = "application/pdf", "text/html"
    assert of_parts(
        "a",
        "documents",
        [
            document(language="en"), document(language="pt", role="annex"), document(language="fr", media_type=pdf),
            document(language="fr", media_type=html), document(language="fr", media_type=pdf, title="B"),
        ],
    ) == ["a/en", "a/pt-annex", "a/fr-pdf-2", "a/fr-html", "a/fr-pdf"]  # fmt: skip


def test_alike_parts_have_addresses_of_their_own_whatever_their_order() -> None:
    parties = [Party.model_validate({"side": "own", "printed": name}) for name in ("A", "B", "C")]
    found = dict(zip("ABC", of_parts("r", "parties", parties), strict=True))
    assert len(set(found.values())) == 3
    assert of_parts("r", "parties", [*reversed(parties)]) == [found[name] for name in "CBA"]


# What is said


def test_a_work_its_text_and_its_file_are_three_nodes(small: dialogues.Registry) -> None:
    told = graph(small)
    work, expression = node("agreements/kosovo-2015"), node("agreements/kosovo-2015/zh-Hans")
    assert set(told.objects(work, rdflib.RDF.type)) == {ELI.Work, D.Agreement}
    assert set(told.objects(work, ELI.is_realized_by)) == {expression, node("agreements/kosovo-2015/und")}
    assert told.value(expression, ELI.realizes) == work
    assert told.value(expression, D.languageTag) == Literal("zh-Hans")
    assert told.value(expression, ELI.language) == URIRef(f"{EU}language/ZHO")
    assert told.value(expression, ELI.title) == Literal("A memorandum", lang="en")
    file = told.value(expression, ELI.is_embodied_by)
    assert told.value(file, ELI.media_type) == URIRef("https://www.iana.org/assignments/media-types/application/pdf")
    assert told.value(node("agreements/kosovo-2015/und"), ELI.language) == URIRef(f"{EU}language/UND")


EU = "http://publications.europa.eu/resource/authority/"


def test_the_codes_are_those_of_the_tables_of_the_eu() -> None:
    known = Authorities()
    tags = {tag: known.language(dialogues.LanguageTag.parse(tag)) for tag in ("zh-Hant", "ro", "sr-Latn", "und", "mul")}
    assert tags == {
        tag: f"<{EU}language/{code}>"
        for tag, code in (("zh-Hant", "ZHO"), ("ro", "RON"), ("sr-Latn", "SRP"), ("und", "UND"), ("mul", "MUL"))
    }
    assert known.area("XK") == f"<{EU}country/1A0>"
    assert known.area("BR") == f"<{EU}country/BRA>"
    assert known.area("CA-QC") == f"<{OWN}area/CA-QC>"
    assert known.area("SUHH") == f"<{EU}country/SUN>"
    assert known.area("YDYE") == f"<{OWN}area/YDYE>"
    assert known.language(dialogues.LanguageTag.parse("sa")) == f"<{OWN}language/sa>"


def test_only_what_binds_is_a_legal_resource(small: dialogues.Registry) -> None:
    told = graph(small)
    assert [*told.subjects(rdflib.RDF.type, ELI.LegalResource)] == [node("agreements/treaty-2016")]
    treaty = node("agreements/treaty-2016")
    assert told.value(treaty, ELI.in_force) == ELI["InForce-inForce"]
    assert told.value(treaty, ELI.first_date_entry_in_force) == Literal("2017-01-01", datatype=rdflib.XSD.date)
    assert told.value(treaty, ELI.repeals) == node("agreements/kosovo-2015")
    assert told.value(treaty, URIRef(f"{PREFIXES['schema']}sameAs")) == URIRef("https://doi.org/10.1000/182")
    assert (node("agreements/kosovo-2015"), D.binding, None) not in told


def test_a_date_is_a_day_only_where_it_is_certain(small: dialogues.Registry) -> None:
    told = graph(small)
    dates = {str(told.value(subject, DCT.date)) for subject in told.subjects(rdflib.RDF.type, D.Signature)}
    assert dates == {"2015-06?", "2016-03-02"}
    assert {each.datatype for each in told.objects(None, DCT.date)} == {EDTF}  # type: ignore[attr-defined]
    days = {str(subject): str(day) for subject, day in told.subject_objects(ELI.date_document)}
    assert days == {f"{BASE}agreements/treaty-2016": "2016-03-02"}


def test_a_disputed_value_is_never_asserted(small: dialogues.Registry) -> None:
    """What a source says otherwise stands in the claim alone; what is open has no value at all."""
    told = graph(small)
    says = {str(each) for each in told.objects(None, D.says)}
    assert says == {"2015-07", "2016-01-01", "2016-02-01"}
    for subject, predicate, value in told:
        assert str(value) not in says or predicate == D.says, (subject, predicate)
    assert (node("agreements/kosovo-2015"), D.takesEffect, None) not in told


def test_every_statement_is_a_claim_with_its_source(small: dialogues.Registry) -> None:
    told = graph(small)
    claims = set(told.subjects(rdflib.RDF.type, D.Claim))
    assert len(claims) == len([*dialogues.statements(small)])
    (disputing,) = told.subjects(D.says, Literal("2015-07"))
    signature = told.value(node("agreements/kosovo-2015"), D.signed)
    assert {predicate: told.value(disputing, predicate) for predicate in (D.about, D.field, D.stance, PROV.value)} == {
        D.about: signature,
        D.field: Literal("date"),
        D.stance: D.Disputes,
        PROV.value: Literal("last July"),
    }
    assert told.value(disputing, PROV.wasDerivedFrom) == node("sources/other")
    outcomes = {
        str(told.value(each, D.field)): told.value(each, D.outcome)
        for each in told.subjects(rdflib.RDF.type, D.Resolution)
    }
    assert outcomes == {"date": D["ResolutionOutcome/chosen"], "takes_effect": D["ResolutionOutcome/open"]}


def test_the_claims_of_the_bundled_registry_are_its_statements(registry: dialogues.Registry) -> None:
    told = bundled()
    found = {
        (str(told.value(each, PROV.wasDerivedFrom)).rpartition("/")[2], str(told.value(each, PROV.value) or ""))
        for each in told.subjects(rdflib.RDF.type, D.Claim)
    }
    assert found == {(each.source, each.quote or "") for each in dialogues.statements(registry)}
    assert len(found) > 500


def test_without_claims_there_are_none(small: dialogues.Registry) -> None:
    told = graph(small, claims=False)
    assert (None, rdflib.RDF.type, D.Claim) not in told
    assert (None, D.says, None) not in told
    assert set(told) < set(graph(small))


def test_a_name_is_a_label_of_its_use(small: dialogues.Registry) -> None:
    told = graph(small)
    ministry = node("organisations/ministry")
    assert {str(each) for each in told.objects(ministry, SKOS.altLabel)} == {"MIN"}
    assert {str(each) for each in told.objects(ministry, SKOS.hiddenLabel)} == {"The Ministery"}
    assert {(str(each), each.language) for each in told.objects(ministry, SKOS.prefLabel)} == {  # type: ignore[attr-defined]
        ("Ministry", "en"),
        ("Ministério", "pt"),
    }


# Terms


def test_every_term_is_of_a_field_that_is_there() -> None:
    kinds = {kind.__name__: kind for kind in every_kind()}
    for name in (*TERMS, *DAYS, *TOLD_ELSEWHERE):
        kind, _, key = name.partition(".")
        owners = kinds.values() if kind == "*" else [kinds[kind]]
        assert any(field_of(each, key) is not None for each in owners), name
    assert set(KINDS) <= set(kinds)
    for shorts in (*TERMS.values(), *KINDS.values(), *((each,) for each in DAYS.values())):
        assert {short.partition(":")[0] for short in shorts} <= set(PREFIXES)


def every_kind() -> list[type[FileRecord]]:
    kinds: list[type[FileRecord]] = [*RECORD_TYPES.values()]
    for kind in kinds:
        kinds += [each.part for each in fields_of(kind) if each.part is not None and each.part not in kinds]
    return kinds


def test_no_two_fields_of_one_kind_that_mean_something_else_have_the_same_term() -> None:
    """Themes, programmes and what a publication is about are all its subjects; nothing else is told alike."""
    for kind in every_kind():
        held: dict[str, list[str]] = {}
        for field in fields_of(kind):
            if f"{kind.__name__}.{field.key}" not in TOLD_ELSEWHERE and field.key not in ("evidence", "resolution"):
                for term in terms_of(kind, field.key):
                    held.setdefault(term, []).append(field.key)
        alike = {tuple(keys) for keys in held.values() if len(keys) > 1}
        assert alike <= {("programmes", "cooperations")}, kind.__name__


def test_a_word_of_a_closed_list_is_a_concept_with_its_meaning(small: dialogues.Registry) -> None:
    told = graph(small)
    concept = D["InstrumentKind/treaty"]
    assert told.value(concept, SKOS.definition) == Literal("It is called a treaty.", lang="en")
    assert told.value(concept, SKOS.inScheme) == D.InstrumentKind
    assert told.value(concept, SKOS.closeMatch) == URIRef(f"{EU}resource-type/TREATY")
    lists = {name for name, each in vars(vocabulary).items() if isinstance(each, type) and issubclass(each, StrEnum)}
    assert {str(each).removeprefix(OWN) for each in told.subjects(rdflib.RDF.type, SKOS.ConceptScheme)} <= lists


# Formats


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib warns of itself
def test_the_formats_say_the_same(small: dialogues.Registry) -> None:
    wanted = set(graph(small))
    assert set(rdflib.Graph().parse(data=written(small, "turtle"), format="turtle")) == wanted
    assert set(rdflib.Graph().parse(data=written(small, "jsonld"), format="json-ld")) == wanted
    assert len(wanted) > 200


def test_the_formats_say_the_same_of_the_bundled_registry(registry: dialogues.Registry) -> None:
    kinds = {
        "nquads": pyoxigraph.RdfFormat.N_QUADS,
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    found = [{*pyoxigraph.parse(written(registry, name), format=kind)} for name, kind in kinds.items()]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > 10_000


HOSTILE = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        '"',
        "\\",
        '\\"',
        "a\nb",
        "a\r\n",
        "\u2028",
        "@",
        "@en",
        '"@en .',
        "\x00",
        "\x7f",
        "\ufffe",
        "\\u0041",
        "<x>",
        "é\u0301",
    ]
)


@settings(max_examples=100, deadline=None)
@given(HOSTILE, st.sampled_from(["", "en", "zh-Hans", "x-private"]))
def test_any_text_comes_back(value: str, language: str) -> None:
    line = f"<urn:x:s> <urn:x:p> {text(value, language)} ."
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    assert isinstance(quad.object, pyoxigraph.Literal)
    assert quad.object.value == value
    assert (quad.object.language or "") == language.lower()
    (found,) = rdflib.Graph().parse(data=line, format="nt").objects()
    assert str(found) == value


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
def test_any_address_is_one(value: str) -> None:
    line = f"<urn:x:s> <urn:x:p> {address('https://example.org/' + value)} ."
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    assert isinstance(quad.object, pyoxigraph.NamedNode)


# Shapes


def conforms(data: rdflib.Graph) -> tuple[bool, str]:
    ok, _, told = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(data=shapes(), format="turtle"))
    return bool(ok), str(told)


def test_the_bundled_registry_keeps_our_shapes() -> None:
    assert conforms(bundled()) == (True, "Validation Report\nConforms: True\n")


@pytest.mark.checkout
def test_another_registry_keeps_our_shapes() -> None:
    registry = dialogues.load(ROOT / "examples" / "registries" / "treaties")
    assert conforms(graph(registry)) == (True, "Validation Report\nConforms: True\n")


def test_a_small_registry_keeps_our_shapes(small: dialogues.Registry) -> None:
    assert conforms(graph(small)) == (True, "Validation Report\nConforms: True\n")


@pytest.mark.parametrize("predicate", [ELI.language, PROV.wasDerivedFrom, D.stance, D.says, ELI.realizes, D.side])
def test_one_thing_that_is_missing_breaks_a_shape(predicate: URIRef, small: dialogues.Registry) -> None:
    told = graph(small)
    told.remove(next(told.triples((None, predicate, None))))
    ok, why = conforms(told)
    assert not ok
    assert "Results (1)" in why or "Results (2)" in why


def test_a_date_without_its_type_breaks_a_shape(small: dialogues.Registry) -> None:
    told = graph(small)
    subject, predicate, value = next(told.triples((None, DCT.date, None)))
    told.remove((subject, predicate, value))
    told.add((subject, predicate, Literal(str(value))))
    assert not conforms(told)[0]


def test_who_backs_a_value_says_no_other(small: dialogues.Registry) -> None:
    told = graph(small)
    told.add((next(told.subjects(D.stance, D.Supports)), D.says, Literal("something else")))
    assert not conforms(told)[0]


# The registry


def test_the_registry_is_a_data_set(small: dialogues.Registry) -> None:
    told = graph(small)
    dataset = node("dataset")
    dcat = rdflib.Namespace(PREFIXES["dcat"])
    assert told.value(node("catalogue"), dcat.dataset) == dataset
    assert told.value(dataset, dcat.version) == Literal("7")
    assert told.value(dataset, DCT.issued) == Literal("2026-11-24", datatype=rdflib.XSD.date)
    assert told.value(dataset, DCT.publisher) == node("organisations/ministry")
    assert told.value(dataset, DCT.license) == URIRef("https://spdx.org/licenses/CC-BY-4.0")
    assert told.value(dataset, D.digest) == Literal(small.digest)
    assert {str(each) for each in told.objects(dataset, DCT.description)} == {
        "A registry of 2 agreements, 0 publications, 0 events, 0 programmes, 0 cooperations, 1 organisations, 0 people, "
        "0 themes, 2 sources."
    }


def test_a_record_that_is_retired_leads_to_the_one_to_use(small: dialogues.Registry) -> None:
    old = small.agreements["kosovo-2015"].model_copy(
        update={
            "retired": dialogues.records.Retirement.model_validate(
                {"on": "2026", "reason": "Twice", "replaced_by": "treaty-2016"}
            )
        }
    )
    records: dict[str, dict[str, Record]] = {name: dict(held) for name, held in small.collections.items()}
    records["agreements"]["kosovo-2015"] = old
    told = graph(dialogues.Registry(small.manifest, records))
    work = node("agreements/kosovo-2015")
    assert told.value(work, DCT.isReplacedBy) == node("agreements/treaty-2016")
    assert told.value(work, SKOS.changeNote) == Literal("Twice")
    assert isinstance(small.manifest, Manifest)


# A record's own JSON


def test_a_record_s_own_json_is_linked_data_with_the_context(small: dialogues.Registry) -> None:
    record = json.loads(written(small, "jsonl", collections=["agreements"]).splitlines()[0])
    document = json.dumps({"@context": context(small, "agreements"), **record})
    told = {*pyoxigraph.parse(document.encode(), format=pyoxigraph.RdfFormat.JSON_LD)}
    found = {(str(each.predicate.value), getattr(each.object, "value", None)) for each in told}
    work = {str(each.subject.value) for each in told if isinstance(each.subject, pyoxigraph.NamedNode)}
    assert work == {f"{BASE}agreements/kosovo-2015"}
    assert found >= {
        (str(DCT.title), "A memorandum"),
        (str(DCT.type), f"{OWN}InstrumentKind/memorandum-of-understanding"),
        (f"{OWN}organisation", f"{BASE}organisations/ministry"),
        (str(DCT.date), "2015-06?"),
        (str(PROV.wasDerivedFrom), f"{BASE}sources/page"),
        (f"{OWN}says", "2015-07"),
        (f"{OWN}languageTag", "zh-Hans"),
    }


@pytest.mark.parametrize("collection", RECORD_TYPES)
def test_every_key_of_the_json_schemas_has_a_meaning(collection: str, small: dialogues.Registry) -> None:
    def keys(kind: type[FileRecord], meanings: dict[str, Any]) -> None:
        for field in fields_of(kind):
            assert field.key in meanings, (kind.__name__, field.key)
            if field.part is not None:
                keys(field.part, meanings[field.key]["@context"])

    keys(RECORD_TYPES[collection], context(small, collection))
    assert {*json_schema(RECORD_TYPES[collection].__name__.lower())["properties"]} <= {*context(small, collection)}


def test_there_is_no_context_of_what_is_no_collection(small: dialogues.Registry) -> None:
    with pytest.raises(dialogues.UnknownCollection):
        context(small, "agreement")


def test_no_module_hides_the_function_that_the_package_gives() -> None:
    """Importing a submodule binds its name in the package: a function of that name would be gone from then on."""
    folder = Path(dialogues.publishing.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} & {*dialogues.publishing.__all__} == set()
