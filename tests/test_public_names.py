"""Whoever meets a public name is told what it means, what goes in and out, what is raised, and sees it used."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import dialogues
from dialogues import http, vocabulary
from dialogues.records import Entry
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import fields_of
from dialogues.records.json_schema import docstrings_of, field_docstrings

ROOT = Path(__file__).parent.parent

NAMES: dict[str, Any] = {f"dialogues.{name}": getattr(dialogues, name) for name in dialogues.__all__}
NAMES |= {
    f"dialogues.http.{name}": value
    for name, value in vars(http).items()
    if not name.startswith("_") and getattr(value, "__module__", "") == "dialogues.http"
}
for module in sorted(dialogues._PUBLIC_MODULES):
    inside = getattr(dialogues, module)
    NAMES |= {f"dialogues.{module}.{name}": getattr(inside, name) for name in getattr(inside, "__all__", ())}
NAMES = {name: value for name, value in NAMES.items() if inspect.isfunction(value) or isinstance(value, type)}
IN_FILES = {name: value for name, value in NAMES.items() if isinstance(value, type) and issubclass(value, FileRecord)}
IN_FILES = {name: value for name, value in IN_FILES.items() if value is not Entry}
"""What a data file says: pages and schemas are made of these docstrings, and show them in files."""
LISTS = {
    name: value for name, value in vars(vocabulary).items() if isinstance(value, type) and issubclass(value, StrEnum)
}
"""The closed lists of words, likewise."""
NAMES = {name: value for name, value in NAMES.items() if name not in IN_FILES and value not in LISTS.values()}
FUNCTIONS: dict[str, Callable[..., Any]] = {name: value for name, value in NAMES.items() if inspect.isfunction(value)}
CLASSES = {name: value for name, value in NAMES.items() if isinstance(value, type)}
VALUES = {
    name: value
    for name, value in CLASSES.items()
    if not issubclass(value, Exception)
    and value in {getattr(dialogues, each) for each in dialogues.__all__} | {http.Answer}
}


def methods(kind: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give what is public of a class and its own: methods, class methods, properties."""
    for name, value in vars(kind).items():
        if name.startswith("_"):
            continue
        function = getattr(value, "__func__", None) or getattr(value, "fget", None) or getattr(value, "func", value)
        if inspect.isfunction(function):
            yield f"{kind.__name__}.{name}", function


METHODS = dict(each for kind in VALUES.values() for each in methods(kind))


def test_all_names_are_functions_or_classes() -> None:
    assert set(NAMES) == set(FUNCTIONS) | set(CLASSES)
    assert len(FUNCTIONS) >= 40
    assert len(METHODS) >= 80
    assert len(IN_FILES) >= 35
    assert len(LISTS) >= 25


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_told_of_and_shown_in_use(name: str) -> None:
    text = inspect.getdoc(NAMES[name]) or ""
    first = text.partition("\n\n")[0].partition("\n")[0]
    assert first.rstrip().endswith((".", ":", ",")), "a docstring begins with what it is"
    assert len(first.split()) >= 3
    assert ">>> " in text, "a docstring has an example"


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_told_of_and_shown_in_use(name: str) -> None:
    text = inspect.getdoc(METHODS[name]) or ""
    assert len(text.partition("\n\n")[0].split()) >= 3
    assert ">>> " in text, "a docstring has an example"


@pytest.mark.checkout
@pytest.mark.parametrize("name", IN_FILES)
def test_what_a_file_says_is_told_of_and_shown_in_one(name: str) -> None:
    """Its keys stand in the examples of the data format, and in its lists with what they mean."""
    kind = IN_FILES[name]
    assert len((inspect.getdoc(kind) or "").split()) >= 3
    page = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    examples = "".join(re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL))
    keys = [field.key for field in fields_of(kind) if field.key != "id"]
    assert any(re.search(rf"\b{key}:", examples) for key in keys)
    assert all(docstrings_of(kind)[field.name] for field in fields_of(kind) if field.key != "id")


@pytest.mark.checkout
@pytest.mark.parametrize("name", LISTS)
def test_each_word_of_a_closed_list_is_told_of(name: str) -> None:
    page = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    assert len((inspect.getdoc(LISTS[name]) or "").split()) >= 3
    meanings = field_docstrings(LISTS[name])
    for word in LISTS[name]:
        assert meanings[word.name], word
        assert f"`{word.value}`" in page, word


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_says_what_it_raises(name: str) -> None:
    """Also where it raises nothing of its own: then it says so."""
    text = inspect.getdoc(FUNCTIONS[name]) or ""
    assert any(word in text for word in ("Raises", "raises", "raised")), text


@pytest.mark.parametrize("name", [*FUNCTIONS, *METHODS])
def test_what_goes_in_and_out_has_a_type(name: str) -> None:
    signature = inspect.signature(FUNCTIONS.get(name) or METHODS[name])
    for parameter in list(signature.parameters.values()):
        if parameter.name not in ("self", "cls"):
            assert parameter.annotation is not parameter.empty, parameter
    assert signature.return_annotation is not signature.empty


@pytest.mark.parametrize("name", VALUES)
def test_a_field_of_a_value_is_told_of(name: str) -> None:
    """Each annotated public name of the class has a docstring behind it."""
    kind = VALUES[name]
    (definition,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(definition, ast.ClassDef)
    told = [
        isinstance(after, ast.Expr)
        for field, after in zip(definition.body, [*definition.body[1:], None], strict=True)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.target.id[0] != "_"
    ]
    assert all(told)
