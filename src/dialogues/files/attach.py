"""Attaching a file to a document: its facts go into the record, which is otherwise left as it was."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen

from dialogues.documents import DocumentFacts, inspect
from dialogues.errors import CannotAttach
from dialogues.files import Reading, compose, read_text
from dialogues.files.edit import apply
from dialogues.files.replace import replace_file
from dialogues.files.to_record import to_record
from dialogues.files.tree import Tree
from dialogues.findings import Edit, Finding, Insert, Replace
from dialogues.languages.matching import MatchReason, relation
from dialogues.languages.tags import LanguageTag
from dialogues.records import Agreement, Document, Publication
from dialogues.records.fields import relative_path
from dialogues.records.fields_of import fields_of


@frozen
class Attached:
    """What attaching a file changes."""

    file: str
    """The record's file."""
    text: str
    """What it says with the facts."""
    facts: DocumentFacts
    """The facts."""
    contradictions: tuple[Finding, ...]
    """What of the file contradicts the record; a file with any is attached only where that is asked for."""


def attach(
    reading: Reading, identifier: str, language: LanguageTag, path: str | os.PathLike[str], *, force: bool = False
) -> Attached:
    """Put a file's facts into the record of a document; nothing is written yet, see :func:`write_attached`.

    Raises :class:`~dialogues.errors.UnknownRecord`, and :class:`~dialogues.errors.CannotAttach` when there is no such
    document, the file is not in the data folder, cannot be read, or contradicts the record and ``force`` is not set.
    """
    record = reading.registry[identifier]
    if not isinstance(record, Agreement | Publication):
        raise CannotAttach(identifier, "only agreements and publications have documents")
    index = _document(identifier, record.documents, language)
    document = record.documents[index]
    inside = _inside(reading.folder, path)
    facts = inspect(path)
    if not facts.readable:
        raise CannotAttach(str(path), facts.problem)
    if facts.unread_pages and not force:
        raise CannotAttach(str(path), facts.problem)
    if document.pages is not None and facts.pages is None:
        raise CannotAttach(str(path), f"it has no pages, the record says {document.pages}: remove that line first")
    contradictions = facts.contradictions(document.language)
    serious = [finding.message for finding in contradictions if finding.severity != "info"]
    if document.media_type is not None and facts.media_type is not document.media_type:
        found = facts.media_type.value if facts.media_type else "of no known format"
        serious.append(f"the file is {found}, the record says {document.media_type.value}")
    if serious and not force:
        raise CannotAttach(str(path), f"it contradicts the record: {'; '.join(serious)}")
    text = _with_facts(reading, identifier, index, inside, facts)
    return Attached(reading.files[identifier], text, facts, contradictions)


def write_attached(reading: Reading, attached: Attached) -> None:
    """Write the record with the facts. Raises OSError when that fails; the record is then as it was."""
    replace_file(reading.folder / attached.file, attached.text.encode())


def _document(identifier: str, documents: tuple[Document, ...], language: LanguageTag) -> int:
    for reasons in ((MatchReason.EXACT,), (MatchReason.EXACT, MatchReason.SAME_LANGUAGE)):
        found = [at for at, each in enumerate(documents) if relation(language, each.language) in reasons]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise CannotAttach(identifier, f"it has {len(found)} documents in {language}")
    there = ", ".join(str(each.language) for each in documents) or "none"
    raise CannotAttach(identifier, f"it has no document in {language}; there is: {there}")


def _inside(folder: Path, path: str | os.PathLike[str]) -> str:
    """Give a file's path within the data folder."""
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    if not real.exists():
        raise CannotAttach(str(path), "there is no such file")
    if not real.is_relative_to(root):
        raise CannotAttach(str(path), f"put the file into the data folder, {folder}")
    try:
        return relative_path(real.relative_to(root).as_posix())
    except ValueError as error:
        raise CannotAttach(str(path), f"rename the file: {error}") from None


def _with_facts(reading: Reading, identifier: str, index: int, inside: str, facts: DocumentFacts) -> str:
    file = reading.files[identifier]
    text, _ = read_text(reading.folder, file)
    values = {
        "media_type": facts.media_type.value if facts.media_type else None,
        "path": inside,
        "size": str(facts.size),
        "sha256": facts.sha256,
        "pages": str(facts.pages) if facts.pages is not None else None,
    }
    fields = [field.key for field in fields_of(Document)]
    for key, value in values.items():
        if value is None or text is None:
            continue
        tree, _ = compose(text, file)
        there = _keys(tree, index)
        number = key in ("size", "pages")
        edit: Edit = Replace(("documents", index, key), value, number=number)
        if key not in there:
            before = [each for each in fields[: fields.index(key)] if each in there]
            edit = Insert(("documents", index), key, value, before[-1], number)
        if there.get(key) != value:
            text = apply(text, edit, file)
    tree = compose(text, file)[0] if text is not None else None
    if text is None or tree is None or to_record(type(reading.registry[identifier]), tree, file, identifier)[0] is None:
        raise CannotAttach(file, "the facts cannot be written into it; write them by hand")
    return text


def _keys(tree: Tree | None, index: int) -> dict[str, object]:
    found = tree.value["documents"][index] if tree is not None and isinstance(tree.value, dict) else {}
    return dict(found)
