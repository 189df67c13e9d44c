"""The registry: an immutable mapping with collections and indices."""

from __future__ import annotations

import copy
import pickle
from collections import ChainMap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import dialogues
from bundles import MANIFEST, unpack
from dialogues.errors import AmbiguousName, NoDocuments, NoPartner, UnknownName, UnknownRecord, UnknownValue
from dialogues.languages import LanguageTag
from dialogues.languages.localised import LocalisedText
from dialogues.records import RECORD_TYPES, Record
from dialogues.registry.display import partners_of
from dialogues.vocabulary import InstrumentKind


def test_the_repr_counts(registry: dialogues.Registry) -> None:
    assert repr(registry.agreements) == f"<Agreements of {len(registry.agreements)} agreements>"
    assert repr(registry).startswith(f"<Registry ({len(registry.agreements)} agreements, ")


def test_it_is_a_mapping_over_all_collections(registry: dialogues.Registry) -> None:
    assert registry["china-2006"] is registry.agreements["china-2006"]
    assert "sica" in registry
    assert "china-2007" not in registry
    assert len(registry) == sum(map(len, registry.collections.values())) == len(list(registry))
    assert registry.get("nothing") is None
    with pytest.raises(UnknownRecord) as caught:
        registry["chna-2006"]
    assert str(caught.value) == "no record 'chna-2006'; did you mean china-2006?"
    assert isinstance(caught.value, KeyError)
    with pytest.raises(UnknownRecord):
        registry.agreements["sica"]


def test_nothing_of_it_changes(registry: dialogues.Registry) -> None:
    for owner, name in (
        (registry, "agreements"),
        (registry, "manifest"),
        (registry.agreements, "name"),
        (registry.events, "_records"),
    ):
        with pytest.raises(AttributeError):
            setattr(owner, name, None)
    with pytest.raises(ValueError, match="frozen"):
        registry.agreements["china-2006"].kind = InstrumentKind.DECLARATION  # type: ignore[misc]
    with pytest.raises(TypeError):
        registry["x"] = registry["sica"]  # type: ignore[index]


def test_it_pickles_and_deep_copies(registry: dialogues.Registry) -> None:
    for twin in (pickle.loads(pickle.dumps(registry)), copy.deepcopy(registry)):  # noqa: S301  # our own bytes
        assert dict(twin) == dict(registry)
        assert twin == registry
        assert hash(twin) == hash(registry)
        assert list(twin.agreements) == list(registry.agreements)
        assert [str(d.language) for d in twin.agreements["brazil-2007"].documents] == ["en", "pt"]
        assert twin.choose("china-2006", "zh").served == LanguageTag.parse("zh")


def test_what_was_worked_out_does_not_travel() -> None:
    fresh, asked = dialogues.load(), dialogues.load()
    asked.find("memorandum")
    asked.partner("Japan")
    asked.choose("china-2006", "zh")
    asked.search("region")
    assert asked.dialogues
    assert asked.related("china-2006")
    assert asked.agreements.where(language="es", active_on="2012-01-01", signed_by="Hübner") is not None
    for name in ("agreements", "indices"):
        assert len(pickle.dumps(getattr(asked, name))) == len(pickle.dumps(getattr(fresh, name)))
    assert len(pickle.dumps(asked)) == len(pickle.dumps(fresh))


