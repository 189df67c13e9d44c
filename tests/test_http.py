"""What a service answers: a table of requests, and laws of all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dialogues
from dialogues import http
from dialogues.errors import AmbiguousName, RegistryNotFound
from dialogues.publishing.addresses import Addresses

HERE = Path(__file__).parent
REQUESTS = [
    (line + "\t" * 9).split("\t")[:10]
    for line in (HERE / "http.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TREATIES = (
    dialogues.load(HERE.parent / "examples" / "registries" / "treaties")
    if (HERE.parent / "examples").exists()
    else None
)


def field(cell: str) -> str | list[str] | None:
    """Read a cell as a header field: none, one, or one that is repeated."""
    parts = cell.encode().decode("unicode_escape").split(" && ")
    return None if cell == "-" else parts[0] if len(parts) == 1 else parts


def test_the_table_has_at_least_sixty_requests() -> None:
    assert len({tuple(each[:5]) for each in REQUESTS}) == len(REQUESTS) >= 60


@pytest.mark.parametrize("row", REQUESTS, ids=" ".join)
def test_a_request_is_answered(row: list[str], registry: dialogues.Registry) -> None:
    record, accept, lang, role, condition, status, language, reason, location, vary = row
    asked: dict[str, Any] = {"lang": lang or None, "role": role or None}
    tag = http.negotiate(registry, record, field(accept), **asked).headers.get("ETag", "")
    answer = http.negotiate(registry, record, field(accept), **asked, if_none_match=field(condition.replace("=", tag)))
    told = [answer.headers.get(name, "") for name in ("Content-Language", "Choice-Reason", "Content-Location", "Vary")]
    assert [str(answer.status), *told] == [status, language, reason, location, vary]
    if answer.status in (200, 304):
        assert answer.headers["ETag"] == tag
        assert answer.headers["Last-Modified"] == "Wed, 25 Nov 2026 00:00:00 GMT"
        assert answer.headers["Cache-Control"] == "no-cache"
    if answer.status == 200:
        assert answer.headers["Content-Type"] == "application/json"
        body = json.loads(answer.body)
        assert body["record"] == registry[body["record"]["id"]].model_dump(mode="json")
        assert (body["document"] or {}).get("language", "und").replace("und", "") == language
    elif answer.status == 304:
        assert answer.body == b""
        assert not answer.headers.keys() & {"Content-Type", "Content-Language", "Link"}
    else:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert json.loads(answer.body)["status"] == answer.status


def test_the_links_of_a_record_are_all_there_is_to_say_of_where_it_is(registry: dialogues.Registry) -> None:
    assert http.links(registry, "russia-2007", base="https://example.org/api").split(", ") == [
        '<https://example.org/api/agreements/russia-2007?lang=en>; rel="alternate"; type="application/json"; hreflang="en"',
        '<https://example.org/api/agreements/russia-2007?lang=und>; rel="alternate"; type="application/json"',
        '<urn:x-dialogues:regio:agreements/russia-2007>; rel="cite-as"',
        '<https://example.org/api/agreements>; rel="collection"; type="application/json"',
        '<https://example.org/api/schemas/agreement>; rel="describedby"; type="application/schema+json"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    ]
    with pytest.raises(dialogues.UnknownRecord):
        http.links(registry, "russia-2008")


@pytest.mark.checkout
def test_files_on_the_web_and_annexes_have_links_of_their_own() -> None:
    assert TREATIES is not None
    found = http.links(TREATIES, "france-quebec-2015").split(", ")
    assert (
        '</agreements/france-quebec-2015?lang=fr&role=annex>; rel="alternate"; type="application/json"; hreflang="fr"'
        in found
    )
    assert len([each for each in found if "role=annex" in each]) == 1  # two annexes in one language: the first
    annex = http.negotiate(TREATIES, "france-quebec-2015", role="annex")
    assert annex.headers["Content-Location"] == "/agreements/france-quebec-2015?lang=fr&role=annex"


def registry_of(folder: Path, **files: str) -> dialogues.Registry:
    """Read a registry from the texts of its files."""
    manifest = (
        'format: "1.1"\ntitle: {en: Example}\nversion: "1"\ndate: 2026-11\nlicence: MIT\nformer_ids: [gone-2001]\n'
    )
    (folder / "registry.yaml").write_text(manifest, encoding="utf-8")
    (folder / "agreements").mkdir()
    for name, text in files.items():
        (folder / "agreements" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return dialogues.read(folder).registry


AGREEMENT = "title: {en: A text}\nkind: treaty\nparties: [{side: own, country: FR}, {side: partner, country: BR}]\n"
FILE = "documents: [{language: fr, href: 'https://example.org/é fr.pdf', media_type: application/pdf}]\n"


def test_what_was_retired_or_taken_out_is_gone_and_says_what_to_use(tmp_path: Path) -> None:
    retired = "retired: {on: 2026-11-25, reason: It is a duplicate., replaced_by: new-2013}\n"
    own = registry_of(tmp_path, old_2013=AGREEMENT + retired, new_2013=AGREEMENT)
    gone = http.negotiate(own, "old-2013", "fr")
    assert gone.to_dict()["body"] == {
        "identifier": "old-2013",
        "on": "2026-11-25",
        "reason": "It is a duplicate.",
        "replaced_by": "new-2013",
        "type": "urn:x-dialogues:problem:retired-record",
        "title": "The record is no longer used, or was taken out; its id is never used again",
        "status": 410,
        "detail": "old-2013 was retired on 2026-11-25: It is a duplicate; use new-2013",
    }
    assert gone.headers["Link"] == '</agreements/new-2013>; rel="http://purl.org/dc/terms/isReplacedBy"'
    taken_out = http.negotiate(own, "gone-2001")
    assert (taken_out.status, json.loads(taken_out.body)["detail"]) == (410, "gone-2001 was taken out of the registry")
    assert "Link" not in taken_out.headers


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://example.org/a", "https://example.org/a/agreements/new-2013"),
        ("https://example.org/a/", "https://example.org/a/agreements/new-2013"),
        ("urn:example", "urn:example:agreements/new-2013"),
        ("urn:example:a:", "urn:example:a:agreements/new-2013"),
    ],
)
def test_the_address_to_cite_is_the_one_of_the_linked_data(base: str, address: str, tmp_path: Path) -> None:
    own = registry_of(tmp_path, new_2013=AGREEMENT)
    assert own.manifest is not None
    based = dialogues.registry_of(own.values(), own.manifest.model_copy(update={"base": base}))
    assert f'<{address}>; rel="cite-as"' in http.links(based, "new-2013")
    assert Addresses.of(based.manifest).record(based["new-2013"]) == address


def test_a_month_is_no_day_of_modification_and_a_file_is_an_item(tmp_path: Path) -> None:
    own = registry_of(tmp_path, new_2013=AGREEMENT + FILE.replace("é ", "%C3%A9"))
    answer = http.negotiate(own, "new-2013", max_age=60)
    assert "Last-Modified" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["Link"].split(", ")[-1] == (
        '<https://example.org/%C3%A9fr.pdf>; rel="item"; type="application/pdf"; hreflang="fr"'
    )


def test_a_name_of_several_links_them(registry: dialogues.Registry) -> None:
    answer = http.negotiate(registry, "Japan", base="/api")
    assert answer.headers["Link"] == (
        '</api/agreements/japan-2013>; rel="alternate"; type="application/json", '
        '</api/agreements/japan-2021>; rel="alternate"; type="application/json"'
    )


def test_a_problem_repeats_no_long_text(registry: dialogues.Registry) -> None:
    for answer in (
        http.negotiate(registry, "x" * 100_000),
        http.negotiate(registry, "brazil-2007", lang="ja" * 50_000),
    ):
        assert len(answer.body) < 2_000
    assert http.negotiate(registry, "brazil-2007", "pt," * 33_000).headers["Content-Language"] == "pt"


def test_a_problem_is_of_an_exception_or_of_a_status() -> None:
    assert http.problem(AmbiguousName("Congo", ["CD", "CG"])).to_dict() == {
        "status": 300,
        "headers": {"Content-Type": "application/problem+json", "Content-Language": "en", "Cache-Control": "no-cache"},
        "body": {
            "name": "Congo",
            "candidates": ["CD", "CG"],
            "type": "urn:x-dialogues:problem:ambiguous-name",
            "title": "Several records or partners bear the name",
            "status": 300,
            "detail": "'Congo' is the name of several: CD, CG; use an id",
        },
    }
    assert http.problem(RegistryNotFound("data", "there is no such folder")).status == 500
    assert http.problem(405).to_dict()["body"] == {"type": "about:blank", "title": "Method Not Allowed", "status": 405}
    with pytest.raises(ValueError, match="999 is not a valid HTTPStatus"):
        http.problem(999)


def test_half_a_character_is_written_out_and_no_number_is_refused(registry: dialogues.Registry) -> None:
    assert http.represent(registry, ["\ud800"], "/x").body == b'["\\ud800"]'
    answer = http.negotiate(registry, "brazil-2007", role="\ud800")
    assert (answer.status, answer.to_dict()["body"]["value"]) == (422, "\ud800")  # type: ignore[index]
    assert http.problem(404, "\ud800").to_dict()["body"]["detail"] == "\ud800"  # type: ignore[index]
    with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
        http.represent(registry, [float("nan")], "/x")


def test_what_is_worked_out_has_a_tag_of_its_address_and_language(registry: dialogues.Registry) -> None:
    answers = [
        http.represent(registry, ["x"], variant, language=language)
        for variant in ("/agreements", "/agreements?year=2007")
        for language in ("fr", "pt")
    ]
    assert len({each.headers["ETag"] for each in answers}) == 4
    french = http.represent(registry, ["x"], "/agreements", language="fr", negotiated=True)
    assert french.headers == {**answers[0].headers, "Vary": "Accept-Language"}
    again = http.represent(registry, ["x"], "/agreements", language="fr", if_none_match=french.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_words_in_no_language_have_no_field_of_it(registry: dialogues.Registry) -> None:
    assert "Content-Language" not in http.represent(registry, ["x"], "/agreements", language="und").headers


def test_addresses_are_ascii_below_whatever_base(registry: dialogues.Registry) -> None:
    answer = http.negotiate(registry, "brazil-2007", "pt", base="https://example.org/é %C3%A9\r\n")
    place = "https://example.org/%C3%A9%20%C3%A9%0D%0A/agreements/brazil-2007?lang=pt"
    assert answer.headers["Content-Location"] == place
    assert answer.headers["Link"].split(", ")[1].startswith(f"<{place}>; ")
    assert [each["href"] for each in answer.to_dict()["body"]["texts"]][1] == place  # type: ignore[index]


ANY = st.characters(exclude_categories=())  # halves of characters too: JSON and names of files may hold them
FIELDS = st.one_of(
    st.none(),
    st.text(ANY, max_size=80),
    st.lists(
        st.sampled_from(["en", "pt;q=0", "*", "*;q=0", "ja", "zh-Hant;q=0.3", "xx", ";", "pt-BR;q=1"]), max_size=6
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    identifier=st.one_of(st.sampled_from(["brazil-2007", "russia-2007", "iuc", "Japan"]), st.text(ANY, max_size=20)),
    accept=FIELDS,
    lang=st.one_of(st.none(), st.text(ANY, max_size=12), st.sampled_from(["pt", "und", "ja"])),
    condition=FIELDS,
)
def test_whatever_is_asked_is_answered(
    identifier: str, accept: list[str] | str | None, lang: str | None, condition: list[str] | str | None
) -> None:
    """Nothing is raised, no field carries what would end it, and the body is what the status says."""
    registry = bundled()
    answer = http.negotiate(registry, identifier, accept, lang, if_none_match=condition)
    assert answer.status in (200, 300, 304, 404, 406)
    assert_can_be_sent(answer.headers)
    body = answer.to_dict()["body"]
    assert (body is None) == (answer.status == 304)
    if answer.status == 406:
        assert isinstance(body, dict)
        assert body["title"] == "A strict choice found no document in any of the languages asked for"
    if answer.status == 200:
        again = http.negotiate(registry, identifier, accept, lang, if_none_match=answer.headers["ETag"])
        assert again.status == 304
        assert {name: answer.headers.get(name) for name in again.headers} == again.headers


@settings(max_examples=100, deadline=None)
@given(accept=FIELDS, other=FIELDS, identifier=st.sampled_from(["brazil-2007", "brochure-2009", "russia-2007"]))
def test_the_same_tag_is_the_same_bytes(accept: list[str] | None, other: list[str] | None, identifier: str) -> None:
    first, second = (http.negotiate(bundled(), identifier, each) for each in (accept, other))
    if first.status == second.status == 200:
        assert (first.headers["ETag"] == second.headers["ETag"]) == (first.body == second.body)


@settings(max_examples=60, deadline=None)
@given(accept=FIELDS, identifier=st.sampled_from(["brazil-2007", "brochure-2009", "iuc"]))
def test_the_address_of_a_text_gives_that_text(accept: list[str] | None, identifier: str) -> None:
    """What ``Content-Location`` promises: the same bytes, for whoever asks there, whatever they wish."""
    answer = http.negotiate(bundled(), identifier, accept)
    if answer.status == 200:
        path, _, query = answer.headers["Content-Location"].partition("?lang=")
        there = http.negotiate(bundled(), path.rpartition("/")[2], "ja, *;q=0.1", query or None)
        assert there.body == answer.body
        assert there.headers["ETag"] == answer.headers["ETag"]


@cache
def bundled() -> dialogues.Registry:
    """Give the bundled registry; a law takes no fixture."""
    return dialogues.load()


def assert_can_be_sent(headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        assert f"{name}{value}".isascii()
        assert f"{name}{value}".isprintable(), (name, value)


def test_a_store_answers_as_the_registry_in_memory_does(registry: dialogues.Registry, tmp_path: Path) -> None:
    from dialogues.files.root import bundled_folder  # here: for this test alone
    from dialogues.store.sync import build

    build(bundled_folder(), tmp_path / "registry.db")
    store = dialogues.open_store(tmp_path / "registry.db")
    for record, accept, lang, role, condition, *_ in REQUESTS:
        asked: dict[str, Any] = {"lang": lang or None, "role": role or None, "if_none_match": condition or None}
        of_store, of_memory = (http.negotiate(each, record, field(accept), **asked) for each in (store, registry))
        assert of_store == of_memory, (record, accept, lang, role)
