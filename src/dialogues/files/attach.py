"""Attaching a file to a document: its facts go into the record, which is otherwise left as it was."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from dialogues.documents import DocumentFacts, inspect
from dialogues.errors import CannotAttach, CannotWrite
from dialogues.files import Reading, compose, read_text
from dialogues.files.changes import Change, rewritten, write_changes
from dialogues.files.edit import apply, in_place
from dialogues.files.replace import CHANGED
from dialogues.files.to_record import to_record
from dialogues.files.tree import Tree
from dialogues.findings import Append, Edit, Finding, Insert, Replace, Severity
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
    before: str
    """What it says."""
    text: str
    """What it says with the facts."""
    facts: DocumentFacts
    """The facts."""
    contradictions: tuple[Finding, ...]
    """What of the file contradicts the record; a file with any is attached only where that is asked for."""


def attach(  # noqa: PLR0913  # whose, what, and the two ways to insist
    reading: Reading,
    name: str,
    language: LanguageTag,
    path: str | os.PathLike[str],
    *,
    force: bool = False,
    new: bool = False,
) -> Attached:
    """Put a file's facts into the record of a document; nothing is written yet, see :func:`write_attached`.

    ``name`` is the record's id, or any name that means it; ``new`` adds the document where the record has none in the
    language.

    Raises :class:`~dialogues.errors.UnknownName` and :class:`~dialogues.errors.AmbiguousName`, and
    :class:`~dialogues.errors.CannotAttach` when there is no such document, the file is not in the data folder, cannot
    be read, or contradicts the record beyond doubt and ``force`` is not set.
    """
    if not reading.folder.is_dir():
        raise CannotAttach(str(reading.folder), "its records are in one file; attach to those of the registry's folder")
    record = reading.registry.resolve(name, documents=True)
    if not isinstance(record, Agreement | Publication):
        raise CannotAttach(record.id, "only agreements and publications have documents")
    inside = _inside(reading.folder, path)
    before = _text_of(reading, record)
    file, text = reading.files[record.id], before
    if new and all(relation(language, each.language) is not MatchReason.EXACT for each in record.documents):
        text, record = _with_document(before, file, record, language)
    index = _document(record.id, record.documents, language)
    document = record.documents[index]
    facts = inspect(path)
    if not facts.readable or (facts.unread_pages and not force):
        raise CannotAttach(str(path), facts.problem)
    if document.pages is not None and facts.pages is None:
        raise CannotAttach(str(path), f"it has no pages, the record says {document.pages}: remove that line first")
    contradictions = facts.contradictions(document.language)
    serious = _serious(facts, document, contradictions)
    if serious and not force:
        raise CannotAttach(str(path), f"it contradicts the record: {'; '.join(serious)}")
    after = _written(text, file, record, index, _values(inside, facts))
    return Attached(file, before, after, facts, contradictions)


def _serious(facts: DocumentFacts, document: Document, contradictions: Iterable[Finding]) -> list[str]:
    """Say what of a file cannot be if the record is right."""
    serious = [finding.message for finding in contradictions if finding.severity is Severity.ERROR]
    if document.media_type is not None and facts.media_type is not document.media_type:
        found = facts.media_type.value if facts.media_type else "of no known format"
        serious.append(f"the file is {found}, the record says {document.media_type.value}")
    return serious


def change_of(reading: Reading, attached: Attached) -> Change:
    """Say how the file of the record changes.

    Raises :class:`~dialogues.errors.CannotWrite` when it is no longer what was read.
    """
    return rewritten(reading.folder, attached.file, attached.before, attached.text)


def write_attached(reading: Reading, attached: Attached) -> None:
    """Write the record with the facts.

    Raises :class:`~dialogues.errors.CannotWrite` when it is no longer what was read, and OSError when that fails;
    the record is then as it was.
    """
    write_changes(reading.folder, [change_of(reading, attached)])


def _with_document(
    text: str, file: str, record: Agreement | Publication, language: LanguageTag
) -> tuple[str, Agreement | Publication]:
    """Add a document that has a language and nothing else yet."""
    after = apply(text, Append(("documents",), {"language": str(language)}), file)
    if after is not None and not record.documents:
        after = in_place(after, file, type(record), "documents")
    added = _record_of(after, file, record) if after is not None else None
    if after is None or added is None:
        raise CannotAttach(file, "a document cannot be added to it; write it by hand")
    return after, added


def _document(identifier: str, documents: tuple[Document, ...], language: LanguageTag) -> int:
    for reasons in ((MatchReason.EXACT,), (MatchReason.EXACT, MatchReason.SAME_LANGUAGE)):
        found = [at for at, each in enumerate(documents) if relation(language, each.language) in reasons]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise CannotAttach(identifier, f"it has {len(found)} documents in {language}")
    there = ", ".join(str(each.language) for each in documents) or "none"
    raise CannotAttach(identifier, f"it has no document in {language}; there is: {there}; --new adds one")


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


def _text_of(reading: Reading, record: Agreement | Publication) -> str:
    """Read the text of a record again. Raises CannotWrite when it says another thing than the registry does."""
    file = reading.files[record.id]
    text, _ = read_text(reading.folder, file)
    if text is None or _record_of(text, file, record) != record:
        raise CannotWrite(file, CHANGED)
    return text


def _record_of(text: str, file: str, record: Agreement | Publication) -> Agreement | Publication | None:
    tree, _ = compose(text, file)
    return to_record(type(record), tree, file, record.id)[0] if tree is not None else None


def _values(inside: str, facts: DocumentFacts) -> dict[str, str | None]:
    return {
        "media_type": facts.media_type.value if facts.media_type else None,
        "path": inside,
        "size": str(facts.size),
        "sha256": facts.sha256,
        "pages": str(facts.pages) if facts.pages is not None else None,
    }


def _written(
    before: str, file: str, record: Agreement | Publication, index: int, values: Mapping[str, str | None]
) -> str:
    fields = [field.key for field in fields_of(Document)]
    text: str | None = before
    for key, value in values.items():
        if value is None or text is None:
            continue
        there = _keys(compose(text, file)[0], index)
        number = key in ("size", "pages")
        edit: Edit = Replace(("documents", index, key), value, number=number)
        if key not in there:
            after = [each for each in fields[: fields.index(key)] if each in there]
            edit = Insert(("documents", index), key, value, after[-1], number)
        if there.get(key) != value:
            text = apply(text, edit, file)
    if text is None or _record_of(text, file, record) is None:
        raise CannotAttach(file, "the facts cannot be written into it; write them by hand")
    return text


def _keys(tree: Tree | None, index: int) -> dict[str, object]:
    found = tree.value["documents"][index] if tree is not None and isinstance(tree.value, dict) else {}
    return dict(found)
