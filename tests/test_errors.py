"""Exceptions: their evidence travels, and each tells a service how to answer."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

import dialogues
from dialogues import errors, findings
from dialogues.errors import DialoguesError
from dialogues.findings import Finding, InvalidRegistry, Location, Severity

EXAMPLES: dict[str, DialoguesError] = {
    type(each).__name__: each
    for each in (
        errors.InvalidLanguageTag("e!", "not a tag"),
        errors.InvalidDate("2015-13", "no such day in the calendar"),
        errors.InvalidDuration("5 years", "not a duration"),
        errors.IncomparableDurations("P1M", "P30D"),
        errors.UnknownCountry("XX"),
        errors.UnknownSubdivision("CA-QB", ["CA-QC"]),
        errors.UnknownRecord("chna-2006", ["china-2006"]),
        errors.UnknownName("Brazl", candidates=["Brazil"]),
        errors.NoPartner("Germany", ["DE"]),
        errors.UnknownValue("kind", "memo", ["declaration"], ["declaration"]),
        errors.AmbiguousName("Korea", ["KP", "KR"]),
        errors.NoSuitableDocument("russia-2007", "ru", ["en"], undetermined=1),
        errors.NoDocuments("sica", "organisations"),
        errors.UnknownCollection("event", ["events"]),
        errors.RegistryNotFound("/nowhere", "there is no such folder"),
        errors.CannotDraft("a.yaml", "it is there"),
        errors.CannotExport("a graph needs addresses"),
        errors.AmbiguousValue("date", "03/04/2012", ["2012-04-03", "2012-03-04"]),
        errors.CannotUseStore("registry.db", "it is damaged"),
        errors.CannotWrite("a.yaml", "it is write-protected"),
        errors.CannotImport("table.csv", "it is not UTF-8"),
        errors.IdTaken("brazil-2007", "agreements"),
        errors.CannotAttach("a.pdf", "there is no such file"),
        errors.CannotApply("peru-2013", "signed[exchanged].date"),
        errors.CannotCite("it has no manifest"),
        errors.CannotRelease("2026.11", ["it has no version"]),
        errors.CannotCompare("git:v1", "git is not installed, or not on the path"),
        errors.InvalidSettings("dialogues.toml", "select", "no such rule"),
        errors.MissingDependency("reading pages", "turbohtml"),
        errors.RetiredRecord("japan-2013-2", "2026-11-25", "It is a duplicate.", "japan-2013"),
        errors.RuleFailed("X101", "KeyError: 'a'"),
        InvalidRegistry([Finding(Location("a.yaml", 2, 3), Severity.ERROR, "S201", "not YAML", "", "correct it")]),
    )
}


def kinds(kind: type[DialoguesError] = DialoguesError) -> Iterator[type[DialoguesError]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


OUR_KINDS = sorted({each.__name__ for each in kinds() if each.__module__ in (errors.__name__, findings.__name__)})


def test_every_kind_has_an_example_here_and_can_be_imported_from_the_package() -> None:
    assert sorted(EXAMPLES) == OUR_KINDS
    assert [name for name in OUR_KINDS if getattr(dialogues, name, None) is not type(EXAMPLES[name])] == []
    assert set(OUR_KINDS) <= set(dialogues.__all__)


@pytest.mark.parametrize("name", OUR_KINDS)
def test_it_comes_back_from_a_copy_and_from_another_process_as_it_was(name: str) -> None:
    error = EXAMPLES[name]
    error.__dict__.setdefault("__notes__", ["a note"])
    for twin in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301  # our own bytes
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert twin.args == error.args
        assert twin.problem() == error.problem()
        assert twin.__notes__ == ["a note"]


def test_a_process_pool_survives_what_its_work_raises() -> None:
    with ProcessPoolExecutor(1) as pool:
        with pytest.raises(dialogues.RegistryNotFound, match="/nonexistent: there is no such folder"):
            pool.submit(dialogues.load, "/nonexistent").result()
        with pytest.raises(dialogues.InvalidLanguageTag):
            pool.submit(dialogues.LanguageTag.parse, "!").result()
        assert pool.submit(len, "it works").result() == 8


@pytest.mark.parametrize("name", OUR_KINDS)
def test_its_problem_is_json_with_the_message_and_the_evidence(name: str) -> None:
    error = EXAMPLES[name]
    told = json.loads(json.dumps(error.problem()))
    assert told["detail"] == str(error)
    assert told["status"] == error.status
    assert told["type"].startswith("urn:x-dialogues:problem:")
    assert told["title"]


def test_problems_are_whole() -> None:
    assert EXAMPLES["NoSuitableDocument"].problem() == {
        "type": "urn:x-dialogues:problem:no-suitable-document",
        "title": "A strict choice found no document in any of the languages asked for",
        "status": 406,
        "detail": "russia-2007 has no document in 'ru'; there is: en",
        "identifier": "russia-2007",
        "wanted": "ru",
        "available": ["en"],
        "undetermined": 1,
        "role": "document",
    }


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("UnknownRecord", 404),
        ("UnknownName", 404),
        ("NoPartner", 404),
        ("NoDocuments", 404),
        ("UnknownCollection", 404),
        ("NoSuitableDocument", 406),
        ("AmbiguousName", 300),
        ("InvalidDate", 422),
        ("InvalidLanguageTag", 422),
        ("UnknownValue", 422),
        ("UnknownCountry", 422),
        ("CannotDraft", 422),
        ("CannotExport", 422),
        ("AmbiguousValue", 422),
        ("CannotUseStore", 503),
        ("CannotWrite", 409),
        ("CannotImport", 422),
        ("IdTaken", 409),
        ("CannotAttach", 422),
        ("RegistryNotFound", 500),
        ("InvalidRegistry", 500),
        ("InvalidSettings", 500),
        ("RetiredRecord", 410),
        ("RuleFailed", 500),
        ("MissingDependency", 500),
    ],
)
def test_status(name: str, status: int) -> None:
    assert EXAMPLES[name].status == status
