"""Brings the catalogues of messages up to date with the code: ``make messages``. Run with PYTHONPATH=src.

A message that is new has no translation yet, and the tests say so; one that is gone is left out. What a translator
wrote stays as it is, with its comments.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dialogues import vocabulary
from dialogues.languages.catalogue import LANGUAGES
from dialogues.languages.english import english
from dialogues.records import RECORD_TYPES
from dialogues.records.agreements import Relation
from dialogues.records.fields import FileRecord
from dialogues.records.fields_of import FieldOf, fields_of
from dialogues.registry.choice import ChoiceReason
from dialogues.registry.found import How
from dialogues.registry.relations import SAME_PARTNER
from dialogues.registry.statements import Stance

ROOT = Path(__file__).parent.parent
CODE = ROOT / "src" / "dialogues"
FOLDER = CODE / "languages" / "messages"
NOT_REVIEWED = "own translation, not reviewed"
# Lists that are no vocabulary of the data, and are told in the reader's language all the same.
_OTHER_LISTS = (How, ChoiceReason, Stance)
# Functions that say or mark a message, and how many texts stand behind its context.
_CALLS = {"message": 1, "noted": 1, "counted": 2}
# How the templates of a site and its code say a message: one text, or several in a row.
_TEXTS = r"""((?:\s*"[^"]*"|\s*'[^']*')+)"""
_SAID_IN = {".html": re.compile(rf"\b_\({_TEXTS}\)"), ".py": re.compile(rf"\bsay\({_TEXTS}\s*[,)]")}
# What only a program reads, or what is told in another form.
_UNNAMED = {"claims", "resolution", "text"}


class Message(NamedTuple):
    """A message of the code."""

    context: str
    one: str
    several: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """What a catalogue knows it by, beside its context."""
        return (self.one, self.several) if self.several else self.one


def messages() -> list[Message]:
    """Give every message once: the vocabulary's, those of fields and relations, and those that the code says."""
    every = [*_of_lists(), *_of_fields(), *_of_parts(), *_of_relations(), *_of_code(), *_of_site()]
    return list(dict.fromkeys(every))


def lists() -> list[type[StrEnum]]:
    """Give the closed lists whose values have a label in every language."""
    own = [each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    return [each for each in own if each is not StrEnum] + list(_OTHER_LISTS)


def _of_lists() -> Iterator[Message]:
    for kind in lists():
        for member in kind:
            yield Message(kind.__name__, english(kind.__name__, member.value))
    for member in vocabulary.RelationKind:
        yield Message("RelationKind", english("RelationKind", member.inverse))


def _kinds() -> dict[type[FileRecord], None]:
    """Give every kind of record and of its parts."""
    found: dict[type[FileRecord], None] = {}
    waiting: list[type[FileRecord]] = list(RECORD_TYPES.values())
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found[kind] = None
            waiting += [each.part for each in fields_of(kind) if each.part is not None]
    return found


def _fields() -> Iterator[tuple[type[FileRecord], FieldOf]]:
    for kind in _kinds():
        for field in fields_of(kind):
            yield kind, field


def _of_fields() -> Iterator[Message]:
    for name in RECORD_TYPES:
        yield Message("collection", english("collection", name))
    yield Message("field", english("field", "partner"))  # of a list of agreements
    for _, field in _fields():
        for name in (field.name, field.key):
            if name not in _UNNAMED and name != "for":
                yield Message("field", english("field", name))


def _of_parts() -> Iterator[Message]:
    """Give what one of several is called: a party, a document."""
    for kind, field in _fields():
        if _is_list(kind, field):
            yield Message("part", english("part", field.key))


def _is_list(kind: type[FileRecord], field: FieldOf) -> bool:
    return field.part is not None and str(kind.__pydantic_fields__[field.name].annotation).startswith("tuple")


def _of_relations() -> Iterator[Message]:
    yield Message("relation", english("relation", SAME_PARTNER))
    yield Message("relation", english("relation", "agreement"))
    for kind, field in _fields():
        for mark in (field.reference, field.relates):
            for name in (mark.relation, mark.inverse) if mark is not None else ():
                if name and kind is not Relation:
                    yield Message("relation", english("relation", name))


def _of_code() -> Iterator[Message]:
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
                texts = [ast.unparse(each) for each in node.args[: 1 + _CALLS[node.func.id]]]
                values = [each.value for each in node.args[: len(texts)] if isinstance(each, ast.Constant)]
                if len(values) == len(texts) and all(isinstance(each, str) for each in values):
                    yield Message(*map(str, values))


def _of_site() -> Iterator[Message]:
    """Give what the pages of a site say: in templates by ``_``, and in the code by ``say``."""
    for path in sorted([*(CODE / "site").rglob("*"), CODE / "cli" / "pictures.py"]):
        if path.suffix in _SAID_IN:
            for found in _SAID_IN[path.suffix].finditer(path.read_text(encoding="utf-8")):
                yield Message("site", "".join(map(str, ast.literal_eval(f"[{found[1]}]"))))


def path_of(language: str) -> Path:
    """Give the file of a language's catalogue."""
    return FOLDER / f"{language}.po"


def read(language: str) -> Catalog:
    """Read the catalogue of a language."""
    with path_of(language).open("rb") as file:
        return read_po(file)


def brought_up_to_date(catalogue: Catalog) -> Catalog:
    """Give a catalogue that has all messages of the code, in its order, and the translations there were."""
    found = Catalog(catalogue.locale, header_comment=catalogue.header_comment, fuzzy=False)
    found.mime_headers = catalogue.mime_headers
    for each in messages():
        known = catalogue.get(each.one, each.context)
        is_same = known is not None and known.id == each.id
        found.add(
            each.id,
            known.string if known is not None and is_same else ("", "") if each.several else "",
            context=each.context,
            user_comments=known.user_comments if known is not None and is_same else [NOT_REVIEWED],
        )
    return found


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue as its file has it."""
    file = BytesIO()
    write_po(file, catalogue, width=116, no_location=True)
    return file.getvalue()


if __name__ == "__main__":
    for each in LANGUAGES[1:]:
        path_of(each).write_bytes(written(brought_up_to_date(read(each))))
