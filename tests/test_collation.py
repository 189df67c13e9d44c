"""The order of names in a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.names.collation import collation_key


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["10", "3rd meeting", "Chile", "Côte d’Ivoire", "Cyprus", "Österreich", "Peru", "Грузія", "中国"]),
        ("es", ["Mali", "México", "Moldavia", "nube", "ñandú", "Perú"]),
        ("fr", ["Égypte", "États-Unis", "Suède", "Suisse", "« Théâtre »", "Yougoslavie"]),
        ("pt", ["Áustria", "Brasil", "Índia", "Itália", "São Tomé", "Suíça"]),
        ("ro", ["Austria", "Ăvram", "Spania", "Ștefan", "Turcia", "Țările de Jos", "Ucraina"]),
        ("ru", ["Европа", "Ёлка", "Ель", "Йемен", "Китай", "Peru"]),
        ("uk", ["Гана", "Ґданськ", "Данія", "Естонія", "Єгипет", "Індія", "Їжа", "Йорданія", "Чилі", "Японія", "SICA"]),
        ("hy", ["Արգենտինա", "Եվրոպա", "Չինաստան", "Ֆինլանդիա", "SICA"]),
        ("ka", ["არგენტინა", "ბრაზილია", "ჩინეთი", "ჰაიტი", "SICA"]),
        ("zh", ["阿根廷", "巴西", "俄罗斯", "哥伦比亚", "日本", "乌克兰", "中国", "臺", "SICA"]),
        ("zh-TW", ["阿根廷", "中国"]),
        ("de", ["Ägypten", "Brasilien", "Österreich", "Polen"]),
        ("", ["a", "á", "b"]),
    ],
)
def test_names_are_sorted_by_the_alphabet_of_the_reader(language: str, names: list[str]) -> None:
    turned = names[::-1]
    assert sorted(turned, key=lambda each: collation_key(each, language)) == names


@given(st.lists(st.text(max_size=8), max_size=5), st.sampled_from(["en", "uk", "zh", "xx"]))
def test_every_text_has_one_place_in_a_list(names: list[str], language: str) -> None:
    by_name = sorted(names, key=lambda each: collation_key(each, language))
    turned = names[::-1]
    assert by_name == sorted(turned, key=lambda each: collation_key(each, language))
