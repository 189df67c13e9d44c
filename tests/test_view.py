"""A record as JSON in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import dialogues
from dialogues.languages.catalogue import LANGUAGES
from dialogues.records.fields_of import fields_of


def test_a_view_has_labels_and_texts_beside_the_values(registry: dialogues.Registry) -> None:
    view = registry.view("brazil-2007", "pt")
    fields = view.pop("fields")
    assert view == {
        "id": "brazil-2007",
        "collection": "agreements",
        "language": "pt",
        "name": "Memorando de entendimento: União Europeia – Brasil",
        "name_language": None,
        "composed": True,
        "date_text": "29 de novembro de 2007",
    }
    assert fields["kind"] == {
        "label": "tipo",
        "value": "memorandum-of-understanding",
        "text": "memorando de entendimento",
    }
    assert fields["title"]["value"] == {"en": "Memorandum of Understanding on regional policy cooperation with Brazil"}
    assert fields["title"]["text"] == "Memorando de entendimento: União Europeia – Brasil"
    assert fields["status"] == {"label": "estado", "value": "unknown", "text": "desconhecido"}
    assert fields["signed"]["text"] == ["assinado: 29 de novembro de 2007, Brasília"]
    assert fields["documents"]["text"][0] == "inglês; impresso: 'EN'; PDF"
    assert [party["country"] for party in fields["parties"]["value"]] == [None, "BR"]


@pytest.mark.parametrize("language", [*LANGUAGES, "de", "zh-Hant", "ar"])
def test_a_view_of_any_record_is_json_with_a_text_for_each_value(registry: dialogues.Registry, language: str) -> None:
    for record in [each for collection in registry.collections.values() for each in list(collection.values())[:3]]:
        view = json.loads(json.dumps(registry.view(record.id, language)))
        assert set(view["fields"]) <= {field.key for field in fields_of(type(record))}
        for key, field in view["fields"].items():
            assert field["label"], key
            if isinstance(field["value"], list) and isinstance(field["text"], list):
                assert len(field["value"]) == len(field["text"])
            assert field["text"], key


def test_a_view_says_in_which_language_a_name_is_that_is_not_the_readers(registry: dialogues.Registry) -> None:
    view = registry.view("eu-china-dialogue-2006", "uk")
    assert (view["name"], view["name_language"], view["composed"]) == ("First EU-China regional seminar", "en", False)
    assert registry.view("japan-2013", "en-GB")["composed"] is False


@pytest.mark.parametrize(
    ("language", "name", "marked"),
    [
        ("es", "Carta de intenciones: Unión Europea – Japón", None),
        ("fr-CA", "Lettre d’intention : Union européenne – Japon", None),
        ("hy", "Մտադրությունների նամակ՝ Եվրոպական Միություն – Ճապոնիա", None),
        ("ka", "განზრახვის წერილი: ევროკავშირი – იაპონია", None),
        ("ru", "Письмо о намерениях: Европейский союз – Япония", None),
        ("zh-CN", "意向书：欧盟 – 日本", None),
        ("en", "Letter of Intent establishing an urban policy dialogue with Japan", None),
        ("de", "Letter of Intent establishing an urban policy dialogue with Japan", "en"),
        ("zh-Hant", "Letter of Intent establishing an urban policy dialogue with Japan", "en"),
    ],
)
def test_a_title_that_is_ours_is_composed_in_the_languages_of_the_catalogues(
    registry: dialogues.Registry, language: str, name: str, marked: str | None
) -> None:
    view = registry.view("japan-2013", language)
    assert (view["name"], view["name_language"]) == (name, marked)


def test_an_id_that_is_not_there_is_told(registry: dialogues.Registry) -> None:
    with pytest.raises(dialogues.UnknownRecord):
        registry.view("atlantis-2007", "pt")


def test_a_party_of_which_nobody_knows_who_it_is_has_the_name_by_which_the_text_calls_it(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "ports-1990.yaml").write_text(
        "title: {en: Arrangement on ports}\ntitle_basis: descriptive\nkind: arrangement\n"
        "parties: [{side: party, printed: the Port Authority}, {side: party}, {side: party, country: FR}]\n"
    )
    listed = run("list", "--data", str(tmp_path), "--format", "csv", "--columns", "id,partner", "--in", "fr").stdout
    assert listed == 'id,partner\nports-1990,"the Port Authority, France"\n'
    shown = run("show", "ports-1990", "--data", str(tmp_path), "--in", "fr").stdout
    assert shown.splitlines()[0] == "ports-1990: Arrangement : the Port Authority – France"
    assert [line for line in shown.splitlines() if "Port Authority" in line][1:] == [
        "  partie                the Port Authority"
    ]