def test_it_is_equal_to_what_says_the_same_whatever_its_files_look_like(tmp_path: Path) -> None:
    written = "==> themes/a.yaml\nname: {en: A}\n==> themes/b.yaml\nname: {en: B, fr: C}\n"
    other = "==> themes/b.yaml\n# order and comments do not count\nname:\n  fr: C\n  en: B\n==> themes/a.yaml\nname: {en: A}\n"
    first, second = (dialogues.load(unpack(each, tmp_path / str(at))) for at, each in enumerate((written, other)))
    assert first == second
    assert {first, second} == {first}
    assert len(first.digest) == 64
    for at, changed in enumerate(
        (
            written.replace("C}", "D}"),
            written.replace("themes/a", "themes/c"),
            written + "==> registry.yaml\n" + MANIFEST.replace("version: 1", "version: 2"),
        )
    ):
        assert dialogues.load(unpack(changed, tmp_path / f"changed-{at}")) != first
    assert first != "a registry"


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
        ({"partner": "DE"}, []),
        ({"partner": "Brasil"}, ["brazil-2007"]),
        ({"partner": "SICA"}, ["sica-2015"]),
        ({"partner": {"India", "BR"}}, ["brazil-2007", "india-2017", "india-2019"]),
        ({"country": "India"}, ["india-2017", "india-2019"]),
        ({"year": (2006, "2007")}, ["china-2006", "russia-2007", "brazil-2007"]),
        ({"year": (None, 2006)}, ["china-2006"]),
        ({"year": {2006, "2010"}, "kind": "Declaration"}, ["moldova-2010"]),
        ({"kind": ["declaration", "action_plan"]}, ["moldova-2010", "colombia-2021", "china-2020-plan", "india-2019"]),
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
    ("collection", "criteria", "error", "message"),
    [
        (
            "agreements",
            {"kind": "memorandm of understanding"},
            UnknownValue,
            "no kind is called 'memorandm of understanding'; did you mean memorandum-of-understanding or memorandum-of-cooperation?",
        ),
        ("agreements", {"status": "alive"}, UnknownValue, "no status is called 'alive'; did you mean active?"),
        (
            "agreements",
            {"status": "zzz"},
            UnknownValue,
            "no status is called 'zzz'; there are: planned, not-in-force, active, suspended, superseded, ended, unknown",
        ),
        (
            "agreements",
            {"partner": "Brazl"},
            UnknownName,
            "nothing is called 'Brazl'; did you mean Brazil / Brasil / Brésil?",
        ),
        ("agreements", {"partner": "Korea"}, AmbiguousName, "'Korea' is the name of several: KP, KR; use an id"),
        (
            "agreements",
            {"partner": "smart city"},
            NoPartner,
            "'smart city' is smart-city: the registry has no agreement with it",
        ),
        ("agreements", {"language": "not a language"}, UnknownValue, "no language is called 'not a language'"),
        (
            "events",
            {"country": "Chna"},
            UnknownValue,
            "no country is called 'Chna'; did you mean China or Châ or Chaenà?",
        ),
        ("events", {"country": "Guinea"}, AmbiguousName, "'Guinea' is the name of several: GN, GQ, GW, PG; use an id"),
        ("events", {"year": "20o7"}, UnknownValue, "no year is called '20o7'; there are: 1 to 9999"),
        (
            "events",
            {"year": (2020, 2010)},
            UnknownValue,
            "no range of years is called '2020 to 2010'; there are: the first year before the last",
        ),
        (
            "events",
            {"year": (2010, 2012, 2015)},
            UnknownValue,
            "no range of years is called '(2010, 2012, 2015)'; there are: (2010, 2020): the first year, the last",
        ),
        ("people", {"kind": "speaker"}, UnknownValue, "no kind is called 'speaker'"),
    ],
)
def test_where_says_what_is_no_value(
    registry: dialogues.Registry, collection: str, criteria: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        registry.collections[collection].where(**criteria)
    assert str(caught.value) == message


def test_numbers_of_a_frame_are_years(registry: dialogues.Registry) -> None:
    years = dialogues.to_frame(registry, "agreements")["date_earliest"].dt.year.dropna().astype(int)
    assert list(registry.agreements.where(year=years.iloc[0])) == ["china-2006"]
    assert list(registry.agreements.where(year=years)) == list(registry.agreements.where(year=years.tolist()))
    with pytest.raises(UnknownValue, match=r"^no year is called '2006.0'; there are: 1 to 9999$"):
        registry.agreements.where(year=2006.0)  # type: ignore[arg-type]


def test_every_collection_has_criteria(registry: dialogues.Registry) -> None:
    found = registry.events.where(country="CN", year=(2010, 2020), kind={"webinar", "seminar"})
    assert list(found) == [
        key
        for key, event in registry.events.items()
        if "CN" in event.partners
        and event.date
        and 2010 <= event.date.year <= 2020
        and event.kind in ("webinar", "seminar")
    ]
    assert found
    assert list(registry.organisations.where(country="Deutschland", kind="city-authority")) == [
        key for key, each in registry.organisations.items() if each.country == "DE" and each.kind == "city-authority"
    ]
    assert set(registry.sources.where(kind="press").values()) == {
        each for each in registry.sources.values() if each.source_class == "press"
    }
    assert all(2018 in programme.years for programme in registry.programmes.where(year=2018).values())
    assert "iuc" in registry.programmes.where(year=2018)
    assert registry.themes.where() is registry.themes


@pytest.mark.parametrize("name", [*RECORD_TYPES])
def test_criteria_pick_in_order_and_only_what_meets_them(registry: dialogues.Registry, name: str) -> None:
    collection = registry.collections[name]
    order = {key: at for at, key in enumerate(collection)}

    def held(record: Record, criterion: str) -> tuple[object, ...]:
        words = {"year": record.years, "country": record.country_codes, "kind": (record.kind_word,)}
        return words[criterion] if record.kind_word or criterion != "kind" else ()

    for criterion in ("year", "country", "kind"):
        for value in {each for record in collection.values() for each in held(record, criterion)}:
            found = collection.where(**{criterion: value})  # type: ignore[arg-type]
            assert list(found) == [key for key, each in collection.items() if value in held(each, criterion)]
            assert [order[key] for key in found] == sorted(order[key] for key in found)


def test_agreements_stand_by_date_and_those_without_one_last(registry: dialogues.Registry) -> None:
    order = list(registry.agreements)
    assert order[:3] == ["china-2006", "russia-2007", "brazil-2007"]
    assert order[-1] == "india-2019"


def test_earlier_and_later_instruments_of_a_dialogue(registry: dialogues.Registry) -> None:
    assert [each.id for each in registry.later("japan-2013")] == ["japan-2021"]
    assert [each.id for each in registry.earlier("colombia-2021")] == ["colombia-2015"]
    assert [each.id for each in registry.later("china-2006")] == ["china-2020-plan"]
    assert registry.earlier("china-2006") == registry.later("ukraine-2009") == ()


def test_earlier_and_later_know_every_partner(tmp_path: Path) -> None:
    """Of several countries, any; of an organisation, its parts too, as the dialogue with it has them."""
    head = "title: {en: Example}\nkind: declaration\n"
    root = unpack(
        "==> organisations/whole.yaml\nname: {en: Whole}\nkind: international-organisation\n"
        "==> organisations/part.yaml\nname: {en: Part}\nkind: international-organisation\npart_of: whole\n"
        f"==> agreements/andes-2010.yaml\n{head}signed: [{{date: 2010}}]\n"
        "parties: [{side: partner, country: PE}, {side: partner, country: CL}]\n"
        f"==> agreements/chile-2012.yaml\n{head}signed: [{{date: 2012}}]\nparties: [{{side: partner, country: CL}}]\n"
        f"==> agreements/part-2001.yaml\n{head}signed: [{{date: 2001}}]\nparties: [{{side: partner, organisation: part}}]\n"
        f"==> agreements/whole-2002.yaml\n{head}signed: [{{date: 2002}}]\nparties: [{{side: partner, organisation: whole}}]\n",
        tmp_path / "data",
    )
    registry = dialogues.read(root).registry
    assert [each.id for each in registry.earlier("chile-2012")] == ["andes-2010"]
    assert [each.id for each in registry.later("andes-2010")] == ["chile-2012"]
    assert [each.id for each in registry.later("part-2001")] == ["whole-2002"]
    assert [each.id for each in registry.earlier("whole-2002")] == ["part-2001"]
    for dialogue in registry.dialogues.values():
        for at, agreement in enumerate(dialogue.agreements):
            assert set(dialogue.agreements[at + 1 :]) <= set(registry.later(agreement.id))


def test_an_organisation_with_two_letters_is_an_organisation(tmp_path: Path) -> None:
    root = unpack(
        "==> organisations/au.yaml\nname: {en: African Union}\nkind: international-organisation\n"
        "==> agreements/au-2001.yaml\ntitle: {en: Example}\nkind: declaration\n"
        "parties: [{side: partner, organisation: au}]\n"
        "==> events/a-2002.yaml\nkind: webinar\ndate: 2002\nparticipants: [au]\n",
        tmp_path / "data",
    )
    registry = dialogues.read(root).registry
    partner = registry.partner("African Union")
    assert (partner.key, partner.country, partner.organisation) == ("au", None, registry.organisations["au"])
    assert [event.id for event in registry.dialogue("au").events] == ["a-2002"]
    assert registry.dialogue("African Union").to_dict()["partner"] == {
        "key": "au",
        "name": "African Union",
        "country": None,
        "territory": None,
    }


def test_one_word_means_one_thing_whoever_is_asked(registry: dialogues.Registry) -> None:
    for ask in (registry.partner, registry.dialogue, registry.resolve):
        with pytest.raises(AmbiguousName) as caught:
            ask("Congo")
        assert str(caught.value) == "'Congo' is the name of several: CD, CG; use an id"


def test_what_is_there_is_found_and_what_is_not_is_a_key_error(registry: dialogues.Registry) -> None:
    assert registry.agreements.get("china-2006") is registry["china-2006"]
    assert registry.agreements.get("x") is None
    assert registry.agreements.get("x", 7) == 7
    assert ChainMap(dict[str, Any](), registry.agreements, {"x": 1})["x"] == 1  # type: ignore[arg-type]
    for key in ("", "x" * 1_000_000, 7, ("a",)):
        with pytest.raises(KeyError) as caught:
            registry[key]  # type: ignore[index]
        assert len(str(caught.value)) < 200


def test_what_has_no_date_stands_last_in_order_of_time(registry: dialogues.Registry) -> None:
    assert sorted(registry.agreements.values(), key=registry.time_key) == [*registry.agreements.values()]
    events = sorted(registry.events.values(), key=registry.time_key)
    dates = [event.date for event in events if event.date is not None]
    assert dates == sorted(dates)
    assert all(event.date is None for event in events[len(dates) :])


def test_a_record_shows_as_a_line_and_a_dialogue_as_a_small_table(registry: dialogues.Registry) -> None:
    assert repr(registry["brazil-2007"]) == (
        "<Agreement brazil-2007: Memorandum of Understanding on regional policy cooperation …, 2007-11-29, en pt>"
    )
    assert repr(registry["sica"]) == "<Organisation sica: Central American Integration System>"
    assert repr(registry.dialogue("Japan")).startswith("<Dialogue with JP: 2 agreements, ")
    assert max(len(repr(each)) for each in registry.values()) < 200
    for shown in (registry, registry.agreements, registry.events, registry.dialogue("Japan")):
        html = shown._repr_html_()
        assert html.startswith("<table><caption>")
        assert html.count("<tr>") <= 21
    assert f"<p>… and {len(registry.events) - 20} more</p>" in registry.events._repr_html_()


def test_what_a_notebook_shows_is_escaped(tmp_path: Path) -> None:
    root = unpack("==> themes/a.yaml\nname: {en: \"<script>alert('x')</script>&\"}\n", tmp_path / "data")
    html = dialogues.load(root).themes._repr_html_()
    assert "<td>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;</td>" in html


def test_choosing_takes_an_id_a_name_or_a_record_and_no_wish(registry: dialogues.Registry) -> None:
    for subject in ("brazil-2007", "Brasil", registry.agreements["brazil-2007"]):
        assert str(registry.choose(subject, "pt").served) == "pt"
        assert registry.choose(subject, None) == registry.choose(subject, "")
    with pytest.raises(NoDocuments):
        registry.choose(registry["sica"], "en")


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
