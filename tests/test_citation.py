"""How a registry and its records are cited."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from click.testing import Result

import dialogues
from dialogues.errors import CannotCite, UnknownRecord, UnknownValue
from dialogues.publishing.citation import citation_file, cite
from dialogues.registry import Registry

MANIFEST: dict[str, Any] = {
    "format": "1.1",
    "title": {"en": "Dialogues of A & B", "fr": "Dialogues de A et B"},
    "version": "2026.11",
    "date": "2026-11-25",
    "licence": "CC-BY-4.0",
    "licence_address": "https://creativecommons.org/licenses/by/4.0/",
    "publisher": "ministry",
    "base": "https://example.org/id/",
}
RECORDS: dict[str, dict[str, Any]] = {
    "agreements": {
        "peru-2013": {
            "title": {"en": "Letters with Peru", "es": "Cartas con el Perú"},
            "kind": "exchange-of-letters-of-intent",
            "parties": [{"side": "partner", "country": "PE"}],
            "signed": [{"date": "2013-05", "act": "exchanged", "evidence": [{"for": "date", "source": "page"}]}],
            "evidence": [{"for": "kind", "source": "paper"}, {"for": "kind", "source": "page"}],
        }
    },
    "organisations": {"ministry": {"name": {"en": "Ministry of A"}, "kind": "ministry"}},
    "sources": {
        "page": {
            "title": "Peru: 100% of it",
            "class": "official",
            "publisher": "The Office",
            "address": "https://example.org/a_b%20c",
            "as_of": "2020-10?",
            "accessed": "2026-11-25",
            "language": "en",
        },
        "paper": {
            "title": "On letters",
            "class": "scholarly",
            "citation": "Journal 3 (2014) 5",
            "identifiers": [{"scheme": "doi", "value": "10.1/2"}],
        },
    },
}


def example(**manifest: Any) -> Registry:
    told = {key: value for key, value in {**MANIFEST, **manifest}.items() if value is not None}
    return dialogues.registry_of(RECORDS, told)


def test_a_registry_is_cited_with_its_version_and_its_digest() -> None:
    registry = example()
    sha = registry.digest
    assert cite(registry) == (
        f"Ministry of A (2026). Dialogues of A & B, version 2026.11. https://example.org/id/. CC-BY-4.0. sha256:{sha}\n"
    )
    assert cite(registry, language="fr").startswith("Ministry of A (2026). Dialogues de A et B, version 2026.11. ")
    assert cite(registry, style="bibtex") == (
        "@misc{ministry-2026,\n"
        "  author = {{Ministry of A}},\n"
        "  title = {{Dialogues of A \\& B}},\n"
        "  url = {https://example.org/id/},\n"
        f"  note = {{CC-BY-4.0; sha256:{sha}}},\n"
        "  howpublished = {Data set, version 2026.11},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "}\n"
    )
    assert json.loads(cite(registry, style="csl-json")) == [
        {
            "id": "ministry-2026",
            "type": "dataset",
            "title": "Dialogues of A & B",
            "author": [{"literal": "Ministry of A"}],
            "publisher": "Ministry of A",
            "version": "2026.11",
            "issued": {"date-parts": [[2026, 11, 25]]},
            "URL": "https://example.org/id/",
            "note": f"CC-BY-4.0; sha256:{sha}",
        }
    ]


def test_a_record_is_cited_with_the_sources_that_it_cites() -> None:
    registry = example(base=None)
    sha = registry.digest
    assert cite(registry, "peru-2013", language="es") == (
        "Ministry of A (2026). Cartas con el Perú (mayo de 2013) [peru-2013]. In: Dialogues of A & B, version 2026.11. "
        f"CC-BY-4.0. sha256:{sha}\n"
        "Sources:\n"
        "- The Office (2020). Peru: 100% of it. https://example.org/a_b%20c. read on 2026-11-25\n"
        "- On letters. Journal 3 (2014) 5; doi 10.1/2\n"
    )
    assert cite(registry, "peru-2013", "bibtex") == (
        "@misc{peru-2013,\n"
        "  author = {{Ministry of A}},\n"
        "  title = {{Letters with Peru (May 2013)}},\n"
        f"  note = {{CC-BY-4.0; sha256:{sha}}},\n"
        "  howpublished = {In: Dialogues of A \\& B, version 2026.11},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "}\n"
        "\n"
        "@misc{page,\n"
        "  author = {{The Office}},\n"
        "  title = {{Peru: 100\\% of it}},\n"
        "  url = {https://example.org/a_b%20c},\n"
        "  year = {2020},\n"
        "  month = oct,\n"
        "  urldate = {2026-11-25},\n"
        "}\n"
        "\n"
        "@misc{paper,\n"
        "  title = {{On letters}},\n"
        "  note = {Journal 3 (2014) 5; doi 10.1/2},\n"
        "}\n"
    )
    entry, page, paper = json.loads(cite(registry, "peru-2013", "csl-json"))
    assert (entry["type"], entry["id"], entry["container-title"]) == ("entry", "peru-2013", "Dialogues of A & B")
    assert page["issued"] == {"date-parts": [[2020, 10]], "circa": True}
    assert paper == {"id": "paper", "type": "document", "title": "On letters", "note": "Journal 3 (2014) 5; doi 10.1/2"}
    assert cite(registry, "paper") == "On letters. Journal 3 (2014) 5; doi 10.1/2\n"


def test_a_record_has_the_address_that_its_registry_gives_it() -> None:
    text = cite(example(), "peru-2013").splitlines()[0]
    assert ". https://example.org/id/agreements/peru-2013. CC-BY-4.0. " in text
    (entry, *_) = json.loads(cite(example(), "peru-2013", "csl-json"))
    assert (entry["URL"], entry.get("number")) == ("https://example.org/id/agreements/peru-2013", None)
    (entry, *_) = json.loads(cite(example(base="urn:example:a:"), "peru-2013", "csl-json"))
    assert (entry.get("URL"), entry["number"]) == (None, "urn:example:a:agreements/peru-2013")
    assert "  number = {urn:example:a:agreements/peru-2013},\n" in cite(
        example(base="urn:example:a:"), "peru-2013", "bibtex"
    )


def test_what_tex_would_obey_is_written() -> None:
    registry = example(title={"en": r"\input{a} {b} #1 $x$ a_b ~c^d"}, publisher=None)
    assert cite(registry, style="bibtex").splitlines()[:2] == [
        "@misc{registry-2026,",
        r"  title = {{\textbackslash{}input\{a\} \{b\} \#1 \$x\$ a\_b \textasciitilde{}c\textasciicircum{}d}},",
    ]


def test_what_cannot_be_cited_is_said() -> None:
    with pytest.raises(CannotCite) as raised:
        cite(dialogues.registry_of(RECORDS))
    assert str(raised.value) == "the registry cannot be cited: it has no manifest, and so neither title nor version"
    with pytest.raises(UnknownValue) as unknown:
        cite(example(), style="apa")
    assert str(unknown.value) == "no style is called 'apa'; there are: text, bibtex, csl-json"
    with pytest.raises(UnknownRecord):
        cite(example(), "peru-2014")


def test_a_citation_file_says_what_is_known() -> None:
    registry = example()
    assert yaml.safe_load(citation_file(registry)) == {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them with their version.",
        "type": "dataset",
        "title": "Dialogues of A & B",
        "version": "2026.11",
        "date-released": "2026-11-25",
        "license": "CC-BY-4.0",
        "license-url": "https://creativecommons.org/licenses/by/4.0/",
        "url": "https://example.org/id/",
        "authors": [{"name": "Ministry of A"}],
        "identifiers": [
            {"type": "other", "value": f"sha256:{registry.digest}", "description": "The digest of the records"}
        ],
    }
    vague = yaml.safe_load(citation_file(example(date="2026-11", licence="CC0-1.0 OR MIT", base="urn:x-a:")))
    assert {"date-released", "license", "url"} & set(vague) == set()
    assert citation_file(example(publisher=None)) == ""
    hostile = 'a: "b"\n- c\x7f\u2028\u0085\ufeff # \\ {}'
    assert yaml.safe_load(citation_file(example(version=hostile)))["version"] == hostile


def test_the_command_takes_any_name(run: Callable[..., Result], registry: Registry) -> None:
    assert run("cite").stdout == cite(registry)
    assert run("cite", "peru-2013", "--style", "bibtex").stdout == cite(registry, "peru-2013", "bibtex")
    assert run("cite", "peru-2013", "--json", "--in", "pt").stdout == cite(registry, "peru-2013", "csl-json", "pt")
    assert run("cite", "DG REGIO").stdout == cite(registry, "dg-regio")
