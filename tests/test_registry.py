"""The registry: an immutable mapping with collections and indices."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import dialogues
from bundles import unpack
from dialogues.errors import UnknownRecord, UnknownValue
from dialogues.languages import LanguageTag
from dialogues.languages.localised import LocalisedText
from dialogues.registry.display import partners_of
from dialogues.vocabulary import InstrumentKind


def test_the_repr_counts(registry: dialogues.Registry) -> None:
    assert repr(registry.agreements) == "<Agreements of 17 agreements>"
    assert repr(registry).startswith("<Registry (17 agreements, 7 publications, ")


def test_it_is_a_mapping_over_all_collections(registry: dialogues.Registry) -> None:
    assert registry["china-2006"] is registry.agreements["china-2006"]
    assert "sica" in registry
    assert "china-2007" not in registry
    assert len(registry) == sum(map(len, registry.collections.values())) == len(list(registry))
    assert registry.get("nothing") is None
    with pytest.raises(UnknownRecord) as caught:
        registry["chna-2006"]
    assert str(caught.value) == "no record 'chna-2006'; did you mean china-2006?"
    assert isinstance(caught.value, LookupError)
    assert not isinstance(caught.value, KeyError)
    with pytest.raises(UnknownRecord):
        registry.agreements["sica"]


def test_nothing_of_it_changes(registry: dialogues.Registry) -> None:
    with pytest.raises(ValueError, match="frozen"):
        registry.agreements["china-2006"].kind = InstrumentKind.DECLARATION  # type: ignore[misc]
    with pytest.raises(TypeError):
        registry["x"] = registry["sica"]  # type: ignore[index]


def test_it_pickles_and_deep_copies(registry: dialogues.Registry) -> None:
    for twin in (pickle.loads(pickle.dumps(registry)), copy.deepcopy(registry)):  # noqa: S301  # our own bytes
        assert dict(twin) == dict(registry)
        assert list(twin.agreements) == list(registry.agreements)
        assert [str(d.language) for d in twin.agreements["brazil-2007"].documents] == ["en", "pt"]
        assert twin.choose("china-2006", "zh").served == LanguageTag.parse("zh")


def test_threads_share_it(registry: dialogues.Registry) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: str(registry.choose("peru-2013", "es-PE, en;q=0.1").served), range(200)))
    assert answers == {"es"}


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"partner": "IN"}, ["india-2017", "india-2019"]),
        ({"partner": "sica-general-secretariat"}, ["sica-2015"]),
        ({"kind": "declaration"}, ["moldova-2010"]),
        ({"year": 2007}, ["russia-2007", "brazil-2007"]),
        ({"year": "2007", "language": "pt-BR"}, ["brazil-2007"]),
        ({"language": "mo"}, []),
        ({"language": "中文"}, ["china-2006"]),
        ({"language": LanguageTag.parse("zh-Hant")}, []),
        ({"language": "not a language"}, []),
        ({"partner": "XX"}, []),
        ({"status": "active"}, []),
    ],
)
def test_where(registry: dialogues.Registry, criteria: dict[str, object], expected: list[str]) -> None:
    found = registry.agreements.where(**criteria)  # type: ignore[arg-type]
    assert list(found) == expected
    assert isinstance(found, type(registry.agreements))


def test_where_refuses_a_criterion_it_does_not_know(registry: dialogues.Registry) -> None:
    with pytest.raises(TypeError):
        registry.agreements.where(colour="red")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("criteria", "message"),
    [
        ({"kind": "memorandum"}, "no kind is called 'memorandum'; there are: memorandum-of-understanding, "),
        ({"status": "alive"}, "no status is called 'alive'; there are: "),
    ],
)
def test_where_refuses_a_kind_or_status_that_there_is_not(
    registry: dialogues.Registry, criteria: dict[str, Any], message: str
) -> None:
    with pytest.raises(UnknownValue) as caught:
        registry.agreements.where(**criteria)
    assert str(caught.value).startswith(message)


def test_agreements_stand_by_date_and_those_without_one_last(registry: dialogues.Registry) -> None:
    order = list(registry.agreements)
    assert order[:3] == ["china-2006", "russia-2007", "brazil-2007"]
    assert order[-1] == "india-2019"


def test_earlier_and_later_instruments_of_a_dialogue(registry: dialogues.Registry) -> None:
    assert [each.id for each in registry.later("japan-2013")] == ["japan-2021"]
    assert [each.id for each in registry.earlier("colombia-2021")] == ["colombia-2015"]
    assert registry.earlier("china-2006") == registry.later("china-2006") == ()


def test_a_localised_text_is_read_in_the_readers_language(registry: dialogues.Registry) -> None:
    name = registry.organisations["sica"].name
    assert name.best("es-MX, en;q=0.5") == (
        LanguageTag.parse("es"),
        "Sistema de la Integración Centroamericana",
    )
    assert name.best("ja")[1] == "Central American Integration System"
    assert LocalisedText({LanguageTag.parse("fr"): "x"}).best("ja")[1] == "x"
    with pytest.raises(LookupError):
        LocalisedText({}).best("en")
    assert dict(name) == {tag: name[tag] for tag in name}
    with pytest.raises(KeyError):
        name[LanguageTag.parse("ja")]


def test_an_organisation_that_is_a_part_of_itself_keeps_nobody_waiting(tmp_path: Path) -> None:
    """The check tells of the circle (R612); what can be read is read all the same."""
    root = unpack(
        "==> organisations/council.yaml\nname: {en: Council}\nkind: eu-institution\npart_of: whole\n"
        "==> organisations/whole.yaml\nname: {en: Whole}\nkind: eu-institution\npart_of: council\n"
        "==> agreements/council-2001.yaml\ntitle: {en: Example}\nkind: declaration\n"
        "parties: [{side: partner, organisation: council}]\n",
        tmp_path / "data",
    )
    registry = dialogues.read(root).registry
    assert list(registry.dialogues) == ["council"]
    assert registry.agreements_with("whole") == registry.agreements
    (partner,) = partners_of(registry, registry.agreements["council-2001"], "en")
    assert partner["name"] == "Council"
