"""What the local files of documents are: looked into here, or in the workers of an executor."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from dialogues.files import Reading
from dialogues.records import Agreement, Publication

if TYPE_CHECKING:  # its module costs 10 ms, and most checks need none
    from concurrent.futures import Executor

    from dialogues.documents.facts import DocumentFacts


def document_facts(reading: Reading, asked: Collection[str], executor: Executor | None) -> dict[str, DocumentFacts]:
    """Say what the local files of documents are, but for those that lead out of the folder."""
    records: list[Agreement | Publication] = [
        *reading.registry.agreements.values(),
        *reading.registry.publications.values(),
    ]
    paths = {
        document.path
        for record in records
        if record.id in asked
        for document in record.documents
        if document.path is not None
    }
    root = os.path.realpath(reading.folder)
    safe = [path for path in sorted(paths) if Path(os.path.realpath(reading.folder / path)).is_relative_to(root)]
    files = [os.fspath(reading.folder / path) for path in safe]
    return dict(zip(safe, _inspected(files, executor), strict=True))


def _inspected(files: list[str], executor: Executor | None) -> list[DocumentFacts]:
    from dialogues.documents import inspect_many  # here: most checks look into no document

    if executor is None:
        return [*inspect_many(files)]
    # A worker may stand in another folder, and what it could not read, it may only not have: that is looked at here.
    given = map(os.path.abspath, files)
    facts = [evolve(each, path=file) for each, file in zip(inspect_many(given, executor=executor), files, strict=True)]
    unread = [at for at, each in enumerate(facts) if not each.readable]
    for at, each in zip(unread, inspect_many(files[at] for at in unread), strict=True):
        facts[at] = each
    return facts
